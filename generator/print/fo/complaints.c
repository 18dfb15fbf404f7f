/*
 * Faults of a document. A stylesheet makes one fault in a hundred places: the first few lines
 * are told, the other places counted.
 */
#include "print/fo/internal.h"

#include <libxml/hash.h>

enum { LINES_TOLD = 3 };

struct complaint {
    const char *name;
    uint32_t first_line, last_line;
    unsigned told, more; /* places */
};

struct fo_complaints {
    xmlHashTable *by_text; /* message, name and detail → struct complaint */
    VEC(struct complaint *) in_order;
};

static void release(void *payload)
{
    struct fo_complaints *complaints = payload;
    xmlHashFree(complaints->by_text, NULL);
    vec_release(&complaints->in_order);
}

static struct fo_complaints *complaints_of(struct fo_tree *tree)
{
    if (tree->complaints)
        return tree->complaints;
    struct fo_complaints *complaints = ARENA_NEW(tree->arena, struct fo_complaints);
    complaints->by_text = xmlHashCreate(16);
    if (!complaints->by_text)
        die_no_memory(16);
    arena_on_free(tree->arena, release, complaints);
    return tree->complaints = complaints;
}

static struct complaint *complaint_of(struct fo_tree *tree, uint32_t line, enum message message,
                                      const char *name, const char *detail)
{
    struct fo_complaints *complaints = complaints_of(tree);
    const char *text = arena_printf(tree->arena, "%d\n%s\n%s", (int)message, name, detail);
    struct complaint *complaint = xmlHashLookup(complaints->by_text, BAD_CAST text);
    if (complaint)
        return complaint;
    complaint = ARENA_NEW(tree->arena, struct complaint);
    complaint->name = arena_strdup(tree->arena, name);
    complaint->first_line = line;
    if (xmlHashAddEntry(complaints->by_text, BAD_CAST text, complaint) != 0)
        die_no_memory(sizeof(*complaint));
    *vec_push(&complaints->in_order) = complaint;
    return complaint;
}

void fo_complain(struct fo_tree *tree, uint32_t line, enum message message, const char *name,
                 const char *detail)
{
    tree->faults++;
    if (tree->is_quiet)
        return;
    tree->failed |= !tree->lenient;
    struct complaint *complaint = complaint_of(tree, line, message, name, detail);
    bool is_new_line = complaint->told == 0 || line != complaint->last_line;
    complaint->last_line = line;
    if (complaint->told == LINES_TOLD || !is_new_line) {
        complaint->more++;
        return;
    }
    complaint->told++;
    if (tree->lenient)
        warn(tree->path, line, 0, message, name, detail);
    else
        fail(tree->path, line, 0, message, name, detail);
}

void fo_complain_of_more(struct fo_tree *tree)
{
    size_t count = tree->complaints ? tree->complaints->in_order.count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct complaint *complaint = tree->complaints->in_order.items[i];
        if (complaint->more == 0)
            continue;
        if (tree->lenient)
            warn(tree->path, complaint->first_line, 0, MSG_FO_MORE_PLACES, complaint->name,
                 complaint->more, complaint->last_line);
        else
            fail(tree->path, complaint->first_line, 0, MSG_FO_MORE_PLACES, complaint->name,
                 complaint->more, complaint->last_line);
    }
}
