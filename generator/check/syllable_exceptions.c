/*
 * Reads "word count" lines of a pronouncing dictionary on stdin and prints those
 * that the rules count otherwise: data/syllables.txt. Not part of concordat.
 */
#include "syllable_rules.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
    char word[128];
    unsigned count;
    while (scanf("%127s %u", word, &count) == 2) {
        if (count > 0 && count <= 15 && syllables_by_rule(word, strlen(word)) != count)
            printf("%s %u\n", word, count);
    }
    return ferror(stdin) || ferror(stdout);
}
