/* What a hostile or broken rule tries, and that it is stopped, named, and harms no other. */
#include "check/check.h"
#include "check/internal.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct arena *arena;
static char folder[] = "/tmp/concordat-rules-XXXXXX";

static void setup(void)
{
    arena = arena_new();
    strcpy(folder, "/tmp/concordat-rules-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
    folder_remove(folder);
    arena_free(arena);
}

/* A rule file whose check function is `body`, behind `top`. */
static void write_rule(const char *id, const char *top, const char *body)
{
    const char *text =
        arena_printf(arena,
                     "%s\nreturn { id = '%s', title = 't', level = 'error', why = 'w',\n"
                     "check = function(page, report, options)\n%s\nend,\n"
                     "examples = { { good = 'a' }, { bad = 'b' } } }\n",
                     top, id, body);
    ck_assert_int_eq(file_write(arena_printf(arena, "%s/%s.lua", folder, id), text, strlen(text)),
                     0);
}

#define GOOD_BODY "for w in page:words() do report(w, 'seen') return end"

/* Loads the folder and runs its rules over a small page. */
static int run(struct findings **found, int *loaded)
{
    const struct site *site = site_default(arena);
    struct checker *checker;
    struct findings *reading = findings_new(arena);
    *found = findings_new(arena);
    *loaded = checker_new(arena, folder, NULL, site, &checker);
    ck_assert_ptr_nonnull(checker);
    struct document *document = document_read_text(
        arena, site, "page.md", STR("# Title\n\nSome words. More words.\n\n- item\n"), reading);
    ck_assert_ptr_nonnull(document);
    return checker_run(checker, document, NULL, *found);
}

static const struct attack {
    const char *name, *body;
} attacks[] = {
    {"loop", "while true do end"},
    {"recursion", "local function f() return 1 + f() end f()"},
    {"tail recursion", "local function f() return f() end f()"},
    {"goto", "::a:: goto a"},
    {"io", "io.open('/etc/passwd')"},
    {"os", "os.execute('true')"},
    {"debug", "debug.sethook()"},
    {"load", "load('return 1')()"},
    {"loadstring", "loadstring('return 1')()"},
    {"dofile", "dofile('/etc/passwd')"},
    {"require", "require('os')"},
    {"package", "package.loadlib('x', 'y')"},
    {"pcall", "while true do pcall(error) end"},
    {"xpcall", "xpcall(error, error)"},
    {"coroutine", "coroutine.wrap(function() end)()"},
    {"setmetatable", "setmetatable({}, { __gc = function() while true do end end })"},
    {"getmetatable", "getmetatable('').__index = {}"},
    {"rawset", "rawset(string, 'rep', nil)"},
    {"next", "next({})"},
    {"collectgarbage", "collectgarbage('stop')"},
    {"random", "math.random()"},
    {"poison string", "string.rep = function() end"},
    {"poison by method", "(''):rep(2).x = 1"},
    {"poison table", "table.insert = nil"},
    {"global", "leak = 1"},
    {"_G", "_G.x = 1"},
    {"endless rep", "local s = (''):rep(1 << 60)"},
    {"long rep", "local s = ('x'):rep(1 << 40)"},
    {"rep with gap", "local s = (''):rep(1 << 30, 'xx')"},
    {"rep in a loop", "while true do local s = ('x'):rep(1000000) end"},
    {"move", "table.move({}, 1, 1e15, 2)"},
    {"string.find", "('x'):rep(20000):find('.-.-.-.-b')"},
    {"gsub", "('x'):gsub('x', 'y')"},
    {"doubling", "local s = 'x' while true do s = s .. s end"},
    {"tables", "local t = {} while true do t[#t + 1] = {} end"},
    {"big table", "local t = {} for i = 1, 1e9 do t[i] = i end"},
    {"closures", "local t = {} while true do t[#t + 1] = function() return t end end"},
    {"false length",
     "local t = {} local i = 1 for _ = 1, 60 do t[i] = 1 i = i * 2 end "
     "for _ = 1, 60 do table.insert(t, 1, 1) end while true do table.insert(t, 1, 1) end"},
    {"insert in front", "local t = {} while true do table.insert(t, 1, 1) end"},
    {"concat", "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(10000) end table.concat(t)"},
    {"concat far", "table.concat({}, '', 1, 1 << 40)"},
    {"unpack", "table.unpack({}, 1, 1e8)"},
    {"lying sort", "local t = {} for i = 1, 1e4 do t[i] = i end while true do table.sort(t, "
                   "function() return true end) end"},
    {"address of table", "report(page, tostring({}))"},
    {"address by format", "report(page, string.format('%p', page))"},
    {"address by %s", "report(page, string.format('%s', {}))"},
    {"utf8.char",
     "while true do utf8.char(table.unpack({ 1, 2, 3 })) local s = ('x'):rep(99999) end"},
    {"compare long texts", "local a, b = ('x'):rep(900000), ('x'):rep(899999) .. 'x' "
                           "while true do local c = a == b end"},
    {"error of a table", "error({})"},
    {"error of nil", "error(nil)"},
    {"many findings", "while true do report(page, 'again') end"},
    {"long message", "report(page, ('x'):rep(100000))"},
    {"broken text", "report(page, '\\xFF')"},
    {"no span", "report(nil, 'x')"},
    {"no message", "report(page)"},
    {"unknown field", "local x = page.offset"},
    {"write to page", "page.kind = 'template'"},
    {"pattern late", "pattern('x')"},
    {"unordered keys", "for k in pairs({ [{}] = 1 }) do end"},
    {"unknown kind", "for n in page:nodes('paragraf') do end"},
    {"dot for colon", "page.words()"},
    {"endless words", "while true do for w in page:words() do local x = w.text end end"},
    {"deep nesting", "local t = {} for i = 1, 1e7 do t = { t } end"},
    {"string arithmetic", "local x = 'a' + 1"},
    {"facts without name", "page:facts()"},
    {"site facts without key", "page:site_facts('a')"},
    {"facts of no page", "page.facts('a')"},
    {"write to a fact", "page:facts('a').key = 'b'"},
    {"field without key", "page:field()"},
    {"field of a table", "page:field({})"},
    {"field of half an index", "page:field(1.5)"},
    {"field for ever", "while true do local f = page:field('owner') end"},
    {"meta for ever", "while true do local m = page.meta end"},
    {"facts for ever", "while true do for f in page:facts('a') do end end"},
    {"certain without a fix", "report(page, 'x', { certain = true })"},
    {"tell in check", "fact('a', 'b')"},
};

/* Of collect: none of its facts may be known afterwards. */
static const struct attack collect_attacks[] = {
    {"loop", "while true do end"},
    {"error", "error('x')"},
    {"memory", "local t = {} while true do t[#t + 1] = {} end"},
    {"endless facts", "local i = 0 while true do i = i + 1 fact('a', '' .. i) end"},
    {"one fact for ever", "while true do fact('a', 'b', ('x'):rep(4000)) end"},
    {"no name", "fact()"},
    {"no key", "fact('a')"},
    {"key of a number", "fact('a', 1)"},
    {"long name", "fact(('x'):rep(101), 'b')"},
    {"long key", "fact('a', ('x'):rep(1001))"},
    {"long value", "fact('a', 'b', ('x'):rep(5000))"},
    {"large table", "local t = {} for i = 1, 1000 do t[i] = i end fact('a', 'b', t)"},
    {"table in a table", "fact('a', 'b', { { 1 } })"},
    {"table in itself", "local t = {} t.t = t fact('a', 'b', t)"},
    {"table as a key", "fact('a', 'b', { [{}] = 1 })"},
    {"function", "fact('a', 'b', function() end)"},
    {"page", "fact('a', 'b', page)"},
    {"page in a table", "fact('a', 'b', { page })"},
    {"no span", "fact('a', 'b', 1, 2)"},
    {"facts too early", "for f in page:facts('a') do end"},
    {"report", "report(page, 'x')"},
    {"io", "io.open('/etc/passwd')"},
};

START_TEST(collect_attack_is_stopped_and_the_others_go_on)
{
    struct findings *found;
    int loaded;
    const char *collect = arena_printf(arena,
                                       "collect = function(page, fact) fact('a', 'first') %s end,\n"
                                       "check = function(page, report) for f in page:facts('a') do "
                                       "report(page, f.key) end end",
                                       collect_attacks[_i].body);
    const char *text = arena_printf(arena,
                                    "return { id = 'attack', title = 't', level = 'error', why = "
                                    "'w', %s, examples = { { good = 'a' }, { bad = 'b' } } }",
                                    collect);
    ck_assert_int_eq(file_write(arena_printf(arena, "%s/attack.lua", folder), text, strlen(text)),
                     0);
    write_rule("good", "", GOOD_BODY);
    ck_assert_int_eq(run(&found, &loaded), -1);
    ck_assert_int_eq(loaded, 0);
    ck_assert_msg(found->list.count == 1, "%s: %zu findings", collect_attacks[_i].name,
                  found->list.count);
    ck_assert_str_eq(found->list.items[0].rule, "good");
}
END_TEST

START_TEST(attack_is_stopped_and_the_others_report)
{
    struct findings *found;
    int loaded;
    write_rule("attack", "", attacks[_i].body);
    write_rule("good", "", GOOD_BODY);
    clock_t start = clock();
    int status = run(&found, &loaded);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_int_eq(loaded, 0);
    ck_assert_msg(status == -1, "not stopped: %s", attacks[_i].name);
    ck_assert_msg(found->list.count == 1, "%s: %zu findings", attacks[_i].name, found->list.count);
    ck_assert_str_eq(found->list.items[0].rule, "good");
    ck_assert_msg(seconds < 5, "%s took %.1f s", attacks[_i].name, seconds);
}
END_TEST

static const struct attack bad_files[] = {
    {"syntax", "return {"},
    {"no table", "return 1"},
    {"bytecode", "\x1bLua"},
    {"deep parentheses", NULL},
    {"loop at load", "while true do end"},
    {"no examples",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', check = function() end }"},
    {"no bad example",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', check = function() end, "
     "examples = { { good = 'x' } } }"},
    {"unknown field",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', chekc = 1, check = "
     "function() end, examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"wrong level",
     "return { id = 'bad', title = 't', level = 'fatal', why = 'w', check = function() end, "
     "examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"other id",
     "return { id = 'other', title = 't', level = 'error', why = 'w', check = function() end, "
     "examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"languages of a text",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', languages = 'en', check = "
     "function() end, examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"no language",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', languages = { 'English' }, "
     "check = function() end, examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"empty only",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', only = {}, check = "
     "function() end, examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"collect of a table",
     "return { id = 'bad', title = 't', level = 'error', why = 'w', collect = {}, check = "
     "function() end, examples = { { good = 'x' }, { bad = 'y' } } }"},
    {"bad pattern", "local p = pattern('(')"},
    {"large pattern", "local p = pattern('(a{1000}){1000}')"},
    {"unknown part", "local p = pattern('%{a}', { b = 'x' })"},
    {"part in itself", "local p = pattern('%{a}', { a = 'x%{a}' })"},
    {"parts without end",
     "local t = { a = ('%{b}'):rep(999), b = ('%{c}'):rep(999), c = ('%{d}'):rep(999), d = 'x' } "
     "local p = pattern('%{a}', t)"},
    {"empty phrase", "local p = phrases { '...' }"},
};

START_TEST(bad_file_is_refused_and_the_others_run)
{
    struct findings *found;
    int loaded;
    const char *text = bad_files[_i].body;
    if (text == NULL) {
        char *deep = arena_zalloc(arena, 40001);
        memset(deep, '(', 40000);
        text = deep;
    }
    ck_assert_int_eq(file_write(arena_printf(arena, "%s/bad.lua", folder), text, strlen(text)), 0);
    write_rule("good", "", GOOD_BODY);
    ck_assert_int_eq(run(&found, &loaded), 0);
    ck_assert_msg(loaded == -1, "loaded: %s", bad_files[_i].name);
    ck_assert_uint_eq(found->list.count, 1);
}
END_TEST

START_TEST(slow_pattern_is_stopped)
{
    struct findings *found;
    int loaded;
    write_rule("attack", "local p = pattern('(?:\\\\w+\\\\s?)+\\\\d$')",
               "while true do for m in page:match(p) do end end");
    ck_assert_int_eq(run(&found, &loaded), -1);
    ck_assert_int_eq(loaded, 0);
}
END_TEST

/* A set of patterns outlives a page, so nothing can be put into it. */
START_TEST(set_of_patterns_is_read_only_and_keeps_its_numbers)
{
    struct findings *found;
    int loaded;
    write_rule("good",
               "local set = patterns({ one = 'w%{end}', two = 'item' }, { ['end'] = 'ords' }) "
               "local later = pattern('page|Title')",
               "local m = page:match(set.one)() report(m, m.text .. page:match(set.two)().text .. "
               "page:match(later)().text)");
    write_rule("unknown", "local set = patterns { one = 'w' }", "page:match(set.tow)");
    write_rule("write", "local set = patterns { one = 'w' }", "set.two = 1");
    ck_assert_int_eq(run(&found, &loaded), -1);
    ck_assert_int_eq(loaded, 0);
    ck_assert_uint_eq(found->list.count, 1);
    ck_assert_str_eq(found->list.items[0].message, "wordsitemTitle");
}
END_TEST

START_TEST(pattern_is_made_of_parts_and_says_which_mark_it_passed)
{
    struct findings *found;
    int loaded;
    write_rule("parts",
               "local parts = { two = '%{one}s', one = '(?:word|item)' } "
               "local p = pattern('100%|(?i:some) %{two}(*MARK:some)|%{one}(*:other)', parts)",
               "local all = '' for m in page:match(p) do "
               "all = all .. m.text .. '=' .. tostring(m.mark) .. ' ' end report(page, all)");
    ck_assert_int_eq(run(&found, &loaded), 0);
    ck_assert_int_eq(loaded, 0);
    ck_assert_str_eq(found->list.items[0].message, "Some words=some word=other item=other ");
}
END_TEST

/* has() looks where match() would: in the node's own range and not in another's. */
START_TEST(has_says_whether_match_would_find_anything)
{
    struct findings *found;
    int loaded;
    write_rule("has", "local p, q = pattern('words'), pattern('wordz')",
               "report(page, tostring(page:has(p)) .. tostring(page:has(q)) .. "
               "tostring(page:nodes('title')():has(p)))");
    ck_assert_int_eq(run(&found, &loaded), 0);
    ck_assert_int_eq(loaded, 0);
    ck_assert_str_eq(found->list.items[0].message, "truefalsefalse");
}
END_TEST

/* A page's run leaves nothing to the next. */
START_TEST(nothing_outlives_a_page)
{
    struct findings *found;
    write_rule("count", "local seen = 0 local words = {}",
               "seen = seen + 1 words[seen] = 1 report(page, 'run ' .. seen .. #words)");
    const struct site *site = site_default(arena);
    struct checker *checker;
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    for (int i = 0; i < 3; i++) {
        struct findings *reading = findings_new(arena);
        found = findings_new(arena);
        struct document *document =
            document_read_text(arena, site, "page.md", STR("# Title\n"), reading);
        ck_assert_int_eq(checker_run(checker, document, NULL, found), 0);
        ck_assert_str_eq(found->list.items[0].message, "run 11");
    }
}
END_TEST

/* In a variable, a table that functions share, a row of phrases, the options, an iterator. */
START_TEST(nothing_outlives_a_page_wherever_a_rule_hides_it)
{
    static const char *const rules[][3] = {
        {"shared", "local box = { inner = { 1, 2 } } local function put() box.inner[2] = box end",
         "report(page, tostring(box.inner[2] == 2)) put()"},
        {"emptied", "local box = { 1, 2, 3 }",
         "report(page, tostring(#box == 3 and box[4] == nil)) box[1], box[2] = nil, nil"},
        {"swapped", "local a, b = { 'x' }, { 'y' } local box = { a, b }",
         "report(page, tostring(box[1] == a)) box[1], box[2] = b, a"},
        {"key", "local box = {}", "report(page, tostring(box[page] == nil)) box[1] = page"},
        {"row", "local list = phrases { { 'words' } }",
         "for m in page:find(list) do report(page, tostring(m.entry.seen == nil)) "
         "m.entry.seen = 1 end"},
        {"iterator", "local step = pairs({ 'a', 'b' })",
         "local _, value = step() report(page, tostring(value == 'a'))"},
        {"caller", "local last local function turn(f) local old = last last = f return old end",
         "report(page, tostring(turn(check) == nil)) turn(function() return page end)"},
        {"late", "local p = pattern('x')", "report(page, tostring(p:test('x')))"}};
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        write_rule(rules[i][0], rules[i][1], rules[i][2]);
    const struct site *site = site_default(arena);
    struct checker *checker;
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    for (int page = 0; page < 3; page++) {
        struct findings *reading = findings_new(arena), *found = findings_new(arena);
        struct document *document =
            document_read_text(arena, site, "page.md", STR("# Title\n\nSome words.\n"), reading);
        ck_assert_int_eq(checker_run(checker, document, NULL, found), 0);
        ck_assert_uint_eq(found->list.count, COUNT_OF(rules));
        for (size_t i = 0; i < found->list.count; i++)
            ck_assert_msg(strcmp(found->list.items[i].message, "true") == 0, "page %d, rule %s",
                          page, found->list.items[i].rule);
    }
}
END_TEST

/* Nor on a page for which the file was not run anew. */
START_TEST(patterns_cannot_be_made_in_check_on_later_pages)
{
    write_rule("inside", "local p = pattern('x')",
               "if page.title == 'Second' then pattern('y') end");
    const struct site *site = site_default(arena);
    struct checker *checker;
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    for (int page = 0; page < 3; page++) {
        struct findings *reading = findings_new(arena), *found = findings_new(arena);
        struct str text = page == 1 ? STR("# Second\n") : STR("# Title\n");
        struct document *document = document_read_text(arena, site, "page.md", text, reading);
        ck_assert_int_eq(checker_run(checker, document, NULL, found), page == 1 ? -1 : 0);
    }
}
END_TEST

START_TEST(pairs_walk_in_order)
{
    struct findings *found;
    int loaded;
    write_rule("order", "",
               "local t = { z = 1, a = 2, [10] = 3, [2] = 4, [1.5] = 5, [true] = 6 } "
               "local keys = {} for k in pairs(t) do keys[#keys + 1] = tostring(k) end "
               "report(page, table.concat(keys, ' '))");
    ck_assert_int_eq(run(&found, &loaded), 0);
    ck_assert_str_eq(found->list.items[0].message, "1.5 2 10 a z true");
}
END_TEST

START_TEST(phrases_find_inflected_forms_and_heed_unless)
{
    struct findings *found;
    write_rule(
        "words",
        "local list = phrases { { 'deliver', verb = true, use = 'give', unless = { before "
        "= { 'babies' } } }, 'prior to', { 'utilise', verb = true } }",
        "for m in page:find(list) do report(m, m.text .. ' ' .. (m.entry.use or m.entry[1])) "
        "end");
    const struct site *site = site_default(arena);
    struct checker *checker;
    struct findings *reading = findings_new(arena);
    found = findings_new(arena);
    ck_assert_int_eq(checker_new(arena, folder, NULL, site, &checker), 0);
    struct document *document =
        document_read_text(arena, site, "page.md",
                           STR("We were *delivering* care prior\nto that. Nurses deliver many "
                               "babies. Utilizing it.\n"),
                           reading);
    ck_assert_int_eq(checker_run(checker, document, NULL, found), 0);
    findings_sort(found);
    ck_assert_uint_eq(found->list.count, 3);
    ck_assert_str_eq(found->list.items[0].message, "delivering give");
    ck_assert_str_eq(found->list.items[1].message, "prior to prior to");
    ck_assert_str_eq(found->list.items[2].message, "Utilizing utilise");
    ck_assert_uint_eq(found->list.items[1].end.line, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sandbox");
    TCase *cases = tcase_create("sandbox");
    tcase_set_timeout(cases, 30);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, attack_is_stopped_and_the_others_report, 0, COUNT_OF(attacks));
    tcase_add_loop_test(cases, collect_attack_is_stopped_and_the_others_go_on, 0,
                        COUNT_OF(collect_attacks));
    tcase_add_loop_test(cases, bad_file_is_refused_and_the_others_run, 0, COUNT_OF(bad_files));
    tcase_add_test(cases, set_of_patterns_is_read_only_and_keeps_its_numbers);
    tcase_add_test(cases, has_says_whether_match_would_find_anything);
    tcase_add_test(cases, pattern_is_made_of_parts_and_says_which_mark_it_passed);
    tcase_add_test(cases, slow_pattern_is_stopped);
    tcase_add_test(cases, nothing_outlives_a_page);
    tcase_add_test(cases, nothing_outlives_a_page_wherever_a_rule_hides_it);
    tcase_add_test(cases, patterns_cannot_be_made_in_check_on_later_pages);
    tcase_add_test(cases, pairs_walk_in_order);
    tcase_add_test(cases, phrases_find_inflected_forms_and_heed_unless);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
