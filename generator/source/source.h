/*
 * source: reads what people write. YAML with positions, site.yaml, a page's
 * front matter, and Markdown with the exact place of every character.
 */
#ifndef CONCORDAT_SOURCE_H
#define CONCORDAT_SOURCE_H

#include "base/base.h"

/* ---- YAML ------------------------------------------------------------------ */

enum yml_kind { YML_NULL, YML_SCALAR, YML_LIST, YML_MAP };

struct yml_pair;

/* A YAML value with its place in the source. Scalars keep their text; what it
 * means is up to the reader of the key. */
struct yml {
    enum yml_kind kind;
    struct span span;
    struct str text;        /* YML_SCALAR */
    struct yml *items;      /* YML_LIST */
    struct yml_pair *pairs; /* YML_MAP, in the author's order */
    size_t count;
};
struct yml_pair {
    struct str key;
    struct span key_span;
    struct yml value;
};

/* Parses the YAML in `span` of the source. A syntax error, a duplicate key, an
 * anchor or a tag is a finding of rule "yaml" and gives NULL. */
const struct yml *yml_parse(struct arena *arena, const struct source *source, struct span span,
                            struct findings *findings);
const struct yml *yml_get(const struct yml *map, const char *key); /* NULL if absent */

/* ---- Sign-offs --------------------------------------------------------------- */

/* A row of `sign-off` in front matter: who has agreed to the page from one point of
 * view, or why nobody has to. What is still to be filled in is NULL. */
struct sign_off {
    const char *view;               /* "clinical view", as the author wrote it */
    const char *name, *role, *date; /* date: ISO */
    const char *reason;             /* why it is not applicable */
    bool faulty;                    /* has a finding already: no more is said of it */
    struct span span;               /* of the key */
};
enum sign_off_state { SIGN_OFF_OPEN, SIGN_OFF_SIGNED, SIGN_OFF_NOT_APPLICABLE };
enum sign_off_state sign_off_state(const struct sign_off *row); /* NULL: open */
/* Whether two names mean one view: capitals, hyphens and underscores count for nothing. */
bool sign_off_same(const char *view, const char *other);

/* The sign-offs that pages of one kind need, in the order they are shown. */
struct sign_off_list {
    const char *kind;
    const char **views;
    size_t count;
};

/* ---- The site's configuration ------------------------------------------------ */

struct contact {
    const char *type, *text, *destination;
};
struct navigation_link {
    const char *text, *target; /* target: a content path or a web address */
    struct span span;
};

/* site.yaml: keys in source/site.c. An unknown key is an error with the nearest
 * known one. */
struct site {
    const struct source *source; /* of site.yaml; NULL for a lone file */
    const char *root;            /* folder of content: where site.yaml stands; "" for a lone file */
    const char *title, *description, *lang, *url;
    const char *theme; /* folder of the theme; NULL: the default */
    const char *pdf;   /* version of the PDFs, "2.0"; NULL or "1.7": the default */
    struct {
        const char *name;
        bool nhs;         /* declared entitled to the NHS identity */
        const char *logo; /* its logo file, NULL: none */
        struct span span;
    } organisation;
    struct contact *contacts;
    size_t contact_count;
    struct navigation_link *header, *footer;
    size_t header_count, footer_count;
    const char **html_elements; /* raw HTML elements that are allowed */
    size_t html_element_count;
    const struct sign_off_list *sign_offs; /* by kind of page; committee-paper always has one */
    size_t sign_off_count;
    bool numbered_paragraphs; /* in every consultation that does not say otherwise */
    const struct yml *rules;  /* rule id → level or options; NULL: none */
    const char *baseline;     /* file of the findings that do not count; NULL: none */
};
/* What a kind of page needs; NULL: nothing. */
const struct sign_off_list *site_sign_offs(const struct site *site, const char *kind);

/* -1 after a failure (exit status 2): every fault of the file was printed. */
int site_load(struct arena *arena, const char *path, const struct site **site);
/* What a lone file is checked under. */
const struct site *site_default(struct arena *arena);

/* ---- A page's front matter ------------------------------------------------------ */

/* An item of `attach`: a file to put into the PDF. */
struct attachment {
    const char *destination; /* as the author wrote it; ATTACH_SOURCE: the Markdown itself */
    struct span span;
};
#define ATTACH_SOURCE "source"

/* Keys in source/front_matter.c; x-… keys are kept in `extra`. Dates are ISO. */
struct front_matter {
    const char *title, *subtitle, *description;
    const char *kind;   /* default: "page" */
    const char *status; /* draft, consultation or final; default final */
    const char *lang, *edition, *version, *owner, *author, *approved_by, *reviewed, *review;
    int order; /* place among the publication's pages; 0: not given */
    bool numbered, numbered_paragraphs;
    const struct sign_off *sign_offs; /* in the author's order */
    size_t sign_off_count;
    const struct attachment *attachments; /* in the author's order */
    size_t attachment_count;
    const struct yml *rules; /* as in site.yaml, for this page */
    const struct yml *extra; /* the whole map, for x- keys */
    struct span span;        /* of the YAML between the fences; empty: none */
    struct span title_span;
};

/* Reads what stands between a first line "---" and the next; *body is where the
 * Markdown starts. Never NULL: a fault is a finding and leaves the default. */
const struct front_matter *front_matter_read(struct arena *arena, const struct source *source,
                                             uint32_t *body, struct findings *findings);

#endif
