/*
 * fact(name, key, value, span) for collect; page:facts and page:site_facts for check.
 *
 * A value is written as a mark of its type and its bytes, and read back as a new Lua
 * value at each look: nothing a rule does to it is seen by another page.
 */
#include "check/facts.h"
#include "check/host.h"

#include <string.h>

enum {
    FACT_STEPS = 20,
    NAME_MOST = 100,
    KEY_MOST = 1000,
    VALUE_MOST = 4096,
    BYTES_ALWAYS = 256 << 10 /* of all facts of a rule about one page, beside the page's size */
};

/* ---- Values as bytes --------------------------------------------------------------- */

enum value_mark {
    MARK_NIL = 'n',
    MARK_INTEGER = 'i',
    MARK_NUMBER = 'd',
    MARK_TRUE = 't',
    MARK_FALSE = 'f',
    MARK_TEXT = 's',
    MARK_TABLE = '{'
};

struct value {
    size_t size;
    char bytes[VALUE_MOST];
};

static void put(lua_State *L, struct value *value, const void *bytes, size_t size)
{
    if (size > sizeof value->bytes - value->size)
        luaL_error(L, "fact: a value may have %d bytes", VALUE_MOST);
    memcpy(value->bytes + value->size, bytes, size);
    value->size += size;
}

static void put_mark(lua_State *L, struct value *value, enum value_mark mark)
{
    put(L, value, &(char){(char)mark}, 1);
}

static void put_scalar(lua_State *L, int index, struct value *value)
{
    int type = lua_type(L, index);
    if (type == LUA_TNUMBER && lua_isinteger(L, index)) {
        put_mark(L, value, MARK_INTEGER);
        put(L, value, &(lua_Integer){lua_tointeger(L, index)}, sizeof(lua_Integer));
    } else if (type == LUA_TNUMBER) {
        put_mark(L, value, MARK_NUMBER);
        put(L, value, &(lua_Number){lua_tonumber(L, index)}, sizeof(lua_Number));
    } else if (type == LUA_TBOOLEAN) {
        put_mark(L, value, lua_toboolean(L, index) ? MARK_TRUE : MARK_FALSE);
    } else if (type == LUA_TSTRING) {
        size_t size;
        const char *text = lua_tolstring(L, index, &size);
        put_mark(L, value, MARK_TEXT);
        put(L, value, &size, sizeof size);
        put(L, value, text, size);
    } else {
        luaL_error(L, "fact: a value holds texts, numbers and flags, not a %s",
                   luaL_typename(L, index));
    }
}

static void put_value(lua_State *L, int index, struct value *value)
{
    if (lua_isnoneornil(L, index)) {
        put_mark(L, value, MARK_NIL);
        return;
    }
    if (!lua_istable(L, index)) {
        put_scalar(L, index, value);
        return;
    }
    put_mark(L, value, MARK_TABLE);
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
        host_charge(L, 1);
        put_scalar(L, -2, value);
        put_scalar(L, -1, value);
    }
}

static void take(struct str *bytes, void *to, size_t size)
{
    memcpy(to, bytes->s, size);
    bytes->s += size;
    bytes->n -= size;
}

static void push_value(lua_State *L, struct str *bytes)
{
    char mark;
    lua_Integer integer;
    lua_Number number;
    size_t size;
    take(bytes, &mark, 1);
    switch ((enum value_mark)mark) {
    case MARK_NIL:
        lua_pushnil(L);
        break;
    case MARK_INTEGER:
        take(bytes, &integer, sizeof integer);
        lua_pushinteger(L, integer);
        break;
    case MARK_NUMBER:
        take(bytes, &number, sizeof number);
        lua_pushnumber(L, number);
        break;
    case MARK_TRUE:
    case MARK_FALSE:
        lua_pushboolean(L, mark == MARK_TRUE);
        break;
    case MARK_TEXT:
        take(bytes, &size, sizeof size);
        lua_pushlstring(L, bytes->s, size);
        bytes->s += size;
        bytes->n -= size;
        break;
    case MARK_TABLE:
        lua_newtable(L);
        while (bytes->n > 0) {
            push_value(L, bytes);
            push_value(L, bytes);
            lua_rawset(L, -3);
        }
        break;
    }
}

/* ---- Telling ----------------------------------------------------------------------- */

static struct str text_argument(lua_State *L, int index, size_t most, const char *what)
{
    struct str text;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "fact: the %s must be a text, not a %s", what, luaL_typename(L, index));
    text.s = lua_tolstring(L, index, &text.n);
    if (text.n > most)
        luaL_error(L, "fact: a %s may have %d bytes", what, (int)most);
    return text;
}

int facts_tell(lua_State *L)
{
    struct host *host = host_of(L);
    struct value value = {0};
    struct fact_told fact = {.rule = host->rule->number};
    lua_settop(L, 4);
    host_charge(L, FACT_STEPS);
    fact.name = text_argument(L, 1, NAME_MOST, "name");
    fact.key = text_argument(L, 2, KEY_MOST, "key");
    put_value(L, 3, &value);
    if (!lua_isnil(L, 4))
        fact.line = source_place(host->page->document->source, objects_range(L, 4).span.start).line;
    fact.value = (struct str){value.bytes, value.size};
    facts_put(host->told, fact);
    if (host->told->n - host->told_before > BYTES_ALWAYS + host->page->size)
        return luaL_error(L, "it collects more facts than a rule may about one page");
    return 0;
}

/* ---- Asking ------------------------------------------------------------------------ */

static const struct fact *fact_at(lua_State *L)
{
    return facts_at(host_of(L)->facts, objects_check(L, 1, OBJECT_FACT)->index);
}

/* Upvalues: the next fact, the scope. */
static int next_fact(lua_State *L)
{
    uint32_t at = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    enum facts_scope scope = (enum facts_scope)lua_tointeger(L, lua_upvalueindex(2));
    host_charge(L, 1);
    if (at == NONE)
        return 0;
    lua_pushinteger(L, facts_at(host_of(L)->facts, at)->next[scope]);
    lua_replace(L, lua_upvalueindex(1));
    objects_push(L, OBJECT_FACT, sizeof(struct object), at);
    return 1;
}

static int push_facts(lua_State *L, const char *method, enum facts_scope scope)
{
    struct host *host = host_of(L);
    struct facts_question question = {
        .scope = scope, .rule = host->rule->number, .publication = host->publication};
    objects_check(L, 1, OBJECT_PAGE);
    if (host->facts == NULL)
        return luaL_error(L, "%s: facts are known to check, not yet to collect", method);
    question.name.s = luaL_checklstring(L, 2, &question.name.n);
    if (scope != FACTS_OF_NAME)
        question.key.s = luaL_checklstring(L, 3, &question.key.n);
    host_charge(L, 2);
    lua_pushinteger(L, facts_find(host->facts, question));
    lua_pushinteger(L, scope);
    lua_pushcclosure(L, next_fact, 2);
    return 1;
}

int facts_of_publication(lua_State *L)
{
    return push_facts(L, "page:facts", lua_isnoneornil(L, 3) ? FACTS_OF_NAME : FACTS_OF_KEY);
}

int facts_of_site(lua_State *L)
{
    return push_facts(L, "page:site_facts", FACTS_OF_SITE);
}

/* ---- A fact ------------------------------------------------------------------------ */

static int fact_key(lua_State *L)
{
    struct str key = fact_at(L)->key;
    lua_pushlstring(L, key.s, key.n);
    return 1;
}

static int fact_value(lua_State *L)
{
    struct str value = fact_at(L)->value;
    host_charge(L, value.n / 64);
    push_value(L, &value);
    return 1;
}

static int fact_path(lua_State *L)
{
    lua_pushstring(L, fact_at(L)->document->source->path);
    return 1;
}

static int fact_line(lua_State *L)
{
    uint32_t line = fact_at(L)->line;
    if (line == 0)
        lua_pushnil(L);
    else
        lua_pushinteger(L, line);
    return 1;
}

static int fact_own(lua_State *L)
{
    lua_pushboolean(L, fact_at(L)->document == host_of(L)->page->document);
    return 1;
}

static const struct member fact_members[] = {
    {"key", false, fact_key},   {"value", false, fact_value}, {"path", false, fact_path},
    {"line", false, fact_line}, {"own", false, fact_own},
};

void facts_open(lua_State *L)
{
    objects_register(L, OBJECT_FACT, fact_members, COUNT_OF(fact_members));
}
