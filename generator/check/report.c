#include "check/report.h"

#include <string.h>

static const char *const formats[] = {"text", "json", "sarif"};

bool report_format_parse(const char *name, enum report_format *format)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (strcmp(name, formats[i]) == 0) {
            *format = (enum report_format)i;
            return true;
        }
    }
    return false;
}

void report_write(const struct findings *findings, const struct checker *checker,
                  struct report_options options, struct buf *out)
{
    switch (options.format) {
    case REPORT_TEXT:
        report_text(findings, options, out);
        break;
    case REPORT_JSON:
        report_json(findings, options, out);
        break;
    case REPORT_SARIF:
        report_sarif(findings, checker, out);
        break;
    }
}

static uint64_t mix(uint64_t hash, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
    return (hash ^ 0xFF) * 0x100000001B3u;
}

const char *report_fingerprint(const struct finding *finding, char buffer[17])
{
    if (finding->fingerprint != NULL)
        return finding->fingerprint;
    uint64_t hash = mix(0xCBF29CE484222325u, finding->rule);
    hash = mix(mix(hash, finding->message), finding->excerpt);
    snprintf(buffer, 17, "%016llx", (unsigned long long)hash);
    return buffer;
}

/* ---- JSON -------------------------------------------------------------------------- */

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
    json_text(gen, "fingerprint", report_fingerprint(finding, buffer));
    json_text(gen, "status", finding_status_name(finding->status));
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
    json_key(gen, "summary");
    yajl_gen_map_open(gen);
    json_number(gen, "pages", options.pages);
    json_number(gen, "errors", findings_count(findings, LEVEL_ERROR));
    json_number(gen, "warnings", findings_count(findings, LEVEL_WARNING));
    yajl_gen_map_close(gen);
    yajl_gen_map_close(gen);
    json_end(gen, out);
}
