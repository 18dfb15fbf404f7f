#include "base.h"

#include <stdlib.h>
#include <string.h>

struct str str_of(const char *text)
{
    return (struct str){text ? text : "", text ? strlen(text) : 0};
}

bool str_equal(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

bool str_is(struct str a, const char *text)
{
    return str_equal(a, str_of(text));
}

bool str_starts(struct str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.n >= n && memcmp(a.s, prefix, n) == 0;
}

bool str_ends(struct str a, const char *suffix)
{
    size_t n = strlen(suffix);
    return a.n >= n && memcmp(a.s + a.n - n, suffix, n) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str a)
{
    while (a.n > 0 && is_blank(a.s[0]))
        a.s++, a.n--;
    while (a.n > 0 && is_blank(a.s[a.n - 1]))
        a.n--;
    return a;
}

bool str_next(struct str *rest, char separator, struct str *part)
{
    if (rest->s == NULL)
        return false;
    const char *end = rest->n > 0 ? memchr(rest->s, separator, rest->n) : NULL;
    if (end == NULL) {
        *part = *rest;
        *rest = (struct str){NULL, 0};
        return true;
    }
    *part = (struct str){rest->s, (size_t)(end - rest->s)};
    *rest = (struct str){end + 1, rest->n - part->n - 1};
    return true;
}

void vec_grow(void **items, size_t *room, size_t wanted, size_t size)
{
    if (wanted <= *room)
        return;
    size_t grown = *room < 8 ? 8 : *room * 2;
    if (grown < wanted)
        grown = wanted;
    if (grown > SIZE_MAX / size)
        die_no_memory(SIZE_MAX);
    void *moved = realloc(*items, grown * size);
    if (moved == NULL)
        die_no_memory(grown * size);
    *items = moved;
    *room = grown;
}

void vec_shrink(void **items, size_t *room, size_t count, size_t size)
{
    void *moved = count > 0 && count < *room ? realloc(*items, count * size) : NULL;
    if (moved == NULL)
        return;
    *items = moved;
    *room = count;
}

void vec_drop(void **items)
{
    free(*items);
    *items = NULL;
}

void buf_release(struct buf *buf)
{
    free(buf->s);
    *buf = (struct buf)BUF_INIT;
}

void buf_clear(struct buf *buf)
{
    buf->n = 0;
    if (buf->s != NULL)
        buf->s[0] = '\0';
}

static char *buf_reserve(struct buf *buf, size_t more)
{
    if (more > SIZE_MAX - buf->n - 1)
        die_no_memory(more);
    if (buf->n + more + 1 > buf->room) {
        void *bytes = buf->s;
        vec_grow(&bytes, &buf->room, buf->n + more + 1, 1);
        buf->s = bytes;
    }
    return buf->s + buf->n;
}

void buf_add(struct buf *buf, const void *bytes, size_t size)
{
    char *end = buf_reserve(buf, size);
    if (size > 0)
        memcpy(end, bytes, size);
    end[size] = '\0';
    buf->n += size;
}

void buf_puts(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_put_str(struct buf *buf, struct str text)
{
    buf_add(buf, text.s, text.n);
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    if (size < 0)
        BUG("a text could not be formatted");
    char *end = buf_reserve(buf, (size_t)size);
    vsnprintf(end, (size_t)size + 1, format, again);
    va_end(again);
    buf->n += (size_t)size;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

char *buf_to_arena(struct buf *buf, struct arena *arena)
{
    char *copy = arena_strndup(arena, buf->s, buf->n);
    buf_release(buf);
    return copy;
}

size_t edit_distance(struct str a, struct str b)
{
    enum { LONGEST = 40 };
    size_t rows[3][LONGEST + 1];
    if (a.n > LONGEST || b.n > LONGEST)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t best = above[j - 1] + (a.s[i - 1] != b.s[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a.s[i - 1] == b.s[j - 2] && a.s[i - 2] == b.s[j - 1];
            if (swapped && two_above[j - 2] + 1 < best)
                best = two_above[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a.n % 3][b.n];
}

const char *nearest_word(struct str word, const char *const *known, size_t count)
{
    const char *nearest = NULL;
    size_t limit = word.n / 3 + 1, least = limit + 1;
    for (size_t i = 0; i < count; i++) {
        if (str_is(word, known[i]))
            return known[i];
    }
    for (size_t i = 0; i < count; i++) {
        struct str other = str_of(known[i]);
        size_t longer = other.n > word.n ? other.n - word.n : word.n - other.n;
        if (longer >= least)
            continue; /* so many edits at least */
        size_t distance = edit_distance(word, other);
        if (distance < least) {
            least = distance;
            nearest = known[i];
        }
    }
    return nearest;
}

const char *letter_number(struct arena *arena, unsigned number)
{
    char letters[8], *start = letters + sizeof letters;
    *--start = '\0';
    while (number > 0) {
        number--;
        *--start = (char)('A' + number % 26);
        number /= 26;
    }
    return arena_strdup(arena, start);
}

const char *xml_entity(uint32_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

void buf_put_xml(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.s[i];
        const char *entity = xml_entity(c);
        if (entity != NULL)
            buf_puts(buf, entity);
        else if (c == '\t' || c == '\n' || c == '\r')
            buf_printf(buf, "&#%u;", c);
        else
            buf_putc(buf, c < ' ' ? ' ' : text.s[i]);
    }
}

bool str_is_among(struct str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, list[i]))
            return true;
    }
    return false;
}

uint32_t records_from(const uint32_t *first, size_t record_size, size_t count, uint32_t from)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *at = (const char *)first + middle * record_size;
        if (*(const uint32_t *)(const void *)at < from)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}
