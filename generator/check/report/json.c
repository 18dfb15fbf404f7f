/*
 * Our own JSON, version 1; tests/check/report.schema.json describes it. Columns
 * count Unicode characters from 1, ends are exclusive.
 */
#include "check/report/report.h"

#include <string.h>

static void print(void *payload, const char *text, size_t size)
{
    buf_add(payload, text, size);
}

yajl_gen json_begin(struct buf *out)
{
    yajl_gen gen = yajl_gen_alloc(NULL);
    if (gen == NULL)
        die_no_memory(0);
    yajl_gen_config(gen, yajl_gen_beautify, 1);
    yajl_gen_config(gen, yajl_gen_indent_string, "  ");
    yajl_gen_config(gen, yajl_gen_print_callback, print, out);
    return gen;
}

void json_end(yajl_gen gen, struct buf *out)
{
    yajl_gen_free(gen);
    if (out->n == 0 || out->s[out->n - 1] != '\n')
        buf_putc(out, '\n');
}

void json_string(yajl_gen gen, const char *text)
{
    yajl_gen_string(gen, (const unsigned char *)text, strlen(text));
}

void json_key(yajl_gen gen, const char *key)
{
    json_string(gen, key);
}

void json_text(yajl_gen gen, const char *key, const char *text)
{
    if (text == NULL)
        return;
    json_key(gen, key);
    json_string(gen, text);
}

void json_number(yajl_gen gen, const char *key, size_t number)
{
    json_key(gen, key);
    yajl_gen_integer(gen, (long long)number);
}

static void json_flag(yajl_gen gen, const char *key, bool flag)
{
    json_key(gen, key);
    yajl_gen_bool(gen, flag);
}

static void write_waiver(yajl_gen gen, const struct waiver *waiver)
{
    if (waiver == NULL)
        return;
    json_key(gen, "waiver");
    yajl_gen_map_open(gen);
    json_text(gen, "reason", waiver->reason);
    json_text(gen, "owner", waiver->owner);
    json_text(gen, "until", waiver->until);
    yajl_gen_map_close(gen);
}

/* Line 0 is a finding about the file as a whole. */
static void write_finding(yajl_gen gen, const struct finding *finding)
{
    char buffer[17];
    yajl_gen_map_open(gen);
    json_text(gen, "path", finding->path);
    json_number(gen, "line", finding->start.line);
    json_number(gen, "column", finding->start.column);
    json_number(gen, "endLine", finding->end.line);
    json_number(gen, "endColumn", finding->end.column);
    json_text(gen, "rule", finding->rule);
    json_text(gen, "level", level_name(finding->level));
    json_text(gen, "message", finding->message);
    json_text(gen, "advice", finding->advice);
    json_text(gen, "fix", finding->fix);
    if (finding->fix != NULL)
        json_flag(gen, "certain", finding->certain);
    json_text(gen, "fingerprint", report_fingerprint(finding, buffer));
    json_text(gen, "status", finding_status_name(finding->status));
    write_waiver(gen, finding->waiver);
    yajl_gen_map_close(gen);
}

static void write_summary(yajl_gen gen, const struct findings *findings,
                          struct report_options options)
{
    struct report_counts counts = report_count(findings);
    json_key(gen, "summary");
    yajl_gen_map_open(gen);
    json_number(gen, "pages", options.pages);
    json_number(gen, "errors", counts.errors);
    json_number(gen, "warnings", counts.warnings);
    json_number(gen, "waived", counts.waived);
    json_number(gen, "baseline", counts.baseline);
    json_number(gen, "certainFixes", counts.certain);
    json_flag(gen, "complete", !options.incomplete);
    yajl_gen_map_close(gen);
}

void report_json(const struct findings *findings, struct report_options options, struct buf *out)
{
    yajl_gen gen = json_begin(out);
    yajl_gen_map_open(gen);
    json_number(gen, "version", 1);
    json_key(gen, "findings");
    yajl_gen_array_open(gen);
    for (size_t i = 0; i < findings->list.count; i++)
        write_finding(gen, &findings->list.items[i]);
    yajl_gen_array_close(gen);
    write_summary(gen, findings, options);
    yajl_gen_map_close(gen);
    json_end(gen, out);
}
