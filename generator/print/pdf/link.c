/*
 * Ways through the document: link annotations, named destinations, bookmarks and
 * page labels (ISO 32000-1, 12.3, 12.4.2, 12.5.6.5).
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- Links ------------------------------------------------------------------------------ */

/* URIs are ASCII: what is not gets percent-encoded. */
static void put_uri(struct buf *out, const char *uri)
{
    struct buf encoded = BUF_INIT;
    for (; *uri != '\0'; uri++)
        if ((unsigned char)*uri <= ' ' || (unsigned char)*uri > '~')
            buf_printf(&encoded, "%%%02X", (unsigned)(unsigned char)*uri);
        else
            buf_putc(&encoded, *uri);
    put_bytes(out, encoded.s != NULL ? encoded.s : "", encoded.n);
    buf_release(&encoded);
}

static void put_rectangle(struct buf *out, const struct pdf *pdf, const mpt box[4])
{
    buf_puts(out, "/Rect[");
    put_mpt(out, box[0]);
    buf_putc(out, ' ');
    put_mpt(out, pdf->page.height - box[3]);
    buf_putc(out, ' ');
    put_mpt(out, box[2]);
    buf_putc(out, ' ');
    put_mpt(out, pdf->page.height - box[1]);
    buf_putc(out, ']');
}

static int compare_id(const void *id, const void *destination)
{
    return strcmp(id, ((const struct destination *)destination)->id);
}

const struct destination *destination_find(const struct pdf *pdf, const char *id)
{
    if (pdf->destinations.count == 0)
        return NULL;
    return bsearch(id, pdf->destinations.items, pdf->destinations.count,
                   sizeof *pdf->destinations.items, compare_id);
}

static void put_place(struct buf *out, uint32_t object, mpt y)
{
    buf_printf(out, "[%u 0 R/XYZ null ", (unsigned)object);
    put_mpt(out, y);
    buf_puts(out, " null]");
}

/* Where a link or bookmark goes, once all destinations are known: by name, and in PDF
 * 2.0 to the structure element too (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8). */
static void put_target(struct buf *out, const struct pdf *pdf, const char *id)
{
    if (pdf->options.version != PDF_2_0) {
        buf_puts(out, "/Dest");
        put_bytes(out, id, strlen(id));
        return;
    }
    const struct destination *destination = destination_find(pdf, id);
    buf_puts(out, "/A<</S/GoTo/D");
    put_bytes(out, id, strlen(id));
    buf_puts(out, "/SD");
    put_place(out, destination->element->object.id, destination->y);
    buf_puts(out, ">>");
}

static void print_internal_link(struct buf *out, const struct object *object)
{
    const struct pdf_internal_link *link = (const struct pdf_internal_link *)object;
    put_target(out, link->object.pdf, link->id);
}

static struct object *internal_link_new(struct pdf *pdf, struct pdf_element *element,
                                        const char *id)
{
    struct pdf_internal_link *link = ARENA_NEW(pdf->arena, struct pdf_internal_link);
    object_init(&link->object, pdf);
    link->object.print = print_internal_link;
    link->id = arena_strdup(pdf->arena, id);
    *vec_push(&pdf->targets) = link->id;
    while (element != NULL && strcmp(element->type, "TOCI") != 0)
        element = element->parent;
    if (element != NULL && element->target == NULL)
        element->target = link->id;
    return &link->object;
}

void pdf_link(struct pdf *pdf, struct pdf_element *element, mpt x, mpt y, mpt width, mpt height,
              const char *uri, const char *id, const char *contents)
{
    struct buf out = BUF_INIT;
    mpt box[4];
    page_box(pdf, x, y, width, height, box);
    struct object *annotation = uri != NULL ? object_new(pdf) : internal_link_new(pdf, element, id);
    uint32_t key = (uint32_t)pdf->parents.count;
    *vec_push(&pdf->parents) = (struct tree_entry){
        .number = key, .value = arena_printf(pdf->arena, "%u 0 R", (unsigned)element->object.id)};
    element_add_annotation(pdf, element, annotation);
    buf_printf(&out, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent %u", (unsigned)key);
    put_rectangle(&out, pdf, box);
    put_text_entry(&out, "/Contents", contents != NULL ? contents : uri != NULL ? uri : id);
    if (uri != NULL) {
        buf_puts(&out, "/A<</S/URI/URI");
        put_uri(&out, uri);
        buf_puts(&out, ">>");
    }
    object_take_entries(annotation, &out);
    *vec_push(&pdf->page.annotations) = annotation;
}

/* ---- Destinations ----------------------------------------------------------------------- */

void pdf_destination(struct pdf *pdf, struct pdf_element *element, const char *id, mpt y)
{
    mpt box[4];
    page_box(pdf, 0, y, 0, 0, box);
    *vec_push(&pdf->destinations) = (struct destination){
        .id = arena_strdup(pdf->arena, id),
        .element = element != NULL ? element : pdf->root,
        .page = pdf->page.page,
        .y = pdf->page.height - box[1],
    };
}

static int compare_destinations(const void *a, const void *b)
{
    const struct destination *first = a, *second = b;
    int order = strcmp(first->id, second->id);
    if (order != 0)
        return order;
    return (first->page->place > second->page->place) - (first->page->place < second->page->place);
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Both lists are sorted, so one walk finds a target without a destination. */
static int check_targets(struct pdf *pdf)
{
    if (pdf->targets.count > 0)
        qsort(pdf->targets.items, pdf->targets.count, sizeof *pdf->targets.items, compare_ids);
    size_t at = 0;
    for (size_t i = 0; i < pdf->targets.count; i++) {
        const char *id = pdf->targets.items[i];
        while (at < pdf->destinations.count && strcmp(pdf->destinations.items[at].id, id) < 0)
            at++;
        if (at == pdf->destinations.count || strcmp(pdf->destinations.items[at].id, id) != 0)
            return fail(NULL, 0, 0, MSG_PDF_NO_DESTINATION, id);
    }
    return 0;
}

/* Of several places with one id the first counts. */
static void keep_first(struct pdf *pdf)
{
    size_t kept = 0;
    for (size_t i = 0; i < pdf->destinations.count; i++)
        if (i == 0 ||
            strcmp(pdf->destinations.items[kept - 1].id, pdf->destinations.items[i].id) != 0)
            pdf->destinations.items[kept++] = pdf->destinations.items[i];
    pdf->destinations.count = kept;
}

static struct object *destination_tree(struct pdf *pdf)
{
    VEC(struct tree_entry) entries = {0};
    for (size_t i = 0; i < pdf->destinations.count; i++) {
        const struct destination *destination = &pdf->destinations.items[i];
        struct buf value = BUF_INIT;
        put_place(&value, destination->page->object.id, destination->y);
        *vec_push(&entries) =
            (struct tree_entry){.name = destination->id, .value = buf_to_arena(&value, pdf->arena)};
    }
    struct object *tree = tree_new(pdf, entries.items, entries.count);
    vec_release(&entries);
    return tree;
}

int destinations_finish(struct pdf *pdf, struct object **tree)
{
    if (pdf->destinations.count > 0)
        qsort(pdf->destinations.items, pdf->destinations.count, sizeof *pdf->destinations.items,
              compare_destinations);
    keep_first(pdf);
    if (check_targets(pdf) < 0)
        return -1;
    *tree = destination_tree(pdf);
    return 0;
}

/* ---- Bookmarks -------------------------------------------------------------------------- */

static void print_bookmark(struct buf *out, const struct object *object)
{
    const struct pdf_bookmark *bookmark = (const struct pdf_bookmark *)object;
    put_text_entry(out, "/Title", bookmark->title);
    if (bookmark->parent == NULL)
        buf_puts(out, "/Type/Outlines");
    else
        buf_printf(out, "/Parent %u 0 R", (unsigned)bookmark->parent->object.id);
    if (bookmark->previous != NULL)
        buf_printf(out, "/Prev %u 0 R", (unsigned)bookmark->previous->object.id);
    if (bookmark->next != NULL)
        buf_printf(out, "/Next %u 0 R", (unsigned)bookmark->next->object.id);
    if (bookmark->first != NULL)
        buf_printf(out, "/First %u 0 R/Last %u 0 R/Count %s%u",
                   (unsigned)bookmark->first->object.id, (unsigned)bookmark->last->object.id,
                   bookmark->open ? "" : "-", (unsigned)bookmark->shown);
    if (bookmark->id != NULL)
        put_target(out, bookmark->object.pdf, bookmark->id);
}

static void bookmark_init(struct pdf *pdf, struct pdf_bookmark *bookmark)
{
    object_init(&bookmark->object, pdf);
    bookmark->object.print = print_bookmark;
}

struct pdf_bookmark *pdf_bookmark(struct pdf *pdf, struct pdf_bookmark *parent, const char *title,
                                  const char *id, bool open)
{
    if (pdf->bookmarks.object.id == 0)
        bookmark_init(pdf, &pdf->bookmarks);
    struct pdf_bookmark *bookmark = ARENA_NEW(pdf->arena, struct pdf_bookmark);
    bookmark_init(pdf, bookmark);
    bookmark->title = arena_strdup(pdf->arena, title);
    bookmark->id = arena_strdup(pdf->arena, id);
    bookmark->open = open;
    bookmark->parent = parent != NULL ? parent : &pdf->bookmarks;
    bookmark->previous = bookmark->parent->last;
    if (bookmark->previous != NULL)
        bookmark->previous->next = bookmark;
    else
        bookmark->parent->first = bookmark;
    bookmark->parent->last = bookmark;
    /* Shown wherever all between is open; a closed one counts what it would show. */
    for (struct pdf_bookmark *at = bookmark->parent; at != NULL; at = at->parent) {
        at->shown++;
        if (!at->open)
            break;
    }
    *vec_push(&pdf->targets) = bookmark->id;
    return bookmark;
}

struct object *bookmarks_finish(struct pdf *pdf)
{
    return pdf->bookmarks.first != NULL ? &pdf->bookmarks.object : NULL;
}

/* ---- Page labels ------------------------------------------------------------------------ */

/* The number a label is, or 0: only plain decimals without leading zeros count on. */
static unsigned long label_number(const char *label)
{
    if (label[0] < '1' || label[0] > '9' || strlen(label) > 9)
        return 0;
    char *end;
    unsigned long number = strtoul(label, &end, 10);
    return *end == '\0' ? number : 0;
}

void put_page_labels(struct buf *out, const struct pdf *pdf)
{
    unsigned long expected = 0;
    buf_puts(out, "/PageLabels<</Nums[");
    for (size_t i = 0; i < pdf->pages.count; i++) {
        const char *label = pdf->pages.items[i]->label;
        unsigned long number = label_number(label);
        if (number == 0) {
            buf_printf(out, "%zu<<", i);
            put_text_entry(out, "/P", label);
            buf_puts(out, ">>");
        } else if (number != expected) {
            buf_printf(out, "%zu<</S/D/St %lu>>", i, number);
        }
        expected = number != 0 ? number + 1 : 0;
    }
    buf_puts(out, "]>>");
}
