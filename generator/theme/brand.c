/*
 * The brand guard. The NHS logo is a trade mark and Frutiger is licensed: both
 * are only for an NHS organisation that declares itself in site.yaml. Names have
 * rules too (www.england.nhs.uk/nhsidentity, naming principles); old names may
 * stand, so those are warnings.
 */
#define _GNU_SOURCE /* memmem */
#include "internal.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LOGO_LIMIT = 4 * 1024 * 1024 };

bool brand_is_frutiger(const char *family)
{
    return strncasecmp(family, "frutiger", 8) == 0;
}

/* ---- Names --------------------------------------------------------------------- */

static void warn_name(const struct theme *theme, enum message message, const char *what)
{
    const struct site *site = theme->site;
    struct place place = source_place(site->source, site->organisation.span.start);
    warn(site->source->path, place.line, place.column, message, site->organisation.name, what);
}

/* Two capital letters or more and nothing else, as in "ICB"; "NHS" and "UK" are words. */
static bool is_acronym(struct str word)
{
    size_t capitals = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (isupper((unsigned char)word.s[i]))
            capitals++;
        else if (isalnum((unsigned char)word.s[i]))
            return false;
    }
    return capitals > 1 && !str_is(word, "NHS") && !str_is(word, "UK");
}

static void check_name(const struct theme *theme)
{
    const char *name = theme->site->organisation.name;
    bool has_nhs = false, has_trust = false;
    struct str rest = str_of(name), word;
    while (str_next(&rest, ' ', &word)) {
        has_nhs = has_nhs || str_is(word, "NHS");
        has_trust = has_trust || str_is(word, "Trust");
        if (is_acronym(word))
            warn_name(theme, MSG_BRAND_NAME_ACRONYM, arena_strndup(theme->arena, word.s, word.n));
    }
    if (strchr(name, '&') != NULL)
        warn_name(theme, MSG_BRAND_NAME_AMPERSAND, "&");
    if (!has_nhs)
        warn_name(theme, MSG_BRAND_NAME_NHS, "NHS");
    if (has_trust && !str_ends(str_of(name), "NHS Trust") &&
        !str_ends(str_of(name), "NHS Foundation Trust"))
        warn_name(theme, MSG_BRAND_NAME_TRUST, "NHS Trust");
}

/* ---- Logo and fonts -------------------------------------------------------------- */

/* Is this the NHS logo as the design system draws it? A drawing in other words, or
 * a photograph of it, is not found: the declaration stays the organisation's duty. */
static bool shows_nhs_logo(struct str svg)
{
    static const char *const shapes[] = {
        "M200 0v80H0V0h200",   /* header logo */
        "M104 34v40H4V34h100", /* icon */
    };
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (memmem(svg.s, svg.n, shapes[i], strlen(shapes[i])) != NULL)
            return true;
    }
    return false;
}

static int check_logo(struct theme *theme)
{
    const struct site *site = theme->site;
    if (theme->logo_file[0] == '\0' || theme->entitled)
        return 0;
    struct place place = source_place(site->source, site->organisation.span.start);
    if (theme->nhs_brand)
        return fail(site->source->path, place.line, place.column, MSG_BRAND_LOGO_NHS);
    struct str bytes;
    struct arena_mark mark = arena_mark(theme->arena);
    if (file_read(theme->arena, theme->logo_file, LOGO_LIMIT, &bytes) != 0)
        return -1;
    bool nhs = shows_nhs_logo(bytes);
    arena_rewind(theme->arena, mark);
    return nhs ? fail(site->source->path, place.line, place.column, MSG_BRAND_LOGO_IS_NHS,
                      theme->logo_file)
               : 0;
}

/* Only Frutiger and Arial are the NHS's; a stand-in of the same widths is not. */
static void check_fonts(const struct theme *theme)
{
    for (size_t i = 0; i < theme->fonts.count; i++) {
        const char *family = theme->fonts.items[i].family;
        if (brand_is_frutiger(family) || strcasecmp(family, "arial") == 0)
            return;
    }
    warn(theme->source->path, 0, 0, MSG_BRAND_FONT, theme->site->organisation.name);
}

int brand_check_site(struct theme *theme)
{
    if (check_logo(theme) != 0)
        return -1;
    if (theme->entitled) {
        check_name(theme);
        check_fonts(theme);
    }
    return 0;
}

/* ---- Pages ----------------------------------------------------------------------- */

struct logo_count {
    size_t placed; /* the organisation's own file */
    size_t drawn;  /* the NHS logo, drawn in line */
};

static void count_attribute(const struct theme *theme, const xmlAttr *attribute,
                            struct logo_count *count)
{
    const xmlNode *text = attribute->children;
    if (text == NULL || text->content == NULL)
        return;
    struct str value = str_of((const char *)text->content);
    const char *name = (const char *)attribute->name;
    if (strcmp(name, "src") == 0 && theme->logo_file[0] != '\0' &&
        (str_ends(value, theme->logo_href) ||
         strstr((const char *)text->content, theme->logo_file) != NULL))
        count->placed++;
    else if (strcmp(name, "d") == 0 && shows_nhs_logo(value))
        count->drawn++;
}

/* On a web page or in XSL-FO, below `node` and its followers. */
static void count_logos(const struct theme *theme, const xmlNode *node, struct logo_count *count)
{
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlAttr *attribute = node->properties; attribute != NULL;
             attribute = attribute->next)
            count_attribute(theme, attribute, count);
        count_logos(theme, node->children, count);
    }
}

int brand_check_page(const struct theme *theme, const xmlDoc *page, const char *path)
{
    struct logo_count count = {0};
    count_logos(theme, page->children, &count);
    if (count.drawn > 0 && !theme->entitled)
        return fail(path, 0, 0, MSG_BRAND_LOGO_DRAWN);
    if (count.placed + count.drawn > 1)
        return fail(path, 0, 0, MSG_BRAND_LOGO_TWICE, count.placed + count.drawn);
    return 0;
}
