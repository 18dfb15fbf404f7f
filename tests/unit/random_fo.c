#include "random_fo.h"

static unsigned state;

void random_start(unsigned seed)
{
    state = seed;
}

unsigned random_below(unsigned limit)
{
    state = state * 1103515245u + 12345u;
    return (state >> 16) % limit;
}

void random_attributes(struct buf *fo)
{
    static const char *const bundles[] = {
        "",
        " space-before=\"9pt\"",
        " space-after.optimum=\"7pt\" space-after.minimum=\"3pt\"",
        " space-before=\"5pt\" space-before.conditionality=\"retain\" space-after=\"6pt\"",
        " space-before=\"8pt\" space-before.precedence=\"force\"",
        " space-before=\"4pt\" border=\"solid 1pt\" padding=\"2pt\" space-after=\"3pt\"",
        (" border-before-style=\"solid\" border-before-width=\"3pt\""
         " border-before-width.conditionality=\"retain\" space-after=\"2pt\""),
        " padding-after=\"4pt\" padding-after.conditionality=\"retain\" space-before=\"1pt\"",
        " keep-with-next=\"always\" margin-top=\"6pt\"",
        " keep-together=\"3\" start-indent=\"12pt\"",
        " space-before.optimum=\"6pt\" space-before.maximum=\"15pt\"",
    };
    buf_puts(fo, bundles[random_below(COUNT_OF(bundles))]);
}

void random_words(struct buf *fo)
{
    for (unsigned i = random_below(40); i > 0; i--)
        buf_puts(fo, random_below(2) ? "alpha " : "omega-beta ");
    if (random_below(20) == 0)
        buf_puts(fo, "Pneumonoultramicroscopicsilicovolcanoconiosis");
}

/* An inline around a block, with words before and after it. */
static void add_inline(struct buf *fo)
{
    buf_printf(fo, "<fo:inline border=\"solid %upt red\" padding=\"2pt\">", random_below(4));
    random_words(fo);
    buf_puts(fo, "<fo:block>");
    random_words(fo);
    buf_puts(fo, "</fo:block>");
    random_words(fo);
    buf_puts(fo, "</fo:inline>");
}

static void add_list(struct buf *fo, unsigned depth)
{
    buf_puts(fo, "<fo:list-block");
    random_attributes(fo);
    buf_putc(fo, '>');
    for (unsigned i = 1 + random_below(3); i > 0; i--) {
        buf_puts(fo, "<fo:list-item");
        random_attributes(fo);
        buf_puts(fo, "><fo:list-item-label end-indent=\"label-end()\"><fo:block>1.</fo:block>"
                     "</fo:list-item-label><fo:list-item-body start-indent=\"body-start()\">");
        random_blocks(fo, depth + 1);
        buf_puts(fo, "</fo:list-item-body></fo:list-item>");
    }
    buf_puts(fo, "</fo:list-block>");
}

static void add_cell(struct buf *fo, unsigned depth, unsigned rows)
{
    static const char *const styles[] = {"none", "solid", "double", "hidden", "dashed"};
    buf_printf(fo, "<fo:table-cell number-rows-spanned=\"%u\" padding=\"%upt\"", rows,
               random_below(4));
    if (random_below(2))
        buf_printf(fo, " border=\"%upt %s red\" border-before-width.conditionality=\"%s\"",
                   random_below(9), styles[random_below(COUNT_OF(styles))],
                   random_below(2) ? "retain" : "discard");
    buf_putc(fo, '>');
    if (random_below(5))
        random_blocks(fo, depth + 1);
    buf_puts(fo, "</fo:table-cell>");
}

static void add_table(struct buf *fo, unsigned depth)
{
    static const char *const models[] = {"separate", "collapse", "collapse-with-precedence"};
    buf_printf(fo, "<fo:table table-layout=\"fixed\" border-collapse=\"%s\"",
               models[random_below(3)]);
    if (random_below(2))
        buf_puts(fo, " border-separation=\"3pt\"");
    random_attributes(fo);
    buf_puts(fo, "><fo:table-column column-width=\"2in\"/><fo:table-column/>");
    if (random_below(2))
        buf_puts(fo, "<fo:table-header><fo:table-row><fo:table-cell><fo:block>head</fo:block>"
                     "</fo:table-cell></fo:table-row></fo:table-header>");
    if (random_below(3) == 0)
        buf_puts(fo, "<fo:table-footer><fo:table-row><fo:table-cell><fo:block>foot</fo:block>"
                     "</fo:table-cell></fo:table-row></fo:table-footer>");
    buf_puts(fo, "<fo:table-body>");
    for (unsigned rows = 1 + random_below(5), r = 0; r < rows; r++) {
        unsigned span = r + 1 < rows && random_below(4) == 0 ? 2 + random_below(rows - r - 1) : 1;
        buf_puts(fo, random_below(3) ? "<fo:table-row>" : "<fo:table-row border=\"5pt solid\">");
        add_cell(fo, depth, span);
        add_cell(fo, depth, 1);
        buf_puts(fo, "</fo:table-row>");
        for (; span > 1; span--, r++) {
            buf_puts(fo, random_below(4) ? "<fo:table-row>"
                                         : "<fo:table-row keep-together=\"always\">");
            add_cell(fo, depth, 1);
            buf_puts(fo, "</fo:table-row>");
        }
    }
    buf_puts(fo, "</fo:table-body></fo:table>");
}

void random_blocks(struct buf *fo, unsigned depth)
{
    for (unsigned i = 1 + random_below(3); i > 0; i--) {
        unsigned kind = depth < 3 ? random_below(8) : 0;
        if (kind == 6) {
            add_list(fo, depth);
        } else if (kind == 7) {
            add_table(fo, depth);
        } else if (kind == 5) {
            buf_puts(fo, "<fo:block-container");
            random_attributes(fo);
            buf_puts(fo, random_below(2) ? " height=\"40pt\">" : ">");
            random_blocks(fo, depth + 1);
            buf_puts(fo, "</fo:block-container>");
        } else {
            buf_puts(fo, "<fo:block");
            random_attributes(fo);
            buf_putc(fo, '>');
            if (kind == 4)
                random_blocks(fo, depth + 1);
            if (kind == 3)
                add_inline(fo);
            random_words(fo);
            buf_puts(fo, "</fo:block>");
        }
    }
}
