/*
 * Private to the Lua side of check/: one Lua state, its limits, and what a rule
 * sees of a page.
 *
 * Rules are not trusted to end, to be modest or to be honest. They get an
 * environment by allow-list (sandbox.c) without pcall, metatables, coroutines or
 * string patterns; a count of steps, of which C functions take their share
 * (host_charge); a limit on live memory, on all memory asked for, and on one
 * block; and, as a last net, processor time. An error in a rule is final for its
 * run: nothing inside Lua can catch it.
 */
#ifndef CONCORDAT_CHECK_HOST_H
#define CONCORDAT_CHECK_HOST_H

#include "check/cells.h"
#include "check/internal.h"
#include "check/rule.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <time.h>

/* Which rules are left out on which page of a run, and where to note the rule that runs
 * (its number + 1; NULL: nowhere), so that it is known if it takes the process along. */
struct rule_skip {
    size_t page;
    uint32_t rule;
};
struct rule_watch {
    volatile uint32_t *note;
    const struct rule_skip *skips;
    size_t skip_count;
    size_t page;
};

struct host {
    lua_State *L;
    struct cells cells; /* its memory */
    struct matcher *matcher;

    /* limits of the run that goes on */
    int64_t steps;
    size_t live, live_limit;   /* bytes; live counts from the state's birth */
    size_t asked, asked_limit; /* bytes asked for in this run */
    size_t page_bytes;
    bool refused;     /* a request was turned down: all later ones are, too */
    clock_t deadline; /* 0: not yet set */

    /* what runs */
    struct rule *rule;
    struct rule_watch watch;
    bool loading; /* the file is run for its contract; patterns compile */
    struct phrase_book *book;
    struct spelling *spelling;
    const char *data_folders[2]; /* the site's own and the program's, NULL: none */
    VEC(struct phrase_file *) phrase_files;
    size_t next_pattern, next_set, next_list; /* of rule: the nth call gives the nth object */
    const struct page *page;
    const struct collection *collection; /* the other pages; NULL for a lone one */
    struct phrase_hits *hits;            /* of the page; NULL until first asked for */
    const struct measures *sums;         /* the same: of its first sentences */
    const char **joined;                 /* the same: each word and the next as one */
    struct page_terms *terms;            /* the same: what rules share of objects_terms.c */
    const struct rule_settings *settings;
    struct findings *findings;
    struct arena *arena;             /* of the load or the page */
    const char *today, *publication; /* YYYY-MM-DD; of the page */
    const struct facts *facts;       /* what check may ask for; NULL in collect */
    struct buf *told;                /* where collect's facts go; NULL in check */
    size_t told_before;              /* its size when the rule began */
    int lexeme_strings;              /* registry table: Lua strings of lexemes */
};

struct host *host_new(struct arena *arena, struct phrase_book *book, struct spelling *spelling);
static inline struct host *host_of(lua_State *L)
{
    return *(struct host **)lua_getextraspace(L);
}

/* Sets the limits for one run over a text of so many words and bytes. */
void host_begin(struct host *host, size_t words, size_t bytes);
/* Runs `function` under the limits, with `payload` as light userdata. All work with
 * the state goes through it, since any may run out of memory. NULL, or the error's
 * text in the arena. */
const char *host_call(struct host *host, struct arena *arena, lua_CFunction function,
                      void *payload);
/* Another page comes, or none: what was found on the last one holds no longer. */
void host_forget_page(struct host *host);
/* Takes steps off the run's budget; an error in the rule when none are left. */
void host_charge(lua_State *L, size_t steps);
/* Begins to count Lua's own steps. */
void host_count(lua_State *L);

/* Pushes the function check or collect of the rule that runs, as its file made it: nothing
 * that it did on another page is in it. */
void instance_push(lua_State *L, bool collect);
/* After a run that ended well: is what the rule can reach still as its file made it? */
void instance_settle(lua_State *L);
/* The rule's file is to be run anew. */
void instance_drop(struct host *host, struct rule *rule);

/* Pushes a fresh environment for one run of a rule file. */
void sandbox_push(struct host *host);
void sandbox_open(struct host *host);

/* ---- Objects ----------------------------------------------------------------------- */

/*
 * What a rule holds of a page is a small userdata: what it is and its place in the
 * page's arrays. Fields are made when asked for. No other userdata exist in the
 * state, so `type` can be trusted.
 */
enum object_type {
    OBJECT_PAGE,
    OBJECT_NODE,
    OBJECT_SENTENCE,
    OBJECT_WORD,
    OBJECT_MATCH,
    OBJECT_PATTERN,
    OBJECT_PHRASES,
    OBJECT_FACT,
    OBJECT_FIELD,
    OBJECT_STATS,
    OBJECT_TYPE_COUNT
};
struct object {
    enum object_type type;
    uint32_t index; /* of a node, sentence, word, pattern, list or fact */
};
/* A value of the front matter, borrowed from the page; no key if it is a list's item. */
struct field_object {
    struct object object;
    struct yml_pair pair;
};
/* A match of a pattern or a phrase; its uservalue is the phrase's row, if that is a
 * rule's own. */
struct match_object {
    struct object object;
    uint32_t start, end;
    const char *mark;      /* of the pattern; NULL if it has none */
    const struct yml *row; /* of a list in a file; NULL: none */
    uint32_t group_count;
    struct {
        uint32_t start, end; /* NONE: took no part */
    } groups[PATTERN_GROUPS];
};

/* One name of an object: a field's function pushes one value; a method is called
 * with the object as its first argument. */
struct member {
    const char *name;
    bool method;
    int (*run)(lua_State *L);
};
/* Registers a type's members; `self` functions find the object at index 1. */
void objects_register(lua_State *L, enum object_type type, const struct member *members,
                      size_t count);
/* Adds members to a type that is registered. */
void objects_extend(lua_State *L, enum object_type type, const struct member *members,
                    size_t count);
struct object *objects_push(lua_State *L, enum object_type type, size_t size, uint32_t index);
/* The object at the index; an error in the rule if it is none of this type. */
struct object *objects_check(lua_State *L, int index, enum object_type type);
/* The range of text an object stands for and the source span to report. What stands
 * in the front matter has no text in the page, but a name and what is said there. */
struct range {
    uint32_t start, end;
    struct span span;
    const struct flat_node *node; /* if it is one */
    bool named;
    struct str name, said;
};
struct range objects_range(lua_State *L, int index);

void objects_open_page(lua_State *L);
void objects_open_node(lua_State *L);
void objects_open_text(lua_State *L); /* sentence and word */
void finders_open(lua_State *L);      /* pattern and phrases */
void matches_open(lua_State *L);
void terms_open(lua_State *L); /* what a page says of its terms */
void facts_open(lua_State *L);
void fields_open(lua_State *L);
/* Pushes a node, sentence or word, nil for NONE; 1. */
int objects_push_place(lua_State *L, enum object_type type, uint32_t index);
/* Pushes the match that a text, or words of the page, make. */
struct match_object *objects_push_match(lua_State *L, uint32_t start, uint32_t end);
struct match_object *objects_push_words(lua_State *L, uint32_t first, uint32_t past);
/* Pushes a text, nil for NULL; 1. */
int objects_text(lua_State *L, const char *text);
/* Puts a text into the table at the top; nothing for NULL. */
void objects_set_text(lua_State *L, const char *name, const char *text);
/* Pushes an iterator over the nodes from `from` to `past` of the kinds that the arguments
 * from 2 on name; with `children` what is inside one is stepped over. */
int objects_nodes(lua_State *L, uint32_t from, uint32_t past, bool children);
/* Methods that page, node and sentence share. */
int objects_sentences(lua_State *L);
int objects_words(lua_State *L);
int finders_match(lua_State *L);
int finders_has(lua_State *L);
int finders_find(lua_State *L);
int matches_group(lua_State *L); /* match[n] */
/* Puts a list's row in the place of what is on top: made of `value` unless that is NULL. */
void matches_complete_row(lua_State *L, const struct yml *value);
void objects_push_lexeme(lua_State *L, uint32_t lexeme);

int library_shorten(lua_State *L);
void library_push_dates(lua_State *L);
/* names_alike(a, b) and edit_distance(a, b) */
int terms_names_alike(lua_State *L);
int terms_edit_distance(lua_State *L);
/* Of a section without the sections inside it. */
struct range objects_own_range(lua_State *L, int index);
/* The hits of one list in the page, found when the first list is asked for. */
const struct phrase_hits *finders_hits(lua_State *L, uint32_t list);
/* The file a list stands in; NULL if it stands in a rule. */
const struct phrase_file *finders_file(const struct host *host, uint32_t list);
int edits_of(lua_State *L);
/* What is counted and scored of the text from start to end. */
int stats_push(lua_State *L, uint32_t start, uint32_t end);
void stats_open(lua_State *L);

int compiled_pattern(lua_State *L);
int compiled_patterns(lua_State *L);
int compiled_phrases(lua_State *L);

/* report(span, message, more) */
int host_report(lua_State *L);
/* May the fix that a rule calls certain be put in place of the range, unasked? Only if
 * the source has there, byte for byte, what the rule read, the fix has no marks, and no
 * heading gets another anchor. */
bool fix_is_safe(const struct page *page, struct range range, const char *fix);

/* page.status, page.first, page.sign_offs */
int standing_status(lua_State *L);
int standing_first(lua_State *L);
int standing_sign_offs(lua_State *L);

/* page.meta, page:field(path…) and the place of a field */
int fields_meta(lua_State *L);
/* Pushes a value as text or tables; nothing as nil, in a list as "". With `flags` true
 * and false are no texts. */
void fields_push_value(lua_State *L, const struct yml *value, bool flags);
int fields_field(lua_State *L);
struct range fields_range(lua_State *L, int index);

/* fact(name, key, value, span), page:facts(name, key), page:site_facts(name, key) */
int facts_tell(lua_State *L);
int facts_of_publication(lua_State *L);
int facts_of_site(lua_State *L);

/* ---- The checker ------------------------------------------------------------------- */

struct checker {
    struct arena *arena;
    const struct site *site;
    struct lexicon *lexicon;
    struct spelling *spelling;
    struct host *host;
    VEC(struct rule *) rules;
    struct facts *facts; /* of the collection that was collected last; NULL: none */
};

/* Keys under `rules` in the front matter that are no rule's id. */
void checker_report_names(const struct checker *checker, struct arena *arena,
                          const struct document *document, struct findings *findings);
/* Runs a rule's check or collect over a page. NULL, or why it failed:
 * what it found or told until then is taken back. */
const char *run_check(struct host *host, struct rule *rule, const struct page *page,
                      const struct rule_settings *settings, struct findings *findings);
const char *run_collect(struct host *host, struct rule *rule, const struct page *page,
                        const struct rule_settings *settings, struct buf *told);
/* Is the page in one of the rule's languages and of one of its kinds? */
bool rule_applies(const struct rule *rule, const struct document *document);

/* All rules over one page, with what it takes in the arena. -1 if a rule failed, which
 * was printed. What a page tells is added to `told`. */
int collect_page(struct checker *checker, struct arena *arena, const struct document *document,
                 const struct collection *collection, struct buf *told);
int check_page(struct checker *checker, struct arena *arena, const struct document *document,
               const struct collection *collection, struct findings *findings);
bool collects_facts(const struct checker *checker);
/* The id of its publication; a lone page is its own. */
const char *document_publication(const struct collection *collection,
                                 const struct document *document);

#endif
