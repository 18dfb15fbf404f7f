/* What all objects of rules have in common: members by name, and a place in the page. */
#include "check/host.h"

#include <string.h>

static const char *const type_names[] = {"page",    "node",    "sentence", "word",  "match",
                                         "pattern", "phrases", "fact",     "field", "stats"};

/* ---- Userdata with members --------------------------------------------------------- */

static int unknown_member(lua_State *L, const struct object *object)
{
    const char *names[64];
    size_t count = 0;
    const char *key = luaL_tolstring(L, 2, NULL);
    lua_pushnil(L);
    while (lua_next(L, lua_upvalueindex(1)) != 0 && count < COUNT_OF(names)) {
        names[count++] = lua_tostring(L, -2);
        lua_pop(L, 1);
    }
    const char *nearest = nearest_word(str_of(key), names, count);
    if (nearest != NULL)
        return luaL_error(L, "a %s has no \"%s\"; did you mean \"%s\"?", type_names[object->type],
                          key, nearest);
    return luaL_error(L, "a %s has no \"%s\"", type_names[object->type], key);
}

/* Upvalue: name → a method's function, or a field's member. */
static int index_object(lua_State *L)
{
    const struct object *object = lua_touserdata(L, 1);
    lua_pushvalue(L, 2);
    int type = lua_rawget(L, lua_upvalueindex(1));
    if (type == LUA_TLIGHTUSERDATA) {
        const struct member *field = lua_touserdata(L, -1);
        lua_settop(L, 1);
        return field->run(L);
    }
    if (type != LUA_TNIL)
        return 1;
    if (object->type == OBJECT_MATCH && lua_isinteger(L, 2))
        return matches_group(L);
    return unknown_member(L, object);
}

static int read_only(lua_State *L)
{
    const struct object *object = lua_touserdata(L, 1);
    return luaL_error(L, "a %s cannot be changed", type_names[object->type]);
}

static int same_object(lua_State *L)
{
    const struct object *a = lua_touserdata(L, 1), *b = lua_touserdata(L, 2);
    lua_pushboolean(L, a != NULL && b != NULL && a->type == b->type && a->index == b->index &&
                           a->type != OBJECT_MATCH);
    return 1;
}

/* a < b: a begins before b in the text. */
static int begins_before(lua_State *L)
{
    uint32_t a = objects_range(L, 1).start;
    lua_pushboolean(L, a < objects_range(L, 2).start);
    return 1;
}

static int show_object(lua_State *L)
{
    const struct object *object = lua_touserdata(L, 1);
    lua_pushstring(L, type_names[object->type]);
    return 1;
}

/* To the table at the top. */
static void add_members(lua_State *L, const struct member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (members[i].method)
            lua_pushcfunction(L, members[i].run);
        else
            lua_pushlightuserdata(L, (void *)(uintptr_t)&members[i]);
        lua_setfield(L, -2, members[i].name);
    }
}

void objects_register(lua_State *L, enum object_type type, const struct member *members,
                      size_t count)
{
    static const struct {
        const char *name;
        lua_CFunction run;
    } events[] = {{"__newindex", read_only},
                  {"__eq", same_object},
                  {"__lt", begins_before},
                  {"__tostring", show_object}};
    lua_newtable(L);
    lua_newtable(L);
    add_members(L, members, count);
    lua_pushcclosure(L, index_object, 1);
    lua_setfield(L, -2, "__index");
    for (size_t i = 0; i < COUNT_OF(events); i++) {
        lua_pushcfunction(L, events[i].run);
        lua_setfield(L, -2, events[i].name);
    }
    lua_rawsetp(L, LUA_REGISTRYINDEX, type_names[type]);
}

void objects_extend(lua_State *L, enum object_type type, const struct member *members, size_t count)
{
    int top = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, type_names[type]);
    lua_getfield(L, -1, "__index");
    lua_getupvalue(L, -1, 1);
    add_members(L, members, count);
    lua_settop(L, top);
}

struct object *objects_push(lua_State *L, enum object_type type, size_t size, uint32_t index)
{
    struct object *object =
        lua_newuserdatauv(L, size, type == OBJECT_MATCH || type == OBJECT_PHRASES);
    memset(object, 0, size);
    object->type = type;
    object->index = index;
    lua_rawgetp(L, LUA_REGISTRYINDEX, type_names[type]);
    lua_setmetatable(L, -2);
    return object;
}

struct object *objects_check(lua_State *L, int index, enum object_type type)
{
    struct object *object = lua_touserdata(L, index);
    if (object == NULL || object->type != type)
        luaL_error(L, "a %s is wanted here, not a %s (call methods with \":\")", type_names[type],
                   object ? type_names[object->type] : luaL_typename(L, index));
    return object;
}

static struct range text_range(const struct page *page, uint32_t start, uint32_t end)
{
    return (struct range){.start = start, .end = end, .span = page_span(page, start, end)};
}

/* A page as a whole is reported at its title, or where its text starts. */
static struct range page_range(const struct page *page)
{
    struct range range = {.end = page->size};
    for (uint32_t i = 0; i < page->node_count; i++) {
        if (page->nodes[i].kind == NODE_TITLE || page->nodes[i].kind == NODE_HEADING) {
            range.span = page->nodes[i].span;
            break;
        }
    }
    return range;
}

struct range objects_range(lua_State *L, int index)
{
    const struct page *page = host_of(L)->page;
    const struct object *object = lua_touserdata(L, index);
    if (object != NULL && object->type == OBJECT_PAGE)
        return page_range(page);
    if (object != NULL && object->type == OBJECT_NODE) {
        const struct flat_node *node = &page->nodes[object->index];
        return (struct range){
            .start = node->start, .end = node->end, .span = node->span, .node = node};
    }
    if (object != NULL && object->type == OBJECT_SENTENCE) {
        const struct sentence *sentence = &page->sentences[object->index];
        return text_range(page, sentence->start, sentence->end);
    }
    if (object != NULL && object->type == OBJECT_WORD) {
        const struct word *word = &page->words[object->index];
        return text_range(page, word->start, word->end);
    }
    if (object != NULL && object->type == OBJECT_MATCH) {
        const struct match_object *match = (const struct match_object *)object;
        return text_range(page, match->start, match->end);
    }
    if (object != NULL && object->type == OBJECT_FIELD)
        return fields_range(L, index);
    luaL_error(L, "a page, node, sentence, word, match or field is wanted here, not a %s",
               object ? type_names[object->type] : luaL_typename(L, index));
    return (struct range){0};
}

int objects_push_place(lua_State *L, enum object_type type, uint32_t index)
{
    if (index == NONE)
        lua_pushnil(L);
    else
        objects_push(L, type, sizeof(struct object), index);
    return 1;
}

struct match_object *objects_push_match(lua_State *L, uint32_t start, uint32_t end)
{
    struct match_object *match =
        (struct match_object *)objects_push(L, OBJECT_MATCH, sizeof(struct match_object), 0);
    match->start = start;
    match->end = end;
    return match;
}

struct match_object *objects_push_words(lua_State *L, uint32_t first, uint32_t past)
{
    const struct page *page = host_of(L)->page;
    return objects_push_match(L, page->words[first].start, page->words[past - 1].end);
}

int objects_text(lua_State *L, const char *text)
{
    lua_pushstring(L, text);
    return 1;
}

void objects_set_text(lua_State *L, const char *name, const char *text)
{
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}
