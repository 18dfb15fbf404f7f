/*
 * References: links to pages, headings and files of the site get their destination on
 * the web and say what they lead to; a link without text gets one ("Figure 2").
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum {
    PATH_LIMIT = 1000, /* bytes of a destination inside the site */
    SUGGESTIONS = 50,  /* looking for the nearest name is for people, not for floods */
};

struct resolver {
    struct arena *arena;
    struct document *document;
    const struct collection *collection;
    const struct page_facts *own; /* facts of the page at hand */
    struct findings *findings;
    unsigned suggested;
};

static void set_new(xmlNode *node, const char *name, const char *value)
{
    xmlUnsetProp(node, BAD_CAST name);
    set_attribute(node, name, value);
}

static const char *did_you_mean(struct arena *arena, const char *near)
{
    return near == NULL ? "" : arena_printf(arena, "; did you mean \"%s\"?", near);
}

/* ---- Addresses -------------------------------------------------------------------------- */

/* The scheme of an address, or an empty one (RFC 3986, section 3.1). */
static struct str scheme_of(const char *destination)
{
    size_t size =
        strspn(destination, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return (struct str){destination, size > 1 && destination[size] == ':' ? size : 0};
}

static bool is_mail(const char *address)
{
    size_t size = strcspn(address, "?");
    const char *at = memchr(address, '@', size);
    return at != NULL && at > address && at + 1 < address + size &&
           memchr(address, ' ', size) == NULL &&
           memchr(at + 1, '@', size - (size_t)(at + 1 - address)) == NULL;
}

static bool is_phone(const char *number)
{
    size_t digits = 0;
    for (const char *c = number + (*number == '+'); *c != '\0'; c++) {
        digits += *c >= '0' && *c <= '9';
        if (strchr("0123456789-.(),;=ext ", *c) == NULL)
            return false;
    }
    return digits >= 3;
}

/* Schemes are compared without case (RFC 3986, section 3.1). */
static bool is_scheme(struct str scheme, const char *name)
{
    return scheme.n == strlen(name) && strncasecmp(scheme.s, name, scheme.n) == 0;
}

/* An address outside the site stays as it is; what is wrong with it, or NULL. */
static const char *wrong_address(const char *destination, struct str scheme)
{
    const char *rest = destination + scheme.n + 1;
    if (is_scheme(scheme, "mailto"))
        return is_mail(rest) ? NULL : "it is not an e-mail address";
    if (is_scheme(scheme, "tel") || is_scheme(scheme, "sms"))
        return is_phone(rest) ? NULL : "it is not a phone number";
    if (!is_scheme(scheme, "http") && !is_scheme(scheme, "https"))
        return "links take https:, http:, mailto:, tel: or sms:";
    if (strncmp(rest, "//", 2) != 0)
        return "two slashes are missing";
    size_t host = strcspn(rest + 2, "/?#");
    if (host == 0 || rest[2] == '.' || memchr(rest + 2, '.', host) == NULL)
        return strncmp(rest + 2, "localhost", 9) == 0 ? NULL : "its host is incomplete";
    return NULL;
}

/* ---- What a link leads to ------------------------------------------------------------------ */

static const char *appendix_label(struct resolver *resolver, const struct page_facts *facts)
{
    return arena_printf(resolver->arena, "%s %s", label_word(resolver->own->lang, LABEL_APPENDIX),
                        facts->appendix);
}

/* Makes a link without text a c:ref that reads `label`. */
static void make_reference(struct resolver *resolver, xmlNode *link, const char *kind,
                           const char *label)
{
    xmlDoc *doc = resolver->document->xml;
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlNodeSetName(link, BAD_CAST "ref");
    xmlNode *text = xmlNewDocNode(doc, link->ns, BAD_CAST "text", NULL);
    if (text == NULL)
        die_no_memory(sizeof *text);
    xmlSetNs(link, root->ns);
    xmlAddChild(link, text);
    add_text(text, str_of(label));
    xmlUnsetProp(link, BAD_CAST "title");
    set_attribute(link, "kind", kind);
}

static void fill_reference(struct resolver *resolver, xmlNode *link, const struct page_facts *facts,
                           const struct target *target)
{
    if (first_element(link) != NULL)
        return;
    if (target == NULL && facts->appendix != NULL)
        make_reference(resolver, link, "appendix", appendix_label(resolver, facts));
    else if (target == NULL)
        make_reference(resolver, link, "page", facts->title);
    else if (target->label != NULL)
        make_reference(resolver, link, target->kind, target->label);
    else
        report(resolver->findings, resolver->document->source, document_span(link),
               MSG_LINK_UNNAMED, target->id);
}

static void report_anchor(struct resolver *resolver, xmlNode *link, const struct page_facts *facts,
                          const char *anchor)
{
    size_t count = resolver->suggested++ < SUGGESTIONS ? facts->target_count : 0;
    const char **ids = ARENA_ARRAY(resolver->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        ids[i] = facts->targets[i].id;
    const char *near = nearest_word(str_of(anchor), ids, count);
    report(resolver->findings, resolver->document->source, document_span(link), MSG_LINK_ANCHOR,
           anchor, facts->path, did_you_mean(resolver->arena, near));
}

/* A link to a page of the site, `anchor` "" for its top. */
static void link_to_page(struct resolver *resolver, xmlNode *link, const struct page_facts *facts,
                         const char *anchor)
{
    const struct target *target = NULL;
    if (anchor[0] != '\0' && (target = page_target(facts, anchor)) == NULL) {
        report_anchor(resolver, link, facts, anchor);
        return;
    }
    const char *hash = anchor[0] != '\0' ? "#" : "";
    const char *page = facts == resolver->own && anchor[0] != '\0'
                           ? ""
                           : path_relative(resolver->arena, resolver->document->href, facts->href);
    set_new(link, "destination", arena_printf(resolver->arena, "%s%s%s", page, hash, anchor));
    set_new(link, "publication", facts->publication);
    set_new(link, "page", facts->id);
    set_new(link, "anchor", anchor);
    fill_reference(resolver, link, facts, target);
}

/* ---- Pages and files --------------------------------------------------------------------------
 */

static const char *nearest_page(struct resolver *resolver, const char *path)
{
    const struct collection *collection = resolver->collection;
    const char **paths = ARENA_ARRAY(resolver->arena, collection->fact_count, const char *);
    for (size_t i = 0; i < collection->fact_count; i++) {
        paths[i] = collection->facts[i].path;
        if (strcasecmp(paths[i], path) == 0)
            return paths[i];
    }
    return nearest_word(str_of(path), paths, collection->fact_count);
}

static void report_missing(struct resolver *resolver, xmlNode *link, const char *path,
                           const char *file)
{
    bool suggest = resolver->suggested++ < SUGGESTIONS;
    const char *near = NULL;
    if (suggest && str_ends(str_of(path), ".md") && (near = nearest_page(resolver, path)) != NULL)
        near = path_relative(resolver->arena, resolver->document->path, near);
    else if (suggest && (near = nearest_file(resolver->arena, file)) != NULL)
        near = path_relative(resolver->arena, resolver->document->path,
                             path_join(resolver->arena, path_folder(resolver->arena, path), near));
    report(resolver->findings, resolver->document->source, document_span(link), MSG_LINK_MISSING,
           path, did_you_mean(resolver->arena, near));
}

/* "pdf" gives "PDF". */
static const char *format_of(struct arena *arena, const char *file)
{
    const char *extension = path_extension(file);
    char *format = arena_strdup(arena, extension[0] == '.' ? extension + 1 : "file");
    for (char *c = format; *c != '\0'; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return format;
}

/* A file to download that stands in content/, or another page that is not part of this run. */
static void link_to_file(struct resolver *resolver, xmlNode *link, const char *path,
                         const char *file, const char *tail)
{
    struct stat status;
    bool is_there = file_exists(file) && stat(file, &status) == 0;
    bool outside = resolver->collection->site->source != NULL && strncmp(path, "../", 3) == 0;
    if (!is_there || outside) {
        report_missing(resolver, link, path, file);
        return;
    }
    const char *href = path;
    if (str_ends(str_of(path), ".md")) {
        href = arena_printf(resolver->arena, "%.*s.html", (int)strlen(path) - 3, path);
    } else {
        set_new(link, "format", format_of(resolver->arena, file));
        xmlUnsetProp(link, BAD_CAST "bytes");
        set_number(link, "bytes", (size_t)status.st_size);
    }
    const char *from_here = path_relative(resolver->arena, resolver->document->href, href);
    set_new(link, "destination", arena_printf(resolver->arena, "%s%s", from_here, tail));
    if (first_element(link) == NULL)
        make_reference(resolver, link, "page", path_name(file));
}

/* Facts of the page at `path`: a file, or a folder's index. */
static const struct page_facts *find_page(struct resolver *resolver, const char *path)
{
    const struct page_facts *facts = collection_page(resolver->collection, path);
    if (facts == NULL && !str_ends(str_of(path), ".md"))
        facts = collection_page(resolver->collection, path_join(resolver->arena, path, "index.md"));
    return facts;
}

static void resolve_inside(struct resolver *resolver, xmlNode *link, const char *destination)
{
    if (strlen(destination) > PATH_LIMIT) {
        report(resolver->findings, resolver->document->source, document_span(link),
               MSG_LINK_ADDRESS, arena_strndup(resolver->arena, destination, 40), "it is too long");
        return;
    }
    size_t size = strcspn(destination, "?#");
    const char *tail = destination + size, *hash = strchr(tail, '#');
    const char *anchor = hash != NULL ? hash + 1 : "";
    if (size == 0) {
        link_to_page(resolver, link, resolver->own, anchor);
        return;
    }
    const char *path = destination_below(resolver->arena, resolver->document, destination);
    const struct page_facts *facts = find_page(resolver, path);
    if (facts != NULL) {
        link_to_page(resolver, link, facts, anchor);
        return;
    }
    const char *file = destination_file(resolver->arena, resolver->collection->site,
                                        resolver->document->source->path, destination);
    link_to_file(resolver, link, path, file, tail);
}

static void resolve_link(struct resolver *resolver, xmlNode *link)
{
    const char *destination = attribute_of(resolver->arena, link, "destination");
    struct str scheme = scheme_of(destination);
    const struct source *source = resolver->document->source;
    struct span span = document_span(link);
    const char *wrong = scheme.n > 0 ? wrong_address(destination, scheme) : NULL;
    if (destination[0] == '\0') {
        report(resolver->findings, source, span, MSG_LINK_EMPTY);
    } else if (strncmp(destination, "//", 2) == 0) {
        report(resolver->findings, source, span, MSG_LINK_ADDRESS, destination,
               "write https: before it");
    } else if (wrong != NULL) {
        report(resolver->findings, source, span, MSG_LINK_ADDRESS, destination, wrong);
    } else if (scheme.n == 0) {
        resolve_inside(resolver, link, destination);
    } else if (first_element(link) == NULL) {
        report(resolver->findings, source, span, MSG_LINK_TEXT, destination);
    }
}

/* An image from the root of the site: relative to its page. */
static void resolve_image(struct resolver *resolver, xmlNode *image)
{
    const char *destination = attribute_of(resolver->arena, image, "destination");
    if (destination[0] == '/' && destination[1] != '/')
        set_new(image, "destination",
                path_relative(resolver->arena, resolver->document->href,
                              path_join(resolver->arena, ".", destination + 1)));
}

void document_resolve(struct document *document, const struct collection *collection,
                      struct findings *findings)
{
    struct resolver resolver = {.arena = findings->arena,
                                .document = document,
                                .collection = collection,
                                .own = collection_page(collection, document->path),
                                .findings = findings};
    if (resolver.own == NULL)
        BUG("a page is resolved that is not in the collection");
    xmlNode *root = xmlDocGetRootElement(document->xml);
    for (xmlNode *node = root; node != NULL; node = document_next(root, node)) {
        if (is_element(node, COMMONMARK, "link"))
            resolve_link(&resolver, node);
        else if (is_element(node, COMMONMARK, "image"))
            resolve_image(&resolver, node);
    }
}

/* ---- Navigation --------------------------------------------------------------------------------
 */

static void check_links(struct arena *arena, const struct collection *collection,
                        const struct navigation_link *links, size_t count,
                        struct findings *findings)
{
    for (size_t i = 0; i < count; i++) {
        const char *target = links[i].target;
        struct str scheme = scheme_of(target);
        if (scheme.n > 0) {
            const char *wrong = wrong_address(target, scheme);
            if (wrong != NULL)
                report(findings, collection->site->source, links[i].span, MSG_LINK_ADDRESS, target,
                       wrong);
            continue;
        }
        const char *path = arena_strndup(arena, target, strcspn(target, "?#"));
        if (collection_page(collection, path) != NULL ||
            file_exists(path_join(arena, collection->site->root, path)))
            continue;
        struct resolver resolver = {.arena = arena, .collection = collection};
        report(findings, collection->site->source, links[i].span, MSG_LINK_MISSING, target,
               did_you_mean(arena, nearest_page(&resolver, path)));
    }
}

void navigation_check(struct arena *arena, const struct collection *collection,
                      struct findings *findings)
{
    const struct site *site = collection->site;
    if (site->source == NULL)
        return;
    check_links(arena, collection, site->header, site->header_count, findings);
    check_links(arena, collection, site->footer, site->footer_count, findings);
}
