/*
 * Word lists. A phrase is a path of lexemes in one trie shared by all rules, so
 * that a page is walked once whatever the number of lists.
 */
#include "check/internal.h"

#include <string.h>

enum { MOST_WORDS = 12, LONGEST_FORM = 200 };

struct edge {
    uint64_t key; /* node << 32 | lexeme; 0: empty (the root is node 1) */
    uint32_t child;
};
struct ending {
    uint32_t list, entry, next; /* next: index + 1 of another ending at the same node */
};

struct phrase_book {
    struct arena *arena;
    struct lexicon *lexicon;
    struct edge *edges;
    size_t edge_room, edge_count;
    VEC(uint32_t) endings_of; /* by node: index + 1 of its first ending */
    VEC(struct ending) endings;
    uint32_t list_count;
};

static void release(void *handle)
{
    struct phrase_book *book = handle;
    vec_drop((void **)&book->edges);
    vec_release(&book->endings_of);
    vec_release(&book->endings);
}

static struct edge *make_edges(size_t count)
{
    struct edge *edges = NULL;
    size_t room = 0;
    vec_grow((void **)&edges, &room, count, sizeof *edges);
    memset(edges, 0, count * sizeof *edges);
    return edges;
}

struct phrase_book *phrase_book_new(struct arena *arena, struct lexicon *lexicon)
{
    struct phrase_book *book = ARENA_NEW(arena, struct phrase_book);
    book->arena = arena;
    book->lexicon = lexicon;
    book->edge_room = 256;
    book->edges = make_edges(book->edge_room);
    *vec_push(&book->endings_of) = 0; /* node 0 is none */
    *vec_push(&book->endings_of) = 0; /* node 1 is the root */
    arena_on_free(arena, release, book);
    return book;
}

uint32_t phrase_book_list(struct phrase_book *book)
{
    return book->list_count++;
}

static struct edge *find_edge(struct edge *edges, size_t room, uint64_t key)
{
    uint64_t hash = key * 0x9E3779B97F4A7C15u;
    for (size_t slot = (size_t)(hash >> 32) & (room - 1);; slot = (slot + 1) & (room - 1)) {
        if (edges[slot].key == key || edges[slot].key == 0)
            return &edges[slot];
    }
}

static void grow(struct phrase_book *book)
{
    size_t room = book->edge_room * 2;
    struct edge *edges = make_edges(room);
    for (size_t i = 0; i < book->edge_room; i++) {
        if (book->edges[i].key != 0)
            *find_edge(edges, room, book->edges[i].key) = book->edges[i];
    }
    vec_drop((void **)&book->edges);
    book->edges = edges;
    book->edge_room = room;
}

static uint64_t edge_key(uint32_t node, uint32_t lexeme)
{
    return (uint64_t)node << 32 | lexeme;
}

static uint32_t child_of(const struct phrase_book *book, uint32_t node, uint32_t lexeme)
{
    return find_edge(book->edges, book->edge_room, edge_key(node, lexeme))->child;
}

static uint32_t make_child(struct phrase_book *book, uint32_t node, uint32_t lexeme)
{
    struct edge *edge = find_edge(book->edges, book->edge_room, edge_key(node, lexeme));
    if (edge->key != 0)
        return edge->child;
    if (++book->edge_count * 2 > book->edge_room) {
        grow(book);
        edge = find_edge(book->edges, book->edge_room, edge_key(node, lexeme));
    }
    edge->key = edge_key(node, lexeme);
    edge->child = (uint32_t)book->endings_of.count;
    *vec_push(&book->endings_of) = 0;
    return edge->child;
}

static void add_ending(struct phrase_book *book, uint32_t node, uint32_t list, uint32_t entry)
{
    uint32_t *first = &book->endings_of.items[node];
    for (uint32_t i = *first; i != 0; i = book->endings.items[i - 1].next) {
        if (book->endings.items[i - 1].list == list)
            return; /* the list's earlier row has the form */
    }
    *vec_push(&book->endings) = (struct ending){list, entry, *first};
    *first = (uint32_t)book->endings.count;
}

bool phrase_book_add(struct phrase_book *book, uint32_t list, uint32_t entry, struct str form)
{
    if (form.n == 0 || form.n > LONGEST_FORM)
        return false;
    struct segmented segmented = {0};
    segment_words(&segmented, book->lexicon, form.s, 0, (uint32_t)form.n);
    size_t count = segmented.words.count;
    bool fits = count > 0 && count <= MOST_WORDS;
    uint32_t node = 1;
    for (size_t i = 0; fits && i < count; i++)
        node = make_child(book, node, segmented.words.items[i].lexeme);
    if (fits)
        add_ending(book, node, list, entry);
    segmented_release(&segmented);
    return fits;
}

/* ---- Verbs ------------------------------------------------------------------------- */

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

/* The forms of one verb, written behind each other into `forms`, parted by blanks.
 * Where a final consonant may double, both ways: the wrong one is no word and
 * harms nothing. */
static void inflect(struct str verb, struct buf *forms)
{
    char last = verb.s[verb.n - 1];
    char before = verb.n > 1 ? verb.s[verb.n - 2] : 'a';
    int stem = (int)verb.n - 1;
    if (last == 'e') {
        buf_printf(forms, "%.*ses %.*sed %.*sing ", stem, verb.s, stem, verb.s, stem, verb.s);
    } else if (last == 'y' && !is_vowel(before)) {
        buf_printf(forms, "%.*sies %.*sied %.*sing ", stem, verb.s, stem, verb.s, (int)verb.n,
                   verb.s);
    } else {
        bool hisses = strchr("sxz", last) || str_ends(verb, "ch") || str_ends(verb, "sh");
        int all = (int)verb.n;
        buf_printf(forms, "%.*s%s %.*sed %.*sing ", all, verb.s, hisses ? "es" : "s", all, verb.s,
                   all, verb.s);
        if (!is_vowel(last) && is_vowel(before) && !strchr("wxy", last))
            buf_printf(forms, "%.*s%ced %.*s%cing ", all, verb.s, last, all, verb.s, last);
    }
}

static bool add_inflected(struct phrase_book *book, uint32_t list, uint32_t entry, struct str verb,
                          struct str rest)
{
    struct buf forms = BUF_INIT, form = BUF_INIT;
    buf_printf(&forms, "%.*s ", (int)verb.n, verb.s);
    inflect(verb, &forms);
    struct str left = {forms.s, forms.n}, one;
    bool good = true;
    while (str_next(&left, ' ', &one)) {
        if (one.n == 0)
            continue;
        buf_clear(&form);
        buf_put_str(&form, one);
        buf_put_str(&form, rest);
        good = phrase_book_add(book, list, entry, (struct str){form.s, form.n}) && good;
    }
    buf_release(&forms);
    buf_release(&form);
    return good;
}

bool phrase_book_add_verb(struct phrase_book *book, uint32_t list, uint32_t entry, struct str form)
{
    if (form.n == 0 || form.n > LONGEST_FORM)
        return false;
    const char *blank = memchr(form.s, ' ', form.n);
    struct str verb = {form.s, blank ? (size_t)(blank - form.s) : form.n};
    struct str rest = {form.s + verb.n, form.n - verb.n};
    if (verb.n == 0 || !add_inflected(book, list, entry, verb, rest))
        return false;
    if (verb.n < 5 || !str_ends(verb, "ise"))
        return true;
    char american[LONGEST_FORM + 1];
    memcpy(american, verb.s, verb.n);
    american[verb.n - 2] = 'z';
    return add_inflected(book, list, entry, (struct str){american, verb.n}, rest);
}

/* ---- Finding ----------------------------------------------------------------------- */

typedef VEC(struct phrase_hit) hit_list;

/* Words of one phrase stand side by side: white space or a hyphen between them. */
static bool adjoin(const struct page *page, const struct word *before, const struct word *after)
{
    if (before->sentence != after->sentence || before->sentence == NONE)
        return false;
    for (uint32_t i = before->end; i < after->start; i++) {
        char c = page->plain[i];
        if (c != ' ' && c != '\n' && c != '-' && c != '/')
            return false;
    }
    return true;
}

static void file_hit(hit_list *list, struct phrase_hit hit)
{
    struct phrase_hit *last = list->count > 0 ? &list->items[list->count - 1] : NULL;
    if (last != NULL && last->first_word == hit.first_word)
        *last = hit; /* found later, so longer */
    else if (last == NULL || last->past_word <= hit.first_word)
        *vec_push(list) = hit;
}

static void walk_from(const struct phrase_book *book, const struct page *page, uint32_t first,
                      hit_list *lists)
{
    uint32_t node = 1;
    for (uint32_t i = first; i < page->word_count; i++) {
        if (i > first && !adjoin(page, &page->words[i - 1], &page->words[i]))
            return;
        node = child_of(book, node, page->words[i].lexeme);
        if (node == 0)
            return;
        for (uint32_t e = book->endings_of.items[node]; e != 0;
             e = book->endings.items[e - 1].next) {
            const struct ending *ending = &book->endings.items[e - 1];
            file_hit(&lists[ending->list], (struct phrase_hit){ending->entry, first, i + 1});
        }
    }
}

struct phrase_hits *phrase_book_find(const struct phrase_book *book, const struct page *page)
{
    hit_list *lists = ARENA_ARRAY(page->arena, book->list_count, hit_list);
    for (uint32_t i = 0; i < page->word_count; i++)
        walk_from(book, page, i, lists);
    struct phrase_hits *hits = ARENA_ARRAY(page->arena, book->list_count, struct phrase_hits);
    for (uint32_t i = 0; i < book->list_count; i++) {
        struct phrase_hit *items = ARENA_ARRAY(page->arena, lists[i].count, struct phrase_hit);
        if (lists[i].count > 0)
            memcpy(items, lists[i].items, lists[i].count * sizeof *items);
        hits[i] = (struct phrase_hits){items, lists[i].count};
        vec_release(&lists[i]);
    }
    return hits;
}
