/*
 * Names: runs of capitalised words, joined by a blank, "&" or small words. And how two
 * names may be alike. Same words but one, and that one within two slips of the pen of
 * the other, is what a misspelled name looks like; far fewer pairs than any other
 * measure gives, and nearly all of them true.
 */
#include "check/terms.h"

#include <string.h>

enum { WORDS_MOST = 12 };

/* May stand inside a name. */
static bool joins_names(struct str word)
{
    static const char *const joiners[] = {"and", "of", "for", "the", "on"};
    return str_is_among(word, joiners, COUNT_OF(joiners));
}

/* Has a capital only because a sentence begins with it. */
static bool opens_sentences(struct str word)
{
    static const char *const openers[] = {
        "a",       "about", "after", "all",   "an",      "and",   "as",    "at",    "because",
        "before",  "both",  "but",   "by",    "each",    "every", "for",   "from",  "his",
        "her",     "how",   "i",     "if",    "in",      "it",    "its",   "many",  "most",
        "my",      "no",    "of",    "on",    "once",    "one",   "or",    "other", "our",
        "several", "since", "so",    "some",  "that",    "the",   "their", "then",  "there",
        "these",   "they",  "this",  "those", "through", "to",    "under", "until", "use",
        "we",      "what",  "when",  "where", "while",   "who",   "with",  "you",   "your"};
    return str_is_among(word, openers, COUNT_OF(openers));
}

static struct str lexeme_text(const struct page *page, uint32_t word)
{
    return lexicon_lexeme(page->lexicon, page->words[word].lexeme)->text;
}

/* ---- Runs -------------------------------------------------------------------------- */

static bool is_capital(const struct page *page, uint32_t word)
{
    unsigned flags = page->words[word].flags;
    return flags & (WORD_CAPITAL | WORD_ACRONYM) && !(flags & (WORD_ADDRESS | WORD_NUMBER));
}

/* Nothing but a blank or "&" parts the word from the one before it, in one sentence. */
static bool follows(const struct page *page, uint32_t word)
{
    const struct word *a = &page->words[word - 1], *b = &page->words[word];
    struct str gap = {page->plain + a->end, b->start - a->end};
    return a->sentence == b->sentence && (str_is(gap, " ") || str_is(gap, " & "));
}

struct run_of_names {
    uint32_t first, past, capitals;
};

/* A small word; "the" only behind another one: "Board of the Trust". */
static bool may_join(const struct page *page, uint32_t word)
{
    struct str text = lexeme_text(page, word);
    return joins_names(text) && (!str_is(text, "the") || !is_capital(page, word - 1));
}

/* The run that begins at `word`, a capital; one of a single capital is no name. */
static struct run_of_names run_from(const struct page *page, uint32_t word)
{
    struct run_of_names run = {word, word + 1, 1};
    for (uint32_t at = word + 1; at < page->word_count && at - word < WORDS_MOST; at++) {
        if (!follows(page, at))
            break;
        if (is_capital(page, at)) {
            run.past = at + 1;
            run.capitals++;
        } else if (!may_join(page, at)) {
            break;
        }
    }
    return run;
}

/* Months and days are no part of a name, and near each other without a slip. */
static bool is_calendar(struct str word)
{
    static const char *const words[] = {
        "january",   "february",  "march",   "april",    "may",      "june",   "july",
        "august",    "september", "october", "november", "december", "monday", "tuesday",
        "wednesday", "thursday",  "friday",  "saturday", "sunday"};
    return str_is_among(word, words, COUNT_OF(words));
}

/* Takes off what stands before the name itself: "In July Ruth Adeyemi", "The Board of Health". */
static void drop_opener(const struct page *page, struct run_of_names *run)
{
    uint32_t sentence = page->words[run->first].sentence;
    bool opens = sentence != NONE && page->sentences[sentence].first_word == run->first;
    while (run->first < run->past && run->capitals > 0) {
        struct str text = lexeme_text(page, run->first);
        if (!(opens && opens_sentences(text)) && !is_calendar(text))
            return;
        run->first++;
        run->capitals--;
        while (run->first < run->past && !is_capital(page, run->first))
            run->first++;
    }
}

/* ---- Grouping ---------------------------------------------------------------------- */

struct entry {
    struct name name;
    uint32_t hash;
    uint32_t next; /* index + 1 of another name with the same first word */
    bool prose;    /* it stands in prose, and not as a title with its year */
    bool has_acronym;
};
struct directory {
    struct arena *arena;
    const struct page *page;
    VEC(struct entry) entries;
    uint32_t *slots;  /* by hash: entry + 1 */
    uint32_t *firsts; /* by first lexeme: entry + 1 */
    uint32_t mask;
};

static uint32_t mix(uint32_t hash, uint32_t value)
{
    return (hash ^ value) * 0x9E3779B1u ^ hash >> 15;
}

static uint32_t hash_of(const struct page *page, const struct run_of_names *run)
{
    uint32_t hash = run->past - run->first;
    for (uint32_t i = run->first; i < run->past; i++) {
        bool joined = i > run->first && page->words[i].start - page->words[i - 1].end > 1;
        hash = mix(hash, page->words[i].lexeme * 2 + joined);
    }
    return hash;
}

static bool same_words(const struct page *page, uint32_t a, uint32_t b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (page->words[a + i].lexeme != page->words[b + i].lexeme)
            return false;
    }
    return true;
}

static struct str make_key(struct directory *directory, const struct run_of_names *run)
{
    char key[4 * WORDS_MOST];
    size_t n = 0;
    for (uint32_t i = run->first; i < run->past; i++) {
        struct str text = lexeme_text(directory->page, i);
        size_t size = 0;
        if (joins_names(text))
            continue;
        utf8_next(text.s, text.n, &size);
        memcpy(key + n, text.s, size);
        n += size;
    }
    return (struct str){arena_strndup(directory->arena, key, n), n};
}

static bool has_acronym(const struct page *page, const struct run_of_names *run)
{
    bool found = false;
    for (uint32_t i = run->first; i < run->past; i++)
        found |= (page->words[i].flags & WORD_ACRONYM) != 0;
    return found;
}

static void add_run(struct directory *directory, const struct run_of_names *run)
{
    const struct page *page = directory->page;
    uint32_t hash = hash_of(page, run), slot = hash & directory->mask;
    uint32_t sentence = page->words[run->first].sentence;
    bool titled = run->past < page->word_count && follows(page, run->past) &&
                  page->words[run->past].flags & WORD_NUMBER;
    bool prose = sentence != NONE && page->sentences[sentence].prose && !titled;
    for (; directory->slots[slot] != 0; slot = (slot + 1) & directory->mask) {
        struct entry *entry = &directory->entries.items[directory->slots[slot] - 1];
        if (entry->hash == hash &&
            same_words(page, entry->name.first_word, run->first, run->past - run->first)) {
            entry->name.count++;
            entry->prose |= prose;
            return;
        }
    }
    uint32_t *first =
        &directory->firsts[page->words[run->first].lexeme * 0x9E3779B1u & directory->mask];
    *vec_push(&directory->entries) =
        (struct entry){.name = {run->first, run->past, 1, make_key(directory, run), NONE, 0},
                       .hash = hash,
                       .next = *first,
                       .prose = prose,
                       .has_acronym = has_acronym(page, run)};
    directory->slots[slot] = *first = (uint32_t)directory->entries.count;
}

/* ---- Without capitals -------------------------------------------------------------- */

/* The words of a name from `word` on, none with a capital but one that begins a sentence. */
static bool is_lower_use(const struct page *page, const struct name *name, uint32_t word)
{
    uint32_t count = name->past_word - name->first_word;
    if (word + count > page->word_count || !same_words(page, name->first_word, word, count))
        return false;
    for (uint32_t i = 1; i < count; i++) {
        if (is_capital(page, word + i) || !follows(page, word + i))
            return false;
    }
    return true;
}

/* Names that share a hash of their first word are looked at up to a bound. */
static void find_lower(struct directory *directory, uint32_t word)
{
    enum { CHAIN_MOST = 16 };
    const struct page *page = directory->page;
    uint32_t lexeme = page->words[word].lexeme;
    uint32_t at = directory->firsts[lexeme * 0x9E3779B1u & directory->mask];
    for (unsigned turn = 0; at != 0 && turn < CHAIN_MOST; turn++) {
        struct entry *entry = &directory->entries.items[at - 1];
        at = entry->next;
        if (!entry->prose || entry->has_acronym || !is_lower_use(page, &entry->name, word))
            continue;
        if (entry->name.lower_count++ == 0)
            entry->name.lower_first_word = word;
    }
}

static void find_all_lower(struct directory *directory)
{
    const struct page *page = directory->page;
    for (uint32_t i = 0; i < page->word_count; i++) {
        uint32_t sentence = page->words[i].sentence;
        if (sentence == NONE || !page->sentences[sentence].prose)
            continue;
        if (!is_capital(page, i) || page->sentences[sentence].first_word == i)
            find_lower(directory, i);
    }
}

/* ---- All of them ------------------------------------------------------------------- */

static uint32_t count_capitals(const struct page *page)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->word_count; i++)
        count += is_capital(page, i);
    return count;
}

static void collect(struct directory *directory)
{
    const struct page *page = directory->page;
    for (uint32_t i = 0; i < page->word_count;) {
        if (!is_capital(page, i)) {
            i++;
            continue;
        }
        struct run_of_names run = run_from(page, i);
        i = run.past;
        if (run.capitals >= 2)
            drop_opener(page, &run);
        if (run.capitals >= 2)
            add_run(directory, &run);
    }
}

struct names names_find(struct arena *arena, const struct page *page)
{
    struct directory directory = {.arena = arena, .page = page};
    uint32_t room = 16, capitals = count_capitals(page);
    while (room < capitals)
        room *= 2;
    directory.slots = ARENA_ARRAY(arena, room, uint32_t);
    directory.firsts = ARENA_ARRAY(arena, room, uint32_t);
    directory.mask = room - 1;
    collect(&directory);
    if (directory.entries.count > 0)
        find_all_lower(&directory);
    struct name *items = ARENA_ARRAY(arena, directory.entries.count, struct name);
    size_t count = directory.entries.count;
    for (size_t i = 0; i < count; i++)
        items[i] = directory.entries.items[i].name;
    vec_release(&directory.entries);
    return (struct names){items, count};
}

/* ---- Alike? ------------------------------------------------------------------------ */

struct token {
    struct str text; /* as written */
    char folded[40]; /* lower case, without hyphens, possessive and plural */
    size_t size;     /* of folded */
    bool plural, hyphen, apostrophe;
};
struct tokens {
    struct token items[WORDS_MOST];
    size_t count;
    char joined[80]; /* the small words themselves, in order */
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool fold_token(struct token *token)
{
    struct str text = token->text, stem = acronym_stem(text);
    token->apostrophe = stem.n + 1 < text.n || (stem.n < text.n && !str_ends(text, "s"));
    token->plural = str_ends(text, "s") && !token->apostrophe && !str_ends(text, "ss");
    size_t n = 0;
    if (stem.n >= sizeof token->folded)
        return false;
    for (size_t i = 0; i < stem.n; i++) {
        token->hyphen |= stem.s[i] == '-';
        if (stem.s[i] != '-' && stem.s[i] != ',')
            token->folded[n++] = lower(stem.s[i]);
    }
    if (token->plural && n > 3 && memcmp(token->folded + n - 2, "ie", 2) == 0) {
        token->folded[n - 2] = 'y';
        n--;
    }
    token->size = n;
    return true;
}

static bool tokenise(struct str name, struct tokens *tokens)
{
    struct str part;
    size_t joined = 0;
    memset(tokens, 0, sizeof *tokens);
    while (str_next(&name, ' ', &part)) {
        if (part.n == 0)
            continue;
        if (joins_names(part) || str_is(part, "&")) {
            if (joined + part.n + 1 >= sizeof tokens->joined)
                return false;
            memcpy(tokens->joined + joined, part.s, part.n);
            joined += part.n;
            tokens->joined[joined++] = (char)('0' + tokens->count);
            continue;
        }
        if (tokens->count == WORDS_MOST)
            return false;
        struct token *token = &tokens->items[tokens->count++];
        token->text = part;
        if (!fold_token(token))
            return false;
    }
    return tokens->count > 0;
}

static struct str folded(const struct token *token)
{
    return (struct str){token->folded, token->size};
}

static bool has_digit(const struct token *token)
{
    for (size_t i = 0; i < token->size; i++) {
        if (token->folded[i] >= '0' && token->folded[i] <= '9')
            return true;
    }
    return false;
}

/* Three letters or more each, at most two edits apart and no more than half the word. */
static bool is_slip(const struct token *a, const struct token *b)
{
    size_t longer = a->size > b->size ? a->size : b->size;
    size_t shorter = a->size + b->size - longer;
    if (shorter < 3 || longer - shorter > 2 || has_digit(a) || has_digit(b) ||
        is_calendar(folded(a)) || is_calendar(folded(b)))
        return false;
    size_t distance = edit_distance(folded(a), folded(b));
    return distance <= 2 && 2 * distance <= longer;
}

/* Written in two ways: hyphen, a plural inside the name, "Citizens" and "Citizens'". */
static bool is_restyled(const struct token *a, const struct token *b, bool last)
{
    if (a->hyphen != b->hyphen)
        return true;
    return !last && a->plural != b->plural;
}

enum names_alike names_compare(struct str a, struct str b)
{
    struct tokens left, right;
    if (!tokenise(a, &left) || !tokenise(b, &right) || left.count != right.count)
        return NAMES_DIFFER;
    size_t different = 0, slips = 0;
    bool styled = strcmp(left.joined, right.joined) != 0;
    for (size_t i = 0; i < left.count; i++) {
        const struct token *x = &left.items[i], *y = &right.items[i];
        bool same = str_equal(folded(x), folded(y));
        different += !same;
        slips += !same && is_slip(x, y);
        styled |= same && is_restyled(x, y, i + 1 == left.count);
    }
    if (different == 0)
        return styled ? NAMES_STYLED : NAMES_SAME;
    return different == 1 && slips == 1 && !styled ? NAMES_NEAR : NAMES_DIFFER;
}
