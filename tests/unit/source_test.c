#include "source/source.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static struct findings *findings;
static const struct source *source;

static void setup(void)
{
    arena = arena_new();
    findings = findings_new(arena);
}

static void teardown(void)
{
    arena_free(arena);
}

static const struct yml *parse(const char *text)
{
    source = source_new(arena, "file.yaml", str_of(text));
    return yml_parse(arena, source, (struct span){0, (uint32_t)source->size}, findings);
}

static void cut_is(struct span span, const char *expected)
{
    ck_assert_uint_eq(span.end - span.start, strlen(expected));
    ck_assert_mem_eq(source->text + span.start, expected, strlen(expected));
}

START_TEST(spans_are_bytes_behind_characters_of_many_bytes)
{
    const struct yml *map =
        parse("日本: é\nlist:\n  - \"ü ö\"\n  - {a: b, c: [d]}\ntext: |\n  one\n  "
              "two\nnone: ~\n");
    ck_assert_ptr_nonnull(map);
    ck_assert_uint_eq(map->count, 4);
    cut_is(map->pairs[0].key_span, "日本");
    cut_is(map->pairs[0].value.span, "é");
    const struct yml *list = yml_get(map, "list");
    ck_assert_uint_eq(list->count, 2);
    cut_is(list->items[0].span, "\"ü ö\"");
    ck_assert(str_is(list->items[0].text, "ü ö"));
    cut_is(list->items[1].span, "{a: b, c: [d]}");
    cut_is(yml_get(&list->items[1], "c")->span, "[d]");
    ck_assert(str_is(yml_get(map, "text")->text, "one\ntwo\n"));
    ck_assert_int_eq(yml_get(map, "none")->kind, YML_NULL);
    ck_assert_ptr_null(yml_get(map, "absent"));
}
END_TEST

START_TEST(empty_yaml_is_null)
{
    ck_assert_int_eq(parse("# only a comment\n")->kind, YML_NULL);
    ck_assert_uint_eq(findings->list.count, 0);
}
END_TEST

static const struct {
    const char *text;
    uint32_t line, column;
} faults[] = {
    {"a: 1\na: 2\n", 2, 1}, {"a: &x 1\n", 1, 4}, {"a: *x\n", 1, 4},
    {"a: !t 1\n", 1, 4},    {"é: [1\n", 1, 4},   {"a: 1\n---\nb: 2\n", 2, 1},
    {"? [a]\n: b\n", 1, 3}, {"a: \"x\n", 1, 4},  {"\ta: 1\n", 1, 1},
};

START_TEST(fault_is_one_finding_at_its_place)
{
    ck_assert_ptr_null(parse(faults[_i].text));
    ck_assert_uint_eq(findings->list.count, 1);
    const struct finding *finding = &findings->list.items[0];
    ck_assert_str_eq(finding->rule, "yaml");
    ck_assert_uint_eq(finding->start.line, faults[_i].line);
    ck_assert_uint_eq(finding->start.column, faults[_i].column);
}
END_TEST

static const struct front_matter *front_matter(const char *text, uint32_t *body)
{
    source = source_new(arena, "page.md", str_of(text));
    return front_matter_read(arena, source, body, findings);
}

START_TEST(front_matter_ends_at_the_next_fence)
{
    uint32_t body;
    const struct front_matter *matter =
        front_matter("---  \r\ntitle: T\r\n---\r\nText\r\n---\r\n", &body);
    ck_assert_str_eq(matter->title, "T");
    ck_assert_mem_eq(source->text + body, "Text", 4);
    cut_is(matter->title_span, "T");
    ck_assert_uint_eq(findings->list.count, 0);
}
END_TEST

START_TEST(page_without_front_matter_has_defaults)
{
    uint32_t body;
    const struct front_matter *matter = front_matter("Text\n---\ntitle: no\n---\n", &body);
    ck_assert_uint_eq(body, 0);
    ck_assert_ptr_null(matter->title);
    ck_assert_str_eq(matter->kind, "page");
    ck_assert_str_eq(matter->status, "final");
}
END_TEST

static const char *const good_dates[] = {"2024-02-29", "2000-02-29", "1999-12-31", "2025-04-30"};
static const char *const bad_dates[] = {"2023-02-29", "1900-02-29", "2025-04-31", "2025-13-01",
                                        "2025-00-10", "2025-01-00", "0000-01-01", "2025-1-1",
                                        "2025/01/01", "01-01-2025", "2025-01-01x"};

START_TEST(only_days_of_the_calendar_are_dates)
{
    uint32_t body;
    for (size_t i = 0; i < COUNT_OF(good_dates); i++) {
        const char *text = arena_printf(arena, "---\nreview: %s\n---\n", good_dates[i]);
        ck_assert_str_eq(front_matter(text, &body)->review, good_dates[i]);
    }
    ck_assert_uint_eq(findings->list.count, 0);
    for (size_t i = 0; i < COUNT_OF(bad_dates); i++) {
        const char *text = arena_printf(arena, "---\nreview: %s\n---\n", bad_dates[i]);
        ck_assert_ptr_null(front_matter(text, &body)->review);
        ck_assert_uint_eq(findings->list.count, i + 1);
    }
}
END_TEST

START_TEST(language_tags_have_a_shape)
{
    const char *const good[] = {"en", "en-GB", "cy", "zh-Hant-TW", "bfi", "de-1996"};
    const char *const bad[] = {"",    "e",     "english", "en_GB",           "en-",
                               "-en", "en GB", "12",      "en-toolongsubtag"};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        ck_assert_msg(language_is_valid(str_of(good[i])), "%s", good[i]);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        ck_assert_msg(!language_is_valid(str_of(bad[i])), "%s", bad[i]);
}
END_TEST

/* ---- site.yaml ---------------------------------------------------------------------- */

/* stderr of loading, as text. */
static int load(const char *text, const struct site **site, char **said)
{
    char path[] = "/tmp/concordat-site-XXXXXX", errors[] = "/tmp/concordat-said-XXXXXX";
    int file = mkstemp(path), output = mkstemp(errors), before = dup(STDERR_FILENO);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    dup2(output, STDERR_FILENO);
    int result = site_load(arena, path, site);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    close(output);
    struct str written;
    ck_assert_int_eq(file_read(arena, errors, 1 << 20, &written), 0);
    *said = arena_strndup(arena, written.s, written.n);
    unlink(path);
    unlink(errors);
    return result;
}

START_TEST(site_is_read_whole)
{
    const struct site *site;
    char *said;
    ck_assert_int_eq(load("title: T\nlang: cy\norganisation: {name: O, nhs: true}\n"
                          "contact: [{type: phone, text: 0, link: 'tel:0'}]\n"
                          "navigation: {footer: [{text: F, link: f.md}]}\nhtml: {allow: [b]}\n"
                          "rules: {placeholder: warning}\n",
                          &site, &said),
                     0);
    ck_assert_str_eq(said, "");
    ck_assert_str_eq(site->title, "T");
    ck_assert_str_eq(site->lang, "cy");
    ck_assert(site->organisation.nhs);
    ck_assert_str_eq(site->contacts[0].destination, "tel:0");
    ck_assert_uint_eq(site->header_count, 0);
    ck_assert_str_eq(site->footer[0].target, "f.md");
    ck_assert_str_eq(site->html_elements[0], "b");
    ck_assert(str_is(yml_get(site->rules, "placeholder")->text, "warning"));
    ck_assert_str_eq(site->root, "/tmp");
}
END_TEST

static const struct {
    const char *text, *said;
} site_faults[] = {
    {"title: T\norganisaton: x\n", ":2:1: error: unknown key \"organisaton\" in site.yaml; did you "
                                   "mean \"organisation\"?"},
    {"title: T\nurl: a.example\n", ":2:6: error: \"url\" takes a web address"},
    {"title: T\norganisation:\n  nhs: true\n", ":3:3: error: organisation lacks \"name\""},
    {"title: T\ncontact:\n  - {type: fax, text: x}\n",
     ":3:12: error: \"type\" takes email, phone, post, website, text or relay, not \"fax\""},
    {"title: T\nnavigation:\n  header:\n    - text: A\n", ":4:7: error: header lacks \"link\""},
    {"lang: en\n", ":1:1: error: site.yaml lacks \"title\""},
    {"- a\n", ":1:1: error: \"site.yaml\" takes a map, not a list"},
    {"title: a: b\n", ":1:9: error: a colon stands inside this value"},
    {"title: T\nsign-off: [finance]\n", ":2:11: error: \"sign-off\" takes a map, not a list"},
    {"title: T\nsign-off:\n  policy: finance\n",
     ":3:11: error: \"policy\" takes a list, not a text"},
    {"title: T\nsign-off:\n  policy: [finance, legal, Finance]\n",
     ":3:28: error: the sign-off \"Finance\" stands here twice"},
    {"title: T\nsign-off:\n  policy: [legal, ' ']\n", ":3:19: error: a sign-off has no name"},
    {"title: T\nsign-off:\n  Board paper: [legal]\n",
     ":3:3: error: \"Board paper\" cannot be a kind of page"},
    {"title: T\nsign-off:\n  '': [legal]\n", ":3:3: error: \"\" cannot be a kind of page"},
    {"title: \xff\n", ":1:8: error: byte 0xFF here is not UTF-8"},
};

START_TEST(site_fault_is_told_once_with_its_place_and_line)
{
    const struct site *site;
    char *said;
    ck_assert_int_eq(load(site_faults[_i].text, &site, &said), -1);
    ck_assert_msg(strstr(said, site_faults[_i].said) != NULL, "said: %s", said);
    ck_assert_msg(strstr(strstr(said, "error: ") + 1, "error: ") == NULL, "twice: %s", said);
    ck_assert_msg(strstr(said, " ^\n") != NULL, "no mark: %s", said);
}
END_TEST

START_TEST(committee_papers_need_eight_sign_offs)
{
    const struct site *site = site_default(arena);
    const struct sign_off_list *list = site_sign_offs(site, "committee-paper");
    ck_assert_ptr_nonnull(list);
    ck_assert_uint_eq(list->count, 8);
    ck_assert_str_eq(list->views[0], "clinical view");
    ck_assert_str_eq(list->views[7], "report owner");
    ck_assert_ptr_null(site_sign_offs(site, "policy"));
}
END_TEST

START_TEST(site_says_which_sign_offs_a_kind_needs)
{
    const struct site *site;
    char *said;
    ck_assert_int_eq(load("title: T\nsign-off:\n  policy: [finance, Report owner]\n", &site, &said),
                     0);
    ck_assert_str_eq(site_sign_offs(site, "policy")->views[1], "Report owner");
    ck_assert_uint_eq(site_sign_offs(site, "committee-paper")->count, 8);
    ck_assert_int_eq(load("title: T\nsign-off: {committee-paper: []}\n", &site, &said), 0);
    ck_assert_ptr_null(site_sign_offs(site, "committee-paper"));
}
END_TEST

START_TEST(views_are_the_same_whatever_their_capitals_and_hyphens)
{
    ck_assert(sign_off_same("clinical view", "Clinical-View"));
    ck_assert(sign_off_same("report_owner", "report owner"));
    ck_assert(!sign_off_same("finance", "finances"));
    ck_assert(!sign_off_same("finances", "finance"));
    ck_assert(!sign_off_same("legal", "equality"));
}
END_TEST

START_TEST(too_many_sign_offs_are_refused)
{
    struct buf text = BUF_INIT;
    uint32_t body;
    buf_puts(&text, "---\nsign-off:\n");
    for (unsigned i = 0; i < 51; i++)
        buf_printf(&text, "  view %u:\n", i);
    buf_puts(&text, "---\n");
    ck_assert_uint_eq(front_matter(text.s, &body)->sign_off_count, 0);
    ck_assert_uint_eq(findings->list.count, 1);
    ck_assert_uint_eq(findings->list.items[0].start.line, 3);
    buf_release(&text);
}
END_TEST

/* What libyaml says of each, in words that an author understands. */
static const struct {
    const char *text;
    uint32_t line, column;
    const char *part;
} yaml_slips[] = {
    {"title: A\nowner:\n\tname: B\n", 3, 1, "a tab stands here"},
    {"title: A\n\turl: x\n", 2, 1, "a tab stands here"},
    {"title: \"A\nlang: en\n", 1, 8, "never closed"},
    {"title: 'A\n", 1, 8, "never closed"},
    {"lang: 'en' GB\n", 1, 12, "behind the closing quotation mark"},
    {"title: Plan: next\n", 1, 12, "a colon stands inside"},
    {"title: A\n  lang: en\n", 2, 3, "not indented"},
    {"a:\n    b: c\n  d: e\n", 3, 3, "not indented"},
    {" title: A\nlang: en\n", 2, 1, "not indented"},
    {"a:\n- b\n - c: d\n", 3, 2, "not indented"},
    {"title:A\nlang: en\n", 1, 1, "no `key: value`"},
    {"lang: en\ntitle:A\n", 2, 1, "no `key: value`"},
    {"title: @home\n", 1, 8, "cannot begin with @"},
    {"title: & co\n", 1, 8, "cannot begin with &"},
    {"title: > x\n", 1, 8, "cannot begin with >"},
    {"title: - x\n", 1, 8, "cannot begin with -"},
    {"title: [a, b\nlang: en\n", 1, 8, "bracket that opens here"},
    {"title: \"a\\\xC3\xA9\"\n", 1, 11, "nothing before \"\xC3\xA9\""},
    {"title: a\x01"
     "b\n",
     1, 9, "control character U+0001"},
    {"\xC3\xA9: \"\xC3\xA9", 1, 4, "never closed"},
};

START_TEST(yaml_slips_are_told_in_plain_words_at_their_place)
{
    struct findings *told = findings_new(arena);
    const struct source *text = source_new(arena, "site.yaml", str_of(yaml_slips[_i].text));
    struct span all = {0, (uint32_t)text->size};
    ck_assert_ptr_null(yml_parse(arena, text, all, told));
    ck_assert_uint_eq(told->list.count, 1);
    const struct finding *finding = &told->list.items[0];
    ck_assert_msg(strstr(finding->message, yaml_slips[_i].part) != NULL, "%s", finding->message);
    ck_assert_uint_eq(finding->start.line, yaml_slips[_i].line);
    ck_assert_uint_eq(finding->start.column, yaml_slips[_i].column);
    ck_assert_ptr_nonnull(finding->advice);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("source");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, yaml_slips_are_told_in_plain_words_at_their_place, 0,
                        COUNT_OF(yaml_slips));
    tcase_add_test(tests, spans_are_bytes_behind_characters_of_many_bytes);
    tcase_add_test(tests, empty_yaml_is_null);
    tcase_add_loop_test(tests, fault_is_one_finding_at_its_place, 0, COUNT_OF(faults));
    tcase_add_test(tests, front_matter_ends_at_the_next_fence);
    tcase_add_test(tests, page_without_front_matter_has_defaults);
    tcase_add_test(tests, only_days_of_the_calendar_are_dates);
    tcase_add_test(tests, language_tags_have_a_shape);
    tcase_add_test(tests, site_is_read_whole);
    tcase_add_loop_test(tests, site_fault_is_told_once_with_its_place_and_line, 0,
                        COUNT_OF(site_faults));
    tcase_add_test(tests, committee_papers_need_eight_sign_offs);
    tcase_add_test(tests, site_says_which_sign_offs_a_kind_needs);
    tcase_add_test(tests, views_are_the_same_whatever_their_capitals_and_hyphens);
    tcase_add_test(tests, too_many_sign_offs_are_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
