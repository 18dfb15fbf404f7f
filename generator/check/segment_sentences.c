/*
 * Sentences of one block. Its words are known; what decides is the gap between
 * two of them. ICU's rules break after "Dr." and "e.g." and its list of
 * exceptions joins "…by the Act. The plan…"; these rules were made for British
 * public-sector text.
 */
#include "check/internal.h"

#include <string.h>

/* No sentence ends after these, stop or not. */
static const char *const never[] = {
    "mr",   "mrs",   "ms",  "mx",  "dr",  "prof", "st",     "rev",   "revd",   "cllr", "hon",
    "sgt",  "capt",  "lt",  "col", "gen", "supt", "insp",   "rt",    "messrs", "e.g",  "i.e",
    "eg",   "ie",    "cf",  "vs",  "v",   "viz",  "para",   "paras", "reg",    "regs", "fig",
    "figs", "pp",    "p",   "s",   "ss",  "sch",  "approx", "tel",   "ext",    "ref",  "refs",
    "vol",  "vols",  "ed",  "eds", "al",  "ca",   "c",      "incl",  "excl",   "dept", "govt",
    "asst", "assoc", "tbc", "min", "max", "wef"};

/* No sentence ends after these before a number. */
static const char *const before_number[] = {"no",  "nos", "jan", "feb",  "mar", "apr", "jun",
                                            "jul", "aug", "sep", "sept", "oct", "nov", "dec",
                                            "art", "ch",  "app", "sec",  "pt",  "op"};

/* A single letter after these is a name of its own: "plan A. The". */
static const char *const labels[] = {
    "plan",     "vitamin", "group",  "appendix", "annex",   "hepatitis", "type",     "section",
    "option",   "band",    "tier",   "grade",    "level",   "stage",     "phase",    "schedule",
    "part",     "table",   "figure", "box",      "site",    "ward",      "block",    "class",
    "category", "zone",    "team",   "model",    "exhibit", "paragraph", "question", "influenza"};

/* Words that start sentences far more often than they follow an initial. */
static const char *const openers[] = {
    "a",        "an",      "the",   "this",  "that", "these", "those", "we",      "you",
    "i",        "it",      "they",  "he",    "she",  "there", "here",  "if",      "when",
    "where",    "what",    "who",   "how",   "why",  "our",   "your",  "their",   "my",
    "his",      "her",     "its",   "and",   "but",  "or",    "so",    "in",      "on",
    "at",       "for",     "from",  "to",    "by",   "with",  "as",    "after",   "before",
    "all",      "some",    "many",  "most",  "each", "every", "no",    "not",     "please",
    "do",       "make",    "call",  "use",   "see",  "ask",   "tell",  "however", "also",
    "although", "because", "while", "since", "once", "then",  "now",   "more",    "people",
    "patients", "staff"};

#define IS_AMONG(word, list) str_is_among(word, list, COUNT_OF(list))

struct context {
    const struct lexicon *lexicon;
    const char *text;
    const struct word *before, *after; /* around the gap; before->end is where it starts */
    const struct word *label;          /* the word before `before` in the sentence, or NULL */
    bool opens_block;                  /* `before` is the block's first word */
};

static struct str folded(const struct context *context, const struct word *word)
{
    return lexicon_lexeme(context->lexicon, word->lexeme)->text;
}

static size_t letters_of(const char *text, const struct word *word)
{
    return utf8_length(text + word->start, word->end - word->start);
}

static bool starts_lower(const struct context *context)
{
    size_t at = context->after->start;
    uint32_t c = utf8_next(context->text, context->after->end, &at);
    return char_is_lower(c) && !(context->after->flags & (WORD_CAMEL | WORD_ADDRESS));
}

/* The stop directly after `before`: does it end a sentence? */
static bool stop_ends(const struct context *context)
{
    const struct word *before = context->before;
    struct str word = folded(context, before);
    bool single = letters_of(context->text, before) == 1;
    bool number = (before->flags & WORD_NUMBER) != 0;
    if (context->opens_block && (number || single))
        return false; /* "1." and "a." are labels */
    if (single && (before->flags & WORD_CAPITAL)) {
        if (context->label != NULL && IS_AMONG(folded(context, context->label), labels))
            return true;
        return IS_AMONG(folded(context, context->after), openers);
    }
    if (IS_AMONG(word, never))
        return false;
    if (before->flags & WORD_DOTTED)
        return IS_AMONG(folded(context, context->after), openers);
    if (IS_AMONG(word, before_number))
        return !(context->after->flags & WORD_NUMBER);
    return true;
}

static bool is_terminator(uint32_t c)
{
    enum { ELLIPSIS = 0x2026, IDEOGRAPHIC_STOP = 0x3002, WIDE_BANG = 0xFF01, WIDE_QUERY = 0xFF1F };
    return c == '.' || c == '!' || c == '?' || c == ELLIPSIS || c == IDEOGRAPHIC_STOP ||
           c == WIDE_BANG || c == WIDE_QUERY;
}

static bool is_closer(uint32_t c)
{
    enum { CLOSE_SINGLE = 0x2019, CLOSE_DOUBLE = 0x201D, CLOSE_ANGLE = 0xBB };
    return c == ')' || c == ']' || c == '"' || c == '\'' || c == '*' || c == CLOSE_SINGLE ||
           c == CLOSE_DOUBLE || c == CLOSE_ANGLE;
}

/* Finds in text[start, end) terminators, then closers, then white space or the
 * end; returns the offset after the closers, or 0. */
static size_t find_terminator(const char *text, size_t start, size_t end, size_t *terminator)
{
    size_t at = start;
    bool found = false;
    while (at < end) {
        size_t here = at;
        uint32_t c = utf8_next(text, end, &at);
        if (is_terminator(c)) {
            if (!found)
                *terminator = here;
            found = true;
        } else if (found && char_is_space(c)) {
            return here;
        } else if (!is_closer(c)) {
            found = false;
        }
    }
    return found ? end : 0;
}

/* Offset where the sentence ends in the gap, or 0. */
static size_t break_in_gap(const struct context *context)
{
    size_t terminator = 0;
    size_t start = context->before->end, end = context->after->start;
    if (end - start < 2)
        return 0;
    size_t found = find_terminator(context->text, start, end, &terminator);
    if (found == 0 || found == end || starts_lower(context))
        return 0;
    bool plain_stop = context->text[terminator] == '.' && terminator == start;
    bool dots = plain_stop && context->text[terminator + 1] == '.';
    if (plain_stop && !dots && !stop_ends(context))
        return 0;
    return found;
}

static size_t skip_space(const char *text, size_t at, size_t end)
{
    while (at < end) {
        size_t next = at;
        if (!char_is_space(utf8_next(text, end, &next)))
            break;
        at = next;
    }
    return at;
}

static size_t trim_end(const char *text, size_t start, size_t end)
{
    while (end > start && char_is_space((unsigned char)text[end - 1]))
        end--;
    return end;
}

static void close_sentence(struct segmented *segmented, struct block block, size_t start,
                           size_t end, size_t first_word, size_t past_word)
{
    uint32_t number = (uint32_t)segmented->sentences.count;
    for (size_t i = first_word; i < past_word; i++)
        segmented->words.items[i].sentence = number;
    *vec_push(&segmented->sentences) =
        (struct sentence){.start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .node = block.node,
                          .first_word = (uint32_t)first_word,
                          .word_count = (uint32_t)(past_word - first_word),
                          .prose = block.prose};
}

void segment_block(struct segmented *segmented, struct lexicon *lexicon, const char *text,
                   struct block block)
{
    size_t first = segmented->words.count;
    segment_words(segmented, lexicon, text, block.start, block.end);
    size_t past = segmented->words.count;
    if (first == past)
        return;

    const struct word *words = segmented->words.items;
    size_t start = skip_space(text, block.start, block.end), sentence = first;
    for (size_t i = first; i + 1 < past; i++) {
        struct context context = {
            lexicon,   text, &words[i], &words[i + 1], i > sentence ? &words[i - 1] : NULL,
            i == first};
        size_t end = break_in_gap(&context);
        if (end == 0)
            continue;
        close_sentence(segmented, block, start, end, sentence, i + 1);
        start = skip_space(text, end, block.end);
        sentence = i + 1;
    }
    close_sentence(segmented, block, start, trim_end(text, start, block.end), sentence, past);
}
