/*
 * Compression of streams: at once, or on a thread of its own while the next pages are
 * laid out. What comes out does not depend on when that thread runs: a job is an
 * object's bytes, alone.
 */
#include "internal.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>

enum { COMPRESSION = 6, MOST_JOBS = 32 };

/* The packed bytes have their room from the start, so that the thread allocates nothing. */
struct job {
    struct object *object;
    struct buf bytes;
    void *packed;
    size_t room, packed_size;
};

/* A ring of jobs, counted on: those before `collected` are over, before `done` packed, before
 * `added` known. `done`, `added` and `ends` are read and written under the lock. */
struct deflater {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct libdeflate_compressor *compressor;
    struct job jobs[MOST_JOBS];
    size_t collected, done, added;
    bool ends;
};

static struct libdeflate_compressor *compressor_new(void)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(COMPRESSION);
    if (compressor == NULL)
        die_no_memory(1);
    return compressor;
}

static void *packed_room(size_t size, size_t *room)
{
    *room = libdeflate_zlib_compress_bound(NULL, size);
    void *packed = malloc(*room);
    if (packed == NULL)
        die_no_memory(*room);
    return packed;
}

static void take_packed(struct object *object, void *packed, size_t size, const char *more)
{
    void *fitting = realloc(packed, size);
    object->stream = fitting != NULL ? fitting : packed;
    object->stream_size = size;
    object_entries(object, "/Length %zu/Filter/FlateDecode%s", size, more);
}

void object_compress(struct object *object, const void *bytes, size_t size, const char *more)
{
    struct libdeflate_compressor *compressor = compressor_new();
    size_t room;
    void *packed = packed_room(size, &room);
    size_t packed_size = libdeflate_zlib_compress(compressor, bytes, size, packed, room);
    libdeflate_free_compressor(compressor);
    take_packed(object, packed, packed_size, more);
}

/* ---- On the thread ------------------------------------------------------------------ */

static void do_job(struct deflater *deflater, struct job *job)
{
    const char *bytes = job->bytes.s != NULL ? job->bytes.s : "";
    job->packed_size =
        libdeflate_zlib_compress(deflater->compressor, bytes, job->bytes.n, job->packed, job->room);
}

static void *run(void *payload)
{
    struct deflater *deflater = payload;
    pthread_mutex_lock(&deflater->lock);
    for (;;) {
        while (deflater->done == deflater->added && !deflater->ends)
            pthread_cond_wait(&deflater->changed, &deflater->lock);
        if (deflater->ends)
            break;
        struct job *job = &deflater->jobs[deflater->done % MOST_JOBS];
        pthread_mutex_unlock(&deflater->lock);
        do_job(deflater, job);
        pthread_mutex_lock(&deflater->lock);
        deflater->done++;
        pthread_cond_signal(&deflater->changed);
    }
    pthread_mutex_unlock(&deflater->lock);
    return NULL;
}

/* ---- On the way in and out -------------------------------------------------------------- */

/* NULL: no thread is to be had. */
static struct deflater *deflater_new(void)
{
    struct deflater *deflater = calloc(1, sizeof *deflater);
    if (deflater == NULL)
        die_no_memory(sizeof *deflater);
    deflater->compressor = compressor_new();
    pthread_mutex_init(&deflater->lock, NULL);
    pthread_cond_init(&deflater->changed, NULL);
    if (pthread_create(&deflater->thread, NULL, run, deflater) == 0)
        return deflater;
    libdeflate_free_compressor(deflater->compressor);
    free(deflater);
    return NULL;
}

/* Waits until at most `left` jobs are not packed, and hands over those that are. */
static void collect(struct deflater *deflater, size_t left)
{
    pthread_mutex_lock(&deflater->lock);
    while (deflater->added - deflater->done > left)
        pthread_cond_wait(&deflater->changed, &deflater->lock);
    size_t done = deflater->done;
    pthread_mutex_unlock(&deflater->lock);
    for (; deflater->collected < done; deflater->collected++) {
        struct job *job = &deflater->jobs[deflater->collected % MOST_JOBS];
        take_packed(job->object, job->packed, job->packed_size, "");
        buf_release(&job->bytes);
        *job = (struct job){0};
    }
}

void object_compress_later(struct object *object, struct buf *bytes)
{
    struct pdf *pdf = object->pdf;
    if (pdf->deflater == NULL)
        pdf->deflater = deflater_new();
    struct deflater *deflater = pdf->deflater;
    if (deflater == NULL) {
        object_compress(object, bytes->s != NULL ? bytes->s : "", bytes->n, "");
        buf_clear(bytes);
        return;
    }
    collect(deflater, MOST_JOBS - 1);
    struct job *job = &deflater->jobs[deflater->added % MOST_JOBS];
    *job = (struct job){.object = object, .bytes = *bytes};
    job->packed = packed_room(bytes->n, &job->room);
    *bytes = (struct buf)BUF_INIT;
    pthread_mutex_lock(&deflater->lock);
    deflater->added++;
    pthread_cond_signal(&deflater->changed);
    pthread_mutex_unlock(&deflater->lock);
}

void deflater_finish(struct pdf *pdf)
{
    if (pdf->deflater != NULL)
        collect(pdf->deflater, 0);
}

void deflater_free(struct deflater *deflater)
{
    if (deflater == NULL)
        return;
    pthread_mutex_lock(&deflater->lock);
    deflater->ends = true;
    pthread_cond_signal(&deflater->changed);
    pthread_mutex_unlock(&deflater->lock);
    pthread_join(deflater->thread, NULL);
    for (size_t i = 0; i < MOST_JOBS; i++) {
        buf_release(&deflater->jobs[i].bytes);
        free(deflater->jobs[i].packed);
    }
    libdeflate_free_compressor(deflater->compressor);
    pthread_cond_destroy(&deflater->changed);
    pthread_mutex_destroy(&deflater->lock);
    free(deflater);
}
