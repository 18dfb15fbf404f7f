/* Private to the report for people: html.c frames it, html_pages.c has its chapters,
 * html_text.c what both write with. */
#ifndef CONCORDAT_CHECK_HTML_H
#define CONCORDAT_CHECK_HTML_H

#include "check/report/levels.h"
#include "check/report/report.h"

/* All findings that count or are accepted, page by page. */
struct html_page {
    const struct level_page *level; /* NULL: no page but, say, site.yaml */
    const char *path;
    size_t from, past; /* its findings */
    size_t errors, warnings;
};
struct html {
    struct buf *out;
    const struct findings *findings;
    struct report_options options;
    struct report_rules rules;
    struct report_counts counts;
    VEC(struct html_page) pages; /* by path */
};

/* ---- html_text.c --------------------------------------------------------------------- */

/* Text as HTML; what HTML does not allow is replaced. */
void html_text(struct buf *out, const char *text);
void html_sentence(struct buf *out, const char *message);
/* "24 November 2026" of "2026-11-24"; as it is if it is no date. */
void html_date(struct buf *out, const char *date);
/* "1 error" */
void html_count(struct buf *out, size_t count, const char *what);
/* The sentence or line a finding stands in, its words marked. */
void html_quote(struct buf *out, const struct finding *finding);
/* Begins a table that scrolls where it is too wide; headings that start with '#' are
 * of numbers. The caption also names the box. */
void html_table(struct buf *out, const char *caption, const char *const *headings, size_t count);
void html_table_end(struct buf *out);
/* The cells: words, sentences, words a sentence, reading age. */
void html_level_cells(struct buf *out, const struct measures *measures, double aim);
void html_number_cell(struct buf *out, size_t number);

/* ---- html_pages.c -------------------------------------------------------------------- */

void html_chapters(struct html *html);
/* What sections would gain most from easier words and shorter sentences. */
void html_hardest(struct html *html);

#endif
