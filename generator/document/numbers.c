/* Ids and numbers of what a page holds, once its tree stands. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* A section's id comes from the author ({#id} on its heading) or from its text. */
static void name_section(struct builder *builder, xmlNode *section)
{
    if (xmlHasProp(section, BAD_CAST "id") == NULL)
        set_attribute(section, "id",
                      id_make(builder, reading_text(builder->arena, first_element(section))));
}

/* Numbers the sections of one parent: "2.1" under "2". Sections of level 1 have no
 * number and pass counting on. */
static void number_sections(struct builder *builder, xmlNode *parent, const char *prefix,
                            unsigned *count)
{
    for (xmlNode *node = first_element(parent); node != NULL; node = next_element(node)) {
        if (!is_element(node, OURS, "section"))
            continue;
        name_section(builder, node);
        const char *level = attribute_of(builder->arena, node, "level");
        if (strcmp(level, "1") == 0) {
            number_sections(builder, node, prefix, count);
            continue;
        }
        const char *number = arena_printf(builder->arena, "%s%u", prefix, ++*count);
        set_attribute(node, "number", number);
        unsigned below = 0;
        number_sections(builder, node, arena_printf(builder->arena, "%s.", number), &below);
    }
}

/* ---- Notes ---------------------------------------------------------------------- */

/* A note and the ids of its references, in reading order. */
struct note_names {
    const char *id;
    struct buf references;
};

static void name_references(struct builder *builder, xmlNode *page, struct note_names *notes,
                            size_t count)
{
    for (xmlNode *node = page; node != NULL; node = document_next(page, node)) {
        if (!is_element(node, OURS, "note-ref"))
            continue;
        const char *number = attribute_of(builder->arena, node, "number");
        size_t index = (size_t)strtoul(number, NULL, 10);
        if (index == 0 || index > count)
            continue;
        struct note_names *note = &notes[index - 1];
        const char *id = id_make(builder, arena_printf(builder->arena, "%s-reference", note->id));
        buf_printf(&note->references, "%s%s", note->references.n > 0 ? " " : "", id);
        set_attribute(node, "id", id);
        set_attribute(node, "note", note->id);
    }
}

static void name_notes(struct builder *builder, xmlNode *page)
{
    size_t count = builder->notes != NULL ? xmlChildElementCount(builder->notes) : 0;
    if (count == 0)
        return;
    struct note_names *notes = ARENA_ARRAY(builder->arena, count, struct note_names);
    for (size_t i = 0; i < count; i++)
        notes[i].id = id_make(builder, arena_printf(builder->arena, "note-%zu", i + 1));
    name_references(builder, page, notes, count);
    size_t index = 0;
    for (xmlNode *note = first_element(builder->notes); note != NULL; note = next_element(note)) {
        struct note_names *names = &notes[index++];
        set_attribute(note, "id", names->id);
        set_number(note, "number", index);
        set_attribute(note, "references", names->references.n > 0 ? names->references.s : "");
        buf_release(&names->references);
    }
}

/* ---- Figures and tables ------------------------------------------------------------ */

void number_one(struct arena *arena, xmlNode *node, const char *word, const char *prefix,
                unsigned count)
{
    const char *number = arena_printf(arena, "%s%u", prefix, count);
    set_attribute(node, "number", number);
    set_attribute(node, "label", arena_printf(arena, "%s %s", word, number));
}

static bool has_caption(xmlNode *node)
{
    for (xmlNode *child = first_element(node); child != NULL; child = next_element(child))
        if (is_element(child, OURS, "caption"))
            return true;
    return false;
}

void number_captions(struct arena *arena, xmlNode *page, const char *prefix,
                     struct caption_counts *counts)
{
    const char *lang = attribute_of(arena, page, "lang");
    for (xmlNode *node = page; node != NULL; node = document_next(page, node)) {
        if (is_element(node, OURS, "figure") && has_caption(node))
            number_one(arena, node, label_word(lang, LABEL_FIGURE), prefix, ++counts->figures);
        else if (is_element(node, COMMONMARK, "table") && has_caption(node))
            number_one(arena, node, label_word(lang, LABEL_TABLE), prefix, ++counts->tables);
    }
}

void number_page(struct builder *builder, xmlNode *page)
{
    struct caption_counts counts = {0};
    number_captions(builder->arena, page, "", &counts);
    xmlNode *body = first_element(page);
    while (body != NULL && !is_element(body, OURS, "body"))
        body = next_element(body);
    unsigned count = 0;
    name_notes(builder, page);
    number_sections(builder, body, "", &count);
}
