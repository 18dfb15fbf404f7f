/*
 * A syllable is a group of vowel letters, corrected for what English spelling
 * does: letters that are silent, and neighbours that are said apart.
 *
 * The corrections are rows of a table, so that each can be seen and counted;
 * what they still get wrong of the CMU pronouncing dictionary stands in
 * data/syllables.txt and becomes the table of syllables.c.
 */
#include "syllable_rules.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST_WORD = 64 };

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Where a letter sequence must stand for its correction to count. */
enum where { ANYWHERE, AT_START, AT_END };

struct correction {
    enum where where;
    const char *letters; /* V: a vowel, C: no vowel (in lower case: themselves) */
    int change;
};

static const struct correction corrections[] = {
    /* neighbours said apart */
    {ANYWHERE, "ia", 1},
    {ANYWHERE, "io", 1},
    {ANYWHERE, "iu", 1},
    {ANYWHERE, "ii", 1},
    {ANYWHERE, "eo", 1},
    {ANYWHERE, "ua", 1},
    {ANYWHERE, "uo", 1},
    {ANYWHERE, "ao", 1},
    {ANYWHERE, "eing", 1},
    {ANYWHERE, "iest", 1},
    {AT_END, "ier", 1},
    {AT_END, "iers", 1},
    {AT_END, "iety", 1},
    {AT_END, "Cying", 1},
    {ANYWHERE, "ience", 1},
    {ANYWHERE, "ient", 1},
    {ANYWHERE, "oing", 1},
    {ANYWHERE, "uing", 1},
    {ANYWHERE, "uie", 1},
    {ANYWHERE, "quie", -1},
    {ANYWHERE, "uity", 1},
    {ANYWHERE, "creat", 1},
    {AT_START, "real", 1},
    {AT_START, "coop", 1},
    {AT_START, "coor", 1},
    {AT_START, "prea", 1},
    {AT_START, "prei", 1},
    {AT_START, "react", 1},
    {AT_START, "reap", 1},
    {AT_START, "reass", 1},
    {AT_START, "reei", 1},
    {AT_START, "reen", 1},
    {AT_START, "rein", 1},
    {AT_START, "reim", 1},
    {AT_START, "reu", 1},
    {AT_START, "deac", 1},
    {AT_START, "coex", 1},
    {AT_END, "ism", 1},
    {AT_END, "isms", 1},
    {AT_END, "thm", 1},
    {AT_END, "thms", 1},
    /* one sound after all */
    {ANYWHERE, "qua", -1},
    {ANYWHERE, "quo", -1},
    {ANYWHERE, "gua", -1},
    {ANYWHERE, "sua", -1},
    {ANYWHERE, "tion", -1},
    {ANYWHERE, "sion", -1},
    {ANYWHERE, "cion", -1},
    {ANYWHERE, "gion", -1},
    {ANYWHERE, "llion", -1},
    {ANYWHERE, "xion", -1},
    {ANYWHERE, "shion", -1},
    {ANYWHERE, "tious", -1},
    {ANYWHERE, "cious", -1},
    {ANYWHERE, "gious", -1},
    {ANYWHERE, "xious", -1},
    {ANYWHERE, "cial", -1},
    {ANYWHERE, "tial", -1},
    {ANYWHERE, "sial", -1},
    {ANYWHERE, "cian", -1},
    {ANYWHERE, "tian", -1},
    {ANYWHERE, "sian", -1},
    {ANYWHERE, "gian", -1},
    {ANYWHERE, "tient", -1},
    {ANYWHERE, "cient", -1},
    {ANYWHERE, "cience", -1},
    {ANYWHERE, "tience", -1},
    {AT_START, "scien", 1},
    {ANYWHERE, "marriage", -1},
    {ANYWHERE, "carriage", -1},
    {AT_END, "geon", -1},
    {AT_END, "geons", -1},
    {AT_END, "geous", -1},
    {AT_END, "geously", -1},
    {ANYWHERE, "people", -1},
    /* silent e inside */
    {AT_END, "Cely", -1},
    {AT_END, "Ceful", -1},
    {AT_END, "Cefully", -1},
    {AT_END, "Ceness", -1},
    {AT_END, "Celess", -1},
    {AT_END, "Celessly", -1},
    {AT_END, "Cement", -1},
    {AT_END, "Cements", -1},
    {AT_END, "element", 1},
    {AT_END, "elements", 1},
    {AT_END, "plement", 1},
    {AT_END, "plements", 1},
    {AT_START, "someC", -1},
    {AT_START, "homeC", -1},
    {AT_START, "fireC", -1},
    {AT_START, "whiteC", -1},
    {AT_START, "stoneC", -1},
    {AT_START, "timeC", -1},
    {AT_START, "lifeC", -1},
    {AT_START, "safeC", -1},
    {AT_START, "careC", -1},
    {AT_START, "wholeC", -1},
    {AT_START, "foreC", -1},
    {AT_START, "sideC", -1},
    {AT_START, "houseC", -1},
    {AT_START, "horseC", -1},
    {AT_START, "placeC", -1},
    {AT_START, "makeC", -1},
    {AT_START, "wideC", -1},
    {AT_START, "thereC", -1},
    {AT_START, "whereC", -1},
};

static bool letter_fits(char pattern, char letter)
{
    if (pattern == 'V')
        return is_vowel(letter);
    if (pattern == 'C')
        return !is_vowel(letter);
    return pattern == letter;
}

static bool fits_at(const char *pattern, size_t length, const char *word, size_t at)
{
    for (size_t i = 0; i < length; i++)
        if (!letter_fits(pattern[i], word[at + i]))
            return false;
    return true;
}

static int correct(const struct correction *correction, const char *word, size_t size)
{
    size_t length = strlen(correction->letters);
    if (length > size)
        return 0;
    size_t first = correction->where == AT_END ? size - length : 0;
    size_t last = correction->where == AT_START ? 0 : size - length;
    int change = 0;
    for (size_t at = first; at <= last; at++)
        if (fits_at(correction->letters, length, word, at))
            change += correction->change;
    return change;
}

/* y before a vowel is a consonant: "beyond", "playing". */
static bool sounds_as_vowel(const char *word, size_t size, size_t at)
{
    if (word[at] == 'y' && at + 1 < size && is_vowel(word[at + 1]))
        return false;
    return is_vowel(word[at]);
}

static int vowel_groups(const char *word, size_t size)
{
    int groups = 0;
    bool inside = false;
    for (size_t i = 0; i < size; i++) {
        bool vowel = sounds_as_vowel(word, size, i);
        groups += vowel && !inside;
        inside = vowel;
    }
    return groups;
}

static bool ends(const char *word, size_t size, const char *suffix)
{
    size_t length = strlen(suffix);
    return size >= length && memcmp(word + size - length, suffix, length) == 0;
}

static bool hisses(const char *word, size_t size)
{
    static const char *const sounds[] = {"s", "x", "z", "ch", "sh", "c", "g", "dg"};
    for (size_t i = 0; i < sizeof sounds / sizeof sounds[0]; i++)
        if (ends(word, size, sounds[i]))
            return true;
    return false;
}

/* 1 if the word ends in an e that is written and not said. */
static int silent_ending(const char *word, size_t size)
{
    if (size < 3)
        return 0;
    char before = word[size - 2];
    if (word[size - 1] == 'e') {
        if (is_vowel(before) && before != 'u')
            return 0;
        if (before == 'u')
            return ends(word, size, "gue") || ends(word, size, "que");
        return !(before == 'l' && !is_vowel(word[size - 3]) && word[size - 3] != 'w');
    }
    if (before != 'e' || size < 4 || (is_vowel(word[size - 3]) && word[size - 3] != 'y'))
        return 0;
    if (word[size - 1] == 's') {
        if (word[size - 3] == 'l' && !is_vowel(word[size - 4]))
            return 0;
        return !hisses(word, size - 2);
    }
    if (word[size - 1] == 'd') {
        if (word[size - 3] == 'l' && !is_vowel(word[size - 4]) && word[size - 4] != 'l' &&
            word[size - 4] != 'r' && word[size - 4] != 'w')
            return 0;
        return word[size - 3] != 't' && word[size - 3] != 'd';
    }
    return 0;
}

/* Length without "'s" and what that adds: "boss's" has a syllable more. */
static size_t without_ending(const char *word, size_t size, int *added)
{
    *added = 0;
    if (ends(word, size, "n't")) {
        *added = size > 3 && (word[size - 4] == 'd' || word[size - 4] == 's');
        return size - 3 > 0 ? size - (word[size - 4] == 'd' || word[size - 4] == 's' ? 3 : 2)
                            : size;
    }
    if (!ends(word, size, "'s"))
        return ends(word, size, "'") ? size - 1 : size;
    size -= 2;
    size_t stem = size > 0 && word[size - 1] == 'e' ? size - 1 : size;
    *added =
        hisses(word, stem) && !(stem == size && (ends(word, size, "c") || ends(word, size, "g")));
    return size;
}

unsigned syllables_by_rule(const char *word, size_t size)
{
    int added;
    if (size > LONGEST_WORD)
        size = LONGEST_WORD;
    size = without_ending(word, size, &added);
    int count = vowel_groups(word, size) - silent_ending(word, size);
    for (size_t i = 0; i < sizeof corrections / sizeof corrections[0]; i++)
        count += correct(&corrections[i], word, size);
    count = count < 1 ? 1 : count;
    return (unsigned)(count + added);
}

uint64_t syllable_hash(const char *word, size_t size)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)word[i]) * 0x100000001B3u;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9u;
    return hash ^ hash >> 32;
}
