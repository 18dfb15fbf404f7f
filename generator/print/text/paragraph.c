/*
 * A paragraph: its text becomes characters, they get levels, scripts and fonts,
 * and stretches alike in all of these become items, which are shaped.
 */
#include "internal.h"

#include <stdlib.h>

enum { COMPLEX_FROM = 0x300 };

static bool is_between_runs(const struct text_run *runs, size_t run_count, size_t size)
{
    uint32_t at = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (runs[i].start != at || runs[i].end < at)
            return true;
        at = runs[i].end;
    }
    return at != size;
}

/* On the heap: only shaping's result outlives the call. */
static struct characters decode(struct str bytes, const struct text_run *runs, size_t run_count)
{
    struct characters text = {.count = utf8_length(bytes.s, bytes.n)};
    if (is_between_runs(runs, run_count, bytes.n))
        BUG("a paragraph's runs leave a gap");
    text.items = calloc(text.count + 1, sizeof *text.items);
    if (text.items == NULL)
        die_no_memory(text.count * sizeof *text.items);
    size_t at = 0;
    uint32_t run = 0;
    for (size_t i = 0; i < text.count; i++) {
        while (at >= runs[run].end)
            run++;
        struct character *item = &text.items[i];
        item->offset = (uint32_t)at;
        item->run = run;
        item->script = USCRIPT_LATIN;
        item->code = utf8_next(bytes.s, bytes.n, &at);
        text.complex = text.complex || item->code >= COMPLEX_FROM;
    }
    text.items[text.count].offset = (uint32_t)bytes.n;
    return text;
}

static bool goes_on(const struct character *a, const struct character *b)
{
    return a->run == b->run && a->font == b->font && a->script == b->script && a->level == b->level;
}

/* Items of what has a font at all; the rest is in `missing` and makes no item. */
static void make_items(struct arena *arena, struct font_set *set, struct str bytes,
                       const struct text_run *runs, const struct characters *text,
                       struct text_paragraph *paragraph)
{
    VEC(struct text_item) items = {0};
    for (size_t start = 0, end; start < text->count; start = end) {
        const struct character *first = &text->items[start];
        for (end = start + 1; end < text->count; end++)
            if (!goes_on(first, &text->items[end]))
                break;
        if (first->font == NULL)
            continue;
        struct text_item *item = vec_push(&items);
        *item = (struct text_item){
            .start = first->offset,
            .end = text->items[end].offset,
            .run = &runs[first->run],
            .font = first->font,
            .script = first->script,
            .level = first->level,
        };
        shape_item(arena, set, bytes, item, false);
    }
    paragraph->item_count = items.count;
    paragraph->items = ARENA_ARRAY(arena, items.count, struct text_item);
    for (size_t i = 0; i < items.count; i++)
        paragraph->items[i] = items.items[i];
    vec_release(&items);
}

struct text_paragraph *text_paragraph_new(struct arena *arena, struct font_set *set,
                                          struct str text, const struct text_run *runs,
                                          size_t run_count, struct text_bidi bidi)
{
    struct text_paragraph *paragraph = ARENA_NEW(arena, struct text_paragraph);
    paragraph->text = text.s;
    paragraph->size = (uint32_t)text.n;
    paragraph->set = set;
    paragraph->breaks = find_breaks(arena, set, text, runs, run_count);
    struct characters characters = decode(text, runs, run_count);
    find_levels(&characters, bidi, &paragraph->base_level);
    if (characters.complex)
        find_scripts(&characters);
    find_fonts(arena, set, text, runs, &characters, &paragraph->missing);
    make_items(arena, set, text, runs, &characters, paragraph);
    free(characters.items);
    return paragraph;
}

size_t text_item_at(const struct text_paragraph *paragraph, uint32_t offset)
{
    size_t low = 0, high = paragraph->item_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (paragraph->items[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint8_t text_level(const struct text_paragraph *paragraph, uint32_t offset)
{
    size_t at = text_item_at(paragraph, offset);
    bool has_item = at < paragraph->item_count && paragraph->items[at].start <= offset;
    return has_item ? paragraph->items[at].level : paragraph->base_level;
}

struct text_item *text_reshape(struct arena *arena, const struct text_paragraph *paragraph,
                               const struct text_item *item, uint32_t start, uint32_t end)
{
    struct text_item *piece = ARENA_NEW(arena, struct text_item);
    *piece = *item;
    piece->start = start;
    piece->end = end;
    struct str text = {paragraph->text, paragraph->size};
    struct str covered = {text.s + start, end - start};
    shape_item(arena, paragraph->set, text, piece, str_ends(covered, "\xC2\xAD"));
    return piece;
}
