#include "check/report/report.h"

#include <string.h>

static const char *const formats[] = {"text",   "json",   "sarif", "junit",
                                      "github", "gitlab", "html",  "code-scanning"};

bool report_format_parse(struct str name, enum report_format *format)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (str_is(name, formats[i])) {
            *format = (enum report_format)i;
            return true;
        }
    }
    return false;
}

const char *report_format_names(struct arena *arena)
{
    struct buf names = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        const char *separator = i == 0 ? "" : i + 1 == COUNT_OF(formats) ? " or " : ", ";
        buf_printf(&names, "%s%s", separator, formats[i]);
    }
    return buf_to_arena(&names, arena);
}

bool report_wants_levels(enum report_format format)
{
    return format == REPORT_HTML || format == REPORT_JUNIT;
}

void report_write(const struct findings *findings, const struct checker *checker,
                  struct report_options options, struct buf *out)
{
    switch (options.format) {
    case REPORT_TEXT:
        report_text(findings, checker, options, out);
        break;
    case REPORT_JSON:
        report_json(findings, options, out);
        break;
    case REPORT_SARIF:
    case REPORT_CODE_SCANNING:
        report_sarif(findings, checker, options, out);
        break;
    case REPORT_JUNIT:
        report_junit(findings, options, out);
        break;
    case REPORT_GITHUB:
        report_github(findings, options, out);
        break;
    case REPORT_GITLAB:
        report_gitlab(findings, out);
        break;
    case REPORT_HTML:
        report_html(findings, checker, options, out);
        break;
    }
}

/* ---- Findings ---------------------------------------------------------------------- */

struct report_counts report_count(const struct findings *findings)
{
    struct report_counts counts = {0};
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        counts.waived += finding->status == FINDING_WAIVED;
        counts.baseline += finding->status == FINDING_BASELINE;
        if (finding->status != FINDING_NEW)
            continue;
        counts.errors += finding->level == LEVEL_ERROR;
        counts.warnings += finding->level == LEVEL_WARNING;
        counts.certain += finding->certain && finding->fix != NULL;
    }
    return counts;
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

void report_number(struct buf *out, size_t count, const char *what)
{
    buf_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

void report_summary(const struct findings *findings, struct report_options options, struct buf *out)
{
    struct report_counts counts = report_count(findings);
    report_number(out, counts.errors, "error");
    buf_puts(out, ", ");
    report_number(out, counts.warnings, "warning");
    buf_puts(out, " in ");
    report_number(out, options.pages, "page");
    if (counts.waived + counts.baseline == 0)
        return;
    buf_puts(out, " (not counted: ");
    if (counts.waived > 0)
        buf_printf(out, "%zu waived", counts.waived);
    if (counts.baseline > 0)
        buf_printf(out, "%s%zu in the baseline", counts.waived > 0 ? ", " : "", counts.baseline);
    buf_putc(out, ')');
}

void report_sentence(struct buf *out, const char *message)
{
    size_t size = strlen(message);
    if (size == 0)
        return;
    bool lower = message[0] >= 'a' && message[0] <= 'z';
    buf_putc(out, lower ? (char)(message[0] - 'a' + 'A') : message[0]);
    buf_puts(out, message + 1);
    if (strchr(".!?", message[size - 1]) == NULL)
        buf_putc(out, '.');
}
