#include "base.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *rule;
    enum level level;
    const char *format, *advice;
} messages[] = {
#define MESSAGE(code, rule, level, format, advice) {rule, LEVEL_##level, format, advice},
#include "messages.def"
#undef MESSAGE
};

const char *level_name(enum level level)
{
    static const char *const names[] = {"off", "warning", "error"};
    return names[level];
}

bool level_parse(struct str name, enum level *level)
{
    for (enum level l = LEVEL_OFF; l <= LEVEL_ERROR; l++) {
        if (str_is(name, level_name(l))) {
            *level = l;
            return true;
        }
    }
    return false;
}

const char *finding_status_name(enum finding_status status)
{
    static const char *const names[] = {"new", "baseline", "waived"};
    return names[status];
}

static void release_list(void *handle)
{
    struct findings *findings = handle;
    vec_release(&findings->list);
}

struct findings *findings_new(struct arena *arena)
{
    struct findings *findings = ARENA_NEW(arena, struct findings);
    findings->arena = arena;
    arena_on_free(arena, release_list, findings);
    return findings;
}

static const char *keep(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

struct finding *findings_add(struct findings *findings, const struct source *source,
                             struct span span, struct finding finding)
{
    struct arena *arena = findings->arena;
    struct finding *added = vec_push(&findings->list);
    *added = finding;
    added->rule = keep(arena, finding.rule);
    added->message = keep(arena, finding.message);
    added->advice = keep(arena, finding.advice);
    added->fix = keep(arena, finding.fix);
    added->fingerprint = keep(arena, finding.fingerprint);
    added->path = keep(arena, source ? source->path : finding.path);
    if (source != NULL) {
        added->start = source_place(source, span.start);
        added->end = source_place(source, span.end > span.start ? span.end : span.start);
        struct str line = source_line(source, added->start.line);
        added->excerpt = arena_strndup(arena, line.s, line.n);
    }
    return added;
}

static int compare_places(struct place a, struct place b)
{
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return a.column < b.column ? -1 : a.column > b.column;
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (order == 0)
        order = compare_places(a->start, b->start);
    if (order == 0)
        order = compare_places(a->end, b->end);
    if (order == 0)
        order = strcmp(a->rule, b->rule);
    return order != 0 ? order : strcmp(a->message, b->message);
}

void findings_sort(struct findings *findings)
{
    if (findings->list.count > 1)
        qsort(findings->list.items, findings->list.count, sizeof(struct finding), compare_findings);
}

size_t findings_count(const struct findings *findings, enum level level)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        count += finding->level == level && finding->status == FINDING_NEW;
    }
    return count;
}

void report(struct findings *findings, const struct source *source, struct span span,
            enum message message, ...)
{
    va_list args;
    va_start(args, message);
    char *text = arena_vprintf(findings->arena, messages[message].format, args);
    va_end(args);
    findings_add(findings, source, span,
                 (struct finding){.rule = messages[message].rule,
                                  .level = messages[message].level,
                                  .message = text,
                                  .advice = messages[message].advice});
}

static void print_message(const char *path, uint32_t line, uint32_t column, const char *level,
                          enum message message, va_list args)
{
    struct buf text = BUF_INIT;
    buf_puts(&text, "concordat: ");
    if (path != NULL)
        buf_printf(&text, "%s:", path);
    if (path != NULL && line > 0)
        buf_printf(&text, "%u:", line);
    if (path != NULL && column > 0)
        buf_printf(&text, "%u:", column);
    buf_printf(&text, "%s%s: ", path ? " " : "", level);
    buf_vprintf(&text, messages[message].format, args);
    buf_putc(&text, '\n');
    if (messages[message].advice != NULL)
        buf_printf(&text, "  %s\n", messages[message].advice);
    fputs(text.s, stderr); /* one write, so that workers' lines do not mix */
    buf_release(&text);
}

int fail(const char *path, uint32_t line, uint32_t column, enum message message, ...)
{
    va_list args;
    va_start(args, message);
    print_message(path, line, column, "error", message, args);
    va_end(args);
    return -1;
}

void warn(const char *path, uint32_t line, uint32_t column, enum message message, ...)
{
    va_list args;
    va_start(args, message);
    print_message(path, line, column, "warning", message, args);
    va_end(args);
}
