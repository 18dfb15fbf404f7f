/*
 * print/text: widths, bidi order, breaks, fallback and reshaping. The fonts are
 * Debian's Liberation, DejaVu and Noto.
 */
#include "print/text/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct font_set *set;

static void open_set(void)
{
    arena = arena_new();
    set = font_set_new(arena, NULL, 0);
}

static void open_base14(void)
{
    arena = arena_new();
    set = font_set_new_base14(arena);
}

static void close_set(void)
{
    arena_free(arena);
}

static struct text_style style_of(const char *const *family, mpt size, const char *lang)
{
    return (struct text_style){
        .request = {family, 1, 400, FONT_NORMAL},
        .size = size,
        .lang = lang,
        .kerning = true,
        .ligatures = true,
    };
}

static struct text_paragraph *shape_in(const char *family, const char *text, const char *lang,
                                       enum text_direction direction)
{
    const char **families = ARENA_ARRAY(arena, 1, const char *);
    families[0] = family;
    struct text_style *style = ARENA_NEW(arena, struct text_style);
    *style = style_of(families, 10000, lang);
    struct text_run *run = ARENA_NEW(arena, struct text_run);
    *run = (struct text_run){0, (uint32_t)strlen(text), style, NULL};
    return text_paragraph_new(arena, set, str_of(text), run, 1,
                              (struct text_bidi){.direction = direction});
}

static struct text_paragraph *shape(const char *text, const char *lang)
{
    return shape_in("Liberation Sans", text, lang, TEXT_LTR);
}

static mpt width_of(const struct text_item *item)
{
    mpt width = 0;
    for (size_t i = 0; i < item->glyph_count; i++)
        width += item->glyphs[i].advance;
    return width;
}

static mpt paragraph_width(const struct text_paragraph *paragraph)
{
    mpt width = 0;
    for (size_t i = 0; i < paragraph->item_count; i++)
        width += width_of(&paragraph->items[i]);
    return width;
}

static void assert_no_notdef(const struct text_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->item_count; i++)
        for (size_t k = 0; k < paragraph->items[i].glyph_count; k++)
            ck_assert_uint_ne(paragraph->items[i].glyphs[k].id, 0);
}

/* ---- The standard 14 ------------------------------------------------------------- */

START_TEST(base14_advances_are_truncated_one_by_one)
{
    /* Helvetica: A 667, V 667, a 556, no-break space 278; no kerning. */
    struct text_paragraph *paragraph = shape_in("sans-serif", "AVa\xC2\xA0", NULL, TEXT_LTR);
    ck_assert_uint_eq(paragraph->item_count, 1);
    ck_assert_int_eq(width_of(&paragraph->items[0]), 6670 + 6670 + 5560 + 2780);
    const char *families[] = {"serif"};
    struct text_style style = style_of(families, 7777, NULL);
    struct text_run run = {0, 2, &style, NULL};
    paragraph = text_paragraph_new(arena, set, STR("ab"), &run, 1,
                                   (struct text_bidi){.direction = TEXT_LTR});
    ck_assert_int_eq(paragraph->items[0].glyphs[0].advance, 7777 * 444 / 1000);
    ck_assert_int_eq(paragraph->items[0].glyphs[1].advance, 7777 * 500 / 1000);
}
END_TEST

START_TEST(base14_measures_what_it_lacks_as_number_sign)
{
    struct text_paragraph *paragraph =
        shape_in("Helvetica", "\xD7\x90#\xE2\x82\xAC", NULL, TEXT_LTR);
    ck_assert_int_eq(paragraph_width(paragraph), 5560 + 5560 + 5560);
    ck_assert_ptr_null(paragraph->missing);
}
END_TEST

START_TEST(symbols_and_dingbats_are_measured_by_their_own_codes)
{
    /* By Adobe's metrics: space, alpha, Euro, arrowup, summation, angleright, integraltp. */
    struct text_paragraph *paragraph =
        shape_in("Symbol", " α\xE2\x82\xAC↑∑\xE2\x8C\xAA⌠", NULL, TEXT_LTR);
    ck_assert_uint_eq(paragraph->item_count, 1);
    ck_assert_int_eq(width_of(&paragraph->items[0]),
                     2500 + 6310 + 7500 + 6030 + 7130 + 3290 + 6860);
    /* Scissors, a star, a circled one and two, an arrow: a1, a35, a120, a121, a161. */
    paragraph = shape_in("ZapfDingbats", "✁★①②→", NULL, TEXT_LTR);
    ck_assert_uint_eq(paragraph->item_count, 1);
    ck_assert_int_eq(width_of(&paragraph->items[0]), 9740 + 8160 + 7880 + 7880 + 8380);
}
END_TEST

static const struct {
    const char *family;
    int weight;
    enum font_style style;
    mpt ascent, descent;
    const char *name;
} BASE14[] = {
    {"Helvetica", 400, FONT_NORMAL, 8616, 2484, "Helvetica"},
    {"sans-serif", 700, FONT_ITALIC, 8616, 2484, "sans-serif"},
    {"Times", 400, FONT_NORMAL, 8196, 2604, "Times"},
    {"serif", 400, FONT_ITALIC, 8196, 2460, "serif"},
    {"Times", 600, FONT_NORMAL, 8112, 2460, "Times"},
    {"Times", 700, FONT_OBLIQUE, 8388, 2460, "Times"},
    {"monospace", 400, FONT_NORMAL, 7548, 1884, "monospace"},
    {"Arial", 400, FONT_NORMAL, 8196, 2604, "any"},
};

START_TEST(base14_metrics_are_the_references)
{
    const char *families[] = {BASE14[_i].family};
    const struct font_request request = {families, 1, BASE14[_i].weight, BASE14[_i].style};
    const struct font *font = font_find(set, &request);
    struct font_metrics metrics = font_metrics(font, 12000);
    ck_assert_int_eq(metrics.ascent, BASE14[_i].ascent);
    ck_assert_int_eq(metrics.descent, BASE14[_i].descent);
    ck_assert_str_eq(font_family(font), BASE14[_i].name);
    ck_assert_ptr_null(font_face(font));
}
END_TEST

/* ---- Finding fonts ------------------------------------------------------------------ */

START_TEST(families_are_found_by_exact_name_only)
{
    const char *wrong[] = {"Liberation San"}, *then[] = {"No Such Family", "liberation sans"};
    ck_assert_ptr_null(font_find(set, &(struct font_request){wrong, 1, 400, FONT_NORMAL}));
    const struct font *font = font_find(set, &(struct font_request){then, 2, 400, FONT_NORMAL});
    ck_assert_str_eq(font_family(font), "liberation sans");
    ck_assert_ptr_nonnull(strstr(font_file(font), "LiberationSans-Regular.ttf"));
}
END_TEST

static const struct {
    int weight;
    enum font_style style;
    const char *file;
} FACES[] = {
    {400, FONT_NORMAL, "LiberationSans-Regular.ttf"},
    {500, FONT_NORMAL, "LiberationSans-Regular.ttf"},
    {600, FONT_NORMAL, "LiberationSans-Bold.ttf"},
    {700, FONT_NORMAL, "LiberationSans-Bold.ttf"},
    {400, FONT_ITALIC, "LiberationSans-Italic.ttf"},
    {900, FONT_OBLIQUE, "LiberationSans-BoldItalic.ttf"},
};

START_TEST(weight_and_style_choose_the_face)
{
    const char *families[] = {"Liberation Sans"};
    const struct font *font =
        font_find(set, &(struct font_request){families, 1, FACES[_i].weight, FACES[_i].style});
    ck_assert_ptr_nonnull(strstr(font_file(font), FACES[_i].file));
}
END_TEST

START_TEST(metrics_grow_with_the_size)
{
    const char *families[] = {"Liberation Sans"};
    const struct font *font = font_find(set, &(struct font_request){families, 1, 400, FONT_NORMAL});
    struct font_metrics metrics = font_metrics(font, 12000);
    ck_assert_int_eq(metrics.ascent, 1854 * 12000 / 2048);
    ck_assert_int_eq(metrics.descent, 434 * 12000 / 2048);
    ck_assert_int_gt(metrics.x_height, 6000);
    ck_assert_int_gt(metrics.cap_height, metrics.x_height);
    ck_assert_int_gt(metrics.underline_position, 0);
    ck_assert_int_gt(metrics.underline_thickness, 0);
    ck_assert_int_gt(metrics.strike_position, 2000);
}
END_TEST

/* ---- Shaping --------------------------------------------------------------------------- */

START_TEST(kerning_brings_letters_nearer)
{
    const char *families[] = {"Liberation Sans"};
    struct text_style style = style_of(families, 10000, "en");
    struct text_run run = {0, 4, &style, NULL};
    mpt kerned = paragraph_width(text_paragraph_new(arena, set, STR("AVAV"), &run, 1,
                                                    (struct text_bidi){.direction = TEXT_LTR}));
    style.kerning = false;
    mpt plain = paragraph_width(text_paragraph_new(arena, set, STR("AVAV"), &run, 1,
                                                   (struct text_bidi){.direction = TEXT_LTR}));
    ck_assert_int_lt(kerned, plain);
}
END_TEST

START_TEST(letter_spacing_adds_to_each_letter_and_splits_ligatures)
{
    const char *families[] = {"DejaVu Sans"};
    struct text_style style = style_of(families, 10000, "en");
    struct text_run run = {0, 4, &style, NULL};
    struct text_paragraph *joined = text_paragraph_new(arena, set, STR("fi\xC5\xB5"), &run, 1,
                                                       (struct text_bidi){.direction = TEXT_LTR});
    ck_assert_uint_eq(joined->items[0].glyph_count, 2);
    style.ligatures = false;
    mpt plain = paragraph_width(text_paragraph_new(arena, set, STR("fi\xC5\xB5"), &run, 1,
                                                   (struct text_bidi){.direction = TEXT_LTR}));
    style.ligatures = true;
    style.letter_spacing = 500;
    struct text_paragraph *spaced = text_paragraph_new(arena, set, STR("fi\xC5\xB5"), &run, 1,
                                                       (struct text_bidi){.direction = TEXT_LTR});
    ck_assert_uint_eq(spaced->items[0].glyph_count, 3);
    ck_assert_int_eq(paragraph_width(spaced), plain + 2 * 500); /* none after the last */
}
END_TEST

/* The word with its breaks shown as hyphens. */
static const char *hyphenated(const char *lang, const char *word, struct hyphen_limits limits)
{
    uint32_t offsets[64];
    size_t count = text_hyphenate(set, lang, str_of(word), limits, offsets), next = 0;
    struct buf shown = BUF_INIT;
    for (uint32_t at = 0; word[at]; at++) {
        if (next < count && offsets[next] == at) {
            buf_putc(&shown, '-');
            next++;
        }
        buf_putc(&shown, word[at]);
    }
    return buf_to_arena(&shown, arena);
}

START_TEST(words_are_hyphenated_by_the_patterns_of_their_language)
{
    struct hyphen_limits two = {2, 2};
    ck_assert_str_eq(hyphenated("en-GB", "representatives", two), "rep-res-ent-at-ives");
    ck_assert_str_eq(hyphenated("en", "Representatives", two), "Rep-res-ent-at-ives");
    ck_assert_str_eq(hyphenated("en", "representatives", (struct hyphen_limits){5, 6}),
                     "repres-ent-atives");
    ck_assert_str_eq(hyphenated("en", "caf\xC3\xA9", two), "caf\xC3\xA9");
    ck_assert_str_eq(hyphenated("tlh", "representatives", two), "representatives");
    ck_assert_str_eq(hyphenated("abcdefgh", "representatives", two), "representatives");
    ck_assert_str_eq(hyphenated("en", "\xF0\x9D\x94\xB8representatives", two),
                     "\xF0\x9D\x94\xB8representatives");
}
END_TEST

static const struct {
    const char *lang, *text, *file;
} SCRIPTS[] = {
    {"cy", "Llywodraethu t\xC5\xB7 a d\xC5\xB5r", "LiberationSans-Regular"},
    {"pl", "Za\xC5\xBC\xC3\xB3\xC5\x82\xC4\x87 g\xC4\x99\xC5\x9Bl\xC4\x85 ja\xC5\xBA\xC5\x84",
     "LiberationSans-Regular"},
    {"pa", "ਸਿਹਤ ਸੇਵਾਵਾਂ", "NotoSansGurmukhi"},
    {"ur", "صحت کی خدمات", "NotoNastaliqUrdu"},
    {"ar", "الخدمات الصحية", "NotoSansArabic"},
    {"bn", "স্বাস্থ্য পরিষেবা", "NotoSansBengali"},
    {"gu", "આરોગ્ય સેવાઓ", "NotoSansGujarati"},
};

START_TEST(each_language_finds_a_font_with_all_its_letters)
{
    struct text_paragraph *paragraph =
        shape_in("Liberation Sans", SCRIPTS[_i].text, SCRIPTS[_i].lang, TEXT_AUTO);
    ck_assert_ptr_null(paragraph->missing);
    assert_no_notdef(paragraph);
    for (size_t i = 0; i < paragraph->item_count; i++)
        ck_assert_ptr_nonnull(strstr(font_file(paragraph->items[i].font), SCRIPTS[_i].file));
    ck_assert_uint_eq(paragraph->item_count, 1);
}
END_TEST

START_TEST(chinese_quotation_marks_are_as_wide_as_its_characters)
{
    const char *families[] = {"Liberation Sans"};
    static const char *const languages[] = {"zh-Hans", "en"};
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const char *quoted = "目标“健康”。";
        struct text_style style = style_of(families, 10000, languages[i]);
        struct text_run run = {0, (uint32_t)strlen(quoted), &style, NULL};
        struct text_paragraph *paragraph = text_paragraph_new(
            arena, set, str_of(quoted), &run, 1, (struct text_bidi){.direction = TEXT_LTR});
        ck_assert_uint_eq(paragraph->item_count, i == 0 ? 1 : 5);
        if (i == 0)
            ck_assert_int_eq(paragraph_width(paragraph), 7 * 10000);
    }
}
END_TEST

START_TEST(a_bold_file_that_says_it_is_not_is_still_bold)
{
    const char *family = "Noto Nastaliq Urdu";
    for (int bold = 0; bold < 2; bold++) {
        struct font_request request = {&family, 1, bold ? 700 : 400, FONT_NORMAL};
        const struct font *font = font_find(set, &request);
        ck_assert_ptr_nonnull(font);
        ck_assert_ptr_nonnull(strstr(font_file(font), bold ? "Bold" : "Regular"));
    }
}
END_TEST

START_TEST(a_mark_stays_with_its_base_in_the_fallback_font)
{
    /* Liberation Sans has "a" but not U+0330: both go to a font with the two. */
    struct text_paragraph *paragraph = shape("xa\xCC\xB0x", "en");
    ck_assert_ptr_null(paragraph->missing);
    assert_no_notdef(paragraph);
    for (size_t i = 0; i < paragraph->item_count; i++) {
        ck_assert(paragraph->items[i].start != 2);
        ck_assert(paragraph->items[i].end != 2);
    }
}
END_TEST

START_TEST(a_space_is_the_script_s_own_between_its_words_only)
{
    const char *text = "فون نمبر 03"; /* the bytes 6 and 15 are spaces */
    struct text_paragraph *paragraph = shape(text, "ur");
    const struct text_item *words = &paragraph->items[text_item_at(paragraph, 0)];
    const struct text_item *between = &paragraph->items[text_item_at(paragraph, 6)];
    const struct text_item *last = &paragraph->items[text_item_at(paragraph, 15)];
    ck_assert_int_eq(text[6], ' ');
    ck_assert_int_eq(text[15], ' ');
    ck_assert_str_eq(font_family(words->font), "Noto Nastaliq Urdu");
    ck_assert_ptr_eq(between->font, words->font);
    ck_assert_str_eq(font_family(last->font), "Liberation Sans");
}
END_TEST

START_TEST(what_no_font_has_is_listed_once)
{
    struct text_paragraph *paragraph =
        shape("a\xF3\xB0\x80\x80z\xF3\xB0\x80\x81\xF3\xB0\x80\x80", "en");
    ck_assert_str_eq(paragraph->missing, "U+F0000, U+F0001");
}
END_TEST

START_TEST(controls_and_soft_hyphens_leave_no_mark)
{
    struct text_paragraph *paragraph = shape("a\nb", "en");
    ck_assert_int_eq(paragraph->items[0].glyphs[1].advance, 0);
    assert_no_notdef(paragraph);
    mpt plain = paragraph_width(shape("stake", "en"));
    ck_assert_int_eq(paragraph_width(shape("sta\xC2\xADke", "en")), plain);
}
END_TEST

START_TEST(reshaping_up_to_a_soft_hyphen_shows_it)
{
    struct text_paragraph *paragraph = shape("sta\xC2\xADke", "en");
    struct text_item *piece = text_reshape(arena, paragraph, &paragraph->items[0], 0, 5);
    ck_assert_uint_eq(piece->glyph_count, 4);
    ck_assert_uint_eq(piece->glyphs[3].cluster, 3);
    ck_assert_int_gt(piece->glyphs[3].advance, 3000);
    piece = text_reshape(arena, paragraph, &paragraph->items[0], 5, 7);
    ck_assert_uint_eq(piece->glyph_count, 2);
}
END_TEST

START_TEST(reshaping_splits_a_ligature)
{
    struct text_paragraph *paragraph = shape_in("DejaVu Sans", "offer", "en", TEXT_LTR);
    ck_assert_uint_eq(paragraph->items[0].glyph_count, 4);
    struct text_item *head = text_reshape(arena, paragraph, &paragraph->items[0], 0, 2);
    struct text_item *tail = text_reshape(arena, paragraph, &paragraph->items[0], 2, 5);
    ck_assert_uint_eq(head->glyph_count, 2);
    ck_assert_uint_eq(tail->glyph_count, 3);
    ck_assert_uint_eq(tail->glyphs[0].cluster, 2);
}
END_TEST

START_TEST(arabic_letters_join_across_runs)
{
    const char *families[] = {"Noto Sans Arabic"};
    struct text_style style = style_of(families, 10000, "ar");
    struct text_run runs[] = {{0, 2, &style, "a"}, {2, 6, &style, "b"}};
    struct str text = STR("\xD8\xA8\xD8\xA8\xD8\xA8");
    struct text_paragraph *paragraph =
        text_paragraph_new(arena, set, text, runs, 2, (struct text_bidi){.direction = TEXT_RTL});
    ck_assert_uint_eq(paragraph->item_count, 2);
    struct text_run whole = {0, 6, &style, NULL};
    struct text_paragraph *one =
        text_paragraph_new(arena, set, text, &whole, 1, (struct text_bidi){.direction = TEXT_RTL});
    const struct text_item *item = &one->items[0];
    ck_assert_uint_eq(paragraph->items[0].glyphs[0].id, item->glyphs[item->glyph_count - 1].id);
    ck_assert_str_eq(paragraph->items[1].run->owner, "b");
}
END_TEST

/* ---- Order and breaks -------------------------------------------------------------------- */

START_TEST(mixed_directions_get_their_levels)
{
    /* Hebrew letters, a number and Latin in a left-to-right paragraph. */
    struct text_paragraph *paragraph = shape("ab \xD7\x90\xD7\x91 12 cd", "en");
    ck_assert_uint_eq(paragraph->base_level, 0);
    uint8_t levels[8];
    uint32_t order[8];
    for (size_t i = 0; i < paragraph->item_count; i++)
        levels[i] = paragraph->items[i].level;
    /* The space before the number is in its font, the last one Hebrew by script and left to
     * right by level. */
    ck_assert_uint_eq(paragraph->item_count, 6);
    ck_assert_uint_eq(levels[1], 1);
    ck_assert_uint_eq(levels[2], 1);
    ck_assert_uint_eq(levels[3], 2);
    text_visual_order(levels, 5, order);
    static const uint32_t expected[] = {0, 3, 2, 1, 4};
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        ck_assert_uint_eq(order[i], expected[i]);
    const struct text_item *hebrew = &paragraph->items[1];
    ck_assert_uint_gt(hebrew->glyphs[0].cluster, hebrew->glyphs[1].cluster);
}
END_TEST

/* The level of each letter of a text in Latin letters, with one embedding around "b". */
static struct text_paragraph *embedded(enum text_direction direction, uint32_t open, uint32_t close)
{
    static const char *const families[] = {"Liberation Sans"};
    static struct text_style style;
    static struct text_run run;
    style = style_of(families, 10000, "en");
    run = (struct text_run){0, 5, &style, NULL};
    struct text_embedding *embeddings = ARENA_ARRAY(arena, 2, struct text_embedding);
    embeddings[0] = (struct text_embedding){2, open};
    embeddings[1] = (struct text_embedding){3, close};
    return text_paragraph_new(arena, set, STR("a b c"), &run, 1,
                              (struct text_bidi){direction, embeddings, close ? 2 : 1});
}

START_TEST(embeddings_count_without_being_in_the_text)
{
    enum { RLE = 0x202B, PDF = 0x202C, RLO = 0x202E };
    struct text_paragraph *paragraph = embedded(TEXT_LTR, RLO, PDF);
    ck_assert_uint_eq(paragraph->size, 5);
    ck_assert_uint_eq(text_level(paragraph, 0), 0);
    ck_assert_uint_eq(text_level(paragraph, 2), 1);
    ck_assert_uint_eq(text_level(paragraph, 4), 0);
    ck_assert_uint_eq(text_level(embedded(TEXT_LTR, RLE, PDF), 2), 2);
}
END_TEST

START_TEST(a_separator_parts_what_stands_on_its_two_sides)
{
    /* In a right-to-left paragraph "a b c" is one stretch, unless something parts it. */
    enum { LRE = 0x202A, PDF = 0x202C };
    ck_assert_uint_eq(text_level(embedded(TEXT_RTL, LRE, PDF), 3), 2);
    struct text_paragraph *paragraph = embedded(TEXT_RTL, TEXT_SEPARATOR, 0);
    ck_assert_uint_eq(text_level(paragraph, 0), 2);
    ck_assert_uint_eq(text_level(paragraph, 2), 1);
    ck_assert_uint_eq(text_level(paragraph, 4), 2);
}
END_TEST

START_TEST(a_reversed_text_is_mirrored)
{
    struct buf out = BUF_INIT;
    text_reverse(&out, STR("(\xD7\x90\xD7\x91 <"));
    ck_assert(str_equal((struct str){out.s, out.n}, STR("> \xD7\x91\xD7\x90)")));
    buf_release(&out);
}
END_TEST

START_TEST(visual_order_reverses_nested_levels)
{
    /* UAX #9's example: levels 0 0 1 1 2 2 1 0. */
    const uint8_t levels[] = {0, 0, 1, 1, 2, 2, 1, 0};
    const uint32_t expected[] = {0, 1, 6, 4, 5, 3, 2, 7};
    uint32_t order[8];
    text_visual_order(levels, 8, order);
    ck_assert_mem_eq(order, expected, sizeof expected);
}
END_TEST

START_TEST(direction_comes_from_the_first_strong_letter)
{
    ck_assert_uint_eq(shape_in("Liberation Sans", "1. \xD7\x90 a", "he", TEXT_AUTO)->base_level, 1);
    ck_assert_uint_eq(shape_in("Liberation Sans", "1. a \xD7\x90", "he", TEXT_AUTO)->base_level, 0);
    ck_assert_uint_eq(shape_in("Liberation Sans", "abc", "en", TEXT_RTL)->base_level, 1);
}
END_TEST

START_TEST(lines_break_at_spaces_and_hyphens_not_at_no_break_spaces)
{
    const uint8_t *breaks = shape("a b-c\xC2\xA0"
                                  "d\ne",
                                  "en")
                                ->breaks;
    const uint8_t expected[] = {0, 0, 1, 0, 1, 0, 0, 0, 0, 2, 2};
    ck_assert_mem_eq(breaks, expected, sizeof expected);
}
END_TEST

START_TEST(thai_breaks_between_words)
{
    const char *text = "ภาษาไทย";
    const uint8_t *breaks = shape(text, "th")->breaks;
    ck_assert_uint_eq(breaks[strlen("ภาษา")], TEXT_BREAK_ALLOWED);
    ck_assert_uint_eq(breaks[strlen("ภา")], TEXT_BREAK_NONE);
}
END_TEST

START_TEST(an_empty_paragraph_has_no_items)
{
    const struct text_paragraph *paragraph = shape("", "en");
    ck_assert_uint_eq(paragraph->item_count, 0);
    ck_assert_uint_eq(paragraph->breaks[0], TEXT_BREAK_MANDATORY);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *base14 = tcase_create("base14");
    tcase_add_checked_fixture(base14, open_base14, close_set);
    tcase_add_test(base14, base14_advances_are_truncated_one_by_one);
    tcase_add_test(base14, base14_measures_what_it_lacks_as_number_sign);
    tcase_add_test(base14, symbols_and_dingbats_are_measured_by_their_own_codes);
    tcase_add_loop_test(base14, base14_metrics_are_the_references, 0, COUNT_OF(BASE14));
    suite_add_tcase(suite, base14);

    TCase *real = tcase_create("fonts");
    tcase_set_timeout(real, 60);
    tcase_add_checked_fixture(real, open_set, close_set);
    tcase_add_test(real, families_are_found_by_exact_name_only);
    tcase_add_loop_test(real, weight_and_style_choose_the_face, 0, COUNT_OF(FACES));
    tcase_add_test(real, metrics_grow_with_the_size);
    tcase_add_test(real, kerning_brings_letters_nearer);
    tcase_add_test(real, letter_spacing_adds_to_each_letter_and_splits_ligatures);
    tcase_add_test(real, chinese_quotation_marks_are_as_wide_as_its_characters);
    tcase_add_test(real, a_bold_file_that_says_it_is_not_is_still_bold);
    tcase_add_test(real, words_are_hyphenated_by_the_patterns_of_their_language);
    tcase_add_loop_test(real, each_language_finds_a_font_with_all_its_letters, 0,
                        COUNT_OF(SCRIPTS));
    tcase_add_test(real, a_mark_stays_with_its_base_in_the_fallback_font);
    tcase_add_test(real, a_space_is_the_script_s_own_between_its_words_only);
    tcase_add_test(real, what_no_font_has_is_listed_once);
    tcase_add_test(real, controls_and_soft_hyphens_leave_no_mark);
    tcase_add_test(real, reshaping_up_to_a_soft_hyphen_shows_it);
    tcase_add_test(real, reshaping_splits_a_ligature);
    tcase_add_test(real, arabic_letters_join_across_runs);
    tcase_add_test(real, mixed_directions_get_their_levels);
    tcase_add_test(real, embeddings_count_without_being_in_the_text);
    tcase_add_test(real, a_separator_parts_what_stands_on_its_two_sides);
    tcase_add_test(real, a_reversed_text_is_mirrored);
    tcase_add_test(real, visual_order_reverses_nested_levels);
    tcase_add_test(real, direction_comes_from_the_first_strong_letter);
    tcase_add_test(real, lines_break_at_spaces_and_hyphens_not_at_no_break_spaces);
    tcase_add_test(real, thai_breaks_between_words);
    tcase_add_test(real, an_empty_paragraph_has_no_items);
    suite_add_tcase(suite, real);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
