/*
 * Values that are shared. Most objects of a document say what others said: its cells,
 * its paragraphs. The key of an object's values is all that they are made from: the
 * values of the parent (and so of all above it), and the attributes, as they are written.
 */
#include "print/fo/internal.h"

#include <libxml/hash.h>
#include <string.h>

struct fo_sharing {
    xmlHashTable *table;
    struct buf key;
    uint32_t count;
};

static void release(void *handle)
{
    struct fo_sharing *sharing = handle;
    xmlHashFree(sharing->table, NULL);
    buf_release(&sharing->key);
}

struct fo_sharing *fo_sharing_new(struct arena *arena)
{
    struct fo_sharing *sharing = ARENA_NEW(arena, struct fo_sharing);
    sharing->table = xmlHashCreate(256);
    if (!sharing->table)
        die_no_memory(256);
    arena_on_free(arena, release, sharing);
    return sharing;
}

static void put_number(struct buf *key, uint32_t number)
{
    do
        buf_putc(key, (char)('a' + number % 16));
    while (number /= 16);
    buf_putc(key, '\n');
}

/* Attributes of other namespaces say nothing of values; of the print namespace's only
 * the names are looked at. */
static bool put_attribute(struct buf *key, const xmlAttr *attribute)
{
    const char *space = attribute->ns ? (const char *)attribute->ns->href : "";
    const xmlNode *text = attribute->children;
    if (text && (text->next || text->type != XML_TEXT_NODE))
        return false;
    if (text && strstr((const char *)text->content, FROM_TABLE_COLUMN))
        return false;
    if (*space && strcmp(space, PRINT_NAMESPACE) != 0 && strcmp(space, XML_NAMESPACE) != 0)
        return true;
    if (*space)
        buf_puts(key, strcmp(space, PRINT_NAMESPACE) == 0 ? "p:" : "xml:");
    else if (strcmp((const char *)attribute->name, "id") == 0)
        return true;
    buf_puts(key, (const char *)attribute->name);
    if (text && strcmp(space, PRINT_NAMESPACE) != 0) {
        buf_putc(key, '=');
        buf_puts(key, (const char *)text->content);
    }
    buf_putc(key, '\n');
    return true;
}

const char *fo_sharing_key(struct fo_sharing *sharing, const xmlNode *xml, const struct fo *fo)
{
    struct buf *key = &sharing->key;
    buf_clear(key);
    put_number(key, fo->type);
    put_number(key, fo->parent ? fo->parent->values->number : 0);
    for (const xmlAttr *attribute = xml->properties; attribute; attribute = attribute->next)
        if (!put_attribute(key, attribute))
            return NULL;
    return key->s;
}

const struct fo_values *fo_sharing_find(const struct fo_sharing *sharing, const char *key)
{
    return xmlHashLookup(sharing->table, (const xmlChar *)key);
}

void fo_sharing_add(struct fo_sharing *sharing, const char *key, struct fo_values *values)
{
    values->number = ++sharing->count;
    if (key && xmlHashAddEntry(sharing->table, (const xmlChar *)key, values) != 0)
        die_no_memory(sizeof(*values));
}
