#include "base.h"

#include <stdlib.h>
#include <string.h>

/* Lines up to this many bytes are kept whole; of longer ones, what is around a finding. */
enum { EXCERPT_WHOLE = 1000, EXCERPT_BEFORE = 300, EXCERPT_AFTER = 700 };

static const struct message_text messages[] = {
#define MESSAGE(code, rule, level, format, advice) {rule, LEVEL_##level, format, advice},
#include "messages.def"
#undef MESSAGE
};

const struct message_text *message_texts(size_t *count)
{
    *count = COUNT_OF(messages);
    return messages;
}

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

static const struct waiver *keep_waiver(struct arena *arena, const struct waiver *waiver)
{
    if (waiver == NULL)
        return NULL;
    struct waiver *kept = ARENA_NEW(arena, struct waiver);
    kept->text = keep(arena, waiver->text);
    kept->reason = keep(arena, waiver->reason);
    kept->owner = keep(arena, waiver->owner);
    kept->until = keep(arena, waiver->until);
    return kept;
}

/* From `offset`, which stands at `place`, on to `to`, if that is on the same line. */
static struct place place_after(const struct source *source, uint32_t offset, struct place place,
                                uint32_t to)
{
    uint32_t next = place.line < source->line_count ? source->lines[place.line] : UINT32_MAX;
    if (place.line == 0 || to < offset || to >= next)
        return source_place(source, to);
    if (to > source->size)
        to = (uint32_t)source->size;
    place.column += (uint32_t)utf8_length(source->text + offset, to - offset);
    return place;
}

/* With what is not UTF-8 replaced, so that reports stay readable. */
static const char *clean_text(struct arena *arena, struct str text)
{
    if (utf8_check(text.s, text.n) == text.n)
        return arena_strndup(arena, text.s, text.n);
    struct buf clean = BUF_INIT;
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text.s, text.n, &at);
        buf_put_code_point(&clean, c != 0 ? c : 0xFFFD);
    }
    return buf_to_arena(&clean, arena);
}

static bool inside_character(const char *byte)
{
    return ((unsigned char)*byte & 0xC0) == 0x80;
}

/* Of a long line only what stands around the finding, `before` bytes into it. */
static struct str cut_around(struct str line, size_t before)
{
    size_t from = before > EXCERPT_BEFORE ? before - EXCERPT_BEFORE : 0;
    size_t to = line.n - before > EXCERPT_AFTER ? before + EXCERPT_AFTER : line.n;
    while (from > 0 && inside_character(line.s + from))
        from--;
    while (to < line.n && inside_character(line.s + to))
        to++;
    return (struct str){line.s + from, to - from};
}

static void add_excerpt(struct findings *findings, const struct source *source, uint32_t offset,
                        bool same_line, struct finding *added)
{
    struct str line = source_line(source, added->start.line);
    size_t before = (size_t)(source->text + offset - line.s);
    added->excerpt_column = 1;
    if (before > line.n)
        before = line.n; /* at the line's end characters */
    if (line.n > EXCERPT_WHOLE) {
        struct str cut = cut_around(line, before);
        added->excerpt_column =
            added->start.column - (uint32_t)utf8_length(cut.s, (size_t)(line.s + before - cut.s));
        added->excerpt_cut = cut.s + cut.n < line.s + line.n;
        added->excerpt = clean_text(findings->arena, cut);
        findings->line = NULL;
        return;
    }
    if (!same_line || findings->line == NULL)
        findings->line = clean_text(findings->arena, line);
    added->excerpt = findings->line[0] != '\0' ? findings->line : NULL;
}

static void add_place(struct findings *findings, const struct source *source, struct span span,
                      struct finding *added)
{
    uint32_t line = findings->source == source ? findings->place.line : 0;
    struct place before = {line, findings->place.column};
    uint32_t offset = span.start < source->size ? span.start : (uint32_t)source->size;
    added->start = place_after(source, findings->offset, before, span.start);
    added->end = place_after(source, span.start, added->start,
                             span.end > span.start ? span.end : span.start);
    add_excerpt(findings, source, offset, added->start.line == line, added);
    findings->source = source;
    findings->offset = offset;
    findings->place = added->start;
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
    added->context = keep(arena, finding.context);
    added->fingerprint = keep(arena, finding.fingerprint);
    added->waiver = keep_waiver(arena, finding.waiver);
    added->path = keep(arena, source ? source->path : finding.path);
    if (source != NULL)
        add_place(findings, source, span, added);
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

struct finding *vreport_at(struct findings *findings, const char *path, struct place place,
                           enum message message, va_list args)
{
    return findings_add(
        findings, NULL, (struct span){0, 0},
        (struct finding){.rule = messages[message].rule,
                         .level = messages[message].level,
                         .path = path,
                         .start = place,
                         .end = place,
                         .message = arena_vprintf(findings->arena, messages[message].format, args),
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

void message_put(struct buf *text, enum message message, va_list args)
{
    buf_vprintf(text, messages[message].format, args);
}

int vfail(const char *path, uint32_t line, uint32_t column, enum message message, va_list args)
{
    print_message(path, line, column, "error", message, args);
    return -1;
}

int fail(const char *path, uint32_t line, uint32_t column, enum message message, ...)
{
    va_list args;
    va_start(args, message);
    vfail(path, line, column, message, args);
    va_end(args);
    return -1;
}

void vwarn(const char *path, uint32_t line, uint32_t column, enum message message, va_list args)
{
    print_message(path, line, column, "warning", message, args);
}

void warn(const char *path, uint32_t line, uint32_t column, enum message message, ...)
{
    va_list args;
    va_start(args, message);
    vwarn(path, line, column, message, args);
    va_end(args);
}

/* The source line and a mark under the place, as far as the excerpt goes. */
static void put_excerpt(struct buf *text, const struct finding *finding)
{
    struct str line = str_of(finding->excerpt);
    uint32_t before = finding->start.column - finding->excerpt_column;
    size_t at = 0, indent = 2;
    buf_puts(text, "  ");
    for (uint32_t i = 0; at < line.n; i++) {
        uint32_t c = utf8_next(line.s, line.n, &at);
        buf_put_code_point(text, c < 0x20 || c == 0x7F ? ' ' : c);
        indent += i < before ? code_point_width(c) : 0;
    }
    buf_printf(text, "\n%*s^\n", (int)indent, "");
}

int fail_finding(const struct finding *finding)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "concordat: %s:", finding->path);
    if (finding->start.line > 0)
        buf_printf(&text, "%u:%u:", finding->start.line, finding->start.column);
    buf_printf(&text, " error: %s\n", finding->message);
    if (finding->excerpt != NULL)
        put_excerpt(&text, finding);
    if (finding->advice != NULL)
        buf_printf(&text, "  %s\n", finding->advice);
    fputs(text.s, stderr);
    buf_release(&text);
    return -1;
}

int fail_findings(struct findings *findings)
{
    findings_sort(findings);
    for (size_t i = 0; i < findings->list.count; i++)
        fail_finding(&findings->list.items[i]);
    return findings->list.count > 0 ? -1 : 0;
}
