/*
 * Balanced columns: a dynamic programme over the breaks, from the end backwards. First
 * the least height that holds all boxes, then the most even columns of at most that
 * height: least sum of squares.
 */
#include "print/layout/compose.h"

/* More boxes than this are not on one page; the squares would be too many. */
#define BALANCE_MAX 1000
#define NO_WAY INT64_MAX

struct balance {
    const struct stream *stream;
    uint32_t from, to, size; /* size: boxes + 1 */
    unsigned count;
    mpt height;
    int firmest;    /* breaks of more strength are not taken */
    bool is_square; /* sum of squares, else the maximum */
    int64_t *cost;  /* [columns left][box] */
    uint32_t *next; /* where the column that begins there ends */
};

static bool may_break(const struct balance *b, uint32_t at)
{
    const struct gap *gap = &b->stream->gaps[at];
    return at == b->to || gap->forced || gap->strength.column <= b->firmest;
}

/* Of 16 millipoints, as the squares of the highest pages would be too large. */
static int64_t column_cost(const struct balance *b, mpt height, int64_t after)
{
    if (b->is_square)
        return (int64_t)(height / 16) * (height / 16) + after;
    return height > after ? height : after;
}

/* The best column that begins at `at`, with `left` columns for the rest. */
static void weigh_column(struct balance *b, unsigned left, uint32_t at)
{
    int64_t best = NO_WAY;
    uint32_t end = at;
    const int64_t *rest = &b->cost[(size_t)left * b->size];
    for (uint32_t to = at + 1; to <= b->to; to++) {
        mpt height = stream_measure(b->stream, at, to);
        if (height > b->height && height - b->stream->gaps[to].tail > b->height)
            break;
        int64_t after = rest[to - b->from];
        if (may_break(b, to) && height <= b->height && after != NO_WAY) {
            int64_t cost = column_cost(b, height, after);
            if (cost <= best) { /* of equals the longest */
                best = cost;
                end = to;
            }
        }
        if (to < b->to && b->stream->gaps[to].forced)
            break;
    }
    size_t cell = (size_t)(left + 1) * b->size + (at - b->from);
    b->cost[cell] = best;
    b->next[cell] = end;
}

/* The cost of the best columns. */
static int64_t run(struct balance *b)
{
    for (unsigned left = 0; left <= b->count; left++)
        b->cost[(size_t)left * b->size + b->size - 1] = 0;
    for (uint32_t i = 0; i + 1 < b->size; i++)
        b->cost[i] = NO_WAY;
    for (unsigned left = 0; left < b->count; left++)
        for (uint32_t at = b->from; at < b->to; at++)
            if (at == b->from || may_break(b, at))
                weigh_column(b, left, at);
            else
                b->cost[(size_t)(left + 1) * b->size + (at - b->from)] = NO_WAY;
    return b->cost[(size_t)b->count * b->size];
}

/* The least height; NO_WAY if none up to `height` holds the boxes. */
static int64_t least_height(struct balance *b, mpt height)
{
    static const int strengths[] = {0, KEEP_ALWAYS - 1};
    int64_t lowest = NO_WAY;
    b->height = height;
    for (size_t i = 0; i < COUNT_OF(strengths) && lowest == NO_WAY; i++) {
        b->firmest = strengths[i];
        lowest = run(b);
    }
    return lowest;
}

static void read_ends(const struct balance *b, uint32_t *ends)
{
    uint32_t at = b->from;
    for (unsigned c = 0; c < b->count; c++) {
        if (at < b->to)
            at = b->next[(size_t)(b->count - c) * b->size + (at - b->from)];
        ends[c] = at;
    }
}

bool balance_columns(const struct stream *stream, uint32_t from, uint32_t to, mpt height,
                     unsigned count, uint32_t *ends)
{
    if (from == to || to - from > BALANCE_MAX || count > BALANCE_MAX)
        return false;
    struct arena *arena = stream->layout->arena;
    struct arena_mark mark = arena_mark(arena);
    struct balance b = {
        .stream = stream, .from = from, .to = to, .size = to - from + 1, .count = count};
    b.cost = ARENA_ARRAY(arena, (size_t)(count + 1) * b.size, int64_t);
    b.next = ARENA_ARRAY(arena, (size_t)(count + 1) * b.size, uint32_t);
    int64_t lowest = least_height(&b, height);
    if (lowest != NO_WAY) {
        b.height = (mpt)lowest;
        b.is_square = true;
        run(&b);
        read_ends(&b, ends);
    }
    arena_rewind(arena, mark);
    return lowest != NO_WAY;
}
