#include "base/base.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static void count_up(void *handle)
{
    ++*(int *)handle;
}

START_TEST(arena_blocks_keep_their_bytes)
{
    char *blocks[200];
    for (size_t i = 0; i < COUNT_OF(blocks); i++)
        blocks[i] = memset(arena_alloc(arena, i * 37), (int)i, i * 37);
    for (size_t i = 1; i < COUNT_OF(blocks); i++) {
        ck_assert_int_eq((unsigned char)blocks[i][0], (int)i);
        ck_assert_int_eq((unsigned char)blocks[i][i * 37 - 1], (int)i);
    }
}
END_TEST

START_TEST(arena_rewind_runs_clean_ups_after_the_mark_only)
{
    int before = 0, after = 0;
    arena_on_free(arena, count_up, &before);
    size_t size = arena_size(arena);
    struct arena_mark mark = arena_mark(arena);
    arena_alloc(arena, 100000);
    arena_on_free(arena, count_up, &after);
    arena_rewind(arena, mark);
    ck_assert_int_eq(before, 0);
    ck_assert_int_eq(after, 1);
    ck_assert_uint_eq(arena_size(arena), size);
}
END_TEST

/* Fills the arena past its first chunks; the blocks keep bytes of their own. */
static void fill(const char *blocks[50], int byte)
{
    for (size_t i = 0; i < 50; i++)
        blocks[i] = memset(arena_alloc(arena, 3000), byte, 3000);
}

START_TEST(arena_rewind_hands_out_the_same_memory_again)
{
    const char *first[50], *second[50];
    arena_alloc(arena, 1);
    struct arena_mark mark = arena_mark(arena);
    fill(first, 1);
    arena_rewind(arena, mark);
    fill(second, 2);
    for (size_t i = 0; i < 50; i++) {
        ck_assert_int_eq(second[i][2999], 2);
#ifndef ARENA_PASS_THROUGH
        ck_assert_ptr_eq(first[i], second[i]);
#endif
    }
}
END_TEST

START_TEST(arena_texts_longer_than_a_line_are_whole)
{
    const char *text = arena_printf(arena, "%0500d.%s", 7, "end");
    ck_assert_uint_eq(strlen(text), 504);
    ck_assert_str_eq(text + 499, "7.end");
}
END_TEST

START_TEST(str_next_yields_every_part)
{
    struct str rest = STR("a,,b"), part;
    const char *expected[] = {"a", "", "b"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert(str_next(&rest, ',', &part));
        ck_assert(str_is(part, expected[i]));
    }
    ck_assert(!str_next(&rest, ',', &part));
}
END_TEST

static const struct {
    const char *folder, *name, *joined;
} joins[] = {
    {"a", "b", "a/b"},       {"a/b", "../c", "a/c"},  {".", "x", "x"}, {"a", "../../b", "../b"},
    {"a", "/b/./c", "/b/c"}, {"/a", "../../b", "/b"}, {"a/", "", "a"}, {"a", "..", "."},
};

START_TEST(path_join_resolves_dots)
{
    ck_assert_str_eq(path_join(arena, joins[_i].folder, joins[_i].name), joins[_i].joined);
}
END_TEST

static const struct {
    const char *from, *to, *relative;
} relatives[] = {
    {"index.html", "index.html", "index.html"},
    {"strategy/index.html", "index.html", "../index.html"},
    {"strategy/a.html", "strategy/b.html", "b.html"},
    {"strategy/a.html", "stratum/b.html", "../stratum/b.html"},
    {"index.html", "assets/a.css", "assets/a.css"},
};

START_TEST(path_relative_leads_from_page_to_page)
{
    ck_assert_str_eq(path_relative(arena, relatives[_i].from, relatives[_i].to),
                     relatives[_i].relative);
}
END_TEST

START_TEST(nearest_word_finds_typing_slips_and_nothing_far)
{
    const char *const known[] = {"title", "status", "owner"};
    ck_assert_str_eq(nearest_word(STR("titel"), known, 3), "title");
    ck_assert_str_eq(nearest_word(STR("stauts"), known, 3), "status");
    ck_assert_ptr_null(nearest_word(STR("xyzzy"), known, 3));
}
END_TEST

START_TEST(letter_numbers_go_on_after_z)
{
    ck_assert_str_eq(letter_number(arena, 1), "A");
    ck_assert_str_eq(letter_number(arena, 26), "Z");
    ck_assert_str_eq(letter_number(arena, 27), "AA");
    ck_assert_str_eq(letter_number(arena, 703), "AAA");
}
END_TEST

static const struct {
    const char *text;
    size_t size, wrong;
} utf8_texts[] = {
    {"abc", 3, 3},
    {"a\xC3\xA9", 3, 3},
    {"a\xC3", 2, 1},
    {"\xC0\x80", 2, 0},
    {"\xED\xA0\x80", 3, 0},
    {"a\0b", 3, 1},
    {"\xF0\x9F\x98\x80", 4, 4},
    {"", 0, 0},
};

START_TEST(utf8_check_finds_the_first_wrong_byte)
{
    ck_assert_uint_eq(utf8_check(utf8_texts[_i].text, utf8_texts[_i].size), utf8_texts[_i].wrong);
}
END_TEST

START_TEST(source_places_count_characters_over_all_line_ends)
{
    struct str text = STR("\xEF\xBB\xBF"
                          "one\r\ntw\xC3\xB6 x\rthree\n");
    const struct source *source = source_new(arena, "a.md", text);
    ck_assert_uint_eq(source->line_count, 3);
    struct place x = source_place(source, 10);
    ck_assert_uint_eq(x.line, 2);
    ck_assert_uint_eq(x.column, 5);
    ck_assert(str_is(source_line(source, 1), "one"));
    ck_assert(str_is(source_line(source, 2), "tw\xC3\xB6 x"));
    ck_assert(str_is(source_line(source, 3), "three"));
}
END_TEST

START_TEST(findings_sort_by_place_then_rule)
{
    const struct source *source = source_new(arena, "a.md", STR("one\ntwo\n"));
    struct findings *findings = findings_new(arena);
    struct finding error = {.level = LEVEL_ERROR, .message = "m"};
    error.rule = "z";
    findings_add(findings, source, (struct span){4, 7}, error);
    error.rule = "b";
    findings_add(findings, source, (struct span){0, 3}, error);
    error.rule = "a";
    findings_add(findings, source, (struct span){0, 3}, error);
    findings_sort(findings);
    ck_assert_str_eq(findings->list.items[0].rule, "a");
    ck_assert_str_eq(findings->list.items[1].rule, "b");
    ck_assert_str_eq(findings->list.items[2].rule, "z");
    ck_assert_uint_eq(findings->list.items[2].start.line, 2);
    ck_assert_uint_eq(findings->list.items[2].end.column, 4);
    ck_assert_str_eq(findings->list.items[2].excerpt, "two");
    ck_assert_uint_eq(findings_count(findings, LEVEL_ERROR), 3);
}
END_TEST

static void write_file(const char *folder, const char *name, const char *text)
{
    ck_assert_int_eq(file_write(path_join(arena, folder, name), text, strlen(text)), 0);
}

START_TEST(folder_swap_replaces_all_files_at_once)
{
    char template[] = "/tmp/concordat-base-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(template));
    const char *staged = path_join(arena, template, "staged");
    const char *target = path_join(arena, template, "out");
    write_file(target, "old/page.html", "old");
    write_file(staged, "new/page.html", "new");
    write_file(staged, "a.html", "a");
    ck_assert_int_eq(folder_swap(staged, target), 0);
    struct path_list list;
    ck_assert_int_eq(folder_list(arena, target, &list), 0);
    ck_assert_uint_eq(list.count, 2);
    ck_assert_str_eq(list.paths[0], "a.html");
    ck_assert_str_eq(list.paths[1], "new/page.html");
    ck_assert(!folder_exists(staged));
    ck_assert_int_eq(folder_remove(template), 0);
    ck_assert(!folder_exists(template));
}
END_TEST

struct pool_log {
    size_t next;
    unsigned failed;
    const char *expected; /* in what is said of a lost item */
};

static void square(size_t index, struct buf *result, void *payload UNUSED)
{
    if (index % 20 == 7)
        raise(SIGKILL);
    buf_printf(result, "%zu", index * index);
}

static int take(size_t index, const struct buf *result, const char *lost, void *payload)
{
    struct pool_log *log = payload;
    ck_assert_uint_eq(index, log->next++);
    ck_assert((result == NULL) == (lost != NULL));
    if (result == NULL) {
        log->failed++;
        ck_assert(strstr(lost, log->expected) != NULL);
    } else
        ck_assert_uint_eq(strtoul(result->s, NULL, 10), index * index);
    return 0;
}

START_TEST(pool_results_come_in_order_and_a_crash_is_one_item)
{
    struct pool_log log = {.expected = "signal 9"};
    ck_assert_int_eq(pool_run((struct pool_options){.workers = 3}, 50, square, take, &log), 0);
    ck_assert_uint_eq(log.next, 50);
    ck_assert_uint_eq(log.failed, 3);
}
END_TEST

START_TEST(pool_of_one_worker_outlives_a_crash_if_apart)
{
    struct pool_log log = {.expected = "signal 9"};
    struct pool_options options = {.workers = 1, .apart = true};
    ck_assert_int_eq(pool_run(options, 50, square, take, &log), 0);
    ck_assert_uint_eq(log.next, 50);
    ck_assert_uint_eq(log.failed, 3);
}
END_TEST

static void speak(size_t index, struct buf *result, void *payload UNUSED)
{
    fprintf(stderr, "said %zu\n", index);
    if (index == 2)
        raise(SIGKILL);
    for (size_t i = 0; i < 10000; i++)
        buf_printf(result, "%zu", index);
}

static int speak_too(size_t index, const struct buf *result, const char *lost, void *payload UNUSED)
{
    fprintf(stderr, "got %zu: %zu%s\n", index, result != NULL ? result->n : 0, lost ? " lost" : "");
    return index == 5 ? -1 : 0;
}

/* Long answers, too: they come in parts. */
START_TEST(pool_prints_each_item_before_its_delivery_and_stops_when_told)
{
    FILE *kept = tmpfile();
    int old = dup(STDERR_FILENO);
    dup2(fileno(kept), STDERR_FILENO);
    int result = pool_run((struct pool_options){.workers = 3}, 9, speak, speak_too, NULL);
    dup2(old, STDERR_FILENO);
    close(old);
    char text[200] = "";
    rewind(kept);
    size_t size = fread(text, 1, sizeof text - 1, kept);
    text[size] = '\0';
    fclose(kept);
    ck_assert_int_eq(result, -1);
    ck_assert_str_eq(text, "said 0\ngot 0: 10000\nsaid 1\ngot 1: 10000\nsaid 2\ngot 2: 0 lost\n"
                           "said 3\ngot 3: 10000\nsaid 4\ngot 4: 10000\nsaid 5\ngot 5: 10000\n");
}
END_TEST

static void loop_or_answer(size_t index, struct buf *result, void *payload UNUSED)
{
    volatile size_t turns = 0;
    while (index == 1)
        turns++;
    buf_printf(result, "%zu", index * index);
}

START_TEST(pool_stops_an_item_that_outruns_its_limit)
{
    struct pool_log log = {.expected = "more than 1 seconds of processor time"};
    struct pool_options options = {.workers = 2, .cpu_seconds = 1};
    ck_assert_int_eq(pool_run(options, 4, loop_or_answer, take, &log), 0);
    ck_assert_uint_eq(log.failed, 1);
}
END_TEST

START_TEST(markup_is_escaped_as_text_and_in_attributes)
{
    struct buf out = BUF_INIT;
    buf_put_xml(&out, STR("<a b=\"1\"> & 'c'\n\t\1é"));
    ck_assert_str_eq(out.s, "&lt;a b=&quot;1&quot;&gt; &amp; 'c'&#10;&#9; é");
    buf_release(&out);
}
END_TEST

START_TEST(records_are_found_by_their_number)
{
    static const struct {
        const char *name;
        uint32_t at;
    } records[] = {{"a", 2}, {"b", 2}, {"c", 5}};
    static const uint32_t expected[] = {0, 0, 0, 2, 2, 2, 3};
    for (uint32_t from = 0; from < COUNT_OF(expected); from++)
        ck_assert_uint_eq(RECORDS_FROM(records, COUNT_OF(records), at, from), expected[from]);
    ck_assert_uint_eq(RECORDS_FROM(records, 0, at, 1), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *tests = tcase_create("base");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60); /* a loaded machine is no failure */
    tcase_add_test(tests, markup_is_escaped_as_text_and_in_attributes);
    tcase_add_test(tests, records_are_found_by_their_number);
    tcase_add_test(tests, arena_blocks_keep_their_bytes);
    tcase_add_test(tests, arena_rewind_runs_clean_ups_after_the_mark_only);
    tcase_add_test(tests, arena_rewind_hands_out_the_same_memory_again);
    tcase_add_test(tests, arena_texts_longer_than_a_line_are_whole);
    tcase_add_test(tests, str_next_yields_every_part);
    tcase_add_loop_test(tests, path_join_resolves_dots, 0, COUNT_OF(joins));
    tcase_add_loop_test(tests, path_relative_leads_from_page_to_page, 0, COUNT_OF(relatives));
    tcase_add_test(tests, nearest_word_finds_typing_slips_and_nothing_far);
    tcase_add_test(tests, letter_numbers_go_on_after_z);
    tcase_add_loop_test(tests, utf8_check_finds_the_first_wrong_byte, 0, COUNT_OF(utf8_texts));
    tcase_add_test(tests, source_places_count_characters_over_all_line_ends);
    tcase_add_test(tests, findings_sort_by_place_then_rule);
    tcase_add_test(tests, folder_swap_replaces_all_files_at_once);
    tcase_add_test(tests, pool_results_come_in_order_and_a_crash_is_one_item);
    tcase_add_test(tests, pool_of_one_worker_outlives_a_crash_if_apart);
    tcase_add_test(tests, pool_prints_each_item_before_its_delivery_and_stops_when_told);
    tcase_add_test(tests, pool_stops_an_item_that_outruns_its_limit);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
