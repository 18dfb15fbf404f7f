/* Stylesheets, HTML and theme.yaml. */
#include "theme_fixture.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static struct theme *theme_of(const char *sheet)
{
    put("own/theme.yaml", "html: page.xsl\n");
    put("own/page.xsl", sheet);
    return load_well(a_site("Test", false));
}

/* The output of a stylesheet, or the message of its failure. */
static const char *transformed(const char *sheet)
{
    struct theme *theme = theme_of(sheet);
    xmlDoc *doc = tree(PUBLICATION);
    hush();
    xmlDoc *result = theme_transform(theme, THEME_HTML, doc);
    const char *messages = heard();
    xmlFreeDoc(doc);
    return result != NULL ? serialized(result) : messages;
}

/* ---- HTML ------------------------------------------------------------------------------ */

static const struct {
    const char *xml, *html;
} pages[] = {
    {"<p>a<br/>b<img src='x' alt=''/></p>", "<p>a<br>b<img src=\"x\" alt=\"\"></p>"},
    {"<div/>", "<div></div>"},
    {"<button hidden='hidden' disabled=''/>", "<button hidden disabled></button>"},
    {"<p title='&quot;&amp;&lt;'>&lt;&amp;\"</p>", "<p title=\"&quot;&amp;&lt;\">&lt;&amp;\"</p>"},
    {"<script>a &amp;&amp; b &lt; c</script>", "<script>a && b < c</script>"},
    {"<ul><li>a<ul><li>b</li></ul></li></ul>",
     "<ul>\n  <li>a<ul>\n      <li>b</li>\n    </ul></li>\n</ul>"},
    {"<p>a <b>b</b> <i>c</i></p>", "<p>a <b>b</b> <i>c</i></p>"},
    {"<div> <p>a</p> <!-- x --> <p>b</p> </div>",
     "<div>\n  <p>a</p>\n  <!-- x -->\n  <p>b</p>\n</div>"},
    {"<pre>&#10;a</pre>", "<pre>\n\na</pre>"},
    {"<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><s:path d=''/></s:svg>",
     "<svg viewBox=\"0 0 1 1\"><path d=\"\"></path></svg>"},
    {"<p>caf\xc3\xa9 \xc2\xa0\xe2\x80\x93</p>", "<p>caf\xc3\xa9 \xc2\xa0\xe2\x80\x93</p>"},
};

START_TEST(html_is_written_as_html)
{
    const char *expected = arena_printf(arena, "<!DOCTYPE html>\n%s\n", pages[_i].html);
    ck_assert_str_eq(serialized(tree(pages[_i].xml)), expected);
}
END_TEST

START_TEST(text_kept_from_escaping_stays_as_it_is)
{
    const char *html = transformed(SHEET("<xsl:template match='/'><p>&lt;<xsl:value-of "
                                         "select=\"'&lt;hr&gt;'\" disable-output-escaping='yes'/>"
                                         "</p></xsl:template>"));
    ck_assert_str_eq(html, "<!DOCTYPE html>\n<p>&lt;<hr></p>\n");
}
END_TEST

/* ---- Stylesheets ------------------------------------------------------------------------- */

static const struct {
    const char *sheet, *message;
} broken[] = {
    {"<xsl:stylesheet", "own/page.xsl:1"},
    {SHEET("\n<xsl:template match='/'><xsl:value-of/></xsl:template>"), "own/page.xsl:2"},
    {SHEET("<xsl:template match='/'>\n<xsl:value-of select='1 +'/></xsl:template>"),
     "own/page.xsl:2"},
    {SHEET("\n<xsl:template match='/'><xsl:nonsense/></xsl:template>"), "own/page.xsl:2"},
    {SHEET("<xsl:include href='missing.xsl'/>"), "missing.xsl"},
};

START_TEST(a_broken_stylesheet_is_refused_with_its_line)
{
    struct theme *theme;
    const char *messages;
    put("own/theme.yaml", "html: page.xsl\n");
    put("own/page.xsl", broken[_i].sheet);
    ck_assert_int_eq(load(a_site("Test", false), &theme, &messages), -1);
    ck_assert_msg(strstr(messages, broken[_i].message) != NULL, "got: %s", messages);
    ck_assert_ptr_nonnull(strstr(messages, "error: "));
}
END_TEST

static const struct {
    const char *body, *message;
} failing[] = {
    {"<xsl:message terminate='yes'>no title</xsl:message>", "no title"},
    {"\n<xsl:value-of select='$none'/>", "page.xsl:2"},
    {"<xsl:call-template name='none'/>", "none"},
    {"<xsl:value-of select='none()'/>", "none"},
    {"<xsl:value-of select=\"document('/etc/passwd')\"/>", "/etc/passwd"},
    {"<xsl:value-of select=\"document('http://127.0.0.1:1/x')\"/>", "127.0.0.1"},
};

START_TEST(a_failing_stylesheet_says_what_and_for_which_page)
{
    const char *sheet = arena_printf(
        arena, SHEET("<xsl:template match='/'><p>%s</p></xsl:template>"), failing[_i].body);
    hush();
    struct theme *theme = NULL;
    put("own/theme.yaml", "html: page.xsl\n");
    put("own/page.xsl", sheet);
    xmlDoc *doc = tree(PUBLICATION), *result = NULL;
    if (theme_load(arena, folder, a_site("Test", false), &theme) == 0)
        result = theme_transform(theme, THEME_HTML, doc);
    const char *messages = heard();
    ck_assert_ptr_null(result);
    ck_assert_msg(strstr(messages, failing[_i].message) != NULL, "got: %s", messages);
    if (theme != NULL)
        ck_assert_msg(strstr(messages, "\"a.md\"") != NULL, "got: %s", messages);
    xmlFreeDoc(doc);
}
END_TEST

/* A folder whose name only begins like that of the themes is another one. */
START_TEST(a_stylesheet_may_not_read_beside_the_themes)
{
    const char *beside = arena_printf(arena, "%s-beside", folder);
    const char *file = path_join(arena, beside, "words.xml");
    ck_assert_int_eq(file_write(file, "<words>Secret</words>", 21), 0);
    const char *sheet = arena_printf(arena,
                                     SHEET("<xsl:template match='/'><p><xsl:value-of "
                                           "select=\"document('%s')\"/></p></xsl:template>"),
                                     file);
    const char *shown = transformed(sheet);
    folder_remove(beside);
    ck_assert_ptr_null(strstr(shown, "Secret"));
    ck_assert_ptr_nonnull(strstr(shown, "words.xml"));
}
END_TEST

START_TEST(a_stylesheet_may_read_its_own_theme)
{
    put("own/words.xml", "<words>Contents</words>");
    ck_assert_str_eq(transformed(SHEET("<xsl:template match='/'><p><xsl:value-of "
                                       "select=\"document('words.xml')\"/></p></xsl:template>")),
                     "<!DOCTYPE html>\n<p>Contents</p>\n");
}
END_TEST

START_TEST(generated_ids_hold_no_addresses)
{
    ck_assert_str_eq(
        transformed(SHEET("<xsl:template match='/'><p><xsl:for-each select='//c:page | //c:page'>"
                          "<i id='{generate-id()}'/></xsl:for-each><xsl:value-of "
                          "select='generate-id(//c:page)'/><xsl:value-of "
                          "select='generate-id(//none)'/></p></xsl:template>")),
        "<!DOCTYPE html>\n<p><i id=\"id1\"></i><i id=\"id2\"></i>id1</p>\n");
}
END_TEST

START_TEST(clocks_and_random_numbers_are_not_to_be_had)
{
    ck_assert_str_eq(
        transformed(SHEET(
            "<xsl:template match='/'><p xmlns:d='http://exslt.org/dates-and-times' "
            "xmlns:r='http://exslt.org/random' xmlns:e='http://exslt.org/common'>"
            "<xsl:value-of select=\"function-available('d:date-time')\"/>"
            "<xsl:value-of select=\"function-available('r:random-sequence')\"/>"
            "<xsl:value-of select=\"function-available('e:node-set')\"/></p></xsl:template>")),
        "<!DOCTYPE html>\n<p>falsefalsetrue</p>\n");
}
END_TEST

START_TEST(a_theme_lists_the_files_it_was_made_from)
{
    struct theme *theme;
    put("own/part.xsl", SHEET(""));
    put("own/base.xsl", SHEET(""));
    put("own/page.xsl", SHEET("<xsl:import href='base.xsl'/><xsl:import href='part.xsl'/>"
                              "<xsl:include href='part.xsl'/>"));
    put("own/words/cy.xml", "<words/>");
    put("own/theme.yaml", "html: page.xsl\nwords: words\n");
    ck_assert_int_eq(theme_load(arena, folder, a_site("Test", false), &theme), 0);
    size_t count;
    const char *const *files = theme_files(theme, &count);
    const char *names[] = {"base.xsl", "page.xsl", "part.xsl", "theme.yaml", "cy.xml"};
    ck_assert_uint_eq(count, COUNT_OF(names));
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(path_name(files[i]), names[i]);
}
END_TEST

/* ---- theme.yaml ---------------------------------------------------------------------------- */

static const struct {
    const char *yaml, *message;
} faulty[] = {
    {"htm: page.xsl\n", "theme.yaml:1:1: error: unknown key \"htm\"; did you mean \"html\"?"},
    {"html: none.xsl\n", "theme.yaml:1:7: error: the theme's file"},
    {"html: none.xsl\n", "./dev site"},
    {"stylesheet: none.css\n", "none.css\" is missing"},
    {"assets:\n  - file: none.js\n", "theme.yaml:2:11: error:"},
    {"assets: none\n", "expected a list"},
    {"fonts:\n  - folder: x\n", "expected a map with `family`"},
    {"html: [\n", "theme.yaml:"},
    {"just text\n", "expected a map of keys"},
    {"diagrams: dark\n", "theme.yaml:1:11: error: expected a map of colours"},
    {"diagrams: {txt: '#000000'}\n", "theme.yaml:1:12: error: expected text, solid"},
    {"diagrams: {text: red}\n", "theme.yaml:1:18: error: expected a colour such as"},
    {"diagrams: {text: '#777777'}\n", "the colour `text`, #777777, has a contrast of 4.5 with"},
    {"diagrams: {grid: '#959595'}\n", "the colour `grid`, #959595, has a contrast of 3.0 with"},
    {"diagrams: {ground: '#cccccc', grid: '#767676'}\n", "with the ground #cccccc, and needs 3"},
};

START_TEST(a_fault_in_theme_yaml_has_its_place)
{
    struct theme *theme;
    const char *messages;
    put("own/theme.yaml", faulty[_i].yaml);
    ck_assert_int_eq(load(a_site("Test", false), &theme, &messages), -1);
    ck_assert_msg(strstr(messages, faulty[_i].message) != NULL, "got: %s", messages);
}
END_TEST

START_TEST(colours_of_drawings_that_contrast_enough_are_taken)
{
    put("own/theme.yaml", "diagrams: {text: '#767676', solid: '#767676', accent: '#767676', "
                          "grid: '#949494'}\n");
    load_well(a_site("Test", false));
}
END_TEST

START_TEST(a_missing_theme_says_how_to_name_one)
{
    struct theme *theme;
    const char *messages;
    ck_assert_int_eq(load(a_site("Test", false), &theme, &messages), -1);
    ck_assert_ptr_nonnull(strstr(messages, "there is no theme in"));
}
END_TEST

START_TEST(the_neutral_theme_is_the_default_without_an_nhs_organisation)
{
    struct site *site = a_site("Test Council", false);
    site->theme = NULL;
    put("plain/theme.yaml", "assets:\n  - file: mark\n");
    put("plain/mark", "");
    put("nhs/theme.yaml", "brand: nhs\n");
    size_t count;
    theme_assets(load_well(site), &count);
    ck_assert_uint_eq(count, 1);
    site->organisation.nhs = true;
    theme_assets(load_well(site), &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(own_fonts_come_with_a_style_sheet)
{
    put("own/theme.yaml", "fonts:\n  - family: Own Sans\n    faces:\n      - file: own.woff2\n"
                          "        weight: 600\n");
    put("own/own.woff2", "");
    size_t count;
    const struct theme_asset *assets = theme_assets(load_well(a_site("Test", false)), &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(assets[0].href, "assets/fonts/own.woff2");
    ck_assert_str_eq(assets[1].href, "assets/fonts.css");
    ck_assert_ptr_nonnull(strstr(assets[1].text.s, "font-weight: 600"));
    ck_assert_ptr_nonnull(strstr(assets[1].text.s, "url(\"fonts/own.woff2\") format(\"woff2\")"));
    ck_assert_ptr_nonnull(strstr(assets[1].text.s, "--concordat-fonts: \"Own Sans\""));
}
END_TEST

/* ---- The NHS theme's pages
 * ------------------------------------------------------------------------- */

/* tests/cases/html: each tree and the page drawn from it. CONCORDAT_UPDATE_CASES=1
 * writes the pages anew, to be read before they are committed. */
START_TEST(trees_are_drawn_as_the_cases_show)
{
    struct path_list cases;
    put("own/theme.yaml", "html: " THEMES_FOLDER "/nhs/html/page.xsl\nstylesheet: nhs.css\n");
    put("own/nhs.css", "");
    ck_assert_int_eq(folder_list(arena, CASES_FOLDER, &cases), 0);
    struct theme *theme = load_well(a_site("Test", false));
    size_t seen = 0;
    for (size_t i = 0; i < cases.count; i++) {
        if (strcmp(path_extension(cases.paths[i]), ".xml") != 0)
            continue;
        const char *path = path_join(arena, CASES_FOLDER, cases.paths[i]);
        const char *page = arena_printf(arena, "%.*s.html", (int)strlen(path) - 4, path);
        xmlDoc *doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
        xmlDoc *result = theme_transform(theme, THEME_HTML, doc);
        ck_assert_msg(result != NULL, "%s", path);
        const char *html = serialized(result);
        xmlFreeDoc(doc);
        if (getenv("CONCORDAT_UPDATE_CASES") != NULL)
            ck_assert_int_eq(file_write(page, html, strlen(html)), 0);
        struct str expected;
        ck_assert_int_eq(file_read(arena, page, 1000000, &expected), 0);
        ck_assert_msg(strcmp(html, expected.s) == 0, "%s is drawn otherwise:\n%s", path, html);
        seen++;
    }
    ck_assert_uint_gt(seen, 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("theme");
    TCase *tests = tcase_create("theme");
    tcase_set_timeout(tests, 60); /* a loaded machine is no failure */
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, theme_setup, theme_teardown);
    tcase_add_loop_test(tests, html_is_written_as_html, 0, COUNT_OF(pages));
    tcase_add_test(tests, text_kept_from_escaping_stays_as_it_is);
    tcase_add_loop_test(tests, a_broken_stylesheet_is_refused_with_its_line, 0, COUNT_OF(broken));
    tcase_add_loop_test(tests, a_failing_stylesheet_says_what_and_for_which_page, 0,
                        COUNT_OF(failing));
    tcase_add_test(tests, a_stylesheet_may_read_its_own_theme);
    tcase_add_test(tests, a_stylesheet_may_not_read_beside_the_themes);
    tcase_add_test(tests, generated_ids_hold_no_addresses);
    tcase_add_test(tests, clocks_and_random_numbers_are_not_to_be_had);
    tcase_add_test(tests, a_theme_lists_the_files_it_was_made_from);
    tcase_add_loop_test(tests, a_fault_in_theme_yaml_has_its_place, 0, COUNT_OF(faulty));
    tcase_add_test(tests, colours_of_drawings_that_contrast_enough_are_taken);
    tcase_add_test(tests, a_missing_theme_says_how_to_name_one);
    tcase_add_test(tests, the_neutral_theme_is_the_default_without_an_nhs_organisation);
    tcase_add_test(tests, own_fonts_come_with_a_style_sheet);
    tcase_add_test(tests, trees_are_drawn_as_the_cases_show);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
