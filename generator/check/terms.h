/*
 * What a page says of its terms: acronyms and where they are written out, names,
 * words spelled in two ways, and passages that say the same. Questions that no rule
 * could answer without walking all words in Lua.
 *
 * All results live in the arena they were made in and are in the order of the text.
 */
#ifndef CONCORDAT_CHECK_TERMS_H
#define CONCORDAT_CHECK_TERMS_H

#include "check/internal.h"

/* Bytes of the page's text; {0, 0} for what does not stand in it. */
struct text_range {
    uint32_t start, end;
};

/* ---- Acronyms ---------------------------------------------------------------------- */

/* The letters alone: "CCG" of "CCGs" and "CCG's". */
struct str acronym_stem(struct str written);

enum expansion_style {
    EXPANSION_BRACKET,  /* clinical commissioning group (CCG) */
    EXPANSION_REVERSED, /* CCG (clinical commissioning group) */
    EXPANSION_ASIDE,    /* allied health professionals, or AHPs, … */
    EXPANSION_GLOSSARY, /* a term of a list of definitions, a row or an item: "CCG: clinical …" */
    EXPANSION_ABBR      /* *[CCG]: clinical commissioning group */
};
struct expansion {
    enum expansion_style style;
    struct str stem; /* "CCG" */
    struct str text; /* the long form; empty if a glossary explains and does not expand */
    struct text_range short_form; /* as written: "CCGs" */
    struct text_range long_form;  /* {0, 0} of an abbreviation */
    struct text_range whole;      /* both with their brackets; {0, 0} if more stands there */
};
struct expansions {
    const struct expansion *items;
    size_t count;
};
struct expansions expansions_find(struct arena *arena, const struct page *page);

/* Does `text` end in (or, if `whole`, consist of) a long form of the letters of `stem`?
 * Schwartz and Hearst 2003: letters from right to left, the first at a word's start. *start
 * is then where it begins. `strict`: word initials only, small words skipped. */
bool expansion_fits(struct str text, struct str stem, bool strict, bool whole, size_t *start);

struct acronym {
    uint32_t word; /* its first use, below the headings if there is one */
    uint32_t count;
    struct str stem;
    bool heading; /* it stands in headings only */
};
struct acronyms {
    const struct acronym *items;
    size_t count;
};
/* The page's acronyms by first use. No use are: text in capitals throughout (so a cell or
 * heading of one acronym), what stands in square brackets, a word in quotation marks, and
 * words of five letters or more that the dictionary (NULL: none) knows in small letters. */
struct acronyms acronyms_find(struct arena *arena, const struct page *page,
                              struct spelling *spelling);

/* ---- Names ------------------------------------------------------------------------- */

/* Two capitalised words or more in a row, with small words between them. */
struct name {
    uint32_t first_word, past_word; /* of its first use */
    uint32_t count;
    struct str key; /* initials of its words: names that are alike have the same */
    /* Its first use without capitals in prose and how often; NONE if there is none, or if
     * the name does not stand in prose. */
    uint32_t lower_first_word, lower_count;
};
struct names {
    const struct name *items;
    size_t count;
};
struct names names_find(struct arena *arena, const struct page *page);

enum names_alike {
    NAMES_DIFFER,
    NAMES_SAME,  /* but for capitals and the plural or possessive of the last word */
    NAMES_NEAR,  /* one word differs by a slip: "PGGC Chairs Group", "PPG Chairs Group" */
    NAMES_STYLED /* the same but for "&", small words, hyphens, an inner plural */
};
enum names_alike names_compare(struct str a, struct str b);

/* ---- Two spellings of a word ------------------------------------------------------- */

/* The same word with and without a hyphen, or in -ise and -ize. */
struct variant {
    uint32_t word, count;             /* the rarer one, the later at a tie: its first use */
    uint32_t other_word, other_count; /* the commoner one */
    bool hyphen;
};
struct variants {
    const struct variant *items;
    size_t count;
};
struct variants variants_find(struct arena *arena, const struct page *page);

/* ---- Passages ---------------------------------------------------------------------- */

enum passage_unit { PASSAGE_SENTENCE, PASSAGE_BLOCK };
struct similar_pair {
    uint32_t later, earlier; /* indexes of sentences, or of nodes */
    double ratio;            /* Jaccard index of their runs of three words */
};
struct similar_pairs {
    const struct similar_pair *items;
    size_t count;
};
/* Prose passages of eight words or more that share at least `ratio` of their runs of
 * three words with an earlier one; each with the earlier one it is nearest to. */
struct similar_pairs similar_find(struct arena *arena, const struct page *page,
                                  enum passage_unit unit, double ratio);

/* A block's words in two numbers: it is found again on other pages by either. */
struct signature {
    uint32_t node, words;
    uint64_t hashes[2];
};
struct signatures {
    const struct signature *items;
    size_t count;
};
/* Of prose blocks of at least so many words (and at least eight). */
struct signatures signatures_find(struct arena *arena, const struct page *page, uint32_t words);

#endif
