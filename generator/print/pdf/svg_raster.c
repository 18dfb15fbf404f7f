/*
 * Drawings as pixels, by librsvg. The library is loaded when the first one is met: it brings
 * along cairo, Pango and GLib, which would cost every start of the program 5 ms.
 */
#include "svg.h"

#include <dlfcn.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    CSS_DPI = 96,
    PRINT_DPI = 300,
    LONGEST_SIDE = 6000,
    DEFAULT_WIDTH = 300,
    DEFAULT_HEIGHT = 150
};

/* What is called of librsvg and of the libraries it stands on. */
#define FUNCTIONS(F)                                                                               \
    F(rsvg_handle_new_from_stream_sync)                                                            \
    F(rsvg_handle_set_dpi)                                                                         \
    F(rsvg_handle_get_intrinsic_size_in_pixels)                                                    \
    F(rsvg_handle_get_intrinsic_dimensions)                                                        \
    F(rsvg_handle_render_document)                                                                 \
    F(g_memory_input_stream_new_from_data)                                                         \
    F(g_file_new_for_path)                                                                         \
    F(g_object_unref)                                                                              \
    F(g_error_free)                                                                                \
    F(cairo_image_surface_create)                                                                  \
    F(cairo_image_surface_get_data)                                                                \
    F(cairo_image_surface_get_stride)                                                              \
    F(cairo_create)                                                                                \
    F(cairo_destroy)                                                                               \
    F(cairo_surface_destroy)                                                                       \
    F(cairo_surface_flush)                                                                         \
    F(cairo_surface_status)

#ifdef __SANITIZE_ADDRESS__
/* Pango keeps its fonts until the process ends, where LeakSanitizer does not look. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig.so\n";
}
#endif

struct library {
#define DECLARE(name) __typeof__(&name) name;
    FUNCTIONS(DECLARE)
#undef DECLARE
};

struct svg_raster {
    struct library library;
    xmlChar *text; /* librsvg reads it where it stands */
    RsvgHandle *handle;
    uint32_t across, down; /* pixels of the object made last */
};

/* dlopen() gives the same library each time; it stays loaded. */
static bool load_library(struct library *library)
{
    void *handle = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return false;
#define FIND(name)                                                                                 \
    {                                                                                              \
        void *address = dlsym(handle, #name);                                                      \
        if (address == NULL)                                                                       \
            return false;                                                                          \
        memcpy(&library->name, &address, sizeof address);                                          \
    }
    FUNCTIONS(FIND)
#undef FIND
    return true;
}

/* Relative addresses in the drawing are looked up beside it; librsvg lets none leave its
 * folder and none reach the network. */
static RsvgHandle *parse(const struct library *library, const struct pdf_image *image,
                         const xmlChar *text, int size, GError **error)
{
    GInputStream *stream = library->g_memory_input_stream_new_from_data(text, size, NULL);
    GFile *base = library->g_file_new_for_path(image->file);
    RsvgHandle *handle = library->rsvg_handle_new_from_stream_sync(
        stream, base, RSVG_HANDLE_FLAGS_NONE, NULL, error);
    library->g_object_unref(base);
    library->g_object_unref(stream);
    return handle;
}

static void measure(const struct svg_raster *raster, double size[2])
{
    const struct library *library = &raster->library;
    gboolean has_width, has_height, has_box;
    RsvgLength width, height;
    RsvgRectangle box;
    if (library->rsvg_handle_get_intrinsic_size_in_pixels(raster->handle, &size[0], &size[1]) &&
        size[0] > 0 && size[1] > 0)
        return;
    library->rsvg_handle_get_intrinsic_dimensions(raster->handle, &has_width, &width, &has_height,
                                                  &height, &has_box, &box);
    bool boxed = has_box && box.width > 0 && box.height > 0;
    size[0] = boxed ? box.width : DEFAULT_WIDTH;
    size[1] = boxed ? box.height : DEFAULT_HEIGHT;
}

struct svg_raster *svg_raster_new(const struct pdf_image *image, double size[2])
{
    struct svg_raster *raster = calloc(1, sizeof *raster);
    GError *error = NULL;
    int length = 0;
    if (raster == NULL)
        die_no_memory(sizeof *raster);
    if (!load_library(&raster->library)) {
        image_fail(image, 0, MSG_SVG_NO_LIBRSVG);
        free(raster);
        return NULL;
    }
    xmlDocDumpMemory(image->svg->document, &raster->text, &length);
    raster->handle = parse(&raster->library, image, raster->text, length, &error);
    if (raster->handle == NULL) {
        image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, error->message);
        raster->library.g_error_free(error);
        svg_raster_free(raster);
        return NULL;
    }
    raster->library.rsvg_handle_set_dpi(raster->handle, CSS_DPI); /* its own is 90 */
    if (!(size[0] > 0 && size[1] > 0))
        measure(raster, size);
    return raster;
}

void svg_raster_free(struct svg_raster *raster)
{
    if (raster == NULL)
        return;
    if (raster->handle != NULL)
        raster->library.g_object_unref(raster->handle);
    xmlFree(raster->text);
    free(raster);
}

/* cairo's premultiplied native-endian ARGB as PNG's RGBA. */
static void unpack(const uint8_t *rows, size_t stride, uint32_t width, uint32_t height,
                   uint8_t *pixels)
{
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++, pixels += 4) {
            uint32_t argb;
            memcpy(&argb, rows + y * stride + (size_t)x * 4, sizeof argb);
            uint32_t alpha = argb >> 24;
            for (int channel = 0; channel < 3; channel++) {
                uint32_t value = argb >> (16 - 8 * channel) & 0xFF;
                pixels[channel] = (uint8_t)(alpha ? (value * 255 + alpha / 2) / alpha : 255);
            }
            pixels[3] = (uint8_t)alpha;
        }
}

static void take_pixels(struct pdf *pdf, struct pdf_image *image, cairo_surface_t *surface)
{
    const struct svg_raster *raster = image->svg->raster;
    const struct library *library = &raster->library;
    size_t size = (size_t)raster->across * raster->down * 4;
    uint8_t *pixels = malloc(size);
    if (pixels == NULL)
        die_no_memory(size);
    library->cairo_surface_flush(surface);
    unpack(library->cairo_image_surface_get_data(surface),
           (size_t)library->cairo_image_surface_get_stride(surface), raster->across, raster->down,
           pixels);
    pixels_load(pdf, image, pixels, raster->across, raster->down, 4);
    free(pixels);
}

static int render(struct pdf *pdf, struct pdf_image *image)
{
    const struct svg_raster *raster = image->svg->raster;
    const struct library *library = &raster->library;
    const RsvgRectangle viewport = {0, 0, raster->across, raster->down};
    GError *error = NULL;
    int result = 0;
    cairo_surface_t *surface = library->cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, (int)raster->across, (int)raster->down);
    if (library->cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        die_no_memory((size_t)raster->across * raster->down * 4);
    cairo_t *context = library->cairo_create(surface);
    if (library->rsvg_handle_render_document(raster->handle, context, &viewport, &error)) {
        take_pixels(pdf, image, surface);
    } else {
        result = image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, error->message);
        library->g_error_free(error);
    }
    library->cairo_destroy(context);
    library->cairo_surface_destroy(surface);
    return result;
}

int svg_raster_draw(struct pdf *pdf, struct pdf_image *image, mpt width, mpt height)
{
    struct svg_raster *raster = image->svg->raster;
    double scale = PRINT_DPI / 72000.0, longest = (double)(width > height ? width : height);
    if (longest * scale > LONGEST_SIDE)
        scale = LONGEST_SIDE / longest;
    uint32_t across = (uint32_t)fmax(1, ceil(width * scale)),
             down = (uint32_t)fmax(1, ceil(height * scale));
    if (image->object != NULL && raster->across >= across && raster->down >= down)
        return 0;
    raster->across = across;
    raster->down = down;
    return render(pdf, image);
}
