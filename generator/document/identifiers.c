/* Ids: the author's own, and those made from headings as GitHub makes anchors. */
#include "internal.h"

#include <string.h>
#include <unicode/uchar.h>

struct id_use {
    unsigned next; /* suffix to try next for a text that comes again */
};

static struct id_use *find(struct builder *builder, const char *id)
{
    return xmlHashLookup(builder->ids, BAD_CAST id);
}

static void add(struct builder *builder, const char *id)
{
    struct id_use *use = ARENA_NEW(builder->arena, struct id_use);
    use->next = 1;
    if (xmlHashAddEntry(builder->ids, BAD_CAST id, use) != 0)
        BUG("an id was added twice");
}

bool id_claim(struct builder *builder, const char *id, struct span span)
{
    if (find(builder, id) != NULL) {
        report(builder->findings, builder->source, span, MSG_ID_TWICE, id);
        return false;
    }
    add(builder, id);
    return true;
}

static char *slug(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    size_t size = strlen(text), at = 0;
    while (at < size) {
        uint32_t c = utf8_next(text, size, &at);
        if (u_isalnum((UChar32)c) || c == '_' || c == '-' ||
            u_charType((UChar32)c) == U_NON_SPACING_MARK)
            buf_put_code_point(&out, (uint32_t)u_tolower((UChar32)c));
        else if (u_isUWhiteSpace((UChar32)c))
            buf_putc(&out, '-');
    }
    if (out.n == 0)
        buf_puts(&out, "section");
    return buf_to_arena(&out, arena);
}

const char *id_make(struct builder *builder, const char *text)
{
    char *base = slug(builder->arena, text);
    struct id_use *use = find(builder, base);
    const char *id = base;
    while (find(builder, id) != NULL)
        id = arena_printf(builder->arena, "%s-%u", base, use->next++);
    add(builder, id);
    return id;
}
