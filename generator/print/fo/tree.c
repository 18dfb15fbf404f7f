#include "print/fo/internal.h"

#include <string.h>

#define FO_NAMESPACE "http://www.w3.org/1999/XSL/Format"

/* Deeper nesting than any document needs, shallow enough for the stack. */
#define DEPTH_MAX 256

struct builder {
    struct fo_tree *tree;
    struct arena *arena;
    bool consumes; /* frees what was read */
};

static bool build_children(struct builder *b, xmlNode *parent_xml, struct fo *parent,
                           unsigned depth);

static uint32_t line_of(const xmlNode *xml)
{
    long line = xmlGetLineNo(xml);
    return line > 0 ? (uint32_t)line : 0;
}

static struct fo *append(struct builder *b, struct fo *parent, enum fo_type type,
                         const xmlNode *xml)
{
    struct fo *fo = ARENA_NEW(b->arena, struct fo);
    fo->type = type;
    fo->parent = parent;
    fo->line = line_of(xml);
    fo->serial = b->tree->count++;
    fo->values = parent ? parent->values : NULL;
    fo->source = parent ? parent->source : NULL;
    fo->is_rtl = parent && parent->is_rtl;
    if (parent) {
        if (parent->last)
            parent->last->next = fo;
        else
            parent->first = fo;
        parent->last = fo;
    }
    return fo;
}

static bool model_has(const char *model, const char *name)
{
    struct str rest = str_of(model), part;
    while (str_next(&rest, ' ', &part))
        if (str_is(part, name))
            return true;
    return false;
}

/* Whether `type` may stand in `parent` (a wrapper's own content is not checked
 * against what the wrapper stands in). */
static bool is_allowed(enum fo_type parent, enum fo_type type, const char *name)
{
    const char *model = fo_content_model(parent);
    if (model_has(model, name))
        return true;
    switch (fo_type_kind(type)) {
    case FO_KIND_BLOCK:
        return model_has(model, "%block");
    case FO_KIND_INLINE:
        return model_has(model, "%inline");
    case FO_KIND_NEUTRAL:
        return model_has(model, "%block") || model_has(model, "%inline");
    default:
        return type == FO_MARKER && model_has(model, "%block");
    }
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static void build_text(struct builder *b, const xmlNode *xml, struct fo *parent)
{
    const char *text = (const char *)xml->content;
    if (!text || !*text)
        return;
    if (!model_has(fo_content_model(parent->type), "#text")) {
        if (!is_blank(text))
            fo_complain(b->tree, line_of(xml), MSG_FO_TEXT_MISPLACED, fo_name(parent), "");
        return;
    }
    struct fo *fo = append(b, parent, FO_TEXT, xml);
    fo->text = str_of(b->consumes ? arena_strdup(b->arena, text) : text);
}

static void set_names(struct builder *b, const xmlNode *xml, struct fo *fo)
{
    const xmlAttr *id = xmlHasNsProp((xmlNode *)xml, (const xmlChar *)"id", NULL);
    const char *role = fo_string(b->tree, fo, FO_P_ROLE);
    struct str name = str_trim(str_of(id ? fo_attribute_text(b->arena, id) : ""));
    fo->id = name.n ? arena_strndup(b->arena, name.s, name.n) : NULL;
    fo->role = *role ? role : NULL;
    fo->named = fo_named_attributes(b->arena, xml);
    const char *source = fo_print_attribute(fo, "source");
    if (source)
        fo->source = source;
}

/* What a marker holds is read where it is retrieved, again and again, and inherits from
 * there; its faults are told here. */
static void check_marker(struct builder *b, xmlNode *xml, const struct fo *marker, unsigned depth)
{
    struct fo *scratch = ARENA_NEW(b->arena, struct fo);
    *scratch = *marker;
    build_children(b, xml, scratch, depth);
}

/* A marker is read again, foreign content and declarations are looked at as they are. */
static bool keeps_xml(enum fo_type type)
{
    return type == FO_MARKER || type == FO_INSTREAM_FOREIGN_OBJECT || type == FO_DECLARATIONS;
}

/* Whether something of what is in the element is kept. */
static bool build_content(struct builder *b, xmlNode *xml, struct fo *fo, unsigned depth)
{
    if (!keeps_xml(fo->type))
        return build_children(b, xml, fo, depth);
    bool consumes = b->consumes;
    b->consumes = false;
    if (fo->type == FO_MARKER)
        check_marker(b, xml, fo, depth);
    else
        build_children(b, xml, fo, depth);
    b->consumes = consumes;
    return true;
}

/* A row that is taken out as if it were not there (XSL 1.1, 7.30.17). */
static bool is_collapsed(const struct fo_tree *tree, const struct fo *fo)
{
    return fo->type == FO_TABLE_ROW && fo_keyword(tree, fo, FO_P_VISIBILITY) == FO_K_COLLAPSE;
}

static void remove_after(struct fo *parent, struct fo *before)
{
    parent->last = before;
    if (before)
        before->next = NULL;
    else
        parent->first = NULL;
}

/* Whether it must be kept. */
static bool build_element(struct builder *b, xmlNode *xml, struct fo *parent, unsigned depth)
{
    const char *name = (const char *)xml->name;
    if (!xml->ns || strcmp((const char *)xml->ns->href, FO_NAMESPACE) != 0) {
        bool holds_foreign =
            parent->type == FO_DECLARATIONS || parent->type == FO_INSTREAM_FOREIGN_OBJECT;
        if (!fo_check_extension_element(b->tree, xml) && !holds_foreign)
            fo_complain(b->tree, line_of(xml), MSG_FO_ELEMENT_FOREIGN, name, fo_name(parent));
        return false;
    }
    enum fo_type type = fo_type_find(str_of(name));
    if (type == FO_TEXT) {
        bool known = fo_known_object(str_of(name));
        fo_complain(b->tree, line_of(xml), known ? MSG_FO_ELEMENT_UNDRAWN : MSG_FO_ELEMENT_UNKNOWN,
                    name, "");
        return false;
    }
    if (!is_allowed(parent->type, type, name)) {
        fo_complain(b->tree, line_of(xml), MSG_FO_ELEMENT_MISPLACED, name, fo_name(parent));
        return false;
    }
    if (depth > DEPTH_MAX) {
        fo_complain(b->tree, line_of(xml), MSG_FO_TOO_DEEP, name, "");
        return false;
    }
    struct fo *before = parent->last;
    struct fo *fo = append(b, parent, type, xml);
    fo->xml = keeps_xml(type) ? xml : NULL;
    fo_resolve_properties(b->tree, xml, fo);
    if (is_collapsed(b->tree, fo)) {
        remove_after(parent, before);
        return false;
    }
    fo_check_drawn(b->tree, fo);
    fo_check_extension_attributes(b->tree, xml);
    set_names(b, xml, fo);
    return build_content(b, xml, fo, depth + 1);
}

/* Whether something in it is kept; what is not is freed if the builder consumes. */
static bool build_children(struct builder *b, xmlNode *parent_xml, struct fo *parent,
                           unsigned depth)
{
    bool keeps_some = false;
    for (xmlNode *xml = parent_xml->children, *next; xml; xml = next) {
        bool keeps = false;
        next = xml->next;
        if (xml->type == XML_ELEMENT_NODE)
            keeps = build_element(b, xml, parent, depth);
        else if (xml->type == XML_TEXT_NODE || xml->type == XML_CDATA_SECTION_NODE)
            build_text(b, xml, parent);
        else if (xml->type == XML_ENTITY_REF_NODE)
            fo_complain(b->tree, line_of(xml), MSG_FO_ENTITY, (const char *)xml->name, "");
        keeps_some |= keeps;
        if (keeps || !b->consumes)
            continue;
        xmlUnlinkNode(xml);
        xmlFreeNode(xml);
    }
    return keeps_some;
}

/* Initial values, evaluated from the table's text in its order (font-size first). */
static void evaluate_initial(struct fo_tree *tree)
{
    struct fo_value *initial = ARENA_ARRAY(tree->arena, FO_P_COUNT, struct fo_value);
    tree->initial = initial;
    for (int i = 0; i < FO_P_COUNT; i++) {
        struct evaluation evaluation = {tree, tree->arena, NULL, NULL, i, 12000};
        if (fo_properties[i].initial[0] &&
            !fo_evaluate(&evaluation, str_of(fo_properties[i].initial), &initial[i]))
            BUG("an initial value does not suit its property");
    }
    initial[FO_P_FONT_WEIGHT] = (struct fo_value){.kind = FO_V_NUMBER, .number = 400};
    for (int i = FO_P_BORDER_BEFORE_WIDTH; i <= FO_P_BORDER_END_WIDTH; i++)
        initial[i] = (struct fo_value){.kind = FO_V_LENGTH, .length = {.mpt = 1000}};
}

struct fo_tree *fo_tree_new(struct arena *arena, xmlDoc *document, const char *path, bool lenient)
{
    struct fo_tree *tree = ARENA_NEW(arena, struct fo_tree);
    tree->arena = arena;
    tree->path = path;
    tree->lenient = lenient;
    tree->sharing = fo_sharing_new(arena);
    evaluate_initial(tree);
    xmlNode *root = xmlDocGetRootElement(document);
    if (!root || !root->ns || strcmp((const char *)root->ns->href, FO_NAMESPACE) != 0 ||
        strcmp((const char *)root->name, "root") != 0) {
        fail(path, root ? line_of(root) : 0, 0, MSG_FO_NO_ROOT);
        return NULL;
    }
    struct builder builder = {tree, arena, true};
    struct fo *fo = append(&builder, NULL, FO_ROOT, root);
    tree->root = fo;
    fo_resolve_properties(tree, root, fo);
    fo_check_drawn(tree, fo);
    set_names(&builder, root, fo);
    build_children(&builder, root, fo, 1);
    fo_complain_of_more(tree);
    return tree->failed ? NULL : tree;
}

void fo_retrieve(struct fo_tree *tree, struct arena *arena, const struct fo *marker,
                 struct fo *target)
{
    struct builder builder = {tree, arena, false};
    target->first = target->last = NULL;
    /* What the marker allows is what counts, not the empty retrieve-marker. */
    target->type = FO_WRAPPER;
    tree->is_quiet = true;
    fo_forget_columns(tree);
    build_children(&builder, (xmlNode *)marker->xml, target, 1);
    fo_forget_columns(tree); /* what was built goes with its page */
    tree->is_quiet = false;
    target->type = FO_RETRIEVE_MARKER;
}
