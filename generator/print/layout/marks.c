/*
 * Markers (XSL 1.1, 6.13): each page keeps which objects with markers began, went on
 * and ended on it, in order; fo:retrieve-marker looks there, then at earlier pages.
 */
#include "print/layout/internal.h"

#include <string.h>

struct mark {
    const struct fo *fo; /* has fo:marker children */
    bool starts, ends;
    unsigned end_order;
};

struct mark_page {
    size_t first; /* of the marks */
    bool starts_sequence;
};

struct marks {
    VEC(struct mark) list;
    VEC(struct mark_page) pages;
    unsigned ended;
    size_t page; /* under way */
};

static void release(void *handle)
{
    struct marks *marks = handle;
    vec_release(&marks->list);
    vec_release(&marks->pages);
}

struct marks *marks_new(struct layout_internal *layout)
{
    struct marks *marks = ARENA_NEW(layout->arena, struct marks);
    arena_on_free(layout->arena, release, marks);
    return marks;
}

void marks_page(struct layout_internal *layout, bool starts_sequence)
{
    struct marks *marks = layout->marks;
    *vec_push(&marks->pages) = (struct mark_page){marks->list.count, starts_sequence};
    marks->page = marks->pages.count - 1;
}

void marks_return(struct layout_internal *layout, unsigned page)
{
    layout->marks->page = page;
}

/* Markers are the first children (XSL 1.1, 6.13.5): a flow's others are not walked. */
static const struct fo *find_marker(const struct fo_tree *tree, const struct fo *fo,
                                    const char *class_name)
{
    for (const struct fo *child = fo->first;
         child && (child->type == FO_MARKER || child->type == FO_TEXT); child = child->next)
        if (child->type == FO_MARKER &&
            (!class_name ||
             strcmp(fo_string(tree, child, FO_P_MARKER_CLASS_NAME), class_name) == 0))
            return child;
    return NULL;
}

static bool is_in_flow(const struct layout_internal *layout)
{
    return !layout->in_static;
}

void marks_open(struct layout_internal *layout, const struct fo *fo, bool starts)
{
    layout_note_extent(layout, fo);
    if (is_in_flow(layout) && find_marker(layout->tree, fo, NULL))
        *vec_push(&layout->marks->list) = (struct mark){fo, starts, false, 0};
}

void marks_close(struct layout_internal *layout, const struct fo *fo, bool ends)
{
    if (!ends || !is_in_flow(layout) || !find_marker(layout->tree, fo, NULL))
        return;
    struct marks *marks = layout->marks;
    for (size_t i = marks->list.count; i > 0; i--) {
        if (marks->list.items[i - 1].fo != fo)
            continue;
        marks->list.items[i - 1].ends = true;
        marks->list.items[i - 1].end_order = ++marks->ended;
        return;
    }
}

/* ---- Retrieval -------------------------------------------------------------------- */

struct search {
    const struct layout_internal *layout;
    const char *class_name;
    size_t from, to; /* marks of a page */
};

static const struct fo *marker_of(const struct search *s, size_t index)
{
    return find_marker(s->layout->tree, s->layout->marks->list.items[index].fo, s->class_name);
}

static const struct fo *first_on_page(const struct search *s, bool must_start)
{
    for (size_t i = s->from; i < s->to; i++) {
        const struct fo *marker = marker_of(s, i);
        if (marker && (!must_start || s->layout->marks->list.items[i].starts))
            return marker;
    }
    return NULL;
}

static const struct fo *last_on_page(const struct search *s, bool must_start)
{
    for (size_t i = s->to; i > s->from; i--) {
        const struct fo *marker = marker_of(s, i - 1);
        if (marker && (!must_start || s->layout->marks->list.items[i - 1].starts))
            return marker;
    }
    return NULL;
}

static const struct fo *last_ended(const struct search *s)
{
    const struct fo *found = NULL;
    unsigned order = 0;
    for (size_t i = s->from; i < s->to; i++) {
        const struct mark *mark = &s->layout->marks->list.items[i];
        const struct fo *marker = marker_of(s, i);
        if (marker && mark->ends && mark->end_order > order) {
            order = mark->end_order;
            found = marker;
        }
    }
    return found;
}

static const struct fo *last_open(const struct search *s)
{
    for (size_t i = s->to; i > s->from; i--) {
        const struct fo *marker = marker_of(s, i - 1);
        if (marker && !s->layout->marks->list.items[i - 1].ends)
            return marker;
    }
    return NULL;
}

static const struct fo *on_this_page(const struct search *s, enum fo_keyword position)
{
    const struct fo *found = NULL;
    switch (position) {
    case FO_K_FIRST_INCLUDING_CARRYOVER:
        return first_on_page(s, false);
    case FO_K_LAST_STARTING:
        found = last_on_page(s, true);
        return found ? found : last_on_page(s, false);
    case FO_K_LAST_ENDING:
        found = last_ended(s);
        return found ? found : last_on_page(s, false);
    default:
        found = first_on_page(s, true);
        return found ? found : first_on_page(s, false);
    }
}

static const struct fo *find(const struct layout_internal *layout, const struct fo *retrieve)
{
    const struct fo_tree *tree = layout->tree;
    const struct marks *marks = layout->marks;
    enum fo_keyword boundary = fo_keyword(tree, retrieve, FO_P_RETRIEVE_BOUNDARY);
    struct search s = {layout, fo_string(tree, retrieve, FO_P_RETRIEVE_CLASS_NAME),
                       marks->pages.items[marks->page].first, marks->list.count};
    if (marks->page + 1 < marks->pages.count)
        s.to = marks->pages.items[marks->page + 1].first;
    const struct fo *found = on_this_page(&s, fo_keyword(tree, retrieve, FO_P_RETRIEVE_POSITION));
    for (size_t page = marks->page; !found && page > 0; page--) {
        if (boundary == FO_K_PAGE ||
            (boundary != FO_K_DOCUMENT && marks->pages.items[page].starts_sequence))
            break;
        s.to = s.from;
        s.from = marks->pages.items[page - 1].first;
        found = last_open(&s);
        if (!found)
            found = last_ended(&s);
    }
    return found;
}

void marks_retrieve(struct layout_internal *layout, struct fo *static_content)
{
    for (struct fo *fo = static_content->first; fo; fo = fo->next) {
        if (fo->type != FO_RETRIEVE_MARKER) {
            marks_retrieve(layout, fo);
            continue;
        }
        const struct fo *marker = find(layout, fo);
        fo->first = fo->last = NULL;
        if (marker)
            fo_retrieve(layout->tree, layout->arena, marker, fo);
    }
}

void marks_forget(struct fo *static_content)
{
    for (struct fo *fo = static_content->first; fo; fo = fo->next) {
        if (fo->type == FO_RETRIEVE_MARKER)
            fo->first = fo->last = NULL;
        else
            marks_forget(fo);
    }
}
