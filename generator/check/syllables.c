/*
 * Syllables of a word: the table of exceptions first, then the rules. The table
 * comes from the CMU pronouncing dictionary (data/NOTICE), which speaks American,
 * and from data/uk-syllables.txt, where British speech drops a vowel: "medi-cine",
 * "sec-re-tary". The British list wins; that is a policy, not a correction.
 */
#include "check/internal.h"
#include "check/syllable_rules.h"

static const uint32_t exceptions[SYLLABLE_SLOTS] = {
#include "syllable_table.inc"
};

/* 0 if the word is no exception. */
static unsigned look_up(const char *word, size_t size)
{
    uint64_t hash = syllable_hash(word, size);
    uint32_t fingerprint = (uint32_t)(hash >> 36);
    for (size_t slot = hash % SYLLABLE_SLOTS; exceptions[slot] != 0;
         slot = (slot + 1) % SYLLABLE_SLOTS) {
        if (exceptions[slot] >> 4 == fingerprint)
            return exceptions[slot] & 15;
    }
    return 0;
}

static unsigned count_part(struct str part)
{
    unsigned count = look_up(part.s, part.n);
    if (count == 0 && str_ends(part, "'s"))
        count = look_up(part.s, part.n - 2);
    return count > 0 ? count : syllables_by_rule(part.s, part.n);
}

unsigned syllables_count(struct str word)
{
    unsigned count = look_up(word.s, word.n);
    if (count > 0)
        return count;
    struct str part;
    while (str_next(&word, '-', &part))
        if (part.n > 0)
            count += count_part(part);
    return count > 0 ? count : 1;
}

/* Letters said one by one: "w" has three syllables, the others one. */
unsigned syllables_of_letters(struct str word)
{
    unsigned count = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.s[i];
        count += c == 'w' || c == 'W' ? 3 : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    return count > 0 ? count : 1;
}
