/*
 * JUnit XML as CI servers read it (Jenkins' junit-10.xsd; tests/check/junit.rng): a
 * suite a page, a case for each rule that found something there. The name of a case
 * holds no line, so that a server can tell an old failure from a new one. Errors make
 * a failure; what is waived or in the baseline makes the case skipped; warnings are
 * output of a case that passes.
 */
#include "check/report/excerpt.h"
#include "check/report/levels.h"
#include "check/report/report.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

/* The findings of one page, those of a rule side by side. */
struct suite {
    VEC(const struct finding *) list;
    size_t tests, failures, skipped;
};

/* Findings of one rule: [from, to) of a suite's list. */
struct group {
    size_t from, to;
    size_t errors, warnings, accepted;
};

static void attribute(xmlTextWriter *xml, const char *name, const char *text)
{
    struct buf clean = BUF_INIT;
    buf_puts(&clean, "");
    excerpt_put_text(&clean, text);
    xmlTextWriterWriteAttribute(xml, BAD_CAST name, BAD_CAST clean.s);
    buf_release(&clean);
}

static void number_attribute(xmlTextWriter *xml, const char *name, size_t number)
{
    xmlTextWriterWriteFormatAttribute(xml, BAD_CAST name, "%zu", number);
}

/* ---- Groups ------------------------------------------------------------------------ */

static int compare_rules(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = strcmp(a->rule, b->rule);
    return order != 0 ? order : a < b ? -1 : a > b; /* they stand in one array, in order */
}

static struct group group_from(const struct suite *suite, size_t from)
{
    struct group group = {.from = from, .to = from};
    const char *rule = suite->list.items[from]->rule;
    for (; group.to < suite->list.count; group.to++) {
        const struct finding *finding = suite->list.items[group.to];
        if (strcmp(finding->rule, rule) != 0)
            break;
        bool is_new = finding->status == FINDING_NEW;
        group.errors += is_new && finding->level == LEVEL_ERROR;
        group.warnings += is_new && finding->level == LEVEL_WARNING;
        group.accepted += !is_new;
    }
    return group;
}

static void count_groups(struct suite *suite)
{
    suite->tests = suite->failures = suite->skipped = 0;
    for (size_t at = 0; at < suite->list.count;) {
        struct group group = group_from(suite, at);
        suite->tests++;
        suite->failures += group.errors > 0;
        suite->skipped += group.errors + group.warnings == 0;
        at = group.to;
    }
}

/* ---- Cases ------------------------------------------------------------------------- */

static bool belongs(const struct finding *finding, enum level level)
{
    return finding->status == FINDING_NEW ? finding->level == level : level == LEVEL_OFF;
}

/* The findings of a level, LEVEL_OFF for the accepted ones, a paragraph each. */
static void write_findings(xmlTextWriter *xml, const struct suite *suite, struct group group,
                           enum level level)
{
    struct buf text = BUF_INIT;
    for (size_t i = group.from; i < group.to; i++) {
        const struct finding *finding = suite->list.items[i];
        if (!belongs(finding, level))
            continue;
        buf_putc(&text, '\n');
        excerpt_put_text(&text, finding->path);
        buf_printf(&text, ":%u:%u: ", finding->start.line, finding->start.column);
        excerpt_put_text(&text, finding->message);
        const char *const more[] = {finding->advice,
                                    finding->waiver ? finding->waiver->text : NULL};
        for (size_t m = 0; m < COUNT_OF(more); m++) {
            buf_puts(&text, more[m] != NULL ? "\n    " : "");
            excerpt_put_text(&text, more[m] != NULL ? more[m] : "");
        }
    }
    buf_putc(&text, '\n');
    xmlTextWriterWriteString(xml, BAD_CAST text.s);
    buf_release(&text);
}

static const char *first_message(const struct suite *suite, struct group group, enum level level)
{
    for (size_t i = group.from; i < group.to; i++) {
        if (belongs(suite->list.items[i], level))
            return suite->list.items[i]->message;
    }
    return "";
}

/* A failure or skip: how many, and the first of them. */
static void write_outcome(xmlTextWriter *xml, const struct suite *suite, struct group group,
                          enum level level, size_t count)
{
    struct buf message = BUF_INIT;
    report_number(&message, count, level == LEVEL_OFF ? "accepted finding" : "error");
    buf_printf(&message, ": %s%s", first_message(suite, group, level), count > 1 ? " …" : "");
    xmlTextWriterStartElement(xml, BAD_CAST(level == LEVEL_OFF ? "skipped" : "failure"));
    attribute(xml, "message", message.s);
    write_findings(xml, suite, group, level);
    xmlTextWriterEndElement(xml);
    buf_release(&message);
}

static void write_case(xmlTextWriter *xml, const struct suite *suite, struct group group)
{
    const struct finding *first = suite->list.items[group.from];
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    attribute(xml, "name", first->rule);
    attribute(xml, "classname", first->path);
    if (group.errors > 0)
        write_outcome(xml, suite, group, LEVEL_ERROR, group.errors);
    if (group.errors + group.warnings == 0)
        write_outcome(xml, suite, group, LEVEL_OFF, group.accepted);
    if (group.warnings > 0) {
        xmlTextWriterStartElement(xml, BAD_CAST "system-out");
        write_findings(xml, suite, group, LEVEL_WARNING);
        xmlTextWriterEndElement(xml);
    }
    xmlTextWriterEndElement(xml);
}

static void write_suite(xmlTextWriter *xml, struct suite *suite)
{
    const struct finding **items = suite->list.items;
    if (suite->list.count > 1)
        qsort(items, suite->list.count, sizeof(const struct finding *), compare_rules);
    count_groups(suite);
    xmlTextWriterStartElement(xml, BAD_CAST "testsuite");
    attribute(xml, "name", items[0]->path);
    number_attribute(xml, "tests", suite->tests);
    number_attribute(xml, "failures", suite->failures);
    number_attribute(xml, "errors", 0);
    number_attribute(xml, "skipped", suite->skipped);
    attribute(xml, "file", items[0]->path);
    for (size_t at = 0; at < suite->list.count;) {
        struct group group = group_from(suite, at);
        write_case(xml, suite, group);
        at = group.to;
    }
    xmlTextWriterEndElement(xml);
    suite->list.count = 0;
}

/* A run that could not look at everything must not look as if it had passed. */
static void write_incomplete(xmlTextWriter *xml)
{
    xmlTextWriterStartElement(xml, BAD_CAST "testsuite");
    attribute(xml, "name", "concordat");
    number_attribute(xml, "tests", 1);
    number_attribute(xml, "failures", 0);
    number_attribute(xml, "errors", 1);
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    attribute(xml, "name", "every rule looked at every page");
    attribute(xml, "classname", "concordat");
    xmlTextWriterStartElement(xml, BAD_CAST "error");
    attribute(xml, "message", "a page could not be read or a rule failed; the log says which");
    xmlTextWriterEndElement(xml);
    xmlTextWriterEndElement(xml);
    xmlTextWriterEndElement(xml);
}

/* A page in which nothing was found: a server that is shown failures only would not know
 * that it was looked at. */
static void write_clean(xmlTextWriter *xml, const char *path)
{
    xmlTextWriterStartElement(xml, BAD_CAST "testsuite");
    attribute(xml, "name", path);
    number_attribute(xml, "tests", 1);
    number_attribute(xml, "failures", 0);
    number_attribute(xml, "errors", 0);
    number_attribute(xml, "skipped", 0);
    attribute(xml, "file", path);
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    attribute(xml, "name", "every rule passes");
    attribute(xml, "classname", path);
    xmlTextWriterEndElement(xml);
    xmlTextWriterEndElement(xml);
}

/* Findings and levels are both sorted by path: one pass over the two. */
static void write_suites(xmlTextWriter *xml, const struct findings *findings,
                         const struct levels *levels)
{
    struct suite suite = {0};
    size_t level = 0, levels_count = levels != NULL ? levels->pages.count : 0;
    for (size_t at = 0; at < findings->list.count || level < levels_count;) {
        const char *found = at < findings->list.count ? findings->list.items[at].path : NULL;
        const char *page = level < levels_count ? levels->pages.items[level].path : NULL;
        int order = found == NULL ? 1 : page == NULL ? -1 : strcmp(found, page);
        level += order >= 0;
        if (order > 0) {
            write_clean(xml, page);
            continue;
        }
        while (at < findings->list.count && strcmp(findings->list.items[at].path, found) == 0)
            *vec_push(&suite.list) = &findings->list.items[at++];
        write_suite(xml, &suite);
    }
    vec_release(&suite.list);
}

void report_junit(const struct findings *findings, struct report_options options, struct buf *out)
{
    xmlBuffer *buffer = xmlBufferCreate();
    xmlTextWriter *xml = buffer != NULL ? xmlNewTextWriterMemory(buffer, 0) : NULL;
    if (xml == NULL)
        die_no_memory(0);
    xmlTextWriterSetIndent(xml, 1);
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(xml, BAD_CAST "testsuites");
    attribute(xml, "name", "concordat");
    if (options.incomplete)
        write_incomplete(xml);
    if (options.levels != NULL)
        levels_sort(options.levels);
    write_suites(xml, findings, options.levels);
    xmlTextWriterEndDocument(xml);
    xmlFreeTextWriter(xml);
    buf_add(out, xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer));
    xmlBufferFree(buffer);
}
