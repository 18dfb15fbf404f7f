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
    instance_push(L, collect);
    host_count(L);
    objects_push(L, OBJECT_PAGE, sizeof(struct object), 0);
    lua_pushcfunction(L, collect ? facts_tell : host_report);
    lua_createtable(L, 0, (int)host->settings->count);
    for (size_t i = 0; i < host->settings->count; i++) {
        push_option(L, &host->settings->options[i]);
        lua_setfield(L, -2, host->settings->options[i].name);
    }
    lua_call(L, 3, 0);
    instance_settle(L);
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
    if (host->watch.note != NULL)
        *host->watch.note = rule->number + 1;
    const char *error = host_call(host, page->arena, call_rule, host);
    if (error != NULL)
        instance_drop(host, rule);
    if (host->watch.note != NULL)
        *host->watch.note = 0;
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

const char *document_publication(const struct collection *collection,
                                 const struct document *document)
{
    const struct page_facts *facts =
        collection != NULL ? collection_page(collection, document->path) : NULL;
    return facts != NULL ? facts->publication : document->path;
}

static void begin_page(struct checker *checker, const struct document *document,
                       const struct collection *collection)
{
    host_forget_page(checker->host);
    checker->host->collection = collection;
    checker->host->publication = document_publication(collection, document);
}

static void end_page(struct checker *checker)
{
    checker->host->facts = NULL;
    host_forget_page(checker->host);
}

static bool is_skipped(const struct rule_watch *watch, const struct rule *rule)
{
    for (size_t i = 0; i < watch->skip_count; i++) {
        if (watch->skips[i].page == watch->page && watch->skips[i].rule == rule->number)
            return true;
    }
    return false;
}

/* Is the rule to run on this page? Its settings there. */
static bool is_due(const struct checker *checker, const struct rule *rule, struct arena *arena,
                   const struct document *document, struct findings *findings,
                   struct rule_settings *settings)
{
    *settings = rule_settings_for(rule, arena, checker->site, document, findings);
    return settings->level != LEVEL_OFF && rule_applies(rule, document) &&
           !is_skipped(&checker->host->watch, rule);
}

static int report_failure(const struct document *document, const struct rule *rule,
                          const char *error)
{
    uint32_t line;
    const char *text = rule_place(rule->path, error, &line);
    if (line == 0)
        return fail(document->source->path, 0, 0, MSG_RULE_FAILED, rule->id, text);
    return fail(document->source->path, 0, 0, MSG_RULE_FAILED_AT, rule->id, text, rule->path, line);
}

bool collects_facts(const struct checker *checker)
{
    for (size_t i = 0; i < checker->rules.count; i++)
        if (checker->rules.items[i]->collects)
            return true;
    return false;
}

static int collect(struct checker *checker, const struct document *document,
                   const struct page *page, struct buf *told)
{
    int status = 0;
    struct findings *faults = findings_new(page->arena); /* check reports them */
    for (size_t i = 0; i < checker->rules.count; i++) {
        struct rule *rule = checker->rules.items[i];
        struct rule_settings settings;
        if (!rule->collects || !is_due(checker, rule, page->arena, document, faults, &settings))
            continue;
        const char *error = run_collect(checker->host, rule, page, &settings, told);
        if (error != NULL)
            status = report_failure(document, rule, error);
    }
    return status;
}

int collect_page(struct checker *checker, struct arena *arena, const struct document *document,
                 const struct collection *collection, struct buf *told)
{
    begin_page(checker, document, collection);
    int status = collect(checker, document, page_new(arena, checker->lexicon, document), told);
    end_page(checker);
    return status;
}

/* What a lone page tells is known to its own checks. */
static int collect_alone(struct checker *checker, const struct document *document,
                         const struct page *page)
{
    struct buf told = BUF_INIT;
    struct facts *facts = facts_new(page->arena);
    int status = collect(checker, document, page, &told);
    facts_add_page(facts, document, checker->host->publication, (struct str){told.s, told.n});
    buf_release(&told);
    checker->host->facts = facts;
    return status;
}

static int check(struct checker *checker, const struct document *document, const struct page *page,
                 struct findings *findings)
{
    int status = 0;
    for (size_t i = 0; i < checker->rules.count; i++) {
        struct rule *rule = checker->rules.items[i];
        struct rule_settings settings;
        if (!is_due(checker, rule, page->arena, document, findings, &settings))
            continue;
        const char *error = run_check(checker->host, rule, page, &settings, findings);
        if (error != NULL)
            status = report_failure(document, rule, error);
    }
    return status;
}

int check_page(struct checker *checker, struct arena *arena, const struct document *document,
               const struct collection *collection, struct findings *findings)
{
    int status = 0;
    struct page *page = page_new(arena, checker->lexicon, document);
    checker_report_names(checker, arena, document, findings);
    begin_page(checker, document, collection);
    if (collection == NULL || checker->facts == NULL)
        status = collect_alone(checker, document, page);
    else
        checker->host->facts = checker->facts;
    if (check(checker, document, page, findings) != 0)
        status = -1;
    end_page(checker);
    return status;
}

int checker_run(struct checker *checker, const struct document *document,
                const struct collection *collection, struct findings *findings)
{
    struct arena *arena = arena_new();
    int status = check_page(checker, arena, document, collection, findings);
    arena_free(arena);
    return status;
}
