/* Pages for tests of places: hard Markdown in which each word occurs once. */
#ifndef CONCORDAT_TESTS_HARD_PAGES_H
#define CONCORDAT_TESTS_HARD_PAGES_H

#include "base/base.h"

struct generator {
    struct arena *arena;
    uint32_t state; /* seed of the sequence */
    unsigned words; /* written so far */
    unsigned notes;
};

uint32_t hard_roll(struct generator *g, uint32_t sides); /* 0 … sides - 1 */
/* A word that no other is like: w1q, w2qé, … */
const char *hard_word(struct generator *g);
/* A page of so many blocks, in the arena. */
char *hard_page(struct generator *g, unsigned blocks, const char *line_end);

#endif
