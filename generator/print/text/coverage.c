/*
 * The font of every character. A grapheme cluster keeps together: its font is
 * the first in the chain that has all of it. The chain is the style's families,
 * then what its language prefers, then the set's fallback.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { MISSING_LISTED = 12 };

/* Families whose forms a language's readers expect, before the general fallback. */
static const struct {
    const char *lang, *family;
} PREFERRED[] = {
    {"ur", "Noto Nastaliq Urdu"},  {"zh-Hant", "Noto Sans CJK TC"}, {"zh-TW", "Noto Sans CJK TC"},
    {"zh-HK", "Noto Sans CJK HK"}, {"zh-MO", "Noto Sans CJK HK"},   {"yue", "Noto Sans CJK HK"},
    {"ja", "Noto Sans CJK JP"},    {"ko", "Noto Sans CJK KR"},
};

/* The fonts a style may use in order, found only as far as they were asked for. */
struct chain {
    struct font_set *set;
    const struct text_style *style;
    const struct font **fonts;
    size_t count; /* found so far; families that do not exist are left out */
    size_t step;  /* families gone through so far */
};

static bool lang_matches(const char *lang, const char *range)
{
    size_t size = strlen(range);
    return lang != NULL && strncmp(lang, range, size) == 0 &&
           (lang[size] == '\0' || lang[size] == '-');
}

/* The family at a place in the whole chain; NULL where the language has none
 * there; false at the end. */
static bool chain_family(const struct chain *chain, size_t step, const char **family)
{
    const struct font_request *request = &chain->style->request;
    *family = NULL;
    if (step < request->family_count) {
        *family = request->families[step];
        return true;
    }
    step -= request->family_count;
    if (step < COUNT_OF(PREFERRED)) {
        if (lang_matches(chain->style->lang, PREFERRED[step].lang))
            *family = PREFERRED[step].family;
        return true;
    }
    step -= COUNT_OF(PREFERRED);
    if (step >= chain->set->fallback_count)
        return false;
    *family = chain->set->fallback[step];
    return true;
}

static const struct font *chain_font(struct chain *chain, size_t index)
{
    const char *family;
    while (chain->count <= index && chain_family(chain, chain->step, &family)) {
        chain->step++;
        const struct font *font = NULL;
        if (family != NULL)
            font = font_of_family(chain->set, family, chain->style->request.weight,
                                  chain->style->request.style);
        if (font != NULL)
            chain->fonts[chain->count++] = font;
    }
    return index < chain->count ? chain->fonts[index] : NULL;
}

static void chain_start(struct chain *chain, struct font_set *set, const struct text_style *style)
{
    if (chain->set == set && chain->style == style)
        return;
    free(chain->fonts);
    size_t room = style->request.family_count + COUNT_OF(PREFERRED) + set->fallback_count;
    *chain = (struct chain){.set = set, .style = style, .fonts = calloc(room + 1, sizeof(void *))};
    if (chain->fonts == NULL)
        die_no_memory(room);
}

/* ---- Coverage of a cluster ----------------------------------------------------- */

/* Nothing to draw, or drawn without a glyph of its own: controls, spaces, which
 * HarfBuzz makes up, default ignorables, and the place of an object. */
static bool needs_no_glyph(uint32_t code)
{
    int8_t category = u_charType((UChar32)code);
    return code == 0xFFFC || category == U_CONTROL_CHAR || category == U_SPACE_SEPARATOR ||
           category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR ||
           u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool draws(const struct font *font, uint32_t code)
{
    return face_covers(font->face, code) || needs_no_glyph(code) ||
           (code == 0x2011 && face_covers(font->face, 0x2010)); /* as HarfBuzz does */
}

/* Two characters whose composition the font has, or one whose parts it has. */
static bool draws_equivalent(const struct font *font, const struct character *items, size_t count)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_codepoint_t a, b;
    if (count == 2 && hb_unicode_compose(unicode, items[0].code, items[1].code, &a))
        return face_covers(font->face, a);
    if (count == 1 && hb_unicode_decompose(unicode, items[0].code, &a, &b))
        return face_covers(font->face, a) && (b == 0 || face_covers(font->face, b));
    return false;
}

static bool draws_all(const struct font *font, const struct character *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!draws(font, items[i].code))
            return draws_equivalent(font, items, count);
    return true;
}

/* Spaces between words of another script keep that script's font, so that it can
 * space words its own way; before a word of the style's own font they do not, since a
 * sloping script all but closes them. */
static bool follows_previous(struct chain *chain, const struct characters *text, size_t start,
                             size_t end)
{
    if (start == 0 || end - start != 1 || text->items[start].code != ' ')
        return false;
    if (end < text->count && draws(chain_font(chain, 0), text->items[end].code))
        return false;
    const struct character *before = &text->items[start - 1], *space = &text->items[start];
    return before->run == space->run && before->script == space->script &&
           space->script != USCRIPT_LATIN && space->script != USCRIPT_COMMON &&
           draws(before->font, ' ');
}

/* Punctuation that East Asian text shares with others, but as wide as an ideograph. */
static bool is_wide_here(const struct chain *chain, const struct character *character)
{
    static const uint32_t shared[] = {0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2027};
    UScriptCode script = character->script;
    const char *lang = chain->style->lang;
    bool is_east_asian =
        lang_matches(lang, "zh") || lang_matches(lang, "yue") || lang_matches(lang, "ja");
    for (size_t i = 0; i < COUNT_OF(shared) && is_east_asian; i++)
        if (character->code == shared[i])
            return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
                   script == USCRIPT_KATAKANA;
    return false;
}

static const struct font *cluster_font(struct chain *chain, const struct character *items,
                                       size_t count)
{
    static const struct character ideograph = {.code = 0x4E00};
    const struct font *font;
    if (count == 1 && is_wide_here(chain, &items[0])) {
        font = cluster_font(chain, &ideograph, 1);
        if (font != NULL && draws(font, items[0].code))
            return font;
    }
    for (size_t i = 0; (font = chain_font(chain, i)) != NULL; i++)
        if (draws_all(font, items, count))
            return font;
    for (size_t i = 0; (font = chain_font(chain, i)) != NULL; i++)
        if (draws(font, items[0].code))
            return font;
    return chain_font(chain, 0);
}

/* ---- What no font has ------------------------------------------------------------ */

struct missing {
    uint32_t codes[MISSING_LISTED];
    size_t count;
    bool more;
};

static void note_missing(struct missing *missing, uint32_t code)
{
    for (size_t i = 0; i < missing->count; i++)
        if (missing->codes[i] == code)
            return;
    if (missing->count == MISSING_LISTED)
        missing->more = true;
    else
        missing->codes[missing->count++] = code;
}

static void note_cluster(struct missing *missing, const struct font *font,
                         const struct character *items, size_t count)
{
    if (font != NULL && draws_all(font, items, count))
        return;
    for (size_t i = 0; i < count; i++)
        if (font == NULL || !draws(font, items[i].code))
            note_missing(missing, items[i].code);
}

static const char *missing_list(struct arena *arena, const struct missing *missing)
{
    if (missing->count == 0)
        return NULL;
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < missing->count; i++)
        buf_printf(&list, "%sU+%04X", i == 0 ? "" : ", ", (unsigned)missing->codes[i]);
    if (missing->more)
        buf_puts(&list, " and more");
    return buf_to_arena(&list, arena);
}

/* ---- The paragraph --------------------------------------------------------------- */

/* Gives every character its style's first font; false if that lacks some. */
static bool use_first_fonts(struct chain *chain, struct font_set *set, const struct text_run *runs,
                            struct characters *text)
{
    bool all = true;
    uint32_t run = UINT32_MAX;
    const struct font *font = NULL;
    for (size_t i = 0; i < text->count; i++) {
        if (text->items[i].run != run) {
            run = text->items[i].run;
            chain_start(chain, set, runs[run].style);
            font = chain_font(chain, 0);
        }
        text->items[i].font = font;
        all = all && font != NULL && draws(font, text->items[i].code);
    }
    return all;
}

UBreakIterator *graphemes_of(struct font_set *set, struct str bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    if (set->graphemes == NULL)
        set->graphemes = ubrk_open(UBRK_CHARACTER, "en", NULL, 0, &status);
    UText *text = utext_openUTF8(NULL, bytes.s, (int64_t)bytes.n, &status);
    if (U_FAILURE(status))
        BUG("ICU has no data for grapheme clusters");
    ubrk_setUText(set->graphemes, text, &status);
    utext_close(text);
    if (U_FAILURE(status))
        die_no_memory(bytes.n);
    return set->graphemes;
}

static void use_cluster_fonts(struct chain *chain, struct font_set *set, struct str bytes,
                              const struct text_run *runs, struct characters *text,
                              struct missing *missing)
{
    UBreakIterator *graphemes = graphemes_of(set, bytes);
    int32_t boundary = ubrk_first(graphemes);
    for (size_t start = 0, end; start < text->count; start = end) {
        while (boundary != UBRK_DONE && (uint32_t)boundary <= text->items[start].offset)
            boundary = ubrk_next(graphemes);
        for (end = start + 1; end < text->count; end++)
            if (text->items[end].run != text->items[start].run ||
                (boundary != UBRK_DONE && text->items[end].offset >= (uint32_t)boundary))
                break;
        chain_start(chain, set, runs[text->items[start].run].style);
        const struct font *font = follows_previous(chain, text, start, end)
                                      ? text->items[start - 1].font
                                      : cluster_font(chain, text->items + start, end - start);
        note_cluster(missing, font, text->items + start, end - start);
        for (size_t i = start; i < end; i++)
            text->items[i].font = font;
    }
}

void find_fonts(struct arena *arena, struct font_set *set, struct str bytes,
                const struct text_run *runs, struct characters *text, const char **missing)
{
    struct chain chain = {.set = NULL};
    struct missing lacking = {.count = 0};
    if (!use_first_fonts(&chain, set, runs, text))
        use_cluster_fonts(&chain, set, bytes, runs, text, &lacking);
    free(chain.fonts);
    *missing = set->base14 ? NULL : missing_list(arena, &lacking); /* "#" stands in */
}
