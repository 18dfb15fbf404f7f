/* What the files of print/fo share. */
#ifndef CONCORDAT_PRINT_FO_INTERNAL_H
#define CONCORDAT_PRINT_FO_INTERNAL_H

#include "print/fo/fo.h"

struct property_definition {
    const char *name;
    const char *types;
    const char *initial;
    const char *keywords;
};
extern const struct property_definition fo_properties[FO_P_COUNT];

/* FO_P_COUNT if there is no such longhand. */
enum fo_property fo_property_find(struct str name);
/* FO_K_COUNT if there is no such keyword. */
enum fo_keyword fo_keyword_find(struct str name);

/* FO_TEXT if there is no such element in the subset. */
enum fo_type fo_type_find(struct str name);
enum fo_kind fo_type_kind(enum fo_type type);
/* As in elements.def. */
const char *fo_content_model(enum fo_type type);

/* Sets the values of an object from its element's attributes and its parent's values. Reports
 * what it does not understand. */
void fo_resolve_properties(struct fo_tree *tree, const xmlNode *xml, struct fo *fo);
/* The element's attributes that fo_print_attribute() finds. */
const struct fo_named *fo_named_attributes(struct arena *arena, const xmlNode *xml);

/* Values that are shared: found again by what they came from. */
struct fo_sharing *fo_sharing_new(struct arena *arena);
/* What the values of the object depend on, in a text that lives until the next call; NULL
 * if that cannot be told. */
const char *fo_sharing_key(struct fo_sharing *sharing, const xmlNode *xml, const struct fo *fo);
const struct fo_values *fo_sharing_find(const struct fo_sharing *sharing, const char *key);
void fo_sharing_add(struct fo_sharing *sharing, const char *key, struct fo_values *values);

#define PRINT_NAMESPACE "urn:concordat:print:1"
#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"
/* The value of an attribute; in the arena if it is not one text in the document. */
const char *fo_attribute_text(struct arena *arena, const xmlAttr *attribute);

/* ---- language.c ----------------------------------------------------------------- */

/* Of a tag of BCP 47; empty if it has none. */
struct str language_subtag(struct str tag);
struct str country_subtag(struct str tag);

/* ---- known.c -------------------------------------------------------------------- */

/* A property of XSL 1.1 that has no place in properties.def: it may matter, or it cannot. */
enum fo_known { FO_UNKNOWN, FO_KNOWN_UNDRAWN, FO_KNOWN_IDLE };
enum fo_known fo_known_property(struct str name, struct str value);
/* Whether XSL 1.1 has the object, which is not in elements.def. */
bool fo_known_object(struct str name);

/* ---- complaints.c --------------------------------------------------------------- */

/* A fault of the document with two texts: an error, or a warning if the tree is lenient.
 * The same one is told of its first three lines. */
void fo_complain(struct fo_tree *tree, uint32_t line, enum message message, const char *name,
                 const char *detail);
/* Says at how many more places each fault was found. */
void fo_complain_of_more(struct fo_tree *tree);

/* Complains of an element's attributes of FOP's that are not read. */
void fo_check_extension_attributes(struct fo_tree *tree, const xmlNode *element);
/* The name in the print namespace that an attribute of FOP's is read as, NULL if it is not. */
const char *fo_extension_attribute(const xmlAttr *attribute);
/* Complains of an element of FOP's; false if it is none. */
bool fo_check_extension_element(struct fo_tree *tree, const xmlNode *element);

/* Complains of what the object asks for and the formatter does not draw. */
void fo_check_drawn(struct fo_tree *tree, const struct fo *fo);

/* The fo:table-column of the cell that the object is or stands in; NULL if there is none. */
const struct fo *fo_table_column(struct fo_tree *tree, const struct fo *fo);
/* Before objects go that cells were counted in. */
void fo_forget_columns(struct fo_tree *tree);
/* What values depend on that more than the parent and the attributes decide. */
#define FROM_TABLE_COLUMN "from-table-column"

/* What an expression may refer to. */
struct evaluation {
    struct fo_tree *tree;
    struct arena *arena;
    const struct fo *fo;     /* whose value it is; NULL for initial values */
    const struct fo *parent; /* NULL for the root and for initial values */
    enum fo_property property;
    mpt font_size; /* of the object; of the parent when the property is font-size */
};

/* Evaluates `text` as a value of evaluation->property (XSL 1.1, 5.9). False if the
 * property does not take it. */
bool fo_evaluate(const struct evaluation *evaluation, struct str text, struct fo_value *value);
bool fo_color(struct str text, uint32_t *color);
/* By the names of CSS 2.1, 18.2; as on a plain light desk. */
bool fo_system_color(struct str text, uint32_t *color);

/* One longhand with the text that it is given. */
struct longhand {
    enum fo_property property;
    struct str text;
};
struct longhands {
    VEC(struct longhand) list;
    bool is_rtl; /* left is the end */
};

/* How general an attribute's name is: lower ranks are expanded first, so that what
 * is more specific wins (XSL 1.1, 5.2). -1: not a property. */
int fo_rank(struct str name);
/* Adds what the attribute stands for; false if its value makes no sense. */
bool fo_expand(struct str name, struct str value, struct longhands *longhands);

#endif
