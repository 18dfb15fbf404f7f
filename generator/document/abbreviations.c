/*
 * Marks the words of *[ABC]: name. An abbreviation is found where it stands as a
 * whole: no letter or digit before or after it. Looked up by its first word, so that
 * a page's cost does not grow with the number of abbreviations.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

static bool is_word_character(uint32_t c)
{
    return u_isalnum((UChar32)c);
}

/* Bytes of letters and digits at `at`. */
static size_t word_size(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.n) {
        size_t next = end;
        if (!is_word_character(utf8_next(text.s, text.n, &next)))
            break;
        end = next;
    }
    return end - at;
}

static struct str first_word(struct str text)
{
    return (struct str){text.s, word_size(text, 0)};
}

static int compare_texts(struct str a, struct str b)
{
    int order = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* By first word, then the longest first, then as written. */
static int compare(const void *left, const void *right)
{
    const struct abbreviation *a = left, *b = right;
    int order = compare_texts(first_word(a->name), first_word(b->name));
    if (order == 0)
        order = (a->name.n < b->name.n) - (a->name.n > b->name.n);
    if (order == 0)
        order = compare_texts(a->name, b->name);
    return order != 0 ? order : (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static void drop_doubles(struct builder *builder)
{
    struct abbreviation *items = builder->abbreviations.items;
    size_t kept = 0;
    for (size_t i = 0; i < builder->abbreviations.count; i++) {
        bool again = kept > 0 && str_equal(items[kept - 1].name, items[i].name);
        if (again && !str_equal(items[kept - 1].text, items[i].text))
            report(builder->findings, builder->source, items[i].span, MSG_ABBREVIATION_TWICE,
                   items[i].name.s, source_place(builder->source, items[kept - 1].span.start).line);
        if (!again)
            items[kept++] = items[i];
    }
    builder->abbreviations.count = kept;
}

/* The longest abbreviation that stands as a whole at `at`, whose first word is `word`. */
static struct abbreviation *find(struct builder *builder, struct str text, size_t at,
                                 struct str word)
{
    struct abbreviation *items = builder->abbreviations.items;
    size_t low = 0, high = builder->abbreviations.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_texts(first_word(items[middle].name), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < builder->abbreviations.count; low++) {
        struct str name = items[low].name;
        if (!str_equal(first_word(name), word))
            return NULL;
        if (name.n <= text.n - at && memcmp(text.s + at, name.s, name.n) == 0 &&
            word_size(text, at + name.n) == 0)
            return &items[low];
    }
    return NULL;
}

/* A new text with the bytes from `start` on, before `next`, or at the end of `parent`. */
static xmlNode *add_part(struct builder *builder, xmlNode *parent, struct str text, size_t start,
                         size_t end, struct span whole, bool verbatim)
{
    struct span span = whole;
    if (verbatim)
        span = (struct span){whole.start + (uint32_t)start, whole.start + (uint32_t)end};
    xmlNode *node = element_new(builder, parent, COMMONMARK, "text", span);
    add_text(node, (struct str){text.s + start, end - start});
    return node;
}

static void add_abbr(struct builder *builder, xmlNode *before, struct abbreviation *abbreviation,
                     struct str text, size_t at, struct span whole, bool verbatim)
{
    size_t end = at + abbreviation->name.n;
    struct span span = whole;
    if (verbatim)
        span = (struct span){whole.start + (uint32_t)at, whole.start + (uint32_t)end};
    xmlNode *abbr = element_new(builder, before->parent, OURS, "abbr", span);
    set_attribute(abbr, "title", abbreviation->text.s);
    if (!abbreviation->used)
        set_attribute(abbr, "first", "true");
    abbreviation->used = true;
    add_part(builder, abbr, text, at, end, whole, verbatim);
    xmlAddPrevSibling(before, abbr);
}

static void mark_text(struct builder *builder, xmlNode *node)
{
    struct str text = str_of(arena_strdup(builder->arena, (const char *)node->children->content));
    struct span whole = document_span(node);
    bool verbatim = whole.end - whole.start == text.n;
    size_t done = 0;
    for (size_t at = 0; at < text.n;) {
        size_t size = word_size(text, at);
        struct abbreviation *found =
            size > 0 ? find(builder, text, at, (struct str){text.s + at, size}) : NULL;
        if (found == NULL) {
            if (size == 0)
                utf8_next(text.s, text.n, &at);
            at += size;
            continue;
        }
        if (at > done)
            xmlAddPrevSibling(node,
                              add_part(builder, node->parent, text, done, at, whole, verbatim));
        add_abbr(builder, node, found, text, at, whole, verbatim);
        done = at += found->name.n;
    }
    if (done == 0)
        return;
    if (done < text.n)
        xmlAddPrevSibling(node,
                          add_part(builder, node->parent, text, done, text.n, whole, verbatim));
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

void mark_abbreviations(struct builder *builder, xmlNode *page)
{
    if (builder->abbreviations.count == 0)
        return;
    qsort(builder->abbreviations.items, builder->abbreviations.count,
          sizeof *builder->abbreviations.items, compare);
    drop_doubles(builder);
    for (xmlNode *node = page, *next; node != NULL; node = next) {
        next = document_next(page, node);
        bool text = is_element(node, COMMONMARK, "text") && node->children != NULL;
        if (text && !is_element(node->parent->parent, OURS, "page") &&
            !is_element(node->parent, COMMONMARK, "image")) {
            next = tree_skip(page, node);
            mark_text(builder, node);
        }
    }
}
