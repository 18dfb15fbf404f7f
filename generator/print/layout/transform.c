/*
 * text-transform (XSL 1.1, 7.17.6). Upper and lower case follow the language, as ICU
 * has them; a capital begins each word, also one that several inlines share.
 */
#include "print/layout/gather.h"

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

typedef int32_t case_mapper(const UCaseMap *map, char *dest, int32_t capacity, const char *text,
                            int32_t size, UErrorCode *status);

static struct str map_case(struct arena *arena, struct str text, const char *language,
                           case_mapper *mapper)
{
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open(language, 0, &status);
    if (U_FAILURE(status))
        return text;
    int32_t size = mapper(map, NULL, 0, text.s, (int32_t)text.n, &status);
    char *mapped = ARENA_ARRAY(arena, (size_t)size + 1, char);
    status = U_ZERO_ERROR;
    size = mapper(map, mapped, size + 1, text.s, (int32_t)text.n, &status);
    ucasemap_close(map);
    return U_FAILURE(status) ? text : (struct str){mapped, (size_t)size};
}

static bool is_blank(UChar32 code)
{
    return code < 0 || u_isUWhiteSpace(code);
}

/* Whether the text so far ends within a word that has its first letter. */
static bool is_in_word(struct str before)
{
    for (int32_t at = (int32_t)before.n; at > 0;) {
        UChar32 code;
        U8_PREV(before.s, 0, at, code);
        if (is_blank(code))
            return false;
        if (u_isalnum(code))
            return true;
    }
    return false;
}

static struct str capitalize(struct arena *arena, struct str text, struct str before)
{
    struct buf out = BUF_INIT;
    bool in_word = is_in_word(before);
    for (int32_t at = 0; at < (int32_t)text.n;) {
        int32_t start = at;
        UChar32 code;
        U8_NEXT(text.s, at, (int32_t)text.n, code);
        if (!in_word && code >= 0 && u_isalpha(code)) {
            buf_put_code_point(&out, (uint32_t)u_totitle(code));
        } else {
            buf_add(&out, text.s + start, (size_t)(at - start));
        }
        in_word = !is_blank(code) && (in_word || (code >= 0 && u_isalnum(code)));
    }
    size_t size = out.n;
    return (struct str){buf_to_arena(&out, arena), size};
}

struct str text_transform(struct layout_internal *layout, const struct fo *fo, struct str text,
                          struct str before, const char *language)
{
    if (!language)
        language = ""; /* the root locale */
    if (text.n > INT32_MAX / 4 || before.n > INT32_MAX / 4)
        return text;
    switch (fo_keyword(layout->tree, fo, FO_P_TEXT_TRANSFORM)) {
    case FO_K_UPPERCASE:
        return map_case(layout->arena, text, language, ucasemap_utf8ToUpper);
    case FO_K_LOWERCASE:
        return map_case(layout->arena, text, language, ucasemap_utf8ToLower);
    case FO_K_CAPITALIZE:
        return capitalize(layout->arena, text, before);
    default:
        return text;
    }
}
