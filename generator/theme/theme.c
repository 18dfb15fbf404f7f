/*
 * theme.yaml and what it names. Its keys:
 *
 *   brand             nhs: the look is the NHS's, so that no other logo goes with it
 *   html              stylesheet for web pages
 *   print             stylesheet for publications in print (XSL-FO)
 *   easy-read-print   stylesheet for easy read in print (XSL-FO)
 *   stylesheet        CSS file of the web pages
 *   assets            files (`file`) and folders (`folder`) to publish, `to` where
 *                     below assets/; `nhs: true` for what shows the NHS identity
 *   fonts             families for print (`family`, `folder`) and, with `faces`
 *                     (`file`, `weight`, `style`), for the web
 *   pictures          folders of pictograms; `data`: JSON that describes them
 *   words             folder of the files of words that stylesheets read
 *   diagrams          colours of drawings, "#rrggbb": `text`, `solid` (filled boxes),
 *                     `accent` (lines, bars), `ground`, `grid`
 *
 * Paths are relative to theme.yaml's folder.
 */
#include "internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { YAML_LIMIT = 64 * 1024 };

static const char *const known_keys[] = {"brand",      "html",   "print", "easy-read-print",
                                         "stylesheet", "assets", "fonts", "pictures",
                                         "diagrams",   "words"};

const char *theme_file(struct theme *theme, const struct yml *name)
{
    if (name->kind != YML_SCALAR || name->text.n == 0) {
        theme_fail(theme, name->span, MSG_THEME_VALUE, "the name of a file");
        return NULL;
    }
    const char *relative = arena_strndup(theme->arena, name->text.s, name->text.n);
    const char *path = path_join(theme->arena, theme->folder, relative);
    if (!file_exists(path) && !folder_exists(path)) {
        theme_fail(theme, name->span, MSG_THEME_FILE_MISSING, path);
        return NULL;
    }
    return path;
}

static int check_keys(struct theme *theme, const struct yml *yaml)
{
    int result = 0;
    for (size_t i = 0; i < yaml->count; i++) {
        struct str key = yaml->pairs[i].key;
        bool known = false;
        for (size_t k = 0; k < COUNT_OF(known_keys); k++)
            known = known || str_is(key, known_keys[k]);
        if (known)
            continue;
        const char *nearest = nearest_word(key, known_keys, COUNT_OF(known_keys));
        result = theme_fail(theme, yaml->pairs[i].key_span, MSG_THEME_KEY, (int)key.n, key.s,
                            nearest != NULL ? nearest : "html");
    }
    return result;
}

/* The theme's folder: a name among `themes`, or a path from site.yaml. */
static const char *find_folder(struct arena *arena, const char *themes, const struct site *site)
{
    const char *name = site->theme;
    if (name == NULL)
        name = site->organisation.nhs ? "nhs" : "plain";
    return strchr(name, '/') != NULL ? path_join(arena, site->root, name)
                                     : path_join(arena, themes, name);
}

static void add_reach(struct theme *theme, const char *folder)
{
    char *real = realpath(folder, NULL);
    bool known = real == NULL;
    for (size_t i = 0; !known && i < theme->reach.count; i++)
        known = strcmp(theme->reach.items[i], real) == 0;
    if (!known)
        *vec_push(&theme->reach) = arena_strdup(theme->arena, real);
    free(real);
}

/* Stylesheets may read what stands beside their theme, and the themes whose stylesheets
 * they import: those stand in folders of theirs. */
static void set_reach(struct theme *theme)
{
    add_reach(theme, arena_printf(theme->arena, "%s/..", theme->folder));
    for (size_t i = 0; i < theme->files.count; i++)
        add_reach(theme, arena_printf(theme->arena, "%s/..",
                                      path_folder(theme->arena, theme->files.items[i])));
}

/* The files of words that stylesheets read while they run. */
static int note_words(struct theme *theme, const struct yml *yaml)
{
    const struct yml *name = yml_get(yaml, "words");
    struct path_list list;
    if (name == NULL)
        return 0;
    const char *folder = theme_file(theme, name);
    if (folder == NULL || folder_list(theme->arena, folder, &list) != 0)
        return -1;
    for (size_t i = 0; i < list.count; i++)
        *vec_push(&theme->files) = path_join(theme->arena, folder, list.paths[i]);
    return 0;
}

static int load_yaml(struct theme *theme, const struct yml **yaml)
{
    const char *path = path_join(theme->arena, theme->folder, "theme.yaml");
    struct str text;
    if (!file_exists(path)) {
        const struct site *site = theme->site;
        return fail(site->source != NULL ? site->source->path : NULL, 0, 0, MSG_THEME_NONE,
                    theme->folder);
    }
    if (file_read(theme->arena, path, YAML_LIMIT, &text) != 0)
        return -1;
    theme->source = source_new(theme->arena, path, text);
    struct findings *findings = findings_new(theme->arena);
    struct span all = {0, (uint32_t)theme->source->size};
    *yaml = yml_parse(theme->arena, theme->source, all, findings);
    if (*yaml != NULL && (*yaml)->kind == YML_MAP)
        return check_keys(theme, *yaml);
    if (findings->list.count == 0)
        return theme_fail(theme, all, MSG_THEME_VALUE, "a map of keys");
    return fail_findings(findings);
}

static int load_stylesheets(struct theme *theme, const struct yml *yaml)
{
    static const char *const keys[THEME_OUTPUTS] = {"html", "print", "easy-read-print"};
    for (int output = 0; output < THEME_OUTPUTS; output++) {
        const struct yml *name = yml_get(yaml, keys[output]);
        if (name == NULL)
            continue;
        const char *path = theme_file(theme, name);
        if (path == NULL || stylesheet_load(theme, (enum theme_output)output, path) != 0)
            return -1;
    }
    return 0;
}

static void release(void *handle)
{
    struct theme *theme = handle;
    for (size_t i = 0; i < THEME_OUTPUTS; i++)
        xsltFreeStylesheet(theme->stylesheets[i]);
    vec_release(&theme->assets);
    vec_release(&theme->fonts);
    vec_release(&theme->faces);
    vec_release(&theme->pictures);
    vec_release(&theme->files);
    vec_release(&theme->reach);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int theme_load(struct arena *arena, const char *themes, const struct site *site,
               struct theme **result)
{
    struct theme *theme = ARENA_NEW(arena, struct theme);
    const struct yml *yaml = NULL;
    theme->arena = arena;
    theme->site = site;
    theme->entitled = site->organisation.nhs && site->organisation.name != NULL;
    theme->folder = find_folder(arena, themes, site);
    theme->stylesheet_href = theme->fonts_href = theme->logo_href = theme->logo_file = "";
    arena_on_free(arena, release, theme);
    if (load_yaml(theme, &yaml) != 0)
        return -1;
    const struct yml *brand = yml_get(yaml, "brand");
    theme->nhs_brand = brand != NULL && str_is(brand->text, "nhs");
    if (assets_read(theme, yaml) != 0 || pictures_read(theme, yaml) != 0 ||
        diagrams_read(theme, yaml) != 0 || brand_check_site(theme) != 0 ||
        load_stylesheets(theme, yaml) != 0)
        return -1;
    set_reach(theme);
    if (note_words(theme, yaml) != 0)
        return -1;
    *vec_push(&theme->files) = theme->source->path;
    qsort(theme->files.items, theme->files.count, sizeof *theme->files.items, compare_paths);
    *result = theme;
    return 0;
}

const struct theme_asset *theme_assets(const struct theme *theme, size_t *count)
{
    *count = theme->assets.count;
    return theme->assets.items;
}

const struct theme_font *theme_fonts(const struct theme *theme, size_t *count)
{
    *count = theme->fonts.count;
    return theme->fonts.items;
}

const char *const *theme_files(const struct theme *theme, size_t *count)
{
    *count = theme->files.count;
    return theme->files.items;
}
