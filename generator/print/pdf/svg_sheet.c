/*
 * Style sheets inside an SVG (<style>): rules with simple selectors, which are types, classes,
 * ids and their descendants and children (CSS 2.2, chapters 5 and 6). Anything else in a sheet
 * might show, so it is refused.
 */
#include "svg.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_RULES = 512 };

struct rule {
    struct str selector, declarations;
    unsigned specificity, order;
};

struct svg_sheet {
    VEC(struct rule) rules;
};

/* ---- Reading ------------------------------------------------------------------------ */

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || (unsigned char)c >= 0x80;
}

/* Ids count 256, classes 16, types 1; 0 is a selector that is not simple. */
static unsigned weigh(struct str selector)
{
    unsigned weight = 0;
    bool any = false;
    for (size_t i = 0; i < selector.n; i++) {
        char c = selector.s[i], before = i > 0 ? selector.s[i - 1] : ' ';
        bool starts = before == ' ' || before == '>';
        if (is_name(c))
            weight += starts;
        else if (c == '.' || c == '#')
            weight += c == '#' ? 256 : 16;
        else if (c != ' ' && c != '>' && c != '*')
            return 0;
        any = any || c == '*';
    }
    return weight == 0 && any ? 1 : weight;
}

/* White space becomes single blanks, none around '>'. */
static struct str tidy(struct arena *arena, struct str text)
{
    struct buf out = BUF_INIT;
    text = str_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        bool white = strchr(" \t\r\n", text.s[i]) != NULL;
        char last = out.n > 0 ? out.s[out.n - 1] : ' ';
        if (white && last != ' ' && last != '>')
            buf_putc(&out, ' ');
        if (text.s[i] == '>' && last == ' ' && out.n > 0)
            out.n--;
        if (!white)
            buf_putc(&out, text.s[i]);
    }
    size_t n = out.n;
    return (struct str){buf_to_arena(&out, arena), n};
}

static struct str without_comments(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    while (*text != '\0') {
        if (text[0] == '/' && text[1] == '*') {
            const char *end = strstr(text + 2, "*/");
            text = end != NULL ? end + 2 : text + strlen(text);
        } else {
            buf_putc(&out, *text++);
        }
    }
    size_t n = out.n;
    return (struct str){buf_to_arena(&out, arena), n};
}

/* One of them would count above all others. */
static bool is_important(struct str declarations)
{
    struct str declaration;
    while (str_next(&declarations, ';', &declaration))
        if (str_ends(str_trim(declaration), "!important"))
            return true;
    return false;
}

static int add_rule(struct drawing *drawing, struct svg_sheet *sheet, xmlNodePtr element,
                    struct str selectors, struct str declarations)
{
    struct str selector;
    if (is_important(declarations))
        return svg_unsupported(drawing, element, "declaration", "!important");
    while (str_next(&selectors, ',', &selector)) {
        selector = tidy(drawing->pdf->arena, selector);
        unsigned weight = weigh(selector);
        if (weight == 0 || sheet->rules.count == MOST_RULES)
            return svg_unsupported(drawing, element, "selector",
                                   arena_strndup(drawing->arena, selector.s, selector.n));
        unsigned order = (unsigned)sheet->rules.count;
        *vec_push(&sheet->rules) = (struct rule){selector, declarations, weight, order};
    }
    return 0;
}

static int read_sheet(struct drawing *drawing, struct svg_sheet *sheet, xmlNodePtr element)
{
    xmlChar *content = xmlNodeGetContent(element);
    struct str rest =
        without_comments(drawing->pdf->arena, content != NULL ? (const char *)content : "");
    struct str selectors, declarations;
    xmlFree(content);
    while (str_trim(rest).n > 0) {
        if (!str_next(&rest, '{', &selectors) || !str_next(&rest, '}', &declarations))
            return svg_unsupported(drawing, element, "element", "style");
        if (add_rule(drawing, sheet, element, selectors, declarations) < 0)
            return -1;
    }
    return 0;
}

static int by_weight(const void *a, const void *b)
{
    const struct rule *left = a, *right = b;
    if (left->specificity != right->specificity)
        return left->specificity < right->specificity ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

static void release(void *handle)
{
    struct svg_sheet *sheet = handle;
    vec_release(&sheet->rules);
}

int svg_read_sheets(struct drawing *drawing, struct svg *svg, xmlNodePtr root)
{
    struct arena *arena = drawing->pdf->arena;
    struct svg_sheet *sheet = ARENA_NEW(arena, struct svg_sheet);
    int result = 0;
    arena_on_free(arena, release, sheet);
    for (xmlNodePtr at = root; at != NULL && result == 0; at = svg_next_node(root, at))
        if (at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, "style") == 0)
            result = read_sheet(drawing, sheet, at);
    if (sheet->rules.count > 0) {
        qsort(sheet->rules.items, sheet->rules.count, sizeof *sheet->rules.items, by_weight);
        svg->sheet = sheet;
    }
    return result;
}

/* ---- Matching ------------------------------------------------------------------------ */

static bool has_class(const char *list, struct str name)
{
    struct str rest = str_of(list), word;
    while (str_next(&rest, ' ', &word))
        if (str_equal(str_trim(word), name))
            return true;
    return false;
}

/* One compound: "rect.a#b". */
static bool suits(xmlNodePtr element, struct str compound)
{
    for (size_t i = 0; i < compound.n;) {
        char mark = compound.s[i];
        size_t from = mark == '.' || mark == '#' || mark == '*' ? i + 1 : i, to = from;
        while (to < compound.n && is_name(compound.s[to]))
            to++;
        struct str name = {compound.s + from, to - from};
        const char *value = mark == '.'   ? svg_attribute(element, "class")
                            : mark == '#' ? svg_attribute(element, "id")
                                          : (const char *)element->name;
        bool same = mark == '.' ? has_class(value, name) : str_equal(str_of(value), name);
        if (mark != '*' && !same)
            return false;
        i = to > i ? to : i + 1;
    }
    return true;
}

static xmlNodePtr parent_of(xmlNodePtr element)
{
    xmlNodePtr parent = element->parent;
    return parent != NULL && parent->type == XML_ELEMENT_NODE ? parent : NULL;
}

/* From the right: the last compound is the element's, those before are of its ancestors. The
 * nearest ancestor that suits is taken, which is right for all but odd mixes with '>'. */
static bool matches(xmlNodePtr element, struct str selector)
{
    for (bool first = true, child = false;; first = false) {
        size_t start = selector.n;
        while (start > 0 && selector.s[start - 1] != ' ' && selector.s[start - 1] != '>')
            start--;
        struct str compound = {selector.s + start, selector.n - start};
        if (!first)
            element = parent_of(element);
        while (!first && !child && element != NULL && !suits(element, compound))
            element = parent_of(element);
        if (element == NULL || !suits(element, compound))
            return false;
        if (start == 0)
            return true;
        child = selector.s[start - 1] == '>';
        selector.n = start - 1;
    }
}

size_t svg_sheet_declarations(const struct drawing *drawing, xmlNodePtr element,
                              struct str **declarations)
{
    const struct svg_sheet *sheet = drawing->svg->sheet;
    const struct rule *matching[MOST_RULES];
    size_t count = 0;
    for (size_t i = 0; sheet != NULL && i < sheet->rules.count; i++)
        if (matches(element, sheet->rules.items[i].selector))
            matching[count++] = &sheet->rules.items[i];
    *declarations = count > 0 ? ARENA_ARRAY(drawing->arena, count, struct str) : NULL;
    for (size_t i = 0; i < count; i++)
        (*declarations)[i] = matching[i]->declarations;
    return count;
}
