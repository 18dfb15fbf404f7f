/*
 * The structure tree (ISO 32000-1, 14.7) from formatting objects: the role says the
 * type, or the object's kind does. HACKING.md, "The print namespace", has the list.
 */
#include "print/internal.h"

#include <string.h>

struct context {
    struct pdf_element *element; /* of the nearest ancestor that has one */
    const char *lang;            /* in force there */
    bool in_header;              /* of a table */
    bool is_artifact;
};

static void tag(struct printer *printer, struct fo *fo, struct context context);

static bool holds_blocks(const struct fo *fo)
{
    for (const struct fo *child = fo->first; child; child = child->next) {
        if (fo_kind(child) == FO_KIND_BLOCK)
            return true;
        bool passes = child->type == FO_INLINE || child->type == FO_BASIC_LINK ||
                      child->type == FO_WRAPPER || child->type == FO_BIDI_OVERRIDE;
        if (passes && holds_blocks(child))
            return true;
    }
    return false;
}

/* Whether anything in it can be seen: an empty block would be an empty paragraph. */
static bool shows_something(const struct fo *fo)
{
    if (fo->type == FO_TEXT)
        return str_trim(fo->text).n > 0;
    if (fo->type == FO_EXTERNAL_GRAPHIC || fo->type == FO_INSTREAM_FOREIGN_OBJECT ||
        fo->type == FO_CHARACTER || fo->type == FO_PAGE_NUMBER ||
        fo->type == FO_PAGE_NUMBER_CITATION || fo->type == FO_PAGE_NUMBER_CITATION_LAST)
        return true;
    if (fo->type == FO_LEADER)
        return false;
    for (const struct fo *child = fo->first; child; child = child->next)
        if (shows_something(child))
            return true;
    return false;
}

/* Whether it shows text beside the blocks that it holds. */
static bool holds_loose_text(const struct fo *fo)
{
    for (const struct fo *child = fo->first; child; child = child->next) {
        bool is_loose = fo_kind(child) != FO_KIND_BLOCK && child->type != FO_FOOTNOTE &&
                        child->type != FO_EXTERNAL_GRAPHIC &&
                        child->type != FO_INSTREAM_FOREIGN_OBJECT;
        if (is_loose && (child->first ? holds_loose_text(child) : shows_something(child)))
            return true;
    }
    return false;
}

/* The root makes an element whatever its role, since a structure tree has one. */
static bool has_role(const struct fo *fo, const char *role)
{
    return fo->role && strcmp(fo->role, role) == 0 && fo->type != FO_ROOT;
}

static const char *default_role(const struct fo *fo, bool in_header)
{
    switch (fo->type) {
    case FO_ROOT:
        return "Document";
    case FO_BLOCK:
        /* A label is no paragraph (ISO/TS 32005, table 5). */
        if (fo->parent->type == FO_LIST_ITEM_LABEL)
            return NULL;
        if (holds_blocks(fo))
            return holds_loose_text(fo) ? "Div" : NULL;
        return shows_something(fo) ? "P" : NULL;
    case FO_LIST_BLOCK:
        return "L";
    case FO_LIST_ITEM:
        return "LI";
    case FO_LIST_ITEM_LABEL:
        return "Lbl";
    case FO_LIST_ITEM_BODY:
        return "LBody";
    case FO_TABLE:
        return "Table";
    case FO_TABLE_HEADER:
        return "THead";
    case FO_TABLE_FOOTER:
        return "TFoot";
    case FO_TABLE_BODY:
        return "TBody";
    case FO_TABLE_ROW:
        return "TR";
    case FO_TABLE_CELL:
        return in_header ? "TH" : "TD";
    case FO_EXTERNAL_GRAPHIC:
    case FO_INSTREAM_FOREIGN_OBJECT:
        return "Figure";
    case FO_BASIC_LINK:
        return "Link";
    case FO_INLINE: /* of a footnote: its mark */
        return fo->parent->type == FO_FOOTNOTE ? "Reference" : NULL;
    case FO_FOOTNOTE_BODY:
        return "Note";
    default:
        return NULL;
    }
}

static void read_attributes(const struct fo *fo, struct pdf_attributes *attributes)
{
    attributes->alt = fo_print_attribute(fo, "alt");
    attributes->actual_text = fo_print_attribute(fo, "actual-text");
    attributes->expansion = fo_print_attribute(fo, "expansion");
    attributes->scope = fo_print_attribute(fo, "scope");
    attributes->headers = fo_print_attribute(fo, "headers");
    attributes->list_numbering = fo_print_attribute(fo, "list-numbering");
}

static void complete_attributes(struct printer *printer, const struct fo *fo, const char *type,
                                bool in_header, struct pdf_attributes *attributes)
{
    bool is_header_cell = strcmp(type, "TH") == 0;
    if (fo->type == FO_TABLE_CELL) {
        attributes->row_span = fo_integer(printer->tree, fo, FO_P_ROWS_SPANNED, 1);
        attributes->column_span = fo_integer(printer->tree, fo, FO_P_COLUMNS_SPANNED, 1);
    }
    if (is_header_cell && !attributes->scope)
        attributes->scope = in_header ? "Column" : "Row";
    if (is_header_cell)
        attributes->id = fo->id;
    if (strcmp(type, "Note") == 0)
        attributes->id =
            fo->id ? fo->id : arena_printf(printer->arena, "note-%u", ++printer->notes);
    if (strcmp(type, "L") == 0 && !attributes->list_numbering)
        attributes->list_numbering = "Disc";
}

/* The type of the element that an object makes; NULL for none. */
static const char *element_type(const struct fo *fo, const struct context *context,
                                const struct pdf_attributes *attributes, bool has_lang)
{
    if (has_role(fo, "none"))
        return NULL;
    if (fo->role && *fo->role)
        return fo->role;
    const char *type = default_role(fo, context->in_header);
    bool says_something = attributes->actual_text || attributes->expansion || has_lang;
    if (!type && says_something && (fo->type == FO_INLINE || fo->type == FO_WRAPPER))
        return "Span";
    return type;
}

static bool is_decoration(const struct fo *fo, const struct pdf_attributes *attributes)
{
    bool is_picture = fo->type == FO_EXTERNAL_GRAPHIC || fo->type == FO_INSTREAM_FOREIGN_OBJECT;
    return fo->type == FO_LEADER || has_role(fo, "artifact") ||
           (is_picture && !fo->role && attributes->alt && !*attributes->alt);
}

/* Cells without a fo:table-row: each row gets an element all the same. */
static void tag_loose_cells(struct printer *printer, struct fo *part, struct context context)
{
    struct pdf_element *body = context.element;
    bool is_open = false;
    for (struct fo *cell = part->first; cell; cell = cell->next) {
        if (cell->type != FO_TABLE_CELL) {
            tag(printer, cell, context);
            continue;
        }
        if (!is_open || fo_keyword(printer->tree, cell, FO_P_STARTS_ROW) == FO_K_TRUE)
            context.element =
                pdf_element(printer->pdf, body, "TR", &(struct pdf_attributes){.origin = cell});
        is_open = fo_keyword(printer->tree, cell, FO_P_ENDS_ROW) != FO_K_TRUE;
        tag(printer, cell, context);
    }
}

static bool has_loose_cells(const struct fo *fo)
{
    return (fo->type == FO_TABLE_BODY || fo->type == FO_TABLE_HEADER ||
            fo->type == FO_TABLE_FOOTER) &&
           fo->first && fo->first->type == FO_TABLE_CELL;
}

/* A footnote's body belongs to what its inline has become. */
static void tie_note(const struct fo *footnote, const struct fo *body)
{
    const struct fo *mark = footnote->first;
    if (body->type == FO_FOOTNOTE_BODY && footnote->type == FO_FOOTNOTE && mark != body &&
        mark->element != footnote->element && body->element != footnote->element)
        pdf_note_mark(body->element, mark->element);
}

static void tag_children(struct printer *printer, struct fo *fo, struct context context)
{
    if (has_loose_cells(fo) && context.element) {
        tag_loose_cells(printer, fo, context);
        return;
    }
    for (struct fo *child = fo->first; child; child = child->next)
        if (child->type != FO_STATIC_CONTENT && child->type != FO_MARKER &&
            child->type != FO_TITLE && child->type != FO_LAYOUT_MASTER_SET &&
            child->type != FO_DECLARATIONS && child->type != FO_BOOKMARK_TREE) {
            tag(printer, child, context);
            tie_note(fo, child);
        }
}

/* ---- One element over several page-sequences ------------------------------------------ */

/* An element that groups blocks and has an id. */
struct tag_group {
    const char *id;
    struct pdf_element *element;
    struct tag_group *before;
};

static void remember_group(struct printer *printer, const struct fo *fo, const char *type,
                           struct pdf_element *element)
{
    static const char *const groups[] = {"Part", "Sect", "Div", "BlockQuote"};
    for (size_t i = 0; fo->id && i < COUNT_OF(groups); i++) {
        if (strcmp(type, groups[i]) != 0)
            continue;
        struct tag_group *group = ARENA_NEW(printer->arena, struct tag_group);
        *group = (struct tag_group){fo->id, element, printer->groups};
        printer->groups = group;
    }
}

/* The element before this object that it goes on with (p:continues), or NULL. */
static struct pdf_element *continued_element(struct printer *printer, const struct fo *fo)
{
    if (fo->type != FO_BLOCK || !fo->role)
        return NULL;
    const char *id = fo_print_attribute(fo, "continues");
    if (!id)
        return NULL;
    for (const struct tag_group *group = printer->groups; group; group = group->before)
        if (strcmp(group->id, id) == 0)
            return group->element;
    struct fo_place at = fo_place(printer->tree, fo);
    if (!printer->is_anew)
        warn(at.path, at.line, at.column, MSG_FO_ID_UNKNOWN, id);
    return NULL;
}

/* ---- The tree ---------------------------------------------------------------------------- */

static void tag(struct printer *printer, struct fo *fo, struct context context)
{
    struct pdf_attributes attributes = {0};
    bool is_element = fo->type != FO_TEXT;
    if (is_element)
        read_attributes(fo, &attributes);
    if (context.is_artifact || is_decoration(fo, &attributes)) {
        context.is_artifact = true;
        fo->element = NULL;
        tag_children(printer, fo, context);
        return;
    }
    const char *lang = fo_language(printer->tree, printer->arena, fo);
    bool has_lang = is_element && lang && context.lang && strcmp(lang, context.lang) != 0;
    const char *type = is_element ? element_type(fo, &context, &attributes, has_lang) : NULL;
    context.in_header |= fo->type == FO_TABLE_HEADER;
    struct pdf_element *continued = is_element ? continued_element(printer, fo) : NULL;
    if (continued) {
        context.element = continued;
        context.lang = lang;
    } else if (type) {
        complete_attributes(printer, fo, type, context.in_header, &attributes);
        if (has_lang)
            attributes.lang = lang;
        attributes.origin = fo;
        context.lang = lang;
        context.element = pdf_element(printer->pdf, context.element, type, &attributes);
        remember_group(printer, fo, type, context.element);
    }
    fo->element = context.element;
    tag_children(printer, fo, context);
}

void tags_make(struct printer *printer)
{
    struct context context = {.lang = printer->info.lang};
    printer->groups = NULL;
    tag(printer, printer->tree->root, context);
}
