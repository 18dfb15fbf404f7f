/*
 * An arena is a list of chunks, newest first. Chunks double up to a limit, so
 * that a small page costs one malloc and a large one few. A block that would
 * not fit a fresh chunk gets one of its own size.
 *
 * A rewind keeps the chunks it takes back for what comes next; only the end of the
 * arena frees them.
 *
 * With ARENA_PASS_THROUGH every block is its own chunk: a rewind then frees
 * exactly what came after the mark, and ASan finds a use after it.
 */
#include "base.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 << 10, LARGEST_CHUNK = 1 << 20, ALIGN = _Alignof(max_align_t) };

struct chunk {
    struct chunk *before;
    size_t size, used;
    _Alignas(max_align_t) char bytes[];
};

struct cleanup {
    struct cleanup *before;
    void (*run)(void *handle);
    void *handle;
};

struct arena {
    struct chunk *chunk;
    struct chunk *spare; /* given back by a rewind, to be used again */
    struct cleanup *cleanups;
    size_t next_size;
    size_t total;
};

static struct chunk *chunk_new(size_t size, struct chunk *before)
{
    if (size > SIZE_MAX - sizeof(struct chunk))
        die_no_memory(size);
    struct chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk == NULL)
        die_no_memory(size);
    chunk->before = before;
    chunk->size = size;
    chunk->used = 0;
    return chunk;
}

static void free_chunks(struct chunk *chunk)
{
    while (chunk != NULL) {
        struct chunk *before = chunk->before;
        free(chunk);
        chunk = before;
    }
}

struct arena *arena_new(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        die_no_memory(sizeof *arena);
    arena->next_size = FIRST_CHUNK;
    return arena;
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    arena_rewind(arena, (struct arena_mark){NULL, 0, NULL});
    free_chunks(arena->spare);
    free(arena);
}

#ifdef ARENA_PASS_THROUGH
static bool fits(const struct arena *arena UNUSED, size_t size UNUSED)
{
    return false;
}

static struct chunk *take_chunk(struct arena *arena, size_t size)
{
    return chunk_new(size, arena->chunk);
}

static void give_back(struct arena *arena UNUSED, struct chunk *chunk)
{
    free(chunk);
}
#else
static bool fits(const struct arena *arena, size_t size)
{
    return arena->chunk != NULL && arena->chunk->size - arena->chunk->used >= size;
}

static size_t chunk_size(struct arena *arena, size_t size)
{
    if (size > arena->next_size)
        return size;
    size_t chosen = arena->next_size;
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
    return chosen;
}

static struct chunk *take_chunk(struct arena *arena, size_t size)
{
    struct chunk *spare = arena->spare;
    if (spare == NULL || spare->size < size)
        return chunk_new(chunk_size(arena, size), arena->chunk);
    arena->spare = spare->before;
    spare->before = arena->chunk;
    return spare;
}

/* A loop that rewinds after each page would else ask the system for the same memory
 * again and again. */
static void give_back(struct arena *arena, struct chunk *chunk)
{
    if (chunk->size > LARGEST_CHUNK) {
        free(chunk);
        return;
    }
    chunk->used = 0;
    chunk->before = arena->spare;
    arena->spare = chunk;
}
#endif

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGN)
        die_no_memory(size);
#ifndef ARENA_PASS_THROUGH
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
#endif
    if (!fits(arena, size))
        arena->chunk = take_chunk(arena, size);
    void *block = arena->chunk->bytes + arena->chunk->used;
    arena->chunk->used += size;
    arena->total += size;
    return block;
}

void *arena_zalloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        die_no_memory(SIZE_MAX);
    return arena_zalloc(arena, count * size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t size)
{
    char *copy = arena_alloc(arena, size + 1);
    if (size > 0)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    /* Most are short: formatted once, here, they need no second round. */
    char most[256];
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(most, sizeof most, format, args);
    if (size < 0)
        BUG("a message could not be formatted");
    char *text = arena_alloc(arena, (size_t)size + 1);
    if ((size_t)size < sizeof most)
        memcpy(text, most, (size_t)size + 1);
    else
        vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void arena_on_free(struct arena *arena, void (*run)(void *handle), void *handle)
{
    /* On the heap, not in the arena: a rewind runs clean-ups while it frees chunks. */
    struct cleanup *cleanup = malloc(sizeof *cleanup);
    if (cleanup == NULL)
        die_no_memory(sizeof *cleanup);
    *cleanup = (struct cleanup){arena->cleanups, run, handle};
    arena->cleanups = cleanup;
}

struct arena_mark arena_mark(struct arena *arena)
{
    return (struct arena_mark){arena->chunk, arena->chunk ? arena->chunk->used : 0,
                               arena->cleanups};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->cleanups != mark.cleanups) {
        struct cleanup *cleanup = arena->cleanups;
        arena->cleanups = cleanup->before;
        cleanup->run(cleanup->handle);
        free(cleanup);
    }
    while (arena->chunk != mark.chunk) {
        struct chunk *chunk = arena->chunk;
        arena->chunk = chunk->before;
        arena->total -= chunk->used;
        give_back(arena, chunk);
    }
    if (arena->chunk != NULL) {
        arena->total -= arena->chunk->used - mark.used;
        arena->chunk->used = mark.used;
    }
}

size_t arena_size(const struct arena *arena)
{
    return arena->total;
}
