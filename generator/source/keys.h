/* Tables of the keys that a YAML map may have. For generator/source only. */
#ifndef CONCORDAT_SOURCE_KEYS_H
#define CONCORDAT_SOURCE_KEYS_H

#include "source/source.h"

enum key_type {
    KEY_TEXT,    /* const char *: a non-empty text */
    KEY_DATE,    /* const char *: YYYY-MM-DD of a real day */
    KEY_LANG,    /* const char *: a language tag, BCP 47 in shape */
    KEY_ADDRESS, /* const char *: http:// or https:// */
    KEY_CHOICE,  /* const char *: one of `choices` */
    KEY_WORD,    /* const char *: letters, digits and hyphens */
    KEY_FLAG,    /* bool: true or false */
    KEY_NUMBER,  /* int: 1 … 9999 */
    KEY_RULES,   /* const struct yml *: a map of rule ids */
    KEY_READ,    /* `read` does it */
};

struct key_reader {
    struct arena *arena;
    const struct source *source;
    struct findings *findings;
};

struct key {
    const char *name;
    enum key_type type;
    size_t offset; /* of the field in the target */
    const char *const *choices;
    size_t choice_count;
    bool blank; /* may be left empty, for later; then the field keeps its value */
    void (*read)(struct key_reader *reader, const struct yml *value, void *target);
};

/* Fills `target` from `map`; each fault is a finding. `what` names the map in
 * messages. Keys that start with "x-" are let pass if `extra`. */
void keys_read(struct key_reader *reader, const struct yml *map, const struct key *keys,
               size_t count, void *target, const char *what, bool extra);

/* False after a finding that `value` is not of this kind. */
bool keys_expect(struct key_reader *reader, const struct yml *value, enum yml_kind kind,
                 const char *key);

/* Letters, digits and hyphens, as kinds of page are written. */
bool key_is_word(struct str text);

/* ---- sign_offs.c ------------------------------------------------------------------ */

/* `sign-off` of front matter and of site.yaml; targets are those structs. */
void sign_offs_read(struct key_reader *reader, const struct yml *value, void *target);
void sign_off_lists_read(struct key_reader *reader, const struct yml *value, void *target);
/* What holds where site.yaml says nothing. */
void sign_off_lists_default(struct arena *arena, struct site *site);

#endif
