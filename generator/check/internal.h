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

#include "check/check.h"

#define NONE UINT32_MAX

/* ---- Characters (segment_words.c) -------------------------------------------------- */

bool char_is_letter(uint32_t c);
bool char_is_lower(uint32_t c);
bool char_is_upper(uint32_t c);
bool char_is_space(uint32_t c);

/* ---- Lexicon ----------------------------------------------------------------------- */

/* One form of a word, folded: lower case, straight apostrophe, no soft hyphen. */
struct lexeme {
    struct str text;
    uint32_t hash;
    uint8_t syllables; /* 0: not yet counted */
    uint8_t letters;   /* letters and digits, 255 at most */
    uint8_t spelling;  /* spelling.c's memo */
    uint8_t familiar;  /* 0: not yet asked, 1: no, 2: yes */
};

/* All forms met by a worker. A memo: what it answers depends on the word alone. */
struct lexicon;
struct lexicon *lexicon_new(struct arena *arena);
uint32_t lexicon_intern(struct lexicon *lexicon, struct str word);
const struct lexeme *lexicon_lexeme(const struct lexicon *lexicon, uint32_t lexeme);
unsigned lexicon_syllables(struct lexicon *lexicon, uint32_t lexeme);
bool lexicon_familiar(struct lexicon *lexicon, uint32_t lexeme);
uint8_t *lexicon_spelling(struct lexicon *lexicon, uint32_t lexeme);

unsigned syllables_count(struct str folded_word);
unsigned syllables_of_letters(struct str word);
/* On Dale and Chall's list, or grown from a word of it. */
bool familiar_word(struct str folded_word);

/* ---- Words and sentences ----------------------------------------------------------- */

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

/* ---- The flat page ----------------------------------------------------------------- */

enum node_kind {
#define NODE(kind, name, element, form) NODE_##kind,
#include "check/nodes.def"
#undef NODE
    NODE_KIND_COUNT
};
/* What rules call the kind; NULL past the last one. */
const char *node_kind_name(enum node_kind kind);
/* A block of text: paragraph, heading, cell, caption, code, an image's alternative. */
bool node_kind_is_block(enum node_kind kind);
/* A node that holds blocks: list, item, table, row, quote, figure, section … */
bool node_kind_is_container(enum node_kind kind);

struct flat_node {
    enum node_kind kind;
    unsigned level;            /* of a heading or section; depth of a list or item, from 1 */
    uint32_t parent, previous; /* NONE if there is none */
    uint32_t past;             /* index past the last node inside */
    uint32_t start, end;       /* in the text */
    bool pictured;             /* an image stands inside */
    const xmlNode *xml;        /* NULL for the page's title */
    struct span span;
};

/* Text from `start` on, up to the next run, comes from source bytes `source`:
 * byte for byte if exact, else as a whole (an entity, an escape, what we made). */
struct run {
    uint32_t start, size;
    struct span source;
    bool exact;
};

struct page {
    struct arena *arena;
    const struct document *document;
    struct lexicon *lexicon;
    const char *text;  /* NUL-terminated */
    const char *plain; /* the same with MASK over code and markup */
    uint32_t size;
    struct run *runs;
    struct flat_node *nodes;
    struct word *words;
    struct sentence *sentences;
    uint32_t run_count, node_count, word_count, sentence_count;
};

struct page *page_new(struct arena *arena, struct lexicon *lexicon,
                      const struct document *document);
/* The source bytes that show as text[start, end). */
struct span page_span(const struct page *page, uint32_t start, uint32_t end);
/* An attribute of the page's root, such as its title and language; NULL if absent. */
const char *document_attribute(const struct document *document, const char *name);
/* First word or sentence that starts at or after `offset`. */
uint32_t page_word_from(const struct page *page, uint32_t offset);
uint32_t page_sentence_from(const struct page *page, uint32_t offset);
/* An attribute of a node's element, borrowed; NULL if absent. */
const char *page_attribute(const struct flat_node *node, const char *name);
/* The last node that starts by `offset`, or NONE. */
uint32_t page_node_at(const struct page *page, uint32_t offset);
/* The language of `node`, or where that is NULL of text[start, end): what the smallest
 * element around it says, or NULL if none does but the page. */
const char *page_language(const struct page *page, const struct flat_node *node, uint32_t start,
                          uint32_t end);
unsigned page_syllables(const struct page *page, const struct word *word);

/* ---- Measures ---------------------------------------------------------------------- */

/*
 * What readability formulas count, over the prose of a range. The policy
 * (MEASURE_POLICY says it in words): sentences of paragraphs, items and quotes;
 * no headings, cells, captions, code; addresses left out; a hyphenated word is
 * one word; a number is one syllable; an acronym is said letter by letter. Familiar to
 * Dale and Chall are also numbers and names, but no acronyms.
 */
#define MEASURE_POLICY                                                                             \
    "counted: sentences of paragraphs, list items and quotes; acronyms by letter, numbers as one " \
    "syllable, hyphenated words as one word; not counted: headings, tables, captions, addresses"

struct measures {
    uint32_t words, sentences, syllables;
    uint32_t polysyllables; /* words of three syllables or more */
    uint32_t complex;       /* the same for the Fog index: not by -es, -ed, -ing; no names */
    uint32_t letters;       /* letters and digits */
    uint32_t long_words;    /* more than six letters */
    uint32_t unfamiliar;    /* not on Dale and Chall's list */
    uint32_t colons;        /* inside sentences: LIX counts them as stops */
};
/* Is it a name: a capital that opens no sentence? */
bool measures_is_name(const struct word *word, bool first);
void measures_add(struct measures *measures, const struct page *page, uint32_t first_sentence,
                  uint32_t past_sentence);
/* Of the page's first 0, 1, 2 … sentences, so that those of any range are a difference. */
const struct measures *measures_sums(struct arena *arena, const struct page *page);
struct measures measures_between(const struct measures *sums, uint32_t first_sentence,
                                 uint32_t past_sentence);
/* The published formulas (measures.c names them); NAN without words or sentences,
 * SMOG also below ten sentences. */
double measures_flesch(const struct measures *measures);
double measures_kincaid(const struct measures *measures);
double measures_fog(const struct measures *measures);
double measures_smog(const struct measures *measures);
double measures_coleman_liau(const struct measures *measures);
double measures_ari(const struct measures *measures);
double measures_dale_chall(const struct measures *measures);
double measures_lix(const struct measures *measures);
double measures_rix(const struct measures *measures);

/* ---- Edits ------------------------------------------------------------------------- */

/* What an author can do to lower the Flesch-Kincaid grade of a range, and by how much: the
 * formula with the counts that the edit leaves. */
enum edit_kind {
    EDIT_SPLIT, /* a sentence, into `times` parts */
    EDIT_PLAIN, /* a listed phrase, `times` times, by the row's `use` */
    EDIT_SHORT  /* a long word, `times` times, by one of EDIT_SYLLABLES */
};
enum { EDITS = 3, EDIT_SYLLABLES = 2, EDIT_SENTENCE = 20, EDIT_LONG_WORD = 4 };
struct edit {
    enum edit_kind kind;
    uint32_t sentence;              /* EDIT_SPLIT */
    uint32_t first_word, past_word; /* the first place of a word or phrase */
    uint32_t times;
    struct str use;           /* EDIT_PLAIN */
    int32_t words, syllables; /* what it adds, often less than nothing */
    int32_t sentences;
    double gain;
};
/* The edits that gain most, the best first; how many. `hits` and `rows` are a list of plain
 * words of a file, NULL: none. *after is the grade with all of them made. */
struct phrase_hits;
struct phrase_file;
size_t edits_find(const struct page *page, uint32_t first_sentence, uint32_t past_sentence,
                  const struct phrase_hits *hits, const struct phrase_file *rows,
                  struct edit edits[EDITS], double *after);

/* ---- Patterns ---------------------------------------------------------------------- */

/* A PCRE2 pattern of a rule, compiled with UTF and UCP, to machine code when it is first
 * searched for; freed with the arena. */
struct pattern;
/* NULL if it does not compile: *error then says why and where, in the arena. */
struct pattern *pattern_new(struct arena *arena, struct str text, const char **error);
const char *pattern_text(const struct pattern *pattern);

enum { PATTERN_GROUPS = 10, PATTERNS_MOST = 200 }; /* of a pattern, of a rule */
struct pattern_match {
    size_t start, end;
    const char *mark; /* the last (*MARK:name) on its way; NULL; lives as long as the pattern */
    size_t count;     /* groups, the whole match as the first */
    struct {
        size_t start, end; /* SIZE_MAX: took no part */
    } groups[PATTERN_GROUPS];
};
/* One worker's working memory for matching, with its limits. */
struct matcher;
struct matcher *matcher_new(struct arena *arena);
/* 1 found at or after `from`, 0 none, -1 the pattern took too many steps. */
int pattern_find(struct pattern *pattern, struct matcher *matcher, struct str text, size_t from,
                 struct pattern_match *match);

/* ---- Spelling ---------------------------------------------------------------------- */

/* British English by Hunspell's en_GB, and the words that the program and the site add to
 * it. Loaded when first asked, which must be before the fork. */
struct spelling;
struct spelling *spelling_new(struct arena *arena, struct lexicon *lexicon);
/* Loads the dictionary; false if this machine has none. */
bool spelling_ready(struct spelling *spelling);
/* Is it a word, as it is written? Not to be asked of a dictionary that is missing. */
bool spelling_knows(struct spelling *spelling, struct str word);
/* The same of a form in the lexicon, with or without a capital. Free once asked. Words of
 * the added lists count; one that is listed with a capital is a word only so. */
bool spelling_accepts(struct spelling *spelling, uint32_t lexeme, bool capital);
/* Words that differ from it by one slip of the hand, the likeliest first; how many. They
 * live as long as the worker. Costs about 0.5 µs × 55 for each letter when first asked. */
enum { SUGGESTIONS = 3 };
size_t spelling_suggest(struct spelling *spelling, uint32_t lexeme, bool capital,
                        const char *suggestions[SUGGESTIONS]);
/* The same without the memo (suggest.c), of a folded form; they are put in the arena. */
size_t suggest_words(struct spelling *spelling, struct arena *arena, struct str form, bool capital,
                     const char *words[SUGGESTIONS]);
/* Adds a list: words parted by white space, "#" begins a comment. -1 after a failure
 * (printed); a file that is not there adds nothing. Before any page is checked. */
int spelling_add_words(struct spelling *spelling, struct arena *arena, const char *path);

/* ---- Phrases ----------------------------------------------------------------------- */

/* All phrases of all rules in one trie of lexemes, walked once a page. */
struct phrase_book;
struct phrase_book *phrase_book_new(struct arena *arena, struct lexicon *lexicon);
/* A new list; its number. */
uint32_t phrase_book_list(struct phrase_book *book);

/* A row of a list: where its hits are filed, and what excuses them. */
struct phrase_row {
    uint32_t list, entry; /* entry: from 1; 0 takes a place from other rows and is never found */
    uint32_t unless;      /* of phrase_book_unless; 0: nothing */
};
/* The row's phrase is no hit where it stands at most PHRASE_NEAR words before, or after,
 * these words in its sentence. To be said before its forms are added; false if there are
 * no words or too many. */
enum { PHRASE_NEAR = 3 };
enum phrase_side { PHRASE_BEFORE, PHRASE_AFTER };
bool phrase_book_unless(struct phrase_book *book, struct phrase_row *row, enum phrase_side side,
                        struct str words);
/* Adds a form of the row; false if it has no words or too many. */
bool phrase_book_add(struct phrase_book *book, const struct phrase_row *row, struct str form);

/* The entry of the list whose phrase is this text as a whole; 0 if there is none. */
uint32_t phrase_book_row(struct phrase_book *book, uint32_t list, struct str text);

/* What the forms of a phrase follow from: a verb is its first word, a noun its last. */
enum phrase_forms { PHRASE_AS_IS, PHRASE_VERB, PHRASE_NOUN };
/* Adds the form and those that English makes of it: -s, -ed, -ing and -ize beside -ise of a
 * verb, the plural of a noun. The dictionary decides which consonants double. */
bool phrase_book_inflect(struct phrase_book *book, const struct phrase_row *row, struct str form,
                         enum phrase_forms forms, struct spelling *spelling);

struct phrase_hit {
    uint32_t entry, first_word, past_word;
};
/* The hits of one list in a page, in text order, the longest at each place. */
struct phrase_hits {
    const struct phrase_hit *items;
    size_t count;
};
struct phrase_hits *phrase_book_find(const struct phrase_book *book, const struct page *page);
/* The list's first hit at or after a word. */
size_t phrase_hits_from(const struct phrase_hits *hits, uint32_t word);

/* Reads and parses a file of filters/data. NULL after a fault; no source if it could not be
 * read, which was printed. */
const struct yml *data_file_parse(struct arena *arena, const char *path, struct findings *faults,
                                  const struct source **source);
/* The map in the folder's file of this name: 1; 0 if there is none, -1 after faults, which
 * were printed. */
int data_file_read(struct arena *arena, const char *folder, const char *name,
                   const struct yml **map, const struct source **source);

/* A list of phrases that stands in a YAML file of filters/data, shared by the rules that
 * name it (HACKING.md says what a row may hold). */
struct phrase_file {
    const char *name;
    uint32_t list;
    const struct yml **rows; /* by entry - 1 */
    size_t count;
};
/* Reads the file of this name from the folders that have it (NULL: none); rows of an
 * earlier folder take a form from those of a later. NULL after faults (printed, with their
 * places), or if no folder has it: *missing then says so. */
struct phrase_file *phrase_file_read(struct arena *arena, struct phrase_book *book,
                                     struct spelling *spelling, const char *const folders[2],
                                     const char *name, bool *missing);

#endif
