/*
 * Rounds: the document is laid out until the page numbers that it cites hold.
 */
#include "print/layout/late.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS_MAX 5

/* ---- Ids and citations ---------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    const struct identifier *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    if (order == 0)
        order = left->fo->serial < right->fo->serial ? -1 : left->fo->serial > right->fo->serial;
    return order;
}

static size_t count_ids(const struct fo *fo, struct identifier *ids)
{
    size_t count = 0;
    if (fo->id) {
        if (ids)
            ids[0] = (struct identifier){fo->id, fo};
        count++;
    }
    for (const struct fo *child = fo->first; child; child = child->next)
        count += count_ids(child, ids ? ids + count : NULL);
    return count;
}

static void index_ids(struct layout_internal *layout)
{
    size_t count = count_ids(layout->tree->root, NULL);
    struct identifier *ids = ARENA_ARRAY(layout->keep, count, struct identifier);
    count_ids(layout->tree->root, ids);
    if (count)
        qsort(ids, count, sizeof(*ids), by_id);
    layout->ids = ids;
    layout->id_count = count;
    for (size_t i = 1; i < count && !layout->options.like_fop; i++) {
        if (strcmp(ids[i].id, ids[i - 1].id) != 0)
            continue;
        struct fo_place at = fo_place(layout->tree, ids[i].fo);
        warn(at.path, at.line, at.column, MSG_FO_ID_TWICE, ids[i].id);
    }
}

static const struct fo *find_id(const struct layout_internal *layout, const char *id)
{
    size_t low = 0, high = layout->id_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(layout->ids[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == layout->id_count || strcmp(layout->ids[low].id, id) != 0)
        return NULL;
    return layout->ids[low].fo;
}

static int page_of(const struct layout_internal *layout, const struct extent *extents,
                   const struct cited *cited)
{
    if (cited->fo->serial >= layout->extent_count)
        return -1;
    const struct extent *extent = &extents[cited->fo->serial];
    return cited->is_last ? extent->last : extent->first;
}

/* What the round before made of a citation; NULL: there was no such page. */
static const char *last_folio(const struct layout_internal *layout, const struct cited *cited)
{
    int page = page_of(layout, layout->last_extents, cited);
    return page >= 0 && (size_t)page < layout->folio_count ? layout->folios[page] : NULL;
}

/* Whether all pages of an object are laid out. */
static bool is_past(const struct layout_internal *layout, const struct fo *fo)
{
    while (fo && fo->type != FO_PAGE_SEQUENCE)
        fo = fo->parent;
    return layout->is_over || (fo && fo->serial < layout->sequence_fo->serial);
}

const char *layout_known_folio(const struct layout_internal *layout, const struct cited *cited)
{
    int page = page_of(layout, layout->extents, cited);
    if (page < 0)
        return layout->is_over ? cited->otherwise : NULL;
    bool is_known = !cited->is_last || is_past(layout, cited->fo);
    return is_known ? layout->new_folios.items[page] : NULL;
}

static const char *cite(struct layout_internal *layout, struct cited cited, const char *guess)
{
    if (!layout->is_first_round)
        cited.folio = last_folio(layout, &cited);
    else if (layout->shows)
        cited.folio = layout_known_folio(layout, &cited);
    cited.is_guess = layout->is_first_round && layout->shows && !cited.folio;
    if (!cited.folio)
        cited.folio = layout->is_first_round ? guess : cited.otherwise;
    *vec_push(&layout->cited) = cited;
    return cited.folio;
}

/* As wide as the number of a page may be that is not laid out yet: objects are taken to be
 * spread over pages as they were so far. At the start two figures are as good as any. */
static const char *guess_folio(const struct layout_internal *layout, const struct fo *citation,
                               const struct fo *cited)
{
    enum { PAGES_MIN = 4 };
    static const char *const guesses[] = {"0", "00", "000", "0000", "00000"};
    if (!layout->page || layout->page_count < PAGES_MIN)
        return guesses[1];
    uint64_t number = (uint64_t)layout->page->number * cited->serial / (citation->serial + 1);
    size_t figures = 0;
    while ((number /= 10) > 0 && figures + 1 < COUNT_OF(guesses))
        figures++;
    return guesses[figures];
}

const char *layout_citation(struct layout_internal *layout, const struct fo *citation)
{
    const char *id = fo_string(layout->tree, citation, FO_P_REF_ID);
    const struct fo *fo = find_id(layout, id);
    if (!fo) {
        if (!layout->options.like_fop)
            layout_notice(layout, citation, MSG_FO_ID_UNKNOWN, 0, id);
        return "";
    }
    bool is_last = citation->type != FO_PAGE_NUMBER_CITATION;
    return cite(layout, (struct cited){.fo = fo, .is_last = is_last, .otherwise = ""},
                layout->options.like_fop ? "" : guess_folio(layout, citation, fo));
}

const char *layout_page_number(struct layout_internal *layout, const struct fo *fo)
{
    const char *current = layout->folio ? layout->folio : "";
    if (layout->in_static)
        return current;
    return cite(layout, (struct cited){.fo = fo, .otherwise = current}, current);
}

void layout_note_extent(struct layout_internal *layout, const struct fo *fo)
{
    if (fo->serial >= layout->extent_count || !layout->page)
        return;
    struct extent *extent = &layout->extents[fo->serial];
    if (extent->first < 0)
        extent->first = (int)layout->page->index;
    extent->last = (int)layout->page->index;
}

/* ---- Memory ------------------------------------------------------------------------ */

struct memory *memory_new(void)
{
    struct arena *arena = arena_new();
    struct memory *memory = ARENA_NEW(arena, struct memory);
    *memory = (struct memory){arena, 1};
    return memory;
}

struct memory *memory_hold(struct memory *memory)
{
    memory->users++;
    return memory;
}

void memory_drop(struct memory *memory)
{
    if (--memory->users == 0)
        arena_free(memory->arena);
}

struct memory *memory_new_stream(struct layout_internal *layout)
{
    return *vec_push(&layout->streams) = memory_new();
}

void memory_drop_stream(struct layout_internal *layout, struct memory *memory)
{
    size_t i = 0;
    while (layout->streams.items[i] != memory)
        i++;
    layout->streams.items[i] = layout->streams.items[--layout->streams.count];
    memory_drop(memory);
}

/* ---- Rounds ------------------------------------------------------------------------ */

static void start_round(struct layout_internal *layout)
{
    struct extent *swap = layout->last_extents;
    layout->last_extents = layout->extents;
    layout->extents = swap;
    for (uint32_t i = 0; i < layout->extent_count; i++)
        layout->extents[i] = (struct extent){-1, -1};
    layout->first_page = layout->last_page = layout->page = NULL;
    layout->notices.count = 0;
    layout->cited.count = layout->expected.count = 0;
    layout->late_lines.count = layout->unfinished.count = 0;
    layout->is_over = layout->has_shown = false;
    layout->in_static = false;
    layout->folio = NULL;
    layout->page_count = 0;
    layout->new_folios.count = 0;
    layout->arena = layout->round = arena_new();
    layout->one_page = layout->options.page_done ? arena_new() : NULL;
    layout->marks = marks_new(layout);
}

static void end_round(struct layout_internal *layout)
{
    late_release(layout);
    arena_free(layout->one_page);
    layout->one_page = NULL;
    layout->arena = layout->round;
}

/* Folios outlive the round. */
static void keep_folios(struct layout_internal *layout)
{
    size_t count = layout->new_folios.count;
    const char **folios = ARENA_ARRAY(layout->keep, count, const char *);
    if (count)
        memcpy(folios, layout->new_folios.items, count * sizeof(*folios));
    layout->folios = folios;
    layout->folio_count = count;
}

/* Whether each page number that was shown is the one that came out. */
static bool is_settled(const struct layout_internal *layout)
{
    for (size_t i = 0; i < layout->cited.count; i++) {
        const struct cited *cited = &layout->cited.items[i];
        if (strcmp(cited->folio, layout_known_folio(layout, cited)) != 0)
            return false;
    }
    for (size_t i = 0; i < layout->expected.count; i++)
        if (layout->extents[layout->expected.items[i]->serial].first < 0)
            return false;
    return true;
}

static void run_rounds(struct layout_internal *layout)
{
    bool shows = layout->options.page_done != NULL;
    for (int round = 1;; round++) {
        if (layout->has_shown && !layout->options.begin_anew(layout->options.payload)) {
            layout->failed = true;
            return;
        }
        layout->is_first_round = round == 1;
        layout->shows = shows;
        start_round(layout);
        round_run(layout);
        end_round(layout);
        layout->is_first_round = false;
        layout->is_first_round = false;
        bool settled = !layout->failed && layout->shows == shows && is_settled(layout);
        keep_folios(layout);
        if (layout->failed || settled)
            return;
        if (round == ROUNDS_MAX) {
            layout_notice(layout, layout->tree->root, MSG_FO_ROUNDS, round, NULL);
            return;
        }
        arena_free(layout->round);
        layout->round = layout->arena = NULL;
    }
}

struct layout *layout_new(struct arena *arena, struct fo_tree *tree,
                          const struct layout_options *options)
{
    struct layout_internal *internal = ARENA_NEW(arena, struct layout_internal);
    internal->tree = tree;
    internal->options = *options;
    internal->keep = arena;
    internal->extent_count = tree->count;
    internal->extents = ARENA_ARRAY(arena, tree->count, struct extent);
    internal->last_extents = ARENA_ARRAY(arena, tree->count, struct extent);
    for (uint32_t i = 0; i < tree->count; i++)
        internal->extents[i] = (struct extent){-1, -1};
    index_ids(internal);
    struct layout *layout = ARENA_NEW(arena, struct layout);
    *layout = (struct layout){.tree = tree, .internal = internal};
    internal->layout = layout;
    run_rounds(internal);
    layout->page_count = (unsigned)internal->folio_count;
    if (!internal->failed &&
        (options->most_pages == 0 || layout->page_count <= options->most_pages))
        notices_give(internal);
    vec_release(&internal->notices);
    vec_release(&internal->cited);
    vec_release(&internal->expected);
    vec_release(&internal->late_lines);
    vec_release(&internal->streams);
    vec_release(&internal->unfinished);
    vec_release(&internal->missing_fonts);
    vec_release(&internal->new_folios);
    layout->arena = internal->round;
    layout->pages = options->page_done ? NULL : internal->first_page;
    if (!internal->failed)
        return layout;
    layout_free(layout);
    return NULL;
}

void layout_free(struct layout *layout)
{
    arena_free(layout->arena);
    layout->arena = NULL;
    layout->pages = NULL;
}

const struct page *layout_find(const struct layout *layout, const char *id)
{
    const struct fo *fo = find_id(layout->internal, id);
    if (!fo)
        return NULL;
    int index = layout->internal->extents[fo->serial].first;
    for (const struct page *page = layout->pages; page; page = page->next)
        if ((int)page->index == index)
            return page;
    return NULL;
}

bool layout_has(const struct layout *layout, const char *id)
{
    struct layout_internal *internal = layout->internal;
    const struct fo *fo = find_id(internal, id);
    if (!fo || internal->extents[fo->serial].first >= 0)
        return fo != NULL;
    if (!internal->is_first_round)
        return internal->last_extents[fo->serial].first >= 0;
    *vec_push(&internal->expected) = fo;
    return true;
}
