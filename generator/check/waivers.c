#define _GNU_SOURCE /* qsort_r */
/*
 * Waivers: which findings a comment in the source covers.
 *
 * A comment on lines of its own covers the block below it, one inside a line the block
 * of text it stands in. As blocks and sections lie inside one another or apart, the
 * ranges of one rule's waivers do, too: sorted, each knows the one around it, and a
 * finding is answered by a binary search and a walk outwards.
 */
#include "check/waiver_text.h"

#include <stdlib.h>
#include <string.h>

/* One rule of one comment, with what it covers. */
struct entry {
    struct str rule;
    const struct waiver_comment *comment;
    struct place from, to;
    size_t around; /* entry of the same rule that this one lies in; SIZE_MAX: none */
    bool used;     /* or reported for something else */
};

struct settling {
    const struct gate_page *gate;
    const struct source *source;
    struct page *page;
    VEC(uint32_t) blocks;   /* nodes, by start, the outermost first */
    VEC(uint32_t) texts;    /* blocks of text, by start */
    VEC(uint32_t) sections; /* by start */
    VEC(struct entry) entries;
};

/* ---- Places of blocks -------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static const struct flat_node *node_at(const struct settling *settling, uint32_t index)
{
    return &settling->page->nodes[index];
}

/* By start, then the outermost first: it ends last, and comes first in the page. */
static int compare_nodes(const void *left, const void *right, void *payload)
{
    const struct settling *settling = payload;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    struct span first = node_at(settling, a)->span, second = node_at(settling, b)->span;
    int order = compare_numbers(first.start, second.start);
    if (order == 0)
        order = compare_numbers(second.end, first.end);
    return order != 0 ? order : compare_numbers(a, b);
}

static bool is_text(enum node_kind kind)
{
    return node_kind_is_block(kind) && kind != NODE_IMAGE && kind != NODE_CODE_BLOCK &&
           kind != NODE_HTML_BLOCK;
}

static void sort_nodes(struct settling *settling, uint32_t *items, size_t count)
{
    if (count > 1)
        qsort_r(items, count, sizeof *items, compare_nodes, settling);
}

/* What was left out of the tree, comments among it, has no element. */
static void collect_blocks(struct settling *settling)
{
    for (uint32_t i = 0; i < settling->page->node_count; i++) {
        const struct flat_node *node = node_at(settling, i);
        if (node->xml == NULL || node->span.end == 0 || node->kind == NODE_IMAGE)
            continue;
        if (node->kind == NODE_SECTION)
            *vec_push(&settling->sections) = i;
        else if (node_kind_is_block(node->kind) || node_kind_is_container(node->kind))
            *vec_push(&settling->blocks) = i;
        if (is_text(node->kind))
            *vec_push(&settling->texts) = i;
    }
    sort_nodes(settling, settling->blocks.items, settling->blocks.count);
    sort_nodes(settling, settling->texts.items, settling->texts.count);
    sort_nodes(settling, settling->sections.items, settling->sections.count);
}

/* How many of the nodes start before `offset`. */
static size_t count_before(const struct settling *settling, const uint32_t *items, size_t count,
                           uint32_t offset)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node_at(settling, items[middle])->span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The block of text that a comment stands inside of; NONE if it has lines of its own. */
static uint32_t text_around(const struct settling *settling, struct span comment)
{
    size_t before =
        count_before(settling, settling->texts.items, settling->texts.count, comment.start + 1);
    if (before == 0)
        return NONE;
    uint32_t node = settling->texts.items[before - 1];
    return comment.start < node_at(settling, node)->span.end ? node : NONE;
}

static uint32_t block_below(const struct settling *settling, struct span comment)
{
    size_t at = count_before(settling, settling->blocks.items, settling->blocks.count, comment.end);
    return at < settling->blocks.count ? settling->blocks.items[at] : NONE;
}

/* The section that is open where the comment stands: that of the heading before it. */
static uint32_t section_around(const struct settling *settling, struct span comment)
{
    size_t before =
        count_before(settling, settling->sections.items, settling->sections.count, comment.start);
    return before > 0 ? settling->sections.items[before - 1] : NONE;
}

/* ---- Misplaced comments ------------------------------------------------------------ */

static uint32_t line_of(const struct settling *settling, uint32_t offset)
{
    return source_place(settling->source, offset).line;
}

/* Two lists that would be one without the comment between them: same mark, same kind. */
static bool is_one_list(const struct settling *settling, const struct flat_node *above,
                        const struct flat_node *below)
{
    const char *const names[] = {"type", "delim"};
    if (above->kind != NODE_LIST || below->kind != NODE_LIST)
        return false;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *first = page_attribute(above, names[i]);
        const char *second = page_attribute(below, names[i]);
        if ((first == NULL) != (second == NULL) || (first && strcmp(first, second) != 0))
            return false;
    }
    char first = settling->source->text[above->span.start];
    char second = settling->source->text[below->span.start];
    return page_attribute(above, "delim") != NULL || first == second;
}

/* Text directly above and directly below, which the comment alone keeps apart. */
static bool touches(const struct settling *settling, const struct flat_node *above,
                    const struct flat_node *below, struct span comment)
{
    uint32_t end = above->span.end > 0 ? above->span.end - 1 : 0;
    return line_of(settling, end) + 1 == line_of(settling, comment.start) &&
           line_of(settling, comment.end) + 1 == line_of(settling, below->span.start);
}

static bool is_row(const struct settling *settling, const struct flat_node *node)
{
    struct str line = source_line(settling->source, line_of(settling, node->span.start));
    return node->kind == NODE_PARAGRAPH && memchr(line.s, '|', line.n) != NULL;
}

/* What a comment on lines of its own splits, for the message; NULL if nothing. */
static const char *split_by(const struct settling *settling, const struct flat_node *below,
                            struct span comment)
{
    if (below->previous == NONE)
        return NULL;
    const struct flat_node *above = node_at(settling, below->previous);
    if (above->span.end > comment.start)
        return NULL;
    if (is_one_list(settling, above, below))
        return "list";
    if (!touches(settling, above, below, comment))
        return NULL;
    bool table = above->kind == NODE_TABLE || above->kind == NODE_FIGURE;
    if (table && is_row(settling, below))
        return "table";
    return above->kind == NODE_PARAGRAPH && below->kind == NODE_PARAGRAPH ? "paragraph" : NULL;
}

static bool report_misplaced(const struct settling *settling, const struct waiver_comment *comment,
                             uint32_t below)
{
    struct findings *findings = settling->gate->findings;
    const char *split = NULL;
    if (below != NONE)
        split = split_by(settling, node_at(settling, below), comment->span);
    if (split != NULL)
        report(findings, settling->source, comment->span, MSG_WAIVER_SPLITS, split);
    else if (comment->swallows)
        report(findings, settling->source, comment->span, MSG_WAIVER_SWALLOWS);
    return split != NULL || comment->swallows;
}

/* ---- What a comment covers --------------------------------------------------------- */

/* A block of text with, if it is an item's first, the item's mark. */
static struct span text_range(const struct settling *settling, uint32_t text)
{
    const struct flat_node *node = node_at(settling, text);
    struct span range = node->span;
    if (node->parent != NONE && node_at(settling, node->parent)->kind == NODE_ITEM &&
        node->previous == NONE)
        range.start = node_at(settling, node->parent)->span.start;
    return range;
}

static bool find_block(const struct settling *settling, const struct waiver_comment *comment,
                       struct span *range, bool *misplaced)
{
    uint32_t text = text_around(settling, comment->span);
    if (text != NONE) {
        *range = text_range(settling, text);
        return true;
    }
    uint32_t below = block_below(settling, comment->span);
    *misplaced = report_misplaced(settling, comment, below);
    if (below != NONE)
        *range = node_at(settling, below)->span;
    else if (!*misplaced)
        report(settling->gate->findings, settling->source, comment->span, MSG_WAIVER_NO_BLOCK);
    return below != NONE;
}

static bool find_section(const struct settling *settling, const struct waiver_comment *comment,
                         struct span *range)
{
    uint32_t section = section_around(settling, comment->span);
    if (section != NONE)
        *range = node_at(settling, section)->span;
    else
        report(settling->gate->findings, settling->source, comment->span, MSG_WAIVER_NO_SECTION);
    return section != NONE;
}

/* False after a finding; one that is misplaced has had one, too, but covers its block. */
static bool find_range(const struct settling *settling, const struct waiver_comment *comment,
                       struct place *from, struct place *to, bool *misplaced)
{
    struct span range = {0, 0};
    if (comment->scope == WAIVER_PAGE) {
        *from = (struct place){0, 0};
        *to = (struct place){UINT32_MAX, UINT32_MAX};
        return true;
    }
    bool found = comment->scope == WAIVER_SECTION
                     ? find_section(settling, comment, &range)
                     : find_block(settling, comment, &range, misplaced);
    *from = source_place(settling->source, range.start);
    *to = source_place(settling->source, range.end);
    return found;
}

/* A rule's name in a waiver; false after a finding that there is none to be waived. */
static bool may_waive(const struct settling *settling, const struct waiver_comment *comment,
                      struct str rule)
{
    const struct gate_page *gate = settling->gate;
    const struct built_in *built_in = built_in_find(rule);
    const char *name = arena_strndup(gate->arena, rule.s, rule.n);
    if (built_in != NULL && built_in->kind == BUILT_IN_FIXED) {
        report(gate->findings, settling->source, comment->span, MSG_WAIVER_FIXED, name);
        return false;
    }
    if (built_in != NULL || checker_find(gate->run->checker, rule) != NULL)
        return true;
    const char *nearest = checker_nearest_id(gate->run->checker, gate->arena, rule);
    report(gate->findings, settling->source, comment->span, MSG_WAIVER_RULE, name,
           nearest ? arena_printf(gate->arena, "; did you mean \"%s\"?", nearest) : "");
    return false;
}

static void add_entries(struct settling *settling, const struct waiver_comment *comment)
{
    struct place from, to;
    bool misplaced = false;
    if (!find_range(settling, comment, &from, &to, &misplaced))
        return;
    bool expired = strcmp(comment->waiver.until, checker_today(settling->gate->run->checker)) < 0;
    for (size_t i = 0; i < comment->rule_count; i++) {
        struct str rule = comment->rules[i];
        if (!may_waive(settling, comment, rule))
            continue;
        if (expired)
            report(settling->gate->findings, settling->source, comment->span, MSG_WAIVER_EXPIRED,
                   arena_strndup(settling->gate->arena, rule.s, rule.n), comment->waiver.until);
        else
            *vec_push(&settling->entries) =
                (struct entry){rule, comment, from, to, SIZE_MAX, misplaced};
    }
}

/* ---- Findings ---------------------------------------------------------------------- */

static int compare_rules(struct str a, struct str b)
{
    int order = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);
    return order != 0 ? order : a.n < b.n ? -1 : a.n > b.n;
}

static int compare_places(struct place a, struct place b)
{
    int order = compare_numbers(a.line, b.line);
    return order != 0 ? order : compare_numbers(a.column, b.column);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = compare_rules(a->rule, b->rule);
    if (order == 0)
        order = compare_places(a->from, b->from);
    if (order == 0)
        order = compare_places(b->to, a->to);
    return order != 0 ? order : compare_numbers(a->comment->span.start, b->comment->span.start);
}

/* Of entries with the same range the later ones look past the first, so that a walk
 * outwards is no longer than blocks are deep. */
static void link_entries(struct settling *settling)
{
    struct entry *items = settling->entries.items;
    size_t count = settling->entries.count;
    if (count > 1)
        qsort(items, count, sizeof *items, compare_entries);
    for (size_t i = 1; i < count; i++) {
        size_t around = i - 1;
        if (compare_rules(items[around].rule, items[i].rule) != 0)
            continue;
        if (compare_places(items[around].from, items[i].from) == 0 &&
            compare_places(items[around].to, items[i].to) == 0)
            around = items[around].around;
        while (around != SIZE_MAX && compare_places(items[around].to, items[i].to) < 0)
            around = items[around].around;
        items[i].around = around;
    }
}

static struct entry *entry_for(const struct settling *settling, const struct finding *finding)
{
    struct str rule = str_of(finding->rule);
    size_t low = 0, high = settling->entries.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct entry *entry = &settling->entries.items[middle];
        int order = compare_rules(entry->rule, rule);
        if (order < 0 || (order == 0 && compare_places(entry->from, finding->start) <= 0))
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t at = low > 0 ? low - 1 : SIZE_MAX; at != SIZE_MAX;) {
        struct entry *entry = &settling->entries.items[at];
        if (compare_rules(entry->rule, rule) != 0)
            return NULL;
        if (compare_places(finding->end, entry->to) <= 0)
            return entry;
        at = entry->around;
    }
    return NULL;
}

static void mark_findings(struct settling *settling)
{
    const struct gate_page *gate = settling->gate;
    for (size_t i = gate->from; i < gate->past; i++) {
        struct finding *finding = &gate->findings->list.items[i];
        struct entry *entry = finding->level != LEVEL_OFF ? entry_for(settling, finding) : NULL;
        if (entry == NULL)
            continue;
        struct waiver *waiver = ARENA_NEW(gate->arena, struct waiver);
        *waiver = entry->comment->waiver;
        entry->used = true;
        finding->status = FINDING_WAIVED;
        finding->waiver = waiver;
    }
}

/* Whether this run would have found what the rule finds. */
static bool was_looked_for(const struct settling *settling, struct str rule)
{
    const struct built_in *built_in = built_in_find(rule);
    return settling->gate->run->printed || built_in == NULL || built_in->kind != BUILT_IN_PRINT;
}

static void report_unused(const struct settling *settling)
{
    for (size_t i = 0; i < settling->entries.count; i++) {
        const struct entry *entry = &settling->entries.items[i];
        if (!entry->used && was_looked_for(settling, entry->rule))
            report(settling->gate->findings, settling->source, entry->comment->span,
                   MSG_WAIVER_UNUSED,
                   arena_strndup(settling->gate->arena, entry->rule.s, entry->rule.n));
    }
}

static void settle(struct settling *settling, const struct waiver_comments *comments)
{
    struct arena *arena = arena_new();
    settling->page =
        page_new(arena, checker_lexicon(settling->gate->run->checker), settling->gate->document);
    collect_blocks(settling);
    for (size_t i = 0; i < comments->list.count; i++)
        add_entries(settling, &comments->list.items[i]);
    link_entries(settling);
    mark_findings(settling);
    if (!settling->gate->run->incomplete)
        report_unused(settling);
    vec_release(&settling->blocks);
    vec_release(&settling->texts);
    vec_release(&settling->sections);
    vec_release(&settling->entries);
    arena_free(arena);
}

void waivers_settle(const struct gate_page *page)
{
    struct waiver_comments comments = {0};
    struct settling settling = {.gate = page, .source = page->document->source};
    waiver_comments_find(page, &comments);
    if (comments.list.count > 0)
        settle(&settling, &comments);
    vec_release(&comments.list);
}
