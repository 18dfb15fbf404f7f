/*
 * Glyphs of one shaped piece. They are shown in the order of the text, right to
 * left too, where the pen moves backwards: that is the order in which readers of
 * the structure take them (ISO 32000-1, 14.8.2.3).
 *
 * Each cluster's text is carried by its codes: one for all of it, whose glyphs are
 * joined to a compound if there are several. Where that cannot be (CFF outlines have
 * no compounds, and their glyphs say one thing each), the words around go into a
 * marked sequence with ActualText: in the sequence's own property list, since readers
 * lose what follows a Span nested inside one.
 */
#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Below this the pen may stray before it is put right: a fiftieth of a point. */
static const double TOLERANCE = 20;

/* Stands for the glyphs of a cluster after the first, with CFF: no text of their own. */
#define NO_TEXT "\xE2\x81\xA0" /* word joiner */

struct cluster {
    uint32_t first, count;     /* glyphs, in the text's order */
    uint32_t start, end;       /* bytes of text */
    bool is_joined;            /* one code, the first glyph's, shows them all … */
    uint32_t more, more_count; /* … and these follow, which show nothing */
    bool hard;                 /* needs ActualText … */
    bool said;                 /* … which is empty: the line before has it */
};

struct show {
    struct canvas *canvas;
    const double *matrix;
    const struct pdf_text *text;
    struct pdf_font *font;
    struct cluster *clusters;
    uint32_t *codes; /* by glyph, in the text's order, as the pens */
    double *pens;    /* where each glyph's origin is, in mpt along the baseline */
    size_t count;
    double end;    /* the same for what would follow */
    double actual; /* where the pen is */
    bool array_open, string_open;
    mpt rise;
    struct buf said; /* text under way, without soft hyphens */
    VEC(uint32_t) more;
};

/* ---- Clusters and codes ------------------------------------------------------------------- */

/* The text [start, end) as readers get it: a soft hyphen is no part of a word. */
static struct str said_text(struct show *show, uint32_t start, uint32_t end)
{
    struct str rest = {show->text->text + start, end - start};
    buf_clear(&show->said);
    for (size_t i = 0; i < rest.n; i++)
        if (i + 1 < rest.n && memcmp(rest.s + i, "\xC2\xAD", 2) == 0)
            i++;
        else
            buf_putc(&show->said, rest.s[i]);
    return (struct str){show->said.s ? show->said.s : "", show->said.n};
}

/* The space that justification widens. */
static bool is_word_space(const struct show *show, const struct cluster *cluster)
{
    return cluster->end - cluster->start == 1 && show->text->text[cluster->start] == ' ';
}

static bool is_space(const struct show *show, const struct cluster *cluster)
{
    return is_word_space(show, cluster) ||
           (cluster->end - cluster->start == 2 &&
            memcmp(show->text->text + cluster->start, "\xC2\xA0", 2) == 0);
}

/* The i-th glyph in the text's order. */
static const struct glyph *glyph_at(const struct show *show, uint32_t i)
{
    const struct pdf_text *text = show->text;
    return &text->glyphs[text->right_to_left ? text->glyph_count - 1 - i : i];
}

static void find_clusters(struct show *show)
{
    const struct pdf_text *text = show->text;
    for (uint32_t i = 0; i < text->glyph_count; i++) {
        uint32_t at = glyph_at(show, i)->cluster;
        if (i > 0 && at == glyph_at(show, i - 1)->cluster) {
            show->clusters[show->count - 1].count++;
            continue;
        }
        if (i > 0)
            show->clusters[show->count - 1].end = at;
        show->clusters[show->count++] =
            (struct cluster){.first = i, .count = 1, .start = at, .end = text->end};
    }
    /* Ignorables before the first glyph have none of their own. */
    if (show->count > 0)
        show->clusters[0].start = text->start;
}

/* Advances add up from the left, whichever way the text runs. */
static void place_glyphs(struct show *show)
{
    double total = 0, done = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t c = 0; c < show->count; c++) {
            const struct cluster *cluster = &show->clusters[c];
            for (uint32_t i = 0; i < cluster->count; i++) {
                uint32_t at = cluster->first + i;
                double advance = glyph_at(show, at)->advance;
                if (i + 1 == cluster->count && is_word_space(show, cluster))
                    advance += show->text->word_spacing;
                if (pass == 0) {
                    total += advance;
                    continue;
                }
                show->pens[at] = show->text->right_to_left ? total - done - advance : done;
                done += advance;
            }
        }
    show->end = show->text->right_to_left ? 0 : total;
}

static bool is_control(const char *text, uint32_t size)
{
    return size >= 1 && (unsigned char)text[0] < ' ';
}

/* A cluster's text as readers get it. */
static struct str cluster_text(struct show *show, const struct cluster *cluster)
{
    struct str text = {show->text->text + cluster->start, cluster->end - cluster->start};
    struct str plain = said_text(show, cluster->start, cluster->end);
    if (plain.n > 0) /* else it is the hyphen itself */
        text = plain;
    return is_control(text.s, (uint32_t)text.n) ? STR(" ") : text;
}

/* How far codes of one cluster stand apart: nobody sees it, who sorts what is on the page does. */
static double step_of(const struct show *show)
{
    return 0.004 * show->text->size;
}

static int32_t in_units(const struct show *show, double length)
{
    return (int32_t)lround(length * show->font->units_per_em / show->text->size);
}

/* A compound's origin: the leftmost pen; of one glyph, where that stands. */
static double origin_of(const struct show *show, uint32_t first, uint32_t count)
{
    double origin = show->pens[first] + (count == 1 ? glyph_at(show, first)->dx : 0);
    for (uint32_t i = first + 1; i < first + count; i++)
        origin = show->pens[i] < origin ? show->pens[i] : origin;
    return origin;
}

/* One code for all of a cluster's glyphs, which says the text. */
static void code_compound(struct show *show, const struct cluster *cluster, struct str text)
{
    struct glyph_part *parts = calloc(cluster->count, sizeof *parts);
    struct compound compound = {parts, cluster->count, 0};
    if (parts == NULL)
        die_no_memory(cluster->count);
    uint32_t first = cluster->first;
    double origin = origin_of(show, first, cluster->count), advance = 0;
    for (uint32_t i = 0; i < cluster->count; i++) {
        const struct glyph *glyph = glyph_at(show, first + i);
        double x = show->pens[first + i] + glyph->dx - origin;
        parts[i] = (struct glyph_part){glyph->id, in_units(show, x), in_units(show, glyph->dy)};
        advance += glyph->advance;
    }
    compound.advance = in_units(show, advance);
    show->codes[first] = font_compound_code(show->canvas->pdf, show->font, parts[0].glyph,
                                            &compound, text.s, (uint32_t)text.n);
    show->pens[first] = origin - glyph_at(show, first)->dx;
    free(parts);
}

static bool is_mark(uint32_t character)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), character) ==
           HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK;
}

/* Where the next code of a cluster's text begins: with a mark, since some take a code that
 * says one for a mark without width; from right to left with each character, since many turn
 * the characters of one code round. */
static size_t end_of_code(const struct show *show, struct str text, size_t start)
{
    bool is_rtl = show->text->right_to_left, is_first = start == 0;
    size_t at = start, end;
    utf8_next(text.s, text.n, &at);
    for (end = at; end < text.n && !is_rtl; end = at)
        if (is_mark(utf8_next(text.s, text.n, &at)) && is_first)
            break;
    return end;
}

/* A code for text of a cluster that shows nothing. */
static uint32_t code_nothing(struct show *show, const struct cluster *cluster, double advance,
                             struct str text)
{
    const struct compound nothing = {NULL, 0, in_units(show, advance)};
    return font_compound_code(show->canvas->pdf, show->font, glyph_at(show, cluster->first)->id,
                              &nothing, text.s, (uint32_t)text.n);
}

/* The codes after the first show nothing. */
static void code_more(struct show *show, struct cluster *cluster, struct str *text)
{
    size_t first = end_of_code(show, *text, 0);
    cluster->more = (uint32_t)show->more.count;
    for (size_t start = first, end; start < text->n; start = end) {
        end = end_of_code(show, *text, start);
        *vec_push(&show->more) =
            code_nothing(show, cluster, step_of(show), (struct str){text->s + start, end - start});
    }
    cluster->more_count = (uint32_t)show->more.count - cluster->more;
    text->n = first;
}

static bool has_compounds(const struct show *show, const struct cluster *cluster)
{
    bool has = !show->font->cff;
    for (uint32_t i = 0; i < cluster->count; i++)
        has = has && glyph_at(show, cluster->first + i)->id != 0;
    return has;
}

/* A glyph above or below the baseline is a compound of itself, too, since who reads the page
 * may take it for the start of another line. */
static void code_joined(struct show *show, struct cluster *cluster, struct str text)
{
    const struct glyph *glyph = glyph_at(show, cluster->first);
    if (text.n > 1)
        code_more(show, cluster, &text);
    bool is_rtl = show->text->right_to_left;
    if (is_rtl && is_space(show, cluster)) /* with an outline: see put_nothing() */
        show->codes[cluster->first] = code_nothing(show, cluster, glyph->advance, text);
    else if (cluster->count > 1 || glyph->dy != 0)
        code_compound(show, cluster, text);
    else
        cluster->hard = !font_code(show->canvas->pdf, show->font, glyph->id, text.s,
                                   (uint32_t)text.n, &show->codes[cluster->first]);
}

/* One glyph a character, each the character's own, in the text's order. */
static bool code_by_character(struct show *show, const struct cluster *cluster)
{
    const char *text = show->text->text;
    size_t at = cluster->start;
    bool all = utf8_length(text + at, cluster->end - at) == cluster->count;
    for (uint32_t i = 0; all && i < cluster->count; i++) {
        size_t start = at;
        hb_codepoint_t glyph;
        uint32_t character = utf8_next(text, cluster->end, &at);
        uint32_t place = cluster->first + i;
        all = hb_font_get_nominal_glyph(show->font->hb_font, character, &glyph) &&
              glyph == glyph_at(show, place)->id &&
              font_code(show->canvas->pdf, show->font, glyph, text + start, (uint32_t)(at - start),
                        &show->codes[place]);
    }
    return all;
}

static void code_cluster(struct show *show, struct cluster *cluster)
{
    struct pdf *pdf = show->canvas->pdf;
    struct str text = cluster_text(show, cluster);
    cluster->is_joined = text.n > 0 && has_compounds(show, cluster);
    if (cluster->is_joined) {
        code_joined(show, cluster, text);
        return;
    }
    if (cluster->count > 1 && code_by_character(show, cluster))
        return;
    for (uint32_t i = 0; i < cluster->count; i++) {
        bool first = i == 0 && text.n > 0;
        struct str said = first ? text : STR(NO_TEXT);
        bool is_said = font_code(pdf, show->font, glyph_at(show, cluster->first + i)->id, said.s,
                                 (uint32_t)said.n, &show->codes[cluster->first + i]);
        cluster->hard = cluster->hard || !is_said || !first;
    }
}

/* ActualText goes by whole words, and over the space between two that need it. */
static void widen_to_words(struct show *show)
{
    for (size_t start = 0, end; start < show->count; start = end) {
        bool hard = false;
        for (end = start; end < show->count && !is_space(show, &show->clusters[end]); end++)
            hard = hard || show->clusters[end].hard;
        for (size_t i = start; hard && i < end; i++)
            show->clusters[i].hard = true;
        if (end == start)
            end++;
    }
    for (size_t i = 1; i + 1 < show->count; i++)
        if (is_space(show, &show->clusters[i]) && show->clusters[i - 1].hard &&
            show->clusters[i + 1].hard)
            show->clusters[i].hard = true;
}

/* ---- Operators ---------------------------------------------------------------------------- */

static void close_array(struct show *show)
{
    if (show->string_open)
        buf_putc(&show->canvas->out, ')');
    if (show->array_open)
        buf_puts(&show->canvas->out, "]TJ\n");
    show->string_open = show->array_open = false;
}

static void begin_text(struct show *show)
{
    struct canvas *canvas = show->canvas;
    canvas_fill_color(canvas, show->text->color);
    if (!canvas->in_text)
        buf_puts(&canvas->out, "BT\n");
    canvas->in_text = true;
    struct paint *paint = &canvas->paint;
    if (paint->font != show->font || paint->size != show->text->size) {
        buf_printf(&canvas->out, "/F%u ", (unsigned)show->font->number);
        put_mpt(&canvas->out, show->text->size);
        buf_puts(&canvas->out, " Tf\n");
        paint->font = show->font;
        paint->size = show->text->size;
    }
}

/* Sets the text matrix to where the pen should be. */
static void place_pen(struct show *show, double pen)
{
    const double *m = show->matrix;
    const double placed[6] = {
        m[0], m[1], m[2], m[3], m[4] + m[0] * pen / 1000, m[5] + m[1] * pen / 1000};
    for (int i = 0; i < 6; i++) {
        put_real(&show->canvas->out, placed[i]);
        buf_putc(&show->canvas->out, ' ');
    }
    buf_puts(&show->canvas->out, "Tm\n");
    show->actual = pen;
}

static void set_rise(struct show *show, mpt rise)
{
    if (show->rise == rise)
        return;
    close_array(show);
    put_mpt(&show->canvas->out, rise);
    buf_puts(&show->canvas->out, " Ts\n");
    show->rise = rise;
}

static void put_code_byte(struct buf *out, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        buf_putc(out, '\\');
    if (byte == '\r')
        buf_puts(out, "\\r");
    else
        buf_putc(out, (char)byte);
}

/* What the code shows at `at`, after moving the pen there if it strayed. */
static void put_code(struct show *show, uint32_t code, double at)
{
    struct buf *out = &show->canvas->out;
    double size = show->text->size;
    double move = at - show->actual;
    if (!show->array_open)
        buf_putc(out, '[');
    show->array_open = true;
    if (fabs(move) > TOLERANCE) {
        long thousandths = lround(-move * 1000 / size);
        if (show->string_open)
            buf_putc(out, ')');
        show->string_open = false;
        buf_printf(out, "%ld", thousandths);
        show->actual -= (double)thousandths * size / 1000;
    }
    if (!show->string_open)
        buf_putc(out, '(');
    show->string_open = true;
    put_code_byte(out, code >> 8);
    put_code_byte(out, code & 0xFF);
    show->actual += font_width(show->font, code) * size / 1000;
    if (show->text->right_to_left) /* what is shown at once some take to be from left to right */
        close_array(show);
}

static void show_cluster(struct show *show, const struct cluster *cluster)
{
    uint32_t count = cluster->is_joined ? 1 : cluster->count;
    for (uint32_t i = cluster->first; i < cluster->first + count; i++) {
        const struct glyph *glyph = glyph_at(show, i);
        if (glyph->id == 0) /* .notdef must not be shown; layout has reported it */
            continue;
        set_rise(show, cluster->is_joined ? 0 : glyph->dy);
        put_code(show, show->codes[i], show->pens[i] + glyph->dx);
    }
    double step = step_of(show), end = show->actual;
    double place = show->text->right_to_left ? show->pens[cluster->first] - step : end - step;
    for (uint32_t i = 0; i < cluster->more_count; i++)
        put_code(show, show->more.items[cluster->more + i], place - i * step);
}

/* After the text; outside the sequence that ActualText replaces. */
static void show_space(struct show *show)
{
    uint32_t code;
    hb_codepoint_t glyph;
    if (!hb_font_get_nominal_glyph(show->font->hb_font, ' ', &glyph) || glyph == 0)
        return;
    font_code(show->canvas->pdf, show->font, glyph, " ", 1, &code);
    double width = font_width(show->font, code) * show->text->size / 1000;
    if (show->canvas->tagged)
        page_sequence(show->canvas->pdf, NULL, 0);
    begin_text(show);
    place_pen(show, show->text->right_to_left ? show->end - width : show->end);
    put_code(show, code, show->actual);
    close_array(show);
}

/* A word that a hyphen breaks is said whole where it begins, and not again. */
static void mark_broken_word(struct show *show)
{
    const struct pdf_text *text = show->text;
    if (text->word_end > text->end && show->count > 0)
        show->clusters[show->count - 1].hard = true;
    for (size_t i = 0; i < show->count && show->clusters[i].start < text->said; i++)
        show->clusters[i].hard = show->clusters[i].said = true;
}

static bool are_alike(const struct cluster *a, const struct cluster *b)
{
    return a->hard == b->hard && a->said == b->said;
}

/* Clusters [first, end) alike in whether they need ActualText. */
static void show_segment(struct show *show, size_t first, size_t end)
{
    const struct cluster *clusters = show->clusters;
    const struct pdf_text *text = show->text;
    bool hard = clusters[first].hard;
    uint32_t from = clusters[first].start, to = clusters[end - 1].end;
    if (end == show->count && text->word_end > to)
        to = text->word_end;
    struct str said = said_text(show, from, clusters[first].said ? from : to);
    if (show->canvas->tagged)
        page_sequence(show->canvas->pdf, hard ? said.s : NULL, said.n);
    begin_text(show);
    place_pen(show, show->pens[clusters[first].first]);
    for (size_t i = first; i < end; i++)
        show_cluster(show, &clusters[i]);
    set_rise(show, 0);
    close_array(show);
}

void canvas_show(struct canvas *canvas, const double matrix[6], const struct pdf_text *text)
{
    if ((text->glyph_count == 0 && !text->space_after) || text->size <= 0)
        return;
    struct show show = {
        .canvas = canvas,
        .matrix = matrix,
        .text = text,
        .font = font_use(canvas->pdf, text->font),
        .clusters = calloc(text->glyph_count + 1, sizeof *show.clusters),
        .codes = calloc(text->glyph_count + 1, sizeof *show.codes),
        .pens = calloc(text->glyph_count + 1, sizeof *show.pens),
    };
    if (show.clusters == NULL || show.codes == NULL || show.pens == NULL)
        die_no_memory(text->glyph_count);
    find_clusters(&show);
    place_glyphs(&show);
    for (size_t i = 0; i < show.count; i++)
        code_cluster(&show, &show.clusters[i]);
    mark_broken_word(&show);
    widen_to_words(&show);
    for (size_t first = 0, end; first < show.count; first = end) {
        for (end = first + 1; end < show.count; end++)
            if (!are_alike(&show.clusters[end], &show.clusters[first]))
                break;
        show_segment(&show, first, end);
    }
    if (text->space_after)
        show_space(&show);
    buf_release(&show.said);
    vec_release(&show.more);
    free(show.clusters);
    free(show.codes);
    free(show.pens);
}
