/*
 * Lines of least demerits (Knuth and Plass, "Breaking paragraphs into lines", 1981):
 * a line stretched or shrunk by ratio r costs (1 + 100 |r|^3)^2, more with a hyphen. A paragraph is
 * tried with tighter tolerances first, so that ordinary text stays even.
 */
#include "print/layout/internal.h"

#include <math.h>
#include <stdlib.h>

/* What a hyphen at a line's end costs, as badness; and one after another, as demerits. */
#define HYPHEN_PENALTY 50
#define DOUBLE_HYPHEN 3000

struct node {
    size_t at;      /* index of the element broken at; SIZE_MAX: the start */
    size_t content; /* first element of the line after it */
    double demerits;
    size_t previous;
    unsigned ladder; /* lines in a row that end with a hyphen */
};

struct breaker {
    const struct element *elements;
    size_t from, to; /* the part under way: up to a forced end */
    size_t count;
    const struct break_request *request;
    const int64_t *width, *stretch, *shrink; /* sums before each element */
    VEC(struct node) nodes;
    VEC(size_t) active;
};

static double ratio(const struct breaker *b, const struct node *node, size_t end)
{
    const struct break_request *request = b->request;
    bool is_last = end == b->to;
    int64_t natural = b->width[end] - b->width[node->content];
    if (node->at != SIZE_MAX)
        natural += b->elements[node->at].start_extra;
    if (!is_last) {
        natural += b->elements[end].end_extra;
        if (b->elements[end].kind == ELEMENT_PENALTY)
            natural += b->elements[end].width;
    }
    int64_t rest = (end == b->count ? request->end_width : request->width) - natural;
    bool flexible = request->justify || (is_last && request->justify_last);
    int64_t stretch = is_last ? request->last_stretch : request->line_stretch;
    if (flexible)
        stretch += b->stretch[end] - b->stretch[node->content];
    int64_t shrink = flexible ? b->shrink[end] - b->shrink[node->content] : 0;
    if (rest == 0)
        return 0;
    if (rest > 0)
        return stretch > 0 ? (double)rest / (double)stretch : INFINITY;
    return shrink > 0 ? (double)rest / (double)shrink : -INFINITY;
}

static size_t after_break(const struct breaker *b, size_t at)
{
    size_t i = at + 1;
    while (i < b->to && b->elements[i].kind != ELEMENT_BOX)
        i++;
    return i;
}

static bool is_hyphen(const struct breaker *b, size_t at)
{
    return at < b->to && b->elements[at].kind == ELEMENT_PENALTY && b->elements[at].width > 0;
}

static void add_node(struct breaker *b, size_t at, double demerits, size_t previous)
{
    unsigned ladder = is_hyphen(b, at) ? b->nodes.items[previous].ladder + 1 : 0;
    *vec_push(&b->active) = b->nodes.count;
    *vec_push(&b->nodes) = (struct node){at, after_break(b, at), demerits, previous, ladder};
}

/* How far a line that ends at `end` parts what belongs together, from 0 to 1: a number and
 * its word, or the last line, the shorter the more, from its paragraph. */
static double parting(const struct breaker *b, const struct node *node, size_t end)
{
    if (end < b->to)
        return b->elements[end].after_number ? 1 : 0;
    int64_t width = b->width[end] - b->width[node->content], least = b->request->least_last;
    return node->at == SIZE_MAX || width >= least ? 0 : 1 - (double)width / (double)least;
}

/* How bad it looks that a line is stretched by `r`, as such a ratio. */
static double strain(const struct breaker *b, const struct node *node, size_t end, double r)
{
    double more = b->request->parting * parting(b, node, end);
    r = fabs(r);
    return more > 0 ? cbrt(r * r * r + more) : r;
}

/* Of a line that cannot be stretched to its width, or be shrunk. */
#define COST_HOPELESS 1e24

/* What a line costs that looks as bad as one stretched by `r` and ends at `end`. */
static double cost(const struct breaker *b, const struct node *node, size_t end, double r)
{
    if (r > 1e4)
        return COST_HOPELESS;
    bool ends_hyphenated = is_hyphen(b, end);
    double badness = 1 + 100 * r * r * r + (ends_hyphenated ? HYPHEN_PENALTY : 0);
    return badness * badness + (ends_hyphenated && node->ladder > 0 ? DOUBLE_HYPHEN : 0);
}

/* The best way to end a line at `end`; drops starts whose line is overfull. False if
 * none is left and the line may not be overfull. */
static bool try_break(struct breaker *b, size_t end, double threshold)
{
    double best = INFINITY;
    size_t best_node = SIZE_MAX, kept = 0, dropped = SIZE_MAX;
    for (size_t i = 0; i < b->active.count; i++) {
        size_t index = b->active.items[i];
        const struct node *node = &b->nodes.items[index];
        if (node->content >= end && end != b->to) {
            b->active.items[kept++] = index;
            continue;
        }
        double r = ratio(b, node, end);
        if (r < -1) {
            dropped = index;
            continue;
        }
        b->active.items[kept++] = index;
        r = strain(b, node, end, r);
        if (r > threshold)
            continue;
        double demerits = node->demerits + cost(b, node, end, r);
        bool is_ladder = is_hyphen(b, end) && node->ladder >= b->request->ladder_limit;
        /* Of ways with lines that are short in any case the one whose first lines are full. */
        bool is_better = demerits < best || (demerits == best && best >= COST_HOPELESS);
        if (is_better && !isinf(demerits) && !is_ladder) {
            best = demerits;
            best_node = index;
        }
    }
    b->active.count = kept;
    if (best_node != SIZE_MAX) {
        add_node(b, end, best, best_node);
        return true;
    }
    if (kept > 0)
        return end != b->to;
    if (!isinf(threshold))
        return false;
    add_node(b, end, b->nodes.items[dropped].demerits + COST_HOPELESS, dropped);
    return true;
}

/* How far lines may be stretched, and whether words may be broken. Lines that are not
 * justified look uneven without harm; they rather do than have hyphens. */
struct attempt {
    double threshold;
    bool hyphens;
};
static const struct attempt justified[] = {
    {1, false}, {1, true}, {5, true}, {20, true}, {INFINITY, true}};
static const struct attempt ragged[] = {{1, false}, {5, false}, {1, true},
                                        {5, true},  {20, true}, {INFINITY, true}};

static bool try_part(struct breaker *b, const struct attempt *attempt)
{
    b->nodes.count = b->active.count = 0;
    *vec_push(&b->active) = 0;
    *vec_push(&b->nodes) = (struct node){SIZE_MAX, b->from, 0, SIZE_MAX, 0};
    for (size_t i = b->from; i < b->to; i++) {
        if (!b->elements[i].may_break ||
            (is_hyphen(b, i) && !attempt->hyphens && !b->request->hyphens_freely))
            continue;
        if (!try_break(b, i, attempt->threshold))
            return false;
    }
    return try_break(b, b->to, attempt->threshold);
}

static size_t break_part(struct breaker *b, size_t *ends)
{
    const struct attempt *attempt = b->request->justify ? justified : ragged;
    while (!try_part(b, attempt) && !isinf(attempt->threshold))
        attempt++;
    size_t count = 0;
    size_t last = b->nodes.count - 1;
    for (size_t n = last; n != SIZE_MAX && b->nodes.items[n].at != SIZE_MAX;
         n = b->nodes.items[n].previous)
        count++;
    size_t at = count;
    for (size_t n = last; at > 0; n = b->nodes.items[n].previous)
        ends[--at] = b->nodes.items[n].at;
    return count;
}

size_t break_lines(const struct element *elements, size_t count,
                   const struct break_request *request, size_t *ends)
{
    int64_t *sums = calloc(3 * (count + 1), sizeof(*sums));
    if (!sums)
        die_no_memory(3 * (count + 1) * sizeof(*sums));
    int64_t *width = sums, *stretch = sums + count + 1, *shrink = stretch + count + 1;
    for (size_t i = 0; i < count; i++) {
        bool counts = elements[i].kind != ELEMENT_PENALTY;
        width[i + 1] = width[i] + (counts ? elements[i].width : 0);
        stretch[i + 1] = stretch[i] + elements[i].stretch;
        shrink[i + 1] = shrink[i] + elements[i].shrink;
    }
    struct breaker b = {.elements = elements,
                        .count = count,
                        .request = request,
                        .width = width,
                        .stretch = stretch,
                        .shrink = shrink};
    size_t lines = 0;
    for (size_t from = 0; from <= count;) {
        size_t to = from;
        while (to < count && !elements[to].is_forced)
            to++;
        if (from == count && lines > 0)
            break;
        b.from = from;
        b.to = to;
        lines += break_part(&b, ends + lines);
        from = to + 1;
    }
    vec_release(&b.nodes);
    vec_release(&b.active);
    free(sums);
    return lines;
}
