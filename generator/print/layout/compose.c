/*
 * How many boxes go into a column: as many as fit with their footnotes, up to the last
 * break that weighs least. Heights are prefix sums, so the cost is linear.
 */
#include "print/layout/compose.h"
#include "print/layout/group.h"

#include <limits.h>
#include <math.h>
#include <string.h>

struct fill {
    const struct stream *stream;
    uint32_t from, limit;
    mpt height, separator;
    bool ends_page, must_advance, has_notes;
    bool unmet; /* what must stay together does not fit */
    struct composition *out;
    struct footnote_list notes; /* whose anchors are on the page so far */
    mpt waiting;                /* height of footnotes from earlier pages */
    mpt note_height;
    mpt least_end;   /* a last page of less height takes more from this one … */
    uint32_t little; /* … so it is measured up to here, which only goes forward */
};

static mpt note_part(const struct footnote *footnote, uint32_t from, uint32_t to)
{
    return stream_measure(footnote->stream, from, to);
}

static uint32_t note_boxes(const struct footnote *footnote)
{
    return (uint32_t)footnote->stream->boxes.count;
}

/* How many boxes of a footnote from `from` on go into `room`; 0 if none. */
static uint32_t note_cut(const struct footnote *footnote, uint32_t from, mpt room)
{
    uint32_t best = 0;
    for (uint32_t to = from + 1; to <= note_boxes(footnote); to++) {
        if (note_part(footnote, from, to) > room)
            break;
        if (to == note_boxes(footnote) || footnote->stream->gaps[to].strength.page < KEEP_ALWAYS)
            best = to;
    }
    return best;
}

/* Places footnotes in order while they fit; the rest waits for the next page. */
static void place_notes(struct fill *fill, const struct placed_footnote *notes, size_t count,
                        mpt *room)
{
    for (size_t i = 0; i < count; i++) {
        struct placed_footnote note = notes[i];
        note.to = note_boxes(note.footnote);
        mpt height = note_part(note.footnote, note.from, note.to);
        if (fill->out->deferred.count == 0 && height <= *room) {
            *vec_push(&fill->out->footnotes) = note;
            *room -= height;
            continue;
        }
        uint32_t cut = fill->out->deferred.count ? 0 : note_cut(note.footnote, note.from, *room);
        if (cut > note.from) {
            *vec_push(&fill->out->footnotes) =
                (struct placed_footnote){note.footnote, note.from, cut};
            *room = 0;
            note.from = cut;
        }
        *vec_push(&fill->out->deferred) = note;
    }
}

static void add_notes(struct fill *fill, uint32_t box)
{
    size_t before = fill->notes.list.count;
    stream_footnotes(fill->stream, box, box + 1, &fill->notes);
    for (size_t i = before; i < fill->notes.list.count; i++)
        fill->note_height += fill->notes.list.items[i]->height;
}

static mpt notes_need(const struct fill *fill)
{
    mpt height = fill->waiting + fill->note_height;
    return height ? height + fill->separator : 0;
}

/* Whether the box before `to`, whose anchors brought `notes` from `first` on, fits if
 * the last of their footnotes are cut. */
static bool fits_with_cut(const struct fill *fill, uint32_t to, size_t first, mpt height_before)
{
    if (fill->notes.list.count == first)
        return false;
    const struct footnote *note = fill->notes.list.items[first];
    mpt room = fill->height - stream_measure_min(fill->stream, fill->from, to) - fill->separator -
               fill->waiting - height_before;
    return note_cut(note, 0, room) > 0;
}

static void settle(struct fill *fill, uint32_t end, const struct placed_footnote *waiting,
                   size_t waiting_count)
{
    struct composition *out = fill->out;
    out->end = end;
    out->footnotes.count = out->deferred.count = 0;
    fill->notes.list.count = 0;
    if (end > fill->from)
        stream_footnotes(fill->stream, fill->from, end, &fill->notes);
    mpt room = fill->height - fill->separator;
    if (end > fill->from)
        room -= stream_measure_min(fill->stream, fill->from, end);
    place_notes(fill, waiting, waiting_count, &room);
    for (size_t i = 0; i < fill->notes.list.count; i++) {
        struct placed_footnote note = {fill->notes.list.items[i], 0, 0};
        place_notes(fill, &note, 1, &room);
    }
    if (out->footnotes.count == 0 && out->deferred.count && end == fill->from) {
        /* not even a part fits on an empty page */
        struct placed_footnote *first = &out->deferred.items[0];
        *vec_push(&out->footnotes) =
            (struct placed_footnote){first->footnote, first->from, first->from + 1};
        if (++first->from == note_boxes(first->footnote)) {
            memmove(first, first + 1, --out->deferred.count * sizeof(*first));
        }
    }
}

/*
 * What a page that ends before box `to` costs, in the manner of Knuth and Plass: spaces that
 * shrink or stretch by the share r cost (1 + 100 r^3)^2, so that a page takes the box that
 * fills it, yet does not press in all that would go. A page that is left short costs more
 * than any, unless it ends there on purpose. `need` is its height with all spaces shrunk.
 */
#define COST_SHORT 1e9
static double page_cost(const struct fill *fill, uint32_t to, mpt need, bool ends)
{
    mpt elasticity = stream_elasticity(fill->stream, fill->from, to);
    mpt excess = need + elasticity - fill->height;
    if (excess <= 0 && ends)
        return 1;
    mpt stretch = excess < 0 ? stream_stretch(fill->stream, fill->from, to) : 0;
    if (excess < 0 && stretch < -excess)
        return COST_SHORT;
    double share = excess < 0   ? (double)excess / stretch
                   : excess > 0 ? (double)excess / elasticity
                                : 0;
    double badness = 1 + 100 * fabs(share * share * share);
    return badness * badness;
}

static bool is_legal(const struct fill *fill, uint32_t to)
{
    const struct gap *gap = &fill->stream->gaps[to];
    int strength = fill->ends_page ? gap->strength.page : gap->strength.column;
    return to == fill->limit || gap->forced || strength < KEEP_ALWAYS;
}

/*
 * The end of what must stay together and does not fit. A keep is never broken for want of
 * room (XSL 1.1, 4.8): it overflows. In print it is cut where the room ends: no text is lost.
 */
static uint32_t end_of_unmet(struct fill *fill, uint32_t last_fit)
{
    if (fill->waiting)
        return last_fit;
    fill->unmet = true;
    if (!fill->stream->layout->options.like_fop)
        return last_fit;
    uint32_t to = fill->from + 1;
    while (!is_legal(fill, to))
        to++;
    return to;
}

/* Whether so little follows `to`, up to the end or a forced break, that it would look lost
 * on a page of its own, and breaking at `best` leaves enough on this page. */
static bool leaves_little(struct fill *fill, uint32_t best, uint32_t to)
{
    enum { MANY_STEPS = 30 };
    const struct stream *stream = fill->stream;
    if (fill->least_end == 0 || best == fill->from || to == fill->limit || stream->gaps[to].forced)
        return false;
    const struct box *next = &stream->boxes.items[to];
    if (next->kind == BOX_STEP && next->group->step_count - next->step > MANY_STEPS)
        return false; /* to measure from each step would cost too much */
    if (fill->little <= to)
        fill->little = to + 1;
    while (fill->little < fill->limit && !stream->gaps[fill->little].forced &&
           stream_measure_min(stream, to, fill->little) < fill->least_end)
        fill->little++;
    return stream_measure_min(stream, to, fill->little) < fill->least_end &&
           3 * stream_measure_min(stream, fill->from, best) > 2 * fill->height;
}

/* The end of what fits; `from` if not even the first box does. */
static uint32_t fill_boxes(struct fill *fill)
{
    const struct stream *stream = fill->stream;
    uint32_t best = fill->from, last_fit = fill->from;
    int best_strength = INT_MAX;
    double best_cost = COST_SHORT;
    for (uint32_t to = fill->from + 1; to <= fill->limit; to++) {
        const struct gap *gap = &stream->gaps[to];
        size_t first_note = fill->notes.list.count;
        mpt height_before = fill->note_height;
        if (fill->has_notes)
            add_notes(fill, to - 1);
        mpt need = stream_measure_min(stream, fill->from, to) + notes_need(fill);
        bool is_free = gap->forced || to == fill->limit;
        int strength = is_free ? 0 : fill->ends_page ? gap->strength.page : gap->strength.column;
        bool legal = strength < KEEP_ALWAYS;
        if (need > fill->height) {
            if (legal && strength <= best_strength &&
                fits_with_cut(fill, to, first_note, height_before))
                return to;
            if (need - gap->tail > fill->height || fill->notes.list.count > first_note)
                break;
            continue;
        }
        last_fit = to;
        double cost = page_cost(fill, to, need, is_free);
        double saved = is_free ? 1 : 0; /* the page that would hold the rest */
        if (legal &&
            (strength < best_strength || (strength == best_strength && cost <= best_cost + saved &&
                                          (is_free || !leaves_little(fill, best, to))))) {
            best = to;
            best_strength = strength;
            best_cost = cost;
        }
        if (gap->forced)
            break;
    }
    return best > fill->from || !fill->must_advance ? best : end_of_unmet(fill, last_fit);
}

/*
 * Footnotes that wait take all the page: the text goes on all the same, so that it is not
 * overtaken by its notes, up to the first break that leaves room for the next part of a note.
 * Those of its own anchors wait.
 */
static uint32_t least_beside_notes(const struct fill *fill, const struct placed_footnote *first)
{
    for (uint32_t to = fill->from + 1; to <= fill->limit; to++) {
        mpt room =
            fill->height - fill->separator - stream_measure_min(fill->stream, fill->from, to);
        const struct gap *gap = &fill->stream->gaps[to];
        if (note_cut(first->footnote, first->from, room) == 0)
            break;
        if (to == fill->limit || gap->forced || gap->strength.page < KEEP_ALWAYS)
            return to;
    }
    return fill->from;
}

uint32_t compose_column(const struct column_request *request, bool *unmet)
{
    struct fill fill = {.stream = request->stream,
                        .from = request->from,
                        .limit = request->limit,
                        .height = request->height,
                        .ends_page = request->ends_page,
                        .must_advance = request->must_advance};
    uint32_t end = fill_boxes(&fill);
    *unmet |= fill.unmet;
    return end == fill.from && end < fill.limit && fill.must_advance ? end + 1 : end;
}

void compose(const struct compose_request *request, struct composition *composition)
{
    uint32_t from = request->from, count = (uint32_t)request->stream->boxes.count;
    struct fill fill = {.stream = request->stream,
                        .from = from,
                        .limit = count,
                        .height = request->height,
                        .separator = request->separator,
                        .ends_page = true,
                        .must_advance = request->must_advance,
                        .has_notes = true,
                        .least_end = request->least_end,
                        .out = composition};
    for (size_t i = 0; i < request->waiting_count; i++)
        fill.waiting += note_part(request->waiting[i].footnote, request->waiting[i].from,
                                  note_boxes(request->waiting[i].footnote));
    composition->overflows = false;
    uint32_t end = from < count ? fill_boxes(&fill) : from;
    if (end == from && request->waiting_count)
        end = least_beside_notes(&fill, &request->waiting[0]);
    if (end == from && from < count && request->waiting_count == 0 && request->must_advance) {
        end++; /* a box that is too high for any page */
        composition->overflows = true;
    }
    composition->unmet = fill.unmet;
    if (fill.unmet && stream_measure_min(fill.stream, from, end) > fill.height)
        composition->overflows = true;
    settle(&fill, end, request->waiting, request->waiting_count);
    vec_release(&fill.notes.list);
}

void composition_release(struct composition *composition)
{
    vec_release(&composition->footnotes);
    vec_release(&composition->deferred);
}
