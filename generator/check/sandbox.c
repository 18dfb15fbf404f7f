/*
 * What a rule may call: an allow-list. Each thing left out was an attack that
 * worked: pcall and coroutines outlive the step limit, setmetatable gives
 * finalisers that no limit reaches, string patterns and some functions work for
 * ever inside one call. Those that are kept and cost more than a moment charge
 * their share of steps first.
 */
#include "check/host.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATED_MOST = 1 << 20, BYTES_A_STEP = 64 };

static int forbid(lua_State *L)
{
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    return luaL_error(L, "rules cannot use or set \"%s\": declare it local", name);
}

/* ---- Guarded functions ------------------------------------------------------------- */

/* Calls the original, the closure's upvalue, with the same arguments. */
static int call_original(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int guarded_text(lua_State *L)
{
    size_t size = 0;
    luaL_checklstring(L, 1, &size);
    host_charge(L, size / BYTES_A_STEP);
    return call_original(L);
}

static int guarded_rep(lua_State *L)
{
    size_t size = 0, gap = 0;
    luaL_checklstring(L, 1, &size);
    luaL_optlstring(L, 3, "", &gap);
    lua_Integer times = luaL_checkinteger(L, 2);
    if (times > REPEATED_MOST || (times > 0 && (size + gap) * (lua_Unsigned)times > REPEATED_MOST))
        return luaL_error(L, "string.rep would make more than %d bytes", REPEATED_MOST);
    host_charge(L, times > 0 ? (size + gap) * (size_t)times / BYTES_A_STEP : 0);
    return call_original(L);
}

/* Tables and functions print as addresses, which differ from run to run. */
static void check_printable(lua_State *L, int index)
{
    int type = lua_type(L, index);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION)
        luaL_error(L, "a %s cannot be shown as text", lua_typename(L, type));
}

static int guarded_format(lua_State *L)
{
    const char *format = luaL_checkstring(L, 1);
    for (const char *c = format; *c != '\0'; c++) {
        if (*c != '%')
            continue;
        c += 1 + strspn(c + 1, "-+ #0123456789.");
        if (*c == 'p')
            return luaL_error(L, "%%p shows an address");
        if (*c == '\0')
            break;
    }
    for (int i = 2; i <= lua_gettop(L); i++) {
        size_t size = 0;
        check_printable(L, i);
        if (lua_type(L, i) == LUA_TSTRING)
            lua_tolstring(L, i, &size);
        host_charge(L, size / BYTES_A_STEP);
    }
    return call_original(L);
}

static int guarded_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    check_printable(L, 1);
    luaL_tolstring(L, 1, NULL);
    return 1;
}

/* A length found by `#` may be any border of a table with gaps, so far beyond what
 * the table holds. */
static lua_Integer check_length(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer length = luaL_len(L, 1);
    return length > 0 ? length : 0;
}

static int guarded_insert(lua_State *L)
{
    lua_Integer length = check_length(L);
    if (lua_gettop(L) == 3) {
        lua_Integer at = luaL_checkinteger(L, 2);
        if (at > 0 && at <= length)
            host_charge(L, (size_t)(length - at));
    }
    return call_original(L);
}

static int guarded_remove(lua_State *L)
{
    lua_Integer length = check_length(L);
    lua_Integer at = luaL_optinteger(L, 2, length);
    if (at > 0 && at <= length)
        host_charge(L, (size_t)(length - at));
    return call_original(L);
}

static int guarded_concat(lua_State *L)
{
    lua_Integer length = check_length(L);
    lua_Integer from = luaL_optinteger(L, 3, 1), to = luaL_optinteger(L, 4, length);
    if (to > from)
        host_charge(L, (size_t)((lua_Unsigned)to - (lua_Unsigned)from));
    return call_original(L);
}

static int guarded_unpack(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer from = luaL_optinteger(L, 2, 1);
    lua_Integer to = luaL_optinteger(L, 3, luaL_len(L, 1));
    if (to > from)
        host_charge(L, (size_t)((lua_Unsigned)to - (lua_Unsigned)from));
    return call_original(L);
}

static int guarded_sort(lua_State *L)
{
    size_t length = (size_t)check_length(L);
    size_t rounds = 1;
    while (length >> rounds > 0)
        rounds++;
    host_charge(L, length * rounds);
    return call_original(L);
}

/* ---- pairs in a fixed order -------------------------------------------------------- */

/* Numbers before texts before booleans; each ascending. */
static int compare_keys(lua_State *L, int a, int b)
{
    int ta = lua_type(L, a), tb = lua_type(L, b);
    if (ta != tb) {
        static const int rank[] = {[LUA_TNUMBER] = 0, [LUA_TSTRING] = 1, [LUA_TBOOLEAN] = 2};
        return rank[ta] - rank[tb];
    }
    if (ta == LUA_TNUMBER)
        return lua_compare(L, a, b, LUA_OPLT) ? -1 : lua_compare(L, b, a, LUA_OPLT);
    if (ta == LUA_TBOOLEAN)
        return lua_toboolean(L, a) - lua_toboolean(L, b);
    size_t na, nb;
    const char *sa = lua_tolstring(L, a, &na), *sb = lua_tolstring(L, b, &nb);
    int order = memcmp(sa, sb, na < nb ? na : nb);
    return order != 0 ? order : (na > nb) - (na < nb);
}

/* table.sort's comparison of two keys. */
static int key_before(lua_State *L)
{
    host_charge(L, 1);
    lua_pushboolean(L, compare_keys(L, 1, 2) < 0);
    return 1;
}

/* Upvalues: the table, its sorted keys, the place. */
static int next_pair(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        lua_rawgeti(L, lua_upvalueindex(2), ++at);
        if (lua_isnil(L, -1))
            return 1;
        lua_pushvalue(L, -1);
        lua_rawget(L, lua_upvalueindex(1));
        if (!lua_isnil(L, -1))
            break;
        lua_pop(L, 2);
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

/* Upvalue: the original table.sort. */
static int sorted_pairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_newtable(L);
    lua_Integer count = 0;
    lua_pushnil(L);
    while (lua_next(L, 1) != 0) {
        int type = lua_type(L, -2);
        if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN)
            return luaL_error(L, "pairs needs keys that have an order: texts and numbers");
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, 2, ++count);
        host_charge(L, 1);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 2);
    lua_pushcfunction(L, key_before);
    lua_call(L, 2, 0);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_pair, 3);
    return 1;
}

/* ---- The environment --------------------------------------------------------------- */

static const char *const plain_globals[] = {"assert", "error",    "ipairs",
                                            "select", "tonumber", "type"};

static const luaL_Reg own_functions[] = {{"pattern", compiled_pattern},
                                         {"patterns", compiled_patterns},
                                         {"phrases", compiled_phrases},
                                         {"names_alike", terms_names_alike},
                                         {"edit_distance", terms_edit_distance},
                                         {"shorten", library_shorten},
                                         {NULL, NULL}};

struct guard {
    const char *library, *name;
    lua_CFunction guard; /* NULL: as it is */
};
static const struct guard library_functions[] = {{"string", "byte", guarded_text},
                                                 {"string", "char", NULL},
                                                 {"string", "format", guarded_format},
                                                 {"string", "len", NULL},
                                                 {"string", "lower", guarded_text},
                                                 {"string", "rep", guarded_rep},
                                                 {"string", "reverse", guarded_text},
                                                 {"string", "sub", guarded_text},
                                                 {"string", "upper", guarded_text},
                                                 {"table", "concat", guarded_concat},
                                                 {"table", "insert", guarded_insert},
                                                 {"table", "remove", guarded_remove},
                                                 {"table", "sort", guarded_sort},
                                                 {"table", "unpack", guarded_unpack},
                                                 {"utf8", "char", NULL},
                                                 {"utf8", "charpattern", NULL},
                                                 {"utf8", "codepoint", guarded_text},
                                                 {"utf8", "codes", guarded_text},
                                                 {"utf8", "len", guarded_text},
                                                 {"utf8", "offset", guarded_text},
                                                 {"math", "abs", NULL},
                                                 {"math", "ceil", NULL},
                                                 {"math", "exp", NULL},
                                                 {"math", "floor", NULL},
                                                 {"math", "fmod", NULL},
                                                 {"math", "huge", NULL},
                                                 {"math", "log", NULL},
                                                 {"math", "max", NULL},
                                                 {"math", "maxinteger", NULL},
                                                 {"math", "min", NULL},
                                                 {"math", "mininteger", NULL},
                                                 {"math", "modf", NULL},
                                                 {"math", "pi", NULL},
                                                 {"math", "sqrt", NULL},
                                                 {"math", "tointeger", NULL},
                                                 {"math", "type", NULL},
                                                 {"math", "ult", NULL}};

/* Puts a read-only stand-in for the table on top of the stack in its place. */
static void lock_table(lua_State *L)
{
    lua_newtable(L); /* stand-in */
    lua_newtable(L); /* its metatable */
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, forbid);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

static void add_library(lua_State *L, const char *library, int originals)
{
    lua_newtable(L);
    lua_getfield(L, originals, library);
    for (size_t i = 0; i < COUNT_OF(library_functions); i++) {
        const struct guard *function = &library_functions[i];
        if (strcmp(function->library, library) != 0)
            continue;
        lua_getfield(L, -1, function->name);
        if (function->guard != NULL)
            lua_pushcclosure(L, function->guard, 1);
        lua_setfield(L, -3, function->name);
    }
    lua_pop(L, 1);
    lock_table(L);
}

/* "…":upper() finds the guarded functions too. */
static void guard_strings(lua_State *L, int environment)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_getfield(L, environment, "string");
    lua_setfield(L, -2, "__index");
    lua_pop(L, 2);
}

void sandbox_open(struct host *host)
{
    static const char *const libraries[] = {"string", "table", "utf8", "math"};
    lua_State *L = host->L;
    luaL_openlibs(L);
    lua_pushglobaltable(L);
    int originals = lua_gettop(L);
    lua_newtable(L);
    int environment = lua_gettop(L);
    for (size_t i = 0; i < COUNT_OF(plain_globals); i++) {
        lua_getfield(L, originals, plain_globals[i]);
        lua_setfield(L, environment, plain_globals[i]);
    }
    for (size_t i = 0; i < COUNT_OF(libraries); i++) {
        add_library(L, libraries[i], originals);
        lua_setfield(L, environment, libraries[i]);
    }
    lua_pushcfunction(L, guarded_tostring);
    lua_setfield(L, environment, "tostring");
    lua_getfield(L, originals, "table");
    lua_getfield(L, -1, "sort");
    lua_pushcclosure(L, sorted_pairs, 1);
    lua_setfield(L, environment, "pairs");
    lua_pop(L, 1);
    luaL_setfuncs(L, own_functions, 0);
    library_push_dates(L);
    lock_table(L);
    lua_setfield(L, environment, "dates");
    guard_strings(L, environment);

    lua_newtable(L); /* the metatable of every fresh environment */
    lua_pushvalue(L, environment);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, forbid);
    lua_setfield(L, -2, "__newindex");
    lua_setfield(L, LUA_REGISTRYINDEX, "concordat.environment");
    lua_settop(L, originals - 1);
}

void sandbox_push(struct host *host)
{
    lua_State *L = host->L;
    lua_newtable(L);
    lua_getfield(L, LUA_REGISTRYINDEX, "concordat.environment");
    lua_setmetatable(L, -2);
}
