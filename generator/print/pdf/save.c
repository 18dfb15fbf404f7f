/*
 * The file: header, streams as objects of their own, everything else packed in
 * object streams, a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). The
 * file identifier is a hash of all that comes before it.
 */
#include "internal.h"

#include <libdeflate.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>

enum { IN_STREAM = 200, ROW = 7, ID_BYTES = 16 };

/* Where an object is: at an offset, or the n-th of an object stream. */
struct location {
    bool packed;
    uint32_t place; /* offset, or the stream's object number */
    uint8_t index;
};

struct writer {
    struct pdf *pdf;
    struct buf *out;
    HPDF_Stream stream;         /* libharu's way into whichever buffer is being written */
    struct location *locations; /* by object number */
    uint32_t count;             /* highest number + 1 */
    struct buf packed, table;   /* the object stream being filled: objects, their offsets */
    uint32_t packed_ids[IN_STREAM];
    unsigned packed_count;
};

static HPDF_STATUS write_to_buf(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buf_add(stream->attr, bytes, size);
    return HPDF_OK;
}

static void put_object(struct writer *writer, struct buf *out, const struct object *object)
{
    writer->stream->attr = out;
    graph_write(writer->pdf, object, writer->stream);
}

static void put_stream_object(struct writer *writer, struct object *object)
{
    writer->locations[object->id] = (struct location){.place = (uint32_t)writer->out->n};
    buf_printf(writer->out, "%u 0 obj\n", (unsigned)object->id);
    put_object(writer, writer->out, object);
    buf_puts(writer->out, "\nstream\n");
    buf_add(writer->out, object->stream, object->stream_size);
    buf_puts(writer->out, "\nendstream\nendobj\n");
    free(object->stream);
    object->stream = NULL;
}

/* ---- Object streams ------------------------------------------------------------------ */

static void put_compressed(struct writer *writer, uint32_t id, const struct buf *bytes,
                           const char *more)
{
    struct object stream = {.pdf = writer->pdf, .id = id};
    object_compress(&stream, bytes->s, bytes->n, more);
    buf_printf(writer->out, "%u 0 obj\n<<%s>>\nstream\n", (unsigned)id, stream.entries);
    buf_add(writer->out, stream.stream, stream.stream_size);
    buf_puts(writer->out, "\nendstream\nendobj\n");
    free(stream.stream);
}

static void flush_packed(struct writer *writer)
{
    if (writer->packed_count == 0)
        return;
    uint32_t id = writer->count++;
    for (unsigned i = 0; i < writer->packed_count; i++)
        writer->locations[writer->packed_ids[i]] = (struct location){true, id, (uint8_t)i};
    writer->locations[id] = (struct location){.place = (uint32_t)writer->out->n};
    char more[80];
    snprintf(more, sizeof more, "/Type/ObjStm/N %u/First %zu", writer->packed_count,
             writer->table.n);
    buf_add(&writer->table, writer->packed.s, writer->packed.n);
    put_compressed(writer, id, &writer->table, more);
    buf_clear(&writer->packed);
    buf_clear(&writer->table);
    writer->packed_count = 0;
}

static void pack_object(struct writer *writer, const struct object *object)
{
    put_unsigned(&writer->table, object->id);
    buf_putc(&writer->table, ' ');
    put_unsigned(&writer->table, (uint32_t)writer->packed.n);
    buf_putc(&writer->table, ' ');
    put_object(writer, &writer->packed, object);
    buf_putc(&writer->packed, '\n');
    writer->packed_ids[writer->packed_count++] = object->id;
    if (writer->packed_count == IN_STREAM)
        flush_packed(writer);
}

/* ---- Cross-reference stream ------------------------------------------------------------- */

/* One row: type, four bytes of place, two of index or generation. */
static void location_row(const struct location *location, bool is_free, uint8_t row[ROW])
{
    row[0] = is_free ? 0 : location->packed ? 2 : 1;
    for (unsigned i = 0; i < 4; i++)
        row[1 + i] = (uint8_t)(location->place >> (24 - 8 * i));
    row[5] = is_free ? 0xFF : 0;
    row[6] = is_free ? 0xFF : location->index;
}

/* Rows as differences from the row above, PNG predictor "Up", which deflate likes. */
static void put_rows(const struct writer *writer, struct buf *rows)
{
    uint8_t above[ROW] = {0}, row[ROW];
    for (uint32_t id = 0; id < writer->count; id++) {
        location_row(&writer->locations[id], id == 0, row);
        buf_putc(rows, 2);
        for (unsigned i = 0; i < ROW; i++)
            buf_putc(rows, (char)(row[i] - above[i]));
        memcpy(above, row, ROW);
    }
}

static void put_identifier(const struct buf *file, char hex[2 * ID_BYTES + 1])
{
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)file->s, file->n);
    SHA256Final(digest, &context);
    for (unsigned i = 0; i < ID_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02X", digest[i]);
}

static void put_cross_reference(struct writer *writer)
{
    char identifier[2 * ID_BYTES + 1], more[320];
    put_identifier(writer->out, identifier);
    /* PDF/A-4 wants no document information: the metadata say it all (6.1.3). */
    char info[32] = "";
    if (writer->pdf->info != NULL)
        snprintf(info, sizeof info, "/Info %u 0 R", (unsigned)writer->pdf->info->id);
    uint32_t id = writer->count++;
    size_t start = writer->out->n;
    writer->locations[id] = (struct location){.place = (uint32_t)start};
    struct buf rows = BUF_INIT;
    put_rows(writer, &rows);
    snprintf(more, sizeof more,
             "/Type/XRef/Size %u/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>"
             "/Root %u 0 R%s/ID[<%s><%s>]",
             (unsigned)writer->count, ROW, (unsigned)writer->pdf->catalog->id, info, identifier,
             identifier);
    put_compressed(writer, id, &rows, more);
    buf_release(&rows);
    buf_printf(writer->out, "startxref\n%zu\n%%%%EOF\n", start);
}

int graph_save(struct pdf *pdf, struct buf *out)
{
    size_t count = pdf->objects.count;
    struct writer writer = {.pdf = pdf, .out = out, .count = (uint32_t)count + 1};
    /* Object streams and the cross-reference stream come on top. */
    size_t room = count + count / IN_STREAM + 3;
    writer.locations = calloc(room, sizeof *writer.locations);
    if (writer.locations == NULL)
        die_no_memory(room * sizeof *writer.locations);
    writer.stream = HPDF_CallbackWriter_New(pdf->graph.memory, write_to_buf, out);
    if (writer.stream == NULL)
        die_no_memory(sizeof *writer.stream);
    buf_printf(out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n",
               pdf->options.version == PDF_2_0 ? "2.0" : "1.7");
    for (size_t i = 0; i < count; i++)
        if (pdf->objects.items[i]->stream != NULL)
            put_stream_object(&writer, pdf->objects.items[i]);
        else
            pack_object(&writer, pdf->objects.items[i]);
    flush_packed(&writer);
    put_cross_reference(&writer);
    HPDF_Stream_Free(writer.stream);
    free(writer.locations);
    buf_release(&writer.packed);
    buf_release(&writer.table);
    if (out->n > UINT32_MAX)
        return fail(NULL, 0, 0, MSG_PDF_TOO_LARGE);
    return 0;
}
