/*
 * What keeps the PDF from being PDF/UA, as findings: those of its structure tree, and
 * what can be seen in the formatting objects alone.
 */
#include "print/internal.h"

struct conforming {
    const struct fo_tree *tree;
    struct findings *findings;
    bool lenient;
};

static void found(void *payload, const void *origin, enum message message, va_list args)
{
    const struct conforming *conforming = payload;
    const struct fo *fo = origin ? origin : conforming->tree->root;
    struct fo_place at = fo_place(conforming->tree, fo);
    struct finding *finding = vreport_at(conforming->findings, at.path,
                                         (struct place){at.line, at.column}, message, args);
    if (conforming->lenient)
        finding->level = LEVEL_WARNING;
}

static void find(struct conforming *conforming, const struct fo *fo, enum message message, ...)
{
    va_list args;
    va_start(args, message);
    found(conforming, fo, message, args);
    va_end(args);
}

/* Private use areas (Unicode, 23.5): the glyph shows, and its code says nothing. */
static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) ||
           (c >= 0x100000 && c <= 0x10FFFD);
}

/* The first such character of each text that is real content. */
static void check_characters(struct conforming *conforming, const struct fo *fo)
{
    for (size_t at = 0; fo->type == FO_TEXT && fo->element && at < fo->text.n;) {
        uint32_t c = utf8_next(fo->text.s, fo->text.n, &at);
        if (is_private(c)) {
            find(conforming, fo, MSG_PDF_CHARACTER, (unsigned)c);
            return;
        }
    }
    for (const struct fo *child = fo->first; child; child = child->next)
        check_characters(conforming, child);
}

void conform(const struct printer *printer, const struct print_options *options)
{
    struct conforming conforming = {
        .tree = printer->tree, .findings = options->findings, .lenient = options->lenient};
    if (!options->findings)
        return;
    if (!printer->has_title)
        find(&conforming, NULL, MSG_PDF_NO_TITLE_FOUND);
    if (!printer->has_lang)
        find(&conforming, NULL, MSG_PDF_LANGUAGE_NONE);
    else if (!language_is_valid(str_of(printer->info.lang)))
        find(&conforming, NULL, MSG_PDF_LANGUAGE, printer->info.lang);
    check_characters(&conforming, printer->tree->root);
    pdf_conform(printer->pdf, found, &conforming);
}
