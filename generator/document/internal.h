/* Shared by the files of generator/document only. */
#ifndef CONCORDAT_DOCUMENT_INTERNAL_H
#define CONCORDAT_DOCUMENT_INTERNAL_H

#include "document/document.h"
#include "source/markdown.h"

#include <libxml/hash.h>

/* ---- Making the tree ------------------------------------------------------------ */

/* A place that is asked for in rising order costs what lies between, not a line. */
struct place_cursor {
    uint32_t offset;
    struct place place; /* line 0: not yet used */
};

struct builder {
    struct arena *arena;
    const struct site *site;
    const struct source *source;
    struct findings *findings;
    struct document *document;
    xmlNs *commonmark, *ours;
    struct place_cursor starts, ends;
    xmlHashTable *ids;       /* id → struct id_use */
    struct id_use *id_uses;  /* all of them, newest first */
    xmlNode *notes;          /* c:notes, NULL: none yet */
    cmark_node *title_block; /* the heading that gave the page's title */
    VEC(struct abbreviation) abbreviations;
};

struct abbreviation {
    struct str name, text;
    struct span span;
    bool used;
};

enum vocabulary { COMMONMARK, OURS };

/* A new last child of `parent`. element_finish() writes its sourcepos once its
 * children stand; a span of {0, 0} means that we made it and writes none. */
xmlNode *element_new(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                     const char *name, struct span span);
void element_finish(struct builder *builder, xmlNode *node);
/* The same without children to come. */
xmlNode *element_leaf(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                      const char *name, struct span span);
/* Gives `node` another span and writes its sourcepos anew. */
void element_set_span(struct builder *builder, xmlNode *node, struct span span);
void set_attribute(xmlNode *node, const char *name, const char *value); /* NULL: none */
void set_number(xmlNode *node, const char *name, size_t value);
void add_text(xmlNode *node, struct str text);
/* In the arena; NULL if absent. */
const char *attribute_of(struct arena *arena, const xmlNode *node, const char *name);
bool is_element(const xmlNode *node, enum vocabulary vocabulary, const char *name);
xmlNode *next_element(xmlNode *node);  /* the next sibling that is an element */
xmlNode *first_element(xmlNode *node); /* the first child that is one */
/* The node that follows in document order inside `root`, or NULL. */
xmlNode *tree_next(const xmlNode *root, xmlNode *node);
xmlNode *tree_skip(const xmlNode *root, xmlNode *node); /* past its descendants */
/* What a reader reads in a node's inlines, in the arena. */
char *reading_text(struct arena *arena, const xmlNode *node);

/* ---- Parts of the building -------------------------------------------------------- */

void build_body(struct builder *builder, xmlNode *body, cmark_node *root);
void build_blocks(struct builder *builder, xmlNode *parent, cmark_node *first);
void build_block(struct builder *builder, xmlNode *parent, cmark_node *block);
void build_inlines(struct builder *builder, xmlNode *parent, cmark_node *first);
void build_table(struct builder *builder, xmlNode *parent, cmark_node *table);

/* ---- Identifiers -------------------------------------------------------------------- */

/* Claims an id the author wrote; false after a finding that it stands twice. */
bool id_claim(struct builder *builder, const char *id, struct span span);
/* A free id made from a text as GitHub makes heading anchors. */
const char *id_make(struct builder *builder, const char *text);

/* ---- Passes over the finished tree ------------------------------------------------------ */

void number_page(struct builder *builder, xmlNode *page);

#endif
