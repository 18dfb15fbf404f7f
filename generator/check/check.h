/*
 * check: the gate. Lua rules read the document and report findings; levels,
 * options, waivers and the baseline decide which of them count.
 */
#ifndef CONCORDAT_CHECK_H
#define CONCORDAT_CHECK_H

#include "base/base.h"
#include "document/document.h"

/* Loaded rules, one Lua state, the lexicon; lives as long as a worker. Load it
 * before forking: each worker then has its own copy. */
struct checker;

/* Loads every *.lua of `folder`, then those of the site's `own` folder (NULL: none),
 * which add to them or take the place of the rule of the same id. -1 after a failure (printed): a
 * rule that does not load, or a fault in the site's `rules`. *checker is then still good for the
 * rules that did load; it is NULL only if there is no such folder. It is freed with the arena. */
int checker_new(struct arena *arena, const char *folder, const char *own, const struct site *site,
                struct checker **checker);

/* The day that rules take for today, YYYY-MM-DD; else date_today() is. */
void checker_set_today(struct checker *checker, const char *today);

const char *checker_today(const struct checker *checker);

/* Runs all rules over one page, in this process. -1 if a rule failed, looped or outgrew
 * its memory: that was printed and names the rule; the others still reported.
 * `collection` is what the other pages say of themselves; NULL for a lone page. Facts of
 * other pages are not known: checker_run_pages() collects them. */
int checker_run(struct checker *checker, const struct document *document,
                const struct collection *collection, struct findings *findings);

/* A run over many pages, on worker processes. */
struct check_run {
    /* Pages that were read, and the collection of all pages of their site (resolved) … */
    const struct document *const *documents;
    const struct collection *collection; /* NULL: they are lone files */
    /* … or lone files, each read by its worker (documents: NULL). */
    const char *const *paths;
    size_t count;          /* of documents or paths */
    unsigned workers;      /* 0: one a processor */
    unsigned page_seconds; /* processor time a page may take; 0: the usual */
    bool settle;           /* lone files: the worker settles the findings of each (gate_settle) */
};
/* Adds what the rules find to `findings`, in the order of the pages; for lone files what
 * reading finds, too. -1 if a rule failed somewhere, which was printed; a rule that takes
 * its process along is named as well, and its page done again without it. *unreadable:
 * files that could not be read, each of them printed. */
int checker_run_pages(struct checker *checker, const struct check_run *run,
                      struct findings *findings, size_t *unreadable);

/* ---- The gate ---------------------------------------------------------------------- */

/* What was there when the gate was switched on: findings that do not count. */
struct baseline;
/* NULL after a failure (printed): the file cannot be read, or is no baseline. */
struct baseline *baseline_read(struct arena *arena, const char *path);

/* What a run looked at. */
struct gate_run {
    struct checker *checker;
    const struct site *site;
    struct document **documents; /* the pages that were asked for; gets sorted by path */
    size_t document_count;
    struct baseline *baseline; /* NULL: none */
    bool incomplete;           /* a rule failed: what was not found may still be there */
    bool printed;              /* PDFs were made: what only they show was looked for */
};
/* Whether there is an error that nothing softens, before anything is settled. */
bool gate_is_shut(const struct findings *findings);
/* Settles levels, fingerprints and statuses of all findings of a run, drops doubles, adds
 * what is wrong with waivers, and sorts. How many findings of the baseline are gone. */
size_t gate_settle(struct gate_run *run, struct findings *findings);
/* Writes a baseline of the settled findings: with one in the run, of what is left of that;
 * else of all findings that a baseline may hold, which are then marked as held. *count is
 * how many it holds. -1 after a failure. */
int baseline_write(const struct gate_run *run, struct findings *findings, const char *path,
                   size_t *count);

/* What --fix is to do: with a diff, add what would change and change nothing; else write
 * the files, and say how many fixes each one got. */
struct fix_options {
    struct buf *diff;
    void (*done)(const char *path, size_t count, void *payload);
    void *payload;
};
/* Applies the certain fixes of settled findings that are new; *mended is how many. A file
 * is replaced whole; one that changed since it was read, or whose shape the fixes would
 * change, stays as it is. -1 after a failure. */
int fix_pages(const struct gate_run *run, const struct findings *findings,
              struct fix_options options, size_t *mended);

/* ---- The rules themselves ---------------------------------------------------------- */

struct rule_summary {
    const char *id, *title, *path;
    enum level level; /* as the site sets it */
    bool fixed;       /* nothing softens it */
};
size_t checker_rule_count(const struct checker *checker);
struct rule_summary checker_rule(const struct checker *checker, size_t index); /* by id */
/* Ids of findings that our own stages make; they have no path. */
size_t checker_built_in_count(void);
struct rule_summary checker_built_in(const struct checker *checker, size_t index);
/* What a rule wants, why, its options and examples, for people; false if there is
 * none of this id. */
bool checker_explain(const struct checker *checker, const char *id, struct buf *out);
/* The id, of a rule or of our own stages' findings, that is nearest to `id`; NULL if none is. */
const char *checker_nearest_id(const struct checker *checker, struct arena *arena, struct str id);
/* Runs each rule's own examples, one line for each that fails; how many did. */
size_t checker_test(struct checker *checker, struct buf *out);

/* ---- Reports ----------------------------------------------------------------------- */

enum report_format {
    REPORT_TEXT,
    REPORT_JSON,
    REPORT_SARIF,
    REPORT_JUNIT,
    REPORT_GITHUB,
    REPORT_GITLAB,
    REPORT_HTML,
    REPORT_CODE_SCANNING, /* SARIF without what was accepted */
};
/* Sets *format; false if there is none of this name. */
bool report_format_parse(struct str name, enum report_format *format);
/* "text, json, … or gitlab": for messages. */
const char *report_format_names(struct arena *arena);

/* Reading levels of pages and their sections; freed with the arena. */
struct levels;
struct levels *levels_new(struct arena *arena);
/* Adds a page, in any order. */
void checker_measure(struct checker *checker, const struct document *document,
                     struct levels *levels);

struct report_options {
    enum report_format format;
    bool color;
    bool brief;      /* text: findings only, no summary */
    size_t pages;    /* checked, for the summary */
    size_t limit;    /* text: findings to list, errors first; 0: all */
    bool all;        /* text: list what is waived or in the baseline, too */
    bool compared;   /* with a baseline */
    size_t fixed;    /* findings of the baseline that are gone */
    bool incomplete; /* a page could not be read, or a rule failed */
    /* For html and junit; each may be NULL. */
    struct levels *levels; /* of the pages that were checked */
    const char *title;     /* of the site */
    const char *today;     /* YYYY-MM-DD */
};
/* Does the format say something of levels? Measuring costs about as much as reading. */
bool report_wants_levels(enum report_format format);
/* Findings in their order; sort them first. `checker` gives the rules' titles and
 * reasons and may be NULL. */
void report_write(const struct findings *findings, const struct checker *checker,
                  struct report_options options, struct buf *out);

#endif
