/* Sign-offs of a page: what its kind needs beside what its front matter gives. */
#include "internal.h"

#include <string.h>

static const struct sign_off *given_row(const struct front_matter *matter, const char *view)
{
    for (size_t i = 0; i < matter->sign_off_count; i++)
        if (sign_off_same(matter->sign_offs[i].view, view))
            return &matter->sign_offs[i];
    return NULL;
}

static bool is_needed(const struct sign_off_list *needed, const char *view)
{
    for (size_t i = 0; needed != NULL && i < needed->count; i++)
        if (sign_off_same(needed->views[i], view))
            return true;
    return false;
}

/* Letters that a slip changes; kinds that are words of their own differ in more. */
static size_t slips_in(const char *kind)
{
    size_t size = strlen(kind);
    return size > 8 ? 2 : size > 4 ? 1 : 0;
}

/* A slip in the name of a kind would ask for nothing at all. */
static void check_kind(struct builder *builder)
{
    const struct front_matter *matter = builder->document->front_matter;
    const struct yml *value = yml_get(matter->extra, "kind");
    for (size_t i = 0; value != NULL && i < builder->site->sign_off_count; i++) {
        const char *known = builder->site->sign_offs[i].kind;
        size_t distance = edit_distance(str_of(matter->kind), str_of(known));
        if (distance > 0 && distance <= slips_in(known) &&
            site_sign_offs(builder->site, matter->kind) == NULL) {
            report(builder->findings, builder->source, value->span, MSG_KIND_NEAR, matter->kind,
                   known);
            return;
        }
    }
}

/* An unknown name is one more sign-off, unless a needed one is meant: then it fills that
 * one's row, after a finding. `rows` begins with those needed. */
static bool is_slip(struct builder *builder, const struct sign_off_list *needed,
                    const struct sign_off *given, struct document_sign_off *rows)
{
    const char *near =
        needed != NULL ? nearest_word(str_of(given->view), needed->views, needed->count) : NULL;
    for (size_t i = 0; near != NULL && i < needed->count; i++) {
        if (needed->views[i] != near || rows[i].given != NULL)
            continue;
        struct sign_off *slip = ARENA_NEW(builder->arena, struct sign_off);
        *slip = *given;
        slip->faulty = true;
        rows[i].given = slip;
        report(builder->findings, builder->source, given->span, MSG_SIGN_OFF_NEAR, needed->kind,
               given->view, near);
        return true;
    }
    return false;
}

static void build_row(struct builder *builder, xmlNode *parent, const struct document_sign_off *row)
{
    static const char *const states[] = {"open", "signed", "not-applicable"};
    const struct sign_off *given = row->given;
    struct span none = {0, 0};
    xmlNode *node =
        element_new(builder, parent, OURS, "sign-off", given != NULL ? given->span : none);
    set_attribute(node, "view", row->view);
    set_attribute(node, "state", states[sign_off_state(given)]);
    if (given != NULL) {
        set_attribute(node, "name", given->name);
        set_attribute(node, "role", given->role);
        set_attribute(node, "date", given->date);
        set_attribute(node, "reason", given->reason);
    }
}

void build_sign_offs(struct builder *builder, xmlNode *page)
{
    struct document *document = builder->document;
    const struct front_matter *matter = document->front_matter;
    const struct sign_off_list *needed = site_sign_offs(builder->site, matter->kind);
    size_t most = matter->sign_off_count + (needed != NULL ? needed->count : 0);
    struct document_sign_off *rows = ARENA_ARRAY(builder->arena, most, struct document_sign_off);
    size_t count = 0;
    check_kind(builder);
    for (size_t i = 0; needed != NULL && i < needed->count; i++)
        rows[count++] =
            (struct document_sign_off){needed->views[i], given_row(matter, needed->views[i]), true};
    for (size_t i = 0; i < matter->sign_off_count; i++) {
        const struct sign_off *row = &matter->sign_offs[i];
        if (!is_needed(needed, row->view) && !is_slip(builder, needed, row, rows))
            rows[count++] = (struct document_sign_off){row->view, row, false};
    }
    document->sign_offs = rows;
    document->sign_off_count = count;
    if (count == 0)
        return;
    xmlNode *table = element_new(builder, page, OURS, "sign-offs", (struct span){0, 0});
    for (size_t i = 0; i < count; i++)
        build_row(builder, table, &rows[i]);
}

void sign_off_with_index(struct document *document, const struct document *index)
{
    const struct front_matter *matter = document->front_matter;
    if (matter->sign_off_count > 0 || strcmp(matter->kind, index->front_matter->kind) != 0)
        return;
    xmlNode *node = first_element(xmlDocGetRootElement(document->xml));
    while (node != NULL && !is_element(node, OURS, "sign-offs"))
        node = next_element(node);
    if (node != NULL) {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
    document->sign_off_count = 0;
}
