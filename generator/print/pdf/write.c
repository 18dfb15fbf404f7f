/*
 * Numbers, names, strings and dates as PDF spells them (ISO 32000-1, 7.3, 7.9).
 */
#include "internal.h"

#include <math.h>
#include <string.h>
#include <time.h>

void put_unsigned(struct buf *out, uint32_t number)
{
    char digits[10];
    size_t start = sizeof digits;
    do
        digits[--start] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    buf_add(out, digits + start, sizeof digits - start);
}

void put_reference(struct buf *out, uint32_t object)
{
    put_unsigned(out, object);
    buf_add(out, " 0 R", 4);
}

/* `number` / 10^decimals without trailing zeros. */
static void put_scaled(struct buf *out, int64_t number, int decimals)
{
    char digits[32];
    size_t start = sizeof digits;
    bool negative = number < 0;
    uint64_t rest = negative ? 0 - (uint64_t)number : (uint64_t)number;
    bool started = false;
    for (int place = 0; rest != 0 || place <= decimals; place++) {
        if (place == decimals && started)
            digits[--start] = '.';
        char digit = (char)('0' + rest % 10);
        rest /= 10;
        if (place >= decimals || digit != '0' || started) {
            digits[--start] = digit;
            started = true;
        }
    }
    if (negative)
        digits[--start] = '-';
    buf_add(out, digits + start, sizeof digits - start);
}

void put_mpt(struct buf *out, mpt length)
{
    put_scaled(out, length, 3);
}

static void put_decimals(struct buf *out, double number, double scale, int decimals)
{
    enum { LARGEST = 1000000000 };
    if (!(fabs(number) < LARGEST))
        number = number > 0 ? LARGEST : number < 0 ? -LARGEST : 0;
    put_scaled(out, llround(number * scale), decimals);
}

void put_real(struct buf *out, double number)
{
    put_decimals(out, number, 1e4, 4);
}

void put_real6(struct buf *out, double number)
{
    put_decimals(out, number, 1e6, 6);
}

void put_bytes(struct buf *out, const char *bytes, size_t size)
{
    buf_putc(out, '(');
    for (size_t i = 0; i < size; i++) {
        char byte = bytes[i];
        if (byte == '\r') { /* a bare one would be read as a line feed */
            buf_puts(out, "\\r");
            continue;
        }
        if (byte == '(' || byte == ')' || byte == '\\')
            buf_putc(out, '\\');
        buf_putc(out, byte);
    }
    buf_putc(out, ')');
}

static bool is_ascii(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < ' ' || (unsigned char)text[i] > '~')
            return false;
    return true;
}

void put_utf16(struct buf *out, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t code = utf8_next(text, size, &at);
        if (code >= 0x10000)
            buf_printf(out, "%04X%04X", (unsigned)(0xD800 + ((code - 0x10000) >> 10)),
                       (unsigned)(0xDC00 + (code & 0x3FF)));
        else
            buf_printf(out, "%04X", (unsigned)code);
    }
}

void put_text(struct buf *out, const char *text, size_t size)
{
    if (is_ascii(text, size)) {
        put_bytes(out, text, size);
        return;
    }
    buf_puts(out, "<FEFF");
    put_utf16(out, text, size);
    buf_putc(out, '>');
}

void put_text_entry(struct buf *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buf_puts(out, key);
    put_text(out, text, strlen(text));
}

void put_name(struct buf *out, const char *name)
{
    buf_putc(out, '/');
    for (; *name != '\0'; name++)
        if (*name <= ' ' || *name > '~' || strchr("#/()<>[]{}%", *name) != NULL)
            buf_printf(out, "#%02X", (unsigned)(unsigned char)*name);
        else
            buf_putc(out, *name);
}

static void put_date(struct buf *out, int64_t date, const char *format)
{
    time_t seconds = (time_t)date;
    struct tm parts;
    char text[64];
    if (gmtime_r(&seconds, &parts) == NULL)
        memset(&parts, 0, sizeof parts);
    strftime(text, sizeof text, format, &parts);
    buf_puts(out, text);
}

void put_pdf_date(struct buf *out, int64_t date)
{
    put_date(out, date, "D:%Y%m%d%H%M%SZ");
}

void put_iso_date(struct buf *out, int64_t date)
{
    put_date(out, date, "%Y-%m-%dT%H:%M:%SZ");
}
