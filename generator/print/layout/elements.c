/*
 * A paragraph as boxes, glue and penalties. Every piece has an element, in order, so
 * that a line is a range of elements.
 */
#include "print/layout/lines.h"

#include <string.h>

struct maker {
    struct elements *out;
    const struct paragraph *paragraph;
    mpt end_extra, start_extra; /* of inlines that are open */
    unsigned no_wrap;           /* depth of inlines that keep their line together */
};

static struct element *add(struct maker *maker, enum element_kind kind, size_t piece,
                           uint32_t start, uint32_t end)
{
    struct element *element = vec_push(&maker->out->list);
    *element = (struct element){.kind = kind,
                                .piece = (uint32_t)piece,
                                .start = start,
                                .end = end,
                                .end_extra = maker->end_extra,
                                .start_extra = maker->start_extra};
    element->width = paragraph_width(maker->paragraph, start, end);
    return element;
}

/* What stands beside it already; the wider of two spaces holds (XSL 1.1, 4.3.1). */
static mpt gap_before(const struct maker *maker)
{
    mpt gap = 0;
    for (size_t i = maker->out->list.count; i > 0; i--) {
        const struct element *element = &maker->out->list.items[i - 1];
        if (element->is_gap)
            gap += element->width;
        else if (element->kind != ELEMENT_PENALTY)
            break;
    }
    return gap;
}

/* The space beside an inline: glue, so that a line's edge drops it, or a box that stays. */
static void add_gap(struct maker *maker, size_t index, int side)
{
    const struct piece *piece = &maker->paragraph->pieces[index];
    mpt gap = piece->gap[side] - gap_before(maker);
    if (piece->gap[side] == 0 || gap <= 0)
        return;
    uint32_t at = side == 0 ? piece->start : piece->end;
    struct element *element =
        add(maker, piece->keeps_gap[side] ? ELEMENT_BOX : ELEMENT_GLUE, index, at, at);
    element->width = gap;
    element->is_gap = true;
}

static bool keeps_line(const struct fo_tree *tree, const struct fo *fo)
{
    return fo_keyword(tree, fo, FO_P_KEEP_TOGETHER_LINE) == FO_K_ALWAYS;
}

/* Wrappers have no piece of their own: what they say is read from the text upwards. */
static bool wraps(const struct maker *maker, const struct fo_tree *tree, const struct fo *fo)
{
    for (const struct fo *at = fo->parent; at && at != maker->paragraph->block; at = at->parent)
        if (at->type == FO_WRAPPER && keeps_line(tree, at))
            return false;
    return maker->no_wrap == 0 && fo_keyword(tree, fo, FO_P_WRAP_OPTION) != FO_K_NO_WRAP;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_space_before(const char *text, uint32_t at)
{
    return at == 0 || is_space(text[at - 1]) || text[at - 1] == '\n';
}

/* A chance to break where there is no space. */
static void add_chance(struct maker *maker, size_t piece, uint32_t at)
{
    const struct text_paragraph *text = maker->paragraph->text;
    bool soft = at >= 2 && memcmp(text->text + at - 2, "\xC2\xAD", 2) == 0;
    struct element *element = add(maker, ELEMENT_PENALTY, piece, at, at);
    element->may_break = true;
    element->width = soft ? text_hyphen_width(text, at) : -text_letter_space(text, at);
}

/* "5" before "steps", "1" before "September": a number of a few digits between the space or
 * bracket at its start and a letter after the spaces. */
static bool ends_number(const struct text_paragraph *text, uint32_t at, uint32_t after)
{
    uint32_t start = at;
    while (start > 0 && at - start < 4 && text->text[start - 1] >= '0' &&
           text->text[start - 1] <= '9')
        start--;
    bool begins = start == 0 || is_space(text->text[start - 1]) || text->text[start - 1] == '(';
    return begins && at > start && at - start < 4 && after < text->size &&
           ((text->text[after] | 0x20) >= 'a' && (text->text[after] | 0x20) <= 'z');
}

/* Spaces stretch by halves and shrink by thirds, unless word-spacing has limits. One length
 * is such to FOP; in print a justified line may still be filled (CSS 2.1, 16.4). */
static void set_elasticity(struct element *element, mpt space, const struct inline_style *style)
{
    element->space = style->has_word_limits ? 0 : space;
    element->stretch = style->has_word_limits ? style->word_stretch : space / 2;
    element->shrink = style->has_word_limits ? style->word_shrink : space / 3;
}

/* One run of spaces: a line may end before the first of them. */
static uint32_t add_spaces(struct maker *maker, size_t index, uint32_t at, bool wrap)
{
    const struct piece *piece = &maker->paragraph->pieces[index];
    const struct text_paragraph *text = maker->paragraph->text;
    uint32_t end = at;
    while (end < piece->end && is_space(text->text[end]))
        end++;
    uint32_t run_end = end;
    while (run_end < text->size && is_space(text->text[run_end]))
        run_end++;
    bool may_break = wrap && text->breaks[run_end] == TEXT_BREAK_ALLOWED;
    for (; at < end; at++) {
        struct element *element = add(maker, ELEMENT_GLUE, index, at, at + 1);
        set_elasticity(element, element->width - text_space_spacing(text, at, at + 1),
                       piece->style);
        element->may_break = may_break;
        element->after_number = may_break && ends_number(text, at, run_end);
        may_break = false;
        maker->out->space_count++;
    }
    return end;
}

static uint32_t word_end(const struct text_paragraph *text, uint32_t at, uint32_t end)
{
    do
        at++;
    while (at < end && !is_space(text->text[at]) && text->text[at] != '\n' &&
           text->breaks[at] == TEXT_BREAK_NONE);
    return at;
}

static void add_text(struct maker *maker, const struct fo_tree *tree, size_t index)
{
    const struct piece *piece = &maker->paragraph->pieces[index];
    const struct text_paragraph *text = maker->paragraph->text;
    bool wrap = wraps(maker, tree, piece->fo);
    if (piece->fo->type != FO_TEXT)
        add_gap(maker, index, 0);
    if (piece->edge[START])
        add(maker, ELEMENT_BOX, index, piece->start, piece->start)->width = piece->edge[START];
    for (uint32_t at = piece->start; at < piece->end;) {
        bool mandatory = at > 0 && text->breaks[at] == TEXT_BREAK_MANDATORY;
        if (mandatory && text->text[at - 1] != '\n')
            add(maker, ELEMENT_PENALTY, index, at, at)->is_forced = true;
        else if (wrap && text->breaks[at] == TEXT_BREAK_ALLOWED && !is_space_before(text->text, at))
            add_chance(maker, index, at);
        if (text->text[at] == '\n') {
            add(maker, ELEMENT_PENALTY, index, at, at + 1)->is_forced = true;
            at++;
        } else if (is_space(text->text[at])) {
            at = add_spaces(maker, index, at, wrap);
        } else {
            uint32_t end = word_end(text, at, piece->end);
            add(maker, ELEMENT_BOX, index, at, end);
            at = end;
        }
    }
    if (piece->edge[END])
        add(maker, ELEMENT_BOX, index, piece->end, piece->end)->width = piece->edge[END];
    if (piece->fo->type != FO_TEXT)
        add_gap(maker, index, 1);
}

static void add_object(struct maker *maker, const struct fo_tree *tree, size_t index)
{
    const struct piece *piece = &maker->paragraph->pieces[index];
    const struct text_paragraph *text = maker->paragraph->text;
    bool wrap = wraps(maker, tree, piece->fo);
    if (wrap && text->breaks[piece->start] == TEXT_BREAK_ALLOWED &&
        !is_space_before(text->text, piece->start))
        add_chance(maker, index, piece->start);
    add_gap(maker, index, 0);
    struct element *element = add(maker, ELEMENT_BOX, index, piece->start, piece->end);
    element->width = piece->width + piece->edge[START] + piece->edge[END];
    element->stretch = piece->width_max - piece->width;
    element->shrink = piece->width - piece->width_min;
    maker->out->has_leader |= element->stretch > 0;
    add_gap(maker, index, 1);
}

static void add_piece(struct maker *maker, const struct fo_tree *tree, size_t index)
{
    const struct piece *piece = &maker->paragraph->pieces[index];
    mpt edge = 0;
    switch (piece->kind) {
    case PIECE_TEXT:
        add_text(maker, tree, index);
        return;
    case PIECE_OBJECT:
        add_object(maker, tree, index);
        return;
    case PIECE_ANCHOR:
        add(maker, piece->footnote ? ELEMENT_BOX : ELEMENT_PENALTY, index, piece->start,
            piece->start);
        return;
    case PIECE_OPEN:
        if (piece->is_void)
            break;
        if (!piece->outer)
            add_gap(maker, index, 0);
        edge = piece->outer ? piece->retained[0] : piece->edge[START];
        maker->end_extra += piece->retained[1];
        maker->start_extra += piece->retained[0];
        maker->no_wrap += keeps_line(tree, piece->fo);
        break;
    case PIECE_CLOSE:
        if (piece->is_void)
            break;
        edge =
            piece->outer ? maker->paragraph->pieces[piece->partner].retained[1] : piece->edge[END];
        maker->end_extra -= maker->paragraph->pieces[piece->partner].retained[1];
        maker->start_extra -= maker->paragraph->pieces[piece->partner].retained[0];
        maker->no_wrap -= keeps_line(tree, piece->fo);
        break;
    }
    add(maker, edge ? ELEMENT_BOX : ELEMENT_PENALTY, index, piece->start, piece->start)->width =
        edge;
    if (piece->kind == PIECE_CLOSE && !piece->is_void && !piece->outer)
        add_gap(maker, index, 1);
}

void elements_make(const struct fo_tree *tree, const struct paragraph *paragraph, mpt indent,
                   struct elements *elements)
{
    struct maker maker = {.out = elements, .paragraph = paragraph};
    maker.no_wrap = keeps_line(tree, paragraph->block);
    if (indent) {
        struct element *element = add(&maker, ELEMENT_BOX, ELEMENT_NO_PIECE, 0, 0);
        element->width = indent;
    }
    for (size_t i = 0; i < paragraph->piece_count; i++)
        add_piece(&maker, tree, i);
}
