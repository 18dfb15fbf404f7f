/*
 * Several columns of one height. Footnotes stand below all of them, so each note makes
 * every column shorter: the fewest notes are looked for that make room for all those
 * whose anchors then are on the page.
 */
#include "print/layout/compose.h"

struct columns_fill {
    const struct compose_request *request;
    unsigned count;
    uint32_t *ends;
    VEC(uint32_t) anchors; /* the boxes of the notes, in order */
    VEC(mpt) sums;         /* sums[i] is the height of the first i notes */
    struct footnote_list notes;
    mpt waiting;
    bool unmet; /* in the columns as last filled */
};

/* Whether a page ends before this box, whatever room is left. */
static bool ends_page_before(const struct stream *stream, uint32_t box)
{
    return stream->gaps[box].forced > BREAK_COLUMN;
}

static uint32_t fill_once(struct columns_fill *fill, uint32_t limit, mpt height)
{
    const struct stream *stream = fill->request->stream;
    uint32_t at = fill->request->from;
    fill->unmet = false;
    for (unsigned c = 0; c < fill->count; c++) {
        bool is_over = at == limit || (at > fill->request->from && ends_page_before(stream, at)) ||
                       (c > 0 && fill->ends[c - 1] == fill->request->from);
        if (!is_over)
            at = compose_column(
                &(struct column_request){.stream = stream,
                                         .from = at,
                                         .limit = limit,
                                         .height = height,
                                         .must_advance = fill->request->must_advance},
                &fill->unmet);
        fill->ends[c] = at;
    }
    return at;
}

/* The last of the breaks up to `end` that hold a page together least; `from` if none
 * may end a page. */
static uint32_t page_end(const struct stream *stream, uint32_t from, uint32_t end)
{
    uint32_t best = from;
    int least = KEEP_ALWAYS - 1;
    for (uint32_t to = from + 1; to <= end; to++) {
        const struct gap *gap = &stream->gaps[to];
        int strength = gap->forced || to == stream->boxes.count ? 0 : gap->strength.page;
        if (strength <= least) {
            best = to;
            least = strength;
        }
    }
    return best;
}

/* Fills the columns beside the first `notes` notes; true end of the page included. */
static uint32_t fill_beside(struct columns_fill *fill, size_t notes, uint32_t limit)
{
    const struct compose_request *request = fill->request;
    mpt taken = fill->waiting + (fill->sums.count ? fill->sums.items[notes] : 0);
    mpt height = request->height - (taken ? taken + request->separator : 0);
    uint32_t end = fill_once(fill, limit, height);
    if (end == request->stream->boxes.count)
        return end;
    uint32_t legal = page_end(request->stream, request->from, end);
    if (legal == request->from && request->must_advance)
        return end;
    return legal < end ? fill_once(fill, legal, height) : end;
}

static void find_notes(struct columns_fill *fill, uint32_t end)
{
    mpt sum = 0;
    *vec_push(&fill->sums) = 0;
    for (uint32_t box = fill->request->from; box < end; box++) {
        size_t before = fill->notes.list.count;
        stream_footnotes(fill->request->stream, box, box + 1, &fill->notes);
        for (size_t i = before; i < fill->notes.list.count; i++) {
            sum += fill->notes.list.items[i]->height;
            *vec_push(&fill->anchors) = box;
            *vec_push(&fill->sums) = sum;
        }
    }
}

static size_t notes_before(const struct columns_fill *fill, uint32_t end)
{
    size_t count = 0;
    while (count < fill->anchors.count && fill->anchors.items[count] < end)
        count++;
    return count;
}

/* The more notes are given room, the fewer anchors the columns hold. */
static uint32_t fill_with_notes(struct columns_fill *fill)
{
    uint32_t count = (uint32_t)fill->request->stream->boxes.count;
    size_t low = 0, high = fill->anchors.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (notes_before(fill, fill_beside(fill, middle, count)) <= middle)
            high = middle;
        else
            low = middle + 1;
    }
    uint32_t end = fill_beside(fill, low, count);
    size_t held = notes_before(fill, end);
    if (held < low && held < fill->anchors.count && fill->anchors.items[held] > fill->request->from)
        end = fill_beside(fill, held, fill->anchors.items[held]);
    return end;
}

static void place_notes(struct columns_fill *fill, uint32_t end, struct composition *out)
{
    for (size_t i = 0; i < fill->request->waiting_count; i++) {
        struct placed_footnote note = fill->request->waiting[i];
        note.to = (uint32_t)note.footnote->stream->boxes.count;
        *vec_push(&out->footnotes) = note;
    }
    size_t count = notes_before(fill, end);
    for (size_t i = 0; i < count; i++) {
        struct footnote *footnote = fill->notes.list.items[i];
        *vec_push(&out->footnotes) =
            (struct placed_footnote){footnote, 0, (uint32_t)footnote->stream->boxes.count};
    }
    out->end = end;
}

/* Notes too long for the page: one column, which knows how to cut them. */
static void compose_first(const struct compose_request *request, unsigned count, uint32_t *ends,
                          struct composition *out)
{
    compose(request, out);
    for (unsigned c = 0; c < count; c++)
        ends[c] = out->end;
}

void compose_columns(const struct compose_request *request, unsigned count, uint32_t *ends,
                     struct composition *out)
{
    struct columns_fill fill = {.request = request, .count = count, .ends = ends};
    uint32_t boxes = (uint32_t)request->stream->boxes.count;
    out->overflows = false;
    out->footnotes.count = out->deferred.count = 0;
    for (size_t i = 0; i < request->waiting_count; i++)
        fill.waiting +=
            stream_measure(request->waiting[i].footnote->stream, request->waiting[i].from,
                           (uint32_t)request->waiting[i].footnote->stream->boxes.count);
    bool fits = fill.waiting + (fill.waiting ? request->separator : 0) < request->height;
    uint32_t end = request->from;
    if (fits) {
        end = fill_beside(&fill, 0, boxes);
        find_notes(&fill, end);
        if (fill.anchors.count)
            end = fill_with_notes(&fill);
        mpt notes = fill.waiting + fill.sums.items[notes_before(&fill, end)];
        fits = notes == 0 || notes + request->separator < request->height;
    }
    out->unmet = fill.unmet;
    if (fits && (end > request->from || request->from == boxes || !request->must_advance))
        place_notes(&fill, end, out);
    else
        compose_first(request, count, ends, out);
    uint32_t from = request->from;
    for (unsigned c = 0; c < count; from = ends[c++])
        if (stream_measure_min(request->stream, from, ends[c]) > request->height)
            out->overflows = true;
    vec_release(&fill.anchors);
    vec_release(&fill.sums);
    vec_release(&fill.notes.list);
}
