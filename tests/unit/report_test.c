/* Reports of findings made by hand: what a terminal, GitHub, GitLab and JUnit are shown. */
#include "check/check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct findings *findings;

static void setup(void)
{
    arena = arena_new();
    findings = findings_new(arena);
}

static void teardown(void)
{
    arena_free(arena);
}

static const struct source *source_of(const char *path, const char *text)
{
    return source_new(arena, path, str_of(text));
}

/* A finding at the first `part` of the text. */
static struct finding *add_at(const struct source *source, const char *part, enum level level,
                              const char *rule)
{
    const char *at = strstr(source->text, part);
    ck_assert_ptr_nonnull(at);
    uint32_t start = (uint32_t)(at - source->text);
    return findings_add(findings, source, (struct span){start, start + (uint32_t)strlen(part)},
                        (struct finding){.rule = rule, .level = level, .message = "m"});
}

static const char *written(struct report_options options)
{
    struct buf out = BUF_INIT;
    findings_sort(findings);
    report_write(findings, NULL, options, &out);
    return buf_to_arena(&out, arena);
}

static const char *text_report(void)
{
    return written((struct report_options){.format = REPORT_TEXT, .pages = 1});
}

static size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        count++;
    return count;
}

static void assert_has(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "\"%s\" is not in:\n%s", part, text);
}

/* ---- Excerpts ------------------------------------------------------------------------- */

static const char long_line[] =
    "The first sentence of the paragraph stands here and says a lot of things about the plan, "
    "the second one [add link] follows it and goes on for a good while, so that the line that a "
    "terminal has is far too short for all that the author wrote in one paragraph.";

START_TEST(a_long_line_is_cut_around_its_span)
{
    add_at(source_of("a.md", long_line), "[add link]", LEVEL_ERROR, "placeholder");
    const char *text = text_report();
    struct str rest = str_of(text), row;
    assert_has(text, "\n  …");
    assert_has(text, "…\n");
    size_t place = 0;
    while (str_next(&rest, '\n', &row)) {
        const char *line = arena_strndup(arena, row.s, row.n);
        ck_assert_uint_le(utf8_length(line, row.n), 104);
        if (line[0] == ' ' && strchr(line, '[') != NULL)
            place = utf8_length(line, (size_t)(strchr(line, '[') - line));
        if (strchr(line, '^') != NULL) {
            ck_assert_uint_eq((size_t)(strchr(line, '^') - line), place);
            ck_assert(str_ends(row, "^~~~~~~~~~"));
        }
    }
    ck_assert_uint_gt(place, 0);
}
END_TEST

START_TEST(a_span_wider_than_the_window_is_marked_in_rows)
{
    const char *part = strstr(long_line, "the second");
    add_at(source_of("a.md", long_line), part, LEVEL_ERROR, "sentence-length");
    const char *text = text_report();
    ck_assert_uint_eq(occurrences(text, "^"), 1);
    /* Blanks at which a row ends are not shown, all else of the span is marked. */
    ck_assert_uint_eq(occurrences(text, "~") + 1, strlen(part) - 1);
    assert_has(text, "one paragraph.\n  ~");
}
END_TEST

START_TEST(findings_of_one_line_each_show_their_own_window)
{
    const struct source *source = source_of("a.md", long_line);
    add_at(source, "The first", LEVEL_ERROR, "a");
    add_at(source, "wrote in one", LEVEL_ERROR, "b");
    const char *text = text_report();
    assert_has(text, "\n  The first");
    assert_has(text, "\n  ^~~~~~~~~\n");
    assert_has(text, "wrote in one paragraph.\n");
    assert_has(text, " ^~~~~~~~~~~~\n");
}
END_TEST

START_TEST(marks_stand_below_wide_and_combining_characters)
{
    add_at(source_of("a.md", "漢字 e\xCC\x81 x 語 end"), "語", LEVEL_ERROR, "a");
    add_at(source_of("b.md", "ab e\xCC\x81lan end"), "e\xCC\x81lan", LEVEL_ERROR, "a");
    add_at(source_of("c.md", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC to"), "to", LEVEL_ERROR,
           "a");
    const char *text = text_report();
    assert_has(text, "\n  漢字 e\xCC\x81 x 語 end\n           ^~\n");
    assert_has(text, "\n  ab e\xCC\x81lan end\n     ^~~~\n");
    assert_has(text, " to\n       ^~\n");
}
END_TEST

START_TEST(an_empty_span_has_a_caret)
{
    const struct source *source = source_of("a.md", "one\n\ntwo\n");
    struct finding at = {.rule = "r", .level = LEVEL_ERROR, .message = "m"};
    findings_add(findings, source, (struct span){3, 3}, at);
    findings_add(findings, source, (struct span){6, 6}, at);
    const char *text = text_report();
    assert_has(text, "\n  one\n     ^\n");
    assert_has(text, "\n  two\n   ^\n");
}
END_TEST

START_TEST(a_very_long_line_costs_each_finding_a_window)
{
    enum { WORDS = 20000 };
    struct buf line = BUF_INIT;
    for (int i = 0; i < WORDS; i++)
        buf_puts(&line, "wörd [x] ");
    const struct source *source = source_new(arena, "a.md", (struct str){line.s, line.n});
    struct finding at = {.rule = "r", .level = LEVEL_WARNING, .message = "m"};
    size_t before = arena_size(arena);
    for (uint32_t i = 0; i < WORDS; i++)
        findings_add(findings, source, (struct span){10 * i + 6, 10 * i + 9}, at);
    ck_assert_uint_lt(arena_size(arena) - before, (size_t)WORDS * 2000);
    ck_assert_uint_eq(findings->list.items[WORDS - 1].start.column, 9 * (WORDS - 1) + 6);
    const char *text = text_report();
    ck_assert_uint_lt(strlen(text), (size_t)WORDS * 200);
    ck_assert_uint_eq(occurrences(text, "^~~\n"), WORDS);
    buf_release(&line);
}
END_TEST

/* ---- Choice and counts ------------------------------------------------------------------ */

static void add_many(size_t count, enum level level, const char *rule)
{
    const struct source *source = source_of("a.md", "one word\n");
    for (size_t i = 0; i < count; i++)
        add_at(source, "word", level, rule);
}

START_TEST(errors_come_first_under_a_limit)
{
    add_many(5, LEVEL_WARNING, "a-mild");
    add_many(3, LEVEL_ERROR, "hard");
    const char *text = written((struct report_options){.limit = 4, .pages = 1});
    ck_assert_uint_eq(occurrences(text, "error: m [hard]"), 3);
    ck_assert_uint_eq(occurrences(text, "warning: m [a-mild]"), 1);
    assert_has(text, "4 more are not listed");
    assert_has(text, "3 errors, 5 warnings in 1 page\n");
    ck_assert_ptr_null(strstr(text_report(), "not listed"));
}
END_TEST

START_TEST(a_long_list_ends_with_counts_by_rule)
{
    add_many(11, LEVEL_WARNING, "mild");
    add_many(2, LEVEL_ERROR, "a-hard-one");
    assert_has(text_report(), "\n  a-hard-one   2 errors\n  mild        11 warnings\n2 errors");
}
END_TEST

START_TEST(accepted_findings_are_counted_and_not_listed)
{
    add_many(3, LEVEL_ERROR, "hard");
    findings->list.items[0].status = FINDING_WAIVED;
    findings->list.items[0].waiver =
        &(const struct waiver){.text = "the logo is owned, A. Smith, until 2027-01-31",
                               .reason = "the logo is owned",
                               .owner = "A. Smith",
                               .until = "2027-01-31"};
    findings->list.items[1].status = FINDING_BASELINE;
    const char *text = text_report();
    ck_assert_uint_eq(occurrences(text, "[hard]"), 1);
    assert_has(text, "1 error, 0 warnings in 1 page (not counted: 1 waived, 1 in the baseline)\n");
    text = written((struct report_options){.pages = 1, .all = true});
    ck_assert_uint_eq(occurrences(text, "[hard]"), 3);
    assert_has(text, "waived: the logo is owned, A. Smith, until 2027-01-31\n");
}
END_TEST

START_TEST(colour_is_only_there_when_asked_for)
{
    add_many(1, LEVEL_ERROR, "hard");
    ck_assert_ptr_null(strchr(text_report(), '\033'));
    ck_assert_ptr_nonnull(strchr(written((struct report_options){.color = true}), '\033'));
}
END_TEST

/* ---- GitHub, GitLab, JUnit --------------------------------------------------------------- */

START_TEST(github_commands_escape_what_would_end_them)
{
    struct finding *finding =
        add_at(source_of("a,b:c%.md", "one\r\ntwo [x]"), "two", LEVEL_ERROR, "r");
    finding->message = "100 % of\n\"a: b, c\"";
    finding->advice = "Do: it.";
    const char *text = written((struct report_options){.format = REPORT_GITHUB, .pages = 1});
    assert_has(text, "::error file=a%2Cb%3Ac%25.md,line=2,endLine=2,col=1,endColumn=4,title=r::"
                     "100 %25 of%0A\"a: b, c\".%0ADo: it.\n");
}
END_TEST

START_TEST(github_gets_ten_annotations_a_level_and_lines_for_the_rest)
{
    add_many(13, LEVEL_WARNING, "mild");
    add_many(12, LEVEL_ERROR, "zeal");
    const char *text = written((struct report_options){.format = REPORT_GITHUB, .pages = 1});
    ck_assert_uint_eq(occurrences(text, "::error "), 10);
    ck_assert_uint_eq(occurrences(text, "::warning "), 10);
    ck_assert_uint_eq(occurrences(text, "\n- a.md:1:5: error: m [zeal]"), 2);
    ck_assert_uint_eq(occurrences(text, "\n- a.md:1:5: warning: m [mild]"), 3);
    ck_assert(strstr(text, "::warning ") > strstr(text, "[zeal]"));
    ck_assert(str_starts(str_of(text), "::error "));
    ck_assert(str_ends(str_of(text), "12 errors, 13 warnings in 1 page\n"));
}
END_TEST

START_TEST(gitlab_fingerprints_are_unique_and_follow_the_order)
{
    add_many(3, LEVEL_ERROR, "hard");
    findings->list.items[1].status = FINDING_WAIVED;
    const char *text = written((struct report_options){.format = REPORT_GITLAB});
    ck_assert_uint_eq(occurrences(text, "\"fingerprint\""), 2);
    ck_assert_uint_eq(occurrences(text, ":a.md\""), 1);
    ck_assert_uint_eq(occurrences(text, ":a.md:2\""), 1);
    assert_has(text, "\"severity\": \"blocker\"");
}
END_TEST

START_TEST(junit_makes_a_suite_a_page_and_a_case_a_rule)
{
    add_many(2, LEVEL_ERROR, "hard");
    add_many(1, LEVEL_WARNING, "mild");
    add_at(source_of("b.md", "<&>\x01"), "<", LEVEL_ERROR, "hard")->status = FINDING_WAIVED;
    const char *text = written((struct report_options){.format = REPORT_JUNIT, .pages = 2});
    assert_has(text, "<testsuite name=\"a.md\" tests=\"2\" failures=\"1\" errors=\"0\" "
                     "skipped=\"0\" file=\"a.md\">");
    assert_has(text, "<failure message=\"2 errors: m …\">");
    assert_has(text, "<testsuite name=\"b.md\" tests=\"1\" failures=\"0\" errors=\"0\" "
                     "skipped=\"1\"");
    ck_assert_ptr_null(strstr(text, "did not look"));
    text = written((struct report_options){.format = REPORT_JUNIT, .incomplete = true});
    assert_has(text, "<error message=");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *cases = tcase_create("report");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, a_long_line_is_cut_around_its_span);
    tcase_add_test(cases, a_span_wider_than_the_window_is_marked_in_rows);
    tcase_add_test(cases, findings_of_one_line_each_show_their_own_window);
    tcase_add_test(cases, marks_stand_below_wide_and_combining_characters);
    tcase_add_test(cases, an_empty_span_has_a_caret);
    tcase_add_test(cases, a_very_long_line_costs_each_finding_a_window);
    tcase_add_test(cases, errors_come_first_under_a_limit);
    tcase_add_test(cases, a_long_list_ends_with_counts_by_rule);
    tcase_add_test(cases, accepted_findings_are_counted_and_not_listed);
    tcase_add_test(cases, colour_is_only_there_when_asked_for);
    tcase_add_test(cases, github_commands_escape_what_would_end_them);
    tcase_add_test(cases, github_gets_ten_annotations_a_level_and_lines_for_the_rest);
    tcase_add_test(cases, gitlab_fingerprints_are_unique_and_follow_the_order);
    tcase_add_test(cases, junit_makes_a_suite_a_page_and_a_case_a_rule);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
