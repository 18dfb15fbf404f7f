/*
 * Findings for people at a terminal: where, what, the source line with marks below,
 * and what to do. In a long run the errors come before warnings get their turn, and
 * counts by rule close it.
 */
#include "check/report/excerpt.h"
#include "check/report/report.h"

#include <string.h>

enum { TABLE_LEAST = 10 }; /* so many findings can be counted at a glance */

static const char *paint(struct report_options options, const char *code)
{
    return options.color ? code : "";
}

static void put_finding(const struct finding *finding, struct report_options options,
                        struct buf *out)
{
    const char *reset = paint(options, "\033[0m");
    excerpt_put_text(out, finding->path);
    if (finding->start.line > 0)
        buf_printf(out, ":%u:%u", finding->start.line, finding->start.column);
    buf_printf(out, ": %s%s%s: ",
               paint(options, finding->level == LEVEL_ERROR ? "\033[1;31m" : "\033[1;33m"),
               level_name(finding->level), reset);
    excerpt_put_text(out, finding->message);
    buf_printf(out, " [%s]", finding->rule);
    if (finding->status != FINDING_NEW)
        buf_printf(out, " (%s)", finding_status_name(finding->status));
    buf_putc(out, '\n');
    if (finding->excerpt != NULL && finding->start.line > 0)
        excerpt_put(out, finding, paint(options, "\033[32m"), reset);
    if (finding->fix != NULL) {
        buf_puts(out, finding->fix[0] != '\0' ? "  write: " : "  delete it");
        excerpt_put_text(out, finding->fix);
        buf_putc(out, '\n');
    }
    if (finding->advice != NULL) {
        buf_puts(out, "  ");
        excerpt_put_text(out, finding->advice);
        buf_putc(out, '\n');
    }
    if (finding->waiver != NULL) {
        buf_puts(out, "  waived: ");
        excerpt_put_text(out, finding->waiver->text);
        buf_putc(out, '\n');
    }
    buf_putc(out, '\n');
}

/* ---- Choice ------------------------------------------------------------------------ */

static bool is_listed(const struct finding *finding, struct report_options options)
{
    return options.all || finding->status == FINDING_NEW;
}

static bool is_urgent(const struct finding *finding)
{
    return finding->level == LEVEL_ERROR && finding->status == FINDING_NEW;
}

/* How many errors and how many others find room under the limit. */
struct quota {
    size_t urgent, others, left_out;
};
static struct quota count_quota(const struct findings *findings, struct report_options options)
{
    struct quota quota = {0};
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (!is_listed(finding, options))
            continue;
        *(is_urgent(finding) ? &quota.urgent : &quota.others) += 1;
    }
    size_t limit = options.limit, all = quota.urgent + quota.others;
    if (limit == 0 || all <= limit)
        return quota;
    quota.left_out = all - limit;
    if (quota.urgent > limit)
        quota.urgent = limit;
    quota.others = limit - quota.urgent;
    return quota;
}

static void put_findings(const struct findings *findings, struct report_options options,
                         struct quota quota, struct buf *out)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        size_t *room = is_urgent(finding) ? &quota.urgent : &quota.others;
        if (!is_listed(finding, options) || *room == 0)
            continue;
        *room -= 1;
        put_finding(finding, options, out);
    }
}

/* ---- Counts ------------------------------------------------------------------------ */

static void put_count(struct buf *out, size_t count, int digits, const char *what)
{
    if (count > 0)
        buf_printf(out, "  %*zu %s%s", digits, count, what, count == 1 ? "" : "s");
}

static void put_rule_counts(const struct findings *findings, const struct checker *checker,
                            struct buf *out)
{
    struct report_rules rules;
    struct report_order order;
    int width = 0;
    size_t most = 0;
    report_rules_init(&rules, findings, checker);
    report_rules_rank(&rules, &order);
    for (size_t i = 0; i < order.list.count; i++) {
        const struct report_rule *rule = &rules.list.items[order.list.items[i]];
        int length = (int)strlen(rule->id);
        width = length > width ? length : width;
        most = rule->errors > most ? rule->errors : most;
        most = rule->warnings > most ? rule->warnings : most;
    }
    int digits = snprintf(NULL, 0, "%zu", most);
    for (size_t i = 0; i < order.list.count; i++) {
        const struct report_rule *rule = &rules.list.items[order.list.items[i]];
        buf_printf(out, "  %-*s", width, rule->id);
        put_count(out, rule->errors, digits, "error");
        buf_puts(out, rule->errors > 0 && rule->warnings > 0 ? "," : "");
        put_count(out, rule->warnings, digits, "warning");
        buf_putc(out, '\n');
    }
    vec_release(&order.list);
    report_rules_release(&rules);
}

void report_text(const struct findings *findings, const struct checker *checker,
                 struct report_options options, struct buf *out)
{
    struct report_counts counts = report_count(findings);
    struct quota quota = count_quota(findings, options);
    put_findings(findings, options, quota, out);
    if (quota.left_out > 0)
        buf_printf(out, "%zu more are not listed; --limit 0 lists all\n", quota.left_out);
    if (options.brief)
        return;
    if (counts.errors + counts.warnings >= TABLE_LEAST)
        put_rule_counts(findings, checker, out);
    report_summary(findings, options, out);
    buf_putc(out, '\n');
    if (options.fixed > 0)
        buf_printf(out, "%zu of the baseline %s mended: --write-baseline lowers it\n",
                   options.fixed, options.fixed == 1 ? "is" : "are");
    if (counts.certain > 0)
        buf_printf(out, "concordat check --fix mends %zu of them\n", counts.certain);
}
