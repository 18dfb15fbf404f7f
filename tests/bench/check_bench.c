/*
 * What the check engine costs: processor time for a page of about 466 words, and how
 * it grows with the text, and what a finding costs in each report. Prints figures and ratios;
 * asserts nothing. usage: check-bench FILTERS_FOLDER
 */
#include "check/check.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char paragraph[] =
    "We want to hear from people who use our services. Tell us what works and what does not. "
    "Our staff read every letter, and the board sees a summary each month [1]. You can call the "
    "NHS team on 0300 123 4567, or write to us at the *address* below.\n\n"
    "- Bring your card.\n- Bring a friend if you wish.\n\n";

static char *make_text(struct arena *arena, size_t paragraphs, size_t *size)
{
    struct buf text = BUF_INIT;
    buf_puts(&text, "# A page\n\n");
    for (size_t i = 0; i < paragraphs; i++)
        buf_printf(&text, "## Part %zu\n\n%s", i + 1, paragraph);
    *size = text.n;
    return buf_to_arena(&text, arena);
}

static double microseconds(clock_t ticks, size_t count)
{
    return 1e6 * (double)ticks / CLOCKS_PER_SEC / (double)count;
}

/* Reading and checking a page of so many paragraphs, each in microseconds. */
static void measure(struct checker *checker, const struct site *site, size_t paragraphs,
                    size_t runs, double *reading, double *checking)
{
    clock_t read = 0, check = 0;
    for (size_t i = 0; i < runs; i++) {
        struct arena *arena = arena_new();
        size_t size;
        char *text = make_text(arena, paragraphs, &size);
        struct findings *findings = findings_new(arena);
        clock_t start = clock();
        struct document *document =
            document_read_text(arena, site, "page.md", (struct str){text, size}, findings);
        clock_t middle = clock();
        checker_run(checker, document, NULL, findings);
        check += clock() - middle;
        read += middle - start;
        arena_free(arena);
    }
    *reading = microseconds(read, runs);
    *checking = microseconds(check, runs);
}

/* ---- Reports ------------------------------------------------------------------------- */

/* Findings on a long line, the dearest place for them. */
static struct findings *make_findings(struct arena *arena, size_t count)
{
    struct findings *findings = findings_new(arena);
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_puts(&text, "We know that [add link] is what the reader sees here. ");
    const struct source *source = source_new(arena, "page.md", (struct str){text.s, text.n});
    uint32_t step = (uint32_t)(text.n / count);
    for (uint32_t i = 0; i < count; i++)
        findings_add(findings, source, (struct span){i * step + 13, i * step + 23},
                     (struct finding){.rule = "placeholder",
                                      .level = LEVEL_ERROR,
                                      .message = "unresolved placeholder \"[add link]\"",
                                      .advice = "Fill it in, or take it out."});
    buf_release(&text);
    return findings;
}

/* Microseconds a finding. */
static double measure_report(const struct checker *checker, enum report_format format, size_t count)
{
    struct arena *arena = arena_new();
    struct findings *findings = make_findings(arena, count);
    struct buf out = BUF_INIT;
    clock_t start = clock();
    report_write(findings, checker, (struct report_options){.format = format, .pages = 1}, &out);
    double cost = microseconds(clock() - start, count);
    buf_release(&out);
    arena_free(arena);
    return cost;
}

static void print_reports(const struct checker *checker)
{
    struct str names = str_of("text json sarif junit github gitlab html"), name;
    while (str_next(&names, ' ', &name)) {
        enum report_format format;
        if (!report_format_parse(name, &format))
            continue;
        double cost = measure_report(checker, format, 1000);
        double large = measure_report(checker, format, 100000);
        printf("a finding in %.*s: %.1f us; one of 100,000: %.1f us\n", (int)name.n, name.s, cost,
               large);
    }
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    const struct site *site = site_default(arena);
    struct checker *checker;
    if (argc != 2 || checker_new(arena, argv[1], NULL, site, &checker) != 0)
        return 2;
    double reading, checking, long_reading, long_checking;
    measure(checker, site, 7, 1000, &reading, &checking);
    measure(checker, site, 700, 10, &long_reading, &long_checking);
    printf("a page of 466 words: read %.0f us, checked by %zu rules %.0f us\n", reading,
           checker_rule_count(checker), checking);
    printf("a hundred times the text: read %.0f times, checked %.0f times the cost\n",
           long_reading / reading, long_checking / checking);
    print_reports(checker);
    arena_free(arena);
    return 0;
}
