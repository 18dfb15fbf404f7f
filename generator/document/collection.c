/* All pages of a run: publications, reading order, appendix letters, facts. */
#include "internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static xmlNode *root_of(const struct document *document)
{
    return xmlDocGetRootElement(document->xml);
}

/* ---- Publications ------------------------------------------------------------------- */

/* The first folder of a path, or "site". */
static struct str publication_of(const struct document *document)
{
    const char *slash = strchr(document->path, '/');
    if (slash == NULL)
        return str_of(SITE_PUBLICATION);
    return (struct str){document->path, (size_t)(slash - document->path)};
}

static bool is_index(const struct document *document)
{
    struct str id = publication_of(document);
    const char *below =
        strchr(document->path, '/') != NULL ? document->path + id.n + 1 : document->path;
    return strcmp(below, "index.md") == 0;
}

static bool is_appendix(const struct document *document)
{
    return strcmp(document->front_matter->kind, "appendix") == 0;
}

static int compare_str(struct str a, struct str b)
{
    int order = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static int place_in_order(const struct document *document)
{
    return document->front_matter->order > 0 ? document->front_matter->order : INT_MAX;
}

/* Publications apart, those at the root first; in each the index, pages, appendices. */
static int compare_documents(const void *left, const void *right)
{
    const struct document *a = *(struct document *const *)left;
    const struct document *b = *(struct document *const *)right;
    bool a_site = strchr(a->path, '/') == NULL, b_site = strchr(b->path, '/') == NULL;
    if (a_site != b_site)
        return a_site ? -1 : 1;
    int order = compare_str(publication_of(a), publication_of(b));
    if (order == 0)
        order = is_index(b) - is_index(a);
    if (order == 0)
        order = is_appendix(a) - is_appendix(b);
    if (order == 0)
        order = (place_in_order(a) > place_in_order(b)) - (place_in_order(a) < place_in_order(b));
    return order != 0 ? order : strcmp(a->path, b->path);
}

/* By the order of their index pages, then by id; the root's pages first. */
static int compare_publications(const void *left, const void *right)
{
    const struct publication *a = left, *b = right;
    bool a_site = strchr(a->index->path, '/') == NULL, b_site = strchr(b->index->path, '/') == NULL;
    if (a_site != b_site)
        return a_site ? -1 : 1;
    int first = place_in_order(a->index), second = place_in_order(b->index);
    return first != second ? (first > second) - (first < second) : strcmp(a->id, b->id);
}

static void letter_appendices(struct arena *arena, struct publication *publication)
{
    unsigned count = 0;
    for (size_t i = 0; i < publication->page_count; i++) {
        struct document *document = publication->pages[i];
        if (is_appendix(document))
            set_attribute(root_of(document), "appendix", letter_number(arena, ++count));
    }
}

/* Figures, tables, paragraphs and questions count through a publication. Appendices ("Figure A1")
 * and easy-read pages, which are leaflets of their own, count for themselves. */
static void number_publication(struct arena *arena, const struct site *site,
                               struct publication *publication)
{
    struct caption_counts counts = {0};
    bool loose = strcmp(publication->id, SITE_PUBLICATION) == 0;
    for (size_t i = 0; i < publication->page_count; i++) {
        struct document *document = publication->pages[i];
        struct caption_counts own = {0};
        const char *letter = attribute_of(arena, root_of(document), "appendix");
        bool apart = letter != NULL || strcmp(document->front_matter->kind, "easy-read") == 0;
        const char *prefix = letter != NULL ? letter : "";
        number_captions(arena, root_of(document), prefix, apart ? &own : &counts);
        number_paragraphs(arena, site, document, loose ? document : publication->index, prefix,
                          apart || loose ? &own : &counts);
    }
}

/* Ids of pages come from file names; two folders may hold the same one. */
static void make_ids_unique(struct arena *arena, struct publication *publication)
{
    xmlHashTable *ids = xmlHashCreate(32);
    if (ids == NULL)
        die_no_memory(32);
    for (size_t i = 0; i < publication->page_count; i++) {
        xmlNode *root = root_of(publication->pages[i]);
        const char *base = attribute_of(arena, root, "id"), *id = base;
        for (unsigned k = 2; xmlHashLookup(ids, BAD_CAST id) != NULL; k++)
            id = arena_printf(arena, "%s-%u", base, k);
        xmlHashAddEntry(ids, BAD_CAST id, root);
        set_attribute(root, "id", id);
    }
    xmlHashFree(ids, NULL);
}

/* The finding stands at the page that should be there. */
static void report_missing_index(struct arena *arena, const struct site *site,
                                 const struct publication *publication, struct findings *findings)
{
    bool top = strcmp(publication->id, SITE_PUBLICATION) == 0;
    const char *folder = path_join(arena, site->root, top ? "." : publication->id);
    const struct source *missing = source_new(arena, path_join(arena, folder, "index.md"), STR(""));
    report(findings, missing, (struct span){0, 0}, MSG_PUBLICATION_INDEX);
}

/* What the first page of a publication says for the others; those at the root of
 * content/ speak for themselves. */
static void follow_index(struct document *document, const struct publication *publication)
{
    document->first = false;
    if (strcmp(publication->id, SITE_PUBLICATION) == 0)
        return;
    if (yml_get(document->front_matter->extra, "status") == NULL)
        document->status = publication->index->status;
    sign_off_with_index(document, publication->index);
}

static void make_publication(struct collection *collection, struct arena *arena,
                             struct document **documents, size_t count, struct findings *findings)
{
    struct publication *publication = &collection->publications[collection->publication_count++];
    struct str id = publication_of(documents[0]);
    publication->id = arena_strndup(arena, id.s, id.n);
    publication->index = documents[0];
    publication->pages = documents;
    publication->page_count = count;
    if (!is_index(documents[0]) && collection->site->source != NULL)
        report_missing_index(arena, collection->site, publication, findings);
    for (size_t i = 1; i < count; i++)
        follow_index(documents[i], publication);
    if (strcmp(publication->id, SITE_PUBLICATION) == 0 && collection->site->source != NULL)
        for (size_t i = 0; i < count; i++)
            refuse_attachments(documents[i], findings);
    letter_appendices(arena, publication);
    number_publication(arena, collection->site, publication);
    make_ids_unique(arena, publication);
}

static void group(struct collection *collection, struct arena *arena, struct document **documents,
                  size_t count, struct findings *findings)
{
    collection->publications = ARENA_ARRAY(arena, count, struct publication);
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count &&
               str_equal(publication_of(documents[start]), publication_of(documents[end])) &&
               (strchr(documents[start]->path, '/') == NULL) ==
                   (strchr(documents[end]->path, '/') == NULL))
            end++;
        make_publication(collection, arena, documents + start, end - start, findings);
    }
    if (collection->publication_count > 1)
        qsort(collection->publications, collection->publication_count,
              sizeof *collection->publications, compare_publications);
}

/* ---- Facts ------------------------------------------------------------------------------ */

static struct target target_of(struct arena *arena, const xmlNode *node, const char *id)
{
    struct target target = {.id = id, .kind = "", .span = document_span(node)};
    if (is_element(node, OURS, "section")) {
        target.kind = "section";
        target.label = reading_text(arena, first_element((xmlNode *)(uintptr_t)node));
    } else if (is_element(node, OURS, "figure") || is_element(node, COMMONMARK, "table")) {
        target.kind = is_element(node, OURS, "figure") ? "figure" : "table";
        target.label = attribute_of(arena, node, "label");
    } else if (attribute_of(arena, node, "label") != NULL) {
        target.kind = is_element(node, OURS, "container") ? "question" : "paragraph";
        target.label = attribute_of(arena, node, "label");
    }
    return target;
}

static int compare_targets(const void *left, const void *right)
{
    return strcmp(((const struct target *)left)->id, ((const struct target *)right)->id);
}

static void collect_targets(struct arena *arena, const struct document *document,
                            struct page_facts *facts)
{
    VEC(struct target) targets = {0};
    xmlNode *root = root_of(document);
    for (xmlNode *node = root->children; node != NULL; node = document_next(root, node)) {
        const char *id = node->type == XML_ELEMENT_NODE ? attribute_of(arena, node, "id") : NULL;
        if (id != NULL)
            *vec_push(&targets) = target_of(arena, node, id);
    }
    struct target *kept = ARENA_ARRAY(arena, targets.count, struct target);
    if (targets.count > 0) {
        memcpy(kept, targets.items, targets.count * sizeof *kept);
        qsort(kept, targets.count, sizeof *kept, compare_targets);
    }
    facts->targets = kept;
    facts->target_count = targets.count;
    vec_release(&targets);
}

static struct page_facts facts_of(struct arena *arena, const struct document *document,
                                  const struct publication *publication)
{
    const xmlNode *root = root_of(document);
    struct page_facts facts = {.path = document->path,
                               .href = document->href,
                               .publication = publication->id,
                               .order = document->front_matter->order};
    facts.id = attribute_of(arena, root, "id");
    facts.title = attribute_of(arena, root, "title");
    facts.description = attribute_of(arena, root, "description");
    facts.kind = attribute_of(arena, root, "kind");
    facts.lang = attribute_of(arena, root, "lang");
    facts.appendix = attribute_of(arena, root, "appendix");
    collect_targets(arena, document, &facts);
    return facts;
}

static int compare_facts(const void *left, const void *right)
{
    return strcmp(((const struct page_facts *)left)->path,
                  ((const struct page_facts *)right)->path);
}

static void collect_facts(struct collection *collection, struct arena *arena, size_t count)
{
    struct page_facts *facts = ARENA_ARRAY(arena, count, struct page_facts);
    size_t at = 0;
    for (size_t i = 0; i < collection->publication_count; i++) {
        const struct publication *publication = &collection->publications[i];
        for (size_t k = 0; k < publication->page_count; k++)
            facts[at++] = facts_of(arena, publication->pages[k], publication);
    }
    if (at > 1)
        qsort(facts, at, sizeof *facts, compare_facts);
    collection->facts = facts;
    collection->fact_count = at;
}

const struct page_facts *collection_page(const struct collection *collection, const char *path)
{
    struct page_facts key = {.path = path};
    if (collection->fact_count == 0)
        return NULL;
    return bsearch(&key, collection->facts, collection->fact_count, sizeof key, compare_facts);
}

const struct target *page_target(const struct page_facts *facts, const char *id)
{
    struct target key = {.id = id};
    if (facts->target_count == 0)
        return NULL;
    return bsearch(&key, facts->targets, facts->target_count, sizeof key, compare_targets);
}

struct collection *collection_new(struct arena *arena, const struct site *site,
                                  struct document **documents, size_t count,
                                  struct findings *findings)
{
    struct collection *collection = ARENA_NEW(arena, struct collection);
    struct document **sorted = ARENA_ARRAY(arena, count, struct document *);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (documents[i] != NULL)
            sorted[kept++] = documents[i];
    if (kept > 1)
        qsort(sorted, kept, sizeof *sorted, compare_documents);
    collection->site = site;
    group(collection, arena, sorted, kept, findings);
    collect_facts(collection, arena, kept);
    navigation_check(arena, collection, findings);
    return collection;
}
