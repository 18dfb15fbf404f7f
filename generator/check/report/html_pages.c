/* The report's chapters, one a page: the level of each section, then what was found in
 * it, rule by rule. */
#include "check/report/html.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 12, PLACES = 40, HARDEST = 10 };

/* A finding, the part of the page it stands in, and its place among all. */
struct entry {
    const struct finding *finding;
    size_t part, index;
};
/* Entries [from, to) of one part and rule, or of one part. */
struct stretch {
    const struct entry *items;
    size_t from, to;
};

/* ---- Findings by section and rule ---------------------------------------------------- */

static int compare_rules(const struct entry *a, const struct entry *b)
{
    if (a->finding->level != b->finding->level)
        return a->finding->level > b->finding->level ? -1 : 1;
    return strcmp(a->finding->rule, b->finding->rule);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    int order = compare_rules(a, b);
    return order != 0 ? order : a->index < b->index ? -1 : 1;
}

/* The page's new findings, each under the last section that starts at or above it. */
static size_t collect(const struct html *html, const struct html_page *page, struct entry *entries)
{
    size_t count = 0, part = 0;
    for (size_t i = page->from; i < page->past; i++) {
        const struct finding *finding = &html->findings->list.items[i];
        while (page->level != NULL && part + 1 < page->level->part_count &&
               page->level->parts[part + 1].line <= finding->start.line)
            part++;
        if (finding->status == FINDING_NEW)
            entries[count++] = (struct entry){finding, part, i};
    }
    if (count > 1)
        qsort(entries, count, sizeof *entries, compare_entries);
    return count;
}

static struct stretch stretch_from(const struct entry *items, size_t from, size_t count, bool rule)
{
    struct stretch stretch = {items, from, from + 1};
    while (stretch.to < count && items[stretch.to].part == items[from].part &&
           (!rule || compare_rules(&items[from], &items[stretch.to]) == 0))
        stretch.to++;
    return stretch;
}

/* ---- One group ----------------------------------------------------------------------- */

static void put_finding(struct buf *out, const struct finding *finding, bool advise)
{
    buf_puts(out, "<li><p>");
    if (finding->start.line > 0)
        buf_printf(out, "<span class=\"place\">Line %u:</span> ", finding->start.line);
    html_sentence(out, finding->message);
    buf_puts(out, "</p>");
    html_quote(out, finding);
    if (finding->fix != NULL && finding->fix[0] != '\0') {
        buf_puts(out, "<p>Write: <ins>");
        html_text(out, finding->fix);
        buf_puts(out, "</ins></p>");
    }
    if (advise && finding->advice != NULL) {
        buf_puts(out, "<p>");
        html_text(out, finding->advice);
        buf_puts(out, "</p>");
    }
    buf_puts(out, "</li>\n");
}

/* The advice that all of a group share; NULL if they differ. */
static const char *shared_advice(struct stretch group)
{
    const char *advice = group.items[group.from].finding->advice;
    for (size_t i = group.from + 1; advice != NULL && i < group.to; i++) {
        const char *other = group.items[i].finding->advice;
        if (other == NULL || strcmp(other, advice) != 0)
            return NULL;
    }
    return advice;
}

/* Those beyond what a person would read, by line only. */
static void put_rest(struct buf *out, struct stretch group)
{
    buf_printf(out, "<p>And %zu more, on lines", group.to - group.from);
    for (size_t i = group.from; i < group.to && i < group.from + PLACES; i++)
        buf_printf(out, "%s%u", i > group.from ? ", " : " ", group.items[i].finding->start.line);
    buf_puts(out, group.to > group.from + PLACES ? " and on.</p>\n" : ".</p>\n");
}

static void put_group(const struct html *html, struct stretch group)
{
    struct buf *out = html->out;
    const struct finding *first = group.items[group.from].finding;
    const struct report_rule *rule =
        &html->rules.list.items[report_rules_find(&html->rules, first->rule)];
    const char *level = level_name(first->level), *advice = shared_advice(group);
    buf_printf(out, "<div class=\"group %s\"><p><strong class=\"tag %s\">%s</strong> ", level,
               level, first->level == LEVEL_ERROR ? "Error" : "Warning");
    html_text(out, rule->rule != NULL ? rule->rule->title : rule->id);
    buf_puts(out, " <code>");
    html_text(out, rule->id);
    buf_puts(out, "</code></p>\n");
    if (advice != NULL) {
        buf_puts(out, "<p>");
        html_text(out, advice);
        buf_puts(out, "</p>\n");
    }
    buf_puts(out, "<ul>\n");
    size_t shown = group.to - group.from > SHOWN ? group.from + SHOWN : group.to;
    for (size_t i = group.from; i < shown; i++)
        put_finding(out, group.items[i].finding, advice == NULL);
    buf_puts(out, "</ul>\n");
    if (shown < group.to)
        put_rest(out, (struct stretch){group.items, shown, group.to});
    buf_puts(out, "</div>\n");
}

static void put_section(const struct html *html, const struct html_page *page,
                        struct stretch section)
{
    size_t part = section.items[section.from].part;
    if (page->level != NULL && page->level->part_count > 1) {
        const char *title = page->level->parts[part].title;
        buf_puts(html->out, "<h4>");
        html_text(html->out, title != NULL ? title : "The beginning");
        buf_puts(html->out, "</h4>\n");
    }
    for (size_t at = section.from; at < section.to;) {
        struct stretch group = stretch_from(section.items, at, section.to, true);
        put_group(html, group);
        at = group.to;
    }
}

/* ---- One page ------------------------------------------------------------------------ */

static void put_scores(struct buf *out, const struct measures *measures)
{
    if (!level_known(measures))
        return;
    double smog = measures_smog(measures);
    buf_printf(out, "<p>Flesch–Kincaid grade %.1f", measures_kincaid(measures));
    if (smog == smog) /* none below ten sentences */
        buf_printf(out, ", SMOG grade %.1f", smog);
    buf_printf(out,
               ", Flesch reading ease %.0f. %.0f%% of the words have three syllables or more."
               "</p>\n",
               measures_flesch(measures),
               100.0 * (double)measures->polysyllables / (double)measures->words);
}

/* Section `part` of page `page`, both from 0. */
static void put_part_row(struct buf *out, const struct level_page *level, size_t page, size_t index,
                         size_t found)
{
    const struct level_part *part = &level->parts[index];
    buf_printf(out, "<tr id=\"page-%zu-%zu\"><th scope=\"row\">", page + 1, index);
    html_text(out, part->title != NULL ? part->title : "The beginning");
    buf_puts(out, "</th>");
    html_level_cells(out, &part->own, level->aim);
    html_number_cell(out, found);
    buf_puts(out, "</tr>\n");
}

static void put_levels(struct buf *out, const struct level_page *level, size_t page,
                       const struct entry *entries, size_t count)
{
    static const char *const headings[] = {"Section",           "#Words",       "#Sentences",
                                           "#Words a sentence", "#Reading age", "#To mend"};
    struct buf caption = BUF_INIT;
    put_scores(out, &level->whole);
    if (level->part_count == 1)
        return; /* its one row stands among the pages */
    buf_printf(&caption, "Sections of “%s”", level->title);
    html_table(out, caption.s, headings, COUNT_OF(headings));
    size_t at = 0;
    for (size_t i = 0; i < level->part_count; i++) {
        size_t before = at;
        while (at < count && entries[at].part == i)
            at++;
        if (i > 0 || level->parts[i].own.words > 0 || at > before)
            put_part_row(out, level, page, i, at - before);
    }
    html_table_end(out);
    buf_release(&caption);
}

static void put_chapter(const struct html *html, size_t index)
{
    const struct html_page *page = &html->pages.items[index];
    struct buf *out = html->out;
    VEC(struct entry) entries = {0};
    vec_grow((void **)&entries.items, &entries.room, page->past - page->from + 1,
             sizeof *entries.items);
    entries.count = collect(html, page, entries.items);
    buf_printf(out, "<section class=\"card\" id=\"page-%zu\">\n<h3>", index + 1);
    html_text(out, page->level != NULL ? page->level->title : page->path);
    if (page->level != NULL && strcmp(page->level->title, page->path) != 0) {
        buf_puts(out, " <span class=\"path\">");
        html_text(out, page->path);
        buf_puts(out, "</span>");
    }
    buf_puts(out, "</h3>\n");
    if (page->level != NULL)
        put_levels(out, page->level, index, entries.items, entries.count);
    if (entries.count == 0)
        buf_puts(out, "<p>Nothing to mend here.</p>\n");
    for (size_t at = 0; at < entries.count;) {
        struct stretch section = stretch_from(entries.items, at, entries.count, false);
        put_section(html, page, section);
        at = section.to;
    }
    buf_puts(out, "</section>\n");
    vec_release(&entries);
}

void html_chapters(struct html *html)
{
    for (size_t i = 0; i < html->pages.count; i++)
        put_chapter(html, i);
}

/* ---- The hardest sections ------------------------------------------------------------ */

struct hard {
    const struct level_part *part;
    const struct level_page *level;
    size_t page;
    double gain; /* years above the aim, for each word */
};

static int compare_gain(const void *left, const void *right)
{
    const struct hard *a = left, *b = right;
    if (a->gain != b->gain)
        return a->gain > b->gain ? -1 : 1;
    return a->page != b->page ? (a->page < b->page ? -1 : 1) : a->part < b->part ? -1 : 1;
}

static const char *what_helps(const struct measures *measures)
{
    enum { LONG_SENTENCE = 18 };
    return measures->words > LONG_SENTENCE * measures->sentences ? "Shorter sentences"
                                                                 : "Plainer words";
}

static void put_hard(const struct html *html, const struct hard *hard)
{
    struct buf *out = html->out;
    buf_printf(out, "<tr><th scope=\"row\"><a href=\"#page-%zu-%zu\">", hard->page + 1,
               (size_t)(hard->part - hard->level->parts));
    html_text(out, hard->part->title != NULL ? hard->part->title : "The beginning");
    buf_puts(out, "</a> <span class=\"path\">");
    html_text(out, hard->level->title);
    buf_puts(out, "</span></th>");
    html_level_cells(out, &hard->part->own, hard->level->aim);
    buf_printf(out, "<td>%s</td></tr>\n", what_helps(&hard->part->own));
}

void html_hardest(struct html *html)
{
    static const char *const headings[] = {"Section",           "#Words",       "#Sentences",
                                           "#Words a sentence", "#Reading age", "What helps"};
    VEC(struct hard) hard = {0};
    for (size_t p = 0; p < html->pages.count; p++) {
        const struct level_page *level = html->pages.items[p].level;
        for (size_t i = 0; level != NULL && i < level->part_count; i++) {
            const struct level_part *part = &level->parts[i];
            unsigned excess = level_excess(&part->own, level->aim);
            if (excess > 0)
                *vec_push(&hard) = (struct hard){part, level, p, (double)excess * part->own.words};
        }
    }
    if (hard.count > 1)
        qsort(hard.items, hard.count, sizeof *hard.items, compare_gain);
    if (hard.count > 0) {
        buf_puts(html->out, "<h3>Sections that would gain most</h3>\n"
                            "<p>These are furthest above the reading age that is the aim, counted "
                            "over all their words.</p>\n");
        html_table(html->out, "The hardest sections", headings, COUNT_OF(headings));
        for (size_t i = 0; i < hard.count && i < HARDEST; i++)
            put_hard(html, &hard.items[i]);
        html_table_end(html->out);
    }
    vec_release(&hard);
}
