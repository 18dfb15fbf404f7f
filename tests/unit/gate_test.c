/* The gate from inside: its table of ids, its cursor, and its cost. */
#include "check/built_in.h"
#include "check/check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const struct {
    const char *rule;
} messages[] = {
#define MESSAGE(code, rule, level, format, advice) {rule},
#include "base/messages.def"
#undef MESSAGE
};

START_TEST(every_id_of_a_message_is_in_the_table)
{
    for (size_t i = 0; i < COUNT_OF(messages); i++) {
        if (messages[i].rule[0] != '\0')
            ck_assert_msg(built_in_find(str_of(messages[i].rule)) != NULL,
                          "give \"%s\" a row in check/built_in.def", messages[i].rule);
    }
}
END_TEST

START_TEST(the_table_is_sorted_and_every_row_has_a_message)
{
    size_t count;
    const struct built_in *all = built_in_all(&count);
    for (size_t i = 0; i < count; i++) {
        const char *id = all[i].rule.id;
        bool used = false;
        for (size_t m = 0; m < COUNT_OF(messages); m++)
            used |= strcmp(messages[m].rule, id) == 0;
        ck_assert_msg(used, "no message has the id \"%s\"", id);
        ck_assert_msg(i == 0 || strcmp(all[i - 1].rule.id, id) < 0, "\"%s\" is misplaced", id);
    }
}
END_TEST

START_TEST(a_cursor_finds_every_place_whatever_the_order)
{
    const struct source *source =
        source_new(arena, "a.md", STR("one\r\n\xC3\xA9t\xC3\xA9 \xF0\x9F\x98\x80!\n\nlast"));
    struct offset_cursor forward = {.source = source}, jumping = {.source = source};
    for (uint32_t offset = 0; offset <= source->size; offset++) {
        if (((unsigned char)source->text[offset] & 0xC0) == 0x80)
            continue; /* inside a character */
        struct place place = source_place(source, offset);
        ck_assert_uint_eq(offset_cursor_move(&forward, place), offset);
        offset_cursor_move(&jumping, (struct place){1, 3});
        ck_assert_uint_eq(offset_cursor_move(&jumping, place), offset);
    }
    ck_assert_uint_eq(offset_cursor_move(&forward, (struct place){9, 1}), source->size);
    ck_assert_uint_eq(offset_cursor_move(&forward, (struct place){0, 0}), 0);
}
END_TEST

/* ---- Many of everything ------------------------------------------------------------ */

static const struct site *site;
static struct checker *checker;
static char folder[] = "/tmp/concordat-gate-XXXXXX";

static void load(void)
{
    static const char rule[] =
        "local list = pattern [[TBC|here]]\n"
        "return { id = 'mark', title = 't', level = 'error', why = 'w', supersedes = { 'link' },\n"
        "check = function(page, report) for m in page:match(list) do report(m, 'found') end end,\n"
        "examples = { { good = 'a' }, { bad = 'TBC', finds = { 'TBC' } } } }\n";
    arena = arena_new();
    site = site_default(arena);
    strcpy(folder, "/tmp/concordat-gate-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(file_write(arena_printf(arena, "%s/mark.lua", folder), rule, sizeof rule - 1),
                     0);
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    checker_set_today(checker, "2026-11-24");
}

static void unload(void)
{
    folder_remove(folder);
    arena_free(arena);
}

static struct findings *settle(struct buf *text)
{
    struct findings *findings = findings_new(arena);
    struct document *document =
        document_read_text(arena, site, "a.md", (struct str){text->s, text->n}, findings);
    ck_assert_ptr_nonnull(document);
    ck_assert_int_eq(checker_run(checker, document, NULL, findings), 0);
    struct gate_run run = {
        .checker = checker, .site = site, .documents = &document, .document_count = 1};
    ck_assert_uint_eq(gate_settle(&run, findings), 0);
    return findings;
}

static size_t count_status(const struct findings *findings, enum finding_status status)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->list.count; i++)
        count += findings->list.items[i].status == status;
    return count;
}

#define WAIVER "<!-- concordat-ignore mark: agreed, Ann Lee, until 2027-01-31 -->\n"

/* As many waivers as a page may have, half of them of one block: each finding is
 * answered without a walk over all of them. */
START_TEST(many_waivers_and_findings_cost_no_more_than_their_number)
{
    enum { WAIVERS = 90, FINDINGS = 50000 };
    struct buf text = BUF_INIT;
    for (unsigned i = 0; i < WAIVERS; i++)
        buf_puts(&text, WAIVER);
    buf_puts(&text, "\nText");
    for (unsigned i = 0; i < FINDINGS; i++)
        buf_puts(&text, " TBC");
    buf_puts(&text, "\n\n");
    for (unsigned i = 0; i < WAIVERS; i++)
        buf_puts(&text, WAIVER "\nIt is here.\n\n");
    clock_t start = clock();
    struct findings *findings = settle(&text);
    ck_assert_uint_eq(count_status(findings, FINDING_WAIVED), FINDINGS + WAIVERS);
    ck_assert_uint_eq(count_status(findings, FINDING_NEW), WAIVERS - 1); /* that cover nothing */
    ck_assert_msg(clock() - start < 20 * CLOCKS_PER_SEC, "settling takes too long");
    buf_release(&text);
}
END_TEST

/* One line of a megabyte: places must not each be counted from its start. */
START_TEST(findings_on_one_long_line_cost_the_line_once)
{
    enum { MANY = 20000 };
    struct buf text = BUF_INIT;
    for (unsigned i = 0; i < MANY; i++)
        buf_puts(&text, "[a TBC](x y z) word a{.b} ");
    clock_t start = clock();
    struct findings *findings = settle(&text);
    ck_assert_uint_ge(findings->list.count, MANY);
    for (size_t i = 0; i < findings->list.count; i++)
        ck_assert_ptr_nonnull(findings->list.items[i].fingerprint);
    ck_assert_msg(clock() - start < 20 * CLOCKS_PER_SEC, "settling takes too long");
    buf_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gate");
    TCase *tables = tcase_create("tables"), *cost = tcase_create("cost");
    tcase_add_checked_fixture(tables, setup, teardown);
    tcase_add_test(tables, every_id_of_a_message_is_in_the_table);
    tcase_add_test(tables, the_table_is_sorted_and_every_row_has_a_message);
    tcase_add_test(tables, a_cursor_finds_every_place_whatever_the_order);
    tcase_add_checked_fixture(cost, load, unload);
    tcase_set_timeout(cost, 60);
    tcase_add_test(cost, many_waivers_and_findings_cost_no_more_than_their_number);
    tcase_add_test(cost, findings_on_one_long_line_cost_the_line_once);
    suite_add_tcase(suite, tables);
    suite_add_tcase(suite, cost);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
