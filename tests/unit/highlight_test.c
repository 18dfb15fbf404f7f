/* Findings in a page's tree: which text each one marks, and that the text stays as it was. */
#include "document/document.h"
#include "hard_pages.h"

#include <check.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

/* The texts below a node, a mark as "{1:…}", one that goes on with a finding as "{1+…}". */
static void print(struct buf *out, const xmlNode *node)
{
    for (; node != NULL; node = node->next) {
        bool mark = node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "mark") == 0;
        if (mark) {
            xmlChar *number = xmlGetNoNsProp(node, BAD_CAST "finding");
            bool first = xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST "first") != NULL;
            buf_printf(out, "{%s%c", (const char *)number, first ? ':' : '+');
            xmlFree(number);
        }
        if (node->type == XML_TEXT_NODE)
            buf_puts(out, (const char *)node->content);
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "softbreak") == 0)
            buf_putc(out, ' ');
        print(out, node->children);
        if (mark)
            buf_putc(out, '}');
    }
}

/* A page whose findings are about the given parts of its source, in their order. */
static struct document *highlighted(const char *text, const char *const *parts, size_t count)
{
    struct findings *findings = findings_new(arena);
    struct document *document =
        document_read_text(arena, site_default(arena), "page.md", str_of(text), findings);
    ck_assert_ptr_nonnull(document);
    findings = findings_new(arena);
    for (size_t i = 0; i < count && parts[i] != NULL; i++) {
        const char *at = strstr(text, parts[i]);
        ck_assert_ptr_nonnull(at);
        uint32_t start = (uint32_t)(at - text);
        findings_add(findings, document->source,
                     (struct span){start, start + (uint32_t)strlen(parts[i])},
                     (struct finding){.rule = "r", .level = LEVEL_ERROR, .message = "m"});
    }
    findings_sort(findings);
    document_highlight(document, arena, findings->list.items, findings->list.count);
    return document;
}

static xmlNode *child(const struct document *document, const char *name)
{
    xmlNode *node = xmlDocGetRootElement(document->xml)->children;
    while (node != NULL && strcmp((const char *)node->name, name) != 0)
        node = node->next;
    return node;
}

static const struct {
    const char *text, *parts[4], *shown;
} cases[] = {
    {"One two three.", {"two"}, "One {1:two} three."},
    {"One two three.", {"One two three."}, "{1:One two three.}"},
    {"One *two* three.", {"One *two* three."}, "{1:One }{1+two}{1+ three.}"},
    {"One two three.", {"One two three.", "two"}, "{1:One }{2:two}{1+ three.}"},
    {"One two three.", {"One two", "two three."}, "{1:One two}{2: three.}"},
    {"One two three.", {"One", "two", "three"}, "{1:One} {2:two} {3:three}."},
    {"Łódź café ends.", {"café"}, "Łódź {1:café} ends."},
    {"A &amp; B &copy; C.", {"&amp; B"}, "A {1:&}{1+ B} © C."},
    {"One\ntwo three.", {"One\ntwo"}, "{1:One} {1+two} three."},
    {"- One\n- two\n", {"- One\n- two"}, "{1:One}two"},
    {"# T\n\nOne.\n\n![Alt text](a.png) end", {"![Alt text](a.png)"}, "One.Alt text end"},
    {"One `code` two.", {"code"}, "One code two."},
    {"[One](b.md) two.", {"[One](b.md)"}, "{1:One} two."},
};

START_TEST(a_finding_marks_its_text)
{
    struct document *document =
        highlighted(cases[_i].text, cases[_i].parts, COUNT_OF(cases[_i].parts));
    struct buf out = BUF_INIT;
    print(&out, child(document, "body")->children);
    ck_assert_str_eq(buf_to_arena(&out, arena), cases[_i].shown);
}
END_TEST

/* The text of the body alone. */
static const char *plain_text(const struct document *document)
{
    xmlChar *text = xmlNodeGetContent(child(document, "body"));
    const char *kept = arena_strdup(arena, (const char *)text);
    xmlFree(text);
    return kept;
}

START_TEST(no_text_is_lost_wherever_findings_are)
{
    struct generator g = {arena, (uint32_t)_i + 1, 0, 0};
    const char *text = hard_page(&g, 1 + (unsigned)_i % 12, "\n");
    struct findings *none = findings_new(arena), *findings = findings_new(arena);
    struct document *document =
        document_read_text(arena, site_default(arena), "page.md", str_of(text), none);
    ck_assert_ptr_nonnull(document);
    const char *before = plain_text(document);
    uint32_t size = (uint32_t)document->source->size;
    for (int i = 0; i < 60; i++) {
        uint32_t start = hard_roll(&g, size + 1), end = start + hard_roll(&g, 40);
        findings_add(findings, document->source, (struct span){start, end < size ? end : size},
                     (struct finding){.rule = "r", .level = LEVEL_ERROR, .message = "m"});
    }
    findings_sort(findings);
    document_highlight(document, arena, findings->list.items, findings->list.count);
    ck_assert_str_eq(plain_text(document), before);
}
END_TEST

static void validate(xmlDoc *doc)
{
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(SCHEMA);
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(schema);
    ck_assert_int_eq(xmlRelaxNGValidateDoc(context, doc), 0);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
}

START_TEST(the_tree_is_what_the_schema_describes)
{
    static const char *const parts[] = {"Two", "| a |", "note", "[^1]"};
    struct document *document = highlighted("---\ntitle: T\n---\n## Two & three\n\nText.[^1]\n\n"
                                            "| a |\n|---|\n| b |\n\n[^1]: A note.\n",
                                            parts, COUNT_OF(parts));
    struct collection *collection =
        collection_new(arena, site_default(arena), &document, 1, findings_new(arena));
    const struct document *shown[] = {document};
    xmlDoc *doc =
        document_assemble(arena, &(struct assembly){.collection = collection,
                                                    .publication = &collection->publications[0],
                                                    .pages = shown,
                                                    .page_count = 1});
    validate(doc);
    ck_assert_uint_eq(xmlChildElementCount(child(document, "findings")), 4);
}
END_TEST

START_TEST(only_what_counts_is_listed_and_no_more_than_a_reader_takes_in)
{
    struct findings *findings = findings_new(arena);
    struct document *document = document_read_text(arena, site_default(arena), "page.md",
                                                   str_of("One two."), findings_new(arena));
    for (uint32_t i = 0; i < 500; i++)
        findings_add(findings, document->source, (struct span){0, 3},
                     (struct finding){.rule = "r", .level = LEVEL_WARNING, .message = "m"})
            ->status = i < 100 ? FINDING_WAIVED : FINDING_NEW;
    document_highlight(document, arena, findings->list.items, findings->list.count);
    xmlNode *list = child(document, "findings");
    xmlChar *count = xmlGetNoNsProp(list, BAD_CAST "count");
    ck_assert_str_eq((const char *)count, "400");
    xmlFree(count);
    ck_assert_uint_eq(xmlChildElementCount(list), 300);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("highlight");
    TCase *tests = tcase_create("highlight");
    tcase_set_timeout(tests, 60); /* a loaded machine is no failure */
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, a_finding_marks_its_text, 0, COUNT_OF(cases));
    tcase_add_loop_test(tests, no_text_is_lost_wherever_findings_are, 0, 200);
    tcase_add_test(tests, the_tree_is_what_the_schema_describes);
    tcase_add_test(tests, only_what_counts_is_listed_and_no_more_than_a_reader_takes_in);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
