/*
 * The standard 14 fonts as the formatter's reference cases measure them: widths
 * from the AFM files (which libharu carries), ascent and descent as the
 * reference prints them, which differ from the AFM files for some.
 */
#include "internal.h"

#include <hpdf.h>
#include <string.h>

enum { LATIN = 256, MISSING = '#' };

struct base14 {
    const char *name; /* PostScript name */
    int16_t ascent, descent, x_height, cap_height;
    int16_t widths[LATIN]; /* by WinAnsi code; 0 where there is no character */
    struct face face;
};

/* Ascent and descent of the reference; a name libharu knows. */
static const struct {
    const char *name;
    int16_t ascent, descent;
} STANDARD[] = {
    {"Helvetica", 718, 207},         {"Helvetica-Bold", 718, 207},
    {"Helvetica-Oblique", 718, 207}, {"Helvetica-BoldOblique", 718, 207},
    {"Times-Roman", 683, 217},       {"Times-Bold", 676, 205},
    {"Times-Italic", 683, 205},      {"Times-BoldItalic", 699, 205},
    {"Courier", 629, 157},           {"Courier-Bold", 629, 157},
    {"Courier-Oblique", 629, 157},   {"Courier-BoldOblique", 629, 157},
    {"Symbol", 1010, 293},           {"ZapfDingbats", 820, 143},
};

/* Index in STANDARD of a family's regular face; bold and italic follow it. */
static const struct {
    const char *family;
    uint8_t first;
    bool single;
} FAMILIES[] = {
    {"Helvetica", 0, false}, {"sans-serif", 0, false},   {"Times", 4, false},
    {"serif", 4, false},     {"Courier", 8, false},      {"monospace", 8, false},
    {"Symbol", 12, true},    {"ZapfDingbats", 13, true},
};

/* Windows code page 1252 from 0x80 to 0x9F, in which it differs from Latin-1. */
static const uint16_t WINDOWS[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static int code_of(uint32_t character)
{
    if (character >= 0x20 && character < 0x7F)
        return (int)character;
    if (character >= 0xA0 && character <= 0xFF)
        return (int)character;
    if (character < 0xA0)
        return -1;
    for (int i = 0; i < (int)COUNT_OF(WINDOWS); i++)
        if (WINDOWS[i] == character)
            return 0x80 + i;
    return -1;
}

static bool has_own_codes(const struct base14 *font)
{
    return strcmp(font->name, "Symbol") == 0 || strcmp(font->name, "ZapfDingbats") == 0;
}

static int code_in(const struct base14 *font, uint32_t character)
{
    return has_own_codes(font) ? symbol_code(font->name, character) : code_of(character);
}

static void read_widths(struct base14 *font, HPDF_FontDef definition)
{
    const HPDF_Type1FontDefAttr_Rec *attributes = definition->attr;
    for (unsigned i = 0; i < attributes->widths_count; i++) {
        uint32_t listed = attributes->widths[i].unicode; /* in these two fonts a code */
        int code = has_own_codes(font) ? (int)listed : code_of(listed);
        if (code >= 0)
            font->widths[code] = attributes->widths[i].width;
    }
    if (has_own_codes(font))
        return;
    /* Not in the AFM files by name: a no-break space and a soft hyphen. */
    font->widths[0xA0] = font->widths[' '];
    font->widths[0xAD] = font->widths['-'];
}

static struct face *face_of_standard(struct font_set *set, size_t index)
{
    for (size_t i = 0; i < set->faces.count; i++)
        if (set->faces.items[i]->base14->name == STANDARD[index].name)
            return set->faces.items[i];
    HPDF_Doc document = HPDF_New(NULL, NULL);
    if (document == NULL)
        die_no_memory(sizeof *document);
    HPDF_FontDef definition = HPDF_Base14FontDef_New(document->mmgr, STANDARD[index].name);
    if (definition == NULL)
        BUG("libharu lacks a standard font");
    struct base14 *font = ARENA_NEW(set->arena, struct base14);
    font->name = STANDARD[index].name;
    font->ascent = STANDARD[index].ascent;
    font->descent = STANDARD[index].descent;
    font->x_height = (int16_t)definition->x_height;
    font->cap_height = (int16_t)definition->cap_height;
    font->face.units_per_em = 1000;
    font->face.base14 = font;
    read_widths(font, definition);
    HPDF_FontDef_Free(definition);
    HPDF_Free(document);
    *vec_push(&set->faces) = &font->face;
    return &font->face;
}

struct face *base14_face(struct font_set *set, const struct font_request *request,
                         const char **family)
{
    bool bold = request->weight >= 600, italic = request->style != FONT_NORMAL;
    size_t variant = (bold ? 1 : 0) + (italic ? 2 : 0);
    for (size_t i = 0; i < request->family_count; i++)
        for (size_t k = 0; k < COUNT_OF(FAMILIES); k++)
            if (strcmp(request->families[i], FAMILIES[k].family) == 0) {
                *family = FAMILIES[k].family;
                return face_of_standard(set,
                                        FAMILIES[k].first + (FAMILIES[k].single ? 0 : variant));
            }
    *family = "any";
    return face_of_standard(set, 4 + variant);
}

bool base14_covers(const struct base14 *font, uint32_t character)
{
    int code = code_in(font, character);
    return code >= 0 && font->widths[code] > 0;
}

int base14_width(const struct base14 *font, uint32_t character)
{
    return font->widths[base14_covers(font, character) ? code_in(font, character) : MISSING];
}

/* Spaces that no standard font lists have widths of their own, in parts of an
 * em; 0 in `parts` stands for no width at all. */
static bool space_advance(const struct base14 *font, uint32_t character, mpt size, mpt *advance)
{
    static const uint8_t parts[] = {2, 1, 2, 1, 3, 4, 6}; /* U+2000 to U+2006 */
    if (character >= 0x2000 && character <= 0x2006)
        *advance = size / parts[character - 0x2000];
    else if (character == 0x2007)
        *advance = base14_advance(font, '0', size);
    else if (character == 0x2008)
        *advance = base14_advance(font, '.', size);
    else if (character == 0x2009)
        *advance = size / 5;
    else if (character == 0x200A)
        *advance = size / 10;
    else if (character == 0x202F)
        *advance = base14_advance(font, ' ', size) / 2;
    else if (character == 0x3000)
        *advance = base14_advance(font, ' ', size) * 2;
    else if (character == 0x200B || character == 0x2060 || character == 0xFEFF)
        *advance = 0;
    else if (character == 0x85 || character == 0x2028 || character == 0x2029)
        *advance = 0; /* they end lines */
    else
        return false;
    return true;
}

mpt base14_advance(const struct base14 *font, uint32_t character, mpt size)
{
    mpt advance;
    if (character == '\n' || character == '\r' || character == '\t')
        character = ' ';
    if (space_advance(font, character, size, &advance))
        return advance;
    return (mpt)((int64_t)base14_width(font, character) * size / 1000);
}

struct font_metrics base14_metrics(const struct base14 *font, mpt size)
{
#define AT_SIZE(units) ((mpt)((int64_t)(units)*size / 1000))
    return (struct font_metrics){
        .ascent = AT_SIZE(font->ascent),
        .descent = AT_SIZE(font->descent),
        .x_height = AT_SIZE(font->x_height),
        .cap_height = AT_SIZE(font->cap_height),
        .underline_position = AT_SIZE(100),
        .underline_thickness = AT_SIZE(50),
        .strike_position = AT_SIZE(font->x_height / 2),
        .strike_thickness = AT_SIZE(50),
    };
#undef AT_SIZE
}
