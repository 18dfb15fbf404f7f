/*
 * Embedding a font (ISO 32000-1, 9.6 to 9.9): a Type0 font whose descendant has
 * the subset HarfBuzz makes, its widths, and the map to Unicode.
 */
#include "internal.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>

enum { FIXED_PITCH = 1, SYMBOLIC = 4, ITALIC = 64, CMAP_BLOCK = 100, TAG_LETTERS = 6 };

/* ---- The subset -------------------------------------------------------------------------- */

/* Tables no PDF reader asks for; without them HarfBuzz adds no glyphs of features. */
static const hb_tag_t DROPPED[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('M', 'A', 'T', 'H'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('m', 'e', 't', 'a'),
};

struct subset {
    hb_subset_plan_t *plan;
    hb_face_t *face;
};

static bool is_used(const struct pdf_font *font, uint32_t glyph)
{
    return font->cff ? font->by_glyph[glyph].text != NULL : font->first[glyph] != 0;
}

static hb_subset_input_t *subset_input(const struct pdf_font *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        die_no_memory(1);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    unsigned count = hb_face_get_glyph_count(font->face);
    for (uint32_t glyph = 1; glyph < count; glyph++)
        if (is_used(font, glyph))
            hb_set_add(glyphs, glyph);
    for (size_t i = 1; i < font->cids.count; i++) {
        const struct compound *compound = font->cids.items[i].compound;
        for (uint32_t part = 0; compound != NULL && part < compound->count; part++)
            hb_set_add(glyphs, compound->parts[part].glyph);
    }
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < COUNT_OF(DROPPED); i++)
        hb_set_add(dropped, DROPPED[i]);
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (font->cff)
        flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_subset_input_set_flags(input, flags);
    return input;
}

static int subset_make(const struct pdf_font *font, struct subset *subset)
{
    hb_subset_input_t *input = subset_input(font);
    subset->plan = hb_subset_plan_create_or_fail(font->face, input);
    hb_subset_input_destroy(input);
    subset->face = subset->plan != NULL ? hb_subset_plan_execute_or_fail(subset->plan) : NULL;
    if (subset->face == NULL) {
        if (subset->plan != NULL)
            hb_subset_plan_destroy(subset->plan);
        return fail(font->file, 0, 0, MSG_PDF_FONT_SUBSET);
    }
    return 0;
}

static void subset_release(struct subset *subset)
{
    hb_face_destroy(subset->face);
    hb_subset_plan_destroy(subset->plan);
}

static bool has_compounds(const struct pdf_font *font)
{
    for (size_t i = 1; i < font->cids.count; i++)
        if (font->cids.items[i].compound != NULL)
            return true;
    return false;
}

/* NULL if it has too many glyphs. */
static hb_blob_t *file_of(const struct pdf_font *font, const struct subset *subset)
{
    if (font->cff)
        return hb_face_reference_table(subset->face, HB_TAG('C', 'F', 'F', ' '));
    if (!has_compounds(font))
        return hb_face_reference_blob(subset->face);
    return compounds_add(font, subset->face, hb_subset_plan_old_to_new_glyph_mapping(subset->plan));
}

static struct object *font_file_object(struct pdf *pdf, const struct pdf_font *font,
                                       hb_blob_t *blob)
{
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    char more[48];
    if (font->cff)
        snprintf(more, sizeof more, "/Subtype/CIDFontType0C");
    else
        snprintf(more, sizeof more, "/Length1 %u", size);
    struct object *file = object_new(pdf);
    object_compress(file, bytes, size, more);
    return file;
}

/* From our codes to the subset's glyph numbers, two bytes each. */
static struct object *cid_to_gid(struct pdf *pdf, const struct pdf_font *font,
                                 const struct subset *subset)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(subset->plan);
    struct buf bytes = BUF_INIT;
    hb_codepoint_t next = hb_face_get_glyph_count(subset->face);
    for (size_t i = 0; i < font->cids.count; i++) {
        const struct cid *cid = &font->cids.items[i];
        hb_codepoint_t glyph = i == 0                  ? 0
                               : cid->compound != NULL ? next++
                                                       : hb_map_get(map, cid->glyph);
        buf_putc(&bytes, (char)(glyph >> 8));
        buf_putc(&bytes, (char)(glyph & 0xFF));
    }
    struct object *object = object_new(pdf);
    object_compress(object, bytes.s, bytes.n, "");
    buf_release(&bytes);
    return object;
}

/* ---- Codes ------------------------------------------------------------------------------- */

/* The next code in use at or after `code`; NULL at the end. */
static const struct cid *next_code(const struct pdf_font *font, uint32_t *code)
{
    uint32_t count = font->cff ? hb_face_get_glyph_count(font->face) : (uint32_t)font->cids.count;
    for (; *code < count; (*code)++) {
        const struct cid *cid = font->cff ? &font->by_glyph[*code] : &font->cids.items[*code];
        if (cid->text != NULL)
            return cid;
    }
    return NULL;
}

static void put_widths(struct buf *out, struct pdf_font *font)
{
    uint32_t expected = UINT32_MAX;
    buf_puts(out, "/W[");
    for (uint32_t code = 0; next_code(font, &code) != NULL; code++) {
        if (code != expected)
            buf_printf(out, "%s%u[", expected == UINT32_MAX ? "" : "]", (unsigned)code);
        else
            buf_putc(out, ' ');
        put_real(out, font_width(font, code));
        expected = code + 1;
    }
    buf_puts(out, expected == UINT32_MAX ? "]" : "]]");
}

static void put_mappings(struct buf *out, const struct pdf_font *font)
{
    const struct cid *cid;
    struct buf block = BUF_INIT;
    unsigned count = 0;
    uint32_t code = 0;
    do {
        cid = next_code(font, &code);
        if (cid != NULL) {
            buf_printf(&block, "<%04X><", (unsigned)code++);
            put_utf16(&block, cid->text, cid->text_size);
            buf_puts(&block, ">\n");
            count++;
        }
        if (count == CMAP_BLOCK || (cid == NULL && count > 0)) {
            buf_printf(out, "%u beginbfchar\n%sendbfchar\n", count, block.s);
            buf_clear(&block);
            count = 0;
        }
    } while (cid != NULL);
    buf_release(&block);
}

static struct object *to_unicode(struct pdf *pdf, const struct pdf_font *font)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                   "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                   "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                   "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    put_mappings(&out, font);
    buf_puts(&out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    struct object *object = object_new(pdf);
    object_compress(object, out.s, out.n, "");
    buf_release(&out);
    return object;
}

/* ---- Descriptor ------------------------------------------------------------------------------ */

/* "ABCDEF+Name": the letters from the glyphs in use, so that two subsets differ. */
static const char *subset_name(struct pdf *pdf, const struct pdf_font *font)
{
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)&font->number, sizeof font->number);
    unsigned count = hb_face_get_glyph_count(font->face);
    for (uint32_t glyph = 0; glyph < count; glyph++)
        if (is_used(font, glyph))
            SHA256Update(&context, (const uint8_t *)&glyph, sizeof glyph);
    SHA256Final(digest, &context);
    char tag[TAG_LETTERS + 1] = "";
    for (int i = 0; i < TAG_LETTERS; i++)
        tag[i] = (char)('A' + digest[i] % 26);
    char name[100] = "";
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        name);
    return arena_printf(pdf->arena, "%s+%s", tag, name[0] != '\0' ? name : "Font");
}

static double in_thousandths(const struct pdf_font *font, int units)
{
    return units * 1000.0 / font->units_per_em;
}

static int16_t table_int16(hb_face_t *face, hb_tag_t tag, unsigned offset)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    unsigned size;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(blob, &size);
    int16_t value = 0;
    if (offset + 2 <= size)
        value = (int16_t)((unsigned)bytes[offset] << 8 | bytes[offset + 1]);
    hb_blob_destroy(blob);
    return value;
}

static void put_metric(struct buf *out, const struct pdf_font *font, const char *key,
                       hb_ot_metrics_tag_t tag)
{
    hb_position_t units = 0;
    hb_ot_metrics_get_position_with_fallback(font->hb_font, tag, &units);
    buf_puts(out, key);
    put_real(out, in_thousandths(font, units));
}

static struct object *descriptor(struct pdf *pdf, const struct pdf_font *font, const char *name,
                                 const struct object *file)
{
    enum { HEAD_BOX = 36, POST_FIXED = 14, OS2_WEIGHT = 4 };
    hb_tag_t head = HB_TAG('h', 'e', 'a', 'd'), post = HB_TAG('p', 'o', 's', 't');
    double angle = hb_style_get_value(font->hb_font, HB_STYLE_TAG_SLANT_ANGLE);
    int weight = table_int16(font->face, HB_TAG('O', 'S', '/', '2'), OS2_WEIGHT);
    unsigned flags = SYMBOLIC | (angle != 0 ? ITALIC : 0) |
                     (table_int16(font->face, post, POST_FIXED) != 0 ? FIXED_PITCH : 0);
    struct buf out = BUF_INIT;
    buf_puts(&out, "/Type/FontDescriptor/FontName");
    put_name(&out, name);
    buf_printf(&out, "/Flags %u/FontBBox[", flags);
    for (unsigned i = 0; i < 4; i++) {
        put_real(&out, in_thousandths(font, table_int16(font->face, head, HEAD_BOX + 2 * i)));
        buf_putc(&out, ' ');
    }
    buf_puts(&out, "]/ItalicAngle ");
    put_real(&out, angle);
    put_metric(&out, font, "/Ascent ", HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    put_metric(&out, font, "/Descent ", HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    put_metric(&out, font, "/CapHeight ", HB_OT_METRICS_TAG_CAP_HEIGHT);
    /* The file does not say how wide a stem is; this follows the weight. */
    buf_printf(&out, "/StemV %d/%s %u 0 R", 10 + 220 * (weight > 50 ? weight - 50 : 350) / 900,
               font->cff ? "FontFile3" : "FontFile2", (unsigned)file->id);
    struct object *object = object_new(pdf);
    object_take_entries(object, &out);
    return object;
}

static struct object *descendant(struct pdf *pdf, struct pdf_font *font, const char *name,
                                 const struct object *described, const struct object *map)
{
    struct buf out = BUF_INIT;
    buf_printf(&out, "/Type/Font/Subtype/CIDFontType%d/BaseFont", font->cff ? 0 : 2);
    put_name(&out, name);
    buf_printf(&out,
               "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
               "/FontDescriptor %u 0 R/DW 0",
               (unsigned)described->id);
    if (map != NULL)
        buf_printf(&out, "/CIDToGIDMap %u 0 R", (unsigned)map->id);
    put_widths(&out, font);
    struct object *object = object_new(pdf);
    object_take_entries(object, &out);
    return object;
}

/* OS/2 fsType, bit 1 alone: the font's maker forbids embedding. */
static bool may_embed(const struct pdf_font *font)
{
    enum { FS_TYPE = 8, USAGE = 0xF, RESTRICTED = 2 };
    return (table_int16(font->face, HB_TAG('O', 'S', '/', '2'), FS_TYPE) & USAGE) != RESTRICTED;
}

int font_embed(struct pdf *pdf, struct pdf_font *font)
{
    struct subset subset;
    if (!may_embed(font))
        return fail(font->file, 0, 0, MSG_PDF_FONT_RESTRICTED);
    if (subset_make(font, &subset) < 0)
        return -1;
    hb_blob_t *blob = file_of(font, &subset);
    if (blob == NULL) {
        subset_release(&subset);
        return fail(font->file, 0, 0, MSG_PDF_FONT_SUBSET);
    }
    const char *name = subset_name(pdf, font);
    struct object *file = font_file_object(pdf, font, blob);
    struct object *map = font->cff ? NULL : cid_to_gid(pdf, font, &subset);
    hb_blob_destroy(blob);
    subset_release(&subset);
    struct object *described = descriptor(pdf, font, name, file);
    struct object *cid_font = descendant(pdf, font, name, described, map);
    struct object *unicode = to_unicode(pdf, font);
    struct buf out = BUF_INIT;
    buf_puts(&out, "/Type/Font/Subtype/Type0/BaseFont");
    put_name(&out, name);
    buf_printf(&out, "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R",
               (unsigned)cid_font->id, (unsigned)unicode->id);
    object_take_entries(&font->object, &out);
    return 0;
}
