/*
 * The structure tree against PDF/UA-1 (ISO 14289-1): those failure conditions of the
 * Matterhorn Protocol that a document can cause, once all marks are on their pages.
 * HACKING.md, "Conformance", says why the others cannot occur.
 */
#include "conform.h"

#include <string.h>

void fault(const struct checking *checking, const struct pdf_element *element, enum message message,
           ...)
{
    va_list args;
    va_start(args, message);
    checking->tell(checking->payload, element->origin, message, args);
    va_end(args);
}

bool is_one_of(const char *type, const char *list)
{
    struct str rest = str_of(list), one;
    while (type != NULL && str_next(&rest, ' ', &one))
        if (str_is(one, type))
            return true;
    return false;
}

static bool is(const struct pdf_element *element, const char *type)
{
    return strcmp(element->type, type) == 0;
}

/* The next one in the order of the document; NULL: there is none. */
static const struct pdf_element *following(const struct pdf_element *element)
{
    if (element->first != NULL)
        return element->first;
    while (element != NULL && element->next == NULL)
        element = element->parent;
    return element != NULL ? element->next : NULL;
}

static bool is_2_0(const struct checking *checking)
{
    return checking->pdf->options.version == PDF_2_0;
}

static bool is_blank(const char *text)
{
    return text == NULL || str_trim(str_of(text)).n == 0;
}

/* ---- Types and what they hold (02, 09) ------------------------------------------------------ */

enum holds { ANYTHING, ELEMENTS, A_LINE };

/* Types of ISO 32000-1, 14.8.4, and Title: whom they may stand in (tables 333, 336, 337),
 * what may stand in them, and whether that is text of a line, or no text of their own. */
static const struct type_rule {
    const char *type;
    const char *parents, *children; /* NULL: any */
    enum holds holds;
    bool is_block; /* may not stand in a line */
} RULES[] = {
    {"Document", NULL, NULL, ELEMENTS, true},
    {"Part", NULL, NULL, ANYTHING, true},
    {"Art", NULL, NULL, ELEMENTS, true},
    {"Sect", NULL, NULL, ELEMENTS, true},
    {"Div", NULL, NULL, ANYTHING, true},
    {"BlockQuote", NULL, NULL, ANYTHING, true},
    {"Caption", NULL, NULL, ANYTHING, true},
    {"TOC", NULL, "TOC TOCI Caption", ELEMENTS, true},
    {"TOCI", "TOC", "Lbl Reference NonStruct P TOC", ANYTHING, false},
    {"Index", NULL, NULL, ELEMENTS, true},
    {"NonStruct", NULL, NULL, ANYTHING, false},
    {"Private", NULL, NULL, ANYTHING, false},
    {"Title", NULL, NULL, A_LINE, true},
    {"H", NULL, NULL, A_LINE, true},
    {"H1", NULL, NULL, A_LINE, true},
    {"H2", NULL, NULL, A_LINE, true},
    {"H3", NULL, NULL, A_LINE, true},
    {"H4", NULL, NULL, A_LINE, true},
    {"H5", NULL, NULL, A_LINE, true},
    {"H6", NULL, NULL, A_LINE, true},
    {"P", NULL, NULL, A_LINE, true},
    {"L", NULL, "L LI Caption", ELEMENTS, false}, /* a paragraph may hold a list */
    {"LI", "L", "Lbl LBody", ELEMENTS, false},
    {"Lbl", NULL, NULL, A_LINE, false},
    {"LBody", "LI", NULL, ANYTHING, false},
    {"Table", NULL, "TR THead TBody TFoot Caption", ELEMENTS, true},
    {"TR", "Table THead TBody TFoot", "TH TD", ELEMENTS, false},
    {"TH", "TR", NULL, ANYTHING, false},
    {"TD", "TR", NULL, ANYTHING, false},
    {"THead", "Table", "TR", ELEMENTS, false},
    {"TBody", "Table", "TR", ELEMENTS, false},
    {"TFoot", "Table", "TR", ELEMENTS, false},
    {"Span", NULL, NULL, A_LINE, false},
    {"Quote", NULL, NULL, A_LINE, false},
    {"Note", NULL, NULL, ANYTHING, false},
    {"Reference", NULL, NULL, ANYTHING, false},
    {"BibEntry", NULL, NULL, ANYTHING, false},
    {"Code", NULL, NULL, ANYTHING, false},
    {"Link", NULL, NULL, ANYTHING, false},
    {"Figure", NULL, NULL, ANYTHING, false},
    {"Formula", NULL, NULL, ANYTHING, false},
};

static const struct type_rule *rule_of(const char *type)
{
    for (size_t i = 0; i < COUNT_OF(RULES); i++)
        if (strcmp(RULES[i].type, type) == 0)
            return &RULES[i];
    return NULL;
}

static enum message misplaced(const char *type)
{
    if (is_one_of(type, "L LI LBody"))
        return MSG_PDF_LIST_PART;
    if (is_one_of(type, "TOC TOCI"))
        return MSG_PDF_TOC_PART;
    return is_one_of(type, "Table TR TH TD THead TBody TFoot") ? MSG_PDF_TABLE_PART
                                                               : MSG_PDF_NESTING;
}

/* Once an element: of a wrong pair the child is told of. */
static void check_place(const struct checking *checking, const struct pdf_element *element,
                        const struct type_rule *rule)
{
    const struct pdf_element *parent = element->parent;
    const struct type_rule *around = parent != NULL ? rule_of(parent->type) : NULL;
    if (parent == NULL || around == NULL)
        return;
    if (rule->parents != NULL && !is_one_of(parent->type, rule->parents))
        fault(checking, element, misplaced(rule->type), rule->type, parent->type);
    else if (around->children != NULL && !is_one_of(rule->type, around->children))
        fault(checking, element, misplaced(around->type), rule->type, parent->type);
    else if ((around->holds == A_LINE &&
              (rule->is_block || (is(element, "L") && !is(parent, "P")))) ||
             is(element, "Document"))
        fault(checking, element, MSG_PDF_NESTING, rule->type, parent->type);
}

static void check_own_marks(const struct checking *checking, const struct pdf_element *element,
                            const struct type_rule *rule)
{
    /* An entry of a contents list may hold text before PDF 2.0. */
    bool is_loose = rule->holds == ELEMENTS || (is(element, "TOCI") && is_2_0(checking));
    for (const struct kid *kid = element->first_kid; kid != NULL && is_loose; kid = kid->next)
        if (!kid->is_object) {
            fault(checking, element, MSG_PDF_LOOSE_TEXT, rule->type);
            return;
        }
}

/* ---- What one element must say (11, 13, 15, 16, 17) ------------------------------------------ */

static void check_attributes(const struct checking *checking, const struct pdf_element *element)
{
    const struct pdf_attributes *attributes = element->attributes;
    bool is_figure = is(element, "Figure");
    if ((is_figure || is(element, "Formula")) && is_blank(attributes->alt) &&
        is_blank(attributes->actual_text))
        fault(checking, element, is_figure ? MSG_PDF_FIGURE_ALT : MSG_PDF_FORMULA_ALT);
    if (attributes->lang != NULL && !language_is_valid(str_of(attributes->lang)))
        fault(checking, element, MSG_PDF_LANGUAGE, attributes->lang);
    if (is(element, "TH") && !is_one_of(attributes->scope, "Row Column Both"))
        fault(checking, element, MSG_PDF_SCOPE, attributes->scope);
    if (is(element, "L") &&
        !is_one_of(attributes->list_numbering, "None Disc Circle Square Decimal UpperRoman "
                                               "LowerRoman UpperAlpha LowerAlpha"))
        fault(checking, element, MSG_PDF_LIST_NUMBERING, attributes->list_numbering);
}

/* ---- Order and number of children (09) ------------------------------------------------------- */

static size_t count_children(const struct pdf_element *element, const char *type)
{
    size_t count = 0;
    for (const struct pdf_element *child = element->first; child != NULL; child = child->next)
        count += is(child, type);
    return count;
}

static void check_captions(const struct checking *checking, const struct pdf_element *element)
{
    for (const struct pdf_element *child = element->first->next; child != NULL; child = child->next)
        if (is(child, "Caption") &&
            (child != element->last || !is(element, "Table") || is(element->first, "Caption")))
            fault(checking, child, MSG_PDF_CAPTION, element->type);
}

static void check_item(const struct checking *checking, const struct pdf_element *item)
{
    size_t labels = count_children(item, "Lbl"), bodies = count_children(item, "LBody");
    if (labels + bodies < item->last->order)
        return; /* the stranger is told of */
    /* Labels come first, several if the body is said of several terms. */
    if (bodies != 1 || !is(item->last, "LBody"))
        fault(checking, item, MSG_PDF_LIST_ITEM, labels, bodies);
}

static void check_table_parts(const struct checking *checking, const struct pdf_element *table)
{
    size_t heads = count_children(table, "THead"), feet = count_children(table, "TFoot");
    if (heads > 1 || feet > 1)
        fault(checking, table, MSG_PDF_TABLE_PARTS, heads, feet);
    else if (heads + feet > 0 && count_children(table, "TBody") == 0)
        fault(checking, table, MSG_PDF_TABLE_BODY);
}

static void check_children(const struct checking *checking, const struct pdf_element *element)
{
    if (is_one_of(element->type, "Table L TOC") && element->first != NULL)
        check_captions(checking, element);
    if (is(element, "LI") && element->first != NULL)
        check_item(checking, element);
    if (is(element, "Table")) {
        check_table_parts(checking, element);
        conform_table(checking, element);
    }
}

/* ---- Links (28) --------------------------------------------------------------------------------
 */

static bool has_annotation(const struct pdf_element *element)
{
    for (const struct kid *kid = element->first_kid; kid != NULL; kid = kid->next)
        if (kid->is_object)
            return true;
    return false;
}

static void check_link(const struct checking *checking, const struct pdf_element *element)
{
    bool is_link = is(element, "Link"), leads = has_annotation(element);
    if (leads && !is_link)
        fault(checking, element, MSG_PDF_LINK_OUTSIDE, element->type);
    else if (is_link && !leads && element->started)
        fault(checking, element, MSG_PDF_LINK_NOWHERE);
    if (is(element, "TOCI") && is_2_0(checking) && element->target == NULL && element->started)
        fault(checking, element, MSG_PDF_TOC_NOWHERE);
}

/* ---- Empty elements ----------------------------------------------------------------------------
 */

/* A type in words. */
static const char *words_for(const char *type)
{
    static const char *const names[][2] = {{"P", "paragraph"},
                                           {"L", "list"},
                                           {"LI", "list item"},
                                           {"LBody", "list item"},
                                           {"Table", "table"},
                                           {"THead", "table head"},
                                           {"TBody", "table body"},
                                           {"TFoot", "table foot"},
                                           {"TR", "table row"},
                                           {"Link", "link"},
                                           {"Figure", "picture"},
                                           {"BlockQuote", "quotation"},
                                           {"Caption", "caption"},
                                           {"Note", "note"},
                                           {"Div", "box"},
                                           {"TOC", "contents list"},
                                           {"TOCI", "entry of a contents list"}};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(names[i][0], type) == 0)
            return names[i][1];
    return type[0] == 'H' || strcmp(type, "Title") == 0 ? "heading" : "element";
}

/* Of what is empty as a whole the outermost. Cells may be. */
static void check_emptiness(const struct checking *checking, const struct pdf_element *element)
{
    bool is_told = element->parent == NULL || !element->parent->started;
    if (!element->started && !is_told && !is_one_of(element->type, "TH TD Lbl"))
        fault(checking, element, MSG_PDF_EMPTY, words_for(element->type), element->type);
}

/* ---- The document as a whole (14, 19)
 * ------------------------------------------------------------ */

/* An element's H is its title, so that the next one would be of the same level. */
static void check_single(const struct checking *checking, const struct pdf_element *element)
{
    const struct pdf_element *parent = element->parent;
    if (parent == NULL || !is(element, "H"))
        return;
    if (is_2_0(checking))
        fault(checking, element, MSG_PDF_HEADING_UNNUMBERED);
    const struct pdf_element *first = parent->first;
    while (!is(first, "H"))
        first = first->next;
    if (first != element)
        fault(checking, element, MSG_PDF_HEADINGS_NODE, parent->type);
}

/* 1 to 6 of H1 to H6 and Title, else 0. */
static int heading_level(const struct pdf_element *element)
{
    const char *type = element->type;
    if (is(element, "Title"))
        return 1;
    return type[0] == 'H' && type[1] >= '1' && type[1] <= '6' && type[2] == '\0' ? type[1] - '0'
                                                                                 : 0;
}

static void check_headings(const struct checking *checking, const struct pdf *pdf)
{
    int before = 0;
    bool is_numbered = false;
    for (const struct pdf_element *at = pdf->root; at != NULL && !is_numbered; at = following(at))
        is_numbered = heading_level(at) > 0;
    for (const struct pdf_element *element = pdf->root; element != NULL;
         element = following(element)) {
        int level = heading_level(element);
        check_single(checking, element);
        if (is_numbered && is(element, "H"))
            fault(checking, element, MSG_PDF_HEADINGS_MIXED);
        if (level == 0)
            continue;
        if (before == 0 && level > 1)
            fault(checking, element, MSG_PDF_HEADING_FIRST, level);
        else if (level > before + 1)
            fault(checking, element, MSG_PDF_HEADING_SKIPPED, level, before, before + 1);
        before = level;
    }
}

static void check_ids(const struct checking *checking)
{
    const struct pdf *pdf = checking->pdf;
    for (size_t i = 1; i < pdf->with_id.count; i++) {
        const struct pdf_element *element = pdf->with_id.items[i];
        const char *id = element->attributes->id;
        if (strcmp(pdf->with_id.items[i - 1]->attributes->id, id) == 0)
            fault(checking, element, MSG_PDF_ID_TWICE, id);
    }
}

void pdf_conform(struct pdf *pdf, pdf_fault *tell, void *payload)
{
    const struct checking checking = {.tell = tell, .payload = payload, .pdf = pdf};
    structure_settle(pdf);
    structure_sort_ids(pdf);
    check_ids(&checking);
    check_headings(&checking, pdf);
    for (const struct pdf_element *element = pdf->root; element != NULL;
         element = following(element)) {
        const struct type_rule *rule = rule_of(element->type);
        if (rule == NULL) {
            fault(&checking, element, MSG_PDF_ROLE, element->type);
            continue;
        }
        check_place(&checking, element, rule);
        check_own_marks(&checking, element, rule);
        check_attributes(&checking, element);
        check_children(&checking, element);
        check_link(&checking, element);
        check_emptiness(&checking, element);
    }
}
