/* What {…} does to an element. */
#include "internal.h"

#include <string.h>

static void report_key(struct builder *builder, const struct attribute *pair, struct span span,
                       bool takes_title)
{
    static const char *const known[] = {"lang", "title"};
    const char *near = nearest_word(pair->key, known, takes_title ? 2 : 1);
    const char *hint =
        near == NULL ? "" : arena_printf(builder->arena, "; did you mean \"%s\"?", near);
    report(builder->findings, builder->source, span, MSG_ATTRIBUTE_KEY, pair->key.s, hint);
}

static void apply_pair(struct builder *builder, xmlNode *node, const struct attribute *pair,
                       struct span span, bool takes_title)
{
    if (str_is(pair->key, "lang") && !language_is_valid(pair->value))
        report(builder->findings, builder->source, span, MSG_ATTRIBUTE_LANG, pair->value.s);
    else if (str_is(pair->key, "lang") || (takes_title && str_is(pair->key, "title")))
        set_attribute(node, pair->key.s, pair->value.s);
    else
        report_key(builder, pair, span, takes_title);
}

static void add_classes(struct builder *builder, xmlNode *node, const char *classes)
{
    const char *before = attribute_of(builder->arena, node, "class");
    if (before != NULL)
        classes = arena_printf(builder->arena, "%s %s", before, classes);
    set_attribute(node, "class", classes);
}

void attributes_apply(struct builder *builder, xmlNode *node, const struct attributes *attributes,
                      struct span span, bool takes_title)
{
    if (attributes->double_id ||
        (attributes->id != NULL && xmlHasProp(node, BAD_CAST "id") != NULL))
        report(builder->findings, builder->source, span, MSG_ATTRIBUTE_IDS);
    else if (attributes->id != NULL && id_claim(builder, attributes->id, span))
        set_attribute(node, "id", attributes->id);
    if (attributes->classes != NULL)
        add_classes(builder, node, attributes->classes);
    for (size_t i = 0; i < attributes->pair_count; i++)
        apply_pair(builder, node, &attributes->pairs[i], span, takes_title);
}

void attributes_move(struct builder *builder, xmlNode *from, xmlNode *to)
{
    static const char *const names[] = {"id", "class", "lang"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        set_attribute(to, names[i], attribute_of(builder->arena, from, names[i]));
        xmlUnsetProp(from, BAD_CAST names[i]);
    }
}

void attributes_take_flag(struct builder *builder, xmlNode *node, const char *name, xmlNode *to)
{
    struct str rest = str_of(attribute_of(builder->arena, node, "class")), class;
    struct buf others = BUF_INIT;
    bool found = false;
    while (str_next(&rest, ' ', &class)) {
        if (str_is(class, name))
            found = true;
        else if (class.n > 0)
            buf_printf(&others, "%s%.*s", others.n > 0 ? " " : "", (int)class.n, class.s);
    }
    if (found) {
        xmlUnsetProp(node, BAD_CAST "class");
        if (others.n > 0)
            set_attribute(node, "class", others.s);
        xmlUnsetProp(to, BAD_CAST name);
        set_attribute(to, name, "true");
    }
    buf_release(&others);
}
