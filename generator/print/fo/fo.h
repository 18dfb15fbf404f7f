/*
 * print/fo: the formatting-object tree of an XSL-FO document (XSL 1.1). One node
 * an object; shorthands are expanded, inheritance is resolved, relative font
 * sizes and weights are computed. What depends on a width stays a linear
 * expression (struct fo_length) until layout knows the width.
 *
 * Elements and properties outside the subset are refused with their line.
 */
#ifndef CONCORDAT_PRINT_FO_H
#define CONCORDAT_PRINT_FO_H

#include <libxml/tree.h>

#include "base/base.h"
#include "print/text/text.h"

/* ---- Objects ------------------------------------------------------------ */

enum fo_type {
    FO_TEXT,
#define ELEMENT(id, name, kind, content) FO_##id,
#include "elements.def"
#undef ELEMENT
    FO_TYPE_COUNT
};

/* What an object makes: nothing of its own, blocks, or parts of a line. */
enum fo_kind { FO_KIND_OTHER, FO_KIND_BLOCK, FO_KIND_INLINE, FO_KIND_NEUTRAL };

/* ---- Properties ----------------------------------------------------------- */

/* Longhands; the inherited ones come first. Sides are relative (before, after,
 * start, end), compound properties are one entry a component. */
enum fo_property {
#define PROPERTY(id, name, types, initial, keywords) FO_P_##id,
#define FIRST_NOT_INHERITED(id) FO_P_INHERITED_COUNT, FO_P_INHERITED_END = FO_P_INHERITED_COUNT - 1,
#include "properties.def"
#undef PROPERTY
#undef FIRST_NOT_INHERITED
    FO_P_COUNT
};

enum fo_keyword {
#define KEYWORD(id, name) FO_K_##id,
#include "keywords.def"
#undef KEYWORD
    FO_K_COUNT
};

/* mpt + percent/100 of a base that the property names + what the list functions
 * give + a share of what is left over in a table's width. */
enum fo_function { FO_F_NONE, FO_F_BODY_START, FO_F_LABEL_END };
struct fo_length {
    mpt mpt;
    float percent;
    float proportional;
    enum fo_function function;
    uint8_t levels; /* `inherit` took a percentage from so many levels up: its base is there */
};

enum fo_value_kind { FO_V_NONE, FO_V_KEYWORD, FO_V_LENGTH, FO_V_NUMBER, FO_V_COLOR, FO_V_STRING };

/* Colours are 0xRRGGBB. */
struct fo_value {
    enum fo_value_kind kind;
    union {
        enum fo_keyword keyword;
        struct fo_length length;
        double number;
        uint32_t color;
        const char *string;
    };
};

struct fo_specified {
    enum fo_property property;
    struct fo_value value;
};

/* What an object's properties come to. Objects with the same attributes below such share
 * one. */
struct fo_values {
    const struct fo_value *inherited; /* FO_P_INHERITED_COUNT values, often the parent's */
    const struct fo_specified *specified;
    uint32_t specified_count;
    uint32_t number; /* among those of the tree */
};

/* An attribute that is no property. */
struct fo_named {
    const char *name, *value;
};

/* ---- The tree --------------------------------------------------------------- */

struct fo {
    enum fo_type type;
    struct fo *parent, *first, *last, *next;
    const struct fo_values *values; /* FO_TEXT: the parent's, of which only those inherited count */
    uint32_t line;                  /* of the FO document */
    uint32_t serial;                /* its place in the document order of creation */
    const char *source;             /* p:source, its own or the nearest ancestor's; or NULL */
    const xmlNode *xml;             /* of a marker, a foreign object, the declarations; else NULL */
    const struct fo_named *named;   /* attributes of the print namespace; the last has no name */
    struct str text;                /* FO_TEXT */
    const char *id;                 /* or NULL */
    const char *role;               /* or NULL */
    struct pdf_element *element;    /* the structure element, set by the printer */
    bool is_rtl;                    /* what it holds runs right to left (writing-mode) */
};

struct fo_sharing;
struct fo_columns;

struct fo_tree {
    struct arena *arena;
    struct fo_sharing *sharing; /* of values */
    struct fo_columns *columns; /* where cells stand; NULL until somebody asks */
    const char *path;
    struct fo *root;
    const struct fo_value *initial;   /* FO_P_COUNT values */
    uint32_t count;                   /* serials given out */
    bool lenient;                     /* what is outside the subset only warns */
    bool failed;                      /* an error was reported */
    uint32_t faults;                  /* found, told or not */
    struct fo_complaints *complaints; /* what was told; NULL: nothing */
    bool is_quiet;                    /* reading anew what was checked before */
};

/*
 * Builds the tree of `document`, which must outlive it and is taken apart: what was read
 * is freed, but for what is read again or drawn as it is. `path` is for messages.
 * NULL after an error; every fault of the document is reported, not only the first.
 */
struct fo_tree *fo_tree_new(struct arena *arena, xmlDoc *document, const char *path, bool lenient);

/* Reads the children of `marker` anew as children of `target` (a
 * fo:retrieve-marker), from which they inherit. Takes memory from `arena`. */
void fo_retrieve(struct fo_tree *tree, struct arena *arena, const struct fo *marker,
                 struct fo *target);

enum fo_kind fo_kind(const struct fo *fo);
const char *fo_name(const struct fo *fo); /* "fo:block" */

/* ---- Reading properties -------------------------------------------------------- */

/* Never NULL: the specified, inherited or initial value. */
const struct fo_value *fo_get(const struct fo_tree *tree, const struct fo *fo,
                              enum fo_property property);
bool fo_is_specified(const struct fo *fo, enum fo_property property);

enum fo_keyword fo_keyword(const struct fo_tree *tree, const struct fo *fo,
                           enum fo_property property);
const char *fo_string(const struct fo_tree *tree, const struct fo *fo, enum fo_property property);
/* Integer value; `otherwise` for a keyword. */
int fo_integer(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
               int otherwise);
/* A length, cut to what is longer than any page. */
mpt fo_mpt(double length);
/* Length with percentages of `base`; 0 for a keyword. */
mpt fo_length(const struct fo_tree *tree, const struct fo *fo, enum fo_property property, mpt base);
bool fo_is_auto(const struct fo_tree *tree, const struct fo *fo, enum fo_property property);

/* The language as a tag of BCP 47, in the arena if it is made of `language` and `country`;
 * NULL if none is known. xml:lang is a shorthand for these (XSL 1.1, 7.31.24). */
const char *fo_language(const struct fo_tree *tree, struct arena *arena, const struct fo *fo);

/* An attribute of the print namespace; NULL if there is none. */
const char *fo_print_attribute(const struct fo *fo, const char *name);

/* The first element inside an object (the drawing of an fo:instream-foreign-object) as XML
 * that stands alone, in the arena; empty if there is none. */
struct str fo_foreign_xml(struct arena *arena, const struct fo *fo);

const char *fo_keyword_name(enum fo_keyword keyword);

/* Where a message about an object points: its p:source if it or an ancestor has
 * one, else its line in the FO document. */
struct fo_place {
    const char *path;
    uint32_t line, column;
};
struct fo_place fo_place(const struct fo_tree *tree, const struct fo *fo);

#endif
