/*
 * Outlines: path data (SVG 1.1, 8.3) and basic shapes as PDF path operators.
 */
#include "svg.h"

#include <math.h>
#include <string.h>

/* A quarter of a circle as a Bézier curve: how far out its handles reach. */
static const double KAPPA = 0.55228474983;
static const double PI = 3.14159265358979323846;

struct point {
    double x, y;
};

static void move_to(struct buf *out, struct point p)
{
    put_coordinate(out, p.x);
    put_coordinate(out, p.y);
    buf_puts(out, "m\n");
}

static void line_to(struct buf *out, struct point p)
{
    put_coordinate(out, p.x);
    put_coordinate(out, p.y);
    buf_puts(out, "l\n");
}

static void curve_to(struct buf *out, struct point a, struct point b, struct point p)
{
    put_coordinate(out, a.x);
    put_coordinate(out, a.y);
    put_coordinate(out, b.x);
    put_coordinate(out, b.y);
    put_coordinate(out, p.x);
    put_coordinate(out, p.y);
    buf_puts(out, "c\n");
}

/* ---- Basic shapes --------------------------------------------------------------------------- */

void svg_ellipse(struct buf *out, double cx, double cy, double rx, double ry)
{
    double kx = rx * KAPPA, ky = ry * KAPPA;
    move_to(out, (struct point){cx + rx, cy});
    curve_to(out, (struct point){cx + rx, cy + ky}, (struct point){cx + kx, cy + ry},
             (struct point){cx, cy + ry});
    curve_to(out, (struct point){cx - kx, cy + ry}, (struct point){cx - rx, cy + ky},
             (struct point){cx - rx, cy});
    curve_to(out, (struct point){cx - rx, cy - ky}, (struct point){cx - kx, cy - ry},
             (struct point){cx, cy - ry});
    curve_to(out, (struct point){cx + kx, cy - ry}, (struct point){cx + rx, cy - ky},
             (struct point){cx + rx, cy});
    buf_puts(out, "h\n");
}

void svg_rectangle(struct buf *out, double x, double y, double width, double height, double rx,
                   double ry)
{
    double right = x + width, bottom = y + height;
    if (rx <= 0 || ry <= 0) {
        move_to(out, (struct point){x, y});
        line_to(out, (struct point){right, y});
        line_to(out, (struct point){right, bottom});
        line_to(out, (struct point){x, bottom});
        buf_puts(out, "h\n");
        return;
    }
    double kx = rx * (1 - KAPPA), ky = ry * (1 - KAPPA);
    move_to(out, (struct point){x + rx, y});
    line_to(out, (struct point){right - rx, y});
    curve_to(out, (struct point){right - kx, y}, (struct point){right, y + ky},
             (struct point){right, y + ry});
    line_to(out, (struct point){right, bottom - ry});
    curve_to(out, (struct point){right, bottom - ky}, (struct point){right - kx, bottom},
             (struct point){right - rx, bottom});
    line_to(out, (struct point){x + rx, bottom});
    curve_to(out, (struct point){x + kx, bottom}, (struct point){x, bottom - ky},
             (struct point){x, bottom - ry});
    line_to(out, (struct point){x, y + ry});
    curve_to(out, (struct point){x, y + ky}, (struct point){x + kx, y}, (struct point){x + rx, y});
    buf_puts(out, "h\n");
}

bool svg_points(struct buf *out, const char *points, bool close)
{
    struct point p;
    bool any = false;
    svg_skip_space(&points);
    while (*points != '\0') {
        if (!svg_number(&points, &p.x) || !svg_number(&points, &p.y))
            return false;
        if (any)
            line_to(out, p);
        else
            move_to(out, p);
        any = true;
        svg_skip_space(&points);
    }
    if (close && any)
        buf_puts(out, "h\n");
    return true;
}

/* ---- Arcs (SVG 1.1, F.6) ----------------------------------------------------------------------
 */

struct arc {
    double rx, ry, turn; /* radii, angle of the x axis */
    bool large, sweep;
    struct point centre;
    double start, extent;
};

/* From end points to centre and angles; grows radii that are too small. */
static void find_centre(struct arc *arc, struct point from, struct point to)
{
    double c = cos(arc->turn), s = sin(arc->turn);
    double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
    double x = c * dx + s * dy, y = c * dy - s * dx;
    double lack = x * x / (arc->rx * arc->rx) + y * y / (arc->ry * arc->ry);
    if (lack > 1) {
        arc->rx *= sqrt(lack);
        arc->ry *= sqrt(lack);
        lack = 1;
    }
    double factor = lack > 0 ? sqrt((1 - lack) / lack) : 0;
    if (arc->large == arc->sweep)
        factor = -factor;
    double cx = factor * arc->rx * y / arc->ry, cy = -factor * arc->ry * x / arc->rx;
    arc->centre.x = c * cx - s * cy + (from.x + to.x) / 2;
    arc->centre.y = s * cx + c * cy + (from.y + to.y) / 2;
    arc->start = atan2((y - cy) / arc->ry, (x - cx) / arc->rx);
    double end = atan2((-y - cy) / arc->ry, (-x - cx) / arc->rx);
    arc->extent = end - arc->start;
    if (arc->sweep && arc->extent < 0)
        arc->extent += 2 * PI;
    if (!arc->sweep && arc->extent > 0)
        arc->extent -= 2 * PI;
}

static struct point on_arc(const struct arc *arc, double x, double y)
{
    double c = cos(arc->turn), s = sin(arc->turn);
    return (struct point){arc->centre.x + c * arc->rx * x - s * arc->ry * y,
                          arc->centre.y + s * arc->rx * x + c * arc->ry * y};
}

static void arc_to(struct buf *out, struct arc *arc, struct point from, struct point to)
{
    arc->rx = fabs(arc->rx);
    arc->ry = fabs(arc->ry);
    if (from.x == to.x && from.y == to.y)
        return;
    if (arc->rx == 0 || arc->ry == 0) {
        line_to(out, to);
        return;
    }
    find_centre(arc, from, to);
    int parts = (int)ceil(fabs(arc->extent) / (PI / 2) - 1e-9);
    parts = parts < 1 ? 1 : parts > 4 ? 4 : parts;
    double step = arc->extent / parts, handle = 4.0 / 3 * tan(step / 4);
    for (int i = 0; i < parts; i++) {
        double a = arc->start + i * step, b = a + step;
        struct point end = i + 1 == parts ? to : on_arc(arc, cos(b), sin(b));
        curve_to(out, on_arc(arc, cos(a) - handle * sin(a), sin(a) + handle * cos(a)),
                 on_arc(arc, cos(b) + handle * sin(b), sin(b) - handle * cos(b)), end);
    }
}

/* ---- Path data ------------------------------------------------------------------------------- */

struct path {
    struct buf *out;
    const char *at;
    struct point pen, start;       /* of the subpath */
    struct point cubic, quadratic; /* last handles, for the smooth curves */
    bool open;                     /* a subpath has begun */
};

/* A point, relative to the pen for a small letter. */
static bool read_point(struct path *path, bool relative, struct point *p)
{
    if (!svg_number(&path->at, &p->x) || !svg_number(&path->at, &p->y))
        return false;
    if (relative) {
        p->x += path->pen.x;
        p->y += path->pen.y;
    }
    return true;
}

/* A flag is one digit, and nothing need stand between two of them. */
static bool read_flag(struct path *path, bool *flag)
{
    svg_skip_space(&path->at);
    if (*path->at == ',')
        path->at++;
    svg_skip_space(&path->at);
    if (*path->at != '0' && *path->at != '1')
        return false;
    *flag = *path->at++ == '1';
    return true;
}

static struct point mirrored(struct point handle, struct point pen)
{
    return (struct point){2 * pen.x - handle.x, 2 * pen.y - handle.y};
}

/* Where a quadratic curve's handle stands for a cubic's, on the way from an end. */
static struct point two_thirds(struct point end, struct point handle)
{
    return (struct point){end.x + (handle.x - end.x) * 2 / 3, end.y + (handle.y - end.y) * 2 / 3};
}

static void begin_subpath(struct path *path)
{
    if (!path->open)
        move_to(path->out, path->pen);
    path->open = true;
}

/* The pen is at `p`; handles that the command did not set fall back to it. */
static void arrive(struct path *path, struct point p, const struct point *cubic,
                   const struct point *quadratic)
{
    path->pen = p;
    path->cubic = cubic != NULL ? *cubic : p;
    path->quadratic = quadratic != NULL ? *quadratic : p;
}

static bool straight(struct path *path, char command, bool relative)
{
    struct point p = path->pen;
    double length;
    if (command == 'L') {
        if (!read_point(path, relative, &p))
            return false;
    } else {
        if (!svg_number(&path->at, &length))
            return false;
        double *axis = command == 'H' ? &p.x : &p.y;
        *axis = relative ? *axis + length : length;
    }
    begin_subpath(path);
    line_to(path->out, p);
    arrive(path, p, NULL, NULL);
    return true;
}

static bool cubic(struct path *path, char command, bool relative)
{
    struct point a = mirrored(path->cubic, path->pen), b, p;
    if ((command == 'C' && !read_point(path, relative, &a)) || !read_point(path, relative, &b) ||
        !read_point(path, relative, &p))
        return false;
    begin_subpath(path);
    curve_to(path->out, a, b, p);
    arrive(path, p, &b, NULL);
    return true;
}

static bool quadratic(struct path *path, char command, bool relative)
{
    struct point handle = mirrored(path->quadratic, path->pen), p;
    if ((command == 'Q' && !read_point(path, relative, &handle)) || !read_point(path, relative, &p))
        return false;
    begin_subpath(path);
    curve_to(path->out, two_thirds(path->pen, handle), two_thirds(p, handle), p);
    arrive(path, p, NULL, &handle);
    return true;
}

static bool arc(struct path *path, bool relative)
{
    struct arc arc;
    struct point p;
    if (!svg_number(&path->at, &arc.rx) || !svg_number(&path->at, &arc.ry) ||
        !svg_number(&path->at, &arc.turn) || !read_flag(path, &arc.large) ||
        !read_flag(path, &arc.sweep) || !read_point(path, relative, &p))
        return false;
    arc.turn *= PI / 180;
    begin_subpath(path);
    arc_to(path->out, &arc, path->pen, p);
    arrive(path, p, NULL, NULL);
    return true;
}

static bool move(struct path *path, bool relative)
{
    struct point p;
    if (!read_point(path, relative, &p))
        return false;
    move_to(path->out, p);
    path->start = p;
    path->open = true;
    arrive(path, p, NULL, NULL);
    return true;
}

static bool run_command(struct path *path, char letter)
{
    bool relative = letter >= 'a';
    char command = relative ? (char)(letter - 'a' + 'A') : letter;
    switch (command) {
    case 'M':
        return move(path, relative);
    case 'L':
    case 'H':
    case 'V':
        return straight(path, command, relative);
    case 'C':
    case 'S':
        return cubic(path, command, relative);
    case 'Q':
    case 'T':
        return quadratic(path, command, relative);
    case 'A':
        return arc(path, relative);
    case 'Z':
        if (path->open)
            buf_puts(path->out, "h\n");
        path->open = false;
        arrive(path, path->start, NULL, NULL);
        return true;
    default:
        return false;
    }
}

static bool starts_number(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == ',';
}

bool svg_path_data(struct buf *out, const char *data)
{
    struct path path = {.out = out, .at = data};
    char letter = '\0';
    for (;;) {
        svg_skip_space(&path.at);
        if (*path.at == '\0')
            return true;
        if (!starts_number(*path.at)) {
            if (letter == '\0' && *path.at != 'M' && *path.at != 'm')
                return false;
            letter = *path.at++;
        } else if (letter == '\0' || letter == 'Z' || letter == 'z') {
            return false;
        } else if (letter == 'M') {
            letter = 'L'; /* more points after a move are lines */
        } else if (letter == 'm') {
            letter = 'l';
        }
        if (!run_command(&path, letter))
            return false;
    }
}
