/*
 * Levels and scripts of a paragraph's characters (UAX #9, UAX #24).
 */
#include "internal.h"

#include <fribidi.h>
#include <stdlib.h>
#include <unicode/uchar.h>

/* ---- Levels ---------------------------------------------------------------------- */

static FriBidiParType par_type(enum text_direction direction)
{
    switch (direction) {
    case TEXT_RTL:
        return FRIBIDI_PAR_RTL;
    case TEXT_AUTO:
        return FRIBIDI_PAR_ON; /* no strong character: left to right */
    case TEXT_LTR:
        break;
    }
    return FRIBIDI_PAR_LTR;
}

struct bidi_work {
    FriBidiChar *codes;
    FriBidiCharType *types;
    FriBidiBracketType *brackets;
    FriBidiLevel *levels;
};

static void *work_array(size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    if (array == NULL)
        die_no_memory((count + 1) * size);
    return array;
}

/* One UAX #9 paragraph: up to and with its separator. */
static uint8_t resolve_levels(struct character *items, size_t count, const struct bidi_work *work,
                              enum text_direction direction)
{
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    FriBidiParType base = par_type(direction);
    for (size_t i = 0; i < count; i++)
        work->codes[i] = items[i].code;
    fribidi_get_bidi_types(work->codes, length, work->types);
    fribidi_get_bracket_types(work->codes, length, work->types, work->brackets);
    if (fribidi_get_par_embedding_levels_ex(work->types, work->brackets, length, &base,
                                            work->levels) == 0)
        die_no_memory(count);
    for (size_t i = 0; i < count; i++)
        items[i].level = (uint8_t)work->levels[i];
    return FRIBIDI_IS_RTL(base) ? 1 : 0;
}

static bool is_paragraph_separator(uint32_t code)
{
    return u_charDirection((UChar32)code) == U_BLOCK_SEPARATOR;
}

void find_levels(struct characters *text, enum text_direction direction, uint8_t *base_level)
{
    *base_level = direction == TEXT_RTL ? 1 : 0;
    if (!text->complex && direction != TEXT_RTL)
        return; /* all at level 0, as they were made */
    struct bidi_work work = {
        work_array(text->count, sizeof *work.codes),
        work_array(text->count, sizeof *work.types),
        work_array(text->count, sizeof *work.brackets),
        work_array(text->count, sizeof *work.levels),
    };
    size_t start = 0;
    for (size_t i = 0; i < text->count; i++) {
        if (i + 1 < text->count && !is_paragraph_separator(text->items[i].code))
            continue;
        uint8_t level = resolve_levels(text->items + start, i + 1 - start, &work, direction);
        if (start == 0)
            *base_level = level;
        start = i + 1;
    }
    free(work.codes);
    free(work.types);
    free(work.brackets);
    free(work.levels);
}

/* ---- Scripts --------------------------------------------------------------------- */

enum { OPEN_BRACKETS = 32 };

/* Scripts at the brackets still open, so that a closing one takes its partner's. */
struct brackets {
    struct {
        uint32_t closer;
        UScriptCode script;
    } open[OPEN_BRACKETS];
    size_t depth;
};

static UScriptCode bracket_script(struct brackets *brackets, uint32_t code, UScriptCode current)
{
    int kind = u_getIntPropertyValue((UChar32)code, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
    if (kind == U_BPT_OPEN && brackets->depth < OPEN_BRACKETS) {
        brackets->open[brackets->depth].closer = (uint32_t)u_getBidiPairedBracket((UChar32)code);
        brackets->open[brackets->depth++].script = current;
    }
    if (kind == U_BPT_CLOSE)
        for (size_t i = brackets->depth; i-- > 0;)
            if (brackets->open[i].closer == code) {
                brackets->depth = i;
                return brackets->open[i].script;
            }
    return current;
}

static bool is_real(UScriptCode script)
{
    return script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

static UScriptCode script_of(uint32_t code)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code, &status);
    return U_SUCCESS(status) ? script : USCRIPT_COMMON;
}

void find_scripts(struct characters *text)
{
    struct brackets brackets = {.depth = 0};
    UScriptCode current = USCRIPT_COMMON;
    for (size_t i = 0; i < text->count; i++) {
        struct character *item = &text->items[i];
        UScriptCode script = script_of(item->code);
        if (is_real(script))
            current = script;
        else
            script =
                script == USCRIPT_COMMON ? bracket_script(&brackets, item->code, current) : current;
        item->script = script;
    }
    /* What stands before the first letter goes with it. */
    for (size_t i = text->count; i-- > 0;)
        if (text->items[i].script == USCRIPT_COMMON && i + 1 < text->count)
            text->items[i].script = text->items[i + 1].script;
}
