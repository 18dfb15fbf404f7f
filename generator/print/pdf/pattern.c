/*
 * Patterns that fill (ISO 32000-1, 8.7): tiles and shadings. The same one is written once,
 * however many pages show it.
 */
#include "internal.h"

void put_matrix_entry(struct buf *out, const double matrix[6])
{
    buf_puts(out, "/Matrix[");
    for (int i = 0; i < 6; i++) {
        put_real6(out, matrix[i]);
        buf_putc(out, ' ');
    }
    buf_putc(out, ']');
}

static uint32_t *number_of(struct pdf *pdf, const char *key)
{
    if (pdf->pattern_numbers == NULL && (pdf->pattern_numbers = xmlHashCreate(64)) == NULL)
        die_no_memory(64);
    uint32_t *number = xmlHashLookup(pdf->pattern_numbers, (const xmlChar *)key);
    if (number != NULL)
        return number;
    number = ARENA_NEW(pdf->arena, uint32_t);
    if (xmlHashAddEntry(pdf->pattern_numbers, (const xmlChar *)key, number) != 0)
        die_no_memory(sizeof *number);
    return number;
}

static uint32_t add(struct pdf *pdf, const struct object *object)
{
    *vec_push(&pdf->patterns) = object;
    return (uint32_t)pdf->patterns.count;
}

uint32_t pattern_tiling(struct pdf *pdf, struct buf *entries, struct buf *content)
{
    size_t size = entries->n;
    buf_puts(entries, content->s);
    uint32_t *number = number_of(pdf, entries->s);
    entries->n = size;
    if (*number == 0) {
        struct object *object = object_new(pdf);
        entries->s[size] = '\0';
        buf_printf(entries, "/Resources %u 0 R", (unsigned)pdf->resources->id);
        object_compress(object, content->s, content->n, entries->s);
        *number = add(pdf, object);
    }
    buf_release(entries);
    buf_release(content);
    return *number;
}

uint32_t pattern_shading(struct pdf *pdf, struct buf *entries)
{
    uint32_t *number = number_of(pdf, entries->s);
    if (*number == 0) {
        struct object *object = object_new(pdf);
        object_take_entries(object, entries);
        *number = add(pdf, object);
    }
    buf_release(entries);
    return *number;
}
