/*
 * Familiar words as Dale and Chall count them: the words of their list (1995), and what
 * their instructions (1948) make of one by -s, -es, -ies, 's, -d, -ed, -ied, -ing, -r, -er,
 * -ier, -st, -est, -iest; a hyphenated word whose parts are familiar. Not: -ly.
 */
#include "check/internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const familiar[] = {
#include "familiar_table.inc"
};

enum { LONGEST = 40, SHORTEST_STEM = 2 };

static int compare_words(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool is_listed(const char *word)
{
    return bsearch(word, familiar, COUNT_OF(familiar), sizeof familiar[0], compare_words) != NULL;
}

/* Is a listed word left once the ending is off, with what spelling does at the seam? */
static bool is_grown(struct str word, const char *ending)
{
    char stem[LONGEST + 2];
    size_t size = word.n - strlen(ending);
    if (!str_ends(word, ending) || size < SHORTEST_STEM)
        return false;
    memcpy(stem, word.s, size);
    stem[size] = '\0';
    if (is_listed(stem))
        return true;
    bool doubled = stem[size - 1] == stem[size - 2];
    bool vowel = strchr("ei", ending[0]) != NULL;
    if (vowel && doubled) { /* "stopped" */
        stem[size - 1] = '\0';
        if (is_listed(stem))
            return true;
        stem[size - 1] = stem[size - 2];
    }
    if (ending[0] == 'i' && strcmp(ending, "ing") != 0) { /* "cities" */
        memcpy(stem + size, "y", 2);
        return is_listed(stem);
    }
    memcpy(stem + size, "e", 2); /* "hoping" */
    return vowel && is_listed(stem);
}

static bool is_familiar_part(struct str word)
{
    static const char *const endings[] = {"'s",  "s", "es", "ies", "d",  "ed",  "ied",
                                          "ing", "r", "er", "ier", "st", "est", "iest"};
    char text[LONGEST + 1];
    if (word.n == 0 || word.n > LONGEST)
        return false;
    memcpy(text, word.s, word.n);
    text[word.n] = '\0';
    bool found = is_listed(text);
    for (size_t i = 0; i < COUNT_OF(endings) && !found; i++)
        found = is_grown(word, endings[i]);
    return found;
}

bool familiar_word(struct str word)
{
    struct str rest = word, part;
    if (is_familiar_part(word))
        return true;
    if (memchr(word.s, '-', word.n) == NULL)
        return false;
    while (str_next(&rest, '-', &part)) {
        if (!is_familiar_part(part))
            return false;
    }
    return true;
}
