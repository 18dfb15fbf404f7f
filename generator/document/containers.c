/* Fenced containers, ideas, callouts and definition lists. */
#include "internal.h"

#include <string.h>
#include <strings.h>

/* As in themes/document.rng; "idea" and those that are drawn (diagram_names) have elements of
 * their own. */
static const char *const container_names[] = {
    "inset-text", "warning-callout", "details",  "expander",  "card",         "do-list",
    "dont-list",  "contact",         "idea",     "statistic", "summary-list", "cycle",
    "steps",      "hierarchy",       "timeline", "bar-chart", "question",
};
static const char *const callout_kinds[] = {"note", "tip", "important", "warning", "caution"};

static char *join(struct arena *arena, const char *const *words, size_t count)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " and ", words[i]);
    return buf_to_arena(&text, arena);
}

static bool is_known(struct str word, const char *const *known, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(word, known[i]))
            return true;
    return false;
}

static const char *suggestion(struct builder *builder, struct str word, const char *const *known,
                              size_t count)
{
    const char *near = nearest_word(word, known, count);
    return near == NULL ? "" : arena_printf(builder->arena, "; did you mean \"%s\"?", near);
}

static bool is_break(const xmlNode *node)
{
    return is_element(node, COMMONMARK, "softbreak") || is_element(node, COMMONMARK, "linebreak");
}

/* ---- Containers -------------------------------------------------------------------- */

bool container_check(struct builder *builder, cmark_node *block)
{
    const struct markdown_node *record = markdown_node(block);
    struct span opening = {record->name_span.start, record->name_span.end};
    if (!record->closed)
        report(builder->findings, builder->source, opening, MSG_CONTAINER_OPEN, record->name.s,
               record->colons);
    if (is_known(record->name, container_names, COUNT_OF(container_names)))
        return true;
    if (record->name.n == 0) {
        report(builder->findings, builder->source, opening, MSG_CONTAINER_NAMELESS,
               join(builder->arena, container_names, COUNT_OF(container_names)));
        return false;
    }
    report(builder->findings, builder->source, opening, MSG_CONTAINER_UNKNOWN, record->name.s,
           suggestion(builder, record->name, container_names, COUNT_OF(container_names)),
           join(builder->arena, container_names, COUNT_OF(container_names)));
    return false;
}

/* Takes the picture, with the line break after it, out of the first paragraph of the
 * words; NULL if it does not begin with one. */
static xmlNode *take_picture(xmlNode *words)
{
    xmlNode *paragraph = first_element(words);
    xmlNode *image =
        is_element(paragraph, COMMONMARK, "paragraph") ? first_element(paragraph) : NULL;
    if (!is_element(image, COMMONMARK, "image") || !is_break(next_element(image)))
        return NULL;
    xmlNode *line_break = next_element(image);
    xmlUnlinkNode(line_break);
    xmlFreeNode(line_break);
    xmlUnlinkNode(image);
    struct span span = document_span(paragraph);
    if (paragraph->children != NULL)
        span.start = document_span(first_element(paragraph)).start;
    element_set_span(paragraph, span);
    return image;
}

/* The picture stands in a paragraph of its own or on the first line; the rest are words. */
static void build_idea(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    const struct markdown_node *record = markdown_node(block);
    cmark_node *first = cmark_node_first_child(block);
    xmlNode *idea = element_new(builder, parent, OURS, "idea", record->span);
    if (record->attributes != NULL)
        attributes_apply(builder, idea, record->attributes, record->attributes_span, false);
    bool alone = first != NULL && is_figure(first);
    if (alone) {
        builder->owner = idea;
        build_image_only(builder, idea, first);
    }
    xmlNode *words = element_new(builder, idea, OURS, "words", (struct span){0, 0});
    build_blocks(builder, words, alone ? cmark_node_next(first) : first);
    if (!alone) {
        xmlNode *image = take_picture(words);
        if (image != NULL)
            xmlAddPrevSibling(words, image);
    }
    if (is_element(first_element(idea), COMMONMARK, "image"))
        return;
    report(builder->findings, builder->source, record->name_span, MSG_IDEA_IMAGE);
    while (words->children != NULL) {
        xmlNode *child = words->children;
        xmlUnlinkNode(child);
        xmlAddChild(parent, child);
    }
    xmlUnlinkNode(idea);
    xmlFreeNode(idea);
}

void build_container(struct builder *builder, xmlNode *parent, cmark_node *block)
{
    const struct markdown_node *record = markdown_node(block);
    if (!container_check(builder, block)) {
        build_blocks(builder, parent, cmark_node_first_child(block));
        return;
    }
    if (str_is(record->name, "idea")) {
        build_idea(builder, parent, block);
        return;
    }
    xmlNode *node = element_new(builder, parent, OURS, "container", record->span);
    set_attribute(node, "name", record->name.s);
    if (record->attributes != NULL)
        attributes_apply(builder, node, record->attributes, record->attributes_span, true);
    build_blocks(builder, node, cmark_node_first_child(block));
}

/* ---- Callouts ----------------------------------------------------------------------- */

/* The kind in "[!KIND]" at the start of raw content, else an empty one. Raw, because an
 * escaped bracket reads the same once parsed. */
static struct str callout_kind(const char *content)
{
    struct str none = {"", 0};
    if (content == NULL || strncmp(content, "[!", 2) != 0)
        return none;
    size_t size = strcspn(content + 2, "]\n");
    if (size == 0 || content[2 + size] != ']' || strchr(" \t\n", content[3 + size]) == NULL)
        return none;
    return (struct str){content + 2, size};
}

/* Takes the first line off the paragraph and gives its text. */
static char *cut_first_line(struct builder *builder, xmlNode *paragraph)
{
    struct buf line = BUF_INIT;
    bool more = true;
    while (more && paragraph->children != NULL) {
        xmlNode *node = paragraph->children;
        more = !is_break(node);
        if (more)
            buf_puts(&line, reading_text(builder->arena, node));
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
    return buf_to_arena(&line, builder->arena);
}

static void build_callout_title(struct builder *builder, xmlNode *callout, size_t mark)
{
    xmlNode *paragraph = first_element(callout);
    struct str title = str_of(cut_first_line(builder, paragraph));
    title = str_trim((struct str){title.s + mark, title.n - mark});
    if (title.n > 0)
        set_attribute(callout, "title", arena_strndup(builder->arena, title.s, title.n));
    xmlNode *first = first_element(paragraph);
    if (first == NULL) {
        xmlUnlinkNode(paragraph);
        xmlFreeNode(paragraph);
        return;
    }
    struct span span = document_span(paragraph);
    span.start = document_span(first).start;
    element_set_span(paragraph, span);
}

bool build_callout(struct builder *builder, xmlNode *parent, cmark_node *quote)
{
    cmark_node *first = cmark_node_first_child(quote);
    struct str kind = callout_kind(first != NULL ? markdown_content(first) : NULL);
    if (kind.n == 0)
        return false;
    char *name = arena_strndup(builder->arena, kind.s, kind.n);
    for (char *c = name; *c != '\0'; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    if (!is_known(str_of(name), callout_kinds, COUNT_OF(callout_kinds))) {
        struct span span = markdown_node(first)->span;
        span.end = span.start + (uint32_t)kind.n + 3;
        report(builder->findings, builder->source, span, MSG_CALLOUT_UNKNOWN, (int)kind.n, kind.s,
               suggestion(builder, str_of(name), callout_kinds, COUNT_OF(callout_kinds)));
        return false;
    }
    xmlNode *callout = element_new(builder, parent, OURS, "callout", markdown_node(quote)->span);
    set_attribute(callout, "kind", name);
    build_text_block(builder, callout, COMMONMARK, "paragraph", first);
    build_callout_title(builder, callout, kind.n + 3);
    build_blocks(builder, callout, cmark_node_next(first));
    return true;
}

/* ---- Definition lists ------------------------------------------------------------------ */

/* The paragraph's lines as terms. */
static void build_terms(struct builder *builder, xmlNode *list, cmark_node *paragraph)
{
    xmlNode *all = build_text_block(builder, list, OURS, "term", paragraph);
    xmlNode *term = all;
    for (xmlNode *node = all->children, *next; node != NULL; node = next) {
        next = node->next;
        if (is_break(node)) {
            struct span span = {document_span(node).end, document_span(all).end};
            xmlUnlinkNode(node);
            xmlFreeNode(node);
            term = next != NULL ? element_new(builder, list, OURS, "term", span) : term;
        } else if (term != all) {
            xmlUnlinkNode(node);
            xmlAddChild(term, node);
        }
    }
    if (term != all)
        attributes_move(builder, all, term); /* they stood at the end of the last line */
    for (term = all; term != NULL; term = next_element(term)) {
        xmlNode *first = first_element(term);
        if (first != NULL)
            element_set_span(
                term, (struct span){document_span(first).start, document_span(term->last).end});
    }
}

/* Terms with their definitions, as long as they follow each other: one list. */
cmark_node *build_definitions(struct builder *builder, xmlNode *parent, cmark_node *terms)
{
    xmlNode *list =
        element_new(builder, parent, OURS, "definition-list", markdown_node(terms)->span);
    struct span span = markdown_node(terms)->span;
    cmark_node *block = terms, *next;
    for (;;) {
        build_terms(builder, list, block);
        block = cmark_node_next(block);
        while (block != NULL && markdown_node(block)->kind == MARKDOWN_DEFINITION) {
            xmlNode *node =
                element_new(builder, list, OURS, "definition", markdown_node(block)->span);
            build_blocks(builder, node, cmark_node_first_child(block));
            span.end = markdown_node(block)->span.end;
            block = cmark_node_next(block);
        }
        next = block != NULL ? cmark_node_next(block) : NULL;
        if (next == NULL || cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH ||
            markdown_node(next)->kind != MARKDOWN_DEFINITION)
            break;
    }
    element_set_span(list, span);
    return block;
}
