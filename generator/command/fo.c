#include "command/command.h"

#include "command/reports.h"
#include "print/print.h"

#include <errno.h>
#include <string.h>

/* From a copy: what is formatted is taken apart, and the PDF is still to come. */
static enum status write_areas(const xmlDoc *document, const struct print_options *options,
                               const char *path)
{
    struct buf xml = BUF_INIT;
    xmlDoc *copy = xmlCopyDoc((xmlDoc *)document, 1);
    if (!copy)
        die_no_memory(sizeof(*copy));
    enum status status = STATUS_CLEAN;
    if (print_areas(copy, options, &xml) != 0)
        status = STATUS_FINDINGS;
    else if (file_write(path, xml.s, xml.n) != 0)
        status = STATUS_FILES;
    xmlFreeDoc(copy);
    buf_release(&xml);
    return status;
}

static const struct print_attachment *attachments(struct arena *arena,
                                                  const struct option_values *paths)
{
    struct print_attachment *list = ARENA_ARRAY(arena, paths->count, struct print_attachment);
    for (size_t i = 0; i < paths->count; i++)
        list[i] = (struct print_attachment){paths->items[i], path_name(paths->items[i])};
    return list;
}

/* The findings with the lines of the FO document that they are at. */
static int show_lines(struct arena *arena, const char *path, const struct findings *found,
                      struct findings *shown)
{
    struct str text;
    if (found->list.count > 0 && file_read(arena, path, SIZE_MAX, &text) != 0)
        return -1;
    const struct source *source = found->list.count > 0 ? source_new(arena, path, text) : NULL;
    for (size_t i = 0; i < found->list.count; i++) {
        struct finding finding = found->list.items[i];
        uint32_t line = finding.start.line;
        struct span span = {0, 0};
        bool is_here = strcmp(finding.path, path) == 0 && line > 0 && line <= source->line_count;
        if (is_here) {
            struct str whole = source_line(source, line), words = str_trim(whole);
            span.start = (uint32_t)(words.s - source->text);
            span.end = span.start + (uint32_t)words.n;
        }
        findings_add(shown, is_here ? source : NULL, span, finding);
    }
    findings_sort(shown);
    return 0;
}

/* Formats into the file, and reports what was found. */
static enum status format(xmlDoc *document, struct print_options *options, const char *to,
                          const struct reports *reports, bool is_quiet, struct arena *arena)
{
    struct findings *found = findings_new(arena), *shown = findings_new(arena);
    options->findings = found;
    options->only_conforming = true;
    struct print_result result;
    int printed = print_pdf(document, options, to, &result);
    if (show_lines(arena, options->path, found, shown) != 0)
        return STATUS_FILES;
    bool is_silent = shown->list.count == 0 && reports->options.format == REPORT_TEXT;
    struct report_options how = {.pages = 1};
    if ((!is_silent || reports->files.count > 0) && reports_write(reports, shown, NULL, how) != 0)
        return STATUS_FILES;
    if (printed != 0)
        return result.is_file_fault ? STATUS_FILES : STATUS_FINDINGS;
    if (findings_count(shown, LEVEL_ERROR) == 0)
        return STATUS_CLEAN;
    if (!is_quiet)
        fprintf(reports->options.format == REPORT_TEXT ? stdout : stderr,
                "nothing was written: mend what is above, or use --lenient\n");
    return STATUS_FINDINGS;
}

/* Whether what is to be written would take the place of what is read. */
static bool is_overwritten(const struct invocation *invocation, const char *areas)
{
    const char *from = invocation->operands[0];
    const char *to = invocation->operand_count > 1 ? invocation->operands[1] : NULL;
    if ((!to || !file_is_same(from, to)) && (!areas || !file_is_same(from, areas)))
        return false;
    fail(NULL, 0, 0, MSG_FO_OVERWRITES, from);
    return true;
}

enum status command_fo(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    const char *areas = NULL, *fonts = NULL;
    const char *version = "1.7";
    struct option_values attached = {0};
    struct reports reports = REPORTS_INIT;
    bool lenient = false;
    const struct option_row rows[] = {
        {"areas", 0, OPTION_TEXT, "FILE", "write the area tree, with base-14 metrics", &areas},
        {"fonts", 0, OPTION_TEXT, "DIR", "search fonts there before the system's", &fonts},
        {"pdf", 0, OPTION_PDF, "VERSION", "1.7 (PDF/UA-1, A-2a) or 2.0 (UA-2, WTPDF, A-4)",
         &version},
        {"attach", 0, OPTION_EACH, "FILE", "attach it: the source (.md, .fo) or data (PDF/A-3a)",
         &attached},
        {"lenient", 0, OPTION_FLAG, NULL,
         "warn of what is outside the subset or not PDF/UA, and write", &lenient},
        REPORT_ROWS(reports),
    };
    if (!options_parse(invocation, command_find("fo"), rows, COUNT_OF(rows), argc, argv, &status))
        return status;
    if (invocation->operand_count != 2 && !(areas && invocation->operand_count == 1)) {
        fail(NULL, 0, 0, MSG_OPERANDS, "fo", "IN.fo and OUT.pdf");
        return STATUS_USAGE;
    }
    if (!reports_parse(&reports, invocation))
        return STATUS_USAGE;
    reports.options.brief = true; /* there is one document */
    if (is_overwritten(invocation, areas))
        return STATUS_USAGE;
    if (fonts && !folder_exists(fonts)) {
        fail(NULL, 0, 0, MSG_FOLDER_OPEN, fonts, strerror(ENOENT));
        return STATUS_FILES;
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
    if (areas)
        status = write_areas(document, &options, areas);
    if (areas && status != STATUS_CLEAN)
        return status;
    if (invocation->operand_count == 1)
        return STATUS_CLEAN;
    return format(document, &options, invocation->operands[1], &reports, invocation->quiet,
                  invocation->arena);
}
