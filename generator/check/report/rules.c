#include "check/built_in.h"
#include "check/report/report.h"

#include <stdlib.h>
#include <string.h>

/* The index of the first rule whose id does not come before `id`. */
static size_t lower_bound(const struct report_rules *rules, const char *id)
{
    size_t low = 0, high = rules->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(rules->list.items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Our own stages have a few dozen rules, so that moving up the rest is cheap. */
static struct report_rule *find_or_add(struct report_rules *rules, const char *id)
{
    size_t at = lower_bound(rules, id);
    if (at < rules->list.count && strcmp(rules->list.items[at].id, id) == 0)
        return &rules->list.items[at];
    vec_push(&rules->list);
    struct report_rule *items = rules->list.items;
    memmove(&items[at + 1], &items[at], (rules->list.count - 1 - at) * sizeof *items);
    const struct built_in *built_in = built_in_find(str_of(id));
    items[at] = (struct report_rule){.id = id, .rule = built_in ? &built_in->rule : NULL};
    return &items[at];
}

static void count_finding(struct report_rule *rule, const struct finding *finding)
{
    rule->waived += finding->status == FINDING_WAIVED;
    rule->baseline += finding->status == FINDING_BASELINE;
    if (finding->status != FINDING_NEW)
        return;
    rule->errors += finding->level == LEVEL_ERROR;
    rule->warnings += finding->level == LEVEL_WARNING;
    rule->proposed += finding->fix != NULL;
    rule->certain += finding->certain && finding->fix != NULL;
    rule->pages += rule->last_path == NULL || strcmp(rule->last_path, finding->path) != 0;
    rule->last_path = finding->path;
}

void report_rules_init(struct report_rules *rules, const struct findings *findings,
                       const struct checker *checker)
{
    size_t count = 0;
    const struct rule *const *known = checker ? checker_rules(checker, &count) : NULL;
    *rules = (struct report_rules){0};
    for (size_t i = 0; i < count; i++)
        find_or_add(rules, known[i]->id)->rule = known[i];
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        count_finding(find_or_add(rules, finding->rule), finding);
    }
}

void report_rules_release(struct report_rules *rules)
{
    vec_release(&rules->list);
}

size_t report_rules_find(const struct report_rules *rules, const char *id)
{
    size_t at = lower_bound(rules, id);
    if (at == rules->list.count || strcmp(rules->list.items[at].id, id) != 0)
        BUG("a report's rules were collected from other findings");
    return at;
}

/* ---- By weight --------------------------------------------------------------------- */

struct weighed {
    const struct report_rule *rule;
    size_t index;
};

static int compare_weight(const void *left, const void *right)
{
    const struct report_rule *a = ((const struct weighed *)left)->rule;
    const struct report_rule *b = ((const struct weighed *)right)->rule;
    if (a->errors != b->errors)
        return a->errors > b->errors ? -1 : 1;
    if (a->warnings != b->warnings)
        return a->warnings > b->warnings ? -1 : 1;
    return strcmp(a->id, b->id);
}

void report_rules_rank(const struct report_rules *rules, struct report_order *order)
{
    VEC(struct weighed) weighed = {0};
    for (size_t i = 0; i < rules->list.count; i++) {
        const struct report_rule *rule = &rules->list.items[i];
        if (rule->errors + rule->warnings > 0)
            *vec_push(&weighed) = (struct weighed){rule, i};
    }
    if (weighed.count > 1)
        qsort(weighed.items, weighed.count, sizeof *weighed.items, compare_weight);
    *order = (struct report_order){0};
    for (size_t i = 0; i < weighed.count; i++)
        *vec_push(&order->list) = weighed.items[i].index;
    vec_release(&weighed);
}
