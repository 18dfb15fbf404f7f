#include "command/command.h"

#include <string.h>

#include "print/print.h"

/* From a copy: what is formatted is taken apart, and the PDF is still to come. */
static int write_areas(const xmlDoc *document, const struct print_options *options,
                       const char *path)
{
    struct buf xml = BUF_INIT;
    xmlDoc *copy = xmlCopyDoc((xmlDoc *)document, 1);
    if (!copy)
        die_no_memory(sizeof(*copy));
    int result = print_areas(copy, options, &xml);
    xmlFreeDoc(copy);
    if (result == 0)
        result = file_write(path, xml.s, xml.n);
    buf_release(&xml);
    return result;
}

static const struct print_attachment *attachments(struct arena *arena,
                                                  const struct option_values *paths)
{
    struct print_attachment *list = ARENA_ARRAY(arena, paths->count, struct print_attachment);
    for (size_t i = 0; i < paths->count; i++)
        list[i] = (struct print_attachment){paths->items[i], path_name(paths->items[i])};
    return list;
}

enum status command_fo(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    const char *areas = NULL, *fonts = NULL;
    const char *version = "1.7";
    struct option_values attached = {0};
    bool lenient = false;
    const struct option_row rows[] = {
        {"areas", 0, OPTION_TEXT, "FILE", "write the area tree, with base-14 metrics", &areas},
        {"fonts", 0, OPTION_TEXT, "DIR", "search fonts there before the system's", &fonts},
        {"pdf", 0, OPTION_PDF, "VERSION", "1.7 (PDF/UA-1, A-2a) or 2.0 (UA-2, WTPDF, A-4)",
         &version},
        {"attach", 0, OPTION_EACH, "FILE", "attach it: the source (.md, .fo) or data (PDF/A-3a)",
         &attached},
        {"lenient", 0, OPTION_FLAG, NULL, "only warn about what is outside the subset", &lenient},
    };
    if (!options_parse(invocation, command_find("fo"), rows, COUNT_OF(rows), argc, argv, &status))
        return status;
    if (invocation->operand_count != 2 && !(areas && invocation->operand_count == 1)) {
        fail(NULL, 0, 0, MSG_OPERANDS, "fo", "IN.fo and OUT.pdf");
        return STATUS_USAGE;
    }
    const char *path = invocation->operands[0];
    xmlDoc *document = print_read(invocation->arena, path);
    if (!document)
        return STATUS_FILES;
    struct print_options options = {
        .path = path, .pdf_2_0 = strcmp(version, "2.0") == 0, .lenient = lenient};
    options.attachments = attachments(invocation->arena, &attached);
    options.attachment_count = attached.count;
    if (fonts) {
        options.font_folders = &fonts;
        options.font_folder_count = 1;
    }
    if (areas && write_areas(document, &options, areas) != 0)
        return STATUS_FINDINGS;
    if (invocation->operand_count == 2 &&
        print_pdf(document, &options, invocation->operands[1], NULL) != 0)
        return STATUS_FINDINGS;
    return STATUS_CLEAN;
}
