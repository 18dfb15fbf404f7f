#include "check/report/levels.h"

#include "check/host.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_AIM = 14, GRADE_ONE_AGE = 5 };

static void release(void *handle)
{
    struct levels *levels = handle;
    vec_release(&levels->pages);
}

struct levels *levels_new(struct arena *arena)
{
    struct levels *levels = ARENA_NEW(arena, struct levels);
    levels->arena = arena;
    arena_on_free(arena, release, levels);
    return levels;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(((const struct level_page *)left)->path,
                  ((const struct level_page *)right)->path);
}

void levels_sort(struct levels *levels)
{
    if (levels->pages.count > 1)
        qsort(levels->pages.items, levels->pages.count, sizeof(struct level_page), compare_paths);
}

/* ---- One page ------------------------------------------------------------------------ */

/* The option `age` of rule reading-level as it holds for the page. */
static double aim_of(const struct checker *checker, struct arena *arena,
                     const struct document *document)
{
    const struct rule *rule = checker_find(checker, STR("reading-level"));
    if (rule == NULL)
        return DEFAULT_AIM;
    struct rule_settings settings =
        rule_settings_for(rule, arena, checker->site, document, findings_new(arena));
    for (size_t i = 0; i < settings.count; i++) {
        if (strcmp(settings.options[i].name, "age") == 0)
            return settings.options[i].number;
    }
    return DEFAULT_AIM;
}

/* Where the node's own text ends: at the first section inside it. */
static uint32_t own_end(const struct page *page, uint32_t index, uint32_t past, uint32_t end)
{
    for (uint32_t i = index; i < past; i = page->nodes[i].past) {
        if (page->nodes[i].kind == NODE_SECTION)
            return page->nodes[i].start;
    }
    return end;
}

static void measure(const struct page *page, uint32_t start, uint32_t end,
                    struct measures *measures)
{
    measures_add(measures, page, page_sentence_from(page, start), page_sentence_from(page, end));
}

static void add_section(const struct page *page, uint32_t index, struct arena *arena,
                        struct level_page *into)
{
    const struct flat_node *node = &page->nodes[index];
    struct level_part *part = &into->parts[into->part_count++];
    part->line = source_place(page->document->source, node->span.start).line;
    measure(page, node->start, own_end(page, index + 1, node->past, node->end), &part->own);
    for (uint32_t i = index + 1; i < node->past && part->title == NULL; i++) {
        const struct flat_node *inside = &page->nodes[i];
        if (inside->kind == NODE_HEADING)
            part->title =
                arena_strndup(arena, page->text + inside->start, inside->end - inside->start);
    }
}

static size_t count_sections(const struct page *page)
{
    size_t count = 0;
    for (uint32_t i = 0; i < page->node_count; i++)
        count += page->nodes[i].kind == NODE_SECTION;
    return count;
}

void checker_measure(struct checker *checker, const struct document *document,
                     struct levels *levels)
{
    struct arena *arena = arena_new();
    struct page *page = page_new(arena, checker->lexicon, document);
    struct level_page *into = vec_push(&levels->pages);
    const char *title = document_attribute(document, "title");
    *into = (struct level_page){
        .path = arena_strdup(levels->arena, document->source->path),
        .title = arena_strdup(levels->arena, title ? title : document->source->path),
        .aim = aim_of(checker, arena, document),
        .parts = ARENA_ARRAY(levels->arena, count_sections(page) + 1, struct level_part),
        .part_count = 1};
    measure(page, 0, page->size, &into->whole);
    uint32_t first = page->size;
    for (uint32_t i = 0; i < page->node_count; i++) {
        if (page->nodes[i].kind != NODE_SECTION)
            continue;
        if (into->part_count == 1)
            first = page->nodes[i].start;
        add_section(page, i, levels->arena, into);
    }
    measure(page, 0, first, &into->parts[0].own);
    arena_free(arena);
}

/* ---- Levels -------------------------------------------------------------------------- */

bool level_known(const struct measures *measures)
{
    return measures->words >= LEVEL_WORDS && measures->sentences >= LEVEL_SENTENCES;
}

unsigned level_age(const struct measures *measures)
{
    return (unsigned)floor(fmax(measures_kincaid(measures), 0) + GRADE_ONE_AGE + 0.5);
}

unsigned level_excess(const struct measures *measures, double aim)
{
    if (!level_known(measures) || level_age(measures) <= aim)
        return 0;
    return (unsigned)ceil(level_age(measures) - aim);
}
