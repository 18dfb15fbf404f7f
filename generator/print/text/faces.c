/*
 * Font files, opened once a set: HarfBuzz maps the file into memory.
 */
#include "internal.h"

#include <string.h>

static void release_face(void *handle)
{
    struct face *face = handle;
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
}

static void note_coverage(struct face *face)
{
    for (uint32_t character = 0; character < COVERAGE_BITS; character++) {
        hb_codepoint_t glyph;
        if (hb_font_get_nominal_glyph(face->hb_font, character, &glyph) && glyph != 0)
            face->coverage[character / 32] |= UINT32_C(1) << (character % 32);
    }
}

static struct face *face_load(struct font_set *set, const char *file, int index)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file);
    if (blob == NULL)
        return NULL;
    hb_face_t *hb_face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(hb_face) == 0) {
        hb_face_destroy(hb_face);
        return NULL;
    }
    struct face *face = ARENA_NEW(set->arena, struct face);
    face->file = arena_strdup(set->arena, file);
    face->index = index;
    face->hb_face = hb_face;
    face->units_per_em = hb_face_get_upem(hb_face);
    face->hb_font = hb_font_create(hb_face);
    hb_font_set_scale(face->hb_font, (int)face->units_per_em, (int)face->units_per_em);
    note_coverage(face);
    arena_on_free(set->arena, release_face, face);
    return face;
}

struct face *face_open(struct font_set *set, const char *file, int index)
{
    for (size_t i = 0; i < set->faces.count; i++) {
        struct face *face = set->faces.items[i];
        if (face->index == index && strcmp(face->file, file) == 0)
            return face;
    }
    struct face *face = face_load(set, file, index);
    if (face != NULL)
        *vec_push(&set->faces) = face;
    return face;
}

bool face_covers(const struct face *face, uint32_t character)
{
    if (face->base14 != NULL)
        return base14_covers(face->base14, character);
    if (character < COVERAGE_BITS)
        return face->coverage[character / 32] >> (character % 32) & 1;
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->hb_font, character, &glyph) && glyph != 0;
}
