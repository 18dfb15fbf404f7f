/*
 * pattern[[…]], phrases{…} and phrases "file.yaml": compiled once, when the rule file is loaded.
 * On each later run of the file its nth call gives the nth object back, whatever its arguments.
 */
#include "check/host.h"

#include <string.h>

enum { PATTERNS_MOST = 200, LISTS_MOST = 50, ROWS_MOST = 20000 };

/* ---- Making ------------------------------------------------------------------------ */

/* Puts parts[name] in the place of each "%{name}" of `text`, parts inside parts too, each as
 * a group in which spaces count, also where the pattern is written with (?x). The strings
 * stay in the table of parts, at index 2, while they are read. */
static void expand_parts(lua_State *L, luaL_Buffer *out, struct str text, int depth)
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
            luaL_error(L, "pattern: there is no part \"%s\", or it holds itself", name);
        part.s = lua_tolstring(L, -1, &part.n);
        lua_pop(L, 2);
        host_charge(L, 1 + part.n / 64);
        luaL_addstring(out, "(?-x:");
        expand_parts(L, out, part, depth + 1);
        luaL_addchar(out, ')');
        luaL_addlstring(out, close + 1, (size_t)(piece.s + piece.n - close) - 1);
    }
}

/* A pattern's object cannot change, so one serves all runs: it is kept in the registry. */
static void push_kept(lua_State *L, size_t number)
{
    struct rule *rule = host_of(L)->rule;
    if (rule->pattern_objects == LUA_NOREF) {
        lua_newtable(L);
        rule->pattern_objects = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, rule->pattern_objects);
    if (lua_rawgeti(L, -1, (lua_Integer)number + 1) == LUA_TNIL) {
        lua_pop(L, 1);
        objects_push(L, OBJECT_PATTERN, sizeof(struct object), (uint32_t)number);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, (lua_Integer)number + 1);
    }
}

/* Compiles the text at `index`, with its parts from the table at 2 if there is one, as the
 * rule's next pattern. */
static void compile_pattern(lua_State *L, int index)
{
    struct host *host = host_of(L);
    struct str text;
    const char *error = NULL;
    int top = lua_gettop(L);
    text.s = luaL_checklstring(L, index, &text.n);
    if (lua_istable(L, 2)) {
        luaL_Buffer whole;
        luaL_buffinit(L, &whole);
        expand_parts(L, &whole, text, 0);
        luaL_pushresult(&whole);
        text.s = lua_tolstring(L, -1, &text.n);
    }
    if (host->rule->patterns.count >= PATTERNS_MOST)
        luaL_error(L, "a rule may have %d patterns", PATTERNS_MOST);
    if (utf8_check(text.s, text.n) < text.n)
        luaL_error(L, "a pattern must be UTF-8");
    struct pattern *pattern = pattern_new(host->arena, text, &error);
    if (pattern == NULL)
        luaL_error(L, "pattern: %s (a pattern with [[:…:]] or \"]]\" needs [=[ … ]=])", error);
    *vec_push(&host->rule->patterns) = pattern;
    lua_settop(L, top);
}

/* pattern[[…]], or pattern([[…%{name}…]], parts). */
int finders_pattern(lua_State *L)
{
    struct host *host = host_of(L);
    size_t number = host->next_pattern++;
    luaL_checktype(L, 1, LUA_TSTRING);
    if (host->loading)
        compile_pattern(L, 1);
    if (number >= host->rule->patterns.count)
        return luaL_error(L, "pattern{} must stand at the top of the file, outside of check");
    push_kept(L, number);
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

/* patterns{ name = [[…]], … }, or with parts: many small ones for the price of one call. A
 * function that returns them is called at load time only, so that no page pays for making
 * the table. */
int finders_patterns(lua_State *L)
{
    struct host *host = host_of(L);
    if (!lua_isfunction(L, 1))
        luaL_checktype(L, 1, LUA_TTABLE);
    size_t set = host->next_set++, first = host->next_pattern;
    if (host->loading) {
        lua_settop(L, lua_isfunction(L, 1) ? 1 : 2);
        if (lua_isfunction(L, 1))
            lua_call(L, 0, 2);
        luaL_checktype(L, 1, LUA_TTABLE);
        lua_newtable(L);
        for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
            luaL_checktype(L, -2, LUA_TSTRING);
            compile_pattern(L, lua_gettop(L));
            lua_pushvalue(L, -2);
            push_kept(L, host->next_pattern++);
            lua_remove(L, -2); /* the table it is kept in */
            lua_rawset(L, 3);
        }
        make_read_only(L);
        push_kept(L, first); /* leaves the table of what is kept below it */
        lua_pop(L, 1);
        lua_pushvalue(L, -2);
        lua_rawseti(L, -2, -(lua_Integer)set - 1);
        lua_pop(L, 1);
        *vec_push(&host->rule->sets) = host->next_pattern - first;
        return 1;
    }
    if (set >= host->rule->sets.count)
        return luaL_error(L, "patterns{} must stand at the top of the file, outside of check");
    host->next_pattern += host->rule->sets.items[set];
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->rule->pattern_objects);
    lua_rawgeti(L, -1, -(lua_Integer)set - 1);
    return 1;
}

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

/* phrases "file.yaml", of the folder `data` beside the rules. */
static uint32_t load_file(lua_State *L, const char *name)
{
    struct host *host = host_of(L);
    bool missing;
    struct phrase_file *file = known_file(host, name);
    if (strchr(name, '/') != NULL || strcmp(path_extension(name), ".yaml") != 0)
        luaL_error(L, "phrases: \"%s\" is not the name of a file of data/ that ends in .yaml",
                   name);
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
        list = load_file(L, lua_tostring(L, 1));
    } else {
        list = phrase_book_list(host->book);
        compile_rows(L, list);
    }
    *vec_push(&host->rule->lists) = list;
}

int finders_phrases(lua_State *L)
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

/* ---- Patterns ---------------------------------------------------------------------- */

/* Where the search for several patterns in one range stands. The next match of each
 * is kept until the search passes it, so that each pattern reads the text once. */
struct cursor {
    uint32_t base, size, from;
    bool whole;
    uint32_t count;
    struct {
        uint32_t pattern; /* of the rule */
        enum { UNKNOWN, FOUND, NO_MORE } state;
        struct pattern_match next;
    } items[];
};

static struct str cursor_text(const struct host *host, const struct cursor *cursor)
{
    const char *text = cursor->whole ? host->page->text : host->page->plain;
    return (struct str){text + cursor->base, cursor->size};
}

/* Looks for the rule's pattern in the text from `from` on; an error in the rule if it takes
 * too many steps. */
static bool find_pattern(lua_State *L, uint32_t number, struct str text, size_t from,
                         struct pattern_match *match)
{
    struct host *host = host_of(L);
    struct pattern *pattern = host->rule->patterns.items[number];
    int found = pattern_find(pattern, host->matcher, text, from, match);
    if (found < 0)
        luaL_error(L, "the pattern \"%s\" takes too many steps; make it simpler",
                   pattern_text(pattern));
    host_charge(L, 1 + ((found ? match->end : text.n) - from) / 256);
    return found > 0;
}

/* The item whose next match comes first, the earlier one at one place; NONE. */
static uint32_t earliest(lua_State *L, struct cursor *cursor)
{
    uint32_t best = NONE;
    for (uint32_t i = 0; i < cursor->count; i++) {
        struct pattern_match *next = &cursor->items[i].next;
        bool passed = cursor->items[i].state == FOUND && next->start < cursor->from;
        if (cursor->items[i].state == UNKNOWN || passed) {
            struct str text = cursor_text(host_of(L), cursor);
            bool found = find_pattern(L, cursor->items[i].pattern, text, cursor->from, next);
            cursor->items[i].state = found ? FOUND : NO_MORE;
        }
        if (cursor->items[i].state == FOUND &&
            (best == NONE || next->start < cursor->items[best].next.start))
            best = i;
    }
    return best;
}

static void push_match(lua_State *L, const struct pattern_match *found, uint32_t base,
                       uint32_t which)
{
    struct match_object *match =
        objects_push_match(L, base + (uint32_t)found->start, base + (uint32_t)found->end);
    match->object.index = which;
    match->mark = found->mark;
    match->group_count = (uint32_t)found->count;
    for (size_t i = 0; i < found->count; i++) {
        bool took_part = found->groups[i].start != SIZE_MAX;
        match->groups[i].start = took_part ? base + (uint32_t)found->groups[i].start : NONE;
        match->groups[i].end = took_part ? base + (uint32_t)found->groups[i].end : NONE;
    }
}

/* Upvalue: the cursor. */
static int next_match(lua_State *L)
{
    struct cursor *cursor = lua_touserdata(L, lua_upvalueindex(1));
    if (cursor->from > cursor->size)
        return 0;
    uint32_t item = earliest(L, cursor);
    if (item == NONE)
        return 0;
    const struct pattern_match *match = &cursor->items[item].next;
    size_t next = match->end;
    if (match->end == match->start) {
        utf8_next(cursor_text(host_of(L), cursor).s, cursor->size, &next);
        next += match->end >= cursor->size;
    }
    cursor->from = (uint32_t)next;
    push_match(L, match, cursor->base, item + 1);
    return 1;
}

/* Markup and code are searched only when their own node is asked. */
static bool is_raw(const struct page *page, const struct object *object)
{
    if (object->type != OBJECT_NODE)
        return false;
    enum node_kind kind = page->nodes[object->index].kind;
    return kind == NODE_CODE || kind == NODE_CODE_BLOCK || kind == NODE_HTML_BLOCK ||
           kind == NODE_HTML_INLINE;
}

/* object:match(pattern) or object:match{ pattern, … } */
int finders_match(lua_State *L)
{
    struct range range = objects_range(L, 1);
    bool whole = is_raw(host_of(L)->page, lua_touserdata(L, 1));
    bool list = lua_istable(L, 2);
    lua_Integer count = list ? luaL_len(L, 2) : 1;
    if (count < 1 || count > PATTERNS_MOST)
        return luaL_error(L, "match takes one pattern, or a list of up to %d", PATTERNS_MOST);
    struct cursor *cursor =
        lua_newuserdatauv(L, sizeof *cursor + (size_t)count * sizeof cursor->items[0], 0);
    *cursor = (struct cursor){range.start, range.end - range.start, 0, whole, (uint32_t)count};
    for (lua_Integer i = 0; i < count; i++) {
        if (list)
            lua_rawgeti(L, 2, i + 1);
        else
            lua_pushvalue(L, 2);
        cursor->items[i].pattern = objects_check(L, -1, OBJECT_PATTERN)->index;
        cursor->items[i].state = UNKNOWN;
        lua_pop(L, 1);
    }
    lua_pushcclosure(L, next_match, 1);
    return 1;
}

/* object:has(pattern): would match() find anything? For nothing but the search, so that
 * a dear pattern can stand behind a cheap one. */
int finders_has(lua_State *L)
{
    const struct host *host = host_of(L);
    struct range range = objects_range(L, 1);
    const char *text =
        is_raw(host->page, lua_touserdata(L, 1)) ? host->page->text : host->page->plain;
    struct str part = {text + range.start, range.end - range.start};
    struct pattern_match match;
    lua_pushboolean(L,
                    find_pattern(L, objects_check(L, 2, OBJECT_PATTERN)->index, part, 0, &match));
    return 1;
}

/* pattern:test(text): does it match somewhere? */
static int pattern_test(lua_State *L)
{
    const struct object *object = objects_check(L, 1, OBJECT_PATTERN);
    struct pattern_match match;
    struct str text;
    text.s = luaL_checklstring(L, 2, &text.n);
    if (utf8_check(text.s, text.n) < text.n)
        return luaL_error(L, "test: the text is no UTF-8; was a character cut in two?");
    lua_pushboolean(L, find_pattern(L, object->index, text, 0, &match));
    return 1;
}

/* ---- Phrases ----------------------------------------------------------------------- */

const struct phrase_file *finders_file(const struct host *host, uint32_t list)
{
    for (size_t i = 0; i < host->phrase_files.count; i++) {
        if (host->phrase_files.items[i]->list == list)
            return host->phrase_files.items[i];
    }
    return NULL;
}

/* A row of the list at `index`, on the stack: the rule's own, or nil and *value for one of
 * a file. */
static void push_row(lua_State *L, int index, uint32_t list, uint32_t entry,
                     const struct yml **value)
{
    struct host *host = host_of(L);
    *value = NULL;
    lua_getiuservalue(L, index, 1);
    if (lua_istable(L, -1)) {
        lua_rawgeti(L, -1, entry);
        return;
    }
    lua_pushnil(L);
    *value = finders_file(host, list)->rows[entry - 1];
}

static void push_hit(lua_State *L, uint32_t list, const struct phrase_hit *hit)
{
    const struct yml *value;
    push_row(L, lua_upvalueindex(1), list, hit->entry, &value);
    int row = lua_gettop(L);
    struct match_object *match = objects_push_words(L, hit->first_word, hit->past_word);
    match->row = value;
    lua_pushvalue(L, row);
    lua_setiuservalue(L, -2, 1);
}

/* Upvalues: phrases, next hit, first word past the range. */
static int next_phrase(lua_State *L)
{
    struct host *host = host_of(L);
    const struct object *object = lua_touserdata(L, lua_upvalueindex(1));
    uint32_t list = host->rule->lists.items[object->index];
    const struct phrase_hits *hits = &host->hits[list];
    size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(2));
    uint32_t past = (uint32_t)lua_tointeger(L, lua_upvalueindex(3));
    while (at < hits->count && hits->items[at].past_word <= past && hits->items[at].entry == 0)
        at++;
    host_charge(L, 1 + (at - (size_t)lua_tointeger(L, lua_upvalueindex(2))) / 16);
    if (at >= hits->count || hits->items[at].past_word > past)
        return 0;
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_replace(L, lua_upvalueindex(2));
    push_hit(L, list, &hits->items[at]);
    return 1;
}

const struct phrase_hits *finders_hits(lua_State *L, uint32_t list)
{
    struct host *host = host_of(L);
    if (host->hits == NULL) {
        host->hits = phrase_book_find(host->book, host->page);
        host_charge(L, host->page->word_count / 16);
    }
    return &host->hits[list];
}

int finders_find(lua_State *L)
{
    struct host *host = host_of(L);
    struct range range = objects_range(L, 1);
    const struct object *list = objects_check(L, 2, OBJECT_PHRASES);
    const struct phrase_hits *hits = finders_hits(L, host->rule->lists.items[list->index]);
    lua_pushvalue(L, 2);
    lua_pushinteger(L,
                    (lua_Integer)phrase_hits_from(hits, page_word_from(host->page, range.start)));
    lua_pushinteger(L, page_word_from(host->page, range.end));
    lua_pushcclosure(L, next_phrase, 3);
    return 1;
}

/* list:row(text): the row whose phrase this text is, as in match.entry; nil if there is none. */
static int phrases_row(lua_State *L)
{
    struct host *host = host_of(L);
    const struct object *object = objects_check(L, 1, OBJECT_PHRASES);
    uint32_t list = host->rule->lists.items[object->index];
    const struct yml *value;
    struct str text;
    text.s = luaL_checklstring(L, 2, &text.n);
    host_charge(L, 1 + text.n / 16);
    uint32_t entry = phrase_book_row(host->book, list, text);
    if (entry == 0) {
        lua_pushnil(L);
        return 1;
    }
    push_row(L, 1, list, entry, &value);
    matches_complete_row(L, value);
    return 1;
}

static const struct member phrases_members[] = {{"row", true, phrases_row}};
static const struct member pattern_members[] = {{"test", true, pattern_test}};

void finders_open(lua_State *L)
{
    objects_register(L, OBJECT_PATTERN, pattern_members, COUNT_OF(pattern_members));
    objects_register(L, OBJECT_PHRASES, phrases_members, COUNT_OF(phrases_members));
}
