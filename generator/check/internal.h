/*
 * Shared inside check/: the flat page that rules read, the lexicon, what rules
 * may ask for (patterns, phrases, measures), and the rules themselves.
 *
 * Flat page (page.c): one UTF-8 text with all that a reader reads, in reading
 * order, a soft break as a space, blocks parted by an empty line. Everything
 * else (nodes, sentences, words, matches) is a range of that text, so that a
 * question about a range is a binary search, and one table of runs leads from a
 * text offset back to the source.
 */
#ifndef CONCORDAT_CHECK_INTERNAL_H
#define CONCORDAT_CHECK_INTERNAL_H

#include "base/base.h"

#define NONE UINT32_MAX

/* ---- Characters (segment_words.c) -------------------------------------------- */

bool char_is_letter(uint32_t c);
bool char_is_lower(uint32_t c);
bool char_is_upper(uint32_t c);
bool char_is_space(uint32_t c);

/* ---- Lexicon ------------------------------------------------------------------- */

/* One form of a word, folded: lower case, straight apostrophe, no soft hyphen. */
struct lexeme {
    struct str text;
    uint32_t hash;
    uint8_t syllables; /* 0: not yet counted */
};

/* All forms met by a worker. A memo: what it answers depends on the word alone. */
struct lexicon;
struct lexicon *lexicon_new(struct arena *arena);
uint32_t lexicon_intern(struct lexicon *lexicon, struct str word);
const struct lexeme *lexicon_lexeme(const struct lexicon *lexicon, uint32_t lexeme);
unsigned lexicon_syllables(struct lexicon *lexicon, uint32_t lexeme);

unsigned syllables_count(struct str folded_word);
unsigned syllables_of_letters(struct str word);

/* ---- Words and sentences --------------------------------------------------------- */

enum word_flag {
    WORD_CAPITAL = 1, /* starts with a capital */
    WORD_ACRONYM = 2, /* two capitals or more and nothing else, but a plural or possessive s */
    WORD_NUMBER = 4,  /* "30,000", "10:30", "1st" */
    WORD_ADDRESS = 8, /* web or e-mail address, file name: no word of the language */
    WORD_DOTTED = 16, /* single letters with stops: "e.g", "U.K" */
    WORD_CAMEL = 32   /* lower case, then a capital: "iPads" */
};
struct word {
    uint32_t start, end; /* in the page's text */
    uint32_t lexeme, sentence;
    uint8_t flags;
};
struct sentence {
    uint32_t start, end;
    uint32_t node; /* its block */
    uint32_t first_word, word_count;
    bool prose; /* in a paragraph, item, quote; not a heading, cell or caption */
};
struct segmented {
    VEC(struct word) words;
    VEC(struct sentence) sentences;
};

/* Splits text[start, end), one block, and adds its words and sentences. Bytes of
 * MASK stand for what is no language (code, markup). */
#define MASK '\x1A'
struct block {
    uint32_t start, end, node;
    bool prose;
};
void segment_block(struct segmented *segmented, struct lexicon *lexicon, const char *text,
                   struct block block);
void segment_words(struct segmented *segmented, struct lexicon *lexicon, const char *text,
                   uint32_t start, uint32_t end);
void segmented_release(struct segmented *segmented);

#endif
