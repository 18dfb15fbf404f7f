/*
 * Objects over libharu: a dictionary whose entries we print through its write hook.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct object *object = dict->attr;
    struct buf *scratch = &object->pdf->scratch;
    if (object->entries != NULL && HPDF_Stream_WriteStr(stream, object->entries) != HPDF_OK)
        return HPDF_Error_GetCode(stream->error);
    if (object->print == NULL)
        return HPDF_OK;
    buf_clear(scratch);
    object->print(scratch, object);
    return HPDF_Stream_WriteStr(stream, scratch->s != NULL ? scratch->s : "");
}

void graph_init(struct graph *graph)
{
    HPDF_Error_Init(&graph->error, NULL);
    graph->memory = HPDF_MMgr_New(&graph->error, 0, NULL, NULL);
    if (graph->memory == NULL)
        die_no_memory(sizeof *graph->memory);
    graph->dict = HPDF_Dict_New(graph->memory);
    if (graph->dict == NULL)
        die_no_memory(sizeof *graph->dict);
    graph->dict->write_fn = write_entries;
}

void graph_release(struct graph *graph)
{
    HPDF_Dict_Free(graph->dict);
    HPDF_MMgr_Free(graph->memory);
}

void graph_write(struct pdf *pdf, const struct object *object, HPDF_Stream stream)
{
    pdf->graph.dict->attr = (void *)object;
    if (HPDF_Obj_WriteValue(pdf->graph.dict, stream, NULL) != HPDF_OK)
        BUG("libharu refuses to write an object");
}

void object_init(struct object *object, struct pdf *pdf)
{
    *vec_push(&pdf->objects) = object;
    *object = (struct object){.pdf = pdf, .id = (uint32_t)pdf->objects.count};
}

struct object *object_new(struct pdf *pdf)
{
    struct object *object = ARENA_NEW(pdf->arena, struct object);
    object_init(object, pdf);
    return object;
}

void object_entries(struct object *object, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    object->entries = arena_vprintf(object->pdf->arena, format, args);
    va_end(args);
}

void object_take_entries(struct object *object, struct buf *entries)
{
    object->entries = buf_to_arena(entries, object->pdf->arena);
}

void object_bytes(struct object *object, const void *bytes, size_t size, const char *more)
{
    object->stream = malloc(size + 1);
    if (object->stream == NULL)
        die_no_memory(size);
    memcpy(object->stream, bytes, size);
    object->stream_size = size;
    object_entries(object, "/Length %zu%s", size, more);
}
