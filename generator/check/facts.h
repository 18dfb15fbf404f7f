/*
 * Facts: what rules collected from all pages of a run (`collect`), kept for their
 * checks. A fact belongs to a rule and has a name, a key and a value; it is data
 * only, so nothing of Lua passes from page to page.
 *
 * A question names a rule, a scope, a name and perhaps a key. Facts that answer the
 * same question are one topic, a chain in the order they were added, found by a hash:
 * what a page asks costs what it is told, however many pages there are.
 */
#ifndef CONCORDAT_CHECK_FACTS_H
#define CONCORDAT_CHECK_FACTS_H

#include "check/internal.h"

struct facts;
struct facts *facts_new(struct arena *arena);

/* Adds the facts of one page, as facts_put wrote them. Pages come in reading order,
 * publication after publication; all is copied but `document`. */
void facts_add_page(struct facts *facts, const struct document *document, const char *publication,
                    struct str wire);

/* Which question a fact answers. */
enum facts_scope {
    FACTS_OF_KEY, /* of one publication, by name and key */
    FACTS_OF_NAME,
    FACTS_OF_SITE, /* of all publications, by name and key */
    FACTS_SCOPE_COUNT
};
struct facts_question {
    enum facts_scope scope;
    uint32_t rule;
    const char *publication; /* for FACTS_OF_SITE not looked at */
    struct str name;
    struct str key; /* for FACTS_OF_NAME not looked at */
};

struct fact {
    const struct document *document;
    uint32_t line; /* 0: without a place */
    struct str key;
    struct str value; /* of the rule's making; see facts_api.c */
    uint32_t next[FACTS_SCOPE_COUNT];
};
/* The first answer, or NONE; the others follow through `next`. */
uint32_t facts_find(const struct facts *facts, struct facts_question question);
const struct fact *facts_at(const struct facts *facts, uint32_t index);
size_t facts_count(const struct facts *facts);

/* One fact of a page, written for facts_add_page. */
struct fact_told {
    uint32_t rule, line;
    struct str name, key, value;
};
void facts_put(struct buf *wire, struct fact_told fact);

#endif
