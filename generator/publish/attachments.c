/* The files that the pages of a PDF ask to have attached. */
#include "publish/internal.h"

#include <libxml/hash.h>

struct list {
    struct arena *arena;
    VEC(struct print_attachment) items;
    xmlHashTable *names;
};

/* Two pages may ask for the same file. Two files of one name are kept: printing refuses
 * them with both names at hand. */
static void add(struct list *list, const char *path, const char *name)
{
    const char *key = arena_printf(list->arena, "%s\n%s", name, path);
    if (xmlHashLookup(list->names, BAD_CAST key) != NULL)
        return;
    if (xmlHashAddEntry(list->names, BAD_CAST key, list) != 0)
        die_no_memory(sizeof key);
    *vec_push(&list->items) = (struct print_attachment){path, name};
}

static void add_source(struct list *list, const struct document *page)
{
    add(list, page->source->path, document_attached_name(list->arena, page));
}

static void add_of_page(struct list *list, const struct document *const *pages, size_t count,
                        size_t index)
{
    const struct document *page = pages[index];
    for (size_t i = 0; i < page->attachment_count; i++) {
        const struct document_attachment *attachment = &page->attachments[i];
        if (attachment->file != NULL)
            add(list, attachment->file, attachment->name);
        else if (index > 0)
            add_source(list, page);
        else
            for (size_t k = 0; k < count; k++)
                add_source(list, pages[k]);
    }
}

const struct print_attachment *publish_attachments(struct arena *arena,
                                                   const struct document *const *pages,
                                                   size_t count, size_t *found)
{
    struct list list = {.arena = arena, .names = xmlHashCreate(16)};
    if (list.names == NULL)
        die_no_memory(16);
    for (size_t i = 0; i < count; i++)
        add_of_page(&list, pages, count, i);
    xmlHashFree(list.names, NULL);
    struct print_attachment *kept = ARENA_ARRAY(arena, list.items.count, struct print_attachment);
    for (size_t i = 0; i < list.items.count; i++)
        kept[i] = list.items.items[i];
    *found = list.items.count;
    vec_release(&list.items);
    return kept;
}
