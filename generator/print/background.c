/* The pictures behind areas, as marks. */
#include "print/paint.h"

/* The box whose tiles are shown: all of it, or the row or column of the first one. */
static struct pdf_box tiled_box(const struct background *background, struct pdf_box box)
{
    struct pdf_box tiled = box;
    if (background->repeat == FO_K_REPEAT_X || background->repeat == FO_K_NO_REPEAT) {
        tiled.y = box.y + background->y;
        tiled.height = background->height;
    }
    if (background->repeat == FO_K_REPEAT_Y || background->repeat == FO_K_NO_REPEAT) {
        tiled.x = box.x + background->x;
        tiled.width = background->width;
    }
    return tiled;
}

void paint_background(struct printer *printer, const struct layout *layout, const struct area *area,
                      mpt x, mpt y)
{
    int left = area_starts_right(area->fo) ? END : START;
    struct pdf_box box = {x + area->border[left], y + area->border[BEFORE],
                          area->ipd + area->padding[START] + area->padding[END],
                          area->bpd + area->padding[BEFORE] + area->padding[AFTER]};
    struct background background;
    if (box.width <= 0 || box.height <= 0 ||
        !layout_background(layout, area->fo, area, &background))
        return;
    struct pdf_image *image = printer_picture(printer, area->fo, background.address);
    struct pdf_box tile = {box.x + background.x, box.y + background.y, background.width,
                           background.height};
    struct pdf_box tiled = tiled_box(&background, box);
    pdf_clip_push(printer->pdf, box.x, box.y, box.width, box.height);
    if (background.repeat == FO_K_NO_REPEAT)
        pdf_image_draw(printer->pdf, image, tile.x, tile.y, tile.width, tile.height,
                       printer->fonts);
    else
        pdf_image_tile(printer->pdf, image, tiled, tile, printer->fonts);
    pdf_pop(printer->pdf);
}
