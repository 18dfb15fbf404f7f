#include "keys.h"

#include <string.h>

enum { SITE_LIMIT = 256 * 1024 };

static const char *const contact_types[] = {"email", "phone", "post", "website", "text", "relay"};

struct organisation {
    const char *name, *logo;
    bool nhs;
};

static void read_organisation(struct key_reader *reader, const struct yml *value, void *target)
{
    static const struct key keys[] = {
        {.name = "name", .type = KEY_TEXT, .offset = offsetof(struct organisation, name)},
        {.name = "nhs", .type = KEY_FLAG, .offset = offsetof(struct organisation, nhs)},
        {.name = "logo", .type = KEY_TEXT, .offset = offsetof(struct organisation, logo)},
    };
    struct site *site = target;
    struct organisation organisation = {0};
    if (!keys_expect(reader, value, YML_MAP, "organisation"))
        return;
    keys_read(reader, value, keys, COUNT_OF(keys), &organisation, "organisation", false);
    if (organisation.name == NULL)
        report(reader->findings, reader->source, value->span, MSG_KEY_MISSING, "organisation",
               "name");
    else
        site->organisation.name = organisation.name;
    site->organisation.nhs = organisation.nhs;
    site->organisation.logo = organisation.logo;
    site->organisation.span = value->span;
}

static void read_contacts(struct key_reader *reader, const struct yml *value, void *target)
{
    static const struct key keys[] = {
        {.name = "type",
         .type = KEY_CHOICE,
         .offset = offsetof(struct contact, type),
         .choices = contact_types,
         .choice_count = COUNT_OF(contact_types)},
        {.name = "text", .type = KEY_TEXT, .offset = offsetof(struct contact, text)},
        {.name = "link", .type = KEY_TEXT, .offset = offsetof(struct contact, destination)},
    };
    struct site *site = target;
    if (!keys_expect(reader, value, YML_LIST, "contact"))
        return;
    site->contacts = ARENA_ARRAY(reader->arena, value->count, struct contact);
    for (size_t i = 0; i < value->count; i++) {
        const struct yml *item = &value->items[i];
        struct contact *contact = &site->contacts[site->contact_count];
        if (!keys_expect(reader, item, YML_MAP, "contact"))
            continue;
        size_t before = reader->findings->list.count;
        keys_read(reader, item, keys, COUNT_OF(keys), contact, "contact", false);
        if (reader->findings->list.count > before)
            continue;
        if (contact->type == NULL || contact->text == NULL)
            report(reader->findings, reader->source, item->span, MSG_KEY_MISSING, "contact",
                   contact->type == NULL ? "type" : "text");
        else
            site->contact_count++;
    }
}

static struct navigation_link *read_links(struct key_reader *reader, const struct yml *list,
                                          const char *place, size_t *count)
{
    static const struct key keys[] = {
        {.name = "text", .type = KEY_TEXT, .offset = offsetof(struct navigation_link, text)},
        {.name = "link", .type = KEY_TEXT, .offset = offsetof(struct navigation_link, target)},
    };
    *count = 0;
    if (!keys_expect(reader, list, YML_LIST, place))
        return NULL;
    struct navigation_link *links = ARENA_ARRAY(reader->arena, list->count, struct navigation_link);
    for (size_t i = 0; i < list->count; i++) {
        const struct yml *item = &list->items[i];
        struct navigation_link *link = &links[*count];
        if (!keys_expect(reader, item, YML_MAP, place))
            continue;
        keys_read(reader, item, keys, COUNT_OF(keys), link, place, false);
        const struct yml *target = yml_get(item, "link");
        link->span = target != NULL ? target->span : item->span;
        if (link->text == NULL || link->target == NULL)
            report(reader->findings, reader->source, item->span, MSG_KEY_MISSING, place,
                   link->text == NULL ? "text" : "link");
        else
            ++*count;
    }
    return links;
}

static void read_header(struct key_reader *reader, const struct yml *value, void *target)
{
    struct site *site = target;
    site->header = read_links(reader, value, "header", &site->header_count);
}

static void read_footer(struct key_reader *reader, const struct yml *value, void *target)
{
    struct site *site = target;
    site->footer = read_links(reader, value, "footer", &site->footer_count);
}

static void read_navigation(struct key_reader *reader, const struct yml *value, void *target)
{
    static const struct key keys[] = {
        {.name = "header", .type = KEY_READ, .read = read_header},
        {.name = "footer", .type = KEY_READ, .read = read_footer},
    };
    if (keys_expect(reader, value, YML_MAP, "navigation"))
        keys_read(reader, value, keys, COUNT_OF(keys), target, "navigation", false);
}

static void read_allow(struct key_reader *reader, const struct yml *value, void *target)
{
    struct site *site = target;
    if (!keys_expect(reader, value, YML_LIST, "allow"))
        return;
    site->html_elements = ARENA_ARRAY(reader->arena, value->count, const char *);
    for (size_t i = 0; i < value->count; i++)
        if (keys_expect(reader, &value->items[i], YML_SCALAR, "allow"))
            site->html_elements[site->html_element_count++] = value->items[i].text.s;
}

static void read_html(struct key_reader *reader, const struct yml *value, void *target)
{
    static const struct key keys[] = {{.name = "allow", .type = KEY_READ, .read = read_allow}};
    if (keys_expect(reader, value, YML_MAP, "html"))
        keys_read(reader, value, keys, COUNT_OF(keys), target, "html", false);
}

static const char *const pdf_versions[] = {"1.7", "2.0"};

static const struct key site_keys[] = {
    {.name = "title", .type = KEY_TEXT, .offset = offsetof(struct site, title)},
    {.name = "description", .type = KEY_TEXT, .offset = offsetof(struct site, description)},
    {.name = "lang", .type = KEY_LANG, .offset = offsetof(struct site, lang)},
    {.name = "url", .type = KEY_ADDRESS, .offset = offsetof(struct site, url)},
    {.name = "theme", .type = KEY_TEXT, .offset = offsetof(struct site, theme)},
    {.name = "pdf",
     .type = KEY_CHOICE,
     .offset = offsetof(struct site, pdf),
     .choices = pdf_versions,
     .choice_count = COUNT_OF(pdf_versions)},
    {.name = "numbered-paragraphs",
     .type = KEY_FLAG,
     .offset = offsetof(struct site, numbered_paragraphs)},
    {.name = "organisation", .type = KEY_READ, .read = read_organisation},
    {.name = "contact", .type = KEY_READ, .read = read_contacts},
    {.name = "navigation", .type = KEY_READ, .read = read_navigation},
    {.name = "html", .type = KEY_READ, .read = read_html},
    {.name = "sign-off", .type = KEY_READ, .read = sign_off_lists_read},
    {.name = "rules", .type = KEY_RULES, .offset = offsetof(struct site, rules)},
    {.name = "baseline", .type = KEY_TEXT, .offset = offsetof(struct site, baseline)},
};

static struct site *site_new(struct arena *arena)
{
    struct site *site = ARENA_NEW(arena, struct site);
    site->root = "";
    site->title = "Untitled site";
    site->lang = "en-GB";
    sign_off_lists_default(arena, site);
    return site;
}

const struct site *site_default(struct arena *arena)
{
    struct site *site = site_new(arena);
    site->organisation.name = site->title;
    return site;
}

static void site_read(struct arena *arena, struct site *site, struct findings *findings)
{
    struct key_reader reader = {arena, site->source, findings};
    struct span whole = {0, (uint32_t)site->source->size};
    uint32_t bad = (uint32_t)utf8_check(site->source->text, site->source->size);
    if (bad < site->source->size) {
        report(findings, site->source, (struct span){bad, bad}, MSG_SOURCE_UTF8,
               (unsigned)(unsigned char)site->source->text[bad]);
        return;
    }
    const struct yml *map = yml_parse(arena, site->source, whole, findings);
    if (map == NULL || !keys_expect(&reader, map, YML_MAP, "site.yaml"))
        return;
    keys_read(&reader, map, site_keys, COUNT_OF(site_keys), site, "site.yaml", false);
    if (site->baseline != NULL)
        site->baseline = path_join(arena, site->root, site->baseline);
    if (yml_get(map, "title") == NULL && findings->list.count == 0) /* else it may be misspelt */
        report(findings, site->source, (struct span){0, 0}, MSG_KEY_MISSING, "site.yaml", "title");
    if (site->organisation.name == NULL)
        site->organisation.name = site->title;
}

int site_load(struct arena *arena, const char *path, const struct site **result)
{
    struct str text;
    *result = NULL;
    if (file_read(arena, path, SITE_LIMIT, &text) != 0)
        return -1;
    struct site *site = site_new(arena);
    site->root = path_folder(arena, path);
    site->source = source_new(arena, path, text);
    struct findings *findings = findings_new(arena);
    site_read(arena, site, findings);
    if (fail_findings(findings) != 0)
        return -1;
    *result = site;
    return 0;
}
