#include "print/layout/internal.h"

#include <string.h>

/* The font of Debian that is as wide: of a generic family, or of one that every printer or
 * office has. NULL if there is none; base-14 fonts know them themselves. */
static const char *stand_in(const struct layout_internal *layout, const char *family)
{
    static const char *const table[][2] = {
        {"sans-serif", "Liberation Sans"},   {"serif", "Liberation Serif"},
        {"monospace", "Liberation Mono"},    {"Helvetica", "Liberation Sans"},
        {"Arial", "Liberation Sans"},        {"Times", "Liberation Serif"},
        {"Times Roman", "Liberation Serif"}, {"Times New Roman", "Liberation Serif"},
        {"Courier", "Liberation Mono"},      {"Courier New", "Liberation Mono"}};
    for (size_t i = 0; i < COUNT_OF(table) && !layout->options.like_fop; i++)
        if (strcmp(family, table[i][0]) == 0)
            return table[i][1];
    return NULL;
}

/* What FOP's initial value also names; fonts on file have a fallback of their own. */
static void add_initial_families(const struct layout_internal *layout, const struct fo *fo,
                                 struct font_request *request)
{
    static const char *const families[] = {"sans-serif", "Symbol", "ZapfDingbats"};
    const char *initial = layout->tree->initial[FO_P_FONT_FAMILY].string;
    if (!layout->options.like_fop || fo_string(layout->tree, fo, FO_P_FONT_FAMILY) != initial)
        return;
    request->families = families;
    request->family_count = COUNT_OF(families);
}

/* "a, 'b c', d" as a list of names, each with what stands in for it. */
static void read_families(const struct layout_internal *layout, const char *text,
                          struct font_request *request)
{
    struct arena *arena = layout->arena;
    struct str rest = str_of(text), part;
    size_t room = 2;
    for (const char *at = text; *at; at++)
        room += *at == ',' ? 2 : 0;
    const char **families = ARENA_ARRAY(arena, room, const char *);
    size_t count = 0;
    while (str_next(&rest, ',', &part)) {
        part = str_trim(part);
        if (part.n >= 2 && (part.s[0] == '\'' || part.s[0] == '"'))
            part = (struct str){part.s + 1, part.n - 2};
        if (part.n == 0)
            continue;
        const char *name = arena_strndup(arena, part.s, part.n), *other = stand_in(layout, name);
        families[count++] = name;
        if (other)
            families[count++] = other;
    }
    request->families = families;
    request->family_count = count;
}

static enum font_style style_of(enum fo_keyword keyword)
{
    return keyword == FO_K_ITALIC                                 ? FONT_ITALIC
           : keyword == FO_K_OBLIQUE || keyword == FO_K_BACKSLANT ? FONT_OBLIQUE
                                                                  : FONT_NORMAL;
}

static mpt line_height_of(const struct layout_internal *layout, const struct fo *fo, mpt size)
{
    const struct fo_value *value = fo_get(layout->tree, fo, FO_P_LINE_HEIGHT);
    if (value->kind == FO_V_NUMBER)
        return fo_mpt(value->number * size);
    if (value->kind == FO_V_LENGTH)
        return value->length.mpt;
    return (mpt)(size * 12LL / 10);
}

static void decorate(const struct layout_internal *layout, const struct fo *fo,
                     struct inline_style *style)
{
    struct str rest = str_of(fo_string(layout->tree, fo, FO_P_TEXT_DECORATION)), word;
    uint32_t mark = 0x1000000 | style->color;
    if (!fo_is_specified(fo, FO_P_TEXT_DECORATION))
        return;
    while (str_next(&rest, ' ', &word)) {
        if (str_is(word, "none"))
            style->underline = style->overline = style->through = style->blinks = 0;
        else if (str_is(word, "underline"))
            style->underline = mark;
        else if (str_is(word, "overline"))
            style->overline = mark;
        else if (str_is(word, "line-through"))
            style->through = mark;
        else if (str_is(word, "blink"))
            style->blinks = true;
        else if (str_is(word, "no-underline"))
            style->underline = 0;
        else if (str_is(word, "no-overline"))
            style->overline = 0;
        else if (str_is(word, "no-line-through"))
            style->through = 0;
    }
}

/* The same font in the same size and language: most inlines inside a block. */
static bool shares_font(const struct fo *fo, const struct inline_style *parent)
{
    return parent && fo->values->inherited == parent->fo->values->inherited;
}

/* Told once for each list of families: all text of a document may ask for it. */
static void complain_of_font(struct layout_internal *layout, const struct fo *fo)
{
    const char *families = fo_string(layout->tree, fo, FO_P_FONT_FAMILY);
    layout->failed = true;
    for (size_t i = 0; i < layout->missing_fonts.count; i++)
        if (strcmp(layout->missing_fonts.items[i], families) == 0)
            return;
    *vec_push(&layout->missing_fonts) = families;
    struct fo_place at = fo_place(layout->tree, fo);
    fail(at.path, at.line, at.column, MSG_FO_FONT_MISSING, families);
}

static void set_word_limits(const struct layout_internal *layout, const struct fo *fo,
                            struct inline_style *style)
{
    static const enum fo_property limits[] = {FO_P_WORD_SPACING_MIN, FO_P_WORD_SPACING_MAX};
    mpt opt = fo_length(layout->tree, fo, FO_P_WORD_SPACING, 0), limit[2];
    style->has_word_limits = false;
    for (int i = 0; i < 2; i++) {
        if (fo_keyword(layout->tree, fo, limits[i]) == FO_K_NORMAL)
            return;
        limit[i] = fo_length(layout->tree, fo, limits[i], 0);
    }
    style->word_shrink = opt > limit[0] ? opt - limit[0] : 0;
    style->word_stretch = limit[1] > opt ? limit[1] - opt : 0;
    style->has_word_limits =
        layout->options.like_fop || style->word_shrink > 0 || style->word_stretch > 0;
}

/* 0 if there is none. */
static uint32_t first_character(const char *text)
{
    size_t at = 0;
    return *text ? utf8_next(text, strlen(text), &at) : 0;
}

struct inline_style *inline_style_new(struct layout_internal *layout, const struct fo *fo,
                                      const struct inline_style *parent)
{
    struct inline_style *style = ARENA_NEW(layout->arena, struct inline_style);
    if (parent)
        *style = *parent;
    style->fo = fo;
    style->color = fo_get(layout->tree, fo, FO_P_COLOR)->color;
    if (!shares_font(fo, parent)) {
        struct font_request *request = &style->text.request;
        style->text.size = fo_length(layout->tree, fo, FO_P_FONT_SIZE, 0);
        read_families(layout, fo_string(layout->tree, fo, FO_P_FONT_FAMILY), request);
        add_initial_families(layout, fo, request);
        request->weight = fo_integer(layout->tree, fo, FO_P_FONT_WEIGHT, 400);
        enum fo_keyword slope = fo_keyword(layout->tree, fo, FO_P_FONT_STYLE);
        bool is_upright = slope == FO_K_BACKSLANT && layout->options.like_fop;
        request->style = is_upright ? FONT_NORMAL : style_of(slope);
        style->text.lang = fo_language(layout->tree, layout->arena, fo);
        style->text.word_spacing = fo_length(layout->tree, fo, FO_P_WORD_SPACING, 0);
        set_word_limits(layout, fo, style);
        style->text.letter_spacing = fo_length(layout->tree, fo, FO_P_LETTER_SPACING, 0);
        style->text.hyphen =
            first_character(fo_string(layout->tree, fo, FO_P_HYPHENATION_CHARACTER));
        style->text.kerning = style->text.ligatures = !layout->options.like_fop;
        style->font = font_find(layout->options.fonts, request);
        if (!style->font)
            complain_of_font(layout, fo);
        else
            style->metrics = font_metrics(style->font, style->text.size);
        style->line_height = line_height_of(layout, fo, style->text.size);
    }
    decorate(layout, fo, style);
    return style;
}
