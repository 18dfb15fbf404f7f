#ifndef CONCORDAT_PUBLISH_INTERNAL_H
#define CONCORDAT_PUBLISH_INTERNAL_H

#include "check/check.h"
#include "document/document.h"
#include "print/print.h"
#include "publish/publish.h"
#include "theme/theme.h"
#include "web/web.h"

/* A web page to make. */
struct page_job {
    const struct publication *publication;
    struct document *document;
};

/* A PDF to make: a whole publication, or its easy-read page as a leaflet. */
struct print_job {
    const struct publication *publication;
    const struct document *leaflet; /* NULL: the publication */
    struct download download;       /* title and href now; bytes and pages once made */
};

/* What one run works on: read once, then only looked at by the workers. */
struct plan {
    struct arena *arena;
    const struct site *site;
    const struct publish_options *options;
    struct theme *theme;
    struct checker *checker;
    struct document **documents; /* in the order of their paths */
    size_t document_count;
    size_t read_count; /* documents but the 404 page that we make */
    size_t page_count; /* files with a page, readable or not */
    struct collection *collection;
    struct page_job *pages; /* as many as documents, publication after publication */
    struct print_job *jobs;
    size_t job_count;
    const char *staging;
    const struct findings *findings; /* of all pages, sorted, once the gate has settled them */
};

/* Reads all pages and resolves their references. Findings about single pages and
 * about the site as a whole go into `findings`. */
int plan_make(struct plan *plan, struct findings *findings);

/* Runs the rules over all pages, in parallel. */
int check_pages(const struct plan *plan, struct findings *findings);
/* Makes the PDFs, in parallel, and fills in what their downloads say. What keeps one from
 * being PDF/UA, what does not fit or cannot be shown, or a booklet that is too long, is a
 * finding. *misconfigured: it is the theme that a failure is due to. */
int render_prints(const struct plan *plan, struct findings *findings, bool *misconfigured);
/* What the pages of one PDF ask to have attached, in their order; *found: how many. */
const struct print_attachment *publish_attachments(struct arena *arena,
                                                   const struct document *const *pages,
                                                   size_t count, size_t *found);
/* Makes the HTML pages, in parallel. */
int render_pages(const struct plan *plan);

#endif
