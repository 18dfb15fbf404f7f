/* Waiver comments in a source; private to the gate. */
#ifndef CONCORDAT_CHECK_WAIVER_TEXT_H
#define CONCORDAT_CHECK_WAIVER_TEXT_H

#include "check/gate.h"

enum waiver_scope { WAIVER_BLOCK, WAIVER_SECTION, WAIVER_PAGE };

/* One comment:
 *   <!-- concordat-ignore[-section|-page] RULE[, RULE…]: REASON, OWNER, until DATE -->
 * where the reason may hold commas and colons, and the whole may take several lines. */
struct waiver_comment {
    struct span span; /* from "<!--" past "-->" */
    enum waiver_scope scope;
    struct str *rules;
    size_t rule_count;
    struct waiver waiver;
    bool swallows; /* text stands beside it that it takes out of the Markdown */
};
struct waiver_comments {
    VEC(struct waiver_comment) list;
};

/* Finds the waivers of a page. Those that cannot be understood are reported and left out. */
void waiver_comments_find(const struct gate_page *page, struct waiver_comments *comments);

#endif
