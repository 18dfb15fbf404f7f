/*
 * The content of a c:diagram as its kind understands it: what is checked when a page
 * is read, and what is drawn later.
 */
#ifndef CONCORDAT_DOCUMENT_DIAGRAM_H
#define CONCORDAT_DOCUMENT_DIAGRAM_H

#include "base/base.h"

#include <libxml/tree.h>

enum diagram_kind {
    DIAGRAM_CYCLE,
    DIAGRAM_STEPS,
    DIAGRAM_HIERARCHY,
    DIAGRAM_TIMELINE,
    DIAGRAM_BAR_CHART,
    DIAGRAM_KINDS
};

/* An item of a list, or a row of a table. */
struct diagram_item {
    const char *heading; /* the bold words it begins with, or its date; "" if none */
    const char *text;    /* the rest; of a bar the number as it was written */
    double value;        /* of a bar; 0 where it has no number */
    const xmlNode *node;
    const struct diagram_item *items; /* of the list inside it; of a row its bars */
    size_t count;
};

struct diagram {
    enum diagram_kind kind;
    const char *title;   /* "" if none */
    const char **series; /* of a bar chart: the heads of its columns of numbers */
    size_t series_count;
    const struct diagram_item *items;
    size_t count;
};

/* The name of a container that is drawn, in the order of enum diagram_kind. */
extern const char *const diagram_names[DIAGRAM_KINDS];

/*
 * Reads a c:diagram element; its texts lie in the arena. What it cannot be drawn from
 * goes to `wrong` (may be NULL: then the first fault ends it): the node and why, as a
 * text that ends a sentence. NULL after a fault.
 */
typedef void diagram_fault(void *payload, const xmlNode *node, const char *why);
const struct diagram *diagram_read(struct arena *arena, const xmlNode *element,
                                   diagram_fault *wrong, void *payload);

#endif
