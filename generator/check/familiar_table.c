/*
 * Turns the sorted list of familiar words into the rows of an array of C strings, for
 * familiar.c. Runs at build time only: familiar-table familiar.txt
 */
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    char word[64], before[64] = "";
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        perror("familiar-table");
        return 1;
    }
    while (fscanf(file, "%63s", word) == 1) {
        if (strcmp(word, before) <= 0) {
            fprintf(stderr, "familiar-table: \"%s\" is not in its place\n", word);
            return 1;
        }
        printf("\"%s\",\n", word);
        memcpy(before, word, sizeof before);
    }
    fclose(file);
    return fflush(stdout) != 0;
}
