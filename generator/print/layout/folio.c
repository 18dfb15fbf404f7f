/*
 * How a page's number is written (XSL 1.1, 7.26, which is XSLT 1.0's 7.7.1): in the digits or
 * letters of the format, between what stands around them there.
 */
#include "print/layout/internal.h"

#include <string.h>

static char *roman(struct arena *arena, int number, bool upper)
{
    static const struct {
        int value;
        const char *digits;
    } steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        for (; number >= steps[i].value; number -= steps[i].value)
            buf_puts(&text, steps[i].digits);
    for (size_t i = 0; upper && i < text.n; i++)
        text.s[i] = (char)(text.s[i] - 'a' + 'A');
    return buf_to_arena(&text, arena);
}

static char *letters(struct arena *arena, int number, bool upper)
{
    char *text = arena_strdup(arena, letter_number(arena, (unsigned)number));
    for (char *at = text; !upper && *at; at++)
        *at = (char)(*at - 'A' + 'a');
    return text;
}

/* The zero of the digits that a format is written in, as in "١" (Arabic-Indic). */
static uint32_t zero_of(const char *format)
{
    static const uint32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6};
    size_t at = 0;
    uint32_t code = *format ? utf8_next(format, strlen(format), &at) : 0;
    for (size_t i = 0; i < COUNT_OF(zeros); i++)
        if (code >= zeros[i] && code <= zeros[i] + 9)
            return zeros[i];
    return '0';
}

/* At least `width` digits. */
static const char *in_digits(struct arena *arena, uint32_t zero, int number, int width,
                             const struct folio_format *format)
{
    const char *plain = arena_printf(arena, "%0*d", width, number);
    size_t left = strlen(plain);
    struct buf text = BUF_INIT;
    for (; left > 0; plain++, left--) {
        buf_put_code_point(&text, *plain == '-' ? (uint32_t)'-' : zero + (uint32_t)(*plain - '0'));
        if (format->size > 0 && left > 1 && (left - 1) % (size_t)format->size == 0 && *plain != '-')
            buf_puts(&text, format->separator);
    }
    return buf_to_arena(&text, arena);
}

static const char *in_token(struct arena *arena, const char *token, int number,
                            const struct folio_format *format)
{
    size_t n = strlen(token);
    char last = n ? token[n - 1] : '1';
    bool is_plain = number < 1 || number > 4999;
    if (!is_plain && n == 1 && (last == 'i' || last == 'I'))
        return roman(arena, number, last == 'I');
    if (!is_plain && n == 1 && (last == 'a' || last == 'A'))
        return letters(arena, number, last == 'A');
    uint32_t zero = zero_of(token);
    size_t width = zero == '0' ? n : utf8_length(token, n);
    return in_digits(arena, zero, number, width > 0 && width < 10 ? (int)width : 1, format);
}

/* Whether a byte is of a digit or letter, as far as formats go. */
static bool is_of_token(const char *at)
{
    return (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
           zero_of(at) != '0';
}

const char *page_folio(struct arena *arena, const struct folio_format *format, int number)
{
    const char *text = format->text;
    size_t from = 0, to, end = strlen(text);
    while (from < end && !is_of_token(text + from))
        utf8_next(text, end, &from);
    for (to = from; to < end && is_of_token(text + to);)
        utf8_next(text, end, &to);
    if (from == to) /* nothing that says how */
        return in_token(arena, "1", number, format);
    const char *token = arena_strndup(arena, text + from, to - from);
    return arena_printf(arena, "%.*s%s%s", (int)from, text, in_token(arena, token, number, format),
                        text + to);
}
