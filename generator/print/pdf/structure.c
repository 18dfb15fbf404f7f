/*
 * The structure tree (ISO 32000-1, 14.7). Elements are made in document order,
 * marks come in the order they are painted; an element's content is its child
 * elements in their order with its own marks between them, each after the last
 * child that had content when it was painted, and after the notes that follow it.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- Elements ------------------------------------------------------------------------- */

static void release_element(void *handle)
{
    struct pdf_element *element = handle;
    vec_release(&element->children);
    vec_release(&element->kids);
}

static const char *copy(struct pdf *pdf, const char *text)
{
    return text != NULL && text[0] != '\0' ? arena_strdup(pdf->arena, text) : NULL;
}

static struct pdf_attributes copy_attributes(struct pdf *pdf, const struct pdf_attributes *from)
{
    struct pdf_attributes to = *from;
    to.lang = copy(pdf, from->lang);
    to.alt = copy(pdf, from->alt);
    to.actual_text = copy(pdf, from->actual_text);
    to.expansion = copy(pdf, from->expansion);
    to.title = copy(pdf, from->title);
    to.id = copy(pdf, from->id);
    to.scope = copy(pdf, from->scope);
    to.headers = copy(pdf, from->headers);
    to.list_numbering = copy(pdf, from->list_numbering);
    return to;
}

static void print_element(struct buf *out, const void *payload);

struct pdf_element *pdf_element(struct pdf *pdf, struct pdf_element *parent, const char *type,
                                const struct pdf_attributes *attributes)
{
    struct pdf_element *element = ARENA_NEW(pdf->arena, struct pdf_element);
    object_init(&element->object, pdf);
    element->object.print = print_element;
    element->object.payload = element;
    element->type = arena_strdup(pdf->arena, type);
    if (attributes != NULL)
        element->attributes = copy_attributes(pdf, attributes);
    element->parent = parent;
    if (strcmp(type, "Figure") == 0 || strcmp(type, "Formula") == 0)
        element->figure = element;
    else if (parent != NULL)
        element->figure = parent->figure;
    if (parent != NULL) {
        *vec_push(&parent->children) = element;
        element->order = (uint32_t)parent->children.count;
    } else if (pdf->root != NULL) {
        BUG("a second root element");
    } else {
        pdf->root = element;
    }
    *vec_push(&pdf->elements) = element;
    arena_on_free(pdf->arena, release_element, element);
    return element;
}

void pdf_note_mark(struct pdf_element *note, struct pdf_element *mark)
{
    if (note->refers != NULL)
        return;
    note->refers = mark;
    mark->refers = note;
}

/* How far a parent's children have come when the one at `order` (from 1) starts. A
 * note is painted long after the text around it, but is read right after its mark. */
static uint32_t reached(const struct pdf_element *parent, uint32_t order)
{
    while (order < parent->children.count &&
           strcmp(parent->children.items[order]->type, "Note") == 0)
        order++;
    return order;
}

void element_add_kid(struct pdf_element *element, struct kid kid)
{
    kid.after = element->latest;
    *vec_push(&element->kids) = kid;
    for (struct pdf_element *at = element; at != NULL && !at->started; at = at->parent) {
        at->started = true;
        if (at->parent != NULL && at->parent->latest < at->order)
            at->parent->latest = reached(at->parent, at->order);
    }
}

void element_add_box(struct pdf *pdf, struct pdf_element *element, const mpt box[4])
{
    struct pdf_element *figure = element != NULL ? element->figure : NULL;
    if (figure == NULL)
        return;
    uint32_t page = pdf->page.page->object.id;
    if (figure->box_page == 0) {
        figure->box_page = page;
        figure->page_height = pdf->page.height;
        memcpy(figure->box, box, sizeof figure->box);
    } else if (figure->box_page == page) {
        for (int i = 0; i < 2; i++) {
            if (box[i] < figure->box[i])
                figure->box[i] = box[i];
            if (box[i + 2] > figure->box[i + 2])
                figure->box[i + 2] = box[i + 2];
        }
    }
}

/* ---- Printing an element ------------------------------------------------------------------ */

static void put_table_attributes(struct buf *out, const struct pdf_attributes *attributes)
{
    buf_puts(out, "<</O/Table");
    if (attributes->scope != NULL) {
        buf_puts(out, "/Scope");
        put_name(out, attributes->scope);
    }
    if (attributes->row_span > 1)
        buf_printf(out, "/RowSpan %d", attributes->row_span);
    if (attributes->column_span > 1)
        buf_printf(out, "/ColSpan %d", attributes->column_span);
    if (attributes->headers != NULL) {
        struct str rest = str_of(attributes->headers), id;
        buf_puts(out, "/Headers[");
        while (str_next(&rest, ' ', &id))
            if (id.n > 0)
                put_bytes(out, id.s, id.n);
        buf_putc(out, ']');
    }
    buf_puts(out, ">>");
}

static void put_box_attribute(struct buf *out, const struct pdf_element *element)
{
    buf_puts(out, "<</O/Layout/BBox[");
    put_mpt(out, element->box[0]);
    buf_putc(out, ' ');
    put_mpt(out, element->page_height - element->box[3]);
    buf_putc(out, ' ');
    put_mpt(out, element->box[2]);
    buf_putc(out, ' ');
    put_mpt(out, element->page_height - element->box[1]);
    buf_puts(out, "]>>");
}

/* Where items have labels, PDF/UA-2 wants to hear of them (8.2.5.25). */
static const char *list_numbering(const struct pdf_element *list)
{
    const char *numbering = list->attributes.list_numbering;
    if (list->object.pdf->options.version != PDF_2_0 || strcmp(numbering, "None") != 0)
        return numbering;
    for (size_t i = 0; i < list->children.count; i++)
        if (has_child(list->children.items[i], "Lbl"))
            return "Unordered";
    return numbering;
}

/* ISO 32000-2, 14.8.5.8: what kind of note an FENote is. */
static bool is_footnote(const struct pdf_element *element)
{
    return element->object.pdf->options.version == PDF_2_0 && strcmp(element->type, "Note") == 0;
}

static void put_attributes(struct buf *out, const struct pdf_element *element)
{
    const struct pdf_attributes *attributes = &element->attributes;
    bool table = attributes->scope != NULL || attributes->headers != NULL ||
                 attributes->row_span > 1 || attributes->column_span > 1;
    bool box = element->figure == element && element->box_page != 0;
    bool note = is_footnote(element);
    if (!table && !box && !note && attributes->list_numbering == NULL)
        return;
    buf_puts(out, "/A[");
    if (table)
        put_table_attributes(out, attributes);
    if (box)
        put_box_attribute(out, element);
    if (note)
        buf_puts(out, "<</O/FENote/NoteType/Footnote>>");
    if (attributes->list_numbering != NULL) {
        buf_puts(out, "<</O/List/ListNumbering");
        put_name(out, list_numbering(element));
        buf_puts(out, ">>");
    }
    buf_putc(out, ']');
}

static void put_kid(struct buf *out, const struct kid *kid, uint32_t page)
{
    if (kid->is_object)
        buf_printf(out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", (unsigned)kid->page,
                   (unsigned)kid->mcid);
    else if (kid->page == page)
        buf_printf(out, "%u ", (unsigned)kid->mcid);
    else
        buf_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", (unsigned)kid->page,
                   (unsigned)kid->mcid);
}

static void put_kids(struct buf *out, const struct pdf_element *element)
{
    uint32_t page = 0;
    for (size_t i = 0; i < element->kids.count && page == 0; i++)
        if (!element->kids.items[i].is_object)
            page = element->kids.items[i].page;
    if (page != 0)
        buf_printf(out, "/Pg %u 0 R", (unsigned)page);
    if (element->kids.count + element->children.count == 0)
        return;
    buf_puts(out, "/K[");
    size_t next = 0;
    for (size_t child = 0; child <= element->children.count; child++) {
        for (; next < element->kids.count && element->kids.items[next].after <= child; next++)
            put_kid(out, &element->kids.items[next], page);
        if (child < element->children.count)
            buf_printf(out, "%u 0 R ", (unsigned)element->children.items[child]->object.id);
    }
    buf_putc(out, ']');
}

/* The other half of a note and its mark, or what an entry of a contents list is about
 * (ISO 14289-2, 8.2.5.8 and 8.2.5.14). */
static void put_reference(struct buf *out, const struct pdf *pdf, const struct pdf_element *element)
{
    const struct pdf_element *other = element->refers;
    const struct destination *target =
        element->target != NULL ? destination_find(pdf, element->target) : NULL;
    if (target != NULL)
        other = target->element;
    if (other != NULL)
        buf_printf(out, "/Ref[%u 0 R]", (unsigned)other->object.id);
}

static void print_element(struct buf *out, const void *payload)
{
    const struct pdf_element *element = payload;
    const struct pdf_attributes *attributes = &element->attributes;
    const struct pdf *pdf = element->object.pdf;
    buf_puts(out, "/S");
    put_name(out, element_type(element));
    put_namespace(out, pdf, element->type);
    buf_printf(
        out, "/P %u 0 R",
        (unsigned)(element->parent != NULL ? element->parent->object.id : pdf->structure_root->id));
    if (pdf->options.version == PDF_2_0)
        put_reference(out, pdf, element);
    if (attributes->id != NULL) {
        buf_puts(out, "/ID");
        put_bytes(out, attributes->id, strlen(attributes->id));
    }
    put_text_entry(out, "/Lang", attributes->lang);
    put_text_entry(out, "/T", attributes->title);
    put_text_entry(out, "/Alt", attributes->alt);
    put_text_entry(out, "/ActualText", attributes->actual_text);
    put_text_entry(out, "/E", attributes->expansion);
    put_attributes(out, element);
    put_kids(out, element);
}

/* ---- The root -------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct tree_entry *)a)->name, ((const struct tree_entry *)b)->name);
}

static int id_tree(struct pdf *pdf, struct object **tree)
{
    VEC(struct tree_entry) entries = {0};
    for (size_t i = 0; i < pdf->elements.count; i++) {
        const struct pdf_element *element = pdf->elements.items[i];
        if (element->attributes.id != NULL)
            *vec_push(&entries) = (struct tree_entry){
                .name = element->attributes.id,
                .value = arena_printf(pdf->arena, "%u 0 R", (unsigned)element->object.id)};
    }
    if (entries.count > 0)
        qsort(entries.items, entries.count, sizeof *entries.items, compare_names);
    int result = 0;
    for (size_t i = 1; i < entries.count && result == 0; i++)
        if (strcmp(entries.items[i - 1].name, entries.items[i].name) == 0)
            result = fail(NULL, 0, 0, MSG_PDF_DUPLICATE_ID, entries.items[i].name);
    *tree = result == 0 ? tree_new(pdf, entries.items, entries.count) : NULL;
    vec_release(&entries);
    return result;
}

int structure_finish(struct pdf *pdf)
{
    struct object *ids;
    if (pdf->root == NULL)
        BUG("a document without a root element");
    if (id_tree(pdf, &ids) < 0)
        return -1;
    struct object *parents = tree_new(pdf, pdf->parents.items, pdf->parents.count);
    struct buf out = BUF_INIT;
    buf_printf(&out, "/Type/StructTreeRoot/K[%u 0 R]/ParentTreeNextKey %zu",
               (unsigned)pdf->root->object.id, pdf->parents.count);
    if (parents != NULL)
        buf_printf(&out, "/ParentTree %u 0 R", (unsigned)parents->id);
    if (ids != NULL)
        buf_printf(&out, "/IDTree %u 0 R", (unsigned)ids->id);
    put_namespaces(&out, pdf);
    object_take_entries(pdf->structure_root, &out);
    return 0;
}
