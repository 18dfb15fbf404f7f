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
    size_t *places; /* of the characters among the codes */
    const struct text_embedding *next, *end;
};

static void *work_array(size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    if (array == NULL)
        die_no_memory((count + 1) * size);
    return array;
}

/* The codes of a paragraph with the embeddings before and within it. */
static size_t write_codes(const struct character *items, size_t count, struct bidi_work *work)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t code = items[i].code;
        for (; work->next < work->end && work->next->offset <= items[i].offset; work->next++) {
            if (work->next->code == TEXT_SEPARATOR)
                code = TEXT_SEPARATOR;
            else
                work->codes[length++] = work->next->code;
        }
        work->places[i] = length;
        work->codes[length++] = code;
    }
    return length;
}

/* One UAX #9 paragraph: up to and with its separator. */
static uint8_t resolve_levels(struct character *items, size_t count, struct bidi_work *work,
                              enum text_direction direction)
{
    FriBidiStrIndex length = (FriBidiStrIndex)write_codes(items, count, work);
    FriBidiParType base = par_type(direction);
    fribidi_get_bidi_types(work->codes, length, work->types);
    fribidi_get_bracket_types(work->codes, length, work->types, work->brackets);
    if (fribidi_get_par_embedding_levels_ex(work->types, work->brackets, length, &base,
                                            work->levels) == 0)
        die_no_memory(count);
    for (size_t i = 0; i < count; i++)
        items[i].level = (uint8_t)work->levels[work->places[i]];
    return FRIBIDI_IS_RTL(base) ? 1 : 0;
}

static bool is_paragraph_separator(uint32_t code)
{
    return u_charDirection((UChar32)code) == U_BLOCK_SEPARATOR;
}

static bool runs_right(uint32_t code)
{
    enum { FIRST_RTL = 0x590 }; /* Hebrew's block */
    switch (code < FIRST_RTL ? U_LEFT_TO_RIGHT : u_charDirection((UChar32)code)) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_ARABIC_NUMBER:
        return true;
    default:
        return false;
    }
}

/* Whether something runs from the right: if not, no level says anything, and FriBidi, which
 * takes time by the square of isolates, need not see thousands of footnotes' marks. */
static bool has_two_directions(const struct characters *text, const struct text_bidi *bidi)
{
    if (bidi->direction == TEXT_RTL)
        return true;
    for (size_t i = 0; i < bidi->embedding_count; i++)
        if (runs_right(bidi->embeddings[i].code))
            return true;
    for (size_t i = 0; i < text->count && text->complex; i++)
        if (runs_right(text->items[i].code))
            return true;
    return false;
}

void find_levels(struct characters *text, struct text_bidi bidi, uint8_t *base_level)
{
    *base_level = bidi.direction == TEXT_RTL ? 1 : 0;
    if (!has_two_directions(text, &bidi))
        return; /* all at level 0, as they were made */
    size_t room = text->count + bidi.embedding_count;
    struct bidi_work work = {
        work_array(room, sizeof *work.codes),         work_array(room, sizeof *work.types),
        work_array(room, sizeof *work.brackets),      work_array(room, sizeof *work.levels),
        work_array(text->count, sizeof *work.places), bidi.embeddings,
        bidi.embeddings + bidi.embedding_count,
    };
    size_t start = 0;
    for (size_t i = 0; i < text->count; i++) {
        if (i + 1 < text->count && !is_paragraph_separator(text->items[i].code))
            continue;
        uint8_t level = resolve_levels(text->items + start, i + 1 - start, &work, bidi.direction);
        if (start == 0)
            *base_level = level;
        start = i + 1;
    }
    free(work.codes);
    free(work.types);
    free(work.brackets);
    free(work.levels);
    free(work.places);
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
