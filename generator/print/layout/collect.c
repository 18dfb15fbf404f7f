/*
 * Block-level objects into streams. Indents are inherited as the numbers they came to
 * (XSL 1.1, 5.3.2): a context carries them down.
 */
#include "print/layout/gather.h"
#include "print/layout/late.h"
#include "print/layout/table.h"

#include <limits.h>
#include <string.h>

/* ---- Property groups ------------------------------------------------------------ */

static mpt border_width(const struct fo_tree *tree, const struct fo *fo, int side)
{
    enum fo_keyword style = fo_keyword(tree, fo, FO_P_BORDER_BEFORE_STYLE + side);
    if (style == FO_K_NONE || style == FO_K_HIDDEN)
        return 0;
    return fo_length(tree, fo, FO_P_BORDER_BEFORE_WIDTH + side, 0);
}

/* A length with percentages of the parent's content width (XSL 1.1, 5.1.4: what is
 * inherited is the computed value, so its base stays where it was given). */
static mpt length_of(const struct collect *collect, const struct fo *fo, enum fo_property property)
{
    const struct fo_tree *tree = collect->layout->tree;
    const struct fo_value *value = fo_get(tree, fo, property);
    unsigned levels = value->kind == FO_V_LENGTH ? value->length.levels : 0;
    const struct collect *base = collect;
    for (; levels > 0 && base->outer; levels--)
        base = base->outer;
    return fo_length(tree, fo, property, base->width);
}

void collect_edges(const struct collect *collect, const struct fo *fo, mpt border[SIDE_COUNT],
                   mpt padding[SIDE_COUNT])
{
    bool is_collapsed = fo->type == FO_TABLE && table_collapses(collect->layout->tree, fo);
    for (int side = 0; side < SIDE_COUNT; side++) {
        border[side] = border_width(collect->layout->tree, fo, side);
        padding[side] = length_of(collect, fo, FO_P_PADDING_BEFORE + side);
        if (is_collapsed) /* its border belongs to its cells, and it has no padding */
            border[side] = padding[side] = 0;
    }
}

static int keep_strength(const struct fo_tree *tree, const struct fo *fo, enum fo_property property)
{
    if (fo_keyword(tree, fo, property) == FO_K_ALWAYS)
        return KEEP_ALWAYS;
    int value = fo_integer(tree, fo, property, 0);
    return value >= KEEP_ALWAYS ? KEEP_ALWAYS - 1 : value < 0 ? 0 : value;
}

struct keep collect_keep(const struct fo_tree *tree, const struct fo *fo, enum fo_property column)
{
    struct keep keep = {keep_strength(tree, fo, column), keep_strength(tree, fo, column + 1)};
    if (keep.page < keep.column)
        keep.page = keep.column;
    return keep;
}

static struct space space_of(const struct collect *collect, const struct fo *fo, bool after)
{
    const struct fo_tree *tree = collect->layout->tree;
    enum fo_property first = after ? FO_P_SPACE_AFTER_MIN : FO_P_SPACE_BEFORE_MIN;
    enum fo_property margin = after ? FO_P_MARGIN_AFTER : FO_P_MARGIN_BEFORE;
    struct space space = {0};
    if (fo_is_specified(fo, margin) && !fo_is_specified(fo, first + 1)) {
        space.min = space.opt = space.max = length_of(collect, fo, margin);
        space.retain = true;
        return space;
    }
    space.min = length_of(collect, fo, first);
    space.opt = length_of(collect, fo, first + 1);
    space.max = length_of(collect, fo, first + 2);
    if (space.opt < space.min)
        space.opt = space.min;
    if (space.max < space.opt)
        space.max = space.opt;
    space.retain = fo_keyword(tree, fo, first + 3) == FO_K_RETAIN;
    space.precedence = fo_keyword(tree, fo, first + 4) == FO_K_FORCE
                           ? INT_MAX
                           : fo_integer(tree, fo, first + 4, 0);
    return space;
}

mpt collect_indent(const struct collect *collect, const struct fo *fo, bool end, mpt edge)
{
    const struct fo_tree *tree = collect->layout->tree;
    enum fo_property margin = end ? FO_P_MARGIN_END : FO_P_MARGIN_START;
    enum fo_property indent = end ? FO_P_END_INDENT : FO_P_START_INDENT;
    mpt inherited = end ? collect->end_indent : collect->start_indent;
    bool is_reference = fo->type == FO_BLOCK_CONTAINER || fo->type == FO_TABLE_CELL;
    if (fo_is_specified(fo, margin))
        return (is_reference ? 0 : inherited) + length_of(collect, fo, margin) + edge;
    if (!fo_is_specified(fo, indent))
        return inherited;
    const struct fo_value *value = fo_get(tree, fo, indent);
    mpt length = fo_length(tree, fo, indent, collect->reference);
    if (value->kind == FO_V_LENGTH && value->length.function == FO_F_BODY_START)
        length += collect->body_start;
    else if (value->kind == FO_V_LENGTH && value->length.function == FO_F_LABEL_END)
        length += collect->label_end;
    return length;
}

static mpt given_width(const struct collect *collect, const struct fo *fo)
{
    if (fo->type == FO_BLOCK || fo->type == FO_LIST_BLOCK || fo->type == FO_LIST_ITEM ||
        fo_is_auto(collect->layout->tree, fo, FO_P_IPD_OPT))
        return -1;
    return fo_length(collect->layout->tree, fo, FO_P_IPD_OPT, collect->width);
}

static bool retains(const struct fo_tree *tree, const struct fo *fo, enum fo_property property)
{
    return fo_keyword(tree, fo, property) == FO_K_RETAIN;
}

static mpt edge_asked(const struct collect *collect, const struct fo *fo, enum side side)
{
    return border_width(collect->layout->tree, fo, side) +
           length_of(collect, fo, FO_P_PADDING_BEFORE + (int)side);
}

/* FOP lets a table hang out by the border and padding that it has not, as it collapses. */
static void hang_collapsed(const struct collect *collect, struct frame *frame)
{
    if (!table_collapses(collect->layout->tree, frame->fo))
        return;
    frame->space_start -= edge_asked(collect, frame->fo, START);
    frame->space_end -= edge_asked(collect, frame->fo, END);
}

void collect_frame(const struct collect *collect, const struct fo *fo, struct frame *frame)
{
    const struct fo_tree *tree = collect->layout->tree;
    frame->fo = fo;
    collect_edges(collect, fo, frame->border, frame->padding);
    mpt start_edge = frame->border[START] + frame->padding[START];
    mpt end_edge = frame->border[END] + frame->padding[END];
    frame->start_indent = collect_indent(collect, fo, false, start_edge);
    frame->end_indent = frame->inherited_end = collect_indent(collect, fo, true, end_edge);
    mpt width = given_width(collect, fo);
    mpt available = collect->reference - frame->start_indent;
    frame->ipd = available - frame->end_indent;
    if (width >= 0) {
        if (width > frame->ipd)
            frame->end_indent = available - width;
        frame->ipd = width;
    }
    if (frame->ipd < 0) {
        frame->end_indent = available;
        frame->ipd = 0;
    }
    frame->space_start = frame->start_indent - start_edge;
    frame->space_end = frame->end_indent - end_edge;
    if (fo->type == FO_TABLE && collect->layout->options.like_fop)
        hang_collapsed(collect, frame);
    frame->x = frame->start_indent - start_edge - collect->base_x;
    frame->retain_border[BEFORE] = retains(tree, fo, FO_P_BORDER_BEFORE_COND);
    frame->retain_border[AFTER] = retains(tree, fo, FO_P_BORDER_AFTER_COND);
    frame->retain_padding[BEFORE] = retains(tree, fo, FO_P_PADDING_BEFORE_COND);
    frame->retain_padding[AFTER] = retains(tree, fo, FO_P_PADDING_AFTER_COND);
    frame->keep_together = collect_keep(tree, fo, FO_P_KEEP_TOGETHER_COLUMN);
    frame->keep_next = collect_keep(tree, fo, FO_P_KEEP_NEXT_COLUMN);
    frame->keep_previous = collect_keep(tree, fo, FO_P_KEEP_PREVIOUS_COLUMN);
}

struct collect collect_within(const struct collect *collect, const struct frame *frame)
{
    struct collect within = *collect;
    within.width = frame->ipd;
    within.start_indent = frame->start_indent;
    within.end_indent = frame->inherited_end;
    within.base_x = frame->start_indent;
    within.height = -1;
    within.outer = collect;
    return within;
}

void collect_note_need(const struct collect *collect, mpt width)
{
    mpt need = collect->reference - collect->width + width;
    if (collect->need && need > *collect->need)
        *collect->need = need;
}

/* ---- Breaks -------------------------------------------------------------------------- */

static enum break_kind break_of(const struct fo_tree *tree, const struct fo *fo,
                                enum fo_property property)
{
    switch (fo_keyword(tree, fo, property)) {
    case FO_K_COLUMN:
        return BREAK_COLUMN;
    case FO_K_PAGE:
        return BREAK_PAGE;
    case FO_K_EVEN_PAGE:
        return BREAK_EVEN;
    case FO_K_ODD_PAGE:
        return BREAK_ODD;
    default:
        return BREAK_NONE;
    }
}

static bool is_blank_text(const struct fo *fo)
{
    if (fo->type != FO_TEXT)
        return false;
    for (size_t i = 0; i < fo->text.n; i++)
        if (!strchr(" \t\r\n", fo->text.s[i]))
            return false;
    return true;
}

/* Not part of the sequence that breaks go by. */
static bool is_aside(const struct fo *fo)
{
    return fo->type == FO_MARKER || fo->type == FO_TABLE_COLUMN || fo->type == FO_TABLE_HEADER ||
           fo->type == FO_TABLE_FOOTER || is_blank_text(fo);
}

static const struct fo *first_content(const struct fo *fo)
{
    const struct fo *child = fo->first;
    while (child && is_aside(child))
        child = child->next;
    return child;
}

static const struct fo *last_content(const struct fo *fo)
{
    const struct fo *last = NULL;
    for (const struct fo *child = fo->first; child; child = child->next)
        if (!is_aside(child))
            last = child;
    return last;
}

/* Objects through which a break of the first or last child goes out. */
static bool passes_breaks(const struct fo *fo)
{
    switch (fo->type) {
    case FO_BLOCK:
    case FO_BLOCK_CONTAINER:
    case FO_LIST_BLOCK:
    case FO_LIST_ITEM:
    case FO_WRAPPER:
    case FO_TABLE:
    case FO_TABLE_BODY:
    case FO_TABLE_ROW:
    case FO_LIST_ITEM_BODY:
    case FO_LIST_ITEM_LABEL:
    case FO_TABLE_CELL:
    case FO_INLINE:
        return true;
    default:
        return false;
    }
}

/* The strongest break-before of `fo` and of what starts with it. */
static enum break_kind leading_break(const struct fo_tree *tree, const struct fo *fo)
{
    enum break_kind strongest = break_of(tree, fo, FO_P_BREAK_BEFORE);
    if (!passes_breaks(fo))
        return strongest;
    const struct fo *child = first_content(fo);
    bool is_row = fo->type == FO_TABLE_ROW || fo->type == FO_LIST_ITEM;
    for (; child; child = is_row ? child->next : NULL) {
        enum break_kind inner = leading_break(tree, child);
        if (inner > strongest)
            strongest = inner;
    }
    return strongest;
}

static enum break_kind trailing_break(const struct fo_tree *tree, const struct fo *fo)
{
    enum break_kind strongest = break_of(tree, fo, FO_P_BREAK_AFTER);
    if (!passes_breaks(fo))
        return strongest;
    bool is_row = fo->type == FO_TABLE_ROW || fo->type == FO_LIST_ITEM;
    const struct fo *child = is_row ? fo->first : last_content(fo);
    for (; child; child = is_row ? child->next : NULL) {
        enum break_kind inner = trailing_break(tree, child);
        if (inner > strongest)
            strongest = inner;
    }
    return strongest;
}

/* Whether an ancestor that starts (ends) with `fo` has already taken its break. */
static bool is_hoisted(const struct fo *fo, bool after)
{
    const struct fo *parent = fo->parent;
    if (!parent || !passes_breaks(parent))
        return false;
    const struct fo *next = fo->next;
    while (after && next && is_aside(next))
        next = next->next;
    return after ? !next : first_content(parent) == fo;
}

void collect_break_before(struct collect *collect, const struct fo *fo)
{
    if (!is_hoisted(fo, false))
        stream_break(collect->stream, leading_break(collect->layout->tree, fo));
}

enum break_kind collect_first_break(const struct fo_tree *tree, const struct fo *flow)
{
    const struct fo *first = first_content(flow);
    return first ? leading_break(tree, first) : BREAK_NONE;
}

void collect_break_after(struct collect *collect, const struct fo *fo)
{
    if (!is_hoisted(fo, true))
        stream_break(collect->stream, trailing_break(collect->layout->tree, fo));
}

void collect_before(struct collect *collect, const struct fo *fo)
{
    collect_break_before(collect, fo);
    struct space space = space_of(collect, fo, false);
    stream_space(collect->stream, &space, false);
}

void collect_after(struct collect *collect, const struct fo *fo)
{
    struct space space = space_of(collect, fo, true);
    stream_space(collect->stream, &space, true);
    collect_break_after(collect, fo);
}

/* ---- Blocks ------------------------------------------------------------------------------ */

struct block {
    struct collect collect; /* of the block's content */
    const struct fo *fo;
    uint32_t segment;
    bool has_lines, has_blocks;
    size_t cited, notices; /* the layout's first of its own */
};

/* The byte at which the paragraph goes on after a change of width; 0: its start. */
static uint32_t resumed_at(const struct collect *collect, const struct block *block)
{
    for (size_t i = 0; collect->restarts && i < collect->restarts->list.count; i++) {
        const struct restart *restart = &collect->restarts->list.items[i];
        if (restart->block == block->fo && restart->segment == block->segment)
            return restart->offset;
    }
    return 0;
}

static void add_lines(struct block *block, const struct paragraph *paragraph, bool is_end)
{
    struct collect *collect = &block->collect;
    const struct fo_tree *tree = collect->layout->tree;
    struct line_request request = {.width = collect->width, .is_block_end = is_end};
    request.from = resumed_at(collect, block);
    if (!block->has_lines)
        request.text_indent = fo_length(tree, block->fo, FO_P_TEXT_INDENT, collect->width);
    struct lines broken = paragraph_break(collect->layout, paragraph, &request);
    struct line *lines = broken.items;
    size_t count = broken.count;
    collect_note_need(collect, broken.widest);
    bool is_all = is_end && !block->has_blocks && !request.from;
    if (is_all && collect->layout->notices.count == block->notices)
        late_note(collect->layout, &(struct late_block){block->fo, collect->style, request, broken,
                                                        block->cited, collect->need != NULL});
    size_t orphans = (size_t)fo_integer(tree, block->fo, FO_P_ORPHANS, 2);
    size_t widows = (size_t)fo_integer(tree, block->fo, FO_P_WIDOWS, 2);
    bool goes_on = false; /* after a cut: what is above it does not count */
    for (size_t i = 0; i < count; i++) {
        bool is_cut = request.from > 0 && lines[i].start == request.from;
        goes_on |= is_cut;
        if (i > 0 && !is_cut && ((i < orphans && !goes_on) || count - i < widows))
            stream_keep(collect->stream, KEEP_FIRM);
        struct box *box = stream_box(collect->stream, BOX_LINE);
        box->height = box->min_height = lines[i].height;
        box->line = &lines[i];
        box->key_block = block->fo;
        box->key_segment = block->segment;
        box->key_offset = lines[i].start;
    }
    block->segment++;
    block->has_lines |= count > 0;
}

static void end_paragraph(struct block *block, struct gather *gather, bool is_end)
{
    const struct paragraph *paragraph = gather_end(gather);
    if (paragraph)
        add_lines(block, paragraph, is_end);
}

/* Whether an inline starts with a block within it … */
static bool starts_with(const struct fo *outer, const struct fo *block)
{
    for (; block != outer; block = block->parent)
        if (first_content(block->parent) != block)
            return false;
    return true;
}

/* … or ends with it. */
static bool ends_with(const struct fo *outer, const struct fo *block)
{
    for (; block != outer; block = block->parent)
        for (const struct fo *next = block->next; next; next = next->next)
            if (!is_aside(next))
                return false;
    return true;
}

/* What inlines have at one side of a block within them, all together. */
static mpt outer_edges(const struct piece *pieces, size_t count, enum side side)
{
    mpt sum = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_whole = side < START || pieces[i].whole[side - START];
        sum += is_whole ? pieces[i].edge[side] : pieces[i].retained[side - START];
    }
    return sum;
}

/* A line for a block within inlines. */
static struct frame *line_frame(const struct block *block, struct gather *gather,
                                const struct fo *fo)
{
    struct frame *frame = ARENA_NEW(block->collect.layout->arena, struct frame);
    struct piece *open = gather_open(gather);
    frame->kind = FRAME_LINE;
    frame->fo = block->fo;
    frame->open_pieces = open;
    frame->open_count = gather_open_count(gather);
    for (size_t i = 0; i < frame->open_count; i++) {
        open[i].whole[0] = starts_with(open[i].fo, fo);
        open[i].whole[1] = ends_with(open[i].fo, fo);
    }
    for (int side = 0; side < 2; side++) {
        frame->padding[side] = outer_edges(open, frame->open_count, side);
        frame->retain_padding[side] = true;
    }
    frame->line_style = block->collect.style;
    frame->ipd = block->collect.width;
    return frame;
}

/* A block-level child, perhaps inside inlines: then it is a line of its own. */
static void meet_block(void *payload, struct gather *gather, const struct fo *fo)
{
    struct block *block = payload;
    size_t open = gather_open_count(gather);
    end_paragraph(block, gather, false);
    block->has_blocks = true;
    struct collect within = block->collect;
    within.style = gather_style(gather);
    if (open == 0) {
        collect_one(&within, fo);
        return;
    }
    struct frame *frame = line_frame(block, gather, fo);
    stream_open(within.stream, frame);
    mpt start = outer_edges(frame->open_pieces, open, START);
    mpt end = outer_edges(frame->open_pieces, open, END);
    within.start_indent += start;
    within.end_indent += end;
    within.width -= start + end;
    within.base_x = within.start_indent;
    collect_one(&within, fo);
    stream_close(within.stream);
}

/* White space around blocks that a paragraph would drop. */
static bool is_dropped(const struct fo_tree *tree, const struct fo *text)
{
    return is_blank_text(text) &&
           fo_keyword(tree, text, FO_P_LINEFEED_TREATMENT) != FO_K_PRESERVE &&
           fo_keyword(tree, text, FO_P_WHITE_SPACE_TREATMENT) != FO_K_PRESERVE;
}

bool collect_is_shell(const struct fo_tree *tree, const struct fo *fo)
{
    if (fo->type == FO_LIST_BLOCK)
        return true;
    if (fo->type != FO_BLOCK || !fo->first)
        return false;
    for (const struct fo *child = fo->first; child; child = child->next)
        if (fo_kind(child) != FO_KIND_BLOCK && child->type != FO_MARKER && !is_dropped(tree, child))
            return false;
    return true;
}

void collect_open(struct collect *collect, const struct fo *fo, struct collect *within)
{
    struct frame *frame = ARENA_NEW(collect->layout->arena, struct frame);
    collect_frame(collect, fo, frame);
    collect_before(collect, fo);
    stream_open(collect->stream, frame);
    *within = collect_within(collect, frame);
    within->style = inline_style_new(collect->layout, fo, collect->style);
}

void collect_close(struct collect *collect, const struct fo *fo)
{
    stream_close(collect->stream);
    collect_after(collect, fo);
}

static void collect_block(struct collect *collect, const struct fo *fo)
{
    struct block block = {
        .fo = fo, .cited = collect->layout->cited.count, .notices = collect->layout->notices.count};
    collect_open(collect, fo, &block.collect);
    struct gather_options options = {block.collect.width, meet_block, &block};
    struct gather *gather = gather_new(collect->layout, fo, block.collect.style, &options);
    for (const struct fo *child = fo->first; child; child = child->next)
        gather_add(gather, child);
    end_paragraph(&block, gather, true);
    gather_free(gather);
    collect_close(collect, fo);
}

static void collect_wrapper(struct collect *collect, const struct fo *fo)
{
    struct collect within = *collect;
    within.outer = collect;
    within.style = inline_style_new(collect->layout, fo, collect->style);
    within.start_indent = collect_indent(collect, fo, false, 0);
    within.end_indent = collect_indent(collect, fo, true, 0);
    if (fo->id) {
        struct frame *frame = ARENA_NEW(collect->layout->arena, struct frame);
        frame->fo = fo;
        frame->x = collect->start_indent - collect->base_x;
        frame->start_indent = collect->start_indent;
        frame->end_indent = collect->end_indent;
        frame->space_start = frame->start_indent;
        frame->space_end = frame->end_indent;
        stream_open(collect->stream, frame);
        stream_close(collect->stream);
    }
    collect_children(&within, fo);
}

void collect_one(struct collect *collect, const struct fo *fo)
{
    switch (fo->type) {
    case FO_BLOCK:
        collect_block(collect, fo);
        break;
    case FO_LIST_BLOCK:
        collect_list(collect, fo);
        break;
    case FO_LIST_ITEM:
        collect_item(collect, fo);
        break;
    case FO_TABLE:
        collect_table(collect, fo);
        break;
    case FO_BLOCK_CONTAINER:
        collect_container(collect, fo);
        break;
    case FO_WRAPPER:
    case FO_RETRIEVE_MARKER:
        collect_wrapper(collect, fo);
        break;
    default:
        break;
    }
}

void collect_run(struct collect *collect, const struct fo *first, const struct fo *end)
{
    for (const struct fo *child = first; child != end; child = child->next)
        collect_one(collect, child);
}

void collect_children(struct collect *collect, const struct fo *parent)
{
    collect_run(collect, parent->first, NULL);
}
