/*
 * The baseline: findings that were there when the gate was switched on.
 *
 * A text file of lines `fingerprint count rule path` behind one line that says what it
 * is, in the order of paths, so that it merges and diffs well. A fingerprint that several
 * findings share is counted. A finding is looked for under its path first, then under its
 * fingerprint alone, since its page may have been renamed; the latter only among entries
 * of pages that this run looked at or that are gone: others still need theirs.
 */
#define _GNU_SOURCE /* qsort_r */
#include "check/gate.h"

#include <stdlib.h>
#include <string.h>

enum { FINGERPRINT_SIZE = 16, LARGEST_FILE = 64 * 1024 * 1024, MOST = 1000000 };

static const char first_line[] =
    "# Concordat baseline 1. Made by `concordat check --write-baseline`; it can only shrink.";

struct entry {
    struct str fingerprint, rule, path; /* path: below the site's root */
    uint32_t line;
    unsigned count, left; /* left: not found again */
    bool judged;          /* its page was looked at, or is gone */
};
struct baseline {
    struct entry *entries; /* by path, fingerprint, rule */
    size_t count;
    size_t *by_fingerprint; /* indexes of entries */
    size_t *cursors;        /* by place in by_fingerprint: where its group is not used up */
};

/* ---- Reading ----------------------------------------------------------------------- */

static int compare_texts(struct str a, struct str b)
{
    int order = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);
    return order != 0 ? order : a.n < b.n ? -1 : a.n > b.n;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = compare_texts(a->path, b->path);
    if (order == 0)
        order = compare_texts(a->fingerprint, b->fingerprint);
    return order != 0 ? order : compare_texts(a->rule, b->rule);
}

static bool is_fingerprint(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.s[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return text.n == FINGERPRINT_SIZE;
}

static bool read_count(struct str text, unsigned *count)
{
    *count = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.s[i] < '0' || text.s[i] > '9' || *count > MOST)
            return false;
        *count = *count * 10 + (unsigned)(text.s[i] - '0');
    }
    return *count > 0;
}

/* NULL, or what is wrong with the line. */
static const char *read_line(struct str line, struct entry *entry)
{
    struct str count;
    if (str_starts(line, "<<<<<<<") || str_starts(line, "=======") || str_starts(line, ">>>>>>>"))
        return "it is the mark of a merge conflict";
    if (!str_next(&line, ' ', &entry->fingerprint) || !is_fingerprint(entry->fingerprint))
        return "it does not begin with a fingerprint of 16 hexadecimal digits";
    if (!str_next(&line, ' ', &count) || !read_count(count, &entry->count))
        return "its count is no number from 1";
    if (!str_next(&line, ' ', &entry->rule) || entry->rule.n == 0 || line.n == 0)
        return "it lacks a rule or a path";
    entry->path = line;
    entry->left = entry->count;
    return NULL;
}

/* 0, or -1 after a failure. */
static int read_entries(struct baseline *baseline, struct arena *arena, const char *path,
                        struct str text)
{
    struct str line;
    size_t lines = 0;
    for (size_t i = 0; i < text.n; i++)
        lines += text.s[i] == '\n';
    baseline->entries = ARENA_ARRAY(arena, lines + 1, struct entry);
    for (uint32_t number = 1; str_next(&text, '\n', &line); number++) {
        if (str_ends(line, "\r"))
            line.n--;
        struct entry *entry = &baseline->entries[baseline->count];
        const char *wrong = NULL;
        if (number == 1)
            wrong = str_is(line, first_line) ? NULL : "it is not the first line of a baseline";
        else if (line.n > 0)
            wrong = read_line(line, entry);
        if (wrong != NULL)
            return fail(path, number, 0, MSG_BASELINE_LINE, wrong);
        entry->line = number;
        baseline->count += number > 1 && line.n > 0;
    }
    return 0;
}

/* Sorts by path; -1 after a failure: a finding stands twice. */
static int sort_entries(struct baseline *baseline, const char *path)
{
    struct entry *entries = baseline->entries;
    if (baseline->count > 1)
        qsort(entries, baseline->count, sizeof *entries, compare_entries);
    for (size_t i = 1; i < baseline->count; i++) {
        if (compare_entries(&entries[i - 1], &entries[i]) == 0) {
            uint32_t a = entries[i - 1].line, b = entries[i].line;
            return fail(path, a > b ? a : b, 0, MSG_BASELINE_LINE, "it stands there twice");
        }
    }
    return 0;
}

static int compare_fingerprints(const void *left, const void *right, void *payload)
{
    const struct baseline *baseline = payload;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int order = compare_texts(baseline->entries[a].fingerprint, baseline->entries[b].fingerprint);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static void index_fingerprints(struct baseline *baseline, struct arena *arena)
{
    baseline->by_fingerprint = ARENA_ARRAY(arena, baseline->count, size_t);
    baseline->cursors = ARENA_ARRAY(arena, baseline->count, size_t);
    for (size_t i = 0; i < baseline->count; i++)
        baseline->by_fingerprint[i] = baseline->cursors[i] = i;
    if (baseline->count > 1)
        qsort_r(baseline->by_fingerprint, baseline->count, sizeof(size_t), compare_fingerprints,
                baseline);
}

struct baseline *baseline_read(struct arena *arena, const char *path)
{
    struct str text;
    struct baseline *baseline = ARENA_NEW(arena, struct baseline);
    if (!file_exists(path)) {
        fail(NULL, 0, 0, MSG_BASELINE_NONE, path);
        return NULL;
    }
    if (file_read(arena, path, LARGEST_FILE, &text) != 0 ||
        read_entries(baseline, arena, path, text) != 0 || sort_entries(baseline, path) != 0)
        return NULL;
    index_fingerprints(baseline, arena);
    return baseline;
}

/* ---- Which findings a baseline may hold -------------------------------------------- */

/* Findings of some rules only while the page says that it is a draft: a placeholder that
 * is accepted is a placeholder published. */
static bool may_hold(const struct gate_run *run, const struct finding *finding,
                     const struct document *document)
{
    const struct built_in *built_in = built_in_find(str_of(finding->rule));
    const struct rule *rule = checker_find(run->checker, str_of(finding->rule));
    if (document == NULL || (built_in != NULL && built_in->kind == BUILT_IN_FIXED))
        return false;
    return rule == NULL || !rule->baseline_draft || strcmp(document->status, "draft") == 0;
}

/* ---- Matching ---------------------------------------------------------------------- */

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Was the entry's page looked at, or is it gone? */
static void judge_entries(const struct gate_run *run, struct arena *arena)
{
    const char **paths = ARENA_ARRAY(arena, run->document_count, const char *);
    const char *root = run->site->root[0] != '\0' ? run->site->root : ".";
    for (size_t i = 0; i < run->document_count; i++)
        paths[i] = run->documents[i]->path;
    if (run->document_count > 1)
        qsort(paths, run->document_count, sizeof *paths, compare_names);
    for (size_t i = 0; i < run->baseline->count; i++) {
        struct entry *entry = &run->baseline->entries[i];
        const char *path = arena_strndup(arena, entry->path.s, entry->path.n);
        entry->judged = (run->document_count > 0 && bsearch(&path, paths, run->document_count,
                                                            sizeof *paths, compare_names)) ||
                        !file_exists(path_join(arena, root, path));
    }
}

static struct entry *entry_of_path(const struct baseline *baseline, const struct finding *finding,
                                   const struct document *document)
{
    struct entry wanted = {.fingerprint = str_of(finding->fingerprint),
                           .rule = str_of(finding->rule),
                           .path = str_of(document->path)};
    if (baseline->count == 0)
        return NULL;
    struct entry *entry = bsearch(&wanted, baseline->entries, baseline->count,
                                  sizeof *baseline->entries, compare_entries);
    return entry != NULL && entry->left > 0 ? entry : NULL;
}

/* An entry of another page. Entries are used up and never come back, so the cursor of a
 * group of equal fingerprints only moves on. */
static struct entry *entry_elsewhere(const struct baseline *baseline, const struct finding *finding)
{
    struct str fingerprint = str_of(finding->fingerprint);
    size_t low = 0, high = baseline->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct entry *entry = &baseline->entries[baseline->by_fingerprint[middle]];
        if (compare_texts(entry->fingerprint, fingerprint) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == baseline->count)
        return NULL;
    for (size_t *at = &baseline->cursors[low]; *at < baseline->count; ++*at) {
        struct entry *entry = &baseline->entries[baseline->by_fingerprint[*at]];
        if (!str_equal(entry->fingerprint, fingerprint))
            return NULL;
        if (entry->judged && entry->left > 0 && str_is(entry->rule, finding->rule))
            return entry;
    }
    return NULL;
}

/* What a baseline may not hold uses its entry up all the same: it is still there. */
static void match(const struct gate_run *run, struct finding *finding,
                  const struct document *document, struct entry *entry)
{
    entry->left--;
    if (may_hold(run, finding, document))
        finding->status = FINDING_BASELINE;
}

size_t baseline_settle(const struct gate_run *run, struct findings *findings)
{
    if (run->baseline == NULL)
        return 0;
    struct arena *arena = arena_new();
    size_t count = findings->list.count, fixed = 0;
    bool *matched = ARENA_ARRAY(arena, count, bool);
    judge_entries(run, arena);
    for (int elsewhere = 0; elsewhere < 2; elsewhere++) {
        for (size_t i = 0; i < count; i++) {
            struct finding *finding = &findings->list.items[i];
            const struct document *document = gate_document(run, finding->path);
            if (matched[i] || finding->status != FINDING_NEW || document == NULL)
                continue;
            struct entry *entry = elsewhere ? entry_elsewhere(run->baseline, finding)
                                            : entry_of_path(run->baseline, finding, document);
            if (entry != NULL)
                match(run, finding, document, entry);
            matched[i] = entry != NULL;
        }
    }
    for (size_t i = 0; i < run->baseline->count && !run->incomplete; i++)
        fixed += run->baseline->entries[i].judged ? run->baseline->entries[i].left : 0;
    arena_free(arena);
    return fixed;
}

/* ---- Writing ----------------------------------------------------------------------- */

struct lines {
    VEC(struct entry) list;
};

static void mark_all(const struct gate_run *run, struct findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        struct finding *finding = &findings->list.items[i];
        if (finding->status == FINDING_NEW &&
            may_hold(run, finding, gate_document(run, finding->path)))
            finding->status = FINDING_BASELINE;
    }
}

/* What was found again, under the path that it has now, and what this run did not judge. */
static void collect_lines(const struct gate_run *run, const struct findings *findings,
                          struct lines *lines)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (finding->status == FINDING_BASELINE)
            *vec_push(&lines->list) =
                (struct entry){.fingerprint = str_of(finding->fingerprint),
                               .rule = str_of(finding->rule),
                               .path = str_of(gate_document(run, finding->path)->path),
                               .count = 1};
    }
    for (size_t i = 0; run->baseline != NULL && i < run->baseline->count; i++) {
        if (!run->baseline->entries[i].judged)
            *vec_push(&lines->list) = run->baseline->entries[i];
    }
    if (lines->list.count > 1)
        qsort(lines->list.items, lines->list.count, sizeof *lines->list.items, compare_entries);
}

static size_t put_lines(const struct lines *lines, struct buf *out)
{
    size_t total = 0, next;
    buf_printf(out, "%s\n", first_line);
    for (size_t i = 0; i < lines->list.count; i = next) {
        const struct entry *entry = &lines->list.items[i];
        unsigned count = 0;
        for (next = i;
             next < lines->list.count && compare_entries(entry, &lines->list.items[next]) == 0;
             next++)
            count += lines->list.items[next].count;
        buf_printf(out, "%.*s %u %.*s %.*s\n", (int)entry->fingerprint.n, entry->fingerprint.s,
                   count, (int)entry->rule.n, entry->rule.s, (int)entry->path.n, entry->path.s);
        total += count;
    }
    return total;
}

int baseline_write(const struct gate_run *run, struct findings *findings, const char *path,
                   size_t *count)
{
    struct lines lines = {0};
    struct buf out = BUF_INIT;
    *count = 0;
    if (run->incomplete)
        return fail(NULL, 0, 0, MSG_BASELINE_UNSURE);
    if (run->baseline == NULL)
        mark_all(run, findings);
    collect_lines(run, findings, &lines);
    *count = put_lines(&lines, &out);
    int status = file_write(path, out.s, out.n);
    vec_release(&lines.list);
    buf_release(&out);
    return status;
}
