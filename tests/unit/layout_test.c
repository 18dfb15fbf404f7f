/*
 * The heart of the formatter, on documents made at random: what a stream measures is
 * what it builds, and no line is lost or doubled wherever pages are cut.
 */
#include "print/layout/compose.h"
#include "random_fo.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* ---- A flow's stream ------------------------------------------------------------------ */

struct fixture {
    struct arena *arena;
    xmlDoc *document;
    struct layout_internal layout;
    struct stream *stream;
};

static const struct fo *find(const struct fo *fo, enum fo_type type)
{
    if (fo->type == type)
        return fo;
    for (const struct fo *child = fo->first; child; child = child->next) {
        const struct fo *found = find(child, type);
        if (found)
            return found;
    }
    return NULL;
}

static struct stream *collect_flow(struct fixture *f, mpt width, const struct restarts *restarts)
{
    struct collect collect = {.layout = &f->layout,
                              .stream = stream_new(&f->layout),
                              .width = width,
                              .reference = width,
                              .height = -1,
                              .reference_height = -1,
                              .restarts = restarts};
    const struct fo *flow = find(f->layout.tree->root, FO_FLOW);
    collect.style = inline_style_new(&f->layout, flow, NULL);
    collect_children(&collect, flow);
    stream_finish(collect.stream);
    return collect.stream;
}

static void open_fixture(struct fixture *f, unsigned seed)
{
    struct buf fo = BUF_INIT;
    random_start(seed);
    buf_puts(&fo, "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\">"
                  "<fo:page-sequence master-reference=\"m\">"
                  "<fo:flow flow-name=\"xsl-region-body\" orphans=\"1\" widows=\"1\">");
    for (int i = 0; i < 2; i++)
        random_blocks(&fo, 0);
    buf_puts(&fo, "</fo:flow></fo:page-sequence></fo:root>");
    f->arena = arena_new();
    f->document = xmlReadMemory(fo.s, (int)fo.n, "test.fo", NULL, XML_PARSE_HUGE);
    ck_assert_ptr_nonnull(f->document);
    buf_release(&fo);
    struct fo_tree *tree = fo_tree_new(f->arena, f->document, "test.fo", false);
    ck_assert_ptr_nonnull(tree);
    f->layout = (struct layout_internal){.tree = tree, .arena = f->arena, .keep = f->arena};
    f->layout.options.fonts = font_set_new_base14(f->arena);
    f->layout.options.like_fop = seed % 2 == 0; /* with long words and with tables divided twice */
    f->layout.marks = marks_new(&f->layout);
    f->stream = collect_flow(f, 300000, NULL);
}

static void close_fixture(struct fixture *f)
{
    vec_release(&f->layout.notices);
    arena_free(f->arena);
    xmlFreeDoc(f->document);
}

static mpt build_of(struct fixture *f, const struct stream *stream, uint32_t from, uint32_t to,
                    struct area **areas)
{
    struct build context = {.layout = &f->layout, .content_width = 300000};
    struct area *parent = area_new(&f->layout, AREA_BLOCK, NULL);
    mpt height = stream_build(&context, stream, from, to, 0, parent);
    *areas = parent->first;
    return height;
}

static mpt build(struct fixture *f, uint32_t from, uint32_t to, struct area **areas)
{
    return build_of(f, f->stream, from, to, areas);
}

/* ---- The properties ------------------------------------------------------------------------ */

START_TEST(what_is_measured_is_what_is_built)
{
    struct fixture f;
    open_fixture(&f, (unsigned)_i * 7919u + 1);
    uint32_t count = (uint32_t)f.stream->boxes.count;
    for (uint32_t from = 0; from < count; from += 1 + random_below(8 + count / 32))
        for (uint32_t to = from + 1; to <= count; to += 1 + random_below(32 + count / 8)) {
            struct area *areas;
            struct arena_mark mark = arena_mark(f.arena);
            ck_assert_msg(build(&f, from, to, &areas) == stream_measure(f.stream, from, to),
                          "boxes %u to %u of %u", from, to, count);
            arena_rewind(f.arena, mark);
        }
    close_fixture(&f);
}
END_TEST

START_TEST(columns_hold_what_fits_and_go_through_to_the_end)
{
    struct fixture f;
    open_fixture(&f, (unsigned)_i * 104729u + 3);
    uint32_t count = (uint32_t)f.stream->boxes.count, from = 0;
    while (from < count) {
        struct composition c = {0};
        struct compose_request request = {
            .stream = f.stream, .from = from, .height = 200000, .must_advance = true};
        uint32_t ends[3];
        compose_columns(&request, 3, ends, &c);
        ck_assert_uint_gt(c.end, from);
        ck_assert_uint_eq(c.end, ends[2]);
        for (unsigned column = 0; column < 3; from = ends[column++]) {
            ck_assert_uint_ge(ends[column], from);
            if (!c.overflows)
                ck_assert_int_le(stream_measure_min(f.stream, from, ends[column]), 200000);
        }
        composition_release(&c);
    }
    close_fixture(&f);
}
END_TEST

static mpt highest_of(const struct stream *stream, uint32_t from, const uint32_t ends[],
                      unsigned count)
{
    mpt highest = 0;
    for (unsigned column = 0; column < count; from = ends[column++])
        if (stream_measure(stream, from, ends[column]) > highest)
            highest = stream_measure(stream, from, ends[column]);
    return highest;
}

/* No height that is lower by a line holds the boxes, filled one column after another. */
START_TEST(balanced_columns_are_as_low_as_can_be)
{
    struct fixture f;
    open_fixture(&f, (unsigned)_i * 15485863u + 5);
    uint32_t count = (uint32_t)f.stream->boxes.count, ends[3];
    uint32_t to = count < 90 ? count : 90;
    while (to < count && f.stream->gaps[to].strength.column >= KEEP_ALWAYS)
        to++;
    if (balance_columns(f.stream, 0, to, 100000000, 3, ends)) {
        ck_assert_uint_eq(ends[2], to);
        mpt highest = highest_of(f.stream, 0, ends, 3);
        uint32_t at = 0;
        for (unsigned column = 0; column < 3 && at < to; column++) {
            uint32_t best = at;
            for (uint32_t end = at + 1; end <= to; end++) {
                const struct gap *gap = &f.stream->gaps[end];
                bool may_end = end == to || gap->forced || gap->strength.column == 0;
                if (may_end && stream_measure(f.stream, at, end) < highest)
                    best = end;
                if (gap->forced)
                    break;
            }
            at = best;
        }
        ck_assert_uint_lt(at, to);
    }
    close_fixture(&f);
}
END_TEST

/* Lines by their paragraph and first byte; headers and footers repeat on purpose. */
static void note_lines(const struct area *first, struct buf *lines)
{
    for (const struct area *area = first; area; area = area->next) {
        if (area->is_repeated)
            continue;
        if (area->kind == AREA_LINE && area->first && area->first->kind == AREA_TEXT)
            buf_printf(lines, "%u:%u ", area->first->fo->serial, area->first->start);
        note_lines(area->first, lines);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Cells come in another order when a row is cut, so order does not count. */
static char *sorted(struct arena *arena, struct buf *lines)
{
    VEC(const char *) names = {0};
    struct str rest = {lines->s, lines->n}, name;
    while (str_next(&rest, ' ', &name))
        if (name.n)
            *vec_push(&names) = arena_strndup(arena, name.s, name.n);
    if (names.count)
        qsort(names.items, names.count, sizeof(*names.items), by_name);
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < names.count; i++)
        buf_printf(&text, "%s ", names.items[i]);
    vec_release(&names);
    buf_release(lines);
    return buf_to_arena(&text, arena);
}

START_TEST(no_line_is_lost_or_doubled_at_a_cut)
{
    struct fixture f;
    open_fixture(&f, (unsigned)_i * 104729u + 5);
    uint32_t count = (uint32_t)f.stream->boxes.count;
    struct area *areas;
    struct buf whole = BUF_INIT, pieces = BUF_INIT;
    build(&f, 0, count, &areas);
    note_lines(areas, &whole);
    for (uint32_t from = 0; from < count;) {
        uint32_t to = from + 1 + random_below(5);
        if (to > count)
            to = count;
        build(&f, from, to, &areas);
        note_lines(areas, &pieces);
        from = to;
    }
    ck_assert_str_eq(sorted(f.arena, &whole), sorted(f.arena, &pieces));
    close_fixture(&f);
}
END_TEST

/* Counts the visible bytes of text, and sums where they are. */
struct ink {
    uint64_t bytes, places;
};

static void note_ink(const struct area *first, struct ink *ink)
{
    for (const struct area *area = first; area; area = area->next) {
        if (area->is_repeated)
            continue;
        for (uint32_t at = area->start; area->kind == AREA_TEXT && at < area->end; at++)
            if (area->paragraph->text->text[at] != ' ') {
                ink->bytes++;
                ink->places += ((uint64_t)area->fo->serial + 1) * (at + 1) * 2654435761u;
            }
        note_ink(area->first, ink);
    }
}

START_TEST(what_is_below_a_cut_goes_on_at_another_width)
{
    struct fixture f;
    open_fixture(&f, (unsigned)_i * 2750159u + 5);
    uint32_t count = (uint32_t)f.stream->boxes.count;
    struct area *areas;
    struct ink whole = {0};
    build(&f, 0, count, &areas);
    note_ink(areas, &whole);
    for (uint32_t cut = 1; cut < count; cut += 1 + random_below(8) + count / 40) {
        struct restarts restarts = {0};
        struct ink parts = {0};
        resume_restarts(f.stream, cut, &restarts);
        mpt width = random_below(2) ? 200000 : 400000;
        struct stream *fresh = collect_flow(&f, width, &restarts);
        uint32_t at = resume_find(f.stream, cut, fresh);
        ck_assert_msg(at < fresh->boxes.count, "cut %u of %u is not found", cut, count);
        build(&f, 0, cut, &areas);
        note_ink(areas, &parts);
        build_of(&f, fresh, at, (uint32_t)fresh->boxes.count, &areas);
        note_ink(areas, &parts);
        ck_assert_msg(parts.bytes == whole.bytes && parts.places == whole.places,
                      "cut %u of %u goes on at %u with %d bytes too many", cut, count, at,
                      (int)(parts.bytes - whole.bytes));
        vec_release(&restarts.list);
        vec_release(&restarts.groups);
    }
    close_fixture(&f);
}
END_TEST

START_TEST(a_composed_page_fits_and_pages_go_through_to_the_end)
{
    struct fixture f;
    open_fixture(&f, (unsigned)_i * 31337u + 9);
    uint32_t count = (uint32_t)f.stream->boxes.count, from = 0;
    while (from < count) {
        struct composition c = {0};
        struct compose_request request = {
            .stream = f.stream, .from = from, .height = 200000, .must_advance = true};
        compose(&request, &c);
        ck_assert_uint_gt(c.end, from);
        if (!c.overflows)
            ck_assert_int_le(stream_measure_min(f.stream, from, c.end), 200000);
        from = c.end;
        composition_release(&c);
    }
    ck_assert_uint_eq(from, count);
    close_fixture(&f);
}
END_TEST

/* ---- Lines ------------------------------------------------------------------------------------
 */

START_TEST(total_fit_evens_lines_that_first_fit_leaves_ragged)
{
    /* Words of 30, 30, 30, 50 and 50: greedily 30 30 30 | 50 | 50, in total 30 30 | 30 50 | 50. */
    static const mpt words[] = {30, 30, 30, 50, 50};
    struct element elements[2 * COUNT_OF(words)];
    size_t count = 0, ends[2 * COUNT_OF(words) + 1];
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (i > 0)
            elements[count++] = (struct element){
                .kind = ELEMENT_GLUE, .width = 5, .stretch = 2, .shrink = 1, .may_break = true};
        elements[count++] = (struct element){.kind = ELEMENT_BOX, .width = words[i]};
    }
    struct break_request request = {.width = 100, .line_stretch = 30, .last_stretch = 100};
    ck_assert_uint_eq(break_lines(elements, count, &request, ends), 3);
    ck_assert_uint_eq(ends[0], 3);
    ck_assert_uint_eq(ends[1], 7);
    ck_assert_uint_eq(ends[2], count);
}
END_TEST

START_TEST(a_word_wider_than_the_line_still_gets_one)
{
    const struct element elements[] = {
        {.kind = ELEMENT_BOX, .width = 500},
        {.kind = ELEMENT_GLUE, .width = 5, .may_break = true},
        {.kind = ELEMENT_BOX, .width = 20},
    };
    size_t ends[4];
    struct break_request request = {.width = 100, .line_stretch = 10, .last_stretch = 100};
    ck_assert_uint_eq(break_lines(elements, 3, &request, ends), 2);
    ck_assert_uint_eq(ends[0], 1);
}
END_TEST

static const struct {
    struct folio_format format;
    int number;
    const char *folio;
} FOLIOS[] = {
    {{"1", "", 0}, 12, "12"},        {{"001", "", 0}, 12, "012"},
    {{"i", "", 0}, 1994, "mcmxciv"}, {{"I", "", 0}, 4, "IV"},
    {{"a", "", 0}, 28, "ab"},        {{"(i)", "", 0}, 4, "(iv)"},
    {{"– 1 –", "", 0}, 7, "– 7 –"},  {{"A-1", "", 0}, 2, "B-1"},
    {{"--", "", 0}, 3, "3"},         {{"1", ",", 3}, 12345, "12,345"},
    {{"1", ",", 3}, 123, "123"},     {{"(0001)", ".", 2}, 12, "(00.12)"},
    {{"١", "", 0}, 20, "٢٠"},
};

START_TEST(folios_are_written_as_the_format_says)
{
    struct arena *arena = arena_new();
    ck_assert_str_eq(page_folio(arena, &FOLIOS[_i].format, FOLIOS[_i].number), FOLIOS[_i].folio);
    arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("layout");
    TCase *streams = tcase_create("streams");
    tcase_set_timeout(streams, 60);
    tcase_add_loop_test(streams, what_is_measured_is_what_is_built, 0, 12);
    tcase_add_loop_test(streams, no_line_is_lost_or_doubled_at_a_cut, 0, 12);
    tcase_add_loop_test(streams, what_is_below_a_cut_goes_on_at_another_width, 0, 12);
    tcase_add_loop_test(streams, a_composed_page_fits_and_pages_go_through_to_the_end, 0, 12);
    tcase_add_loop_test(streams, columns_hold_what_fits_and_go_through_to_the_end, 0, 12);
    tcase_add_loop_test(streams, balanced_columns_are_as_low_as_can_be, 0, 12);
    suite_add_tcase(suite, streams);
    TCase *lines = tcase_create("lines");
    tcase_add_test(lines, total_fit_evens_lines_that_first_fit_leaves_ragged);
    tcase_add_test(lines, a_word_wider_than_the_line_still_gets_one);
    tcase_add_loop_test(lines, folios_are_written_as_the_format_says, 0, COUNT_OF(FOLIOS));
    suite_add_tcase(suite, lines);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
