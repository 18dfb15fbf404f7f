/*
 * Findings put into a page's tree, for drafts: a list of them, and a mark around the text
 * that each is about. Where several are about the same text the shortest has it, so that the
 * word stands out that is wrong in a sentence that is too long. A mark does not leave the block
 * it begins in: of what is said of a list its first words are marked.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED_MOST = 300 };

struct remark {
    const struct finding *finding;
    struct span span;
    const xmlNode *block; /* its mark begins in; NULL: there is no mark yet */
};

/* Source that one remark has, up to the next stretch. */
struct stretch {
    uint32_t start;
    size_t remark; /* as many as there are: none */
};

struct highlighter {
    const struct document *document;
    struct arena *arena;
    xmlNs *ours;
    struct remark *remarks;
    size_t count;
    VEC(xmlNode *) texts; /* in the order of the source */
    VEC(struct stretch) stretches;
};

static uint32_t length(struct span span)
{
    return span.end - span.start;
}

static xmlNode *add_ours(const struct highlighter *h, xmlNode *parent, const char *name)
{
    xmlNode *node = xmlNewDocNode(h->document->xml, h->ours, BAD_CAST name, NULL);
    if (node == NULL || (parent != NULL && xmlAddChild(parent, node) == NULL))
        die_no_memory(sizeof *node);
    return node;
}

/* ---- Which remark has which text ---------------------------------------------------- */

static int compare_starts(const void *a, const void *b)
{
    const struct stretch *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

static size_t shortest_at(const struct highlighter *h, uint32_t at)
{
    size_t best = h->count;
    for (size_t i = 0; i < h->count; i++) {
        struct span span = h->remarks[i].span;
        if (span.start <= at && at < span.end &&
            (best == h->count || length(span) < length(h->remarks[best].span)))
            best = i;
    }
    return best;
}

static void find_stretches(struct highlighter *h)
{
    for (size_t i = 0; i < h->count; i++) {
        *vec_push(&h->stretches) = (struct stretch){.start = h->remarks[i].span.start};
        *vec_push(&h->stretches) = (struct stretch){.start = h->remarks[i].span.end};
    }
    struct stretch *items = h->stretches.items;
    size_t kept = 0;
    qsort(items, h->stretches.count, sizeof *items, compare_starts);
    for (size_t i = 0; i < h->stretches.count; i++) {
        size_t best = shortest_at(h, items[i].start);
        if (kept == 0 || items[kept - 1].remark != best)
            items[kept++] = (struct stretch){items[i].start, best};
    }
    h->stretches.count = kept;
}

/* The remark that has the byte, and where the next stretch begins. */
static size_t remark_at(const struct highlighter *h, uint32_t at, uint32_t *until)
{
    const struct stretch *items = h->stretches.items;
    size_t count = h->stretches.count, next = RECORDS_FROM(items, count, start, at + 1);
    *until = next < count ? items[next].start : UINT32_MAX;
    return next > 0 ? items[next - 1].remark : h->count;
}

/* ---- The texts ---------------------------------------------------------------------- */

/* What is an alternative, drawn or kept beside the body does not show its text as such. */
static bool is_hidden(const xmlNode *node)
{
    return is_element(node, COMMONMARK, "image") || is_element(node, OURS, "diagram") ||
           is_element(node, OURS, "meta") || is_element(node, OURS, "sign-offs") ||
           is_element(node, OURS, "title");
}

static int compare_texts(const void *a, const void *b)
{
    struct span x = document_span(*(xmlNode *const *)a), y = document_span(*(xmlNode *const *)b);
    return (x.start > y.start) - (x.start < y.start);
}

static void collect_texts(struct highlighter *h, xmlNode *root)
{
    xmlNode *node = root;
    while (node != NULL) {
        bool hidden = is_hidden(node);
        if (is_element(node, COMMONMARK, "text") && length(document_span(node)) > 0)
            *vec_push(&h->texts) = node;
        node = hidden ? tree_skip(root, node) : document_next(root, node);
    }
    if (h->texts.count > 0)
        qsort(h->texts.items, h->texts.count, sizeof(xmlNode *), compare_texts);
}

static const xmlNode *block_of(const xmlNode *text)
{
    static const char *const inlines[] = {"emph", "strong", "strikethrough", "link", "ref",
                                          "abbr", "span",   "mark",          "text"};
    while (text->parent != NULL &&
           str_is_among(str_of((const char *)text->name), inlines, COUNT_OF(inlines)))
        text = text->parent;
    return text;
}

/* A text element before `text` with the first bytes of its content. */
static void split_off(const struct highlighter *h, xmlNode *text, uint32_t size)
{
    struct span span = document_span(text);
    xmlNode *first = xmlNewDocNode(text->doc, text->ns, BAD_CAST "text", NULL);
    const char *content = (const char *)text->children->content;
    if (first == NULL || xmlAddPrevSibling(text, first) == NULL)
        die_no_memory(sizeof *first);
    struct span *kept = ARENA_NEW(h->arena, struct span);
    *kept = (struct span){span.start, span.start + size};
    first->_private = kept;
    add_text(first, (struct str){content, size});
    xmlNodeSetContent(text->children, BAD_CAST arena_strdup(h->arena, content + size));
    element_set_span(text, (struct span){span.start + size, span.end});
}

/* Puts the text element into the remark's mark. */
static void mark(struct highlighter *h, xmlNode *text, size_t number)
{
    struct remark *remark = &h->remarks[number];
    const xmlNode *block = block_of(text);
    if (remark->block != NULL && remark->block != block)
        return;
    xmlNode *node = add_ours(h, NULL, "mark");
    xmlReplaceNode(text, node);
    xmlAddChild(node, text);
    set_number(node, "finding", number + 1);
    set_attribute(node, "level", level_name(remark->finding->level));
    if (remark->block == NULL)
        set_attribute(node, "first", "true");
    remark->block = block;
}

/* A text whose bytes are the source's can be marked in parts. */
static bool is_exact(const xmlNode *text)
{
    return text->children != NULL && text->children->type == XML_TEXT_NODE &&
           strlen((const char *)text->children->content) == length(document_span(text));
}

static void mark_text(struct highlighter *h, xmlNode *text)
{
    struct span span = document_span(text);
    bool exact = is_exact(text);
    for (uint32_t at = span.start, until; at < span.end; at = until) {
        size_t number = remark_at(h, at, &until);
        bool part = exact && until < span.end;
        if (part)
            split_off(h, text, until - at);
        if (number < h->count)
            mark(h, part ? text->prev : text, number);
        if (!part)
            break;
    }
}

/* ---- The list ----------------------------------------------------------------------- */

static void add_list(const struct highlighter *h, xmlNode *root, size_t total)
{
    xmlNode *list = add_ours(h, NULL, "findings");
    set_number(list, "count", total);
    for (size_t i = 0; i < h->count; i++) {
        const struct finding *finding = h->remarks[i].finding;
        xmlNode *node = add_ours(h, list, "finding");
        set_attribute(node, "rule", finding->rule);
        set_attribute(node, "level", level_name(finding->level));
        if (finding->start.line > 0)
            set_number(node, "line", finding->start.line);
        set_attribute(node, "message", finding->message);
        set_attribute(node, "advice", finding->advice);
        set_attribute(node, "fix", finding->fix);
        if (h->remarks[i].block != NULL)
            set_attribute(node, "marked", "true");
    }
    if (xmlAddNextSibling(first_element(root), list) == NULL)
        die_no_memory(sizeof *list);
}

void document_highlight(struct document *document, struct arena *arena,
                        const struct finding *findings, size_t count)
{
    xmlNode *root = xmlDocGetRootElement(document->xml);
    struct offset_cursor cursor = {.source = document->source};
    struct highlighter h = {.document = document, .arena = arena, .ours = root->ns};
    h.remarks = ARENA_ARRAY(arena, count, struct remark);
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = &findings[i];
        if (finding->status != FINDING_NEW)
            continue;
        total++;
        if (h.count == LISTED_MOST)
            continue;
        struct remark *remark = &h.remarks[h.count++];
        remark->finding = finding;
        remark->span.start = offset_cursor_move(&cursor, finding->start);
        struct offset_cursor end = cursor;
        remark->span.end = offset_cursor_move(&end, finding->end);
    }
    if (total == 0)
        return;
    find_stretches(&h);
    collect_texts(&h, root);
    for (size_t i = 0; i < h.texts.count; i++)
        mark_text(&h, h.texts.items[i]);
    add_list(&h, root, total);
    vec_release(&h.texts);
    vec_release(&h.stretches);
}
