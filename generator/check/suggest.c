/*
 * Suggestions for a word that is not in the dictionary. Hunspell's own take 20 to 130 ms a
 * word, too much for a gate; nine slips of ten are one letter lost, doubled, swapped or
 * struck wrongly, and asking for all of those takes well under a millisecond.
 */
#include "check/internal.h"

#include <string.h>

enum { LONGEST = 30, SHORTEST = 3 };

struct search {
    struct spelling *spelling;
    const char *word;
    size_t size;
    bool capital;
    size_t count;
    char found[SUGGESTIONS][LONGEST + 3];
};

/* Takes the candidate, which is one, if it is not yet taken. */
static void take(struct search *search, const char *form, size_t size)
{
    for (size_t i = 0; i < search->count; i++) {
        if (strcmp(search->found[i], form) == 0)
            return;
    }
    memcpy(search->found[search->count++], form, size + 1);
}

/* Takes the candidate if it is a word. A name is no candidate: for one near-match that is a
 * slip ("Wolverhamton") there are ten other names ("Molineux", "Molyneux"). */
static void try_word(struct search *search, const char *form)
{
    char text[LONGEST + 3];
    size_t size = strlen(form);
    if (search->count == SUGGESTIONS || !spelling_knows(search->spelling, (struct str){form, size}))
        return;
    memcpy(text, form, size + 1);
    if (search->capital)
        text[0] = (char)(text[0] - 'a' + 'A');
    take(search, text, size);
}

static void try_swapped(struct search *search)
{
    char form[LONGEST + 3];
    for (size_t i = 0; i + 1 < search->size; i++) {
        if (search->word[i] == search->word[i + 1])
            continue;
        memcpy(form, search->word, search->size + 1);
        form[i] = search->word[i + 1];
        form[i + 1] = search->word[i];
        try_word(search, form);
    }
}

static void try_with(struct search *search, size_t at, char letter)
{
    char form[LONGEST + 3];
    memcpy(form, search->word, at);
    form[at] = letter;
    memcpy(form + at + 1, search->word + at, search->size - at + 1);
    try_word(search, form);
}

static void try_without(struct search *search, size_t at)
{
    char form[LONGEST + 3];
    memcpy(form, search->word, at);
    memcpy(form + at, search->word + at + 1, search->size - at);
    try_word(search, form);
}

static void try_doubling(struct search *search)
{
    for (size_t i = 0; i < search->size; i++)
        try_with(search, i, search->word[i]);
    for (size_t i = 0; i + 1 < search->size; i++) {
        if (search->word[i] == search->word[i + 1])
            try_without(search, i);
    }
}

static void try_inserted(struct search *search)
{
    for (size_t i = 1; i <= search->size + 1; i++) {
        for (char letter = 'a'; letter <= 'z'; letter++)
            try_with(search, i <= search->size ? i : 0, letter);
    }
}

/* "publically": the one slip of two letters that is common. */
static void try_short_ending(struct search *search)
{
    char form[LONGEST + 3];
    size_t size = search->size;
    if (size < 7 || strcmp(search->word + size - 4, "ally") != 0)
        return;
    memcpy(form, search->word, size - 4);
    memcpy(form + size - 4, "ly", 3);
    try_word(search, form);
}

static void try_replaced(struct search *search, const char *letters, const char *by)
{
    char form[LONGEST + 3];
    for (size_t i = 0; i < search->size; i++) {
        if (strchr(letters, search->word[i]) == NULL)
            continue;
        for (const char *letter = by; *letter != '\0'; letter++) {
            if (*letter == search->word[i])
                continue;
            memcpy(form, search->word, search->size + 1);
            form[i] = *letter;
            try_word(search, form);
        }
    }
}

/* "alot": two words whose blank was lost. */
static void try_parted(struct search *search)
{
    char form[LONGEST + 3];
    if (search->capital)
        return; /* "Wrenmoor" is a name and no slip for two words */
    for (size_t i = search->size; i-- > 1 && search->count < SUGGESTIONS;) {
        struct str left = {search->word, i}, right = {search->word + i, search->size - i};
        bool whole = (i > 1 || left.s[0] == 'a') && right.n > 1;
        if (!whole || !spelling_knows(search->spelling, left) ||
            !spelling_knows(search->spelling, right))
            continue;
        memcpy(form, left.s, i);
        form[i] = ' ';
        memcpy(form + i + 1, right.s, right.n + 1);
        take(search, form, search->size + 1);
    }
}

static bool is_plain(struct str form)
{
    for (size_t i = 0; i < form.n; i++) {
        if (!(form.s[i] >= 'a' && form.s[i] <= 'z'))
            return false;
    }
    return form.n >= SHORTEST && form.n <= LONGEST;
}

size_t suggest_words(struct spelling *spelling, struct arena *arena, struct str form, bool capital,
                     const char *words[SUGGESTIONS])
{
    static const char vowels[] = "aeiouy", letters[] = "abcdefghijklmnopqrstuvwxyz";
    if (!is_plain(form))
        return 0;
    char word[LONGEST + 1];
    memcpy(word, form.s, form.n);
    word[form.n] = '\0';
    struct search search = {spelling, word, form.n, capital, 0, {""}};
    try_swapped(&search);
    try_doubling(&search);
    try_replaced(&search, vowels, vowels);
    try_inserted(&search);
    for (size_t i = 1; i < form.n; i++)
        try_without(&search, i);
    try_replaced(&search, letters, letters);
    try_short_ending(&search);
    try_parted(&search);
    for (size_t i = 0; i < search.count; i++)
        words[i] = arena_strdup(arena, search.found[i]);
    return search.count;
}
