/*
 * Properties of SVG elements, from presentation attributes and style="", which
 * wins. Properties that would change the picture and that we cannot draw are
 * errors; the rest (hints, names, accessibility) is passed over.
 */
#include "svg.h"

#include <stdlib.h>
#include <string.h>

const struct svg_style SVG_INITIAL_STYLE = {
    .fill = {.alpha = 1},
    .stroke = {.none = true, .alpha = 1},
    .fill_opacity = 1,
    .stroke_opacity = 1,
    .opacity = 1,
    .stroke_width = 1,
    .miter_limit = 4,
    .font_family = "serif", /* as browsers and librsvg have it */
    .font_size = 16,
    .font_weight = 400,
};

/* ---- Errors and attributes ----------------------------------------------------------------- */

int svg_bad_value(const struct drawing *drawing, xmlNodePtr element, const char *name,
                  const char *value)
{
    return svg_refuse(drawing, element, MSG_SVG_VALUE, name, value);
}

int svg_unsupported(const struct drawing *drawing, xmlNodePtr element, const char *what,
                    const char *name)
{
    return svg_refuse(drawing, element, MSG_SVG_UNSUPPORTED, what, name);
}

/* libxml2 keeps an attribute's text in one node unless entities split it; those
 * were refused when the drawing was loaded. */
static const char *attribute_text(const xmlAttr *attribute)
{
    if (attribute->children == NULL || attribute->children->content == NULL)
        return "";
    return (const char *)attribute->children->content;
}

const char *svg_attribute(xmlNodePtr element, const char *name)
{
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next)
        if (at->ns == NULL && strcmp((const char *)at->name, name) == 0)
            return attribute_text(at);
    return NULL;
}

/* With any prefix or none: xml:lang, or lang as SVG 2 has it. */
static const char *named(const xmlNode *element, const char *name)
{
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next)
        if (strcmp((const char *)at->name, name) == 0)
            return attribute_text(at);
    return NULL;
}

int svg_read_length(struct drawing *drawing, xmlNodePtr element, const char *name, double whole,
                    double font_size, double fallback, double *length)
{
    const char *text = svg_attribute(element, name);
    *length = fallback;
    if (text == NULL || strcmp(text, "auto") == 0)
        return 0;
    return svg_length(text, whole, font_size, length) ? 0
                                                      : svg_bad_value(drawing, element, name, text);
}

/* ---- Readers: one a kind of property; false for a value they do not know ----------------------
 */

struct reading {
    const struct drawing *drawing;
    struct svg_style *style;
    const struct svg_style *parent;
};

static bool read_paint(struct reading *reading, const char *value, struct svg_paint *paint)
{
    if (strcmp(value, "none") == 0) {
        *paint = (struct svg_paint){.none = true, .alpha = 1};
        return true;
    }
    *paint = (struct svg_paint){.alpha = 1};
    if (strncmp(value, "url(", 4) == 0) {
        paint->server = svg_url(reading->drawing->svg, value);
        return paint->server != NULL && svg_is_gradient(paint->server);
    }
    if (strcmp(value, "currentColor") == 0 || strcmp(value, "currentcolor") == 0) {
        paint->color = reading->style->color;
        return true;
    }
    if (strcmp(value, "transparent") == 0) {
        paint->none = true;
        return true;
    }
    return svg_color(str_of(value), &paint->color, &paint->alpha);
}

static bool read_fill(struct reading *reading, const char *value)
{
    return read_paint(reading, value, &reading->style->fill);
}

static bool read_stroke(struct reading *reading, const char *value)
{
    return read_paint(reading, value, &reading->style->stroke);
}

static bool read_color(struct reading *reading, const char *value)
{
    double alpha;
    return svg_color(str_of(value), &reading->style->color, &alpha);
}

static bool read_share(const char *value, double *share)
{
    double number;
    if (!svg_length(value, 1, 1, &number))
        return false;
    *share = number < 0 ? 0 : number > 1 ? 1 : number;
    return true;
}

static bool read_opacity(struct reading *reading, const char *value)
{
    return read_share(value, &reading->style->opacity);
}

static bool read_fill_opacity(struct reading *reading, const char *value)
{
    return read_share(value, &reading->style->fill_opacity);
}

static bool read_stroke_opacity(struct reading *reading, const char *value)
{
    return read_share(value, &reading->style->stroke_opacity);
}

static bool read_stroke_width(struct reading *reading, const char *value)
{
    return svg_length(value, (reading->drawing->width + reading->drawing->height) / 2,
                      reading->style->font_size, &reading->style->stroke_width) &&
           reading->style->stroke_width >= 0;
}

static bool read_miter_limit(struct reading *reading, const char *value)
{
    return svg_length(value, 1, 1, &reading->style->miter_limit) &&
           reading->style->miter_limit >= 1;
}

static bool read_dash_offset(struct reading *reading, const char *value)
{
    return svg_length(value, (reading->drawing->width + reading->drawing->height) / 2,
                      reading->style->font_size, &reading->style->dash_offset);
}

/* Which of `names` the value is; -1: none. */
static int word_of(const char *value, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(value, names[i]) == 0)
            return (int)i;
    return -1;
}

static bool read_cap(struct reading *reading, const char *value)
{
    static const char *const caps[] = {"butt", "round", "square"};
    reading->style->cap = word_of(value, caps, COUNT_OF(caps));
    return reading->style->cap >= 0;
}

static bool read_join(struct reading *reading, const char *value)
{
    static const char *const joins[] = {"miter", "round", "bevel"};
    reading->style->join = word_of(value, joins, COUNT_OF(joins));
    return reading->style->join >= 0;
}

static bool read_fill_rule(struct reading *reading, const char *value)
{
    static const char *const rules[] = {"nonzero", "evenodd"};
    int rule = word_of(value, rules, COUNT_OF(rules));
    reading->style->even_odd = rule == 1;
    return rule >= 0;
}

static bool read_clip_rule(struct reading *reading, const char *value)
{
    reading->style->clip_even_odd = strcmp(value, "evenodd") == 0;
    return reading->style->clip_even_odd || strcmp(value, "nonzero") == 0;
}

static bool read_clip(struct reading *reading, const char *value)
{
    xmlNodePtr clip = svg_url(reading->drawing->svg, value);
    if (strcmp(value, "none") == 0)
        return true;
    reading->style->clip = clip;
    return clip != NULL && strcmp((const char *)clip->name, "clipPath") == 0;
}

/* One that is not there is none. */
static bool read_marker(struct reading *reading, const char *value, enum svg_marker which)
{
    xmlNodePtr marker = svg_url(reading->drawing->svg, value);
    bool is_marker = marker != NULL && strcmp((const char *)marker->name, "marker") == 0;
    reading->style->markers[which] = is_marker ? marker : NULL;
    return strcmp(value, "none") == 0 || strncmp(value, "url(", 4) == 0;
}

static bool read_marker_start(struct reading *reading, const char *value)
{
    return read_marker(reading, value, SVG_MARKER_START);
}

static bool read_marker_mid(struct reading *reading, const char *value)
{
    return read_marker(reading, value, SVG_MARKER_MID);
}

static bool read_marker_end(struct reading *reading, const char *value)
{
    return read_marker(reading, value, SVG_MARKER_END);
}

static bool read_markers(struct reading *reading, const char *value)
{
    return read_marker_start(reading, value) && read_marker_mid(reading, value) &&
           read_marker_end(reading, value);
}

/* An odd list is gone through twice; a list of nothing but zeros is no dash. */
static bool read_dashes(struct reading *reading, const char *value)
{
    struct svg_style *style = reading->style;
    double sum = 0;
    style->dash_count = 0;
    if (strcmp(value, "none") == 0)
        return true;
    for (;;) {
        while (*value == ' ' || *value == ',' || *value == '\n' || *value == '\t')
            value++;
        if (*value == '\0')
            break;
        char word[32];
        size_t size = strcspn(value, " ,\n\t");
        if (size >= sizeof word || style->dash_count == SVG_DASHES / 2)
            return false;
        memcpy(word, value, size);
        word[size] = '\0';
        double *dash = &style->dashes[style->dash_count++];
        if (!svg_length(word, (reading->drawing->width + reading->drawing->height) / 2,
                        style->font_size, dash) ||
            *dash < 0)
            return false;
        sum += *dash;
        value += size;
    }
    if (style->dash_count % 2 == 1) {
        memcpy(style->dashes + style->dash_count, style->dashes,
               style->dash_count * sizeof *style->dashes);
        style->dash_count *= 2;
    }
    if (sum == 0)
        style->dash_count = 0;
    return true;
}

static bool read_display(struct reading *reading, const char *value)
{
    reading->style->not_displayed = strcmp(value, "none") == 0;
    return true;
}

static bool read_visibility(struct reading *reading, const char *value)
{
    static const char *const words[] = {"visible", "hidden", "collapse"};
    int word = word_of(value, words, COUNT_OF(words));
    reading->style->hidden = word > 0;
    return word >= 0;
}

static bool read_font_family(struct reading *reading, const char *value)
{
    reading->style->font_family = arena_strdup(reading->drawing->arena, value);
    return true;
}

static bool read_font_size(struct reading *reading, const char *value)
{
    static const char *const words[] = {"xx-small", "x-small", "small",   "medium",
                                        "large",    "x-large", "xx-large"};
    static const double sizes[] = {9, 10, 13, 16, 18, 24, 32};
    int word = word_of(value, words, COUNT_OF(words));
    if (word >= 0) {
        reading->style->font_size = sizes[word];
        return true;
    }
    return svg_length(value, reading->parent->font_size, reading->parent->font_size,
                      &reading->style->font_size) &&
           reading->style->font_size >= 0;
}

static bool read_font_weight(struct reading *reading, const char *value)
{
    static const char *const words[] = {"normal", "bold", "bolder", "lighter"};
    static const int weights[] = {400, 700, 700, 300};
    int word = word_of(value, words, COUNT_OF(words));
    reading->style->font_weight = word >= 0 ? weights[word] : atoi(value);
    return reading->style->font_weight >= 1 && reading->style->font_weight <= 1000;
}

static bool read_font_style(struct reading *reading, const char *value)
{
    static const char *const words[] = {"normal", "italic", "oblique"};
    static const enum font_style styles[] = {FONT_NORMAL, FONT_ITALIC, FONT_OBLIQUE};
    int word = word_of(value, words, COUNT_OF(words));
    if (word >= 0)
        reading->style->font_style = styles[word];
    return word >= 0;
}

static bool read_anchor(struct reading *reading, const char *value)
{
    static const char *const words[] = {"start", "middle", "end"};
    int word = word_of(value, words, COUNT_OF(words));
    if (word >= 0)
        reading->style->anchor = (enum svg_anchor)word;
    return word >= 0;
}

static bool read_direction(struct reading *reading, const char *value)
{
    static const char *const words[] = {"ltr", "rtl"};
    int word = word_of(value, words, COUNT_OF(words));
    if (word >= 0)
        reading->style->right_to_left = word == 1;
    return word >= 0;
}

static bool read_baseline(struct reading *reading, const char *value)
{
    static const char *const words[] = {"auto", "alphabetic", "middle", "central", "hanging"};
    static const enum svg_baseline lines[] = {SVG_ALPHABETIC, SVG_ALPHABETIC, SVG_CENTRAL,
                                              SVG_CENTRAL, SVG_HANGING};
    int word = word_of(value, words, COUNT_OF(words));
    if (word >= 0)
        reading->style->baseline = lines[word];
    return word >= 0;
}

/* ---- The properties ---------------------------------------------------------------------------
 */

static const struct property {
    const char *name;
    bool (*read)(struct reading *reading, const char *value);
} PROPERTIES[] = {
    {"color", read_color},         /* first, since others may say currentColor */
    {"font-size", read_font_size}, /* and em */
    {"clip-path", read_clip},
    {"clip-rule", read_clip_rule},
    {"direction", read_direction},
    {"display", read_display},
    {"dominant-baseline", read_baseline},
    {"fill", read_fill},
    {"fill-opacity", read_fill_opacity},
    {"fill-rule", read_fill_rule},
    {"font-family", read_font_family},
    {"font-style", read_font_style},
    {"font-weight", read_font_weight},
    {"marker", read_markers}, /* before its parts */
    {"marker-end", read_marker_end},
    {"marker-mid", read_marker_mid},
    {"marker-start", read_marker_start},
    {"opacity", read_opacity},
    {"stroke", read_stroke},
    {"stroke-dasharray", read_dashes},
    {"stroke-dashoffset", read_dash_offset},
    {"stroke-linecap", read_cap},
    {"stroke-linejoin", read_join},
    {"stroke-miterlimit", read_miter_limit},
    {"stroke-opacity", read_stroke_opacity},
    {"stroke-width", read_stroke_width},
    {"text-anchor", read_anchor},
    {"visibility", read_visibility},
};

/* What would show and cannot be drawn, with the values that change nothing. */
static const struct {
    const char *name, *harmless;
} REFUSED[] = {
    {"alignment-baseline", "auto baseline alphabetic"},
    {"baseline-shift", "baseline"},
    {"filter", "none"},
    {"font", ""},
    {"letter-spacing", "normal 0 0px"},
    {"mask", "none"},
    {"mix-blend-mode", "normal"},
    {"paint-order", "normal"},
    {"text-decoration", "none"},
    {"textLength", ""},
    {"transform-origin", ""},
    {"vector-effect", "none"},
    {"white-space", "normal"},
    {"word-spacing", "normal 0 0px"},
    {"writing-mode", "lr lr-tb horizontal-tb"},
};

/* Attributes of shapes that a style sheet may set in SVG 2, where nobody here looks. */
static const char *const GEOMETRY[] = {"cx",        "cy", "d", "r",     "rx",    "ry",
                                       "transform", "x",  "y", "width", "height"};

/* The last of a list of declarations about the property, in the walk's arena. */
static const char *declared(const struct drawing *drawing, struct str declarations,
                            const char *name)
{
    const char *value = NULL;
    struct str declaration, key;
    while (str_next(&declarations, ';', &declaration)) {
        if (!str_next(&declaration, ':', &key) || !str_is(str_trim(key), name))
            continue;
        struct str text = str_trim(declaration);
        if (str_ends(text, "!important"))
            text = str_trim((struct str){text.s, text.n - strlen("!important")});
        value = arena_strndup(drawing->arena, text.s, text.n);
    }
    return value;
}

/* Where an element's properties may be said, from the weakest: attributes, rules of style
 * sheets, style="". */
struct sources {
    const struct drawing *drawing;
    xmlNodePtr element;
    struct str *rules;
    size_t rule_count;
};

static struct sources sources_of(const struct drawing *drawing, xmlNodePtr element)
{
    struct sources sources = {.drawing = drawing, .element = element};
    sources.rule_count = svg_sheet_declarations(drawing, element, &sources.rules);
    return sources;
}

static const char *declared_value(const struct sources *sources, const char *name)
{
    const char *style = svg_attribute(sources->element, "style"), *value = NULL;
    if (style != NULL)
        value = declared(sources->drawing, str_of(style), name);
    for (size_t i = sources->rule_count; value == NULL && i-- > 0;)
        value = declared(sources->drawing, sources->rules[i], name);
    return value;
}

static const char *value_of(const struct sources *sources, const char *name)
{
    const char *value = declared_value(sources, name);
    return value != NULL ? value : svg_attribute(sources->element, name);
}

const char *svg_property(const struct drawing *drawing, xmlNodePtr element, const char *name)
{
    struct sources sources = sources_of(drawing, element);
    return value_of(&sources, name);
}

static bool is_harmless(const char *value, const char *harmless)
{
    struct str rest = str_of(harmless), word;
    while (str_next(&rest, ' ', &word))
        if (str_is(word, value))
            return true;
    return strcmp(value, "inherit") == 0;
}

static int refuse(const struct sources *sources)
{
    for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
        const char *value = value_of(sources, REFUSED[i].name);
        if (value != NULL && !is_harmless(value, REFUSED[i].harmless))
            return svg_unsupported(sources->drawing, sources->element, "property", REFUSED[i].name);
    }
    if (svg_attribute(sources->element, "style") == NULL && sources->rule_count == 0)
        return 0;
    bool is_root =
        sources->element->parent->type != XML_ELEMENT_NODE; /* its size is the picture's */
    for (size_t i = 0; i < COUNT_OF(GEOMETRY) - (is_root ? 2 : 0); i++)
        if (declared_value(sources, GEOMETRY[i]) != NULL)
            return svg_unsupported(sources->drawing, sources->element, "property in a style",
                                   GEOMETRY[i]);
    return 0;
}

int svg_read_style(struct drawing *drawing, xmlNodePtr element, struct svg_style *style)
{
    const struct svg_style parent = *style;
    struct sources sources = sources_of(drawing, element);
    struct reading reading = {.drawing = drawing, .style = style, .parent = &parent};
    style->opacity = 1;
    style->clip = NULL;
    style->not_displayed = false;
    const char *lang = named(element, "lang"), *space = named(element, "space");
    style->lang = lang != NULL ? lang : style->lang;
    style->keeps_space = space != NULL ? strcmp(space, "preserve") == 0 : style->keeps_space;
    for (size_t i = 0; i < COUNT_OF(PROPERTIES); i++) {
        const char *value = value_of(&sources, PROPERTIES[i].name);
        if (value == NULL || strcmp(value, "inherit") == 0)
            continue;
        struct str trimmed = str_trim(str_of(value));
        value = arena_strndup(drawing->arena, trimmed.s, trimmed.n);
        if (!PROPERTIES[i].read(&reading, value))
            return svg_bad_value(drawing, element, PROPERTIES[i].name, value);
    }
    return refuse(&sources);
}
