/*
 * Golden cases of the document stage. tests/cases/document/NAME.md is a page on its
 * own; tests/cases/collection is a site. Beside each page stand the tree that
 * stylesheets are given for it (.xml) and its findings (.findings); a missing file
 * means that there is none: no tree, no findings. Every tree is checked against
 * themes/document.rng, too.
 *
 * CONCORDAT_UPDATE=1 writes what comes out as what is expected: look at the difference.
 */
#include "document/document.h"

#include <check.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static struct path_list documents, pages;

static char *print_findings(struct findings *findings)
{
    struct buf out = BUF_INIT;
    findings_sort(findings);
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        buf_printf(&out, "%s:%u:%u-%u:%u: %s: %s [%s]\n", finding->path, finding->start.line,
                   finding->start.column, finding->end.line, finding->end.column,
                   level_name(finding->level), finding->message, finding->rule);
    }
    return buf_to_arena(&out, arena);
}

static char *print_tree(xmlDoc *doc)
{
    xmlChar *text = NULL;
    int size = 0;
    xmlDocDumpFormatMemoryEnc(doc, &text, &size, "UTF-8", 1);
    char *kept = arena_strndup(arena, (const char *)text, (size_t)size);
    xmlFree(text);
    return kept;
}

static void validate(xmlDoc *doc, const char *name)
{
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(SCHEMA);
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    ck_assert_ptr_nonnull(schema);
    xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(schema);
    int wrong = xmlRelaxNGValidateDoc(context, doc);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
    ck_assert_msg(wrong == 0, "%s: the tree is not what themes/document.rng describes", name);
}

/* Against the golden file beside the page; no file and an empty text are the same. */
static void compare(const char *page, const char *extension, const char *text)
{
    size_t stem = strlen(page) - strlen(path_extension(page));
    const char *path = arena_printf(arena, "%.*s%s", (int)stem, page, extension);
    struct str expected = {"", 0};
    if (getenv("CONCORDAT_UPDATE") != NULL) {
        if (text[0] != '\0')
            ck_assert_int_eq(file_write(path, text, strlen(text)), 0);
        else
            unlink(path);
        return;
    }
    if (file_exists(path))
        ck_assert_int_eq(file_read(arena, path, 1 << 24, &expected), 0);
    ck_assert_msg(str_is(expected, text), "%s is not what came out, which is:\n%s", path, text);
}

static const struct publication *publication_of(const struct collection *collection,
                                                const struct document *document)
{
    for (size_t i = 0; i < collection->publication_count; i++)
        for (size_t k = 0; k < collection->publications[i].page_count; k++)
            if (collection->publications[i].pages[k] == document)
                return &collection->publications[i];
    return NULL;
}

static void check_page(const struct collection *collection, struct document *document,
                       const char *page, struct findings *findings)
{
    const char *tree = "";
    if (document != NULL) {
        document_resolve(document, collection, findings);
        const struct document *shown[] = {document};
        xmlDoc *doc = document_assemble(
            arena, &(struct assembly){.collection = collection,
                                      .publication = publication_of(collection, document),
                                      .pages = shown,
                                      .page_count = 1});
        tree = print_tree(doc);
        /* Read again: what is printed is what has to be valid. */
        xmlDoc *again = xmlReadMemory(tree, (int)strlen(tree), page, NULL, XML_PARSE_NOBLANKS);
        ck_assert_ptr_nonnull(again);
        validate(again, page);
        xmlFreeDoc(again);
    }
    compare(page, ".xml", tree);
    compare(page, ".findings", print_findings(findings));
}

START_TEST(page_gives_the_expected_tree_and_findings)
{
    const char *page = documents.paths[_i];
    if (!str_ends(str_of(page), ".md"))
        return;
    ck_assert_int_eq(chdir(CASES "/document"), 0);
    struct findings *findings = findings_new(arena);
    const struct site *site = site_default(arena);
    struct document *document = document_read(arena, site, page, findings);
    struct collection *collection = collection_new(arena, site, &document, 1, findings);
    check_page(collection, document, page, findings);
}
END_TEST

START_TEST(site_gives_the_expected_trees_and_findings)
{
    ck_assert_int_eq(chdir(CASES "/collection"), 0);
    const struct site *site;
    ck_assert_int_eq(site_load(arena, "site.yaml", &site), 0);
    struct document **read = ARENA_ARRAY(arena, pages.count, struct document *);
    struct findings **findings = ARENA_ARRAY(arena, pages.count, struct findings *);
    for (size_t i = 0; i < pages.count; i++) {
        findings[i] = findings_new(arena);
        if (str_ends(str_of(pages.paths[i]), ".md"))
            read[i] = document_read(arena, site, pages.paths[i], findings[i]);
    }
    struct findings *shared = findings_new(arena);
    struct collection *collection = collection_new(arena, site, read, pages.count, shared);
    compare("site.yaml", ".findings", print_findings(shared));
    for (size_t i = 0; i < pages.count; i++)
        if (str_ends(str_of(pages.paths[i]), ".md"))
            check_page(collection, read[i], pages.paths[i], findings[i]);
}
END_TEST

int main(void)
{
    arena = arena_new();
    if (folder_list(arena, CASES "/document", &documents) != 0 ||
        folder_list(arena, CASES "/collection", &pages) != 0)
        return EXIT_FAILURE;
    Suite *suite = suite_create("document cases");
    TCase *tests = tcase_create("cases");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, page_gives_the_expected_tree_and_findings, 0, (int)documents.count);
    tcase_add_test(tests, site_gives_the_expected_trees_and_findings);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    arena_free(arena);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
