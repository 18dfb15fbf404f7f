/* Shared by the files of generator/source only. */
#ifndef CONCORDAT_SOURCE_INTERNAL_H
#define CONCORDAT_SOURCE_INTERNAL_H

#include "source/markdown.h"

#include <cmark-gfm-extension_api.h>

/* ---- The parse of one page ---------------------------------------------------- */

struct markdown_parse {
    struct arena *arena;
    const struct source *source;
    struct findings *findings;
    struct span body;
    uint32_t first_line; /* lines of the source before the body */
    /* guards against hostile tables */
    cmark_node *delimiter_paragraph; /* the paragraph the count below belongs to */
    unsigned delimiter_lines;
    size_t cells; /* of all tables so far */
    bool hostile; /* reported; the tree is of no use */
};

/* The node's own record, made on first use. */
struct markdown_node *markdown_record(struct arena *arena, cmark_node *node);

/* Offset in the source of byte `column` (from 1) of line `line` of the body. */
uint32_t markdown_offset(const struct markdown_parse *parse, int line, int column);

/* ---- Lines: from a block's content to the source -------------------------------- */

/* `size` bytes of content stand at `source`; after a gap in `content` or `source`
 * comes the next segment. An escaped pipe is a segment of its own: one byte of
 * content, two of source. */
struct segment {
    uint32_t content, source, size;
    bool escape;
};
struct content_map {
    VEC(struct segment) segments;
    size_t at; /* the segment last looked at: cursors only move forward */
};
void content_map_release(struct content_map *map);

/* Source offset of a content offset; offsets of one map are asked in rising order.
 * At the seam of two segments the later one counts. */
uint32_t content_map_offset(struct content_map *map, uint32_t content);
/* Source offset just past the content byte before `content`. */
uint32_t content_map_end(struct content_map *map, uint32_t content);
/* The segment that holds content byte `content`, or NULL for a line end. */
const struct segment *content_map_segment(struct content_map *map, uint32_t content);

/* Lays the lines of `content` against the source so that the last one ends line
 * `last_line` (of the source, from 1). False if they do not fit. */
bool content_map_lines(struct content_map *map, const struct source *source, struct str content,
                       uint32_t last_line, bool unescape_pipes);
/* Content that is one line and starts at a known offset. */
bool content_map_at(struct content_map *map, const struct source *source, struct str content,
                    uint32_t offset);
/* The content of a table cell whose source is `cell`, blanks around it included. */
bool content_map_cell(struct content_map *map, const struct source *source, struct str content,
                      struct span cell, bool right_aligned);

/* ---- Inlines ------------------------------------------------------------------- */

/* Gives every inline below `block` its span and its runs. False if the content
 * was not used up exactly: then nothing that was set counts. */
bool inlines_locate(struct arena *arena, cmark_node *block, struct str content,
                    struct content_map *map);

/* Spans of all blocks and inlines of a parsed tree. */
void markdown_locate(const struct markdown_parse *parse, cmark_node *root);

/* ---- The syntax extension --------------------------------------------------------- */

cmark_syntax_extension *extension_get(struct markdown_parse *parse);
/* Its inline hook. */
cmark_node *carrier_match(cmark_syntax_extension *extension, cmark_parser *parser,
                          cmark_node *parent, unsigned char character,
                          cmark_inline_parser *inlines);

/* Reads {…} at `text`; the bytes it takes, 0 if it is not strictly that. */
size_t attributes_scan(struct arena *arena, struct str text, const struct attributes **attributes);

/* ---- Guards -------------------------------------------------------------------------- */

/* One linear pass that only refuses; false after a finding. */
bool guard_text(const struct source *source, struct span body, struct findings *findings);

/* ---- YAML ---------------------------------------------------------------------------- */

/* What libyaml says: its words, where it stands, and where what it was at began. */
struct yml_fault {
    const char *problem, *context; /* may be NULL */
    uint32_t at, from;
};
/* Reports it in words for people who do not know YAML (yml_fault.c). */
void yml_report_fault(const struct source *source, struct yml_fault said,
                      struct findings *findings);

#endif
