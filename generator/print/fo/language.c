/* The language of an object: xml:lang, or XSL's language and country. */
#include "print/fo/internal.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct str language_subtag(struct str tag)
{
    struct str language = STR("");
    str_next(&tag, '-', &language);
    return language;
}

/* The region of BCP 47 that is a country: two letters after the language. */
struct str country_subtag(struct str tag)
{
    struct str part;
    str_next(&tag, '-', &part);
    while (str_next(&tag, '-', &part))
        if (part.n == 2 && is_letter(part.s[0]) && is_letter(part.s[1]))
            return part;
    return STR("");
}

/* As if it were not there: "none" says that there is none. */
static struct str named(const struct fo_tree *tree, const struct fo *fo, enum fo_property property)
{
    const char *name = fo_string(tree, fo, property);
    return strcmp(name, "none") == 0 ? STR("") : str_of(name);
}

const char *fo_language(const struct fo_tree *tree, struct arena *arena, const struct fo *fo)
{
    const char *tag = fo_string(tree, fo, FO_P_XML_LANG);
    struct str language = named(tree, fo, FO_P_LANGUAGE);
    struct str country = named(tree, fo, FO_P_COUNTRY);
    if (language.n == 0)
        return NULL;
    /* A tag says more (a script); the parts hold if they were written below it. */
    if (str_equal(language_subtag(str_of(tag)), language) &&
        str_equal(country_subtag(str_of(tag)), country))
        return tag;
    const char *hyphen = country.n > 0 ? "-" : "";
    return arena_printf(arena, "%.*s%s%.*s", (int)language.n, language.s, hyphen, (int)country.n,
                        country.s);
}
