/* Finds the diagrams of a document and puts a drawing into each. */
#include "internal.h"

#include "document/document.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

/* Room for strokes and marks at the edges. */
#define MARGIN 2.0

typedef double draw_diagram(struct pen *pen, const struct diagram *diagram, double top);

static draw_diagram *const drawers[DIAGRAM_KINDS] = {cycle_draw, steps_draw, hierarchy_draw,
                                                     timeline_draw, bars_draw};

/* Scripts that run from right to left, by language. */
static bool is_right_to_left(const char *lang)
{
    static const char *const languages[] = {"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "ckb"};
    size_t size = strcspn(lang, "-");
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if (strlen(languages[i]) == size && strncmp(lang, languages[i], size) == 0)
            return true;
    return false;
}

static const char *language_of(struct arena *arena, const xmlNode *node)
{
    for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent) {
        xmlChar *lang = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, BAD_CAST "lang");
        if (lang == NULL)
            continue;
        const char *kept = arena_strdup(arena, (const char *)lang);
        xmlFree(lang);
        return kept;
    }
    return "en-GB";
}

static void put_families(struct buf *out, const struct diagram_style *style)
{
    for (size_t i = 0; i < style->family_count; i++)
        buf_printf(out, "%s, ", style->families[i]);
    buf_puts(out, "sans-serif");
}

/* The svg element as text. All but a cycle have their title above them. */
static struct str make_svg(struct pen *pen, const struct diagram *diagram)
{
    double top = MARGIN;
    if (diagram->kind != DIAGRAM_CYCLE && diagram->title[0] != '\0') {
        struct label title = label_set_text(pen, diagram->title, TITLE_SIZE, true, pen->width);
        label_draw(pen, &title, 0, top, ANCHOR_START, false);
        top += title.height + 12;
    }
    double height = ceil(top + drawers[diagram->kind](pen, diagram, top) + MARGIN);
    struct buf svg = BUF_INIT;
    buf_printf(&svg,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" height=\"%g\" "
               "viewBox=\"0 0 %g %g\" focusable=\"false\"><g xml:lang=\"",
               pen->width, height, pen->width, height);
    buf_put_xml(&svg, str_of(pen->lang));
    buf_puts(&svg, "\" font-family=\"");
    put_families(&svg, pen->style);
    buf_printf(&svg, "\">\n%s</g></svg>", pen->out.s);
    size_t size = svg.n;
    return (struct str){buf_to_arena(&svg, pen->arena), size};
}

/* `arena` is for this drawing only: measuring text takes much of it. */
static void draw(xmlNode *element, const struct diagram_style *style, struct font_set *fonts,
                 struct arena *arena)
{
    const struct diagram *diagram = diagram_read(arena, element, NULL, NULL);
    if (diagram == NULL)
        return;
    const char *lang = language_of(arena, element);
    struct pen pen = {.style = style,
                      .fonts = fonts,
                      .arena = arena,
                      .width = DIAGRAM_WIDTH,
                      .lang = lang,
                      .mirrored = is_right_to_left(lang)};
    struct str text = make_svg(&pen, diagram);
    buf_release(&pen.out);
    xmlDoc *svg = xmlReadMemory(text.s, (int)text.n, "diagram", "UTF-8", XML_PARSE_NONET);
    if (svg == NULL)
        BUG("a drawing is no XML");
    xmlNode *root = xmlDocGetRootElement(svg);
    root = xmlDocCopyNode(root, element->doc, 1);
    if (root == NULL)
        die_no_memory(text.n);
    xmlAddChild(element, root);
    xmlFreeDoc(svg);
}

static bool is_diagram(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "diagram") == 0 &&
           node->ns != NULL && strcmp((const char *)node->ns->href, DOCUMENT_NAMESPACE) == 0;
}

void diagrams_draw(xmlDoc *document, const struct diagram_style *style, const char *const *folders,
                   size_t folder_count)
{
    struct arena *arena = NULL;
    struct font_set *fonts = NULL;
    xmlNode *root = xmlDocGetRootElement(document);
    for (xmlNode *node = root; node != NULL; node = document_next(root, node)) {
        if (!is_diagram(node))
            continue;
        if (arena == NULL) {
            arena = arena_new();
            fonts = font_set_new(arena, folders, folder_count);
        }
        struct arena *own = arena_new();
        draw(node, style, fonts, own);
        arena_free(own);
    }
    arena_free(arena);
}
