/* What is put together from shaped words is what HarfBuzz makes of the whole. */
#include "print/text/internal.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static unsigned state = 1;

static unsigned below(unsigned limit)
{
    state = state * 1103515245u + 12345u;
    return (state >> 16) % limit;
}

static const char *const FAMILIES[] = {"Liberation Sans", "Liberation Serif", "Liberation Mono",
                                       "DejaVu Sans", "DejaVu Serif"};

/* Letters and marks that kern, with each other and with spaces, or join. */
static const char *const LETTERS[] = {" ", " ", " ", "A",  "V", "T", "o", "y",
                                      "Y", "P", "f", "fi", "r", ".", ",", "1",
                                      "’", "“", "–", "é",  "W", "ŵ", "-", "\xC2\xA0"};

static void add_random_text(struct buf *text)
{
    for (unsigned i = 1 + below(40); i > 0; i--)
        buf_puts(text, LETTERS[below(COUNT_OF(LETTERS))]);
}

static struct text_item item_of(struct font_set *set, const char *family, struct str text,
                                const struct text_style *style)
{
    static struct text_run run;
    run = (struct text_run){0, (uint32_t)text.n, style, NULL};
    return (struct text_item){.end = (uint32_t)text.n,
                              .run = &run,
                              .font = font_of_family(set, family, 400, FONT_NORMAL),
                              .script = USCRIPT_LATIN};
}

static void check_same(const struct text_item *words, const struct text_item *whole)
{
    ck_assert_uint_eq(words->glyph_count, whole->glyph_count);
    for (size_t i = 0; i < whole->glyph_count; i++) {
        const struct glyph *a = &words->glyphs[i], *b = &whole->glyphs[i];
        ck_assert_uint_eq(a->id, b->id);
        ck_assert_uint_eq(a->cluster, b->cluster);
        ck_assert_int_eq(a->advance, b->advance);
        ck_assert_int_eq(a->dx, b->dx);
        ck_assert_int_eq(a->dy, b->dy);
        ck_assert_int_eq(a->unsafe_to_break, b->unsafe_to_break);
    }
}

START_TEST(an_item_from_words_is_the_item_shaped_as_a_whole)
{
    struct arena *arena = arena_new();
    struct font_set *set = font_set_new(arena, NULL, 0);
    const struct text_style styles[] = {
        {.size = 11000, .kerning = true, .ligatures = true, .lang = "en"},
        {.size = 11000, .kerning = false, .ligatures = true, .lang = "en"},
        {.size = 11000, .kerning = true, .ligatures = false, .lang = "cy"},
        {.size = 17500, .kerning = true, .ligatures = true},
    };
    unsigned taken_apart = 0;
    for (int i = 0; i < 400; i++) {
        struct buf text = BUF_INIT;
        add_random_text(&text);
        struct str bytes = {arena_strndup(arena, text.s, text.n), text.n};
        buf_release(&text);
        struct text_item words =
            item_of(set, FAMILIES[_i], bytes, &styles[below(COUNT_OF(styles))]);
        struct text_item whole = words;
        ck_assert_ptr_nonnull(words.font);
        taken_apart += shape_by_words(arena, set, bytes, &words);
        if (words.glyphs == NULL)
            continue;
        shape_by_harfbuzz(arena, set, bytes, &whole, false);
        check_same(&words, &whole);
    }
    /* Of these two at least the spaces only kern. */
    if (_i < 2)
        ck_assert_uint_eq(taken_apart, 400);
    arena_free(arena);
}
END_TEST

/* The same words by turns in two styles that differ in one thing. */
START_TEST(words_are_kept_apart_by_each_thing_that_shapes_them)
{
    static const struct text_style base = {
        .size = 11000, .kerning = true, .ligatures = true, .lang = "en"};
    struct text_style others[] = {base, base, base, base, base};
    others[0].size = 17500;
    others[1].kerning = false;
    others[2].ligatures = false;
    others[3].lang = "tr"; /* whose i keeps its dot */
    struct arena *arena = arena_new();
    struct font_set *set = font_set_new(arena, NULL, 0);
    struct str bytes = STR("AV fi To");
    for (int i = 0; i < 4; i++) {
        const char *family = FAMILIES[_i == 4 ? i % 2 : 4]; /* the last has ligatures */
        struct text_item words = item_of(set, family, bytes, i % 2 ? &others[_i] : &base);
        struct text_item whole = words;
        ck_assert(shape_by_words(arena, set, bytes, &words));
        shape_by_harfbuzz(arena, set, bytes, &whole, false);
        check_same(&words, &whole);
    }
    arena_free(arena);
}
END_TEST

START_TEST(what_does_not_come_apart_is_left_to_harfbuzz)
{
    static const char *const texts[] = {"a\xCC\x81 b", "a\302\255b", "a\tb", "\xD8\xB9 b",
                                        "a\xE2\x80\x8D b"};
    struct arena *arena = arena_new();
    struct font_set *set = font_set_new(arena, NULL, 0);
    const struct text_style style = {.size = 11000};
    struct str bytes = str_of(texts[_i]);
    struct text_item item = item_of(set, FAMILIES[0], bytes, &style);
    ck_assert(!shape_by_words(arena, set, bytes, &item));
    arena_free(arena);
}
END_TEST

START_TEST(more_words_than_are_kept_are_shaped_all_the_same)
{
    struct arena *arena = arena_new();
    struct font_set *set = font_set_new(arena, NULL, 0);
    const struct text_style style = {.size = 11000, .kerning = true};
    for (int i = 0; i < 9000; i++) {
        struct arena_mark mark = arena_mark(arena);
        struct str bytes = str_of(arena_printf(arena, "AV%d To%dy", i, i));
        struct text_item words = item_of(set, FAMILIES[0], bytes, &style), whole = words;
        ck_assert(shape_by_words(arena, set, bytes, &words));
        if (i % 100 == 0) {
            shape_by_harfbuzz(arena, set, bytes, &whole, false);
            check_same(&words, &whole);
        }
        if (i > 0)
            arena_rewind(arena, mark);
    }
    arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("words");
    TCase *words = tcase_create("words");
    tcase_set_timeout(words, 60);
    tcase_add_loop_test(words, an_item_from_words_is_the_item_shaped_as_a_whole, 0,
                        COUNT_OF(FAMILIES));
    tcase_add_loop_test(words, words_are_kept_apart_by_each_thing_that_shapes_them, 0, 5);
    tcase_add_loop_test(words, what_does_not_come_apart_is_left_to_harfbuzz, 0, 5);
    tcase_add_test(words, more_words_than_are_kept_are_shaped_all_the_same);
    suite_add_tcase(suite, words);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
