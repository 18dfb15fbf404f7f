/* What the files of generator/theme share. */
#ifndef CONCORDAT_THEME_INTERNAL_H
#define CONCORDAT_THEME_INTERNAL_H

#include "diagram/diagram.h"
#include "theme/theme.h"

#include <libxslt/xsltInternals.h>

#define THEME_OUTPUTS (THEME_EASY_READ_PRINT + 1)

/* A font file for the web, of one weight and style. */
struct theme_face {
    const char *family, *file, *href;
    const char *weight, *style; /* as in CSS */
};

/* A pictogram: its path below its folder without ".svg", as "people/family". */
struct theme_picture {
    const char *name;
    const char *file;
};

struct theme {
    struct arena *arena;
    const struct site *site;
    const struct source *source; /* theme.yaml */
    const char *folder;          /* where theme.yaml stands */
    VEC(const char *) reach;     /* real paths below which stylesheets may read files */
    bool nhs_brand;              /* its look is the NHS's */
    bool entitled;               /* the site may show the NHS identity */

    const char *stylesheet_href; /* the theme's CSS, below out/ */
    const char *fonts_href;      /* style sheet of the organisation's fonts; "" if none */
    const char *logo_href;       /* "" if none */
    const char *logo_file;       /* on disk; "" if none */

    xsltStylesheet *stylesheets[THEME_OUTPUTS]; /* NULL: the theme has none */
    VEC(struct theme_asset) assets;
    VEC(struct theme_font) fonts;
    VEC(struct theme_face) faces;
    VEC(struct theme_picture) pictures; /* by folder in the theme's order, then by name */
    const char *picture_data;           /* JSON with tags to search; NULL: none */
    struct diagram_style diagrams;
    VEC(const char *) files;
};

/* A fault in theme.yaml at `span`; returns -1. */
#define theme_fail(theme, at, ...)                                                                 \
    fail((theme)->source->path, source_place((theme)->source, (at).start).line,                    \
         source_place((theme)->source, (at).start).column, __VA_ARGS__)

/* A file the theme names, relative to its folder; NULL after a failure. */
const char *theme_file(struct theme *theme, const struct yml *name);

/* assets.c: `assets`, `stylesheet`, `fonts` of theme.yaml and the logo. */
int assets_read(struct theme *theme, const struct yml *yaml);

/* brand.c */
int brand_check_site(struct theme *theme);
int brand_check_page(const struct theme *theme, const xmlDoc *page, const char *path);
bool brand_is_frutiger(const char *family);

/* pictures.c: `pictures` of theme.yaml. */
int pictures_read(struct theme *theme, const struct yml *yaml);

/* diagrams.c: `diagrams` of theme.yaml; and drawings for a document's lists. */
int diagrams_read(struct theme *theme, const struct yml *yaml);
void diagrams_add(const struct theme *theme, xmlDoc *document);

/* stylesheet.c */
int stylesheet_load(struct theme *theme, enum theme_output output, const char *path);

#endif
