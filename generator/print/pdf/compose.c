/*
 * Glyphs that the font does not have: several of its own at fixed places, as one composite
 * glyph (OpenType, "glyf"), added to the subset. So one code is one cluster of text, and who
 * copies or searches finds letters, whatever pieces a font draws them with.
 */
#include "internal.h"

#include <hb-ot.h>
#include <string.h>

enum {
    HEAD_BOX = 36,
    HEAD_LOCA_FORMAT = 50,
    HHEA_METRICS = 34,
    MAXP_GLYPHS = 4,
    MAXP_COMPOSITE_POINTS = 10,
    MAXP_COMPOSITE_CONTOURS = 12,
    MAXP_ELEMENTS = 28,
    MAXP_DEPTH = 30,
    GLYPH_HEADER = 10,
    MOST_GLYPHS = 65535
};
enum { WORDS = 1, OFFSETS = 2, MORE = 32 }; /* flags of a component */

struct table {
    hb_blob_t *blob;
    const uint8_t *bytes;
    unsigned size;
};

struct box {
    int left, bottom, right, top;
};

struct builder {
    hb_face_t *face; /* the subset */
    const hb_map_t *map;
    struct table head, hhea, maxp, loca, glyf, hmtx;
    unsigned count; /* glyphs of the subset */
    struct buf outlines, places, metrics;
    unsigned added, most_parts;
    struct box box; /* of the font */
};

static unsigned u16(const struct table *table, size_t at)
{
    return at + 2 <= table->size ? (unsigned)table->bytes[at] << 8 | table->bytes[at + 1] : 0;
}

static int s16(const struct table *table, size_t at)
{
    return (int16_t)u16(table, at);
}

static void put16(struct buf *out, int value)
{
    buf_putc(out, (char)(value >> 8 & 0xFF));
    buf_putc(out, (char)(value & 0xFF));
}

static void put32(struct buf *out, size_t value)
{
    put16(out, (int)(value >> 16));
    put16(out, (int)(value & 0xFFFF));
}

static struct table table_of(hb_face_t *face, const char *name)
{
    struct table table = {.blob = hb_face_reference_table(face, hb_tag_from_string(name, 4))};
    table.bytes = (const uint8_t *)hb_blob_get_data(table.blob, &table.size);
    return table;
}

/* ---- What the subset has ------------------------------------------------------------------- */

static size_t outline_start(const struct builder *b, unsigned glyph)
{
    bool is_long = u16(&b->head, HEAD_LOCA_FORMAT) != 0;
    return is_long ? (size_t)u16(&b->loca, 4 * (size_t)glyph) << 16 |
                         u16(&b->loca, 4 * (size_t)glyph + 2)
                   : 2 * (size_t)u16(&b->loca, 2 * (size_t)glyph);
}

/* False if nothing is drawn. */
static bool outline_box(const struct builder *b, unsigned glyph, struct box *box)
{
    size_t at = outline_start(b, glyph);
    if (outline_start(b, glyph + 1) <= at || at + GLYPH_HEADER > b->glyf.size)
        return false;
    *box = (struct box){s16(&b->glyf, at + 2), s16(&b->glyf, at + 4), s16(&b->glyf, at + 6),
                        s16(&b->glyf, at + 8)};
    return true;
}

/* All with an advance of their own, so that more may follow. */
static void copy_metrics(struct builder *b)
{
    unsigned full = u16(&b->hhea, HHEA_METRICS);
    for (unsigned i = 0; i < b->count; i++) {
        unsigned row = i < full ? i : full > 0 ? full - 1 : 0;
        size_t bearing = i < full ? 4 * (size_t)i + 2 : 4 * (size_t)full + 2 * (size_t)(i - full);
        put16(&b->metrics, s16(&b->hmtx, 4 * (size_t)row));
        put16(&b->metrics, s16(&b->hmtx, bearing));
    }
}

static void copy_outlines(struct builder *b)
{
    buf_add(&b->outlines, (const char *)b->glyf.bytes, b->glyf.size);
    for (unsigned i = 0; i < b->count; i++)
        put32(&b->places, outline_start(b, i));
}

/* ---- What is added --------------------------------------------------------------------------- */

static void widen(struct box *box, const struct box *by, int x, int y)
{
    box->left = by->left + x < box->left ? by->left + x : box->left;
    box->bottom = by->bottom + y < box->bottom ? by->bottom + y : box->bottom;
    box->right = by->right + x > box->right ? by->right + x : box->right;
    box->top = by->top + y > box->top ? by->top + y : box->top;
}

static void put_parts(struct builder *b, const struct compound *compound, unsigned drawn)
{
    struct box own;
    for (uint32_t i = 0; i < compound->count; i++) {
        const struct glyph_part *part = &compound->parts[i];
        unsigned glyph = hb_map_get(b->map, part->glyph);
        if (!outline_box(b, glyph, &own))
            continue;
        drawn--;
        put16(&b->outlines, WORDS | OFFSETS | (drawn > 0 ? MORE : 0));
        put16(&b->outlines, (int)glyph);
        put16(&b->outlines, part->x);
        put16(&b->outlines, part->y);
    }
    put16(&b->outlines, 0); /* to a multiple of four */
}

/* A contour without any area, as wide as the advance: PDFium passes over what has no width. */
static void put_nothing(struct builder *b, int width)
{
    static const unsigned char from_here = 0x31, to_right = 0x33, back = 0x23;
    const int words[] = {1, 0, 0, width, 0, 2, 0}; /* contours, box, last point, instructions */
    for (size_t i = 0; i < COUNT_OF(words); i++)
        put16(&b->outlines, words[i]);
    const unsigned char points[] = {
        from_here, to_right, back, (unsigned char)width, (unsigned char)(width / 2), 0};
    buf_add(&b->outlines, (const char *)points, sizeof points);
}

static void add_compound(struct builder *b, const struct compound *compound)
{
    struct box box = {INT16_MAX, INT16_MAX, INT16_MIN, INT16_MIN}, own;
    unsigned drawn = 0;
    put32(&b->places, b->outlines.n);
    for (uint32_t i = 0; i < compound->count; i++) {
        const struct glyph_part *part = &compound->parts[i];
        if (outline_box(b, hb_map_get(b->map, part->glyph), &own)) {
            widen(&box, &own, part->x, part->y);
            drawn++;
        }
    }
    put16(&b->metrics, compound->advance);
    put16(&b->metrics, drawn > 0 ? box.left : 0);
    b->added++;
    if (compound->count == 0)
        put_nothing(b, compound->advance < UINT8_MAX ? compound->advance : UINT8_MAX);
    if (drawn == 0)
        return;
    put16(&b->outlines, -1);
    put16(&b->outlines, box.left);
    put16(&b->outlines, box.bottom);
    put16(&b->outlines, box.right);
    put16(&b->outlines, box.top);
    put_parts(b, compound, drawn);
    widen(&b->box, &box, 0, 0);
    b->most_parts = drawn > b->most_parts ? drawn : b->most_parts;
}

/* ---- The file ----------------------------------------------------------------------------------
 */

static void set16(struct buf *table, size_t at, unsigned value)
{
    if (at + 2 > table->n)
        return;
    value = value < MOST_GLYPHS ? value : MOST_GLYPHS;
    table->s[at] = (char)(value >> 8);
    table->s[at + 1] = (char)(value & 0xFF);
}

/* At least `least`, and no less than what the table says. */
static void raise16(struct buf *table, const struct table *from, size_t at, unsigned least)
{
    unsigned value = u16(from, at);
    set16(table, at, value > least ? value : least);
}

static void put_table(hb_face_t *file, const char *name, const struct buf *bytes)
{
    hb_blob_t *blob =
        hb_blob_create(bytes->s, (unsigned)bytes->n, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(file, hb_tag_from_string(name, 4), blob);
    hb_blob_destroy(blob);
}

static struct buf copy_of(const struct table *table)
{
    struct buf copy = BUF_INIT;
    buf_add(&copy, (const char *)table->bytes, table->size);
    return copy;
}

static void put_limits(struct builder *b, hb_face_t *file)
{
    struct buf head = copy_of(&b->head), hhea = copy_of(&b->hhea), maxp = copy_of(&b->maxp);
    const int box[] = {b->box.left, b->box.bottom, b->box.right, b->box.top};
    for (unsigned i = 0; i < COUNT_OF(box); i++)
        set16(&head, HEAD_BOX + 2 * (size_t)i, (unsigned)box[i] & 0xFFFF);
    set16(&head, HEAD_LOCA_FORMAT, 1);
    set16(&hhea, HHEA_METRICS, b->count + b->added);
    set16(&maxp, MAXP_GLYPHS, b->count + b->added);
    /* Of a part, be it a composite itself, there are no more than these. */
    for (unsigned at = MAXP_COMPOSITE_POINTS; at <= MAXP_COMPOSITE_CONTOURS; at += 2) {
        unsigned simple = u16(&b->maxp, at - 4), nested = u16(&b->maxp, at);
        set16(&maxp, at, (simple > nested ? simple : nested) * b->most_parts);
    }
    raise16(&maxp, &b->maxp, MAXP_ELEMENTS, b->most_parts);
    set16(&maxp, MAXP_DEPTH, u16(&b->maxp, MAXP_DEPTH) + 1);
    put_table(file, "head", &head);
    put_table(file, "hhea", &hhea);
    put_table(file, "maxp", &maxp);
    buf_release(&head);
    buf_release(&hhea);
    buf_release(&maxp);
}

/* Tables of the subset that are as they were: instructions are not in it. */
static hb_blob_t *write_file(struct builder *b)
{
    hb_face_t *file = hb_face_builder_create();
    put_table(file, "glyf", &b->outlines);
    put_table(file, "loca", &b->places);
    put_table(file, "hmtx", &b->metrics);
    put_limits(b, file);
    hb_blob_t *blob = hb_face_reference_blob(file);
    hb_face_destroy(file);
    return blob;
}

hb_blob_t *compounds_add(const struct pdf_font *font, hb_face_t *face, const hb_map_t *map)
{
    struct builder b = {.face = face, .map = map, .count = hb_face_get_glyph_count(face)};
    struct table *const tables[] = {&b.head, &b.hhea, &b.maxp, &b.loca, &b.glyf, &b.hmtx};
    static const char *const names[] = {"head", "hhea", "maxp", "loca", "glyf", "hmtx"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        *tables[i] = table_of(face, names[i]);
    b.box = (struct box){s16(&b.head, HEAD_BOX), s16(&b.head, HEAD_BOX + 2),
                         s16(&b.head, HEAD_BOX + 4), s16(&b.head, HEAD_BOX + 6)};
    copy_outlines(&b);
    copy_metrics(&b);
    for (size_t i = 1; i < font->cids.count; i++)
        if (font->cids.items[i].compound != NULL)
            add_compound(&b, font->cids.items[i].compound);
    put32(&b.places, b.outlines.n);
    hb_blob_t *blob = b.count + b.added <= MOST_GLYPHS ? write_file(&b) : NULL;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        hb_blob_destroy(tables[i]->blob);
    buf_release(&b.outlines);
    buf_release(&b.places);
    buf_release(&b.metrics);
    return blob;
}
