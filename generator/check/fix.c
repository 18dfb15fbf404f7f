/*
 * --fix: puts certain fixes into the source of pages.
 *
 * A fix is applied only if it is new (neither waived nor in the baseline) and certain,
 * which the rule said and fix_is_safe() confirmed. Of two that overlap the first is
 * taken; the next round sees the other. The result is read as a page before it is
 * written: if it is built of other elements than before, a fix has made a mark of
 * Markdown, and the file stays as it is.
 */
#include "check/fix.h"

#include <string.h>

static bool is_wanted(const struct finding *finding)
{
    return finding->status == FINDING_NEW && finding->certain && finding->fix != NULL &&
           finding->start.line > 0 && finding->start.line == finding->end.line;
}

/* Findings [from, past) are those of the page, in the order of their places. */
static void collect(const struct source *source, const struct findings *findings, size_t from,
                    size_t past, struct fixes *fixes)
{
    struct offset_cursor cursor = {.source = source};
    uint32_t end = 0;
    for (size_t i = from; i < past; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (!is_wanted(finding))
            continue;
        uint32_t start = offset_cursor_move(&cursor, finding->start);
        struct offset_cursor further = cursor;
        struct span span = {start, offset_cursor_move(&further, finding->end)};
        if (span.start < end && fixes->list.count > 0)
            continue;
        *vec_push(&fixes->list) = (struct fix){span, finding->start.line, finding->fix};
        end = span.end;
    }
}

static void apply(const struct source *source, const struct fixes *fixes, struct buf *out)
{
    uint32_t at = 0;
    for (size_t i = 0; i < fixes->list.count; i++) {
        const struct fix *fix = &fixes->list.items[i];
        buf_add(out, source->text + at, fix->span.start - at);
        buf_puts(out, fix->text);
        at = fix->span.end;
    }
    buf_add(out, source->text + at, source->size - at);
}

/* ---- Is it the same page but for its words? ---------------------------------------- */

/* The element after `node` in document order, text aside; NULL after the last. */
static const xmlNode *next_element(const xmlNode *node)
{
    do {
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
        } else {
            while (node != NULL && node->next == NULL)
                node = node->parent;
            node = node != NULL ? node->next : NULL;
        }
    } while (node != NULL &&
             (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, "text") == 0));
    return node;
}

static bool is_built_alike(const struct document *before, const struct document *after)
{
    const xmlNode *a = xmlDocGetRootElement(before->xml);
    const xmlNode *b = xmlDocGetRootElement(after->xml);
    while (a != NULL && b != NULL && strcmp((const char *)a->name, (const char *)b->name) == 0) {
        a = next_element(a);
        b = next_element(b);
    }
    return a == NULL && b == NULL;
}

/* Both are read anew: a page that was checked has its references resolved. */
static bool keeps_structure(const struct gate_run *run, const struct document *document,
                            struct str text)
{
    struct arena *arena = arena_new();
    const char *path = document->source->path;
    struct str old = {document->source->text, document->source->size};
    const struct document *before =
        document_read_text(arena, run->site, path, old, findings_new(arena));
    const struct document *after =
        document_read_text(arena, run->site, path, text, findings_new(arena));
    bool alike = before != NULL && after != NULL && is_built_alike(before, after);
    arena_free(arena);
    return alike;
}

/* ---- Files ------------------------------------------------------------------------- */

/* The file as it is now must be what was checked; its byte order mark stays. */
static int write_page(const struct document *document, const struct buf *text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const struct source *source = document->source;
    struct arena *arena = arena_new();
    struct buf whole = BUF_INIT;
    struct str now;
    int status = file_read(arena, source->path, SIZE_MAX, &now);
    if (status == 0 && str_starts(now, mark)) {
        buf_puts(&whole, mark);
        now = (struct str){now.s + strlen(mark), now.n - strlen(mark)};
    }
    if (status == 0 && !str_equal(now, (struct str){source->text, source->size}))
        status = fail(source->path, 0, 0, MSG_FIX_CHANGED);
    buf_add(&whole, text->s, text->n);
    if (status == 0)
        status = file_replace(source->path, whole.s, whole.n);
    buf_release(&whole);
    arena_free(arena);
    return status;
}

static int fix_page(const struct gate_run *run, const struct document *document,
                    const struct fixes *fixes, struct fix_options options, size_t *mended)
{
    struct buf text = BUF_INIT;
    int status = 0;
    apply(document->source, fixes, &text);
    buf_puts(&text, "");
    if (!keeps_structure(run, document, (struct str){text.s, text.n})) {
        warn(document->source->path, 0, 0, MSG_FIX_STRUCTURE);
    } else if (options.diff != NULL) {
        fix_put_diff(document->source, fixes, options.diff);
        *mended += fixes->list.count;
    } else if ((status = write_page(document, &text)) == 0) {
        options.done(document->source->path, fixes->list.count, options.payload);
        *mended += fixes->list.count;
    }
    buf_release(&text);
    return status;
}

int fix_pages(const struct gate_run *run, const struct findings *findings,
              struct fix_options options, size_t *mended)
{
    size_t from = 0, count = findings->list.count;
    int status = 0;
    *mended = 0;
    for (size_t i = 0; i < run->document_count; i++) {
        const struct document *document = run->documents[i];
        const char *path = document->source->path;
        while (from < count && strcmp(findings->list.items[from].path, path) < 0)
            from++;
        size_t past = from;
        while (past < count && strcmp(findings->list.items[past].path, path) == 0)
            past++;
        struct fixes fixes = {0};
        collect(document->source, findings, from, past, &fixes);
        if (fixes.list.count > 0 && fix_page(run, document, &fixes, options, mended) != 0)
            status = -1;
        vec_release(&fixes.list);
        from = past;
    }
    return status;
}
