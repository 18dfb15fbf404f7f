#include "command/command.h"

#include "document/document.h"

#include <string.h>

static void print_findings(const struct findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        printf("%s:%u:%u: %s: %s [%s]\n", finding->path, finding->start.line, finding->start.column,
               level_name(finding->level), finding->message, finding->rule);
    }
}

static void print_tree(xmlDoc *doc)
{
    xmlChar *text = NULL;
    int size = 0;
    xmlDocDumpFormatMemoryEnc(doc, &text, &size, "UTF-8", 1);
    if (text == NULL)
        die_no_memory((size_t)size);
    fwrite(text, 1, (size_t)size, stdout);
    xmlFree(text);
}

/* The page among the pages of its site, so that its references have their targets. What
 * is wrong with the other pages is not asked here. */
static struct collection *collect(struct arena *arena, const struct site *site,
                                  struct document *document, struct findings *findings)
{
    struct path_list list = {0};
    if (site->source != NULL && folder_list(arena, site->root, &list) != 0)
        return NULL;
    struct document **documents = ARENA_ARRAY(arena, list.count + 1, struct document *);
    size_t count = 0;
    documents[count++] = document;
    struct findings *others = findings_new(arena);
    for (size_t i = 0; i < list.count; i++) {
        if (str_ends(str_of(list.paths[i]), ".md") && strcmp(list.paths[i], document->path) != 0)
            documents[count++] =
                document_read(arena, site, path_join(arena, site->root, list.paths[i]), others);
    }
    struct collection *collection = collection_new(arena, site, documents, count, others);
    document_resolve(document, collection, findings);
    return collection;
}

static const struct publication *publication_of(const struct collection *collection,
                                                const struct document *document)
{
    for (size_t i = 0; i < collection->publication_count; i++) {
        const struct publication *publication = &collection->publications[i];
        for (size_t k = 0; k < publication->page_count; k++)
            if (publication->pages[k] == document)
                return publication;
    }
    return NULL;
}

static enum status dump(struct arena *arena, const struct site *site, const char *path)
{
    struct findings *findings = findings_new(arena);
    struct document *document = document_read(arena, site, path, findings);
    if (document == NULL && findings->list.count == 0)
        return STATUS_FILES;
    if (document != NULL) {
        const struct collection *collection = collect(arena, site, document, findings);
        if (collection == NULL)
            return STATUS_FILES;
        const struct document *pages[] = {document};
        print_tree(document_assemble(
            arena, &(struct assembly){.collection = collection,
                                      .publication = publication_of(collection, document),
                                      .pages = pages,
                                      .page_count = 1}));
    }
    findings_sort(findings);
    print_findings(findings);
    return findings_count(findings, LEVEL_ERROR) > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}

enum status command_dump(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    const char *stage = "document";
    const struct option_row rows[] = {
        {"stage", 0, OPTION_TEXT, "STAGE", "which stage's result: document (the default)", &stage}};
    if (!options_parse(invocation, command_find("dump"), rows, COUNT_OF(rows), argc, argv, &status))
        return status;
    if (invocation->operand_count != 1 || strcmp(stage, "document") != 0) {
        fail(NULL, 0, 0, MSG_OPERANDS, "dump", "one FILE");
        return STATUS_USAGE;
    }
    const char *path = site_path(invocation, invocation->operands[0]);
    const struct site *site = site_default(invocation->arena);
    if (path != NULL && site_load(invocation->arena, path, &site) != 0)
        return STATUS_USAGE;
    return dump(invocation->arena, site, invocation->operands[0]);
}
