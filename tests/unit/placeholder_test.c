/*
 * The placeholder rule over two corpora written for it: single lines, where the exact
 * place counts (tests/cases/check/placeholders.txt), and whole documents of many kinds
 * (tests/cases/check/placeholders/). How many of the clear ones are errors, and how many
 * errors are false. Printed, and required.
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
        if (strcmp(finding->rule, "placeholder") != 0 &&
            strcmp(finding->rule, "reviewer-residue") != 0)
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

/* ---- Whole documents --------------------------------------------------------------- */

enum grade { CLEAR = '!', LIKELY = '?', INNOCENT = '-' };
struct mark {
    size_t start, end;
    char grade;
};
struct marked_page {
    const char *name;
    struct str text;
    VEC(struct mark) marks;
};
static const char OPEN[] = "⟦", CLOSE[] = "⟧";
enum { MARK = sizeof OPEN - 1 };

/* Takes the marks out of a page; they do not nest. */
static void read_marks(struct marked_page *page, struct str raw)
{
    struct buf text = BUF_INIT;
    struct mark mark = {0};
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.n - i > MARK && memcmp(raw.s + i, OPEN, MARK) == 0) {
            mark = (struct mark){.start = text.n, .grade = raw.s[i + MARK]};
            ck_assert_msg(strchr("!?-", mark.grade) != NULL, "%s: a mark without grade",
                          page->name);
            i += MARK;
        } else if (raw.n - i >= MARK && memcmp(raw.s + i, CLOSE, MARK) == 0) {
            mark.end = text.n;
            *vec_push(&page->marks) = mark;
            i += MARK - 1;
        } else {
            buf_putc(&text, raw.s[i]);
        }
    }
    size_t size = text.n;
    page->text = (struct str){buf_to_arena(&text, arena), size};
}

static size_t offset_of(struct str text, struct place place)
{
    size_t at = 0;
    for (uint32_t line = 1; line < place.line; line++)
        at = (size_t)((const char *)memchr(text.s + at, '\n', text.n - at) - text.s) + 1;
    for (uint32_t column = 1; column < place.column; column++)
        utf8_next(text.s, text.n, &at);
    return at;
}

/* Which marks errors touch; an error that touches no placeholder is false. */
static void score_page(struct score *score, struct marked_page *page)
{
    struct findings *findings = findings_new(arena), *reading = findings_new(arena);
    struct document *document = document_read_text(arena, site, "page.md", page->text, reading);
    ck_assert_ptr_nonnull(document);
    ck_assert_int_eq(checker_run(checker, document, NULL, findings), 0);
    bool *touched = ARENA_ARRAY(arena, page->marks.count, bool);
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (strcmp(finding->rule, "placeholder") != 0 || finding->level != LEVEL_ERROR)
            continue;
        size_t start = offset_of(page->text, finding->start);
        size_t end = offset_of(page->text, finding->end);
        bool right = false;
        for (size_t m = 0; m < page->marks.count; m++) {
            const struct mark *mark = &page->marks.items[m];
            bool overlaps = mark->start < end && start < mark->end;
            touched[m] |= overlaps;
            right |= overlaps && mark->grade != INNOCENT;
        }
        score->errors++;
        score->wrong += !right;
        if (!right)
            printf("placeholder: %s:%u: false: %.*s\n", page->name, finding->start.line,
                   (int)(end - start), page->text.s + start);
    }
    for (size_t m = 0; m < page->marks.count; m++) {
        const struct mark *mark = &page->marks.items[m];
        score->clear += mark->grade == CLEAR;
        score->found += mark->grade == CLEAR && touched[m];
        score->likely += mark->grade == LIKELY;
        score->innocent += mark->grade == INNOCENT;
        if (mark->grade == CLEAR && !touched[m])
            printf("placeholder: %s: missed: %.*s\n", page->name, (int)(mark->end - mark->start),
                   page->text.s + mark->start);
    }
}

/* A file of pages, each after a line "%%% name". */
static struct score score_file(const char *path)
{
    struct score score = {0};
    struct str rest, line;
    ck_assert_int_eq(file_read(arena, path, 1 << 20, &rest), 0);
    while (rest.n > 0 && str_next(&rest, '\n', &line)) {
        ck_assert_msg(str_starts(line, "%%% "), "no page starts at: %.*s", (int)line.n, line.s);
        struct marked_page page = {.name = arena_strndup(arena, line.s + 4, line.n - 4)};
        struct str raw = {rest.s, 0};
        while (rest.n > 0 && !str_starts(rest, "%%% ")) {
            str_next(&rest, '\n', &line);
            raw.n = (size_t)(line.s + line.n + 1 - raw.s);
        }
        read_marks(&page, raw);
        score_page(&score, &page);
        vec_release(&page.marks);
    }
    printf("placeholder: %s: %u of %u clear ones are errors (%.1f %%), %u of %u errors are false "
           "(%.1f %%), beside %u look-alikes\n",
           path_name(path), score.found, score.clear, 100.0 * score.found / score.clear,
           score.wrong, score.errors, 100.0 * score.wrong / score.errors, score.innocent);
    return score;
}

static const char *const corpora[] = {"development.txt", "hold-out.txt"};

START_TEST(placeholders_of_whole_documents_are_found_and_look_alikes_are_not)
{
    struct score score =
        score_file(arena_printf(arena, CASES_FOLDER "/placeholders/%s", corpora[_i]));
    ck_assert_uint_ge(score.clear, 75);
    ck_assert_uint_ge(score.innocent, 180);
    ck_assert_uint_ge(score.found * 100, score.clear * 95);
    ck_assert_uint_le(score.wrong * 100, score.errors * 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("placeholder");
    TCase *cases = tcase_create("placeholder");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, clear_placeholders_are_found_and_look_alikes_are_not);
    tcase_add_loop_test(cases, placeholders_of_whole_documents_are_found_and_look_alikes_are_not, 0,
                        COUNT_OF(corpora));
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
