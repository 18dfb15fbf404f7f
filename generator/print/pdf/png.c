/*
 * PNG: decoded by libpng to 8 bits in sRGB (palette, 16 bits, gamma, interlace
 * all taken care of there), filtered row by row again and compressed; opacity
 * becomes a soft mask.
 */
#include "internal.h"

#include <limits.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIXELS = 100 * 1000 * 1000, METRE_IN_INCHES_TIMES_10000 = 393701 };

/* ---- Resolution ------------------------------------------------------------------------ */

static uint32_t u32_at(struct str bytes, size_t at)
{
    const uint8_t *b = (const uint8_t *)bytes.s + at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Pixels a metre from the pHYs chunk, before any pixels; 0: not said. */
static void read_resolution(struct str bytes, uint32_t *across, uint32_t *down)
{
    *across = *down = 0;
    for (size_t at = 8; at + 12 <= bytes.n;) {
        uint32_t size = u32_at(bytes, at);
        if (size > bytes.n - at - 12 || memcmp(bytes.s + at + 4, "IDAT", 4) == 0)
            return;
        if (memcmp(bytes.s + at + 4, "pHYs", 4) == 0 && size == 9 && bytes.s[at + 16] == 1) {
            *across = u32_at(bytes, at + 8);
            *down = u32_at(bytes, at + 12);
            return;
        }
        at += (size_t)size + 12;
    }
}

static mpt picture_length(uint32_t pixels, uint32_t per_metre)
{
    if (per_metre == 0)
        return (mpt)pixels * 1000;
    /* 72,000 mpt an inch; a metre has 39.3701 inches */
    int64_t length = (int64_t)pixels * 72 * METRE_IN_INCHES_TIMES_10000 / 10 / (int64_t)per_metre;
    return length > INT_MAX / 4 ? INT_MAX / 4 : length < 1 ? 1 : (mpt)length;
}

/* ---- Filters (PNG specification, 9) ------------------------------------------------------ */

static uint8_t paeth(uint8_t left, uint8_t up, uint8_t corner)
{
    int estimate = left + up - corner;
    int a = abs(estimate - left), b = abs(estimate - up), c = abs(estimate - corner);
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

static uint8_t predict(unsigned filter, uint8_t left, uint8_t up, uint8_t corner)
{
    switch (filter) {
    case 1:
        return left;
    case 2:
        return up;
    case 3:
        return (uint8_t)((left + up) / 2);
    case 4:
        return paeth(left, up, corner);
    default:
        return 0;
    }
}

/* One row filtered; gives how far it is from nothing, which foretells its size. */
static uint64_t filter_row(unsigned filter, const uint8_t *row, const uint8_t *above, size_t size,
                           unsigned channels, uint8_t *out)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        uint8_t left = i >= channels ? row[i - channels] : 0;
        uint8_t corner = i >= channels ? above[i - channels] : 0;
        out[i] = (uint8_t)(row[i] - predict(filter, left, above[i], corner));
        sum += (uint64_t)abs((int8_t)out[i]);
    }
    return sum;
}

/* Channel bytes as an image stream with the best filter for each row. */
static void compress_pixels(struct object *object, const uint8_t *pixels, uint32_t width,
                            uint32_t height, unsigned channels, const char *more)
{
    size_t size = (size_t)width * channels;
    struct buf filtered = BUF_INIT;
    uint8_t *rows = calloc(3, size);
    if (rows == NULL)
        die_no_memory(3 * size);
    uint8_t *best = rows, *next = rows + size;
    const uint8_t *above = rows + 2 * size;
    for (uint32_t y = 0; y < height; y++) {
        const uint8_t *row = pixels + (size_t)y * size;
        uint64_t least = UINT64_MAX;
        unsigned chosen = 0;
        for (unsigned filter = 0; filter < 5; filter++) {
            uint64_t sum = filter_row(filter, row, above, size, channels, next);
            if (sum >= least)
                continue;
            uint8_t *swap = best;
            best = next;
            next = swap;
            least = sum;
            chosen = filter;
        }
        buf_putc(&filtered, (char)chosen);
        buf_add(&filtered, best, size);
        above = row;
    }
    char entries[320];
    snprintf(entries, sizeof entries,
             "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s"
             "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>%s",
             (unsigned)width, (unsigned)height, channels == 1 ? "DeviceGray" : "DeviceRGB",
             channels, (unsigned)width, more);
    object_compress(object, filtered.s, filtered.n, entries);
    buf_release(&filtered);
    free(rows);
}

/* ---- Channels -------------------------------------------------------------------------- */

/* Splits off the last of `channels` into `alpha`; the rest closes ranks in place. */
static bool split_alpha(uint8_t *pixels, size_t count, unsigned channels, uint8_t *alpha)
{
    bool opaque = true;
    for (size_t i = 0; i < count; i++) {
        for (unsigned c = 0; c + 1 < channels; c++)
            pixels[i * (channels - 1) + c] = pixels[i * channels + c];
        alpha[i] = pixels[i * channels + channels - 1];
        opaque = opaque && alpha[i] == 255;
    }
    return opaque;
}

void pixels_load(struct pdf *pdf, struct pdf_image *image, uint8_t *pixels, uint32_t width,
                 uint32_t height, unsigned channels)
{
    size_t count = (size_t)width * height;
    char more[48] = "";
    bool has_alpha = channels == 2 || channels == 4;
    if (has_alpha) {
        uint8_t *alpha = malloc(count);
        if (alpha == NULL)
            die_no_memory(count);
        if (!split_alpha(pixels, count, channels, alpha)) {
            struct object *mask = object_new(pdf);
            compress_pixels(mask, alpha, width, height, 1, "");
            snprintf(more, sizeof more, "/SMask %u 0 R", (unsigned)mask->id);
        }
        free(alpha);
        channels--;
    }
    image->object = object_new(pdf);
    compress_pixels(image->object, pixels, width, height, channels, more);
}

int png_load(struct pdf *pdf, struct pdf_image *image, struct str bytes)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, bytes.s, bytes.n))
        return image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, png.message);
    if ((uint64_t)png.width * png.height > MOST_PIXELS) {
        png_image_free(&png);
        return image_fail(image, 0, MSG_PDF_PICTURE_TOO_LARGE, png.width, png.height);
    }
    png.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA; /* 8 bits, sRGB */
    size_t size = PNG_IMAGE_SIZE(png);
    uint8_t *pixels = malloc(size);
    if (pixels == NULL)
        die_no_memory(size);
    int result = 0;
    if (!png_image_finish_read(&png, NULL, pixels, 0, NULL)) {
        result = image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, png.message);
    } else {
        uint32_t across, down;
        read_resolution(bytes, &across, &down);
        image->width = picture_length(png.width, across);
        image->height = picture_length(png.height, down);
        pixels_load(pdf, image, pixels, png.width, png.height,
                    PNG_IMAGE_PIXEL_CHANNELS(png.format));
    }
    png_image_free(&png);
    free(pixels);
    return result;
}
