/*
 * Lines of least demerits: on small paragraphs made at random, nothing that trying all
 * ways finds is better.
 */
#include "print/layout/internal.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

enum { LINE = 100000, MOST = 40 };

static unsigned state;

static unsigned below(unsigned limit)
{
    state = state * 1103515245u + 12345u;
    return (state >> 16) % limit;
}

static struct element box(void)
{
    return (struct element){.kind = ELEMENT_BOX, .width = (mpt)(5000 + below(40000))};
}

static struct element space(void)
{
    return (struct element){.kind = ELEMENT_GLUE,
                            .width = 6000,
                            .stretch = 3000,
                            .shrink = 2000,
                            .may_break = true,
                            .after_number = below(4) == 0};
}

static struct element hyphen(void)
{
    return (struct element){.kind = ELEMENT_PENALTY, .width = 3000, .may_break = true};
}

static size_t make(struct element *elements, size_t boxes, bool hyphens)
{
    size_t count = 0;
    for (size_t i = 0; i < boxes; i++) {
        elements[count++] = box();
        if (i + 1 < boxes)
            elements[count++] = hyphens && below(3) == 0 ? hyphen() : space();
    }
    return count;
}

/* ---- The same, said by itself ------------------------------------------------------ */

struct trial {
    const struct element *elements;
    size_t count;
    const struct break_request *request;
    double threshold;
    bool hyphens;
};

static bool is_hyphen(const struct trial *t, size_t at)
{
    return at < t->count && t->elements[at].kind == ELEMENT_PENALTY;
}

/* The line from element `from` to the break `to`; INFINITY if it is not allowed. */
static double line_cost(const struct trial *t, size_t from, size_t to, bool after_hyphen)
{
    bool is_last = to == t->count;
    mpt width = is_hyphen(t, to) ? t->elements[to].width : 0;
    double stretch = is_last ? t->request->last_stretch : t->request->line_stretch, shrink = 0;
    bool flexible = t->request->justify || (is_last && t->request->justify_last);
    for (size_t i = from; i < to; i++) {
        if (t->elements[i].kind != ELEMENT_PENALTY)
            width += t->elements[i].width;
        stretch += flexible ? t->elements[i].stretch : 0;
        shrink += flexible ? t->elements[i].shrink : 0;
    }
    double rest = t->request->width - width;
    double r = rest == 0  ? 0
               : rest > 0 ? (stretch > 0 ? rest / stretch : INFINITY)
                          : (shrink > 0 ? rest / shrink : -INFINITY);
    if (r < -1)
        return INFINITY;
    double parting = is_last ? fmax(0, from > 0 ? 1 - width / (double)t->request->least_last : 0)
                             : t->elements[to].after_number;
    double strain = cbrt(pow(fabs(r), 3) + t->request->parting * parting);
    if (strain > t->threshold)
        return INFINITY;
    if (strain > 1e4)
        return 1e24;
    double badness = 1 + 100 * pow(strain, 3) + (is_hyphen(t, to) ? 50 : 0);
    return badness * badness + (is_hyphen(t, to) && after_hyphen ? 3000 : 0);
}

static double best_from(const struct trial *t, size_t from, bool after_hyphen)
{
    double best = line_cost(t, from, t->count, after_hyphen);
    for (size_t to = from + 1; to < t->count; to++) {
        if (!t->elements[to].may_break || (is_hyphen(t, to) && !t->hyphens))
            continue;
        double cost = line_cost(t, from, to, after_hyphen);
        if (!isinf(cost))
            best = fmin(best, cost + best_from(t, to + 1, is_hyphen(t, to)));
    }
    return best;
}

static double cost_of(const struct trial *t, const size_t *ends, size_t lines)
{
    double cost = 0;
    size_t from = 0;
    for (size_t i = 0; i < lines; i++) {
        cost += line_cost(t, from, ends[i], i > 0 && is_hyphen(t, ends[i - 1]));
        from = ends[i] + 1;
    }
    return cost;
}

static void check_optimum(const struct break_request *request, bool hyphens)
{
    static const struct {
        double threshold;
        bool hyphens;
    } justified[] = {{1, false}, {1, true}, {5, true}, {20, true}, {INFINITY, true}},
      ragged[] = {{1, false}, {5, false}, {1, true}, {5, true}, {20, true}, {INFINITY, true}};
    for (unsigned round = 0; round < 400; round++) {
        struct element elements[MOST];
        struct trial t = {.elements = elements, .request = request};
        t.count = make(elements, 3 + below(9), hyphens);
        size_t ends[MOST + 1];
        size_t lines = break_lines(elements, t.count, request, ends);
        double best = INFINITY;
        for (size_t i = 0; isinf(best); i++) {
            ck_assert_uint_lt(i, request->justify ? COUNT_OF(justified) : COUNT_OF(ragged));
            t.threshold = request->justify ? justified[i].threshold : ragged[i].threshold;
            t.hyphens = request->justify ? justified[i].hyphens : ragged[i].hyphens;
            best = best_from(&t, 0, false);
        }
        ck_assert_double_eq_tol(cost_of(&t, ends, lines), best, best * 1e-9);
    }
}

START_TEST(justified_lines_are_the_best_there_are)
{
    struct break_request request = {.width = LINE,
                                    .end_width = LINE,
                                    .last_stretch = LINE,
                                    .justify = true,
                                    .least_last = LINE / 5,
                                    .parting = 0.5,
                                    .ladder_limit = UINT32_MAX};
    state = 1;
    check_optimum(&request, false);
    check_optimum(&request, true);
}
END_TEST

START_TEST(ragged_lines_are_the_best_there_are)
{
    struct break_request request = {.width = LINE,
                                    .end_width = LINE,
                                    .line_stretch = 10008,
                                    .last_stretch = LINE,
                                    .least_last = LINE / 5,
                                    .parting = 30,
                                    .ladder_limit = UINT32_MAX};
    state = 2;
    check_optimum(&request, false);
    check_optimum(&request, true);
}
END_TEST

START_TEST(no_more_lines_in_a_row_end_with_a_hyphen_than_allowed)
{
    struct break_request request = {.width = LINE,
                                    .end_width = LINE,
                                    .line_stretch = 10008,
                                    .last_stretch = LINE,
                                    .ladder_limit = 1};
    state = 3;
    for (unsigned round = 0; round < 200; round++) {
        struct element elements[MOST];
        size_t count = make(elements, 14, true), ends[MOST + 1];
        size_t lines = break_lines(elements, count, &request, ends);
        for (size_t i = 1; i < lines; i++)
            ck_assert(elements[ends[i - 1]].kind != ELEMENT_PENALTY || ends[i] == count ||
                      elements[ends[i]].kind != ELEMENT_PENALTY);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("breaker");
    TCase *tcase = tcase_create("lines");
    tcase_add_test(tcase, justified_lines_are_the_best_there_are);
    tcase_add_test(tcase, ragged_lines_are_the_best_there_are);
    tcase_add_test(tcase, no_more_lines_in_a_row_end_with_a_hyphen_than_allowed);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
