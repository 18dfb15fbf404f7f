/*
 * Footnotes that nothing refers to, and second ones of a name. cmark drops both without
 * a word, so they are looked for in the source: a line that has the shape of a footnote
 * and is neither in the tree as one nor inside code.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

struct places {
    VEC(struct span) notes; /* those of the tree, and code: where a line is accounted for */
};

static void collect(struct places *places, xmlNode *page)
{
    for (xmlNode *node = page; node != NULL; node = document_next(page, node)) {
        if (is_element(node, OURS, "note")) {
            struct span span = document_span(node);
            *vec_push(&places->notes) = (struct span){span.start, span.start + 1};
        } else if (is_element(node, COMMONMARK, "code_block") ||
                   is_element(node, COMMONMARK, "html_block")) {
            *vec_push(&places->notes) = document_span(node);
        }
    }
}

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

/* The size of "[^name]:" at the start of the text, or 0. */
static size_t label_size(struct str text)
{
    if (!str_starts(text, "[^"))
        return 0;
    size_t at = 2;
    while (at < text.n && strchr(" \t[]\\", text.s[at]) == NULL)
        at++;
    bool whole = at > 2 && at + 1 < text.n && text.s[at] == ']' && text.s[at + 1] == ':';
    return whole ? at + 2 : 0;
}

static bool is_accounted(const struct places *places, uint32_t offset)
{
    size_t after = RECORDS_FROM(places->notes.items, places->notes.count, start, offset + 1);
    return after > 0 && offset < places->notes.items[after - 1].end;
}

void report_lost_notes(struct builder *builder, xmlNode *page, struct span body)
{
    const struct source *source = builder->source;
    struct places places = {0};
    collect(&places, page);
    if (places.notes.count > 1)
        qsort(places.notes.items, places.notes.count, sizeof(struct span), compare_spans);
    for (uint32_t line = source_place(source, body.start).line; line <= source->line_count;
         line++) {
        struct str text = source_line(source, line);
        size_t indent = 0;
        while (indent < text.n && strchr(" >", text.s[indent]) != NULL)
            indent++;
        size_t size = label_size((struct str){text.s + indent, text.n - indent});
        uint32_t start = source->lines[line - 1] + (uint32_t)indent;
        if (size > 0 && !is_accounted(&places, start))
            report(builder->findings, source, (struct span){start, start + (uint32_t)size - 1},
                   MSG_NOTE_LOST, (int)size - 4, text.s + indent + 2);
    }
    vec_release(&places.notes);
}
