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
           is_plain_text(page, range.start, range.end);
}
