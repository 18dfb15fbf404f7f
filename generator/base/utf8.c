/* UTF-8 by ICU's macros, so that "well-formed" means what Unicode says. */
#include "base.h"

#include <unicode/uchar.h>

#include <unicode/utf8.h>

size_t utf8_check(const char *text, size_t size)
{
    if (size > INT32_MAX)
        return INT32_MAX;
    int32_t offset = 0, end = (int32_t)size;
    while (offset < end) {
        int32_t start = offset;
        UChar32 c;
        U8_NEXT(text, offset, end, c);
        if (c <= 0)
            return (size_t)start;
    }
    return size;
}

size_t utf8_length(const char *text, size_t size)
{
    size_t length = 0;
    for (size_t i = 0; i < size; i++)
        length += !U8_IS_TRAIL((uint8_t)text[i]);
    return length;
}

uint32_t utf8_next(const char *text, size_t size, size_t *offset)
{
    UChar32 c;
    size_t at = *offset;
    U8_NEXT_OR_FFFD(text, at, size, c);
    *offset = at;
    return (uint32_t)c;
}

size_t utf8_before(const char *text, size_t offset)
{
    do
        offset--;
    while (offset > 0 && U8_IS_TRAIL((uint8_t)text[offset]));
    return offset;
}

void buf_put_code_point(struct buf *buf, uint32_t code_point)
{
    char bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    UBool wrong = false;
    U8_APPEND(bytes, size, U8_MAX_LENGTH, code_point, wrong);
    if (wrong)
        buf_puts(buf, "\xEF\xBF\xBD");
    else
        buf_add(buf, bytes, (size_t)size);
}

uint8_t code_point_width(uint32_t c)
{
    enum { ZERO_WIDTH_NON_JOINER = 0x200C, ZERO_WIDTH_JOINER = 0x200D };
    int type = u_charType((UChar32)c);
    int jamo = u_getIntPropertyValue((UChar32)c, UCHAR_HANGUL_SYLLABLE_TYPE);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || c == ZERO_WIDTH_NON_JOINER ||
        c == ZERO_WIDTH_JOINER || jamo == U_HST_VOWEL_JAMO || jamo == U_HST_TRAILING_JAMO)
        return 0;
    int wide = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}
