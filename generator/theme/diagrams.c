/*
 * The colours of drawings: `diagrams` in theme.yaml. They must be told apart by those
 * who see little: WCAG 2.2 asks for 4.5 : 1 of text (1.4.3) and 3 : 1 of graphics
 * (1.4.11).
 */
#include "internal.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_CONTRAST 4.5
#define GRAPHICS_CONTRAST 3.0

/* In the order of struct diagram_style; the default is without colour. */
enum { TEXT, SOLID, ACCENT, GROUND, GRID, COLOURS };
static const struct {
    const char *key, *initial;
    double least; /* contrast with the ground */
} colours[COLOURS] = {
    [TEXT] = {"text", "#000000", TEXT_CONTRAST},     [SOLID] = {"solid", "#000000", TEXT_CONTRAST},
    [ACCENT] = {"accent", "#4a4a4a", TEXT_CONTRAST}, [GROUND] = {"ground", "#ffffff", 0},
    [GRID] = {"grid", "#767676", GRAPHICS_CONTRAST},
};

static bool is_colour(struct str text)
{
    if (text.n != 7 || text.s[0] != '#')
        return false;
    for (size_t i = 1; i < text.n; i++)
        if (!isxdigit((unsigned char)text.s[i]))
            return false;
    return true;
}

/* Relative luminance (WCAG 2.2). */
static double luminance(const char *colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    unsigned long number = strtoul(colour + 1, NULL, 16);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(number >> (16 - 8 * i) & 0xFF) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(const char *a, const char *b)
{
    double first = luminance(a), second = luminance(b);
    return (fmax(first, second) + 0.05) / (fmin(first, second) + 0.05);
}

static int find_colour(struct str key)
{
    for (int i = 0; i < COLOURS; i++)
        if (str_is(key, colours[i].key))
            return i;
    return -1;
}

static int read_colours(struct theme *theme, const struct yml *map, const char *values[COLOURS])
{
    if (map->kind != YML_MAP)
        return theme_fail(theme, map->span, MSG_THEME_VALUE, "a map of colours");
    for (size_t i = 0; i < map->count; i++) {
        int colour = find_colour(map->pairs[i].key);
        const struct yml *value = &map->pairs[i].value;
        if (colour < 0)
            return theme_fail(theme, map->pairs[i].key_span, MSG_THEME_VALUE,
                              "text, solid, accent, ground or grid");
        if (!is_colour(value->text))
            return theme_fail(theme, value->span, MSG_THEME_VALUE, "a colour such as \"#005eb8\"");
        values[colour] = arena_strndup(theme->arena, value->text.s, value->text.n);
    }
    return 0;
}

/* Families and folders of the theme's fonts for print. */
static void list_fonts(struct theme *theme)
{
    const char **families = ARENA_ARRAY(theme->arena, theme->fonts.count, const char *);
    for (size_t i = 0; i < theme->fonts.count; i++)
        families[i] = theme->fonts.items[i].family;
    theme->diagrams.families = families;
    theme->diagrams.family_count = theme->fonts.count;
}

int diagrams_read(struct theme *theme, const struct yml *yaml)
{
    const char *values[COLOURS];
    const struct yml *map = yml_get(yaml, "diagrams");
    for (int i = 0; i < COLOURS; i++)
        values[i] = colours[i].initial;
    list_fonts(theme);
    if (map != NULL && read_colours(theme, map, values) < 0)
        return -1;
    for (int i = 0; i < COLOURS; i++) {
        double got = contrast(values[i], values[GROUND]);
        if (got + 1e-9 < colours[i].least)
            return theme_fail(theme, map->span, MSG_THEME_CONTRAST, colours[i].key, values[i], got,
                              values[GROUND], colours[i].least);
    }
    theme->diagrams.text = values[TEXT];
    theme->diagrams.solid = values[SOLID];
    theme->diagrams.accent = values[ACCENT];
    theme->diagrams.ground = values[GROUND];
    theme->diagrams.grid = values[GRID];
    return 0;
}

void diagrams_add(const struct theme *theme, xmlDoc *document)
{
    struct arena *arena = arena_new();
    const char **folders = ARENA_ARRAY(arena, theme->fonts.count, const char *);
    size_t count = 0;
    for (size_t i = 0; i < theme->fonts.count; i++)
        if (theme->fonts.items[i].folder != NULL)
            folders[count++] = theme->fonts.items[i].folder;
    diagrams_draw(document, &theme->diagrams, folders, count);
    arena_free(arena);
}
