/* The flat page, measures, settings, fingerprints and reports. */
#include "check/check.h"
#include "check/internal.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static const struct site *site;

static void setup(void)
{
    arena = arena_new();
    site = site_default(arena);
}

static void teardown(void)
{
    arena_free(arena);
}

static struct document *read_page(const char *text, size_t size)
{
    struct findings *reading = findings_new(arena);
    struct document *document =
        document_read_text(arena, site, "page.md", (struct str){text, size}, reading);
    ck_assert_ptr_nonnull(document);
    return document;
}

static struct measures measure(const char *text)
{
    struct page *page = page_new(arena, lexicon_new(arena), read_page(text, strlen(text)));
    struct measures measures = {0};
    measures_add(&measures, page, 0, page->sentence_count);
    return measures;
}

/* ---- Measures ------------------------------------------------------------------------ */

START_TEST(flesch_agrees_with_hand_counts)
{
    struct measures cat = measure("The cat sat on the mat.");
    ck_assert_double_eq_tol(measures_flesch(&cat), 116.1, 0.06);
    struct measures platypus = measure(
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.");
    ck_assert_uint_eq(platypus.syllables, 24);
    ck_assert_double_eq_tol(measures_flesch(&platypus), 37.5, 0.06);
    struct measures passage = measure(
        "This sentence, taken as a reading passage unto itself, is being used to prove a point.");
    ck_assert_double_eq_tol(measures_flesch(&passage), 69.0, 0.06);
}
END_TEST

START_TEST(formulas_follow_their_publications)
{
    struct measures abstract = {.words = 119, .letters = 639, .sentences = 5};
    ck_assert_double_eq_tol(measures_coleman_liau(&abstract), 14.53, 0.01);
    struct measures m = {.words = 100,
                         .sentences = 5,
                         .syllables = 150,
                         .letters = 450,
                         .complex = 10,
                         .long_words = 20};
    ck_assert_double_eq_tol(measures_kincaid(&m), 0.39 * 20 + 11.8 * 1.5 - 15.59, 1e-9);
    ck_assert_double_eq_tol(measures_fog(&m), 12.0, 1e-9);
    ck_assert_double_eq_tol(measures_ari(&m), 4.71 * 4.5 + 10 - 21.43, 1e-9);
    ck_assert_double_eq_tol(measures_lix(&m), 40.0, 1e-9);
    ck_assert_double_eq_tol(measures_rix(&m), 4.0, 1e-9);
}
END_TEST

/* McLaughlin's table I: polysyllables in 30 sentences and the grade. */
START_TEST(smog_agrees_with_its_table)
{
    static const struct {
        uint32_t polysyllables;
        double grade;
    } rows[] = {{1, 4}, {4, 5}, {9, 6}, {16, 7}, {25, 8}, {49, 10}, {100, 13}, {225, 18}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct measures m = {.words = 600, .sentences = 30, .polysyllables = rows[i].polysyllables};
        ck_assert_double_eq_tol(measures_smog(&m), rows[i].grade, 0.8);
    }
    struct measures few = {.words = 90, .sentences = 9, .polysyllables = 9};
    ck_assert(isnan(measures_smog(&few)));
    struct measures none = {0};
    ck_assert(isnan(measures_flesch(&none)));
}
END_TEST

START_TEST(only_prose_is_counted)
{
    struct measures m = measure("# A title of five words\n\nThree short words.\n\n"
                                "| a cell | b |\n|---|---|\n| one two | three |\n\n"
                                "- an item\n\n> a quote here\n\n```\ncode code\n```\n\n"
                                "Go to www.nhs.uk or `run this` now.\n\n![an image](a.png)\n");
    ck_assert_uint_eq(m.sentences, 4);
    ck_assert_uint_eq(m.words, 3 + 2 + 3 + 4);
}
END_TEST

/* ---- Positions ------------------------------------------------------------------------- */

static const char positions[] =
    "\xEF\xBB\xBF---\r\ntitle: Words &\r\n---\r\n\r\n## Héading *wörd*\r\n\r\n"
    "Plain text\twith tabs, e\xCC\x81lan and 漢字 words.\r\nA [link text](https://a.org/x) and "
    "![alt text](b.png) here.\r\n\r\n> quoted words\r\nlazy words\r\n> > nested words\r\n\r\n"
    "- item one\r\n  continued\r\n\t- inner item\r\n\r\n    second paragraph\r\n\r\n"
    "1. first\r\n2. **second** item\r\n\r\n| Head | Other |\r\n|---|---|\r\n"
    "| cell one | pipe \\| here |\r\n| ü ö | last |\r\n\r\nTable: the caption\r\n\r\n"
    "Entities: caf&eacute; and &amp; or \\*escaped\\* stars.\r\nHard\\\r\nbreak  \r\nagain.\r\n\r\n"
    "Note.[^n] *[NHS]: none\r\n\r\n[^n]: The note's words.\r\n\r\n> [!NOTE] Mind this\r\n"
    "> Inside the callout.\r\n\r\n::: card {title=\"Card title\"}\r\nCard words.\r\n:::\r\n\r\n"
    "Setext heading\r\n--------------\r\n\r\n~~struck~~ [span]{lang=cy} <https://x.org> end.\r\n";

START_TEST(every_word_stands_where_its_span_says)
{
    struct document *document = read_page(positions, sizeof positions - 1);
    struct page *page = page_new(arena, lexicon_new(arena), document);
    unsigned exact = 0;
    ck_assert_uint_gt(page->word_count, 70);
    for (uint32_t i = 0; i < page->word_count; i++) {
        const struct word *word = &page->words[i];
        struct span span = page_span(page, word->start, word->end);
        struct str source = {document->source->text + span.start, span.end - span.start};
        struct str text = {page->text + word->start, word->end - word->start};
        if (memchr(source.s, '&', source.n) != NULL || memchr(source.s, '\\', source.n) != NULL)
            continue;
        ck_assert_msg(str_equal(source, text), "\"%.*s\" is cut as \"%.*s\"", (int)text.n, text.s,
                      (int)source.n, source.s);
        exact++;
    }
    ck_assert_uint_ge(exact + 2, page->word_count);
}
END_TEST

START_TEST(nodes_nest_and_runs_follow_each_other)
{
    struct page *page =
        page_new(arena, lexicon_new(arena), read_page(positions, sizeof positions - 1));
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct flat_node *node = &page->nodes[i];
        ck_assert(node->parent == NONE || node->parent < i);
        ck_assert_uint_gt(node->past, i);
        ck_assert_uint_le(node->start, node->end);
        ck_assert_uint_le(node->end, page->size);
        if (i > 0)
            ck_assert_uint_ge(node->start, page->nodes[i - 1].start);
    }
    for (uint32_t i = 1; i < page->run_count; i++)
        ck_assert_uint_ge(page->runs[i].start, page->runs[i - 1].start + page->runs[i - 1].size);
}
END_TEST

/* ---- Settings ------------------------------------------------------------------------------ */

static struct findings *check_text(const char *text)
{
    struct checker *checker;
    struct findings *findings = findings_new(arena);
    ck_assert_int_eq(checker_new(arena, FILTERS_FOLDER, NULL, site, &checker), 0);
    ck_assert_int_eq(checker_run(checker, read_page(text, strlen(text)), NULL, findings), 0);
    findings_sort(findings);
    return findings;
}

#define SIX_WORDS "\n---\n\nOne two three four five six.\n"

START_TEST(front_matter_sets_levels_and_options)
{
    struct findings *f =
        check_text("---\ntitle: A\nrules:\n  sentence-length:\n    limit: 5" SIX_WORDS);
    ck_assert_uint_eq(f->list.count, 1);
    ck_assert_int_eq(f->list.items[0].level, LEVEL_ERROR);
    f = check_text(
        "---\ntitle: A\nrules:\n  sentence-length: {limit: 5, level: warning}" SIX_WORDS);
    ck_assert_int_eq(f->list.items[0].level, LEVEL_WARNING);
    f = check_text("---\ntitle: A\nrules:\n  sentence-length: off" SIX_WORDS);
    ck_assert_uint_eq(f->list.count, 0);
    f = check_text("---\ntitle: A\nkind: guide\nrules:\n  sentence-length:\n    kinds:\n      "
                   "guide: {limit: 5}\n      report: {limit: 2}" SIX_WORDS);
    ck_assert_uint_eq(f->list.count, 1);
    ck_assert_ptr_nonnull(strstr(f->list.items[0].message, "5 is the most"));
}
END_TEST

START_TEST(faults_of_settings_are_findings_at_their_place)
{
    struct findings *f =
        check_text("---\ntitle: A\nrules:\n  sentence-length:\n    limti: 5" SIX_WORDS);
    ck_assert_uint_eq(f->list.count, 1);
    ck_assert_str_eq(f->list.items[0].rule, "rules");
    ck_assert_ptr_nonnull(strstr(f->list.items[0].message, "did you mean \"limit\"?"));
    ck_assert_uint_eq(f->list.items[0].start.line, 5);
    ck_assert_uint_eq(f->list.items[0].start.column, 5);
    f = check_text("---\ntitle: A\nrules:\n  sentence-lenght: off" SIX_WORDS);
    ck_assert_ptr_nonnull(strstr(f->list.items[0].message, "did you mean \"sentence-length\"?"));
    f = check_text("---\ntitle: A\nrules:\n  sentence-length: {limit: many}" SIX_WORDS);
    ck_assert_ptr_nonnull(strstr(f->list.items[0].message, "a number"));
}
END_TEST

/* ---- Fingerprints -------------------------------------------------------------------------- */

START_TEST(fingerprints_survive_text_above_and_new_line_breaks)
{
    struct findings *a = check_text("# A\n\nThe plan is here [add link] for all.\n");
    struct findings *b = check_text("# A\n\nNew text.\n\nThe plan is\nhere [add link] for all.\n");
    struct findings *c = check_text("# A\n\nAnother plan is here [add link] for all.\n");
    ck_assert_str_eq(a->list.items[0].fingerprint, b->list.items[0].fingerprint);
    ck_assert_str_ne(a->list.items[0].fingerprint, c->list.items[0].fingerprint);
}
END_TEST

/* ---- Reports -----------------------------------------------------------------------------------
 */

static const char *report_of(const char *text, enum report_format format)
{
    struct buf out = BUF_INIT;
    report_write(check_text(text), NULL, (struct report_options){.format = format, .pages = 1},
                 &out);
    return buf_to_arena(&out, arena);
}

START_TEST(carets_respect_wide_and_combining_characters_and_tabs)
{
    const char *text = report_of("# A\n\n漢字\te\xCC\x81 [add link] now.\n", REPORT_TEXT);
    ck_assert_msg(strstr(text, "page.md:3:7: error: unresolved placeholder \"[add link]\" "
                               "[placeholder]\n"
                               "  漢字 e\xCC\x81 [add link] now.\n"
                               "         ^~~~~~~~~~\n") != NULL,
                  "%s", text);
    ck_assert_ptr_nonnull(strstr(text, "1 error, 0 warnings in 1 page\n"));
}
END_TEST

START_TEST(control_characters_never_reach_the_terminal)
{
    const char page[] = "# A\n\n[add \x1B[31mlink]\n";
    struct findings *findings = findings_new(arena);
    ck_assert_ptr_null(document_read_text(arena, site, "page.md", str_of(page), findings));
    struct buf out = BUF_INIT;
    report_write(findings, NULL, (struct report_options){.format = REPORT_TEXT, .pages = 1}, &out);
    const char *text = buf_to_arena(&out, arena);
    ck_assert_ptr_nonnull(strstr(text, "page.md:3:6: error: the control character U+001B"));
    ck_assert_ptr_null(strchr(text, '\x1B'));
}
END_TEST

START_TEST(json_counts_columns_in_characters)
{
    const char *text = report_of("# A\n\nÜber “x” [add link]\n", REPORT_JSON);
    ck_assert_ptr_nonnull(strstr(text, "\"column\": 10,"));
    ck_assert_ptr_nonnull(strstr(text, "\"endColumn\": 20,"));
    ck_assert_ptr_nonnull(strstr(text, "\"errors\": 1,"));
    ck_assert_ptr_nonnull(strstr(text, "\\\"[add link]\\\""));
}
END_TEST

START_TEST(sarif_says_its_columns_are_code_points)
{
    const char *text = report_of("# A\n\nÜber [add link]\n", REPORT_SARIF);
    ck_assert_ptr_nonnull(strstr(text, "\"columnKind\": \"unicodeCodePoints\""));
    ck_assert_ptr_nonnull(strstr(text, "\"startColumn\": 6,"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check");
    TCase *cases = tcase_create("check");
    tcase_set_timeout(cases, 60); /* a loaded machine is no failure */
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, flesch_agrees_with_hand_counts);
    tcase_add_test(cases, formulas_follow_their_publications);
    tcase_add_test(cases, smog_agrees_with_its_table);
    tcase_add_test(cases, only_prose_is_counted);
    tcase_add_test(cases, every_word_stands_where_its_span_says);
    tcase_add_test(cases, nodes_nest_and_runs_follow_each_other);
    tcase_add_test(cases, front_matter_sets_levels_and_options);
    tcase_add_test(cases, faults_of_settings_are_findings_at_their_place);
    tcase_add_test(cases, fingerprints_survive_text_above_and_new_line_breaks);
    tcase_add_test(cases, carets_respect_wide_and_combining_characters_and_tabs);
    tcase_add_test(cases, control_characters_never_reach_the_terminal);
    tcase_add_test(cases, json_counts_columns_in_characters);
    tcase_add_test(cases, sarif_says_its_columns_are_code_points);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
