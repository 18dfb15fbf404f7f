/* The nodes of a page as rules see them, and iterators over them. */
#include "check/host.h"

#include <string.h>

static const struct flat_node *node_at(lua_State *L, int index)
{
    const struct object *object = objects_check(L, index, OBJECT_NODE);
    return &host_of(L)->page->nodes[object->index];
}

static int node_kind(lua_State *L)
{
    return objects_text(L, node_kind_name(node_at(L, 1)->kind));
}

static int node_level(lua_State *L)
{
    lua_pushinteger(L, node_at(L, 1)->level);
    return 1;
}

static int node_text(lua_State *L)
{
    const struct flat_node *node = node_at(L, 1);
    host_charge(L, (node->end - node->start) / 64);
    lua_pushlstring(L, host_of(L)->page->text + node->start, node->end - node->start);
    return 1;
}

static int node_source(lua_State *L)
{
    struct span span = node_at(L, 1)->span;
    host_charge(L, (span.end - span.start) / 64);
    lua_pushlstring(L, host_of(L)->page->document->source->text + span.start,
                    span.end - span.start);
    return 1;
}

/* The character of the source just before it; "" at the start. */
static int node_preceding(lua_State *L)
{
    const struct source *source = host_of(L)->page->document->source;
    uint32_t end = node_at(L, 1)->span.start, start = end;
    while (start > 0 && ((unsigned char)source->text[--start] & 0xC0) == 0x80)
        continue;
    lua_pushlstring(L, source->text + start, end - start);
    return 1;
}

/* The source behind its last child: what a row holds beyond the table's columns. */
static int node_remainder(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    uint32_t start = node->span.start, end = node->span.end;
    for (uint32_t i = (uint32_t)(node - page->nodes) + 1; i < node->past; i = page->nodes[i].past)
        start = page->nodes[i].span.end;
    if (start > end)
        start = end;
    host_charge(L, 1 + (end - start) / 64);
    lua_pushlstring(L, page->document->source->text + start, end - start);
    return 1;
}

static int node_line(lua_State *L)
{
    const struct source *source = host_of(L)->page->document->source;
    lua_pushinteger(L, source_place(source, node_at(L, 1)->span.start).line);
    return 1;
}

static int node_parent(lua_State *L)
{
    return objects_push_place(L, OBJECT_NODE, node_at(L, 1)->parent);
}

static int node_previous(lua_State *L)
{
    return objects_push_place(L, OBJECT_NODE, node_at(L, 1)->previous);
}

/* The sibling behind it. */
static int node_next(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    uint32_t past = node->parent == NONE ? page->node_count : page->nodes[node->parent].past;
    return objects_push_place(L, OBJECT_NODE, node->past < past ? node->past : NONE);
}

/* The first child. */
static int node_first(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    uint32_t inside = (uint32_t)(node - page->nodes) + 1;
    return objects_push_place(L, OBJECT_NODE, inside < node->past ? inside : NONE);
}

static int node_count(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    lua_Integer count = 0;
    for (uint32_t i = (uint32_t)(node - page->nodes) + 1; i < node->past; i = page->nodes[i].past)
        count++;
    host_charge(L, (size_t)count / 8);
    lua_pushinteger(L, count);
    return 1;
}

/* Of its own text, whether that is prose or not. */
static int node_sentence_count(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    lua_pushinteger(L, page_sentence_from(page, node->end) - page_sentence_from(page, node->start));
    return 1;
}

static int node_word_count(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    lua_pushinteger(L, page_word_from(page, node->end) - page_word_from(page, node->start));
    return 1;
}

static int node_pictured(lua_State *L)
{
    lua_pushboolean(L, node_at(L, 1)->pictured);
    return 1;
}

static int attribute(lua_State *L, const char *name)
{
    return objects_text(L, page_attribute(node_at(L, 1), name));
}

static int node_url(lua_State *L)
{
    return attribute(L, "destination");
}

static int node_title(lua_State *L)
{
    return attribute(L, "title");
}

static int node_id(lua_State *L)
{
    return attribute(L, "id");
}

static int node_name(lua_State *L)
{
    return attribute(L, "name");
}

static int node_class(lua_State *L)
{
    return attribute(L, "class");
}

static int node_lang(lua_State *L)
{
    return attribute(L, "lang");
}

/* Of a section, figure or table: "2.1". */
static int node_number(lua_State *L)
{
    return attribute(L, "number");
}

static int node_label(lua_State *L)
{
    return attribute(L, "label");
}

/* What an image says instead of itself. */
static int node_alt(lua_State *L)
{
    if (node_at(L, 1)->kind != NODE_IMAGE)
        return objects_text(L, NULL);
    return node_text(L);
}

/* A list with numbers. */
static int node_ordered(lua_State *L)
{
    const char *type = page_attribute(node_at(L, 1), "type");
    lua_pushboolean(L, type != NULL && strcmp(type, "ordered") == 0);
    return 1;
}

/* Only there to look at: {.decorative}. */
static int node_decorative(lua_State *L)
{
    lua_pushboolean(L, page_attribute(node_at(L, 1), "decorative") != NULL);
    return 1;
}

/* What stands behind "#" in a link to a heading, figure or table of the site. */
static int node_anchor(lua_State *L)
{
    const struct flat_node *node = node_at(L, 1);
    const char *anchor = page_attribute(node, "anchor");
    const char *destination = page_attribute(node, "destination");
    const char *hash = destination != NULL ? strchr(destination, '#') : NULL;
    return objects_text(L, anchor != NULL ? anchor : hash != NULL ? hash + 1 : NULL);
}

/* Of a figure or table. */
static int node_caption(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    uint32_t found = NONE;
    for (uint32_t i = (uint32_t)(node - page->nodes) + 1; i < node->past && found == NONE;
         i = page->nodes[i].past) {
        if (page->nodes[i].kind == NODE_CAPTION)
            found = i;
        else if (page->nodes[i].kind == NODE_ROW)
            break; /* a table's comes first */
    }
    return objects_push_place(L, OBJECT_NODE, found);
}

static int node_stats(lua_State *L)
{
    const struct flat_node *node = node_at(L, 1);
    return stats_push(L, node->start, node->end);
}

struct range objects_own_range(lua_State *L, int index)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, index);
    struct range range = {.start = node->start, .end = node->end, .span = node->span};
    for (uint32_t i = (uint32_t)(node - page->nodes) + 1; i < node->past; i = page->nodes[i].past) {
        if (page->nodes[i].kind == NODE_SECTION) {
            range.end = page->nodes[i].start;
            break;
        }
    }
    return range;
}

static int node_own(lua_State *L)
{
    struct range range = objects_own_range(L, 1);
    return stats_push(L, range.start, range.end);
}

/* ---- Iterators over nodes ---------------------------------------------------------- */

/* Upvalues: next index, past, whether to step over what is inside, kinds as bits. */
static int next_node(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t at = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    uint32_t past = (uint32_t)lua_tointeger(L, lua_upvalueindex(2));
    bool children = lua_toboolean(L, lua_upvalueindex(3));
    uint64_t wanted = (uint64_t)lua_tointeger(L, lua_upvalueindex(4));
    uint32_t before = at;
    while (at < past && !(wanted >> page->nodes[at].kind & 1))
        at = children ? page->nodes[at].past : at + 1;
    host_charge(L, (at - before) / 16);
    if (at >= past)
        return 0;
    lua_pushinteger(L, children ? page->nodes[at].past : at + 1);
    lua_replace(L, lua_upvalueindex(1));
    return objects_push_place(L, OBJECT_NODE, at);
}

/* Of the table in the registry: a kind's name → its bit; kinds of one name have all theirs. */
static const char kinds_key;

static void register_kinds(lua_State *L)
{
    lua_newtable(L);
    for (unsigned kind = 0; kind < NODE_KIND_COUNT; kind++) {
        const char *name = node_kind_name((enum node_kind)kind);
        lua_getfield(L, -1, name);
        lua_Integer others = lua_tointeger(L, -1);
        lua_pop(L, 1);
        lua_pushinteger(L, others | (lua_Integer)((uint64_t)1 << kind));
        lua_setfield(L, -2, name);
    }
    lua_rawsetp(L, LUA_REGISTRYINDEX, &kinds_key);
}

/* The kinds named by the arguments from 2 on; all if there are none. */
static uint64_t kinds_wanted(lua_State *L)
{
    uint64_t wanted = 0;
    int past = lua_gettop(L) + 1;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &kinds_key);
    for (int i = 2; i < past; i++) {
        luaL_checktype(L, i, LUA_TSTRING);
        lua_pushvalue(L, i);
        if (lua_rawget(L, past) == LUA_TNIL)
            luaL_error(L, "there is no kind of node \"%s\"", lua_tostring(L, i));
        wanted |= (uint64_t)lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return wanted != 0 ? wanted : UINT64_MAX;
}

int objects_nodes(lua_State *L, uint32_t from, uint32_t past, bool children)
{
    uint64_t wanted = kinds_wanted(L);
    lua_pushinteger(L, from);
    lua_pushinteger(L, past);
    lua_pushboolean(L, children);
    lua_pushinteger(L, (lua_Integer)wanted);
    lua_pushcclosure(L, next_node, 4);
    return 1;
}

static int node_children(lua_State *L)
{
    const struct flat_node *node = node_at(L, 1);
    return objects_nodes(L, (uint32_t)(node - host_of(L)->page->nodes) + 1, node->past, true);
}

static int node_nodes(lua_State *L)
{
    const struct flat_node *node = node_at(L, 1);
    return objects_nodes(L, (uint32_t)(node - host_of(L)->page->nodes) + 1, node->past, false);
}

static int node_sections(lua_State *L)
{
    lua_settop(L, 1);
    lua_pushliteral(L, "section");
    return node_nodes(L);
}

static const struct member node_members[] = {
    {"kind", false, node_kind},
    {"level", false, node_level},
    {"text", false, node_text},
    {"source", false, node_source},
    {"preceding", false, node_preceding},
    {"remainder", false, node_remainder},
    {"line", false, node_line},
    {"parent", false, node_parent},
    {"previous", false, node_previous},
    {"next", false, node_next},
    {"first", false, node_first},
    {"count", false, node_count},
    {"pictured", false, node_pictured},
    {"sentence_count", false, node_sentence_count},
    {"word_count", false, node_word_count},
    {"url", false, node_url},
    {"title", false, node_title},
    {"id", false, node_id},
    {"name", false, node_name},
    {"class", false, node_class},
    {"lang", false, node_lang},
    {"label", false, node_label},
    {"number", false, node_number},
    {"alt", false, node_alt},
    {"ordered", false, node_ordered},
    {"decorative", false, node_decorative},
    {"anchor", false, node_anchor},
    {"caption", false, node_caption},
    {"stats", false, node_stats},
    {"own", false, node_own},
    {"edits", true, edits_of},
    {"children", true, node_children},
    {"nodes", true, node_nodes},
    {"sections", true, node_sections},
    {"sentences", true, objects_sentences},
    {"words", true, objects_words},
    {"match", true, finders_match},
    {"has", true, finders_has},
    {"find", true, finders_find},
};

void objects_open_node(lua_State *L)
{
    objects_register(L, OBJECT_NODE, node_members, COUNT_OF(node_members));
    register_kinds(L);
}
