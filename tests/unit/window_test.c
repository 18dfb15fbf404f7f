/* Pages of a flow that is collected bit by bit: they are those of one that is collected at once. */
#include "print/layout/layout.h"
#include "random_fo.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static void add_footnoted(struct buf *fo)
{
    buf_puts(fo, "<fo:block>");
    random_words(fo);
    buf_puts(fo, "<fo:footnote><fo:inline>*</fo:inline><fo:footnote-body><fo:block>");
    for (unsigned i = random_below(4); i > 0; i--)
        random_words(fo);
    buf_puts(fo, "</fo:block></fo:footnote-body></fo:footnote></fo:block>");
}

static void add_items(struct buf *fo)
{
    buf_puts(fo, "<fo:list-block");
    random_attributes(fo);
    buf_puts(fo, "> ");
    for (unsigned i = 15 + random_below(20); i > 0; i--) {
        buf_puts(fo, "<fo:list-item");
        random_attributes(fo);
        buf_puts(fo, "><fo:list-item-label end-indent=\"label-end()\"><fo:block>-</fo:block>"
                     "</fo:list-item-label><fo:list-item-body start-indent=\"body-start()\">");
        random_blocks(fo, 3);
        buf_puts(fo, "</fo:list-item-body></fo:list-item>");
    }
    buf_puts(fo, "</fo:list-block>");
}

/* Blocks in blocks, so many that they are collected one by one. */
static void add_shell(struct buf *fo, unsigned depth)
{
    buf_puts(fo, "<fo:block");
    random_attributes(fo);
    buf_puts(fo, random_below(4) ? "> " : " break-before=\"page\"> ");
    for (unsigned i = 6 + random_below(8); i > 0; i--) {
        if (depth < 2 && random_below(16) == 0)
            add_shell(fo, depth + 1);
        else if (random_below(12) == 0)
            add_footnoted(fo);
        else if (random_below(8) == 0)
            add_items(fo);
        else
            random_blocks(fo, 2);
    }
    buf_puts(fo, "</fo:block>");
}

#define PAGE_MASTER(name, width, columns)                                                          \
    "<fo:simple-page-master master-name=\"" name "\" page-width=\"" width                          \
    "\" page-height=\"300pt\"><fo:region-body column-count=\"" columns                             \
    "\"/></fo:simple-page-master>"
#define PAGE_MASTERS                                                                               \
    PAGE_MASTER("one", "300pt", "1")                                                               \
    PAGE_MASTER("wide", "400pt", "1")                                                              \
    PAGE_MASTER("two", "500pt", "2")                                                               \
    "<fo:page-sequence-master master-name=\"turns\"><fo:repeatable-page-master-alternatives>"      \
    "<fo:conditional-page-master-reference odd-or-even=\"odd\" master-reference=\"one\"/>"         \
    "<fo:conditional-page-master-reference master-reference=\"wide\"/>"                            \
    "</fo:repeatable-page-master-alternatives></fo:page-sequence-master>"                          \
    "<fo:page-sequence-master master-name=\"ends\"><fo:repeatable-page-master-alternatives>"       \
    "<fo:conditional-page-master-reference page-position=\"last\" master-reference=\"two\"/>"      \
    "<fo:conditional-page-master-reference master-reference=\"one\"/>"                             \
    "</fo:repeatable-page-master-alternatives></fo:page-sequence-master>"

static char *random_document(struct arena *arena, unsigned seed)
{
    static const char *const masters[] = {"one", "two", "turns", "ends"};
    struct buf fo = BUF_INIT;
    random_start(seed);
    buf_printf(&fo,
               "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set>"
               "%s</fo:layout-master-set><fo:page-sequence master-reference=\"%s\">"
               "<fo:flow flow-name=\"xsl-region-body\">",
               PAGE_MASTERS, masters[seed % COUNT_OF(masters)]);
    for (unsigned i = 1 + random_below(2); i > 0; i--) {
        add_shell(&fo, 0);
        buf_puts(&fo, "<fo:block span=\"all\" keep-with-next=\"always\">");
        random_words(&fo);
        buf_puts(&fo, "</fo:block>");
    }
    buf_puts(&fo, "</fo:flow></fo:page-sequence></fo:root>");
    return buf_to_arena(&fo, arena);
}

static void describe(const struct area *first, struct buf *out)
{
    for (const struct area *area = first; area; area = area->next) {
        buf_printf(out, "%d:%u:%d,%d:%dx%d:%u-%u:%d%d(", (int)area->kind, area->fo->serial,
                   (int)area->x, (int)area->y, (int)area->ipd, (int)area->bpd, area->start,
                   area->end, area->starts, area->ends);
        describe(area->first, out);
        buf_puts(out, ")\n");
    }
}

static void describe_page(void *payload, const struct layout *layout UNUSED,
                          const struct page *page)
{
    struct buf *out = payload;
    buf_printf(out, "page %u\n", page->index);
    for (const struct span_area *span = page->regions[REGION_BODY].spans; span; span = span->next)
        for (unsigned c = 0; c < span->column_count; c++) {
            buf_printf(out, "column %u\n", c);
            describe(span->columns[c].areas, out);
        }
    buf_puts(out, "notes\n");
    describe(page->footnotes, out);
}

/* The pages of a document, described as they are shown or when all are there. */
static char *pages_of(struct arena *arena, const char *fo, bool shows, unsigned *count)
{
    struct buf out = BUF_INIT;
    xmlDoc *document = xmlReadMemory(fo, (int)strlen(fo), "test.fo", NULL, XML_PARSE_HUGE);
    ck_assert_ptr_nonnull(document);
    struct fo_tree *tree = fo_tree_new(arena, document, "test.fo", false);
    ck_assert_ptr_nonnull(tree);
    struct layout_options options = {.fonts = font_set_new_base14(arena),
                                     .page_done = shows ? describe_page : NULL,
                                     .payload = &out};
    struct layout *layout = layout_new(arena, tree, &options);
    ck_assert_ptr_nonnull(layout);
    for (const struct page *page = layout->pages; page; page = page->next)
        describe_page(&out, layout, page);
    *count = layout->page_count;
    layout_free(layout);
    xmlFreeDoc(document);
    return buf_to_arena(&out, arena);
}

START_TEST(pages_are_the_same_collected_at_once_or_bit_by_bit)
{
    struct arena *arena = arena_new();
    char *fo = random_document(arena, (unsigned)_i * 2750159u + 3 + (unsigned)_i % 4);
    unsigned counts[2];
    const char *bits = pages_of(arena, fo, true, &counts[0]);
    const char *whole = pages_of(arena, fo, false, &counts[1]);
    ck_assert_uint_gt(counts[0], 4);
    ck_assert_uint_eq(counts[0], counts[1]);
    size_t same = 0;
    while (bits[same] && bits[same] == whole[same])
        same++;
    while (same > 0 && strncmp(bits + same, "page ", 5) != 0)
        same--;
    ck_assert_msg(strcmp(bits, whole) == 0, "they differ from here on: %.60s", whole + same);
    arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("window");
    TCase *pages = tcase_create("pages");
    tcase_set_timeout(pages, 60);
    tcase_add_loop_test(pages, pages_are_the_same_collected_at_once_or_bit_by_bit, 0, 16);
    suite_add_tcase(suite, pages);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
