/* Reads one page: source, front matter, Markdown, tree. */
#include "internal.h"

#include <string.h>

enum {
    PAGE_LIMIT = 2 * 1024 * 1024, /* of a page */
    READ_LIMIT = 64 * 1024 * 1024 /* of a file that we open at all */
};

/* ---- The text ------------------------------------------------------------------------ */

/* Offset of the first control character, or the size. They come from copying out of
 * other programs, cannot be shown, and XML has no place for them. */
static uint32_t control_character(const struct source *source)
{
    for (uint32_t at = 0; at < source->size; at++) {
        unsigned char c = (unsigned char)source->text[at];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            return at;
    }
    return (uint32_t)source->size;
}

static bool text_is_readable(const struct source *source, struct findings *findings)
{
    if (source->size > PAGE_LIMIT) {
        report(findings, source, (struct span){0, 0}, MSG_SOURCE_LARGE, source->size, PAGE_LIMIT);
        return false;
    }
    uint32_t bad = (uint32_t)utf8_check(source->text, source->size);
    uint32_t control = control_character(source);
    uint32_t first = bad < control ? bad : control;
    struct span span = {first, first};
    unsigned byte = first < source->size ? (unsigned char)source->text[first] : 0;
    if (first == source->size)
        return true;
    if (byte == 0)
        report(findings, source, span, MSG_SOURCE_NUL);
    else if (first == control)
        report(findings, source, span, MSG_SOURCE_CONTROL, byte);
    else
        report(findings, source, span, MSG_SOURCE_UTF8, byte);
    return false;
}

/* ---- Names --------------------------------------------------------------------------- */

/* The page's path below the site's root. Without a site, as given if it is relative, so
 * that files of one run stay apart. */
static const char *path_below_root(struct arena *arena, const struct site *site, const char *path)
{
    const char *whole = path_join(arena, ".", path);
    const char *root = path_join(arena, ".", site->root);
    size_t size = strlen(root);
    bool below = whole[0] != '/' && strncmp(whole, "../", 3) != 0;
    if (site->root[0] == '\0' || strcmp(root, ".") == 0)
        return below ? whole : path_name(path);
    if (strncmp(whole, root, size) == 0 && whole[size] == '/')
        return whole + size + 1;
    return path_name(path);
}

static const char *href_of(struct arena *arena, const char *path)
{
    size_t size = strlen(path) - strlen(path_extension(path));
    return arena_printf(arena, "%.*s.html", (int)size, path);
}

/* The path below the publication's folder with hyphens for slashes, without
 * extension; for an index page its folder's name. */
static const char *page_id(struct arena *arena, const char *path)
{
    const char *below = strchr(path, '/') != NULL ? strchr(path, '/') + 1 : path;
    char *id = arena_strndup(arena, below, strlen(below) - strlen(path_extension(below)));
    size_t size = strlen(id);
    if (strcmp(id, "index") == 0 && below != path)
        return arena_strndup(arena, path, (size_t)(below - path) - 1);
    if (size > 6 && strcmp(id + size - 6, "/index") == 0)
        id[size - 6] = '\0';
    for (char *c = id; *c != '\0'; c++)
        *c = *c == '/' ? '-' : *c;
    return id;
}

/* "media-protocol" reads "Media protocol". */
static const char *title_from_path(struct arena *arena, const char *path)
{
    const char *folder = path_folder(arena, path), *name = path_name(path);
    if (strcmp(name, "index.md") == 0 && strcmp(folder, ".") != 0)
        name = path_name(folder);
    char *title = arena_strndup(arena, name, strlen(name) - strlen(path_extension(name)));
    for (char *c = title; *c != '\0'; c++)
        if (*c == '-' || *c == '_')
            *c = ' ';
    if (title[0] >= 'a' && title[0] <= 'z')
        title[0] = (char)(title[0] - 'a' + 'A');
    return title;
}

/* ---- The title ------------------------------------------------------------------------- */

static cmark_node *first_heading(cmark_node *root)
{
    cmark_node *block = cmark_node_first_child(root);
    while (block != NULL && cmark_node_get_type(block) != CMARK_NODE_HEADING)
        block = cmark_node_next(block);
    return block != NULL && cmark_node_get_heading_level(block) == 1 ? block : NULL;
}

/* A value in quotes has its place inside them, if it stands there as it reads. */
static struct span title_span(const struct builder *builder)
{
    const struct front_matter *matter = builder->document->front_matter;
    struct span span = matter->title_span, inner = {span.start + 1, span.end - 1};
    size_t size = strlen(matter->title);
    bool quoted = span.end - span.start == size + 2 &&
                  memcmp(builder->source->text + inner.start, matter->title, size) == 0;
    return quoted ? inner : span;
}

static void title_from_front_matter(struct builder *builder, xmlNode *title)
{
    const struct front_matter *matter = builder->document->front_matter;
    add_text(element_new(builder, title, COMMONMARK, "text", document_span(title)),
             str_of(matter->title));
}

/*
 * The page's title: that of the front matter, else the first heading if it is a
 * "# …", else one made from the file's name. A heading that gives the title, or
 * repeats it, is taken out of the body: the theme prints the title above it.
 */
static void build_title(struct builder *builder, xmlNode *page, cmark_node *root)
{
    const struct front_matter *matter = builder->document->front_matter;
    cmark_node *heading = first_heading(root);
    xmlNode *title = NULL;
    const char *text = matter->title;
    if (heading != NULL && cmark_node_first_child(heading) != NULL) {
        title = element_new(builder, page, OURS, "title", markdown_node(heading)->span);
        builder->owner = NULL;
        build_inlines(builder, title, cmark_node_first_child(heading));
        const char *read = reading_text(builder->arena, title);
        if (text == NULL || strcmp(text, read) == 0) {
            builder->title_block = heading;
            text = read;
        } else {
            xmlUnlinkNode(title);
            xmlFreeNode(title);
            title = NULL;
        }
    }
    if (title == NULL && text != NULL) {
        title = element_new(builder, page, OURS, "title", title_span(builder));
        title_from_front_matter(builder, title);
    }
    if (text == NULL)
        text = title_from_path(builder->arena, builder->document->path);
    set_attribute(page, "title", text);
}

/* ---- The page ----------------------------------------------------------------------------- */

static void build_meta(struct builder *builder, xmlNode *page)
{
    const struct yml *extra = builder->document->front_matter->extra;
    xmlNode *meta = element_new(builder, page, OURS, "meta", (struct span){0, 0});
    for (size_t i = 0; extra != NULL && i < extra->count; i++) {
        const struct yml_pair *pair = &extra->pairs[i];
        if (!str_starts(pair->key, "x-") || pair->value.kind != YML_SCALAR)
            continue;
        xmlNode *field = element_new(builder, meta, OURS, "field", (struct span){0, 0});
        set_attribute(field, "name", pair->key.s);
        add_text(field, pair->value.text);
    }
}

static void set_page_attributes(struct builder *builder, xmlNode *page)
{
    const struct document *document = builder->document;
    const struct front_matter *matter = document->front_matter;
    set_attribute(page, "id", page_id(builder->arena, document->path));
    set_attribute(page, "path", builder->source->path);
    set_attribute(page, "href", document->href);
    set_attribute(page, "kind", matter->kind);
    set_attribute(page, "lang", matter->lang != NULL ? matter->lang : builder->site->lang);
    set_attribute(page, "description", matter->description);
    set_attribute(page, "numbered", matter->numbered ? "true" : NULL);
    set_attribute(page, "reviewed", matter->reviewed);
    set_attribute(page, "review", matter->review);
}

static void free_xml(void *doc)
{
    xmlFreeDoc(doc);
}

static xmlNode *page_new(struct builder *builder)
{
    xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *page = doc != NULL ? xmlNewDocNode(doc, NULL, BAD_CAST "page", NULL) : NULL;
    if (page == NULL)
        die_no_memory(sizeof *doc);
    xmlDocSetRootElement(doc, page);
    builder->commonmark = xmlNewNs(page, BAD_CAST COMMONMARK_NAMESPACE, NULL);
    builder->ours = xmlNewNs(page, BAD_CAST DOCUMENT_NAMESPACE, BAD_CAST "c");
    xmlSetNs(page, builder->ours);
    builder->document->xml = doc;
    arena_on_free(builder->arena, free_xml, doc);
    return page;
}

static void build_page(struct builder *builder, cmark_node *root, struct span body_span)
{
    xmlNode *page = page_new(builder);
    builder->ids = xmlHashCreate(64);
    if (builder->ids == NULL)
        die_no_memory(64);
    set_page_attributes(builder, page);
    build_meta(builder, page);
    build_sign_offs(builder, page);
    find_attachments(builder);
    build_title(builder, page, root);
    xmlNode *body = element_new(builder, page, OURS, "body", (struct span){0, 0});
    build_body(builder, body, root);
    number_page(builder, page);
    mark_abbreviations(builder, page);
    report_lost_notes(builder, page, body_span);
    vec_release(&builder->abbreviations);
    xmlHashFree(builder->ids, NULL);
}

/* Whether there is nothing for readers in it: comments are the authors'. */
static bool is_empty(struct str body)
{
    for (body = str_trim(body); str_starts(body, "<!--"); body = str_trim(body)) {
        const char *end = strstr(body.s, "-->"); /* the source ends with a zero byte */
        if (end == NULL)
            return false;
        body = (struct str){end + 3, body.n - (size_t)(end + 3 - body.s)};
    }
    return body.n == 0;
}

struct document *document_read_text(struct arena *arena, const struct site *site, const char *path,
                                    struct str text, struct findings *findings)
{
    struct document *document = ARENA_NEW(arena, struct document);
    const struct source *source = source_new(arena, path, text);
    uint32_t start;
    if (!text_is_readable(source, findings))
        return NULL;
    document->source = source;
    document->path = path_below_root(arena, site, path);
    document->href = href_of(arena, document->path);
    document->front_matter = front_matter_read(arena, source, &start, findings);
    document->status = document->front_matter->status;
    document->first = true;

    struct str body = {source->text + start, source->size - start};
    if (is_empty(body))
        report(findings, source, (struct span){start, start}, MSG_PAGE_EMPTY);
    struct span span = {start, (uint32_t)source->size};
    cmark_node *root = markdown_parse(arena, source, span, findings);
    if (root == NULL)
        return NULL;
    struct builder builder = {
        .arena = arena, .site = site, .source = source, .findings = findings, .document = document};
    build_page(&builder, root, span);
    return document;
}

struct document *document_read(struct arena *arena, const struct site *site, const char *path,
                               struct findings *findings)
{
    struct str text;
    if (file_read(arena, path, READ_LIMIT, &text) != 0)
        return NULL;
    return document_read_text(arena, site, path, text, findings);
}
