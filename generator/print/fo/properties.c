#include "print/fo/internal.h"

#include <stdlib.h>
#include <string.h>

const struct property_definition fo_properties[FO_P_COUNT] = {
#define PROPERTY(id, name, types, initial, keywords) [FO_P_##id] = {name, types, initial, keywords},
#define FIRST_NOT_INHERITED(id)
#include "properties.def"
#undef PROPERTY
#undef FIRST_NOT_INHERITED
};

static const char *const keyword_names[FO_K_COUNT] = {
#define KEYWORD(id, name) [FO_K_##id] = name,
#include "keywords.def"
#undef KEYWORD
};

static const struct {
    const char *name;
    enum fo_kind kind;
    const char *content;
} elements[FO_TYPE_COUNT] = {
    [FO_TEXT] = {"text", FO_KIND_INLINE, ""},
#define ELEMENT(id, name, kind, content) [FO_##id] = {"fo:" name, FO_KIND_##kind, content},
#include "elements.def"
#undef ELEMENT
};

enum fo_property fo_property_find(struct str name)
{
    for (int i = 0; i < FO_P_COUNT; i++)
        if (str_is(name, fo_properties[i].name))
            return i;
    return FO_P_COUNT;
}

enum fo_keyword fo_keyword_find(struct str name)
{
    for (int i = 0; i < FO_K_COUNT; i++)
        if (str_is(name, keyword_names[i]))
            return i;
    return FO_K_COUNT;
}

const char *fo_keyword_name(enum fo_keyword keyword)
{
    return keyword_names[keyword];
}

enum fo_type fo_type_find(struct str name)
{
    for (int i = FO_TEXT + 1; i < FO_TYPE_COUNT; i++)
        if (str_is(name, elements[i].name + strlen("fo:")))
            return i;
    return FO_TEXT;
}

const char *fo_content_model(enum fo_type type)
{
    return elements[type].content;
}

enum fo_kind fo_type_kind(enum fo_type type)
{
    return elements[type].kind;
}

enum fo_kind fo_kind(const struct fo *fo)
{
    return elements[fo->type].kind;
}

const char *fo_name(const struct fo *fo)
{
    return elements[fo->type].name;
}

static const struct fo_value *own_value(const struct fo *fo, enum fo_property property)
{
    const struct fo_values *values = fo->values;
    for (uint32_t i = 0; i < values->specified_count && fo->type != FO_TEXT; i++)
        if (values->specified[i].property == property)
            return &values->specified[i].value;
    return NULL;
}

bool fo_is_specified(const struct fo *fo, enum fo_property property)
{
    return own_value(fo, property) != NULL;
}

const struct fo_value *fo_get(const struct fo_tree *tree, const struct fo *fo,
                              enum fo_property property)
{
    if (property < FO_P_INHERITED_COUNT)
        return &fo->values->inherited[property];
    const struct fo_value *own = own_value(fo, property);
    return own ? own : &tree->initial[property];
}

enum fo_keyword fo_keyword(const struct fo_tree *tree, const struct fo *fo,
                           enum fo_property property)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    return value->kind == FO_V_KEYWORD ? value->keyword : FO_K_COUNT;
}

const char *fo_string(const struct fo_tree *tree, const struct fo *fo, enum fo_property property)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    return value->kind == FO_V_STRING ? value->string : "";
}

int fo_integer(const struct fo_tree *tree, const struct fo *fo, enum fo_property property,
               int otherwise)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind != FO_V_NUMBER || !(value->number > -1e9 && value->number < 1e9))
        return otherwise;
    return (int)(value->number + (value->number < 0 ? -0.5 : 0.5));
}

/* Longer than any page of a PDF (14,400pt); a hundred still add up to what an mpt holds. */
#define LONGEST 2e7

mpt fo_mpt(double length)
{
    return (mpt)(length < -LONGEST ? -LONGEST : length > LONGEST ? LONGEST : length);
}

mpt fo_length(const struct fo_tree *tree, const struct fo *fo, enum fo_property property, mpt base)
{
    const struct fo_value *value = fo_get(tree, fo, property);
    if (value->kind != FO_V_LENGTH)
        return 0;
    return fo_mpt(value->length.mpt + (double)value->length.percent * base / 100);
}

bool fo_is_auto(const struct fo_tree *tree, const struct fo *fo, enum fo_property property)
{
    return fo_keyword(tree, fo, property) == FO_K_AUTO;
}

/* What a stylesheet made around a part of the source has the place of what it holds. */
static const char *source_of(const struct fo *fo)
{
    if (fo->source || fo->type == FO_ROOT || fo->type == FO_PAGE_SEQUENCE || fo->type == FO_FLOW)
        return fo->source;
    for (const struct fo *child = fo->first; child; child = child->next) {
        const char *source = source_of(child);
        if (source)
            return source;
    }
    return NULL;
}

struct fo_place fo_place(const struct fo_tree *tree, const struct fo *fo)
{
    struct fo_place place = {tree->path, fo ? fo->line : 0, 0};
    const char *source = fo ? source_of(fo) : NULL;
    const char *column = source ? strrchr(source, ':') : NULL;
    const char *line = column;
    while (line && line > source && *--line != ':')
        ;
    if (!line || line == source)
        return place;
    place.path = arena_strndup(tree->arena, source, (size_t)(line - source));
    place.line = (uint32_t)strtoul(line + 1, NULL, 10);
    place.column = (uint32_t)strtoul(column + 1, NULL, 10);
    return place;
}
