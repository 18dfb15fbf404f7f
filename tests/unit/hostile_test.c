/*
 * Inputs on which cmark-gfm, or a careless pass of ours, takes quadratic time or memory.
 * Each must be refused with one finding at error level, or be read; the test's own
 * timeout is what catches one that is neither.
 */
#include "document/document.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

/* What is written: `before`, then `unit` so many times, then `after` so many times. */
struct hostile {
    const char *name, *before, *unit;
    unsigned count;
    const char *between, *after;
    unsigned after_count;
    const char *rule; /* of the finding that refuses it; NULL: it is read */
};

enum { N = 20000 };

static const struct hostile inputs[] = {
    {"list marks in one line", "", "- ", N, "x\n", "\n", N, "hostile"},
    {"quote marks in one line", "", ">", N, "", "a*", N, "hostile"},
    {"quotes and lazy lines", "", "> ", N, "a\n", "a\n", N, "hostile"},
    {"sixty quotes and lazy lines", "", "> ", 60, "a\n", "a\n", N, NULL},
    {"as many quotes as there may be", "", "> ", 64, "a\n", "", 0, NULL},
    {"one quote more", "", "> ", 65, "a\n", "", 0, "hostile"},
    {"a long address and its references", "[a]: ", "x", N, "\n\n", "[a] ", N, "hostile"},
    {"an address repeated by references", "[a]: ", "x", 4000, "\n\n", "[a] ", N, "hostile"},
    {"a table of many columns", "", "a|", 500, "\n", "-|", 500, "hostile"},
    {"delimiter rows that never match", "a|b|c|d\n", "|-|\n|-|-|\n", N, "", "", 0, NULL},
    {"cells without a blank", "", "|a", N, "\n|-\n", "", 0, "hostile"},
    {"images without a blank", "", "![[]()", N, "", "", 0, "hostile"},
    {"CDATA", "", "a <![CDATA[ ", N, "", "", 0, "hostile"},
    {"processing instructions", "", "a <? ", N, "", "", 0, "hostile"},
    {"emphasis never closed", "", "*a ", 2 * N, "", "", 0, "hostile"},
    {"emphasis of two kinds", "", "_a*_ ", 2 * N, "", "", 0, "hostile"},
    {"emphasis inside emphasis", "", "*a ", 5000, "", "b* ", 5000, "hostile"},
    {"an address with many brackets", "http://x.y/", ")", N, "", "", 0, "hostile"},
    {"containers that are opened only", "", "::: card\n", 3000, "", "", 0, "container"},
    {"attributes that belong to nothing", "", "a {.x} ", N, "", "", 0, "attributes"},
    {"closing brackets with attributes", "", "] ]{.x} ", N, "", "", 0, "attributes"},
    {"spans", "", "[a b]{.x} ", N, "", "", 0, NULL},
    {"brackets", "", "[ ", N, "", "] ", N, NULL},
    {"backticks", "", "` `` ``` ", N, "", "", 0, NULL},
    {"at signs", "", "a@b.example @ ", N, "", "", 0, NULL},
    {"raw HTML", "", "a <b> ", N, "", "", 0, "raw-html"},
    {"headings that are alike", "", "# a\n", N, "", "", 0, NULL},
    {"definitions", "a\n", ": b\n", N, "", "", 0, NULL},
    {"task items", "", "- [ ] a\n", N, "", "", 0, NULL},
    {"abbreviations of one first word", "*[A-1]: x\n*[A-2]: y\n\n", "A-3 ", N, "", "", 0, NULL},
    {"links to nothing", "", "[a](#b) ", N, "", "", 0, "link"},
    {"images that are missing", "", "![a](b.png) ", 3000, "", "", 0, "image"},
    {"YAML lists in lists", "---\na: ", "[", 1000, "\n---\n", "a\n", 1, "yaml"},
    {"YAML maps in maps", "---\na: ", "{a: ", 1000, "\n---\n", "a\n", 1, "yaml"},
    {"many keys", "---\n", "x-a: b\n", 1, "---\n", "a\n", 1, NULL},
    {"more than two megabytes", "", "a b c d e f g h i j k l m n\n", 80000, "", "", 0, "page-size"},
};

static char *write_input(const struct hostile *input)
{
    struct buf text = BUF_INIT;
    buf_puts(&text, input->before);
    for (unsigned i = 0; i < input->count; i++)
        buf_puts(&text, input->unit);
    buf_puts(&text, input->between);
    for (unsigned i = 0; i < input->after_count; i++)
        buf_puts(&text, input->after);
    return buf_to_arena(&text, arena);
}

static struct document *read_page(const char *text, struct findings *findings)
{
    const struct site *site = site_default(arena);
    struct document *document = document_read_text(arena, site, "page.md", str_of(text), findings);
    struct collection *collection = collection_new(arena, site, &document, 1, findings);
    if (document != NULL)
        document_resolve(document, collection, findings);
    return document;
}

START_TEST(hostile_input_is_refused_or_read_in_time)
{
    const struct hostile *input = &inputs[_i];
    struct findings *findings = findings_new(arena);
    struct document *document = read_page(write_input(input), findings);
    if (input->rule == NULL) {
        ck_assert_msg(document != NULL && findings->list.count == 0, "%s: it should be read",
                      input->name);
        return;
    }
    ck_assert_msg(findings->list.count > 0, "%s: no finding", input->name);
    const struct finding *finding = &findings->list.items[0];
    ck_assert_msg(strcmp(finding->rule, input->rule) == 0, "%s: [%s] %s", input->name,
                  finding->rule, finding->message);
    ck_assert_int_eq(finding->level, LEVEL_ERROR);
    if (strcmp(input->rule, "hostile") == 0)
        ck_assert_uint_eq(findings->list.count, 1);
}
END_TEST

/* Short rows are filled up to the table's columns: 800 cells from 4 bytes. */
START_TEST(table_bomb_is_refused)
{
    struct buf text = BUF_INIT;
    for (unsigned i = 0; i < 190; i++)
        buf_puts(&text, "|a");
    buf_puts(&text, "\n");
    for (unsigned i = 0; i < 190; i++)
        buf_puts(&text, "|-");
    for (unsigned i = 0; i < 100000; i++)
        buf_puts(&text, "\n|a");
    struct findings *findings = findings_new(arena);
    ck_assert_ptr_null(read_page(buf_to_arena(&text, arena), findings));
    ck_assert_uint_eq(findings->list.count, 1);
    ck_assert_str_eq(findings->list.items[0].rule, "hostile");
    ck_assert_uint_lt(arena_size(arena), 64U << 20);
}
END_TEST

START_TEST(lists_nested_over_many_lines_are_refused)
{
    struct buf text = BUF_INIT;
    for (unsigned i = 0; i < 400; i++) {
        for (unsigned k = 0; k < i; k++)
            buf_puts(&text, "  ");
        buf_puts(&text, "- a\n");
    }
    struct findings *findings = findings_new(arena);
    ck_assert_ptr_null(read_page(buf_to_arena(&text, arena), findings));
    ck_assert_str_eq(findings->list.items[0].rule, "hostile");
    ck_assert_uint_gt(findings->list.items[0].start.line, 40);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hostile");
    TCase *tests = tcase_create("hostile");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 20);
    tcase_add_loop_test(tests, hostile_input_is_refused_or_read_in_time, 0, COUNT_OF(inputs));
    tcase_add_test(tests, table_bomb_is_refused);
    tcase_add_test(tests, lists_nested_over_many_lines_are_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
