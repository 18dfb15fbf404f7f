/* What a theme publishes as it is: style sheets, scripts, pictures, fonts, logo. */
#include "internal.h"

#include <string.h>

static void add_file(struct theme *theme, const char *href, const char *file)
{
    *vec_push(&theme->assets) = (struct theme_asset){.href = href, .file = file};
}

static const char *asset_href(struct theme *theme, const char *name)
{
    return arena_printf(theme->arena, "%s%s", THEME_ASSETS, name);
}

static bool is_true(const struct yml *value)
{
    return value != NULL && str_is(value->text, "true");
}

static char *text_of(struct theme *theme, const struct yml *value, const char *otherwise)
{
    if (value == NULL || value->kind != YML_SCALAR)
        return arena_strdup(theme->arena, otherwise);
    return arena_strndup(theme->arena, value->text.s, value->text.n);
}

static int add_folder(struct theme *theme, const char *folder, const char *to)
{
    struct path_list files;
    if (folder_list(theme->arena, folder, &files) != 0)
        return -1;
    for (size_t i = 0; i < files.count; i++)
        add_file(theme, asset_href(theme, path_join(theme->arena, to, files.paths[i])),
                 path_join(theme->arena, folder, files.paths[i]));
    return 0;
}

static int read_asset(struct theme *theme, const struct yml *item)
{
    const struct yml *file = yml_get(item, "file"), *folder = yml_get(item, "folder");
    if (item->kind != YML_MAP || (file == NULL) == (folder == NULL))
        return theme_fail(theme, item->span, MSG_THEME_VALUE, "a map with `file` or `folder`");
    const char *path = theme_file(theme, file != NULL ? file : folder);
    if (path == NULL)
        return -1;
    /* Left out, not refused: a theme may carry what only some may show. */
    if (is_true(yml_get(item, "nhs")) && !theme->entitled)
        return 0;
    const struct yml *to = yml_get(item, "to");
    if (folder != NULL)
        return add_folder(theme, path, text_of(theme, to, "."));
    add_file(theme, asset_href(theme, text_of(theme, to, path_name(path))), path);
    return 0;
}

/* ---- Fonts --------------------------------------------------------------------- */

static int read_face(struct theme *theme, const char *family, const struct yml *item)
{
    const struct yml *name = yml_get(item, "file");
    if (item->kind != YML_MAP || name == NULL)
        return theme_fail(theme, item->span, MSG_THEME_VALUE, "a map with `file`");
    const char *file = theme_file(theme, name);
    if (file == NULL)
        return -1;
    const char *to = arena_printf(theme->arena, "fonts/%s", path_name(file));
    *vec_push(&theme->faces) =
        (struct theme_face){.family = family,
                            .file = file,
                            .href = to,
                            .weight = text_of(theme, yml_get(item, "weight"), "400"),
                            .style = text_of(theme, yml_get(item, "style"), "normal")};
    add_file(theme, asset_href(theme, to), file);
    return 0;
}

static int read_font(struct theme *theme, const struct yml *item)
{
    const struct yml *family = yml_get(item, "family"), *folder = yml_get(item, "folder"),
                     *faces = yml_get(item, "faces");
    if (item->kind != YML_MAP || family == NULL || family->kind != YML_SCALAR)
        return theme_fail(theme, item->span, MSG_THEME_VALUE, "a map with `family`");
    struct theme_font font = {.family = text_of(theme, family, "")};
    if (brand_is_frutiger(font.family) && !theme->entitled)
        return theme_fail(theme, family->span, MSG_BRAND_FRUTIGER, font.family);
    if (folder != NULL && (font.folder = theme_file(theme, folder)) == NULL)
        return -1;
    *vec_push(&theme->fonts) = font;
    for (size_t i = 0; faces != NULL && i < faces->count && faces->kind == YML_LIST; i++) {
        if (read_face(theme, font.family, &faces->items[i]) != 0)
            return -1;
    }
    return 0;
}

static const char *font_format(const char *file)
{
    const char *extension = path_extension(file);
    if (strcmp(extension, ".woff2") == 0)
        return "woff2";
    if (strcmp(extension, ".woff") == 0)
        return "woff";
    return strcmp(extension, ".otf") == 0 ? "opentype" : "truetype";
}

/* The style sheet that offers the organisation's own fonts to its pages. Names
 * are written as CSS strings. */
static void write_font_css(struct theme *theme)
{
    struct buf css = BUF_INIT;
    if (theme->faces.count == 0)
        return;
    for (size_t i = 0; i < theme->faces.count; i++) {
        const struct theme_face *face = &theme->faces.items[i];
        buf_printf(&css,
                   "@font-face {\n  font-family: \"%s\";\n  font-style: %s;\n  font-weight: %s;\n"
                   "  font-display: fallback;\n  src: url(\"%s\") format(\"%s\");\n}\n",
                   face->family, face->style, face->weight, face->href, font_format(face->file));
    }
    buf_printf(&css, ":root {\n  --concordat-fonts: \"%s\", arial, sans-serif;\n}\n",
               theme->faces.items[0].family);
    size_t size = css.n;
    const char *text = buf_to_arena(&css, theme->arena);
    theme->fonts_href = "fonts.css";
    *vec_push(&theme->assets) =
        (struct theme_asset){.href = asset_href(theme, "fonts.css"), .text = {text, size}};
}

/* ---- Logo ------------------------------------------------------------------------- */

static int add_logo(struct theme *theme)
{
    const struct site *site = theme->site;
    if (site->organisation.logo == NULL)
        return 0;
    const char *file = path_join(theme->arena, site->root, site->organisation.logo);
    if (!file_exists(file)) {
        struct place place = source_place(site->source, site->organisation.span.start);
        return fail(site->source->path, place.line, place.column, MSG_BRAND_LOGO_MISSING, file);
    }
    theme->logo_file = file;
    theme->logo_href = arena_printf(theme->arena, "%slogo%s", THEME_ASSETS, path_extension(file));
    add_file(theme, theme->logo_href, file);
    return 0;
}

static int each(struct theme *theme, const struct yml *list,
                int (*read)(struct theme *theme, const struct yml *item))
{
    if (list == NULL)
        return 0;
    if (list->kind != YML_LIST)
        return theme_fail(theme, list->span, MSG_THEME_VALUE, "a list");
    for (size_t i = 0; i < list->count; i++) {
        if (read(theme, &list->items[i]) != 0)
            return -1;
    }
    return 0;
}

int assets_read(struct theme *theme, const struct yml *yaml)
{
    const struct yml *stylesheet = yml_get(yaml, "stylesheet");
    if (stylesheet != NULL) {
        const char *file = theme_file(theme, stylesheet);
        if (file == NULL)
            return -1;
        theme->stylesheet_href = path_name(file);
        add_file(theme, asset_href(theme, path_name(file)), file);
    }
    if (each(theme, yml_get(yaml, "assets"), read_asset) != 0 ||
        each(theme, yml_get(yaml, "fonts"), read_font) != 0)
        return -1;
    write_font_css(theme);
    return add_logo(theme);
}
