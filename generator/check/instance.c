/*
 * What a run of a rule's file leaves: its functions and all that they can reach. Nothing may
 * outlive a page, so the file would have to be run anew for each. Since it cannot see the
 * page, each run makes the same; so the last one's is used again, as long as it is as it was
 * made. After each page the values that check and collect can reach are compared, one by one
 * and in order, with those noted after the run: upvalues, tables, rows of phrases. A rule that
 * changed one, failed, or asked for much memory starts from its file again.
 *
 * What is noted is kept alive, so that an address stands for one thing.
 */
#include "check/host.h"

#include <string.h>

enum { NOTED_MOST = 4000, MEMORY_MOST = 1 << 20, END_OF_OBJECT = 100, INTEGER };
/* Places in the list of objects beside those looked into: the set of what is kept alive, and
 * the functions that are called. */
enum { ALIVE = 0, CHECK = -1, COLLECT = -2 };

struct walk {
    struct instance *instance;
    bool compare; /* with what was noted, else note it */
    size_t at;    /* the next noted */
    int objects;  /* stack index of the list of objects */
};

static struct noted note_of(lua_State *L, int index)
{
    struct noted noted = {.kind = (uint8_t)lua_type(L, index)};
    double number;
    switch (noted.kind) {
    case LUA_TBOOLEAN:
        noted.value = (uint64_t)lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            noted.kind = INTEGER;
            noted.value = (uint64_t)lua_tointeger(L, index);
            break;
        }
        number = lua_tonumber(L, index);
        memcpy(&noted.value, &number, sizeof number);
        break;
    default:
        noted.value = (uint64_t)(uintptr_t)lua_topointer(L, index);
    }
    return noted;
}

/* Keeps the value at the top alive and, if it can hold others, lists it to be looked into. */
static void keep(lua_State *L, const struct walk *walk)
{
    int type = lua_type(L, -1);
    bool holds = type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA;
    if (!holds && type != LUA_TSTRING)
        return;
    lua_rawgeti(L, walk->objects, ALIVE);
    lua_pushvalue(L, -2);
    if (lua_rawget(L, -2) == LUA_TNIL) {
        lua_pushvalue(L, -3);
        lua_pushboolean(L, true);
        lua_rawset(L, -4);
        if (holds) {
            lua_pushvalue(L, -3);
            lua_rawseti(L, walk->objects, (lua_Integer)lua_rawlen(L, walk->objects) + 1);
        }
    }
    lua_pop(L, 2);
}

static bool meet(struct walk *walk, struct noted noted)
{
    struct instance *instance = walk->instance;
    if (!walk->compare) {
        *vec_push(&instance->noted) = noted;
        return instance->noted.count < NOTED_MOST;
    }
    if (walk->at == instance->noted.count)
        return false;
    const struct noted *before = &instance->noted.items[walk->at++];
    return before->kind == noted.kind && before->value == noted.value;
}

/* Notes the value at the index, or compares it. */
static bool meet_value(lua_State *L, struct walk *walk, int index)
{
    if (!meet(walk, note_of(L, index)))
        return false;
    if (!walk->compare) {
        lua_pushvalue(L, index);
        keep(L, walk);
        lua_pop(L, 1);
    }
    return true;
}

static bool walk_table(lua_State *L, struct walk *walk)
{
    int table = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        if (!meet_value(L, walk, -2) || !meet_value(L, walk, -1))
            return false;
    }
    return meet(walk, (struct noted){END_OF_OBJECT, lua_rawlen(L, table)});
}

static bool walk_function(lua_State *L, struct walk *walk)
{
    int function = lua_gettop(L);
    for (int i = 1; lua_getupvalue(L, function, i) != NULL; i++) {
        if (!meet_value(L, walk, -1))
            return false;
        lua_pop(L, 1);
    }
    return true; /* how many upvalues it has cannot change */
}

/* Looks into all objects of the list, to which noting adds. */
static bool walk_all(lua_State *L, struct walk *walk)
{
    bool same = true;
    for (lua_Integer i = 1; same; i++) {
        lua_settop(L, walk->objects);
        int type = lua_rawgeti(L, walk->objects, i);
        if (type == LUA_TNIL)
            break;
        if (type == LUA_TTABLE) {
            same = walk_table(L, walk);
        } else if (type == LUA_TFUNCTION) {
            same = walk_function(L, walk);
        } else {
            lua_getiuservalue(L, -1, 1);
            same = meet_value(L, walk, -1);
        }
    }
    lua_settop(L, walk->objects);
    return same && (!walk->compare || walk->at == walk->instance->noted.count);
}

/* Notes what the functions at the top two places reach: check, and collect or nil. */
static void note_all(lua_State *L, struct instance *instance)
{
    int top = lua_gettop(L);
    lua_newtable(L);
    struct walk walk = {.instance = instance, .objects = top + 1};
    instance->noted.count = 0;
    lua_newtable(L);
    lua_rawseti(L, walk.objects, ALIVE);
    for (int i = 0; i < 2; i++) {
        lua_pushvalue(L, top - 1 + i);
        keep(L, &walk);
        lua_rawseti(L, walk.objects, i == 0 ? CHECK : COLLECT);
    }
    if (walk_all(L, &walk))
        instance->objects = luaL_ref(L, LUA_REGISTRYINDEX);
    else
        instance->restless = true;
    lua_settop(L, top);
}

/* Runs the file; leaves check and collect on the stack. */
static void run_file(lua_State *L, struct host *host)
{
    struct instance *instance = &host->rule->instance;
    int64_t steps = host->steps;
    size_t asked = host->asked;
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->rule->chunk);
    sandbox_push(host);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_getfield(L, -1, "check");
    lua_getfield(L, -2, "collect");
    instance->steps = steps - host->steps;
    instance->asked = host->asked - asked;
    if (!instance->restless && instance->asked < MEMORY_MOST)
        note_all(L, instance);
    host->asked = asked + instance->asked;
}

/* A page is charged for the run of the file, whether it needed one or not. */
static void push_kept(lua_State *L, struct host *host)
{
    struct rule *rule = host->rule;
    host->asked += rule->instance.asked;
    host_charge(L, (size_t)rule->instance.steps);
    host->next_pattern = rule->patterns.count;
    host->next_set = rule->sets.count;
    host->next_list = rule->lists.count;
    lua_rawgeti(L, LUA_REGISTRYINDEX, rule->instance.objects);
    lua_rawgeti(L, -1, CHECK);
    lua_rawgeti(L, -2, COLLECT);
}

void instance_push(lua_State *L, bool collect)
{
    struct host *host = host_of(L);
    if (host->rule->instance.objects != LUA_NOREF)
        push_kept(L, host);
    else
        run_file(L, host);
    if (!collect)
        lua_pop(L, 1);
}

void instance_settle(lua_State *L)
{
    struct host *host = host_of(L);
    struct instance *instance = &host->rule->instance;
    if (instance->objects == LUA_NOREF)
        return;
    lua_rawgeti(L, LUA_REGISTRYINDEX, instance->objects);
    struct walk walk = {.instance = instance, .compare = true, .objects = lua_gettop(L)};
    if (host->asked - instance->asked > MEMORY_MOST || !walk_all(L, &walk))
        instance_drop(host, host->rule);
    lua_pop(L, 1);
}

void instance_drop(struct host *host, struct rule *rule)
{
    luaL_unref(host->L, LUA_REGISTRYINDEX, rule->instance.objects);
    rule->instance.objects = LUA_NOREF;
}
