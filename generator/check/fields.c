/* Front matter as rules see it: page.meta for its values, page:field for its places. */
#include "check/host.h"

#include <string.h>

/* ---- Values ------------------------------------------------------------------------ */

void fields_push_value(lua_State *L, const struct yml *value, bool flags)
{
    host_charge(L, 1 + value->text.n / 64);
    luaL_checkstack(L, 4, "a value is nested too deep");
    switch (value->kind) {
    case YML_NULL:
        lua_pushnil(L);
        break;
    case YML_SCALAR:
        if (flags && (str_is(value->text, "true") || str_is(value->text, "false")))
            lua_pushboolean(L, str_is(value->text, "true"));
        else
            lua_pushlstring(L, value->text.s, value->text.n);
        break;
    case YML_LIST:
        lua_createtable(L, (int)value->count, 0);
        for (size_t i = 0; i < value->count; i++) {
            fields_push_value(L, &value->items[i], flags);
            if (lua_isnil(L, -1)) { /* a gap would end the list for `ipairs` and `#` */
                lua_pop(L, 1);
                lua_pushliteral(L, "");
            }
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        break;
    case YML_MAP:
        lua_createtable(L, 0, (int)value->count);
        for (size_t i = 0; i < value->count; i++) {
            lua_pushlstring(L, value->pairs[i].key.s, value->pairs[i].key.n);
            fields_push_value(L, &value->pairs[i].value, flags);
            lua_rawset(L, -3);
        }
        break;
    }
}

/* Front matter as the author wrote it, and what stands for what was left out. */
int fields_meta(lua_State *L)
{
    static const struct {
        const char *name;
        size_t offset;
    } defaults[] = {{"kind", offsetof(struct front_matter, kind)},
                    {"status", offsetof(struct front_matter, status)},
                    {"lang", offsetof(struct front_matter, lang)}};
    objects_check(L, 1, OBJECT_PAGE);
    const struct front_matter *meta = host_of(L)->page->document->front_matter;
    if (meta->extra != NULL)
        fields_push_value(L, meta->extra, false);
    else
        lua_newtable(L);
    for (size_t i = 0; i < COUNT_OF(defaults); i++) {
        lua_pushstring(L, *(const char *const *)((const char *)meta + defaults[i].offset));
        lua_setfield(L, -2, defaults[i].name);
    }
    return 1;
}

/* ---- Places ------------------------------------------------------------------------ */

/* The value reached from `map` by the keys and indexes from argument 2 on. */
static const struct yml *reach(lua_State *L, const struct yml *value, struct yml_pair *last)
{
    for (int i = 2; i <= lua_gettop(L); i++) {
        const struct yml *found = NULL;
        if (lua_type(L, i) == LUA_TNUMBER) {
            lua_Integer index = luaL_checkinteger(L, i);
            if (value != NULL && value->kind == YML_LIST && index >= 1 &&
                (lua_Unsigned)index <= value->count)
                found = &value->items[index - 1];
            last->key = STR("");
            last->key_span = (struct span){0, 0};
        } else {
            struct str key;
            key.s = luaL_checklstring(L, i, &key.n);
            size_t count = value != NULL && value->kind == YML_MAP ? value->count : 0;
            for (size_t k = 0; k < count && found == NULL; k++) {
                host_charge(L, 1);
                if (!str_equal(value->pairs[k].key, key))
                    continue;
                found = &value->pairs[k].value;
                last->key = value->pairs[k].key;
                last->key_span = value->pairs[k].key_span;
            }
        }
        value = found;
    }
    return value;
}

/* page:field("sign-off", 2, "name") */
int fields_field(lua_State *L)
{
    struct yml_pair pair = {0};
    objects_check(L, 1, OBJECT_PAGE);
    if (lua_gettop(L) < 2)
        return luaL_error(L, "page:field needs a key of the front matter");
    const struct yml *found = reach(L, host_of(L)->page->document->front_matter->extra, &pair);
    if (found == NULL) {
        lua_pushnil(L);
        return 1;
    }
    pair.value = *found;
    struct field_object *field =
        (struct field_object *)objects_push(L, OBJECT_FIELD, sizeof(struct field_object), 0);
    field->pair = pair;
    return 1;
}

static const struct yml_pair *field_at(lua_State *L, int index)
{
    return &((struct field_object *)objects_check(L, index, OBJECT_FIELD))->pair;
}

/* A text in quotes has its place inside them, if it stands there as it reads; what is
 * left empty, or has parts of its own, is shown at its key. */
struct range fields_range(lua_State *L, int index)
{
    const struct yml_pair *pair = field_at(L, index);
    const struct source *source = host_of(L)->page->document->source;
    struct span span = pair->value.span, inner = {span.start + 1, span.end - 1};
    struct str text = pair->value.text;
    if (span.end - span.start == text.n + 2 && text.n > 0 &&
        memcmp(source->text + inner.start, text.s, text.n) == 0)
        span = inner;
    bool plain = pair->value.kind == YML_SCALAR && span.end > span.start;
    if (!plain && pair->key.n > 0)
        span = pair->key_span;
    return (struct range){.span = span, .named = true, .name = pair->key, .said = text};
}

static int field_text(lua_State *L)
{
    const struct yml *value = &field_at(L, 1)->value;
    if (value->kind == YML_SCALAR)
        lua_pushlstring(L, value->text.s, value->text.n);
    else
        lua_pushnil(L);
    return 1;
}

static int field_key(lua_State *L)
{
    struct str key = field_at(L, 1)->key;
    if (key.n > 0)
        lua_pushlstring(L, key.s, key.n);
    else
        lua_pushnil(L);
    return 1;
}

static int field_line(lua_State *L)
{
    struct span span = fields_range(L, 1).span;
    lua_pushinteger(L, source_place(host_of(L)->page->document->source, span.start).line);
    return 1;
}

static int field_count(lua_State *L)
{
    const struct yml *value = &field_at(L, 1)->value;
    lua_pushinteger(L, (lua_Integer)value->count);
    return 1;
}

static const struct member field_members[] = {
    {"text", false, field_text},
    {"key", false, field_key},
    {"line", false, field_line},
    {"count", false, field_count},
};

void fields_open(lua_State *L)
{
    objects_register(L, OBJECT_FIELD, field_members, COUNT_OF(field_members));
}
