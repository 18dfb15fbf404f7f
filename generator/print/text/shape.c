/*
 * Shaping of one item by HarfBuzz, in units per em; sizes come in afterwards.
 */
#include "internal.h"

#include <hb-ot.h>
#include <unicode/uchar.h>

enum { SOFT_HYPHEN = 0xAD, HYPHEN = 0x2010, HYPHEN_MINUS = '-' };
enum { SOFT_HYPHEN_BYTES = 2 };

/* ---- HarfBuzz ------------------------------------------------------------------- */

static hb_script_t hb_script_of(UScriptCode script)
{
    const char *name = uscript_getShortName(script);
    return name != NULL ? hb_script_from_string(name, -1) : HB_SCRIPT_COMMON;
}

/* Letter spacing would tear joined letters apart. */
static bool is_joined(UScriptCode script)
{
    switch (script) {
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_MONGOLIAN:
    case USCRIPT_NKO:
    case USCRIPT_ADLAM:
    case USCRIPT_MANDAIC:
    case USCRIPT_HANIFI_ROHINGYA:
        return true;
    default:
        return false;
    }
}

/* What the font shows for a soft hyphen. */
static uint32_t hyphen_of(const struct text_item *item)
{
    uint32_t wanted = item->run->style->hyphen;
    if (wanted && face_covers(item->font->face, wanted))
        return wanted;
    return face_covers(item->font->face, HYPHEN) ? HYPHEN : HYPHEN_MINUS;
}

static void fill_buffer(hb_buffer_t *buffer, struct str bytes, const struct text_item *item,
                        UScriptCode script, bool hyphen)
{
    uint32_t end = hyphen ? item->end - SOFT_HYPHEN_BYTES : item->end;
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, bytes.s, (int)bytes.n, item->start, (int)(end - item->start));
    if (hyphen)
        hb_buffer_add(buffer, hyphen_of(item), end);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, item->level % 2 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, hb_script_of(script));
    const char *lang = item->run->style->lang;
    if (lang != NULL)
        hb_buffer_set_language(buffer, hb_language_from_string(lang, -1));
    unsigned flags = HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES;
    if (item->start == 0)
        flags |= HB_BUFFER_FLAG_BOT;
    if (item->end == bytes.n)
        flags |= HB_BUFFER_FLAG_EOT;
    hb_buffer_set_flags(buffer, (hb_buffer_flags_t)flags);
}

static void run_harfbuzz(hb_buffer_t *buffer, const struct text_item *item)
{
    const struct text_style *style = item->run->style;
    hb_feature_t features[3];
    unsigned count = 0;
    if (!style->kerning)
        features[count++] = (hb_feature_t){HB_TAG('k', 'e', 'r', 'n'), 0, 0, (unsigned)-1};
    if (!style->ligatures || style->letter_spacing != 0) {
        features[count++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1};
        features[count++] = (hb_feature_t){HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1};
    }
    hb_shape(item->font->face->hb_font, buffer, features, count);
    if (!hb_buffer_allocation_successful(buffer))
        die_no_memory(item->end - item->start);
}

/* A line feed, tab or other control has no glyph: it stands as a space, and only
 * the tab has a width. */
static void tame_control(struct glyph *glyph, struct str bytes, const struct face *face, mpt size)
{
    size_t at = glyph->cluster;
    uint32_t code = utf8_next(bytes.s, bytes.n, &at);
    int8_t category = u_charType((UChar32)code);
    if (category != U_CONTROL_CHAR && category != U_LINE_SEPARATOR &&
        category != U_PARAGRAPH_SEPARATOR)
        return;
    hb_codepoint_t space = 0;
    hb_font_get_nominal_glyph(face->hb_font, ' ', &space);
    glyph->id = space;
    glyph->advance = code == '\t'
                         ? font_scale(face, hb_font_get_glyph_h_advance(face->hb_font, space), size)
                         : 0;
}

static void read_glyphs(struct arena *arena, hb_buffer_t *buffer, struct str bytes,
                        struct text_item *item)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    const struct face *face = item->font->face;
    mpt size = item->run->style->size;
    item->glyphs = ARENA_ARRAY(arena, count, struct glyph);
    item->glyph_count = count;
    for (unsigned i = 0; i < count; i++) {
        struct glyph *glyph = &item->glyphs[i];
        *glyph = (struct glyph){
            .id = infos[i].codepoint,
            .cluster = infos[i].cluster,
            .advance = font_scale(face, positions[i].x_advance, size),
            .dx = font_scale(face, positions[i].x_offset, size),
            .dy = font_scale(face, positions[i].y_offset, size),
            .unsafe_to_break =
                (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0,
        };
        if ((unsigned char)bytes.s[glyph->cluster] < ' ' || bytes.s[glyph->cluster] == '\x7F' ||
            (unsigned char)bytes.s[glyph->cluster] == 0xC2 ||
            (unsigned char)bytes.s[glyph->cluster] == 0xE2)
            tame_control(glyph, bytes, face, size);
    }
}

void shape_by_harfbuzz(struct arena *arena, struct font_set *set, struct str bytes,
                       struct text_item *item, bool hyphen)
{
    fill_buffer(set->buffer, bytes, item, (UScriptCode)item->script, hyphen);
    run_harfbuzz(set->buffer, item);
    read_glyphs(arena, set->buffer, bytes, item);
}

/* ---- The standard 14 --------------------------------------------------------------- */

static void shape_base14(struct arena *arena, struct str bytes, struct text_item *item, bool hyphen)
{
    mpt size = item->run->style->size;
    item->glyph_count = utf8_length(bytes.s + item->start, item->end - item->start);
    item->glyphs = ARENA_ARRAY(arena, item->glyph_count, struct glyph);
    size_t at = item->start;
    for (size_t i = 0; i < item->glyph_count; i++) {
        uint32_t cluster = (uint32_t)at;
        uint32_t code = utf8_next(bytes.s, bytes.n, &at);
        bool hidden = code == SOFT_HYPHEN && !(hyphen && at == item->end);
        item->glyphs[item->level % 2 ? item->glyph_count - 1 - i : i] = (struct glyph){
            .id = code,
            .cluster = cluster,
            .advance = hidden ? 0 : base14_advance(item->font->face->base14, code, size),
        };
    }
}

/* ---- Both ---------------------------------------------------------------------------- */

enum { NO_BREAK_SPACE = 0xA0, ZERO_WIDTH_SPACE = 0x200B };

static bool parts_words(uint32_t code)
{
    return code == ZERO_WIDTH_SPACE || u_isUWhiteSpace((UChar32)code);
}

/* White space that letter-spacing widens: others are of fixed width. */
static bool is_word_space(uint32_t code)
{
    return code == ' ' || code == '\t' || code == NO_BREAK_SPACE;
}

static bool is_invisible(uint32_t code)
{
    return code != ZERO_WIDTH_SPACE &&
           u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* The next character that is seen; a line feed at the end of the text. */
static uint32_t seen_after(struct str bytes, size_t at)
{
    while (at < bytes.n) {
        uint32_t code = utf8_next(bytes.s, bytes.n, &at);
        if (!is_invisible(code))
            return code;
    }
    return '\n';
}

static uint32_t seen_before(struct str bytes, size_t at)
{
    while (at > 0) {
        at = utf8_before(bytes.s, at);
        size_t start = at;
        uint32_t code = utf8_next(bytes.s, bytes.n, &start);
        if (!is_invisible(code))
            return code;
    }
    return 0;
}

/* How many letter spaces a cluster carries. Between letters one goes with the first of
 * them; those beside a space go with that, so that a line's end drops them with it. */
static int spaces_of(struct str bytes, uint32_t start, uint32_t end)
{
    size_t at = start;
    uint32_t code = utf8_next(bytes.s, bytes.n, &at), next = seen_after(bytes, end);
    if (is_word_space(code))
        return is_word_space(seen_before(bytes, start)) ? 1 : 2;
    return is_invisible(code) || parts_words(code) || parts_words(next) ? 0 : 1;
}

/* What is added to a cluster. */
static mpt spacing_of(struct str bytes, const struct text_item *item, uint32_t start, uint32_t end)
{
    const struct text_style *style = item->run->style;
    mpt spacing = 0;
    size_t at = start;
    if (style->letter_spacing != 0 && !is_joined((UScriptCode)item->script))
        spacing = style->letter_spacing * spaces_of(bytes, start, end);
    if (style->word_spacing != 0 && is_word_space(utf8_next(bytes.s, bytes.n, &at)))
        spacing += style->word_spacing;
    return spacing;
}

static void add_spacing(struct str bytes, struct text_item *item, bool hyphen)
{
    uint32_t end = item->end;
    bool is_rtl = item->level % 2 != 0;
    for (size_t n = item->glyph_count; n > 0; n--) { /* from the text's end */
        size_t i = is_rtl ? item->glyph_count - n : n - 1;
        uint32_t cluster = item->glyphs[i].cluster;
        bool is_last = i + 1 == item->glyph_count || item->glyphs[i + 1].cluster != cluster;
        bool is_hyphen = hyphen && cluster + SOFT_HYPHEN_BYTES == item->end;
        if (is_last && !is_hyphen)
            item->glyphs[i].advance += spacing_of(bytes, item, cluster, end);
        bool starts = is_rtl ? is_last : i == 0 || item->glyphs[i - 1].cluster != cluster;
        end = starts ? cluster : end;
    }
}

void shape_item(struct arena *arena, struct font_set *set, struct str bytes, struct text_item *item,
                bool hyphen)
{
    if (item->font->face->base14 != NULL)
        shape_base14(arena, bytes, item, hyphen);
    else if (hyphen || !shape_by_words(arena, set, bytes, item))
        shape_by_harfbuzz(arena, set, bytes, item, hyphen);
    if (item->run->style->letter_spacing != 0 || item->run->style->word_spacing != 0)
        add_spacing(bytes, item, hyphen);
}

mpt text_hyphen_width(const struct text_paragraph *paragraph, uint32_t at)
{
    size_t index = text_item_at(paragraph, at > 0 ? at - 1 : 0);
    if (index >= paragraph->item_count)
        return 0;
    const struct text_item *item = &paragraph->items[index];
    const struct face *face = item->font->face;
    mpt size = item->run->style->size;
    if (face->base14 != NULL)
        return base14_advance(face->base14, SOFT_HYPHEN, size);
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->hb_font, hyphen_of(item), &glyph);
    return font_scale(face, hb_font_get_glyph_h_advance(face->hb_font, glyph), size);
}

mpt text_letter_space(const struct text_paragraph *paragraph, uint32_t at)
{
    struct str bytes = {paragraph->text, paragraph->size};
    size_t index = text_item_at(paragraph, at > 0 ? at - 1 : 0);
    if (index >= paragraph->item_count)
        return 0;
    const struct text_item *item = &paragraph->items[index];
    mpt spacing = item->run->style->letter_spacing;
    bool has = spacing != 0 && !is_joined((UScriptCode)item->script) &&
               !parts_words(seen_before(bytes, at)) && !parts_words(seen_after(bytes, at));
    return has ? spacing : 0;
}

mpt text_space_spacing(const struct text_paragraph *paragraph, uint32_t start, uint32_t end)
{
    struct str bytes = {paragraph->text, paragraph->size};
    size_t index = text_item_at(paragraph, start);
    return index < paragraph->item_count ? spacing_of(bytes, &paragraph->items[index], start, end)
                                         : 0;
}

struct text_ink text_item_ink(const struct text_item *item, uint32_t start, uint32_t end)
{
    const struct face *face = item->font->face;
    mpt size = item->run->style->size;
    struct text_ink ink = {0, 0};
    struct text_glyphs glyphs = text_glyphs_of(item, start, end);
    for (size_t i = glyphs.from; i < glyphs.to; i++) {
        const struct glyph *glyph = &item->glyphs[i];
        hb_glyph_extents_t extents;
        if (!hb_font_get_glyph_extents(face->hb_font, glyph->id, &extents))
            continue;
        mpt top = glyph->dy + font_scale(face, extents.y_bearing, size);
        mpt bottom = -glyph->dy - font_scale(face, extents.y_bearing + extents.height, size);
        ink.top = top > ink.top ? top : ink.top;
        ink.bottom = bottom > ink.bottom ? bottom : ink.bottom;
    }
    return ink;
}
