/*
 * Fonts in use and their character codes. With TrueType outlines a code is ours,
 * one for each glyph in the role of a text, so that a glyph may stand for several
 * texts; with CFF outlines a code has to be the glyph's number.
 */
#include "internal.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

enum { CFF_TABLE = HB_TAG('C', 'F', 'F', ' '), MOST_CODES = 65536 };

static void release_font(void *handle)
{
    struct pdf_font *font = handle;
    hb_font_destroy(font->hb_font);
    vec_release(&font->cids);
    free(font->first);
    free(font->by_glyph);
    free(font->advances);
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

static struct pdf_font *font_new(struct pdf *pdf, const struct font *from)
{
    struct pdf_font *font = ARENA_NEW(pdf->arena, struct pdf_font);
    object_init(&font->object, pdf);
    font->face = font_face(from);
    font->file = font_file(from);
    font->units_per_em = hb_face_get_upem(font->face);
    font->hb_font = hb_font_create(font->face);
    hb_font_set_scale(font->hb_font, (int)font->units_per_em, (int)font->units_per_em);
    font->cff = has_table(font->face, CFF_TABLE);
    size_t glyphs = hb_face_get_glyph_count(font->face);
    if (font->cff)
        font->by_glyph = calloc(glyphs, sizeof *font->by_glyph);
    else
        font->first = calloc(glyphs, sizeof *font->first);
    font->advances = calloc(glyphs, sizeof *font->advances);
    if ((font->by_glyph == NULL && font->first == NULL) || font->advances == NULL)
        die_no_memory(glyphs);
    *vec_push(&font->cids) = (struct cid){0};
    arena_on_free(pdf->arena, release_font, font);
    *vec_push(&pdf->fonts) = font;
    font->number = (uint32_t)pdf->fonts.count;
    return font;
}

struct pdf_font *font_use(struct pdf *pdf, const struct font *from)
{
    hb_face_t *face = font_face(from);
    if (face == NULL)
        BUG("a font without a file cannot be embedded");
    for (size_t i = 0; i < pdf->fonts.count; i++)
        if (pdf->fonts.items[i]->face == face)
            return pdf->fonts.items[i];
    return font_new(pdf, from);
}

static bool says(const struct cid *cid, const char *text, uint32_t size)
{
    return cid->text_size == size && memcmp(cid->text, text, size) == 0;
}

static bool is_compound(const struct cid *cid, const struct compound *compound)
{
    const struct compound *own = cid->compound;
    if (own == NULL || compound == NULL)
        return own == compound;
    return own->count == compound->count && own->advance == compound->advance &&
           (own->count == 0 ||
            memcmp(own->parts, compound->parts, own->count * sizeof *own->parts) == 0);
}

static const struct compound *copy_of(struct pdf *pdf, const struct compound *compound)
{
    if (compound == NULL)
        return NULL;
    struct glyph_part *parts = ARENA_ARRAY(pdf->arena, compound->count, struct glyph_part);
    if (compound->count > 0)
        memcpy(parts, compound->parts, compound->count * sizeof *parts);
    struct compound *copy = ARENA_NEW(pdf->arena, struct compound);
    *copy = (struct compound){parts, compound->count, compound->advance};
    return copy;
}

static struct cid cid_of(struct pdf *pdf, uint32_t glyph, const char *text, uint32_t size)
{
    return (struct cid){
        .glyph = glyph, .text = arena_strndup(pdf->arena, text, size), .text_size = size};
}

/* The code of ours that says the text by the glyph, or by a compound that begins with it. */
static bool own_code(struct pdf *pdf, struct pdf_font *font, uint32_t glyph,
                     const struct compound *compound, struct str text, uint32_t *code)
{
    uint32_t last = 0, size = (uint32_t)text.n;
    for (uint32_t at = font->first[glyph]; at != 0; at = font->cids.items[at].next) {
        *code = last = at;
        if (says(&font->cids.items[at], text.s, size) &&
            is_compound(&font->cids.items[at], compound))
            return true;
    }
    if (font->cids.count == MOST_CODES) {
        *code = last; /* .notdef where even that is none: no real document gets here */
        return false;
    }
    *code = (uint32_t)font->cids.count;
    struct cid *cid = vec_push(&font->cids);
    *cid = cid_of(pdf, glyph, text.s, size);
    cid->compound = copy_of(pdf, compound);
    if (last == 0)
        font->first[glyph] = *code;
    else
        font->cids.items[last].next = *code;
    return true;
}

bool font_code(struct pdf *pdf, struct pdf_font *font, uint32_t glyph, const char *text,
               uint32_t size, uint32_t *code)
{
    if (!font->cff)
        return own_code(pdf, font, glyph, NULL, (struct str){text, size}, code);
    *code = glyph;
    if (font->by_glyph[glyph].text == NULL)
        font->by_glyph[glyph] = cid_of(pdf, glyph, text, size);
    return says(&font->by_glyph[glyph], text, size);
}

uint32_t font_compound_code(struct pdf *pdf, struct pdf_font *font, uint32_t glyph,
                            const struct compound *compound, const char *text, uint32_t size)
{
    uint32_t code;
    own_code(pdf, font, glyph, compound, (struct str){text, size}, &code);
    return code;
}

double font_width(struct pdf_font *font, uint32_t code)
{
    const struct cid *cid = font->cff ? NULL : &font->cids.items[code];
    uint32_t glyph = cid ? cid->glyph : code;
    if (cid != NULL && cid->compound != NULL)
        return cid->compound->advance * 1000.0 / font->units_per_em;
    if (font->advances[glyph] == 0)
        font->advances[glyph] = hb_font_get_glyph_h_advance(font->hb_font, glyph) + 1;
    return (font->advances[glyph] - 1) * 1000.0 / font->units_per_em;
}
