/*
 * Shaped words, kept: a text says the same words again and again, and shaping them is a
 * quarter of a document's cost. Where a font's spaces only kern, a word's glyphs depend
 * on the word and on whether spaces stand beside it, a space's on the characters beside
 * it. So each is shaped between its neighbours, once, and an item is put together from
 * what is kept.
 */
#include "internal.h"

#include <hb-aat.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 16384, FIRST_SLOTS = 512, MOST_STYLES = 200 };

struct word_style {
    const struct face *face;
    mpt size;
    const char *lang; /* "" for none */
    bool kerning, ligatures;
};

/* A word or a space with its neighbours, and the glyphs of it alone: " " at the end of "  " is
 * not the one at its start. */
struct word {
    const char *text;
    uint32_t size, hash;
    uint32_t style;
    uint32_t first; /* its own first byte, after a neighbour's */
    uint32_t glyph_count;
    const struct glyph *glyphs; /* clusters from the start of the word */
};

struct word_part {
    const struct glyph *glyphs;
    uint32_t glyph_count, start;
};

struct words {
    struct arena *arena; /* of words */
    VEC(struct word_style) styles;
    struct word *slots; /* text NULL: free */
    size_t slot_count, used;
    VEC(struct word_part) parts; /* of the item under way */
};

static void release_words(void *handle)
{
    struct words *words = handle;
    arena_free(words->arena);
    vec_release(&words->styles);
    vec_release(&words->parts);
    free(words->slots);
}

static struct words *words_of(struct font_set *set)
{
    if (set->words == NULL) {
        set->words = ARENA_NEW(set->arena, struct words);
        set->words->arena = arena_new();
        arena_on_free(set->arena, release_words, set->words);
    }
    return set->words;
}

/* ---- What may be taken apart at its spaces ------------------------------------------ */

/* Whether a lookup of the table takes the space into account; of positioning's those that
 * only have it in a pair do not count. */
static bool lookups_see(hb_face_t *face, hb_tag_t table, hb_codepoint_t space)
{
    hb_set_t *before = hb_set_create(), *input = hb_set_create(), *after = hb_set_create();
    unsigned count = hb_ot_layout_table_get_lookup_count(face, table);
    bool sees = false;
    for (unsigned i = 0; i < count && !sees; i++) {
        hb_ot_layout_lookup_collect_glyphs(face, table, i, before, input, after, NULL);
        sees = hb_set_has(before, space) || hb_set_has(after, space) ||
               (table == HB_OT_TAG_GSUB && hb_set_has(input, space));
    }
    hb_set_destroy(before);
    hb_set_destroy(input);
    hb_set_destroy(after);
    return sees;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

static bool parts_at_spaces(struct face *face)
{
    if (face->spaces == SPACES_UNKNOWN) {
        hb_face_t *hb_face = face->hb_face;
        hb_codepoint_t space = 0;
        bool parts = hb_font_get_nominal_glyph(face->hb_font, ' ', &space) &&
                     !hb_aat_layout_has_substitution(hb_face) &&
                     !hb_aat_layout_has_positioning(hb_face) &&
                     !has_table(hb_face, HB_TAG('S', 'i', 'l', 'f')) &&
                     !lookups_see(hb_face, HB_OT_TAG_GSUB, space) &&
                     !lookups_see(hb_face, HB_OT_TAG_GPOS, space);
        face->spaces = parts ? SPACES_PART : SPACES_JOIN;
    }
    return face->spaces == SPACES_PART;
}

/* Characters that stand for themselves: no marks, controls or ignorables. */
static bool is_plain(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= ' ' && byte <= '~')
            continue;
        unsigned char next = i + 1 < size ? (unsigned char)text[i + 1] : 0;
        bool is_latin =
            byte >= 0xC2 && byte <= 0xCB && !(byte == 0xC2 && (next < 0xA0 || next == 0xAD));
        bool is_dash_or_quote = byte == 0xE2 && next == 0x80 && i + 2 < size &&
                                (unsigned char)text[i + 2] >= 0x90 &&
                                (unsigned char)text[i + 2] <= 0xA6;
        if (!is_latin && !is_dash_or_quote)
            return false;
        i += is_latin ? 1 : 2;
    }
    return true;
}

/* ---- What is kept --------------------------------------------------------------------- */

static void clear_words(struct words *words)
{
    arena_rewind(words->arena, (struct arena_mark){0});
    words->styles.count = words->used = 0;
    if (words->slot_count > 0)
        memset(words->slots, 0, words->slot_count * sizeof *words->slots);
}

static bool is_style(const struct word_style *a, const struct word_style *b)
{
    return a->face == b->face && a->size == b->size && a->kerning == b->kerning &&
           a->ligatures == b->ligatures && strcmp(a->lang, b->lang) == 0;
}

static uint32_t style_number(struct words *words, const struct text_item *item)
{
    const struct text_style *style = item->run->style;
    struct word_style wanted = {item->font->face, style->size,
                                style->lang != NULL ? style->lang : "", style->kerning,
                                style->ligatures && style->letter_spacing == 0};
    for (size_t i = 0; i < words->styles.count; i++)
        if (is_style(&words->styles.items[i], &wanted))
            return (uint32_t)i;
    wanted.lang = arena_strdup(words->arena, wanted.lang);
    *vec_push(&words->styles) = wanted;
    return (uint32_t)words->styles.count - 1;
}

static uint32_t hash_of(const struct word *word)
{
    uint32_t hash = 2166136261u ^ word->style ^ word->first << 15;
    for (uint32_t i = 0; i < word->size; i++)
        hash = (hash ^ (unsigned char)word->text[i]) * 16777619u;
    return hash;
}

static bool is_word(const struct word *a, const struct word *b)
{
    return a->hash == b->hash && a->size == b->size && a->style == b->style &&
           a->first == b->first && memcmp(a->text, b->text, a->size) == 0;
}

/* The word's slot, or the free one where it belongs. */
static struct word *find_slot(const struct words *words, const struct word *word)
{
    size_t at = word->hash % words->slot_count;
    while (words->slots[at].text != NULL && !is_word(&words->slots[at], word))
        at = at + 1 < words->slot_count ? at + 1 : 0;
    return &words->slots[at];
}

static void make_room(struct words *words)
{
    if ((words->used + 1) * 2 <= words->slot_count)
        return;
    struct words grown = *words;
    grown.slot_count = words->slot_count > 0 ? words->slot_count * 2 : FIRST_SLOTS;
    grown.slots = calloc(grown.slot_count, sizeof *grown.slots);
    if (grown.slots == NULL)
        die_no_memory(grown.slot_count * sizeof *grown.slots);
    for (size_t i = 0; i < words->slot_count; i++)
        if (words->slots[i].text != NULL)
            *find_slot(&grown, &words->slots[i]) = words->slots[i];
    free(words->slots);
    *words = grown;
}

/* ---- Putting an item together ------------------------------------------------------------ */

/* The bytes [start, end) of an item and the neighbours that are shaped with them. */
struct stretch {
    uint32_t from, start, end, to;
};

/* Shapes the stretch; its own glyphs are one run, since it goes from left to right. */
static void shape_word(struct words *words, struct font_set *set, struct str bytes,
                       const struct text_item *item, const struct stretch *stretch,
                       struct word *word)
{
    struct text_item part = *item;
    part.start = stretch->from;
    part.end = stretch->to;
    shape_by_harfbuzz(words->arena, set, bytes, &part, false);
    size_t first = 0;
    while (first < part.glyph_count && part.glyphs[first].cluster < stretch->start)
        first++;
    size_t last = first;
    for (; last < part.glyph_count && part.glyphs[last].cluster < stretch->end; last++)
        part.glyphs[last].cluster -= stretch->start;
    word->glyphs = part.glyphs + first;
    word->glyph_count = (uint32_t)(last - first);
    word->text = arena_strndup(words->arena, word->text, word->size);
}

static void add_part(struct words *words, struct font_set *set, struct str bytes,
                     const struct text_item *item, uint32_t style, const struct stretch *stretch)
{
    struct word word = {.text = bytes.s + stretch->from,
                        .size = stretch->to - stretch->from,
                        .style = style,
                        .first = stretch->start - stretch->from};
    word.hash = hash_of(&word);
    make_room(words);
    struct word *slot = find_slot(words, &word);
    if (slot->text == NULL) {
        shape_word(words, set, bytes, item, stretch, &word);
        *slot = word;
        words->used++;
    }
    *vec_push(&words->parts) = (struct word_part){slot->glyphs, slot->glyph_count, stretch->start};
}

/* The word or space that begins at the byte. */
static struct stretch stretch_at(const char *text, const struct text_item *item, uint32_t start)
{
    struct stretch stretch = {start, start, start + 1, start + 1};
    if (start > item->start)
        stretch.from = (uint32_t)utf8_before(text, start);
    if (text[start] == ' ') {
        size_t to = stretch.end;
        if (to < item->end)
            utf8_next(text, item->end, &to);
        stretch.to = (uint32_t)to;
        return stretch;
    }
    while (stretch.end < item->end && text[stretch.end] != ' ')
        stretch.end++;
    stretch.to = stretch.end < item->end ? stretch.end + 1 : stretch.end;
    return stretch;
}

static void join_parts(struct arena *arena, const struct words *words, struct text_item *item)
{
    size_t count = 0;
    for (size_t i = 0; i < words->parts.count; i++)
        count += words->parts.items[i].glyph_count;
    item->glyphs = arena_alloc(arena, count * sizeof *item->glyphs);
    item->glyph_count = count;
    struct glyph *glyph = item->glyphs;
    for (size_t i = 0; i < words->parts.count; i++) {
        const struct word_part *part = &words->parts.items[i];
        for (uint32_t g = 0; g < part->glyph_count; g++, glyph++) {
            *glyph = part->glyphs[g];
            glyph->cluster += part->start;
        }
    }
}

bool shape_by_words(struct arena *arena, struct font_set *set, struct str bytes,
                    struct text_item *item)
{
    if (item->level != 0 || item->script != USCRIPT_LATIN ||
        !is_plain(bytes.s + item->start, item->end - item->start) ||
        !parts_at_spaces(item->font->face))
        return false;
    struct words *words = words_of(set);
    if (words->used > MOST_WORDS || words->styles.count > MOST_STYLES)
        clear_words(words);
    uint32_t style = style_number(words, item);
    words->parts.count = 0;
    for (uint32_t at = item->start; at < item->end;) {
        struct stretch stretch = stretch_at(bytes.s, item, at);
        add_part(words, set, bytes, item, style, &stretch);
        at = stretch.end;
    }
    join_parts(arena, words, item);
    return true;
}
