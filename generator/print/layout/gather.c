/*
 * Inline content into paragraphs. The text of all inline children of a block, up to
 * the next block-level one, is laid end to end; what is not text stands as U+FFFC.
 * White space is treated in the order of XSL 1.1, 4.7.2 and 7.17: linefeeds, then
 * white space around linefeeds, then collapsing; the edges of lines come later.
 */
#include "print/layout/gather.h"
#include "print/layout/embeddings.h"
#include "print/layout/hyphens.h"

#include <stdlib.h>
#include <string.h>

struct gather {
    struct layout_internal *layout;
    const struct fo *block;
    const struct inline_style *block_style, *style;
    const struct gather_options *options;
    VEC(struct piece) pieces;
    VEC(struct piece) open; /* inlines that are open, outermost first */
    struct buf raw;
    bool has_content, has_footnote;
};

struct gather *gather_new(struct layout_internal *layout, const struct fo *block,
                          const struct inline_style *style, const struct gather_options *options)
{
    struct gather *gather = ARENA_NEW(layout->arena, struct gather);
    gather->layout = layout;
    gather->block = block;
    gather->block_style = gather->style = style;
    gather->options = options;
    return gather;
}

static struct piece *add_piece(struct gather *gather, enum piece_kind kind, const struct fo *fo)
{
    struct piece *piece = vec_push(&gather->pieces);
    *piece = (struct piece){.kind = kind, .fo = fo, .style = gather->style, .partner = -1};
    piece->start = piece->end = (uint32_t)gather->raw.n;
    return piece;
}

static void add_text(struct gather *gather, const struct fo *fo)
{
    const struct fo_tree *tree = gather->layout->tree;
    enum fo_keyword linefeeds = fo_keyword(tree, fo, FO_P_LINEFEED_TREATMENT);
    struct str text = fo->text;
    if (fo->type == FO_CHARACTER) /* one character, not more */
        text = str_of(fo_string(tree, fo, FO_P_CHARACTER));
    text = text_transform(gather->layout, fo, text, (struct str){gather->raw.s, gather->raw.n},
                          gather->style->text.lang);
    add_piece(gather, PIECE_TEXT, fo);
    for (size_t i = 0; i < text.n; i++) {
        char byte = text.s[i];
        if (byte != '\n' || linefeeds == FO_K_PRESERVE)
            buf_putc(&gather->raw, byte);
        else if (linefeeds == FO_K_TREAT_AS_SPACE)
            buf_putc(&gather->raw, ' ');
        else if (linefeeds == FO_K_TREAT_AS_ZERO_WIDTH_SPACE)
            buf_puts(&gather->raw, "\xE2\x80\x8B");
    }
    gather->pieces.items[gather->pieces.count - 1].end = (uint32_t)gather->raw.n;
}

/* The space beside an inline; a margin sets it, too (XSL 1.1, 5.3.2). */
static void set_gap(struct gather *gather, struct piece *piece, int side)
{
    static const enum fo_property space[] = {FO_P_SPACE_START, FO_P_SPACE_END},
                                  margin[] = {FO_P_MARGIN_START, FO_P_MARGIN_END},
                                  kept[] = {FO_P_SPACE_START_COND, FO_P_SPACE_END_COND};
    const struct fo_tree *tree = gather->layout->tree;
    bool by_margin = !fo_is_specified(piece->fo, space[side]);
    piece->gap[side] =
        fo_length(tree, piece->fo, by_margin ? margin[side] : space[side], gather->options->width);
    piece->keeps_gap[side] = fo_keyword(tree, piece->fo, kept[side]) == FO_K_RETAIN;
}

static void set_edges(struct gather *gather, struct piece *piece)
{
    for (int i = 0; i < 2 && !gather->layout->options.like_fop; i++)
        set_gap(gather, piece, i);
    mpt border[SIDE_COUNT], padding[SIDE_COUNT];
    struct collect base = {.layout = gather->layout, .width = gather->options->width};
    collect_edges(&base, piece->fo, border, padding);
    for (int side = 0; side < SIDE_COUNT; side++)
        piece->edge[side] = border[side] + padding[side];
    static const enum fo_property border_kept[] = {FO_P_BORDER_START_COND, FO_P_BORDER_END_COND};
    static const enum fo_property padding_kept[] = {FO_P_PADDING_START_COND, FO_P_PADDING_END_COND};
    const struct fo_tree *tree = gather->layout->tree;
    for (int i = 0; i < 2; i++) {
        if (fo_keyword(tree, piece->fo, border_kept[i]) == FO_K_RETAIN)
            piece->retained[i] += border[START + i];
        if (fo_keyword(tree, piece->fo, padding_kept[i]) == FO_K_RETAIN)
            piece->retained[i] += padding[START + i];
    }
}

/* Text that the formatter makes: a page number. */
static void add_generated(struct gather *gather, const struct fo *fo, const char *text)
{
    const struct inline_style *outer = gather->style;
    gather->style = inline_style_new(gather->layout, fo, outer);
    struct piece *piece = add_piece(gather, PIECE_TEXT, fo);
    set_edges(gather, piece);
    buf_puts(&gather->raw, text);
    gather->pieces.items[gather->pieces.count - 1].end = (uint32_t)gather->raw.n;
    gather->style = outer;
}

static void add_character(struct gather *gather, const struct fo *fo)
{
    const struct inline_style *outer = gather->style;
    gather->style = inline_style_new(gather->layout, fo, outer);
    add_text(gather, fo);
    set_edges(gather, &gather->pieces.items[gather->pieces.count - 1]);
    gather->style = outer;
}

static struct piece *add_object(struct gather *gather, const struct fo *fo)
{
    struct piece *piece = add_piece(gather, PIECE_OBJECT, fo);
    piece->style = inline_style_new(gather->layout, fo, gather->style);
    buf_puts(&gather->raw, "\xEF\xBF\xBC");
    piece->end = (uint32_t)gather->raw.n;
    set_edges(gather, piece);
    return piece;
}

static void add_leader(struct gather *gather, const struct fo *fo)
{
    const struct fo_tree *tree = gather->layout->tree;
    mpt width = gather->options->width;
    struct piece *piece = add_object(gather, fo);
    piece->width = fo_length(tree, fo, FO_P_LEADER_LENGTH_OPT, width);
    piece->width_min = fo_length(tree, fo, FO_P_LEADER_LENGTH_MIN, width);
    piece->width_max = fo_length(tree, fo, FO_P_LEADER_LENGTH_MAX, width);
    mpt edges = piece->edge[START] + piece->edge[END]; /* the length includes them */
    piece->width = piece->width > edges ? piece->width - edges : 0;
    piece->width_max -= edges;
    if (piece->width_min > piece->width)
        piece->width_min = piece->width;
    if (piece->width_max < piece->width)
        piece->width_max = piece->width;
    piece->height = fo_length(tree, fo, FO_P_RULE_THICKNESS, 0);
    if (fo_keyword(tree, fo, FO_P_LEADER_PATTERN) != FO_K_USE_CONTENT)
        return;
    piece->unit = leader_unit(gather->layout, fo, piece->style);
    if (piece->unit && piece->width < piece->unit->ipd) { /* at least one */
        piece->width = piece->width_min = piece->unit->ipd;
        piece->width_max = piece->width_max < piece->width ? piece->width : piece->width_max;
    }
}

static void add_image(struct gather *gather, const struct fo *fo)
{
    struct piece *piece = add_object(gather, fo);
    image_measure(gather->layout, fo, gather->options->width, &piece->image);
    piece->width = piece->width_min = piece->width_max = piece->image.width;
    piece->height = piece->image.height;
}

static void open_inline(struct gather *gather, const struct fo *fo)
{
    gather->style = inline_style_new(gather->layout, fo, gather->style);
    struct piece *piece = add_piece(gather, PIECE_OPEN, fo);
    set_edges(gather, piece);
    struct piece open = *piece;
    open.partner = (int)gather->pieces.count - 1;
    *vec_push(&gather->open) = open;
}

static void close_inline(struct gather *gather, const struct inline_style *outer)
{
    struct piece open = gather->open.items[--gather->open.count];
    struct piece *piece = add_piece(gather, PIECE_CLOSE, open.fo);
    memcpy(piece->edge, open.edge, sizeof(piece->edge));
    memcpy(piece->gap, open.gap, sizeof(piece->gap));
    memcpy(piece->keeps_gap, open.keeps_gap, sizeof(piece->keeps_gap));
    piece->partner = open.partner;
    gather->pieces.items[open.partner].partner = (int)gather->pieces.count - 1;
    gather->style = outer;
}

static void add_children(struct gather *gather, const struct fo *fo)
{
    for (const struct fo *child = fo->first; child; child = child->next)
        gather_add(gather, child);
}

static void add_inline(struct gather *gather, const struct fo *fo)
{
    const struct inline_style *outer = gather->style;
    open_inline(gather, fo);
    add_children(gather, fo);
    close_inline(gather, outer);
    if (!fo->first && fo->id)
        gather->has_content = true;
}

static void add_wrapper(struct gather *gather, const struct fo *fo)
{
    const struct inline_style *outer = gather->style;
    gather->style = inline_style_new(gather->layout, fo, outer);
    add_piece(gather, PIECE_ANCHOR, fo);
    gather->has_content |= fo->type == FO_WRAPPER && fo->id && !fo->first;
    add_children(gather, fo);
    gather->style = outer;
}

static void add_footnote(struct gather *gather, const struct fo *fo)
{
    for (const struct fo *child = fo->first; child; child = child->next) {
        if (child->type != FO_FOOTNOTE_BODY) {
            gather_add(gather, child);
            continue;
        }
        struct footnote *footnote = footnote_collect(gather->layout, child);
        add_piece(gather, PIECE_ANCHOR, fo)->footnote = footnote;
        gather->has_footnote = true;
    }
}

void gather_add(struct gather *gather, const struct fo *fo)
{
    struct layout_internal *layout = gather->layout;
    switch (fo->type) {
    case FO_TEXT:
        add_text(gather, fo);
        return;
    case FO_CHARACTER:
        add_character(gather, fo);
        return;
    case FO_PAGE_NUMBER:
        add_generated(gather, fo, layout_page_number(layout, fo));
        return;
    case FO_PAGE_NUMBER_CITATION:
    case FO_PAGE_NUMBER_CITATION_LAST:
        add_generated(gather, fo, layout_citation(layout, fo));
        return;
    case FO_LEADER:
        add_leader(gather, fo);
        return;
    case FO_EXTERNAL_GRAPHIC:
    case FO_INSTREAM_FOREIGN_OBJECT:
        add_image(gather, fo);
        return;
    case FO_FOOTNOTE:
        add_footnote(gather, fo);
        return;
    case FO_WRAPPER:
    case FO_RETRIEVE_MARKER:
        add_wrapper(gather, fo);
        return;
    case FO_MARKER:
        return;
    default:
        break;
    }
    if (fo_kind(fo) == FO_KIND_BLOCK)
        gather->options->block(gather->options->payload, gather, fo);
    else
        add_inline(gather, fo);
}

size_t gather_open_count(const struct gather *gather)
{
    return gather->open.count;
}

struct piece *gather_open(const struct gather *gather)
{
    struct piece *copy = ARENA_ARRAY(gather->layout->arena, gather->open.count, struct piece);
    if (gather->open.count)
        memcpy(copy, gather->open.items, gather->open.count * sizeof(*copy));
    return copy;
}

const struct inline_style *gather_style(const struct gather *gather)
{
    return gather->style;
}

/* ---- White space ------------------------------------------------------------------ */

struct treatment {
    struct gather *gather;
    const char *raw;
    uint32_t size;
    struct buf out;
    uint32_t *moved; /* raw offset → offset in out */
};

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static bool is_dropped(const struct fo_tree *tree, const struct fo *fo, bool after_linefeed,
                       bool before_linefeed)
{
    switch (fo_keyword(tree, fo, FO_P_WHITE_SPACE_TREATMENT)) {
    case FO_K_IGNORE:
        return true;
    case FO_K_IGNORE_IF_AFTER_LINEFEED:
        return after_linefeed;
    case FO_K_IGNORE_IF_BEFORE_LINEFEED:
        return before_linefeed;
    case FO_K_IGNORE_IF_SURROUNDING_LINEFEED:
        return after_linefeed || before_linefeed;
    default:
        return false;
    }
}

/* Whether characters of both pieces are siblings next to each other. XSL collapses only
 * such (7.16.12, 4.2.4); readers want one space where an inline begins or ends, too. */
static bool are_siblings(const struct gather *gather, size_t left, size_t right)
{
    const struct piece *pieces = gather->pieces.items;
    for (size_t i = left + 1; i < right; i++)
        if (pieces[i].kind != PIECE_TEXT)
            return false;
    return pieces[left].fo->parent == pieces[right].fo->parent;
}

/* A run of spaces [from, to) of the raw text; `pieces` from *index on cover it. */
static void treat_run(struct treatment *t, uint32_t from, uint32_t to, size_t *index)
{
    const struct fo_tree *tree = t->gather->layout->tree;
    bool like_fop = t->gather->layout->options.like_fop;
    bool after = from == 0 || t->raw[from - 1] == '\n';
    bool before = to == t->size || t->raw[to] == '\n';
    size_t kept_in = SIZE_MAX;
    for (uint32_t at = from; at < to; at++) {
        t->moved[at] = (uint32_t)t->out.n;
        while (t->gather->pieces.items[*index].end <= at ||
               t->gather->pieces.items[*index].kind != PIECE_TEXT)
            ++*index;
        const struct fo *fo = t->gather->pieces.items[*index].fo;
        bool collapses = fo_keyword(tree, fo, FO_P_WHITE_SPACE_COLLAPSE) == FO_K_TRUE;
        if (is_dropped(tree, fo, after, before))
            continue;
        if (collapses && kept_in != SIZE_MAX &&
            (!like_fop || are_siblings(t->gather, kept_in, *index)))
            continue;
        kept_in = *index;
        buf_putc(&t->out, collapses ? ' ' : t->raw[at] == '\r' ? ' ' : t->raw[at]);
    }
}

/* Rewrites the raw text and moves the pieces to the new offsets. */
static void treat_white_space(struct gather *gather, struct treatment *t)
{
    size_t index = 0;
    for (uint32_t at = 0; at < t->size;) {
        uint32_t to = at;
        while (to < t->size && is_space(t->raw[to]))
            to++;
        if (to > at) {
            treat_run(t, at, to, &index);
            at = to;
            continue;
        }
        t->moved[at] = (uint32_t)t->out.n;
        buf_putc(&t->out, t->raw[at++]);
        gather->has_content = true;
    }
    t->moved[t->size] = (uint32_t)t->out.n;
    for (size_t i = 0; i < gather->pieces.count; i++) {
        gather->pieces.items[i].start = t->moved[gather->pieces.items[i].start];
        gather->pieces.items[i].end = t->moved[gather->pieces.items[i].end];
    }
}

/* ---- The paragraph ---------------------------------------------------------------------- */

bool paragraph_is_tall(const struct paragraph *paragraph, const struct text_item *item)
{
    struct font_metrics metrics = font_metrics(item->font, item->run->style->size);
    return metrics.ascent + metrics.descent > paragraph->style->line_height;
}

static struct text_ink tall_ink(const struct paragraph *paragraph)
{
    struct text_ink most = {0, 0};
    for (size_t i = 0; i < paragraph->text->item_count; i++) {
        const struct text_item *item = &paragraph->text->items[i];
        if (!paragraph_is_tall(paragraph, item))
            continue;
        struct text_ink ink = text_item_ink(item, item->start, item->end);
        most.top = ink.top > most.top ? ink.top : most.top;
        most.bottom = ink.bottom > most.bottom ? ink.bottom : most.bottom;
    }
    return most;
}

static void shape(struct gather *gather, struct paragraph *paragraph, struct str text)
{
    struct layout_internal *layout = gather->layout;
    struct text_run *runs = ARENA_ARRAY(layout->arena, gather->pieces.count + 1, struct text_run);
    size_t count = 0;
    for (size_t i = 0; i < gather->pieces.count; i++) {
        const struct piece *piece = &gather->pieces.items[i];
        if (piece->end > piece->start && (piece->kind == PIECE_TEXT || piece->kind == PIECE_OBJECT))
            runs[count++] =
                (struct text_run){piece->start, piece->end, &piece->style->text, piece->fo};
    }
    struct embeddings embeddings = {gather->block, gather->pieces.items, gather->pieces.count,
                                    text};
    paragraph->text = text_paragraph_new(layout->arena, layout->options.fonts, text, runs, count,
                                         embeddings_make(layout, &embeddings));
    paragraph->is_bidi = paragraph->text->base_level > 0;
    for (size_t i = 0; i < paragraph->text->item_count && !paragraph->is_bidi; i++)
        paragraph->is_bidi = paragraph->text->items[i].level > 0;
    if (!layout->options.like_fop)
        paragraph->tall = tall_ink(paragraph);
    if (paragraph->text->missing && !layout->options.like_fop)
        layout_notice(layout, gather->block, MSG_FO_GLYPH_MISSING, 0, paragraph->text->missing);
}

/* Where each character begins, counted along the logical text. */
static void measure(struct layout_internal *layout, struct paragraph *paragraph)
{
    const struct text_paragraph *text = paragraph->text;
    int64_t *pen = ARENA_ARRAY(layout->arena, text->size + 1, int64_t);
    for (size_t i = 0; i < text->item_count; i++)
        for (size_t g = 0; g < text->items[i].glyph_count; g++) {
            uint32_t cluster = text->items[i].glyphs[g].cluster;
            bool is_object = strncmp(text->text + cluster, "\xEF\xBF\xBC", 3) == 0;
            if (text->text[cluster] != '\n' && !is_object)
                pen[cluster] += text->items[i].glyphs[g].advance;
        }
    int64_t at = 0;
    for (uint32_t i = 0; i <= text->size; i++) {
        int64_t advance = pen[i];
        pen[i] = at;
        at += advance;
    }
    paragraph->pen = pen;
}

/* Marks inlines that go on from (to) a block beside the paragraph, and have nothing in it. */
static void mark_voids(struct gather *gather)
{
    int last_seen = -1;
    for (size_t i = 0; i < gather->pieces.count; i++) {
        struct piece *piece = &gather->pieces.items[i];
        bool is_anchor = piece->kind == PIECE_ANCHOR && (piece->footnote || piece->fo->id);
        bool is_seen = piece->kind == PIECE_OBJECT || is_anchor ||
                       (piece->kind == PIECE_TEXT && piece->end > piece->start);
        if (is_seen)
            last_seen = (int)i;
        if (piece->kind != PIECE_CLOSE || last_seen > piece->partner)
            continue;
        struct piece *open = &gather->pieces.items[piece->partner];
        open->is_void = piece->is_void = open->outer || piece->outer;
    }
}

/* After a paragraph that a block ended: its open inlines go on in the next. */
static void restart(struct gather *gather)
{
    gather->pieces.count = 0;
    buf_clear(&gather->raw);
    gather->has_content = gather->has_footnote = false;
    for (size_t i = 0; i < gather->open.count; i++) {
        struct piece *piece = vec_push(&gather->pieces);
        *piece = gather->open.items[i];
        piece->start = piece->end = 0;
        piece->outer = true;
        piece->partner = -1;
        gather->open.items[i].partner = (int)i;
    }
}

struct paragraph *gather_end(struct gather *gather)
{
    struct layout_internal *layout = gather->layout;
    struct treatment t = {gather, gather->raw.s ? gather->raw.s : "", (uint32_t)gather->raw.n,
                          BUF_INIT, NULL};
    t.moved = calloc(t.size + 1, sizeof(*t.moved));
    if (!t.moved)
        die_no_memory((t.size + 1) * sizeof(*t.moved));
    treat_white_space(gather, &t);
    free(t.moved);
    struct hyphens hyphens = {gather->pieces.items, gather->pieces.count};
    hyphens_add(layout, &hyphens, &t.out);
    for (size_t i = gather->open.count; i > 0; i--) {
        struct piece *piece = add_piece(gather, PIECE_CLOSE, gather->open.items[i - 1].fo);
        piece->start = piece->end = (uint32_t)t.out.n;
        piece->outer = true;
        piece->partner = gather->open.items[i - 1].partner;
        gather->pieces.items[piece->partner].partner = (int)gather->pieces.count - 1;
    }
    mark_voids(gather);
    struct paragraph *paragraph = NULL;
    bool is_empty = !gather->has_content && t.out.n == 0;
    if (!is_empty || gather->has_footnote) {
        paragraph = ARENA_NEW(layout->arena, struct paragraph);
        paragraph->is_empty = is_empty;
        paragraph->block = gather->block;
        paragraph->style = gather->block_style;
        paragraph->piece_count = gather->pieces.count;
        paragraph->pieces = ARENA_ARRAY(layout->arena, gather->pieces.count, struct piece);
        memcpy(paragraph->pieces, gather->pieces.items,
               gather->pieces.count * sizeof(*paragraph->pieces));
        size_t size = t.out.n;
        char *text = arena_strndup(layout->arena, t.out.s ? t.out.s : "", size);
        shape(gather, paragraph, (struct str){text, size});
        measure(layout, paragraph);
    }
    buf_release(&t.out);
    restart(gather);
    return paragraph;
}

void gather_free(struct gather *gather)
{
    vec_release(&gather->pieces);
    vec_release(&gather->open);
    buf_release(&gather->raw);
}
