#include "base.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A language of two or three letters, then subtags of up to eight (RFC 5646, 2.1). */
bool language_is_valid(struct str tag)
{
    struct str part;
    bool first = true;
    if (tag.n == 0 || tag.s[tag.n - 1] == '-')
        return false;
    for (; str_next(&tag, '-', &part); first = false) {
        if (part.n == 0 || part.n > 8 || (first && (part.n < 2 || part.n > 3)))
            return false;
        for (size_t i = 0; i < part.n; i++)
            if (!is_letter(part.s[i]) && (first || !is_digit(part.s[i])))
                return false;
    }
    return true;
}
