/*
 * What keeps the PDF from being PDF/UA, as findings: those of its structure tree, and
 * what can be seen in the formatting objects alone.
 */
#include "print/internal.h"

struct finding *printer_find(const struct printer *printer, const struct fo_place *at,
                             enum message message, va_list args)
{
    if (!*message_texts(&(size_t){0})[message].rule) {
        vwarn(at->path, at->line, at->column, message, args);
        return NULL;
    }
    struct finding *finding = vreport_at(printer->findings, at->path,
                                         (struct place){at->line, at->column}, message, args);
    if (printer->tree->lenient)
        finding->level = LEVEL_WARNING;
    return finding;
}

static void found(void *payload, const void *origin, enum message message, va_list args)
{
    struct printer *printer = payload;
    if (message == MSG_PDF_EMPTY && printer->lost_picture)
        return; /* what was to hold it is empty with it */
    printer->is_faulty |= message_texts(&(size_t){0})[message].level == LEVEL_ERROR;
    struct fo_place at = fo_place(printer->tree, origin ? origin : printer->tree->root);
    printer_find(printer, &at, message, args);
}

static void find(struct printer *printer, const struct fo *fo, enum message message, ...)
{
    va_list args;
    va_start(args, message);
    found(printer, fo, message, args);
    va_end(args);
}

/* Private use areas (Unicode, 23.5): the glyph shows, and its code says nothing. */
static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) ||
           (c >= 0x100000 && c <= 0x10FFFD);
}

/* The first such character of each text that is real content. */
static void check_characters(struct printer *printer, const struct fo *fo)
{
    for (size_t at = 0; fo->type == FO_TEXT && fo->element && at < fo->text.n;) {
        uint32_t c = utf8_next(fo->text.s, fo->text.n, &at);
        if (is_private(c)) {
            find(printer, fo, MSG_PDF_CHARACTER, (unsigned)c);
            return;
        }
    }
    for (const struct fo *child = fo->first; child; child = child->next)
        check_characters(printer, child);
}

void conform(struct printer *printer)
{
    if (!printer->findings)
        return;
    if (!printer->has_title)
        find(printer, NULL, MSG_PDF_NO_TITLE_FOUND);
    if (!printer->has_lang)
        find(printer, NULL, MSG_PDF_LANGUAGE_NONE);
    else if (!language_is_valid(str_of(printer->info.lang)))
        find(printer, NULL, MSG_PDF_LANGUAGE, printer->info.lang);
    if (!printer->lost_characters)
        check_characters(printer, printer->tree->root);
    pdf_conform(printer->pdf, found, printer);
    pdf_claim(printer->pdf, printer->lost_characters ? PDF_CLAIMS_NONE
                            : printer->is_faulty     ? PDF_CLAIMS_ARCHIVE
                                                     : PDF_CLAIMS_ALL);
}
