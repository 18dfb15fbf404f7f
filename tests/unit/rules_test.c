/* What a rule may ask for: facts of other pages, front matter, the day; and where it runs. */
#include "check/check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static const struct site *site;
static char folder[] = "/tmp/concordat-rules-XXXXXX";

static void setup(void)
{
    arena = arena_new();
    site = site_default(arena);
    strcpy(folder, "/tmp/concordat-rules-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
    folder_remove(folder);
    arena_free(arena);
}

static void write_rule(const char *id, const char *fields)
{
    const char *text = arena_printf(arena,
                                    "return { id = '%s', title = 't', level = 'error', why = 'w',\n"
                                    "%s,\nexamples = { { good = 'a' }, { bad = 'b' } } }\n",
                                    id, fields);
    ck_assert_int_eq(file_write(arena_printf(arena, "%s/%s.lua", folder, id), text, strlen(text)),
                     0);
}

#define CHECK(body) "check = function(page, report, options) " body " end"
#define COLLECT(body) "collect = function(page, fact, options) " body " end, "

struct page_text {
    const char *path, *text;
};

static struct document *read_page(struct page_text page)
{
    struct findings *reading = findings_new(arena);
    struct document *document =
        document_read_text(arena, site, page.path, str_of(page.text), reading);
    ck_assert_ptr_nonnull(document);
    return document;
}

/* Collects from all pages and checks them in the order given; they end without a path. */
static int check_pages(const struct page_text *pages, struct findings **found)
{
    struct checker *checker;
    VEC(struct document *) documents = {0};
    *found = findings_new(arena);
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    checker_set_today(checker, "2026-11-24");
    for (size_t i = 0; pages[i].path != NULL; i++)
        *vec_push(&documents) = read_page(pages[i]);
    struct collection *collection =
        collection_new(arena, site, documents.items, documents.count, findings_new(arena));
    size_t unreadable;
    struct check_run run = {.documents = (const struct document *const *)documents.items,
                            .collection = collection,
                            .count = documents.count,
                            .workers = 2,
                            .page_seconds = 1};
    int status = checker_run_pages(checker, &run, *found, &unreadable);
    ck_assert_uint_eq(unreadable, 0);
    vec_release(&documents);
    return status;
}

/* Checks a lone page with one rule; the message of its only finding. */
static const struct finding *finding_of(const char *text)
{
    struct checker *checker;
    struct findings *found = findings_new(arena);
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    checker_set_today(checker, "2026-11-24");
    ck_assert_int_eq(
        checker_run(checker, read_page((struct page_text){"page.md", text}), NULL, found), 0);
    ck_assert_uint_le(found->list.count, 1);
    return found->list.count > 0 ? &found->list.items[0] : NULL;
}

static const char *message_of(const char *text)
{
    const struct finding *finding = finding_of(text);
    return finding != NULL ? finding->message : "";
}

/* ---- Facts --------------------------------------------------------------------------- */

static const struct page_text two_publications[] = {{"b/second.md", "# Second\n\nbee\n"},
                                                    {"b/index.md", "# Bees\n\nwords\n"},
                                                    {"a/index.md", "# Ants\n\nant\nbee\n"},
                                                    {NULL, NULL}};

#define TELL_WORDS                                                                                 \
    COLLECT("for w in page:words() do fact('word', w.lower, { n = #w.text, up = false }, w) end "  \
            "fact('title', page.title)")

START_TEST(facts_come_in_reading_order_with_value_and_place)
{
    struct findings *found;
    write_rule("tell",
               TELL_WORDS CHECK("local said = {} for f in page:facts('word') do "
                                "said[#said + 1] = f.key .. f.value.n .. tostring(f.value.up) .. "
                                "(f.own and '!' or '') .. f.path .. f.line end "
                                "report(page, table.concat(said, ' '))"));
    ck_assert_int_eq(check_pages(two_publications, &found), 0);
    ck_assert_uint_eq(found->list.count, 3);
    ck_assert_str_eq(found->list.items[0].message,
                     "bees4falseb/index.md1 words5falseb/index.md3 second6false!b/second.md1 "
                     "bee3false!b/second.md3");
    ck_assert_str_eq(found->list.items[2].message,
                     "ants4false!a/index.md1 ant3false!a/index.md3 bee3false!a/index.md4");
}
END_TEST

START_TEST(facts_by_key_stay_in_the_publication_and_site_facts_do_not)
{
    struct findings *found;
    write_rule("tell",
               TELL_WORDS CHECK("local own, all = 0, 0 "
                                "for f in page:facts('word', 'bee') do own = own + 1 end "
                                "for f in page:site_facts('word', 'bee') do all = all + 1 end "
                                "for f in page:facts('word', 'wasp') do error('none') end "
                                "report(page, page.publication .. own .. all)"));
    ck_assert_int_eq(check_pages(two_publications, &found), 0);
    ck_assert_str_eq(found->list.items[0].message, "b12");
    ck_assert_str_eq(found->list.items[2].message, "a12");
}
END_TEST

START_TEST(facts_of_one_rule_are_unknown_to_another)
{
    struct findings *found;
    write_rule("tell", TELL_WORDS CHECK(""));
    write_rule("ask", CHECK("for f in page:facts('word') do report(page, f.key) end"));
    ck_assert_int_eq(check_pages(two_publications, &found), 0);
    ck_assert_uint_eq(found->list.count, 0);
}
END_TEST

START_TEST(lone_page_knows_its_own_facts)
{
    write_rule("tell", TELL_WORDS CHECK("for f in page:site_facts('word', 'here') do "
                                        "report(page, f.path .. f.line) end"));
    ck_assert_str_eq(message_of("We are\nhere.\n"), "page.md2");
}
END_TEST

START_TEST(what_a_rule_does_to_a_value_stays_with_it)
{
    write_rule("tell", COLLECT("fact('t', 'k', { 1, 2, x = 'y' })")
                           CHECK("for f in page:facts('t') do local v = f.value v[1] = 9 v.x = nil "
                                 "report(page, f.value[1] .. f.value[2] .. f.value.x) end"));
    ck_assert_str_eq(message_of("Words.\n"), "12y");
}
END_TEST

START_TEST(values_keep_their_type)
{
    write_rule(
        "tell",
        COLLECT("fact('a', '') fact('a', '', 1) fact('a', '', 1.5) fact('a', '', 'x') "
                "fact('a', '', true) fact('a', '', false) fact('a', '', { [3] = 'c', d = 2.0 })")
            CHECK("local said = {} for f in page:facts('a', '') do local v = f.value "
                  "said[#said + 1] = type(v) == 'table' and v[3] .. tostring(v.d) or "
                  "tostring(v) .. (math.type(v) or type(v)) end "
                  "report(page, table.concat(said, ' '))"));
    ck_assert_str_eq(message_of("Words.\n"),
                     "nilnil 1integer 1.5float xstring trueboolean falseboolean c2.0");
}
END_TEST

START_TEST(collect_that_fails_is_taken_back_and_the_others_go_on)
{
    struct findings *found;
    write_rule("bad", COLLECT("fact('a', 'k') if page.title == 'Ants' then error('x') end")
                          CHECK("for f in page:site_facts('a', 'k') do report(page, f.path) end"));
    write_rule("good", TELL_WORDS CHECK("for f in page:site_facts('word', 'ant') do "
                                        "report(page, 'ant') end"));
    ck_assert_int_eq(check_pages(two_publications, &found), -1);
    size_t ants = 0, bad = 0;
    for (size_t i = 0; i < found->list.count; i++) {
        ants += strcmp(found->list.items[i].message, "ant") == 0;
        bad += strcmp(found->list.items[i].message, "a/index.md") == 0;
    }
    ck_assert_uint_eq(ants, 3);
    ck_assert_uint_eq(bad, 0);
    ck_assert_uint_eq(found->list.count, 3 + 2 * 3);
}
END_TEST

/* Many facts and many topics, so that the table grows and chains are long. */
START_TEST(facts_are_found_among_thousands)
{
    write_rule("tell", COLLECT("for i = 1, 3000 do fact('n', 'k' .. i % 1000, i) end")
                           CHECK("local sum = 0 for f in page:facts('n', 'k7') do "
                                 "sum = sum + f.value end local all = 0 "
                                 "for f in page:facts('n') do all = all + 1 end "
                                 "report(page, sum .. ' ' .. all)"));
    ck_assert_str_eq(message_of("Words.\n"), "3021 3000");
}
END_TEST

/* A comparison of two long texts is one step and takes long: the limit of processor time
 * comes before that of steps. With a site the limit here is one second. */
#define SLOW                                                                                       \
    "local a, b = ('x'):rep(1000000), ('x'):rep(999999) .. 'y' while true do "                     \
    "local c = a == b end"

/* The same pages, one of them long, since steps come with words. */
static const struct page_text *long_publications(void)
{
    enum { PAGES = 4 };
    struct page_text *pages = ARENA_ARRAY(arena, PAGES, struct page_text);
    struct buf text = BUF_INIT;
    buf_puts(&text, "# Bees\n\n");
    for (int i = 0; i < 20000; i++)
        buf_puts(&text, i % 10 == 9 ? "word.\n" : "Word ");
    memcpy(pages, two_publications, sizeof two_publications);
    pages[1].text = buf_to_arena(&text, arena);
    return pages;
}

/* Runs as check_pages and says what came out on stderr. */
static int check_and_listen(const struct page_text *pages, struct findings **found,
                            const char **printed)
{
    FILE *kept = tmpfile();
    int old = dup(STDERR_FILENO);
    dup2(fileno(kept), STDERR_FILENO);
    int status = check_pages(pages, found);
    dup2(old, STDERR_FILENO);
    close(old);
    char text[4000] = "";
    rewind(kept);
    text[fread(text, 1, sizeof text - 1, kept)] = '\0';
    fclose(kept);
    *printed = arena_strdup(arena, text);
    return status;
}

START_TEST(rule_that_kills_its_worker_is_named_and_left_out)
{
    struct findings *found;
    const char *printed;
    write_rule("killer", CHECK("report(page, 'before') if page.title == 'Bees' then " SLOW " end"));
    write_rule("good", COLLECT("fact('title', page.title)")
                           CHECK("for f in page:facts('title') do report(page, f.key) end"));
    ck_assert_int_eq(check_and_listen(long_publications(), &found, &printed), -1);
    ck_assert_ptr_nonnull(strstr(printed, "b/index.md: error: rule \"killer\" failed on this page: "
                                          "it took more than 1 seconds of processor time"));
    /* Two pages know two titles, one knows one; the killer reports on two of them. */
    ck_assert_uint_eq(found->list.count, 5 + 2);
}
END_TEST

START_TEST(collect_that_kills_its_worker_leaves_the_order_of_facts)
{
    struct findings *found;
    const char *printed;
    write_rule("killer", COLLECT("if page.title == 'Bees' then " SLOW " end") CHECK(""));
    write_rule("tell", COLLECT("fact('title', page.title)") CHECK(
                           "local said = {} for f in page:facts('title') do said[#said + 1] = "
                           "f.key end report(page, table.concat(said, ' '))"));
    ck_assert_int_eq(check_and_listen(long_publications(), &found, &printed), -1);
    ck_assert_ptr_nonnull(strstr(printed, "seconds of processor time"));
    ck_assert_str_eq(found->list.items[0].message, "Bees Second");
}
END_TEST

/* ---- Where a rule runs ----------------------------------------------------------------- */

START_TEST(rule_runs_in_its_languages_only)
{
    write_rule("english", "languages = { 'en', 'cy' }, " CHECK("report(page, 'ran')"));
    ck_assert_str_eq(message_of("Words.\n"), "ran");
    ck_assert_str_eq(message_of("---\nlang: cy\n---\n\nGeiriau.\n"), "ran");
    ck_assert_str_eq(message_of("---\nlang: EN\n---\n\nWords.\n"), "ran");
    ck_assert_str_eq(message_of("---\nlang: fr\n---\n\nMots.\n"), "");
    ck_assert_str_eq(message_of("---\nlang: enm\n---\n\nWordes.\n"), "");
}
END_TEST

START_TEST(finding_inside_another_language_is_dropped)
{
    write_rule("english",
               "languages = { 'en' }, " CHECK("for w in page:words() do if w.lower == 'dydd' then "
                                              "report(w, 'word') end end "
                                              "for s in page:sentences() do if s.count > 4 then "
                                              "report(s, 'sentence') end end"));
    ck_assert_str_eq(message_of("Say [bore dydd]{lang=cy}.\n"), "");
    ck_assert_str_eq(message_of("Say bore dydd.\n"), "word");
    ck_assert_str_eq(message_of("We always say [bore da]{lang=cy}.\n"), "sentence");
    ck_assert_str_eq(message_of("Say [bore dydd]{lang=en-GB}.\n"), "word");
    ck_assert_str_eq(message_of("Dydd da. {lang=cy}\n"), "");
    ck_assert_str_eq(message_of("[da]{lang=cy} dydd.\n"), "word");
    ck_assert_str_eq(message_of("Dydd [da]{lang=cy}.\n"), "word");
}
END_TEST

START_TEST(rule_runs_on_its_kinds_of_page_only)
{
    write_rule("kinds", "only = { 'easy-read', 'policy' }, " CHECK("report(page, 'ran')"));
    ck_assert_str_eq(message_of("Words.\n"), "");
    ck_assert_str_eq(message_of("---\nkind: policy\n---\n\nWords.\n"), "ran");
    write_rule("kinds", "except = { 'template' }, " CHECK("report(page, 'ran')"));
    ck_assert_str_eq(message_of("Words.\n"), "ran");
    ck_assert_str_eq(message_of("---\nkind: template\n---\n\nWords.\n"), "");
}
END_TEST

/* ---- Front matter and the day ------------------------------------------------------------ */

#define SIGNED                                                                                     \
    "---\ntitle: A\nx-signed:\n  - role: Finance\n    name: \"Ann\"\n  - role: Legal\n    "        \
    "name:\n  - ~\n---\n\nWords.\n"

START_TEST(meta_holds_lists_and_maps)
{
    write_rule("meta", CHECK("local s = page.meta['x-signed'] report(page, #s .. s[1].name .. "
                             "s[2].role .. tostring(s[2].name) .. s[3] .. page.meta.kind)"));
    ck_assert_str_eq(message_of(SIGNED), "3AnnLegalnilpage");
}
END_TEST

START_TEST(field_is_reported_at_its_value_or_its_key)
{
    write_rule("field", CHECK("report(page:field('x-signed', 1, 'name'), 'x')"));
    const struct finding *finding = finding_of(SIGNED);
    ck_assert_uint_eq(finding->start.line, 5);
    ck_assert_uint_eq(finding->start.column, 12);
    ck_assert_uint_eq(finding->end.column, 15);
    write_rule("field", CHECK("report(page:field('x-signed', 2, 'name'), 'x')"));
    finding = finding_of(SIGNED);
    ck_assert_uint_eq(finding->start.line, 7);
    ck_assert_uint_eq(finding->start.column, 5);
    ck_assert_uint_eq(finding->end.column, 9);
}
END_TEST

START_TEST(field_knows_text_key_line_and_count)
{
    write_rule("field",
               CHECK("local f = page:field('x-signed', 2, 'role') local l = page:field('x-signed') "
                     "report(page, f.text .. f.key .. f.line .. l.count .. tostring(l.text) .. "
                     "tostring(page:field('x-signed', 4)) .. tostring(page:field('owner', 'x')))"));
    ck_assert_str_eq(message_of(SIGNED), "Legalrole63nilnilnil");
}
END_TEST

START_TEST(fingerprint_of_a_field_is_that_of_what_it_says)
{
    write_rule("field", CHECK("report(page:field('owner'), 'x')"));
    const char *first = finding_of("---\nowner: Ann\n---\n\nWords.\n")->fingerprint;
    const char *moved = finding_of("---\ntitle: T\nowner: Ann\n---\n\nOther.\n")->fingerprint;
    const char *other = finding_of("---\nowner: Bob\n---\n\nWords.\n")->fingerprint;
    ck_assert_str_eq(first, moved);
    ck_assert_str_ne(first, other);
}
END_TEST

START_TEST(today_is_what_was_set)
{
    write_rule("day", CHECK("report(page, page.today)"));
    ck_assert_str_eq(message_of("Words.\n"), "2026-11-24");
}
END_TEST

START_TEST(today_comes_from_the_epoch_variable)
{
    setenv("SOURCE_DATE_EPOCH", "86400", 1);
    ck_assert_str_eq(date_today(arena), "1970-01-02");
    setenv("SOURCE_DATE_EPOCH", "tomorrow", 1);
    ck_assert_ptr_null(date_today(arena));
    unsetenv("SOURCE_DATE_EPOCH");
    ck_assert(date_is_valid(str_of(date_today(arena))));
}
END_TEST

START_TEST(certain_is_kept_with_the_fix)
{
    write_rule("fix",
               CHECK("for w in page:words() do report(w, 'x', { fix = 'y', certain = true }) "
                     "return end"));
    ck_assert(finding_of("Words.\n")->certain);
    write_rule("fix", CHECK("for w in page:words() do report(w, 'x', 'y') return end"));
    ck_assert(!finding_of("Words.\n")->certain);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules");
    TCase *cases = tcase_create("rules");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, facts_come_in_reading_order_with_value_and_place);
    tcase_add_test(cases, facts_by_key_stay_in_the_publication_and_site_facts_do_not);
    tcase_add_test(cases, facts_of_one_rule_are_unknown_to_another);
    tcase_add_test(cases, lone_page_knows_its_own_facts);
    tcase_add_test(cases, what_a_rule_does_to_a_value_stays_with_it);
    tcase_add_test(cases, values_keep_their_type);
    tcase_add_test(cases, collect_that_fails_is_taken_back_and_the_others_go_on);
    tcase_add_test(cases, facts_are_found_among_thousands);
    tcase_add_test(cases, rule_that_kills_its_worker_is_named_and_left_out);
    tcase_add_test(cases, collect_that_kills_its_worker_leaves_the_order_of_facts);
    tcase_add_test(cases, rule_runs_in_its_languages_only);
    tcase_add_test(cases, finding_inside_another_language_is_dropped);
    tcase_add_test(cases, rule_runs_on_its_kinds_of_page_only);
    tcase_add_test(cases, meta_holds_lists_and_maps);
    tcase_add_test(cases, field_is_reported_at_its_value_or_its_key);
    tcase_add_test(cases, field_knows_text_key_line_and_count);
    tcase_add_test(cases, fingerprint_of_a_field_is_that_of_what_it_says);
    tcase_add_test(cases, today_is_what_was_set);
    tcase_add_test(cases, today_comes_from_the_epoch_variable);
    tcase_add_test(cases, certain_is_kept_with_the_fix);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
