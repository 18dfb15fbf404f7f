/*
 * Lists of phrases that stand in YAML, so that a list of thousands costs nothing when a
 * rule's file runs for a page, and people who know words but no Lua can edit it.
 */
#include "check/internal.h"

#include <string.h>

enum { MOST_ROWS = 20000 };

struct reading {
    struct phrase_book *book;
    struct spelling *spelling;
    struct phrase_file *file;
    const struct source *source;
    struct findings *faults;
    VEC(const struct yml *) rows;
};

static void fault(struct reading *reading, const struct yml *value, enum message message,
                  const char *key)
{
    report(reading->faults, reading->source, value->span, message, key);
}

/* ---- One row ----------------------------------------------------------------------- */

static bool read_flag(struct reading *reading, const struct yml *row, const char *key)
{
    const struct yml *value = yml_get(row, key);
    if (value == NULL)
        return false;
    if (value->kind != YML_SCALAR ||
        (!str_is(value->text, "true") && !str_is(value->text, "false")))
        fault(reading, value, MSG_PHRASES_FLAG, key);
    return value->kind == YML_SCALAR && str_is(value->text, "true");
}

/* A text or a list of texts, each handed to `take`. */
typedef bool take_text(struct reading *reading, struct phrase_row *row, struct str text, int how);

static void read_texts(struct reading *reading, const struct yml *value, const char *key,
                       struct phrase_row *row, take_text *take, int how)
{
    const struct yml *items = value->kind == YML_LIST ? value->items : value;
    size_t count = value->kind == YML_LIST ? value->count : 1;
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != YML_SCALAR)
            fault(reading, &items[i], MSG_PHRASES_TEXT, key);
        else if (!take(reading, row, items[i].text, how))
            fault(reading, &items[i], MSG_PHRASES_WORDS, key);
    }
}

static bool take_form(struct reading *reading, struct phrase_row *row, struct str text, int how)
{
    return phrase_book_inflect(reading->book, row, text, (enum phrase_forms)how, reading->spelling);
}

static bool take_context(struct reading *reading, struct phrase_row *row, struct str text, int how)
{
    return phrase_book_unless(reading->book, row, (enum phrase_side)how, text);
}

/* unless: { before: […], after: […] } */
static void read_unless(struct reading *reading, const struct yml *unless, struct phrase_row *row)
{
    if (unless->kind != YML_MAP) {
        fault(reading, unless, MSG_PHRASES_UNLESS, "unless");
        return;
    }
    for (size_t i = 0; i < unless->count; i++) {
        const struct yml_pair *pair = &unless->pairs[i];
        bool before = str_is(pair->key, "before");
        if (before || str_is(pair->key, "after"))
            read_texts(reading, &pair->value, before ? "before" : "after", row, take_context,
                       before ? PHRASE_BEFORE : PHRASE_AFTER);
        else
            report(reading->faults, reading->source, pair->key_span, MSG_PHRASES_UNLESS, "unless");
    }
}

/* A field may have any name, but not one that looks like a slip of a known one. */
static void check_names(struct reading *reading, const struct yml *row)
{
    static const char *const known[] = {"phrase", "verb", "noun", "forms", "unless", "off"};
    for (size_t i = 0; i < row->count; i++) {
        struct str key = row->pairs[i].key;
        const char *nearest = nearest_word(key, known, COUNT_OF(known));
        if (nearest != NULL && !str_is(key, nearest))
            report(reading->faults, reading->source, row->pairs[i].key_span, MSG_PHRASES_KEY,
                   (int)key.n, key.s, nearest);
    }
}

static void read_map(struct reading *reading, const struct yml *map, struct phrase_row *row)
{
    const struct yml *phrase = yml_get(map, "phrase"), *forms = yml_get(map, "forms");
    const struct yml *unless = yml_get(map, "unless");
    check_names(reading, map);
    bool verb = read_flag(reading, map, "verb"), noun = read_flag(reading, map, "noun");
    if (read_flag(reading, map, "off"))
        row->entry = 0;
    if (unless != NULL)
        read_unless(reading, unless, row);
    if (phrase == NULL)
        fault(reading, map, MSG_PHRASES_NONE, "phrase");
    else
        read_texts(reading, phrase, "phrase", row, take_form,
                   verb   ? PHRASE_VERB
                   : noun ? PHRASE_NOUN
                          : PHRASE_AS_IS);
    if (forms != NULL)
        read_texts(reading, forms, "forms", row, take_form, PHRASE_AS_IS);
}

static void read_row(struct reading *reading, const struct yml *value)
{
    *vec_push(&reading->rows) = value;
    struct phrase_row row = {reading->file->list, (uint32_t)reading->rows.count, 0};
    if (value->kind == YML_MAP)
        read_map(reading, value, &row);
    else
        read_texts(reading, value, "a row", &row, take_form, PHRASE_AS_IS);
}

/* ---- The file ---------------------------------------------------------------------- */

static void read_rows(struct reading *reading, const struct yml *list)
{
    if (list->kind != YML_LIST || list->count > MOST_ROWS) {
        fault(reading, list, MSG_PHRASES_LIST, path_name(reading->source->path));
        return;
    }
    for (size_t i = 0; i < list->count; i++)
        read_row(reading, &list->items[i]);
}

struct phrase_file *phrase_file_read(struct arena *arena, struct phrase_book *book,
                                     struct spelling *spelling, const char *const folders[2],
                                     const char *name, bool *missing)
{
    struct phrase_file *file = ARENA_NEW(arena, struct phrase_file);
    struct reading reading = {book, spelling, file, NULL, findings_new(arena), {0}};
    file->name = arena_strdup(arena, name);
    file->list = phrase_book_list(book);
    *missing = true;
    bool read = true;
    for (size_t i = 0; i < 2; i++) {
        const char *path = folders[i] != NULL ? path_join(arena, folders[i], name) : NULL;
        if (path == NULL || !file_exists(path))
            continue;
        *missing = false;
        const struct yml *list = data_file_parse(arena, path, reading.faults, &reading.source);
        if (list != NULL)
            read_rows(&reading, list);
        read = read && reading.source != NULL;
    }
    file->count = reading.rows.count;
    file->rows = ARENA_ARRAY(arena, file->count, const struct yml *);
    if (file->count > 0)
        memcpy(file->rows, reading.rows.items, file->count * sizeof *file->rows);
    vec_release(&reading.rows);
    return fail_findings(reading.faults) == 0 && read && !*missing ? file : NULL;
}
