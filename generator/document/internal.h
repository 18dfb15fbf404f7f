/* Shared by the files of generator/document only. */
#ifndef CONCORDAT_DOCUMENT_INTERNAL_H
#define CONCORDAT_DOCUMENT_INTERNAL_H

#include "document/document.h"
#include "source/markdown.h"

#include <libxml/hash.h>

/* ---- Making the tree ------------------------------------------------------------ */

struct builder {
    struct arena *arena;
    const struct site *site;
    const struct source *source;
    struct findings *findings;
    struct document *document;
    xmlNs *commonmark, *ours;
    xmlHashTable *ids;       /* id → struct id_use */
    struct id_use *id_uses;  /* all of them, newest first */
    xmlNode *owner;          /* gets the attributes at the end of the block at hand */
    xmlNode *notes;          /* c:notes, NULL: none yet */
    unsigned refused_tags;   /* opened ones, whose closing ones need no second finding */
    unsigned suggested;      /* nearest names of missing images, so far */
    cmark_node *title_block; /* the heading that gave the page's title */
    VEC(struct abbreviation) abbreviations;
    struct raw_html *last_raw; /* of the document's list; NULL: it is empty */
};

struct abbreviation {
    struct str name, text;
    struct span span;
    bool used;
};

enum vocabulary { COMMONMARK, OURS };

/* A new last child of `parent`; a span of {0, 0} means that we made it. */
xmlNode *element_new(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                     const char *name, struct span span);
/* Gives `node` another span. */
void element_set_span(xmlNode *node, struct span span);
/* Writes the sourcepos of the document's elements on `page`, a copy of its tree. */
void write_places(const struct document *document, xmlNode *page);
void set_attribute(xmlNode *node, const char *name, const char *value); /* NULL: none */
void set_number(xmlNode *node, const char *name, size_t value);
void add_text(xmlNode *node, struct str text);
/* In the arena; NULL if absent. */
const char *attribute_of(struct arena *arena, const xmlNode *node, const char *name);
bool is_element(const xmlNode *node, enum vocabulary vocabulary, const char *name);
xmlNode *next_element(xmlNode *node);  /* the next sibling that is an element */
xmlNode *first_element(xmlNode *node); /* the first child that is one */
/* As document_next, past the node's descendants. */
xmlNode *tree_skip(const xmlNode *root, xmlNode *node);
/* What a reader reads in a node's inlines, in the arena. */
char *reading_text(struct arena *arena, const xmlNode *node);

/* ---- Parts of the building -------------------------------------------------------- */

void build_body(struct builder *builder, xmlNode *body, cmark_node *root);
void build_blocks(struct builder *builder, xmlNode *parent, cmark_node *first);
/* Builds a block with the siblings that belong to it (a caption, definitions); the
 * sibling to go on with. */
cmark_node *build_block(struct builder *builder, xmlNode *parent, cmark_node *block);
/* A block whose content is inlines; attributes at its end go to itself. */
xmlNode *build_text_block(struct builder *builder, xmlNode *parent, enum vocabulary vocabulary,
                          const char *name, cmark_node *block);
void build_inlines(struct builder *builder, xmlNode *parent, cmark_node *first);
xmlNode *build_table(struct builder *builder, xmlNode *parent, cmark_node *table);

/* figures.c: what the block with its companions is, or NULL; then like build_block(). */
bool is_figure(cmark_node *block);
bool starts_caption(cmark_node *block, const char *label); /* "Figure" or "Table" */
cmark_node *build_figure(struct builder *builder, xmlNode *parent, cmark_node *block);
cmark_node *build_captioned_table(struct builder *builder, xmlNode *parent, cmark_node *block);
/* Gives a figure its caption: the one at hand, or that after `block`, if there is one;
 * then the sibling to go on with. */
void build_figure_caption(struct builder *builder, xmlNode *figure, cmark_node *caption);
cmark_node *take_figure_caption(struct builder *builder, xmlNode *figure, cmark_node *block);
void build_lone_caption(struct builder *builder, xmlNode *parent, cmark_node *caption);
void build_image_only(struct builder *builder, xmlNode *parent, cmark_node *paragraph);

/* diagrams.c: a container that is drawn; like build_block(). */
bool is_diagram(cmark_node *block);
cmark_node *build_diagram(struct builder *builder, xmlNode *parent, cmark_node *block);

/* containers.c */
/* False after a finding that no container has such a name; one that is never closed is a
 * finding, too. */
bool container_check(struct builder *builder, cmark_node *block);
void build_container(struct builder *builder, xmlNode *parent, cmark_node *block);
cmark_node *build_definitions(struct builder *builder, xmlNode *parent, cmark_node *terms);
/* False if the quote is no callout. */
bool build_callout(struct builder *builder, xmlNode *parent, cmark_node *quote);

/* Takes `count` bytes and the blanks after them off the first text of `parent`. */
void text_cut_start(struct builder *builder, xmlNode *parent, size_t count);

/* False after a finding that raw HTML holds an element the site does not allow.
 * *comment: it is nothing but comments. */
bool html_is_allowed(struct builder *builder, struct str html, struct span span, bool *comment);

void attributes_apply(struct builder *builder, xmlNode *node, const struct attributes *attributes,
                      struct span span, bool takes_title);
/* id, class and lang. */
void attributes_move(struct builder *builder, xmlNode *from, xmlNode *to);
/* A class that states a fact: takes it away from `node`; `to` gets name="true". */
void attributes_take_flag(struct builder *builder, xmlNode *node, const char *name, xmlNode *to);

/* The document's sign-offs and, if there are any, c:sign-offs. */
void build_sign_offs(struct builder *builder, xmlNode *page);
/* A page of the same kind as its publication's first page is signed off with it. */
void sign_off_with_index(struct document *document, const struct document *index);

/* attachments.c: looks for the files of `attach`. */
void find_attachments(struct builder *builder);
/* A finding for each on a page that goes into no PDF. */
void refuse_attachments(const struct document *document, struct findings *findings);

void image_fill(struct builder *builder, xmlNode *image);
/* The file a destination in the text of `page` (a path on disk) means, in the arena. */
const char *destination_file(struct arena *arena, const struct site *site, const char *page,
                             const char *destination);
/* The same as a path below the site's root. "../…": it is outside. */
const char *destination_below(struct arena *arena, const struct document *page,
                              const char *destination);
/* The name in the file's folder that is most like it, or NULL. */
const char *nearest_file(struct arena *arena, const char *path);

/* ---- Identifiers -------------------------------------------------------------------- */

/* Claims an id the author wrote; false after a finding that it stands twice. */
bool id_claim(struct builder *builder, const char *id, struct span span);
/* A free id made from a text as GitHub makes heading anchors. */
const char *id_make(struct builder *builder, const char *text);

/* ---- Passes over the finished tree ------------------------------------------------------ */

/* The word before a number, in the page's language. */
enum label {
    LABEL_FIGURE,
    LABEL_TABLE,
    LABEL_APPENDIX,
    LABEL_PARAGRAPH,
    LABEL_QUESTION,
    LABEL_COUNT,
};
const char *label_word(const char *lang, enum label label);

/* Numbers the figures and tables that have a caption, going on from `counts`: "Table 2",
 * with a prefix "Table A2". */
struct caption_counts {
    unsigned figures, tables, paragraphs, questions;
};
void number_captions(struct arena *arena, xmlNode *page, const char *prefix,
                     struct caption_counts *counts);
/* Gives `node` its number and its label: "Table A2". */
void number_one(struct arena *arena, xmlNode *node, const char *word, const char *prefix,
                unsigned count);
/* Numbers the questions of a page and, where that is wished for, its paragraphs; `index` is
 * the page that may wish it for the publication. */
void number_paragraphs(struct arena *arena, const struct site *site,
                       const struct document *document, const struct document *index,
                       const char *prefix, struct caption_counts *counts);
void number_page(struct builder *builder, xmlNode *page);
/* Footnotes of the source that are not in the tree. */
void report_lost_notes(struct builder *builder, xmlNode *page, struct span body);
void mark_abbreviations(struct builder *builder, xmlNode *page);

/* ---- Across pages ------------------------------------------------------------------------- */

const struct target *page_target(const struct page_facts *facts, const char *id);
/* Links of site.yaml's navigation that lead nowhere. */
void navigation_check(struct arena *arena, const struct collection *collection,
                      struct findings *findings);

#endif
