/* Inlines of a block as elements. */
#include "internal.h"

#include <string.h>

/* ---- Text ----------------------------------------------------------------------- */

/* A reference to a note that nowhere stands is left as text by cmark. An escaped
 * bracket never gets here: it is a run of its own. */
static void check_note_reference(struct builder *builder, const struct text_run *run)
{
    const char *open = strstr(run->text.s, "[^");
    while (open != NULL) {
        size_t size = strcspn(open + 2, "] \t[");
        uint32_t start = run->span.start + (uint32_t)(open - run->text.s);
        if (size > 0 && open[2 + size] == ']')
            report(builder->findings, builder->source,
                   (struct span){start, start + (uint32_t)size + 3}, MSG_NOTE_MISSING, (int)size,
                   open + 2);
        open = strstr(open + 2, "[^");
    }
}

static void build_text(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    const struct markdown_node *record = markdown_node(node);
    for (size_t i = 0; i < record->run_count; i++) {
        const struct text_run *run = &record->runs[i];
        if (run->text.n == 0)
            continue;
        if (run->verbatim)
            check_note_reference(builder, run);
        add_text(element_new(builder, parent, COMMONMARK, "text", run->span), run->text);
    }
}

/* Cuts the blanks, or the line break, before attributes at the end of a block. */
static void trim_end(struct builder *builder, xmlNode *parent)
{
    xmlNode *last = parent->last;
    if (is_element(last, COMMONMARK, "softbreak")) {
        xmlUnlinkNode(last);
        xmlFreeNode(last);
    } else if (is_element(last, COMMONMARK, "text") && last->children != NULL) {
        struct str text = str_of((const char *)last->children->content);
        struct span span = document_span(last);
        size_t size = text.n;
        while (size > 0 && (text.s[size - 1] == ' ' || text.s[size - 1] == '\t'))
            size--;
        bool verbatim = span.end - span.start == text.n;
        const char *kept = arena_strndup(builder->arena, text.s, size);
        if (size > 0 && size < text.n && verbatim) {
            span.end -= (uint32_t)(text.n - size);
            xmlNodeSetContentLen(last->children, BAD_CAST kept, (int)size);
            element_set_span(last, span);
        } else if (size == 0) {
            xmlUnlinkNode(last);
            xmlFreeNode(last);
        }
    }
}

void text_cut_start(struct builder *builder, xmlNode *parent, size_t count)
{
    xmlNode *first = first_element(parent);
    if (!is_element(first, COMMONMARK, "text") || first->children == NULL)
        return;
    struct str text = str_of((const char *)first->children->content);
    struct span span = document_span(first);
    bool verbatim = span.end - span.start == text.n;
    while (count < text.n && (text.s[count] == ' ' || text.s[count] == '\t'))
        count++;
    if (count >= text.n) {
        xmlUnlinkNode(first);
        xmlFreeNode(first);
        return;
    }
    const char *kept = arena_strdup(builder->arena, text.s + count);
    xmlNodeSetContentLen(first->children, BAD_CAST kept, (int)(text.n - count));
    if (verbatim) {
        span.start += (uint32_t)count;
        element_set_span(first, span);
    }
}

/* ---- Raw HTML --------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_allowed(const struct site *site, struct str name)
{
    for (size_t i = 0; i < site->html_element_count; i++)
        if (strlen(site->html_elements[i]) == name.n &&
            xmlStrncasecmp(BAD_CAST site->html_elements[i], BAD_CAST name.s, (int)name.n) == 0)
            return true;
    return false;
}

/* Past "<!-- … -->" at `at`, or 0. */
static size_t comment_end(struct str html, size_t at)
{
    if (html.n - at < 4 || memcmp(html.s + at, "<!--", 4) != 0)
        return 0;
    const char *end = strstr(html.s + at + 4, "-->");
    return end != NULL ? (size_t)(end - html.s) + 3 : html.n;
}

static void keep_raw(struct builder *builder, struct span span)
{
    struct raw_html *raw = ARENA_NEW(builder->arena, struct raw_html);
    raw->span = span;
    if (builder->last_raw != NULL)
        builder->last_raw->next = raw;
    else
        builder->document->raw_html = raw;
    builder->last_raw = raw;
}

bool html_is_allowed(struct builder *builder, struct str html, struct span span, bool *comment)
{
    *comment = true;
    for (size_t at = 0; at < html.n;) {
        size_t end = comment_end(html, at);
        if (end > 0 && !str_ends((struct str){html.s, end}, "-->"))
            report(builder->findings, builder->source, span, MSG_HTML_COMMENT);
        if (end > 0 || html.s[at] != '<') {
            *comment &= end > 0 || html.s[at] == '\n' || html.s[at] == ' ';
            at = end > 0 ? end : at + 1;
            continue;
        }
        *comment = false;
        size_t start = at + 1 + (at + 1 < html.n && html.s[at + 1] == '/');
        for (end = start;
             end < html.n && (is_letter(html.s[end]) || html.s[end] == '-' ||
                              (end > start && html.s[end] >= '0' && html.s[end] <= '9'));)
            end++;
        struct str name = {html.s + start, end - start};
        bool tag = name.n > 0 || (start < html.n && strchr("!?", html.s[start]) != NULL);
        if (tag && !is_allowed(builder->site, name)) {
            bool closing = start == at + 2;
            if (closing && builder->refused_tags > 0) {
                builder->refused_tags--;
                return false;
            }
            builder->refused_tags += !closing;
            size_t shown = name.n > 0 ? end - at : strcspn(html.s + at, " \t\n>");
            report(builder->findings, builder->source, span, MSG_HTML_REFUSED, (int)shown,
                   html.s + at);
            keep_raw(builder, span);
            return false;
        }
        at = end > at ? end : at + 1;
    }
    if (*comment)
        keep_raw(builder, span);
    return true;
}

/* A comment is for other authors: it is left out. */
static void build_html(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    struct str html = str_of(cmark_node_get_literal(node));
    struct span span = markdown_node(node)->span;
    bool comment;
    if (!html_is_allowed(builder, html, span, &comment) || comment)
        return;
    add_text(element_new(builder, parent, COMMONMARK, "html_inline", span), html);
}

/* ---- Attributes and spans --------------------------------------------------------------- */

static void build_as_text(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    add_text(element_new(builder, parent, COMMONMARK, "text", markdown_node(node)->span),
             str_of(cmark_node_get_literal(node)));
}

static void build_attributes(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    const struct markdown_node *record = markdown_node(node);
    xmlNode *owner = record->owner == OWNER_BLOCK ? builder->owner : NULL;
    if (record->owner == OWNER_PREVIOUS && (is_element(parent->last, COMMONMARK, "link") ||
                                            is_element(parent->last, COMMONMARK, "image")))
        owner = parent->last;
    if (owner == NULL) {
        report(builder->findings, builder->source, record->span, MSG_ATTRIBUTES_LOST,
               cmark_node_get_literal(node));
        build_as_text(builder, parent, node);
        return;
    }
    if (record->owner == OWNER_BLOCK)
        trim_end(builder, parent);
    attributes_apply(builder, owner, record->attributes, record->span, false);
    if (is_element(owner, COMMONMARK, "image"))
        attributes_take_flag(builder, owner, "decorative", owner);
}

/* Where the inlines that follow go: into the span that starts or out of the one that
 * ends. Its two ends must have one parent: *[a*]{.b} is no span. */
static xmlNode *build_span_mark(struct builder *builder, xmlNode *at, cmark_node *node)
{
    const struct markdown_node *record = markdown_node(node);
    bool whole = cmark_node_parent(record->partner) == cmark_node_parent(node);
    if (!whole) {
        if (record->kind == MARKDOWN_SPAN_END)
            report(builder->findings, builder->source, record->span, MSG_SPAN_CROSSES,
                   cmark_node_get_literal(node));
        build_as_text(builder, at, node);
        return at;
    }
    if (record->kind == MARKDOWN_SPAN_START) {
        struct span span = {record->span.start, markdown_node(record->partner)->span.end};
        return element_new(builder, at, OURS, "span", span);
    }
    attributes_apply(builder, at, record->attributes, record->span, false);
    return at->parent;
}

/* ---- The others ---------------------------------------------------------------------------- */

static void build_leaf(struct builder *builder, xmlNode *parent, cmark_node *node, const char *name)
{
    xmlNode *leaf = element_new(builder, parent, COMMONMARK, name, markdown_node(node)->span);
    const char *literal = cmark_node_get_literal(node);
    if (literal != NULL)
        add_text(leaf, str_of(literal));
}

static xmlNode *build_inner(struct builder *builder, xmlNode *parent, cmark_node *node,
                            const char *name)
{
    xmlNode *inner = element_new(builder, parent, COMMONMARK, name, markdown_node(node)->span);
    build_inlines(builder, inner, cmark_node_first_child(node));
    return inner;
}

static xmlNode *build_destination(struct builder *builder, xmlNode *parent, cmark_node *node,
                                  const char *name)
{
    xmlNode *link = build_inner(builder, parent, node, name);
    set_attribute(link, "destination", cmark_node_get_url(node));
    const char *title = cmark_node_get_title(node);
    if (title != NULL && title[0] != '\0')
        set_attribute(link, "title", title);
    return link;
}

static void build_note_reference(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    const char *number = cmark_node_get_literal(node);
    xmlNode *reference = element_new(builder, parent, OURS, "note-ref", markdown_node(node)->span);
    set_attribute(reference, "number", number);
}

static void build_common(struct builder *builder, xmlNode *parent, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        build_text(builder, parent, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        build_leaf(builder, parent, node, "softbreak");
        break;
    case CMARK_NODE_LINEBREAK:
        build_leaf(builder, parent, node, "linebreak");
        break;
    case CMARK_NODE_CODE:
        build_leaf(builder, parent, node, "code");
        break;
    case CMARK_NODE_HTML_INLINE:
        build_html(builder, parent, node);
        break;
    case CMARK_NODE_EMPH:
        build_inner(builder, parent, node, "emph");
        break;
    case CMARK_NODE_STRONG:
        build_inner(builder, parent, node, "strong");
        break;
    case CMARK_NODE_LINK:
        build_destination(builder, parent, node, "link");
        break;
    case CMARK_NODE_IMAGE:
        image_fill(builder, build_destination(builder, parent, node, "image"));
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        build_note_reference(builder, parent, node);
        break;
    default:
        if (markdown_is_strikethrough(node))
            build_inner(builder, parent, node, "strikethrough");
    }
}

void build_inlines(struct builder *builder, xmlNode *parent, cmark_node *first)
{
    xmlNode *at = parent;
    for (cmark_node *node = first; node != NULL; node = cmark_node_next(node)) {
        switch (markdown_node(node)->kind) {
        case MARKDOWN_ATTRIBUTES:
            build_attributes(builder, at, node);
            break;
        case MARKDOWN_SPAN_START:
        case MARKDOWN_SPAN_END:
            at = build_span_mark(builder, at, node);
            break;
        default:
            build_common(builder, at, node);
        }
    }
}
