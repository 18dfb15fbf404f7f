/* YAML through libyaml's event parser into a tree that knows its places. */
#include "source/internal.h"

#include <string.h>
#include <yaml.h>

enum { DEPTH_LIMIT = 32 };

struct reader {
    struct arena *arena;
    const struct source *source;
    struct span body;
    struct findings *findings;
    yaml_parser_t parser;
    /* libyaml's marks count characters; this pair follows them in bytes */
    size_t characters;
    uint32_t bytes;
};

static bool continues(const struct reader *reader, uint32_t at)
{
    return ((unsigned char)reader->source->text[at] & 0xC0) == 0x80;
}

/* Marks come nearly in order, so walking from the last one is linear. */
static uint32_t offset_of(struct reader *reader, size_t characters)
{
    while (reader->characters < characters && reader->bytes < reader->body.end) {
        reader->bytes++;
        while (reader->bytes < reader->body.end && continues(reader, reader->bytes))
            reader->bytes++;
        reader->characters++;
    }
    while (reader->characters > characters && reader->bytes > reader->body.start) {
        reader->bytes--;
        while (continues(reader, reader->bytes))
            reader->bytes--;
        reader->characters--;
    }
    return reader->bytes;
}

static struct span span_of(struct reader *reader, const yaml_event_t *event)
{
    struct span span;
    span.start = offset_of(reader, event->start_mark.index);
    span.end = offset_of(reader, event->end_mark.index);
    while (span.end > span.start && strchr(" \t\r\n", reader->source->text[span.end - 1]) != NULL)
        span.end--;
    return span;
}

/* A block's end is marked where the next thing begins. */
static void end_span(struct reader *reader, const yaml_event_t *event, struct yml *value)
{
    value->span.end = offset_of(reader, event->end_mark.index);
    while (value->span.end > value->span.start &&
           strchr(" \t\r\n", reader->source->text[value->span.end - 1]) != NULL)
        value->span.end--;
}

/* What cannot be read as characters has its place in bytes, and no marks. */
static void report_unreadable(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    uint32_t at = reader->body.start + (uint32_t)parser->problem_offset;
    if (at > reader->body.end)
        at = reader->body.end;
    report(reader->findings, reader->source, (struct span){at, at}, MSG_YAML_CONTROL,
           (unsigned)parser->problem_value);
}

static void report_syntax(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    size_t index = parser->problem_mark.index;
    if (parser->error == YAML_READER_ERROR) {
        report_unreadable(reader);
        return;
    }
    if (parser->problem_mark.line == 0 && index == 0)
        index = parser->mark.index;
    struct yml_fault fault = {.problem = parser->problem, .context = parser->context};
    fault.at = fault.from = offset_of(reader, index);
    if (parser->context != NULL)
        fault.from = offset_of(reader, parser->context_mark.index);
    if (fault.at >= reader->body.end)
        fault.at = fault.from; /* what was never closed */
    yml_report_fault(reader->source, fault, reader->findings);
}

static bool next_event(struct reader *reader, yaml_event_t *event)
{
    if (yaml_parser_parse(&reader->parser, event))
        return true;
    report_syntax(reader);
    return false;
}

static bool read_value(struct reader *reader, yaml_event_t *event, unsigned depth,
                       struct yml *value);

static bool has_text(const yaml_char_t *text)
{
    return text != NULL && text[0] != '\0';
}

/* Anchors, aliases and tags: more than a form to fill in needs, and a way to hide things. */
static bool refuse_extras(struct reader *reader, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    const char *what = event->type == YAML_ALIAS_EVENT ? "alias"
                       : has_text(anchor)              ? "anchor"
                       : has_text(tag)                 ? "tag"
                                                       : NULL;
    if (what == NULL)
        return false;
    report(reader->findings, reader->source, span_of(reader, event), MSG_YAML_EXTRA, what);
    return true;
}

static void read_scalar(struct reader *reader, const yaml_event_t *event, struct yml *value)
{
    size_t size = event->data.scalar.length;
    const char *text = arena_strndup(reader->arena, (const char *)event->data.scalar.value, size);
    value->text = (struct str){text, size};
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool null = plain && (size == 0 || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
    value->kind = null ? YML_NULL : YML_SCALAR;
}

static bool read_list(struct reader *reader, unsigned depth, struct yml *value)
{
    VEC(struct yml) items = {0};
    bool right = false;
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            break;
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            end_span(reader, &event, value);
            yaml_event_delete(&event);
            right = true;
            break;
        }
        struct yml item = {0};
        if (!read_value(reader, &event, depth + 1, &item))
            break;
        *vec_push(&items) = item;
    }
    value->items = ARENA_ARRAY(reader->arena, items.count, struct yml);
    value->count = items.count;
    if (items.count > 0)
        memcpy(value->items, items.items, items.count * sizeof *value->items);
    vec_release(&items);
    return right;
}

static int compare_keys(const void *left, const void *right)
{
    const struct yml_pair *a = *(const struct yml_pair *const *)left;
    const struct yml_pair *b = *(const struct yml_pair *const *)right;
    size_t size = a->key.n < b->key.n ? a->key.n : b->key.n;
    int order = memcmp(a->key.s, b->key.s, size);
    if (order == 0)
        order = (a->key.n > b->key.n) - (a->key.n < b->key.n);
    return order != 0 ? order : (a > b) - (a < b);
}

/* Sorted, so that a map of many keys stays cheap. */
static bool keys_are_unique(struct reader *reader, const struct yml *map)
{
    bool unique = true;
    const struct yml_pair **sorted =
        ARENA_ARRAY(reader->arena, map->count, const struct yml_pair *);
    for (size_t i = 0; i < map->count; i++)
        sorted[i] = &map->pairs[i];
    qsort(sorted, map->count, sizeof *sorted, compare_keys);
    for (size_t i = 1; i < map->count; i++) {
        if (!str_equal(sorted[i - 1]->key, sorted[i]->key))
            continue;
        struct place first = source_place(reader->source, sorted[i - 1]->key_span.start);
        report(reader->findings, reader->source, sorted[i]->key_span, MSG_YAML_DUPLICATE,
               sorted[i]->key.s, first.line);
        unique = false;
    }
    return unique;
}

static bool read_key(struct reader *reader, yaml_event_t *event, struct yml_pair *pair)
{
    struct yml key = {0};
    struct span span = span_of(reader, event);
    if (event->type != YAML_SCALAR_EVENT) {
        yaml_event_delete(event);
        report(reader->findings, reader->source, span, MSG_YAML_KEY);
        return false;
    }
    if (!read_value(reader, event, 0, &key))
        return false;
    pair->key = key.text;
    pair->key_span = key.span;
    return true;
}

static bool read_map(struct reader *reader, unsigned depth, struct yml *value)
{
    VEC(struct yml_pair) pairs = {0};
    bool right = false;
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            break;
        if (event.type == YAML_MAPPING_END_EVENT) {
            end_span(reader, &event, value);
            yaml_event_delete(&event);
            right = true;
            break;
        }
        struct yml_pair pair = {0};
        if (!read_key(reader, &event, &pair) || !next_event(reader, &event) ||
            !read_value(reader, &event, depth + 1, &pair.value))
            break;
        *vec_push(&pairs) = pair;
    }
    value->pairs = ARENA_ARRAY(reader->arena, pairs.count, struct yml_pair);
    value->count = pairs.count;
    if (pairs.count > 0)
        memcpy(value->pairs, pairs.items, pairs.count * sizeof *value->pairs);
    vec_release(&pairs);
    return right && keys_are_unique(reader, value);
}

/* Takes over the event. */
static bool read_value(struct reader *reader, yaml_event_t *event, unsigned depth,
                       struct yml *value)
{
    yaml_event_type_t type = event->type;
    value->span = span_of(reader, event);
    bool right = !refuse_extras(reader, event);
    if (right && type == YAML_SCALAR_EVENT)
        read_scalar(reader, event, value);
    yaml_event_delete(event);
    if (!right || type == YAML_SCALAR_EVENT)
        return right;
    if (depth >= DEPTH_LIMIT) {
        report(reader->findings, reader->source, value->span, MSG_YAML_DEEP, DEPTH_LIMIT);
        return false;
    }
    value->kind = type == YAML_SEQUENCE_START_EVENT ? YML_LIST : YML_MAP;
    return value->kind == YML_LIST ? read_list(reader, depth, value)
                                   : read_map(reader, depth, value);
}

/* The one document of the stream; an empty stream is a null. */
static bool read_stream(struct reader *reader, struct yml *value)
{
    unsigned documents = 0;
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            return false;
        yaml_event_type_t type = event.type;
        if (type == YAML_DOCUMENT_START_EVENT && ++documents > 1) {
            report(reader->findings, reader->source, span_of(reader, &event), MSG_YAML_DOCUMENTS);
            yaml_event_delete(&event);
            return false;
        }
        if (type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT ||
            type == YAML_DOCUMENT_END_EVENT || type == YAML_STREAM_END_EVENT) {
            yaml_event_delete(&event);
            if (type == YAML_STREAM_END_EVENT)
                return true;
        } else if (!read_value(reader, &event, 0, value)) {
            return false;
        }
    }
}

const struct yml *yml_parse(struct arena *arena, const struct source *source, struct span span,
                            struct findings *findings)
{
    struct reader reader = {
        .arena = arena, .source = source, .body = span, .findings = findings, .bytes = span.start};
    if (!yaml_parser_initialize(&reader.parser))
        die_no_memory(sizeof reader.parser);
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)source->text + span.start,
                                 span.end - span.start);
    struct yml *value = ARENA_NEW(arena, struct yml);
    value->span = (struct span){span.start, span.start};
    bool right = read_stream(&reader, value);
    yaml_parser_delete(&reader.parser);
    return right ? value : NULL;
}

const struct yml *yml_get(const struct yml *map, const char *key)
{
    for (size_t i = 0; map != NULL && map->kind == YML_MAP && i < map->count; i++)
        if (str_is(map->pairs[i].key, key))
            return &map->pairs[i].value;
    return NULL;
}
