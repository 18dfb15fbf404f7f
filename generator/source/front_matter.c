#include "keys.h"

#include <string.h>

static const char *const statuses[] = {"draft", "consultation", "final"};

static void read_title(struct key_reader *reader, const struct yml *value, void *target)
{
    struct front_matter *matter = target;
    matter->title_span = value->span;
    struct str title = str_trim(value->text);
    if (value->kind == YML_NULL || (value->kind == YML_SCALAR && title.n == 0))
        report(reader->findings, reader->source, value->span, MSG_TITLE_EMPTY);
    else if (keys_expect(reader, value, YML_SCALAR, "title"))
        matter->title = arena_strndup(reader->arena, title.s, title.n);
}

static void read_attach(struct key_reader *reader, const struct yml *value, void *target)
{
    struct front_matter *matter = target;
    if (!keys_expect(reader, value, YML_LIST, "attach"))
        return;
    struct attachment *list = ARENA_ARRAY(reader->arena, value->count, struct attachment);
    matter->attachments = list;
    for (size_t i = 0; i < value->count; i++) {
        const struct yml *item = &value->items[i];
        struct str text = str_trim(item->text);
        if (!keys_expect(reader, item, YML_SCALAR, "attach"))
            continue;
        if (text.n == 0)
            report(reader->findings, reader->source, item->span, MSG_ATTACHMENT_EMPTY);
        else
            list[matter->attachment_count++] = (struct attachment){
                .destination = arena_strndup(reader->arena, text.s, text.n), .span = item->span};
    }
}

#define FIELD(name) .offset = offsetof(struct front_matter, name)
static const struct key front_matter_keys[] = {
    {.name = "title", .type = KEY_READ, .read = read_title},
    {.name = "subtitle", .type = KEY_TEXT, FIELD(subtitle)},
    {.name = "description", .type = KEY_TEXT, FIELD(description)},
    {.name = "kind", .type = KEY_WORD, FIELD(kind)},
    {.name = "status",
     .type = KEY_CHOICE,
     FIELD(status),
     .choices = statuses,
     .choice_count = COUNT_OF(statuses)},
    {.name = "lang", .type = KEY_LANG, FIELD(lang)},
    {.name = "edition", .type = KEY_DATE, FIELD(edition)},
    {.name = "version", .type = KEY_TEXT, FIELD(version)},
    {.name = "owner", .type = KEY_TEXT, FIELD(owner)},
    {.name = "author", .type = KEY_TEXT, FIELD(author)},
    {.name = "approved-by", .type = KEY_TEXT, FIELD(approved_by)},
    {.name = "reviewed", .type = KEY_DATE, FIELD(reviewed)},
    {.name = "review", .type = KEY_DATE, FIELD(review)},
    {.name = "order", .type = KEY_NUMBER, FIELD(order)},
    {.name = "numbered", .type = KEY_FLAG, FIELD(numbered)},
    {.name = "attach", .type = KEY_READ, .blank = true, .read = read_attach},
    /* Running text has numbers to refer to, as in a consultation; of a publication's first
     * page: all its pages. */
    {.name = "numbered-paragraphs", .type = KEY_FLAG, FIELD(numbered_paragraphs)},
    {.name = "sign-off", .type = KEY_READ, .blank = true, .read = sign_offs_read},
    {.name = "rules", .type = KEY_RULES, FIELD(rules)},
};

/* Any word is a kind, but a slip in one of these would publish an ordinary page. */
static void check_kind(const struct key_reader *reader, const struct yml *map, const char *kind)
{
    static const char *const marked[] = {"appendix", "easy-read"};
    const char *near = nearest_word(str_of(kind), marked, COUNT_OF(marked));
    const struct yml *value = yml_get(map, "kind");
    if (value != NULL && near != NULL && strcmp(kind, near) != 0)
        report(reader->findings, reader->source, value->span, MSG_KIND_NEAR, kind, near);
}

static bool is_fence(struct str line)
{
    while (line.n > 0 && (line.s[line.n - 1] == ' ' || line.s[line.n - 1] == '\t'))
        line.n--;
    return str_is(line, "---");
}

/* Empty lines, a fence, then `word:`: front matter that would be read as text. */
static void report_late(const struct source *source, struct findings *findings)
{
    uint32_t line = 1;
    while (line < source->line_count && str_trim(source_line(source, line)).n == 0)
        line++;
    if (line == 1 || line >= source->line_count || !is_fence(source_line(source, line)))
        return;
    struct str next = source_line(source, line + 1), key;
    bool colon = str_next(&next, ':', &key) && next.s != NULL;
    if (colon && key.n > 0 && memchr(key.s, ' ', key.n) == NULL) {
        uint32_t start = source->lines[line - 1];
        report(findings, source, (struct span){start, start + 3}, MSG_FRONT_MATTER_LATE);
    }
}

/* A first line of three hyphens opens front matter; the next such line ends it. */
static bool find_fences(const struct source *source, struct span *yaml, uint32_t *body,
                        struct findings *findings)
{
    if (!is_fence(source_line(source, 1))) {
        report_late(source, findings);
        return false;
    }
    uint32_t start = source->line_count > 1 ? source->lines[1] : (uint32_t)source->size;
    for (uint32_t line = 2; line <= source->line_count; line++) {
        if (!is_fence(source_line(source, line)))
            continue;
        *yaml = (struct span){start, source->lines[line - 1]};
        *body = line < source->line_count ? source->lines[line] : (uint32_t)source->size;
        return true;
    }
    report(findings, source, (struct span){0, 3}, MSG_FRONT_MATTER_OPEN);
    *yaml = (struct span){start, start};
    *body = start;
    return false;
}

const struct front_matter *front_matter_read(struct arena *arena, const struct source *source,
                                             uint32_t *body, struct findings *findings)
{
    struct front_matter *matter = ARENA_NEW(arena, struct front_matter);
    matter->kind = "page";
    matter->status = "final";
    *body = 0;
    if (!find_fences(source, &matter->span, body, findings))
        return matter;
    struct key_reader reader = {arena, source, findings};
    const struct yml *map = yml_parse(arena, source, matter->span, findings);
    if (map == NULL || map->kind == YML_NULL)
        return matter;
    if (keys_expect(&reader, map, YML_MAP, "front matter")) {
        matter->extra = map;
        keys_read(&reader, map, front_matter_keys, COUNT_OF(front_matter_keys), matter,
                  "front matter", true);
        check_kind(&reader, map, matter->kind);
    }
    return matter;
}
