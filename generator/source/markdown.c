#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

/* Exported by libcmark-gfm-extensions without a header. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL,
    CMARK_NODE_STRIKETHROUGH;

/* Elements inside one another; also what everybody downstream may recurse into. */
enum {
    DEPTH_LIMIT = 100,
    ADDRESS_LIMIT = 4 * 1024 * 1024, /* bytes of all links' addresses */
};

struct markdown_node *markdown_record(struct arena *arena, cmark_node *node)
{
    struct markdown_node *record = cmark_node_get_user_data(node);
    if (record == NULL) {
        record = ARENA_NEW(arena, struct markdown_node);
        cmark_node_set_user_data(node, record);
    }
    return record;
}

const struct markdown_node *markdown_node(cmark_node *node)
{
    static const struct markdown_node none;
    const struct markdown_node *record = cmark_node_get_user_data(node);
    return record != NULL ? record : &none;
}

bool markdown_is_table(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_TABLE;
}

bool markdown_is_row(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_TABLE_ROW;
}

bool markdown_is_cell(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_TABLE_CELL;
}

bool markdown_is_strikethrough(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_STRIKETHROUGH;
}

const char *markdown_content(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    bool holds_content =
        type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || type == CMARK_NODE_TABLE_CELL;
    /* A node that was never given content holds uninitialised memory: it has no children. */
    if (!holds_content || cmark_node_first_child(node) == NULL)
        return NULL;
    return cmark_node_get_string_content(node);
}

static void attach(cmark_parser *parser, const char *name)
{
    cmark_syntax_extension *extension = cmark_find_syntax_extension(name);
    if (extension == NULL || !cmark_parser_attach_syntax_extension(parser, extension))
        BUG("a syntax extension of cmark-gfm is missing");
}

/* Ours stands first: after `table`, a fence below a row would become a row. */
static cmark_parser *parser_new(struct markdown_parse *parse)
{
    cmark_gfm_core_extensions_ensure_registered();
    int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_UNSAFE;
    cmark_parser *parser = cmark_parser_new(options);
    cmark_parser_attach_syntax_extension(parser, extension_get(parse));
    attach(parser, "table");
    attach(parser, "strikethrough");
    attach(parser, "autolink");
    attach(parser, "tasklist");
    return parser;
}

static void free_root(void *root)
{
    cmark_node_free(root);
}

/* What makes the tree too much to work on, or NULL. Walks without recursion, as the
 * depth is what is in doubt; a reference used often multiplies its address. */
static cmark_node *too_much(cmark_node *root, enum message *message, int *limit)
{
    cmark_node *found = NULL;
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    int depth = 0;
    size_t addresses = 0;
    while (found == NULL && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (cmark_node_get_type(node) == CMARK_NODE_LINK && event == CMARK_EVENT_ENTER)
            addresses += str_of(cmark_node_get_url(node)).n;
        if (cmark_node_first_child(node) != NULL)
            depth += event == CMARK_EVENT_ENTER ? 1 : -1;
        *message = depth > DEPTH_LIMIT ? MSG_MARKDOWN_DEEP : MSG_MARKDOWN_ADDRESSES;
        *limit = depth > DEPTH_LIMIT ? DEPTH_LIMIT : ADDRESS_LIMIT;
        if (depth > DEPTH_LIMIT || addresses > ADDRESS_LIMIT)
            found = node;
    }
    cmark_iter_free(iter);
    return found;
}

/* A block's own line, for an inline that of its block. */
static struct span first_line_of(const struct markdown_parse *parse, cmark_node *node)
{
    while (cmark_node_parent(node) != NULL && cmark_node_get_start_line(node) <= 0)
        node = cmark_node_parent(node);
    uint32_t start = markdown_offset(parse, cmark_node_get_start_line(node), 1);
    return (struct span){start, start};
}

cmark_node *markdown_parse(struct arena *arena, const struct source *source, struct span body,
                           struct findings *findings)
{
    if (!guard_text(source, body, findings))
        return NULL;
    struct markdown_parse parse = {
        .arena = arena, .source = source, .findings = findings, .body = body};
    parse.first_line = source_place(source, body.start).line - 1;

    cmark_parser *parser = parser_new(&parse);
    cmark_parser_feed(parser, source->text + body.start, body.end - body.start);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    arena_on_free(arena, free_root, root);
    if (parse.hostile)
        return NULL;

    enum message message;
    int limit;
    cmark_node *node = too_much(root, &message, &limit);
    if (node != NULL) {
        report(findings, source, first_line_of(&parse, node), message, limit);
        return NULL;
    }
    markdown_locate(&parse, root);
    return root;
}
