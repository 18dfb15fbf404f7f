/*
 * Numbers of paragraphs and questions, so that an answer to a consultation can say what
 * it is about. They count through a publication as captions do; each has an id.
 */
#include "internal.h"

#include <string.h>

#define KEY "numbered-paragraphs"

/* The page's own word counts, then that of its publication's first page, then the site's
 * wish for consultations. Easy read has short pages and no numbers. */
static bool wants_numbers(const struct site *site, const struct document *document,
                          const struct document *index)
{
    const struct front_matter *own = document->front_matter, *first = index->front_matter;
    if (strcmp(own->kind, "easy-read") == 0)
        return false;
    if (yml_get(own->extra, KEY) != NULL)
        return own->numbered_paragraphs;
    if (yml_get(first->extra, KEY) != NULL)
        return first->numbered_paragraphs;
    return site->numbered_paragraphs && strcmp(document->status, "consultation") == 0;
}

/* A link to the next step stands in a paragraph of its own, which says nothing. */
static bool is_action_link(xmlNode *paragraph)
{
    xmlNode *first = first_element(paragraph);
    if (first == NULL || next_element(first) != NULL)
        return false;
    xmlChar *class = xmlGetNoNsProp(first, BAD_CAST "class");
    bool is_link = class != NULL && strstr((char *)class, "action-link") != NULL;
    xmlFree(class);
    return is_link;
}

/* Running text: not what stands in a list, a quotation or a box. */
static bool is_running_text(xmlNode *node)
{
    return is_element(node, COMMONMARK, "paragraph") &&
           (is_element(node->parent, OURS, "body") || is_element(node->parent, OURS, "section")) &&
           !is_action_link(node);
}

static bool is_question(struct arena *arena, const xmlNode *node)
{
    return is_element(node, OURS, "container") &&
           strcmp(attribute_of(arena, node, "name"), "question") == 0;
}

static xmlHashTable *ids_of(struct arena *arena, xmlNode *page)
{
    xmlHashTable *ids = xmlHashCreate(64);
    if (ids == NULL)
        die_no_memory(64);
    for (xmlNode *node = page->children; node != NULL; node = document_next(page, node)) {
        const char *id = node->type == XML_ELEMENT_NODE ? attribute_of(arena, node, "id") : NULL;
        if (id != NULL)
            xmlHashAddEntry(ids, BAD_CAST id, page);
    }
    return ids;
}

/* "paragraph-12", unless the author gave an id; with "-2" if that one is taken. */
static void give_id(struct arena *arena, xmlHashTable *ids, xmlNode *node, const char *kind)
{
    if (xmlHasProp(node, BAD_CAST "id") != NULL)
        return;
    const char *number = attribute_of(arena, node, "number");
    const char *base = arena_printf(arena, "%s-%s", kind, number), *id = base;
    for (unsigned k = 2; xmlHashLookup(ids, BAD_CAST id) != NULL; k++)
        id = arena_printf(arena, "%s-%u", base, k);
    xmlHashAddEntry(ids, BAD_CAST id, node);
    set_attribute(node, "id", id);
}

void number_paragraphs(struct arena *arena, const struct site *site,
                       const struct document *document, const struct document *index,
                       const char *prefix, struct caption_counts *counts)
{
    xmlNode *page = xmlDocGetRootElement(document->xml);
    const char *lang = attribute_of(arena, page, "lang");
    const char *paragraph = label_word(lang, LABEL_PARAGRAPH);
    const char *question = label_word(lang, LABEL_QUESTION);
    bool numbers = wants_numbers(site, document, index);
    xmlHashTable *ids = ids_of(arena, page);
    for (xmlNode *node = page->children; node != NULL; node = document_next(page, node)) {
        if (numbers && is_running_text(node)) {
            number_one(arena, node, paragraph, prefix, ++counts->paragraphs);
            give_id(arena, ids, node, "paragraph");
        } else if (is_question(arena, node)) {
            number_one(arena, node, question, prefix, ++counts->questions);
            give_id(arena, ids, node, "question");
        }
    }
    xmlHashFree(ids, NULL);
}
