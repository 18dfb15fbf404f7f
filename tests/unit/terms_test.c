/* Acronyms and where they are written out, names, spellings, passages that say the same. */
#include "check/terms.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static const struct site *site;

static void setup(void)
{
    arena = arena_new();
    site = site_default(arena);
}

static void teardown(void)
{
    arena_free(arena);
}

static struct page *read_page(const char *text)
{
    struct document *document =
        document_read_text(arena, site, "page.md", str_of(text), findings_new(arena));
    ck_assert_ptr_nonnull(document);
    return page_new(arena, lexicon_new(arena), document);
}

static void assert_text(struct str found, const char *expected, const char *source)
{
    ck_assert_msg(str_is(found, expected), "\"%.*s\" instead of \"%s\" in: %s", (int)found.n,
                  found.s, expected, source);
}

/* ---- Expansions ---------------------------------------------------------------------- */

static const struct {
    const char *text, *stem, *form; /* stem NULL: none */
} expansion_cases[] = {
    {"The clinical commissioning group (CCG) met.", "CCG", "clinical commissioning group"},
    {"All clinical commissioning groups (CCGs) met.", "CCG", "clinical commissioning groups"},
    {"The [Care Quality Commission](https://a.org) (CQC) came.", "CQC", "Care Quality Commission"},
    {"Ask the *Patient Advice and Liaison Service* (PALS).", "PALS",
     "Patient Advice and Liaison Service"},
    {"The National Institute for Health and Care Excellence (NICE) says so.", "NICE",
     "National Institute for Health and Care Excellence"},
    {"People from Black, Asian and Minority Ethnic (BAME) groups.", "BAME",
     "Black, Asian and Minority Ethnic"},
    {"An Equality Impact Assessment (EqIA) is due.", "EqIA", "Equality Impact Assessment"},
    {"The Royal Wolverhampton NHS Trust (RWT) agreed.", "RWT", "Royal Wolverhampton NHS Trust"},
    {"It treats tuberculosis (TB) early.", "TB", "tuberculosis"},
    {"The CCG (clinical commissioning group) met.", "CCG", "clinical commissioning group"},
    {"The CCG (the clinical commissioning group) met.", "CCG", "clinical commissioning group"},
    {"We ask allied health professionals, or AHPs, to help.", "AHP", "allied health professionals"},
    {"Write to the local medical committee \xE2\x80\x93 LMC.", "LMC", "local medical committee"},
    {"The integrated care board (\"the ICB\") met.", "ICB", "integrated care board"},
    {"The integrated care board (the ICB) met.", "ICB", "integrated care board"},
    {"The integrated care board (the \xE2\x80\x98ICB\xE2\x80\x99) met.", "ICB",
     "integrated care board"},
    {"The integrated care board (ICB, set up in 2022) met.", "ICB", "integrated care board"},
    {"Voluntary, community and social enterprise (VCSE) groups.", "VCSE",
     "Voluntary, community and social enterprise"},
    {"Research and development (R&D) goes on.", "R&D", "Research and development"},
    {"PCN stands for primary care network.", "PCN", "primary care network"},
    {"- PCN: primary care network\n- more", "PCN", "primary care network"},
    {"- **PCN** \xE2\x80\x93 primary care network, a group of practices", "PCN",
     "primary care network"},
    {"PCN\n: Primary care network. A group of practices.\n", "PCN", "Primary care network"},
    {"PCN\n: Some practices that work together.\n", "PCN", ""},
    {"| PCN | Primary care network |\n|---|---|\n", "PCN", "Primary care network"},
    {"| Primary care network | PCN |\n|---|---|\n", "PCN", "Primary care network"},
    {"The ICB met.\n\n*[ICB]: Integrated care board\n", "ICB", "Integrated care board"},
    {"The guidance on care, known as HIX, is new.", NULL, NULL},
    {"Ask your doctor (GP) for help.", NULL, NULL},
    {"We met. Then the board (CQC) came.", NULL, NULL},
    {"The board (in 2020) met the CCG.", NULL, NULL},
    {"Our CCG (see page 2) met.", NULL, NULL},
    {"Run `clinical commissioning group` (CCG).", NULL, NULL},
    {"One idea ends. (CCG) stands alone.", NULL, NULL},
    {"(CCG)", NULL, NULL},
    {"CCG (", NULL, NULL},
};

START_TEST(long_forms_are_found)
{
    const char *text = expansion_cases[_i].text;
    struct expansions found = expansions_find(arena, read_page(text));
    if (expansion_cases[_i].stem == NULL) {
        ck_assert_msg(found.count == 0, "something found in: %s", text);
        return;
    }
    ck_assert_msg(found.count == 1, "%zu found in: %s", found.count, text);
    assert_text(found.items[0].stem, expansion_cases[_i].stem, text);
    assert_text(found.items[0].text, expansion_cases[_i].form, text);
    bool closed = strstr(text, "CCG)") != NULL || strstr(text, "group)") != NULL;
    if (strcmp(expansion_cases[_i].stem, "CCG") == 0 && closed)
        ck_assert_uint_gt(found.items[0].whole.end, found.items[0].whole.start + 30);
}
END_TEST

START_TEST(letters_fit_by_initials_or_from_right_to_left)
{
    size_t start;
    ck_assert(
        expansion_fits(STR("the clinical commissioning group"), STR("CCG"), true, false, &start));
    ck_assert_uint_eq(start, 4);
    ck_assert(
        expansion_fits(STR("the clinical commissioning group"), STR("CCG"), true, true, &start));
    ck_assert(
        !expansion_fits(STR("our clinical commissioning group"), STR("CCG"), true, true, &start));
    ck_assert(!expansion_fits(STR("tuberculosis"), STR("TB"), true, false, &start));
    ck_assert(expansion_fits(STR("tuberculosis"), STR("TB"), false, true, &start));
    ck_assert(!expansion_fits(STR(""), STR("TB"), false, false, &start));
    ck_assert(!expansion_fits(STR("TB"), STR("TB"), false, false, &start));
}
END_TEST

/* ---- Acronyms -------------------------------------------------------------------------- */

START_TEST(acronyms_are_grouped_by_their_letters)
{
    struct page *page =
        read_page("The CCG met other CCGs. The CCG\xE2\x80\x99s plan and the GP's PALS.\n\n"
                  "## TITLE OF REPORT\n\nText \"PANEL\" to us [add link to DES].\n");
    struct acronyms found = acronyms_find(arena, page, NULL);
    ck_assert_uint_eq(found.count, 3);
    assert_text(found.items[0].stem, "CCG", "the page");
    ck_assert_uint_eq(found.items[0].count, 3);
    ck_assert_uint_eq(page->words[found.items[0].word].start, 4);
    assert_text(found.items[1].stem, "GP", "the page");
    assert_text(found.items[2].stem, "PALS", "the page");
}
END_TEST

/* ---- Names ----------------------------------------------------------------------------- */

static struct str first_text(const struct page *page, const struct name *name)
{
    uint32_t start = page->words[name->first_word].start;
    return (struct str){page->plain + start, page->words[name->past_word - 1].end - start};
}

START_TEST(names_are_runs_of_capitals)
{
    struct page *page = read_page(
        "The PPG Chairs Group met the Board of Health. Our Health & Care Team met it, too. "
        "We saw the board of health and the PPG Chairs Group. In July Ruth came.\n");
    struct names found = names_find(arena, page);
    ck_assert_uint_eq(found.count, 3);
    assert_text(first_text(page, &found.items[0]), "PPG Chairs Group", "the page");
    ck_assert_uint_eq(found.items[0].count, 2);
    assert_text(found.items[0].key, "pcg", "the page");
    assert_text(first_text(page, &found.items[1]), "Board of Health", "the page");
    ck_assert_uint_eq(found.items[1].lower_count, 1);
    assert_text(first_text(page, &found.items[2]), "Health & Care Team", "the page");
}
END_TEST

static const struct {
    const char *a, *b;
    enum names_alike alike;
} name_cases[] = {
    {"PGGC Chairs Group", "PPG Chairs Group", NAMES_NEAR},
    {"Jane Smith", "Jane Smyth", NAMES_NEAR},
    {"Engagment Team", "Engagement Team", NAMES_NEAR},
    {"CCG Chairs Group", "PPG Chairs Group", NAMES_DIFFER},
    {"Dr Smith", "Mr Smith", NAMES_DIFFER},
    {"June Meeting", "July Meeting", NAMES_DIFFER},
    {"South Ward", "North Ward", NAMES_NEAR}, /* but their initials differ: never compared */
    {"Health Act 2006", "Health Act 2012", NAMES_DIFFER},
    {"Patient & Public Group", "Patient and Public Group", NAMES_STYLED},
    {"Health and Wellbeing Board", "Health Wellbeing Board", NAMES_STYLED},
    {"Health and Well-being Board", "Health and Wellbeing Board", NAMES_STYLED},
    {"Department of Health", "Department for Health", NAMES_STYLED},
    {"Annual Equality Report", "Annual Equalities Report", NAMES_STYLED},
    {"Citizens Forum", "Citizens' Forum", NAMES_STYLED},
    {"Primary Care Network", "Primary Care Networks", NAMES_SAME},
    {"CCG Governing Body", "CCG's Governing Body", NAMES_SAME},
    {"Primary Care Network", "Primary Care Network", NAMES_SAME},
    {"Community Trust", "Care Trust", NAMES_DIFFER},
    {"Black, Asian and Minority Ethnic", "black Asian and minority ethnic", NAMES_SAME},
    {"", "Care Trust", NAMES_DIFFER},
};

START_TEST(names_are_alike_by_a_slip_or_a_style)
{
    struct str a = str_of(name_cases[_i].a), b = str_of(name_cases[_i].b);
    ck_assert_msg(names_compare(a, b) == name_cases[_i].alike, "%s, %s", a.s, b.s);
    ck_assert_msg(names_compare(b, a) == name_cases[_i].alike, "%s, %s", b.s, a.s);
}
END_TEST

/* ---- Variants -------------------------------------------------------------------------- */

START_TEST(two_spellings_of_a_word_are_found)
{
    struct page *page =
        read_page("We value co-production. Coproduction is new, coproduction is good. "
                  "We organise and organize. Please re-form or reform. A well-known size.");
    struct variants found = variants_find(arena, page);
    ck_assert_uint_eq(found.count, 2);
    ck_assert(found.items[0].hyphen && !found.items[1].hyphen);
    ck_assert_uint_eq(found.items[0].count, 1);
    ck_assert_uint_eq(found.items[0].other_count, 2);
    const struct word *word = &page->words[found.items[0].word];
    assert_text((struct str){page->plain + word->start, word->end - word->start}, "co-production",
                "the page");
    word = &page->words[found.items[1].word];
    assert_text((struct str){page->plain + word->start, word->end - word->start}, "organize",
                "the page");
}
END_TEST

/* "CARE" may be letters or a word, "CARER" is a word. */
START_TEST(words_in_capitals_of_five_letters_are_no_acronyms)
{
    struct page *page = read_page("We say CARE and CARER and CARXR here.");
    struct spelling *spelling = spelling_new(arena, page->lexicon);
    struct acronyms found = acronyms_find(arena, page, spelling);
    ck_assert_uint_eq(found.count, 2);
    assert_text(found.items[0].stem, "CARE", "the page");
    assert_text(found.items[1].stem, "CARXR", "the page");
}
END_TEST

/* ---- Measures -------------------------------------------------------------------------- */

START_TEST(measures_of_a_range_are_those_of_its_sentences)
{
    struct page *page = read_page(
        "# Title here\n\nBring this: a card. The committee's communications improved in 2024.\n\n"
        "- Multidisciplinary teams\n- NHS England met at <https://example.com>\n\nNo.\n");
    const struct measures *sums = measures_sums(arena, page);
    ck_assert_uint_gt(page->sentence_count, 4);
    for (uint32_t from = 0; from <= page->sentence_count; from++) {
        for (uint32_t past = from; past <= page->sentence_count; past++) {
            struct measures direct = {0}, between = measures_between(sums, from, past);
            measures_add(&direct, page, from, past);
            ck_assert_mem_eq(&direct, &between, sizeof direct);
        }
    }
}
END_TEST

/* ---- Passages -------------------------------------------------------------------------- */

static const char passages[] =
    "We ask people who use our services what they think of them each year.\n\n"
    "The board meets in public every month. Anyone may come and ask a question there.\n\n"
    "Every year we ask people who use our services what they think of them.\n\n"
    "- The board meets in public every month. Anyone may come and ask a question there.\n\n"
    "## We ask people who use our services what they think of them each year\n";

START_TEST(passages_that_say_the_same_are_paired)
{
    struct page *page = read_page(passages);
    struct similar_pairs sentences = similar_find(arena, page, PASSAGE_SENTENCE, 0.3);
    ck_assert_uint_eq(sentences.count, 2);
    ck_assert_uint_eq(sentences.items[0].earlier, 0);
    ck_assert_uint_eq(sentences.items[0].later, 3);
    ck_assert_double_gt(sentences.items[0].ratio, 0.5);
    ck_assert_double_eq_tol(sentences.items[1].ratio, 1, 1e-9);
    struct similar_pairs blocks = similar_find(arena, page, PASSAGE_BLOCK, 0.9);
    ck_assert_uint_eq(blocks.count, 1);
    ck_assert_double_eq_tol(blocks.items[0].ratio, 1, 1e-9);
    ck_assert_uint_eq(similar_find(arena, page, PASSAGE_BLOCK, 1).count, 1);
}
END_TEST

START_TEST(signatures_find_a_block_again)
{
    struct page *page = read_page(passages),
                *other = read_page("# Other\n\nNew words come first. The "
                                   "board meets in public every month. Anyone "
                                   "may come and ask a question there.\n");
    struct signatures here = signatures_find(arena, page, 15);
    struct signatures there = signatures_find(arena, other, 15);
    ck_assert_uint_eq(here.count, 2);
    ck_assert_uint_eq(there.count, 1);
    ck_assert(here.items[0].hashes[0] == here.items[1].hashes[0]);
    ck_assert_uint_eq(here.items[0].words, 15);
    ck_assert_uint_eq(signatures_find(arena, page, 100).count, 0);
    struct signatures all = signatures_find(arena, page, 0);
    ck_assert_uint_eq(all.count, 4);
    ck_assert(all.items[0].hashes[0] != all.items[1].hashes[0]);
    ck_assert(all.items[0].hashes[0] != all.items[0].hashes[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("terms");
    TCase *cases = tcase_create("terms");
    tcase_set_timeout(cases, 60); /* a loaded machine is no failure */
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, long_forms_are_found, 0, COUNT_OF(expansion_cases));
    tcase_add_test(cases, letters_fit_by_initials_or_from_right_to_left);
    tcase_add_test(cases, acronyms_are_grouped_by_their_letters);
    tcase_add_test(cases, words_in_capitals_of_five_letters_are_no_acronyms);
    tcase_add_test(cases, measures_of_a_range_are_those_of_its_sentences);
    tcase_add_test(cases, names_are_runs_of_capitals);
    tcase_add_loop_test(cases, names_are_alike_by_a_slip_or_a_style, 0, COUNT_OF(name_cases));
    tcase_add_test(cases, two_spellings_of_a_word_are_found);
    tcase_add_test(cases, passages_that_say_the_same_are_paired);
    tcase_add_test(cases, signatures_find_a_block_again);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
