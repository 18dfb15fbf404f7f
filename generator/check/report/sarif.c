/*
 * SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, whose rules are those of the
 * checker and those of our own stages that found something. Clause numbers below are
 * the standard's.
 */
#include "check/report/report.h"

#include <string.h>

/* ---- Rules ------------------------------------------------------------------------- */

static void write_message(yajl_gen gen, const char *key, const char *text)
{
    json_key(gen, key);
    yajl_gen_map_open(gen);
    json_text(gen, "text", text);
    yajl_gen_map_close(gen);
}

/* Indented code needs no fence, so that no example can end it. */
static void put_example(struct buf *out, const struct rule_example *example)
{
    struct str rest = str_of(example->text), line;
    buf_printf(out, "\n\n**%s:**\n", example->good ? "Good" : "Bad");
    while (str_next(&rest, '\n', &line))
        buf_printf(out, "\n    %.*s", (int)line.n, line.s);
}

/* 3.49.13: why, what to do and the rule's own examples. */
static void write_help(yajl_gen gen, const struct rule *rule)
{
    struct buf text = BUF_INIT;
    buf_puts(&text, rule->why);
    if (rule->advice != NULL)
        buf_printf(&text, "\n\n%s", rule->advice);
    json_key(gen, "help");
    yajl_gen_map_open(gen);
    json_text(gen, "text", text.s);
    for (size_t i = 0; i < rule->example_count; i++)
        put_example(&text, &rule->examples[i]);
    json_text(gen, "markdown", text.s);
    yajl_gen_map_close(gen);
    buf_release(&text);
}

/* 3.49 reportingDescriptor */
static void write_rule(yajl_gen gen, const struct report_rule *known)
{
    const struct rule *rule = known->rule;
    yajl_gen_map_open(gen);
    json_text(gen, "id", known->id);
    if (rule != NULL) {
        write_message(gen, "shortDescription", rule->title);
        write_message(gen, "fullDescription", rule->why);
        write_help(gen, rule);
        json_key(gen, "defaultConfiguration");
        yajl_gen_map_open(gen);
        json_text(gen, "level",
                  rule->defaults.level == LEVEL_OFF ? "none" : level_name(rule->defaults.level));
        yajl_gen_map_close(gen);
    }
    yajl_gen_map_close(gen);
}

/* ---- Results ----------------------------------------------------------------------- */

#define ROOT "%SRCROOT%" /* where the paths start: the consumer knows it (3.14.14) */

/* A path as a URI reference (RFC 3986): 3.4.3; relative ones start at the root. */
static void write_artifact(yajl_gen gen, const char *path)
{
    struct buf uri = BUF_INIT;
    bool absolute = path[0] == '/';
    buf_puts(&uri, absolute ? "file://" : "");
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || strchr("/-._~", *c) != NULL;
        if (plain)
            buf_putc(&uri, (char)*c);
        else
            buf_printf(&uri, "%%%02X", *c);
    }
    json_key(gen, "artifactLocation");
    yajl_gen_map_open(gen);
    json_text(gen, "uri", uri.s);
    if (!absolute)
        json_text(gen, "uriBaseId", ROOT);
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
    write_message(gen, "description",
                  finding->fix[0] != '\0' ? "Write this in its place." : "Delete it.");
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

/* 3.27.23: accepted findings are kept; all results say whether they are suppressed. */
static void write_suppressions(yajl_gen gen, const struct finding *finding)
{
    json_key(gen, "suppressions");
    yajl_gen_array_open(gen);
    if (finding->status != FINDING_NEW) {
        bool waived = finding->status == FINDING_WAIVED;
        yajl_gen_map_open(gen);
        json_text(gen, "kind", waived ? "inSource" : "external");
        json_text(gen, "status", "accepted");
        json_text(gen, "justification", waived ? finding->waiver->text : "It is in the baseline.");
        yajl_gen_map_close(gen);
    }
    yajl_gen_array_close(gen);
}

static void write_text(yajl_gen gen, const struct finding *finding)
{
    struct buf text = BUF_INIT;
    report_sentence(&text, finding->message);
    if (finding->advice != NULL)
        buf_printf(&text, " %s", finding->advice);
    write_message(gen, "message", text.s);
    buf_release(&text);
}

static void write_result(yajl_gen gen, const struct finding *finding, size_t rule, bool compared)
{
    char buffer[17];
    yajl_gen_map_open(gen);
    json_text(gen, "ruleId", finding->rule);
    json_number(gen, "ruleIndex", rule);
    json_text(gen, "level", level_name(finding->level));
    write_text(gen, finding);
    write_location(gen, finding);
    json_key(gen, "partialFingerprints");
    yajl_gen_map_open(gen);
    json_text(gen, "concordat/v1", report_fingerprint(finding, buffer));
    yajl_gen_map_close(gen);
    if (compared) /* 3.27.24: of all results or of none */
        json_text(gen, "baselineState", finding->status == FINDING_BASELINE ? "unchanged" : "new");
    write_suppressions(gen, finding);
    if (finding->fix != NULL && finding->start.line > 0)
        write_fix(gen, finding);
    yajl_gen_map_close(gen);
}

/* ---- The log ----------------------------------------------------------------------- */

static void write_tool(yajl_gen gen, const struct report_rules *rules)
{
    json_key(gen, "tool");
    yajl_gen_map_open(gen);
    json_key(gen, "driver");
    yajl_gen_map_open(gen);
    json_text(gen, "name", "concordat");
    json_text(gen, "version", CONCORDAT_VERSION);
    json_key(gen, "rules");
    yajl_gen_array_open(gen);
    for (size_t i = 0; i < rules->list.count; i++)
        write_rule(gen, &rules->list.items[i]);
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
}

/* 3.20.14: false where a page could not be read or a rule failed. */
static void write_invocation(yajl_gen gen, struct report_options options)
{
    json_key(gen, "invocations");
    yajl_gen_array_open(gen);
    yajl_gen_map_open(gen);
    json_key(gen, "executionSuccessful");
    yajl_gen_bool(gen, !options.incomplete);
    yajl_gen_map_close(gen);
    yajl_gen_array_close(gen);
}

/* 3.14.14: without a URI of its own, which would name a folder of this machine. */
static void write_root(yajl_gen gen)
{
    json_key(gen, "originalUriBaseIds");
    yajl_gen_map_open(gen);
    json_key(gen, ROOT);
    yajl_gen_map_open(gen);
    write_message(gen, "description", "The folder in which concordat ran.");
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
}

static void write_run(yajl_gen gen, const struct findings *findings,
                      const struct report_rules *rules, struct report_options options)
{
    bool compared = options.compared || report_count(findings).baseline > 0;
    yajl_gen_map_open(gen);
    write_tool(gen, rules);
    write_invocation(gen, options);
    write_root(gen);
    json_text(gen, "columnKind", "unicodeCodePoints");
    json_key(gen, "results");
    yajl_gen_array_open(gen);
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (options.format == REPORT_CODE_SCANNING && finding->status != FINDING_NEW)
            continue; /* GitHub passes over suppressions and would open an alert */
        write_result(gen, finding, report_rules_find(rules, finding->rule), compared);
    }
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
}

void report_sarif(const struct findings *findings, const struct checker *checker,
                  struct report_options options, struct buf *out)
{
    struct report_rules rules;
    report_rules_init(&rules, findings, checker);
    yajl_gen gen = json_begin(out);
    yajl_gen_map_open(gen);
    json_text(gen, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_text(gen, "version", "2.1.0");
    json_key(gen, "runs");
    yajl_gen_array_open(gen);
    write_run(gen, findings, &rules, options);
    yajl_gen_array_close(gen);
    yajl_gen_map_close(gen);
    json_end(gen, out);
    report_rules_release(&rules);
}
