/*
 * A finding covers what its rule saw. The rule echo.lua reports every word, match,
 * sentence and block of hard pages, its text as the message; the place of each finding
 * is then cut from the page, counted here afresh, and must give that text back.
 */
#include "check/check.h"
#include "hard_pages.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The byte where a place stands, counted over the text as it was written. */
static size_t offset_of(const char *text, struct place place)
{
    size_t at = strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (uint32_t line = 1; line < place.line; line++) {
        at += strcspn(text + at, "\r\n");
        at += text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
    }
    for (uint32_t column = 1; column < place.column; column++)
        do
            at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

/* The number of the next unique word in the text; 0 if there is none. */
static unsigned long next_word(const char **text, const char *end)
{
    while (*text < end) {
        char *past;
        const char *at = memchr(*text, 'w', (size_t)(end - *text));
        if (at == NULL)
            break;
        unsigned long number = strtoul(at + 1, &past, 10);
        *text = at + 1;
        if (past > at + 1 && past < end && *past == 'q')
            return number;
    }
    *text = end;
    return 0;
}

/* Every unique word that the rule saw stands in the cut, in this order; and nothing
 * stands before the first or after the last but what is not read as text there. */
static bool has_words_of(struct str cut, struct str seen)
{
    const char *here = cut.s, *there = seen.s;
    const char *here_end = cut.s + cut.n, *there_end = seen.s + seen.n;
    for (unsigned long wanted; (wanted = next_word(&there, there_end)) != 0;) {
        unsigned long found;
        do
            found = next_word(&here, here_end);
        while (found != 0 && found != wanted);
        if (found == 0)
            return false;
    }
    return true;
}

/* A word may run through marks: **w1q**w2q and w1q[w2q](/u) are one each; an entity is
 * one character of it. */
static bool is_without_marks(struct str cut, struct str seen)
{
    size_t at = 0;
    for (size_t i = 0; i < cut.n; i++) {
        const char *entity_end = memchr(cut.s + i, ';', cut.n - i);
        if (cut.s[i] == '&' && entity_end != NULL && at < seen.n) {
            utf8_next(seen.s, seen.n, &at);
            i = (size_t)(entity_end - cut.s);
        } else if (at < seen.n && cut.s[i] == seen.s[at]) {
            at++;
        } else if (strchr("*_~<>[]\\", cut.s[i]) == NULL) {
            return false;
        }
    }
    return at == seen.n;
}

static bool is_true(const char *text, const struct finding *finding, size_t *exact)
{
    size_t start = offset_of(text, finding->start), end = offset_of(text, finding->end);
    struct str cut = {text + start, end - start};
    struct str seen = str_of(finding->message), what;
    ck_assert_uint_le(start, end);
    str_next(&seen, ':', &what);
    if (str_is(what, "word") || str_is(what, "match")) {
        *exact += str_equal(cut, seen);
        return is_without_marks(cut, seen);
    }
    return has_words_of(cut, seen);
}

static const char *const line_ends[] = {"\n", "\r\n", "\r"};

START_TEST(findings_on_hard_pages_cover_what_the_rule_saw)
{
    size_t exact = 0, all = 0;
    struct arena *long_lived = arena_new();
    const struct site *site = site_default(long_lived);
    struct checker *checker;
    ck_assert_int_eq(checker_new(long_lived, ECHO_FOLDER, NULL, site, &checker), 0);
    for (uint32_t seed = 1; seed <= 300; seed++) {
        struct arena *arena = arena_new();
        struct generator g = {.arena = arena, .state = seed * 7907U};
        char *text = hard_page(&g, 1 + seed % 12, line_ends[seed % 3]);
        if (seed % 5 == 0)
            text = arena_printf(arena, "\xEF\xBB\xBF%s", text);
        struct findings *reading = findings_new(arena), *findings = findings_new(arena);
        struct document *document =
            document_read_text(arena, site, "page.md", str_of(text), reading);
        ck_assert_ptr_nonnull(document);
        ck_assert_int_eq(checker_run(checker, document, NULL, findings), 0);
        for (size_t i = 0; i < findings->list.count; i++) {
            const struct finding *finding = &findings->list.items[i];
            ck_assert_msg(is_true(text, finding, &exact),
                          "seed %u, %u:%u-%u:%u is not \"%s\" in\n%s", seed, finding->start.line,
                          finding->start.column, finding->end.line, finding->end.column,
                          finding->message, text);
        }
        all += findings->list.count;
        arena_free(arena);
    }
    printf("%zu findings, %zu of them cut to the byte\n", all, exact);
    ck_assert_uint_gt(exact, 20000);
    ck_assert_uint_gt(all - exact, 5000);
    arena_free(long_lived);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spans");
    TCase *tests = tcase_create("spans");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, findings_on_hard_pages_cover_what_the_rule_saw);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
