/*
 * Page sequences: pages one after another, each with a master, its share of the flow,
 * footnotes, and static content laid out when the page's markers are known.
 */
#include "print/layout/compose.h"
#include "print/layout/late.h"

#include <string.h>

/* Pages in a row whose master has no region for the flow, before we give up. */
#define UNMAPPED_MAX 100

struct sequence {
    struct layout_internal *layout;
    struct fo *fo;
    struct flow flow;
    struct selector selector;
    int number; /* of the next page */
    unsigned count;
    VEC(struct placed_footnote) waiting;
    VEC(struct flow) past; /* collections that those are in */
    bool had_footnotes;
};

static const struct fo *child_of_type(const struct fo *fo, enum fo_type type)
{
    for (const struct fo *child = fo->first; child; child = child->next)
        if (child->type == type)
            return child;
    return NULL;
}

struct footnote *footnote_collect(struct layout_internal *layout, const struct fo *body)
{
    struct footnote *footnote = ARENA_NEW(layout->arena, struct footnote);
    footnote->fo = body;
    footnote->stream = collect_region(layout, body, layout->footnote_width, -1);
    footnote->height = stream_measure(footnote->stream, 0, (uint32_t)footnote->stream->boxes.count);
    return footnote;
}

/* ---- Pages --------------------------------------------------------------------- */

static struct page_conditions conditions(const struct sequence *s, bool is_last, bool is_blank)
{
    return (struct page_conditions){s->count == 0, is_last, is_blank, s->number % 2 != 0};
}

static const char *folio(const struct sequence *s)
{
    const struct fo_tree *tree = s->layout->tree;
    struct folio_format format = {fo_string(tree, s->fo, FO_P_FORMAT),
                                  fo_string(tree, s->fo, FO_P_GROUPING_SEPARATOR),
                                  fo_integer(tree, s->fo, FO_P_GROUPING_SIZE, 0)};
    return page_folio(s->layout->keep, &format, s->number);
}

static struct page *new_page(const struct sequence *s, const struct fo *master, bool is_blank)
{
    struct layout_internal *layout = s->layout;
    struct page *page = ARENA_NEW(layout->arena, struct page);
    page->sequence = s->fo;
    page->master = master;
    page->is_blank = is_blank;
    page->number = s->number;
    page->folio = folio(s);
    page->index = layout->page_count;
    page->starts_sequence = s->count == 0;
    page_place_regions(layout, page);
    return page;
}

/* The page becomes the one under way. */
static void take_page(struct sequence *s, struct page *page)
{
    struct layout_internal *layout = s->layout;
    if (layout->one_page)
        layout->arena = layout->one_page;
    else if (layout->last_page)
        layout->last_page->next = page;
    else
        layout->first_page = page;
    layout->last_page = layout->page = page;
    layout->page_count++;
    layout->folio = page->folio;
    *vec_push(&layout->new_folios) = layout->folio;
    layout->page_width = page->width;
    layout->page_height = page->height;
    marks_page(layout, page->starts_sequence);
    layout_note_extent(layout, layout->tree->root);
    layout_note_extent(layout, s->fo);
    s->number++;
    s->count++;
}

/* Lets go of the page's areas. */
static void let_go(struct layout_internal *layout, const struct fo *sequence)
{
    for (struct fo *child = sequence->first; child; child = child->next)
        if (child->type == FO_STATIC_CONTENT)
            marks_forget(child);
    layout->gone = (struct page){.index = layout->page->index, .number = layout->page->number};
    layout->page = &layout->gone;
    arena_rewind(layout->one_page, (struct arena_mark){0});
}

/* The page goes without its static content, which shows numbers that are not known yet. */
static void leave_unfinished(struct layout_internal *layout, struct page *page)
{
    struct page rest = *page;
    page->lacks_static = rest.lacks_body = true;
    rest.next = NULL;
    rest.regions[REGION_BODY] = (struct placed_region){0};
    for (int slot = 0; slot < REGION_SLOTS; slot++) {
        rest.regions[slot].areas = NULL;
        rest.regions[slot].content = NULL;
    }
    rest.footnotes = NULL;
    *vec_push(&layout->unfinished) = rest;
}

static void finish_page(struct layout_internal *layout, struct page *page)
{
    size_t cited = layout->cited.count;
    statics_fill(layout, page);
    if (layout->shows && !late_is_known(layout, cited)) {
        layout->cited.count = cited;
        leave_unfinished(layout, page);
    }
    if (layout->shows && !layout->failed)
        late_show(layout, page);
    if (!layout->one_page)
        return;
    let_go(layout, page->sequence);
    layout->arena = layout->one_page;
}

/* All numbers are known. */
static void finish_statics(struct layout_internal *layout)
{
    layout->arena = layout->one_page;
    for (size_t i = 0; i < layout->unfinished.count && layout->shows; i++) {
        struct page page = layout->unfinished.items[i];
        layout->page = &page;
        layout->folio = page.folio;
        marks_return(layout, page.index);
        statics_fill(layout, &page);
        layout->options.page_done(layout->options.payload, layout->layout, &page);
        let_go(layout, page.sequence);
    }
    layout->arena = layout->round;
    layout->page = NULL;
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

/* Whether the sequence must not end with the page that is `more` pages ahead. */
static bool wants_blank_end(const struct sequence *s, unsigned more)
{
    const struct fo_tree *tree = s->layout->tree;
    unsigned count = s->count + more;
    int following = s->number + (int)more, last = following - 1;
    switch (fo_keyword(tree, s->fo, FO_P_FORCE_PAGE_COUNT)) {
    case FO_K_EVEN:
        return count % 2 != 0;
    case FO_K_ODD:
        return count % 2 == 0;
    case FO_K_END_ON_EVEN:
        return last % 2 != 0;
    case FO_K_END_ON_ODD:
        return last % 2 == 0;
    case FO_K_AUTO: {
        const struct fo *next = next_sequence(s->fo);
        if (!next || fo_is_auto(tree, next, FO_P_INITIAL_PAGE_NUMBER))
            return false;
        return initial_number(s->layout, next, following) % 2 != following % 2;
    }
    default:
        return false;
    }
}

/* ---- The flow ------------------------------------------------------------------------ */

static bool maps(const struct sequence *s, const struct page *page)
{
    const struct fo *region = page->regions[REGION_BODY].region;
    return region && strcmp(region_name(s->layout->tree, region),
                            fo_string(s->layout->tree, s->flow.fo, FO_P_FLOW_NAME)) == 0;
}

static mpt separator_height(struct sequence *s, const struct page *page, struct stream **separator)
{
    const struct fo *content = static_find(s->layout->tree, s->fo, "xsl-footnote-separator");
    *separator = NULL;
    if (!content)
        return 0;
    struct layout_internal *layout = s->layout;
    const char *folio = layout->folio;
    layout->folio = page->folio;
    layout->in_static = true;
    *separator =
        collect_region(layout, content, region_content_width(&page->regions[REGION_BODY]), -1);
    layout->in_static = false;
    layout->folio = folio;
    return stream_measure(*separator, 0, (uint32_t)(*separator)->boxes.count);
}

/* What goes into the page's body; collects anew if it is of another width. */
static void fill_body(struct sequence *s, const struct page *page, mpt separator, bool is_last,
                      struct body_plan *plan)
{
    s->layout->folio = page->folio;
    flow_fit(&s->flow, page);
    flow_plan(&s->flow,
              &(struct body_request){.separator = separator,
                                     .waiting = s->waiting.items,
                                     .waiting_count = s->waiting.count,
                                     .balances_end = is_last},
              plan);
}

static void build_footnotes(struct sequence *s, struct page *page, const struct body_plan *c,
                            const struct stream *separator)
{
    struct layout_internal *layout = s->layout;
    struct placed_region *body = &page->regions[REGION_BODY];
    struct build build = {.layout = layout, .content_width = s->flow.width};
    struct area *parent = area_new(layout, AREA_BLOCK, NULL);
    mpt y = 0;
    if (c->footnotes.count && separator) {
        layout->in_static = true;
        const struct fo *content = static_find(layout->tree, s->fo, "xsl-footnote-separator");
        struct area *block = area_new(layout, AREA_BLOCK, content);
        y = stream_build(&build, separator, 0, (uint32_t)separator->boxes.count, 0, block);
        layout->in_static = false;
        block->ipd = s->flow.width;
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
    page->footnote_offset = s->had_footnotes ? region_content_height(body) - y : 0;
}

/* The object of a body's first area, to name it in a message: inside what a stylesheet made
 * around all of the text, the first that has a place of its own. */
static const struct fo *first_object(const struct sequence *s, const struct placed_region *body)
{
    const struct area *area = body->spans ? body->spans->columns[0].areas : NULL;
    const struct fo *fo = area ? area->fo : s->flow.fo;
    for (; area; area = area->first)
        if (area->fo && area->fo->source)
            return area->fo;
    return fo;
}

static void fill_page(struct sequence *s, struct page *page, const struct body_plan *plan,
                      const struct stream *separator)
{
    struct layout_internal *layout = s->layout;
    struct placed_region *body = &page->regions[REGION_BODY];
    flow_build(&s->flow, plan, body);
    body->offset = region_display_offset(layout->tree, body);
    build_footnotes(s, page, plan, separator);
    mpt room = region_content_height(body) - page->footnote_height;
    if (layout->options.like_fop)
        return;
    if (plan->overflows && body->used > room)
        layout_notice(layout, first_object(s, body), MSG_FO_PAGE_OVERFLOW,
                      (double)(body->used - room) / 1000, NULL);
    else if (plan->unmet)
        layout_notice(layout, first_object(s, body), MSG_FO_KEEP_CUT, 0, NULL);
}

static void let_past_go(struct sequence *s)
{
    for (size_t i = 0; i < s->past.count; i++)
        flow_release(&s->past.items[i], NULL);
    s->past.count = 0;
}

/* The flow may have been collected anew: what it was before goes, or waits for its footnotes. */
static void leave_flow(struct sequence *s, struct flow *before)
{
    if (before->sections == s->flow.sections)
        return;
    if (s->waiting.count > 0)
        *vec_push(&s->past) = *before;
    else
        flow_release(before, &s->flow);
}

static void place_page(struct sequence *s, struct page *page, const struct body_plan *plan,
                       const struct stream *separator)
{
    take_page(s, page);
    fill_page(s, page, plan, separator);
    s->flow.at = plan->end;
    s->waiting.count = 0;
    for (size_t i = 0; i < plan->deferred.count; i++)
        *vec_push(&s->waiting) = plan->deferred.items[i];
    finish_page(s->layout, page);
    if (s->waiting.count > 0)
        return;
    let_past_go(s);
    flow_trim(&s->flow);
}

/* What would go onto a page that may not come to be. */
struct trial {
    struct page *page;
    struct flow before;
    struct stream *separator;
    struct body_plan plan;
};

static bool try_page(struct sequence *s, const struct fo *master, bool is_last, struct trial *trial)
{
    *trial = (struct trial){.page = new_page(s, master, false), .before = s->flow};
    if (!maps(s, trial->page))
        return false;
    mpt separator = separator_height(s, trial->page, &trial->separator);
    fill_body(s, trial->page, separator, is_last, &trial->plan);
    return true;
}

static void take_back(struct sequence *s, const struct trial *trial)
{
    flow_release(&s->flow, &trial->before);
    s->flow = trial->before;
}

/* Tries the master for a last page: true if the rest fits on it. */
static bool try_last(struct sequence *s, const struct fo *normal)
{
    const struct fo *master = selector_next(&s->selector, conditions(s, true, false), false);
    struct trial trial;
    if (!master || master == normal || !try_page(s, master, true, &trial))
        return false;
    const struct body_plan *plan = &trial.plan;
    bool fits =
        plan->end.section >= s->flow.section_count && plan->deferred.count == 0 && !plan->overflows;
    if (fits) {
        selector_next(&s->selector, conditions(s, true, false), true);
        leave_flow(s, &trial.before);
        place_page(s, trial.page, plan, trial.separator);
    } else {
        take_back(s, &trial);
    }
    body_plan_release(&trial.plan);
    return fits;
}

static void blank_page(struct sequence *s, bool is_last)
{
    const struct fo *master = selector_next(&s->selector, conditions(s, is_last, true), true);
    if (!master)
        return;
    struct page *page = new_page(s, master, true);
    take_page(s, page);
    finish_page(s->layout, page);
}

/* A page in front of the next one, if a break wants the other side. */
static void turn_side(struct sequence *s)
{
    enum break_kind forced = s->flow.sections ? flow_break(&s->flow, s->flow.at)
                                              : collect_first_break(s->layout->tree, s->flow.fo);
    if ((forced == BREAK_EVEN && s->number % 2 != 0) || (forced == BREAK_ODD && s->number % 2 == 0))
        blank_page(s, false);
}

/* The rest of the flow did not go on a page of the master for last pages, but all of it
 * on one of `used`: that master's page follows without content, since the last page
 * must be of it. A blank page that the count asks for is the last one itself. */
static void end_on_last(struct sequence *s, const struct fo *used)
{
    const struct fo *master = selector_next(&s->selector, conditions(s, true, false), false);
    if (wants_blank_end(s, 0) || !master || master == used ||
        master == selector_next(&s->selector, conditions(s, false, false), false))
        return;
    if (wants_blank_end(s, 1))
        blank_page(s, false);
    master = selector_next(&s->selector, conditions(s, true, false), true);
    struct page *page = master ? new_page(s, master, false) : NULL;
    if (!page)
        return;
    take_page(s, page);
    finish_page(s->layout, page);
}

/* Whether what must stay together is higher than this page, but not than the next. */
static bool fits_next(struct sequence *s, const struct fo *used)
{
    struct page_conditions next = {false, false, false, (s->number + 1) % 2 != 0};
    const struct fo *master = selector_next(&s->selector, next, false);
    struct trial trial;
    if (!master || master == used || !try_page(s, master, false, &trial))
        return false;
    bool fits = !trial.plan.unmet && !trial.plan.overflows;
    take_back(s, &trial);
    body_plan_release(&trial.plan);
    return fits;
}

/* The page stays empty: all that would go onto it goes to the next one. */
static void leave_empty(const struct sequence *s, struct body_plan *plan)
{
    body_plan_release(plan);
    *plan = (struct body_plan){.end = s->flow.at};
}

static bool next_page(struct sequence *s, unsigned *unmapped)
{
    struct layout_internal *layout = s->layout;
    if (flow_break(&s->flow, s->flow.at) > BREAK_COLUMN)
        s->had_footnotes = false;
    const struct fo *master = selector_next(&s->selector, conditions(s, false, false), false);
    if (selector_has_last(&s->selector) && !wants_blank_end(s, 1) && try_last(s, master))
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
        finish_page(s->layout, page);
        return true;
    }
    *unmapped = 0;
    struct body_plan plan = {0};
    struct stream *separator;
    mpt separator_size = separator_height(s, page, &separator);
    struct flow before = s->flow;
    fill_body(s, page, separator_size, false, &plan);
    leave_flow(s, &before);
    if (plan.unmet && fits_next(s, master))
        leave_empty(s, &plan);
    place_page(s, page, &plan, separator);
    body_plan_release(&plan);
    if (flow_is_done(&s->flow) && s->waiting.count == 0)
        end_on_last(s, master);
    return true;
}

static void run_sequence(struct sequence *s)
{
    unsigned unmapped = 0;
    do {
        turn_side(s);
        if (!next_page(s, &unmapped))
            return;
    } while (!s->layout->failed && (!flow_is_done(&s->flow) || s->waiting.count > 0));
    if (wants_blank_end(s, 0))
        blank_page(s, true);
}

static void end_sequence(struct sequence *s)
{
    let_past_go(s);
    flow_release(&s->flow, NULL);
    vec_release(&s->waiting);
    vec_release(&s->past);
}

void round_run(struct layout_internal *layout)
{
    int number = 1;
    struct fo *root = layout->tree->root;
    bool found = false;
    if (layout->one_page)
        layout->arena = layout->one_page;
    for (struct fo *fo = root->first; fo && !layout->failed; fo = fo->next) {
        if (fo->type != FO_PAGE_SEQUENCE)
            continue;
        found = true;
        struct sequence s = {.layout = layout, .fo = fo};
        layout->sequence_fo = fo;
        s.flow = (struct flow){.layout = layout, .fo = child_of_type(fo, FO_FLOW)};
        if (!s.flow.fo) {
            struct fo_place at = fo_place(layout->tree, fo);
            fail(at.path, at.line, at.column, MSG_FO_NO_FLOW);
        }
        if (!s.flow.fo || !selector_init(&s.selector, layout, fo)) {
            layout->failed = true;
            end_sequence(&s);
            return;
        }
        s.number = initial_number(layout, fo, number);
        run_sequence(&s);
        end_sequence(&s);
        number = s.number;
    }
    if (!found) {
        fail(layout->tree->path, root->line, 0, MSG_FO_NO_PAGES);
        layout->failed = true;
    }
    layout->is_over = true;
    if (layout->shows && !layout->failed) {
        late_finish(layout);
        finish_statics(layout);
    }
}
