/*
 * All rules over all pages, on workers. Each page is an item of the pool; before a rule
 * begins, its number is noted in shared memory. When a worker dies in spite of all limits
 * of the sandbox, that note tells which rule was at which page: the page is done again
 * without it, and the rule has failed there.
 *
 * Pages of a site are read by the parent and seen by the workers copy-on-write; first all
 * of them are collected from, then those that were asked for are checked. Lone files are
 * read, checked and forgotten by one worker each.
 */
#include "check/facts.h"
#include "check/host.h"

enum { PAGE_SECONDS = 20, FAILED_RULE = 1, FAILED_READING = 2 };

/* One kind of work over pages. */
struct pass {
    struct checker *checker;
    const struct check_run *run;
    struct arena *arena;                 /* of the pass */
    struct arena *page_arena;            /* of one page, in its worker */
    volatile uint32_t *notes;            /* by page, shared: the rule that is at it, + 1; 0: none */
    VEC(struct rule_skip) skips;         /* what killed a worker */
    const struct document *const *pages; /* NULL: lone files */
    size_t count;
    struct findings *findings; /* what check found */
    struct str *told;          /* what collect was told, by page */
    size_t *items, item_count; /* pages of this round */
    VEC(size_t) again;         /* pages of the next one */
    bool failed;
    size_t unreadable;

    void (*work)(struct pass *pass, size_t page, struct buf *answer);
    void (*take)(struct pass *pass, size_t page, struct str wire);
};

static const char *path_of(const struct pass *pass, size_t page)
{
    return pass->pages != NULL ? pass->pages[page]->source->path : pass->run->paths[page];
}

/* ---- Rounds ------------------------------------------------------------------------- */

static void pass_work(size_t item, struct buf *answer, void *payload)
{
    struct pass *pass = payload;
    struct host *host = pass->checker->host;
    size_t page = pass->items[item];
    struct arena_mark mark = arena_mark(pass->page_arena);
    host->watch =
        (struct rule_watch){&pass->notes[page], pass->skips.items, pass->skips.count, page};
    pass->work(pass, page, answer);
    host->watch = (struct rule_watch){0};
    arena_rewind(pass->page_arena, mark);
}

/* The rule that killed the worker is left out on this page from now on. */
static void blame(struct pass *pass, size_t page, const char *lost)
{
    uint32_t note = pass->notes[page];
    pass->failed = true;
    pass->notes[page] = 0;
    if (note == 0) {
        fail(path_of(pass, page), 0, 0, MSG_WORKER_LOST, lost);
        return;
    }
    const struct rule *rule = pass->checker->rules.items[note - 1];
    fail(path_of(pass, page), 0, 0, MSG_RULE_FAILED, rule->id, lost);
    *vec_push(&pass->skips) = (struct rule_skip){page, rule->number};
    *vec_push(&pass->again) = page;
}

static int pass_done(size_t item, const struct buf *answer, const char *lost, void *payload)
{
    struct pass *pass = payload;
    size_t page = pass->items[item];
    if (answer != NULL)
        pass->take(pass, page, (struct str){answer->s, answer->n});
    else
        blame(pass, page, lost);
    return 0;
}

static int pass_run(struct pass *pass)
{
    struct pool_options options = {
        .workers = pass->run->workers,
        .apart = true,
        .cpu_seconds = pass->run->page_seconds > 0 ? pass->run->page_seconds : PAGE_SECONDS};
    int result = 0;
    pass->page_arena = arena_new();
    pass->notes = shared_memory(pass->arena, pass->count * sizeof *pass->notes);
    pass->items = ARENA_ARRAY(pass->arena, pass->count, size_t);
    pass->item_count = pass->count;
    for (size_t i = 0; i < pass->count; i++)
        pass->items[i] = i;
    while (result == 0 && pass->item_count > 0) {
        pass->again.count = 0;
        result = pool_run(options, pass->item_count, pass_work, pass_done, pass);
        for (size_t i = 0; i < pass->again.count; i++)
            pass->items[i] = pass->again.items[i];
        pass->item_count = pass->again.count;
    }
    vec_release(&pass->again);
    vec_release(&pass->skips);
    arena_free(pass->page_arena);
    return result < 0 || pass->failed ? -1 : 0;
}

/* ---- Collecting --------------------------------------------------------------------- */

static void collect_work(struct pass *pass, size_t page, struct buf *answer)
{
    struct buf told = BUF_INIT;
    int result = collect_page(pass->checker, pass->page_arena, pass->pages[page],
                              pass->run->collection, &told);
    wire_put_number(answer, result == 0 ? 0 : FAILED_RULE);
    buf_put_str(answer, (struct str){told.s, told.n});
    buf_release(&told);
}

static void collect_take(struct pass *pass, size_t page, struct str wire)
{
    if (wire_number(&wire) != 0)
        pass->failed = true;
    pass->told[page] = (struct str){arena_strndup(pass->arena, wire.s, wire.n), wire.n};
}

/* The pages of the collection in reading order. */
static void list_pages(struct pass *pass, const struct collection *collection)
{
    const struct document **pages =
        ARENA_ARRAY(pass->arena, collection->fact_count, const struct document *);
    for (size_t p = 0; p < collection->publication_count; p++) {
        const struct publication *publication = &collection->publications[p];
        for (size_t i = 0; i < publication->page_count; i++)
            pages[pass->count++] = publication->pages[i];
    }
    pass->pages = pages;
}

/* Facts are added when all are there, since a page that is done again comes late. */
static int collect_all(struct checker *checker, const struct check_run *run)
{
    struct pass pass = {.checker = checker,
                        .run = run,
                        .arena = arena_new(),
                        .work = collect_work,
                        .take = collect_take};
    list_pages(&pass, run->collection);
    pass.told = ARENA_ARRAY(pass.arena, pass.count, struct str);
    int result = pass_run(&pass);
    checker->facts = facts_new(checker->arena);
    for (size_t i = 0; i < pass.count; i++)
        facts_add_page(checker->facts, pass.pages[i],
                       document_publication(run->collection, pass.pages[i]), pass.told[i]);
    arena_free(pass.arena);
    return result;
}

/* ---- Checking ----------------------------------------------------------------------- */

static bool is_whole(const struct pass *pass, size_t page, int result)
{
    for (size_t i = 0; i < pass->skips.count; i++) {
        if (pass->skips.items[i].page == page)
            return false;
    }
    return result == 0;
}

static int check_lone_file(struct pass *pass, size_t page, struct findings *findings)
{
    struct arena *arena = pass->page_arena;
    const char *path = pass->run->paths[page];
    struct document *document = document_read(arena, pass->checker->site, path, findings);
    if (document == NULL)
        return findings->list.count == 0 ? FAILED_READING : 0;
    int result = check_page(pass->checker, arena, document, NULL, findings);
    struct gate_run gate = {.checker = pass->checker,
                            .site = pass->checker->site,
                            .documents = &document,
                            .document_count = 1,
                            .incomplete = !is_whole(pass, page, result)};
    if (pass->run->settle)
        gate_settle(&gate, findings);
    return result == 0 ? 0 : FAILED_RULE;
}

static void check_work(struct pass *pass, size_t page, struct buf *answer)
{
    struct arena *arena = pass->page_arena;
    struct findings *findings = findings_new(arena);
    int result = 0;
    if (pass->pages == NULL)
        result = check_lone_file(pass, page, findings);
    else if (check_page(pass->checker, arena, pass->pages[page], pass->run->collection, findings) !=
             0)
        result = FAILED_RULE;
    wire_put_number(answer, result);
    wire_put_findings(answer, findings);
}

static void check_take(struct pass *pass, size_t page UNUSED, struct str wire)
{
    int64_t result = wire_number(&wire);
    if (result == FAILED_RULE)
        pass->failed = true;
    pass->unreadable += result == FAILED_READING;
    wire_findings(&wire, pass->findings);
}

int checker_run_pages(struct checker *checker, const struct check_run *run,
                      struct findings *findings, size_t *unreadable)
{
    struct pass pass = {.checker = checker,
                        .run = run,
                        .arena = arena_new(),
                        .findings = findings,
                        .pages = run->documents,
                        .count = run->count,
                        .work = check_work,
                        .take = check_take};
    int collected = 0;
    if (run->collection != NULL && collects_facts(checker))
        collected = collect_all(checker, run);
    int checked = pass_run(&pass);
    *unreadable = pass.unreadable;
    arena_free(pass.arena);
    return collected < 0 || checked < 0 ? -1 : 0;
}
