/*
 * Shorthands (XSL 1.1, 7.31) and compound properties into longhands. Absolute sides
 * become relative ones (5.3.1): left is the start, or the end where the text around the
 * object runs right to left.
 */
#include "print/fo/internal.h"

#include <string.h>

enum side { BEFORE, END, AFTER, START };
static const char *const relative_sides[] = {"before", "end", "after", "start"};
static const char *const absolute_sides[] = {"top", "right", "bottom", "left"};

static struct str token(struct str *rest)
{
    *rest = str_trim(*rest);
    size_t depth = 0, n = 0;
    while (n < rest->n && (depth || !strchr(" \t\r\n", rest->s[n]))) {
        depth += rest->s[n] == '(';
        depth -= rest->s[n] == ')' && depth;
        n++;
    }
    struct str taken = {rest->s, n};
    *rest = (struct str){rest->s + n, rest->n - n};
    return taken;
}

static void add(struct longhands *longhands, enum fo_property property, struct str text)
{
    *vec_push(&longhands->list) = (struct longhand){property, text};
}

/* A side's longhand of a family whose four sides stand in the order of properties.def. */
static enum fo_property on_side(enum fo_property first, enum side side)
{
    static const int place[] = {[BEFORE] = 0, [AFTER] = 1, [START] = 2, [END] = 3};
    return first + place[side];
}

static enum side mirrored(const struct longhands *longhands, enum side side)
{
    bool turns = longhands->is_rtl && (side == START || side == END);
    return !turns ? side : side == START ? END : START;
}

/* One to four values for top, right, bottom, left. */
static bool four(struct longhands *longhands, enum fo_property first, struct str value)
{
    struct str values[4];
    size_t count = 0;
    for (struct str part = token(&value); part.n; part = token(&value)) {
        if (count == 4)
            return false;
        values[count++] = part;
    }
    if (count == 0)
        return false;
    for (int side = 0; side < 4; side++) {
        size_t from = (size_t)side < count ? (size_t)side : side == START && count > 1 ? 1 : 0;
        add(longhands, on_side(first, mirrored(longhands, side)), values[from]);
    }
    return true;
}

static bool is_border_style(struct str text)
{
    struct str rest = str_of(fo_properties[FO_P_BORDER_BEFORE_STYLE].keywords), keyword;
    while (str_next(&rest, ' ', &keyword))
        if (str_equal(keyword, text))
            return true;
    return false;
}

/* "width style colour" in any order, for one side; what is missing is initial. */
static bool border_side(struct longhands *longhands, enum side side, struct str value)
{
    struct str style = STR("none"), width = STR("medium"), color = {0};
    bool inherit = str_is(str_trim(value), "inherit");
    if (inherit)
        style = width = color = STR("inherit");
    else
        for (struct str part = token(&value); part.n; part = token(&value)) {
            uint32_t ignored;
            if (is_border_style(part))
                style = part;
            else if (fo_color(part, &ignored) || str_starts(part, "rgb(") ||
                     str_is(part, "transparent"))
                color = part;
            else
                width = part;
        }
    add(longhands, on_side(FO_P_BORDER_BEFORE_WIDTH, side), width);
    add(longhands, on_side(FO_P_BORDER_BEFORE_STYLE, side), style);
    if (color.n)
        add(longhands, on_side(FO_P_BORDER_BEFORE_COLOR, side), color);
    return true;
}

static bool border(struct longhands *longhands, struct str value)
{
    for (int side = 0; side < 4; side++)
        border_side(longhands, side, value);
    return true;
}

static bool all_of(struct longhands *longhands, enum fo_property first, int count, struct str value)
{
    for (int i = 0; i < count; i++)
        add(longhands, first + i, value);
    return true;
}

static bool font_of(struct longhands *longhands, struct str most, struct str size)
{
    add(longhands, FO_P_FONT_STYLE, most);
    add(longhands, FO_P_FONT_VARIANT, most);
    add(longhands, FO_P_FONT_WEIGHT, most);
    add(longhands, FO_P_LINE_HEIGHT, most);
    add(longhands, FO_P_FONT_SIZE, size);
    if (str_is(most, "inherit"))
        add(longhands, FO_P_FONT_FAMILY, most);
    return true;
}

static bool is_system_font(struct str value)
{
    static const char *const names[] = {"caption",     "icon",          "menu",
                                        "message-box", "small-caption", "status-bar"};
    return str_is_among(value, names, COUNT_OF(names));
}

/* font: [style variant weight]? size[/line-height]? family */
static bool font(struct longhands *longhands, struct str value)
{
    struct str rest = value;
    if (str_is(value, "inherit"))
        return font_of(longhands, value, value);
    if (is_system_font(value)) /* no desk has a say in print */
        return font_of(longhands, STR("normal"), STR("medium")) &&
               all_of(longhands, FO_P_FONT_FAMILY, 1, STR("sans-serif"));
    add(longhands, FO_P_FONT_STYLE, STR("normal"));
    add(longhands, FO_P_FONT_VARIANT, STR("normal"));
    add(longhands, FO_P_FONT_WEIGHT, STR("normal"));
    add(longhands, FO_P_LINE_HEIGHT, STR("normal"));
    for (struct str part = token(&rest); part.n; part = token(&rest)) {
        if (str_is(part, "normal"))
            continue;
        if (str_is(part, "small-caps"))
            add(longhands, FO_P_FONT_VARIANT, part);
        else if (str_is(part, "italic") || str_is(part, "oblique") || str_is(part, "backslant")) {
            add(longhands, FO_P_FONT_STYLE, part);
        } else if (str_is(part, "bold") || str_is(part, "bolder") || str_is(part, "lighter") ||
                   (part.n == 3 && part.s[0] >= '1' && part.s[0] <= '9' && part.s[2] == '0' &&
                    part.s[1] == '0')) {
            add(longhands, FO_P_FONT_WEIGHT, part);
        } else {
            struct str size;
            str_next(&part, '/', &size);
            add(longhands, FO_P_FONT_SIZE, size);
            if (part.n)
                add(longhands, FO_P_LINE_HEIGHT, part);
            add(longhands, FO_P_FONT_FAMILY, str_trim(rest));
            return str_trim(rest).n > 0;
        }
    }
    return false;
}

/* CSS white-space in XSL's four properties (7.31.26). */
static bool white_space(struct longhands *longhands, struct str value)
{
    static const struct {
        const char *name, *linefeed, *collapse, *treatment, *wrap;
    } rows[] = {
        {"normal", "treat-as-space", "true", "ignore-if-surrounding-linefeed", "wrap"},
        {"pre", "preserve", "false", "preserve", "no-wrap"},
        {"nowrap", "treat-as-space", "true", "ignore-if-surrounding-linefeed", "no-wrap"},
        {"inherit", "inherit", "inherit", "inherit", "inherit"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (!str_is(value, rows[i].name))
            continue;
        add(longhands, FO_P_LINEFEED_TREATMENT, str_of(rows[i].linefeed));
        add(longhands, FO_P_WHITE_SPACE_COLLAPSE, str_of(rows[i].collapse));
        add(longhands, FO_P_WHITE_SPACE_TREATMENT, str_of(rows[i].treatment));
        add(longhands, FO_P_WRAP_OPTION, str_of(rows[i].wrap));
        return true;
    }
    return false;
}

static bool page_break(struct longhands *longhands, struct str value, enum fo_property property,
                       enum fo_property keep)
{
    if (str_is(value, "avoid"))
        return all_of(longhands, keep, 3, STR("always"));
    struct str text = str_is(value, "always")  ? STR("page")
                      : str_is(value, "left")  ? STR("even-page")
                      : str_is(value, "right") ? STR("odd-page")
                                               : value;
    add(longhands, property, text);
    return true;
}

static bool page_break_inside(struct longhands *longhands, struct str value)
{
    return all_of(longhands, FO_P_KEEP_TOGETHER_COLUMN, 2,
                  str_is(value, "avoid") ? STR("always") : value);
}

/* XSL 1.1, 7.31.22. */
static bool vertical_align(struct longhands *longhands, struct str value)
{
    static const char *const aligned[][2] = {{"middle", "middle"},
                                             {"top", "before-edge"},
                                             {"bottom", "after-edge"},
                                             {"text-top", "text-before-edge"},
                                             {"text-bottom", "text-after-edge"}};
    const char *baseline = "baseline";
    bool shifts = str_is(value, "sub") || str_is(value, "super");
    bool is_keyword = shifts || str_is(value, baseline);
    for (size_t i = 0; i < COUNT_OF(aligned); i++)
        if (str_is(value, aligned[i][0])) {
            baseline = aligned[i][1];
            is_keyword = true;
        }
    add(longhands, FO_P_ALIGNMENT_BASELINE, str_of(baseline));
    add(longhands, FO_P_ALIGNMENT_ADJUST, is_keyword ? STR("auto") : value);
    add(longhands, FO_P_BASELINE_SHIFT, shifts ? value : STR("baseline"));
    add(longhands, FO_P_DOMINANT_BASELINE, STR("auto"));
    return true;
}

static bool border_spacing(struct longhands *longhands, struct str value)
{
    struct str first = token(&value), second = token(&value);
    add(longhands, FO_P_BORDER_SEPARATION_I, first);
    add(longhands, FO_P_BORDER_SEPARATION_B, second.n ? second : first);
    return first.n > 0;
}

static bool is_vertical(struct str value)
{
    return str_is(value, "top") || str_is(value, "bottom");
}

/* Words may come in either order; one alone leaves the other axis centred. */
static void add_places(struct longhands *longhands, struct str first, struct str second)
{
    if (is_vertical(first) || str_is(second, "left") || str_is(second, "right")) {
        struct str swap = second.n ? second : STR("center");
        second = first;
        first = swap;
    }
    add(longhands, FO_P_BACKGROUND_POSITION_H, first);
    add(longhands, FO_P_BACKGROUND_POSITION_V, second.n ? second : STR("center"));
}

static bool background_position(struct longhands *longhands, struct str value)
{
    struct str first = token(&value), second = token(&value);
    add_places(longhands, first, second);
    return first.n > 0;
}

/* "url(…)" with all between its brackets, else the next word. */
static struct str background_token(struct str *rest)
{
    *rest = str_trim(*rest);
    if (!str_starts(*rest, "url(") && !str_starts(*rest, "rgb"))
        return token(rest);
    size_t n = 0;
    while (n < rest->n && rest->s[n] != ')')
        n++;
    n += n < rest->n;
    struct str whole = {rest->s, n};
    *rest = (struct str){rest->s + n, rest->n - n};
    return whole;
}

/* Colour, picture, repeat, attachment and position in any order; what is missing is initial
 * (XSL 1.1, 7.31.1). */
static bool background(struct longhands *longhands, struct str value)
{
    struct str place[2] = {{"", 0}, {"", 0}}, part;
    struct str color = STR("transparent"), image = STR("none"), repeat = STR("repeat"),
               attachment = STR("scroll");
    size_t places = 0;
    for (part = background_token(&value); part.n; part = background_token(&value)) {
        bool is_place = strchr("0123456789.+-", part.s[0]) || is_vertical(part) ||
                        str_is(part, "left") || str_is(part, "right") || str_is(part, "center");
        if (str_starts(part, "url(") || str_is(part, "none"))
            image = part;
        else if (str_starts(part, "repeat") || str_is(part, "no-repeat"))
            repeat = part;
        else if (str_is(part, "scroll") || str_is(part, "fixed"))
            attachment = part;
        else if (is_place && places < 2)
            place[places++] = part;
        else
            color = part;
    }
    add(longhands, FO_P_BACKGROUND_COLOR, color);
    add(longhands, FO_P_BACKGROUND_IMAGE, image);
    add(longhands, FO_P_BACKGROUND_REPEAT, repeat);
    add(longhands, FO_P_BACKGROUND_ATTACHMENT, attachment);
    add_places(longhands, places ? place[0] : STR("0%"), places ? place[1] : STR("0%"));
    return true;
}

static bool position(struct longhands *longhands, struct str value)
{
    bool placed = str_is(value, "absolute") || str_is(value, "fixed");
    add(longhands, FO_P_ABSOLUTE_POSITION, placed ? value : STR("auto"));
    add(longhands, FO_P_RELATIVE_POSITION, placed ? STR("static") : value);
    return true;
}

/* Of a page: one length for both, or two (7.31.21). */
static bool size(struct longhands *longhands, struct str value)
{
    struct str first = token(&value), second = token(&value);
    add(longhands, FO_P_PAGE_WIDTH, first);
    add(longhands, FO_P_PAGE_HEIGHT, second.n ? second : first);
    return first.n > 0 && str_trim(value).n == 0;
}

/* A least or greatest size (7.15.7 to 7.15.10). */
static bool bound(struct longhands *longhands, struct str name, struct str value)
{
    bool is_height = str_ends(name, "-height");
    enum fo_property least = is_height ? FO_P_BPD_MIN : FO_P_IPD_MIN;
    enum fo_property most = is_height ? FO_P_BPD_MAX : FO_P_IPD_MAX;
    add(longhands, str_starts(name, "min-") ? least : most,
        str_is(str_trim(value), "none") ? STR("auto") : value);
    return true;
}

static bool xml_lang(struct longhands *longhands, struct str value)
{
    struct str language = language_subtag(value), country = country_subtag(value);
    add(longhands, FO_P_XML_LANG, value);
    add(longhands, FO_P_LANGUAGE, language.n > 0 ? language : STR("none"));
    add(longhands, FO_P_COUNTRY, country.n > 0 ? country : STR("none"));
    return true;
}

/* What a name that is not one longhand stands for. */
static bool other(struct str name, struct str value, struct longhands *l, bool *known)
{
    *known = true;
    if (str_is(name, "font"))
        return font(l, value);
    if (str_is(name, "white-space"))
        return white_space(l, value);
    if (str_is(name, "vertical-align"))
        return vertical_align(l, value);
    if (str_is(name, "border-spacing") || str_is(name, "border-separation"))
        return border_spacing(l, value);
    if (str_is(name, "background"))
        return background(l, value);
    if (str_is(name, "background-position"))
        return background_position(l, value);
    if (str_is(name, "position"))
        return position(l, value);
    if (str_is(name, "lang"))
        return xml_lang(l, value);
    if (str_is(name, "page-break-before"))
        return page_break(l, value, FO_P_BREAK_BEFORE, FO_P_KEEP_PREVIOUS_LINE);
    if (str_is(name, "page-break-after"))
        return page_break(l, value, FO_P_BREAK_AFTER, FO_P_KEEP_NEXT_LINE);
    if (str_is(name, "page-break-inside"))
        return page_break_inside(l, value);
    if (str_is(name, "keep-together"))
        return all_of(l, FO_P_KEEP_TOGETHER_LINE, 3, value);
    if (str_is(name, "keep-with-next"))
        return all_of(l, FO_P_KEEP_NEXT_LINE, 3, value);
    if (str_is(name, "keep-with-previous"))
        return all_of(l, FO_P_KEEP_PREVIOUS_LINE, 3, value);
    if (str_is(name, "space-before"))
        return all_of(l, FO_P_SPACE_BEFORE_MIN, 3, value);
    if (str_is(name, "space-after"))
        return all_of(l, FO_P_SPACE_AFTER_MIN, 3, value);
    if (str_is(name, "space-start"))
        return all_of(l, FO_P_SPACE_START, 1, value);
    if (str_is(name, "space-end"))
        return all_of(l, FO_P_SPACE_END, 1, value);
    if (str_is(name, "line-height.optimum"))
        return all_of(l, FO_P_LINE_HEIGHT, 1, value);
    if (str_is(name, "size"))
        return size(l, value);
    if (str_is(name, "min-height") || str_is(name, "max-height") || str_is(name, "min-width") ||
        str_is(name, "max-width"))
        return bound(l, name, value);
    if (str_is(name, "letter-spacing"))
        return all_of(l, FO_P_LETTER_SPACING, 1, value);
    if (str_is(name, "word-spacing"))
        return all_of(l, FO_P_WORD_SPACING_MIN, 3, value);
    if (str_is(name, "leader-length"))
        return all_of(l, FO_P_LEADER_LENGTH_MIN, 3, value);
    if (str_is(name, "height") || str_is(name, "block-progression-dimension"))
        return all_of(l, FO_P_BPD_MIN, 3, value);
    if (str_is(name, "width") || str_is(name, "inline-progression-dimension"))
        return all_of(l, FO_P_IPD_MIN, 3, value);
    *known = false;
    return false;
}

/* The side that `text` names; -1 if it is none. */
static int side_of(const struct longhands *longhands, struct str text)
{
    for (int side = 0; side < 4; side++) {
        if (str_is(text, relative_sides[side]))
            return side;
        if (str_is(text, absolute_sides[side]))
            return mirrored(longhands, side);
    }
    return -1;
}

/* margin-left is kept as the start's. */
static enum fo_property margin_side(const struct longhands *longhands, enum fo_property property)
{
    if (!longhands->is_rtl)
        return property;
    return property == FO_P_MARGIN_START ? FO_P_MARGIN_END
           : property == FO_P_MARGIN_END ? FO_P_MARGIN_START
                                         : property;
}

static bool border_part(struct str name, struct str value, struct longhands *l, bool *known)
{
    *known = true;
    if (str_is(name, "border"))
        return border(l, value);
    if (str_is(name, "border-width"))
        return four(l, FO_P_BORDER_BEFORE_WIDTH, value);
    if (str_is(name, "border-style"))
        return four(l, FO_P_BORDER_BEFORE_STYLE, value);
    if (str_is(name, "border-color"))
        return four(l, FO_P_BORDER_BEFORE_COLOR, value);
    struct str rest = {name.s + 7, name.n - 7}, side_name;
    str_next(&rest, '-', &side_name);
    int side = side_of(l, side_name);
    if (side >= 0 && rest.n == 0)
        return border_side(l, side, value);
    if (side >= 0 && (str_is(rest, "width") || str_is(rest, "width.length")))
        add(l, on_side(FO_P_BORDER_BEFORE_WIDTH, side), value);
    else if (side >= 0 && str_is(rest, "width.conditionality"))
        add(l, on_side(FO_P_BORDER_BEFORE_COND, side), value);
    else if (side >= 0 && str_is(rest, "style"))
        add(l, on_side(FO_P_BORDER_BEFORE_STYLE, side), value);
    else if (side >= 0 && str_is(rest, "color"))
        add(l, on_side(FO_P_BORDER_BEFORE_COLOR, side), value);
    else
        *known = false;
    return true;
}

static bool padding_part(struct str name, struct str value, struct longhands *l, bool *known)
{
    *known = true;
    if (str_is(name, "padding"))
        return four(l, FO_P_PADDING_BEFORE, value);
    struct str component = {name.s + 8, name.n - 8}, side_name;
    str_next(&component, '.', &side_name);
    int side = side_of(l, side_name);
    if (side >= 0 && (component.n == 0 || str_is(component, "length")))
        add(l, on_side(FO_P_PADDING_BEFORE, side), value);
    else if (side >= 0 && str_is(component, "conditionality"))
        add(l, on_side(FO_P_PADDING_BEFORE_COND, side), value);
    else
        *known = false;
    return true;
}

static bool expand(struct str name, struct str value, struct longhands *longhands, bool *known)
{
    if (str_is(name, "border") ||
        (str_starts(name, "border-") && !str_is(name, "border-collapse") &&
         !str_ends(name, "-precedence") && !str_starts(name, "border-s")))
        return border_part(name, value, longhands, known);
    if (str_starts(name, "border-st"))
        return border_part(name, value, longhands, known);
    if (str_is(name, "padding") || str_starts(name, "padding-"))
        return padding_part(name, value, longhands, known);
    *known = true;
    if (str_is(name, "margin"))
        return four(longhands, FO_P_MARGIN_BEFORE, value);
    bool result = other(name, value, longhands, known);
    if (*known)
        return result;
    enum fo_property property = fo_property_find(name);
    *known = property != FO_P_COUNT;
    if (*known)
        add(longhands, margin_side(longhands, property), value);
    return true;
}

int fo_rank(struct str name)
{
    struct longhands none = {0};
    bool known;
    expand(name, STR("0pt"), &none, &known);
    vec_release(&none.list);
    if (!known)
        return -1;
    if (str_is(name, "font") || str_is(name, "border") || str_is(name, "margin") ||
        str_is(name, "padding") || str_is(name, "background") || str_is(name, "white-space") ||
        str_starts(name, "page-break") || str_is(name, "position") || str_is(name, "lang") ||
        str_is(name, "size"))
        return 0;
    if (str_is(name, "border-width") || str_is(name, "border-style") ||
        str_is(name, "border-color") || str_is(name, "background-position") ||
        str_is(name, "vertical-align") || str_is(name, "border-spacing"))
        return 1;
    bool absolute = false;
    for (int side = 0; side < 4; side++) {
        size_t n = strlen(absolute_sides[side]);
        for (size_t at = 0; at + n <= name.n; at++)
            absolute |= memcmp(name.s + at, absolute_sides[side], n) == 0;
    }
    bool is_component = memchr(name.s, '.', name.n) != NULL;
    bool is_border_side = str_starts(name, "border-") && !str_ends(name, "-width") &&
                          !str_ends(name, "-style") && !str_ends(name, "-color") && !is_component;
    return (is_border_side ? 2 : 4) + (absolute ? 1 : 0) + (is_component ? 2 : 0);
}

bool fo_expand(struct str name, struct str value, struct longhands *longhands)
{
    bool known;
    return expand(name, value, longhands, &known);
}
