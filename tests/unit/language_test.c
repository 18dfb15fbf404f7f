/* Lists of phrases in files, the forms of words, spelling and the edits that lower a score. */
#include "check/check.h"
#include "check/internal.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static char folder[] = "/tmp/concordat-language-XXXXXX";

static void setup(void)
{
    arena = arena_new();
    strcpy(folder, "/tmp/concordat-language-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
    folder_remove(folder);
    arena_free(arena);
}

static void write_text(const char *name, const char *text)
{
    ck_assert_int_eq(file_write(path_join(arena, folder, name), text, strlen(text)), 0);
}

/* A rule whose check function is `body`. */
static void write_rule(const char *top, const char *body)
{
    write_text("rules/rule.lua",
               arena_printf(arena,
                            "%s\nreturn { id = 'rule', title = 't', level = 'error', why = 'w',\n"
                            "check = function(page, report)\n%s\nend,\n"
                            "examples = { { good = 'a' }, { bad = 'b' } } }\n",
                            top, body));
}

/* What the rule reports of a page, one message a line. */
static const char *reports(const char *text)
{
    const struct site *site = site_default(arena);
    struct checker *checker;
    struct findings *reading = findings_new(arena), *found = findings_new(arena);
    const char *own = path_join(arena, folder, "own");
    ck_assert_int_eq(checker_new(arena, path_join(arena, folder, "rules"),
                                 folder_exists(own) ? own : NULL, site, &checker),
                     0);
    struct document *document = document_read_text(arena, site, "page.md", str_of(text), reading);
    ck_assert_ptr_nonnull(document);
    ck_assert_int_eq(checker_run(checker, document, NULL, found), 0);
    struct buf out = BUF_INIT;
    buf_puts(&out, "");
    findings_sort(found);
    for (size_t i = 0; i < found->list.count; i++)
        buf_printf(&out, "%s\n", found->list.items[i].message);
    return buf_to_arena(&out, arena);
}

/* Loads the rules and gives what that printed. */
static const char *load_errors(void)
{
    char path[] = "/tmp/concordat-errors-XXXXXX";
    struct checker *checker;
    struct str text;
    int file = mkstemp(path), before = dup(STDERR_FILENO);
    ck_assert_int_ge(file, 0);
    ck_assert_int_ge(dup2(file, STDERR_FILENO), 0);
    int loaded =
        checker_new(arena, path_join(arena, folder, "rules"), NULL, site_default(arena), &checker);
    dup2(before, STDERR_FILENO);
    close(before);
    close(file);
    ck_assert_int_eq(loaded, -1);
    ck_assert_int_eq(file_read(arena, path, 1 << 20, &text), 0);
    unlink(path);
    return text.s;
}

#define FIND "for m in page:find(list) do report(m, m.text .. '=' .. (m.entry.use or '-')) end"

/* ---- Lists in files -------------------------------------------------------------------- */

START_TEST(a_list_in_a_file_gives_its_rows_fields)
{
    write_text(
        "rules/data/words.yaml",
        "- prior to\n"
        "- { phrase: [utilise, make use of], use: use, x: [a, { b: 'true' }], off-topic: no }\n");
    write_rule(
        "local list = phrases 'words.yaml'",
        "for m in page:find(list) do\n"
        "local e = m.entry\n"
        "report(m, m.text .. ' ' .. (e[1] or e.use .. e.x[1] .. tostring(e.x[2].b) .. #e.phrase))\n"
        "e.use = 'changed'\nend");
    ck_assert_str_eq(reports("We utilise it prior to noon, and make use of it."),
                     "utilise useatrue2\nprior to prior to\nmake use of useatrue2\n");
}
END_TEST

START_TEST(forms_of_verbs_double_as_the_dictionary_says)
{
    write_text("rules/data/words.yaml",
               "- { phrase: commit, verb: true }\n- { phrase: deliver, verb: true }\n"
               "- { phrase: set up, verb: true, forms: [setting-up fee] }\n"
               "- { phrase: organise, verb: true }\n- { phrase: carry out, verb: true }\n"
               "- { phrase: agree, verb: true }\n");
    write_rule("local list = phrases 'words.yaml'", FIND);
    ck_assert_str_eq(reports("He committed, commited, is committing and commits."),
                     "committed=-\ncommitting=-\ncommits=-\n");
    ck_assert_str_eq(reports("It delivers, delivered, deliverred, delivering, delivery."),
                     "delivers=-\ndelivered=-\ndelivering=-\n");
    ck_assert_str_eq(reports("She organizes, organised; carrying out; carries it out."),
                     "organizes=-\norganised=-\ncarrying out=-\n");
    ck_assert_str_eq(reports("Agreed, agreeing, agrees, agreing."),
                     "Agreed=-\nagreeing=-\nagrees=-\n");
}
END_TEST

START_TEST(plurals_follow_only_where_the_row_is_a_noun)
{
    write_text("rules/data/words.yaml",
               "- { phrase: care pathway, noun: true }\n- { phrase: methodology, noun: true }\n"
               "- { phrase: approach, noun: true }\n- { phrase: stakeholder }\n");
    write_rule("local list = phrases 'words.yaml'", FIND);
    ck_assert_str_eq(reports("Care pathways, methodologies, approaches, stakeholders."),
                     "Care pathways=-\nmethodologies=-\napproaches=-\n");
}
END_TEST

START_TEST(contexts_excuse_within_three_words_of_the_sentence)
{
    write_text("rules/data/words.yaml",
               "- { phrase: deliver, verb: true, unless: { before: [babies, by hand], "
               "after: [to, in order] } }\n");
    write_rule("local list = phrases 'words.yaml'", FIND);
    ck_assert_str_eq(reports("They deliver healthy twin babies. They deliver it by hand."), "");
    ck_assert_str_eq(reports("They deliver four very healthy babies. They deliver. Babies cry."),
                     "deliver=-\ndeliver=-\n");
    ck_assert_str_eq(reports("In order they all deliver. We come to deliver."), "");
    ck_assert_str_eq(reports("We order and deliver. Come to. Deliver."), "deliver=-\nDeliver=-\n");
}
END_TEST

START_TEST(a_longer_phrase_that_is_excused_leaves_the_shorter_one)
{
    write_text("rules/data/words.yaml",
               "- { phrase: carry, use: short }\n"
               "- { phrase: carry out, use: long, unless: { before: [it] } }\n");
    write_rule("local list = phrases 'words.yaml'", FIND);
    ck_assert_str_eq(reports("We carry out work. We carry out it."),
                     "carry out=long\ncarry=short\n");
}
END_TEST

START_TEST(a_sites_own_rows_come_first_and_may_switch_others_off)
{
    write_text("rules/data/words.yaml",
               "- { phrase: utilise, use: use }\n- { phrase: leverage, use: use }\n"
               "- { phrase: prior, use: before }\n");
    write_text("own/data/words.yaml",
               "- { phrase: utilise, use: employ }\n- { phrase: leverage, off: true }\n");
    write_rule("local list = phrases 'words.yaml'", FIND);
    ck_assert_str_eq(reports("We utilise leverage prior."), "utilise=employ\nprior=before\n");
}
END_TEST

START_TEST(faults_of_a_list_are_named_with_their_places)
{
    static const struct {
        const char *yaml, *said;
    } cases[] = {
        {"- a\n- { phrase: b, verbs: true }\n", "words.yaml:2:16: error: unknown key \"verbs\""},
        {"- { phrase: b, verb: yes }\n", "words.yaml:1:22: error: \"verb\" takes true or false"},
        {"- a\n- {use: b}\n", "words.yaml:2:3: error: the row lacks \"phrase\""},
        {"- '...'\n", "words.yaml:1:3: error: \"a row\" has a text without words"},
        {"- { phrase: a, unless: { near: [b] } }\n", "words.yaml:1:26: error: \"unless\" takes"},
        {"- { phrase: a, unless: { after: [[b]] } }\n", "words.yaml:1:34: error: \"after\" takes"},
        {"a: b\n", "words.yaml:1:1: error: \"words.yaml\" must be a list"},
        {"- a\n- 'b\n", "words.yaml:2:3: error: the quotation mark"},
        {"- a\n- \xFF\n", "words.yaml:2:3: error: byte 0xFF here is not UTF-8"},
    };
    write_rule("local list = phrases 'words.yaml'", FIND);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        write_text("rules/data/words.yaml", cases[i].yaml);
        const char *said = load_errors();
        ck_assert_msg(strstr(said, cases[i].said) != NULL, "%s", said);
        ck_assert_msg(strstr(said, "its list data/words.yaml has faults") != NULL, "%s", said);
    }
    write_rule("local list = phrases 'other.yaml'", FIND);
    ck_assert_ptr_nonnull(strstr(load_errors(), "there is no list data/other.yaml"));
    write_rule("local list = phrases '../words.yaml'", FIND);
    ck_assert_ptr_nonnull(strstr(load_errors(), "not the name of a file"));
}
END_TEST

/* ---- Patterns in files ------------------------------------------------------------------ */

#define MATCH                                                                                      \
    "for m in page:match(shapes.colour) do report(m, m.text .. '=' .. (m.mark or '-')) end"

START_TEST(a_file_gives_patterns_and_their_parts_by_name)
{
    write_text("rules/data/shapes.yaml", "parts:\n  red: 're?d|crimson'\n  any: '%{red}|blue'\n"
                                         "colour: |-\n  (?x) \\b %{any} \\b (*:found)\n");
    write_rule("local shapes = patterns 'shapes.yaml'", MATCH);
    ck_assert_str_eq(reports("A rd, red, redder and blue one."),
                     "rd=found\nred=found\nblue=found\n");
}
END_TEST

START_TEST(a_sites_own_patterns_and_parts_take_the_place_of_the_same_names)
{
    write_text("rules/data/shapes.yaml",
               "parts: { red: red, blue: blue }\ncolour: '%{red}|%{blue}'\nother: x\n");
    write_text("own/data/shapes.yaml", "parts: { red: rot }\nother: y\n");
    write_rule("local shapes = patterns 'shapes.yaml'",
               MATCH " for m in page:match(shapes.other) do report(m, m.text) end");
    ck_assert_str_eq(reports("A rot, red and blue x or y."), "rot=-\nblue=-\ny\n");
}
END_TEST

START_TEST(faults_of_patterns_in_a_file_are_named)
{
    static const struct {
        const char *yaml, *said;
    } cases[] = {
        {"- a\n", "shapes.yaml:1:1: error: \"shapes.yaml\" must be a map"},
        {"a: b\na: c\n", "shapes.yaml:2:1: error"},
        {"a: b\nab: c\na: d\n", "shapes.yaml:3:1: error"},
        {"a: '\xFF'\n", "shapes.yaml:1:5: error: byte 0xFF here is not UTF-8"},
        {"colour: [a]\n", "shapes.yaml:1:9: \"colour\" is no text"},
        {"parts: { a: [b] }\ncolour: a\n", "shapes.yaml:1:13: \"a\" is no text"},
        {"colour: '%{none}'\n", "shapes.yaml:1:9: there is no part \"none\""},
        {"colour: '(a'\nparts: { colour: a }\n",
         "shapes.yaml:1:9: missing closing parenthesis at character 3 of \"(a\"\n"},
    };
    write_rule("local shapes = patterns 'shapes.yaml'", MATCH);
    ck_assert_ptr_nonnull(strstr(load_errors(), "there are no patterns data/shapes.yaml"));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        write_text("rules/data/shapes.yaml", cases[i].yaml);
        const char *said = load_errors();
        ck_assert_msg(strstr(said, cases[i].said) != NULL, "%s", said);
    }
    write_rule("local shapes = patterns 'shapes.txt'", MATCH);
    ck_assert_ptr_nonnull(strstr(load_errors(), "not the name of a file"));
}
END_TEST

/* ---- What rules have beside Lua ---------------------------------------------------------- */

static const struct {
    const char *call, *said;
} calls[] = {
    {"shorten('Ångström', 8)", "Ångström"},
    {"shorten('Ångström', 7)", "Ångstr…"},
    {"shorten('Ångström', 1)", "…"},
    {"#shorten(('x'):rep(60)) .. shorten(('x'):rep(61))",
     "60xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"},
    {"dates.month('sept') .. dates.month('MAY') .. tostring(dates.month('Fe'))", "95nil"},
    {"dates.name(12)", "December"},
    {"dates.spelt('2027-03-01')", "1 March 2027"},
    {"dates.spelt('2027-03') .. dates.spelt('2027')", "March 20272027"},
    {"tostring(dates.spelt('2027-02-29'))", "nil"},
    {"tostring(dates.spelt('20270'))", "nil"},
    {"dates.days_in(2) .. dates.days_in(2, 1900) .. dates.days_in(2, 2000)", "292829"},
    {"dates.number('0001-01-01') .. ' ' .. dates.number('2026-11-30') % 7", "0 0"},
    {"dates.number('2024-03-01') - dates.number('2023-03-01')", "366"},
    {"tostring(dates.number('2026-13-01'))", "nil"},
    {"dates.any_month:sub(1, 16)", "January|February"},
};

START_TEST(texts_are_shortened_and_dates_are_read)
{
    write_rule("", arena_printf(arena, "report(page, tostring(%s))", calls[_i].call));
    ck_assert_str_eq(reports("a"), arena_printf(arena, "%s\n", calls[_i].said));
}
END_TEST

/* ---- Spelling -------------------------------------------------------------------------- */

static bool accepts(struct spelling *spelling, struct lexicon *lexicon, const char *word,
                    bool capital)
{
    return spelling_accepts(spelling, lexicon_intern(lexicon, str_of(word)), capital);
}

START_TEST(a_word_is_judged_as_it_is_written)
{
    struct lexicon *lexicon = lexicon_new(arena);
    struct spelling *spelling = spelling_new(arena, lexicon);
    write_text("words.txt", "# comment coproduced\nWrenmoor coproduce # etc\n\thealthwatched\n");
    ck_assert(spelling_ready(spelling));
    ck_assert_int_eq(spelling_add_words(spelling, arena, path_join(arena, folder, "words.txt")), 0);
    for (int again = 0; again < 2; again++) {
        ck_assert(accepts(spelling, lexicon, "may", false));
        ck_assert(accepts(spelling, lexicon, "London", true));
        ck_assert(!accepts(spelling, lexicon, "london", false));
        ck_assert(accepts(spelling, lexicon, "wrenmoor", true));
        ck_assert(!accepts(spelling, lexicon, "wrenmoor", false));
        ck_assert(accepts(spelling, lexicon, "Coproduce", true));
        ck_assert(accepts(spelling, lexicon, "healthwatched", false));
        ck_assert(!accepts(spelling, lexicon, "coproduced", false));
        ck_assert(accepts(spelling, lexicon, "wrenmoor's", true));
        ck_assert(accepts(spelling, lexicon, "wrenmoor-led", true));
        ck_assert(!accepts(spelling, lexicon, "wrenmoor-ledd", true));
        ck_assert(accepts(spelling, lexicon, "carer\xE2\x80\x99s", false));
        ck_assert(!accepts(spelling, lexicon, "color", false));
    }
    write_text("bad.txt", "good\nb\xFF");
    ck_assert_int_eq(spelling_add_words(spelling, arena, path_join(arena, folder, "bad.txt")), -1);
    ck_assert_int_eq(spelling_add_words(spelling, arena, path_join(arena, folder, "no.txt")), 0);
}
END_TEST

START_TEST(the_likeliest_slip_is_suggested_first)
{
    static const struct {
        const char *slip, *meant;
    } slips[] = {
        {"recieve", "receive"},
        {"accomodate", "accommodate"},
        {"definately", "definitely"},
        {"occured", "occurred"},
        {"seperate", "separate"},
        {"goverment", "government"},
        {"thier", "their"},
        {"aswell", "as well"},
        {"publically", "publicly"},
        {"egular", "regular"},
        {"center", "centre"},
        {"color", "colour"},
        {"enviroment", "environment"},
        {"neccessary", "necessary"},
        {"liason", "liaison"},
        {"calandar", "calendar"},
        {"independant", "independent"},
        {"committment", "commitment"},
    };
    struct lexicon *lexicon = lexicon_new(arena);
    struct spelling *spelling = spelling_new(arena, lexicon);
    for (size_t i = 0; i < COUNT_OF(slips); i++) {
        const char *words[SUGGESTIONS];
        uint32_t lexeme = lexicon_intern(lexicon, str_of(slips[i].slip));
        ck_assert_msg(!spelling_accepts(spelling, lexeme, false), "%s", slips[i].slip);
        for (int again = 0; again < 2; again++) {
            ck_assert_msg(spelling_suggest(spelling, lexeme, false, words) > 0, "%s",
                          slips[i].slip);
            ck_assert_str_eq(words[0], slips[i].meant);
        }
    }
    const char *words[SUGGESTIONS];
    uint32_t lexeme = lexicon_intern(lexicon, STR("Recieve"));
    ck_assert_uint_ge(spelling_suggest(spelling, lexeme, true, words), 1);
    ck_assert_str_eq(words[0], "Receive");
    lexeme = lexicon_intern(lexicon, STR("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"));
    ck_assert_uint_eq(spelling_suggest(spelling, lexeme, false, words), 0);
    /* what is too long to be asked for is not called wrong */
    ck_assert(spelling_knows(spelling, str_of(arena_printf(arena, "q%0500d", 0))));
}
END_TEST

START_TEST(suggestions_survive_many_forms)
{
    struct lexicon *lexicon = lexicon_new(arena);
    struct spelling *spelling = spelling_new(arena, lexicon);
    const char *words[SUGGESTIONS];
    uint32_t first = lexicon_intern(lexicon, STR("recieve"));
    ck_assert_uint_ge(spelling_suggest(spelling, first, false, words), 1);
    for (int i = 0; i < 700; i++) {
        const char *form = arena_printf(arena, "z%c%cqx", 'a' + i % 26, 'a' + i / 26);
        spelling_suggest(spelling, lexicon_intern(lexicon, str_of(form)), false, words);
    }
    ck_assert_uint_ge(spelling_suggest(spelling, first, false, words), 1);
    ck_assert_str_eq(words[0], "receive");
}
END_TEST

START_TEST(a_missing_dictionary_is_one_clear_message)
{
    write_text(
        "rules/rule.lua",
        "return { id = 'rule', title = 't', level = 'error', why = 'w', dictionary = true,\n"
        "check = function(page, report) for w in page:words('misspelt') do report(w, w.text) "
        "end end,\nexamples = { { good = 'a' }, { bad = 'b' } } }\n");
    ck_assert_str_eq(reports("We recieve CCGs, iPads and x2y."), "recieve\n");
    setenv("DICPATH", folder, 1);
    const char *said = load_errors();
    unsetenv("DICPATH");
    ck_assert_ptr_nonnull(strstr(said, "rule \"rule\" needs the dictionary en_GB"));
    ck_assert_ptr_nonnull(strstr(said, "hunspell-en-gb"));
}
END_TEST

/* ---- Readability ----------------------------------------------------------------------- */

START_TEST(familiar_are_listed_words_and_what_grows_from_them)
{
    static const char *const familiar[] = {"school",  "cities",  "hoping",     "stopped", "happier",
                                           "biggest", "nurse's", "dances",     "tried",   "baking",
                                           "liked",   "nicer",   "fire-engine"};
    static const char *const hard[] = {"commissioning",   "stakeholder", "strategy", "promptly",
                                       "co-commissioned", "bs",          "x",        "-"};
    for (size_t i = 0; i < COUNT_OF(familiar); i++)
        ck_assert_msg(familiar_word(str_of(familiar[i])), "%s", familiar[i]);
    for (size_t i = 0; i < COUNT_OF(hard); i++)
        ck_assert_msg(!familiar_word(str_of(hard[i])), "%s", hard[i]);
}
END_TEST

static struct page *page_of(const char *text)
{
    struct document *document = document_read_text(arena, site_default(arena), "page.md",
                                                   str_of(text), findings_new(arena));
    ck_assert_ptr_nonnull(document);
    return page_new(arena, lexicon_new(arena), document);
}

START_TEST(dale_chall_counts_names_and_numbers_as_familiar)
{
    struct page *page = page_of("We met Szymon and 30 commissioners of the NHS at school.");
    struct measures measures = {0};
    measures_add(&measures, page, 0, page->sentence_count);
    ck_assert_uint_eq(measures.words, 11);
    ck_assert_uint_eq(measures.unfamiliar, 2); /* commissioners, NHS */
    ck_assert_double_eq_tol(measures_dale_chall(&measures),
                            0.1579 * 200 / 11 + 0.0496 * 11 + 3.6365, 1e-9);
}
END_TEST

START_TEST(lix_takes_a_colon_for_a_stop)
{
    struct page *page = page_of("Bring these things: a comfortable cushion. Come at 10:30.");
    struct measures measures = {0};
    measures_add(&measures, page, 0, page->sentence_count);
    ck_assert_uint_eq(measures.colons, 1);
    ck_assert_double_eq_tol(measures_lix(&measures), 9.0 / 3 + 100 * 2.0 / 9, 1e-9);
    ck_assert_double_eq_tol(measures_rix(&measures), 2.0 / 3, 1e-9);
}
END_TEST

#define LONG_SENTENCE                                                                              \
    "We met in the hall and we sat in a ring and we ate and we sang and we read and we "           \
    "slept and we woke and we left. "

START_TEST(edits_gain_what_the_formula_gives)
{
    struct page *page =
        page_of("# Title\n\n" LONG_SENTENCE "Participation helps. Participation pays. We came.\n");
    struct edit edits[EDITS];
    struct measures measures = {0};
    double after;
    measures_add(&measures, page, 0, page->sentence_count);
    ck_assert_uint_eq(measures.sentences, 4);
    ck_assert_uint_eq(edits_find(page, 0, page->sentence_count, NULL, NULL, edits, &after), 2);
    double w = measures.words, s = measures.sentences;
    ck_assert_int_eq(edits[0].kind, EDIT_SHORT);
    ck_assert_uint_eq(edits[0].times, 2);
    ck_assert_double_eq_tol(edits[0].gain, 11.8 * 6 / w, 1e-9);
    ck_assert_int_eq(edits[1].kind, EDIT_SPLIT);
    ck_assert_uint_eq(edits[1].times, 2);
    ck_assert_double_eq_tol(edits[1].gain, 0.39 * (w / s - w / (s + 1)), 1e-9);
    ck_assert_double_eq_tol(after, measures_kincaid(&measures) - edits[0].gain - edits[1].gain,
                            1e-9);
}
END_TEST

START_TEST(plain_words_are_counted_with_what_they_add)
{
    write_text("rules/data/words.yaml",
               "- { phrase: facilitate, verb: true, use: 'make easy, run' }\n");
    write_rule("local list = phrases 'words.yaml'",
               "for _, e in ipairs(page:edits(list)) do\n"
               "report(e.span, e.kind .. ' ' .. e.times .. ' ' .. (e.use or e.span.text))\nend");
    ck_assert_str_eq(reports("We facilitate it. They facilitate consultation for Participation "
                             "Ltd. NHSEI and NHSEI.\n"),
                     "plain 2 make easy\nshort 1 consultation\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language");
    TCase *cases = tcase_create("language");
    tcase_set_timeout(cases, 60); /* a loaded machine is no failure */
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, a_list_in_a_file_gives_its_rows_fields);
    tcase_add_test(cases, forms_of_verbs_double_as_the_dictionary_says);
    tcase_add_test(cases, plurals_follow_only_where_the_row_is_a_noun);
    tcase_add_test(cases, contexts_excuse_within_three_words_of_the_sentence);
    tcase_add_test(cases, a_longer_phrase_that_is_excused_leaves_the_shorter_one);
    tcase_add_test(cases, a_sites_own_rows_come_first_and_may_switch_others_off);
    tcase_add_test(cases, faults_of_a_list_are_named_with_their_places);
    tcase_add_test(cases, a_file_gives_patterns_and_their_parts_by_name);
    tcase_add_test(cases, a_sites_own_patterns_and_parts_take_the_place_of_the_same_names);
    tcase_add_test(cases, faults_of_patterns_in_a_file_are_named);
    tcase_add_loop_test(cases, texts_are_shortened_and_dates_are_read, 0, COUNT_OF(calls));
    tcase_add_test(cases, a_word_is_judged_as_it_is_written);
    tcase_add_test(cases, the_likeliest_slip_is_suggested_first);
    tcase_add_test(cases, suggestions_survive_many_forms);
    tcase_add_test(cases, a_missing_dictionary_is_one_clear_message);
    tcase_add_test(cases, familiar_are_listed_words_and_what_grows_from_them);
    tcase_add_test(cases, dale_chall_counts_names_and_numbers_as_familiar);
    tcase_add_test(cases, lix_takes_a_colon_for_a_stop);
    tcase_add_test(cases, edits_gain_what_the_formula_gives);
    tcase_add_test(cases, plain_words_are_counted_with_what_they_add);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
