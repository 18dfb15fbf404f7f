/*
 * Markdown of one page through cmark-gfm, with our syntax extension attached and
 * the exact place of everything that stands in the text. For the document stage
 * only: it turns this tree into the libxml2 tree that everybody else reads.
 */
#ifndef CONCORDAT_SOURCE_MARKDOWN_H
#define CONCORDAT_SOURCE_MARKDOWN_H

#include "base/base.h"
#include "source/source.h"

#include <cmark-gfm.h>

/* What a node is, where cmark's own type does not say. */
enum markdown_kind {
    MARKDOWN_COMMON,       /* a node of cmark's own */
    MARKDOWN_CONTAINER,    /* ::: name {…} … ::: */
    MARKDOWN_FENCE,        /* the closing line of a container: its last child */
    MARKDOWN_DEFINITION,   /* ": text" below its terms, which are a paragraph */
    MARKDOWN_ABBREVIATION, /* *[ABC]: name */
    MARKDOWN_CAPTION,      /* "Figure: …" or "Table: …" directly under its block */
    MARKDOWN_REFUSED,      /* a line that was reported and taken out */
    MARKDOWN_ATTRIBUTES,   /* {…}, a CMARK_NODE_HTML_INLINE */
    MARKDOWN_SPAN_START,   /* the [ of [text]{…}, likewise */
    MARKDOWN_SPAN_END,     /* its ]{…}, likewise; holds the attributes */
};

/* key="value" inside {…}. */
struct attribute {
    struct str key, value;
};

/* {#id .class key=value}: "" or NULL where absent. */
struct attributes {
    const char *id;      /* NULL: none */
    const char *classes; /* space separated; NULL: none */
    struct attribute *pairs;
    size_t pair_count;
    bool double_id;
};

/* Where an inline's attributes belong to. */
enum attribute_owner { OWNER_NONE, OWNER_PREVIOUS, OWNER_BLOCK };

/* A part of a text node: a run of bytes as they stand in the source, or one
 * entity or escape (`verbatim` is false; the span covers how it was written). */
struct text_run {
    struct str text;
    struct span span;
    bool verbatim;
};

/* What we know about a cmark node beyond cmark. */
struct markdown_node {
    enum markdown_kind kind;
    struct span span;
    struct text_run *runs; /* of a CMARK_NODE_TEXT */
    size_t run_count;
    const struct attributes *attributes; /* of a container or a carrier; NULL: none */
    struct span attributes_span;         /* of a container's */
    enum attribute_owner owner;          /* of MARKDOWN_ATTRIBUTES */
    cmark_node *partner;                 /* the other end of a span */
    struct span name_span;
    struct str name;  /* container's name, short form, "Figure", "Table" */
    struct str text;  /* an abbreviation's long form */
    unsigned colons;  /* of a container's fence */
    unsigned columns; /* a definition's indent */
    bool closed;      /* a container with its closing line */
};

/*
 * Parses `body` of the source, which starts at a line's start. Faults are
 * findings. NULL if the text is hostile (a finding says why): too deep, too many
 * table cells, too long without a blank. The tree is freed with the arena.
 */
cmark_node *markdown_parse(struct arena *arena, const struct source *source, struct span body,
                           struct findings *findings);

/* Never NULL for a node of a parsed tree. */
const struct markdown_node *markdown_node(cmark_node *node);

/* Types that cmark-gfm exports without a header. */
bool markdown_is_table(cmark_node *node);
bool markdown_is_row(cmark_node *node);
bool markdown_is_cell(cmark_node *node);
bool markdown_is_strikethrough(cmark_node *node);

/* Raw text of a paragraph, heading or filled cell, without quote and list
 * prefixes; NULL for any other node. It lives as long as the tree. */
const char *markdown_content(cmark_node *node);

#endif
