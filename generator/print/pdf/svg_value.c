/*
 * Values in SVG attributes: numbers, lengths, transforms, colours.
 */
#include "svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- Numbers ------------------------------------------------------------------------------ */

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void svg_skip_space(const char **at)
{
    while (is_white(**at))
        (*at)++;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Not strtod(): the decimal point must not depend on the locale, and "1em" is 1. */
static bool read_number(const char **at, double *number)
{
    const char *s = *at;
    double sign = 1, value = 0, scale = 1;
    bool digits = false;
    if (*s == '+' || *s == '-')
        sign = *s++ == '-' ? -1 : 1;
    for (; is_digit(*s); s++, digits = true)
        value = value * 10 + (*s - '0');
    if (*s == '.' && is_digit(s[1]))
        for (s++; is_digit(*s); s++, digits = true)
            value += (*s - '0') * (scale /= 10);
    else if (*s == '.' && digits)
        s++;
    if (!digits)
        return false;
    if ((*s == 'e' || *s == 'E') &&
        (is_digit(s[1]) || ((s[1] == '+' || s[1] == '-') && is_digit(s[2])))) {
        char *end;
        long exponent = strtol(s + 1, &end, 10);
        value *= pow(10, exponent > 99 ? 99 : exponent < -99 ? -99 : (double)exponent);
        s = end;
    }
    *number = sign * value;
    *at = s;
    return isfinite(value);
}

bool svg_number(const char **at, double *number)
{
    svg_skip_space(at);
    if (**at == ',') {
        (*at)++;
        svg_skip_space(at);
    }
    return read_number(at, number);
}

bool svg_length(const char *text, double whole, double font_size, double *length)
{
    static const struct {
        const char *name;
        double size;
    } units[] = {{"", 1},    {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}};
    svg_skip_space(&text);
    if (!read_number(&text, length))
        return false;
    struct str unit = str_trim(str_of(text));
    if (str_is(unit, "%")) {
        *length *= whole / 100;
        return true;
    }
    if (str_is(unit, "em") || str_is(unit, "rem") || str_is(unit, "ex")) {
        *length *= str_is(unit, "ex") ? font_size / 2 : font_size;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (str_is(unit, units[i].name)) {
            *length *= units[i].size;
            return true;
        }
    return false;
}

void put_coordinate(struct buf *out, double number)
{
    put_real6(out, number);
    buf_putc(out, ' ');
}

/* ---- Transforms --------------------------------------------------------------------------- */

void svg_multiply(const double inner[6], const double outer[6], double product[6])
{
    const double result[6] = {
        inner[0] * outer[0] + inner[1] * outer[2],
        inner[0] * outer[1] + inner[1] * outer[3],
        inner[2] * outer[0] + inner[3] * outer[2],
        inner[2] * outer[1] + inner[3] * outer[3],
        inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
        inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
    };
    memcpy(product, result, sizeof result);
}

static double radians(double degrees)
{
    return degrees * 3.14159265358979323846 / 180;
}

/* rotate(angle [cx cy]) */
static void rotation(const double *v, size_t count, double m[6])
{
    double c = cos(radians(v[0])), s = sin(radians(v[0]));
    double cx = count == 3 ? v[1] : 0, cy = count == 3 ? v[2] : 0;
    const double turned[6] = {c, s, -s, c, cx - c * cx + s * cy, cy - s * cx - c * cy};
    memcpy(m, turned, sizeof turned);
}

static bool one_transform(struct str name, const double *v, size_t count, double m[6])
{
    double result[6] = {1, 0, 0, 1, 0, 0};
    if (str_is(name, "matrix") && count == 6) {
        memcpy(result, v, sizeof result);
    } else if (str_is(name, "translate") && (count == 1 || count == 2)) {
        result[4] = v[0];
        result[5] = count == 2 ? v[1] : 0;
    } else if (str_is(name, "scale") && (count == 1 || count == 2)) {
        result[0] = v[0];
        result[3] = count == 2 ? v[1] : v[0];
    } else if (str_is(name, "rotate") && (count == 1 || count == 3)) {
        rotation(v, count, result);
    } else if (str_is(name, "skewX") && count == 1) {
        result[2] = tan(radians(v[0]));
    } else if (str_is(name, "skewY") && count == 1) {
        result[1] = tan(radians(v[0]));
    } else {
        return false;
    }
    memcpy(m, result, sizeof result);
    return true;
}

bool svg_transform(const char *text, double matrix[6])
{
    double total[6] = {1, 0, 0, 1, 0, 0};
    for (;;) {
        while (is_white(*text) || *text == ',')
            text++;
        if (*text == '\0')
            break;
        struct str name = {text, strcspn(text, " \t\r\n(")};
        text += name.n;
        svg_skip_space(&text);
        if (*text++ != '(')
            return false;
        double values[6], one[6];
        size_t count = 0;
        while (count < 6 && svg_number(&text, &values[count]))
            count++;
        svg_skip_space(&text);
        if (*text++ != ')' || !one_transform(name, values, count, one))
            return false;
        svg_multiply(one, total, total);
    }
    memcpy(matrix, total, sizeof total);
    return true;
}

/* ---- Colours (CSS Color 4, named colours and sRGB) ------------------------------------------ */

static const struct {
    const char *name;
    uint32_t rgb;
} COLORS[] = {
    {"aliceblue", 0xF0F8FF},
    {"antiquewhite", 0xFAEBD7},
    {"aqua", 0x00FFFF},
    {"aquamarine", 0x7FFFD4},
    {"azure", 0xF0FFFF},
    {"beige", 0xF5F5DC},
    {"bisque", 0xFFE4C4},
    {"black", 0x000000},
    {"blanchedalmond", 0xFFEBCD},
    {"blue", 0x0000FF},
    {"blueviolet", 0x8A2BE2},
    {"brown", 0xA52A2A},
    {"burlywood", 0xDEB887},
    {"cadetblue", 0x5F9EA0},
    {"chartreuse", 0x7FFF00},
    {"chocolate", 0xD2691E},
    {"coral", 0xFF7F50},
    {"cornflowerblue", 0x6495ED},
    {"cornsilk", 0xFFF8DC},
    {"crimson", 0xDC143C},
    {"cyan", 0x00FFFF},
    {"darkblue", 0x00008B},
    {"darkcyan", 0x008B8B},
    {"darkgoldenrod", 0xB8860B},
    {"darkgray", 0xA9A9A9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xA9A9A9},
    {"darkkhaki", 0xBDB76B},
    {"darkmagenta", 0x8B008B},
    {"darkolivegreen", 0x556B2F},
    {"darkorange", 0xFF8C00},
    {"darkorchid", 0x9932CC},
    {"darkred", 0x8B0000},
    {"darksalmon", 0xE9967A},
    {"darkseagreen", 0x8FBC8F},
    {"darkslateblue", 0x483D8B},
    {"darkslategray", 0x2F4F4F},
    {"darkslategrey", 0x2F4F4F},
    {"darkturquoise", 0x00CED1},
    {"darkviolet", 0x9400D3},
    {"deeppink", 0xFF1493},
    {"deepskyblue", 0x00BFFF},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1E90FF},
    {"firebrick", 0xB22222},
    {"floralwhite", 0xFFFAF0},
    {"forestgreen", 0x228B22},
    {"fuchsia", 0xFF00FF},
    {"gainsboro", 0xDCDCDC},
    {"ghostwhite", 0xF8F8FF},
    {"gold", 0xFFD700},
    {"goldenrod", 0xDAA520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xADFF2F},
    {"grey", 0x808080},
    {"honeydew", 0xF0FFF0},
    {"hotpink", 0xFF69B4},
    {"indianred", 0xCD5C5C},
    {"indigo", 0x4B0082},
    {"ivory", 0xFFFFF0},
    {"khaki", 0xF0E68C},
    {"lavender", 0xE6E6FA},
    {"lavenderblush", 0xFFF0F5},
    {"lawngreen", 0x7CFC00},
    {"lemonchiffon", 0xFFFACD},
    {"lightblue", 0xADD8E6},
    {"lightcoral", 0xF08080},
    {"lightcyan", 0xE0FFFF},
    {"lightgoldenrodyellow", 0xFAFAD2},
    {"lightgray", 0xD3D3D3},
    {"lightgreen", 0x90EE90},
    {"lightgrey", 0xD3D3D3},
    {"lightpink", 0xFFB6C1},
    {"lightsalmon", 0xFFA07A},
    {"lightseagreen", 0x20B2AA},
    {"lightskyblue", 0x87CEFA},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xB0C4DE},
    {"lightyellow", 0xFFFFE0},
    {"lime", 0x00FF00},
    {"limegreen", 0x32CD32},
    {"linen", 0xFAF0E6},
    {"magenta", 0xFF00FF},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66CDAA},
    {"mediumblue", 0x0000CD},
    {"mediumorchid", 0xBA55D3},
    {"mediumpurple", 0x9370DB},
    {"mediumseagreen", 0x3CB371},
    {"mediumslateblue", 0x7B68EE},
    {"mediumspringgreen", 0x00FA9A},
    {"mediumturquoise", 0x48D1CC},
    {"mediumvioletred", 0xC71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xF5FFFA},
    {"mistyrose", 0xFFE4E1},
    {"moccasin", 0xFFE4B5},
    {"navajowhite", 0xFFDEAD},
    {"navy", 0x000080},
    {"oldlace", 0xFDF5E6},
    {"olive", 0x808000},
    {"olivedrab", 0x6B8E23},
    {"orange", 0xFFA500},
    {"orangered", 0xFF4500},
    {"orchid", 0xDA70D6},
    {"palegoldenrod", 0xEEE8AA},
    {"palegreen", 0x98FB98},
    {"paleturquoise", 0xAFEEEE},
    {"palevioletred", 0xDB7093},
    {"papayawhip", 0xFFEFD5},
    {"peachpuff", 0xFFDAB9},
    {"peru", 0xCD853F},
    {"pink", 0xFFC0CB},
    {"plum", 0xDDA0DD},
    {"powderblue", 0xB0E0E6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xFF0000},
    {"rosybrown", 0xBC8F8F},
    {"royalblue", 0x4169E1},
    {"saddlebrown", 0x8B4513},
    {"salmon", 0xFA8072},
    {"sandybrown", 0xF4A460},
    {"seagreen", 0x2E8B57},
    {"seashell", 0xFFF5EE},
    {"sienna", 0xA0522D},
    {"silver", 0xC0C0C0},
    {"skyblue", 0x87CEEB},
    {"slateblue", 0x6A5ACD},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xFFFAFA},
    {"springgreen", 0x00FF7F},
    {"steelblue", 0x4682B4},
    {"tan", 0xD2B48C},
    {"teal", 0x008080},
    {"thistle", 0xD8BFD8},
    {"tomato", 0xFF6347},
    {"turquoise", 0x40E0D0},
    {"violet", 0xEE82EE},
    {"wheat", 0xF5DEB3},
    {"white", 0xFFFFFF},
    {"whitesmoke", 0xF5F5F5},
    {"yellow", 0xFFFF00},
    {"yellowgreen", 0x9ACD32},
};

static int hex_digit(char c)
{
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* #rgb, #rgba, #rrggbb, #rrggbbaa */
static bool hex_color(struct str text, struct pdf_color *color, double *alpha)
{
    int parts[4] = {0, 0, 0, 255};
    size_t width = text.n == 4 || text.n == 5 ? 1 : 2, count = (text.n - 1) / width;
    if (text.n != 4 && text.n != 5 && text.n != 7 && text.n != 9)
        return false;
    for (size_t i = 0; i < count; i++) {
        int high = hex_digit(text.s[1 + i * width]);
        int low = hex_digit(text.s[i * width + width]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = 16 * high + low;
    }
    *color = (struct pdf_color){(uint8_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
    *alpha = parts[3] / 255.0;
    return true;
}

/* rgb(r, g, b) and rgba(r, g, b, a), numbers or percentages, commas or spaces. */
static bool rgb_color(const char *text, struct pdf_color *color, double *alpha)
{
    double parts[4] = {0, 0, 0, 1};
    const char *at = strchr(text, '(');
    size_t count = 0;
    for (at++; count < 4; count++) {
        svg_skip_space(&at);
        if (*at == '/')
            at++;
        if (!svg_number(&at, &parts[count]))
            break;
        if (*at == '%') {
            parts[count] *= count < 3 ? 2.55 : 0.01;
            at++;
        }
    }
    svg_skip_space(&at);
    if (count < 3 || *at != ')')
        return false;
    uint8_t bytes[3];
    for (int i = 0; i < 3; i++)
        bytes[i] = (uint8_t)lround(fmin(fmax(parts[i], 0), 255));
    *color = (struct pdf_color){bytes[0], bytes[1], bytes[2]};
    *alpha = fmin(fmax(parts[3], 0), 1);
    return true;
}

bool svg_color(struct str text, struct pdf_color *color, double *alpha)
{
    char name[64];
    text = str_trim(text);
    if (text.n == 0 || text.n >= sizeof name)
        return false;
    memcpy(name, text.s, text.n);
    name[text.n] = '\0';
    *alpha = 1;
    if (name[0] == '#')
        return hex_color(text, color, alpha);
    if (strncasecmp(name, "rgb(", 4) == 0 || strncasecmp(name, "rgba(", 5) == 0)
        return rgb_color(name, color, alpha);
    for (size_t i = 0; i < COUNT_OF(COLORS); i++)
        if (strcasecmp(name, COLORS[i].name) == 0) {
            uint32_t rgb = COLORS[i].rgb;
            *color = (struct pdf_color){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb};
            return true;
        }
    return false;
}
