/* What the environment of rules has beside Lua's own: shorten, and dates. */
#include "check/host.h"

#include <strings.h>

/* shorten(text, most): a text of more than 60, or `most`, characters with its end cut off. */
int library_shorten(lua_State *L)
{
    struct str text;
    text.s = luaL_checklstring(L, 1, &text.n);
    lua_Integer most = luaL_optinteger(L, 2, 60);
    size_t kept = 0, at = 0;
    luaL_argcheck(L, most > 0, 2, "must be above 0");
    if (utf8_check(text.s, text.n) < text.n)
        return luaL_error(L, "shorten: the text is no UTF-8; was a character cut in two?");
    host_charge(L, 1 + text.n / 64);
    for (lua_Integer count = 1; at < text.n && count <= most; count++) {
        kept = at;
        utf8_next(text.s, text.n, &at);
    }
    lua_settop(L, 1);
    if (at == text.n)
        return 1;
    lua_pushlstring(L, text.s, kept);
    lua_pushliteral(L, "…");
    lua_concat(L, 2);
    return 1;
}

/* ---- Dates ------------------------------------------------------------------------- */

static lua_Integer number_between(lua_State *L, int index, lua_Integer least, lua_Integer most)
{
    lua_Integer number = luaL_checkinteger(L, index);
    luaL_argcheck(L, number >= least && number <= most, index, "no such month or year");
    return number;
}

/* dates.month("sept"): 9; nil if no month begins with these three letters. */
static int month_of(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    for (size_t i = 0; i < COUNT_OF(month_names); i++) {
        if (strncasecmp(name, month_names[i], 3) == 0) {
            lua_pushinteger(L, (lua_Integer)i + 1);
            return 1;
        }
    }
    lua_pushnil(L);
    return 1;
}

/* dates.spelt("2027-03-31"): "31 March 2027"; nil if that is no date. */
static int spelt(lua_State *L)
{
    struct buf text = BUF_INIT;
    struct str date;
    date.s = luaL_checklstring(L, 1, &date.n);
    bool valid = date_spell(&text, date);
    const char *whole = valid ? buf_to_arena(&text, host_of(L)->arena) : NULL;
    lua_pushstring(L, whole);
    return 1;
}

/* dates.name(9): "September" */
static int name_of(lua_State *L)
{
    lua_pushstring(L, month_names[number_between(L, 1, 1, 12) - 1]);
    return 1;
}

/* dates.days_in(month, year): the days of a month; without a year February has 29. */
static int days_in(lua_State *L)
{
    unsigned month = (unsigned)number_between(L, 1, 1, 12);
    unsigned year = lua_isnoneornil(L, 2) ? 2000 : (unsigned)number_between(L, 2, 0, 9999);
    lua_pushinteger(L, date_days_in(year, month));
    return 1;
}

/* dates.number("2027-03-31"): how many days lie before it; the first is a Monday. Nil if that
 * is no date. */
static int number_of(lua_State *L)
{
    struct str date;
    date.s = luaL_checklstring(L, 1, &date.n);
    if (date_is_valid(date))
        lua_pushinteger(L, date_number(date));
    else
        lua_pushnil(L);
    return 1;
}

void library_push_dates(lua_State *L)
{
    static const luaL_Reg functions[] = {{"month", month_of},   {"name", name_of},
                                         {"spelt", spelt},      {"days_in", days_in},
                                         {"number", number_of}, {NULL, NULL}};
    luaL_newlib(L, functions);
    luaL_Buffer any;
    luaL_buffinit(L, &any);
    for (size_t i = 0; i < COUNT_OF(month_names); i++) {
        luaL_addstring(&any, i > 0 ? "|" : "");
        luaL_addstring(&any, month_names[i]);
    }
    luaL_pushresult(&any);
    lua_setfield(L, -2, "any_month"); /* for a pattern */
}
