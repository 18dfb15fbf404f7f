/* Ids of findings that our own stages make; private to check/. */
#ifndef CONCORDAT_CHECK_BUILT_IN_H
#define CONCORDAT_CHECK_BUILT_IN_H

#include "check/rule.h"

enum built_in_kind {
    BUILT_IN_CONTENT, /* takes a level, waivers and a baseline */
    BUILT_IN_PRINT,   /* the same; found only where PDFs are made */
    BUILT_IN_FIXED    /* nothing softens it */
};
struct built_in {
    struct rule rule; /* id, title and why; no options, nothing to run */
    enum built_in_kind kind;
};

/* All of them, by id. */
const struct built_in *built_in_all(size_t *count);
const struct built_in *built_in_find(struct str id); /* NULL: there is none */

/* The highest level of this id's messages. */
enum level built_in_level(const struct built_in *built_in);

/* Reports what is wrong with the settings of built-in ids in a map under `rules`. Ids
 * that a rule in Lua has as well are left to that rule. */
void built_in_check_settings(const struct checker *checker, struct arena *arena,
                             const struct source *source, const struct yml *rules,
                             struct findings *findings);

/* Adds the messages with their advice, for `concordat explain`. */
void built_in_explain_messages(const struct built_in *built_in, struct buf *out);

#endif
