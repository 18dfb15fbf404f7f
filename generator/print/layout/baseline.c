/*
 * Where things stand above or below the line's baseline (XSL 1.1, 7.14). An object aligns
 * one of its own baselines with the same one of its parent's table, which is the parent's
 * own only where that chose a dominant baseline or was shifted; then baseline-shift moves
 * it. What aligns with an edge of the line has to wait until the others made the line.
 */
#include "print/layout/lines.h"

struct extents baseline_text_extents(const struct inline_style *style)
{
    return (struct extents){style->metrics.ascent, style->metrics.descent,
                            style->metrics.x_height / 2};
}

/* The baseline's height above the alphabetic one; for the hanging and the mathematical one
 * fonts have no values: four fifths and half of the ascent. */
static mpt height_of(struct extents extents, enum fo_keyword baseline)
{
    switch (baseline) {
    case FO_K_TEXT_BEFORE_EDGE:
    case FO_K_BEFORE_EDGE:
        return extents.ascent;
    case FO_K_TEXT_AFTER_EDGE:
    case FO_K_AFTER_EDGE:
    case FO_K_IDEOGRAPHIC:
        return -extents.descent;
    case FO_K_CENTRAL:
        return (extents.ascent - extents.descent) / 2;
    case FO_K_MIDDLE:
        return extents.middle;
    case FO_K_HANGING:
        return (extents.ascent * 8 + 5) / 10;
    case FO_K_MATHEMATICAL:
        return (extents.ascent + 1) / 2;
    default:
        return 0;
    }
}

struct baselines baselines_of_line(const struct fo_tree *tree, const struct fo *block,
                                   const struct inline_style *style)
{
    enum fo_keyword dominant = fo_keyword(tree, block, FO_P_DOMINANT_BASELINE);
    bool is_auto = dominant == FO_K_AUTO || dominant == FO_K_USE_SCRIPT ||
                   dominant == FO_K_NO_CHANGE || dominant == FO_K_RESET_SIZE;
    return (struct baselines){.extents = baseline_text_extents(style),
                              .dominant = is_auto ? FO_K_ALPHABETIC : dominant,
                              .is_line = true};
}

static mpt raise_of(const struct fo_tree *tree, const struct fo *fo, const struct aligned *thing)
{
    switch (fo_keyword(tree, fo, FO_P_BASELINE_SHIFT)) {
    case FO_K_SUPER:
        return thing->parent->metrics.x_height;
    case FO_K_SUB:
        return -thing->style->metrics.x_height / 2;
    default:
        return fo_length(tree, fo, FO_P_BASELINE_SHIFT, thing->parent->line_height);
    }
}

/* The point of the thing that goes on the baseline: above its alphabetic one. A length
 * says how far it is below, so that it lifts the thing. */
static mpt alignment_point(const struct fo_tree *tree, const struct fo *fo,
                           const struct aligned *thing, enum fo_keyword baseline)
{
    const struct fo_value *adjust = fo_get(tree, fo, FO_P_ALIGNMENT_ADJUST);
    if (adjust->kind == FO_V_LENGTH)
        return height_of(thing->extents, baseline) -
               fo_length(tree, fo, FO_P_ALIGNMENT_ADJUST, thing->height);
    bool is_own = adjust->kind == FO_V_KEYWORD && adjust->keyword != FO_K_AUTO;
    return height_of(thing->extents, is_own ? adjust->keyword : baseline);
}

struct placement baseline_place(const struct fo_tree *tree, const struct fo *fo,
                                const struct baselines *table, const struct aligned *thing)
{
    enum fo_keyword baseline = fo_keyword(tree, fo, FO_P_ALIGNMENT_BASELINE);
    if (baseline == FO_K_AUTO || baseline == FO_K_BASELINE)
        baseline = table->dominant;
    struct placement placement = {.raise = raise_of(tree, fo, thing), .edge = FO_K_NONE};
    if (table->is_line && (baseline == FO_K_BEFORE_EDGE || baseline == FO_K_AFTER_EDGE))
        placement.edge = baseline;
    placement.shift = table->shift + height_of(table->extents, baseline) -
                      alignment_point(tree, fo, thing, baseline) + placement.raise;
    return placement;
}

struct baselines baselines_within(const struct fo_tree *tree, const struct fo *fo,
                                  const struct inline_style *style, const struct baselines *outer,
                                  const struct placement *placement)
{
    struct baselines own = {.extents = baseline_text_extents(style),
                            .shift = placement->shift,
                            .dominant = outer->dominant};
    enum fo_keyword dominant = fo_keyword(tree, fo, FO_P_DOMINANT_BASELINE);
    switch (dominant) {
    case FO_K_AUTO:
    case FO_K_USE_SCRIPT:
        return placement->raise ? own : *outer;
    case FO_K_NO_CHANGE:
        return *outer;
    case FO_K_RESET_SIZE:
        return own;
    default:
        own.dominant = dominant;
        return own;
    }
}
