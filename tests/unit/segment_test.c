/* Words, sentences and syllables of British public-sector text. */
#include "check/internal.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct lexicon *lexicon;

static void setup(void)
{
    arena = arena_new();
    lexicon = lexicon_new(arena);
}

static void teardown(void)
{
    arena_free(arena);
}

/* One block a case; "|" stands where a new sentence begins and is taken out. */
static const char *const sentence_cases[] = {
    "One sentence.",
    "No stop at the end",
    "Call us. |We can help.",
    "Can you help? |Yes! |Good.",
    "We met Dr. Smith and Mr. Jones at St. Mary's. |The ward was full.",
    "Prof. Ali wrote to Cllr. Brown. |He agreed.",
    "Bring proof, e.g. A passport or a bill.",
    "Some services, i.e. GP practices, are open.",
    "See para. 4 and reg. 12 of the order. |Both apply.",
    "Look at Fig. 3 on pp. 4 to 6. |It shows the trend.",
    "Use s. 242 of the Act. |The plan follows it.",
    "This was agreed by the Act. |The plan says so.",
    "We asked the CCG. |The plan came back.",
    "Send it to us. |In May we reply.",
    "Follow the link. |All is there.",
    "It is No. 4 on the list. |We say no. |They agree.",
    "We follow plan A. |The board knows.",
    "Take vitamin D. |It helps.",
    "Everyone in group B. |This includes staff.",
    "J. Smith wrote the report. |A. Patel checked it.",
    "The nurse was Mary J. Brown of this ward.",
    "He lives in the U.K. |The rules differ there.",
    "The U.K. Government decided.",
    "We open at 9 a.m. and close at 5 p.m. on weekdays.",
    "We close at 5 p.m. |The phone line stays open.",
    "1. Read the form.",
    "a. Read the form. |Then sign.",
    "We planned for 20. |30 people came.",
    "It costs 3.50 pounds. |That is cheap.",
    "We bought phones. |iPads came later.",
    "the stop before. lower case is no end",
    "“Stop!” he said. |She did.",
    "“Is it open?” |“Yes.”",
    "(See the plan.) |It is long.",
    "We agreed (see the plan). |It is long.",
    "Wait... |Then go on.",
    "Wait… then go on.",
    "The trust (Tel. 01234 567890) can help. |Call first.",
    "Write to a.smith@nhs.net. |We answer.",
    "Go to www.nhs.uk. |Read the page.",
    "Read https://www.nhs.uk/a.b?c=d. |Then call.",
    "It rose vs. Last year.",
    "On 3 Jan. 2020 it closed. |It opened again.",
    "approx. 30 people came. |All were served.",
    "Tests, scans, etc. |The clinic does them.",
    "Ph.D. students came. |They helped.",
    "We asked: who pays? |Nobody knew.",
    "Is it safe?! |Yes.",
    "He said no.” |Then left.",
    "See Sch. 2 and art. 6 for the duty.",
    "Services under s.14Z2 of the NHS Act 2006 (as amended). |Public involvement.",
    "Hepatitis C. |It can be cured.",
    "Version 2.0 is out. |Version 2.1 follows.",
    "The Q&A is online. |R&D pays.",
    "Rt. Hon. Jane Doe came. |She spoke.",
    "Messrs. Brown left. |We stayed.",
    "The answer is yes. |E-mail us.",
    "Ward 5. |Ask for the nurse.",
    "Cost: £5.00. |Pay in cash.",
    "We met the St. John Ambulance crew.",
    "Gwnewch gais. |Ffoniwch ni.",
    "See the note.* |It matters.",
    "Call 111. |999 is for emergencies.",
    "The Rev. Green and Capt. White spoke.",
    "We are open (Mon. to Fri.). |Call us.",
    "Copy to M. K. Singh and R. L. Jones.",
};

START_TEST(sentences_end_where_a_reader_ends_them)
{
    const char *marked = sentence_cases[_i];
    struct buf text = BUF_INIT;
    uint32_t starts[8] = {0};
    size_t count = 1;
    buf_puts(&text, "");
    for (const char *c = marked; *c != '\0'; c++) {
        if (*c == '|')
            starts[count++] = (uint32_t)text.n;
        else
            buf_putc(&text, *c);
    }
    struct segmented segmented = {0};
    segment_block(&segmented, lexicon, text.s, (struct block){0, (uint32_t)text.n, 7, true});
    ck_assert_msg(segmented.sentences.count == count, "%zu sentences in: %s",
                  segmented.sentences.count, marked);
    for (size_t i = 0; i < count; i++) {
        ck_assert_msg(segmented.sentences.items[i].start == starts[i], "sentence %zu of: %s", i,
                      marked);
        ck_assert_uint_eq(segmented.sentences.items[i].node, 7);
    }
    ck_assert_uint_eq(segmented.sentences.items[count - 1].end, text.n);
    segmented_release(&segmented);
    buf_release(&text);
}
END_TEST

static void assert_words(const char *text, const char *expected)
{
    struct segmented segmented = {0};
    struct buf found = BUF_INIT;
    segment_words(&segmented, lexicon, text, 0, (uint32_t)strlen(text));
    for (size_t i = 0; i < segmented.words.count; i++) {
        const struct word *word = &segmented.words.items[i];
        buf_puts(&found, i > 0 ? " " : "");
        buf_add(&found, text + word->start, word->end - word->start);
    }
    ck_assert_str_eq(found.s ? found.s : "", expected);
    segmented_release(&segmented);
    buf_release(&found);
}

START_TEST(words_part_at_slashes_and_not_at_hyphens)
{
    assert_words("place-based care, and/or online/digital",
                 "place-based care and or online digital");
    assert_words("don't – it’s", "don't it’s");
    assert_words("‘one-stop shop’ for", "one-stop shop for");
    assert_words("(as amended)", "as amended");
}
END_TEST

START_TEST(numbers_and_references_are_one_word)
{
    assert_words("30,000-50,000 people, £2.00 at 10:30", "30,000-50,000 people 2.00 at 10:30");
    assert_words("s.242, e.g. S.14U and 2019/20", "s.242 e.g S.14U and 2019 20");
    assert_words("R&D, Q&A", "R&D Q&A");
}
END_TEST

START_TEST(addresses_are_one_flagged_word)
{
    const char *text = "mail a.b@nhs.net, see (www.nhs.uk/x.y) or https://a.org/?b=c. nhs.uk too";
    assert_words(text, "mail a.b@nhs.net see www.nhs.uk/x.y or https://a.org/?b=c nhs.uk too");
    struct segmented segmented = {0};
    segment_words(&segmented, lexicon, text, 0, (uint32_t)strlen(text));
    size_t addresses = 0;
    for (size_t i = 0; i < segmented.words.count; i++)
        addresses += (segmented.words.items[i].flags & WORD_ADDRESS) != 0;
    ck_assert_uint_eq(addresses, 4);
    segmented_release(&segmented);
}
END_TEST

START_TEST(masked_bytes_are_no_words)
{
    assert_words("run \x1A\x1A\x1A now", "run now");
}
END_TEST

static unsigned flags_of_word(const char *text)
{
    struct segmented segmented = {0};
    segment_words(&segmented, lexicon, text, 0, (uint32_t)strlen(text));
    ck_assert_uint_eq(segmented.words.count, 1);
    unsigned flags = segmented.words.items[0].flags;
    segmented_release(&segmented);
    return flags;
}

START_TEST(words_know_their_shape)
{
    ck_assert_uint_eq(flags_of_word("care"), 0);
    ck_assert_uint_eq(flags_of_word("Care"), WORD_CAPITAL);
    ck_assert_uint_eq(flags_of_word("CCG"), WORD_CAPITAL | WORD_ACRONYM);
    ck_assert_uint_eq(flags_of_word("CCGs"), WORD_CAPITAL | WORD_ACRONYM);
    ck_assert_uint_eq(flags_of_word("CCG’s"), WORD_CAPITAL | WORD_ACRONYM);
    ck_assert_uint_eq(flags_of_word("EDS2"), WORD_CAPITAL | WORD_ACRONYM);
    ck_assert_uint_eq(flags_of_word("iPads"), WORD_CAMEL);
    ck_assert_uint_eq(flags_of_word("e.g"), WORD_DOTTED);
    ck_assert_uint_eq(flags_of_word("U.K"), WORD_CAPITAL | WORD_DOTTED);
    ck_assert_uint_eq(flags_of_word("30,000"), WORD_NUMBER);
    ck_assert_uint_eq(flags_of_word("1st"), WORD_NUMBER);
}
END_TEST

START_TEST(forms_of_a_word_share_a_lexeme)
{
    uint32_t lexeme = lexicon_intern(lexicon, STR("patient's"));
    ck_assert_uint_eq(lexicon_intern(lexicon, STR("Patient’s")), lexeme);
    ck_assert_uint_eq(lexicon_intern(lexicon, STR("PATIENT'S")), lexeme);
    ck_assert_uint_eq(lexicon_intern(lexicon, STR("pa\xC2\xADtient's")), lexeme);
    ck_assert_uint_ne(lexicon_intern(lexicon, STR("patients")), lexeme);
    ck_assert_uint_eq(lexicon_intern(lexicon, STR("ÉLAN")), lexicon_intern(lexicon, STR("élan")));
    for (int i = 0; i < 20000; i++) {
        char form[16];
        snprintf(form, sizeof form, "w%d", i);
        lexicon_intern(lexicon, str_of(form));
    }
    ck_assert_uint_eq(lexicon_intern(lexicon, STR("patient's")), lexeme);
}
END_TEST

/* tests/unit/syllables.txt: words of health and government text, counted by hand
 * as they are said in Britain. The rate is part of what we claim. */
START_TEST(syllables_agree_with_hand_counts)
{
    FILE *file = fopen(TEST_FOLDER "/syllables.txt", "r");
    ck_assert_ptr_nonnull(file);
    char word[64];
    unsigned expected, count = 0, wrong = 0;
    while (fscanf(file, "%63s %u", word, &expected) == 2) {
        unsigned found = syllables_count(str_of(word));
        count++;
        if (found != expected) {
            wrong++;
            printf("syllables: %s %u, by hand %u\n", word, found, expected);
        }
    }
    ck_assert(feof(file));
    fclose(file);
    printf("syllables: %u of %u words differ from the hand count (%.1f %%)\n", wrong, count,
           100.0 * wrong / count);
    ck_assert_uint_ge(count, 180);
    ck_assert_msg(wrong * 100 <= count * 2, "%u of %u wrong", wrong, count);
}
END_TEST

START_TEST(every_exception_is_found_in_the_table)
{
    static const char *const lists[] = {"uk-syllables.txt", "syllables.txt"};
    FILE *file = fopen(arena_printf(arena, "%s/%s", SYLLABLE_FOLDER, lists[_i]), "r");
    ck_assert_ptr_nonnull(file);
    char word[64];
    unsigned expected, different = 0, count = 0;
    while (fscanf(file, "%63s %u", word, &expected) == 2) {
        count++;
        different += syllables_count(str_of(word)) != expected;
    }
    fclose(file);
    ck_assert_uint_gt(count, 100);
    /* the British list overrules at most as many words as it has */
    ck_assert_uint_le(different, _i == 0 ? 0 : 120);
}
END_TEST

START_TEST(syllables_outside_the_dictionary)
{
    ck_assert_uint_eq(syllables_count(STR("well-being")), 3);
    ck_assert_uint_eq(syllables_count(STR("place-based")), 2);
    ck_assert_uint_eq(syllables_count(STR("organisation's")), 5);
    ck_assert_uint_eq(syllables_count(STR("nurse's")), 2);
    ck_assert_uint_eq(syllables_count(STR("it's")), 1);
    ck_assert_uint_eq(syllables_count(STR("-")), 1);
    ck_assert_uint_eq(syllables_of_letters(STR("NHS")), 3);
    ck_assert_uint_eq(syllables_of_letters(STR("WCCG")), 6);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment");
    TCase *cases = tcase_create("segment");
    tcase_set_timeout(cases, 60); /* a loaded machine is no failure */
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, sentences_end_where_a_reader_ends_them, 0, COUNT_OF(sentence_cases));
    tcase_add_test(cases, words_part_at_slashes_and_not_at_hyphens);
    tcase_add_test(cases, numbers_and_references_are_one_word);
    tcase_add_test(cases, addresses_are_one_flagged_word);
    tcase_add_test(cases, masked_bytes_are_no_words);
    tcase_add_test(cases, words_know_their_shape);
    tcase_add_test(cases, forms_of_a_word_share_a_lexeme);
    tcase_add_test(cases, syllables_agree_with_hand_counts);
    tcase_add_loop_test(cases, every_exception_is_found_in_the_table, 0, 2);
    tcase_add_test(cases, syllables_outside_the_dictionary);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
