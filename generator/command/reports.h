/* The reports of one run: what is printed, and what goes into files besides. */
#ifndef CONCORDAT_REPORTS_H
#define CONCORDAT_REPORTS_H

#include "check/check.h"
#include "command/command.h"

enum { REPORT_LIMIT = 1000 }; /* findings that text lists unless told otherwise */

struct report_file {
    enum report_format format;
    const char *path;
};
struct reports {
    /* as given */
    const char *printed;
    struct option_values files;
    unsigned limit;
    bool all;
    /* as understood */
    struct report_options options;
    struct report_file *list; /* as many as files */
};
#define REPORTS_INIT                                                                               \
    {                                                                                              \
        .printed = "text", .limit = REPORT_LIMIT                                                   \
    }
/* The rows of a command's options that say which reports. */
#define REPORT_ROWS(reports)                                                                       \
    {"format",          0, OPTION_TEXT, "FORMAT", "text, or one of those that --report takes",     \
     &(reports).printed},                                                                          \
        {"report",                                                                                 \
         0,                                                                                        \
         OPTION_EACH,                                                                              \
         "FORMAT=FILE",                                                                            \
         "write a report besides: html, json, sarif, code-scanning, junit, github, gitlab",        \
         &(reports).files},                                                                        \
        {"limit",                                                                                  \
         0,                                                                                        \
         OPTION_NUMBER,                                                                            \
         "N",                                                                                      \
         "list N findings at most, errors first (1000; 0: all)",                                   \
         &(reports).limit},                                                                        \
    {                                                                                              \
        "all", 0, OPTION_FLAG, NULL, "list what is waived or in the baseline, too", &(reports).all \
    }
/* Understands what the options say; false after a failure (wrong use). */
bool reports_parse(struct reports *reports, const struct invocation *invocation);
/* Is there a report that says something of reading levels? */
bool reports_want_levels(const struct reports *reports);
/* Prints one report and writes the others. `options` says how the run went. -1 if a file
 * could not be written; the others were. */
int reports_write(const struct reports *reports, const struct findings *findings,
                  const struct checker *checker, struct report_options options);

#endif
