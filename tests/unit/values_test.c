/* Which objects share the values of their properties, and which must not. */
#include "print/fo/fo.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static xmlDoc *document;

static void open_arena(void)
{
    arena = arena_new();
}

static void close_arena(void)
{
    arena_free(arena);
    xmlFreeDoc(document);
}

/* The tree of a document whose flow holds `blocks`. */
static struct fo_tree *read_tree(const char *blocks, bool lenient)
{
    const char *text = arena_printf(arena,
                                    "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" "
                                    "xmlns:p=\"urn:concordat:print:1\"><fo:page-sequence "
                                    "master-reference=\"m\"><fo:flow flow-name=\"f\">%s</fo:flow>"
                                    "</fo:page-sequence></fo:root>",
                                    blocks);
    document = xmlReadDoc((const xmlChar *)text, "test.fo", NULL, 0);
    ck_assert_ptr_nonnull(document);
    return fo_tree_new(arena, document, "test.fo", lenient);
}

static const struct fo *first_block(const struct fo_tree *tree)
{
    ck_assert_ptr_nonnull(tree);
    return tree->root->first->first->first;
}

START_TEST(objects_that_say_the_same_share_their_values)
{
    const struct fo *first =
        first_block(read_tree("<fo:block id='a' color='red'><fo:inline>x</fo:inline></fo:block>"
                              "<fo:block color='red' id='b'><fo:inline>y</fo:inline></fo:block>",
                              false));
    const struct fo *second = first->next;
    ck_assert_ptr_eq(first->values, second->values);
    ck_assert_ptr_eq(first->first->values, second->first->values);
    ck_assert_str_eq(first->id, "a");
    ck_assert_str_eq(second->id, "b");
}
END_TEST

/* What differs in one thing: type, attribute, parent, an ancestor that is looked up to. */
static const struct {
    const char *first, *second;
    enum fo_property property;
    mpt expected[2];
} DIFFERENT[] = {
    {"<fo:block font-size='8pt'/>", "<fo:block font-size='9pt'/>", FO_P_FONT_SIZE, {8000, 9000}},
    {"<fo:block font-size='8pt'><fo:block space-before='1em'/></fo:block>",
     "<fo:block font-size='9pt'><fo:block space-before='1em'/></fo:block>",
     FO_P_SPACE_BEFORE_OPT,
     {8000, 9000}},
    {"<fo:block padding-top='3pt'><fo:block padding-top='inherit'/></fo:block>",
     "<fo:block padding-top='4pt'><fo:block padding-top='inherit'/></fo:block>",
     FO_P_PADDING_BEFORE,
     {3000, 4000}},
    {"<fo:block padding-top='3pt'><fo:block><fo:block "
     "padding-top='from-nearest-specified-value()'/></fo:block></fo:block>",
     "<fo:block padding-top='4pt'><fo:block><fo:block "
     "padding-top='from-nearest-specified-value()'/></fo:block></fo:block>",
     FO_P_PADDING_BEFORE,
     {3000, 4000}},
};

static const struct fo *innermost(const struct fo *fo)
{
    return fo->first ? innermost(fo->first) : fo;
}

START_TEST(objects_that_differ_have_their_own_values)
{
    const char *blocks = arena_printf(arena, "%s%s", DIFFERENT[_i].first, DIFFERENT[_i].second);
    struct fo_tree *tree = read_tree(blocks, false);
    const struct fo *first = first_block(tree);
    ck_assert_int_eq(fo_length(tree, innermost(first), DIFFERENT[_i].property, 0),
                     DIFFERENT[_i].expected[0]);
    ck_assert_int_eq(fo_length(tree, innermost(first->next), DIFFERENT[_i].property, 0),
                     DIFFERENT[_i].expected[1]);
}
END_TEST

START_TEST(a_text_has_nothing_of_its_parent_but_what_is_inherited)
{
    struct fo_tree *tree =
        read_tree("<fo:block color='red' padding-top='3pt'>text</fo:block>", false);
    const struct fo *text = first_block(tree)->first;
    ck_assert_int_eq(text->type, FO_TEXT);
    ck_assert_int_eq(fo_length(tree, text, FO_P_PADDING_BEFORE, 0), 0);
    ck_assert_uint_eq(fo_get(tree, text, FO_P_COLOR)->color, 0xFF0000);
}
END_TEST

START_TEST(a_fault_is_told_of_each_object_that_has_it)
{
    struct fo_tree *tree = read_tree("<fo:block color='beige-ish' p:nonsense='1'/>"
                                     "<fo:block color='beige-ish' p:nonsense='1'/>"
                                     "<fo:block p:nonsense='1'/><fo:block/>",
                                     true);
    ck_assert_ptr_nonnull(tree);
    ck_assert_uint_eq(tree->faults, 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("values");
    TCase *values = tcase_create("values");
    tcase_add_checked_fixture(values, open_arena, close_arena);
    tcase_add_test(values, objects_that_say_the_same_share_their_values);
    tcase_add_loop_test(values, objects_that_differ_have_their_own_values, 0, COUNT_OF(DIFFERENT));
    tcase_add_test(values, a_text_has_nothing_of_its_parent_but_what_is_inherited);
    tcase_add_test(values, a_fault_is_told_of_each_object_that_has_it);
    suite_add_tcase(suite, values);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
