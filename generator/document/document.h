/*
 * document: one libxml2 tree a page, as themes/document.rng describes it.
 *
 * Two phases (DESIGN.md section 3). document_read() works on one page alone and
 * leaves references open; document_facts() says what other pages may know;
 * document_resolve() fills references from everybody's facts.
 */
#ifndef CONCORDAT_DOCUMENT_H
#define CONCORDAT_DOCUMENT_H

#include "base/base.h"
#include "source/source.h"

#include <libxml/tree.h>

#define COMMONMARK_NAMESPACE "http://commonmark.org/xml/1.0"
#define DOCUMENT_NAMESPACE "urn:concordat:document:1"

/* A row of the table that says who has agreed to a page. */
struct document_sign_off {
    const char *view;             /* as the site spells it, else as the author does */
    const struct sign_off *given; /* the author's row; NULL: there is none */
    bool needed;                  /* the page's kind asks for it */
};

/* A file that goes into the PDF of the page's publication. */
struct document_attachment {
    const char *file; /* NULL: the Markdown of the page, of a first page that of all pages */
    const char *name; /* that it has in the PDF */
};

struct document {
    const struct source *source;
    const struct front_matter *front_matter;
    const char *status;              /* its own, else that of its publication's first page */
    bool first;                      /* the first page of its publication, or read alone */
    xmlDoc *xml;                     /* root: c:page; freed with the arena */
    const char *path;                /* below the site's root, "strategy/index.md" */
    const char *href;                /* below out/, "strategy/index.html" */
    const struct raw_html *raw_html; /* what is not in the tree, in the order of the page */
    /* those needed in the site's order, then others; none of a page that its
     * publication's first page speaks for */
    const struct document_sign_off *sign_offs;
    size_t sign_off_count;
    const struct document_attachment *attachments; /* those that are there */
    size_t attachment_count;
};

/* Raw HTML that was left out of the tree: refused, or a comment. Rules look at it. */
struct raw_html {
    struct span span;
    const struct raw_html *next;
};

/* Reads one page. Faults of the content are findings and work goes on; NULL only
 * if the text cannot be read as a page at all (a failure or a finding says why:
 * not UTF-8, NUL bytes, too large, hostile). `path` is as the user gave it. */
struct document *document_read(struct arena *arena, const struct site *site, const char *path,
                               struct findings *findings);

/* The same for a text in memory, which must live as long as the arena. */
struct document *document_read_text(struct arena *arena, const struct site *site, const char *path,
                                    struct str text, struct findings *findings);

/* Bytes of the source a node comes from; {0, 0} for what we made. Every element
 * has one, carried in xmlNode._private. A `text` element's content is the
 * source's bytes unless it is one entity or escape. */
struct span document_span(const xmlNode *node);
/* The node behind it in document order, below `root`; NULL at the end. */
xmlNode *document_next(const xmlNode *root, xmlNode *node);

/* Lists the findings that count in the page's tree and marks what they are about. They are those
 * of this page, sorted. */
void document_highlight(struct document *document, struct arena *arena,
                        const struct finding *findings, size_t count);

/* Writes each element's sourcepos on the document's own tree, as stylesheets get it
 * from document_assemble(). */
void document_write_places(const struct document *document);

/* Width and height of a PNG, JPEG or SVG in CSS pixels; false if it cannot be read,
 * *why then says why. */
bool image_size(struct arena *arena, const char *path, unsigned *width, unsigned *height,
                const char **why);

/* The name of a page's Markdown among files attached to its PDF, in the arena. */
const char *document_attached_name(struct arena *arena, const struct document *document);

/* ---- Facts ------------------------------------------------------------------- */

struct target {
    const char *id;
    const char *kind;  /* figure, table, section, paragraph, question */
    const char *label; /* what a reference prints: "Figure 2", the section's title */
    struct span span;
};
struct page_facts {
    const char *path, *href, *id, *publication, *title, *description, *kind, *lang, *appendix;
    int order;
    const struct target *targets;
    size_t target_count;
};

/* A folder with an index page and its pages in reading order. */
struct publication {
    const char *id;
    const struct document *index;
    struct document **pages; /* the index first */
    size_t page_count;
};

/* All pages of a run, grouped and ordered; appendices get their letters. */
struct collection {
    const struct site *site;
    struct publication *publications;
    size_t publication_count;
    /* by path; for references */
    const struct page_facts *facts;
    size_t fact_count;
};
struct collection *collection_new(struct arena *arena, const struct site *site,
                                  struct document **documents, size_t count,
                                  struct findings *findings);

/* A page's facts by its path below the root; NULL if it is not in the collection. */
const struct page_facts *collection_page(const struct collection *collection, const char *path);

/* Fills c:ref, resolves links to pages, files and headings; what is missing is a
 * finding. */
void document_resolve(struct document *document, const struct collection *collection,
                      struct findings *findings);

/* ---- Input for stylesheets -------------------------------------------------------- */

/* The publication of the pages at the root of content/. */
#define SITE_PUBLICATION "site"

/* A file that is offered for download beside the pages of a publication. */
struct download {
    const char *publication; /* its id */
    const char *title, *href, *lang;
    const char *format;  /* "PDF" */
    const char *variant; /* "print" or "easy-read" */
    size_t bytes;
    unsigned pages;
};

/* One page for the web, or the pages of a publication for a PDF. */
struct assembly {
    const struct collection *collection;
    const struct publication *publication;
    const struct document *const *pages;
    size_t page_count;
    const struct download *downloads; /* of the whole site */
    size_t download_count;
    bool draft;
    bool brief; /* the theme may leave out what a short document does without */
};

/* A tree as themes/document.rng describes it; a copy, freed with the arena. */
xmlDoc *document_assemble(struct arena *arena, const struct assembly *assembly);

#endif
