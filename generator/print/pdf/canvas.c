/*
 * One content stream: graphics state, colours, matrices. Knows what was set last,
 * so that nothing is set twice.
 */
#include "internal.h"

void canvas_release(struct canvas *canvas)
{
    buf_release(&canvas->out);
    vec_release(&canvas->saved);
}

void canvas_clear(struct canvas *canvas)
{
    buf_clear(&canvas->out);
    canvas->saved.count = 0;
    canvas->in_text = false;
    canvas->paint = (struct paint){.fill_known = false};
}

void canvas_end_text(struct canvas *canvas)
{
    if (canvas->in_text)
        buf_puts(&canvas->out, "ET\n");
    canvas->in_text = false;
}

void canvas_save(struct canvas *canvas)
{
    canvas_end_text(canvas);
    buf_puts(&canvas->out, "q\n");
    *vec_push(&canvas->saved) = canvas->paint;
}

void canvas_restore(struct canvas *canvas)
{
    if (canvas->saved.count == 0)
        BUG("a pop without its push");
    canvas_end_text(canvas);
    buf_puts(&canvas->out, "Q\n");
    canvas->paint = canvas->saved.items[--canvas->saved.count];
}

static void put_component(struct buf *out, uint8_t value)
{
    put_mpt(out, (value * 1000 + 127) / 255);
    buf_putc(out, ' ');
}

void put_color(struct buf *out, struct pdf_color color, bool stroke)
{
    put_component(out, color.r);
    if (color.r == color.g && color.g == color.b) {
        buf_puts(out, stroke ? "G\n" : "g\n");
        return;
    }
    put_component(out, color.g);
    put_component(out, color.b);
    buf_puts(out, stroke ? "RG\n" : "rg\n");
}

void canvas_fill_color(struct canvas *canvas, struct pdf_color color)
{
    struct paint *paint = &canvas->paint;
    if (paint->fill_known && paint->fill.r == color.r && paint->fill.g == color.g &&
        paint->fill.b == color.b)
        return;
    put_color(&canvas->out, color, false);
    paint->fill = color;
    paint->fill_known = true;
}

void canvas_fill_pattern(struct canvas *canvas, uint32_t pattern)
{
    buf_printf(&canvas->out, "/Pattern cs /P%u scn\n", (unsigned)pattern);
    canvas->paint.fill_known = false;
}

void canvas_matrix(struct canvas *canvas, const double matrix[6])
{
    for (int i = 0; i < 6; i++) {
        put_real6(&canvas->out, matrix[i]);
        buf_putc(&canvas->out, ' ');
    }
    buf_puts(&canvas->out, "cm\n");
}
