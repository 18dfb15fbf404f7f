/*
 * Font sets: which file answers a family, weight and style. Fontconfig knows the
 * files; the choice among a family's faces is ours, so that it does not depend
 * on the machine's substitution rules: right slope first, then the nearest
 * weight as CSS counts nearness, then the path.
 */
#include "internal.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

static void release_set(void *handle)
{
    struct font_set *set = handle;
    if (set->config != NULL)
        FcConfigDestroy(set->config);
    if (set->buffer != NULL)
        hb_buffer_destroy(set->buffer);
    if (set->graphemes != NULL)
        ubrk_close(set->graphemes);
    for (size_t i = 0; i < set->line_breakers.count; i++)
        ubrk_close(set->line_breakers.items[i].iterator);
    for (size_t i = 0; i < set->hyphenators.count; i++)
        hyphenator_release(&set->hyphenators.items[i]);
    vec_release(&set->hyphenators);
    vec_release(&set->faces);
    vec_release(&set->answers);
    vec_release(&set->line_breakers);
}

static struct font_set *set_new(struct arena *arena)
{
    struct font_set *set = ARENA_NEW(arena, struct font_set);
    set->arena = arena;
    set->buffer = hb_buffer_create();
    if (!hb_buffer_allocation_successful(set->buffer))
        die_no_memory(1);
    arena_on_free(arena, release_set, set);
    return set;
}

/* Asked in this order when neither the text's own families nor those given by
 * font_set_fallback() have a character: a font a script, then wide ones with symbols. */
static const char *const DEFAULT_FALLBACK[] = {
    "Liberation Sans",    "Noto Sans",          "Noto Sans Arabic",   "Noto Sans Hebrew",
    "Noto Sans Gurmukhi", "Noto Sans Bengali",  "Noto Sans Gujarati", "Noto Sans Devanagari",
    "Noto Sans Tamil",    "Noto Sans Telugu",   "Noto Sans Kannada",  "Noto Sans Malayalam",
    "Noto Sans Oriya",    "Noto Sans Sinhala",  "Noto Sans Thai",     "Noto Sans Lao",
    "Noto Sans Khmer",    "Noto Sans Myanmar",  "Noto Sans Ethiopic", "Noto Sans Georgian",
    "Noto Sans Armenian", "Noto Serif Tibetan", "DejaVu Sans",        "Noto Sans CJK SC",
    "Noto Sans Math",     "Noto Sans Symbols",  "Noto Sans Symbols2",
};

struct font_set *font_set_new(struct arena *arena, const char *const *folders, size_t folder_count)
{
    struct font_set *set = set_new(arena);
    set->config = FcInitLoadConfigAndFonts();
    if (set->config == NULL)
        die_no_memory(1);
    for (size_t i = 0; i < folder_count; i++)
        FcConfigAppFontAddDir(set->config, (const FcChar8 *)folders[i]);
    font_set_fallback(set, NULL, 0);
    return set;
}

struct font_set *font_set_new_base14(struct arena *arena)
{
    static const char *const last[] = {"any"};
    struct font_set *set = set_new(arena);
    set->base14 = true;
    set->fallback = last;
    set->fallback_count = 1;
    return set;
}

void font_set_fallback(struct font_set *set, const char *const *families, size_t count)
{
    if (set->base14)
        return;
    const char **all = ARENA_ARRAY(set->arena, count + COUNT_OF(DEFAULT_FALLBACK), const char *);
    for (size_t i = 0; i < count; i++)
        all[i] = arena_strdup(set->arena, families[i]);
    memcpy(all + count, DEFAULT_FALLBACK, sizeof DEFAULT_FALLBACK);
    set->fallback = all;
    set->fallback_count = count + COUNT_OF(DEFAULT_FALLBACK);
}

/* ---- Choosing a face ----------------------------------------------------------- */

struct candidate {
    const char *file;
    int index;
    int cost;
};

/* CSS Fonts 4, 5.2: how far a weight is from the one asked for; the side that is
 * tried first always wins over the other. */
static int weight_cost(int asked, int weight)
{
    enum { OTHER_SIDE = 1000 };
    if (weight == asked)
        return 0;
    if (asked >= 400 && asked <= 500) {
        if (weight > asked && weight <= 500)
            return weight - asked;
        return weight < asked ? 200 + asked - weight : OTHER_SIDE + weight - asked;
    }
    if (asked < 400)
        return weight < asked ? asked - weight : OTHER_SIDE + weight - asked;
    return weight > asked ? weight - asked : OTHER_SIDE + asked - weight;
}

static int style_cost(enum font_style asked, int slant)
{
    enum { WRONG_SLOPE = 100000, OTHER_SLOPE = 10000 };
    bool sloped = slant != FC_SLANT_ROMAN;
    if ((asked != FONT_NORMAL) != sloped)
        return WRONG_SLOPE;
    if (!sloped)
        return 0;
    return (slant == FC_SLANT_OBLIQUE) == (asked == FONT_OBLIQUE) ? 0 : OTHER_SLOPE;
}

static int width_cost(int width)
{
    enum { WRONG_WIDTH = 1000000 };
    return width == FC_WIDTH_NORMAL ? 0 : WRONG_WIDTH + abs(width - FC_WIDTH_NORMAL);
}

/* Whether we can embed what the pattern describes: outlines in an OpenType file,
 * and no instance of a variable font. */
static bool usable(const FcPattern *pattern)
{
    FcChar8 *format;
    FcBool flag;
    int index;
    if (FcPatternGetString(pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch ||
        (strcmp((const char *)format, "TrueType") != 0 && strcmp((const char *)format, "CFF") != 0))
        return false;
    if (FcPatternGetBool(pattern, FC_VARIABLE, 0, &flag) == FcResultMatch && flag)
        return false;
    if (FcPatternGetBool(pattern, FC_OUTLINE, 0, &flag) == FcResultMatch && !flag)
        return false;
    return FcPatternGetInteger(pattern, FC_INDEX, 0, &index) == FcResultMatch && index >> 16 == 0;
}

/* A file's weight class may be wrong, as in the bold Nastaliq of Debian 12: the name of its
 * style is what people see. */
static int weight_of(const FcPattern *pattern)
{
    int weight = FC_WEIGHT_REGULAR;
    FcChar8 *style = NULL;
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    bool is_bold = FcPatternGetString(pattern, FC_STYLE, 0, &style) == FcResultMatch &&
                   strstr((const char *)style, "Bold") != NULL;
    return FcWeightToOpenType(is_bold && weight <= FC_WEIGHT_MEDIUM ? FC_WEIGHT_BOLD : weight);
}

static struct candidate candidate_of(FcPattern *pattern, int weight, enum font_style style)
{
    int slant = FC_SLANT_ROMAN, width = FC_WIDTH_NORMAL, index = 0;
    FcChar8 *file = NULL;
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    FcPatternGetInteger(pattern, FC_WIDTH, 0, &width);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    FcPatternGetString(pattern, FC_FILE, 0, &file);
    return (struct candidate){
        .file = (const char *)file,
        .index = index,
        .cost =
            width_cost(width) + style_cost(style, slant) + weight_cost(weight, weight_of(pattern)),
    };
}

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (b->file == NULL || a->cost != b->cost)
        return b->file == NULL || a->cost < b->cost;
    int order = strcmp(a->file, b->file);
    return order != 0 ? order < 0 : a->index < b->index;
}

/* The best face of the family among `fonts`; its file belongs to `fonts`. */
static struct candidate best_in(const FcFontSet *fonts, int weight, enum font_style style)
{
    struct candidate best = {0};
    for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
        if (!usable(fonts->fonts[i]))
            continue;
        struct candidate next = candidate_of(fonts->fonts[i], weight, style);
        if (next.file != NULL && is_better(&next, &best))
            best = next;
    }
    return best;
}

/* Fonts of exactly this family, the given folders' before the system's. */
static struct face *find_face(struct font_set *set, const char *family, int weight,
                              enum font_style style)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *wanted =
        FcObjectSetBuild(FC_FILE, FC_INDEX, FC_STYLE, FC_WEIGHT, FC_SLANT, FC_WIDTH, FC_FONTFORMAT,
                         FC_VARIABLE, FC_OUTLINE, (char *)NULL);
    if (pattern == NULL || wanted == NULL)
        die_no_memory(1);
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    struct face *face = NULL;
    static const FcSetName order[] = {FcSetApplication, FcSetSystem};
    for (size_t i = 0; i < COUNT_OF(order) && face == NULL; i++) {
        FcFontSet *all = FcConfigGetFonts(set->config, order[i]);
        if (all == NULL)
            continue;
        FcFontSet *fonts = FcFontSetList(set->config, &all, 1, pattern, wanted);
        struct candidate best = best_in(fonts, weight, style);
        if (best.file != NULL)
            face = face_open(set, best.file, best.index);
        if (fonts != NULL)
            FcFontSetDestroy(fonts);
    }
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    return face;
}

const struct font *font_of_family(struct font_set *set, const char *family, int weight,
                                  enum font_style style)
{
    for (size_t i = 0; i < set->answers.count; i++) {
        const struct font_answer *answer = &set->answers.items[i];
        if (answer->weight == weight && answer->style == style &&
            strcmp(answer->family, family) == 0)
            return answer->font;
    }
    const char *name = family;
    const struct font_request request = {&family, 1, weight, style};
    struct face *face =
        set->base14 ? base14_face(set, &request, &name) : find_face(set, family, weight, style);
    struct font *font = NULL;
    bool stands_in = set->base14 && strcmp(name, family) != 0; /* "any" for an unknown one */
    if (face != NULL && !stands_in) {
        font = ARENA_NEW(set->arena, struct font);
        *font = (struct font){arena_strdup(set->arena, name), weight, style, face};
    }
    *vec_push(&set->answers) =
        (struct font_answer){arena_strdup(set->arena, family), weight, style, font};
    return font;
}

const struct font *font_find(struct font_set *set, const struct font_request *request)
{
    if (set->base14) {
        const char *name;
        base14_face(set, request, &name);
        return font_of_family(set, name, request->weight, request->style);
    }
    for (size_t i = 0; i < request->family_count; i++) {
        const struct font *font =
            font_of_family(set, request->families[i], request->weight, request->style);
        if (font != NULL)
            return font;
    }
    return NULL;
}

/* ---- What a font tells --------------------------------------------------------- */

const char *font_family(const struct font *font)
{
    return font->family;
}

int font_weight(const struct font *font)
{
    return font->weight;
}

enum font_style font_style(const struct font *font)
{
    return font->style;
}

struct hb_face_t *font_face(const struct font *font)
{
    return font->face->hb_face;
}

const char *font_file(const struct font *font)
{
    return font->face->file;
}

static mpt metric(const struct face *face, hb_ot_metrics_tag_t tag, mpt size)
{
    hb_position_t units = 0;
    hb_ot_metrics_get_position_with_fallback(face->hb_font, tag, &units);
    return font_scale(face, units, size);
}

struct font_metrics font_metrics(const struct font *font, mpt size)
{
    const struct face *face = font->face;
    if (face->base14 != NULL)
        return base14_metrics(face->base14, size);
    return (struct font_metrics){
        .ascent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, size),
        .descent = -metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, size),
        .x_height = metric(face, HB_OT_METRICS_TAG_X_HEIGHT, size),
        .cap_height = metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT, size),
        .underline_position = -metric(face, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, size),
        .underline_thickness = metric(face, HB_OT_METRICS_TAG_UNDERLINE_SIZE, size),
        .strike_position = metric(face, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, size),
        .strike_thickness = metric(face, HB_OT_METRICS_TAG_STRIKEOUT_SIZE, size),
    };
}
