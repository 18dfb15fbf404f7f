/*
 * JPEG: passed through as it is (DCTDecode) once libjpeg has decoded it without a
 * complaint, so that a damaged file is found here and not by a reader.
 */
#include "internal.h"

#include <jpeglib.h>
#include <limits.h>
#include <setjmp.h>
#include <stdlib.h>

enum { MOST_PIXELS = 100 * 1000 * 1000 };

struct jpeg {
    struct jpeg_decompress_struct decoder;
    struct jpeg_error_mgr errors;
    jmp_buf stop;
    char message[JMSG_LENGTH_MAX];
    JSAMPLE *row;
};

static void stop_decoding(j_common_ptr decoder)
{
    struct jpeg *jpeg = decoder->client_data;
    decoder->err->format_message(decoder, jpeg->message);
    longjmp(jpeg->stop, 1);
}

/* libjpeg goes on after a warning with made-up pixels: to us that is damage. */
static void note_message(j_common_ptr decoder, int level)
{
    if (level < 0)
        stop_decoding(decoder);
}

static void stay_quiet(j_common_ptr decoder)
{
    (void)decoder;
}

/* Reads all of it; 0, or -1 with jpeg->message. */
static int decode(struct jpeg *jpeg, struct str bytes)
{
    struct jpeg_decompress_struct *decoder = &jpeg->decoder;
    decoder->err = jpeg_std_error(&jpeg->errors);
    decoder->client_data = jpeg;
    jpeg->errors.error_exit = stop_decoding;
    jpeg->errors.emit_message = note_message;
    jpeg->errors.output_message = stay_quiet;
    if (setjmp(jpeg->stop) != 0)
        return -1;
    jpeg_create_decompress(decoder);
    jpeg_mem_src(decoder, (const unsigned char *)bytes.s, bytes.n);
    jpeg_read_header(decoder, TRUE);
    if ((uint64_t)decoder->image_width * decoder->image_height > MOST_PIXELS ||
        decoder->num_components == 4)
        return 0; /* refused by what the header says */
    jpeg_start_decompress(decoder);
    jpeg->row = malloc((size_t)decoder->output_width * (size_t)decoder->output_components);
    if (jpeg->row == NULL)
        die_no_memory(decoder->output_width);
    while (decoder->output_scanline < decoder->output_height)
        jpeg_read_scanlines(decoder, &jpeg->row, 1);
    jpeg_finish_decompress(decoder);
    return 0;
}

/* Density units of JFIF: none, dots an inch, dots a centimetre. */
static mpt picture_length(unsigned pixels, unsigned density, unsigned unit)
{
    int64_t length = (int64_t)pixels * 1000;
    if (unit == 1 && density > 0)
        length = (int64_t)pixels * 72000 / density;
    else if (unit == 2 && density > 0)
        length = (int64_t)pixels * 7200000 / 254 / density;
    return length > INT_MAX / 4 ? INT_MAX / 4 : length < 1 ? 1 : (mpt)length;
}

static int check_colors(const struct pdf_image *image, const struct jpeg_decompress_struct *decoder)
{
    uint64_t pixels = (uint64_t)decoder->image_width * decoder->image_height;
    if (pixels > MOST_PIXELS)
        return image_fail(image, 0, MSG_PDF_PICTURE_TOO_LARGE, decoder->image_width,
                          decoder->image_height);
    if (decoder->num_components != 1 && decoder->num_components != 3)
        return image_fail(image, 0, MSG_PDF_PICTURE_COLORS,
                          decoder->num_components == 4 ? "CMYK" : "unknown");
    if (decoder->arith_code || decoder->data_precision != 8)
        return image_fail(image, 0, MSG_PDF_PICTURE_BROKEN,
                          "a kind of JPEG that PDF does not have");
    return 0;
}

static void make_object(struct pdf *pdf, struct pdf_image *image,
                        const struct jpeg_decompress_struct *decoder, struct str bytes)
{
    char entries[240];
    snprintf(entries, sizeof entries,
             "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s"
             "/Filter/DCTDecode",
             decoder->image_width, decoder->image_height,
             decoder->num_components == 1 ? "DeviceGray" : "DeviceRGB");
    image->object = object_new(pdf);
    object_bytes(image->object, bytes.s, bytes.n, entries);
    unsigned unit = decoder->saw_JFIF_marker ? decoder->density_unit : 0;
    image->width = picture_length(decoder->image_width, decoder->X_density, unit);
    image->height = picture_length(decoder->image_height, decoder->Y_density, unit);
}

int jpeg_load(struct pdf *pdf, struct pdf_image *image, struct str bytes)
{
    struct jpeg *jpeg = calloc(1, sizeof *jpeg);
    if (jpeg == NULL)
        die_no_memory(sizeof *jpeg);
    int result = decode(jpeg, bytes);
    if (result < 0)
        image_fail(image, 0, MSG_PDF_PICTURE_BROKEN, jpeg->message);
    else
        result = check_colors(image, &jpeg->decoder);
    if (result == 0)
        make_object(pdf, image, &jpeg->decoder, bytes);
    jpeg_destroy_decompress(&jpeg->decoder);
    free(jpeg->row);
    free(jpeg);
    return result;
}
