/* How often a document is laid out and shown until its page numbers hold. */
#include "print/layout/layout.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>

#define MASTER                                                                                     \
    "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set>"               \
    "<fo:simple-page-master master-name=\"m\" page-width=\"200pt\" page-height=\"120pt\">"         \
    "<fo:region-body margin-bottom=\"20pt\"/><fo:region-after extent=\"20pt\"/>"                   \
    "</fo:simple-page-master></fo:layout-master-set>"
#define FO MASTER "<fo:page-sequence id=\"all\" master-reference=\"m\">"
#define FLOW "<fo:flow flow-name=\"xsl-region-body\">"
#define NEXT "</fo:flow></fo:page-sequence><fo:page-sequence master-reference=\"m\">"
#define END "</fo:flow></fo:page-sequence></fo:root>"
/* Its size is asked for whenever it is laid out. */
#define PICTURE "<fo:block><fo:external-graphic src=\"p.png\"/></fo:block>"

struct shown {
    unsigned bodies, anew;
    unsigned statics;  /* after their bodies */
    unsigned measured; /* pictures */
    char order[16];    /* of the bodies, a letter each */
};

static void page_done(void *payload, const struct layout *layout UNUSED, const struct page *page)
{
    struct shown *shown = payload;
    if (page->lacks_body)
        shown->statics++;
    else if (shown->bodies < sizeof(shown->order) - 1)
        shown->order[shown->bodies++] = (char)('a' + page->index);
}

static bool begin_anew(void *payload)
{
    ((struct shown *)payload)->anew++;
    return true;
}

static bool image_size(void *payload, const struct fo *fo UNUSED, const char *address UNUSED,
                       mpt *width, mpt *height)
{
    ((struct shown *)payload)->measured++;
    *width = *height = 1000;
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
                                     .image_size = image_size,
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

/* `order`: the pages as their bodies are shown. */
static void check_shown(const char *fo, const char *order, unsigned anew)
{
    struct shown shown = lay_out(fo);
    ck_assert_str_eq(shown.order, order);
    ck_assert_uint_eq(shown.anew, anew);
}

/* The same, of a document with one picture: all of it is laid out once. */
static void check_once(const char *fo, const char *order)
{
    struct shown shown = lay_out(fo);
    ck_assert_str_eq(shown.order, order);
    ck_assert_uint_eq(shown.anew, 0);
    ck_assert_uint_eq(shown.measured, 1);
}

START_TEST(without_page_numbers_in_the_text_pages_are_shown_once)
{
    check_once(FO FLOW "<fo:block>a</fo:block>" PICTURE
                       "<fo:block break-before=\"page\">b</fo:block>" END,
               "ab");
}
END_TEST

START_TEST(a_page_waits_for_what_it_cites)
{
    check_once(FO FLOW "<fo:block>b <fo:page-number-citation ref-id=\"b\"/></fo:block>" PICTURE
                       "<fo:block break-before=\"page\">-</fo:block>"
                       "<fo:block id=\"b\" break-before=\"page\">b</fo:block>"
                       "<fo:block break-before=\"page\">-</fo:block>" END,
               "bacd");
}
END_TEST

START_TEST(a_contents_list_of_its_own_sequence_waits_alone)
{
    check_once(
        FO FLOW
        "<fo:block>b <fo:page-number-citation ref-id=\"b\"/></fo:block>"
        "<fo:block>c <fo:page-number-citation-last ref-id=\"b\"/></fo:block>" NEXT FLOW PICTURE
        "<fo:block id=\"b\">b<fo:block break-before=\"page\">b</fo:block></fo:block>" NEXT FLOW
        "<fo:block>d</fo:block>" END,
        "bcad");
}
END_TEST

START_TEST(what_is_cited_before_or_on_the_same_page_is_not_waited_for)
{
    check_once(FO FLOW "<fo:block id=\"a\">a <fo:page-number/> <fo:page-number-citation "
                       "ref-id=\"b\"/></fo:block>" PICTURE "<fo:block id=\"b\">b</fo:block>"
                       "<fo:block break-before=\"page\"><fo:page-number-citation ref-id=\"a\"/> "
                       "<fo:page-number/></fo:block>" END,
               "ab");
}
END_TEST

START_TEST(two_pages_that_cite_each_other_are_laid_out_once)
{
    check_once(FO FLOW
               "<fo:block id=\"a\"><fo:page-number-citation ref-id=\"b\"/></fo:block>" PICTURE
               "<fo:block break-before=\"page\" id=\"b\"><fo:page-number-citation "
               "ref-id=\"a\"/></fo:block>" END,
               "ab");
}
END_TEST

START_TEST(the_last_page_of_a_sequence_is_known_once_it_is_over)
{
    check_once(FO FLOW
               "<fo:block>a <fo:page-number-citation-last ref-id=\"all\"/></fo:block>" PICTURE
               "<fo:block break-before=\"page\">b</fo:block>" NEXT FLOW
               "<fo:block>c <fo:page-number-citation-last ref-id=\"all\"/></fo:block>" END,
               "bac");
}
END_TEST

/* The bodies do not wait for the footers. */
START_TEST(a_number_of_all_pages_in_a_footer_is_filled_in_afterwards)
{
    const char *fo =
        FO "<fo:static-content flow-name=\"xsl-region-after\"><fo:block><fo:page-number/> of "
           "<fo:page-number-citation-last ref-id=\"all\"/></fo:block></fo:static-content>" FLOW
           "<fo:block>a</fo:block>" PICTURE "<fo:block break-before=\"page\">b</fo:block>" END;
    check_once(fo, "ab");
    ck_assert_uint_eq(lay_out(fo).statics, 2);
}
END_TEST

/* 27 letters fit, and so does the guess, but "100001" does not. */
START_TEST(numbers_that_change_the_lines_are_laid_out_again)
{
    check_shown(
        MASTER
        "<fo:page-sequence initial-page-number=\"99999\" master-reference=\"m\">" FLOW
        "<fo:block font-family=\"Courier\">twenty-five letters here <fo:page-number-citation "
        "ref-id=\"b\"/></fo:block>"
        "<fo:block break-before=\"page\">b</fo:block>"
        "<fo:block break-before=\"page\" id=\"b\">b</fo:block>" END,
        "babc", 1);
}
END_TEST

/* A line more on the tenth page than the guess had moves what is cited from there. */
START_TEST(a_number_that_moves_what_it_cites_is_laid_out_again)
{
    check_shown("<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set>"
                "<fo:simple-page-master master-name=\"m\" page-width=\"24pt\" page-height=\"30pt\">"
                "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
                "<fo:page-sequence master-reference=\"m\" initial-page-number=\"999\">" FLOW
                "<fo:block>i <fo:page-number-citation ref-id=\"c\"/></fo:block>"
                "<fo:block id=\"c\">c</fo:block>" END,
                "abab", 1);
}
END_TEST

START_TEST(an_id_without_an_area_settles_once_its_number_is_gone)
{
    check_shown(FO FLOW "<fo:block><fo:page-number-citation ref-id=\"none\"/></fo:block>"
                        "<fo:block><fo:marker marker-class-name=\"m\" id=\"none\"/></fo:block>" END,
                "a", 0);
}
END_TEST

/* The number is that of a page which may not come to be the last; ASan watches. */
START_TEST(the_number_of_a_page_outlives_its_sequence)
{
    check_shown(FO FLOW "<fo:block><fo:page-number/></fo:block></fo:flow></fo:page-sequence>"
                        "<fo:page-sequence master-reference=\"m\">" FLOW
                        "<fo:block><fo:page-number/></fo:block>" END,
                "ab", 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rounds");
    TCase *rounds = tcase_create("rounds");
    tcase_add_test(rounds, without_page_numbers_in_the_text_pages_are_shown_once);
    tcase_add_test(rounds, a_page_waits_for_what_it_cites);
    tcase_add_test(rounds, a_contents_list_of_its_own_sequence_waits_alone);
    tcase_add_test(rounds, what_is_cited_before_or_on_the_same_page_is_not_waited_for);
    tcase_add_test(rounds, two_pages_that_cite_each_other_are_laid_out_once);
    tcase_add_test(rounds, the_last_page_of_a_sequence_is_known_once_it_is_over);
    tcase_add_test(rounds, a_number_of_all_pages_in_a_footer_is_filled_in_afterwards);
    tcase_add_test(rounds, numbers_that_change_the_lines_are_laid_out_again);
    tcase_add_test(rounds, a_number_that_moves_what_it_cites_is_laid_out_again);
    tcase_add_test(rounds, an_id_without_an_area_settles_once_its_number_is_gone);
    tcase_add_test(rounds, the_number_of_a_page_outlives_its_sequence);
    suite_add_tcase(suite, rounds);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
