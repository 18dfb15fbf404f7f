/* The grammar of {#id .class key=value key="value"}. */
#include "internal.h"

#include <string.h>

enum { ATTRIBUTES_LIMIT = 2000 }; /* bytes; what is longer stays text */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c & 0x80) != 0;
}

static size_t name_size(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.n && is_name(text.s[end]))
        end++;
    return end - at;
}

struct scan {
    struct arena *arena;
    struct str text;
    size_t at;
    struct attributes *attributes;
    struct buf classes;
    VEC(struct attribute) pairs;
};

static bool scan_id(struct scan *scan)
{
    size_t size = name_size(scan->text, scan->at + 1);
    if (size == 0)
        return false;
    scan->attributes->double_id = scan->attributes->id != NULL;
    scan->attributes->id = arena_strndup(scan->arena, scan->text.s + scan->at + 1, size);
    scan->at += 1 + size;
    return true;
}

static bool scan_class(struct scan *scan)
{
    size_t size = name_size(scan->text, scan->at + 1);
    if (size == 0)
        return false;
    if (scan->classes.n > 0)
        buf_putc(&scan->classes, ' ');
    buf_add(&scan->classes, scan->text.s + scan->at + 1, size);
    scan->at += 1 + size;
    return true;
}

/* A value in quotes or without, whose end is returned; 0 if it is neither. */
static size_t value_end(struct str text, size_t at)
{
    if (at < text.n && text.s[at] == '"') {
        size_t close = at + 1;
        while (close < text.n && text.s[close] != '"' && text.s[close] != '\n')
            close++;
        return close < text.n && text.s[close] == '"' ? close + 1 : 0;
    }
    size_t end = at;
    while (end < text.n && strchr(" \t\n\"'=<>`{}", text.s[end]) == NULL)
        end++;
    return end > at ? end : 0;
}

static bool scan_pair(struct scan *scan)
{
    size_t size = is_letter(scan->text.s[scan->at]) ? name_size(scan->text, scan->at) : 0;
    size_t start = scan->at + size + 1;
    if (size == 0 || start > scan->text.n || scan->text.s[start - 1] != '=')
        return false;
    size_t end = value_end(scan->text, start);
    if (end == 0)
        return false;
    struct str value = {scan->text.s + start, end - start};
    if (value.s[0] == '"')
        value = (struct str){value.s + 1, value.n - 2};
    struct attribute *pair = vec_push(&scan->pairs);
    pair->key = (struct str){arena_strndup(scan->arena, scan->text.s + scan->at, size), size};
    pair->value = (struct str){arena_strndup(scan->arena, value.s, value.n), value.n};
    scan->at = end;
    return true;
}

static bool scan_item(struct scan *scan)
{
    char c = scan->text.s[scan->at];
    return c == '#' ? scan_id(scan) : c == '.' ? scan_class(scan) : scan_pair(scan);
}

/* Items parted by blanks up to the closing brace. */
static bool scan_items(struct scan *scan)
{
    for (size_t count = 0;; count++) {
        size_t start = scan->at;
        while (scan->at < scan->text.n &&
               (scan->text.s[scan->at] == ' ' || scan->text.s[scan->at] == '\t'))
            scan->at++;
        if (scan->at >= scan->text.n || scan->text.s[scan->at] == '\n')
            return false;
        if (scan->text.s[scan->at] == '}')
            return count > 0;
        if ((count > 0 && scan->at == start) || !scan_item(scan))
            return false;
    }
}

size_t attributes_scan(struct arena *arena, struct str text, const struct attributes **attributes)
{
    struct arena_mark mark = arena_mark(arena);
    if (text.n > ATTRIBUTES_LIMIT)
        text.n = ATTRIBUTES_LIMIT;
    if (text.n < 3 || text.s[0] != '{')
        return 0;
    struct scan scan = {.arena = arena, .text = text, .at = 1};
    scan.attributes = ARENA_NEW(arena, struct attributes);
    bool right = scan_items(&scan);
    size_t size = right ? scan.at + 1 : 0;
    if (right) {
        scan.attributes->pairs = ARENA_ARRAY(arena, scan.pairs.count, struct attribute);
        scan.attributes->pair_count = scan.pairs.count;
        if (scan.pairs.count > 0)
            memcpy(scan.attributes->pairs, scan.pairs.items,
                   scan.pairs.count * sizeof *scan.attributes->pairs);
        if (scan.classes.n > 0)
            scan.attributes->classes = buf_to_arena(&scan.classes, arena);
        *attributes = scan.attributes;
    } else {
        arena_rewind(arena, mark);
    }
    buf_release(&scan.classes);
    vec_release(&scan.pairs);
    return size;
}
