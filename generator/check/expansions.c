/*
 * Where acronyms are written out. A short form in brackets is matched against the
 * words before it by the method of A. Schwartz and M. Hearst, "A simple algorithm for
 * identifying abbreviation definitions in biomedical text" (2003), on the flat text,
 * where links and emphasis do not show. Weaker signs (a comma and "or", a dash, a
 * colon) want the initials of all words but small ones.
 */
#include "check/terms.h"

#include <string.h>

enum { SHORT_LEAST = 2, SHORT_MOST = 10 };

/* ---- Letters ----------------------------------------------------------------------- */

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* A byte of a word: ASCII letters and digits, and all beyond ASCII. */
static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

struct str acronym_stem(struct str written)
{
    static const char *const endings[] = {"\u2019s", "'s", "\u2019", "'"};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (str_ends(written, endings[i])) {
            written.n -= strlen(endings[i]);
            break;
        }
    }
    if (written.n > SHORT_LEAST && written.s[written.n - 1] == 's')
        written.n--;
    return written;
}

static size_t count_capitals(struct str word)
{
    size_t capitals = 0;
    for (size_t i = 0; i < word.n; i++)
        capitals += word.s[i] >= 'A' && word.s[i] <= 'Z';
    return capitals;
}

/* ---- Does it fit? ------------------------------------------------------------------ */

static bool is_small_word(struct str word)
{
    static const char *const small[] = {"a",  "an", "and", "as", "at",  "by",   "for",
                                        "in", "of", "on",  "or", "the", "with", "to"};
    for (size_t i = 0; i < COUNT_OF(small); i++) {
        if (str_is(word, small[i]))
            return true;
    }
    return false;
}

/* Where the last word of text[0, end) begins; its end in *past. */
static size_t last_word(struct str text, size_t end, size_t *past)
{
    while (end > 0 && !is_word_byte(text.s[end - 1]))
        end--;
    *past = end;
    while (end > 0 && is_word_byte(text.s[end - 1]))
        end--;
    return end;
}

/* Each letter is the initial of a word, from the last to the first. */
static bool fits_initials(struct str text, struct str stem, size_t *start)
{
    size_t at = text.n;
    for (size_t s = stem.n; s-- > 0;) {
        if (!is_word_byte(stem.s[s]))
            continue;
        bool found = false;
        while (!found) {
            size_t past, from = last_word(text, at, &past);
            if (from == past)
                return false;
            found = lower(text.s[from]) == lower(stem.s[s]);
            if (!found && !is_small_word((struct str){text.s + from, past - from}))
                return false;
            at = from;
        }
    }
    *start = at;
    return true;
}

static bool fits_letters(struct str text, struct str stem, size_t *start)
{
    size_t at = text.n;
    for (size_t s = stem.n; s-- > 0;) {
        if (!is_word_byte(stem.s[s]))
            continue;
        bool found = false;
        while (!found) {
            if (at-- == 0)
                return false;
            bool begins = at == 0 || !is_word_byte(text.s[at - 1]);
            found = lower(text.s[at]) == lower(stem.s[s]) && (s > 0 || begins);
        }
    }
    while (at > 0 && text.s[at - 1] != ' ')
        at--;
    *start = at;
    return text.n - at > stem.n;
}

static size_t skip_article(struct str text)
{
    static const char *const articles[] = {"the ", "a ", "an ", "The ", "A ", "An "};
    for (size_t i = 0; i < COUNT_OF(articles); i++) {
        if (str_starts(text, articles[i]))
            return strlen(articles[i]);
    }
    return 0;
}

bool expansion_fits(struct str text, struct str stem, bool strict, bool whole, size_t *start)
{
    while (text.n > 0 && !is_word_byte(text.s[text.n - 1]))
        text.n--;
    bool fits = fits_initials(text, stem, start) || (!strict && fits_letters(text, stem, start));
    return fits && (!whole || *start <= skip_article(text));
}

/* ---- Finding ----------------------------------------------------------------------- */

struct finder {
    struct arena *arena;
    const struct page *page;
    VEC(struct expansion) found;
};

static struct str text_of(const struct page *page, uint32_t start, uint32_t end)
{
    return (struct str){page->plain + start, end - start};
}

static struct str word_text(const struct page *page, uint32_t word)
{
    return text_of(page, page->words[word].start, page->words[word].end);
}

/* From the long form to the bracket that closes right behind the short form, or from the
 * short form to the bracket right behind the long one. */
static struct text_range whole_of(const struct page *page, enum expansion_style style,
                                  struct text_range short_form, struct text_range long_form)
{
    bool bracket = style == EXPANSION_BRACKET;
    uint32_t start = bracket ? long_form.start : short_form.start;
    uint32_t end = bracket ? short_form.end : long_form.end;
    if ((!bracket && style != EXPANSION_REVERSED) || page->plain[end] != ')')
        return (struct text_range){0, 0};
    return (struct text_range){start, end + 1};
}

static void add(struct finder *finder, enum expansion_style style, uint32_t word,
                struct text_range long_form)
{
    const struct page *page = finder->page;
    struct text_range short_form = {page->words[word].start, page->words[word].end};
    *vec_push(&finder->found) = (struct expansion){
        .style = style,
        .stem = acronym_stem(word_text(page, word)),
        .text = text_of(page, long_form.start, long_form.end),
        .short_form = short_form,
        .long_form = long_form,
        .whole = whole_of(page, style, short_form, long_form),
    };
}

/* At most min(n + 5, 2n) words of the sentence before word `past`, and nothing beyond a
 * bracket or semicolon. */
static struct text_range words_before(const struct page *page, uint32_t past, size_t letters)
{
    uint32_t most = (uint32_t)(letters + 5 < 2 * letters ? letters + 5 : 2 * letters);
    uint32_t sentence = page->words[past].sentence;
    uint32_t first = past;
    while (first > 0 && past - first < most && page->words[first - 1].sentence == sentence)
        first--;
    struct text_range range = {page->words[first].start, page->words[past].start};
    for (uint32_t at = range.end; at > range.start; at--) {
        char c = page->plain[at - 1];
        if ((c == '(' && at < range.end - 4) || c == ')' || c == ';' || c == MASK) {
            range.start = at;
            break;
        }
    }
    return range;
}

/* The same many words behind word `before`, up to the end of its sentence or a bracket. */
static struct text_range words_after(const struct page *page, uint32_t before, size_t letters)
{
    uint32_t most = (uint32_t)(letters + 5 < 2 * letters ? letters + 5 : 2 * letters);
    uint32_t past = before + 1;
    while (past < page->word_count && past - before <= most &&
           page->words[past].sentence == page->words[before].sentence)
        past++;
    return (struct text_range){page->words[before].end, page->words[past - 1].end};
}

/* Quotation marks and white space off the end of text[0, end). */
static uint32_t trim_end(const struct page *page, uint32_t end)
{
    static const char *const marks[] = {" ", "\"", "'", "\u201C", "\u2018"};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (str_ends(text_of(page, 0, end), marks[i]))
            return trim_end(page, end - (uint32_t)strlen(marks[i]));
    }
    return end;
}

static bool ends_with(const struct page *page, uint32_t *end, const char *ending)
{
    if (!str_ends(text_of(page, 0, *end), ending))
        return false;
    *end -= (uint32_t)strlen(ending);
    return true;
}

/* Is what follows the word in the brackets their end, or a side remark? */
static bool closes(const struct page *page, uint32_t end)
{
    static const char *const marks[] = {")", "\")",  "\u201D)", "\u2019)", "')",  ",",
                                        ";", " or ", "\u201D ", "\" or ",  " - ", " \u2013 "};
    struct str rest = text_of(page, end, page->size);
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (str_starts(rest, marks[i]))
            return true;
    }
    return false;
}

/* "long form (SF)", "long form (the 'SF')" */
static bool find_bracketed(struct finder *finder, uint32_t word, struct str stem)
{
    enum { NEAR = 12 }; /* a bracket, quotation marks and "the" take no more bytes */
    const struct page *page = finder->page;
    uint32_t end = page->words[word].start, near = end < NEAR ? end : NEAR;
    if (memchr(page->plain + end - near, '(', near) == NULL)
        return false;
    end = trim_end(page, end);
    uint32_t bare = end;
    if (ends_with(page, &bare, "the"))
        end = trim_end(page, bare);
    if (!ends_with(page, &end, "(") || !closes(page, page->words[word].end))
        return false;
    uint32_t first = word;
    while (first > 0 && page->words[first - 1].start >= end)
        first--;
    if (first == 0 || page->words[first - 1].sentence != page->words[word].sentence)
        return false;
    struct text_range range = words_before(page, first, stem.n);
    if (range.start >= end)
        return false;
    while (end > range.start && !is_word_byte(page->plain[end - 1]))
        end--;
    size_t start;
    if (!expansion_fits(text_of(page, range.start, end), stem, false, false, &start))
        return false;
    add(finder, EXPANSION_BRACKET, word, (struct text_range){range.start + (uint32_t)start, end});
    return true;
}

/* "SF (long form)" */
static bool find_reversed(struct finder *finder, uint32_t word, struct str stem)
{
    const struct page *page = finder->page;
    uint32_t start = page->words[word].end;
    if (!str_starts(text_of(page, start, page->size), " ("))
        return false;
    start += 2;
    struct text_range range = words_after(page, word, stem.n);
    if (range.end <= start)
        return false;
    const char *close = memchr(page->plain + start, ')', range.end + 1 - start);
    if (close == NULL)
        return false;
    uint32_t end = (uint32_t)(close - page->plain);
    size_t from;
    if (!expansion_fits(text_of(page, start, end), stem, false, true, &from))
        return false;
    add(finder, EXPANSION_REVERSED, word, (struct text_range){start + (uint32_t)from, end});
    return true;
}

/* "allied health professionals, or AHPs,", "local medical committee – LMC" */
static bool find_aside(struct finder *finder, uint32_t word, struct str stem)
{
    static const char *const signs[] = {
        ", or", ", also known as", " known as",     "\u2013",  "\u2014",
        " -",   " abbreviated to", " shortened to", ", called"};
    const struct page *page = finder->page;
    uint32_t end = trim_end(page, page->words[word].start);
    ends_with(page, &end, " the");
    bool found = false;
    if (end == 0 || strchr("rn-od\x93\x94", page->plain[end - 1]) == NULL)
        return false; /* the last bytes of the signs */
    for (size_t i = 0; i < COUNT_OF(signs) && !found; i++)
        found = ends_with(page, &end, signs[i]);
    if (!found)
        return false;
    end = trim_end(page, end);
    uint32_t past = word;
    while (past > 0 && page->words[past - 1].start >= end)
        past--;
    if (past == 0 || page->words[past - 1].sentence != page->words[word].sentence)
        return false;
    struct text_range range = words_before(page, past, stem.n);
    size_t start;
    if (range.start >= end ||
        !expansion_fits(text_of(page, range.start, end), stem, true, false, &start))
        return false;
    add(finder, EXPANSION_ASIDE, word, (struct text_range){range.start + (uint32_t)start, end});
    return true;
}

/* "SF: long form" or "SF – long form" where a block begins, "SF stands for …" anywhere. */
static bool find_defined(struct finder *finder, uint32_t word, struct str stem)
{
    static const char *const signs[] = {":",  " =",     " \u2013",     " \u2014",
                                        " -", " means", " stands for", " is short for"};
    enum { ANYWHERE = 6 }; /* from this sign on */
    const struct page *page = finder->page;
    struct str rest = text_of(page, page->words[word].end, page->size);
    size_t sign = 0;
    if (rest.n < 2 || (rest.s[0] != ':' && strchr("=\xE2-msi", rest.s[1]) == NULL))
        return false; /* the first bytes of the signs */
    while (sign < COUNT_OF(signs) && !str_starts(rest, signs[sign]))
        sign++;
    uint32_t block = page->sentences[page->words[word].sentence].node;
    bool first = page->words[word].start == page->nodes[block].start;
    if (sign == COUNT_OF(signs) || (sign < ANYWHERE && !first))
        return false;
    uint32_t start = page->words[word].end + (uint32_t)strlen(signs[sign]);
    while (page->plain[start] == ' ')
        start++;
    struct text_range range = words_after(page, word, stem.n);
    for (uint32_t past = word + 2; past <= page->word_count; past++) {
        uint32_t end = page->words[past - 1].end;
        size_t from;
        if (end > range.end)
            break;
        if (end <= start || !expansion_fits(text_of(page, start, end), stem, true, true, &from))
            continue;
        add(finder, first ? EXPANSION_GLOSSARY : EXPANSION_ASIDE, word,
            (struct text_range){start + (uint32_t)from, end});
        return true;
    }
    return false;
}

/* ---- Glossaries -------------------------------------------------------------------- */

/* The text of a node without marks around it is the acronym alone. */
static bool is_alone(const struct page *page, uint32_t node, uint32_t word)
{
    return page->nodes[node].start == page->words[word].start &&
           page->nodes[node].end == page->words[word].end;
}

/* The long form that a node's text begins with; the whole text if it fits as a whole. */
static struct text_range leading_form(const struct page *page, uint32_t node, struct str stem)
{
    uint32_t first = page_word_from(page, page->nodes[node].start);
    uint32_t past = page_word_from(page, page->nodes[node].end);
    uint32_t most = (uint32_t)(first + 2 * stem.n);
    for (uint32_t word = first; word < past && word <= most; word++) {
        struct str text = text_of(page, page->nodes[node].start, page->words[word].end);
        size_t from;
        if (expansion_fits(text, stem, true, true, &from))
            return (struct text_range){page->nodes[node].start + (uint32_t)from,
                                       page->words[word].end};
    }
    struct text_range all = {page->nodes[node].start, page->nodes[node].end};
    size_t from;
    bool fits = past - first <= most - first &&
                expansion_fits(text_of(page, all.start, all.end), stem, false, true, &from);
    return fits ? all : (struct text_range){0, 0};
}

/* A term of a definition list, or a cell with its long form in the next or the one before. */
static bool find_glossary(struct finder *finder, uint32_t word, struct str stem)
{
    const struct page *page = finder->page;
    uint32_t block = page->sentences[page->words[word].sentence].node;
    const struct flat_node *node = &page->nodes[block];
    if ((node->kind != NODE_TERM && node->kind != NODE_CELL) || !is_alone(page, block, word))
        return false;
    bool is_term = node->kind == NODE_TERM;
    uint32_t neighbours[] = {node->past < page->node_count ? node->past : NONE,
                             is_term ? NONE : node->previous};
    for (size_t i = 0; i < COUNT_OF(neighbours); i++) {
        if (neighbours[i] == NONE || page->nodes[neighbours[i]].parent != node->parent)
            continue;
        struct text_range form = leading_form(page, neighbours[i], stem);
        if (form.end > 0 || is_term) {
            add(finder, EXPANSION_GLOSSARY, word, form);
            return true;
        }
    }
    return false;
}

static void find_abbreviations(struct finder *finder)
{
    const struct page *page = finder->page;
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct flat_node *node = &page->nodes[i];
        if (node->kind != NODE_ABBR)
            continue;
        const char *title = page_attribute(node, "title");
        *vec_push(&finder->found) =
            (struct expansion){.style = EXPANSION_ABBR,
                               .stem = acronym_stem(text_of(page, node->start, node->end)),
                               .text = str_of(title),
                               .short_form = {node->start, node->end}};
    }
}

/* A short form: a word with two capitals or more, not too long. */
static bool is_short_form(const struct page *page, uint32_t word, struct str *stem)
{
    if (!(page->words[word].flags & (WORD_CAPITAL | WORD_ACRONYM)) ||
        page->words[word].flags & WORD_ADDRESS || page->words[word].sentence == NONE)
        return false;
    *stem = acronym_stem(word_text(page, word));
    return stem->n >= SHORT_LEAST && stem->n <= SHORT_MOST && count_capitals(*stem) >= 2;
}

struct expansions expansions_find(struct arena *arena, const struct page *page)
{
    struct finder finder = {arena, page, {0}};
    for (uint32_t word = 0; word < page->word_count; word++) {
        struct str stem;
        if (!is_short_form(page, word, &stem))
            continue;
        if (!find_bracketed(&finder, word, stem) && !find_reversed(&finder, word, stem) &&
            !find_aside(&finder, word, stem) && !find_glossary(&finder, word, stem))
            find_defined(&finder, word, stem);
    }
    find_abbreviations(&finder);
    size_t count = finder.found.count;
    struct expansion *items = ARENA_ARRAY(arena, count, struct expansion);
    if (count > 0)
        memcpy(items, finder.found.items, count * sizeof *items);
    vec_release(&finder.found);
    return (struct expansions){items, count};
}
