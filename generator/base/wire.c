/*
 * What a worker sends back: numbers as 8 bytes, texts as a length and their
 * bytes (length -1: none). Parent and worker are one program in one run, so
 * there is no version and no byte order to care for.
 */
#include "base.h"

#include <string.h>

void wire_put_number(struct buf *wire, int64_t number)
{
    buf_add(wire, &number, sizeof number);
}

void wire_put_bytes(struct buf *wire, struct str bytes)
{
    wire_put_number(wire, (int64_t)bytes.n);
    buf_put_str(wire, bytes);
}

void wire_put_text(struct buf *wire, const char *text)
{
    wire_put_number(wire, text ? (int64_t)strlen(text) : -1);
    if (text != NULL)
        buf_puts(wire, text);
}

int64_t wire_number(struct str *wire)
{
    int64_t number;
    if (wire->n < sizeof number)
        BUG("a worker's answer is too short");
    memcpy(&number, wire->s, sizeof number);
    wire->s += sizeof number;
    wire->n -= sizeof number;
    return number;
}

struct str wire_bytes(struct str *wire)
{
    int64_t size = wire_number(wire);
    if (size < 0)
        return (struct str){NULL, 0};
    if ((uint64_t)size > wire->n)
        BUG("a worker's answer is too short");
    struct str bytes = {wire->s, (size_t)size};
    wire->s += size;
    wire->n -= (size_t)size;
    return bytes;
}

const char *wire_text(struct str *wire, struct arena *arena)
{
    struct str bytes = wire_bytes(wire);
    return bytes.s != NULL ? arena_strndup(arena, bytes.s, bytes.n) : NULL;
}

static void put_place(struct buf *wire, struct place place)
{
    wire_put_number(wire, place.line);
    wire_put_number(wire, place.column);
}

static struct place place_read(struct str *wire)
{
    struct place place;
    place.line = (uint32_t)wire_number(wire);
    place.column = (uint32_t)wire_number(wire);
    return place;
}

static void put_waiver(struct buf *wire, const struct waiver *waiver)
{
    wire_put_number(wire, waiver != NULL);
    if (waiver == NULL)
        return;
    wire_put_text(wire, waiver->text);
    wire_put_text(wire, waiver->reason);
    wire_put_text(wire, waiver->owner);
    wire_put_text(wire, waiver->until);
}

static const struct waiver *waiver_read(struct str *wire, struct arena *arena)
{
    if (wire_number(wire) == 0)
        return NULL;
    struct waiver *waiver = ARENA_NEW(arena, struct waiver);
    waiver->text = wire_text(wire, arena);
    waiver->reason = wire_text(wire, arena);
    waiver->owner = wire_text(wire, arena);
    waiver->until = wire_text(wire, arena);
    return waiver;
}

void wire_put_findings(struct buf *wire, const struct findings *findings)
{
    wire_put_number(wire, (int64_t)findings->list.count);
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        wire_put_number(wire, finding->level);
        wire_put_number(wire, finding->status);
        put_place(wire, finding->start);
        put_place(wire, finding->end);
        wire_put_number(wire, finding->excerpt_column);
        wire_put_number(wire, finding->excerpt_cut);
        wire_put_number(wire, finding->marked.start);
        wire_put_number(wire, finding->marked.end);
        wire_put_number(wire, finding->certain);
        const char *const texts[] = {finding->rule,    finding->path,       finding->message,
                                     finding->advice,  finding->fix,        finding->excerpt,
                                     finding->context, finding->fingerprint};
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            wire_put_text(wire, texts[t]);
        put_waiver(wire, finding->waiver);
    }
}

void wire_findings(struct str *wire, struct findings *findings)
{
    struct arena *arena = findings->arena;
    for (int64_t left = wire_number(wire); left > 0; left--) {
        struct finding finding = {0};
        finding.level = (enum level)wire_number(wire);
        finding.status = (enum finding_status)wire_number(wire);
        finding.start = place_read(wire);
        finding.end = place_read(wire);
        finding.excerpt_column = (uint32_t)wire_number(wire);
        finding.excerpt_cut = wire_number(wire) != 0;
        finding.marked.start = (uint32_t)wire_number(wire);
        finding.marked.end = (uint32_t)wire_number(wire);
        finding.certain = wire_number(wire) != 0;
        const char **texts[] = {&finding.rule,    &finding.path,       &finding.message,
                                &finding.advice,  &finding.fix,        &finding.excerpt,
                                &finding.context, &finding.fingerprint};
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            *texts[t] = wire_text(wire, arena);
        finding.waiver = waiver_read(wire, arena);
        *vec_push(&findings->list) = finding;
    }
}
