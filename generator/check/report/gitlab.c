/*
 * GitLab's code quality report: an array of issues in the shape it takes from Code
 * Climate. The widget of a merge request compares fingerprints with the target branch
 * and drops equal ones, so each is made unique: by path, and by how many of the same
 * stand before it.
 */
#include "check/report/report.h"

#include <stdlib.h>
#include <string.h>

struct issue {
    const struct finding *finding;
    size_t index;  /* in the order of the report */
    size_t before; /* equal fingerprints of the same page before this one */
    char fingerprint[17];
};
struct issues {
    VEC(struct issue) list;
};

static void collect(struct issues *issues, const struct findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (finding->status != FINDING_NEW)
            continue;
        struct issue *issue = vec_push(&issues->list);
        *issue = (struct issue){.finding = finding, .index = issues->list.count - 1};
        char buffer[17];
        snprintf(issue->fingerprint, sizeof issue->fingerprint, "%.16s",
                 report_fingerprint(finding, buffer));
    }
}

static int compare_kin(const struct issue *a, const struct issue *b)
{
    int order = strcmp(a->fingerprint, b->fingerprint);
    return order != 0 ? order : strcmp(a->finding->path, b->finding->path);
}

static int compare_by_kin(const void *left, const void *right)
{
    const struct issue *a = left, *b = right;
    int order = compare_kin(a, b);
    return order != 0 ? order : a->index < b->index ? -1 : 1;
}

static int compare_by_index(const void *left, const void *right)
{
    const struct issue *a = left, *b = right;
    return a->index < b->index ? -1 : 1;
}

static void number_equals(struct issues *issues)
{
    if (issues->list.count < 2)
        return;
    struct issue *items = issues->list.items;
    qsort(items, issues->list.count, sizeof *items, compare_by_kin);
    for (size_t i = 1; i < issues->list.count; i++) {
        if (compare_kin(&items[i - 1], &items[i]) == 0)
            items[i].before = items[i - 1].before + 1;
    }
    qsort(items, issues->list.count, sizeof *items, compare_by_index);
}

static void write_issue(yajl_gen gen, const struct issue *issue)
{
    const struct finding *finding = issue->finding;
    struct buf text = BUF_INIT, print = BUF_INIT;
    report_sentence(&text, finding->message);
    if (finding->advice != NULL)
        buf_printf(&text, " %s", finding->advice);
    buf_printf(&print, "%s:%s", issue->fingerprint, finding->path);
    if (issue->before > 0)
        buf_printf(&print, ":%zu", issue->before + 1);
    size_t first = finding->start.line > 0 ? finding->start.line : 1;
    yajl_gen_map_open(gen);
    json_text(gen, "description", text.s);
    json_text(gen, "check_name", finding->rule);
    json_text(gen, "fingerprint", print.s);
    json_text(gen, "severity", finding->level == LEVEL_ERROR ? "blocker" : "minor");
    json_key(gen, "location");
    yajl_gen_map_open(gen);
    json_text(gen, "path", finding->path);
    json_key(gen, "lines");
    yajl_gen_map_open(gen);
    json_number(gen, "begin", first);
    json_number(gen, "end", finding->end.line > first ? finding->end.line : first);
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
    buf_release(&text);
    buf_release(&print);
}

void report_gitlab(const struct findings *findings, struct buf *out)
{
    struct issues issues = {0};
    collect(&issues, findings);
    number_equals(&issues);
    yajl_gen gen = json_begin(out);
    yajl_gen_array_open(gen);
    for (size_t i = 0; i < issues.list.count; i++)
        write_issue(gen, &issues.list.items[i]);
    yajl_gen_array_close(gen);
    json_end(gen, out);
    vec_release(&issues.list);
}
