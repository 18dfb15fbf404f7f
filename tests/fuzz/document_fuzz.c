/*
 * libFuzzer target: any bytes as a page, through reading, collection, references and
 * assembly. Beside crashes and sanitizer reports it fails on a tree that is not what
 * themes/document.rng describes, and on a text whose span cuts other bytes.
 *
 *     cmake --preset fuzz && cmake --build --preset fuzz --target document_fuzz
 *     build-fuzz/tests/fuzz/document_fuzz -max_len=4096 CORPUS tests/cases/document
 */
#include "document/document.h"

#include <libxml/relaxng.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static xmlRelaxNG *schema_get(void)
{
    static xmlRelaxNG *schema;
    if (schema == NULL) {
        xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(SCHEMA);
        schema = xmlRelaxNGParse(parser);
        xmlRelaxNGFreeParserCtxt(parser);
    }
    return schema;
}

static void check_schema(xmlDoc *doc)
{
    xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(schema_get());
    if (xmlRelaxNGValidateDoc(context, doc) != 0)
        BUG("a tree is not what themes/document.rng describes");
    xmlRelaxNGFreeValidCtxt(context);
}

static void check_spans(const struct source *source, const xmlNode *node)
{
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        struct span span = document_span(node);
        if (span.start > span.end || span.end > source->size)
            BUG("a span is outside of its source");
        const xmlNode *text = node->children;
        if (strcmp((const char *)node->name, "text") == 0 && text != NULL &&
            strlen((const char *)text->content) == span.end - span.start &&
            memcmp(text->content, source->text + span.start, span.end - span.start) != 0)
            BUG("a text is not what its span cuts");
        check_spans(source, node->children);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct findings *findings = findings_new(arena);
    const struct site *site = site_default(arena);
    const char *text = arena_strndup(arena, (const char *)bytes, size);
    struct document *document =
        document_read_text(arena, site, "page.md", (struct str){text, size}, findings);
    if (document != NULL) {
        check_spans(document->source, xmlDocGetRootElement(document->xml));
        struct collection *collection = collection_new(arena, site, &document, 1, findings);
        document_resolve(document, collection, findings);
        const struct document *pages[] = {document};
        check_schema(
            document_assemble(arena, &(struct assembly){.collection = collection,
                                                        .publication = &collection->publications[0],
                                                        .pages = pages,
                                                        .page_count = 1}));
    } else if (findings->list.count == 0) {
        BUG("a page was refused without a finding");
    }
    arena_free(arena);
    return 0;
}
