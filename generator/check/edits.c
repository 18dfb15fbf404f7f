/*
 * The edits that lower a reading level most. Each candidate's gain is the Flesch-Kincaid
 * grade as it is less the grade with the counts that the edit would leave, so that advice
 * is computed and not guessed. Splitting one sentence gains the same as splitting another;
 * long ones win since they can be split into more parts.
 */
#include "check/internal.h"

#include <stdlib.h>
#include <string.h>

/* A place of a word or phrase; places of one key are one edit. */
struct place_of {
    uint32_t key, first_word, past_word;
};

struct finder {
    const struct page *page;
    struct measures measures;
    struct edit *best;
    size_t count;
    VEC(struct place_of) places;
};

/* The grade with counts added to those measured. */
static double grade_with(const struct measures *measures, int64_t words, int64_t sentences,
                         int64_t syllables)
{
    struct measures changed = *measures;
    changed.words = (uint32_t)(changed.words + words);
    changed.sentences = (uint32_t)(changed.sentences + sentences);
    changed.syllables = (uint32_t)(changed.syllables + syllables);
    return measures_kincaid(&changed);
}

/* Does `edit` come before `other`? Of equal gain the longer sentence does, since it asks
 * most of its reader. */
static bool is_better(const struct finder *finder, const struct edit *edit,
                      const struct edit *other)
{
    if (edit->gain != other->gain || edit->kind != EDIT_SPLIT || other->kind != EDIT_SPLIT)
        return edit->gain > other->gain;
    const struct sentence *sentences = finder->page->sentences;
    return sentences[edit->sentence].word_count > sentences[other->sentence].word_count;
}

/* Keeps the edit if it is among the best; of equals the earlier. */
static void offer(struct finder *finder, struct edit edit)
{
    edit.gain = measures_kincaid(&finder->measures) -
                grade_with(&finder->measures, edit.words, edit.sentences, edit.syllables);
    size_t at = finder->count;
    while (at > 0 && is_better(finder, &edit, &finder->best[at - 1]))
        at--;
    if (!(edit.gain > 0) || at == EDITS)
        return;
    finder->count += finder->count < EDITS;
    for (size_t i = finder->count - 1; i > at; i--)
        finder->best[i] = finder->best[i - 1];
    finder->best[at] = edit;
}

static void offer_splits(struct finder *finder, uint32_t first, uint32_t past)
{
    for (uint32_t s = first; s < past; s++) {
        const struct sentence *sentence = &finder->page->sentences[s];
        if (!sentence->prose || sentence->word_count <= EDIT_SENTENCE)
            continue;
        uint32_t parts = (sentence->word_count + EDIT_SENTENCE - 1) / EDIT_SENTENCE;
        offer(finder, (struct edit){.kind = EDIT_SPLIT,
                                    .sentence = s,
                                    .times = parts,
                                    .sentences = (int32_t)parts - 1});
    }
}

static int compare_places(const void *left, const void *right)
{
    const struct place_of *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->first_word < b->first_word ? -1 : a->first_word > b->first_word;
}

/* Hands each group of places to `take`. */
typedef void take_group(struct finder *finder, const struct place_of *places, size_t count,
                        const void *payload);

static void each_group(struct finder *finder, take_group *take, const void *payload)
{
    size_t count = finder->places.count;
    struct place_of *places = finder->places.items;
    if (count > 0)
        qsort(places, count, sizeof *places, compare_places);
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && places[end].key == places[start].key;)
            end++;
        take(finder, places + start, end - start, payload);
    }
    finder->places.count = 0;
}

/* ---- Phrases that have a plain alternative ----------------------------------------- */

/* The first alternative of a row: "give, do" → "give"; empty if it names none. */
static struct str alternative(const struct yml *row)
{
    const struct yml *use = row->kind == YML_MAP ? yml_get(row, "use") : NULL;
    if (use == NULL || use->kind != YML_SCALAR)
        return STR("");
    struct str rest = use->text, first = STR("");
    str_next(&rest, ',', &first);
    return first;
}

static void count_text(const struct page *page, struct str text, int32_t *words, int32_t *syllables)
{
    struct segmented segmented = {0};
    segment_words(&segmented, page->lexicon, text.s, 0, (uint32_t)text.n);
    for (size_t i = 0; i < segmented.words.count; i++)
        *syllables += (int32_t)lexicon_syllables(page->lexicon, segmented.words.items[i].lexeme);
    *words += (int32_t)segmented.words.count;
    segmented_release(&segmented);
}

static void offer_phrase(struct finder *finder, const struct place_of *places, size_t count,
                         const void *payload)
{
    const struct phrase_file *rows = payload;
    struct str use = alternative(rows->rows[places[0].key - 1]);
    struct edit edit = {.kind = EDIT_PLAIN,
                        .first_word = places[0].first_word,
                        .past_word = places[0].past_word,
                        .times = (uint32_t)count,
                        .use = use};
    if (use.n == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        count_text(finder->page, use, &edit.words, &edit.syllables);
        for (uint32_t w = places[i].first_word; w < places[i].past_word; w++, edit.words--)
            edit.syllables -= (int32_t)page_syllables(finder->page, &finder->page->words[w]);
    }
    offer(finder, edit);
}

static bool in_prose(const struct page *page, const struct word *word)
{
    return word->sentence != NONE && page->sentences[word->sentence].prose;
}

static void offer_phrases(struct finder *finder, uint32_t first_word, uint32_t past_word,
                          const struct phrase_hits *hits, const struct phrase_file *rows)
{
    for (size_t i = phrase_hits_from(hits, first_word); i < hits->count; i++) {
        const struct phrase_hit *hit = &hits->items[i];
        if (hit->past_word > past_word)
            break;
        if (hit->entry != 0 && in_prose(finder->page, &finder->page->words[hit->first_word]))
            *vec_push(&finder->places) =
                (struct place_of){hit->entry, hit->first_word, hit->past_word};
    }
    each_group(finder, offer_phrase, rows);
}

/* ---- Other long words -------------------------------------------------------------- */

static void offer_word(struct finder *finder, const struct place_of *places, size_t count,
                       const void *payload)
{
    const struct page *page = finder->page;
    (void)payload;
    uint32_t syllables = page_syllables(page, &page->words[places[0].first_word]);
    offer(finder,
          (struct edit){.kind = EDIT_SHORT,
                        .first_word = places[0].first_word,
                        .past_word = places[0].past_word,
                        .times = (uint32_t)count,
                        .syllables = (int32_t)count * (EDIT_SYLLABLES - (int32_t)syllables)});
}

/* Words of the list are left to it. */
static void offer_words(struct finder *finder, uint32_t first_word, uint32_t past_word,
                        const struct phrase_hits *hits)
{
    const struct page *page = finder->page;
    size_t hit = hits != NULL ? phrase_hits_from(hits, first_word) : 0;
    for (uint32_t w = first_word; w < past_word; w++) {
        const struct word *word = &page->words[w];
        while (hits != NULL && hit < hits->count && hits->items[hit].past_word <= w)
            hit++;
        bool listed = hits != NULL && hit < hits->count && hits->items[hit].first_word <= w;
        if (listed || !in_prose(page, word))
            continue;
        bool first = page->sentences[word->sentence].first_word == w;
        enum { NO_WORDS = WORD_ACRONYM | WORD_NUMBER | WORD_ADDRESS | WORD_DOTTED };
        if (!(word->flags & NO_WORDS) && !measures_is_name(word, first) &&
            page_syllables(page, word) >= EDIT_LONG_WORD)
            *vec_push(&finder->places) = (struct place_of){word->lexeme, w, w + 1};
    }
    each_group(finder, offer_word, NULL);
}

static uint32_t first_word_of(const struct page *page, uint32_t sentence)
{
    return sentence < page->sentence_count ? page->sentences[sentence].first_word
                                           : page->word_count;
}

size_t edits_find(const struct page *page, uint32_t first_sentence, uint32_t past_sentence,
                  const struct phrase_hits *hits, const struct phrase_file *rows,
                  struct edit edits[EDITS], double *after)
{
    struct finder finder = {.page = page, .best = edits};
    uint32_t first_word = first_word_of(page, first_sentence);
    uint32_t past_word = first_word_of(page, past_sentence);
    measures_add(&finder.measures, page, first_sentence, past_sentence);
    offer_splits(&finder, first_sentence, past_sentence);
    if (hits != NULL)
        offer_phrases(&finder, first_word, past_word, hits, rows);
    offer_words(&finder, first_word, past_word, hits);
    vec_release(&finder.places);
    int64_t words = 0, sentences = 0, syllables = 0;
    for (size_t i = 0; i < finder.count; i++) {
        words += edits[i].words;
        sentences += edits[i].sentences;
        syllables += edits[i].syllables;
    }
    *after = grade_with(&finder.measures, words, sentences, syllables);
    return finder.count;
}
