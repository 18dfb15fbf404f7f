/* The brand guard: logo, typeface and name of the NHS. */
#include "theme_fixture.h"

#include <check.h>
#include <string.h>

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
    {"Area A NHS Trust", NULL},
    {"UK Burns NHS Trust", NULL},
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

int main(void)
{
    Suite *suite = suite_create("brand");
    TCase *tests = tcase_create("brand");
    tcase_set_timeout(tests, 60); /* a loaded machine is no failure */
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, theme_setup, theme_teardown);
    tcase_add_loop_test(tests, logo_and_frutiger_need_a_declared_nhs_organisation, 0,
                        COUNT_OF(brands));
    tcase_add_loop_test(tests, a_name_against_the_naming_rules_is_a_warning, 0, COUNT_OF(names));
    tcase_add_test(tests, a_stand_in_font_is_told_of_once);
    tcase_add_test(tests, icons_with_the_logo_are_left_out_for_others);
    tcase_add_loop_test(tests, a_page_shows_the_logo_once_and_only_if_it_may, 0, COUNT_OF(logos));
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
