/*
 * The report for people who decide: is the text ready, what to do first, how hard it is
 * to read, what was found where, what was accepted and by whom. One file with its own
 * style, no script, nothing fetched; it prints as it shows.
 */
#include "check/report/html.h"

#include <stdlib.h>
#include <string.h>

static const char style[] = {
#include "report_style.inc"
};

/* ---- What there is --------------------------------------------------------------------- */

/* Findings and levels are both sorted by path: one pass over the two. */
static void collect_pages(struct html *html)
{
    const struct findings *findings = html->findings;
    const struct levels *levels = html->options.levels;
    size_t level = 0, levels_count = levels != NULL ? levels->pages.count : 0;
    for (size_t at = 0; at < findings->list.count || level < levels_count;) {
        const char *found = at < findings->list.count ? findings->list.items[at].path : NULL;
        const char *measured = level < levels_count ? levels->pages.items[level].path : NULL;
        int order = found == NULL ? 1 : measured == NULL ? -1 : strcmp(found, measured);
        struct html_page page = {.path = order <= 0 ? found : measured, .from = at};
        if (order >= 0)
            page.level = &levels->pages.items[level++];
        for (; order <= 0 && at < findings->list.count; at++) {
            const struct finding *finding = &findings->list.items[at];
            if (strcmp(finding->path, page.path) != 0)
                break;
            bool is_new = finding->status == FINDING_NEW;
            page.errors += is_new && finding->level == LEVEL_ERROR;
            page.warnings += is_new && finding->level == LEVEL_WARNING;
        }
        page.past = at;
        *vec_push(&html->pages) = page;
    }
}

static size_t pages_with_errors(const struct html *html)
{
    size_t count = 0;
    for (size_t i = 0; i < html->pages.count; i++)
        count += html->pages.items[i].errors > 0;
    return count;
}

static void put_paragraph(struct buf *out, const char *text)
{
    buf_puts(out, "<p>");
    html_text(out, text);
    buf_puts(out, "</p>\n");
}

/* ---- Head ------------------------------------------------------------------------------ */

static void put_head(const struct html *html)
{
    struct buf *out = html->out;
    const char *title = html->options.title;
    buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"robots\" content=\"noindex\">\n<title>Content check");
    buf_puts(out, title != NULL ? ": " : "");
    html_text(out, title != NULL ? title : "");
    buf_puts(out, "</title>\n<style>\n");
    buf_add(out, style, sizeof style);
    buf_puts(out, "</style>\n</head>\n<body>\n"
                  "<a class=\"skip\" href=\"#main\">Skip to main content</a>\n"
                  "<header><div class=\"wrap\"><p>");
    html_text(out, title != NULL ? title : "Concordat");
    buf_puts(out, "</p></div></header>\n<main id=\"main\" class=\"wrap\">\n"
                  "<h1>Content check</h1>\n");
}

static size_t count_words(const struct html *html)
{
    size_t words = 0;
    for (size_t i = 0; i < html->pages.count; i++) {
        const struct level_page *level = html->pages.items[i].level;
        words += level != NULL ? level->whole.words : 0;
    }
    return words;
}

/* 12,345 */
static void put_thousands(struct buf *out, size_t number)
{
    if (number >= 1000) {
        put_thousands(out, number / 1000);
        buf_printf(out, ",%03zu", number % 1000);
    } else {
        buf_printf(out, "%zu", number);
    }
}

static void put_lede(const struct html *html)
{
    struct buf *out = html->out;
    size_t words = count_words(html);
    buf_puts(out, "<p class=\"lede\">");
    html_count(out, html->options.pages, "page");
    if (words > 0) {
        buf_puts(out, " with ");
        put_thousands(out, words);
        buf_puts(out, " words");
    }
    buf_puts(out, html->options.pages == 1 ? " was checked" : " were checked");
    if (html->options.today != NULL) {
        buf_puts(out, " on ");
        html_date(out, html->options.today);
    }
    buf_puts(out, ".</p>\n");
}

static void put_verdict(const struct html *html)
{
    struct buf *out = html->out;
    size_t errors = html->counts.errors;
    bool ready = errors == 0 && !html->options.incomplete;
    buf_printf(out, "<div class=\"verdict%s\">\n<h2>%s</h2>\n", ready ? "" : " no",
               ready ? "Ready to publish" : "Not ready to publish");
    if (html->options.incomplete)
        buf_puts(out, "<p>The check is not complete: a page could not be read, or a rule failed. "
                      "What it printed says which.</p>\n");
    if (errors > 0) {
        buf_puts(out, "<p>");
        html_count(out, errors, "error");
        buf_printf(out, " on %zu of ", pages_with_errors(html));
        html_count(out, html->options.pages, "page");
        buf_puts(out, " must be mended first.</p>\n");
    } else if (ready) {
        buf_puts(out, "<p>No error stands in the way.");
        if (html->counts.warnings > 0) {
            buf_puts(out, " ");
            html_count(out, html->counts.warnings, "warning");
            buf_puts(out, html->counts.warnings == 1 ? " is" : " are");
            buf_puts(out, " worth a look.");
        }
        buf_puts(out, "</p>\n");
    }
    buf_puts(out, "</div>\n");
}

static void put_figure(struct buf *out, const char *name, size_t number, const char *meaning)
{
    buf_printf(out, "<div><dt>%s</dt><dd class=\"number\">", name);
    put_thousands(out, number);
    buf_printf(out, "</dd><dd>%s</dd></div>\n", meaning);
}

static void put_figures(const struct html *html)
{
    struct buf *out = html->out;
    size_t known = 0, hard = 0;
    for (size_t i = 0; i < html->pages.count; i++) {
        const struct level_page *level = html->pages.items[i].level;
        known += level != NULL && level_known(&level->whole);
        hard += level != NULL && level_excess(&level->whole, level->aim) > 0;
    }
    buf_puts(out, "<dl class=\"figures\">\n");
    put_figure(out, "Errors", html->counts.errors, "block publishing");
    put_figure(out, "Warnings", html->counts.warnings, "are for you to judge");
    if (known > 0) {
        struct buf meaning = BUF_INIT;
        buf_printf(&meaning, "of %zu are above the reading age that is the aim", known);
        put_figure(out, "Hard pages", hard, meaning.s);
        buf_release(&meaning);
    }
    put_figure(out, "Accepted", html->counts.waived + html->counts.baseline,
               "are waived or were there before");
    buf_puts(out, "</dl>\n");
}

/* ---- What to do first -------------------------------------------------------------------- */

/* Rules in the order of work: those with errors first, of these what the program mends,
 * then by number. */
struct task {
    const struct report_rule *rule;
};
static bool is_automatic(const struct report_rule *rule)
{
    return rule->certain > 0 && rule->certain == rule->errors + rule->warnings;
}

static int compare_tasks(const void *left, const void *right)
{
    const struct report_rule *a = ((const struct task *)left)->rule;
    const struct report_rule *b = ((const struct task *)right)->rule;
    if ((a->errors > 0) != (b->errors > 0))
        return a->errors > 0 ? -1 : 1;
    if (is_automatic(a) != is_automatic(b))
        return is_automatic(a) ? -1 : 1;
    if (a->errors != b->errors)
        return a->errors > b->errors ? -1 : 1;
    if (a->warnings != b->warnings)
        return a->warnings > b->warnings ? -1 : 1;
    return strcmp(a->id, b->id);
}

static void put_effort(struct buf *out, const struct report_rule *rule)
{
    if (rule->certain > 0) {
        buf_printf(out, "<code>concordat check --fix</code> mends %s",
                   is_automatic(rule) ? "all of them" : "");
        if (!is_automatic(rule))
            buf_printf(out, "%zu of them", rule->certain);
        buf_puts(out, rule->proposed > rule->certain ? "; " : "");
    }
    if (rule->proposed > rule->certain)
        buf_printf(out, "%zu ha%s a proposal to judge", rule->proposed - rule->certain,
                   rule->proposed - rule->certain == 1 ? "s" : "ve");
    else if (rule->certain == 0)
        html_text(out, rule->rule != NULL && rule->rule->advice != NULL ? rule->rule->advice
                                                                        : "See each finding");
}

static void put_task(struct buf *out, const struct report_rule *rule)
{
    buf_puts(out, "<tr><th scope=\"row\">");
    html_text(out, rule->rule != NULL ? rule->rule->title : rule->id);
    buf_puts(out, " <code>");
    html_text(out, rule->id);
    buf_puts(out, "</code></th>");
    html_number_cell(out, rule->errors);
    html_number_cell(out, rule->warnings);
    html_number_cell(out, rule->pages);
    buf_puts(out, "<td>");
    put_effort(out, rule);
    buf_puts(out, "</td></tr>\n");
}

static void put_tasks(const struct html *html)
{
    static const char *const headings[] = {"What is wanted", "#Errors", "#Warnings", "#Pages",
                                           "How"};
    VEC(struct task) tasks = {0};
    for (size_t i = 0; i < html->rules.list.count; i++) {
        const struct report_rule *rule = &html->rules.list.items[i];
        if (rule->errors + rule->warnings > 0)
            *vec_push(&tasks) = (struct task){rule};
    }
    if (tasks.count > 1)
        qsort(tasks.items, tasks.count, sizeof *tasks.items, compare_tasks);
    if (tasks.count > 0) {
        buf_puts(html->out, "<p>Errors come first, and of these what the program mends by itself. "
                            "Work from the top.</p>\n");
        html_table(html->out, "Rules with faults, most urgent first", headings, COUNT_OF(headings));
        for (size_t i = 0; i < tasks.count; i++)
            put_task(html->out, tasks.items[i].rule);
        html_table_end(html->out);
    }
    vec_release(&tasks);
}

static void put_first(struct html *html)
{
    buf_puts(html->out, "<section class=\"card\" id=\"first\">\n<h2>What to do first</h2>\n");
    if (html->counts.errors + html->counts.warnings == 0)
        put_paragraph(html->out, "Nothing: no rule found a fault that was not accepted.");
    put_tasks(html);
    html_hardest(html);
    buf_puts(html->out, "</section>\n");
}

/* ---- Trend --------------------------------------------------------------------------------- */

static void put_trend(const struct html *html)
{
    struct buf *out = html->out;
    if (!html->options.compared)
        return;
    size_t mended = html->options.fixed, still = html->counts.baseline;
    size_t added = html->counts.errors + html->counts.warnings;
    buf_puts(out, "<section class=\"card\" id=\"trend\">\n<h2>Since the baseline</h2>\n"
                  "<dl class=\"figures\">\n");
    put_figure(out, "Then", still + mended, "faults were known when the baseline was made");
    put_figure(out, "Mended", mended, "of them are gone");
    put_figure(out, "Left", still, "of them are still there");
    put_figure(out, "New", added, "are not in the baseline, and count");
    buf_puts(out, "</dl>\n</section>\n");
}

/* ---- Levels -------------------------------------------------------------------------------- */

static void put_page_row(const struct html *html, size_t index)
{
    struct buf *out = html->out;
    const struct html_page *page = &html->pages.items[index];
    buf_printf(out, "<tr><th scope=\"row\"><a href=\"#page-%zu\">", index + 1);
    html_text(out, page->level != NULL ? page->level->title : page->path);
    buf_puts(out, "</a></th>");
    if (page->level != NULL)
        html_level_cells(out, &page->level->whole, page->level->aim);
    else
        buf_puts(out, "<td colspan=\"4\">settings</td>");
    html_number_cell(out, page->errors);
    html_number_cell(out, page->warnings);
    buf_puts(out, "</tr>\n");
}

static void put_pages(const struct html *html)
{
    static const char *const headings[] = {
        "Page",         "#Words",  "#Sentences", "#Words a sentence",
        "#Reading age", "#Errors", "#Warnings"};
    buf_puts(html->out, "<section class=\"card\" id=\"pages\">\n<h2>Page by page</h2>\n"
                        "<p>Reading age is the Flesch–Kincaid grade plus five: the age at which a "
                        "pupil can read the text. NHS text aims at 11 to 14, easy read lower. Take "
                        "it as a sign of where to work, not as a mark.</p>\n");
    html_table(html->out, "Pages, their length, reading age and faults", headings,
               COUNT_OF(headings));
    for (size_t i = 0; i < html->pages.count; i++)
        put_page_row(html, i);
    html_table_end(html->out);
    buf_puts(html->out, "</section>\n");
}

/* ---- Accepted ------------------------------------------------------------------------------ */

static void put_waived(struct buf *out, const struct finding *finding)
{
    const struct waiver *waiver = finding->waiver;
    buf_puts(out, "<tr><th scope=\"row\">");
    html_sentence(out, finding->message);
    buf_puts(out, " <span class=\"path\">");
    html_text(out, finding->path);
    if (finding->start.line > 0)
        buf_printf(out, ", line %u", finding->start.line);
    buf_puts(out, "</span></th><td>");
    html_text(out, waiver != NULL && waiver->reason != NULL ? waiver->reason : "");
    buf_puts(out, "</td><td>");
    html_text(out, waiver != NULL && waiver->owner != NULL ? waiver->owner : "");
    buf_puts(out, "</td><td>");
    html_date(out, waiver != NULL && waiver->until != NULL ? waiver->until : "");
    buf_puts(out, "</td></tr>\n");
}

static void put_accepted(const struct html *html)
{
    static const char *const headings[] = {"What and where", "Why", "Who", "Until"};
    struct buf *out = html->out;
    buf_puts(out, "<section class=\"card\" id=\"accepted\">\n<h2>What was accepted</h2>\n");
    if (html->counts.waived == 0)
        put_paragraph(out, "No fault is waived.");
    if (html->counts.waived > 0) {
        html_table(out, "Waivers", headings, COUNT_OF(headings));
        for (size_t i = 0; i < html->findings->list.count; i++) {
            const struct finding *finding = &html->findings->list.items[i];
            if (finding->status == FINDING_WAIVED)
                put_waived(out, finding);
        }
        html_table_end(out);
    }
    if (html->counts.baseline > 0) {
        buf_puts(out, "<p>");
        html_count(out, html->counts.baseline, "fault");
        buf_puts(out, " stood in the text when the baseline was made. They do not block "
                      "publishing, and may only become fewer.</p>\n");
    }
    buf_puts(out, "</section>\n");
}

/* ---- The whole ----------------------------------------------------------------------------- */

static void put_contents(const struct html *html)
{
    buf_puts(html->out, "<nav aria-label=\"Contents\"><ul>\n"
                        "<li><a href=\"#first\">What to do first</a></li>\n");
    if (html->options.compared)
        buf_puts(html->out, "<li><a href=\"#trend\">Since the baseline</a></li>\n");
    buf_puts(html->out, "<li><a href=\"#pages\">Page by page</a></li>\n"
                        "<li><a href=\"#findings\">What was found</a></li>\n"
                        "<li><a href=\"#accepted\">What was accepted</a></li>\n"
                        "<li><a href=\"#counting\">How this was counted</a></li>\n"
                        "</ul></nav>\n");
}

static void put_counting(const struct html *html)
{
    buf_puts(html->out,
             "<section class=\"card\" id=\"counting\">\n<h2>How this was counted</h2>\n");
    buf_printf(html->out, "<p>For the reading levels these were ");
    html_text(html->out, MEASURE_POLICY);
    buf_printf(html->out,
               ". A text under %d words or %d sentences is too short to say. Other tools count "
               "otherwise, so their figures differ.</p>\n"
               "<p>Made by Concordat " CONCORDAT_VERSION
               ". <code>concordat explain RULE</code> says what a rule wants and why.</p>\n",
               LEVEL_WORDS, LEVEL_SENTENCES);
    buf_puts(html->out, "</section>\n");
}

void report_html(const struct findings *findings, const struct checker *checker,
                 struct report_options options, struct buf *out)
{
    struct html html = {.out = out, .findings = findings, .options = options};
    if (options.levels != NULL)
        levels_sort(options.levels);
    html.counts = report_count(findings);
    report_rules_init(&html.rules, findings, checker);
    collect_pages(&html);
    put_head(&html);
    put_lede(&html);
    put_verdict(&html);
    put_figures(&html);
    put_contents(&html);
    put_first(&html);
    put_trend(&html);
    put_pages(&html);
    buf_puts(out, "<h2 id=\"findings\">What was found</h2>\n");
    html_chapters(&html);
    put_accepted(&html);
    put_counting(&html);
    buf_puts(out, "</main>\n</body>\n</html>\n");
    vec_release(&html.pages);
    report_rules_release(&html.rules);
}
