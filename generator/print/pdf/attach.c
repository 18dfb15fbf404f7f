/*
 * Files that go with the document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8; ISO 14289-1,
 * 7.11): each an embedded file whose specification stands in the catalog's AF, which
 * says how it relates to the document, and in the names tree, where viewers look.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static struct object *embedded_file(struct pdf *pdf, const struct pdf_attachment *attachment)
{
    struct buf more = BUF_INIT;
    buf_puts(&more, "/Type/EmbeddedFile/Subtype");
    put_name(&more, attachment->type);
    buf_printf(&more, "/Params<</Size %zu/ModDate(", attachment->bytes.n);
    put_pdf_date(&more, attachment->date);
    buf_puts(&more, ")>>");
    struct object *object = object_new(pdf);
    object_compress(object, attachment->bytes.s, attachment->bytes.n, more.s);
    buf_release(&more);
    return object;
}

void pdf_attach(struct pdf *pdf, const struct pdf_attachment *attachment)
{
    const struct object *file = embedded_file(pdf, attachment);
    struct object *specification = object_new(pdf);
    struct buf out = BUF_INIT;
    buf_puts(&out, "/Type/Filespec");
    put_text_entry(&out, "/F", attachment->name);
    put_text_entry(&out, "/UF", attachment->name);
    put_text_entry(&out, "/Desc", attachment->description);
    buf_puts(&out, "/AFRelationship");
    put_name(&out, attachment->relationship);
    buf_printf(&out, "/EF<</F %u 0 R/UF %u 0 R>>", (unsigned)file->id, (unsigned)file->id);
    object_take_entries(specification, &out);
    *vec_push(&pdf->attachments) = (struct tree_entry){
        .name = arena_strdup(pdf->arena, attachment->name),
        .value = arena_printf(pdf->arena, "%u 0 R", (unsigned)specification->id)};
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct tree_entry *)a)->name, ((const struct tree_entry *)b)->name);
}

int attachments_finish(struct pdf *pdf, struct object **tree)
{
    struct tree_entry *items = pdf->attachments.items;
    size_t count = pdf->attachments.count;
    *tree = NULL;
    if (count == 0)
        return 0;
    qsort(items, count, sizeof *items, compare_names);
    for (size_t i = 1; i < count; i++)
        if (strcmp(items[i - 1].name, items[i].name) == 0)
            return fail(NULL, 0, 0, MSG_PDF_ATTACHED_TWICE, items[i].name);
    *tree = tree_new(pdf, items, count);
    return 0;
}

void put_attachments(struct buf *out, const struct pdf *pdf)
{
    if (pdf->attachments.count == 0)
        return;
    buf_puts(out, "/AF[");
    for (size_t i = 0; i < pdf->attachments.count; i++)
        buf_printf(out, "%s ", pdf->attachments.items[i].value);
    buf_putc(out, ']');
}
