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
    struct phrase_row row;
    uint32_t next; /* index + 1 of another ending at the same node */
};
/* Words that excuse a row's phrase; a row's contexts are chained. */
struct context {
    enum phrase_side side;
    uint32_t first, count; /* of `context_words` */
    uint32_t next;         /* index + 1 */
};

struct phrase_book {
    struct arena *arena;
    struct lexicon *lexicon;
    struct edge *edges;
    size_t edge_room, edge_count;
    VEC(uint32_t) endings_of; /* by node: index + 1 of its first ending */
    VEC(struct ending) endings;
    VEC(struct context) contexts;
    VEC(uint32_t) context_words; /* lexemes */
    uint32_t list_count;
};

static void release(void *handle)
{
    struct phrase_book *book = handle;
    vec_drop((void **)&book->edges);
    vec_release(&book->endings_of);
    vec_release(&book->endings);
    vec_release(&book->contexts);
    vec_release(&book->context_words);
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

static void add_ending(struct phrase_book *book, uint32_t node, const struct phrase_row *row)
{
    uint32_t *first = &book->endings_of.items[node];
    for (uint32_t i = *first; i != 0; i = book->endings.items[i - 1].next) {
        if (book->endings.items[i - 1].row.list == row->list)
            return; /* the list's earlier row has the form */
    }
    *vec_push(&book->endings) = (struct ending){*row, *first};
    *first = (uint32_t)book->endings.count;
}

/* The lexemes of a phrase; false if there are none or too many. */
static bool read_words(struct phrase_book *book, struct str form, uint32_t lexemes[MOST_WORDS],
                       size_t *count)
{
    *count = 0;
    if (form.n == 0 || form.n > LONGEST_FORM)
        return false;
    struct segmented segmented = {0};
    segment_words(&segmented, book->lexicon, form.s, 0, (uint32_t)form.n);
    bool fits = segmented.words.count > 0 && segmented.words.count <= MOST_WORDS;
    for (; fits && *count < segmented.words.count; ++*count)
        lexemes[*count] = segmented.words.items[*count].lexeme;
    segmented_release(&segmented);
    return fits;
}

bool phrase_book_add(struct phrase_book *book, const struct phrase_row *row, struct str form)
{
    uint32_t lexemes[MOST_WORDS], node = 1;
    size_t count;
    if (!read_words(book, form, lexemes, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        node = make_child(book, node, lexemes[i]);
    add_ending(book, node, row);
    return true;
}

uint32_t phrase_book_row(struct phrase_book *book, uint32_t list, struct str text)
{
    uint32_t lexemes[MOST_WORDS], node = 1;
    size_t count;
    if (!read_words(book, text, lexemes, &count))
        return 0;
    for (size_t i = 0; i < count && node != 0; i++)
        node = child_of(book, node, lexemes[i]);
    for (uint32_t e = node != 0 ? book->endings_of.items[node] : 0; e != 0;
         e = book->endings.items[e - 1].next) {
        if (book->endings.items[e - 1].row.list == list)
            return book->endings.items[e - 1].row.entry;
    }
    return 0;
}

bool phrase_book_unless(struct phrase_book *book, struct phrase_row *row, enum phrase_side side,
                        struct str words)
{
    uint32_t lexemes[MOST_WORDS];
    size_t count;
    if (!read_words(book, words, lexemes, &count))
        return false;
    uint32_t first = (uint32_t)book->context_words.count;
    for (size_t i = 0; i < count; i++)
        *vec_push(&book->context_words) = lexemes[i];
    *vec_push(&book->contexts) = (struct context){side, first, (uint32_t)count, row->unless};
    row->unless = (uint32_t)book->contexts.count;
    return true;
}

/* ---- Finding ----------------------------------------------------------------------- */

typedef VEC(struct phrase_hit) hit_list;

/* Words of one phrase stand side by side: a little white space or a hyphen between them. */
static bool adjoin(const struct page *page, const struct word *before, const struct word *after)
{
    enum { WIDEST_GAP = 8 };
    if (before->sentence != after->sentence || before->sentence == NONE ||
        after->start - before->end > WIDEST_GAP)
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

/* Do a context's words stand at `at`, in the sentence of `hit`? */
static bool stands_at(const struct phrase_book *book, const struct page *page,
                      const struct context *context, uint32_t at, const struct phrase_hit *hit)
{
    uint32_t sentence = page->words[hit->first_word].sentence;
    for (uint32_t i = 0; i < context->count; i++) {
        if (at + i >= page->word_count || page->words[at + i].sentence != sentence ||
            page->words[at + i].lexeme != book->context_words.items[context->first + i])
            return false;
    }
    return true;
}

static bool excused(const struct phrase_book *book, const struct page *page, uint32_t unless,
                    const struct phrase_hit *hit)
{
    for (uint32_t c = unless; c != 0; c = book->contexts.items[c - 1].next) {
        const struct context *context = &book->contexts.items[c - 1];
        for (uint32_t near = 0; near < PHRASE_NEAR; near++) {
            uint32_t back = context->count + near;
            bool before = context->side == PHRASE_BEFORE;
            if (!before && back > hit->first_word)
                break;
            uint32_t at = before ? hit->past_word + near : hit->first_word - back;
            if (stands_at(book, page, context, at, hit))
                return true;
        }
    }
    return false;
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
            const struct phrase_row *row = &book->endings.items[e - 1].row;
            struct phrase_hit hit = {row->entry, first, i + 1};
            if (!excused(book, page, row->unless, &hit))
                file_hit(&lists[row->list], hit);
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

size_t phrase_hits_from(const struct phrase_hits *hits, uint32_t word)
{
    return RECORDS_FROM(hits->items, hits->count, first_word, word);
}
