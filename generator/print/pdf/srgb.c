/*
 * An ICC profile of sRGB, version 4.2, made here from the numbers of IEC 61966-2-1:
 * the primaries of ITU-R BT.709 and white D65, adapted to the profile connection
 * space's D50 by the Bradford method, and the transfer curve as a formula.
 */
#include "internal.h"

#include <string.h>

static void put_u32(struct buf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_putc(out, (char)(value >> shift & 0xFF));
}

static void put_xyz(struct buf *out, const int32_t xyz[3])
{
    buf_add(out, "XYZ \0\0\0\0", 8);
    for (int i = 0; i < 3; i++)
        put_u32(out, (uint32_t)xyz[i]);
}

/* A multi-localised text in one language, ASCII only. */
static void put_localised(struct buf *out, const char *text)
{
    size_t length = strlen(text);
    buf_add(out, "mluc\0\0\0\0", 8);
    put_u32(out, 1);
    put_u32(out, 12);
    buf_puts(out, "enUS");
    put_u32(out, (uint32_t)(2 * length));
    put_u32(out, 28);
    for (size_t i = 0; i < length; i++) {
        buf_putc(out, 0);
        buf_putc(out, text[i]);
    }
    while (out->n % 4 != 0)
        buf_putc(out, 0);
}

/* Numbers with 16 bits of fraction. */
static const int32_t WHITE[3] = {0xF6D6, 0x10000, 0xD32D}; /* D50 */
static const int32_t RED[3] = {0x6FA0, 0x38F5, 0x0390};
static const int32_t GREEN[3] = {0x6297, 0xB787, 0x18D9};
static const int32_t BLUE[3] = {0x249F, 0x0F84, 0xB6C3};
static const int32_t ADAPTATION[9] = {0x10C42, 0x05DE,  -0x0CDB, 0x0793, 0xFD90,
                                      -0x045F, -0x025E, 0x03DC,  0xC06E};
/* ((x + 0.055) / 1.055)^2.4 from 0.04045 on, x / 12.92 below. */
static const int32_t CURVE[5] = {0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B};

static void put_curve(struct buf *out)
{
    buf_add(out, "para\0\0\0\0\0\3\0\0", 12);
    for (size_t i = 0; i < COUNT_OF(CURVE); i++)
        put_u32(out, (uint32_t)CURVE[i]);
}

static void put_adaptation(struct buf *out)
{
    buf_add(out, "sf32\0\0\0\0", 8);
    for (size_t i = 0; i < COUNT_OF(ADAPTATION); i++)
        put_u32(out, (uint32_t)ADAPTATION[i]);
}

struct tag {
    const char *name;
    uint32_t offset, size;
};

static void put_header(struct buf *out, uint32_t size)
{
    put_u32(out, size);
    put_u32(out, 0);
    put_u32(out, 0x04200000);
    buf_puts(out, "mntrRGB XYZ ");
    buf_add(out, "\x07\xE8\0\1\0\1\0\0\0\0\0\0", 12); /* 1 January 2024, 00:00:00 */
    buf_puts(out, "acsp");
    buf_add(out, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24);
    put_u32(out, 0); /* perceptual */
    for (int i = 0; i < 3; i++)
        put_u32(out, (uint32_t)WHITE[i]);
    for (int i = 0; i < 12; i++)
        put_u32(out, 0);
}

void put_srgb_profile(struct buf *out)
{
    enum { TAGS = 10, HEADER = 128 };
    struct buf data = BUF_INIT;
    struct tag tags[TAGS];
    uint32_t start = HEADER + 4 + 12 * TAGS;
    size_t count = 0;
#define TAG(tag_name, put)                                                                         \
    do {                                                                                           \
        tags[count].name = (tag_name);                                                             \
        tags[count].offset = start + (uint32_t)data.n;                                             \
        put;                                                                                       \
        tags[count].size = start + (uint32_t)data.n - tags[count].offset;                          \
        count++;                                                                                   \
    } while (0)
    TAG("desc", put_localised(&data, "sRGB IEC 61966-2-1"));
    TAG("cprt", put_localised(&data, "No copyright, use freely"));
    TAG("wtpt", put_xyz(&data, WHITE));
    TAG("chad", put_adaptation(&data));
    TAG("rXYZ", put_xyz(&data, RED));
    TAG("gXYZ", put_xyz(&data, GREEN));
    TAG("bXYZ", put_xyz(&data, BLUE));
    TAG("rTRC", put_curve(&data));
#undef TAG
    /* The three curves are one. */
    tags[count] = tags[count - 1];
    tags[count++].name = "gTRC";
    tags[count] = tags[count - 1];
    tags[count++].name = "bTRC";
    put_header(out, start + (uint32_t)data.n);
    put_u32(out, TAGS);
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, tags[i].name);
        put_u32(out, tags[i].offset);
        put_u32(out, tags[i].size);
    }
    buf_add(out, data.s, data.n);
    buf_release(&data);
}
