#include "print/print.h"

#include <libxml/parser.h>
#include <string.h>

#include "print/layout/layout.h"

static void free_document(void *handle)
{
    xmlFreeDoc(handle);
}

/* The first error says enough; those after it mostly follow from it. */
static void note_error(void *payload, xmlErrorPtr error)
{
    xmlErrorPtr *first = payload;
    if (*first == NULL && error->level >= XML_ERR_ERROR) {
        *first = error;
        struct str message = str_trim(str_of(error->message));
        char text[512];
        snprintf(text, sizeof(text), "%.*s", (int)(message.n < 500 ? message.n : 500), message.s);
        fail(error->file, (uint32_t)error->line, (uint32_t)error->int2, MSG_FO_NOT_XML, text);
    }
}

xmlDoc *print_read(struct arena *arena, const char *path)
{
    struct str text;
    if (file_read(arena, path, (size_t)256 << 20, &text) != 0)
        return NULL;
    xmlErrorPtr first = NULL;
    xmlSetStructuredErrorFunc(&first, (xmlStructuredErrorFunc)note_error);
    xmlDoc *document = xmlReadMemory(text.s, (int)text.n, path, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA |
                                         XML_PARSE_BIG_LINES | XML_PARSE_COMPACT);
    xmlSetStructuredErrorFunc(NULL, NULL);
    if (document)
        arena_on_free(arena, free_document, document);
    else if (!first)
        fail(path, 0, 0, MSG_FO_NOT_XML, "the document is empty");
    return document;
}

int print_areas(struct arena *arena, const xmlDoc *fo, const struct print_options *options,
                struct buf *xml)
{
    struct fo_tree *tree = fo_tree_new(arena, fo, options->path, options->lenient);
    if (!tree)
        return -1;
    struct layout_options layout_options = {.fonts = font_set_new_base14(arena), .like_fop = true};
    struct layout *layout = layout_new(arena, tree, &layout_options);
    if (!layout)
        return -1;
    layout_dump(layout, xml);
    layout_free(layout);
    return 0;
}
