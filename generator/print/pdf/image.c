/*
 * Pictures: told apart by their first bytes, loaded once a path, drawn as often as
 * asked through one XObject.
 */
#include "internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_FILE = 256 << 20 };

static bool is_png(struct str bytes)
{
    return str_starts(bytes, "\x89PNG\r\n\x1A\n");
}

static bool is_jpeg(struct str bytes)
{
    return str_starts(bytes, "\xFF\xD8\xFF");
}

/* XML, with a byte order mark and white space allowed before it. */
static bool is_xml(struct str bytes)
{
    if (str_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (struct str){bytes.s + 3, bytes.n - 3};
    return str_starts(str_trim(bytes), "<");
}

static int load(struct pdf *pdf, struct pdf_image *image)
{
    if (access(image->file, R_OK) != 0)
        return fail(image->path, 0, 0, MSG_PDF_PICTURE_BROKEN, strerror(errno));
    if (!file_exists(image->file))
        return fail(image->path, 0, 0, MSG_PDF_PICTURE_UNKNOWN);
    struct arena *arena = arena_new();
    struct str bytes;
    int result = file_read(arena, image->file, LARGEST_FILE, &bytes);
    if (result == 0) {
        if (is_png(bytes))
            result = png_load(pdf, image, bytes);
        else if (is_jpeg(bytes))
            result = jpeg_load(pdf, image, bytes);
        else if (is_xml(bytes))
            result = svg_load(pdf, image, bytes);
        else
            result = fail(image->path, 0, 0, MSG_PDF_PICTURE_UNKNOWN);
    }
    arena_free(arena);
    return result;
}

struct pdf_image *pdf_image_load(struct pdf *pdf, const char *path, const char *from)
{
    for (size_t i = 0; i < pdf->images.count; i++)
        if (strcmp(pdf->images.items[i]->file, path) == 0)
            return pdf->images.items[i]->is_broken ? NULL : pdf->images.items[i];
    struct pdf_image *image = ARENA_NEW(pdf->arena, struct pdf_image);
    image->file = arena_strdup(pdf->arena, path);
    image->path = from ? arena_printf(pdf->arena, "%s: %s", from, path) : image->file;
    *vec_push(&pdf->images) = image;
    image->is_broken = load(pdf, image) < 0;
    if (image->is_broken)
        return NULL;
    if (image->object != NULL)
        image->number = resource_xobject(pdf, image->object);
    return image;
}

mpt pdf_image_width(const struct pdf_image *image)
{
    return image->width;
}

mpt pdf_image_height(const struct pdf_image *image)
{
    return image->height;
}

void pdf_image_draw(struct pdf *pdf, struct pdf_image *image, mpt x, mpt y, mpt width, mpt height,
                    struct font_set *set)
{
    struct canvas *canvas = &pdf->canvas;
    bool svg = image->svg != NULL;
    if (svg && image->svg_set != set) {
        svg_draw(pdf, image, set);
        image->number = resource_xobject(pdf, image->object);
    }
    /* A picture's space is the unit square, a drawing's is its own size. */
    double wide = width / 1000.0, high = height / 1000.0;
    const double matrix[6] = {svg ? wide * 1000 / image->width : wide,
                              0,
                              0,
                              svg ? high * 1000 / image->height : high,
                              x / 1000.0,
                              (pdf->page.height - y - height) / 1000.0};
    page_sequence(pdf, NULL, 0);
    canvas_save(canvas);
    canvas_matrix(canvas, matrix);
    buf_printf(&canvas->out, "/X%u Do\n", (unsigned)image->number);
    canvas_restore(canvas);
    page_drawn(pdf, x, y, width, height);
}
