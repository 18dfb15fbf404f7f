/*
 * Text in SVG: text and tspan with one position each. What stands between two
 * absolute positions is one chunk; it is shaped whole, so that its direction and
 * its anchor hold for all of it.
 */
#include "svg.h"

#include <math.h>
#include <string.h>

/* Shaping counts in whole thousandths: small user units are shaped larger. */
enum { MAGNIFY_BELOW = 10, MAGNIFIED = 100 };

struct part {
    uint32_t start, end;
    struct svg_style style;
    double dx, dy;
};

struct chunk {
    double x, y;
    struct buf text;
    VEC(struct part) parts;
};

struct text {
    struct drawing *drawing;
    xmlNodePtr element;
    const double *matrix;
    struct chunk chunk;
    bool space; /* white space came last, or nothing yet */
};

/* ---- Shaping a chunk ------------------------------------------------------------------------- */

/* Families of the property, generic ones by the fonts that stand for them here. */
static void read_families(struct arena *arena, const char *list, struct font_request *request)
{
    static const char *const generic[][2] = {
        {"sans-serif", "Liberation Sans"},
        {"system-ui", "Liberation Sans"},
        {"serif", "Liberation Serif"},
        {"monospace", "Liberation Mono"},
    };
    struct str rest = str_of(list), name;
    size_t room = 1;
    for (size_t i = 0; i < rest.n; i++)
        room += rest.s[i] == ',';
    const char **families = ARENA_ARRAY(arena, room, const char *);
    size_t count = 0;
    while (count < room && str_next(&rest, ',', &name)) {
        name = str_trim(name);
        if (name.n >= 2 && (name.s[0] == '"' || name.s[0] == '\''))
            name = (struct str){name.s + 1, name.n - 2};
        if (name.n == 0)
            continue;
        families[count] = arena_strndup(arena, name.s, name.n);
        for (size_t i = 0; i < COUNT_OF(generic); i++)
            if (strcmp(families[count], generic[i][0]) == 0)
                families[count] = generic[i][1];
        count++;
    }
    request->families = families;
    request->family_count = count;
}

static struct text_style *text_style(struct arena *arena, const struct svg_style *style,
                                     double magnify)
{
    struct text_style *text = ARENA_NEW(arena, struct text_style);
    *text = (struct text_style){
        .request = {.weight = style->font_weight, .style = style->font_style},
        .size = (mpt)lround(fmin(style->font_size * 1000 * magnify, 1e7)),
        .lang = style->lang != NULL && style->lang[0] != '\0' ? style->lang : NULL,
        .kerning = true,
        .ligatures = true,
    };
    read_families(arena, style->font_family, &text->request);
    return text;
}

static struct text_paragraph *shape_chunk(struct drawing *drawing, const struct chunk *chunk,
                                          double magnify)
{
    struct text_run *runs = ARENA_ARRAY(drawing->arena, chunk->parts.count, struct text_run);
    for (size_t i = 0; i < chunk->parts.count; i++) {
        const struct part *part = &chunk->parts.items[i];
        runs[i] = (struct text_run){part->start, part->end,
                                    text_style(drawing->arena, &part->style, magnify), part};
    }
    bool right_to_left = chunk->parts.items[0].style.right_to_left;
    return text_paragraph_new(drawing->arena, drawing->set,
                              (struct str){chunk->text.s, chunk->text.n}, runs, chunk->parts.count,
                              (struct text_bidi){.direction = right_to_left ? TEXT_RTL : TEXT_LTR});
}

static double item_width(const struct text_item *item)
{
    double width = 0;
    for (size_t i = 0; i < item->glyph_count; i++)
        width += item->glyphs[i].advance;
    return width;
}

/* ---- Drawing a chunk ---------------------------------------------------------------------------
 */

static double baseline_shift(const struct text_item *item, const struct svg_style *style)
{
    struct font_metrics metrics = font_metrics(item->font, item->run->style->size);
    if (style->baseline == SVG_CENTRAL)
        return metrics.x_height / 2;
    return style->baseline == SVG_HANGING ? metrics.cap_height : 0;
}

static void draw_item(struct text *text, const struct text_paragraph *paragraph,
                      const struct text_item *item, double x, double y, double magnify)
{
    const struct part *part = item->run->owner;
    if (part->style.fill.none || part->style.hidden || item->glyph_count == 0)
        return;
    y += baseline_shift(item, &part->style) / 1000 / magnify;
    const double upright[6] = {1 / magnify, 0, 0, -1 / magnify, x, y};
    const struct pdf_text piece = {
        .font = item->font,
        .size = item->run->style->size,
        .color = part->style.fill.color,
        .glyphs = item->glyphs,
        .glyph_count = item->glyph_count,
        .text = paragraph->text,
        .start = item->start,
        .end = item->end,
        .right_to_left = item->level % 2 == 1,
    };
    svg_begin_paint(text->drawing, text->matrix, &part->style);
    canvas_show(text->drawing->canvas, upright, &piece);
    svg_end_paint(text->drawing);
}

static void draw_items(struct text *text, const struct text_paragraph *paragraph, double magnify)
{
    struct arena *arena = text->drawing->arena;
    size_t count = paragraph->item_count;
    uint8_t *levels = ARENA_ARRAY(arena, count, uint8_t);
    uint32_t *order = ARENA_ARRAY(arena, count, uint32_t);
    double width = 0, x = text->chunk.x, y = text->chunk.y;
    for (size_t i = 0; i < count; i++) {
        levels[i] = paragraph->items[i].level;
        width += item_width(&paragraph->items[i]) / 1000 / magnify;
    }
    enum svg_anchor anchor = text->chunk.parts.items[0].style.anchor;
    if (paragraph->base_level % 2 == 1) /* the start of such a text is its right end */
        anchor = anchor == SVG_START ? SVG_END : anchor == SVG_END ? SVG_START : anchor;
    x -= anchor == SVG_MIDDLE ? width / 2 : anchor == SVG_END ? width : 0;
    text_visual_order(levels, count, order);
    const struct part *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct text_item *item = &paragraph->items[order[i]];
        const struct part *part = item->run->owner;
        if (part != last) {
            x += part->dx;
            y += part->dy;
        }
        last = part;
        draw_item(text, paragraph, item, x, y, magnify);
        x += item_width(item) / 1000 / magnify;
    }
}

static int finish_chunk(struct text *text)
{
    struct chunk *chunk = &text->chunk;
    int result = 0;
    double magnify = 1;
    for (size_t i = 0; i < chunk->parts.count; i++)
        if (chunk->parts.items[i].style.font_size < MAGNIFY_BELOW)
            magnify = MAGNIFIED;
    if (text->drawing->set != NULL && chunk->text.n > 0) {
        struct text_paragraph *paragraph = shape_chunk(text->drawing, chunk, magnify);
        if (paragraph->missing != NULL)
            result = svg_refuse(text->drawing, text->element, MSG_SVG_FONT, paragraph->missing);
        else
            draw_items(text, paragraph, magnify);
    }
    buf_clear(&chunk->text);
    chunk->parts.count = 0;
    return result;
}

/* ---- Collecting ---------------------------------------------------------------------------------
 */

/* White space collapses, and none stands at a text's start, unless it is to be kept. */
static void add_characters(struct text *text, const char *content, const struct svg_style *style,
                           double dx, double dy)
{
    struct chunk *chunk = &text->chunk;
    uint32_t start = (uint32_t)chunk->text.n;
    for (; *content != '\0'; content++) {
        bool white = strchr(" \t\r\n", *content) != NULL;
        if (!white || !text->space || style->keeps_space)
            buf_putc(&chunk->text, white ? ' ' : *content);
        text->space = white;
    }
    if (chunk->text.n > start)
        *vec_push(&chunk->parts) = (struct part){start, (uint32_t)chunk->text.n, *style, dx, dy};
}

static int read_position(struct text *text, xmlNodePtr element, const struct svg_style *style,
                         double *dx, double *dy)
{
    static const char *const lists[] = {"x", "y", "dx", "dy"};
    struct drawing *drawing = text->drawing;
    double *const values[] = {&text->chunk.x, &text->chunk.y, dx, dy};
    if (svg_attribute(element, "rotate") != NULL)
        return svg_unsupported(drawing, element, "attribute", "rotate");
    /* Text at a new place starts a chunk. */
    if ((svg_attribute(element, "x") != NULL || svg_attribute(element, "y") != NULL)) {
        if (finish_chunk(text) < 0)
            return -1;
        text->space = true;
    }
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (svg_read_length(drawing, element, lists[i],
                            i % 2 == 0 ? drawing->width : drawing->height, style->font_size,
                            *values[i], values[i]) < 0)
            return -1;
    return 0;
}

static int collect(struct text *text, xmlNodePtr element, const struct svg_style *inherited);

static int collect_child(struct text *text, xmlNodePtr child, const struct svg_style *style,
                         double *dx, double *dy)
{
    const char *name = (const char *)child->name;
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        size_t before = text->chunk.parts.count;
        if (child->content != NULL)
            add_characters(text, (const char *)child->content, style, *dx, *dy);
        if (text->chunk.parts.count > before)
            *dx = *dy = 0;
        return 0;
    }
    if (child->type != XML_ELEMENT_NODE || strcmp(name, "title") == 0 || strcmp(name, "desc") == 0)
        return 0;
    if (strcmp(name, "tspan") != 0)
        return svg_unsupported(text->drawing, child, "element", name);
    return collect(text, child, style);
}

static int collect(struct text *text, xmlNodePtr element, const struct svg_style *inherited)
{
    enum { DEEPEST = 32 };
    struct svg_style style = *inherited;
    double dx = 0, dy = 0;
    if (text->drawing->depth > DEEPEST)
        return svg_refuse(text->drawing, element, MSG_SVG_DEEP);
    if (strcmp((const char *)element->name, "tspan") == 0 &&
        svg_read_style(text->drawing, element, &style) < 0)
        return -1;
    if (style.not_displayed)
        return 0;
    if (style.fill.server != NULL)
        return svg_unsupported(text->drawing, element, "gradient of a text", "fill");
    if (!style.stroke.none)
        return svg_unsupported(text->drawing, element, "property of a text", "stroke");
    if (read_position(text, element, &style, &dx, &dy) < 0)
        return -1;
    text->drawing->depth++;
    int result = 0;
    for (xmlNodePtr child = element->children; child != NULL && result == 0; child = child->next)
        result = collect_child(text, child, &style, &dx, &dy);
    text->drawing->depth--;
    return result;
}

/* None stands at a text's end either. */
static void drop_last_space(struct chunk *chunk)
{
    struct part *last = chunk->parts.count > 0 ? &chunk->parts.items[chunk->parts.count - 1] : NULL;
    if (last == NULL || last->style.keeps_space || chunk->text.s[chunk->text.n - 1] != ' ')
        return;
    chunk->text.s[--chunk->text.n] = '\0';
    if (--last->end == last->start)
        chunk->parts.count--;
}

int svg_draw_text(struct drawing *drawing, xmlNodePtr element, const struct svg_style *style,
                  const double matrix[6])
{
    struct text text = {.drawing = drawing, .element = element, .matrix = matrix, .space = true};
    int result = collect(&text, element, style);
    if (result == 0)
        drop_last_space(&text.chunk);
    if (result == 0)
        result = finish_chunk(&text);
    buf_release(&text.chunk.text);
    vec_release(&text.chunk.parts);
    return result;
}
