#define _GNU_SOURCE /* memmem */
/* The flat page: see internal.h for the model. */

#include "check/internal.h"

#include <string.h>

/* ---- Kinds ------------------------------------------------------------------------- */

enum form { CONTAINER, PROSE, LABEL, RAW, INLINE, RAW_INLINE, IMAGE, NO_TEXT };

static const struct {
    const char *name, *element;
    enum form form;
} kinds[] = {
#define NODE(kind, name, element, form) {name, element, form},
#include "check/nodes.def"
#undef NODE
};

const char *node_kind_name(enum node_kind kind)
{
    return kind < NODE_KIND_COUNT ? kinds[kind].name : NULL;
}

bool node_kind_is_block(enum node_kind kind)
{
    enum form form = kinds[kind].form;
    return form == PROSE || form == LABEL || form == RAW || form == IMAGE;
}

bool node_kind_is_container(enum node_kind kind)
{
    return kinds[kind].form == CONTAINER;
}

static bool is_ours(const xmlNode *node)
{
    return node->ns != NULL && strcmp((const char *)node->ns->href, DOCUMENT_NAMESPACE) == 0;
}

/* NODE_KIND_COUNT for text, breaks and what carries no meaning of its own. */
static enum node_kind kind_of(const xmlNode *node)
{
    const char *name = (const char *)node->name;
    bool ours = is_ours(node);
    for (unsigned k = 0; k < NODE_KIND_COUNT; k++) {
        const char *element = kinds[k].element;
        bool prefixed = element[0] == 'c' && element[1] == ':';
        element += prefixed ? 2 : 0;
        if (prefixed == ours && element[0] == name[0] && strcmp(element, name) == 0)
            return (enum node_kind)k;
    }
    return NODE_KIND_COUNT;
}

/* ---- Building ---------------------------------------------------------------------- */

struct builder {
    const struct source *source;
    struct buf text;
    VEC(struct run) runs;
    VEC(struct flat_node) nodes;
    VEC(struct block) blocks;
    VEC(struct span) masks;
    VEC(const xmlNode *) images; /* met inside the block that is open */
    VEC(uint32_t) image_parents;
    uint32_t open;  /* innermost open node */
    uint32_t block; /* the open block of text, or NONE */
    unsigned list_depth;
};

static void add_run(struct builder *builder, struct str text, struct span source, bool exact)
{
    if (text.n == 0)
        return;
    *vec_push(&builder->runs) =
        (struct run){(uint32_t)builder->text.n, (uint32_t)text.n, source, exact};
    buf_put_str(&builder->text, text);
}

/* Text that stands at the start of its span byte for byte, or not at all there. */
static void add_text(struct builder *builder, struct str text, struct span span)
{
    bool exact = span.end - span.start == text.n &&
                 memcmp(builder->source->text + span.start, text.s, text.n) == 0;
    add_run(builder, text, span, exact);
}

/* The literal of a code or markup block, line by line: each is the end of a source
 * line, whatever quote or item marks stand before it. */
static void add_lines(struct builder *builder, struct str text, struct span span, bool fenced)
{
    const struct source *source = builder->source;
    uint32_t line = source_place(source, span.start).line + (fenced ? 1 : 0);
    while (text.n > 0) {
        const char *end = memchr(text.s, '\n', text.n);
        size_t size = end ? (size_t)(end - text.s) : text.n;
        struct str here = source_line(source, line++);
        struct str part = {text.s, size};
        if (here.n >= size && memcmp(here.s + here.n - size, part.s, size) == 0) {
            uint32_t start = (uint32_t)(here.s + here.n - size - source->text);
            add_run(builder, part, (struct span){start, start + (uint32_t)size}, true);
        } else {
            add_run(builder, part, span, false);
        }
        size += end != NULL;
        if (end != NULL)
            buf_putc(&builder->text, '\n');
        text.s += size;
        text.n -= size;
    }
}

static struct str content_of(const xmlNode *node)
{
    const xmlNode *child = node->children;
    if (child == NULL || child->type != XML_TEXT_NODE || child->content == NULL)
        return STR("");
    return str_of((const char *)child->content);
}

/* A code span's literal behind its backquotes, or its whole span. */
static void add_code(struct builder *builder, struct str text, struct span span)
{
    const char *source = builder->source->text;
    uint32_t at = span.start;
    while (at < span.end && source[at] == '`')
        at++;
    for (unsigned blanks = 0; blanks < 2; blanks++, at++) {
        if (span.end - at >= text.n && memcmp(source + at, text.s, text.n) == 0) {
            add_run(builder, text, (struct span){at, at + (uint32_t)text.n}, true);
            return;
        }
    }
    add_run(builder, text, span, false);
}

static void add_mask(struct builder *builder, size_t start)
{
    *vec_push(&builder->masks) = (struct span){(uint32_t)start, (uint32_t)builder->text.n};
}

static unsigned number_attribute(const xmlNode *xml, const char *name)
{
    unsigned number = 0;
    for (const xmlAttr *a = xml->properties; a != NULL; a = a->next) {
        if (strcmp((const char *)a->name, name) != 0 || a->children == NULL)
            continue;
        for (const xmlChar *c = a->children->content; c && *c >= '0' && *c <= '9'; c++)
            number = number * 10 + (unsigned)(*c - '0');
    }
    return number;
}

static uint32_t open_node(struct builder *builder, enum node_kind kind, const xmlNode *xml,
                          struct span span)
{
    uint32_t index = (uint32_t)builder->nodes.count;
    unsigned level = xml != NULL ? number_attribute(xml, "level") : 0;
    if (kind == NODE_LIST)
        level = ++builder->list_depth;
    else if (kind == NODE_ITEM)
        level = builder->list_depth;
    *vec_push(&builder->nodes) = (struct flat_node){.kind = kind,
                                                    .level = level,
                                                    .parent = builder->open,
                                                    .previous = NONE,
                                                    .start = (uint32_t)builder->text.n,
                                                    .xml = xml,
                                                    .span = span};
    builder->open = index;
    return index;
}

static void close_node(struct builder *builder)
{
    struct flat_node *node = &builder->nodes.items[builder->open];
    node->past = (uint32_t)builder->nodes.count;
    node->end = (uint32_t)builder->text.n;
    if (node->kind == NODE_LIST)
        builder->list_depth--;
    builder->open = node->parent;
}

/* Parts the block that is open from what stands before it. Nodes that were opened
 * with it start with its text, not with the gap. */
static void part_blocks(struct builder *builder)
{
    size_t before = builder->text.n;
    if (before > 0)
        buf_puts(&builder->text, "\n\n");
    for (uint32_t n = builder->open; n != NONE; n = builder->nodes.items[n].parent) {
        if (builder->nodes.items[n].start != before || builder->nodes.items[n].past != 0)
            break; /* a closed one holds an image that waited: its own text ended before */
        builder->nodes.items[n].start = (uint32_t)builder->text.n;
    }
}

static void open_block(struct builder *builder, bool prose)
{
    part_blocks(builder);
    builder->block = builder->open;
    *vec_push(&builder->blocks) =
        (struct block){.start = (uint32_t)builder->text.n, .node = builder->open, .prose = prose};
}

static void walk(struct builder *builder, const xmlNode *root);

/* Closes the block of text, then gives the images inside their own blocks. */
static void close_block(struct builder *builder)
{
    uint32_t node = builder->block;
    builder->blocks.items[builder->blocks.count - 1].end = (uint32_t)builder->text.n;
    builder->block = NONE;
    close_node(builder);
    if (builder->nodes.items[node].kind == NODE_IMAGE)
        return; /* it is itself one of those that wait */
    uint32_t outer = builder->open;
    size_t count = builder->images.count;
    for (size_t i = 0; i < count; i++) {
        builder->open = builder->image_parents.items[i];
        walk(builder, builder->images.items[i]);
    }
    builder->images.count = builder->image_parents.count = 0;
    builder->open = outer;
    builder->nodes.items[node].past = (uint32_t)builder->nodes.count;
}

static void defer_image(struct builder *builder, const xmlNode *xml)
{
    *vec_push(&builder->images) = xml;
    *vec_push(&builder->image_parents) = builder->open;
    for (uint32_t n = builder->open; n != NONE; n = builder->nodes.items[n].parent) {
        builder->nodes.items[n].pictured = true;
        if (n == builder->block)
            break;
    }
}

/* Text and breaks, which are no nodes of the flat page; false for all else. */
static bool add_leaf(struct builder *builder, const xmlNode *xml)
{
    static const char *const names[] = {"text", "softbreak", "linebreak"};
    const char *name = (const char *)xml->name;
    size_t which = 0;
    while (which < COUNT_OF(names) && strcmp(name, names[which]) != 0)
        which++;
    if (which == COUNT_OF(names))
        return false;
    if (builder->block == NONE)
        return true;
    struct span span = document_span(xml);
    if (which == 0)
        add_text(builder, content_of(xml), span);
    else
        add_run(builder, which == 1 ? STR(" ") : STR("\n"), span, false);
    return true;
}

static void add_raw(struct builder *builder, enum node_kind kind, const xmlNode *xml)
{
    struct str text = content_of(xml);
    struct span span = document_span(xml);
    bool inside = builder->block != NONE;
    open_node(builder, kind, xml, span);
    if (!inside)
        part_blocks(builder);
    size_t start = builder->text.n;
    if (kind == NODE_CODE)
        add_code(builder, text, span);
    else if (kind == NODE_CODE_BLOCK)
        add_lines(builder, text, span, builder->source->text[span.start] != ' ');
    else
        add_lines(builder, text, span, false);
    add_mask(builder, start);
    close_node(builder);
}

/* A title that is written on the first line of its element. */
static void add_title(struct builder *builder, const xmlNode *xml)
{
    struct span span = document_span(xml);
    for (const xmlAttr *a = xml->properties; a != NULL; a = a->next) {
        if (strcmp((const char *)a->name, "title") != 0 || a->children == NULL)
            continue;
        struct str title = str_of((const char *)a->children->content);
        struct place place = source_place(builder->source, span.start);
        struct str line = source_line(builder->source, place.line);
        const char *found = title.n > 0 ? memmem(line.s, line.n, title.s, title.n) : NULL;
        if (found == NULL)
            continue;
        uint32_t start = (uint32_t)(found - builder->source->text);
        struct span exact = {start, start + (uint32_t)title.n};
        open_node(builder, NODE_TITLE, NULL, exact);
        open_block(builder, false);
        add_text(builder, title, exact);
        close_block(builder);
    }
}

/* Opens what stands for `xml`; true if its children are to be walked and it is to
 * be left afterwards. */
static bool enter(struct builder *builder, const xmlNode *xml)
{
    if (add_leaf(builder, xml))
        return false;
    enum node_kind kind = kind_of(xml);
    if (kind == NODE_KIND_COUNT)
        return false;
    enum form form = kinds[kind].form;
    bool inside = builder->block != NONE;
    if (form == RAW || form == RAW_INLINE) {
        add_raw(builder, kind, xml);
        return false;
    }
    if (form == IMAGE && inside && builder->nodes.items[builder->block].kind != NODE_IMAGE) {
        defer_image(builder, xml);
        return false;
    }
    open_node(builder, kind, xml, document_span(xml));
    if (!inside && (form == PROSE || form == LABEL || form == IMAGE))
        open_block(builder, form == PROSE);
    if (form == CONTAINER && (kind == NODE_CALLOUT || kind == NODE_CONTAINER))
        add_title(builder, xml);
    return true;
}

static void leave(struct builder *builder)
{
    if (builder->open == builder->block)
        close_block(builder);
    else
        close_node(builder);
}

static bool is_plain_wrapper(const xmlNode *xml)
{
    return is_ours(xml) && (strcmp((const char *)xml->name, "page") == 0 ||
                            strcmp((const char *)xml->name, "body") == 0 ||
                            strcmp((const char *)xml->name, "notes") == 0);
}

/* Without recursion but for images: emphasis may nest ten thousand deep. */
static void walk(struct builder *builder, const xmlNode *root)
{
    const xmlNode *xml = root;
    for (;;) {
        bool wrapper = is_plain_wrapper(xml);
        bool inside = xml->type == XML_ELEMENT_NODE && (wrapper || enter(builder, xml));
        if (inside && xml->children != NULL) {
            xml = xml->children;
            continue;
        }
        if (inside && !wrapper)
            leave(builder);
        while (xml != root && xml->next == NULL) {
            xml = xml->parent;
            if (!is_plain_wrapper(xml))
                leave(builder);
        }
        if (xml == root)
            return;
        xml = xml->next;
    }
}

/* Raw HTML that is not in the tree, as it is written, behind everything else. */
static void add_left_out(struct builder *builder, const struct raw_html *raw)
{
    for (; raw != NULL; raw = raw->next) {
        open_node(builder, NODE_HTML_BLOCK, NULL, raw->span);
        part_blocks(builder);
        size_t start = builder->text.n;
        struct str text = {builder->source->text + raw->span.start,
                           raw->span.end - raw->span.start};
        add_text(builder, text, raw->span);
        add_mask(builder, start);
        close_node(builder);
    }
}

/* ---- Finishing --------------------------------------------------------------------- */

static void link_siblings(struct builder *builder)
{
    VEC(uint32_t) last = {0}; /* last child met of each node; the page's own at the end */
    size_t count = builder->nodes.count;
    for (size_t i = 0; i <= count; i++)
        *vec_push(&last) = NONE;
    for (uint32_t i = 0; i < count; i++) {
        struct flat_node *node = &builder->nodes.items[i];
        uint32_t parent = node->parent == NONE ? (uint32_t)count : node->parent;
        node->previous = last.items[parent];
        last.items[parent] = i;
    }
    vec_release(&last);
}

static const char *mask_text(struct arena *arena, const struct builder *builder, const char *text)
{
    if (builder->masks.count == 0)
        return text;
    char *plain = arena_strndup(arena, text, builder->text.n);
    for (size_t i = 0; i < builder->masks.count; i++) {
        struct span mask = builder->masks.items[i];
        memset(plain + mask.start, MASK, mask.end - mask.start);
    }
    return plain;
}

static void *keep(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *kept = arena_array(arena, count, size);
    if (count > 0)
        memcpy(kept, items, count * size);
    return kept;
}
#define KEEP(arena, vec) keep(arena, (vec).items, (vec).count, sizeof *(vec).items)

static void find_words(struct page *page, const struct builder *builder)
{
    struct segmented segmented = {0};
    for (size_t i = 0; i < builder->blocks.count; i++)
        segment_block(&segmented, page->lexicon, page->plain, builder->blocks.items[i]);
    page->words = KEEP(page->arena, segmented.words);
    page->word_count = (uint32_t)segmented.words.count;
    page->sentences = KEEP(page->arena, segmented.sentences);
    page->sentence_count = (uint32_t)segmented.sentences.count;
    segmented_release(&segmented);
}

static void builder_release(struct builder *builder)
{
    vec_release(&builder->runs);
    vec_release(&builder->nodes);
    vec_release(&builder->blocks);
    vec_release(&builder->masks);
    vec_release(&builder->images);
    vec_release(&builder->image_parents);
}

struct page *page_new(struct arena *arena, struct lexicon *lexicon, const struct document *document)
{
    struct builder builder = {.source = document->source, .open = NONE, .block = NONE};
    struct page *page = ARENA_NEW(arena, struct page);
    page->arena = arena;
    page->lexicon = lexicon;
    page->document = document;

    walk(&builder, xmlDocGetRootElement(document->xml));
    add_left_out(&builder, document->raw_html);
    link_siblings(&builder);

    page->size = (uint32_t)builder.text.n;
    page->runs = KEEP(arena, builder.runs);
    page->run_count = (uint32_t)builder.runs.count;
    page->nodes = KEEP(arena, builder.nodes);
    page->node_count = (uint32_t)builder.nodes.count;
    buf_puts(&builder.text, "");
    char *text = arena_strndup(arena, builder.text.s, builder.text.n);
    page->text = text;
    page->plain = mask_text(arena, &builder, text);
    find_words(page, &builder);
    buf_release(&builder.text);
    builder_release(&builder);
    return page;
}

/* ---- Questions --------------------------------------------------------------------- */

/* The last run that starts at or before `offset`, or 0. */
static uint32_t run_at(const struct page *page, uint32_t offset)
{
    uint32_t low = 0, high = page->run_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (page->runs[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct span page_span(const struct page *page, uint32_t start, uint32_t end)
{
    if (page->run_count == 0)
        return (struct span){0, 0};
    const struct run *first = &page->runs[run_at(page, start)];
    const struct run *last = &page->runs[run_at(page, end > start ? end - 1 : start)];
    struct span span = {first->source.start, last->source.end};
    if (first->exact && start >= first->start) {
        uint32_t inside = start - first->start;
        span.start += inside < first->size ? inside : first->size;
    }
    if (last->exact && end >= last->start && end - last->start <= last->size)
        span.end = last->source.start + (end - last->start);
    if (span.end < span.start)
        span.end = span.start;
    return span;
}

uint32_t page_word_from(const struct page *page, uint32_t offset)
{
    return RECORDS_FROM(page->words, page->word_count, start, offset);
}

uint32_t page_sentence_from(const struct page *page, uint32_t offset)
{
    return RECORDS_FROM(page->sentences, page->sentence_count, start, offset);
}

static const char *attribute(const xmlNode *xml, const char *name)
{
    for (const xmlAttr *a = xml->properties; a != NULL; a = a->next) {
        if (strcmp((const char *)a->name, name) == 0)
            return a->children != NULL ? (const char *)a->children->content : "";
    }
    return NULL;
}

const char *page_attribute(const struct flat_node *node, const char *name)
{
    return node->xml != NULL ? attribute(node->xml, name) : NULL;
}

const char *document_attribute(const struct document *document, const char *name)
{
    return attribute(xmlDocGetRootElement(document->xml), name);
}

uint32_t page_node_at(const struct page *page, uint32_t offset)
{
    uint32_t low = 0, high = page->node_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (page->nodes[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : NONE;
}

const char *page_language(const struct page *page, const struct flat_node *node, uint32_t start,
                          uint32_t end)
{
    uint32_t n = node != NULL ? (uint32_t)(node - page->nodes) : page_node_at(page, start);
    for (; n != NONE; n = page->nodes[n].parent) {
        const char *lang = page_attribute(&page->nodes[n], "lang");
        if (lang != NULL && (node != NULL || page->nodes[n].end >= end))
            return lang;
    }
    return NULL;
}

unsigned page_syllables(const struct page *page, const struct word *word)
{
    enum { SPELT_OUT = 5 };
    struct str form = lexicon_lexeme(page->lexicon, word->lexeme)->text;
    struct str written = {page->text + word->start, word->end - word->start};
    if (word->flags & WORD_ADDRESS)
        return 0;
    if (word->flags & WORD_NUMBER)
        return 1;
    if (word->flags & WORD_DOTTED)
        return syllables_of_letters(form);
    if (word->flags & WORD_ACRONYM) {
        struct str letters = written;
        if (str_ends(letters, "s"))
            letters.n--;
        if (letters.n <= SPELT_OUT)
            return syllables_of_letters(letters);
    }
    return lexicon_syllables(page->lexicon, word->lexeme);
}
