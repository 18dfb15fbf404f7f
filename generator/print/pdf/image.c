/*
 * Pictures: told apart by their first bytes, loaded once a path, drawn as often as
 * asked through one XObject.
 */
#include "svg.h"

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

bool image_is_pixels(struct str bytes)
{
    return is_png(bytes) || is_jpeg(bytes);
}

/* XML, with a byte order mark and white space allowed before it. */
static bool is_xml(struct str bytes)
{
    if (str_starts(bytes, "\xFE\xFF") || str_starts(bytes, "\xFF\xFE"))
        return true; /* in UTF-16 */
    if (str_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (struct str){bytes.s + 3, bytes.n - 3};
    return str_starts(str_trim(bytes), "<");
}

int image_fail(const struct pdf_image *image, uint32_t line, enum message message, ...)
{
    const struct pdf_picture *asked = &image->asked;
    va_list args;
    va_start(args, message);
    if (asked->tell)
        asked->tell(asked->payload, asked, line, message, args);
    else if (asked->only_warn || message_texts(&(size_t){0})[message].level == LEVEL_WARNING)
        vwarn(image->path, line, 0, message, args);
    else
        vfail(image->path, line, 0, message, args);
    va_end(args);
    return -1;
}

static int load_bytes(struct pdf *pdf, struct pdf_image *image, struct str bytes)
{
    if (is_png(bytes))
        return png_load(pdf, image, bytes);
    if (is_jpeg(bytes))
        return jpeg_load(pdf, image, bytes);
    if (is_xml(bytes))
        return svg_load(pdf, image, bytes);
    return image_fail(image, 0, MSG_PDF_PICTURE_UNKNOWN);
}

static int load_file(struct pdf *pdf, struct pdf_image *image)
{
    if (access(image->file, R_OK) != 0)
        return image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, strerror(errno));
    if (!file_exists(image->file))
        return image_fail(image, 0, MSG_PDF_PICTURE_UNKNOWN);
    struct arena *arena = arena_new();
    struct str bytes;
    int result = file_read(arena, image->file, LARGEST_FILE, &bytes);
    if (result == 0)
        result = load_bytes(pdf, image, bytes);
    arena_free(arena);
    return result;
}

static int load(struct pdf *pdf, struct pdf_image *image, const struct pdf_picture *picture)
{
    if (picture->fault != NULL)
        return image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, picture->fault);
    return picture->has_bytes ? load_bytes(pdf, image, picture->bytes) : load_file(pdf, image);
}

struct pdf_image *pdf_image_load(struct pdf *pdf, const struct pdf_picture *picture)
{
    const xmlChar *key = (const xmlChar *)picture->key;
    if (pdf->images == NULL && (pdf->images = xmlHashCreate(64)) == NULL)
        die_no_memory(64);
    struct pdf_image *image = xmlHashLookup(pdf->images, key);
    if (image != NULL)
        return image->is_broken ? NULL : image;
    image = ARENA_NEW(pdf->arena, struct pdf_image);
    image->file = arena_strdup(pdf->arena, picture->file);
    image->path = picture->from != NULL
                      ? arena_printf(pdf->arena, "%s: %s", picture->from, image->file)
                      : image->file;
    image->asked = *picture;
    image->asked.file = image->file;
    image->asked.bytes = (struct str){NULL, 0};
    if (xmlHashAddEntry(pdf->images, key, image) != 0)
        die_no_memory(sizeof *image);
    image->is_broken = load(pdf, image, picture) < 0;
    pdf->failed |= image->is_broken && !picture->only_warn;
    if (image->is_broken)
        return NULL;
    if (image->object != NULL)
        image->number = resource_xobject(pdf, image->object);
    return image;
}

bool pdf_image_is_drawing(const struct pdf_image *image)
{
    return image->svg != NULL;
}

mpt pdf_image_width(const struct pdf_image *image)
{
    return image->width;
}

mpt pdf_image_height(const struct pdf_image *image)
{
    return image->height;
}

/* Makes the XObject that shows the picture at this size. The space of pixels is the unit
 * square, a form's is its own size: `scale` maps it to points. */
static bool prepare(struct pdf *pdf, struct pdf_image *image, mpt width, mpt height,
                    struct font_set *set, double scale[2])
{
    if (image->svg != NULL && svg_draw(pdf, image, width, height, set) < 0) {
        pdf->failed |= !image->asked.only_warn;
        return false;
    }
    bool is_form = image->svg != NULL && image->svg->raster == NULL;
    scale[0] = is_form ? (double)width / image->width : width / 1000.0;
    scale[1] = is_form ? (double)height / image->height : height / 1000.0;
    return true;
}

void pdf_image_draw(struct pdf *pdf, struct pdf_image *image, mpt x, mpt y, mpt width, mpt height,
                    struct font_set *set)
{
    struct canvas *canvas = &pdf->canvas;
    double scale[2];
    if (!prepare(pdf, image, width, height, set, scale))
        return;
    const double matrix[6] = {scale[0], 0,          0,
                              scale[1], x / 1000.0, (pdf->page.height - y - height) / 1000.0};
    page_sequence(pdf, NULL, 0);
    canvas_save(canvas);
    canvas_matrix(canvas, matrix);
    buf_printf(&canvas->out, "/X%u Do\n", (unsigned)image->number);
    canvas_restore(canvas);
    page_drawn(pdf, x, y, width, height);
}

/* From a tile's own space, in points from its lower left corner, to the page's. */
static void tile_matrix(const struct pdf *pdf, struct pdf_box tile, double matrix[6])
{
    const double *m = page_transform(pdf);
    double x = tile.x, y = (double)tile.y + tile.height;
    matrix[0] = m[0];
    matrix[1] = -m[1];
    matrix[2] = -m[2];
    matrix[3] = m[3];
    matrix[4] = (m[0] * x + m[2] * y + m[4]) / 1000;
    matrix[5] = (pdf->page.height - (m[1] * x + m[3] * y + m[5])) / 1000;
}

void pdf_image_tile(struct pdf *pdf, struct pdf_image *image, struct pdf_box box,
                    struct pdf_box tile, struct font_set *set)
{
    struct canvas *canvas = &pdf->canvas;
    struct buf entries = BUF_INIT, content = BUF_INIT;
    double scale[2], matrix[6];
    if (!prepare(pdf, image, tile.width, tile.height, set, scale))
        return;
    tile_matrix(pdf, tile, matrix);
    buf_puts(&entries, "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 ");
    put_mpt(&entries, tile.width);
    buf_putc(&entries, ' ');
    put_mpt(&entries, tile.height);
    buf_puts(&entries, "]/XStep ");
    put_mpt(&entries, tile.width);
    buf_puts(&entries, "/YStep ");
    put_mpt(&entries, tile.height);
    put_matrix_entry(&entries, matrix);
    put_real6(&content, scale[0]);
    buf_puts(&content, " 0 0 ");
    put_real6(&content, scale[1]);
    buf_printf(&content, " 0 0 cm /X%u Do\n", (unsigned)image->number);
    page_sequence(pdf, NULL, 0);
    canvas_save(canvas);
    canvas_fill_pattern(canvas, pattern_tiling(pdf, &entries, &content));
    put_mpt(&canvas->out, box.x);
    buf_putc(&canvas->out, ' ');
    put_mpt(&canvas->out, pdf->page.height - box.y - box.height);
    buf_putc(&canvas->out, ' ');
    put_mpt(&canvas->out, box.width);
    buf_putc(&canvas->out, ' ');
    put_mpt(&canvas->out, box.height);
    buf_puts(&canvas->out, " re f\n");
    canvas_restore(canvas);
    page_drawn(pdf, box.x, box.y, box.width, box.height);
}
