/*
 * The placeholder rule over a corpus of sentences (tests/cases/check/placeholders.txt):
 * how many of the clear ones are errors at the exact place, and how many errors are
 * false. Printed, and required.
 */
#include "check/check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct score {
    unsigned clear, found, likely, noticed, innocent, wrong, errors;
};

static struct arena *arena;
static struct checker *checker;
static const struct site *site;

static void setup(void)
{
    arena = arena_new();
    site = site_default(arena);
    ck_assert_int_eq(checker_new(arena, FILTERS_FOLDER, NULL, site, &checker), 0);
}

static void teardown(void)
{
    arena_free(arena);
}

/* The line without its marks and with its newlines; *marked is what they held. */
static struct str read_case(struct str line, struct str *marked)
{
    struct buf text = BUF_INIT;
    size_t start = 0, end = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.n - i >= 3 && memcmp(line.s + i, "⟦", 3) == 0) {
            start = text.n;
            i += 2;
        } else if (line.n - i >= 3 && memcmp(line.s + i, "⟧", 3) == 0) {
            end = text.n;
            i += 2;
        } else if (line.s[i] == '\\' && i + 1 < line.n && line.s[i + 1] == 'n') {
            buf_putc(&text, '\n');
            i++;
        } else {
            buf_putc(&text, line.s[i]);
        }
    }
    buf_putc(&text, '\n');
    size_t size = text.n;
    char *kept = buf_to_arena(&text, arena);
    *marked = (struct str){kept + start, end - start};
    return (struct str){kept, size};
}

static struct str cut(struct str text, const struct finding *finding)
{
    size_t offsets[2] = {0, 0};
    const struct place places[2] = {finding->start, finding->end};
    for (int i = 0; i < 2; i++) {
        size_t at = 0;
        for (uint32_t line = 1; line < places[i].line; line++)
            at = (size_t)((const char *)memchr(text.s + at, '\n', text.n - at) - text.s) + 1;
        for (uint32_t column = 1; column < places[i].column; column++)
            utf8_next(text.s, text.n, &at);
        offsets[i] = at;
    }
    return (struct str){text.s + offsets[0], offsets[1] - offsets[0]};
}

static void judge(struct score *score, struct str line)
{
    struct str marked;
    char kind = line.s[0];
    struct str text = read_case((struct str){line.s + 2, line.n - 2}, &marked);
    struct findings *findings = findings_new(arena), *reading = findings_new(arena);
    struct document *document = document_read_text(arena, site, "case.md", text, reading);
    ck_assert_ptr_nonnull(document);
    ck_assert_int_eq(checker_run(checker, document, NULL, findings), 0);

    bool hit = false, noticed = false, wrong = false;
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (strcmp(finding->rule, "placeholder") != 0)
            continue;
        bool error = finding->level == LEVEL_ERROR;
        bool exact = str_equal(cut(text, finding), marked);
        hit |= error && exact;
        noticed |= exact;
        wrong |= error && !exact;
        score->errors += error;
    }
    score->clear += kind == '!';
    score->found += kind == '!' && hit;
    score->likely += kind == '?';
    score->noticed += kind == '?' && noticed;
    score->innocent += kind == '-';
    score->wrong += wrong || (kind != '!' && hit);
    if ((kind == '!' && !hit) || (kind == '?' && !noticed) || (kind == '-' && wrong))
        printf("placeholder: %s: %.*s\n", kind == '-' ? "false" : "missed", (int)line.n, line.s);
}

START_TEST(clear_placeholders_are_found_and_look_alikes_are_not)
{
    struct str text, line;
    struct score score = {0};
    ck_assert_int_eq(file_read(arena, CASES_FOLDER "/placeholders.txt", 1 << 20, &text), 0);
    while (str_next(&text, '\n', &line)) {
        if (line.n > 2 && line.s[0] != '#')
            judge(&score, line);
    }
    printf("placeholder: %u of %u clear ones are errors (%.1f %%), %u of %u likely ones noticed, "
           "%u of %u pages have a false error (%.1f %% of %u errors)\n",
           score.found, score.clear, 100.0 * score.found / score.clear, score.noticed, score.likely,
           score.wrong, score.clear + score.likely + score.innocent,
           100.0 * score.wrong / score.errors, score.errors);
    ck_assert_uint_ge(score.clear, 80);
    ck_assert_uint_ge(score.innocent, 70);
    ck_assert_uint_ge(score.found * 100, score.clear * 95);
    ck_assert_uint_le(score.wrong * 100, score.errors * 5);
    ck_assert_uint_eq(score.noticed, score.likely);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("placeholder");
    TCase *cases = tcase_create("placeholder");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, clear_placeholders_are_found_and_look_alikes_are_not);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
