/*
 * print/text, inside: faces (font files), fonts (what a request found), and the
 * steps a paragraph goes through: decode, bidi levels, scripts, fonts, shaping.
 */
#ifndef CONCORDAT_PRINT_TEXT_INTERNAL_H
#define CONCORDAT_PRINT_TEXT_INTERNAL_H

#include "print/text/text.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

/* ---- Faces: one a font file and index ------------------------------------- */

enum { COVERAGE_BITS = 0x250 }; /* Basic Latin to Latin Extended-B: asked all the time */

/* Whether what stands on the two sides of a space is shaped apart, but for kerning. */
enum face_spaces { SPACES_UNKNOWN, SPACES_PART, SPACES_JOIN };

struct face {
    const char *file; /* NULL for one of the standard 14 */
    int index;
    hb_face_t *hb_face;
    hb_font_t *hb_font; /* scaled to units per em, so that one font does for all sizes */
    unsigned units_per_em;
    uint32_t coverage[(COVERAGE_BITS + 31) / 32];
    enum face_spaces spaces;
    const struct base14 *base14; /* NULL for a file */
};

/* The face in `file`, opened once a set. NULL if it is no font. */
struct face *face_open(struct font_set *set, const char *file, int index);

/* Whether the face has a glyph of its own for the character. */
bool face_covers(const struct face *face, uint32_t character);

/* ---- The standard 14 --------------------------------------------------------- */

/* The face of a family known to the base-14 set, or of "any". Sets *family to the
 * name to print. */
struct face *base14_face(struct font_set *set, const struct font_request *request,
                         const char **family);
/* Width in 1/1000 em; a character the font lacks counts as '#'. */
int base14_width(const struct base14 *font, uint32_t character);
bool base14_covers(const struct base14 *font, uint32_t character);
/* The code of a character in Symbol or ZapfDingbats; -1: none. */
int symbol_code(const char *font, uint32_t character);
/* Advance of a character at a size, with the spaces the font does not list. */
mpt base14_advance(const struct base14 *font, uint32_t character, mpt size);
struct font_metrics base14_metrics(const struct base14 *font, mpt size);

/* ---- Fonts and sets ------------------------------------------------------------ */

struct font {
    const char *family; /* as asked for */
    int weight;
    enum font_style style;
    struct face *face;
};

/* An asked-for family in a weight and style; font is NULL where there is none. */
struct font_answer {
    const char *family;
    int weight;
    enum font_style style;
    struct font *font;
};

/* ICU's line breaks for one language, kept since opening costs more than using. */
struct line_breaker {
    const char *lang;
    UBreakIterator *iterator;
};

struct words;

/* Hyphenation patterns of one language; NULL if there are none. */
struct hyphenator {
    const char *lang;
    struct _HyphenDict *patterns;
    UConverter *converter; /* to the patterns' encoding */
};
void hyphenator_release(struct hyphenator *hyphenator);

struct font_set {
    struct arena *arena;
    bool base14;
    FcConfig *config;
    VEC(struct face *) faces;
    VEC(struct font_answer) answers;
    VEC(struct line_breaker) line_breakers;
    VEC(struct hyphenator) hyphenators;
    UBreakIterator *graphemes;
    hb_buffer_t *buffer; /* used again for every item */
    struct words *words; /* shaped before; NULL: none yet */
    const char *const *fallback;
    size_t fallback_count;
};

/* One family alone, in the request's weight and style. */
const struct font *font_of_family(struct font_set *set, const char *family, int weight,
                                  enum font_style style);

/* Units of the face to millipoints at a size, truncated toward zero. */
static inline mpt font_scale(const struct face *face, int64_t units, mpt size)
{
    return (mpt)(units * size / (int64_t)face->units_per_em);
}

/* ---- Paragraphs ---------------------------------------------------------------- */

/* One character of the paragraph, with what the steps find out about it. */
struct character {
    uint32_t code;
    uint32_t offset; /* its first byte */
    uint32_t run;    /* index of its text_run */
    UScriptCode script;
    const struct font *font;
    uint8_t level;
};

struct characters {
    struct character *items; /* count + 1: the last stands at the end of the text */
    size_t count;
    bool complex; /* something beyond U+02FF: scripts and levels need a look */
};

/* UAX #9 levels; sets *base_level to the first line's. */
void find_levels(struct characters *text, struct text_bidi bidi, uint8_t *base_level);
/* UAX #24: every character gets a script, common and inherited ones their
 * neighbours'. */
void find_scripts(struct characters *text);
/* The font of every character; notes what no font has in *missing. */
void find_fonts(struct arena *arena, struct font_set *set, struct str bytes,
                const struct text_run *runs, struct characters *text, const char **missing);
/* The set's iterator over grapheme clusters, at work on `bytes`. */
UBreakIterator *graphemes_of(struct font_set *set, struct str bytes);
/* UAX #14: one enum text_break a byte and one for the end. */
uint8_t *find_breaks(struct arena *arena, struct font_set *set, struct str bytes,
                     const struct text_run *runs, size_t run_count);

/* Sets item->glyphs. `hyphen`: a soft hyphen at the item's end is shown. */
void shape_by_harfbuzz(struct arena *arena, struct font_set *set, struct str bytes,
                       struct text_item *item, bool hyphen);
/* The same from words shaped before; false if the item does not come apart at its spaces. */
bool shape_by_words(struct arena *arena, struct font_set *set, struct str bytes,
                    struct text_item *item);
void shape_item(struct arena *arena, struct font_set *set, struct str bytes, struct text_item *item,
                bool hyphen);

#endif
