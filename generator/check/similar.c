/*
 * Passages that say the same. Each run of three words (by lexeme) is indexed exactly;
 * a passage is compared with those that share a run. The passages kept for one run are
 * bounded, so that a text copied many times costs no more than its length.
 */
#include "check/terms.h"

#include <string.h>

enum { WORDS_LEAST = 8, GRAM = 3, POSTINGS_MOST = 24 };

struct passage {
    uint32_t id; /* of the sentence or node */
    uint32_t first_word, past_word;
    uint32_t grams; /* different ones */
};
struct posting {
    uint32_t passage, next; /* next: index + 1 */
};
struct gram {
    uint64_t key; /* 0: empty */
    uint32_t first, count;
};

struct index {
    const struct page *page;
    struct passage *passages;
    uint32_t passage_count;
    struct gram *grams;
    uint64_t mask;
    struct posting *postings;
    uint32_t posting_count;
    uint32_t *shared; /* by passage: runs shared with the one at hand */
    uint32_t *touched;
    uint32_t touched_count;
};

/* ---- Passages ---------------------------------------------------------------------- */

static struct passage *collect(struct arena *arena, const struct page *page, enum passage_unit unit,
                               uint32_t *count)
{
    struct passage *passages = ARENA_ARRAY(arena, page->sentence_count, struct passage);
    uint32_t kept = 0;
    for (uint32_t s = 0; s < page->sentence_count;) {
        const struct sentence *first = &page->sentences[s];
        struct passage passage = {.id = unit == PASSAGE_BLOCK ? first->node : s,
                                  .first_word = first->first_word,
                                  .past_word = first->first_word + first->word_count};
        bool prose = first->prose;
        for (s++; unit == PASSAGE_BLOCK && s < page->sentence_count &&
                  page->sentences[s].node == first->node;
             s++)
            passage.past_word = page->sentences[s].first_word + page->sentences[s].word_count;
        if (prose && passage.past_word - passage.first_word >= WORDS_LEAST)
            passages[kept++] = passage;
    }
    *count = kept;
    return passages;
}

/* ---- The index --------------------------------------------------------------------- */

static uint64_t key_at(const struct page *page, uint32_t word)
{
    enum { MULTIPLIER = 0x01000193 };
    uint64_t key = 0;
    for (uint32_t i = 0; i < GRAM; i++)
        key = key * MULTIPLIER + page->words[word + i].lexeme + 1;
    return key;
}

static struct gram *gram_of(struct index *index, uint64_t key)
{
    uint64_t slot = (key * 0x9E3779B97F4A7C15u) >> 20 & index->mask;
    while (index->grams[slot].key != 0 && index->grams[slot].key != key)
        slot = (slot + 1) & index->mask;
    index->grams[slot].key = key;
    return &index->grams[slot];
}

/* Counts a run once for each earlier passage that has it, and adds this passage to it. */
static void add_gram(struct index *index, struct gram *gram, uint32_t passage)
{
    for (uint32_t i = gram->first; i != 0; i = index->postings[i - 1].next) {
        uint32_t other = index->postings[i - 1].passage;
        if (other == passage)
            return;
        if (index->shared[other]++ == 0)
            index->touched[index->touched_count++] = other;
    }
    index->passages[passage].grams++;
    if (gram->count >= POSTINGS_MOST)
        return;
    index->postings[index->posting_count++] = (struct posting){passage, gram->first};
    gram->first = index->posting_count;
    gram->count++;
}

static bool nearest(struct index *index, uint32_t passage, double ratio, struct similar_pair *pair)
{
    double best = 0;
    uint32_t best_passage = NONE;
    for (uint32_t i = 0; i < index->touched_count; i++) {
        uint32_t other = index->touched[i], shared = index->shared[other];
        uint32_t all = index->passages[passage].grams + index->passages[other].grams - shared;
        double likeness = (double)shared / all;
        if (likeness > best || (likeness == best && other < best_passage)) {
            best = likeness;
            best_passage = other;
        }
        index->shared[other] = 0;
    }
    index->touched_count = 0;
    if (best_passage == NONE || best < ratio)
        return false;
    *pair =
        (struct similar_pair){index->passages[passage].id, index->passages[best_passage].id, best};
    return true;
}

static void index_init(struct index *index, struct arena *arena)
{
    uint32_t grams = 0;
    uint64_t room = 16;
    for (uint32_t i = 0; i < index->passage_count; i++)
        grams += index->passages[i].past_word - index->passages[i].first_word - (GRAM - 1);
    while (room < 2 * (uint64_t)grams)
        room *= 2;
    index->grams = ARENA_ARRAY(arena, room, struct gram);
    index->mask = room - 1;
    index->postings = ARENA_ARRAY(arena, grams, struct posting);
    index->shared = ARENA_ARRAY(arena, index->passage_count, uint32_t);
    index->touched = ARENA_ARRAY(arena, index->passage_count, uint32_t);
}

struct similar_pairs similar_find(struct arena *arena, const struct page *page,
                                  enum passage_unit unit, double ratio)
{
    struct index index = {.page = page};
    index.passages = collect(arena, page, unit, &index.passage_count);
    if (index.passage_count < 2)
        return (struct similar_pairs){NULL, 0};
    index_init(&index, arena);
    struct similar_pair *pairs = ARENA_ARRAY(arena, index.passage_count, struct similar_pair);
    size_t count = 0;
    for (uint32_t p = 0; p < index.passage_count; p++) {
        for (uint32_t w = index.passages[p].first_word; w + GRAM <= index.passages[p].past_word;
             w++)
            add_gram(&index, gram_of(&index, key_at(page, w)), p);
        count += nearest(&index, p, ratio, &pairs[count]);
    }
    return (struct similar_pairs){pairs, count};
}

/* ---- Signatures -------------------------------------------------------------------- */

/* The least hashes of a passage's runs of SIGNATURE_RUN words, by two hash functions:
 * passages that share most of their runs nearly always share one of the two. They depend
 * on the words alone, not on the worker. */
enum { SIGNATURE_RUN = 8 };

static uint64_t scramble(uint64_t hash)
{
    hash = (hash ^ hash >> 31) * 0x7FB5D329728EA185u;
    hash = (hash ^ hash >> 27) * 0x81DADEF4BC2DD44Du;
    return hash ^ hash >> 33;
}

static struct signature signature_of(const struct page *page, const struct passage *passage)
{
    const uint64_t base = 0x100000001B3u;
    const uint64_t other = 0x9E3779B97F4A7C15u;
    struct signature signature = {.node = passage->id,
                                  .words = passage->past_word - passage->first_word,
                                  .hashes = {UINT64_MAX, UINT64_MAX}};
    uint64_t oldest = 1, hash = 0;
    for (unsigned i = 1; i < SIGNATURE_RUN; i++)
        oldest *= base;
    for (uint32_t w = passage->first_word; w < passage->past_word; w++) {
        uint32_t size = w - passage->first_word;
        if (size >= SIGNATURE_RUN) {
            uint32_t gone = page->words[w - SIGNATURE_RUN].lexeme;
            hash -= lexicon_lexeme(page->lexicon, gone)->hash * oldest;
        }
        hash = hash * base + lexicon_lexeme(page->lexicon, page->words[w].lexeme)->hash;
        if (size + 1 < SIGNATURE_RUN)
            continue;
        uint64_t one = scramble(hash), two = scramble(hash ^ other);
        signature.hashes[0] = one < signature.hashes[0] ? one : signature.hashes[0];
        signature.hashes[1] = two < signature.hashes[1] ? two : signature.hashes[1];
    }
    return signature;
}

struct signatures signatures_find(struct arena *arena, const struct page *page, uint32_t words)
{
    uint32_t count, kept = 0;
    struct passage *passages = collect(arena, page, PASSAGE_BLOCK, &count);
    struct signature *items = ARENA_ARRAY(arena, count, struct signature);
    for (uint32_t i = 0; i < count; i++) {
        if (passages[i].past_word - passages[i].first_word >= words)
            items[kept++] = signature_of(page, &passages[i]);
    }
    return (struct signatures){items, kept};
}
