/*
 * What is wider than its line: a stretch of elements without a chance to break. Text in it
 * is broken nevertheless, so that nothing is printed over what stands beside it: between the
 * words that should have kept together, else after a stroke or dot of an address, else
 * between two characters. No hyphen is added, since it would become part of an address.
 */
#include "print/layout/lines.h"

#include <string.h>

/* Elements [from, to) between two chances, without the space that a break drops. */
struct stretch {
    size_t from, to;
    size_t next; /* after the chance that ends it */
    mpt width;   /* with what the breaks at its ends add to its line */
    mpt before;  /* of that, what a break before it adds */
};

static bool is_chance(const struct element *element)
{
    return element->may_break || element->is_forced;
}

/* What an element takes at least. */
static mpt least_width(const struct element *element)
{
    return element->kind == ELEMENT_PENALTY ? 0 : element->width - element->shrink;
}

static bool next_stretch(const struct elements *elements, struct stretch *stretch)
{
    const struct element *list = elements->list.items;
    size_t count = elements->list.count, at = stretch->next;
    if (at >= count)
        return false;
    bool after_chance = at > 0 && !list[at - 1].is_forced;
    mpt before = after_chance ? list[at - 1].start_extra : 0;
    while (after_chance && at < count && list[at].kind != ELEMENT_BOX && !is_chance(&list[at]))
        at++;
    *stretch = (struct stretch){.from = at, .to = at, .width = before, .before = before};
    for (; stretch->to < count && !is_chance(&list[stretch->to]); stretch->to++)
        stretch->width += least_width(&list[stretch->to]);
    stretch->next = stretch->to + 1;
    if (stretch->to < count && list[stretch->to].may_break)
        stretch->width += list[stretch->to].end_extra +
                          (list[stretch->to].kind == ELEMENT_PENALTY ? list[stretch->to].width : 0);
    return true;
}

mpt elements_widest(const struct elements *elements)
{
    mpt widest = 0;
    for (struct stretch s = {0}; next_stretch(elements, &s);)
        widest = s.width > widest ? s.width : widest;
    return widest;
}

/* ---- Breaking ------------------------------------------------------------------------ */

struct splitter {
    struct layout_internal *layout;
    const struct paragraph *paragraph;
    mpt room;
    uint32_t from; /* a word that goes on there has been told of */
    struct elements out;
    mpt used; /* of the line under way */
    bool begins;
    bool cuts_words;
};

static bool is_text(const struct paragraph *paragraph, const struct element *element)
{
    return element->piece != ELEMENT_NO_PIECE && element->end > element->start &&
           paragraph->pieces[element->piece].kind == PIECE_TEXT;
}

static bool wraps(const struct splitter *s, const struct element *element)
{
    const struct fo *fo = s->paragraph->pieces[element->piece].fo;
    return fo_keyword(s->layout->tree, fo, FO_P_WRAP_OPTION) != FO_K_NO_WRAP;
}

/* Words that should have kept together may be parted. */
static void part_words(const struct splitter *s, struct elements *elements,
                       const struct stretch *stretch)
{
    for (size_t i = stretch->from; i < stretch->to; i++) {
        struct element *element = &elements->list.items[i];
        if (element->kind == ELEMENT_GLUE && !element->is_gap && is_text(s->paragraph, element) &&
            wraps(s, element))
            element->may_break = true;
    }
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether an address may break before `at`: not within a number. */
static bool is_after_mark(const struct text_paragraph *text, uint32_t at)
{
    if (at >= 2 && at < text->size && is_digit(text->text[at - 2]) && is_digit(text->text[at]))
        return false;
    return strchr("/.-_?&=,;:+#%~@\\|", text->text[at - 1]) != NULL ||
           (at >= 2 && memcmp(text->text + at - 2, "\xC2\xA0", 2) == 0);
}

/* Where text from `at` on is cut so that what comes before takes at most `room`. */
static uint32_t find_cut(struct splitter *s, uint32_t at, uint32_t end, mpt room)
{
    uint32_t low = at, high = end;
    while (low < high) {
        uint32_t middle = high - (high - low) / 2;
        if (paragraph_width(s->paragraph, at, middle) <= room)
            low = middle;
        else
            high = middle - 1;
    }
    for (uint32_t mark = low; mark > at && paragraph_width(s->paragraph, at, mark) > room / 3;
         mark--)
        if (is_after_mark(s->paragraph->text, mark))
            return mark;
    uint32_t cut = text_cut(s->paragraph->text, at, low);
    s->cuts_words |= cut < end;
    return cut < end ? cut : end;
}

static void add(struct splitter *s, const struct element *element)
{
    *vec_push(&s->out.list) = *element;
    s->used += least_width(element);
    s->begins &= element->kind != ELEMENT_BOX;
}

static void add_break(struct splitter *s, const struct element *element, uint32_t at)
{
    *vec_push(&s->out.list) = (struct element){.kind = ELEMENT_PENALTY,
                                               .piece = element->piece,
                                               .start = at,
                                               .end = at,
                                               .may_break = true,
                                               .end_extra = element->end_extra,
                                               .start_extra = element->start_extra};
    s->used = element->start_extra;
    s->begins = true;
}

/* What must stay with a text: the edges of inlines that end after it. */
static mpt closing_width(const struct splitter *s, const struct element *element,
                         const struct element *end)
{
    mpt width = 0;
    for (; element < end && element->piece != ELEMENT_NO_PIECE &&
           s->paragraph->pieces[element->piece].kind == PIECE_CLOSE;
         element++)
        width += least_width(element);
    return width;
}

static void add_text(struct splitter *s, struct element element, mpt after)
{
    while (element.start < element.end) {
        mpt room = s->room - s->used - element.end_extra;
        element.width = paragraph_width(s->paragraph, element.start, element.end);
        if (element.width + after <= room) {
            add(s, &element);
            return;
        }
        struct element first = element;
        first.end = find_cut(s, element.start, element.end, room);
        first.width = paragraph_width(s->paragraph, first.start, first.end);
        if (first.width > room && !s->begins) {
            add_break(s, &element, element.start);
            continue;
        }
        add(s, &first);
        element.start = first.end;
        if (element.start < element.end)
            add_break(s, &element, element.start);
    }
}

static void split(struct splitter *s, const struct elements *elements,
                  const struct stretch *stretch)
{
    const struct element *list = elements->list.items, *end = list + stretch->to;
    s->used = stretch->before;
    s->begins = true;
    s->cuts_words = false;
    for (const struct element *e = list + stretch->from; e < end; e++) {
        bool is_object = e->kind == ELEMENT_BOX && e->piece != ELEMENT_NO_PIECE &&
                         s->paragraph->pieces[e->piece].kind == PIECE_OBJECT;
        if (is_text(s->paragraph, e) && e->kind == ELEMENT_BOX && wraps(s, e)) {
            add_text(s, *e, closing_width(s, e + 1, end));
            continue;
        }
        if (is_object && !s->begins && s->used + least_width(e) > s->room && wraps(s, e))
            add_break(s, e, e->start);
        add(s, e);
    }
}

/* The words of the stretch, at most about 40 bytes. */
static void complain(struct splitter *s, const struct elements *elements,
                     const struct stretch *stretch)
{
    const struct text_paragraph *text = s->paragraph->text;
    uint32_t from = elements->list.items[stretch->from].start;
    uint32_t to = elements->list.items[stretch->to - 1].end;
    uint32_t shown = to - from > 40 ? text_cut(text, from, from + 40) : to;
    struct buf word = BUF_INIT;
    buf_add(&word, text->text + from, shown - from);
    buf_puts(&word, shown < to ? "\xE2\x80\xA6" : "");
    layout_notice(s->layout, s->paragraph->block, MSG_FO_WORD_BROKEN, 0, word.s);
    buf_release(&word);
}

void elements_break_wide(struct layout_internal *layout, const struct paragraph *paragraph,
                         const struct line_request *request, struct elements *elements)
{
    mpt width = request->width;
    struct splitter s = {
        .layout = layout, .paragraph = paragraph, .room = width, .from = request->from};
    s.out.space_count = elements->space_count;
    s.out.has_leader = elements->has_leader;
    for (struct stretch at = {0}; next_stretch(elements, &at);)
        if (at.width > width)
            part_words(&s, elements, &at);
    size_t copied = 0;
    for (struct stretch at = {0}; next_stretch(elements, &at);) {
        if (at.width <= width)
            continue;
        for (; copied < at.from; copied++)
            *vec_push(&s.out.list) = elements->list.items[copied];
        split(&s, elements, &at);
        copied = at.to;
        if (s.cuts_words && (s.from == 0 || elements->list.items[at.from].start > s.from))
            complain(&s, elements, &at);
    }
    for (; copied < elements->list.count; copied++)
        *vec_push(&s.out.list) = elements->list.items[copied];
    vec_release(&elements->list);
    *elements = s.out;
}
