/*
 * print/text: fonts, shaping, bidi and line-break opportunities. HarfBuzz
 * shapes, FriBidi orders, ICU breaks, fontconfig finds files.
 *
 * Lengths are millipoints (1/1000 pt), truncated to whole ones, as the XSL-FO
 * area tree counts them.
 */
#ifndef CONCORDAT_PRINT_TEXT_H
#define CONCORDAT_PRINT_TEXT_H

#include "base/base.h"

typedef int32_t mpt;

struct hb_font_t;
struct hb_face_t;

/* ---- Fonts --------------------------------------------------------------- */

enum font_style { FONT_NORMAL, FONT_ITALIC, FONT_OBLIQUE };

/* One face of a family. Lives as long as its set. */
struct font;

/* The fonts a run may use. */
struct font_set;

/* Finds faces by family name through fontconfig (exact family names only, never
 * a "similar" one), with `folders` searched first. A face the family lacks is stood
 * in for by its nearest: the slope first, then the weight as CSS counts. */
struct font_set *font_set_new(struct arena *arena, const char *const *folders, size_t folder_count);

/* Base-14 metrics without kerning or ligatures, for the layout cases: what
 * /shared/fop-cases/README.md calls Fonts. Such a set measures but does not embed. */
struct font_set *font_set_new_base14(struct arena *arena);

/* Families asked for in order when the asked ones lack a character, before those
 * built in (Liberation Sans, a Noto font a script, DejaVu Sans; Urdu, Chinese,
 * Japanese and Korean by language). A base-14 set has no fallback. */
void font_set_fallback(struct font_set *set, const char *const *families, size_t count);

/* What a style asks for. `families` in order of preference; weight 100 to 900. */
struct font_request {
    const char *const *families;
    size_t family_count;
    int weight;
    enum font_style style;
};

/* The first family there is; NULL (and no message) if none is. */
const struct font *font_find(struct font_set *set, const struct font_request *request);

const char *font_family(const struct font *font); /* as asked for; "any" in base-14's case */
int font_weight(const struct font *font);
enum font_style font_style(const struct font *font);

/* Ascent and descent (both positive) and x-height at a size. */
struct font_metrics {
    mpt ascent, descent, x_height, cap_height;
    mpt underline_position, underline_thickness; /* position below the baseline, positive */
    mpt strike_position, strike_thickness;       /* above the baseline */
};
struct font_metrics font_metrics(const struct font *font, mpt size);

/* For the PDF writer: the face to subset and embed, one for all fonts that share
 * its file, and the file's path for messages. NULL for base-14. */
struct hb_face_t *font_face(const struct font *font);
const char *font_file(const struct font *font);

/* ---- Paragraphs ----------------------------------------------------------- */

/* A run of the paragraph's text in one style. `size` is the font size. */
struct text_style {
    struct font_request request;
    mpt size;
    const char *lang; /* BCP 47, or NULL */
    mpt letter_spacing, word_spacing;
    uint32_t hyphen; /* what a soft hyphen at a line's end shows; 0: U+2010, or what looks so */
    bool kerning, ligatures;
};
struct text_run {
    uint32_t start, end; /* bytes of the paragraph's text */
    const struct text_style *style;
    const void *owner; /* the caller's; handed on to the items */
};

/* One glyph at the run's size. Offsets move the glyph, not the pen. */
struct glyph {
    uint32_t id;
    uint32_t cluster; /* byte offset in the paragraph's text of its first character */
    mpt advance;
    mpt dx, dy; /* dy upwards */
    bool unsafe_to_break;
};

/* Text of one style, font, script, language and bidi level, shaped. Glyphs are
 * in visual order (right to left: last character first). */
struct text_item {
    uint32_t start, end;
    const struct text_run *run;
    const struct font *font;
    int script;    /* ICU's UScriptCode */
    uint8_t level; /* odd: right to left */
    struct glyph *glyphs;
    size_t glyph_count;
};

/* Chances to end a line, by byte offset: the character at the offset would start
 * the next line. UAX #14 as ICU does it for the language. The end of the text is
 * mandatory, its start none. */
enum text_break { TEXT_BREAK_NONE, TEXT_BREAK_ALLOWED, TEXT_BREAK_MANDATORY };

enum text_direction { TEXT_LTR, TEXT_RTL, TEXT_AUTO };

/* A paragraph, itemised and shaped in logical order of its items. */
struct text_paragraph {
    const char *text;
    uint32_t size;
    struct font_set *set;
    struct text_item *items;
    size_t item_count;
    uint8_t *breaks; /* enum text_break, size + 1 entries */
    uint8_t base_level;
    /* Characters no font has, as a list of "U+XXXX" for a message; NULL: none. */
    const char *missing;
};
/* A directional formatting character (UAX #9, 2.1 to 2.5) that is not in the text but
 * counts as if it stood before the byte at `offset`; or TEXT_SEPARATOR, which the
 * character at the offset then counts as: what stands on its two sides is put in order
 * apart, as by a tab. */
#define TEXT_SEPARATOR '\t'
struct text_embedding {
    uint32_t offset;
    uint32_t code;
};
/* How a paragraph's text runs. Embeddings by offset, in order; each is closed. */
struct text_bidi {
    enum text_direction direction;
    const struct text_embedding *embeddings;
    size_t embedding_count;
};
/* The runs follow one another without a gap and cover the text; runs, styles and
 * text must live as long as the paragraph. Soft hyphens, joiners and other
 * ignorables make no glyph (their bytes belong to the cluster before); a line feed
 * or other control makes a space of no width, a tab one of a space's width. A
 * character no font has makes the first font's .notdef. */
struct text_paragraph *text_paragraph_new(struct arena *arena, struct font_set *set,
                                          struct str text, const struct text_run *runs,
                                          size_t run_count, struct text_bidi bidi);

/* The level of the character at a byte. */
uint8_t text_level(const struct text_paragraph *paragraph, uint32_t offset);
/* The first item that ends after the byte. */
size_t text_item_at(const struct text_paragraph *paragraph, uint32_t offset);

/* Shapes [start, end) of an item again by itself: what a line break in the
 * middle of a ligature or a joined script wants. Where it ends with a soft hyphen,
 * that one is shown as a hyphen: a line broken there is reshaped to show it. */
struct text_item *text_reshape(struct arena *arena, const struct text_paragraph *paragraph,
                               const struct text_item *item, uint32_t start, uint32_t end);

/* The glyphs [from, to) of the clusters in bytes [start, end) of an item. */
struct text_glyphs {
    size_t from, to;
};
struct text_glyphs text_glyphs_of(const struct text_item *item, uint32_t start, uint32_t end);

/* Where a word that has no chance to break is cut: the last place after `from`, up to
 * `limit`, that parts two grapheme clusters and no glyph; if there is none, the first one
 * after `limit`. */
uint32_t text_cut(const struct text_paragraph *paragraph, uint32_t from, uint32_t limit);
/* Letters that must stay before and after a hyphen; the patterns may want more. */
struct hyphen_limits {
    int remain, push;
};
/* The byte offsets at which a word of letters may be broken, into `offsets`, which has room
 * for the word's size; their count: 0 where no patterns are installed for the language. */
size_t text_hyphenate(struct font_set *set, const char *lang, struct str word,
                      struct hyphen_limits limits, uint32_t *offsets);

/* How wide the hyphen of a line that ends at the byte is. */
mpt text_hyphen_width(const struct text_paragraph *paragraph, uint32_t at);

/* The letter space between the characters around the byte, which the first of them carries. */
mpt text_letter_space(const struct text_paragraph *paragraph, uint32_t at);
/* What word-spacing and letter-spacing add to the space at [start, end). */
mpt text_space_spacing(const struct text_paragraph *paragraph, uint32_t start, uint32_t end);

/* How far the ink of [start, end) of an item reaches above and below the baseline; at
 * least 0. Not for base-14. */
struct text_ink {
    mpt top, bottom;
};
struct text_ink text_item_ink(const struct text_item *item, uint32_t start, uint32_t end);

/* Visual order of a line's pieces, given their levels (UAX #9 rule L2):
 * order[i] is the index of the piece that stands at place i from the left. */
void text_visual_order(const uint8_t *levels, size_t count, uint32_t *order);

/* A right-to-left text in visual order, character by character, mirrored (rule L4);
 * appended to `out`. */
void text_reverse(struct buf *out, struct str text);

#endif
