/*
 * Page sequences: pages one after another, each with a master, its share of the flow,
 * footnotes, and static content laid out when the page's markers are known.
 */
#include "print/layout/internal.h"

#include <string.h>

/* Pages in a row whose master has no region for the flow, before we give up. */
#define UNMAPPED_MAX 100

struct sequence {
    struct layout_internal *layout;
    struct fo *fo;
    const struct fo *flow;
    struct selector selector;
    int number; /* of the next page */
    unsigned count;
    /* The flow, collected for a body of this width. */
    struct stream *stream;
    mpt width, height;
    uint32_t at; /* next box */
    VEC(struct placed_footnote) waiting;
    bool had_footnotes;
};

static const struct fo *child_of_type(const struct fo *fo, enum fo_type type)
{
    for (const struct fo *child = fo->first; child; child = child->next)
        if (child->type == type)
            return child;
    return NULL;
}

static const char *region_name(const struct fo_tree *tree, const struct fo *region)
{
    const char *name = fo_string(tree, region, FO_P_REGION_NAME);
    if (*name)
        return name;
    switch (region->type) {
    case FO_REGION_BEFORE:
        return "xsl-region-before";
    case FO_REGION_AFTER:
        return "xsl-region-after";
    case FO_REGION_START:
        return "xsl-region-start";
    case FO_REGION_END:
        return "xsl-region-end";
    default:
        return "xsl-region-body";
    }
}

static struct fo *find_static(const struct sequence *s, const char *name)
{
    for (struct fo *child = s->fo->first; child; child = child->next)
        if (child->type == FO_STATIC_CONTENT &&
            strcmp(fo_string(s->layout->tree, child, FO_P_FLOW_NAME), name) == 0)
            return child;
    return NULL;
}

static mpt content_width(const struct placed_region *region)
{
    mpt width = region->width - region->border[START] - region->border[END] -
                region->padding[START] - region->padding[END];
    return width > 0 ? width : 0;
}

static mpt content_height(const struct placed_region *region)
{
    mpt height = region->height - region->border[BEFORE] - region->border[AFTER] -
                 region->padding[BEFORE] - region->padding[AFTER];
    return height > 0 ? height : 0;
}

static struct stream *collect_region(struct layout_internal *layout, const struct fo *content,
                                     mpt width, mpt height, const struct restarts *restarts)
{
    struct collect collect = {.layout = layout,
                              .width = width,
                              .reference = width,
                              .height = height,
                              .restarts = restarts};
    collect.stream = stream_new(layout);
    collect.start_indent = fo_length(layout->tree, content, FO_P_START_INDENT, width);
    collect.end_indent = fo_length(layout->tree, content, FO_P_END_INDENT, width);
    collect.style = inline_style_new(layout, content, NULL);
    collect_children(&collect, content);
    stream_finish(collect.stream);
    return collect.stream;
}

struct footnote *footnote_collect(struct layout_internal *layout, const struct fo *fo,
                                  const struct fo *body)
{
    (void)fo;
    struct footnote *footnote = ARENA_NEW(layout->arena, struct footnote);
    footnote->fo = body;
    footnote->stream = collect_region(layout, body, layout->footnote_width, -1, NULL);
    footnote->height = stream_measure(footnote->stream, 0, (uint32_t)footnote->stream->boxes.count);
    return footnote;
}

/* ---- Pages --------------------------------------------------------------------- */

static struct page_conditions conditions(const struct sequence *s, bool is_last, bool is_blank)
{
    return (struct page_conditions){s->count == 0, is_last, is_blank, s->number % 2 != 0};
}

static struct page *new_page(const struct sequence *s, const struct fo *master, bool is_blank)
{
    struct layout_internal *layout = s->layout;
    struct page *page = ARENA_NEW(layout->arena, struct page);
    page->sequence = s->fo;
    page->master = master;
    page->is_blank = is_blank;
    page->number = s->number;
    page->folio = page_folio(layout->arena, fo_string(layout->tree, s->fo, FO_P_FORMAT), s->number);
    page->index = layout->last_page ? layout->last_page->index + 1 : 0;
    page->starts_sequence = s->count == 0;
    page_place_regions(layout, page);
    return page;
}

/* The page becomes the one under way. */
static void take_page(struct sequence *s, struct page *page)
{
    struct layout_internal *layout = s->layout;
    if (layout->last_page)
        layout->last_page->next = page;
    else
        layout->first_page = page;
    layout->last_page = layout->page = page;
    layout->folio = page->folio;
    layout->page_width = page->width;
    layout->page_height = page->height;
    marks_page(layout, page->starts_sequence);
    layout_note_extent(layout, layout->tree->root);
    layout_note_extent(layout, s->fo);
    s->number++;
    s->count++;
}

static mpt display_offset(const struct fo_tree *tree, const struct placed_region *region)
{
    mpt rest = content_height(region) - region->used;
    enum fo_keyword align = fo_keyword(tree, region->region, FO_P_DISPLAY_ALIGN);
    if (rest <= 0)
        return 0;
    return align == FO_K_CENTER ? rest / 2 : align == FO_K_AFTER ? rest : 0;
}

static struct area *build_all(struct layout_internal *layout, const struct stream *stream,
                              mpt width, mpt *height)
{
    struct build build = {.layout = layout, .content_width = width};
    struct area *parent = area_new(layout, AREA_BLOCK, NULL);
    *height = stream_build(&build, stream, 0, (uint32_t)stream->boxes.count, 0, parent);
    return parent->first;
}

static void fill_static(struct sequence *s, struct page *page, struct placed_region *region)
{
    struct layout_internal *layout = s->layout;
    struct fo *content = find_static(s, region_name(layout->tree, region->region));
    region->content = content;
    if (!content)
        return;
    marks_retrieve(layout, content);
    layout->in_static = true;
    mpt width = content_width(region), height = content_height(region);
    struct stream *stream = collect_region(layout, content, width, height, NULL);
    region->areas = build_all(layout, stream, width, &region->used);
    layout->in_static = false;
    if (region->used > height + 1000 && !layout->options.like_fop && page->index < 2)
        layout_notice(layout, content, MSG_FO_REGION_OVERFLOW,
                      (double)(region->used - height) / 1000, NULL);
    region->offset = display_offset(layout->tree, region);
}

static void finish_page(struct sequence *s, struct page *page)
{
    for (int slot = 0; slot < REGION_SLOTS; slot++)
        if (slot != REGION_BODY && page->regions[slot].region)
            fill_static(s, page, &page->regions[slot]);
}

/* ---- The flow ------------------------------------------------------------------------ */

static bool maps(const struct sequence *s, const struct page *page)
{
    const struct fo *region = page->regions[REGION_BODY].region;
    return region && strcmp(region_name(s->layout->tree, region),
                            fo_string(s->layout->tree, s->flow, FO_P_FLOW_NAME)) == 0;
}

/* Collects the flow for the page's body. */
static void collect_flow(struct sequence *s, const struct page *page)
{
    const struct placed_region *body = &page->regions[REGION_BODY];
    s->width = content_width(body);
    s->height = content_height(body);
    s->layout->footnote_width = s->width;
    s->layout->page_width = page->width;
    s->layout->page_height = page->height;
    if (s->count == 0)
        s->layout->folio = page->folio;
    struct restarts restarts = {0};
    struct stream *old = s->stream;
    if (old)
        resume_restarts(old, s->at, &restarts);
    struct stream *fresh = collect_region(s->layout, s->flow, s->width, s->height, &restarts);
    uint32_t at = old ? resume_find(old, s->at, fresh) : 0;
    vec_release(&restarts.list);
    if (at == UINT32_MAX)
        return; /* the cut cannot be found again: go on at the width it has */
    s->stream = fresh;
    s->at = at;
}

static mpt separator_height(struct sequence *s, const struct page *page, struct stream **separator)
{
    struct fo *content = find_static(s, "xsl-footnote-separator");
    *separator = NULL;
    if (!content)
        return 0;
    *separator =
        collect_region(s->layout, content, content_width(&page->regions[REGION_BODY]), -1, NULL);
    return stream_measure(*separator, 0, (uint32_t)(*separator)->boxes.count);
}

static bool is_whole_rest(const struct sequence *s, const struct composition *c)
{
    return c->end == s->stream->boxes.count && c->deferred.count == 0;
}

/* What goes into the page's body; collects anew if it is of another width. */
static void fill_body(struct sequence *s, const struct page *page, struct composition *c,
                      mpt separator)
{
    const struct placed_region *body = &page->regions[REGION_BODY];
    if (!s->stream || content_width(body) != s->width)
        collect_flow(s, page);
    compose(s->stream, s->at, content_height(body), separator, s->waiting.items, s->waiting.count,
            c);
}

static int32_t shrink_share(const struct sequence *s, const struct composition *c, mpt room)
{
    if (c->end == s->at)
        return 0;
    mpt opt = stream_measure(s->stream, s->at, c->end);
    mpt min = stream_measure_min(s->stream, s->at, c->end);
    if (opt <= room || opt <= min)
        return 0;
    return min >= room ? SHRINK_ALL : (int32_t)(((int64_t)(opt - room) << 16) / (opt - min));
}

static void build_footnotes(struct sequence *s, struct page *page, const struct composition *c,
                            const struct stream *separator)
{
    struct layout_internal *layout = s->layout;
    struct placed_region *body = &page->regions[REGION_BODY];
    struct build build = {.layout = layout, .content_width = s->width};
    struct area *parent = area_new(layout, AREA_BLOCK, NULL);
    mpt y = 0;
    if (c->footnotes.count && separator) {
        layout->in_static = true;
        struct area *block = area_new(layout, AREA_BLOCK, find_static(s, "xsl-footnote-separator"));
        y = stream_build(&build, separator, 0, (uint32_t)separator->boxes.count, 0, block);
        layout->in_static = false;
        block->ipd = s->width;
        block->bpd = y;
        block->is_separator = true;
        area_append(parent, block);
    }
    for (size_t i = 0; i < c->footnotes.count; i++) {
        const struct placed_footnote *note = &c->footnotes.items[i];
        struct area *part = area_new(layout, AREA_BLOCK, NULL);
        marks_open(layout, note->footnote->fo, note->from == 0);
        mpt height = stream_build(&build, note->footnote->stream, note->from, note->to, 0, part);
        for (struct area *area = part->first, *next; area; area = next) {
            next = area->next;
            area->next = NULL;
            area->y += y;
            area_append(parent, area);
        }
        y += height;
    }
    page->footnotes = parent->first;
    page->footnote_height = y;
    s->had_footnotes |= c->footnotes.count > 0;
    page->footnote_offset = s->had_footnotes ? content_height(body) - y : 0;
}

static void build_body(struct sequence *s, struct page *page, const struct composition *c,
                       const struct stream *separator, mpt separator_size)
{
    struct layout_internal *layout = s->layout;
    struct placed_region *body = &page->regions[REGION_BODY];
    mpt room = content_height(body);
    for (size_t i = 0; i < c->footnotes.count; i++)
        room -= stream_measure(c->footnotes.items[i].footnote->stream, c->footnotes.items[i].from,
                               c->footnotes.items[i].to);
    if (c->footnotes.count)
        room -= separator_size;
    struct build build = {.layout = layout, .content_width = s->width};
    struct area *parent = area_new(layout, AREA_BLOCK, NULL);
    bool is_whole = s->stream->boxes.count == 0;
    marks_open(layout, s->flow, s->at == 0);
    if (c->end > s->at || is_whole)
        body->used =
            stream_build(&build, s->stream, s->at, c->end, shrink_share(s, c, room), parent);
    marks_close(layout, s->flow, c->end == s->stream->boxes.count);
    body->areas = parent->first;
    body->content = s->flow;
    body->offset = display_offset(layout->tree, body);
    build_footnotes(s, page, c, separator);
    if (c->overflows && body->used > room && !layout->options.like_fop)
        layout_notice(layout, parent->first ? parent->first->fo : s->flow, MSG_FO_PAGE_OVERFLOW,
                      (double)(body->used - room) / 1000, NULL);
}

/* A state to come back to when a page master turns out too small. */
struct checkpoint {
    struct stream *stream;
    mpt width, height;
    uint32_t at;
};

static struct checkpoint save(const struct sequence *s)
{
    return (struct checkpoint){s->stream, s->width, s->height, s->at};
}

static void restore(struct sequence *s, struct checkpoint saved)
{
    s->stream = saved.stream;
    s->width = saved.width;
    s->height = saved.height;
    s->at = saved.at;
}

static void place_page(struct sequence *s, struct page *page, struct composition *c,
                       const struct stream *separator, mpt separator_size)
{
    take_page(s, page);
    build_body(s, page, c, separator, separator_size);
    s->at = c->end;
    s->waiting.count = 0;
    for (size_t i = 0; i < c->deferred.count; i++)
        *vec_push(&s->waiting) = c->deferred.items[i];
    finish_page(s, page);
}

/* Tries the master for a last page: true if the rest fits on it. */
static bool try_last(struct sequence *s, const struct fo *normal)
{
    const struct fo *master = selector_next(&s->selector, conditions(s, true, false), false);
    if (!master || master == normal)
        return false;
    struct page *page = new_page(s, master, false);
    if (!maps(s, page))
        return false;
    struct checkpoint saved = save(s);
    struct composition c = {0};
    struct stream *separator;
    mpt separator_size = separator_height(s, page, &separator);
    fill_body(s, page, &c, separator_size);
    bool fits = is_whole_rest(s, &c) && !c.overflows;
    if (fits) {
        selector_next(&s->selector, conditions(s, true, false), true);
        place_page(s, page, &c, separator, separator_size);
    } else {
        restore(s, saved);
    }
    composition_release(&c);
    return fits;
}

static void blank_page(struct sequence *s)
{
    const struct fo *master = selector_next(&s->selector, conditions(s, false, true), true);
    if (!master)
        return;
    struct page *page = new_page(s, master, true);
    take_page(s, page);
    finish_page(s, page);
}

/* A page in front of the next one, if a break wants the other side. */
static void turn_side(struct sequence *s)
{
    if (s->at == 0 || s->at >= s->stream->boxes.count)
        return;
    enum break_kind forced = s->stream->gaps[s->at].forced;
    if ((forced == BREAK_EVEN && s->number % 2 != 0) || (forced == BREAK_ODD && s->number % 2 == 0))
        blank_page(s);
}

static bool next_page(struct sequence *s, unsigned *unmapped)
{
    struct layout_internal *layout = s->layout;
    const struct fo *master = selector_next(&s->selector, conditions(s, false, false), false);
    if (selector_has_last(&s->selector) && try_last(s, master))
        return true;
    selector_next(&s->selector, conditions(s, false, false), true);
    struct page *page = master ? new_page(s, master, false) : NULL;
    if (!page || (!maps(s, page) && ++*unmapped > UNMAPPED_MAX)) {
        struct fo_place at = fo_place(layout->tree, s->fo);
        fail(at.path, at.line, at.column, MSG_FO_MASTER_NONE, s->number);
        layout->failed = true;
        return false;
    }
    if (!maps(s, page)) {
        page->is_blank = true;
        take_page(s, page);
        finish_page(s, page);
        return true;
    }
    *unmapped = 0;
    struct composition c = {0};
    struct stream *separator;
    mpt separator_size = separator_height(s, page, &separator);
    fill_body(s, page, &c, separator_size);
    place_page(s, page, &c, separator, separator_size);
    composition_release(&c);
    return true;
}

/* ---- Numbers and counts ------------------------------------------------------------------ */

static const struct fo *next_sequence(const struct fo *fo)
{
    for (fo = fo->next; fo && fo->type != FO_PAGE_SEQUENCE;)
        fo = fo->next;
    return fo;
}

static int initial_number(const struct layout_internal *layout, const struct fo *fo, int following)
{
    int number = fo_integer(layout->tree, fo, FO_P_INITIAL_PAGE_NUMBER, following);
    enum fo_keyword keyword = fo_keyword(layout->tree, fo, FO_P_INITIAL_PAGE_NUMBER);
    if ((keyword == FO_K_AUTO_ODD && number % 2 == 0) ||
        (keyword == FO_K_AUTO_EVEN && number % 2 != 0))
        number++;
    return number < 1 ? 1 : number;
}

static bool wants_blank_end(const struct sequence *s)
{
    const struct fo_tree *tree = s->layout->tree;
    int last = s->number - 1;
    switch (fo_keyword(tree, s->fo, FO_P_FORCE_PAGE_COUNT)) {
    case FO_K_EVEN:
        return s->count % 2 != 0;
    case FO_K_ODD:
        return s->count % 2 == 0;
    case FO_K_END_ON_EVEN:
        return last % 2 != 0;
    case FO_K_END_ON_ODD:
        return last % 2 == 0;
    case FO_K_AUTO: {
        const struct fo *next = next_sequence(s->fo);
        if (!next || fo_is_auto(tree, next, FO_P_INITIAL_PAGE_NUMBER))
            return false;
        return initial_number(s->layout, next, s->number) % 2 != s->number % 2;
    }
    default:
        return false;
    }
}

static void run_sequence(struct sequence *s)
{
    unsigned unmapped = 0;
    do {
        if (s->stream)
            turn_side(s);
        if (!next_page(s, &unmapped))
            return;
    } while (!s->layout->failed &&
             (!s->stream || s->at < s->stream->boxes.count || s->waiting.count > 0));
    if (wants_blank_end(s))
        blank_page(s);
}

void round_run(struct layout_internal *layout)
{
    int number = 1;
    struct fo *root = layout->tree->root;
    bool found = false;
    for (struct fo *fo = root->first; fo && !layout->failed; fo = fo->next) {
        if (fo->type != FO_PAGE_SEQUENCE)
            continue;
        found = true;
        struct sequence s = {.layout = layout, .fo = fo};
        s.flow = child_of_type(fo, FO_FLOW);
        if (!selector_init(&s.selector, layout, fo) || !s.flow) {
            layout->failed = true;
            return;
        }
        s.number = initial_number(layout, fo, number);
        run_sequence(&s);
        vec_release(&s.waiting);
        number = s.number;
    }
    if (!found) {
        fail(layout->tree->path, root->line, 0, MSG_FO_NO_PAGES);
        layout->failed = true;
    }
}
