/* What rules may ask about a page's terms: expansions, acronyms, names, variants. */
#include "check/host.h"
#include "check/terms.h"

#include <stdio.h>
#include <string.h>

static void set_integer(lua_State *L, const char *name, uint32_t number)
{
    lua_pushinteger(L, number);
    lua_setfield(L, -2, name);
}

static void set_str(lua_State *L, const char *name, struct str text)
{
    lua_pushlstring(L, text.s, text.n);
    lua_setfield(L, -2, name);
}

/* The page at index 1; its words are charged for. */
static const struct page *begin(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    host_charge(L, host_of(L)->page->word_count / 16);
    return host_of(L)->page;
}

/* What several rules ask for, or one to collect and to check, found once a page. */
struct page_terms {
    struct expansions expansions;
    struct acronyms acronyms;
    struct names names;
    bool has_expansions, has_acronyms, has_names;
};

static struct page_terms *terms_of(struct host *host)
{
    if (host->terms == NULL)
        host->terms = ARENA_NEW(host->arena, struct page_terms);
    return host->terms;
}

/* Iterators: upvalues are the results, how many, and the next one's index. */
static int push_iterator(lua_State *L, lua_CFunction next, const void *items, size_t count)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)items);
    lua_pushinteger(L, (lua_Integer)count);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next, 3);
    return 1;
}

/* The next index, or false at the end. */
static bool advance(lua_State *L, size_t *index)
{
    *index = (size_t)lua_tointeger(L, lua_upvalueindex(3));
    if (*index >= (size_t)lua_tointeger(L, lua_upvalueindex(2)))
        return false;
    lua_pushinteger(L, (lua_Integer)*index + 1);
    lua_replace(L, lua_upvalueindex(3));
    host_charge(L, 1);
    return true;
}

/* ---- Expansions -------------------------------------------------------------------- */

static int next_expansion(lua_State *L)
{
    static const char *const styles[] = {"bracket", "reversed", "aside", "glossary", "abbr"};
    const struct expansion *items = lua_touserdata(L, lua_upvalueindex(1));
    size_t index;
    if (!advance(L, &index))
        return 0;
    const struct expansion *e = &items[index];
    lua_createtable(L, 0, 6);
    set_str(L, "name", e->stem);
    set_str(L, "text", e->text);
    lua_pushstring(L, styles[e->style]);
    lua_setfield(L, -2, "style");
    objects_push_match(L, e->short_form.start, e->short_form.end);
    lua_setfield(L, -2, "short");
    if (e->long_form.end > e->long_form.start) {
        objects_push_match(L, e->long_form.start, e->long_form.end);
        lua_setfield(L, -2, "long");
    }
    if (e->whole.end > e->whole.start) {
        objects_push_match(L, e->whole.start, e->whole.end);
        lua_setfield(L, -2, "whole");
    }
    return 1;
}

/* Each is { name = "CCG", text = "clinical commissioning group", style, short, long,
 * whole }. */
static int page_expansions(lua_State *L)
{
    const struct page *page = begin(L);
    struct page_terms *terms = terms_of(host_of(L));
    if (!terms->has_expansions)
        terms->expansions = expansions_find(host_of(L)->arena, page);
    terms->has_expansions = true;
    return push_iterator(L, next_expansion, terms->expansions.items, terms->expansions.count);
}

/* ---- Acronyms ---------------------------------------------------------------------- */

static int next_acronym(lua_State *L)
{
    const struct acronym *items = lua_touserdata(L, lua_upvalueindex(1));
    size_t index;
    if (!advance(L, &index))
        return 0;
    objects_push(L, OBJECT_WORD, sizeof(struct object), items[index].word);
    lua_pushlstring(L, items[index].stem.s, items[index].stem.n);
    lua_pushinteger(L, items[index].count);
    return 3;
}

/* Each acronym's first use (a word), its letters, and how often it stands here. */
static int page_acronyms(lua_State *L)
{
    const struct page *page = begin(L);
    struct page_terms *terms = terms_of(host_of(L));
    if (!terms->has_acronyms)
        terms->acronyms = acronyms_find(host_of(L)->arena, page, host_of(L)->spelling);
    terms->has_acronyms = true;
    return push_iterator(L, next_acronym, terms->acronyms.items, terms->acronyms.count);
}

/* ---- Names ------------------------------------------------------------------------- */

static int next_name(lua_State *L)
{
    const struct name *items = lua_touserdata(L, lua_upvalueindex(1));
    size_t index;
    if (!advance(L, &index))
        return 0;
    const struct name *name = &items[index];
    lua_createtable(L, 0, 5);
    objects_push_words(L, name->first_word, name->past_word);
    lua_setfield(L, -2, "first");
    set_str(L, "key", name->key);
    set_integer(L, "count", name->count);
    set_integer(L, "lower_count", name->lower_count);
    if (name->lower_count > 0) {
        uint32_t past = name->lower_first_word + (name->past_word - name->first_word);
        objects_push_words(L, name->lower_first_word, past);
        lua_setfield(L, -2, "lower");
    }
    return 1;
}

/* Each is { first, key, count, lower, lower_count }. */
static int page_names(lua_State *L)
{
    const struct page *page = begin(L);
    struct page_terms *terms = terms_of(host_of(L));
    if (!terms->has_names)
        terms->names = names_find(host_of(L)->arena, page);
    terms->has_names = true;
    return push_iterator(L, next_name, terms->names.items, terms->names.count);
}

/* ---- Variants ---------------------------------------------------------------------- */

static int next_variant(lua_State *L)
{
    const struct variant *items = lua_touserdata(L, lua_upvalueindex(1));
    size_t index;
    if (!advance(L, &index))
        return 0;
    const struct variant *v = &items[index];
    lua_createtable(L, 0, 5);
    objects_push(L, OBJECT_WORD, sizeof(struct object), v->word);
    lua_setfield(L, -2, "word");
    objects_push(L, OBJECT_WORD, sizeof(struct object), v->other_word);
    lua_setfield(L, -2, "other");
    set_integer(L, "count", v->count);
    set_integer(L, "other_count", v->other_count);
    lua_pushboolean(L, v->hyphen);
    lua_setfield(L, -2, "hyphen");
    return 1;
}

/* Each is { word, count, other, other_count, hyphen }: `word` is the rarer spelling. */
static int page_variants(lua_State *L)
{
    const struct page *page = begin(L);
    struct variants variants = variants_find(host_of(L)->arena, page);
    return push_iterator(L, next_variant, variants.items, variants.count);
}

/* ---- Passages ---------------------------------------------------------------------- */

/* A fourth upvalue: the type of object. */
static int next_pair(lua_State *L)
{
    const struct similar_pair *items = lua_touserdata(L, lua_upvalueindex(1));
    size_t index;
    if (!advance(L, &index))
        return 0;
    enum object_type type = (enum object_type)lua_tointeger(L, lua_upvalueindex(4));
    objects_push(L, type, sizeof(struct object), items[index].later);
    objects_push(L, type, sizeof(struct object), items[index].earlier);
    lua_pushnumber(L, items[index].ratio);
    return 3;
}

/* page:similar("sentence" or "block", ratio): the later passage, the earlier one it is
 * nearest to, and how much of them is the same, 0 to 1. */
static int page_similar(lua_State *L)
{
    static const char *const units[] = {"sentence", "block", NULL};
    const struct page *page = begin(L);
    int unit = luaL_checkoption(L, 2, NULL, units);
    double ratio = luaL_checknumber(L, 3);
    if (!(ratio > 0 && ratio <= 1))
        return luaL_error(L, "similar: the ratio must be above 0 and at most 1");
    host_charge(L, page->word_count / 2);
    struct similar_pairs pairs =
        similar_find(host_of(L)->arena, page, unit == 0 ? PASSAGE_SENTENCE : PASSAGE_BLOCK, ratio);
    lua_pushlightuserdata(L, (void *)(uintptr_t)pairs.items);
    lua_pushinteger(L, (lua_Integer)pairs.count);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, unit == 0 ? OBJECT_SENTENCE : OBJECT_NODE);
    lua_pushcclosure(L, next_pair, 4);
    return 1;
}

static int next_signature(lua_State *L)
{
    const struct signature *items = lua_touserdata(L, lua_upvalueindex(1));
    size_t index;
    if (!advance(L, &index))
        return 0;
    objects_push(L, OBJECT_NODE, sizeof(struct object), items[index].node);
    lua_pushinteger(L, items[index].words);
    for (size_t i = 0; i < COUNT_OF(items[index].hashes); i++) {
        char key[17];
        snprintf(key, sizeof key, "%016llx", (unsigned long long)items[index].hashes[i]);
        lua_pushstring(L, key);
    }
    return 4;
}

/* page:signatures(words): each prose block of so many words or more, its number of words,
 * and two keys; a block that says nearly the same has one of them, on any page. */
static int page_signatures(lua_State *L)
{
    const struct page *page = begin(L);
    lua_Integer words = luaL_checkinteger(L, 2);
    if (words < 0 || words > UINT32_MAX)
        return luaL_error(L, "signatures: not a number of words");
    host_charge(L, page->word_count / 8);
    struct signatures found = signatures_find(host_of(L)->arena, page, (uint32_t)words);
    return push_iterator(L, next_signature, found.items, found.count);
}

/* ---- Functions of texts ------------------------------------------------------------ */

static struct str check_text(lua_State *L, int index)
{
    struct str text;
    text.s = luaL_checklstring(L, index, &text.n);
    return text;
}

/* names_alike(a, b): "same", "near", "styled" or nil. */
int terms_names_alike(lua_State *L)
{
    static const char *const answers[] = {NULL, "same", "near", "styled"};
    host_charge(L, 2);
    lua_pushstring(L, answers[names_compare(check_text(L, 1), check_text(L, 2))]);
    return 1;
}

/* edit_distance(a, b): nil if one is longer than 40 bytes. */
int terms_edit_distance(lua_State *L)
{
    size_t edits = edit_distance(check_text(L, 1), check_text(L, 2));
    host_charge(L, 2);
    if (edits == SIZE_MAX)
        lua_pushnil(L);
    else
        lua_pushinteger(L, (lua_Integer)edits);
    return 1;
}

static const struct member terms_members[] = {
    {"expansions", true, page_expansions}, {"acronyms", true, page_acronyms},
    {"names", true, page_names},           {"variants", true, page_variants},
    {"similar", true, page_similar},       {"signatures", true, page_signatures},
};

void terms_open(lua_State *L)
{
    objects_extend(L, OBJECT_PAGE, terms_members, COUNT_OF(terms_members));
}
