/* Pictures by name: pictograms that a theme brings. */
#include "theme_fixture.h"

#include <check.h>
#include <string.h>

#define PICTOGRAM                                                                                  \
    "<svg xmlns='http://www.w3.org/2000/svg' width='48' height='48' viewBox='0 0 48 48'/>"

static const char *data = "[{\"id\": \"doctor\", \"tags\": [\"Physician\", \"GP\"]}]";

static struct findings *resolve(const char *markdown, struct document **document)
{
    struct findings *findings = findings_new(arena);
    put("own/theme.yaml", "pictures:\n  folders: [outline, filled]\n  data: data.json\n");
    put("own/outline/people/doctor.svg", PICTOGRAM);
    put("own/outline/places/hospital.svg", PICTOGRAM);
    put("own/filled/people/doctor.svg", PICTOGRAM);
    put("own/data.json", data);
    const char *text = arena_printf(arena, "# Title\n\n%s\n", markdown);
    struct site *site = a_site("Test", false);
    const char *path = path_join(arena, folder, "strategy/easy.md");
    *document = document_read_text(arena, site, path, str_of(text), findings);
    ck_assert_ptr_nonnull(*document);
    theme_resolve_pictures(load_well(site), *document, findings);
    return findings;
}

static xmlNode *find(xmlNode *node, const char *name)
{
    for (; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
            return node;
        xmlNode *below = find(node->children, name);
        if (below != NULL)
            return below;
    }
    return NULL;
}

static const char *attribute(xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, BAD_CAST name);
    const char *copy = value != NULL ? arena_strdup(arena, (const char *)value) : "";
    xmlFree(value);
    return copy;
}

START_TEST(a_picture_is_found_by_name)
{
    struct document *document;
    struct findings *findings = resolve("Text ![a doctor](picture:doctor).", &document);
    ck_assert_uint_eq(findings->list.count, 0);
    xmlNode *image = find(document->xml->children, "image");
    ck_assert_str_eq(attribute(image, "destination"), "../assets/pictures/people/doctor.svg");
    ck_assert_ptr_nonnull(strstr(attribute(image, "file"), "own/outline/people/doctor.svg"));
    ck_assert_str_eq(attribute(image, "width"), "48");
}
END_TEST

static const struct {
    const char *name, *message;
} unknown[] = {
    {"hospitl", "there is no picture \"hospitl\"; did you mean \"hospital\""},
    {"physician", "did you mean \"doctor\""},
    {"zzzzzzzzzzzz", "there is no picture \"zzzzzzzzzzzz\""},
};

START_TEST(an_unknown_picture_is_a_finding_with_a_suggestion)
{
    struct document *document;
    struct findings *findings =
        resolve(arena_printf(arena, "Text ![x](picture:%s).", unknown[_i].name), &document);
    ck_assert_uint_eq(findings->list.count, 1);
    ck_assert_str_eq(findings->list.items[0].rule, "picture");
    ck_assert_uint_eq(findings->list.items[0].start.line, 3);
    ck_assert_uint_eq(findings->list.items[0].start.column, 6);
    ck_assert_msg(strstr(findings->list.items[0].message, unknown[_i].message) != NULL, "got: %s",
                  findings->list.items[0].message);
}
END_TEST

START_TEST(few_of_many_pictures_with_the_tag_are_suggested)
{
    struct buf list = BUF_INIT;
    for (int i = 0; i < 50; i++)
        buf_printf(&list, "%c{\"id\": \"nurse-%02d\", \"tags\": [\"Ward\"]}", i == 0 ? '[' : ',',
                   i);
    buf_putc(&list, ']');
    data = buf_to_arena(&list, arena);
    struct document *document;
    struct findings *findings = resolve("Text ![x](picture:ward).", &document);
    ck_assert_uint_eq(findings->list.count, 1);
    const char *message = findings->list.items[0].message;
    ck_assert_msg(strstr(message, "nurse-00") != NULL, "got: %s", message);
    ck_assert_msg(strstr(message, "nurse-04") == NULL, "got: %s", message);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pictures");
    TCase *tests = tcase_create("pictures");
    tcase_set_timeout(tests, 60); /* a loaded machine is no failure */
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, theme_setup, theme_teardown);
    tcase_add_test(tests, a_picture_is_found_by_name);
    tcase_add_loop_test(tests, an_unknown_picture_is_a_finding_with_a_suggestion, 0,
                        COUNT_OF(unknown));
    tcase_add_test(tests, few_of_many_pictures_with_the_tag_are_suggested);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
