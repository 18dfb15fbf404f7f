/* Where readers can go: destinations, links, bookmarks. */
#include <string.h>

#include "print/paint.h"

/* Objects that make no area of their own. */
static bool makes_no_area(const struct fo *fo)
{
    switch (fo->type) {
    case FO_TABLE_ROW:
    case FO_TABLE_BODY:
    case FO_TABLE_HEADER:
    case FO_TABLE_FOOTER:
    case FO_FOOTNOTE_BODY:
    case FO_FOOTNOTE:
    case FO_FLOW:
        return true;
    default:
        return false;
    }
}

static const struct fo *first_child(const struct fo *fo)
{
    const struct fo *child = fo->first;
    while (child && (child->type == FO_MARKER || child->type == FO_TEXT))
        child = child->next;
    return child;
}

void paint_destination(struct painter *p, const struct area *area, mpt y)
{
    if (p->is_static || p->is_repeated || !area->starts)
        return;
    if (area->fo->id)
        pdf_destination(p->pdf, area->fo->element, area->fo->id, y);
    for (const struct fo *fo = area->fo;
         fo->parent && makes_no_area(fo->parent) && first_child(fo->parent) == fo; fo = fo->parent)
        if (fo->parent->id)
            pdf_destination(p->pdf, fo->parent->element, fo->parent->id, y);
}

static void collect_text(const struct fo *fo, struct buf *text)
{
    if (fo->type == FO_TEXT)
        buf_put_str(text, fo->text);
    for (const struct fo *child = fo->first; child; child = child->next)
        collect_text(child, text);
}

/* What a link says of itself: p:contents, else its text, else where it goes. */
static const char *link_contents(struct painter *p, const struct fo *fo, const char *target)
{
    const char *contents = fo_print_attribute(fo, "contents");
    if (contents && *contents)
        return contents;
    struct buf text = BUF_INIT, tidy = BUF_INIT;
    collect_text(fo, &text);
    for (size_t i = 0; i < text.n; i++) {
        bool is_space = strchr(" \t\r\n", text.s[i]) != NULL;
        if (!is_space)
            buf_putc(&tidy, text.s[i]);
        else if (tidy.n && tidy.s[tidy.n - 1] != ' ')
            buf_putc(&tidy, ' ');
    }
    buf_release(&text);
    char *result = buf_to_arena(&tidy, p->arena);
    return *result ? result : target;
}

void paint_link(struct painter *p, const struct area *area, struct origin at)
{
    const struct fo *fo = area->fo;
    if (p->is_static || p->is_repeated || !fo->element || area->ipd <= 0)
        return;
    const char *id = fo_string(p->tree, fo, FO_P_INTERNAL_DESTINATION);
    const char *uri =
        printer_address(p->printer, fo_string(p->tree, fo, FO_P_EXTERNAL_DESTINATION));
    if (*id && !layout_has(p->layout, id)) {
        if (area->starts)
            layout_tell_unknown(p->layout, fo, id);
        return;
    }
    if (*id)
        pdf_link(p->pdf, fo->element, at.x, at.y, area_outer_width(area), area->bpd, NULL, id,
                 link_contents(p, fo, id));
    else if (*uri)
        pdf_link(p->pdf, fo->element, at.x, at.y, area_outer_width(area), area->bpd, uri, NULL,
                 link_contents(p, fo, uri));
}

static void add_bookmarks(struct painter *p, const struct fo *parent, struct pdf_bookmark *outer)
{
    for (const struct fo *fo = parent->first; fo; fo = fo->next) {
        if (fo->type != FO_BOOKMARK)
            continue;
        const char *id = fo_string(p->tree, fo, FO_P_INTERNAL_DESTINATION);
        struct buf title = BUF_INIT;
        for (const struct fo *child = fo->first; child; child = child->next)
            if (child->type == FO_BOOKMARK_TITLE)
                collect_text(child, &title);
        if (!*id || !layout_has(p->layout, id)) {
            struct fo_place place = fo_place(p->tree, fo);
            warn(place.path, place.line, place.column, MSG_FO_ID_UNKNOWN, id);
            buf_release(&title);
            continue;
        }
        bool open = fo_keyword(p->tree, fo, FO_P_STARTING_STATE) == FO_K_SHOW;
        struct pdf_bookmark *bookmark =
            pdf_bookmark(p->pdf, outer, buf_to_arena(&title, p->arena), id, open);
        add_bookmarks(p, fo, bookmark);
    }
}

void paint_bookmarks(struct printer *printer, const struct layout *layout)
{
    struct painter painter = {.printer = printer,
                              .arena = printer->arena,
                              .tree = printer->tree,
                              .pdf = printer->pdf,
                              .layout = layout};
    for (const struct fo *fo = printer->tree->root->first; fo; fo = fo->next)
        if (fo->type == FO_BOOKMARK_TREE)
            add_bookmarks(&painter, fo, NULL);
}
