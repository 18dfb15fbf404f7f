#include "check/report/html.h"

#include <string.h>

enum { AROUND = 160 }; /* bytes of a long line before and after the marked words */

/* ---- Text ---------------------------------------------------------------------------- */

/* HTML 13.2.3.5 allows no control and no noncharacter. */
static void put_escaped(struct buf *out, uint32_t c)
{
    bool refused = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE ||
                   (c >= 0xFDD0 && c <= 0xFDEF);
    const char *entity = xml_entity(c);
    if (entity != NULL)
        buf_puts(out, entity);
    else if (c == '\t' || c == '\n' || c == '\r')
        buf_putc(out, ' ');
    else
        buf_put_code_point(out, refused ? 0xFFFD : c);
}

static void put_part(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.n;)
        put_escaped(out, utf8_next(text.s, text.n, &at));
}

void html_text(struct buf *out, const char *text)
{
    put_part(out, str_of(text));
}

void html_sentence(struct buf *out, const char *message)
{
    struct buf text = BUF_INIT;
    buf_puts(&text, "");
    report_sentence(&text, message);
    html_text(out, text.s);
    buf_release(&text);
}

void html_date(struct buf *out, const char *date)
{
    if (strlen(date) != 10 || !date_spell(out, str_of(date)))
        html_text(out, date);
}

void html_count(struct buf *out, size_t count, const char *what)
{
    report_number(out, count, what);
}

/* ---- Quotations ---------------------------------------------------------------------- */

/* What is marked of a text: bytes [from, to). */
struct quotation {
    struct str text;
    size_t from, to;
    bool cut_before, cut_behind;
};

/* The byte of the column, counted from the excerpt's first. */
static size_t byte_of(struct str text, uint32_t columns)
{
    size_t at = 0;
    while (at < text.n && columns-- > 0)
        utf8_next(text.s, text.n, &at);
    return at;
}

static struct quotation from_context(const struct finding *finding)
{
    return (struct quotation){
        .text = str_of(finding->context), .from = finding->marked.start, .to = finding->marked.end};
}

static struct quotation from_excerpt(const struct finding *finding)
{
    struct quotation quotation = {.text = str_of(finding->excerpt)};
    quotation.from = byte_of(quotation.text, finding->start.column - finding->excerpt_column);
    quotation.to = quotation.text.n;
    if (finding->end.line == finding->start.line)
        quotation.to = byte_of(quotation.text, finding->end.column - finding->excerpt_column);
    quotation.cut_before = finding->excerpt_column > 1;
    quotation.cut_behind = finding->excerpt_cut;
    return quotation;
}

static bool inside_character(const char *byte)
{
    return ((unsigned char)*byte & 0xC0) == 0x80;
}

/* Leaves what is near the marked words. */
static void shorten(struct quotation *quotation)
{
    size_t first = 0, past = quotation->text.n;
    if (quotation->from > AROUND)
        first = quotation->from - AROUND;
    if (past - quotation->to > AROUND)
        past = quotation->to + AROUND;
    /* Between words; a word that is all there is near is cut where a character ends. */
    while (first > 0 && first < quotation->from && quotation->text.s[first - 1] != ' ')
        first++;
    while (past < quotation->text.n && past > quotation->to && quotation->text.s[past] != ' ')
        past--;
    while (first > 0 && inside_character(quotation->text.s + first))
        first--;
    while (past < quotation->text.n && inside_character(quotation->text.s + past))
        past++;
    quotation->cut_before |= first > 0;
    quotation->cut_behind |= past < quotation->text.n;
    quotation->text = (struct str){quotation->text.s + first, past - first};
    quotation->from -= first;
    quotation->to -= first;
}

void html_quote(struct buf *out, const struct finding *finding)
{
    if (finding->start.line == 0 || (finding->context == NULL && finding->excerpt == NULL))
        return;
    struct quotation quotation =
        finding->context != NULL ? from_context(finding) : from_excerpt(finding);
    shorten(&quotation);
    struct str text = quotation.text;
    size_t from = quotation.from, to = quotation.to;
    bool whole = from == 0 && to == text.n; /* all marked would be nothing marked */
    buf_puts(out, quotation.cut_before ? "<blockquote>…" : "<blockquote>");
    put_part(out, (struct str){text.s, from});
    buf_puts(out, whole || from == to ? "" : "<mark>");
    put_part(out, (struct str){text.s + from, to - from});
    buf_puts(out, whole || from == to ? "" : "</mark>");
    put_part(out, (struct str){text.s + to, text.n - to});
    buf_puts(out, quotation.cut_behind ? "…</blockquote>" : "</blockquote>");
}

/* ---- Tables -------------------------------------------------------------------------- */

void html_table(struct buf *out, const char *caption, const char *const *headings, size_t count)
{
    buf_puts(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html_text(out, caption);
    buf_puts(out, "\"><table>\n<caption><span>");
    html_text(out, caption);
    buf_puts(out, "</span></caption>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        bool number = headings[i][0] == '#';
        buf_puts(out, number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        html_text(out, headings[i] + number);
        buf_puts(out, "</th>");
    }
    buf_puts(out, "</tr></thead>\n<tbody>\n");
}

void html_table_end(struct buf *out)
{
    buf_puts(out, "</tbody></table></div>\n");
}

void html_number_cell(struct buf *out, size_t number)
{
    buf_printf(out, "<td class=\"n\">%zu</td>", number);
}

void html_level_cells(struct buf *out, const struct measures *measures, double aim)
{
    html_number_cell(out, measures->words);
    html_number_cell(out, measures->sentences);
    if (measures->sentences > 0)
        buf_printf(out, "<td class=\"n\">%.1f</td>",
                   (double)measures->words / (double)measures->sentences);
    else
        buf_puts(out, "<td class=\"n\">–</td>");
    unsigned excess = level_excess(measures, aim);
    if (!level_known(measures))
        buf_puts(out, "<td class=\"n\">too short</td>");
    else if (excess > 0)
        buf_printf(out, "<td class=\"n\"><span class=\"over\">%u</span> (%u over)</td>",
                   level_age(measures), excess);
    else
        buf_printf(out, "<td class=\"n\">%u</td>", level_age(measures));
}
