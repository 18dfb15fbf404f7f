/*
 * SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, whose rules are those of the
 * checker and those of our own stages that found something. Clause numbers below are
 * the standard's.
 */
#include "check/report.h"
#include "check/rule.h"

#include <string.h>

/* ---- Rules ------------------------------------------------------------------------- */

struct rule_ids {
    VEC(const char *) ids;
    size_t of_checker; /* the first ones are the checker's, in its order */
};

static size_t find_id(struct rule_ids *rules, const char *id)
{
    for (size_t i = 0; i < rules->ids.count; i++)
        if (strcmp(rules->ids.items[i], id) == 0)
            return i;
    *vec_push(&rules->ids) = id;
    return rules->ids.count - 1;
}

static void collect_ids(struct rule_ids *rules, const struct findings *findings,
                        const struct rule *const *known, size_t count)
{
    for (size_t i = 0; i < count; i++)
        *vec_push(&rules->ids) = known[i]->id;
    rules->of_checker = count;
    for (size_t i = 0; i < findings->list.count; i++)
        find_id(rules, findings->list.items[i].rule);
}

static void write_message(yajl_gen gen, const char *key, const char *text)
{
    json_key(gen, key);
    yajl_gen_map_open(gen);
    json_text(gen, "text", text);
    yajl_gen_map_close(gen);
}

/* 3.49 reportingDescriptor */
static void write_rule(yajl_gen gen, const char *id, const struct rule *rule)
{
    yajl_gen_map_open(gen);
    json_text(gen, "id", id);
    if (rule != NULL) {
        write_message(gen, "shortDescription", rule->title);
        write_message(gen, "fullDescription", rule->why);
        if (rule->advice != NULL)
            write_message(gen, "help", rule->advice);
        json_key(gen, "defaultConfiguration");
        yajl_gen_map_open(gen);
        json_text(gen, "level",
                  rule->defaults.level == LEVEL_OFF ? "none" : level_name(rule->defaults.level));
        yajl_gen_map_close(gen);
    }
    yajl_gen_map_close(gen);
}

/* ---- Results ----------------------------------------------------------------------- */

/* A path as a relative URI reference (RFC 3986): 3.4.3. */
static void write_artifact(yajl_gen gen, const char *path)
{
    struct buf uri = BUF_INIT;
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || strchr("/-._~", *c) != NULL;
        if (plain)
            buf_putc(&uri, (char)*c);
        else
            buf_printf(&uri, "%%%02X", *c);
    }
    buf_puts(&uri, "");
    json_key(gen, "artifactLocation");
    yajl_gen_map_open(gen);
    json_text(gen, "uri", uri.s);
    yajl_gen_map_close(gen);
    buf_release(&uri);
}

/* 3.30 region; our ends are exclusive, and so are SARIF's end columns. */
static void write_region(yajl_gen gen, const char *key, const struct finding *finding)
{
    json_key(gen, key);
    yajl_gen_map_open(gen);
    json_number(gen, "startLine", finding->start.line);
    json_number(gen, "startColumn", finding->start.column);
    json_number(gen, "endLine", finding->end.line);
    json_number(gen, "endColumn", finding->end.column);
    yajl_gen_map_close(gen);
}

static void write_location(yajl_gen gen, const struct finding *finding)
{
    json_key(gen, "locations");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    json_key(gen, "physicalLocation");
    yajl_gen_map_open(gen);
    write_artifact(gen, finding->path);
    if (finding->start.line > 0)
        write_region(gen, "region", finding);
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
}

/* 3.55 fix: one replacement */
static void write_fix(yajl_gen gen, const struct finding *finding)
{
    json_key(gen, "fixes");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    json_key(gen, "artifactChanges");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    write_artifact(gen, finding->path);
    json_key(gen, "replacements");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    write_region(gen, "deletedRegion", finding);
    write_message(gen, "insertedContent", finding->fix);
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
}

/* 3.27.23: a waived finding is kept, as suppressed in its source. */
static void write_suppression(yajl_gen gen)
{
    json_key(gen, "suppressions");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    json_text(gen, "kind", "inSource");
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
}

static void write_result(yajl_gen gen, const struct finding *finding, size_t rule)
{
    char buffer[17];
    yajl_gen_map_open(gen);
    json_text(gen, "ruleId", finding->rule);
    json_number(gen, "ruleIndex", rule);
    json_text(gen, "level", level_name(finding->level));
    struct buf text = BUF_INIT;
    buf_puts(&text, finding->message);
    if (finding->advice != NULL)
        buf_printf(&text, ". %s", finding->advice);
    write_message(gen, "message", text.s);
    buf_release(&text);
    write_location(gen, finding);
    json_key(gen, "partialFingerprints");
    yajl_gen_map_open(gen);
    json_text(gen, "concordat/v1", report_fingerprint(finding, buffer));
    yajl_gen_map_close(gen);
    json_text(gen, "baselineState", finding->status == FINDING_BASELINE ? "unchanged" : NULL);
    if (finding->status == FINDING_WAIVED)
        write_suppression(gen);
    if (finding->fix != NULL && finding->start.line > 0)
        write_fix(gen, finding);
    yajl_gen_map_close(gen);
}

/* ---- The log ----------------------------------------------------------------------- */

static void write_tool(yajl_gen gen, const struct rule_ids *rules, const struct rule *const *known)
{
    json_key(gen, "tool");
    yajl_gen_map_open(gen);
    json_key(gen, "driver");
    yajl_gen_map_open(gen);
    json_text(gen, "name", "concordat");
    json_text(gen, "version", CONCORDAT_VERSION);
    json_key(gen, "rules");
    yajl_gen_array_open(gen);
    for (size_t i = 0; i < rules->ids.count; i++)
        write_rule(gen, rules->ids.items[i], i < rules->of_checker ? known[i] : NULL);
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
}

void report_sarif(const struct findings *findings, const struct checker *checker, struct buf *out)
{
    struct rule_ids rules = {0};
    size_t count = 0;
    const struct rule *const *known = checker ? checker_rules(checker, &count) : NULL;
    collect_ids(&rules, findings, known, count);

    yajl_gen gen = json_begin(out);
    yajl_gen_map_open(gen);
    json_text(gen, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_text(gen, "version", "2.1.0");
    json_key(gen, "runs");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    write_tool(gen, &rules, known);
    json_text(gen, "columnKind", "unicodeCodePoints");
    json_key(gen, "results");
    yajl_gen_array_open(gen);
    for (size_t i = 0; i < findings->list.count; i++)
        write_result(gen, &findings->list.items[i], find_id(&rules, findings->list.items[i].rule));
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    json_end(gen, out);
    vec_release(&rules.ids);
}
