/*
 * Words. A word is letters and digits; inside it may stand an apostrophe, a
 * hyphen, a stop or comma between digits, a stop after a single letter ("e.g",
 * "s.242"), and "&" between letters. "/" parts words. An address is one word.
 */
#include "check/internal.h"

#include <string.h>
#include <unicode/uchar.h>

enum { SOFT_HYPHEN = 0xAD, HYPHEN = 0x2010, FIXED_HYPHEN = 0x2011, CURLY_APOSTROPHE = 0x2019 };
enum { MODIFIER_APOSTROPHE = 0x2BC };

static bool is_digit(uint32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit((UChar32)c);
}

bool char_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return (U_MASK(u_charType((UChar32)c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool char_is_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c);
}

bool char_is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c);
}

bool char_is_space(uint32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace((UChar32)c);
}

static bool is_word_char(uint32_t c)
{
    return c == '_' || char_is_letter(c) || is_digit(c);
}

/* ---- Addresses --------------------------------------------------------------------- */

static bool is_label_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* "wolverhampton.nhs.uk/x", "index.md": lower-case labels of two characters or
 * more, the last one letters only. */
static bool is_domain(struct str chunk)
{
    size_t label = 0, letters = 0, dots = 0, i = 0;
    for (; i < chunk.n && chunk.s[i] != '/' && chunk.s[i] != '?' && chunk.s[i] != '#'; i++) {
        if (chunk.s[i] == '.') {
            if (label < 2)
                return false;
            dots++;
            label = letters = 0;
        } else if (is_label_char(chunk.s[i])) {
            label++;
            letters += chunk.s[i] >= 'a' && chunk.s[i] <= 'z';
        } else {
            return false;
        }
    }
    return dots > 0 && label >= 2 && letters == label;
}

static bool is_mail(struct str chunk)
{
    const char *at = memchr(chunk.s, '@', chunk.n);
    if (at == NULL || at == chunk.s)
        return false;
    size_t rest = chunk.n - (size_t)(at + 1 - chunk.s);
    return rest > 2 && memchr(at + 1, '.', rest) != NULL;
}

static bool is_url(struct str chunk)
{
    if (str_starts(chunk, "www."))
        return true;
    const char *colon = memchr(chunk.s, ':', chunk.n);
    if (colon == NULL || colon == chunk.s)
        return false;
    struct str rest = {colon, chunk.n - (size_t)(colon - chunk.s)};
    return str_starts(rest, "://") || (str_starts(chunk, "mailto:") && rest.n > 1);
}

/* What stands between white space, without the punctuation around it. */
static struct str trim_chunk(struct str chunk)
{
    while (chunk.n > 0 && strchr("([{<\"'", chunk.s[0]) != NULL)
        chunk.s++, chunk.n--;
    while (chunk.n > 0 && strchr(".,;:!?)]}>\"'", chunk.s[chunk.n - 1]) != NULL)
        chunk.n--;
    return chunk;
}

/* Where white space or a mask ends the chunk. Without a stop, a colon or "@" inside it
 * (*marked is then false) it holds no address. */
static uint32_t chunk_end(const char *text, uint32_t start, uint32_t end, bool *marked)
{
    size_t at = start;
    *marked = false;
    while (at < end) {
        size_t next = at + 1;
        uint32_t c = (unsigned char)text[at];
        if (c >= 0x80) {
            next = at;
            c = utf8_next(text, end, &next);
        }
        if (char_is_space(c) || c == MASK)
            break;
        *marked |= c == '.' || c == ':' || c == '@';
        at = next;
    }
    return (uint32_t)at;
}

/* ---- One word ---------------------------------------------------------------------- */

struct scan {
    const char *text;
    size_t end;
    size_t segment; /* characters since the start or the last stop */
};

static bool joins(const struct scan *scan, uint32_t before, uint32_t joiner, size_t after_joiner)
{
    size_t at = after_joiner;
    if (at >= scan->end)
        return false;
    uint32_t after = utf8_next(scan->text, scan->end, &at);
    if (!is_word_char(after))
        return false;
    switch (joiner) {
    case '\'':
    case CURLY_APOSTROPHE:
    case MODIFIER_APOSTROPHE:
        return char_is_letter(after);
    case '-':
    case HYPHEN:
    case FIXED_HYPHEN:
    case SOFT_HYPHEN:
        return true;
    case '&':
        return char_is_letter(before) && char_is_letter(after);
    case '.':
        if (scan->segment == 1 && char_is_letter(before))
            return true;
        return is_digit(before) && is_digit(after);
    case ',':
    case ':':
        return is_digit(before) && is_digit(after);
    default:
        return false;
    }
}

static size_t word_end(const char *text, size_t start, size_t end)
{
    struct scan scan = {text, end, 0};
    uint32_t before = 0;
    size_t at = start;
    while (at < end) {
        size_t next = at;
        uint32_t c = utf8_next(text, end, &next);
        if (is_word_char(c))
            scan.segment++;
        else if (joins(&scan, before, c, next))
            scan.segment = 0;
        else
            break;
        before = c;
        at = next;
    }
    return at;
}

struct shape {
    size_t letters, upper, lower, digits, others, dots;
    bool first_upper, first_digit, camel;
};

static struct shape shape_of(struct str word)
{
    struct shape shape = {0};
    size_t at = 0;
    while (at < word.n) {
        bool first = at == 0;
        uint32_t c = utf8_next(word.s, word.n, &at);
        bool upper = char_is_upper(c);
        shape.camel |= upper && shape.lower > 0 && shape.upper == 0 && shape.others == 0;
        shape.upper += upper;
        shape.lower += char_is_lower(c);
        shape.letters += char_is_letter(c);
        shape.digits += is_digit(c);
        shape.dots += c == '.';
        shape.others += !char_is_letter(c) && !is_digit(c);
        shape.first_upper |= first && upper;
        shape.first_digit |= first && is_digit(c);
    }
    return shape;
}

/* "CCG", "CCGs", "CCG's", "R&D", "EDS2". */
static bool is_acronym(struct str word, const struct shape *shape)
{
    if (shape->upper < 2 || shape->dots > 0 || memchr(word.s, '-', word.n) != NULL)
        return false;
    return shape->lower == 0 || (shape->lower == 1 && word.s[word.n - 1] == 's');
}

static uint8_t flags_of(struct str word)
{
    struct shape shape = shape_of(word);
    unsigned flags = 0;
    if (shape.first_upper)
        flags |= WORD_CAPITAL;
    if (is_acronym(word, &shape))
        flags |= WORD_ACRONYM;
    if (shape.first_digit && shape.letters <= 2 && memchr(word.s, '-', word.n) == NULL)
        flags |= WORD_NUMBER;
    if (shape.dots > 0 && shape.letters == shape.dots + 1 && shape.digits == 0)
        flags |= WORD_DOTTED;
    if (shape.camel)
        flags |= WORD_CAMEL;
    return (uint8_t)flags;
}

/* The end of a word as most are, small letters of ASCII after a first letter: what follows
 * cannot join it to more. 0 if it may be another. */
static size_t plain_word_end(const char *text, size_t start, size_t end)
{
    enum { LEAST = 2 }; /* a stop after a single letter joins */
    size_t at = start + 1;
    while (at < end && text[at] >= 'a' && text[at] <= 'z')
        at++;
    if (at < start + LEAST)
        return 0;
    if (at == end)
        return at;
    char c = text[at];
    return c == ' ' || c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '?' ? at
                                                                                            : 0;
}

static void add_word(struct segmented *segmented, struct lexicon *lexicon, const char *text,
                     size_t start, size_t end, uint8_t flags)
{
    struct str word = {text + start, end - start};
    *vec_push(&segmented->words) = (struct word){.start = (uint32_t)start,
                                                 .end = (uint32_t)end,
                                                 .lexeme = lexicon_intern(lexicon, word),
                                                 .sentence = NONE,
                                                 .flags = flags};
}

/* The address in the white-space-free text from `start`, empty if there is none. */
static struct str find_address(const char *text, uint32_t start, uint32_t end)
{
    struct str chunk = trim_chunk((struct str){text + start, end - start});
    if (chunk.n > 3 && (is_url(chunk) || is_mail(chunk) || is_domain(chunk)))
        return chunk;
    return STR("");
}

/* Adds the word that begins at `start`; its end. */
static size_t take_word(struct segmented *segmented, struct lexicon *lexicon, const char *text,
                        size_t start, size_t end)
{
    char c = text[start];
    bool capital = c >= 'A' && c <= 'Z';
    size_t past = capital || (c >= 'a' && c <= 'z') ? plain_word_end(text, start, end) : 0;
    uint8_t flags = capital ? WORD_CAPITAL : 0;
    if (past == 0) {
        past = word_end(text, start, end);
        flags = flags_of((struct str){text + start, past - start});
    }
    add_word(segmented, lexicon, text, start, past, flags);
    return past;
}

void segment_words(struct segmented *segmented, struct lexicon *lexicon, const char *text,
                   uint32_t start, uint32_t end)
{
    size_t at = start;
    uint32_t known = start; /* the text before it was searched for addresses */
    while (at < end) {
        size_t next = at;
        uint32_t c = utf8_next(text, end, &next);
        if (at >= known && !char_is_space(c) && c != MASK) {
            bool marked;
            known = chunk_end(text, (uint32_t)at, end, &marked);
            struct str address = marked ? find_address(text, (uint32_t)at, known) : STR("");
            if (address.n > 0) {
                size_t from = (size_t)(address.s - text);
                add_word(segmented, lexicon, text, from, from + address.n, WORD_ADDRESS);
                at = known;
                continue;
            }
        }
        if (is_word_char(c) && c != '_')
            next = take_word(segmented, lexicon, text, at, end);
        at = next;
    }
}

void segmented_release(struct segmented *segmented)
{
    vec_release(&segmented->words);
    vec_release(&segmented->sentences);
}
