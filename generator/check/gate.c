/* Settles what counts, once all findings of a run are together. */
#include "check/gate.h"

#include <stdlib.h>
#include <string.h>

/* ---- Pages ------------------------------------------------------------------------- */

static int compare_paths(const void *left, const void *right)
{
    const struct document *a = *(struct document *const *)left;
    const struct document *b = *(struct document *const *)right;
    return strcmp(a->source->path, b->source->path);
}

static void sort_documents(struct gate_run *run)
{
    if (run->document_count > 1)
        qsort(run->documents, run->document_count, sizeof *run->documents, compare_paths);
    size_t kept = 0;
    for (size_t i = 0; i < run->document_count; i++) {
        if (i == 0 || compare_paths(&run->documents[i], &run->documents[kept - 1]) != 0)
            run->documents[kept++] = run->documents[i];
    }
    run->document_count = kept;
}

const struct document *gate_document(const struct gate_run *run, const char *path)
{
    size_t low = 0, high = run->document_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(run->documents[middle]->source->path, path);
        if (order == 0)
            return run->documents[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- Levels ------------------------------------------------------------------------ */

/* A finding of one of our own stages has no fingerprint until the gate gives it one. */
static bool is_ours(const struct finding *finding)
{
    return finding->fingerprint == NULL;
}

static void set_level(const struct gate_page *page, struct finding *finding)
{
    const struct built_in *built_in = built_in_find(str_of(finding->rule));
    const struct rule *rule = checker_find(page->run->checker, str_of(finding->rule));
    if (built_in != NULL && built_in->kind != BUILT_IN_FIXED)
        finding->level = rule_level_for(rule ? rule : &built_in->rule, page->arena, page->run->site,
                                        page->document, finding->level);
}

/* ---- Doubles ----------------------------------------------------------------------- */

static int compare_places(struct place a, struct place b)
{
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return a.column < b.column ? -1 : a.column > b.column;
}

static bool supersedes(const struct rule *rule, const struct finding *finding)
{
    if (!is_ours(finding) && strcmp(finding->rule, rule->id) == 0)
        return false;
    for (size_t i = 0; i < rule->supersede_count; i++) {
        if (strcmp(rule->supersedes[i], finding->rule) == 0)
            return true;
    }
    return false;
}

/* Findings are in the order of their starts, so one lies inside an earlier span of the
 * rule exactly if it ends no later than the furthest of those; reach[level] is the
 * furthest end of those of this level or above. */
static void drop_doubles(const struct gate_page *page, const struct rule *rule)
{
    struct finding *items = page->findings->list.items;
    struct place reach[LEVEL_ERROR + 1] = {{0, 0}};
    size_t next;
    for (size_t i = page->from; i < page->past; i = next) {
        for (next = i; next < page->past && compare_places(items[next].start, items[i].start) == 0;
             next++) {
            const struct finding *finding = &items[next];
            if (is_ours(finding) || strcmp(finding->rule, rule->id) != 0)
                continue;
            for (enum level level = LEVEL_WARNING; level <= finding->level; level++) {
                if (compare_places(finding->end, reach[level]) > 0)
                    reach[level] = finding->end;
            }
        }
        for (size_t k = i; k < next; k++) {
            if (items[k].start.line > 0 && supersedes(rule, &items[k]) &&
                compare_places(items[k].end, reach[items[k].level]) <= 0)
                items[k].level = LEVEL_OFF;
        }
    }
}

/* ---- Fingerprints ------------------------------------------------------------------ */

static uint64_t mix_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * 0x100000001B3u; /* FNV-1a */
}

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The words, in lower case: marks of quotes and items, line ends and blanks say nothing,
 * so that text may be wrapped anew and put into a list. */
static uint64_t mix_words(uint64_t hash, struct str text)
{
    enum { MOST = 2000 };
    bool inside = false;
    for (size_t i = 0; i < text.n && i < MOST; i++) {
        unsigned char c = (unsigned char)text.s[i];
        if (is_word_byte(c))
            hash = mix_byte(hash, c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c);
        else if (inside)
            hash = mix_byte(hash, 0xFF);
        inside = is_word_byte(c);
    }
    return mix_byte(hash, 0xFF);
}

static void set_fingerprint(struct arena *arena, struct finding *finding, struct str words)
{
    uint64_t hash = mix_words(0xCBF29CE484222325u, str_of(finding->rule));
    hash = mix_words(hash, words);
    finding->fingerprint = arena_printf(arena, "%016llx", (unsigned long long)hash);
}

/* Of the rule and the source words, neither line nor path; message texts name both. */
static void set_fingerprints(const struct gate_page *page)
{
    const struct source *source = page->document->source;
    struct offset_cursor cursor = {.source = source};
    for (size_t i = page->from; i < page->past; i++) {
        struct finding *finding = &page->findings->list.items[i];
        if (!is_ours(finding))
            continue;
        uint32_t start = offset_cursor_move(&cursor, finding->start);
        struct offset_cursor further = cursor;
        uint32_t end = offset_cursor_move(&further, finding->end);
        struct str words = {source->text + start, end > start ? end - start : 0};
        set_fingerprint(page->arena, finding,
                        words.n > 0 ? words : source_line(source, finding->start.line));
    }
}

/* ---- All of it --------------------------------------------------------------------- */

static void settle_page(const struct gate_page *page)
{
    size_t count;
    const struct rule *const *rules = checker_rules(page->run->checker, &count);
    for (size_t i = page->from; i < page->past; i++) {
        if (is_ours(&page->findings->list.items[i]))
            set_level(page, &page->findings->list.items[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (rules[i]->supersede_count > 0)
            drop_doubles(page, rules[i]);
    }
    set_fingerprints(page);
    waivers_settle(page);
}

/* The findings of a path at `from` or after it. */
static size_t past_path(const struct findings *findings, size_t count, size_t from,
                        const char *path)
{
    while (from < count && strcmp(findings->list.items[from].path, path) == 0)
        from++;
    return from;
}

/* What is off goes; what belongs to no page that could be read gets its fingerprint. */
static void clear_up(struct findings *findings)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->list.count; i++) {
        struct finding finding = findings->list.items[i];
        if (finding.level == LEVEL_OFF)
            continue;
        if (is_ours(&finding))
            set_fingerprint(findings->arena, &finding, str_of(finding.message));
        findings->list.items[kept++] = finding;
    }
    findings->list.count = kept;
}

bool gate_is_shut(const struct findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        const struct built_in *built_in = built_in_find(str_of(finding->rule));
        if (finding->level == LEVEL_ERROR && built_in != NULL && built_in->kind == BUILT_IN_FIXED)
            return true;
    }
    return false;
}

size_t gate_settle(struct gate_run *run, struct findings *findings)
{
    sort_documents(run);
    findings_sort(findings);
    size_t count = findings->list.count, from = 0;
    for (size_t i = 0; i < run->document_count; i++) {
        const char *path = run->documents[i]->source->path;
        while (from < count && strcmp(findings->list.items[from].path, path) < 0)
            from++;
        struct gate_page page = {.arena = findings->arena,
                                 .run = run,
                                 .document = run->documents[i],
                                 .findings = findings,
                                 .from = from,
                                 .past = past_path(findings, count, from, path)};
        settle_page(&page);
        from = page.past;
    }
    clear_up(findings);
    size_t fixed = baseline_settle(run, findings);
    findings_sort(findings);
    return fixed;
}
