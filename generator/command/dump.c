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
    const struct site *site = site_default(invocation->arena);
    if (invocation->site != NULL && site_load(invocation->arena, invocation->site, &site) != 0)
        return STATUS_USAGE;
    if (!file_exists(invocation->operands[0])) {
        fail(NULL, 0, 0, MSG_FILE_OPEN, invocation->operands[0], "there is no such file");
        return STATUS_FILES;
    }
    struct findings *findings = findings_new(invocation->arena);
    struct document *document =
        document_read(invocation->arena, site, invocation->operands[0], findings);
    if (document != NULL)
        print_tree(document->xml);
    findings_sort(findings);
    print_findings(findings);
    if (document == NULL && findings->list.count == 0)
        return STATUS_FILES;
    return findings_count(findings, LEVEL_ERROR) > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}
