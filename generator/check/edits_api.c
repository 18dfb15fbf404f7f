/* object:edits(list, own): what would lower the reading level most, for rules. */
#include "check/host.h"

static void set_number(lua_State *L, const char *name, double number)
{
    lua_pushnumber(L, number);
    lua_setfield(L, -2, name);
}

/* { kind, span, times, gain, use } */
static void push_edit(lua_State *L, const struct edit *edit)
{
    static const char *const kinds[] = {"split", "plain", "short"};
    lua_createtable(L, 0, 5);
    lua_pushstring(L, kinds[edit->kind]);
    lua_setfield(L, -2, "kind");
    if (edit->kind == EDIT_SPLIT)
        objects_push(L, OBJECT_SENTENCE, sizeof(struct object), edit->sentence);
    else
        objects_push_words(L, edit->first_word, edit->past_word);
    lua_setfield(L, -2, "span");
    lua_pushinteger(L, edit->times);
    lua_setfield(L, -2, "times");
    set_number(L, "gain", edit->gain);
    if (edit->kind == EDIT_PLAIN) {
        lua_pushlstring(L, edit->use.s, edit->use.n);
        lua_setfield(L, -2, "use");
    }
}

int edits_of(lua_State *L)
{
    const struct host *host = host_of(L);
    const struct phrase_hits *hits = NULL;
    const struct phrase_file *rows = NULL;
    bool own = lua_toboolean(L, 3);
    struct range range = own ? objects_own_range(L, 1) : objects_range(L, 1);
    if (!lua_isnoneornil(L, 2)) {
        uint32_t list = host->rule->lists.items[objects_check(L, 2, OBJECT_PHRASES)->index];
        hits = finders_hits(L, list);
        rows = finders_file(host, list);
        if (rows == NULL)
            return luaL_error(L, "edits takes a list of phrases that stands in a file");
    }
    struct edit edits[EDITS];
    double after;
    uint32_t first = page_sentence_from(host->page, range.start);
    uint32_t past = page_sentence_from(host->page, range.end);
    host_charge(L, (range.end - range.start) / 32);
    size_t count = edits_find(host->page, first, past, hits, rows, edits, &after);
    lua_createtable(L, (int)count, 1);
    for (size_t i = 0; i < count; i++) {
        push_edit(L, &edits[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    set_number(L, "after", after);
    return 1;
}
