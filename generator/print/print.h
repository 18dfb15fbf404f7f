/*
 * print: an XSL-FO document into a tagged PDF. Reads the objects (print/fo), lays them
 * out (print/layout), makes the structure tree from the objects' roles and paints the
 * areas (print/pdf).
 */
#ifndef CONCORDAT_PRINT_PRINT_H
#define CONCORDAT_PRINT_PRINT_H

#include <libxml/tree.h>

#include "base/base.h"

struct print_attachment {
    const char *path;
    const char *name; /* that it gets in the PDF; no two may be the same */
};

struct print_options {
    /* Where the FO document came from, for messages and as the base of relative
     * pictures. What has a p:source is reported at that place instead. */
    const char *path;
    /* Folders with fonts, searched before the system's. */
    const char *const *font_folders;
    size_t font_folder_count;
    /* Families for characters that the asked ones lack, in order. */
    const char *const *fallback_families;
    size_t fallback_count;
    /* Seconds since 1970 for the document's dates; p:info's date comes before it. */
    int64_t date;
    /* Files to attach: Markdown as the document's source, others as its data. They get the
     * document's date, since a file's own changes with each copy. */
    const struct print_attachment *attachments;
    size_t attachment_count;
    /* PDF 2.0: UA-2, WTPDF 1.0 and A-4 instead of UA-1 and A-2a. */
    bool pdf_2_0;
    /* What is outside the subset, or keeps the PDF from being PDF/UA, is a warning, not an
     * error. */
    bool lenient;
    /* Gets what keeps the PDF from being PDF/UA, what does not fit, and what of text and
     * pictures cannot be shown, at the place of the object: its p:source, else its line in the
     * FO document. NULL: nobody asks for the first, and the rest is printed. */
    struct findings *findings;
    /* With an error among the findings no file is written. */
    bool only_conforming;
    /* Of what comes to more pages nothing is said or written; 0: any number. */
    unsigned most_pages;
    /* What in SVGs has to be printed as pixels was told before (print_svg_refusal). */
    bool drawings_are_known;
};

/*
 * Reads an FO file; the document hangs off the arena. NULL after a message.
 */
xmlDoc *print_read(struct arena *arena, const char *path);

struct print_result {
    unsigned pages;
    bool is_file_fault; /* of a failure: a file could not be read or written; else it is the
                           document */
};

/* Formats `fo`, which is taken apart and may be freed afterwards, into the file at
 * `path`. 0, or -1 after messages: then nothing is written. */
int print_pdf(xmlDoc *fo, const struct print_options *options, const char *path,
              struct print_result *result);

/* What in an SVG cannot be printed as lines, as a text in the arena; NULL: nothing. */
const char *print_svg_refusal(struct arena *arena, const char *file);

/* The area tree as XML of `fo`, which is taken apart, laid out with base-14 metrics and as Apache
 * FOP does, for FOP's layout cases. */
int print_areas(xmlDoc *fo, const struct print_options *options, struct buf *xml);

#endif
