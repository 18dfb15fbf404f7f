/* Which of the borders that meet wins (CSS 2.1, 17.6.2.1; XSL 1.1, 7.28.1). */
#include "print/layout/collapse.h"

/* "double" catches the eye most, "inset" least. */
static int rank_of(enum fo_keyword style)
{
    static const enum fo_keyword order[] = {FO_K_INSET,  FO_K_GROOVE, FO_K_OUTSET, FO_K_RIDGE,
                                            FO_K_DOTTED, FO_K_DASHED, FO_K_SOLID,  FO_K_DOUBLE};
    for (int i = 0; i < (int)COUNT_OF(order); i++)
        if (order[i] == style)
            return i;
    return -1;
}

int collapse_compare(const struct collapsed_border *a, const struct collapsed_border *b)
{
    if (a->precedence != b->precedence)
        return a->precedence > b->precedence ? 1 : -1;
    bool a_hides = a->style == FO_K_HIDDEN, b_hides = b->style == FO_K_HIDDEN;
    if (a_hides != b_hides)
        return a_hides ? 1 : -1;
    if (a->width != b->width)
        return a->width > b->width ? 1 : -1;
    if (a->style != b->style)
        return rank_of(a->style) > rank_of(b->style) ? 1 : -1;
    return (int)a->holder - (int)b->holder;
}

const struct collapsed_border *collapse_stronger(const struct collapsed_border *a,
                                                 const struct collapsed_border *b)
{
    if (!a || !b)
        return a ? a : b;
    return collapse_compare(b, a) > 0 ? b : a;
}

mpt collapse_width(const struct collapsed_border *border)
{
    return border && border->style != FO_K_HIDDEN ? border->width : 0;
}
