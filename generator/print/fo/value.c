/*
 * Property value expressions (XSL 1.1, 5.9): a recursive descent over numbers with
 * units, percentages, the four operations, and functions. Lengths stay linear in
 * what is not known yet: a percentage's base, body-start(), label-end().
 */
#include "print/fo/internal.h"

#include <math.h>
#include <string.h>

/* A number is `amount` with power 0; a length has power 1 and may have the rest. */
struct operand {
    double amount;
    int power;
    double percent;
    double proportional;
    enum fo_function function;
    bool is_value; /* a finished value instead: a colour, another property's */
    struct fo_value value;
};

struct parser {
    const struct evaluation *evaluation;
    const char *at, *end;
    unsigned depth;
};

static bool sum(struct parser *parser, struct operand *result);

static void skip_space(struct parser *parser)
{
    while (parser->at < parser->end && strchr(" \t\r\n", *parser->at))
        parser->at++;
}

static bool take(struct parser *parser, char byte)
{
    skip_space(parser);
    if (parser->at >= parser->end || *parser->at != byte)
        return false;
    parser->at++;
    return true;
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static struct str name(struct parser *parser)
{
    const char *start = parser->at;
    while (parser->at < parser->end && is_name_byte(*parser->at))
        parser->at++;
    return (struct str){start, (size_t)(parser->at - start)};
}

/* 1 `unit` in millipoints; 0 if there is no such unit. */
static double unit_size(struct str unit, mpt font_size)
{
    static const struct {
        const char *name;
        double size;
    } units[] = {{"pt", 1000},  {"mm", 72000 / 25.4}, {"cm", 720000 / 25.4},
                 {"in", 72000}, {"pc", 12000},        {"px", 1000},
                 {"mpt", 1}};
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (str_is(unit, units[i].name))
            return units[i].size;
    return str_is(unit, "em") ? font_size : 0;
}

static double digits(struct parser *parser)
{
    double value = 0, scale = 1;
    while (parser->at < parser->end && is_digit(*parser->at))
        value = value * 10 + (*parser->at++ - '0');
    if (parser->at < parser->end && *parser->at == '.') {
        parser->at++;
        for (; parser->at < parser->end && is_digit(*parser->at); parser->at++) {
            value = value * 10 + (*parser->at - '0');
            scale *= 10;
        }
    }
    return value / scale;
}

static bool number(struct parser *parser, struct operand *result)
{
    result->amount = digits(parser);
    if (parser->at < parser->end && *parser->at == '%') {
        parser->at++;
        result->percent = result->amount;
        result->amount = 0;
        result->power = 1;
        return true;
    }
    const char *start = parser->at;
    while (parser->at < parser->end && *parser->at >= 'a' && *parser->at <= 'z')
        parser->at++;
    struct str unit = {start, (size_t)(parser->at - start)};
    if (unit.n == 0)
        return true;
    double size = unit_size(unit, parser->evaluation->font_size);
    if (size == 0 && !str_is(unit, "em"))
        return false;
    result->amount *= size;
    result->power = 1;
    return true;
}

static void set_value(struct operand *result, const struct fo_value *value)
{
    if (value->kind == FO_V_LENGTH) {
        *result = (struct operand){.amount = value->length.mpt,
                                   .power = 1,
                                   .percent = value->length.percent,
                                   .proportional = value->length.proportional,
                                   .function = value->length.function};
    } else if (value->kind == FO_V_NUMBER) {
        *result = (struct operand){.amount = value->number};
    } else {
        *result = (struct operand){.is_value = true, .value = *value};
    }
}

/* The property that a function names up to its ")", or the one that is evaluated. */
static bool property_argument(struct parser *parser, enum fo_property *property)
{
    skip_space(parser);
    struct str wanted = name(parser);
    *property = wanted.n ? fo_property_find(wanted) : parser->evaluation->property;
    return *property != FO_P_COUNT && take(parser, ')');
}

/* from-parent(), inherited-property-value(), from-nearest-specified-value(). */
static bool property_function(struct parser *parser, struct str function, struct operand *result)
{
    const struct evaluation *evaluation = parser->evaluation;
    enum fo_property property;
    if (!property_argument(parser, &property))
        return false;
    const struct fo *from = evaluation->parent;
    if (str_is(function, "from-nearest-specified-value"))
        while (from && from->parent && !fo_is_specified(from, property))
            from = from->parent;
    set_value(result, from ? fo_get(evaluation->tree, from, property)
                           : &evaluation->tree->initial[property]);
    return true;
}

/* A cell that stands in no column has what it would have without the function. */
static bool column_function(struct parser *parser, struct operand *result)
{
    const struct evaluation *evaluation = parser->evaluation;
    enum fo_property property;
    if (!property_argument(parser, &property))
        return false;
    const struct fo *from = fo_table_column(evaluation->tree, evaluation->fo);
    if (!from)
        from = evaluation->parent;
    set_value(result, from ? fo_get(evaluation->tree, from, property)
                           : &evaluation->tree->initial[property]);
    return true;
}

/* What no system says is as if nothing was said (5.10.3). */
static bool system_font(struct parser *parser, struct operand *result)
{
    enum fo_property property = parser->evaluation->property;
    skip_space(parser);
    if (!name(parser).n)
        return false;
    if (take(parser, ',')) {
        skip_space(parser);
        property = fo_property_find(name(parser));
    }
    if (property == FO_P_COUNT || !take(parser, ')'))
        return false;
    set_value(result, &parser->evaluation->tree->initial[property]);
    return true;
}

static bool system_color(struct parser *parser, struct operand *result)
{
    skip_space(parser);
    struct str wanted = name(parser);
    result->is_value = true;
    result->value.kind = FO_V_COLOR;
    return fo_system_color(wanted, &result->value.color) && take(parser, ')');
}

/* A profile's name and the colour in it, after what is to be shown without the profile. */
static void skip_profile(struct parser *parser)
{
    unsigned depth = 0;
    while (parser->at < parser->end && (depth > 0 || *parser->at != ')')) {
        depth += *parser->at == '(';
        depth -= *parser->at == ')';
        parser->at++;
    }
}

static bool apply(struct str function, const struct operand *args, int count,
                  struct operand *result)
{
    *result = args[0];
    if (str_is(function, "proportional-column-width") && count == 1 && args[0].power == 0) {
        *result = (struct operand){.proportional = args[0].amount, .power = 1};
        return true;
    }
    if ((str_is(function, "max") || str_is(function, "min")) && count == 2 &&
        args[0].power == args[1].power) {
        bool less = args[1].amount < args[0].amount;
        *result = args[less == str_is(function, "min") ? 1 : 0];
        return true;
    }
    if (count != 1)
        return false;
    if (str_is(function, "abs"))
        result->amount = fabs(args[0].amount);
    else if (str_is(function, "round"))
        result->amount = floor(args[0].amount + 0.5);
    else if (str_is(function, "floor"))
        result->amount = floor(args[0].amount);
    else if (str_is(function, "ceiling"))
        result->amount = ceil(args[0].amount);
    else
        return false;
    return true;
}

static uint32_t channel(const struct operand *value)
{
    double amount = value->power ? value->percent * 255 / 100 : value->amount;
    return amount <= 0 ? 0 : amount >= 255 ? 255 : (uint32_t)amount;
}

static bool call(struct parser *parser, struct str function, struct operand *result)
{
    if (str_is(function, "body-start") || str_is(function, "label-end")) {
        *result = (struct operand){.power = 1,
                                   .function = str_is(function, "body-start") ? FO_F_BODY_START
                                                                              : FO_F_LABEL_END};
        return take(parser, ')');
    }
    if (str_is(function, "from-parent") || str_is(function, "inherited-property-value") ||
        str_is(function, "from-nearest-specified-value"))
        return property_function(parser, function, result);
    if (str_is(function, FROM_TABLE_COLUMN))
        return column_function(parser, result);
    if (str_is(function, "system-font"))
        return system_font(parser, result);
    if (str_is(function, "system-color"))
        return system_color(parser, result);
    bool has_profile = str_is(function, "rgb-icc");
    struct operand args[3];
    int count = 0;
    do {
        if (count == 3 || !sum(parser, &args[count++]))
            return false;
        if (has_profile && count == 3)
            skip_profile(parser);
    } while (take(parser, ','));
    if (!take(parser, ')'))
        return false;
    if (!str_is(function, "rgb") && !has_profile)
        return apply(function, args, count, result);
    if (count != 3)
        return false;
    *result = (struct operand){.is_value = true};
    result->value.kind = FO_V_COLOR;
    result->value.color = channel(&args[0]) << 16 | channel(&args[1]) << 8 | channel(&args[2]);
    return true;
}

static bool primary(struct parser *parser, struct operand *result)
{
    *result = (struct operand){0};
    if (take(parser, '(')) {
        return ++parser->depth < 64 && sum(parser, result) && take(parser, ')');
    }
    if (take(parser, '-')) {
        if (++parser->depth >= 64 || !primary(parser, result) || result->is_value ||
            result->function)
            return false;
        result->amount = -result->amount;
        result->percent = -result->percent;
        return true;
    }
    skip_space(parser);
    if (parser->at >= parser->end)
        return false;
    if (is_digit(*parser->at) || *parser->at == '.')
        return number(parser, result);
    if (*parser->at == '#') {
        const char *start = parser->at++;
        name(parser);
        result->is_value = true;
        result->value.kind = FO_V_COLOR;
        return fo_color((struct str){start, (size_t)(parser->at - start)}, &result->value.color);
    }
    struct str function = name(parser);
    if (function.n && take(parser, '('))
        return ++parser->depth < 64 && call(parser, function, result);
    result->is_value = true;
    result->value.kind = FO_V_COLOR;
    return function.n && fo_color(function, &result->value.color);
}

/* One operand must be a pure number. */
static bool multiply(struct operand *left, const struct operand *right)
{
    const struct operand *factor = left->power == 0 ? left : right;
    struct operand product = left->power == 0 ? *right : *left;
    if (factor->power != 0 || left->is_value || right->is_value || product.function)
        return false;
    product.amount *= factor->amount;
    product.percent *= factor->amount;
    product.proportional *= factor->amount;
    *left = product;
    return true;
}

static bool divide(struct operand *left, const struct operand *right, bool remainder)
{
    if (left->is_value || right->is_value || left->function || right->function ||
        right->amount == 0 || right->percent != 0 || left->power < right->power)
        return false;
    if (remainder) {
        left->amount = fmod(left->amount, right->amount);
        return true;
    }
    left->amount /= right->amount;
    left->percent /= right->amount;
    left->power -= right->power;
    return true;
}

static bool word(struct parser *parser, const char *text)
{
    skip_space(parser);
    size_t size = strlen(text);
    if ((size_t)(parser->end - parser->at) < size || memcmp(parser->at, text, size) != 0)
        return false;
    parser->at += size;
    return true;
}

static bool product(struct parser *parser, struct operand *result)
{
    if (!primary(parser, result))
        return false;
    for (;;) {
        struct operand right;
        if (take(parser, '*')) {
            if (!primary(parser, &right) || !multiply(result, &right))
                return false;
        } else if (word(parser, "div ") || word(parser, "mod ")) {
            bool remainder = parser->at[-4] == 'm';
            if (!primary(parser, &right) || !divide(result, &right, remainder))
                return false;
        } else {
            return true;
        }
    }
}

static bool sum(struct parser *parser, struct operand *result)
{
    if (!product(parser, result))
        return false;
    for (;;) {
        struct operand right;
        bool plus = take(parser, '+');
        if (!plus && !take(parser, '-'))
            return true;
        if (!product(parser, &right) || right.is_value || result->is_value ||
            right.power != result->power || (right.function && (result->function || !plus)))
            return false;
        double sign = plus ? 1 : -1;
        result->amount += sign * right.amount;
        result->percent += sign * right.percent;
        result->proportional += sign * right.proportional;
        if (right.function)
            result->function = right.function;
    }
}

static bool has_type(enum fo_property property, char type)
{
    return strchr(fo_properties[property].types, type) != NULL;
}

/* Whether the operand suits the property, and as what. */
static bool settle(const struct evaluation *evaluation, const struct operand *operand,
                   struct fo_value *value)
{
    enum fo_property property = evaluation->property;
    if (operand->is_value) {
        *value = operand->value;
        return value->kind != FO_V_COLOR || has_type(property, 'C');
    }
    if (!isfinite(operand->amount) || fabs(operand->amount) > 1e9)
        return false;
    if (operand->power == 0 && has_type(property, 'N')) {
        value->kind = FO_V_NUMBER;
        value->number = operand->amount;
        return true;
    }
    if (!has_type(property, 'L') || operand->power > 1 ||
        (operand->power == 0 && operand->amount != 0))
        return false;
    value->kind = FO_V_LENGTH;
    value->length = (struct fo_length){.mpt = fo_mpt(operand->amount),
                                       .percent = (float)operand->percent,
                                       .proportional = (float)operand->proportional,
                                       .function = operand->function};
    if (property == FO_P_FONT_SIZE || property == FO_P_LINE_HEIGHT) {
        value->length.mpt =
            fo_mpt(operand->amount + operand->percent * evaluation->font_size / 100);
        value->length.percent = 0;
    }
    return true;
}

static bool is_allowed_keyword(enum fo_property property, struct str text)
{
    struct str rest = str_of(fo_properties[property].keywords), keyword;
    while (str_next(&rest, ' ', &keyword))
        if (keyword.n && str_equal(keyword, text))
            return true;
    return false;
}

/* Marks and their absence, in any number (7.17.4). */
static bool is_decoration(struct str text)
{
    static const char *const marks[] = {
        "none",         "underline",       "no-underline", "overline", "no-overline",
        "line-through", "no-line-through", "blink",        "no-blink"};
    struct str word;
    while (str_next(&text, ' ', &word))
        if (word.n && !str_is_among(word, marks, COUNT_OF(marks)))
            return false;
    return true;
}

bool fo_evaluate(const struct evaluation *evaluation, struct str text, struct fo_value *value)
{
    *value = (struct fo_value){0};
    struct str trimmed = str_trim(text);
    if (str_is(trimmed, "inherit")) {
        *value = evaluation->parent
                     ? *fo_get(evaluation->tree, evaluation->parent, evaluation->property)
                     : evaluation->tree->initial[evaluation->property];
        if (value->kind == FO_V_LENGTH && value->length.percent != 0 &&
            value->length.levels < UINT8_MAX)
            value->length.levels++;
        return true;
    }
    if (is_allowed_keyword(evaluation->property, trimmed)) {
        value->kind = FO_V_KEYWORD;
        value->keyword = fo_keyword_find(trimmed);
        return true;
    }
    if (evaluation->property == FO_P_TEXT_DECORATION && !is_decoration(trimmed))
        return false;
    if (has_type(evaluation->property, 'S')) {
        bool verbatim = evaluation->property == FO_P_CHARACTER;
        value->kind = FO_V_STRING;
        value->string = verbatim ? arena_strndup(evaluation->arena, text.s, text.n)
                                 : arena_strndup(evaluation->arena, trimmed.s, trimmed.n);
        return true;
    }
    struct parser parser = {evaluation, trimmed.s, trimmed.s + trimmed.n, 0};
    struct operand operand;
    if (!sum(&parser, &operand))
        return false;
    skip_space(&parser);
    return parser.at == parser.end && settle(evaluation, &operand, value);
}
