/*
 * Columns by what is in them: a column that shares in what fixed ones leave gets at least
 * the width of its longest word, where the table is wide enough for all. A trial, with the
 * widths that the table asks for, finds out what the words need.
 */
#include "print/layout/table.h"

#include <stdlib.h>

/* What a cell over several columns needs is asked of those that can give it. */
static void spread(struct columns *columns, const struct span_need *span)
{
    int64_t sum = 0;
    double shares = 0;
    for (uint32_t i = span->column; i < span->column + span->columns; i++) {
        const struct column *column = &columns->items[i];
        sum += column->share > 0 ? column->need : column->width;
        shares += column->share;
    }
    if (shares == 0 || sum >= span->need)
        return;
    for (uint32_t i = span->column; i < span->column + span->columns; i++) {
        struct column *column = &columns->items[i];
        if (column->share > 0)
            column->need += (mpt)((double)(span->need - sum) * column->share / shares) + 1;
    }
}

static mpt capped(mpt need, mpt cap)
{
    return need < cap ? need : cap;
}

/* The largest width such that columns up to it fit: narrow ones keep what they need. */
static mpt find_cap(const struct columns *columns, int64_t rest)
{
    mpt low = 0, high = INT32_MAX;
    while (low < high) {
        mpt middle = high - (high - low) / 2;
        int64_t sum = 0;
        for (uint32_t i = 0; i < columns->count; i++)
            if (columns->items[i].share > 0)
                sum += capped(columns->items[i].need, middle);
        if (sum <= rest)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* By shares, but no column below what it needs: columns that would be are taken out, until
 * the others' shares are enough. Returns false if nothing changes. */
static bool divide(struct columns *columns, double rest, mpt cap)
{
    double shares = 0;
    bool *is_settled = calloc(columns->count, sizeof(*is_settled));
    if (!is_settled)
        die_no_memory(columns->count);
    for (uint32_t i = 0; i < columns->count; i++)
        shares += columns->items[i].share;
    bool changes = false;
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = 0; i < columns->count; i++) {
            struct column *column = &columns->items[i];
            mpt need = capped(column->need, cap) - column->fixed;
            if (column->share == 0 || is_settled[i] || rest * column->share >= need * shares)
                continue;
            is_settled[i] = again = changes = true;
            column->width = column->fixed + need;
            rest -= need;
            shares -= column->share;
        }
    }
    for (uint32_t i = 0; i < columns->count && changes; i++) {
        struct column *column = &columns->items[i];
        if (column->share > 0 && !is_settled[i])
            column->width = column->fixed + (mpt)(rest * column->share / shares);
    }
    free(is_settled);
    return changes;
}

bool table_fit(struct columns *columns, const struct span_need *spans, size_t span_count)
{
    int64_t wants = 0, rest = columns->items[columns->count].x, between = 0;
    for (size_t i = 0; i < span_count; i++)
        spread(columns, &spans[i]);
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->items[i];
        wants += column->share > 0 ? column->need : 0;
        rest -= column->share > 0 ? 0 : column->width;
        between += column->share > 0 ? column->fixed : 0;
    }
    if (rest <= 0)
        return false;
    mpt cap = wants > rest ? find_cap(columns, rest) : INT32_MAX;
    if (!divide(columns, (double)(rest - between), cap))
        return false;
    for (uint32_t i = 0; i < columns->count; i++)
        columns->items[i + 1].x = columns->items[i].x + columns->items[i].width;
    return true;
}

mpt table_need(const struct columns *columns)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->items[i];
        sum += column->share > 0 ? column->need : column->width;
    }
    return sum < INT32_MAX / 2 ? (mpt)sum : INT32_MAX / 2;
}
