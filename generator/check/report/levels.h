/* Reading levels of pages and of their sections, for reports. */
#ifndef CONCORDAT_CHECK_LEVELS_H
#define CONCORDAT_CHECK_LEVELS_H

#include "check/internal.h"

/* A section without those inside it. The first part of a page is what stands above its
 * first section; it has no title. */
struct level_part {
    const char *title;
    uint32_t line; /* where it starts; 0 for the first */
    struct measures own;
};
struct level_page {
    const char *path, *title;
    double aim; /* the reading age that rule reading-level wants here */
    struct measures whole;
    struct level_part *parts;
    size_t part_count; /* at least 1 */
};
struct levels {
    struct arena *arena;
    VEC(struct level_page) pages; /* by path once levels_sort() was called */
};
void levels_sort(struct levels *levels);

/* Fewer words or sentences say nothing about a level. */
enum { LEVEL_WORDS = 100, LEVEL_SENTENCES = 5 };
bool level_known(const struct measures *measures);
/* The age at which a pupil of that Flesch-Kincaid grade is, in whole years. */
unsigned level_age(const struct measures *measures);
/* How far a part is above the aim, in years; 0 if it is not, or too short to say. */
unsigned level_excess(const struct measures *measures, double aim);

#endif
