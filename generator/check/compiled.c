/*
 * pattern[[…]], patterns{…}, phrases{…} and the same of files in the folder `data` beside the
 * rules: compiled once, when the rule file is loaded. On each later run of the file its nth
 * call gives the nth object back, whatever its arguments.
 */
#include "check/host.h"

#include <string.h>

enum { LISTS_MOST = 50, ROWS_MOST = 20000 };

/* The name of a file of data/ at index 1. */
static const char *data_file_name(lua_State *L, const char *caller)
{
    const char *name = lua_tostring(L, 1);
    if (strchr(name, '/') != NULL || strcmp(path_extension(name), ".yaml") != 0)
        luaL_error(L, "%s: \"%s\" is not the name of a file of data/ that ends in .yaml", caller,
                   name);
    return name;
}

/* ---- Patterns ---------------------------------------------------------------------- */

/* Where a pattern that stands in a rule is, in front of what is wrong with it. */
static const char in_rule[] = "pattern";

/* Puts parts[name] in the place of each "%{name}" of `text`, parts inside parts too, each as
 * a group in which spaces count, also where the pattern is written with (?x). The strings
 * stay in the table of parts, at index 2, while they are read. */
static void expand_parts(lua_State *L, luaL_Buffer *out, struct str text, const char *place,
                         int depth)
{
    enum { DEEPEST = 5 };
    struct str rest = text, piece;
    for (bool first = true; str_next(&rest, '%', &piece); first = false) {
        const char *close = piece.n > 0 && piece.s[0] == '{' ? memchr(piece.s, '}', piece.n) : NULL;
        if (first || close == NULL) {
            if (!first)
                luaL_addchar(out, '%');
            luaL_addlstring(out, piece.s, piece.n);
            continue;
        }
        struct str part;
        const char *name = lua_pushlstring(L, piece.s + 1, (size_t)(close - piece.s) - 1);
        if (lua_getfield(L, 2, name) != LUA_TSTRING || depth == DEEPEST)
            luaL_error(L, "%s: there is no part \"%s\", or it holds itself", place, name);
        part.s = lua_tolstring(L, -1, &part.n);
        lua_pop(L, 2);
        host_charge(L, 1 + part.n / 64);
        luaL_addstring(out, "(?-x:");
        expand_parts(L, out, part, place, depth + 1);
        luaL_addchar(out, ')');
        luaL_addlstring(out, close + 1, (size_t)(piece.s + piece.n - close) - 1);
    }
}

/* What outlives a run of the rule: its patterns by number, from 1 on, and its sets of patterns
 * from -1 downwards. */
static void push_kept(lua_State *L)
{
    struct rule *rule = host_of(L)->rule;
    if (rule->pattern_objects == LUA_NOREF) {
        lua_newtable(L);
        rule->pattern_objects = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, rule->pattern_objects);
}

/* A pattern's object cannot change, so one serves all runs. */
static void push_pattern(lua_State *L, size_t number)
{
    push_kept(L);
    if (lua_rawgeti(L, -1, (lua_Integer)number + 1) == LUA_TNIL) {
        lua_pop(L, 1);
        objects_push(L, OBJECT_PATTERN, sizeof(struct object), (uint32_t)number);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, (lua_Integer)number + 1);
    }
    lua_remove(L, -2);
}

/* Compiles the text at `index`, with its parts from the table at 2 if there is one, as the
 * rule's next pattern. */
static void compile_pattern(lua_State *L, int index, const char *place)
{
    struct host *host = host_of(L);
    struct str text;
    const char *error = NULL;
    int top = lua_gettop(L);
    text.s = luaL_checklstring(L, index, &text.n);
    if (lua_istable(L, 2)) {
        luaL_Buffer whole;
        luaL_buffinit(L, &whole);
        expand_parts(L, &whole, text, place, 0);
        luaL_pushresult(&whole);
        text.s = lua_tolstring(L, -1, &text.n);
    }
    if (host->rule->patterns.count >= PATTERNS_MOST)
        luaL_error(L, "a rule may have %d patterns", PATTERNS_MOST);
    if (utf8_check(text.s, text.n) < text.n)
        luaL_error(L, "a pattern must be UTF-8");
    struct pattern *pattern = pattern_new(host->arena, text, &error);
    if (pattern == NULL)
        luaL_error(L, "%s: %s%s", place, error,
                   place == in_rule ? " (a pattern with [[:…:]] or \"]]\" needs [=[ … ]=])" : "");
    *vec_push(&host->rule->patterns) = pattern;
    lua_settop(L, top);
}

/* pattern[[…]], or pattern([[…%{name}…]], parts). */
int compiled_pattern(lua_State *L)
{
    struct host *host = host_of(L);
    size_t number = host->next_pattern++;
    luaL_checktype(L, 1, LUA_TSTRING);
    if (host->loading)
        compile_pattern(L, 1, in_rule);
    if (number >= host->rule->patterns.count)
        return luaL_error(L, "pattern{} must stand at the top of the file, outside of check");
    push_pattern(L, number);
    return 1;
}

/* Upvalue: the patterns by name. */
static int named_pattern(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL)
        return luaL_error(L, "there is no pattern \"%s\" here", luaL_tolstring(L, 2, NULL));
    return 1;
}

static int refuse_change(lua_State *L)
{
    return luaL_error(L, "patterns cannot be changed");
}

/* Wraps the table of patterns at the top: it outlives a page, so no rule may write to it. */
static void make_read_only(lua_State *L)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, named_pattern, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

/* ---- Sets of patterns -------------------------------------------------------------- */

/* Where they lie on the stack while one is made. */
enum { SET_PATTERNS = 1, SET_PARTS, SET_PLACES, SET_ARGUMENTS = SET_PLACES };

/* Puts a text of a file into the table; of a pattern also where it stands. */
static void set_text(lua_State *L, int table, const struct source *source,
                     const struct yml_pair *pair)
{
    struct place at = source_place(source, pair->value.span.start);
    const char *name = lua_pushlstring(L, pair->key.s, pair->key.n);
    const char *place = lua_pushfstring(L, "%s:%d:%d", source->path, (int)at.line, (int)at.column);
    if (pair->value.kind != YML_SCALAR)
        luaL_error(L, "%s: \"%s\" is no text", place, name);
    if (table == SET_PATTERNS)
        lua_setfield(L, SET_PLACES, name); /* a part may have the same name */
    else
        lua_pop(L, 1);
    lua_pushlstring(L, pair->value.text.s, pair->value.text.n);
    lua_rawset(L, table);
}

/* Makes the tables of a file's patterns and parts; those of the site's own file take the place
 * of the program's with the same name. */
static void push_pattern_file(lua_State *L)
{
    struct host *host = host_of(L);
    const char *name = data_file_name(L, "patterns");
    bool found = false;
    for (int i = 0; i < SET_ARGUMENTS; i++)
        lua_newtable(L);
    lua_rotate(L, 1, -1); /* the name goes on top */
    for (size_t i = COUNT_OF(host->data_folders); i-- > 0;) {
        const struct yml *file;
        const struct source *source;
        int read = data_file_read(host->arena, host->data_folders[i], name, &file, &source);
        if (read < 0)
            luaL_error(L, "its patterns data/%s have faults", name);
        if (read == 0)
            continue;
        found = true;
        for (size_t k = 0; k < file->count; k++) {
            const struct yml_pair *pair = &file->pairs[k];
            bool parts = str_is(pair->key, "parts") && pair->value.kind == YML_MAP;
            if (!parts)
                set_text(L, SET_PATTERNS, source, pair);
            for (size_t n = 0; parts && n < pair->value.count; n++)
                set_text(L, SET_PARTS, source, &pair->value.pairs[n]);
        }
    }
    if (!found)
        luaL_error(L, "there are no patterns data/%s", name);
}

/* Where the pattern stands whose name is at `index`. */
static const char *pattern_place(lua_State *L, int index)
{
    if (!lua_istable(L, SET_PLACES))
        return in_rule;
    lua_pushvalue(L, index);
    lua_rawget(L, SET_PLACES);
    const char *place = lua_tostring(L, -1);
    lua_pop(L, 1); /* it stays in the table */
    return place;
}

/* Compiles the rule's nth set from what patterns() was given. */
static void compile_set(lua_State *L, size_t number)
{
    struct host *host = host_of(L);
    size_t first = host->next_pattern;
    lua_settop(L, lua_istable(L, 1) ? SET_PARTS : SET_PATTERNS);
    if (lua_isfunction(L, 1))
        lua_call(L, 0, 2);
    else if (lua_type(L, 1) == LUA_TSTRING)
        push_pattern_file(L);
    lua_settop(L, SET_ARGUMENTS);
    luaL_checktype(L, SET_PATTERNS, LUA_TTABLE);
    push_kept(L);
    lua_newtable(L);
    int set = lua_gettop(L), name = set + 1, text = set + 2;
    for (lua_pushnil(L); lua_next(L, SET_PATTERNS) != 0; lua_pop(L, 1)) {
        luaL_checktype(L, name, LUA_TSTRING);
        compile_pattern(L, text, pattern_place(L, name));
        lua_pushvalue(L, name);
        push_pattern(L, host->next_pattern++);
        lua_rawset(L, set);
    }
    make_read_only(L);
    lua_rawseti(L, -2, -(lua_Integer)number - 1);
    *vec_push(&host->rule->sets) = host->next_pattern - first;
}

/* patterns{ name = [[…]], … }, or with parts: many small ones for the price of one call. A
 * function that returns them is called, and a file read, at load time only. */
int compiled_patterns(lua_State *L)
{
    struct host *host = host_of(L);
    if (!lua_isfunction(L, 1) && lua_type(L, 1) != LUA_TSTRING)
        luaL_checktype(L, 1, LUA_TTABLE);
    size_t number = host->next_set++;
    if (host->loading)
        compile_set(L, number);
    else if (number < host->rule->sets.count)
        host->next_pattern += host->rule->sets.items[number];
    else
        return luaL_error(L, "patterns{} must stand at the top of the file, outside of check");
    push_kept(L);
    lua_rawgeti(L, -1, -(lua_Integer)number - 1);
    return 1;
}

/* ---- Phrases ----------------------------------------------------------------------- */

static bool flag_of(lua_State *L, int row, const char *name)
{
    lua_getfield(L, row, name);
    bool set = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return set;
}

/* The text at the index; an error in the rule if it is none. */
static struct str row_text(lua_State *L, int index, uint32_t entry)
{
    struct str text;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "phrases: row %d has no text", (int)entry);
    text.s = lua_tolstring(L, index, &text.n);
    if (utf8_check(text.s, text.n) < text.n)
        luaL_error(L, "phrases: row %d is not UTF-8", (int)entry);
    return text;
}

static void add_form(lua_State *L, const struct phrase_row *row, int index, enum phrase_forms forms)
{
    struct host *host = host_of(L);
    struct str form = row_text(L, index, row->entry);
    if (!phrase_book_inflect(host->book, row, form, forms, host->spelling))
        luaL_error(L, "phrases: \"%s\" has no words, or too many", form.s);
}

/* A row's other forms: forms = { "gave", "given" }. */
static void add_forms(lua_State *L, const struct phrase_row *row, int table)
{
    lua_getfield(L, table, "forms");
    if (lua_istable(L, -1)) {
        lua_Integer count = luaL_len(L, -1);
        for (lua_Integer i = 1; i <= count; i++) {
            host_charge(L, 1);
            lua_rawgeti(L, -1, i);
            add_form(L, row, lua_gettop(L), PHRASE_AS_IS);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
}

/* unless[side], of the table `unless` at the top of the stack. */
static void add_contexts(lua_State *L, struct phrase_row *row, const char *name,
                         enum phrase_side side)
{
    lua_getfield(L, -1, name);
    lua_Integer count = lua_istable(L, -1) ? luaL_len(L, -1) : 0;
    for (lua_Integer i = 1; i <= count; i++) {
        host_charge(L, 1);
        lua_rawgeti(L, -1, i);
        struct str words = row_text(L, -1, row->entry);
        if (!phrase_book_unless(host_of(L)->book, row, side, words))
            luaL_error(L, "phrases: \"%s\" has no words, or too many", words.s);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* unless = { before = …, after = … }: the phrase stands before, or after, a word. */
static void add_unless(lua_State *L, struct phrase_row *row, int table)
{
    lua_getfield(L, table, "unless");
    if (lua_istable(L, -1)) {
        add_contexts(L, row, "before", PHRASE_BEFORE);
        add_contexts(L, row, "after", PHRASE_AFTER);
    }
    lua_pop(L, 1);
}

static void compile_rows(lua_State *L, uint32_t list)
{
    lua_Integer count = luaL_len(L, 1);
    if (count > ROWS_MOST)
        luaL_error(L, "phrases: more than %d rows", ROWS_MOST);
    for (lua_Integer i = 1; i <= count; i++) {
        host_charge(L, 5);
        lua_rawgeti(L, 1, i);
        int table = lua_gettop(L);
        struct phrase_row row = {list, (uint32_t)i, 0};
        if (lua_istable(L, table)) {
            enum phrase_forms forms = flag_of(L, table, "verb")   ? PHRASE_VERB
                                      : flag_of(L, table, "noun") ? PHRASE_NOUN
                                                                  : PHRASE_AS_IS;
            add_unless(L, &row, table);
            lua_rawgeti(L, table, 1);
            add_form(L, &row, table + 1, forms);
            lua_pop(L, 1);
            add_forms(L, &row, table);
        } else {
            add_form(L, &row, table, PHRASE_AS_IS);
        }
        lua_pop(L, 1);
    }
}

static struct phrase_file *known_file(const struct host *host, const char *name)
{
    for (size_t i = 0; i < host->phrase_files.count; i++) {
        if (strcmp(host->phrase_files.items[i]->name, name) == 0)
            return host->phrase_files.items[i];
    }
    return NULL;
}

/* phrases "file.yaml" */
static uint32_t load_file(lua_State *L)
{
    struct host *host = host_of(L);
    const char *name = data_file_name(L, "phrases");
    struct phrase_file *file = known_file(host, name);
    bool missing;
    if (file == NULL) {
        file = phrase_file_read(host->arena, host->book, host->spelling, host->data_folders, name,
                                &missing);
        if (file == NULL)
            luaL_error(L, missing ? "there is no list data/%s" : "its list data/%s has faults",
                       name);
        *vec_push(&host->phrase_files) = file;
    }
    return file->list;
}

static void compile_list(lua_State *L)
{
    struct host *host = host_of(L);
    uint32_t list;
    if (lua_type(L, 1) == LUA_TSTRING) {
        list = load_file(L);
    } else {
        list = phrase_book_list(host->book);
        compile_rows(L, list);
    }
    *vec_push(&host->rule->lists) = list;
}

int compiled_phrases(lua_State *L)
{
    struct host *host = host_of(L);
    if (lua_type(L, 1) != LUA_TSTRING)
        luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    size_t number = host->next_list++;
    if (host->loading) {
        if (number >= LISTS_MOST)
            return luaL_error(L, "a rule may have %d lists of phrases", LISTS_MOST);
        compile_list(L);
    }
    if (number >= host->rule->lists.count)
        return luaL_error(L, "phrases{} must stand at the top of the file, outside of check");
    objects_push(L, OBJECT_PHRASES, sizeof(struct object), (uint32_t)number);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    return 1;
}
