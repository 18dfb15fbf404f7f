/*
 * What the subset takes but the formatter does not draw: told where it is written, so
 * that nobody waits for it. Initial values are drawn by doing nothing.
 */
#include "print/fo/internal.h"

#include <math.h>
#include <string.h>

static const enum fo_property undrawn[] = {
    FO_P_BACKGROUND_ATTACHMENT,
    FO_P_CLIP,
    FO_P_FONT_STRETCH,
    FO_P_FONT_VARIANT,
    FO_P_HYPHENATION_KEEP,
    FO_P_INDICATE_DESTINATION,
    FO_P_LETTER_SPACING_MIN, /* spaces stretch by themselves, letter spaces not at all */
    FO_P_LETTER_SPACING_MAX,
    FO_P_LETTER_VALUE,
    FO_P_LINE_HEIGHT_MIN, /* lines have their optimum */
    FO_P_LINE_HEIGHT_MAX,
    FO_P_LINE_HEIGHT_COND,
    FO_P_LINE_HEIGHT_PREC,
    FO_P_MEDIA_USAGE,
    FO_P_SCORE_SPACES,
    FO_P_SCRIPT,
    FO_P_SPACE_START_MIN,
    FO_P_SPACE_START_MAX,
    FO_P_SPACE_START_PREC,
    FO_P_SPACE_END_MIN,
    FO_P_SPACE_END_MAX,
    FO_P_SPACE_END_PREC,
    FO_P_SUPPRESS_AT_LINE_BREAK,
    FO_P_TEXT_ALTITUDE,
    FO_P_TEXT_DEPTH,
    FO_P_TREAT_AS_WORD_SPACE,
    FO_P_Z_INDEX,
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
        return strcmp(value->string, "none") == 0 || strcmp(value->string, "auto") == 0;
    case FO_V_KEYWORD:
        return value->keyword == FO_K_NORMAL || value->keyword == FO_K_NONE ||
               value->keyword == FO_K_PAGINATE || value->keyword == FO_K_ALPHABETIC ||
               (initial->kind == FO_V_KEYWORD && value->keyword == initial->keyword);
    default:
        return true;
    }
}

/* Whether the object makes viewports: reference-orientation turns what is in them, and on
 * paper, where nothing scrolls, a fixed background stands in them as another does. */
static bool has_viewport(const struct fo *fo)
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

/* A column's cells are laid out all the same; a row without area cannot be moved. */
static bool is_undrawn_of_part(const struct fo *fo, const struct fo_specified *specified)
{
    bool is_part = fo->type == FO_TABLE_ROW || fo->type == FO_TABLE_BODY ||
                   fo->type == FO_TABLE_HEADER || fo->type == FO_TABLE_FOOTER;
    if (specified->property == FO_P_VISIBILITY)
        return fo->type == FO_TABLE_COLUMN && specified->value.keyword != FO_K_VISIBLE;
    return specified->property == FO_P_RELATIVE_POSITION && is_part &&
           specified->value.keyword == FO_K_RELATIVE;
}

static bool is_same_length(const struct fo_value *a, const struct fo_value *b)
{
    return a->kind == FO_V_LENGTH && b->kind == FO_V_LENGTH && a->length.mpt == b->length.mpt &&
           a->length.percent == b->length.percent;
}

/* Of a container a least or greatest height bounds only a height that is given; widths are
 * what is given or what there is. */
static bool is_undrawn_bound(const struct fo_tree *tree, const struct fo *fo,
                             const struct fo_specified *specified)
{
    bool is_height = specified->property == FO_P_BPD_MIN || specified->property == FO_P_BPD_MAX;
    bool is_width = specified->property == FO_P_IPD_MIN || specified->property == FO_P_IPD_MAX;
    if ((!is_height && !is_width) || is_nothing(tree, specified->property, &specified->value))
        return false;
    if (is_height)
        return fo->type == FO_BLOCK_CONTAINER && fo_is_auto(tree, fo, FO_P_BPD_OPT);
    return (fo->type == FO_BLOCK_CONTAINER || fo->type == FO_TABLE) &&
           !is_same_length(&specified->value, fo_get(tree, fo, FO_P_IPD_OPT));
}

static bool is_undrawn(const struct fo_tree *tree, const struct fo *fo,
                       const struct fo_specified *specified)
{
    if (specified->property == FO_P_REFERENCE_ORIENTATION)
        return specified->value.number != 0 &&
               (!has_viewport(fo) || fmod(specified->value.number, 90) != 0);
    if (specified->property == FO_P_BACKGROUND_ATTACHMENT && has_viewport(fo))
        return false;
    if (specified->property == FO_P_OVERFLOW)
        return specified->value.keyword == FO_K_REPEAT;
    if (is_undrawn_of_part(fo, specified) || is_undrawn_bound(tree, fo, specified))
        return true;
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
