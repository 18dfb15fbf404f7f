/*
 * What a worker sends back: numbers as 8 bytes, texts as a length and their
 * bytes (length -1: none). Parent and worker are one program in one run, so
 * there is no version and no byte order to care for.
 */
#include "publish/internal.h"

#include <string.h>

void wire_put_number(struct buf *wire, int64_t number)
{
    buf_add(wire, &number, sizeof number);
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

const char *wire_text(struct str *wire, struct arena *arena)
{
    int64_t size = wire_number(wire);
    if (size < 0)
        return NULL;
    if ((uint64_t)size > wire->n)
        BUG("a worker's answer is too short");
    const char *text = arena_strndup(arena, wire->s, (size_t)size);
    wire->s += size;
    wire->n -= (size_t)size;
    return text;
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

void wire_put_findings(struct buf *wire, const struct findings *findings)
{
    wire_put_number(wire, (int64_t)findings->list.count);
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        wire_put_number(wire, finding->level);
        wire_put_number(wire, finding->status);
        wire_put_number(wire, finding->certain);
        put_place(wire, finding->start);
        put_place(wire, finding->end);
        wire_put_number(wire, finding->excerpt_column);
        wire_put_number(wire, finding->excerpt_cut);
        const char *const texts[] = {finding->rule,        finding->path,  finding->message,
                                     finding->advice,      finding->fix,   finding->excerpt,
                                     finding->fingerprint, finding->waiver};
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            wire_put_text(wire, texts[t]);
    }
}

void wire_findings(struct str *wire, struct findings *findings)
{
    struct arena *arena = findings->arena;
    for (int64_t left = wire_number(wire); left > 0; left--) {
        struct finding finding = {0};
        finding.level = (enum level)wire_number(wire);
        finding.status = (enum finding_status)wire_number(wire);
        finding.certain = wire_number(wire) != 0;
        finding.start = place_read(wire);
        finding.end = place_read(wire);
        finding.excerpt_column = (uint32_t)wire_number(wire);
        finding.excerpt_cut = wire_number(wire) != 0;
        const char **texts[] = {&finding.rule,        &finding.path,  &finding.message,
                                &finding.advice,      &finding.fix,   &finding.excerpt,
                                &finding.fingerprint, &finding.waiver};
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            *texts[t] = wire_text(wire, arena);
        *vec_push(&findings->list) = finding;
    }
}
