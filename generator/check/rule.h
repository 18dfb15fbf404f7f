/*
 * A rule as loaded: its contract (DESIGN.md section 8), its options and what they
 * are set to for a page.
 */
#ifndef CONCORDAT_CHECK_RULE_H
#define CONCORDAT_CHECK_RULE_H

#include "check/internal.h"

enum option_type { OPTION_IS_NUMBER, OPTION_IS_FLAG, OPTION_IS_TEXT, OPTION_IS_LIST };
struct rule_option {
    const char *name;
    enum option_type type;
    double number;
    bool flag;
    const char *text;
    const char **items;
    size_t count;
};

/* Level and options together: a rule's defaults, or what holds for one page. */
struct rule_settings {
    enum level level;
    struct rule_option *options;
    size_t count;
};

/* Options for one kind of page ("easy-read") that the rule itself brings. */
struct rule_kind {
    const char *name;
    struct rule_settings settings;
};

struct rule_example {
    const char *text; /* Markdown, or a whole page with front matter */
    bool good;
    struct rule_settings settings;
    bool configured;    /* it brings options of its own */
    const char **finds; /* a bad one: source text of each finding; none: any */
    size_t find_count;
    enum level level; /* of every finding; LEVEL_OFF: any */
};

struct rule_names {
    const char **items;
    size_t count;
};

/* What the last run of a rule's file left (instance.c). */
struct noted {
    uint8_t kind;
    uint64_t value;
};
struct instance {
    int objects;             /* registry reference of its functions and what they hold */
    VEC(struct noted) noted; /* the values in them when they were made */
    int64_t steps;           /* what the run of the file took */
    size_t asked;
    bool restless; /* it holds more than is worth comparing */
};

struct rule {
    const char *path, *id, *title, *why, *advice;
    bool dictionary; /* it asks how words are spelt */
    struct rule_settings defaults;
    struct rule_kind *kinds;
    size_t kind_count;
    struct rule_example *examples;
    size_t example_count;
    const char **supersedes; /* ids whose findings inside its own are doubles of them */
    size_t supersede_count;
    bool baseline_draft; /* its findings may stand in a baseline on drafts only */
    struct rule_names languages, only, except; /* of pages it runs on; only: empty for all */
    bool collects;
    uint32_t number; /* place among the checker's rules */

    int chunk;           /* registry reference of the file's function */
    int pattern_objects; /* the same of a table of what pattern() gave */
    VEC(struct pattern *) patterns;
    VEC(size_t) sets; /* how many patterns each call of patterns() made */
    VEC(uint32_t) lists;
    struct instance instance;
};

/* Does one of the names stand for this language ("en" for en-GB, too)? */
bool names_language(const struct rule_names *names, const char *lang);

/* Splits an error of Lua, "x.lua:4: text", into the line (0: there is none) and text. */
const char *rule_place(const char *path, const char *error, uint32_t *line);

struct host;
/* Loads one rule file; NULL after a failure that was printed. */
struct rule *rule_load(struct host *host, struct arena *arena, const char *path);
/* The settings of a page: the rule's own, those for the page's kind, site.yaml's,
 * front matter's, each over the one before. Faults of front matter are findings. */
struct rule_settings rule_settings_for(const struct rule *rule, struct arena *arena,
                                       const struct site *site, const struct document *document,
                                       struct findings *findings);
/* The level that site.yaml and front matter set for a rule on this page, each over the
 * one before; `own` where they say nothing. */
enum level rule_level_for(const struct rule *rule, struct arena *arena, const struct site *site,
                          const struct document *document, enum level own);
/* Sets `settings` from `value` ("off", or a map of level, options and kinds). False
 * after a finding; the site's faults are found by a dry run at the start. */
bool rule_settings_apply(const struct rule *rule, struct arena *arena, const struct source *source,
                         const struct yml *value, const char *kind, struct findings *findings,
                         struct rule_settings *settings);

/* The rules of a checker, sorted by id. */
const struct rule *const *checker_rules(const struct checker *checker, size_t *count);
const struct rule *checker_find(const struct checker *checker, struct str id); /* NULL: none */
struct lexicon *checker_lexicon(const struct checker *checker);

#endif
