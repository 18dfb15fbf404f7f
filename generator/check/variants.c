/*
 * The same word in two spellings on a page: with and without a hyphen ("co-production",
 * "coproduction"), in -ise and in -ize. Hyphens and z's are looked for in the text, so
 * that a page without them costs next to nothing.
 */
#include "check/terms.h"

#include <string.h>

struct candidate {
    uint32_t lexeme, folded;
    uint32_t word, count;
    uint32_t other_word, other_count;
    bool hyphen;
};
struct table {
    VEC(struct candidate) items;
    uint32_t *slots; /* by the folded lexeme: item + 1 */
    uint32_t mask;
};

/* ---- Folding ----------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* "co-production" → "coproduction". Not words with "re-", which mean something else
 * without their hyphen ("re-form", "re-sign"), nor numbers. */
static bool close_up(struct str word, struct buf *folded)
{
    buf_clear(folded);
    if (str_starts(word, "re-"))
        return false;
    for (size_t i = 0; i < word.n; i++) {
        if (word.s[i] == '-')
            continue;
        if (!is_letter(word.s[i]))
            return false;
        buf_putc(folded, word.s[i]);
    }
    return folded->n + 1 >= 5;
}

/* "organizations" → "organisations" */
static bool fold_ize(struct str word, struct buf *folded)
{
    static const char *const endings[] = {"ize",   "izes",  "ized",    "izer",
                                          "izers", "izing", "ization", "izations"};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (!str_ends(word, endings[i]))
            continue;
        buf_clear(folded);
        buf_put_str(folded, word);
        folded->s[word.n - strlen(endings[i]) + 1] = 's';
        return true;
    }
    return false;
}

/* ---- Collecting -------------------------------------------------------------------- */

static uint32_t *slot_of(const struct table *table, uint32_t folded)
{
    uint32_t slot = folded * 0x9E3779B1u & table->mask;
    while (table->slots[slot] != 0 && table->items.items[table->slots[slot] - 1].folded != folded)
        slot = (slot + 1) & table->mask;
    return &table->slots[slot];
}

static void add(struct table *table, const struct page *page, uint32_t word, struct buf *folded,
                bool hyphen)
{
    uint32_t lexeme = page->words[word].lexeme;
    uint32_t closed = lexicon_intern(page->lexicon, (struct str){folded->s, folded->n});
    uint32_t *slot = slot_of(table, closed);
    if (*slot == 0) {
        *vec_push(&table->items) = (struct candidate){lexeme, closed, word, 0, NONE, 0, hyphen};
        *slot = (uint32_t)table->items.count;
    }
    struct candidate *candidate = &table->items.items[*slot - 1];
    candidate->count += candidate->lexeme == lexeme;
}

/* The word that the byte at `at` stands in; NONE. */
static uint32_t word_at(const struct page *page, uint32_t at)
{
    uint32_t past = page_word_from(page, at + 1);
    return past > 0 && page->words[past - 1].end > at ? past - 1 : NONE;
}

static void collect(struct table *table, const struct page *page, char mark)
{
    struct buf folded = BUF_INIT;
    const char *end = page->plain + page->size, *at = page->plain;
    uint32_t last = NONE;
    while ((at = memchr(at, mark, (size_t)(end - at))) != NULL) {
        uint32_t word = word_at(page, (uint32_t)(at++ - page->plain));
        if (word == NONE || word == last || page->words[word].flags & WORD_ADDRESS)
            continue;
        last = word;
        struct str text = lexicon_lexeme(page->lexicon, page->words[word].lexeme)->text;
        if (mark == '-' ? close_up(text, &folded) : fold_ize(text, &folded))
            add(table, page, word, &folded, mark == '-');
    }
    buf_release(&folded);
}

static uint32_t count_marks(const struct page *page)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->size; i++)
        count += page->plain[i] == '-' || page->plain[i] == 'z';
    return count;
}

/* ---- The other spelling ------------------------------------------------------------ */

static void count_others(struct table *table, const struct page *page)
{
    for (uint32_t i = 0; i < page->word_count; i++) {
        uint32_t slot = *slot_of(table, page->words[i].lexeme);
        if (slot == 0)
            continue;
        struct candidate *candidate = &table->items.items[slot - 1];
        if (candidate->other_count++ == 0)
            candidate->other_word = i;
    }
}

static struct variant variant_of(const struct candidate *c)
{
    bool rarer =
        c->count < c->other_count || (c->count == c->other_count && c->word > c->other_word);
    return rarer ? (struct variant){c->word, c->count, c->other_word, c->other_count, c->hyphen}
                 : (struct variant){c->other_word, c->other_count, c->word, c->count, c->hyphen};
}

struct variants variants_find(struct arena *arena, const struct page *page)
{
    struct table table = {0};
    uint32_t marks = count_marks(page), room = 16;
    while (room < 2 * marks)
        room *= 2;
    table.slots = ARENA_ARRAY(arena, room, uint32_t);
    table.mask = room - 1;
    collect(&table, page, '-');
    collect(&table, page, 'z');
    if (table.items.count > 0)
        count_others(&table, page);
    struct variant *items = ARENA_ARRAY(arena, table.items.count, struct variant);
    size_t count = 0;
    for (size_t i = 0; i < table.items.count; i++) {
        if (table.items.items[i].other_count > 0)
            items[count++] = variant_of(&table.items.items[i]);
    }
    vec_release(&table.items);
    return (struct variants){items, count};
}
