/*
 * print/pdf, inside. From the bottom up:
 *   graph.c      objects, their numbers and serialisation (libharu)
 *   deflate.c    compression, on a thread of its own
 *   save.c       object streams, cross-reference stream, file identifier
 *   write.c      numbers, names and strings as PDF spells them
 *   tree.c       name and number trees
 *   structure.c namespace.c  the structure tree and its types
 *   conform.c conform_table.c  what keeps it from being PDF/UA
 *   font.c embed.c   character codes of a face, and its embedding
 *   canvas.c show.c  graphics and glyphs in one content stream
 *   page.c       pages and whose their marks are
 *   link.c       annotations, destinations, bookmarks, page labels
 *   pattern.c    tiles and shadings
 *   image.c png.c jpeg.c svg*.c   pictures
 *   metadata.c srgb.c   XMP, document information, colour space
 *   attach.c     files that go with the document
 *   document.c   the catalog; beginning and end
 */
#ifndef CONCORDAT_PRINT_PDF_INTERNAL_H
#define CONCORDAT_PRINT_PDF_INTERNAL_H

#include "print/pdf/pdf.h"

#include <hb.h>
#include <hpdf.h>
#include <libxml/hash.h>

/* ---- Objects ------------------------------------------------------------------ */

/*
 * An indirect object: a dictionary, perhaps with a stream. Its entries are text made
 * at once, or printed by `print` while the file is written, which keeps the many
 * small ones (structure elements) small, or both.
 */
struct object {
    struct pdf *pdf;
    uint32_t id;
    const char *entries; /* between << and >>; NULL: none made yet */
    void (*print)(struct buf *out, const struct object *object); /* what comes after them */
    void *stream;                                                /* heap; NULL: no stream */
    size_t stream_size;
};

/* What writes objects: a dictionary of libharu's, lent to each while it is written. One
 * for each object took more memory than the objects. */
struct graph {
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Dict dict;
};

struct deflater;

void graph_init(struct graph *graph);
void graph_release(struct graph *graph);

/* A new object with a number of its own, in the pdf's arena. */
struct object *object_new(struct pdf *pdf);
/* The same for one that is part of something larger. */
void object_init(struct object *object, struct pdf *pdf);
void object_entries(struct object *object, const char *format, ...) PRINTF_LIKE(2, 3);
/* Takes what `entries` holds and releases it. */
void object_take_entries(struct object *object, struct buf *entries);
/* Compresses the bytes into the object's stream; `more` are its other entries. */
void object_compress(struct object *object, const void *bytes, size_t size, const char *more);
/* The same for bytes that it takes from the buffer, while work goes on. */
void object_compress_later(struct object *object, struct buf *bytes);
/* Bytes as they are; `more` names the filter if there is one. */
void object_bytes(struct object *object, const void *bytes, size_t size, const char *more);

/* Waits for what is compressed later. */
void deflater_finish(struct pdf *pdf);
void deflater_free(struct deflater *deflater); /* may be NULL */

/* The object's dictionary as libharu writes it. */
void graph_write(struct pdf *pdf, const struct object *object, HPDF_Stream stream);
/* The whole file into `out`; catalog and info go into the trailer. */
int graph_save(struct pdf *pdf, struct buf *out);

/* ---- Spelling ------------------------------------------------------------------ */

void put_unsigned(struct buf *out, uint32_t number);
void put_reference(struct buf *out, uint32_t object);
void put_mpt(struct buf *out, mpt length);      /* in points */
void put_real(struct buf *out, double number);  /* four decimals at most, no exponent */
void put_real6(struct buf *out, double number); /* the same with six, for matrices */
/* A literal string of bytes, with its parentheses. */
void put_bytes(struct buf *out, const char *bytes, size_t size);
/* A text string: literal where ASCII does, else UTF-16BE. */
void put_text(struct buf *out, const char *text, size_t size);
void put_text_entry(struct buf *out, const char *key, const char *text); /* NULL: nothing */
void put_name(struct buf *out, const char *name);
/* Hexadecimal UTF-16BE without brackets. */
void put_utf16(struct buf *out, const char *text, size_t size);
/* "D:20241231235959Z" and "2024-12-31T23:59:59Z". */
void put_pdf_date(struct buf *out, int64_t date);
void put_iso_date(struct buf *out, int64_t date);

/* ---- Trees ------------------------------------------------------------------------ */

/* What stands at a key of a name or number tree, as PDF text. */
struct tree_entry {
    const char *name; /* NULL in a number tree */
    uint32_t number;
    const char *value;
};
/* Entries in order of their keys; NULL when there are none. */
struct object *tree_new(struct pdf *pdf, const struct tree_entry *entries, size_t count);

/* ---- Structure -------------------------------------------------------------------- */

/* Content of an element that is not an element: marks on a page, or an annotation. First
 * in a list of its page, then, once all are painted, of its element. */
struct kid {
    struct kid *next;
    union {
        struct pdf_element *element; /* whose it is to be … */
        uint32_t after;              /* … then: how many child elements stand before it */
    };
    uint32_t page;      /* object number */
    uint32_t mcid : 31; /* or the annotation's object number */
    uint32_t is_object : 1;
};

/* What a figure takes of its page. */
struct figure_box {
    unsigned place; /* of the page */
    mpt edges[4];   /* left, top, right, bottom from the top left corner */
    mpt page_height;
};

/* There are as many as paragraphs, cells and links: what only few have stands apart. */
struct pdf_element {
    struct object object;
    struct pdf_element *parent, *first, *last, *next;
    const char *type;
    const struct pdf_attributes *attributes;
    const void *origin;         /* of the attributes it was made with */
    struct pdf_element *figure; /* itself or the figure it is in */
    struct figure_box *box;     /* of a figure that was painted */
    struct pdf_element *refers; /* a note's mark, a mark's note; NULL: neither */
    const char *target;         /* of a TOCI: where its link leads; NULL: no link yet */
    struct kid *first_kid, *last_kid;
    uint32_t order;  /* 1-based place among its parent's children */
    uint32_t latest; /* highest place of a child with content so far */
    bool started;    /* it or something in it has content */
};

/* A mark of the element on the page under way (MCID), or an annotation of it (OBJR). */
void element_add_mark(struct pdf *pdf, struct pdf_element *element, uint32_t mcid);
void element_add_annotation(struct pdf *pdf, struct pdf_element *element,
                            const struct object *annotation);
/* Widens the box of the figure around `element`, if any. */
void element_add_box(struct pdf *pdf, struct pdf_element *element, const mpt box[4]);
/* Elements with an id in the order of the ids, of equal ones in that of the document. */
void structure_sort_ids(struct pdf *pdf);
/* Gives the elements what was painted of them, page by page. May be called again. */
void structure_settle(struct pdf *pdf);
/* IDTree, ParentTree, root element. */
void structure_finish(struct pdf *pdf);

/* The type as the file's version calls it. */
const char *structure_type(const struct pdf *pdf, const char *type);
/* An element's own: also what it holds counts. */
const char *element_type(const struct pdf_element *element);
bool has_child(const struct pdf_element *element, const char *type);
/* The entries of an element, or of the root, that say in which namespaces types are;
 * none before PDF 2.0 (ISO 32000-2, 14.7.4). */
void namespaces_init(struct pdf *pdf);
void put_namespace(struct buf *out, const struct pdf *pdf, const char *type);
void put_namespaces(struct buf *out, const struct pdf *pdf);

/* ---- Fonts ------------------------------------------------------------------------ */

/* A glyph at its place in a compound, in units per em. */
struct glyph_part {
    uint32_t glyph;
    int32_t x, y;
};

/* Glyphs that are shown as one. */
struct compound {
    const struct glyph_part *parts;
    uint32_t count;
    int32_t advance;
};

/* One character code of an embedded font: a glyph in the role of a text. */
struct cid {
    uint32_t glyph;                  /* of a compound the first */
    uint32_t next;                   /* another code of the same glyph, 0: none */
    const struct compound *compound; /* NULL: the glyph itself */
    const char *text;
    uint32_t text_size;
};

struct pdf_font {
    struct object object;
    hb_face_t *face;
    hb_font_t *hb_font; /* scaled to units per em */
    unsigned units_per_em;
    const char *file;
    uint32_t number;      /* /F and this */
    bool cff;             /* codes are glyph numbers */
    VEC(struct cid) cids; /* [0] is .notdef; unused with cff */
    uint32_t *first;      /* by glyph: its first code */
    struct cid *by_glyph; /* with cff: the glyph's text */
    int32_t *advances;    /* by glyph, in units and 1 more; 0: not asked for yet */
};

struct pdf_font *font_use(struct pdf *pdf, const struct font *font);
/* The code of a glyph that stands for `text`; false when the font can only say
 * another text by that glyph. */
bool font_code(struct pdf *pdf, struct pdf_font *font, uint32_t glyph, const char *text,
               uint32_t size, uint32_t *code);
/* The same of a compound, which a font with CFF outlines cannot have. */
uint32_t font_compound_code(struct pdf *pdf, struct pdf_font *font, uint32_t glyph,
                            const struct compound *compound, const char *text, uint32_t size);
/* The subset's file with its compounds, which come after its own glyphs in the order of their
 * codes; NULL if they are too many. */
struct hb_blob_t *compounds_add(const struct pdf_font *font, hb_face_t *subset,
                                const struct hb_map_t *new_glyphs);
/* A code's advance in 1/1000 em. */
double font_width(struct pdf_font *font, uint32_t code);
/* Subsets and writes the font. */
int font_embed(struct pdf *pdf, struct pdf_font *font);

/* ---- Canvas: one content stream ----------------------------------------------------- */

struct paint {
    const struct pdf_font *font;
    mpt size;
    struct pdf_color fill;
    bool fill_known;
};

struct canvas {
    struct pdf *pdf;
    struct buf out;
    bool in_text;
    bool tagged; /* may start a new marked sequence for ActualText */
    struct paint paint;
    VEC(struct paint) saved;
};
void put_color(struct buf *out, struct pdf_color color, bool stroke);
void canvas_release(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);
void canvas_save(struct canvas *canvas);
void canvas_restore(struct canvas *canvas);
void canvas_end_text(struct canvas *canvas);
void canvas_fill_color(struct canvas *canvas, struct pdf_color color);
void canvas_fill_pattern(struct canvas *canvas, uint32_t pattern);
void canvas_matrix(struct canvas *canvas, const double matrix[6]); /* cm */

/* Glyphs with the pen starting at the origin of `matrix` (glyphs upright). */
void canvas_show(struct canvas *canvas, const double matrix[6], const struct pdf_text *text);

/* ---- Pages -------------------------------------------------------------------------- */

struct page {
    struct object object;
    unsigned place;                       /* from 0 */
    const struct object *group;           /* its parent in the page tree */
    const struct object *below, *content; /* what was painted second, and first; or NULL */
    const char *label;
    struct kid *first_kid, *last_kid; /* in the order they were painted */
};

/* What the marks to come belong to. */
struct owner {
    struct pdf_element *element; /* NULL: an artifact */
    const char *kind, *subtype;
};

struct page_state {
    bool open;
    struct page *page;
    mpt width, height;
    struct owner owner;
    bool sequence_open; /* between BDC and EMC */
    bool sequence_actual;
    VEC(struct pdf_element *) mcids;
    VEC(struct object *) annotations;
    double (*transforms)[6]; /* from local to page coordinates, top left, y down */
    size_t transform_count, transform_room;
};

/* Opens the marked sequence of the owner, with ActualText of its own if given. */
void page_sequence(struct pdf *pdf, const char *actual, size_t size);
/* Notes that something is drawn in a rectangle of local coordinates. */
void page_drawn(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height);
/* A rectangle of local coordinates as left, top, right, bottom of the page. */
void page_box(const struct pdf *pdf, mpt x, mpt y, mpt width, mpt height, mpt box[4]);
const double *page_transform(const struct pdf *pdf);
void page_tree_finish(struct pdf *pdf);

/* ---- Links ------------------------------------------------------------------------------ */

struct destination {
    const char *id;
    const struct pdf_element *element;
    const struct page *page;
    mpt y; /* from the bottom */
};
struct pdf_bookmark {
    struct object object;
    struct pdf_bookmark *parent, *first, *last, *next, *previous;
    const char *title, *id;
    bool open;
    uint32_t shown; /* descendants visible while it is open */
};
/* A link to a place in the document, which may only be known at the end. */
struct pdf_internal_link {
    struct object object;
    const char *id;
};

/* A known destination, once all are; NULL if there is none. */
const struct destination *destination_find(const struct pdf *pdf, const char *id);
/* Names tree of destinations; fails for a link that leads nowhere. */
int destinations_finish(struct pdf *pdf, struct object **tree);
struct object *bookmarks_finish(struct pdf *pdf); /* NULL: none */
void put_page_labels(struct buf *out, const struct pdf *pdf);

/* ---- Pictures ------------------------------------------------------------------------------ */

struct svg;

struct pdf_image {
    const char *file;
    struct pdf_picture asked; /* as it was asked for, without its bytes */
    const char *path;         /* for messages: where it is asked for, and the file */
    bool is_broken;           /* and that was told */
    mpt width, height;
    struct object *object; /* XObject; NULL: an SVG not drawn yet */
    uint32_t number;       /* /X and this */
    struct svg *svg;
    const struct font_set *svg_set;
};

/* A message about the picture: an error, or a warning where that was asked for. -1. */
int image_fail(const struct pdf_image *image, uint32_t line, enum message message, ...);

/* A PNG or a JPEG, by its first bytes. */
bool image_is_pixels(struct str bytes);
/* Decoded pixels or passed-through bytes become image XObjects. */
int png_load(struct pdf *pdf, struct pdf_image *image, struct str bytes);
int jpeg_load(struct pdf *pdf, struct pdf_image *image, struct str bytes);
int svg_load(struct pdf *pdf, struct pdf_image *image, struct str bytes);
/* Makes the XObject to be drawn at this size: a form, its texts set with the set's fonts, or
 * pixels. -1 after a message. */
int svg_draw(struct pdf *pdf, struct pdf_image *image, mpt width, mpt height, struct font_set *set);
/* 8 bits a channel, grey or RGB, perhaps with alpha, as an image XObject. Changes the pixels. */
void pixels_load(struct pdf *pdf, struct pdf_image *image, uint8_t *pixels, uint32_t width,
                 uint32_t height, unsigned channels);

/* Numbers for the shared resources. */
uint32_t resource_xobject(struct pdf *pdf, const struct object *object);
/* /G and this: constant alpha for filling and stroking. */
uint32_t resource_alpha(struct pdf *pdf, double fill, double stroke);

/* ---- Patterns ---------------------------------------------------------------------------- */

void put_matrix_entry(struct buf *out, const double matrix[6]);
/* Numbers for the shared resources, /P and this. Both release what they are given. */
uint32_t pattern_tiling(struct pdf *pdf, struct buf *entries, struct buf *content);
uint32_t pattern_shading(struct pdf *pdf, struct buf *entries);

/* ---- Attachments ---------------------------------------------------------------------------- */

/* Names tree of the attached files, NULL without any; fails for two of one name. */
int attachments_finish(struct pdf *pdf, struct object **tree);
void put_attachments(struct buf *out, const struct pdf *pdf);

/* ---- The document --------------------------------------------------------------------------- */

struct alpha {
    int fill, stroke; /* 0 to 1000 */
};

struct pdf {
    struct arena *arena;
    struct pdf_options options;
    enum pdf_claim claim;
    struct graph graph;
    struct deflater *deflater; /* NULL: nothing was compressed later yet */
    bool released;
    bool failed; /* a diagnostic was given where there was no way to return it */
    struct buf scratch;
    struct object *catalog, *info, *resources, *page_root, *structure_root;
    struct object *namespaces[2]; /* of structure types, PDF 1.7's and PDF 2.0's */

    VEC(struct object *) objects; /* in order of their numbers */
    VEC(struct pdf_font *) fonts;
    VEC(const struct object *) xobjects;
    VEC(const struct object *) patterns;
    xmlHashTablePtr pattern_numbers; /* uint32_t by what the pattern says; NULL: none yet */
    VEC(struct alpha) alphas;
    VEC(struct page *) pages;       /* by place; NULL: not painted yet */
    VEC(struct tree_entry) parents; /* ParentTree, by StructParents keys */
    VEC(struct destination) destinations;
    VEC(const char *) targets; /* ids linked to */
    VEC(struct tree_entry) attachments;
    xmlHashTablePtr images;                  /* struct pdf_image by key; NULL: none yet */
    VEC(const char *) types;                 /* of elements, one copy of each */
    bool has_title;                          /* one of them is Title */
    VEC(const struct pdf_element *) with_id; /* elements */
    struct pdf_bookmark bookmarks;           /* the outline's root; unnumbered when empty */
    struct pdf_element *root;

    struct canvas canvas; /* the page's */
    struct page_state page;
};

void put_xmp(struct buf *out, const struct pdf_options *options, enum pdf_claim claim,
             bool has_attachments);
void put_info(struct buf *out, const struct pdf_options *options);
#define PDF_PRODUCER "Concordat"

/* An ICC profile of sRGB (IEC 61966-2-1). */
void put_srgb_profile(struct buf *out);

#endif
