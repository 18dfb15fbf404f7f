/*
 * What the subset takes but the formatter does not draw: told where it is written, so
 * that nobody waits for it. Initial values are drawn by doing nothing.
 */
#include "print/fo/internal.h"

#include <math.h>
#include <string.h>

static const enum fo_property undrawn[] = {
    FO_P_BACKGROUND_ATTACHMENT, /* spaces stretch by themselves, letter spaces not at all: */
    FO_P_LETTER_SPACING_MIN,    FO_P_LETTER_SPACING_MAX, FO_P_WORD_SPACING_MIN,
    FO_P_WORD_SPACING_MAX,      FO_P_VISIBILITY,         FO_P_RELATIVE_ALIGN,
};

/* Whether doing nothing is what the value asks for. */
static bool is_nothing(const struct fo_tree *tree, enum fo_property property,
                       const struct fo_value *value)
{
    const struct fo_value *initial = &tree->initial[property];
    switch (value->kind) {
    case FO_V_NUMBER:
        return initial->kind == FO_V_NUMBER && value->number == initial->number;
    case FO_V_LENGTH:
        return value->length.mpt == 0 && value->length.percent == 0;
    case FO_V_STRING:
        return strcmp(value->string, "none") == 0;
    case FO_V_KEYWORD:
        return value->keyword == FO_K_NORMAL || value->keyword == FO_K_NONE ||
               (initial->kind == FO_V_KEYWORD && value->keyword == initial->keyword);
    default:
        return true;
    }
}

/* Whether the object's areas are turned by reference-orientation. */
static bool is_turned(const struct fo *fo)
{
    switch (fo->type) {
    case FO_BLOCK_CONTAINER:
    case FO_SIMPLE_PAGE_MASTER:
    case FO_REGION_BODY:
    case FO_REGION_BEFORE:
    case FO_REGION_AFTER:
    case FO_REGION_START:
    case FO_REGION_END:
        return true;
    default:
        return false;
    }
}

static bool is_undrawn(const struct fo_tree *tree, const struct fo *fo,
                       const struct fo_specified *specified)
{
    if (specified->property == FO_P_REFERENCE_ORIENTATION)
        return specified->value.number != 0 &&
               (!is_turned(fo) || fmod(specified->value.number, 90) != 0);
    for (size_t i = 0; i < COUNT_OF(undrawn); i++)
        if (undrawn[i] == specified->property)
            return !is_nothing(tree, specified->property, &specified->value);
    return false;
}

/* The content of a marker goes to static content too. */
static bool is_in_static(const struct fo *fo)
{
    for (; fo; fo = fo->parent)
        if (fo->type == FO_STATIC_CONTENT || fo->type == FO_MARKER)
            return true;
    return false;
}

void fo_check_drawn(struct fo_tree *tree, const struct fo *fo)
{
    for (uint32_t i = 0; i < fo->values->specified_count; i++)
        if (is_undrawn(tree, fo, &fo->values->specified[i])) {
            const char *name = fo_properties[fo->values->specified[i].property].name;
            fo_complain(tree, fo->line, MSG_FO_UNDRAWN, name, fo_name(fo));
        }
    if (fo->type == FO_BASIC_LINK && is_in_static(fo))
        fo_complain(tree, fo->line, MSG_FO_LINK_STATIC, "", "");
}
