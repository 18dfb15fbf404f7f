/*
 * Structure types in their namespaces. PDF 2.0 has a namespace of its own (ISO
 * 32000-2, 14.8.6 and annex M); what it left out, quotes, contents lists and code,
 * stays in that of PDF 1.7, which PDF/UA-2 and WTPDF take as well (8.2.4 and 8.2.5).
 */
#include "internal.h"

#include <string.h>

/* Of PDF 1.7's types those that have another name in PDF 2.0. */
static const struct {
    const char *type, *pdf_1_7, *pdf_2_0;
} RENAMED[] = {
    {"Note", "Note", "FENote"},
    {"Title", "H1", "Title"},
};

/* What only PDF 1.7's namespace has. */
static const char *const LEFT_OUT[] = {"Art",     "BibEntry", "BlockQuote", "Code", "Index",
                                       "Private", "Quote",    "Reference",  "TOC",  "TOCI"};

/* A title that is no heading of PDF 2.0 leaves level 1 to the headings below it. */
static const char *heading_below_title(const char *type)
{
    static const char *const levels[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    for (size_t i = 1; i < COUNT_OF(levels); i++)
        if (strcmp(type, levels[i]) == 0)
            return levels[i - 1];
    return type;
}

const char *structure_type(const struct pdf *pdf, const char *type)
{
    if (pdf->options.version == PDF_2_0 && pdf->has_title && type[0] == 'H')
        return heading_below_title(type);
    for (size_t i = 0; i < COUNT_OF(RENAMED); i++)
        if (strcmp(RENAMED[i].type, type) == 0)
            return pdf->options.version == PDF_2_0 ? RENAMED[i].pdf_2_0 : RENAMED[i].pdf_1_7;
    return type;
}

bool has_child(const struct pdf_element *element, const char *type)
{
    for (const struct pdf_element *child = element->first; child != NULL; child = child->next)
        if (strcmp(child->type, type) == 0)
            return true;
    return false;
}

const char *element_type(const struct pdf_element *element)
{
    const struct pdf *pdf = element->object.pdf;
    /* A Div is looked through (ISO/TS 32005), so that a caption in it would be its
     * parent's: one that groups a picture with its caption is a Sect. */
    if (pdf->options.version == PDF_2_0 && strcmp(element->type, "Div") == 0 &&
        has_child(element, "Caption"))
        return "Sect";
    return structure_type(pdf, element->type);
}

void namespaces_init(struct pdf *pdf)
{
    static const char *const names[] = {"http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"};
    for (size_t i = 0; i < COUNT_OF(names) && pdf->options.version == PDF_2_0; i++) {
        pdf->namespaces[i] = object_new(pdf);
        object_entries(pdf->namespaces[i], "/Type/Namespace/NS(%s)", names[i]);
    }
}

static bool is_left_out(const char *type)
{
    for (size_t i = 0; i < COUNT_OF(LEFT_OUT); i++)
        if (strcmp(LEFT_OUT[i], type) == 0)
            return true;
    return false;
}

void put_namespace(struct buf *out, const struct pdf *pdf, const char *type)
{
    if (pdf->options.version != PDF_2_0)
        return;
    const struct object *namespace = pdf->namespaces[is_left_out(type) ? 0 : 1];
    buf_printf(out, "/NS %u 0 R", (unsigned)namespace->id);
}

void put_namespaces(struct buf *out, const struct pdf *pdf)
{
    if (pdf->options.version == PDF_2_0)
        buf_printf(out, "/Namespaces[%u 0 R %u 0 R]", (unsigned)pdf->namespaces[0]->id,
                   (unsigned)pdf->namespaces[1]->id);
}
