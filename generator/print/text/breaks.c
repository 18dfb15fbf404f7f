/*
 * Line-break chances (UAX #14) as ICU finds them for each run's language.
 */
#include "internal.h"

#include <string.h>
#include <unicode/uloc.h>

static const char *lang_of(const struct text_run *run)
{
    return run->style->lang != NULL ? run->style->lang : "en";
}

static UBreakIterator *line_breaker(struct font_set *set, const char *lang)
{
    for (size_t i = 0; i < set->line_breakers.count; i++)
        if (strcmp(set->line_breakers.items[i].lang, lang) == 0)
            return set->line_breakers.items[i].iterator;
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(lang, locale, sizeof locale, NULL, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        strcpy(locale, "en");
    status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
    if (U_FAILURE(status))
        BUG("ICU has no data for line breaks");
    *vec_push(&set->line_breakers) =
        (struct line_breaker){arena_strdup(set->arena, lang), iterator};
    return iterator;
}

/* Breaks inside (start, end] by one language's rules; they see the whole text, so
 * that a run's edge is no edge to them. */
static void note_breaks(UBreakIterator *iterator, uint32_t start, uint32_t end, uint8_t *breaks)
{
    int32_t at = ubrk_following(iterator, (int32_t)start);
    for (; at != UBRK_DONE && (uint32_t)at <= end; at = ubrk_next(iterator))
        breaks[at] = ubrk_getRuleStatus(iterator) >= UBRK_LINE_HARD ? TEXT_BREAK_MANDATORY
                                                                    : TEXT_BREAK_ALLOWED;
}

uint8_t *find_breaks(struct arena *arena, struct font_set *set, struct str bytes,
                     const struct text_run *runs, size_t run_count)
{
    uint8_t *breaks = ARENA_ARRAY(arena, bytes.n + 1, uint8_t);
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, bytes.s, (int64_t)bytes.n, &status);
    if (U_FAILURE(status))
        die_no_memory(bytes.n);
    for (size_t i = 0, next; i < run_count; i = next) {
        for (next = i + 1; next < run_count; next++)
            if (strcmp(lang_of(&runs[next]), lang_of(&runs[i])) != 0)
                break;
        UBreakIterator *iterator = line_breaker(set, lang_of(&runs[i]));
        ubrk_setUText(iterator, text, &status);
        if (U_FAILURE(status))
            die_no_memory(bytes.n);
        note_breaks(iterator, runs[i].start, runs[next - 1].end, breaks);
    }
    utext_close(text);
    breaks[bytes.n] = TEXT_BREAK_MANDATORY;
    return breaks;
}
