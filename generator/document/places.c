/*
 * The `sourcepos` of every element, as stylesheets are given it. It is written on what
 * they get and not while a page is read: rules look at spans, and a check would pay for
 * texts that nobody reads.
 */
#include "internal.h"

/* Places are asked for in nearly rising order, so each is counted on from the last. */
struct cursor {
    uint32_t offset;
    struct place place; /* line 0: not yet used */
};

static struct place move_cursor(const struct source *source, struct cursor *cursor, uint32_t offset)
{
    uint32_t line = cursor->place.line;
    bool ahead = line > 0 && offset >= cursor->offset;
    if (ahead && (line == source->line_count || offset < source->lines[line]))
        cursor->place.column +=
            (uint32_t)utf8_length(source->text + cursor->offset, offset - cursor->offset);
    else
        cursor->place = source_place(source, offset);
    cursor->offset = offset;
    return cursor->place;
}

/* Start of the last character before `end`. */
static uint32_t last_character(const struct source *source, struct span span)
{
    uint32_t at = span.end > span.start ? span.end - 1 : span.start;
    while (at > span.start && ((unsigned char)source->text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* People who read a dump look for the place first. */
static void set_first(xmlNode *node, const char *name, const char *value)
{
    set_attribute(node, name, value);
    xmlAttr *set = xmlHasProp(node, BAD_CAST name);
    if (set == node->properties)
        return;
    set->prev->next = set->next;
    if (set->next != NULL)
        set->next->prev = set->prev;
    set->prev = NULL;
    set->next = node->properties;
    set->next->prev = set;
    node->properties = set;
}

void write_places(const struct document *document, xmlNode *page)
{
    xmlNode *root = xmlDocGetRootElement(document->xml);
    struct cursor starts = {0}, ends = {0};
    xmlNode *from = root, *to = page;
    for (; from != NULL; from = document_next(root, from), to = document_next(page, to)) {
        struct span span = document_span(from);
        if (from->type != XML_ELEMENT_NODE || (span.start == 0 && span.end == 0))
            continue;
        struct place start = move_cursor(document->source, &starts, span.start);
        struct place end =
            move_cursor(document->source, &ends, last_character(document->source, span));
        char text[64];
        snprintf(text, sizeof text, "%u:%u-%u:%u", start.line, start.column, end.line, end.column);
        set_first(to, "sourcepos", text);
    }
}

void document_write_places(const struct document *document)
{
    write_places(document, xmlDocGetRootElement(document->xml));
}
