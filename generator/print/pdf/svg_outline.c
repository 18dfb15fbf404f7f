/*
 * Outlines once they are path operators (m, l, c, h): the box they fill, and the same outline
 * under a matrix.
 */
#include "svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The next operator and its points; false at the end. */
bool svg_next_operator(const char **at, struct svg_operator *operator)
{
    double numbers[6];
    size_t count = 0;
    for (;;) {
        while (**at == ' ' || **at == '\n')
            ++*at;
        if (**at == '\0')
            return false;
        if (strchr("mlch", **at) != NULL)
            break;
        char *end;
        double number = strtod(*at, &end);
        if (end == *at || count == COUNT_OF(numbers))
            BUG("an outline that we did not write");
        numbers[count++] = number;
        *at = end;
    }
    operator->letter = *(*at)++;
    operator->count = count / 2;
    memcpy(operator->points, numbers, count * sizeof *numbers);
    return true;
}

static void widen(struct svg_bounds *bounds, const double point[2])
{
    for (int axis = 0; axis < 2; axis++) {
        bounds->low[axis] = fmin(bounds->low[axis], point[axis]);
        bounds->high[axis] = fmax(bounds->high[axis], point[axis]);
    }
}

static double on_curve(const double p[4], double t)
{
    double u = 1 - t;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

/* Where a curve turns on one axis: the zeros of its derivative. */
static void widen_curve(struct svg_bounds *bounds, int axis, const double p[4])
{
    double a = -p[0] + 3 * p[1] - 3 * p[2] + p[3], b = 2 * (p[0] - 2 * p[1] + p[2]),
           c = p[1] - p[0];
    double turns[2];
    size_t count = 0;
    if (fabs(a) < 1e-12) {
        if (fabs(b) > 1e-12)
            turns[count++] = -c / b;
    } else if (b * b - 4 * a * c >= 0) {
        double root = sqrt(b * b - 4 * a * c);
        turns[count++] = (-b + root) / (2 * a);
        turns[count++] = (-b - root) / (2 * a);
    }
    for (size_t i = 0; i < count; i++) {
        if (turns[i] <= 0 || turns[i] >= 1)
            continue;
        double value = on_curve(p, turns[i]);
        bounds->low[axis] = fmin(bounds->low[axis], value);
        bounds->high[axis] = fmax(bounds->high[axis], value);
    }
}

bool svg_outline_bounds(const struct buf *outline, struct svg_bounds *bounds)
{
    const char *at = outline->n > 0 ? outline->s : "";
    struct svg_operator operator;
    double pen[2] = {0, 0};
    *bounds = (struct svg_bounds){{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};
    while (svg_next_operator(&at, &operator)) {
        if (operator.count == 0)
            continue;
        const double *to = operator.points[operator.count - 1];
        if (operator.letter == 'c')
            for (int axis = 0; axis < 2; axis++)
                widen_curve(
                    bounds, axis,
                    (const double[4]){pen[axis], operator.points[0][axis], operator.points[1][axis],
                                      to[axis]});
        widen(bounds, to);
        memcpy(pen, to, sizeof pen);
    }
    return bounds->high[0] >= bounds->low[0];
}

bool svg_outline_has_inside(const struct buf *outline)
{
    const char *at = outline->n > 0 ? outline->s : "";
    struct svg_operator operator;
    size_t lines = 0;
    bool bends = false;
    while (!bends && svg_next_operator(&at, &operator)) {
        lines = operator.letter == 'm' ? 0 : lines +(operator.letter == 'l');
        bends = operator.letter == 'c' || lines == 2;
    }
    struct svg_bounds box;
    return bends && svg_outline_bounds(outline, &box) && box.high[0] > box.low[0] &&
           box.high[1] > box.low[1];
}

void svg_outline_transform(struct buf *out, const struct buf *outline, const double m[6])
{
    const char *at = outline->n > 0 ? outline->s : "";
    struct svg_operator operator;
    while (svg_next_operator(&at, &operator)) {
        for (size_t i = 0; i < operator.count; i++) {
            const double *p = operator.points[i];
            put_coordinate(out, m[0] * p[0] + m[2] * p[1] + m[4]);
            put_coordinate(out, m[1] * p[0] + m[3] * p[1] + m[5]);
        }
        buf_putc(out, operator.letter);
        buf_putc(out, '\n');
    }
}
