#include "print/print.h"

#include <libxml/parser.h>
#include <string.h>

#include "print/internal.h"

static void free_document(void *handle)
{
    xmlFreeDoc(handle);
}

/* The first error says enough; those after it mostly follow from it. */
static void note_error(void *payload, xmlErrorPtr error)
{
    xmlErrorPtr *first = payload;
    if (*first == NULL && error->level >= XML_ERR_ERROR) {
        *first = error;
        struct str message = str_trim(str_of(error->message));
        char text[512];
        snprintf(text, sizeof(text), "%.*s", (int)(message.n < 500 ? message.n : 500), message.s);
        fail(error->file, (uint32_t)error->line, (uint32_t)error->int2, MSG_FO_NOT_XML, text);
    }
}

xmlDoc *print_read(struct arena *arena, const char *path)
{
    struct str text;
    struct arena *own = arena_new();
    if (file_read(own, path, (size_t)256 << 20, &text) != 0) {
        arena_free(own);
        return NULL;
    }
    xmlErrorPtr first = NULL;
    xmlSetStructuredErrorFunc(&first, (xmlStructuredErrorFunc)note_error);
    xmlDoc *document = xmlReadMemory(text.s, (int)text.n, path, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA |
                                         XML_PARSE_BIG_LINES | XML_PARSE_COMPACT);
    xmlSetStructuredErrorFunc(NULL, NULL);
    arena_free(own);
    if (document)
        arena_on_free(arena, free_document, document);
    else if (!first)
        fail(path, 0, 0, MSG_FO_NOT_XML, "the document is empty");
    return document;
}

/* ---- Pages ---------------------------------------------------------------------- */

static void begin_pdf(struct printer *printer)
{
    printer->pdf_arena = arena_new();
    printer->pdf = pdf_new(printer->pdf_arena, printer->info);
    printer->notes = 0;
    if (printer->pdf)
        tags_make(printer);
}

/* Page numbers have changed since pages were painted: a new file, and its tags. */
static bool begin_anew(void *payload)
{
    struct printer *printer = payload;
    arena_free(printer->pdf_arena);
    printer->is_anew = true;
    begin_pdf(printer);
    return printer->pdf != NULL;
}

static void tell(void *payload, const struct fo_place *at, enum message message, va_list args)
{
    struct printer *printer = payload;
    printer->lost_characters |= message == MSG_FO_GLYPH_MISSING;
    printer_find(printer, at, message, args);
}

static void page_done(void *payload, const struct layout *layout, const struct page *page)
{
    paint_one_page(payload, layout, page);
}

/* ---- Attachments ------------------------------------------------------------------ */

static const struct {
    const char *suffix, *type, *relationship, *description;
} FILE_KINDS[] = {
    {".md", "text/markdown", "Source", "The text this document was made from"},
    {".fo", "application/xml", "Source", "The formatting objects this document was made from"},
    {".csv", "text/csv", "Data", "Data that this document shows"},
    {".json", "application/json", "Data", "Data that this document shows"},
    {".xml", "application/xml", "Data", "Data that this document shows"},
    {"", "application/octet-stream", "Data", "A file that goes with this document"},
};

static int attach(struct printer *printer, const struct print_attachment *file)
{
    enum { LARGEST = 256 << 20 };
    struct pdf_attachment attachment = {.name = file->name, .date = printer->info.date};
    if (file_read(printer->arena, file->path, LARGEST, &attachment.bytes) != 0)
        return -1;
    size_t kind = 0;
    while (!str_ends(str_of(file->path), FILE_KINDS[kind].suffix))
        kind++;
    attachment.type = FILE_KINDS[kind].type;
    attachment.relationship = FILE_KINDS[kind].relationship;
    attachment.description = FILE_KINDS[kind].description;
    pdf_attach(printer->pdf, &attachment);
    return 0;
}

static int attach_all(struct printer *printer, const struct print_options *options)
{
    for (size_t i = 0; i < options->attachment_count; i++)
        if (attach(printer, &options->attachments[i]) != 0)
            return -1;
    return 0;
}

static int save(struct printer *printer, const struct print_options *print, const char *path,
                struct print_result *result)
{
    struct buf file = BUF_INIT;
    int status = -1;
    result->is_file_fault = attach_all(printer, print) != 0;
    if (!result->is_file_fault && pdf_write(printer->pdf, &file) == 0) {
        status = file_write(path, file.s, file.n);
        result->is_file_fault = status != 0;
    }
    buf_release(&file);
    return status;
}

static int print_tree(struct printer *printer, const struct print_options *print, const char *path,
                      struct print_result *result)
{
    struct layout_options options = {.fonts = printer->fonts,
                                     .most_pages = print->most_pages,
                                     .tell = print->findings ? tell : NULL,
                                     .image_size = printer_image_size,
                                     .page_done = page_done,
                                     .begin_anew = begin_anew,
                                     .payload = printer};
    struct layout *layout = layout_new(printer->arena, printer->tree, &options);
    if (!layout)
        return -1;
    paint_bookmarks(printer, layout);
    unsigned count = layout->page_count;
    result->pages = count;
    layout_free(layout);
    if (print->most_pages > 0 && count > print->most_pages)
        return 0;
    conform(printer);
    if (print->only_conforming && findings_count(print->findings, LEVEL_ERROR) > 0)
        return 0;
    return save(printer, print, path, result);
}

int print_pdf(xmlDoc *fo, const struct print_options *options, const char *path,
              struct print_result *result)
{
    struct arena *own = arena_new();
    struct printer printer = {.arena = own,
                              .path = options->path,
                              .findings = options->findings,
                              .drawings_are_known = options->drawings_are_known};
    int status = -1;
    *result = (struct print_result){0};
    printer.tree = fo_tree_new(own, fo, options->path, options->lenient);
    if (!printer.tree)
        goto finish;
    if (info_read(&printer, options) != 0)
        goto finish;
    printer.fonts = font_set_new(own, options->font_folders, options->font_folder_count);
    font_set_fallback(printer.fonts, options->fallback_families, options->fallback_count);
    begin_pdf(&printer);
    if (printer.pdf)
        status = print_tree(&printer, options, path, result);
finish:
    arena_free(printer.pdf_arena);
    arena_free(own);
    return status;
}

int print_areas(xmlDoc *fo, const struct print_options *options, struct buf *xml)
{
    struct arena *own = arena_new();
    struct printer printer = {.arena = own, .path = options->path, .like_fop = true};
    struct layout *layout = NULL;
    printer.tree = fo_tree_new(own, fo, options->path, options->lenient);
    /* Only holds the pictures that are measured. */
    printer.pdf = pdf_new(own, (struct pdf_options){.title = "areas", .lang = "en"});
    struct layout_options layout_options = {.fonts = font_set_new_base14(own),
                                            .like_fop = true,
                                            .image_size = printer_image_size,
                                            .payload = &printer};
    if (printer.tree && printer.pdf)
        layout = layout_new(own, printer.tree, &layout_options);
    if (layout) {
        layout_dump(layout, xml);
        layout_free(layout);
    }
    arena_free(own);
    return layout ? 0 : -1;
}

const char *print_svg_refusal(struct arena *arena, const char *file)
{
    return pdf_svg_refusal(arena, file);
}
