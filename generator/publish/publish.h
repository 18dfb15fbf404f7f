/*
 * publish: a site's content in, out/ replaced in one step. Reads every page,
 * asks the gate, makes PDFs and pages in a staging folder beside out/, and swaps
 * it in when all of it is there. Whatever fails, out/ stays as it was.
 */
#ifndef CONCORDAT_PUBLISH_H
#define CONCORDAT_PUBLISH_H

#include "check/check.h"

#define PUBLISH_OUT "out" /* the folder that a build may always replace */

struct publish_options {
    const char *out;         /* the folder to replace */
    const char *filters;     /* the folder of the program's rules */
    const char *own_filters; /* of the site's own; NULL: none */
    const char *themes;      /* the folder of the themes that come with the program */
    const char *today;       /* YYYY-MM-DD for the rules; NULL: date_today() */
    const char *baseline;    /* file of findings that do not count; NULL: none */
    const char *pdf;         /* version of the PDFs, "2.0"; NULL or "1.7": the default */
    bool draft;              /* publish in spite of errors, every page marked */
    bool web, print, easy_read;
    unsigned workers; /* processes; 0: one a processor */
};

struct publish_result {
    size_t checked;       /* pages the gate looked at */
    size_t fixed;         /* findings of the baseline that are gone */
    size_t pages, prints; /* HTML pages and PDFs written */
    bool refused;         /* the gate found errors: nothing was published */
    bool misconfigured;   /* what failed is the theme, a rule or the site's settings */
    /* For reports; live as long as the arena. */
    struct checker *checker;     /* NULL: the rules could not be loaded */
    struct document **documents; /* the pages that were read */
    size_t read;
};

/* Findings at those pictures of a page that go into a PDF and that print cannot draw.
 * Pages at the root of content/ are not printed. */
void publish_check_drawings(const struct document *document, struct findings *findings);

/* Findings are settled and sorted. -1 after a failure. */
int publish(struct arena *arena, const struct site *site, const struct publish_options *options,
            struct findings *findings, struct publish_result *result);

#endif
