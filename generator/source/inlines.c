/*
 * The exact place of every inline.
 *
 * One cursor runs over a block's raw content while the walk visits its inlines in
 * order. Nothing is searched for: each node says exactly which bytes come next (a
 * text, an emphasis mark, a link's bracket and tail), so a node that does not fit
 * shows at once, and a cursor that ends at the end of the content proves that the
 * whole block is right.
 */
#include "internal.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/buffer.h>
#include <cmark-gfm/houdini.h>
#include <string.h>

struct walk {
    struct arena *arena;
    struct content_map *map;
    const char *s; /* the content, without blanks at its end */
    size_t n, at;
    VEC(struct text_run) runs; /* of the text node at hand */
    cmark_strbuf entity;
};

static bool walk_children(struct walk *walk, cmark_node *parent);

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

static char peek(const struct walk *walk)
{
    return walk->at < walk->n ? walk->s[walk->at] : '\0';
}

static bool take(struct walk *walk, char c)
{
    if (peek(walk) != c)
        return false;
    walk->at++;
    return true;
}

static bool take_literal(struct walk *walk, const char *text, size_t size)
{
    if (size > walk->n - walk->at || memcmp(walk->s + walk->at, text, size) != 0)
        return false;
    walk->at += size;
    return true;
}

/* ---- Text --------------------------------------------------------------------- */

static void add_run(struct walk *walk, struct str text, struct span span, bool verbatim)
{
    *vec_push(&walk->runs) = (struct text_run){text, span, verbatim};
}

/* Content bytes `from` to `at` as runs: one for each segment of the map. */
static void add_verbatim(struct walk *walk, size_t from, size_t to)
{
    while (from < to) {
        const struct segment *segment = content_map_segment(walk->map, (uint32_t)from);
        size_t end = segment != NULL ? segment->content + segment->size : from + 1;
        if (end > to)
            end = to;
        struct span span;
        span.start = content_map_offset(walk->map, (uint32_t)from);
        span.end = segment == NULL   ? span.start
                   : segment->escape ? span.start + 2
                                     : span.start + (uint32_t)(end - from);
        bool verbatim = segment != NULL && !segment->escape;
        add_run(walk,
                (struct str){arena_strndup(walk->arena, walk->s + from, end - from), end - from},
                span, verbatim);
        from = end;
    }
}

/* The entity at the cursor if it decodes to what `text` goes on with: bytes of it, else 0. */
static size_t entity_size(struct walk *walk, struct str text)
{
    cmark_strbuf_clear(&walk->entity);
    bufsize_t size = houdini_unescape_ent(&walk->entity, (const uint8_t *)walk->s + walk->at + 1,
                                          (bufsize_t)(walk->n - walk->at - 1));
    size_t made = (size_t)walk->entity.size;
    if (size <= 0 || made > text.n || memcmp(walk->entity.ptr, text.s, made) != 0)
        return 0;
    return (size_t)size + 1;
}

static void add_special(struct walk *walk, struct str text, size_t made, size_t size)
{
    struct span span;
    span.start = content_map_offset(walk->map, (uint32_t)walk->at);
    span.end = content_map_end(walk->map, (uint32_t)(walk->at + size));
    add_run(walk, (struct str){arena_strndup(walk->arena, text.s, made), made}, span, false);
    walk->at += size;
}

/* Moves over what the decoded `text` was written as. `raw`: without escapes. */
static bool take_text(struct walk *walk, struct str text, bool escapes, bool entities)
{
    size_t run = walk->at, i = 0;
    while (i < text.n) {
        char c = peek(walk);
        struct str rest = {text.s + i, text.n - i};
        size_t size = 0, made = 1;
        if (escapes && c == '\\' && walk->at + 1 < walk->n &&
            is_punctuation(walk->s[walk->at + 1])) {
            if (walk->s[walk->at + 1] != text.s[i])
                return false;
            size = 2;
        } else if (entities && c == '&' && (size = entity_size(walk, rest)) > 0) {
            made = (size_t)walk->entity.size;
        } else if (walk->at >= walk->n || c != text.s[i]) {
            return false;
        }
        if (size > 0) {
            add_verbatim(walk, run, walk->at);
            add_special(walk, rest, made, size);
            run = walk->at;
            i += made;
        } else {
            walk->at++;
            i++;
        }
    }
    add_verbatim(walk, run, walk->at);
    return true;
}

static bool walk_text(struct walk *walk, cmark_node *node, bool escapes, bool entities)
{
    struct markdown_node *record = markdown_record(walk->arena, node);
    walk->runs.count = 0;
    struct str text = str_of(cmark_node_get_literal(node));
    if (!take_text(walk, text, escapes, entities))
        return false;
    record->runs = ARENA_ARRAY(walk->arena, walk->runs.count, struct text_run);
    record->run_count = walk->runs.count;
    if (walk->runs.count > 0)
        memcpy(record->runs, walk->runs.items, walk->runs.count * sizeof *record->runs);
    return true;
}

/* ---- Links --------------------------------------------------------------------- */

static size_t skip_spaces(const struct walk *walk, size_t at)
{
    while (at < walk->n && is_space(walk->s[at]))
        at++;
    return at;
}

/* End of the link destination at `at` (CommonMark 6.3, as cmark scans it), or 0. */
static size_t destination_end(const struct walk *walk, size_t at)
{
    const char *s = walk->s;
    size_t start = at;
    if (at < walk->n && s[at] == '<') {
        for (at++; at < walk->n && s[at] != '>'; at += s[at] == '\\' ? 2 : 1)
            if (s[at] == '\n' || s[at] == '<')
                return 0;
        return at + 1 < walk->n ? at + 1 : 0;
    }
    unsigned open = 0;
    for (; at < walk->n; at++) {
        if (s[at] == '\\' && at + 1 < walk->n && is_punctuation(s[at + 1])) {
            at++;
        } else if (s[at] == '(') {
            if (++open > 32)
                return 0;
        } else if (s[at] == ')') {
            if (open == 0)
                break;
            open--;
        } else if (is_space(s[at])) {
            if (at == start)
                return 0;
            break;
        }
    }
    return at < walk->n ? at : 0;
}

/* End of the link title at `at`, or `at` if there is none. */
static size_t title_end(const struct walk *walk, size_t at)
{
    char open = at < walk->n ? walk->s[at] : '\0';
    if (open != '"' && open != '\'' && open != '(')
        return at;
    char close = open == '(' ? ')' : open;
    size_t end = at; /* cmark takes the longest match: an escaped mark may end it, too */
    for (size_t i = at + 1; i < walk->n; i++) {
        if (walk->s[i] == close)
            return i + 1;
        if (open == '(' && walk->s[i] == '(')
            break;
        if (walk->s[i] == '\\' && i + 1 < walk->n && walk->s[++i] == close)
            end = i + 1;
    }
    return end;
}

/* Moves over "(destination title)", if that is what comes. */
static bool take_inline_tail(struct walk *walk)
{
    if (peek(walk) != '(')
        return false;
    size_t end = destination_end(walk, skip_spaces(walk, walk->at + 1));
    if (end == 0)
        return false;
    size_t title = skip_spaces(walk, end);
    if (title > end)
        title = title_end(walk, title);
    end = skip_spaces(walk, title);
    if (end >= walk->n || walk->s[end] != ')')
        return false;
    walk->at = end + 1;
    return true;
}

/* Moves over "[label]", if that is what comes. */
static void take_label(struct walk *walk)
{
    if (peek(walk) != '[')
        return;
    size_t at = walk->at + 1, limit = at + 1002;
    while (at < walk->n && at < limit && walk->s[at] != '[' && walk->s[at] != ']') {
        bool escaped = walk->s[at] == '\\' && at + 1 < walk->n && is_punctuation(walk->s[at + 1]);
        at += escaped ? 2 : 1;
    }
    if (at < walk->n && walk->s[at] == ']')
        walk->at = at + 1;
}

static bool walk_bracketed(struct walk *walk, cmark_node *node)
{
    if (!walk_children(walk, node) || !take(walk, ']'))
        return false;
    if (!take_inline_tail(walk))
        take_label(walk);
    return true;
}

static cmark_node *only_text(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);
    bool alone = child != NULL && cmark_node_next(child) == NULL;
    return alone && cmark_node_get_type(child) == CMARK_NODE_TEXT ? child : NULL;
}

/* <address>: entities count, escapes do not. A bare address is its own text. */
static bool walk_autolink(struct walk *walk, cmark_node *node)
{
    bool angled = take(walk, '<');
    cmark_node *text = only_text(node);
    if (text == NULL)
        return false;
    struct markdown_node *record = markdown_record(walk->arena, text);
    size_t start = walk->at;
    bool right;
    if (angled)
        right = walk_text(walk, text, false, true) && take(walk, '>');
    else
        right = walk_text(walk, text, false, false) ||
                (walk->at = start, walk_text(walk, text, true, true));
    record->span.start = content_map_offset(walk->map, (uint32_t)start);
    record->span.end = content_map_end(walk->map, (uint32_t)(walk->at - (angled ? 1 : 0)));
    return right;
}

static bool walk_link(struct walk *walk, cmark_node *node)
{
    if (take(walk, '['))
        return walk_bracketed(walk, node);
    return walk_autolink(walk, node);
}

static bool walk_image(struct walk *walk, cmark_node *node)
{
    return take_literal(walk, "![", 2) && walk_bracketed(walk, node);
}

static bool walk_footnote_reference(struct walk *walk)
{
    if (!take_literal(walk, "[^", 2))
        return false;
    const char *end = memchr(walk->s + walk->at, ']', walk->n - walk->at);
    if (end == NULL)
        return false;
    walk->at = (size_t)(end - walk->s) + 1;
    return true;
}

/* ---- The others ------------------------------------------------------------------ */

static bool walk_break(struct walk *walk)
{
    while (is_space(peek(walk)) && peek(walk) != '\n')
        walk->at++;
    bool backslash = take(walk, '\\');
    if (!take(walk, '\n'))
        return false;
    while (!backslash && (peek(walk) == ' ' || peek(walk) == '\t'))
        walk->at++;
    return true;
}

static size_t ticks_at(const struct walk *walk, size_t at)
{
    size_t count = 0;
    while (at + count < walk->n && walk->s[at + count] == '`')
        count++;
    return count;
}

static bool walk_code(struct walk *walk)
{
    size_t open = ticks_at(walk, walk->at), at = walk->at + open;
    if (open == 0)
        return false;
    while (at < walk->n) {
        size_t ticks = ticks_at(walk, at);
        if (ticks == open) {
            walk->at = at + ticks;
            return true;
        }
        at += ticks > 0 ? ticks : 1;
    }
    return false;
}

/* Marks of one character, `size` of them on either side. */
static bool walk_marked(struct walk *walk, cmark_node *node, const char *marks, size_t size)
{
    char mark = peek(walk);
    if (mark == '\0' || strchr(marks, mark) == NULL)
        return false;
    for (size_t i = 0; i < size; i++)
        if (!take(walk, mark))
            return false;
    if (!walk_children(walk, node))
        return false;
    for (size_t i = 0; i < size; i++)
        if (!take(walk, mark))
            return false;
    return true;
}

static bool walk_node(struct walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        return walk_text(walk, node, true, true);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        return walk_break(walk);
    if (type == CMARK_NODE_CODE)
        return walk_code(walk);
    if (type == CMARK_NODE_HTML_INLINE) {
        struct str text = str_of(cmark_node_get_literal(node));
        return take_literal(walk, text.s, text.n);
    }
    if (type == CMARK_NODE_EMPH)
        return walk_marked(walk, node, "*_", 1);
    if (type == CMARK_NODE_STRONG)
        return walk_marked(walk, node, "*_", 2);
    if (markdown_is_strikethrough(node))
        return walk_marked(walk, node, "~", 2);
    if (type == CMARK_NODE_LINK)
        return walk_link(walk, node);
    if (type == CMARK_NODE_IMAGE)
        return walk_image(walk, node);
    if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
        return walk_footnote_reference(walk);
    return false;
}

static bool walk_children(struct walk *walk, cmark_node *parent)
{
    cmark_node *node = cmark_node_first_child(parent);
    for (; node != NULL; node = cmark_node_next(node)) {
        struct markdown_node *record = markdown_record(walk->arena, node);
        size_t start = walk->at;
        record->span.start = content_map_offset(walk->map, (uint32_t)start);
        if (!walk_node(walk, node))
            return false;
        record->span.end =
            walk->at > start ? content_map_end(walk->map, (uint32_t)walk->at) : record->span.start;
    }
    return true;
}

bool inlines_locate(struct arena *arena, cmark_node *block, struct str content,
                    struct content_map *map)
{
    while (content.n > 0 && is_space(content.s[content.n - 1]))
        content.n--;
    struct walk walk = {.arena = arena, .map = map, .s = content.s, .n = content.n};
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &walk.entity, 0);
    bool right = walk_children(&walk, block) && walk.at == walk.n;
    cmark_strbuf_free(&walk.entity);
    vec_release(&walk.runs);
    return right;
}
