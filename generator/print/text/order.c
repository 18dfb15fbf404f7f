/*
 * Visual order of a line's pieces (UAX #9, rule L2) and of characters (L4).
 */
#include "internal.h"

#include <unicode/uchar.h>

static void reverse(uint32_t *order, size_t start, size_t end)
{
    while (start + 1 < end) {
        uint32_t first = order[start];
        order[start++] = order[--end];
        order[end] = first;
    }
}

void text_visual_order(const uint8_t *levels, size_t count, uint32_t *order)
{
    uint8_t highest = 0, lowest_odd = UINT8_MAX;
    for (size_t i = 0; i < count; i++) {
        order[i] = (uint32_t)i;
        if (levels[i] > highest)
            highest = levels[i];
        if (levels[i] % 2 == 1 && levels[i] < lowest_odd)
            lowest_odd = levels[i];
    }
    /* From the highest level down, each stretch at that level or above turns round.
     * Stretches of a level never reach over a lower one, so places and pieces
     * coincide at their edges. */
    for (unsigned level = highest; level >= lowest_odd; level--)
        for (size_t start = 0, end; start < count; start = end + 1) {
            for (end = start; end < count && levels[end] >= level; end++)
                ;
            reverse(order, start, end);
        }
}

void text_reverse(struct buf *out, struct str text)
{
    for (size_t end = text.n; end > 0;) {
        size_t start = utf8_before(text.s, end), at = start;
        uint32_t code = utf8_next(text.s, text.n, &at);
        buf_put_code_point(out, (uint32_t)u_charMirror((UChar32)code));
        end = start;
    }
}
