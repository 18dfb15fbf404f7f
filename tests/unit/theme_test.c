#include "theme/theme.h"

#include <check.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static char *folder; /* of this test's own themes */

static void setup(void)
{
    char name[] = "/tmp/concordat-theme-XXXXXX";
    arena = arena_new();
    folder = arena_strdup(arena, mkdtemp(name));
}

static void teardown(void)
{
    folder_remove(folder);
    arena_free(arena);
}

/* ---- Helpers ----------------------------------------------------------------------- */

static void put(const char *name, const char *text)
{
    ck_assert_int_eq(file_write(path_join(arena, folder, name), text, strlen(text)), 0);
}

static struct site *a_site(const char *name, bool nhs)
{
    struct site *site = ARENA_NEW(arena, struct site);
    *site = *site_default(arena);
    site->source = source_new(arena, "site.yaml", STR("title: Test\norganisation:\n"));
    site->root = folder;
    site->theme = "own";
    site->organisation.name = name;
    site->organisation.nhs = nhs;
    site->organisation.span = (struct span){12, 24};
    return site;
}

static int saved_stderr = -1;

static void hush(void)
{
    fflush(stderr);
    saved_stderr = dup(2);
    int file = open(path_join(arena, folder, "stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    dup2(file, 2);
    close(file);
}

/* What was printed since hush(). */
static const char *heard(void)
{
    struct str text;
    fflush(stderr);
    dup2(saved_stderr, 2);
    close(saved_stderr);
    ck_assert_int_eq(file_read(arena, path_join(arena, folder, "stderr"), 100000, &text), 0);
    return text.s;
}

static int load(const struct site *site, struct theme **theme, const char **messages)
{
    hush();
    int result = theme_load(arena, folder, site, theme);
    *messages = heard();
    return result;
}

static struct theme *load_well(const struct site *site)
{
    struct theme *theme = NULL;
    const char *messages;
    if (load(site, &theme, &messages) != 0)
        ck_abort_msg("theme does not load: %s", messages);
    return theme;
}

#define SHEET(body)                                                                                \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "              \
    "xmlns:c='urn:concordat:document:1' xmlns:m='http://commonmark.org/xml/1.0'>" body             \
    "</xsl:stylesheet>"

static struct theme *theme_of(const char *sheet)
{
    put("own/theme.yaml", "html: page.xsl\n");
    put("own/page.xsl", sheet);
    return load_well(a_site("Test", false));
}

static xmlDoc *tree(const char *xml)
{
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, XML_PARSE_NONET);
    ck_assert_ptr_nonnull(doc);
    return doc;
}

#define PUBLICATION                                                                                \
    "<c:publication xmlns:c='urn:concordat:document:1'>"                                           \
    "<c:page path='a.md'/><c:page path='b.md'/></c:publication>"

static const char *serialized(xmlDoc *doc)
{
    struct buf bytes = BUF_INIT;
    theme_serialize_html(doc, &bytes);
    xmlFreeDoc(doc);
    return buf_to_arena(&bytes, arena);
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
    put("own/part.xsl", SHEET(""));
    put("own/base.xsl", SHEET(""));
    struct theme *theme = theme_of(SHEET("<xsl:import href='base.xsl'/><xsl:include "
                                         "href='part.xsl'/>"));
    size_t count;
    const char *const *files = theme_files(theme, &count);
    const char *names[] = {"base.xsl", "page.xsl", "part.xsl", "theme.yaml"};
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

/* ---- Brand guard ------------------------------------------------------------------------------
 */

#define LOZENGE "<path d='M200 0v80H0V0h200Zm-27.5 5.5'/>"

static const struct {
    const char *yaml, *logo;
    bool nhs;
    const char *message; /* NULL: allowed */
} brands[] = {
    {"brand: nhs\n", "own.svg", false, "only for an organisation entitled"},
    {"brand: nhs\n", "own.svg", true, NULL},
    {"fonts: []\n", "own.svg", false, NULL},
    {"fonts: []\n", "nhs.svg", false, "is the NHS logo"},
    {"fonts: []\n", "nhs.svg", true, NULL},
    {"fonts: []\n", "none.svg", true, "none.svg\" is missing"},
    {"fonts:\n  - family: Frutiger LT W01\n", NULL, false, "is licensed to NHS organisations"},
    {"fonts:\n  - family: frutiger\n", NULL, true, NULL},
};

START_TEST(logo_and_frutiger_need_a_declared_nhs_organisation)
{
    struct theme *theme;
    const char *messages;
    struct site *site = a_site("Test NHS Trust", brands[_i].nhs);
    site->organisation.logo = brands[_i].logo;
    put("own/theme.yaml", brands[_i].yaml);
    put("own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    put("nhs.svg", "<svg xmlns='http://www.w3.org/2000/svg'>" LOZENGE "</svg>");
    int result = load(site, &theme, &messages);
    ck_assert_msg(result == (brands[_i].message == NULL ? 0 : -1), "got: %s", messages);
    if (brands[_i].message != NULL)
        ck_assert_msg(strstr(messages, brands[_i].message) != NULL, "got: %s", messages);
}
END_TEST

static const struct {
    const char *name, *warning; /* NULL: none */
} names[] = {
    {"Anytown NHS Foundation Trust", NULL},
    {"NHS Somewhere Integrated Care Board", NULL},
    {"NHS Somewhere ICB", "acronym \"ICB\""},
    {"Anytown & District NHS Trust", "NHS names use \"and\""},
    {"Anytown Hospitals", "lacks \"NHS\""},
    {"NHS Trust of Anytown", "should end in \"NHS Trust\""},
};

START_TEST(a_name_against_the_naming_rules_is_a_warning)
{
    struct theme *theme;
    const char *messages;
    put("own/theme.yaml", "fonts:\n  - family: Arial\n");
    ck_assert_int_eq(load(a_site(names[_i].name, true), &theme, &messages), 0);
    if (names[_i].warning == NULL)
        ck_assert_str_eq(messages, "");
    else
        ck_assert_msg(strstr(messages, names[_i].warning) != NULL, "got: %s", messages);
}
END_TEST

START_TEST(a_stand_in_font_is_told_of_once)
{
    struct theme *theme;
    const char *messages;
    put("own/theme.yaml", "fonts:\n  - family: Liberation Sans\n");
    ck_assert_int_eq(load(a_site("Test NHS Trust", true), &theme, &messages), 0);
    ck_assert_ptr_nonnull(strstr(messages, "neither Frutiger nor Arial"));
    ck_assert_int_eq(load(a_site("Test Council", false), &theme, &messages), 0);
    ck_assert_str_eq(messages, "");
}
END_TEST

START_TEST(icons_with_the_logo_are_left_out_for_others)
{
    put("own/theme.yaml", "assets:\n  - file: icon\n    nhs: true\n  - file: icon\n    to: b\n");
    put("own/icon", "");
    size_t count;
    const struct theme_asset *assets = theme_assets(load_well(a_site("Test", false)), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(assets[0].href, "assets/b");
    theme_assets(load_well(a_site("Test NHS Trust", true)), &count);
    ck_assert_uint_eq(count, 2);
}
END_TEST

static const struct {
    bool nhs;
    const char *body, *message; /* NULL: allowed */
} logos[] = {
    {true, "<img src='{$logo}'/>", NULL},
    {true, "<img src='{$logo}'/><img src='../{$logo}'/>", "stands 2 times"},
    {true, "<img src='{$logo}'/>" LOZENGE, "stands 2 times"},
    {true, LOZENGE, NULL},
    {false, LOZENGE, "the NHS logo is drawn on this page"},
    {false, "<img src='{$logo}'/>", NULL},
};

START_TEST(a_page_shows_the_logo_once_and_only_if_it_may)
{
    struct site *site = a_site("Test NHS Trust", logos[_i].nhs);
    site->organisation.logo = "own.svg";
    put("own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    put("own/theme.yaml", "html: page.xsl\n");
    put("own/page.xsl", arena_printf(arena,
                                     SHEET("<xsl:param name='logo'/><xsl:template match='/'>"
                                           "<div>%s</div></xsl:template>"),
                                     logos[_i].body));
    struct theme *theme = load_well(site);
    xmlDoc *doc = tree(PUBLICATION);
    hush();
    xmlDoc *result = theme_transform(theme, THEME_HTML, doc);
    const char *messages = heard();
    ck_assert_int_eq(result != NULL, logos[_i].message == NULL);
    if (logos[_i].message != NULL)
        ck_assert_msg(strstr(messages, logos[_i].message) != NULL, "got: %s", messages);
    xmlFreeDoc(result);
    xmlFreeDoc(doc);
}
END_TEST

/* ---- Pictures
 * ------------------------------------------------------------------------------------ */

#define PICTOGRAM                                                                                  \
    "<svg xmlns='http://www.w3.org/2000/svg' width='48' height='48' viewBox='0 0 48 48'/>"

static struct findings *resolve(const char *markdown, struct document **document)
{
    struct findings *findings = findings_new(arena);
    put("own/theme.yaml", "pictures:\n  folders: [outline, filled]\n  data: data.json\n");
    put("own/outline/people/doctor.svg", PICTOGRAM);
    put("own/outline/places/hospital.svg", PICTOGRAM);
    put("own/filled/people/doctor.svg", PICTOGRAM);
    put("own/data.json", "[{\"id\": \"doctor\", \"tags\": [\"Physician\", \"GP\"]}]");
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
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, html_is_written_as_html, 0, COUNT_OF(pages));
    tcase_add_test(tests, text_kept_from_escaping_stays_as_it_is);
    tcase_add_loop_test(tests, a_broken_stylesheet_is_refused_with_its_line, 0, COUNT_OF(broken));
    tcase_add_loop_test(tests, a_failing_stylesheet_says_what_and_for_which_page, 0,
                        COUNT_OF(failing));
    tcase_add_test(tests, a_stylesheet_may_read_its_own_theme);
    tcase_add_test(tests, generated_ids_hold_no_addresses);
    tcase_add_test(tests, clocks_and_random_numbers_are_not_to_be_had);
    tcase_add_test(tests, a_theme_lists_the_files_it_was_made_from);
    tcase_add_loop_test(tests, a_fault_in_theme_yaml_has_its_place, 0, COUNT_OF(faulty));
    tcase_add_test(tests, a_missing_theme_says_how_to_name_one);
    tcase_add_test(tests, the_neutral_theme_is_the_default_without_an_nhs_organisation);
    tcase_add_test(tests, own_fonts_come_with_a_style_sheet);
    tcase_add_loop_test(tests, logo_and_frutiger_need_a_declared_nhs_organisation, 0,
                        COUNT_OF(brands));
    tcase_add_loop_test(tests, a_name_against_the_naming_rules_is_a_warning, 0, COUNT_OF(names));
    tcase_add_test(tests, a_stand_in_font_is_told_of_once);
    tcase_add_test(tests, icons_with_the_logo_are_left_out_for_others);
    tcase_add_loop_test(tests, a_page_shows_the_logo_once_and_only_if_it_may, 0, COUNT_OF(logos));
    tcase_add_test(tests, a_picture_is_found_by_name);
    tcase_add_loop_test(tests, an_unknown_picture_is_a_finding_with_a_suggestion, 0,
                        COUNT_OF(unknown));
    tcase_add_test(tests, trees_are_drawn_as_the_cases_show);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
