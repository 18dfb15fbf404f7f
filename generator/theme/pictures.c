/* picture:NAME, the theme's pictograms. */
#include "internal.h"

#include <string.h>
#include <strings.h>

enum { DATA_LIMIT = 8 * 1024 * 1024, SUGGESTIONS = 3 };

static int add_folder(struct theme *theme, const struct yml *name)
{
    const char *folder = theme_file(theme, name);
    struct path_list files;
    if (folder == NULL || folder_list(theme->arena, folder, &files) != 0)
        return -1;
    for (size_t i = 0; i < files.count; i++) {
        struct str path = str_of(files.paths[i]);
        if (!str_ends(path, ".svg"))
            continue;
        *vec_push(&theme->pictures) = (struct theme_picture){
            .name = arena_strndup(theme->arena, path.s, path.n - 4),
            .file = path_join(theme->arena, folder, files.paths[i]),
        };
    }
    return 0;
}

int pictures_read(struct theme *theme, const struct yml *yaml)
{
    const struct yml *pictures = yml_get(yaml, "pictures");
    if (pictures == NULL)
        return 0;
    const struct yml *folders = yml_get(pictures, "folders"), *data = yml_get(pictures, "data");
    if (folders == NULL || folders->kind != YML_LIST)
        return theme_fail(theme, pictures->span, MSG_THEME_VALUE, "a map with `folders`");
    for (size_t i = 0; i < folders->count; i++) {
        if (add_folder(theme, &folders->items[i]) != 0)
            return -1;
    }
    if (data != NULL && (theme->picture_data = theme_file(theme, data)) == NULL)
        return -1;
    return 0;
}

/* The last part of "people/family". */
static const char *stem(const struct theme_picture *picture)
{
    return path_name(picture->name);
}

/* By its last part, or by its whole name where two share one; the first wins. */
static const struct theme_picture *find_picture(const struct theme *theme, const char *name)
{
    bool whole = strchr(name, '/') != NULL;
    for (size_t i = 0; i < theme->pictures.count; i++) {
        const struct theme_picture *picture = &theme->pictures.items[i];
        if (strcmp(whole ? picture->name : stem(picture), name) == 0)
            return picture;
    }
    return NULL;
}

/* ---- Suggestions for an unknown name ----------------------------------------------- */

static bool has_tag(const struct yml *entry, const char *wanted)
{
    const struct yml *tags = yml_get(entry, "tags"), *title = yml_get(entry, "title");
    struct str word = str_of(wanted);
    if (title != NULL && title->text.n == word.n && strncasecmp(title->text.s, wanted, word.n) == 0)
        return true;
    for (size_t i = 0; tags != NULL && i < tags->count; i++) {
        struct str tag = tags->items[i].text;
        if (tag.n == word.n && strncasecmp(tag.s, wanted, word.n) == 0)
            return true;
    }
    return false;
}

/* Pictures whose tags hold the word: "doctor" for "physician". The data is JSON,
 * which is YAML, and is only read when somebody asked for what there is not. */
static size_t suggest_by_tag(const struct theme *theme, struct arena *arena, const char *wanted,
                             const char *names[SUGGESTIONS])
{
    struct str text;
    size_t count = 0;
    if (theme->picture_data == NULL ||
        file_read(arena, theme->picture_data, DATA_LIMIT, &text) != 0)
        return 0;
    const struct source *source = source_new(arena, theme->picture_data, text);
    struct span all = {0, (uint32_t)source->size};
    const struct yml *data = yml_parse(arena, source, all, findings_new(arena));
    for (size_t i = 0; data != NULL && data->kind == YML_LIST && i < data->count; i++) {
        const struct yml *id = yml_get(&data->items[i], "id");
        if (count < SUGGESTIONS && id != NULL && has_tag(&data->items[i], wanted))
            names[count++] = arena_strndup(arena, id->text.s, id->text.n);
    }
    return count;
}

static size_t suggest_by_spelling(const struct theme *theme, struct arena *arena,
                                  const char *wanted, const char *names[SUGGESTIONS])
{
    const char **known = ARENA_ARRAY(arena, theme->pictures.count, const char *);
    for (size_t i = 0; i < theme->pictures.count; i++)
        known[i] = stem(&theme->pictures.items[i]);
    const char *nearest = nearest_word(str_of(wanted), known, theme->pictures.count);
    if (nearest == NULL)
        return 0;
    names[0] = nearest;
    return 1;
}

static const char *suggest(const struct theme *theme, struct arena *arena, const char *wanted)
{
    const char *names[SUGGESTIONS];
    struct buf text = BUF_INIT;
    size_t count = suggest_by_tag(theme, arena, wanted, names);
    if (count == 0)
        count = suggest_by_spelling(theme, arena, wanted, names);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s\"%s\"", i == 0 ? "; did you mean " : " or ", names[i]);
    return count > 0 ? buf_to_arena(&text, arena) : "";
}

/* ---- Resolving ---------------------------------------------------------------------- */

struct resolution {
    const struct theme *theme;
    struct document *document;
    struct findings *findings;
    struct arena *arena; /* for this page only */
};

static void set(xmlNode *node, const char *name, const char *value)
{
    xmlSetProp(node, BAD_CAST name, BAD_CAST value);
}

static void set_size(struct resolution *resolution, xmlNode *image, const char *file)
{
    unsigned width, height;
    const char *why;
    if (!image_size(resolution->arena, file, &width, &height, &why))
        return;
    set(image, "width", arena_printf(resolution->arena, "%u", width));
    set(image, "height", arena_printf(resolution->arena, "%u", height));
}

static void resolve_image(struct resolution *resolution, xmlNode *image)
{
    struct document *document = resolution->document;
    xmlChar *name = xmlGetProp(image, BAD_CAST "name");
    if (name == NULL)
        return;
    const struct theme_picture *picture = find_picture(resolution->theme, (const char *)name);
    if (picture == NULL) {
        report(resolution->findings, document->source, document_span(image), MSG_PICTURE_UNKNOWN,
               (const char *)name,
               suggest(resolution->theme, resolution->arena, (const char *)name));
    } else {
        const char *href =
            arena_printf(resolution->arena, "%spictures/%s.svg", THEME_ASSETS, picture->name);
        set(image, "file", picture->file);
        set(image, "destination", path_relative(resolution->arena, document->href, href));
        set_size(resolution, image, picture->file);
    }
    xmlFree(name);
}

static void resolve_below(struct resolution *resolution, xmlNode *node)
{
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)node->name, "image") == 0)
            resolve_image(resolution, node);
        resolve_below(resolution, node->children);
    }
}

void theme_resolve_pictures(const struct theme *theme, struct document *document,
                            struct findings *findings)
{
    struct resolution resolution = {theme, document, findings, arena_new()};
    resolve_below(&resolution, document->xml->children);
    arena_free(resolution.arena);
}
