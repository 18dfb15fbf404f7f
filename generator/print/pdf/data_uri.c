/* Bytes inside an address: data: URIs (RFC 2397), in base64 (RFC 4648) or percent-encoded. */
#include "internal.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void percent_decode(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        int high = i + 2 < text.n && text.s[i] == '%' ? hex_digit(text.s[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.s[i + 2]) : -1;
        if (low >= 0) {
            buf_putc(out, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_putc(out, text.s[i]);
        }
    }
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* White space may stand anywhere: attributes break long lines. */
static bool base64_decode(struct buf *out, struct str text)
{
    uint32_t bits = 0;
    unsigned count = 0;
    for (size_t i = 0; i < text.n && text.s[i] != '='; i++) {
        if (text.s[i] == ' ' || text.s[i] == '\n' || text.s[i] == '\t' || text.s[i] == '\r')
            continue;
        int digit = base64_digit(text.s[i]);
        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buf_putc(out, (char)(bits >> count & 0xFF));
        }
    }
    return true;
}

bool data_uri_decode(struct arena *arena, const char *uri, struct str *bytes)
{
    struct str rest = str_of(uri), head;
    struct buf plain = BUF_INIT, decoded = BUF_INIT;
    bool valid = str_next(&rest, ',', &head) && rest.n > 0;
    percent_decode(&plain, rest);
    if (valid && str_ends(head, ";base64"))
        valid = base64_decode(&decoded, (struct str){plain.s, plain.n});
    else if (valid)
        buf_add(&decoded, plain.s, plain.n);
    bytes->n = decoded.n;
    bytes->s = buf_to_arena(&decoded, arena);
    buf_release(&plain);
    return valid && bytes->n > 0;
}
