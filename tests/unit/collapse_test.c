/* Which of the borders that meet wins (CSS 2.1, 17.6.2.1; XSL 1.1, 7.28.1). */
#include "print/layout/collapse.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>

static struct collapsed_border border(enum fo_keyword style, mpt width, enum border_holder holder)
{
    return (struct collapsed_border){.style = style, .width = width, .holder = holder};
}

static void wins(struct collapsed_border strong, struct collapsed_border weak)
{
    ck_assert_int_gt(collapse_compare(&strong, &weak), 0);
    ck_assert_int_lt(collapse_compare(&weak, &strong), 0);
    ck_assert_ptr_eq(collapse_stronger(&strong, &weak), &strong);
    ck_assert_ptr_eq(collapse_stronger(&weak, &strong), &strong);
}

START_TEST(hidden_beats_the_widest_and_draws_nothing)
{
    struct collapsed_border hidden = border(FO_K_HIDDEN, 0, HOLDER_TABLE);
    wins(hidden, border(FO_K_DOUBLE, 90000, HOLDER_CELL));
    ck_assert_int_eq(collapse_width(&hidden), 0);
}
END_TEST

START_TEST(none_loses_to_any)
{
    struct collapsed_border thin = border(FO_K_INSET, 1, HOLDER_TABLE);
    ck_assert_ptr_eq(collapse_stronger(NULL, &thin), &thin);
    ck_assert_ptr_eq(collapse_stronger(&thin, NULL), &thin);
    ck_assert_ptr_null(collapse_stronger(NULL, NULL));
    ck_assert_int_eq(collapse_width(NULL), 0);
}
END_TEST

START_TEST(the_wider_wins_whatever_its_style_and_holder)
{
    wins(border(FO_K_INSET, 2000, HOLDER_TABLE), border(FO_K_DOUBLE, 1999, HOLDER_CELL));
}
END_TEST

START_TEST(of_one_width_the_style_decides)
{
    static const enum fo_keyword order[] = {FO_K_DOUBLE, FO_K_SOLID,  FO_K_DASHED, FO_K_DOTTED,
                                            FO_K_RIDGE,  FO_K_OUTSET, FO_K_GROOVE, FO_K_INSET};
    for (size_t i = 0; i + 1 < COUNT_OF(order); i++)
        wins(border(order[i], 1000, HOLDER_TABLE), border(order[i + 1], 1000, HOLDER_CELL));
}
END_TEST

START_TEST(then_the_holder_decides)
{
    static const enum border_holder order[] = {HOLDER_CELL, HOLDER_ROW, HOLDER_PART, HOLDER_COLUMN,
                                               HOLDER_TABLE};
    for (size_t i = 0; i + 1 < COUNT_OF(order); i++)
        wins(border(FO_K_SOLID, 1000, order[i]), border(FO_K_SOLID, 1000, order[i + 1]));
}
END_TEST

START_TEST(of_equals_the_first_wins)
{
    struct collapsed_border first = border(FO_K_SOLID, 1000, HOLDER_CELL), second = first;
    second.color = 0xFF0000;
    ck_assert_int_eq(collapse_compare(&first, &second), 0);
    ck_assert_ptr_eq(collapse_stronger(&first, &second), &first);
    ck_assert_ptr_eq(collapse_stronger(&second, &first), &second);
}
END_TEST

START_TEST(precedence_goes_before_all_else)
{
    struct collapsed_border low = border(FO_K_HIDDEN, 9000, HOLDER_CELL);
    struct collapsed_border high = border(FO_K_DOTTED, 1000, HOLDER_TABLE);
    low.precedence = 5;
    high.precedence = 6;
    wins(high, low);
    low.precedence = INT_MAX; /* force */
    wins(low, high);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("collapse");
    TCase *resolution = tcase_create("resolution");
    tcase_add_test(resolution, hidden_beats_the_widest_and_draws_nothing);
    tcase_add_test(resolution, none_loses_to_any);
    tcase_add_test(resolution, the_wider_wins_whatever_its_style_and_holder);
    tcase_add_test(resolution, of_one_width_the_style_decides);
    tcase_add_test(resolution, then_the_holder_decides);
    tcase_add_test(resolution, of_equals_the_first_wins);
    tcase_add_test(resolution, precedence_goes_before_all_else);
    suite_add_tcase(suite, resolution);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
