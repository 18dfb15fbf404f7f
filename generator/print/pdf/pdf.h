/*
 * print/pdf: a tagged PDF, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at
 * once, or on request PDF/UA-2 (ISO 14289-2), WTPDF 1.0 and PDF/A-4 (ISO 19005-4),
 * written through libharu's object graph. Knows pages, marks, glyphs and structure
 * elements; knows nothing of XSL-FO or layout.
 *
 * Coordinates are millipoints from the top left corner of the page, y down.
 * Nothing depends on a clock: dates and the file identifier come from the
 * options and the content.
 */
#ifndef CONCORDAT_PRINT_PDF_H
#define CONCORDAT_PRINT_PDF_H

#include "base/base.h"
#include "print/text/text.h"

struct pdf;

enum pdf_version {
    PDF_1_7, /* ISO 32000-1: PDF/UA-1 and PDF/A-2a */
    PDF_2_0  /* ISO 32000-2: PDF/UA-2, WTPDF 1.0 (accessibility and reuse), PDF/A-4 */
};

struct pdf_options {
    enum pdf_version version;
    const char *title, *author, *subject, *keywords; /* NULL: not given, title is required */
    const char *lang;                                /* BCP 47, required */
    int64_t date;                                    /* seconds since 1970, UTC */
};

/* NULL after a failure. The arena must outlive it. */
struct pdf *pdf_new(struct arena *arena, struct pdf_options options);
/* What the file says of itself: by default all that its version stands for. */
enum pdf_claim {
    PDF_CLAIMS_ALL,
    PDF_CLAIMS_ARCHIVE, /* not PDF/UA nor WTPDF: PDF/A-2u (3u, 4) alone */
    PDF_CLAIMS_NONE
};
void pdf_claim(struct pdf *pdf, enum pdf_claim claim);
/* Writes what is left and the whole file to `path`; the page count in *pages.
 * Frees the writer's foreign handles in either case. */
int pdf_save(struct pdf *pdf, const char *path);
/* The same, as the bytes of the file. */
int pdf_write(struct pdf *pdf, struct buf *file);

/* ---- Attachments ------------------------------------------------------------ */

/* A file that goes with the document as a whole; with one the file is PDF/A-3a in place
 * of A-2a, or A-4f in place of A-4. All texts are required. */
struct pdf_attachment {
    const char *name;         /* without folders; once a document */
    const char *description;  /* for people */
    const char *type;         /* "text/markdown" */
    const char *relationship; /* "Source", "Data", "Alternative", "Supplement" (AFRelationship) */
    struct str bytes;
    int64_t date; /* of its last change, seconds since 1970 */
};
void pdf_attach(struct pdf *pdf, const struct pdf_attachment *attachment);

/* ---- Structure (ISO 32000-1, 14.7 and 14.8) -------------------------------- */

/* One element, made in document order before any of its marks; a page break does
 * not split it. The root's parent is NULL and its type "Document". Types are those of PDF
 * 1.7 and "Title", written as the version has them (namespace.c). Marks of an
 * element with children stand among them in the order of the pages, and on a page as they
 * were painted: after the last child that had marks by then, and after the Notes that
 * follow that child. */
struct pdf_element;

struct pdf_attributes {
    const char *lang;           /* Lang */
    const char *alt;            /* Alt: figures */
    const char *actual_text;    /* ActualText */
    const char *expansion;      /* E: abbreviations */
    const char *title;          /* T */
    const char *id;             /* ID; the target of `headers` and required of a Note */
    const char *scope;          /* Table Scope: "Column", "Row", "Both" */
    const char *headers;        /* ids of header cells, space separated */
    int row_span, column_span;  /* 0 or 1: none */
    const char *list_numbering; /* "Disc", "Decimal", "UpperAlpha", "None" … */
    const void *origin;         /* what the element is made from; pdf_conform() names it */
};
struct pdf_element *pdf_element(struct pdf *pdf, struct pdf_element *parent, const char *type,
                                const struct pdf_attributes *attributes);
/* The mark in the text that a Note belongs to. Each refers to the other where the
 * version can say so (ISO 32000-2, 14.7.2, Ref). The first mark of a note counts. */
void pdf_note_mark(struct pdf_element *note, struct pdf_element *mark);

/* Once everything is painted: tells of all that keeps the structure from being PDF/UA, by
 * the origin of the element that is at fault. */
typedef void pdf_fault(void *payload, const void *origin, enum message message, va_list args);
void pdf_conform(struct pdf *pdf, pdf_fault *tell, void *payload);

/* ---- Pages ------------------------------------------------------------------ */

/* `place` counts from 0, `label` is the folio as printed (PageLabels). Pages may be painted in
 * any order, as long as none is missing in the end. What is painted of one a second time
 * lies below the first, and is artifacts only. */
void pdf_page_begin(struct pdf *pdf, unsigned place, mpt width, mpt height, const char *label);
void pdf_page_end(struct pdf *pdf); /* compresses and lets go of the content */
unsigned pdf_page_count(const struct pdf *pdf);

/* Whose the following marks are. Content sequences do not nest: a begin ends the
 * one before. Artifacts: kind is "Pagination", "Layout", "Page" or "Background",
 * subtype "Header", "Footer" or NULL. */
void pdf_content(struct pdf *pdf, struct pdf_element *element);
void pdf_artifact(struct pdf *pdf, const char *kind, const char *subtype);

/* ---- Marks -------------------------------------------------------------------- */

struct pdf_color {
    uint8_t r, g, b;
};

/* Glyphs of one shaped piece, the pen starting at x on the baseline y. `text` is
 * the paragraph's text the clusters point into, [start, end) what the piece
 * covers: it becomes ToUnicode and, where glyphs cannot carry it, ActualText. */
struct pdf_text {
    const struct font *font;
    mpt size;
    struct pdf_color color;
    const struct glyph *glyphs;
    size_t glyph_count;
    const char *text;
    uint32_t start, end;
    bool right_to_left;
    mpt word_spacing;  /* added to each U+0020, for justified lines */
    bool space_after;  /* show a space after it, even where there are no glyphs */
    uint32_t word_end; /* what it ends with is the first part of a word that a hyphen breaks,
                          and that ends here: readers get the word whole; 0: it is not */
    uint32_t said;     /* … and have got what is before this byte */
};
/* Paint a line's pieces in the order of the text, each at its visual place: readers
 * take the marks of an element in the order they were painted. Where a line drops
 * the space it ends with, set `space_after`: without it the next line's first word
 * would run on. */
void pdf_text(struct pdf *pdf, mpt x, mpt y, const struct pdf_text *text);

void pdf_fill_rectangle(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height,
                        struct pdf_color color);
enum pdf_line { PDF_SOLID, PDF_DASHED, PDF_DOTTED };
void pdf_stroke_line(struct pdf *pdf, mpt x1, mpt y1, mpt x2, mpt y2, mpt width, enum pdf_line line,
                     struct pdf_color color);

/* Everything until the matching pop is clipped or transformed (a b c d e f as in
 * fo's ctm, e and f in mpt, applied to top-left coordinates). Links, destinations
 * and boxes follow the transforms. All pushes must be popped before the page ends. */
void pdf_clip_push(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height);
void pdf_transform_push(struct pdf *pdf, const double matrix[6]);
void pdf_pop(struct pdf *pdf);

/* ---- Pictures ------------------------------------------------------------------- */

/* Adds the text with its %XX as bytes. */
void percent_decode(struct buf *out, struct str text);
/* The bytes of a data: URI, in the arena; false if it has none. */
bool data_uri_decode(struct arena *arena, const char *uri, struct str *bytes);

/* PNG, JPEG or SVG, by content. Width and height are its own size in mpt (72 dpi where it
 * states no resolution; SVG pixels are 1/96 in). */
struct pdf_image;
struct pdf_picture {
    const char *key;   /* of the same key: the same picture */
    const char *file;  /* to read; with bytes: its name in messages */
    struct str bytes;  /* need not outlive the call */
    bool has_bytes;    /* they are the picture, no file is read */
    const char *fault; /* why there is nothing to load; NULL: there is */
    const char *from;  /* the place that asks for it, for messages; may be NULL */
    bool only_warn;    /* that it cannot be read fails nothing */
    /* Gets what is wrong with it, in place of a message; line 0: with all of it. */
    void (*tell)(void *payload, const struct pdf_picture *picture, uint32_t line,
                 enum message message, va_list args);
    void *payload;
    const void *origin; /* what asks for it, for whoever is told */
    bool is_inside;     /* another picture, which can do without it */
    bool is_known;      /* that it is printed as pixels was told */
};
/* Loaded once a key. NULL after a message, given once, that names the place, the file (and
 * line of an SVG) and the reason. */
struct pdf_image *pdf_image_load(struct pdf *pdf, const struct pdf_picture *picture);
bool pdf_image_is_drawing(const struct pdf_image *image); /* an SVG */
/* Why the SVG cannot be drawn as vectors, as a text in the arena; NULL if it can, or cannot be read
 * (then that was told). */
const char *pdf_svg_refusal(struct arena *arena, const char *file);
mpt pdf_image_width(const struct pdf_image *image);
mpt pdf_image_height(const struct pdf_image *image);
/* SVG is drawn as vectors where it can be, else as pixels, with a warning that says why; the text
 * in it is set with `set`'s fonts. */
void pdf_image_draw(struct pdf *pdf, struct pdf_image *image, mpt x, mpt y, mpt width, mpt height,
                    struct font_set *set);

/* Fills the box with the picture again and again, one of them in the tile. */
struct pdf_box {
    mpt x, y, width, height;
};
void pdf_image_tile(struct pdf *pdf, struct pdf_image *image, struct pdf_box box,
                    struct pdf_box tile, struct font_set *set);

/* ---- Links, destinations, bookmarks --------------------------------------------- */

/* A named place; may be linked to before it is known. The first of a name counts;
 * a link or bookmark to a name that never comes fails pdf_save(). */
/* On the page under way; `element` is what stands there (NULL: the document). */
void pdf_destination(struct pdf *pdf, struct pdf_element *element, const char *id, mpt y);

/* A link annotation on the page under way, owned by a Link element. `uri` or `id`. */
void pdf_link(struct pdf *pdf, struct pdf_element *element, mpt x, mpt y, mpt width, mpt height,
              const char *uri, const char *id, const char *contents);

struct pdf_bookmark;
struct pdf_bookmark *pdf_bookmark(struct pdf *pdf, struct pdf_bookmark *parent, const char *title,
                                  const char *id, bool open);

#endif
