/*
 * What a layout has to say of its result, once the rounds are over. What is laid out more
 * than once, on each page or at another width, is told of once.
 */
#include "print/layout/internal.h"

#include <stdlib.h>
#include <string.h>

static const struct fo *lasting(const struct fo *fo)
{
    for (const struct fo *outer = fo; outer; outer = outer->parent)
        if (outer->type == FO_RETRIEVE_MARKER)
            return outer;
    return fo;
}

void layout_notice(struct layout_internal *layout, const struct fo *fo, enum message message,
                   double number, const char *text)
{
    *vec_push(&layout->notices) =
        (struct notice){.message = message,
                        .fo = lasting(fo),
                        .place = fo_place(layout->tree, fo),
                        .number = number,
                        .text = text ? arena_strdup(layout->keep, text) : NULL};
}

void layout_tell_outside(const struct layout *layout, const struct fo *fo, mpt distance)
{
    layout_notice(layout->internal, fo, MSG_FO_OUTSIDE, (double)distance / 1000, NULL);
}

void layout_tell_unknown(const struct layout *layout, const struct fo *fo, const char *id)
{
    layout_notice(layout->internal, fo, MSG_FO_ID_UNKNOWN, 0, id);
}

static int compare(const struct notice *a, const struct notice *b)
{
    if (a->fo != b->fo)
        return a->fo < b->fo ? -1 : 1;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->message != b->message)
        return a->message < b->message ? -1 : 1;
    return a->text && b->text ? strcmp(a->text, b->text) : 0;
}

/* Equal ones by their order. */
static int by_content(const void *a, const void *b)
{
    const struct notice *const *left = a, *const *right = b;
    int order = compare(*left, *right);
    return order != 0 ? order : *left < *right ? -1 : *left > *right;
}

static int by_order(const void *a, const void *b)
{
    const struct notice *const *left = a, *const *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* Into `chosen`, the first of each. */
static size_t choose(const struct layout_internal *layout, const struct notice **chosen)
{
    size_t count = layout->notices.count, kept = 0;
    for (size_t i = 0; i < count; i++)
        chosen[i] = &layout->notices.items[i];
    qsort(chosen, count, sizeof(const struct notice *), by_content);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare(chosen[kept - 1], chosen[i]) != 0)
            chosen[kept++] = chosen[i];
    qsort(chosen, kept, sizeof(const struct notice *), by_order);
    return kept;
}

static void say(struct layout_internal *layout, const struct fo_place *at, enum message message,
                ...)
{
    const struct layout_options *options = &layout->options;
    va_list args;
    va_start(args, message);
    if (options->tell) {
        options->tell(options->payload, at, message, args);
    } else if (message == MSG_FO_GLYPH_MISSING && !layout->tree->lenient) {
        /* Text that cannot be shown would be lost: that is more than a warning. */
        vfail(at->path, at->line, at->column, message, args);
        layout->failed = true;
    } else {
        vwarn(at->path, at->line, at->column, message, args);
    }
    va_end(args);
}

static void give(struct layout_internal *layout, const struct notice *notice)
{
    if (notice->text)
        say(layout, &notice->place, notice->message, notice->text);
    else
        say(layout, &notice->place, notice->message, notice->number);
}

void notices_give(struct layout_internal *layout)
{
    size_t count = layout->notices.count;
    if (count == 0)
        return;
    const struct notice **chosen = malloc(count * sizeof(const struct notice *));
    if (!chosen)
        die_no_memory(count * sizeof(const struct notice *));
    count = choose(layout, chosen);
    for (size_t i = 0; i < count; i++)
        give(layout, chosen[i]);
    free(chosen);
}
