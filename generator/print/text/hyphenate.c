/*
 * Hyphenation by libhyphen with the patterns that are installed. They are read once a set
 * and language; a language without patterns has no words to break.
 */
#include "internal.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unistd.h>

enum { WORD_LIMIT = 80 }; /* characters; libhyphen counts in bytes of a char */

static const char *const FOLDERS[] = {"/usr/local/share/hyphen", "/usr/share/hyphen"};

/* hyph_en_GB.dic for en-GB, else of the language alone; British English for "en". */
static struct str file_name(int attempt, const char *lang, char *name, size_t room)
{
    char language[ULOC_LANG_CAPACITY], country[ULOC_LANG_CAPACITY]; /* may be the language */
    UErrorCode status = U_ZERO_ERROR;
    uloc_getLanguage(lang, language, sizeof language, &status);
    uloc_getCountry(lang, country, sizeof country, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        return (struct str){name, 0};
    if (attempt == 1)
        strcpy(country, "");
    if (attempt == 2)
        strcpy(country, strcmp(language, "en") == 0 ? "GB" : language);
    for (char *at = country; *at; at++)
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    int size = snprintf(name, room, "hyph_%s%s%s.dic", language, *country ? "_" : "", country);
    return (struct str){name, size > 0 ? (size_t)size : 0};
}

static HyphenDict *load(const char *lang)
{
    for (int attempt = 0; attempt < 3; attempt++)
        for (size_t i = 0; i < COUNT_OF(FOLDERS); i++) {
            char name[64], path[128];
            if (file_name(attempt, lang, name, sizeof name).n == 0)
                return NULL;
            snprintf(path, sizeof path, "%s/%s", FOLDERS[i], name);
            HyphenDict *patterns = access(path, R_OK) == 0 ? hnj_hyphen_load(path) : NULL;
            if (patterns)
                return patterns;
        }
    return NULL;
}

static const struct hyphenator *hyphenator_of(struct font_set *set, const char *lang)
{
    for (size_t i = 0; i < set->hyphenators.count; i++)
        if (strcmp(set->hyphenators.items[i].lang, lang) == 0)
            return &set->hyphenators.items[i];
    struct hyphenator *made = vec_push(&set->hyphenators);
    *made = (struct hyphenator){.lang = arena_strdup(set->arena, lang), .patterns = load(lang)};
    UErrorCode status = U_ZERO_ERROR;
    if (made->patterns)
        made->converter = ucnv_open(made->patterns->cset, &status);
    if (made->patterns && U_FAILURE(status)) {
        hnj_hyphen_free(made->patterns);
        made->patterns = NULL;
    }
    return made;
}

void hyphenator_release(struct hyphenator *hyphenator)
{
    if (hyphenator->patterns)
        hnj_hyphen_free(hyphenator->patterns);
    if (hyphenator->converter)
        ucnv_close(hyphenator->converter);
}

/* The word in lower case in the patterns' encoding; the bytes, 0 if it has no such form. */
static int encode(const struct hyphenator *hyphenator, struct str word, char *bytes, int room)
{
    UChar units[WORD_LIMIT + 1];
    int32_t count = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t code = utf8_next(word.s, word.n, &at);
        if (code > 0xFFFF || count == WORD_LIMIT)
            return 0;
        units[count++] = (UChar)u_tolower((UChar32)code);
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = ucnv_fromUChars(hyphenator->converter, bytes, room, units, count, &status);
    return U_SUCCESS(status) ? size : 0;
}

size_t text_hyphenate(struct font_set *set, const char *lang, struct str word,
                      struct hyphen_limits limits, uint32_t *offsets)
{
    char bytes[4 * WORD_LIMIT + 1], points[4 * WORD_LIMIT + 6] = {0};
    const struct hyphenator *hyphenator = hyphenator_of(set, lang);
    int size = hyphenator->patterns ? encode(hyphenator, word, bytes, sizeof bytes) : 0;
    if (size == 0)
        return 0;
    HyphenDict *patterns = hyphenator->patterns;
    int remain = limits.remain > patterns->lhmin ? limits.remain : patterns->lhmin;
    int push = limits.push > patterns->rhmin ? limits.push : patterns->rhmin;
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    bool failed =
        hnj_hyphen_hyphenate3(patterns, bytes, size, points, NULL, &replacements, &positions, &cuts,
                              remain, push, patterns->clhmin, patterns->crhmin) != 0;
    size_t count = 0, i = 0;
    for (size_t at = 0; at < word.n && !failed; i++) {
        utf8_next(word.s, word.n, &at);
        bool changes = replacements && replacements[i]; /* its letters: "Schiff-fahrt" */
        if (points[i] % 2 != 0 && !changes && at < word.n)
            offsets[count++] = (uint32_t)at;
    }
    for (int n = 0; replacements && n < size; n++)
        free(replacements[n]);
    free(replacements);
    free(positions);
    free(cuts);
    return count;
}
