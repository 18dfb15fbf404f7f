/* match, has and test of patterns; find and row of lists of phrases. */
#include "check/host.h"

#include <string.h>

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
