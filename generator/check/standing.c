/* How far a page has come: its status, and who has signed it off. */
#include "check/host.h"

static const struct document *document_of(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return host_of(L)->page->document;
}

int standing_status(lua_State *L)
{
    return objects_text(L, document_of(L)->status);
}

int standing_first(lua_State *L)
{
    lua_pushboolean(L, document_of(L)->first);
    return 1;
}

/* A list of tables: what is asked for in the site's order, then what else is given.
 * `key` is the author's name of it, for page:field; nil if there is no such row. */
int standing_sign_offs(lua_State *L)
{
    static const char *const states[] = {"open", "signed", "not applicable"};
    const struct document *document = document_of(L);
    host_charge(L, document->sign_off_count * 8);
    lua_createtable(L, (int)document->sign_off_count, 0);
    for (size_t i = 0; i < document->sign_off_count; i++) {
        const struct document_sign_off *row = &document->sign_offs[i];
        lua_createtable(L, 0, 8);
        objects_set_text(L, "view", row->view);
        objects_set_text(L, "state", states[sign_off_state(row->given)]);
        lua_pushboolean(L, row->needed);
        lua_setfield(L, -2, "needed");
        if (row->given != NULL) {
            objects_set_text(L, "key", row->given->view);
            objects_set_text(L, "name", row->given->name);
            objects_set_text(L, "role", row->given->role);
            objects_set_text(L, "date", row->given->date);
            objects_set_text(L, "reason", row->given->reason);
            lua_pushboolean(L, row->given->faulty);
            lua_setfield(L, -2, "faulty");
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}
