/*
 * Private to the report writers of check/: one file a format, each a stream over
 * the findings as sorted, so that cost is linear in them.
 */
#ifndef CONCORDAT_CHECK_REPORT_H
#define CONCORDAT_CHECK_REPORT_H

#include "check/check.h"
#include "check/rule.h"

#include <yajl/yajl_gen.h>

/* ---- Rules that a report speaks of ------------------------------------------------- */

/* One rule of the checker, or of our own stages that found something. */
struct report_rule {
    const char *id;
    const struct rule *rule; /* NULL: unknown */
    size_t errors, warnings; /* that are new */
    size_t waived, baseline; /* accepted */
    size_t certain;          /* new ones whose fix --fix applies */
    size_t proposed;         /* new ones with a fix, certain or not */
    size_t pages;            /* with new ones */
    const char *last_path;   /* of the one counted last */
};
struct report_rules {
    VEC(struct report_rule) list; /* by id */
};
void report_rules_init(struct report_rules *rules, const struct findings *findings,
                       const struct checker *checker);
void report_rules_release(struct report_rules *rules);
size_t report_rules_find(const struct report_rules *rules, const char *id);
/* Indexes of the rules that found something new: errors first, then the most. */
struct report_order {
    VEC(size_t) list;
};
void report_rules_rank(const struct report_rules *rules, struct report_order *order);

/* ---- Findings ---------------------------------------------------------------------- */

struct report_counts {
    size_t errors, warnings, waived, baseline, certain;
};
struct report_counts report_count(const struct findings *findings);

/* The finding's own fingerprint, or one of its rule, message and line. */
const char *report_fingerprint(const struct finding *finding, char buffer[17]);
/* "1 error", "2 errors" */
void report_number(struct buf *out, size_t count, const char *what);
/* "2 errors, 1 warning in 3 pages", and what was accepted. */
void report_summary(const struct findings *findings, struct report_options options,
                    struct buf *out);
/* A message as a sentence: a capital first, a full stop last. */
void report_sentence(struct buf *out, const char *message);

/* ---- Formats ----------------------------------------------------------------------- */

void report_text(const struct findings *findings, const struct checker *checker,
                 struct report_options options, struct buf *out);
void report_json(const struct findings *findings, struct report_options options, struct buf *out);
void report_sarif(const struct findings *findings, const struct checker *checker,
                  struct report_options options, struct buf *out);
void report_junit(const struct findings *findings, struct report_options options, struct buf *out);
void report_github(const struct findings *findings, struct report_options options, struct buf *out);
void report_html(const struct findings *findings, const struct checker *checker,
                 struct report_options options, struct buf *out);
void report_gitlab(const struct findings *findings, struct buf *out);

/* JSON through yajl; what it writes is appended to `out`. */
yajl_gen json_begin(struct buf *out);
void json_end(yajl_gen gen, struct buf *out);
void json_key(yajl_gen gen, const char *key);
void json_string(yajl_gen gen, const char *text);
void json_text(yajl_gen gen, const char *key, const char *text); /* nothing for NULL */
void json_number(yajl_gen gen, const char *key, size_t number);

#endif
