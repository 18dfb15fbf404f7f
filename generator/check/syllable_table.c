/*
 * Turns word lists ("word count" lines) into the constant array of syllables.c:
 * a hash table with linear probing whose slots hold 28 bits of fingerprint and
 * four bits of count; 0 is an empty slot. Lists named earlier win. Runs at build
 * time only: syllable-table uk-syllables.txt syllables.txt
 */
#include "syllable_rules.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static uint32_t table[SYLLABLE_SLOTS];
static int list_of_slot[SYLLABLE_SLOTS];

static bool add(const char *word, unsigned count, int list)
{
    uint64_t hash = syllable_hash(word, strlen(word));
    uint32_t entry = (uint32_t)(hash >> 36) << 4 | count;
    size_t slot = hash % SYLLABLE_SLOTS;
    for (size_t tries = 0; tries < SYLLABLE_SLOTS; tries++) {
        if (table[slot] == 0) {
            table[slot] = entry;
            list_of_slot[slot] = list;
            return true;
        }
        if (table[slot] >> 4 == entry >> 4) {
            if (list_of_slot[slot] == list)
                fprintf(stderr, "syllable-table: \"%s\" collides or stands twice\n", word);
            return list_of_slot[slot] != list;
        }
        slot = (slot + 1) % SYLLABLE_SLOTS;
    }
    fprintf(stderr, "syllable-table: more words than slots\n");
    return false;
}

static bool add_list(const char *path, int list)
{
    char word[128];
    unsigned count;
    bool good = true;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    while (good && fscanf(file, "%127s %u", word, &count) == 2)
        good = count > 0 && count <= 15 && add(word, count, list);
    good = good && feof(file);
    fclose(file);
    return good;
}

int main(int argc, char **argv)
{
    for (int list = 1; list < argc; list++) {
        if (!add_list(argv[list], list))
            return 1;
    }
    for (size_t slot = 0; slot < SYLLABLE_SLOTS; slot++)
        printf("0x%08X,%c", (unsigned)table[slot], slot % 8 == 7 ? '\n' : ' ');
    return fflush(stdout) != 0;
}
