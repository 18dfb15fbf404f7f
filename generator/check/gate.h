/*
 * Private to the gate: what its steps share. The order is: levels of findings that our
 * own stages make, doubles, fingerprints, waivers (waivers.c), baseline (baseline.c).
 */
#ifndef CONCORDAT_CHECK_GATE_H
#define CONCORDAT_CHECK_GATE_H

#include "check/built_in.h"

/* The findings of one page, [from, past) of the list, in the order of their places. */
struct gate_page {
    struct arena *arena; /* lives as long as the findings */
    const struct gate_run *run;
    const struct document *document;
    struct findings *findings;
    size_t from, past;
};

/* Marks what the page's waivers cover; faults of waivers become findings behind all others. */
void waivers_settle(const struct gate_page *page);

/* Marks what the baseline holds; how many of its findings are no longer there. */
size_t baseline_settle(const struct gate_run *run, struct findings *findings);

/* The document of a path among those of the run; NULL: it could not be read. */
const struct document *gate_document(const struct gate_run *run, const char *path);

#endif
