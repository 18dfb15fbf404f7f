/*
 * Parts of shaped text: the glyphs of some bytes, and where a text may be cut that has no
 * chance to break.
 */
#include "internal.h"

/* The first glyph whose cluster is at `offset` or comes after it in visual order. */
static size_t lower_bound(const struct text_item *item, uint32_t offset, bool is_rtl)
{
    size_t low = 0, high = item->glyph_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t cluster = item->glyphs[middle].cluster;
        if (is_rtl ? cluster >= offset : cluster < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct text_glyphs text_glyphs_of(const struct text_item *item, uint32_t start, uint32_t end)
{
    bool is_rtl = item->level % 2 != 0;
    size_t first = lower_bound(item, start, is_rtl), last = lower_bound(item, end, is_rtl);
    return is_rtl ? (struct text_glyphs){last, first} : (struct text_glyphs){first, last};
}

/* Whether no glyph stands for characters on both sides. */
static bool parts_glyphs(const struct text_paragraph *paragraph, uint32_t offset)
{
    size_t at = text_item_at(paragraph, offset);
    if (at == paragraph->item_count || paragraph->items[at].start >= offset)
        return true;
    const struct text_item *item = &paragraph->items[at];
    struct text_glyphs glyphs = text_glyphs_of(item, offset, offset + 1);
    return glyphs.from < glyphs.to;
}

uint32_t text_cut(const struct text_paragraph *paragraph, uint32_t from, uint32_t limit)
{
    UBreakIterator *graphemes =
        graphemes_of(paragraph->set, (struct str){paragraph->text, paragraph->size});
    int32_t at = limit < paragraph->size ? ubrk_preceding(graphemes, (int32_t)limit + 1)
                                         : (int32_t)paragraph->size;
    while (at != UBRK_DONE && (uint32_t)at > from && !parts_glyphs(paragraph, (uint32_t)at))
        at = ubrk_preceding(graphemes, at);
    if (at != UBRK_DONE && (uint32_t)at > from)
        return (uint32_t)at;
    do
        at = ubrk_following(graphemes, at == UBRK_DONE || at < (int32_t)from ? (int32_t)from : at);
    while (at != UBRK_DONE && !parts_glyphs(paragraph, (uint32_t)at));
    return at == UBRK_DONE ? paragraph->size : (uint32_t)at;
}
