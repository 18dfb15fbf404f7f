/* Private to what --fix does: one page's fixes and what they make of it. */
#ifndef CONCORDAT_CHECK_FIX_H
#define CONCORDAT_CHECK_FIX_H

#include "check/check.h"

/* Replaces `span` of the source, all on one line, by `text`. */
struct fix {
    struct span span;
    uint32_t line;
    const char *text;
};
struct fixes {
    VEC(struct fix) list; /* in the order of the source, none overlapping */
};

/* A unified diff (POSIX diff -u) of what the fixes change in the file. */
void fix_put_diff(const struct source *source, const struct fixes *fixes, struct buf *out);

#endif
