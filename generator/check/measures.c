/*
 * Counts and the published readability formulas. Scores of other tools are no
 * measure: they differ by three grades on one text, for want of a stated policy.
 */
#include "check/internal.h"

#include <math.h>
#include <string.h>

enum { POLYSYLLABLE = 3, LONG_WORD = 6, SMOG_LEAST = 10, SMOG_SAMPLE = 30 };

/* Three syllables only because of -es, -ed or -ing. */
static bool grown_by_ending(struct str word, unsigned syllables)
{
    return syllables == POLYSYLLABLE &&
           (str_ends(word, "es") || str_ends(word, "ed") || str_ends(word, "ing"));
}

bool measures_is_name(const struct word *word, bool first)
{
    return !first && (word->flags & (WORD_CAPITAL | WORD_CAMEL)) != 0;
}

static bool is_unfamiliar(const struct page *page, const struct word *word, bool name)
{
    if (word->flags & WORD_ACRONYM)
        return true;
    return !name && !(word->flags & (WORD_NUMBER | WORD_DOTTED)) &&
           !lexicon_familiar(page->lexicon, word->lexeme);
}

static void add_word(struct measures *measures, const struct page *page, const struct word *word,
                     bool first)
{
    const struct lexeme *lexeme = lexicon_lexeme(page->lexicon, word->lexeme);
    struct str form = lexeme->text;
    uint32_t letters = lexeme->letters;
    unsigned syllables = page_syllables(page, word);
    bool name = measures_is_name(word, first);

    measures->words++;
    measures->syllables += syllables;
    measures->letters += letters;
    measures->long_words += letters > LONG_WORD;
    measures->unfamiliar += is_unfamiliar(page, word, name);
    if (syllables >= POLYSYLLABLE) {
        measures->polysyllables++;
        bool compound = memchr(form.s, '-', form.n) != NULL;
        measures->complex += !name && !compound && !grown_by_ending(form, syllables);
    }
}

/* "Bring: a card": a colon between two words of a sentence. */
static bool colon_behind(const struct page *page, const struct word *word)
{
    return page->plain[word->end] == ':' && page->plain[word->end + 1] == ' ';
}

void measures_add(struct measures *measures, const struct page *page, uint32_t first_sentence,
                  uint32_t past_sentence)
{
    for (uint32_t s = first_sentence; s < past_sentence; s++) {
        const struct sentence *sentence = &page->sentences[s];
        if (!sentence->prose)
            continue;
        uint32_t before = measures->words;
        for (uint32_t i = 0; i < sentence->word_count; i++) {
            const struct word *word = &page->words[sentence->first_word + i];
            if (!(word->flags & WORD_ADDRESS))
                add_word(measures, page, word, i == 0);
            measures->colons += i + 1 < sentence->word_count && colon_behind(page, word);
        }
        measures->sentences += measures->words > before;
    }
}

const struct measures *measures_sums(struct arena *arena, const struct page *page)
{
    struct measures *sums = ARENA_ARRAY(arena, page->sentence_count + 1, struct measures);
    for (uint32_t s = 0; s < page->sentence_count; s++) {
        sums[s + 1] = sums[s];
        measures_add(&sums[s + 1], page, s, s + 1);
    }
    return sums;
}

struct measures measures_between(const struct measures *sums, uint32_t first_sentence,
                                 uint32_t past_sentence)
{
    const struct measures *a = &sums[first_sentence], *b = &sums[past_sentence];
    return (struct measures){.words = b->words - a->words,
                             .sentences = b->sentences - a->sentences,
                             .syllables = b->syllables - a->syllables,
                             .polysyllables = b->polysyllables - a->polysyllables,
                             .complex = b->complex - a->complex,
                             .letters = b->letters - a->letters,
                             .long_words = b->long_words - a->long_words,
                             .unfamiliar = b->unfamiliar - a->unfamiliar,
                             .colons = b->colons - a->colons};
}

static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

static double sentence_length(const struct measures *m)
{
    return ratio(m->words, m->sentences);
}

/* Flesch, R. (1948), A new readability yardstick. */
double measures_flesch(const struct measures *m)
{
    return 206.835 - 1.015 * sentence_length(m) - 84.6 * ratio(m->syllables, m->words);
}

/* Kincaid and others (1975), Derivation of new readability formulas. */
double measures_kincaid(const struct measures *m)
{
    return 0.39 * sentence_length(m) + 11.8 * ratio(m->syllables, m->words) - 15.59;
}

/* Gunning, R. (1952), The technique of clear writing. */
double measures_fog(const struct measures *m)
{
    return 0.4 * (sentence_length(m) + 100 * ratio(m->complex, m->words));
}

/* McLaughlin, G. H. (1969), SMOG grading. */
double measures_smog(const struct measures *m)
{
    if (m->sentences < SMOG_LEAST)
        return NAN;
    return 1.0430 * sqrt(SMOG_SAMPLE * ratio(m->polysyllables, m->sentences)) + 3.1291;
}

/* Coleman, M. and Liau, T. L. (1975): letters and sentences for 100 words. */
double measures_coleman_liau(const struct measures *m)
{
    return 0.0588 * 100 * ratio(m->letters, m->words) -
           0.296 * 100 * ratio(m->sentences, m->words) - 15.8;
}

/* Senter, R. J. and Smith, E. A. (1967), Automated readability index. */
double measures_ari(const struct measures *m)
{
    return 4.71 * ratio(m->letters, m->words) + 0.5 * sentence_length(m) - 21.43;
}

/* Dale, E. and Chall, J. S. (1948), A formula for predicting readability; with the list of
 * 1995. To be read: 4.9 and less, fourth grade; 10 and more, graduate. */
double measures_dale_chall(const struct measures *m)
{
    return 0.1579 * 100 * ratio(m->unfamiliar, m->words) + 0.0496 * sentence_length(m) + 3.6365;
}

static double stops(const struct measures *m)
{
    return m->sentences > 0 ? (double)m->sentences + m->colons : 0;
}

/* Björnsson, C. H. (1968), Läsbarhet. */
double measures_lix(const struct measures *m)
{
    return ratio(m->words, stops(m)) + 100 * ratio(m->long_words, m->words);
}

/* Anderson, J. (1983), Lix and Rix. */
double measures_rix(const struct measures *m)
{
    return ratio(m->long_words, stops(m));
}
