/*
 * The structure tree (ISO 32000-1, 14.7). Elements are made in document order,
 * marks come in the order they are painted, page by page; an element's content is its child
 * elements in their order with its own marks between them, each after the last
 * child that had content when it was painted, and after the notes that follow it.
 * Pages may be painted in any order, so elements get their marks once all are.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- Elements ------------------------------------------------------------------------- */

static const char *copy(struct pdf *pdf, const char *text)
{
    return text != NULL && text[0] != '\0' ? arena_strdup(pdf->arena, text) : NULL;
}

static bool says_nothing(const struct pdf_attributes *attributes)
{
    return attributes->lang == NULL && attributes->alt == NULL && attributes->actual_text == NULL &&
           attributes->expansion == NULL && attributes->title == NULL && attributes->id == NULL &&
           attributes->scope == NULL && attributes->headers == NULL &&
           attributes->list_numbering == NULL && attributes->row_span <= 1 &&
           attributes->column_span <= 1;
}

static const struct pdf_attributes *copy_attributes(struct pdf *pdf,
                                                    const struct pdf_attributes *from)
{
    static const struct pdf_attributes none = {0};
    if (from == NULL || says_nothing(from))
        return &none;
    struct pdf_attributes *to = ARENA_NEW(pdf->arena, struct pdf_attributes);
    *to = *from;
    to->lang = copy(pdf, from->lang);
    to->alt = copy(pdf, from->alt);
    to->actual_text = copy(pdf, from->actual_text);
    to->expansion = copy(pdf, from->expansion);
    to->title = copy(pdf, from->title);
    to->id = copy(pdf, from->id);
    to->scope = copy(pdf, from->scope);
    to->headers = copy(pdf, from->headers);
    to->list_numbering = copy(pdf, from->list_numbering);
    return to;
}

static const char *copy_type(struct pdf *pdf, const char *type)
{
    for (size_t i = 0; i < pdf->types.count; i++)
        if (strcmp(pdf->types.items[i], type) == 0)
            return pdf->types.items[i];
    pdf->has_title |= strcmp(type, "Title") == 0;
    return *vec_push(&pdf->types) = arena_strdup(pdf->arena, type);
}

static void print_element(struct buf *out, const struct object *object);

struct pdf_element *pdf_element(struct pdf *pdf, struct pdf_element *parent, const char *type,
                                const struct pdf_attributes *attributes)
{
    struct pdf_element *element = ARENA_NEW(pdf->arena, struct pdf_element);
    object_init(&element->object, pdf);
    element->object.print = print_element;
    element->type = copy_type(pdf, type);
    element->attributes = copy_attributes(pdf, attributes);
    element->origin = attributes != NULL ? attributes->origin : NULL;
    element->parent = parent;
    if (strcmp(type, "Figure") == 0 || strcmp(type, "Formula") == 0)
        element->figure = element;
    else if (parent != NULL)
        element->figure = parent->figure;
    if (parent != NULL) {
        element->order = parent->last != NULL ? parent->last->order + 1 : 1;
        if (parent->last != NULL)
            parent->last->next = element;
        else
            parent->first = element;
        parent->last = element;
    } else if (pdf->root != NULL) {
        BUG("a second root element");
    } else {
        pdf->root = element;
    }
    if (element->attributes->id != NULL)
        *vec_push(&pdf->with_id) = element;
    return element;
}

void pdf_note_mark(struct pdf_element *note, struct pdf_element *mark)
{
    if (note->refers != NULL)
        return;
    note->refers = mark;
    mark->refers = note;
}

/* How far its parent's children have come when this one starts. A note is painted long
 * after the text around it, but is read right after its mark. */
static uint32_t reached(const struct pdf_element *element)
{
    while (element->next != NULL && strcmp(element->next->type, "Note") == 0)
        element = element->next;
    return element->order;
}

static void add_kid(struct pdf *pdf, struct pdf_element *element, uint32_t mcid, bool is_object)
{
    struct page *page = pdf->page.page;
    struct kid *kid = ARENA_NEW(pdf->arena, struct kid);
    *kid = (struct kid){
        .element = element, .page = page->object.id, .mcid = mcid, .is_object = is_object};
    if (page->last_kid != NULL)
        page->last_kid->next = kid;
    else
        page->first_kid = kid;
    page->last_kid = kid;
}

void element_add_mark(struct pdf *pdf, struct pdf_element *element, uint32_t mcid)
{
    add_kid(pdf, element, mcid, false);
}

void element_add_annotation(struct pdf *pdf, struct pdf_element *element,
                            const struct object *annotation)
{
    add_kid(pdf, element, annotation->id, true);
}

static void settle_kid(struct kid *kid)
{
    struct pdf_element *element = kid->element;
    kid->next = NULL;
    kid->after = element->latest;
    if (element->last_kid != NULL)
        element->last_kid->next = kid;
    else
        element->first_kid = kid;
    element->last_kid = kid;
    for (struct pdf_element *at = element; at != NULL && !at->started; at = at->parent) {
        at->started = true;
        if (at->parent != NULL && at->parent->latest < at->order)
            at->parent->latest = reached(at);
    }
}

void structure_settle(struct pdf *pdf)
{
    for (size_t i = 0; i < pdf->pages.count; i++) {
        struct page *page = pdf->pages.items[i];
        if (page == NULL)
            continue;
        for (struct kid *kid = page->first_kid, *next; kid != NULL; kid = next) {
            next = kid->next;
            settle_kid(kid);
        }
        page->first_kid = page->last_kid = NULL;
    }
}

void element_add_box(struct pdf *pdf, struct pdf_element *element, const mpt box[4])
{
    struct pdf_element *figure = element != NULL ? element->figure : NULL;
    if (figure == NULL)
        return;
    unsigned place = pdf->page.page->place;
    if (figure->box == NULL || place < figure->box->place) {
        figure->box = ARENA_NEW(pdf->arena, struct figure_box);
        figure->box->place = place;
        figure->box->page_height = pdf->page.height;
        memcpy(figure->box->edges, box, sizeof figure->box->edges);
    } else if (figure->box->place == place) {
        mpt *edges = figure->box->edges;
        for (int i = 0; i < 2; i++) {
            edges[i] = box[i] < edges[i] ? box[i] : edges[i];
            edges[i + 2] = box[i + 2] > edges[i + 2] ? box[i + 2] : edges[i + 2];
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

static void put_box_attribute(struct buf *out, const struct figure_box *box)
{
    buf_puts(out, "<</O/Layout/BBox[");
    put_mpt(out, box->edges[0]);
    buf_putc(out, ' ');
    put_mpt(out, box->page_height - box->edges[3]);
    buf_putc(out, ' ');
    put_mpt(out, box->edges[2]);
    buf_putc(out, ' ');
    put_mpt(out, box->page_height - box->edges[1]);
    buf_puts(out, "]>>");
}

/* Where items have labels, PDF/UA-2 wants to hear of them (8.2.5.25). */
static const char *list_numbering(const struct pdf_element *list)
{
    const char *numbering = list->attributes->list_numbering;
    if (list->object.pdf->options.version != PDF_2_0 || strcmp(numbering, "None") != 0)
        return numbering;
    for (const struct pdf_element *item = list->first; item != NULL; item = item->next)
        if (has_child(item, "Lbl"))
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
    const struct pdf_attributes *attributes = element->attributes;
    bool table = attributes->scope != NULL || attributes->headers != NULL ||
                 attributes->row_span > 1 || attributes->column_span > 1;
    const struct figure_box *box = element->box;
    bool note = is_footnote(element);
    if (!table && box == NULL && !note && attributes->list_numbering == NULL)
        return;
    buf_puts(out, "/A[");
    if (table)
        put_table_attributes(out, attributes);
    if (box != NULL)
        put_box_attribute(out, box);
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
    if (kid->is_object) {
        buf_printf(out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", (unsigned)kid->page,
                   (unsigned)kid->mcid);
    } else if (kid->page == page) {
        put_unsigned(out, kid->mcid);
        buf_putc(out, ' ');
    } else {
        buf_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", (unsigned)kid->page,
                   (unsigned)kid->mcid);
    }
}

static void put_kids(struct buf *out, const struct pdf_element *element)
{
    uint32_t page = 0;
    const struct kid *kid = element->first_kid;
    for (const struct kid *mark = kid; mark != NULL && page == 0; mark = mark->next)
        if (!mark->is_object)
            page = mark->page;
    if (page != 0) {
        buf_puts(out, "/Pg ");
        put_reference(out, page);
    }
    if (kid == NULL && element->first == NULL)
        return;
    buf_puts(out, "/K[");
    for (const struct pdf_element *child = element->first; child != NULL; child = child->next) {
        for (; kid != NULL && kid->after < child->order; kid = kid->next)
            put_kid(out, kid, page);
        put_reference(out, child->object.id);
        buf_putc(out, ' ');
    }
    for (; kid != NULL; kid = kid->next)
        put_kid(out, kid, page);
    buf_putc(out, ']');
}

/* The other half of a note and its mark, or what an entry of a contents list is about
 * (ISO 14289-2, 8.2.5.8 and 8.2.5.14). */
static void put_counterpart(struct buf *out, const struct pdf *pdf,
                            const struct pdf_element *element)
{
    const struct pdf_element *other = element->refers;
    const struct destination *target =
        element->target != NULL ? destination_find(pdf, element->target) : NULL;
    if (target != NULL)
        other = target->element;
    if (other != NULL)
        buf_printf(out, "/Ref[%u 0 R]", (unsigned)other->object.id);
}

static void print_element(struct buf *out, const struct object *object)
{
    const struct pdf_element *element = (const struct pdf_element *)object;
    const struct pdf_attributes *attributes = element->attributes;
    const struct pdf *pdf = element->object.pdf;
    buf_puts(out, "/S");
    put_name(out, element_type(element));
    put_namespace(out, pdf, element->type);
    buf_puts(out, "/P ");
    put_reference(out,
                  element->parent != NULL ? element->parent->object.id : pdf->structure_root->id);
    if (pdf->options.version == PDF_2_0)
        put_counterpart(out, pdf, element);
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

static int by_id(const void *a, const void *b)
{
    const struct pdf_element *left = *(const struct pdf_element *const *)a;
    const struct pdf_element *right = *(const struct pdf_element *const *)b;
    int order = strcmp(left->attributes->id, right->attributes->id);
    return order != 0 ? order
                      : (left->object.id > right->object.id) - (left->object.id < right->object.id);
}

void structure_sort_ids(struct pdf *pdf)
{
    if (pdf->with_id.count > 1)
        qsort(pdf->with_id.items, pdf->with_id.count, sizeof *pdf->with_id.items, by_id);
}

/* Of several elements with one id the first counts; pdf_conform() tells of the others. */
static struct object *id_tree(struct pdf *pdf)
{
    VEC(struct tree_entry) entries = {0};
    structure_sort_ids(pdf);
    for (size_t i = 0; i < pdf->with_id.count; i++) {
        const struct pdf_element *element = pdf->with_id.items[i];
        const char *id = element->attributes->id;
        if (i > 0 && strcmp(pdf->with_id.items[i - 1]->attributes->id, id) == 0)
            continue;
        *vec_push(&entries) = (struct tree_entry){
            .name = id, .value = arena_printf(pdf->arena, "%u 0 R", (unsigned)element->object.id)};
    }
    struct object *tree = tree_new(pdf, entries.items, entries.count);
    vec_release(&entries);
    return tree;
}

void structure_finish(struct pdf *pdf)
{
    if (pdf->root == NULL)
        BUG("a document without a root element");
    struct object *ids = id_tree(pdf);
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
}
