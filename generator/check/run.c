/* Running rules over pages: collect first, over all of them, then check. */
#include "check/facts.h"
#include "check/host.h"

#include <string.h>
#include <strings.h>

/* ---- Which pages ------------------------------------------------------------------- */

bool names_language(const struct rule_names *names, const char *lang)
{
    for (size_t i = 0; i < names->count; i++) {
        size_t size = strlen(names->items[i]);
        if (strncasecmp(names->items[i], lang, size) == 0 &&
            (lang[size] == '\0' || lang[size] == '-'))
            return true;
    }
    return false;
}

static bool names_kind(const struct rule_names *names, const char *kind)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], kind) == 0)
            return true;
    return false;
}

bool rule_applies(const struct rule *rule, const struct document *document)
{
    const char *kind = document->front_matter->kind;
    if (rule->only.count > 0 && !names_kind(&rule->only, kind))
        return false;
    if (names_kind(&rule->except, kind))
        return false;
    return rule->languages.count == 0 ||
           names_language(&rule->languages, document_attribute(document, "lang"));
}

/* ---- One rule ---------------------------------------------------------------------- */

static void push_option(lua_State *L, const struct rule_option *option)
{
    switch (option->type) {
    case OPTION_IS_NUMBER:
        if (option->number == (double)(lua_Integer)option->number)
            lua_pushinteger(L, (lua_Integer)option->number);
        else
            lua_pushnumber(L, option->number);
        break;
    case OPTION_IS_FLAG:
        lua_pushboolean(L, option->flag);
        break;
    case OPTION_IS_TEXT:
        lua_pushstring(L, option->text);
        break;
    case OPTION_IS_LIST:
        lua_createtable(L, (int)option->count, 0);
        for (size_t i = 0; i < option->count; i++) {
            lua_pushstring(L, option->items[i]);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        break;
    }
}

/* Calls check(page, report, options) or collect(page, fact, options). */
static int call_rule(lua_State *L)
{
    struct host *host = lua_touserdata(L, 1);
    bool collect = host->told != NULL;
    /* The file is run anew, so that nothing outlives a page. */
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->rule->chunk);
    sandbox_push(host);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_getfield(L, -1, collect ? "collect" : "check");
    objects_push(L, OBJECT_PAGE, sizeof(struct object), 0);
    lua_pushcfunction(L, collect ? facts_tell : host_report);
    lua_createtable(L, 0, (int)host->settings->count);
    for (size_t i = 0; i < host->settings->count; i++) {
        push_option(L, &host->settings->options[i]);
        lua_setfield(L, -2, host->settings->options[i].name);
    }
    lua_call(L, 3, 0);
    return 0;
}

static const char *run_rule(struct host *host, struct rule *rule, const struct page *page,
                            const struct rule_settings *settings)
{
    host->rule = rule;
    host->settings = settings;
    host->page = page;
    host->arena = page->arena;
    host_begin(host, page->word_count, page->size);
    const char *error = host_call(host, page->arena, call_rule, host);
    host->rule = NULL;
    return error;
}

const char *run_check(struct host *host, struct rule *rule, const struct page *page,
                      const struct rule_settings *settings, struct findings *findings)
{
    size_t before = findings->list.count;
    host->findings = findings;
    const char *error = run_rule(host, rule, page, settings);
    if (error != NULL)
        findings->list.count = before;
    return error;
}

const char *run_collect(struct host *host, struct rule *rule, const struct page *page,
                        const struct rule_settings *settings, struct buf *told)
{
    const struct facts *facts = host->facts;
    host->told_before = told->n;
    host->told = told;
    host->facts = NULL;
    const char *error = run_rule(host, rule, page, settings);
    if (error != NULL)
        told->n = host->told_before;
    host->told = NULL;
    host->facts = facts;
    return error;
}

/* ---- All rules over one page ------------------------------------------------------- */

static const char *publication_of(const struct collection *collection,
                                  const struct document *document)
{
    const struct page_facts *facts =
        collection != NULL ? collection_page(collection, document->path) : NULL;
    return facts != NULL ? facts->publication : document->path;
}

static void begin_page(struct checker *checker, const struct document *document,
                       const struct collection *collection)
{
    checker->host->hits = NULL;
    checker->host->collection = collection;
    checker->host->publication = publication_of(collection, document);
}

static int report_failure(const struct document *document, const struct rule *rule,
                          const char *error)
{
    return fail(document->source->path, 0, 0, MSG_RULE_FAILED, rule->id, error);
}

/* What `document` tells is added to `told`. */
static int collect_page(struct checker *checker, const struct document *document,
                        const struct page *page, struct buf *told)
{
    int status = 0;
    struct findings *faults = findings_new(page->arena); /* check reports them */
    for (size_t i = 0; i < checker->rules.count; i++) {
        struct rule *rule = checker->rules.items[i];
        if (!rule->collects || !rule_applies(rule, document))
            continue;
        struct rule_settings settings =
            rule_settings_for(rule, page->arena, checker->site, document, faults);
        if (settings.level == LEVEL_OFF)
            continue;
        const char *error = run_collect(checker->host, rule, page, &settings, told);
        if (error != NULL)
            status = report_failure(document, rule, error);
    }
    return status;
}

static int check_page(struct checker *checker, const struct document *document,
                      const struct page *page, struct findings *findings)
{
    int status = 0;
    for (size_t i = 0; i < checker->rules.count; i++) {
        struct rule *rule = checker->rules.items[i];
        struct rule_settings settings =
            rule_settings_for(rule, page->arena, checker->site, document, findings);
        if (settings.level == LEVEL_OFF || !rule_applies(rule, document))
            continue;
        const char *error = run_check(checker->host, rule, page, &settings, findings);
        if (error != NULL)
            status = report_failure(document, rule, error);
    }
    return status;
}

static bool collects(const struct checker *checker)
{
    for (size_t i = 0; i < checker->rules.count; i++)
        if (checker->rules.items[i]->collects)
            return true;
    return false;
}

static int collect_into(struct checker *checker, const struct document *document,
                        const struct collection *collection, struct facts *facts)
{
    struct arena *arena = arena_new();
    struct buf told = BUF_INIT;
    begin_page(checker, document, collection);
    int status =
        collect_page(checker, document, page_new(arena, checker->lexicon, document), &told);
    facts_add_page(facts, document, checker->host->publication, (struct str){told.s, told.n});
    checker->host->hits = NULL;
    buf_release(&told);
    arena_free(arena);
    return status;
}

int checker_collect(struct checker *checker, const struct collection *collection)
{
    int status = 0;
    checker->facts = facts_new(checker->arena);
    for (size_t p = 0; collects(checker) && p < collection->publication_count; p++) {
        const struct publication *publication = &collection->publications[p];
        for (size_t i = 0; i < publication->page_count; i++) {
            if (collect_into(checker, publication->pages[i], collection, checker->facts) != 0)
                status = -1;
        }
    }
    return status;
}

int checker_run(struct checker *checker, const struct document *document,
                const struct collection *collection, struct findings *findings)
{
    int status = 0;
    struct arena *arena = arena_new();
    struct page *page = page_new(arena, checker->lexicon, document);
    struct facts *facts = checker->facts;
    checker_report_names(checker, arena, document, findings);
    begin_page(checker, document, collection);
    if (collection == NULL || facts == NULL) { /* a lone page knows its own facts */
        struct buf told = BUF_INIT;
        facts = facts_new(arena);
        status = collect_page(checker, document, page, &told);
        facts_add_page(facts, document, checker->host->publication, (struct str){told.s, told.n});
        buf_release(&told);
    }
    checker->host->facts = facts;
    if (check_page(checker, document, page, findings) != 0)
        status = -1;
    checker->host->facts = NULL;
    checker->host->hits = NULL;
    arena_free(arena);
    return status;
}
