/*
 * From an element's attributes to its property values: shorthands in order, then
 * the font size (which units of the others refer to), then the rest.
 */
#include "print/fo/internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const print_attributes[] = {"alt",      "actual-text",    "expansion", "scope",
                                               "headers",  "list-numbering", "artifact",  "source",
                                               "contents", "continues",      "balance"};

struct attribute {
    struct str name, value;
    int rank, place;
};

struct attributes {
    VEC(struct attribute) list;
};

static int by_rank(const void *a, const void *b)
{
    const struct attribute *left = a, *right = b;
    return left->rank != right->rank ? left->rank - right->rank : left->place - right->place;
}

/* The name as we have it; "" if it is none of ours. */
static const char *print_attribute(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(print_attributes); i++)
        if (strcmp(name, print_attributes[i]) == 0)
            return print_attributes[i];
    return "";
}

static void unknown_property(struct fo_tree *tree, const struct fo *fo, const char *name)
{
    const char *names[FO_P_COUNT];
    for (int i = 0; i < FO_P_COUNT; i++)
        names[i] = fo_properties[i].name;
    const char *nearest = nearest_word(str_of(name), names, FO_P_COUNT);
    fo_complain(tree, fo->line, MSG_FO_PROPERTY_UNKNOWN, name,
                nearest ? arena_printf(tree->arena, "; did you mean \"%s\"?", nearest) : "");
}

static void refuse(struct fo_tree *tree, const struct fo *fo, const char *name, struct str value)
{
    enum fo_known known = fo_known_property(str_of(name), value);
    if (known == FO_UNKNOWN)
        unknown_property(tree, fo, name);
    else if (known == FO_KNOWN_UNDRAWN)
        fo_complain(tree, fo->line, MSG_FO_UNDRAWN, name, fo_name(fo));
}

const char *fo_attribute_text(struct arena *arena, const xmlAttr *attribute)
{
    const xmlNode *child = attribute->children;
    if (child && !child->next && child->type == XML_TEXT_NODE)
        return (const char *)child->content;
    xmlChar *value = xmlNodeListGetString(attribute->doc, child, 1);
    char *text = arena_strdup(arena, value ? (char *)value : "");
    xmlFree(value);
    return text;
}

/* The element's attributes that are properties, in the order of expansion. */
static void read_attributes(struct fo_tree *tree, const xmlNode *xml, const struct fo *fo,
                            struct attributes *attributes)
{
    for (const xmlAttr *a = xml->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        const char *space = a->ns ? (const char *)a->ns->href : "";
        if (!*space && strcmp(name, "id") == 0)
            continue; /* the object's name, which is read apart */
        if (strcmp(space, PRINT_NAMESPACE) == 0) {
            if (!*print_attribute(name))
                unknown_property(tree, fo, name);
            continue;
        }
        bool is_xml = strcmp(space, XML_NAMESPACE) == 0;
        if ((is_xml && strcmp(name, "lang") != 0) || (*space && !is_xml))
            continue;
        int rank = fo_rank(str_of(name));
        struct str value = str_of(fo_attribute_text(tree->arena, a));
        if (rank < 0) {
            refuse(tree, fo, name, value);
            continue;
        }
        *vec_push(&attributes->list) =
            (struct attribute){str_of(name), value, rank, (int)attributes->list.count};
    }
    if (attributes->list.count)
        qsort(attributes->list.items, attributes->list.count, sizeof(*attributes->list.items),
              by_rank);
}

/* 12pt times a power of 1.2, each step rounded. */
static mpt font_size_step(mpt size, int steps)
{
    for (; steps > 0; steps--)
        size = fo_mpt(size * 1.2 + 0.5);
    for (; steps < 0; steps++)
        size = (mpt)(size / 1.2 + 0.5);
    return size;
}

/* Larger and smaller go from the nearest entry of the table. */
static mpt relative_font_size(mpt size, int direction)
{
    mpt nearest = 12000;
    int step = size > nearest ? 1 : -1;
    while (abs(font_size_step(nearest, step) - size) < abs(nearest - size))
        nearest = font_size_step(nearest, step);
    return font_size_step(nearest, direction);
}

static mpt named_font_size(enum fo_keyword keyword, mpt parent)
{
    if (keyword == FO_K_LARGER)
        return relative_font_size(parent, 1);
    if (keyword == FO_K_SMALLER)
        return relative_font_size(parent, -1);
    static const struct {
        enum fo_keyword keyword;
        int step;
    } steps[] = {{FO_K_XX_SMALL, -3}, {FO_K_X_SMALL, -2}, {FO_K_SMALL, -1},  {FO_K_MEDIUM, 0},
                 {FO_K_LARGE, 1},     {FO_K_X_LARGE, 2},  {FO_K_XX_LARGE, 3}};
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (steps[i].keyword == keyword)
            return font_size_step(12000, steps[i].step);
    return parent;
}

/* Turns relative values into absolute ones. */
static void compute(const struct evaluation *evaluation, struct fo_value *value)
{
    const struct fo *parent = evaluation->parent;
    const struct fo_value *inherited =
        parent ? parent->values->inherited : evaluation->tree->initial;
    bool is_keyword = value->kind == FO_V_KEYWORD;
    if (evaluation->property == FO_P_FONT_SIZE && is_keyword) {
        mpt size = named_font_size(value->keyword, inherited[FO_P_FONT_SIZE].length.mpt);
        *value = (struct fo_value){.kind = FO_V_LENGTH, .length = {.mpt = size}};
    } else if (evaluation->property == FO_P_FONT_WEIGHT && is_keyword) {
        double weight = value->keyword == FO_K_BOLD ? 700 : 400;
        if (value->keyword == FO_K_BOLDER || value->keyword == FO_K_LIGHTER) {
            weight = inherited[FO_P_FONT_WEIGHT].number;
            weight += value->keyword == FO_K_BOLDER ? 100 : -100;
            weight = weight < 100 ? 100 : weight > 900 ? 900 : weight;
        }
        *value = (struct fo_value){.kind = FO_V_NUMBER, .number = weight};
    } else if (evaluation->property == FO_P_BORDER_BEFORE_WIDTH ||
               evaluation->property == FO_P_BORDER_AFTER_WIDTH ||
               evaluation->property == FO_P_BORDER_START_WIDTH ||
               evaluation->property == FO_P_BORDER_END_WIDTH) {
        if (is_keyword)
            *value = (struct fo_value){.kind = FO_V_LENGTH,
                                       .length = {.mpt = value->keyword == FO_K_THIN    ? 500
                                                         : value->keyword == FO_K_THICK ? 2000
                                                                                        : 1000}};
    }
}

struct resolution {
    struct fo_tree *tree;
    struct arena *arena;
    const struct fo *fo;
    struct fo_value *inherited; /* the object's own set, once something differs */
    VEC(struct fo_specified) own;
    struct evaluation evaluation;
};

/* A length whose unit is forgotten: pixels, as other formatters have it. */
static bool evaluate_as_px(struct resolution *r, const struct longhand *longhand,
                           struct fo_value *value)
{
    struct str text = longhand->text;
    if (!text.n || text.n > 20 || text.s[text.n - 1] < '0' || text.s[text.n - 1] > '9')
        return false;
    char *with_unit = arena_printf(r->arena, "%.*spx", (int)text.n, text.s);
    if (!fo_evaluate(&r->evaluation, str_of(with_unit), value))
        return false;
    fo_complain(r->tree, r->fo->line, MSG_FO_UNIT_MISSING, fo_properties[longhand->property].name,
                with_unit);
    return true;
}

static void resolve_one(struct resolution *r, const struct longhand *longhand)
{
    struct fo_value value;
    r->evaluation.property = longhand->property;
    if (!fo_evaluate(&r->evaluation, longhand->text, &value) &&
        !evaluate_as_px(r, longhand, &value)) {
        char *text = arena_strndup(r->arena, longhand->text.s, longhand->text.n);
        fo_complain(r->tree, r->fo->line, MSG_FO_VALUE, fo_properties[longhand->property].name,
                    text);
        return;
    }
    compute(&r->evaluation, &value);
    if (longhand->property < FO_P_INHERITED_COUNT) {
        if (!r->inherited) {
            const struct fo *parent = r->fo->parent;
            r->inherited = ARENA_ARRAY(r->arena, FO_P_INHERITED_COUNT, struct fo_value);
            memcpy(r->inherited, parent ? parent->values->inherited : r->tree->initial,
                   FO_P_INHERITED_COUNT * sizeof(*r->inherited));
        }
        r->inherited[longhand->property] = value;
    }
    for (size_t i = 0; i < r->own.count; i++) {
        if (r->own.items[i].property == longhand->property) {
            r->own.items[i].value = value;
            return;
        }
    }
    *vec_push(&r->own) = (struct fo_specified){longhand->property, value};
}

/* The font size goes first, for its units; where the object's column is asked for, it must be
 * known which that is. */
enum pass { PASS_FONT_SIZE, PASS_MOST, PASS_COLUMN, PASS_COUNT };

static enum pass pass_of(const struct longhand *longhand)
{
    if (longhand->property == FO_P_FONT_SIZE)
        return PASS_FONT_SIZE;
    return str_starts(longhand->text, FROM_TABLE_COLUMN) ? PASS_COLUMN : PASS_MOST;
}

/* What was resolved so far. */
static struct fo_values *values_of(const struct resolution *r)
{
    struct fo_specified *own = ARENA_ARRAY(r->arena, r->own.count, struct fo_specified);
    if (r->own.count)
        memcpy(own, r->own.items, r->own.count * sizeof(*own));
    const struct fo *parent = r->fo->parent;
    struct fo_values *values = ARENA_NEW(r->arena, struct fo_values);
    values->inherited = r->inherited ? r->inherited
                        : parent     ? parent->values->inherited
                                     : r->tree->initial;
    values->specified = own;
    values->specified_count = (uint32_t)r->own.count;
    return values;
}

/*
 * Absolute sides go by the writing mode that the object stands in. A page master and
 * the margins of its regions are the page's own: they stay where they are written.
 */
static bool stands_in_rtl(const struct fo *fo)
{
    switch (fo->type) {
    case FO_SIMPLE_PAGE_MASTER:
    case FO_REGION_BODY:
    case FO_REGION_BEFORE:
    case FO_REGION_AFTER:
    case FO_REGION_START:
    case FO_REGION_END:
        return false;
    default:
        return fo->parent && fo->parent->is_rtl;
    }
}

/* Objects that writing-mode applies to (XSL 1.1, 7.29.7): those of reference areas. */
static bool sets_writing_mode(enum fo_type type)
{
    switch (type) {
    case FO_ROOT:
    case FO_PAGE_SEQUENCE:
    case FO_SIMPLE_PAGE_MASTER:
    case FO_REGION_BODY:
    case FO_REGION_BEFORE:
    case FO_REGION_AFTER:
    case FO_REGION_START:
    case FO_REGION_END:
    case FO_BLOCK_CONTAINER:
    case FO_TABLE:
        return true;
    default:
        return false;
    }
}

static void set_writing_mode(const struct fo_tree *tree, struct fo *fo)
{
    fo->is_rtl = fo->parent && fo->parent->is_rtl;
    if (!sets_writing_mode(fo->type))
        return;
    enum fo_keyword mode = fo_keyword(tree, fo, FO_P_WRITING_MODE);
    fo->is_rtl = mode == FO_K_RL_TB || mode == FO_K_RL;
}

static void expand_all(struct fo_tree *tree, const xmlNode *xml, const struct fo *fo,
                       struct longhands *longhands)
{
    struct attributes attributes = {0};
    read_attributes(tree, xml, fo, &attributes);
    for (size_t i = 0; i < attributes.list.count; i++) {
        const struct attribute *attribute = &attributes.list.items[i];
        if (!fo_expand(attribute->name, attribute->value, longhands))
            fo_complain(tree, fo->line, MSG_FO_VALUE, attribute->name.s, attribute->value.s);
    }
    vec_release(&attributes.list);
}

static struct fo_values *resolve(struct fo_tree *tree, const xmlNode *xml, struct fo *fo)
{
    struct longhands longhands = {.is_rtl = stands_in_rtl(fo)};
    expand_all(tree, xml, fo, &longhands);
    struct arena *arena = tree->arena;
    const struct fo_value *inherited = fo->parent ? fo->parent->values->inherited : tree->initial;
    struct resolution r = {.tree = tree, .arena = arena, .fo = fo};
    r.evaluation = (struct evaluation){
        tree, arena, fo, fo->parent, FO_P_FONT_SIZE, inherited[FO_P_FONT_SIZE].length.mpt};
    for (enum pass pass = 0; pass < PASS_COUNT; pass++) {
        bool is_first = true;
        for (size_t i = 0; i < longhands.list.count; i++) {
            if (pass_of(&longhands.list.items[i]) != pass)
                continue;
            if (pass == PASS_COLUMN && is_first)
                fo->values = values_of(&r);
            is_first = false;
            resolve_one(&r, &longhands.list.items[i]);
        }
        if (r.inherited)
            r.evaluation.font_size = r.inherited[FO_P_FONT_SIZE].length.mpt;
    }
    vec_release(&longhands.list);
    struct fo_values *values = values_of(&r);
    vec_release(&r.own);
    return values;
}

void fo_resolve_properties(struct fo_tree *tree, const xmlNode *xml, struct fo *fo)
{
    const char *key = fo_sharing_key(tree->sharing, xml, fo);
    const struct fo_values *shared = key ? fo_sharing_find(tree->sharing, key) : NULL;
    if (shared) {
        fo->values = shared;
    } else {
        uint32_t faults = tree->faults;
        struct fo_values *values = resolve(tree, xml, fo);
        /* What is wrong with an object is told of each that has it. */
        bool is_sound = tree->is_quiet || tree->faults == faults;
        fo_sharing_add(tree->sharing, is_sound ? key : NULL, values);
        fo->values = values;
    }
    set_writing_mode(tree, fo);
}

static bool is_of_print(const xmlAttr *attribute)
{
    return attribute->ns && strcmp((const char *)attribute->ns->href, PRINT_NAMESPACE) == 0;
}

const struct fo_named *fo_named_attributes(struct arena *arena, const xmlNode *xml)
{
    static const struct fo_named none = {0};
    size_t count = 0;
    for (const xmlAttr *a = xml->properties; a; a = a->next)
        count += is_of_print(a) || fo_extension_attribute(a);
    if (count == 0)
        return &none;
    struct fo_named *named = ARENA_ARRAY(arena, count + 1, struct fo_named);
    count = 0;
    for (const xmlAttr *a = xml->properties; a; a = a->next)
        if (is_of_print(a))
            named[count++] = (struct fo_named){print_attribute((const char *)a->name),
                                               arena_strdup(arena, fo_attribute_text(arena, a))};
    /* Ours come first, since the first of a name counts. */
    for (const xmlAttr *a = xml->properties; a; a = a->next)
        if (fo_extension_attribute(a))
            named[count++] = (struct fo_named){fo_extension_attribute(a),
                                               arena_strdup(arena, fo_attribute_text(arena, a))};
    return named;
}

const char *fo_print_attribute(const struct fo *fo, const char *name)
{
    for (const struct fo_named *named = fo->named; named && named->name; named++)
        if (strcmp(named->name, name) == 0)
            return named->value;
    return NULL;
}
