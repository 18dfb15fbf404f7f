/* The page as rules see it. */
#include "check/host.h"

static const struct front_matter *meta_of(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return host_of(L)->page->document->front_matter;
}

static int page_nodes(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return objects_nodes(L, 0, host_of(L)->page->node_count, false);
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
    return objects_text(L, meta_of(L)->kind);
}

static int page_title(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return objects_text(L, document_attribute(host_of(L)->page->document, "title"));
}

static int page_path(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return objects_text(L, host_of(L)->page->document->source->path);
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
    return objects_text(L, host_of(L)->today);
}

static int page_publication(lua_State *L)
{
    objects_check(L, 1, OBJECT_PAGE);
    return objects_text(L, host_of(L)->publication);
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
        objects_set_text(L, "path", facts->path);
        objects_set_text(L, "id", facts->id);
        objects_set_text(L, "publication", facts->publication);
        objects_set_text(L, "title", facts->title);
        objects_set_text(L, "kind", facts->kind);
        objects_set_text(L, "lang", facts->lang);
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
    return objects_text(L, page_attribute(&page, "appendix"));
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

void objects_open_page(lua_State *L)
{
    objects_register(L, OBJECT_PAGE, page_members, COUNT_OF(page_members));
}
