/* Drawings made from lists: what they show, that nothing leaves them, that nothing is lost. */
#include "diagram/diagram.h"
#include "document/diagram.h"
#include "document/document.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void set_up(void)
{
    arena = arena_new();
}

static void tear_down(void)
{
    arena_free(arena);
}

static const char *const families[] = {"Liberation Sans"};
static const struct diagram_style style = {.families = families,
                                           .family_count = 1,
                                           .text = "#111111",
                                           .solid = "#222222",
                                           .accent = "#333333",
                                           .ground = "#ffffff",
                                           .grid = "#444444"};

static xmlNode *find(xmlNode *node, const char *name)
{
    for (; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
            return node;
        xmlNode *inside = find(node->children, name);
        if (inside != NULL)
            return inside;
    }
    return NULL;
}

/* The page's first drawing, or NULL. */
static xmlNode *draw_page(const char *lang, const char *markdown)
{
    const struct site site = {.lang = lang, .root = ""};
    struct findings *findings = findings_new(arena);
    struct document *document =
        document_read_text(arena, &site, "page.md", str_of(markdown), findings);
    ck_assert_ptr_nonnull(document);
    diagrams_draw(document->xml, &style, NULL, 0);
    return find(document->xml->children, "svg");
}

static double number(const xmlNode *node, const char *name)
{
    xmlChar *text = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, BAD_CAST name);
    double value = text != NULL ? strtod((const char *)text, NULL) : 0;
    xmlFree(text);
    return value;
}

static bool is(const xmlNode *node, const char *name, const char *class)
{
    xmlChar *text = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, BAD_CAST "class");
    bool same = node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
                (class == NULL || (text != NULL && strcmp((const char *)text, class) == 0));
    xmlFree(text);
    return same;
}

static size_t count(const xmlNode *svg, const char *name, const char *class)
{
    size_t sum = 0;
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next)
        sum += is(node, name, class);
    return sum;
}

static double text_width(const xmlNode *text)
{
    struct font_set *set = font_set_new(arena, NULL, 0);
    xmlChar *content = xmlNodeGetContent((xmlNode *)(uintptr_t)text),
            *weight = xmlGetNoNsProp((xmlNode *)(uintptr_t)text, BAD_CAST "font-weight");
    const char *kept = arena_strdup(arena, (const char *)content);
    xmlChar *lang = xmlGetProp(text->parent, BAD_CAST "lang");
    struct text_style look = {.request = {families, 1, weight != NULL ? 700 : 400, FONT_NORMAL},
                              .size = (mpt)lround(number(text, "font-size") * 1000),
                              .lang = (const char *)lang,
                              .kerning = true};
    struct text_run run = {0, (uint32_t)strlen(kept), &look, NULL};
    struct text_paragraph *paragraph = text_paragraph_new(
        arena, set, str_of(kept), &run, 1, (struct text_bidi){.direction = TEXT_AUTO});
    double width = 0;
    for (size_t i = 0; i < paragraph->item_count; i++)
        for (size_t g = 0; g < paragraph->items[i].glyph_count; g++)
            width += paragraph->items[i].glyphs[g].advance / 1000.0;
    xmlFree(content);
    xmlFree(weight);
    xmlFree(lang);
    return width;
}

struct box {
    double left, top, right, bottom;
};

static struct box text_box(const xmlNode *text)
{
    double width = text_width(text), size = number(text, "font-size");
    xmlChar *anchor = xmlGetNoNsProp((xmlNode *)(uintptr_t)text, BAD_CAST "text-anchor");
    double left = number(text, "x");
    if (anchor != NULL)
        left -= strcmp((const char *)anchor, "end") == 0 ? width : width / 2;
    xmlFree(anchor);
    double baseline = number(text, "y");
    return (struct box){left, baseline - size * 0.7, left + width, baseline + size * 0.2};
}

/* No text leaves the drawing or touches another text. */
static void assert_readable(const xmlNode *svg)
{
    struct box boxes[200];
    size_t used = 0;
    double width = number(svg, "width"), height = number(svg, "height");
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next) {
        if (!is(node, "text", NULL))
            continue;
        struct box box = text_box(node);
        ck_assert_msg(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height,
                      "a text at %g to %g, %g to %g leaves %g x %g", box.left, box.right, box.top,
                      box.bottom, width, height);
        for (size_t i = 0; i < used; i++)
            ck_assert_msg(box.left >= boxes[i].right || boxes[i].left >= box.right ||
                              box.top >= boxes[i].bottom || boxes[i].top >= box.bottom,
                          "two texts overlap at %g, %g", box.left, box.top);
        ck_assert_uint_lt(used, COUNT_OF(boxes));
        boxes[used++] = box;
    }
    ck_assert_uint_gt(used, 0);
}

/* All text of the drawing, its lines joined by blanks. */
static const char *words(const xmlNode *svg)
{
    struct buf all = BUF_INIT;
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next) {
        if (!is(node, "text", NULL))
            continue;
        xmlChar *content = xmlNodeGetContent(node);
        buf_printf(&all, "%s ", (const char *)content);
        xmlFree(content);
    }
    return buf_to_arena(&all, arena);
}

static const char *const texts[] = {
    "**Listen** to what people already told us, and to what they did not say",
    "**Plan** what is open",
    "**Try** ideas together, on a small scale, in one neighbourhood, for three months",
    "**Decide**",
    "Report what changed within 8 weeks & why",
};

static const char *list_of(const char *container, size_t items)
{
    struct buf page = BUF_INIT;
    bool dated = strcmp(container, "timeline") == 0;
    buf_printf(&page, "::: %s\n", container);
    for (size_t i = 0; i < items; i++)
        buf_printf(&page, "- %s%s\n", dated ? "September 2026: " : "",
                   texts[i % COUNT_OF(texts)] + (dated ? 2 * (i % COUNT_OF(texts) < 4) : 0));
    buf_puts(&page, ":::\n");
    return buf_to_arena(&page, arena);
}

START_TEST(cycles_of_every_size_are_readable)
{
    xmlNode *svg = draw_page("en-GB", list_of("cycle", (size_t)_i));
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(count(svg, "circle", "solid"), (size_t)_i);
    ck_assert_uint_eq(count(svg, "polygon", "head"), (size_t)_i);
}
END_TEST

START_TEST(steps_of_every_number_are_readable)
{
    xmlNode *svg = draw_page("en-GB", list_of("steps", (size_t)_i));
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(count(svg, "rect", "box"), (size_t)_i);
    ck_assert_uint_eq(count(svg, "polygon", "head"), (size_t)_i - 1);
}
END_TEST

START_TEST(a_hierarchy_shows_every_box_however_wide_it_is)
{
    struct buf page = BUF_INIT;
    buf_puts(&page, "::: hierarchy\n- Board\n  - Committee\n");
    for (int i = 0; i < _i; i++)
        buf_printf(&page, "    - Neighbourhood %d\n      - Representatives\n", i);
    buf_puts(&page, ":::\n");
    xmlNode *svg = draw_page("en-GB", buf_to_arena(&page, arena));
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(count(svg, "rect", NULL), 2 + 2 * (size_t)_i);
}
END_TEST

START_TEST(a_timeline_shows_every_date)
{
    xmlNode *svg = draw_page("en-GB", list_of("timeline", (size_t)_i));
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(count(svg, "circle", "accent"), (size_t)_i);
}
END_TEST

START_TEST(bars_are_as_long_as_their_numbers)
{
    xmlNode *svg = draw_page("en-GB", "::: bar-chart\n| A | B |\n|---|---|\n| One | 1,200 |\n"
                                      "| Two | 300 |\n| None | 0 |\n| Half | £600.50 |\n:::\n");
    double widths[4] = {0};
    size_t bars = 0;
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next)
        if (is(node, "rect", "accent"))
            widths[bars++] = number(node, "width");
    ck_assert_uint_eq(bars, 3);
    ck_assert_double_eq_tol(widths[0] / widths[1], 4, 0.01);
    ck_assert_double_eq_tol(widths[0] / widths[2], 1200 / 600.5, 0.01);
    ck_assert_ptr_nonnull(strstr(words(svg), "£600.50"));
}
END_TEST

/* Left and right ends of the shapes of a class, in order; how many. */
static size_t ends(const xmlNode *svg, const char *class, double (*out)[2])
{
    size_t count = 0;
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next)
        if (is(node, "rect", class)) {
            out[count][0] = number(node, "x");
            out[count][1] = out[count][0] + number(node, "width");
            count++;
        }
    return count;
}

START_TEST(bars_below_zero_go_the_other_way)
{
    xmlNode *svg = draw_page("en-GB", "::: bar-chart\n| A | B |\n|---|---|\n| One | £5 |\n"
                                      "| Two | -£2.50 |\n| Three | −£10 |\n:::\n");
    double bars[8][2];
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(ends(svg, "accent", bars), 3);
    ck_assert_double_eq_tol(bars[0][0], bars[1][1], 0.11);
    ck_assert_double_eq_tol(bars[0][0], bars[2][1], 0.11);
    ck_assert_double_eq_tol((bars[2][1] - bars[2][0]) / (bars[1][1] - bars[1][0]), 4, 0.01);
    ck_assert_ptr_nonnull(strstr(words(svg), "−£5"));
}
END_TEST

START_TEST(a_row_without_a_number_has_no_bar)
{
    xmlNode *svg =
        draw_page("en-GB", "::: bar-chart\n| A | B |\n|---|---|\n| One | 5 |\n| Two | |\n"
                           "| Three | n/a |\n| Four | [c] |\n:::\n");
    double bars[8][2];
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(ends(svg, "accent", bars), 1);
    ck_assert_ptr_nonnull(strstr(words(svg), "–"));
    ck_assert_ptr_nonnull(strstr(words(svg), "n/a"));
    ck_assert_ptr_null(draw_page("en-GB", "::: bar-chart\n| A | B |\n|---|---|\n| One | 5 |\n"
                                          "| Two | ۵ |\n:::\n"));
}
END_TEST

START_TEST(series_differ_without_colour_and_are_named)
{
    xmlNode *svg = draw_page("en-GB", "::: bar-chart\n| A | 2024 | 2025 | 2026 | Later |\n"
                                      "|---|---|---|---|---|\n| One | 5 | 6 | 7 | 8 |\n"
                                      "| Two | 1 | | -3 | 4 |\n:::\n");
    double solid[8][2], open[8][2], grey[8][2];
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    ck_assert_uint_eq(ends(svg, "solid", solid), 3); /* with its mark in the legend */
    ck_assert_uint_eq(ends(svg, "box", open), 2 + 3);
    ck_assert_uint_eq(ends(svg, "accent", grey), 3);
    ck_assert_uint_eq(count(svg, "path", "line"), 3);
    ck_assert_ptr_nonnull(strstr(words(svg), "Later"));
}
END_TEST

START_TEST(the_numbers_of_an_axis_stay_in_the_drawing)
{
    assert_readable(draw_page("en-GB",
                              "::: bar-chart\n| A | B |\n|---|---|\n| One | 1,234,567,890 |\n"
                              "| Two | 8,000,000 |\n:::\n"));
}
END_TEST

START_TEST(text_of_the_other_direction_keeps_its_place)
{
    xmlNode *svg =
        draw_page("en-GB", "::: timeline\n- مئی 2026: منصوبہ شروع\n- جون 2026: رپورٹ\n:::\n");
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next)
        if (is(node, "text", NULL))
            ck_assert_str_eq(
                (const char *)xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST "direction")
                    ->children->content,
                "rtl");
}
END_TEST

START_TEST(words_are_all_drawn_and_escaped)
{
    const char *all = words(draw_page("en-GB", list_of("steps", 5)));
    ck_assert_ptr_nonnull(strstr(all, "Report what"));
    ck_assert_ptr_nonnull(strstr(all, "weeks & why"));
    ck_assert_ptr_nonnull(strstr(all, "neighbourhood, for"));
}
END_TEST

START_TEST(a_word_longer_than_its_box_is_broken)
{
    xmlNode *svg = draw_page("en-GB", "::: steps\n- One\n- Two\n- Llanfairpwllgwyngyllgogerychwyrn"
                                      "drobwllllantysiliogogogoch\n:::\n");
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    char *all = arena_strdup(arena, words(svg)), *to = all;
    for (const char *from = all; *from != '\0'; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    ck_assert_ptr_nonnull(
        strstr(all, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"));
}
END_TEST

START_TEST(right_to_left_pages_begin_on_the_right)
{
    const char *page = "::: steps\n- ایک\n- دو\n:::\n";
    xmlNode *svg = draw_page("ur", page);
    ck_assert_ptr_nonnull(svg);
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next)
        if (is(node, "rect", "box")) {
            ck_assert_double_gt(number(node, "x"), DIAGRAM_WIDTH / 2.0);
            break;
        }
}
END_TEST

START_TEST(numbers_stand_past_the_bars_of_right_to_left_pages)
{
    xmlNode *svg = draw_page("ur", "::: bar-chart\n| A | B |\n|---|---|\n| مریض | 40 |\n"
                                   "| عملہ | 25 |\n:::\n");
    double left = 0;
    ck_assert_ptr_nonnull(svg);
    assert_readable(svg);
    for (const xmlNode *node = svg->children->children; node != NULL; node = node->next) {
        if (is(node, "rect", "accent"))
            left = number(node, "x");
        if (left > 0 && is(node, "text", "title") && number(node, "font-size") > 15) {
            ck_assert_double_lt(text_box(node).right, left);
            left = 0;
        }
    }
}
END_TEST

START_TEST(what_cannot_be_drawn_is_left_as_text)
{
    ck_assert_ptr_null(draw_page("en-GB", "::: cycle\n- One\n:::\n"));
    ck_assert_ptr_null(draw_page("en-GB", "::: bar-chart\n| A | B |\n|---|---|\n| x | many |\n"
                                          "| y | 1 |\n:::\n"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diagram");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, cycles_of_every_size_are_readable, 3, 11);
    tcase_add_loop_test(all, steps_of_every_number_are_readable, 2, 13);
    tcase_add_loop_test(all, a_hierarchy_shows_every_box_however_wide_it_is, 1, 12);
    tcase_add_loop_test(all, a_timeline_shows_every_date, 2, 21);
    tcase_add_test(all, bars_are_as_long_as_their_numbers);
    tcase_add_test(all, bars_below_zero_go_the_other_way);
    tcase_add_test(all, a_row_without_a_number_has_no_bar);
    tcase_add_test(all, series_differ_without_colour_and_are_named);
    tcase_add_test(all, the_numbers_of_an_axis_stay_in_the_drawing);
    tcase_add_test(all, text_of_the_other_direction_keeps_its_place);
    tcase_add_test(all, words_are_all_drawn_and_escaped);
    tcase_add_test(all, a_word_longer_than_its_box_is_broken);
    tcase_add_test(all, right_to_left_pages_begin_on_the_right);
    tcase_add_test(all, numbers_stand_past_the_bars_of_right_to_left_pages);
    tcase_add_test(all, what_cannot_be_drawn_is_left_as_text);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
