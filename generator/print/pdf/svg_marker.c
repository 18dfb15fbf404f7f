/*
 * Markers (SVG 1.1, 11.6): a small drawing on the vertices of a line, a polygon or a path.
 */
#include "svg.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

/* A vertex and the directions of the lines that come to it and go on from it; a direction
 * of no length is none. */
struct vertex {
    double at[2], in[2], out[2];
};

struct vertices {
    VEC(struct vertex) list;
    size_t first; /* of the subpath under way */
};

static void point_along(double direction[2], const double from[2], const double to[2])
{
    direction[0] = to[0] - from[0];
    direction[1] = to[1] - from[1];
}

static bool is_none(const double direction[2])
{
    return direction[0] == 0 && direction[1] == 0;
}

static struct vertex *add_vertex(struct vertices *vertices, const double at[2])
{
    struct vertex *vertex = vec_push(&vertices->list);
    *vertex = (struct vertex){.at = {at[0], at[1]}};
    return vertex;
}

/* A line or curve: its end is a vertex; a curve leaves and arrives towards its handles. */
static void add_segment(struct vertices *vertices, const struct svg_operator *operator)
{
    double from[2];
    const double *to = operator->points[operator->count - 1];
    memcpy(from, vertices->list.items[vertices->list.count - 1].at, sizeof from);
    struct vertex *end = add_vertex(vertices, to);
    struct vertex *start = end - 1;
    for (size_t i = 0; i < operator->count && is_none(start->out); i++)
        point_along(start->out, from, operator->points[i]);
    for (size_t i = operator->count - 1; i-- > 0 && is_none(end->in);)
        point_along(end->in, operator->points[i], to);
    if (is_none(end->in))
        point_along(end->in, from, to);
}

/* Back to where the subpath began, which the path then goes on from. */
static void close_subpath(struct vertices *vertices)
{
    struct vertex *last = &vertices->list.items[vertices->list.count - 1];
    struct vertex *first = &vertices->list.items[vertices->first];
    point_along(last->out, last->at, first->at);
    if (is_none(last->out))
        memcpy(last->out, first->out, sizeof last->out);
    struct vertex closing = *first;
    memcpy(closing.in, is_none(last->out) ? last->in : last->out, sizeof closing.in);
    memcpy(first->in, closing.in, sizeof first->in);
    *vec_push(&vertices->list) = closing;
}

static void find_vertices(const struct buf *outline, struct vertices *vertices)
{
    const char *at = outline->n > 0 ? outline->s : "";
    struct svg_operator operator;
    while (svg_next_operator(&at, &operator)) {
        if (operator.letter == 'm') {
            vertices->first = vertices->list.count;
            add_vertex(vertices, operator.points[0]);
        } else if (vertices->list.count > 0) {
            if (operator.letter == 'h')
                close_subpath(vertices);
            else
                add_segment(vertices, &operator);
        }
    }
}

/* Half way between the directions in and out. */
static double angle_of(const struct vertex *vertex)
{
    double in = atan2(vertex->in[1], vertex->in[0]), out = atan2(vertex->out[1], vertex->out[0]);
    bool has_in = !is_none(vertex->in), has_out = !is_none(vertex->out);
    if (!has_in)
        return has_out ? out : 0;
    if (!has_out)
        return in;
    double turn = remainder(out - in, 2 * PI);
    return in + turn / 2;
}

static int read_angle(struct drawing *drawing, xmlNodePtr marker, enum svg_marker which,
                      const struct vertex *vertex, double *angle)
{
    const char *orient = svg_attribute(marker, "orient"), *at = orient;
    *angle = 0;
    if (orient == NULL)
        return 0;
    bool reverses = strcmp(orient, "auto-start-reverse") == 0;
    if (reverses || strcmp(orient, "auto") == 0) {
        *angle = angle_of(vertex) + (reverses && which == SVG_MARKER_START ? PI : 0);
        return 0;
    }
    if (!svg_number(&at, angle) || (*at != '\0' && strcmp(at, "deg") != 0))
        return svg_bad_value(drawing, marker, "orient", orient);
    *angle *= PI / 180;
    return 0;
}

/* What it holds inherits from where it stands, not from the line. */
static int style_of(struct drawing *drawing, xmlNodePtr element, struct svg_style *style)
{
    *style = SVG_INITIAL_STYLE;
    if (element->parent != NULL && element->parent->type == XML_ELEMENT_NODE &&
        style_of(drawing, element->parent, style) < 0)
        return -1;
    return svg_read_style(drawing, element, style);
}

static int draw_one(struct drawing *drawing, const struct svg_style *style,
                    const struct vertex *vertex, enum svg_marker which, const double matrix[6])
{
    xmlNodePtr marker = style->markers[which];
    struct svg_style own;
    double angle, map[6];
    if (marker == NULL)
        return 0;
    const char *units = svg_attribute(marker, "markerUnits");
    bool is_fixed = units != NULL && strcmp(units, "userSpaceOnUse") == 0;
    double scale = is_fixed ? 1 : style->stroke_width;
    if (read_angle(drawing, marker, which, vertex, &angle) < 0 ||
        style_of(drawing, marker, &own) < 0)
        return -1;
    const double placed[6] = {scale * cos(angle), scale * sin(angle), -scale * sin(angle),
                              scale * cos(angle), vertex->at[0],      vertex->at[1]};
    svg_multiply(placed, matrix, map);
    return svg_draw_marker(drawing, marker, &own, map);
}

int svg_draw_markers(struct drawing *drawing, const struct svg_style *style, const double matrix[6],
                     const struct buf *outline)
{
    struct vertices vertices = {0};
    int result = 0;
    find_vertices(outline, &vertices);
    size_t count = vertices.list.count;
    for (size_t i = 0; i < count && result == 0; i++) {
        const struct vertex *vertex = &vertices.list.items[i];
        if (i == 0)
            result = draw_one(drawing, style, vertex, SVG_MARKER_START, matrix);
        if (i > 0 && i + 1 < count)
            result = draw_one(drawing, style, vertex, SVG_MARKER_MID, matrix);
        if (i + 1 == count && result == 0)
            result = draw_one(drawing, style, vertex, SVG_MARKER_END, matrix);
    }
    vec_release(&vertices.list);
    return result;
}
