/*
 * Beginning and end of a document: catalog, resources, output intent.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static void release_pdf(void *handle)
{
    struct pdf *pdf = handle;
    if (pdf->released)
        return;
    pdf->released = true;
    deflater_free(pdf->deflater);
    for (size_t i = 0; i < pdf->objects.count; i++)
        free(pdf->objects.items[i]->stream);
    graph_release(&pdf->graph);
    canvas_release(&pdf->canvas);
    buf_release(&pdf->scratch);
    free(pdf->page.transforms);
    vec_release(&pdf->page.mcids);
    vec_release(&pdf->page.annotations);
    vec_release(&pdf->objects);
    vec_release(&pdf->fonts);
    vec_release(&pdf->xobjects);
    vec_release(&pdf->alphas);
    vec_release(&pdf->pages);
    vec_release(&pdf->parents);
    vec_release(&pdf->destinations);
    vec_release(&pdf->targets);
    vec_release(&pdf->attachments);
    xmlHashFree(pdf->images, NULL);
    xmlHashFree(pdf->pattern_numbers, NULL);
    vec_release(&pdf->patterns);
    vec_release(&pdf->types);
    vec_release(&pdf->with_id);
}

static const char *copy(struct arena *arena, const char *text)
{
    return text != NULL && text[0] != '\0' ? arena_strdup(arena, text) : NULL;
}

struct pdf *pdf_new(struct arena *arena, struct pdf_options options)
{
    if (options.title == NULL || options.title[0] == '\0') {
        fail(NULL, 0, 0, MSG_PDF_NO_TITLE);
        return NULL;
    }
    if (options.lang == NULL || options.lang[0] == '\0') {
        fail(NULL, 0, 0, MSG_PDF_NO_LANG);
        return NULL;
    }
    struct pdf *pdf = ARENA_NEW(arena, struct pdf);
    pdf->arena = arena;
    pdf->options = (struct pdf_options){
        .version = options.version,
        .title = copy(arena, options.title),
        .author = copy(arena, options.author),
        .subject = copy(arena, options.subject),
        .keywords = copy(arena, options.keywords),
        .lang = copy(arena, options.lang),
        .date = options.date,
    };
    graph_init(&pdf->graph);
    arena_on_free(arena, release_pdf, pdf);
    pdf->canvas.pdf = pdf;
    pdf->canvas.tagged = true;
    pdf->bookmarks.open = true;
    pdf->catalog = object_new(pdf);
    if (options.version != PDF_2_0)
        pdf->info = object_new(pdf);
    pdf->page_root = object_new(pdf);
    pdf->resources = object_new(pdf);
    pdf->structure_root = object_new(pdf);
    namespaces_init(pdf);
    return pdf;
}

/* ---- Resources: one dictionary for all pages ----------------------------------------------- */

uint32_t resource_xobject(struct pdf *pdf, const struct object *object)
{
    *vec_push(&pdf->xobjects) = object;
    return (uint32_t)pdf->xobjects.count;
}

uint32_t resource_alpha(struct pdf *pdf, double fill, double stroke)
{
    struct alpha wanted = {(int)(fill * 1000 + 0.5), (int)(stroke * 1000 + 0.5)};
    for (size_t i = 0; i < pdf->alphas.count; i++)
        if (pdf->alphas.items[i].fill == wanted.fill &&
            pdf->alphas.items[i].stroke == wanted.stroke)
            return (uint32_t)i + 1;
    *vec_push(&pdf->alphas) = wanted;
    return (uint32_t)pdf->alphas.count;
}

static void finish_resources(struct pdf *pdf)
{
    struct buf out = BUF_INIT;
    if (pdf->fonts.count > 0)
        buf_puts(&out, "/Font<<");
    for (size_t i = 0; i < pdf->fonts.count; i++)
        buf_printf(&out, "/F%u %u 0 R", (unsigned)pdf->fonts.items[i]->number,
                   (unsigned)pdf->fonts.items[i]->object.id);
    if (pdf->fonts.count > 0)
        buf_puts(&out, ">>");
    if (pdf->xobjects.count > 0)
        buf_puts(&out, "/XObject<<");
    for (size_t i = 0; i < pdf->xobjects.count; i++)
        buf_printf(&out, "/X%zu %u 0 R", i + 1, (unsigned)pdf->xobjects.items[i]->id);
    if (pdf->xobjects.count > 0)
        buf_puts(&out, ">>");
    if (pdf->patterns.count > 0)
        buf_puts(&out, "/Pattern<<");
    for (size_t i = 0; i < pdf->patterns.count; i++)
        buf_printf(&out, "/P%zu %u 0 R", i + 1, (unsigned)pdf->patterns.items[i]->id);
    if (pdf->patterns.count > 0)
        buf_puts(&out, ">>");
    if (pdf->alphas.count > 0)
        buf_puts(&out, "/ExtGState<<");
    for (size_t i = 0; i < pdf->alphas.count; i++) {
        buf_printf(&out, "/G%zu<</ca ", i + 1);
        put_mpt(&out, pdf->alphas.items[i].fill);
        buf_puts(&out, "/CA ");
        put_mpt(&out, pdf->alphas.items[i].stroke);
        buf_puts(&out, ">>");
    }
    if (pdf->alphas.count > 0)
        buf_puts(&out, ">>");
    object_take_entries(pdf->resources, &out);
}

/* ---- Catalog -------------------------------------------------------------------------------- */

static struct object *output_profile(struct pdf *pdf)
{
    struct buf profile = BUF_INIT;
    put_srgb_profile(&profile);
    struct object *object = object_new(pdf);
    object_compress(object, profile.s, profile.n, "/N 3");
    buf_release(&profile);
    return object;
}

static struct object *metadata(struct pdf *pdf)
{
    struct buf xmp = BUF_INIT;
    put_xmp(&xmp, &pdf->options, pdf->claim, pdf->attachments.count > 0);
    struct object *object = object_new(pdf);
    object_bytes(object, xmp.s, xmp.n, "/Type/Metadata/Subtype/XML");
    buf_release(&xmp);
    return object;
}

static void finish_catalog(struct pdf *pdf, const struct object *destinations,
                           const struct object *files)
{
    const struct object *outlines = bookmarks_finish(pdf);
    struct buf out = BUF_INIT;
    buf_printf(&out, "/Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R/Metadata %u 0 R",
               (unsigned)pdf->page_root->id, (unsigned)pdf->structure_root->id,
               (unsigned)metadata(pdf)->id);
    put_text_entry(&out, "/Lang", pdf->options.lang);
    buf_puts(&out, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>");
    buf_printf(&out,
               "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
               "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
               "/DestOutputProfile %u 0 R>>]",
               (unsigned)output_profile(pdf)->id);
    if (destinations != NULL || files != NULL)
        buf_puts(&out, "/Names<<");
    if (destinations != NULL)
        buf_printf(&out, "/Dests %u 0 R", (unsigned)destinations->id);
    if (files != NULL)
        buf_printf(&out, "/EmbeddedFiles %u 0 R", (unsigned)files->id);
    if (destinations != NULL || files != NULL)
        buf_puts(&out, ">>");
    put_attachments(&out, pdf);
    if (outlines != NULL)
        buf_printf(&out, "/Outlines %u 0 R/PageMode/UseOutlines", (unsigned)outlines->id);
    put_page_labels(&out, pdf);
    object_take_entries(pdf->catalog, &out);
}

static int finish(struct pdf *pdf)
{
    struct object *destinations, *files;
    if (pdf->page.open)
        BUG("the document ends in the middle of a page");
    if (pdf->pages.count == 0)
        return fail(NULL, 0, 0, MSG_PDF_NO_PAGES);
    deflater_finish(pdf);
    structure_settle(pdf);
    page_tree_finish(pdf);
    if (destinations_finish(pdf, &destinations) < 0 || attachments_finish(pdf, &files) < 0)
        return -1;
    structure_finish(pdf);
    for (size_t i = 0; i < pdf->fonts.count; i++)
        if (font_embed(pdf, pdf->fonts.items[i]) < 0)
            return -1;
    finish_resources(pdf);
    finish_catalog(pdf, destinations, files);
    if (pdf->info != NULL) {
        struct buf info = BUF_INIT;
        put_info(&info, &pdf->options);
        object_take_entries(pdf->info, &info);
    }
    return 0;
}

void pdf_claim(struct pdf *pdf, enum pdf_claim claim)
{
    pdf->claim = claim;
}

int pdf_write(struct pdf *pdf, struct buf *file)
{
    int result = pdf->failed ? -1 : finish(pdf);
    if (result == 0)
        result = graph_save(pdf, file);
    release_pdf(pdf);
    return result;
}

int pdf_save(struct pdf *pdf, const char *path)
{
    struct buf file = BUF_INIT;
    int result = pdf_write(pdf, &file);
    if (result == 0)
        result = file_write(path, file.s, file.n);
    buf_release(&file);
    return result;
}
