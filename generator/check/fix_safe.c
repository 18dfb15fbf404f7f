#define _GNU_SOURCE /* memmem */
/* Which certain fixes may be applied without a look at them. */
#include "check/host.h"

#include <string.h>

/* A title in {title="…"} is an attribute, and of <https://…> the text is the address. */
static bool is_plain_text(const struct page *page, uint32_t start, uint32_t end)
{
    const char *source = page->document->source->text;
    for (uint32_t n = page_node_at(page, start); n != NONE; n = page->nodes[n].parent) {
        const struct flat_node *node = &page->nodes[n];
        if (node->end < end)
            continue;
        if (node->kind == NODE_TITLE && node->xml == NULL)
            return false;
        if (node->kind == NODE_LINK && source[node->span.start] != '[')
            return false;
    }
    return true;
}

/* ---- Headings ---------------------------------------------------------------------- */

/* The next character that an anchor is made of, blanks as hyphens; 0 at the end. */
static uint32_t next_of_anchor(struct str text, size_t *at)
{
    while (*at < text.n) {
        uint32_t c = utf8_next(text.s, text.n, at);
        if (char_is_space(c))
            return '-';
        if (char_is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-')
            return c;
    }
    return 0;
}

static bool makes_same_anchor(struct str a, struct str b)
{
    size_t at = 0, other = 0;
    uint32_t c;
    do {
        c = next_of_anchor(a, &at);
        if (c != next_of_anchor(b, &other))
            return false;
    } while (c != 0);
    return true;
}

/* Other sites link to a heading by the anchor made of its words, unless it has an id. */
static bool keeps_anchor(const struct page *page, struct range range, const char *fix)
{
    enum { ATTRIBUTES = 256 };
    const struct source *source = page->document->source;
    struct str read = {page->plain + range.start, range.end - range.start};
    uint32_t n = page_node_at(page, range.start);
    while (n != NONE && page->nodes[n].kind != NODE_HEADING)
        n = page->nodes[n].parent;
    if (n == NONE || page->nodes[n].end < range.end)
        return true;
    struct span span = page->nodes[n].span;
    if (span.end - span.start > ATTRIBUTES) /* they stand at its end; it may be a long line */
        span.start = span.end - ATTRIBUTES;
    return memmem(source->text + span.start, span.end - span.start, "{#", 2) != NULL ||
           makes_same_anchor(read, str_of(fix));
}

/* ---- All of it --------------------------------------------------------------------- */

bool fix_is_safe(const struct page *page, struct range range, const char *fix)
{
    static const char marks[] = "\\`*_{}[]<>#|~^&\r\n\t";
    const struct document *document = page->document;
    struct span span = range.span;
    if (range.named || fix == NULL || span.end <= span.start || range.end <= range.start ||
        strpbrk(fix, marks) != NULL)
        return false;
    struct str read = {page->plain + range.start, range.end - range.start};
    struct str written = {document->source->text + span.start, span.end - span.start};
    return span.start >= document->front_matter->span.end && str_equal(read, written) &&
           is_plain_text(page, range.start, range.end) && keeps_anchor(page, range, fix);
}
