/*
 * Pages: their content streams, whose the marks on them are, and the page tree.
 */
#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double IDENTITY[6] = {1, 0, 0, 1, 0, 0};

/* ---- Marked sequences ------------------------------------------------------------------- */

static void close_sequence(struct pdf *pdf)
{
    canvas_end_text(&pdf->canvas);
    if (pdf->page.sequence_open)
        buf_puts(&pdf->canvas.out, "EMC\n");
    pdf->page.sequence_open = false;
}

static void open_content(struct pdf *pdf, const char *actual, size_t size)
{
    struct page_state *state = &pdf->page;
    struct pdf_element *element = state->owner.element;
    struct buf *out = &pdf->canvas.out;
    uint32_t mcid = (uint32_t)state->mcids.count;
    *vec_push(&state->mcids) = element;
    element_add_mark(pdf, element, mcid);
    /* ActualText of marked content belongs to a Span (ISO 32000-1, 14.9.4). */
    put_name(out, actual != NULL ? "Span" : structure_type(pdf, element->type));
    buf_puts(out, "<</MCID ");
    put_unsigned(out, mcid);
    if (actual != NULL) {
        buf_puts(out, "/ActualText");
        put_text(out, actual, size);
    }
    buf_puts(out, ">>BDC\n");
}

static void open_artifact(struct pdf *pdf)
{
    const struct owner *owner = &pdf->page.owner;
    struct buf *out = &pdf->canvas.out;
    buf_puts(out, "/Artifact<</Type");
    put_name(out, owner->kind);
    if (owner->subtype != NULL) {
        buf_puts(out, "/Subtype");
        put_name(out, owner->subtype);
    }
    buf_puts(out, ">>BDC\n");
}

void page_sequence(struct pdf *pdf, const char *actual, size_t size)
{
    struct page_state *state = &pdf->page;
    if (state->owner.element == NULL)
        actual = NULL;
    if (state->sequence_open && actual == NULL && !state->sequence_actual)
        return;
    close_sequence(pdf);
    if (state->owner.element != NULL)
        open_content(pdf, actual, size);
    else
        open_artifact(pdf);
    state->sequence_open = true;
    state->sequence_actual = actual != NULL;
}

void pdf_content(struct pdf *pdf, struct pdf_element *element)
{
    if (pdf->page.owner.element == element)
        return;
    close_sequence(pdf);
    pdf->page.owner = (struct owner){.element = element};
}

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

void pdf_artifact(struct pdf *pdf, const char *kind, const char *subtype)
{
    const struct owner *owner = &pdf->page.owner;
    if (owner->element == NULL && same(owner->kind, kind) && same(owner->subtype, subtype))
        return;
    close_sequence(pdf);
    pdf->page.owner = (struct owner){.kind = kind, .subtype = subtype};
}

/* ---- Coordinates ---------------------------------------------------------------------------- */

const double *page_transform(const struct pdf *pdf)
{
    const struct page_state *state = &pdf->page;
    return state->transform_count > 0 ? state->transforms[state->transform_count - 1] : IDENTITY;
}

static void push_transform(struct page_state *state, const double matrix[6])
{
    vec_grow((void **)&state->transforms, &state->transform_room, state->transform_count + 1,
             sizeof *state->transforms);
    memcpy(state->transforms[state->transform_count++], matrix, sizeof *state->transforms);
}

/* First `inner`, then `outer`. */
static void multiply(const double inner[6], const double outer[6], double product[6])
{
    product[0] = inner[0] * outer[0] + inner[1] * outer[2];
    product[1] = inner[0] * outer[1] + inner[1] * outer[3];
    product[2] = inner[2] * outer[0] + inner[3] * outer[2];
    product[3] = inner[2] * outer[1] + inner[3] * outer[3];
    product[4] = inner[4] * outer[0] + inner[5] * outer[2] + outer[4];
    product[5] = inner[4] * outer[1] + inner[5] * outer[3] + outer[5];
}

static mpt rounded(double length)
{
    enum { LARGEST = 1 << 30 };
    if (!(fabs(length) < LARGEST))
        return length > 0 ? LARGEST : -LARGEST;
    return (mpt)lround(length);
}

void page_box(const struct pdf *pdf, mpt x, mpt y, mpt width, mpt height, mpt box[4])
{
    const double *m = page_transform(pdf);
    double low_x = INFINITY, low_y = INFINITY, high_x = -INFINITY, high_y = -INFINITY;
    for (int corner = 0; corner < 4; corner++) {
        double local_x = (double)x + (corner & 1 ? width : 0);
        double local_y = (double)y + (corner & 2 ? height : 0);
        double page_x = m[0] * local_x + m[2] * local_y + m[4];
        double page_y = m[1] * local_x + m[3] * local_y + m[5];
        low_x = fmin(low_x, page_x);
        high_x = fmax(high_x, page_x);
        low_y = fmin(low_y, page_y);
        high_y = fmax(high_y, page_y);
    }
    box[0] = rounded(low_x);
    box[1] = rounded(low_y);
    box[2] = rounded(high_x);
    box[3] = rounded(high_y);
}

void page_drawn(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height)
{
    if (pdf->page.owner.element == NULL || pdf->page.owner.element->figure == NULL)
        return;
    mpt box[4];
    page_box(pdf, x, y, width, height, box);
    element_add_box(pdf, pdf->page.owner.element, box);
}

/* ---- Marks ---------------------------------------------------------------------------------- */

void pdf_text(struct pdf *pdf, mpt x, mpt y, const struct pdf_text *text)
{
    const double matrix[6] = {1, 0, 0, 1, x / 1000.0, (pdf->page.height - y) / 1000.0};
    canvas_show(&pdf->canvas, matrix, text);
    if (pdf->page.owner.element == NULL || pdf->page.owner.element->figure == NULL)
        return;
    struct font_metrics metrics = font_metrics(text->font, text->size);
    mpt width = 0;
    for (size_t i = 0; i < text->glyph_count; i++)
        width += text->glyphs[i].advance;
    page_drawn(pdf, x, y - metrics.ascent, width, metrics.ascent + metrics.descent);
}

static void put_rectangle(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height)
{
    struct buf *out = &pdf->canvas.out;
    put_mpt(out, x);
    buf_putc(out, ' ');
    put_mpt(out, pdf->page.height - y - height);
    buf_putc(out, ' ');
    put_mpt(out, width);
    buf_putc(out, ' ');
    put_mpt(out, height);
    buf_puts(out, " re ");
}

void pdf_fill_rectangle(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height,
                        struct pdf_color color)
{
    page_sequence(pdf, NULL, 0);
    canvas_end_text(&pdf->canvas);
    canvas_fill_color(&pdf->canvas, color);
    put_rectangle(pdf, x, y, width, height);
    buf_puts(&pdf->canvas.out, "f\n");
    page_drawn(pdf, x, y, width, height);
}

static void put_dash(struct buf *out, mpt width, enum pdf_line line)
{
    if (line == PDF_SOLID)
        return;
    /* Dots are round caps on dashes of no length. */
    mpt on = line == PDF_DASHED ? 3 * width : 0;
    buf_puts(out, line == PDF_DOTTED ? "1 J[" : "[");
    put_mpt(out, on);
    buf_putc(out, ' ');
    put_mpt(out, 2 * width);
    buf_puts(out, "]0 d\n");
}

void pdf_stroke_line(struct pdf *pdf, mpt x1, mpt y1, mpt x2, mpt y2, mpt width, enum pdf_line line,
                     struct pdf_color color)
{
    struct canvas *canvas = &pdf->canvas;
    page_sequence(pdf, NULL, 0);
    canvas_save(canvas);
    put_color(&canvas->out, color, true);
    put_mpt(&canvas->out, width);
    buf_puts(&canvas->out, " w\n");
    put_dash(&canvas->out, width, line);
    put_mpt(&canvas->out, x1);
    buf_putc(&canvas->out, ' ');
    put_mpt(&canvas->out, pdf->page.height - y1);
    buf_puts(&canvas->out, " m ");
    put_mpt(&canvas->out, x2);
    buf_putc(&canvas->out, ' ');
    put_mpt(&canvas->out, pdf->page.height - y2);
    buf_puts(&canvas->out, " l S\n");
    canvas_restore(canvas);
    mpt left = x1 < x2 ? x1 : x2, top = y1 < y2 ? y1 : y2;
    page_drawn(pdf, left - width / 2, top - width / 2, abs(x2 - x1) + width, abs(y2 - y1) + width);
}

void pdf_clip_push(struct pdf *pdf, mpt x, mpt y, mpt width, mpt height)
{
    canvas_save(&pdf->canvas);
    put_rectangle(pdf, x, y, width, height);
    buf_puts(&pdf->canvas.out, "W n\n");
    push_transform(&pdf->page, page_transform(pdf));
}

void pdf_transform_push(struct pdf *pdf, const double m[6])
{
    double height = pdf->page.height / 1000.0, product[6];
    /* The same map between coordinates whose y goes up. */
    const double flipped[6] = {m[0],
                               -m[1],
                               -m[2],
                               m[3],
                               m[2] * height + m[4] / 1000,
                               height - m[3] * height - m[5] / 1000};
    canvas_save(&pdf->canvas);
    canvas_matrix(&pdf->canvas, flipped);
    multiply(m, page_transform(pdf), product);
    push_transform(&pdf->page, product);
}

void pdf_pop(struct pdf *pdf)
{
    canvas_restore(&pdf->canvas);
    pdf->page.transform_count--;
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

static void print_page(struct buf *out, const struct object *object)
{
    const struct page *page = (const struct page *)object;
    buf_puts(out, page->below != NULL ? "/Contents[" : "/Contents ");
    if (page->below != NULL) {
        put_reference(out, page->below->id);
        buf_putc(out, ' ');
    }
    put_reference(out, page->content->id);
    buf_puts(out, page->below != NULL ? "]/Parent " : "/Parent ");
    put_reference(out, page->group->id);
}

/* The page at a place, made when it is first asked for. */
static struct page *page_at(struct pdf *pdf, unsigned place, const char *label)
{
    while (pdf->pages.count <= place)
        *vec_push(&pdf->pages) = NULL;
    if (pdf->pages.items[place] != NULL)
        return pdf->pages.items[place];
    struct page *page = ARENA_NEW(pdf->arena, struct page);
    object_init(&page->object, pdf);
    page->object.print = print_page;
    page->place = place;
    page->label = arena_strdup(pdf->arena, label != NULL ? label : "");
    return pdf->pages.items[place] = page;
}

void pdf_page_begin(struct pdf *pdf, unsigned place, mpt width, mpt height, const char *label)
{
    struct page_state *state = &pdf->page;
    if (state->open)
        BUG("a page begins before the last one ended");
    canvas_clear(&pdf->canvas);
    state->open = true;
    state->page = page_at(pdf, place, label);
    state->width = width;
    state->height = height;
    state->owner = (struct owner){.kind = "Layout"};
    state->sequence_open = false;
    state->mcids.count = state->annotations.count = 0;
    state->transform_count = 0;
}

/* The elements the page's marks belong to, by MCID. */
static uint32_t note_parents(struct pdf *pdf)
{
    struct page_state *state = &pdf->page;
    struct buf list = BUF_INIT;
    buf_putc(&list, '[');
    for (size_t i = 0; i < state->mcids.count; i++) {
        put_reference(&list, state->mcids.items[i]->object.id);
        buf_putc(&list, ' ');
    }
    buf_putc(&list, ']');
    uint32_t key = (uint32_t)pdf->parents.count;
    *vec_push(&pdf->parents) =
        (struct tree_entry){.number = key, .value = buf_to_arena(&list, pdf->arena)};
    return key;
}

static void finish_page(struct pdf *pdf)
{
    struct page_state *state = &pdf->page;
    struct buf out = BUF_INIT;
    buf_puts(&out, "/Type/Page/MediaBox[0 0 ");
    put_mpt(&out, state->width);
    buf_putc(&out, ' ');
    put_mpt(&out, state->height);
    buf_printf(&out, "]/Resources %u 0 R/Tabs/S", (unsigned)pdf->resources->id);
    if (state->mcids.count > 0)
        buf_printf(&out, "/StructParents %u", (unsigned)note_parents(pdf));
    if (state->annotations.count > 0) {
        buf_puts(&out, "/Annots[");
        for (size_t i = 0; i < state->annotations.count; i++)
            buf_printf(&out, "%u 0 R ", (unsigned)state->annotations.items[i]->id);
        buf_putc(&out, ']');
    }
    object_take_entries(&state->page->object, &out);
}

void pdf_page_end(struct pdf *pdf)
{
    struct page_state *state = &pdf->page;
    if (!state->open || state->transform_count != 0)
        BUG("a page ends that has not begun, or with a clip still on");
    close_sequence(pdf);
    struct object *content = object_new(pdf);
    object_compress_later(content, &pdf->canvas.out);
    state->open = false;
    if (state->page->content == NULL) {
        state->page->content = content;
        finish_page(pdf);
        return;
    }
    if (state->page->below != NULL || state->mcids.count > 0 || state->annotations.count > 0)
        BUG("what is painted of a page later is more than artifacts");
    state->page->below = content;
}

unsigned pdf_page_count(const struct pdf *pdf)
{
    return (unsigned)pdf->pages.count;
}

/* Pages by a group, the page tree's leaves. */
enum { PAGE_GROUP = 64 };

void page_tree_finish(struct pdf *pdf)
{
    struct buf groups = BUF_INIT;
    for (size_t start = 0; start < pdf->pages.count; start += PAGE_GROUP) {
        struct object *group = object_new(pdf);
        struct buf kids = BUF_INIT;
        size_t end = start + PAGE_GROUP < pdf->pages.count ? start + PAGE_GROUP : pdf->pages.count;
        for (size_t i = start; i < end; i++) {
            if (pdf->pages.items[i] == NULL)
                BUG("a page was never painted");
            pdf->pages.items[i]->group = group;
            buf_printf(&kids, "%u 0 R ", (unsigned)pdf->pages.items[i]->object.id);
        }
        object_entries(group, "/Type/Pages/Parent %u 0 R/Count %zu/Kids[%s]",
                       (unsigned)pdf->page_root->id, end - start, kids.s);
        buf_release(&kids);
        buf_printf(&groups, "%u 0 R ", (unsigned)group->id);
    }
    object_entries(pdf->page_root, "/Type/Pages/Count %zu/Kids[%s]", pdf->pages.count,
                   groups.s != NULL ? groups.s : "");
    buf_release(&groups);
}
