/* The page and its nodes as rules see them. */
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

/* Upvalue 1: name → function; upvalue 2: the names of fields. */
static int index_object(lua_State *L)
{
    const struct object *object = lua_touserdata(L, 1);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) {
        if (object->type == OBJECT_MATCH && lua_isinteger(L, 2))
            return matches_group(L);
        return unknown_member(L, object);
    }
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TNIL) {
        lua_pop(L, 1);
        return 1;
    }
    lua_CFunction field = lua_tocfunction(L, -2);
    lua_settop(L, 1);
    return field(L);
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

static void add_members(lua_State *L, int functions, int fields, const struct member *members,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lua_pushcfunction(L, members[i].run);
        lua_setfield(L, functions, members[i].name);
        if (!members[i].method) {
            lua_pushboolean(L, true);
            lua_setfield(L, fields, members[i].name);
        }
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
    lua_newtable(L); /* functions */
    lua_newtable(L); /* fields */
    add_members(L, lua_gettop(L) - 1, lua_gettop(L), members, count);
    lua_pushcclosure(L, index_object, 2);
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
    lua_getupvalue(L, -2, 2);
    add_members(L, lua_gettop(L) - 1, lua_gettop(L), members, count);
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

static const struct flat_node *node_at(lua_State *L, int index)
{
    const struct object *object = objects_check(L, index, OBJECT_NODE);
    return &host_of(L)->page->nodes[object->index];
}

static const struct match_object *match_at(lua_State *L, int index)
{
    return (const struct match_object *)objects_check(L, index, OBJECT_MATCH);
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
        const struct flat_node *node = node_at(L, index);
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
    if (object != NULL && object->type == OBJECT_MATCH)
        return text_range(page, match_at(L, index)->start, match_at(L, index)->end);
    if (object != NULL && object->type == OBJECT_FIELD)
        return fields_range(L, index);
    luaL_error(L, "a page, node, sentence, word, match or field is wanted here, not a %s",
               object ? type_names[object->type] : luaL_typename(L, index));
    return (struct range){0};
}

/* ---- Nodes ------------------------------------------------------------------------- */

static void push_node(lua_State *L, uint32_t index)
{
    if (index == NONE)
        lua_pushnil(L);
    else
        objects_push(L, OBJECT_NODE, sizeof(struct object), index);
}

static int push_optional(lua_State *L, const char *text)
{
    lua_pushstring(L, text); /* nil for NULL */
    return 1;
}

static int node_kind(lua_State *L)
{
    return push_optional(L, node_kind_name(node_at(L, 1)->kind));
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
    push_node(L, node_at(L, 1)->parent);
    return 1;
}

static int node_previous(lua_State *L)
{
    push_node(L, node_at(L, 1)->previous);
    return 1;
}

/* The sibling behind it. */
static int node_next(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    uint32_t past = node->parent == NONE ? page->node_count : page->nodes[node->parent].past;
    push_node(L, node->past < past ? node->past : NONE);
    return 1;
}

/* The first child. */
static int node_first(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct flat_node *node = node_at(L, 1);
    uint32_t inside = (uint32_t)(node - page->nodes) + 1;
    push_node(L, inside < node->past ? inside : NONE);
    return 1;
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
    return push_optional(L, page_attribute(node_at(L, 1), name));
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
        return push_optional(L, NULL);
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
    return push_optional(L, anchor != NULL ? anchor : hash != NULL ? hash + 1 : NULL);
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
    push_node(L, found);
    return 1;
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
    push_node(L, at);
    return 1;
}

/* The kinds named by the arguments from 2 on; all if there are none. */
static uint64_t kinds_wanted(lua_State *L)
{
    uint64_t wanted = 0;
    for (int i = 2; i <= lua_gettop(L); i++) {
        const char *name = luaL_checkstring(L, i);
        uint64_t found = 0;
        for (unsigned kind = 0; kind < NODE_KIND_COUNT; kind++) {
            const char *known = node_kind_name((enum node_kind)kind);
            if (known[0] == name[0] && strcmp(known, name) == 0)
                found |= (uint64_t)1 << kind;
        }
        if (found == 0)
            luaL_error(L, "there is no kind of node \"%s\"", name);
        wanted |= found;
    }
    return wanted != 0 ? wanted : UINT64_MAX;
}

static int push_nodes(lua_State *L, uint32_t from, uint32_t past, bool children)
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
    return push_nodes(L, (uint32_t)(node - host_of(L)->page->nodes) + 1, node->past, true);
}

static int node_nodes(lua_State *L)
{
    const struct flat_node *node = node_at(L, 1);
    return push_nodes(L, (uint32_t)(node - host_of(L)->page->nodes) + 1, node->past, false);
}

static int node_sections(lua_State *L)
{
    lua_settop(L, 1);
    lua_pushliteral(L, "section");
    return node_nodes(L);
}

/* ---- The page ---------------------------------------------------------------------- */

static const struct front_matter *meta_of(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return host_of(L)->page->document->front_matter;
}

static int page_nodes(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return push_nodes(L, 0, host_of(L)->page->node_count, false);
}

static int page_sections(lua_State *L)
{
    lua_settop(L, 1);
    lua_pushliteral(L, "section");
    return page_nodes(L);
}

static int page_stats(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return stats_push(L, 0, host_of(L)->page->size);
}

static int page_kind(lua_State *L)
{
    return push_optional(L, meta_of(L)->kind);
}

static int page_title(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return push_optional(L, document_attribute(host_of(L)->page->document, "title"));
}

static int page_path(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return push_optional(L, host_of(L)->page->document->source->path);
}

static int page_text(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    objects_check(L, 1, OBJECT_PAGE);
    host_charge(L, page->size / 64);
    lua_pushlstring(L, page->text, page->size);
    return 1;
}

static int page_today(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return push_optional(L, host_of(L)->today);
}

static int page_publication(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return push_optional(L, host_of(L)->publication);
}

static void set_text(lua_State *L, const char *name, const char *text)
{
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}

/* What all pages of the run say of themselves, by path. */
static int page_pages(lua_State *L)
{
    const struct collection *collection = host_of(L)->collection;
    size_t count = collection != NULL ? collection->fact_count : 0;
    objects_check(L, 1, OBJECT_PAGE);
    host_charge(L, count);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        const struct page_facts *facts = &collection->facts[i];
        lua_createtable(L, 0, 6);
        set_text(L, "path", facts->path);
        set_text(L, "id", facts->id);
        set_text(L, "publication", facts->publication);
        set_text(L, "title", facts->title);
        set_text(L, "kind", facts->kind);
        set_text(L, "lang", facts->lang);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* The letter of an appendix among the pages of its publication; nil for other pages. */
static int page_appendix(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    const xmlNode *root = xmlDocGetRootElement(host_of(L)->page->document->xml);
    const struct flat_node page = {.xml = root};
    return push_optional(L, page_attribute(&page, "appendix"));
}

static const struct member page_members[] = {
    {"nodes", true, page_nodes},
    {"sections", true, page_sections},
    {"sentences", true, objects_sentences},
    {"words", true, objects_words},
    {"match", true, finders_match},
    {"has", true, finders_has},
    {"find", true, finders_find},
    {"stats", false, page_stats},
    {"edits", true, edits_of},
    {"kind", false, page_kind},
    {"appendix", false, page_appendix},
    {"title", false, page_title},
    {"path", false, page_path},
    {"text", false, page_text},
    {"meta", false, fields_meta},
    {"field", true, fields_field},
    {"pages", false, page_pages},
    {"today", false, page_today},
    {"publication", false, page_publication},
    {"status", false, standing_status},
    {"first", false, standing_first},
    {"sign_offs", false, standing_sign_offs},
    {"facts", true, facts_of_publication},
    {"site_facts", true, facts_of_site},
};
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

void objects_open(lua_State *L)
{
    objects_register(L, OBJECT_PAGE, page_members, COUNT_OF(page_members));
    objects_register(L, OBJECT_NODE, node_members, COUNT_OF(node_members));
}
