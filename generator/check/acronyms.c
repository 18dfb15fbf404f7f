/* A page's acronyms, each once, by its first use. */
#include "check/terms.h"

#include <string.h>

/* ---- What is no use ---------------------------------------------------------------- */

/* The sentence looked at last, so that many acronyms in one cost one look. */
struct context {
    const struct page *page;
    uint32_t sentence;
    bool shouted;
};

static bool has_lower(struct str word)
{
    for (size_t i = 0; i < word.n; i++) {
        if ((word.s[i] >= 'a' && word.s[i] <= 'z') || (unsigned char)word.s[i] >= 0x80)
            return true;
    }
    return false;
}

/* No word in lower case, and more than one or in no prose: capitals say nothing here. */
static bool is_shouted(struct context *context, uint32_t sentence)
{
    const struct page *page = context->page;
    if (context->sentence == sentence)
        return context->shouted;
    const struct sentence *s = &page->sentences[sentence];
    bool lower = false;
    for (uint32_t i = s->first_word; i < s->first_word + s->word_count && !lower; i++) {
        const struct word *word = &page->words[i];
        bool acronym = word->flags & WORD_ACRONYM;
        struct str text = {page->plain + word->start, word->end - word->start};
        lower = !acronym && !(word->flags & WORD_NUMBER) && has_lower(text);
    }
    context->sentence = sentence;
    context->shouted = (s->word_count > 1 || !s->prose) && !lower;
    return context->shouted;
}

/* Is a square bracket open before `at`, not far away and on its line? */
static bool in_brackets(const struct page *page, uint32_t at)
{
    enum { FAR = 80 };
    uint32_t least = at > FAR ? at - FAR : 0;
    while (at > least) {
        char c = page->plain[--at];
        if (c == '[')
            return true;
        if (c == ']' || c == '\n')
            return false;
    }
    return false;
}

static bool is_quoted(const struct page *page, const struct word *word)
{
    static const char *const marks[][2] = {
        {"\"", "\""}, {"'", "'"}, {"\u201C", "\u201D"}, {"\u2018", "\u2019"}};
    struct str before = {page->plain, word->start};
    struct str after = {page->plain + word->end, page->size - word->end};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (str_ends(before, marks[i][0]) && str_starts(after, marks[i][1]))
            return true;
    }
    return false;
}

/* ---- Grouping ---------------------------------------------------------------------- */

struct groups {
    VEC(struct acronym) items;
    struct slot {
        uint32_t lexeme, item; /* item + 1; 0: empty */
    } * slots;
    uint32_t mask;
};

/* The first use is sought below the headings, which nobody burdens with long forms. */
static void count_use(struct groups *groups, uint32_t lexeme, struct str stem, uint32_t word,
                      bool heading)
{
    uint32_t slot = lexeme * 0x9E3779B1u & groups->mask;
    while (groups->slots[slot].item != 0 && groups->slots[slot].lexeme != lexeme)
        slot = (slot + 1) & groups->mask;
    if (groups->slots[slot].item == 0) {
        *vec_push(&groups->items) =
            (struct acronym){.word = word, .stem = stem, .heading = heading};
        groups->slots[slot] = (struct slot){lexeme, (uint32_t)groups->items.count};
    }
    struct acronym *acronym = &groups->items.items[groups->slots[slot].item - 1];
    acronym->count++;
    if (acronym->heading && !heading) {
        acronym->word = word;
        acronym->heading = false;
    }
}

static bool in_heading(const struct page *page, const struct word *word)
{
    enum node_kind kind = page->nodes[page->sentences[word->sentence].node].kind;
    return kind == NODE_HEADING || kind == NODE_TITLE;
}

static uint32_t count_acronyms(const struct page *page)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->word_count; i++)
        count += (page->words[i].flags & WORD_ACRONYM) != 0;
    return count;
}

/* "PUBLIC", a word in capitals. Short ones may be either: "CARE", "PALS". */
static bool is_loud_word(struct spelling *spelling, struct str stem)
{
    enum { LEAST = 5, MOST = 20 };
    char text[MOST];
    if (spelling == NULL || stem.n < LEAST || stem.n > MOST || !spelling_ready(spelling))
        return false;
    for (size_t i = 0; i < stem.n; i++)
        text[i] =
            (char)(stem.s[i] >= 'A' && stem.s[i] <= 'Z' ? stem.s[i] + ('a' - 'A') : stem.s[i]);
    return spelling_knows(spelling, (struct str){text, stem.n});
}

struct acronyms acronyms_find(struct arena *arena, const struct page *page,
                              struct spelling *spelling)
{
    uint32_t most = count_acronyms(page), room = 8;
    struct context context = {page, NONE, false};
    struct groups groups = {0};
    if (most == 0)
        return (struct acronyms){NULL, 0};
    while (room < 2 * most)
        room *= 2;
    groups.slots = ARENA_ARRAY(arena, room, struct slot);
    groups.mask = room - 1;
    for (uint32_t i = 0; i < page->word_count; i++) {
        const struct word *word = &page->words[i];
        if (!(word->flags & WORD_ACRONYM) || word->sentence == NONE ||
            is_shouted(&context, word->sentence) || in_brackets(page, word->start) ||
            is_quoted(page, word))
            continue;
        struct str stem =
            acronym_stem((struct str){page->plain + word->start, word->end - word->start});
        count_use(&groups, lexicon_intern(page->lexicon, stem), stem, i, in_heading(page, word));
    }
    struct acronym *items = ARENA_ARRAY(arena, groups.items.count, struct acronym);
    size_t count = 0;
    for (size_t i = 0; i < groups.items.count; i++) {
        if (!is_loud_word(spelling, groups.items.items[i].stem))
            items[count++] = groups.items.items[i];
    }
    vec_release(&groups.items);
    return (struct acronyms){items, count};
}
