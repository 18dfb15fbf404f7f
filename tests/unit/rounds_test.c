/* How often a document is laid out and shown until its page numbers hold. */
#include "print/layout/layout.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>

#define FO                                                                                         \
    "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set>"               \
    "<fo:simple-page-master master-name=\"m\" page-width=\"200pt\" page-height=\"120pt\">"         \
    "<fo:region-body margin-bottom=\"20pt\"/><fo:region-after extent=\"20pt\"/>"                   \
    "</fo:simple-page-master></fo:layout-master-set>"                                              \
    "<fo:page-sequence id=\"all\" master-reference=\"m\">"
#define FLOW "<fo:flow flow-name=\"xsl-region-body\">"
#define END "</fo:flow></fo:page-sequence></fo:root>"

struct shown {
    unsigned pages, anew;
};

static void page_done(void *payload, const struct layout *layout UNUSED,
                      const struct page *page UNUSED)
{
    ((struct shown *)payload)->pages++;
}

static bool begin_anew(void *payload)
{
    ((struct shown *)payload)->anew++;
    return true;
}

static struct shown lay_out(const char *fo)
{
    struct shown shown = {0};
    struct arena *arena = arena_new();
    xmlDoc *document = xmlReadDoc((const xmlChar *)fo, "test.fo", NULL, 0);
    ck_assert_ptr_nonnull(document);
    struct fo_tree *tree = fo_tree_new(arena, document, "test.fo", false);
    ck_assert_ptr_nonnull(tree);
    struct layout_options options = {.fonts = font_set_new_base14(arena),
                                     .page_done = page_done,
                                     .begin_anew = begin_anew,
                                     .payload = &shown};
    struct layout *layout = layout_new(arena, tree, &options);
    ck_assert_ptr_nonnull(layout);
    layout_free(layout);
    arena_free(arena);
    xmlFreeDoc(document);
    return shown;
}

static void check_shown(const char *fo, unsigned pages, unsigned anew)
{
    struct shown shown = lay_out(fo);
    ck_assert_uint_eq(shown.pages, pages);
    ck_assert_uint_eq(shown.anew, anew);
}

START_TEST(without_page_numbers_in_the_text_pages_are_shown_once)
{
    check_shown(FO FLOW "<fo:block>a</fo:block><fo:block break-before=\"page\">b</fo:block>" END, 2,
                0);
}
END_TEST

START_TEST(what_a_contents_list_cites_is_shown_once)
{
    check_shown(FO FLOW "<fo:block>b <fo:page-number-citation ref-id=\"b\"/></fo:block>"
                        "<fo:block id=\"b\" break-before=\"page\">b</fo:block>" END,
                2, 0);
}
END_TEST

START_TEST(a_number_of_all_pages_in_a_footer_is_known_before_they_are_shown)
{
    check_shown(FO
                "<fo:static-content flow-name=\"xsl-region-after\"><fo:block><fo:page-number/> of "
                "<fo:page-number-citation-last ref-id=\"all\"/></fo:block></fo:static-content>" FLOW
                "<fo:block>a</fo:block><fo:block break-before=\"page\">b</fo:block>" END,
                2, 0);
}
END_TEST

START_TEST(an_id_without_an_area_settles_once_its_number_is_gone)
{
    check_shown(FO FLOW "<fo:block><fo:page-number-citation ref-id=\"none\"/></fo:block>"
                        "<fo:block><fo:marker marker-class-name=\"m\" id=\"none\"/></fo:block>" END,
                1, 0);
}
END_TEST

/* The number is that of a page which may not come to be the last; ASan watches. */
START_TEST(the_number_of_a_page_outlives_its_sequence)
{
    check_shown(FO FLOW "<fo:block><fo:page-number/></fo:block></fo:flow></fo:page-sequence>"
                        "<fo:page-sequence master-reference=\"m\">" FLOW
                        "<fo:block><fo:page-number/></fo:block>" END,
                2, 0);
}
END_TEST

/* "1000" is wider than the guess: a line more moves what is cited to the next page. */
START_TEST(numbers_that_move_what_they_cite_are_shown_anew)
{
    check_shown("<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set>"
                "<fo:simple-page-master master-name=\"m\" page-width=\"24pt\" page-height=\"30pt\">"
                "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
                "<fo:page-sequence master-reference=\"m\" initial-page-number=\"999\">" FLOW
                "<fo:block>i <fo:page-number-citation ref-id=\"c\"/></fo:block>"
                "<fo:block id=\"c\">c</fo:block>" END,
                4, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rounds");
    TCase *rounds = tcase_create("rounds");
    tcase_add_test(rounds, without_page_numbers_in_the_text_pages_are_shown_once);
    tcase_add_test(rounds, what_a_contents_list_cites_is_shown_once);
    tcase_add_test(rounds, a_number_of_all_pages_in_a_footer_is_known_before_they_are_shown);
    tcase_add_test(rounds, an_id_without_an_area_settles_once_its_number_is_gone);
    tcase_add_test(rounds, the_number_of_a_page_outlives_its_sequence);
    tcase_add_test(rounds, numbers_that_move_what_they_cite_are_shown_anew);
    suite_add_tcase(suite, rounds);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
