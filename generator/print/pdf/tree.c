/*
 * Name and number trees (ISO 32000-1, 7.9.6 and 7.9.7): leaves of a bounded size
 * under one root.
 */
#include "internal.h"

#include <string.h>

enum { LEAF = 64 };

static void put_key(struct buf *out, const struct tree_entry *entry)
{
    if (entry->name != NULL)
        put_bytes(out, entry->name, strlen(entry->name));
    else
        buf_printf(out, "%u", (unsigned)entry->number);
}

static struct object *leaf_new(struct pdf *pdf, const struct tree_entry *entries, size_t count)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, "/Limits[");
    put_key(&out, &entries[0]);
    buf_putc(&out, ' ');
    put_key(&out, &entries[count - 1]);
    buf_puts(&out, entries[0].name != NULL ? "]/Names[" : "]/Nums[");
    for (size_t i = 0; i < count; i++) {
        put_key(&out, &entries[i]);
        buf_printf(&out, " %s\n", entries[i].value);
    }
    buf_putc(&out, ']');
    struct object *leaf = object_new(pdf);
    object_take_entries(leaf, &out);
    return leaf;
}

struct object *tree_new(struct pdf *pdf, const struct tree_entry *entries, size_t count)
{
    if (count == 0)
        return NULL;
    struct object *root = object_new(pdf);
    struct buf out = BUF_INIT;
    buf_puts(&out, "/Kids[");
    for (size_t start = 0; start < count; start += LEAF) {
        size_t size = count - start < LEAF ? count - start : LEAF;
        buf_printf(&out, "%u 0 R ", (unsigned)leaf_new(pdf, entries + start, size)->id);
    }
    buf_putc(&out, ']');
    object_take_entries(root, &out);
    return root;
}
