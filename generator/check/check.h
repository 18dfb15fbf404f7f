/*
 * check: the gate. Lua rules read the document and report findings; levels,
 * options, waivers and the baseline decide which of them count.
 */
#ifndef CONCORDAT_CHECK_H
#define CONCORDAT_CHECK_H

#include "base/base.h"
#include "document/document.h"

/* Loaded rules, one Lua state, the lexicon; lives as long as a worker. */
struct checker;

/* Loads every *.lua of `folder`; -1 after a failure. Levels and options come from
 * the site's `rules`. */
int checker_new(struct arena *arena, const char *folder, const struct site *site,
                struct checker **checker);
void checker_free(struct checker *checker);

/* Runs all rules over a page. -1 if a rule failed, looped or outgrew its memory:
 * that was printed and names the rule; the others still reported. */
int checker_run(struct checker *checker, const struct document *document,
                const struct collection *collection, struct findings *findings);

/* ---- Reports -------------------------------------------------------------------- */

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF };
bool report_format_parse(const char *name, enum report_format *format);

struct report_options {
    enum report_format format;
    bool color;
};
/* Findings in their order; sort them first. */
void report_write(const struct findings *findings, const struct checker *checker,
                  struct report_options options, struct buf *out);

#endif
