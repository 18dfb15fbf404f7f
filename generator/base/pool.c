/*
 * Workers take items off a counter in shared memory and write each answer, with what
 * was printed on stderr meanwhile, to a pipe of their own. So an item costs the parent
 * no message, and uneven ones balance by themselves. Answers wait in their slot until
 * all before them are delivered; a worker sends several at once.
 *
 * Each worker notes on the board which item it is at. When its pipe ends with that item
 * unanswered, this item is lost and a new worker takes the place; what the dead one had
 * done and not yet sent is done again in a further round.
 */
#define _GNU_SOURCE /* memfd_create, strsignal */
#include "base.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NO_ITEM UINT64_MAX

enum {
    SENT_AT_ONCE = 32 << 10, /* bytes of answers that wait for each other */
    WAIT_MOST = 20           /* milliseconds that an answer waits */
};

/* In shared memory. */
struct board {
    _Atomic uint64_t next;    /* in the round's list of items: the one to take next */
    _Atomic uint64_t desks[]; /* by worker: the item it is at */
};

/* What stands before each answer in a worker's pipe. */
struct header {
    uint64_t item, size, said; /* bytes of the answer, then of what went to stderr */
};

struct worker {
    pid_t pid;
    int from;            /* the parent's end of its pipe; -1 once it has ended */
    int log;             /* a file in memory in place of stderr; -1: there is none */
    struct buf received; /* not yet a whole answer */
};

struct slot {
    struct buf result, said;
    const char *lost; /* why there is no result */
    bool done;
};

struct pool {
    struct arena *arena;
    struct pool_options options;
    size_t count, delivered;
    pool_work *work;
    pool_done *done;
    void *payload;
    struct board *board;
    uint64_t *items; /* of this round */
    size_t item_count;
    struct worker *workers;
    unsigned worker_count;
    struct slot *slots; /* by item */
};

/* ---- The worker -------------------------------------------------------------------- */

static bool write_fully(int handle, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t put = write(handle, at, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        at += put;
        size -= (size_t)put;
    }
    return true;
}

/* CPU time counts over the worker's life, so the limit moves on with each item. */
static void limit_cpu(unsigned seconds)
{
    struct rusage used;
    if (seconds == 0 || getrusage(RUSAGE_SELF, &used) < 0)
        return;
    rlim_t limit = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
    setrlimit(RLIMIT_CPU, &(struct rlimit){limit, RLIM_INFINITY});
}

/* Adds what the log holds to `text`. */
static void read_log(int log, struct buf *text)
{
    char block[4096];
    ssize_t got;
    for (off_t at = 0; log >= 0 && (got = pread(log, block, sizeof block, at)) > 0; at += got)
        buf_add(text, block, (size_t)got);
}

static void clear_log(int log)
{
    if (log >= 0 && ftruncate(log, 0) == 0)
        lseek(log, 0, SEEK_SET);
}

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void do_item(const struct pool *pool, int log, uint64_t item, struct buf *answers)
{
    struct header header = {.item = item};
    size_t start = answers->n;
    buf_add(answers, &header, sizeof header);
    struct buf result = BUF_INIT;
    limit_cpu(pool->options.cpu_seconds);
    pool->work((size_t)item, &result, pool->payload);
    buf_add(answers, result.s, result.n);
    header.size = result.n;
    buf_release(&result);
    if (log >= 0 && lseek(log, 0, SEEK_CUR) > 0) {
        read_log(log, answers);
        clear_log(log);
    }
    header.said = answers->n - start - sizeof header - header.size;
    memcpy(answers->s + start, &header, sizeof header);
}

static _Noreturn void worker_main(const struct pool *pool, unsigned number, int out)
{
    struct board *board = pool->board;
    int log = pool->workers[number].log;
    struct buf answers = BUF_INIT;
    bool heard = true;
    uint64_t place;
    long sent = milliseconds();
    if (log >= 0)
        dup2(log, STDERR_FILENO);
    if (pool->options.memory_bytes > 0)
        setrlimit(RLIMIT_AS, &(struct rlimit){pool->options.memory_bytes, RLIM_INFINITY});
    while (heard && (place = atomic_fetch_add(&board->next, 1)) < pool->item_count) {
        atomic_store(&board->desks[number], pool->items[place]);
        do_item(pool, log, pool->items[place], &answers);
        if (answers.n >= SENT_AT_ONCE || milliseconds() - sent >= WAIT_MOST) {
            heard = write_fully(out, answers.s, answers.n);
            buf_clear(&answers);
            sent = milliseconds();
        }
    }
    if (heard)
        write_fully(out, answers.s, answers.n);
    _exit(0); /* not exit(): the parent's buffers and handlers are not ours to flush */
}

/* ---- Starting and ending workers ---------------------------------------------------- */

static void close_parent_ends(const struct pool *pool)
{
    for (unsigned i = 0; i < pool->worker_count; i++) {
        if (pool->workers[i].from >= 0)
            close(pool->workers[i].from);
    }
}

static int worker_start(struct pool *pool, unsigned number)
{
    struct worker *worker = &pool->workers[number];
    int ends[2];
    if (pipe(ends) < 0)
        return fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
    clear_log(worker->log);
    atomic_store(&pool->board->desks[number], NO_ITEM);
    pid_t pid = fork();
    if (pid == 0) {
        close_parent_ends(pool);
        close(ends[0]);
        worker_main(pool, number, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
    }
    worker->pid = pid;
    worker->from = ends[0];
    return 0;
}

/* How the worker ended, in words. */
static const char *worker_end(struct pool *pool, struct worker *worker)
{
    int status = 0;
    close(worker->from);
    worker->from = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    buf_clear(&worker->received);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return arena_printf(pool->arena, "it took more than %u seconds of processor time",
                            pool->options.cpu_seconds);
    if (WIFSIGNALED(status))
        return arena_printf(pool->arena, "it was ended by signal %d (%s)", WTERMSIG(status),
                            strsignal(WTERMSIG(status)));
    return arena_printf(pool->arena, "it ended with status %d", WEXITSTATUS(status));
}

/* ---- Answers ------------------------------------------------------------------------ */

/* Takes whole answers off what was received. */
static void take_answers(struct pool *pool, struct worker *worker)
{
    struct buf *received = &worker->received;
    size_t used = 0;
    struct header header;
    while (received->n - used >= sizeof header) {
        memcpy(&header, received->s + used, sizeof header);
        size_t size = sizeof header + header.size + header.said;
        if (received->n - used < size)
            break;
        struct slot *slot = &pool->slots[header.item];
        const char *result = received->s + used + sizeof header;
        buf_add(&slot->result, result, header.size);
        buf_add(&slot->said, result + header.size, header.said);
        slot->done = true;
        used += size;
    }
    if (used > 0) {
        memmove(received->s, received->s + used, received->n - used);
        received->n -= used;
    }
}

/* Takes what the worker has sent; false at the end of its pipe. */
static bool receive(struct pool *pool, struct worker *worker)
{
    char block[64 << 10];
    ssize_t got = read(worker->from, block, sizeof block);
    if (got < 0)
        return errno == EINTR;
    if (got == 0)
        return false;
    buf_add(&worker->received, block, (size_t)got);
    take_answers(pool, worker);
    return true;
}

static int deliver(struct pool *pool)
{
    while (pool->delivered < pool->count && pool->slots[pool->delivered].done) {
        struct slot *slot = &pool->slots[pool->delivered];
        if (slot->said.n > 0)
            fwrite(slot->said.s, 1, slot->said.n, stderr);
        int result = pool->done(pool->delivered, slot->lost == NULL ? &slot->result : NULL,
                                slot->lost, pool->payload);
        buf_release(&slot->result);
        buf_release(&slot->said);
        pool->delivered++;
        if (result < 0)
            return -1;
    }
    return 0;
}

/* A worker's pipe has ended: it found no more items, or it died at one. */
static int replace_worker(struct pool *pool, unsigned number)
{
    struct worker *worker = &pool->workers[number];
    uint64_t item = atomic_load(&pool->board->desks[number]);
    const char *ended = worker_end(pool, worker);
    bool more = atomic_load(&pool->board->next) < pool->item_count;
    if (item != NO_ITEM && !pool->slots[item].done) {
        pool->slots[item].lost = ended;
        pool->slots[item].done = true;
        read_log(worker->log, &pool->slots[item].said);
    } else if (item == NO_ITEM && more) {
        return fail(NULL, 0, 0, MSG_POOL_START, ended);
    }
    return more ? worker_start(pool, number) : 0;
}

static int serve_worker(struct pool *pool, unsigned number)
{
    if (pool->workers[number].from < 0)
        return 0;
    return receive(pool, &pool->workers[number]) ? 0 : replace_worker(pool, number);
}

/* ---- Rounds ------------------------------------------------------------------------- */

static bool any_alive(const struct pool *pool)
{
    for (unsigned i = 0; i < pool->worker_count; i++) {
        if (pool->workers[i].from >= 0)
            return true;
    }
    return false;
}

/* Until all workers have ended. */
static int serve_all(struct pool *pool)
{
    struct pollfd *polls = ARENA_ARRAY(pool->arena, pool->worker_count, struct pollfd);
    int result = 0;
    while (result == 0 && any_alive(pool)) {
        for (unsigned i = 0; i < pool->worker_count; i++)
            polls[i] = (struct pollfd){.fd = pool->workers[i].from, .events = POLLIN};
        if (poll(polls, pool->worker_count, -1) < 0 && errno != EINTR)
            result = fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
        for (unsigned i = 0; result == 0 && i < pool->worker_count; i++) {
            if (polls[i].revents != 0)
                result = serve_worker(pool, i);
        }
        if (result == 0)
            result = deliver(pool);
    }
    return result;
}

static void list_items(struct pool *pool)
{
    pool->item_count = 0;
    for (size_t i = pool->delivered; i < pool->count; i++) {
        if (!pool->slots[i].done)
            pool->items[pool->item_count++] = i;
    }
}

static int run_round(struct pool *pool, unsigned wanted)
{
    int result = 0;
    list_items(pool);
    atomic_store(&pool->board->next, 0);
    if (wanted > pool->item_count)
        wanted = (unsigned)pool->item_count;
    for (pool->worker_count = 0; result == 0 && pool->worker_count < wanted; pool->worker_count++)
        result = worker_start(pool, pool->worker_count);
    return result == 0 ? serve_all(pool) : result;
}

/* Workers that still run find nothing more to do, and nobody to tell. */
static void stop_workers(struct pool *pool)
{
    atomic_store(&pool->board->next, UINT64_MAX / 2);
    for (unsigned i = 0; i < pool->worker_count; i++) {
        if (pool->workers[i].from >= 0)
            worker_end(pool, &pool->workers[i]);
    }
}

static void pool_release(struct pool *pool, unsigned workers)
{
    stop_workers(pool);
    for (unsigned i = 0; i < workers; i++) {
        buf_release(&pool->workers[i].received);
        if (pool->workers[i].log >= 0)
            close(pool->workers[i].log);
    }
    for (size_t i = pool->delivered; i < pool->count; i++) {
        buf_release(&pool->slots[i].result);
        buf_release(&pool->slots[i].said);
    }
}

static int run_apart(struct pool *pool, unsigned workers)
{
    int result = 0;
    for (unsigned i = 0; i < workers; i++)
        pool->workers[i] = (struct worker){.from = -1, .log = memfd_create("stderr", MFD_CLOEXEC)};
    /* A reader that is gone must show as an error of write(), not end the process. */
    void (*old_handler)(int) = signal(SIGPIPE, SIG_IGN);
    fflush(stdout);
    fflush(stderr);
    while (result == 0 && pool->delivered < pool->count)
        result = run_round(pool, workers);
    pool_release(pool, workers);
    signal(SIGPIPE, old_handler);
    return result;
}

static int run_here(size_t count, pool_work *work, pool_done *done, void *payload)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        struct buf text = BUF_INIT;
        work(i, &text, payload);
        result = done(i, &text, NULL, payload);
        buf_release(&text);
    }
    return result;
}

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (unsigned)count;
}

static void unmap(void *board)
{
    size_t size;
    memcpy(&size, board, sizeof size);
    munmap(board, size);
}

/* The mapping begins with its own size. */
void *shared_memory(struct arena *arena, size_t size)
{
    size_t whole = size + _Alignof(max_align_t);
    char *memory = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        die_no_memory(size);
    memcpy(memory, &whole, sizeof whole);
    arena_on_free(arena, unmap, memory);
    return memory + _Alignof(max_align_t);
}

int pool_run(struct pool_options options, size_t count, pool_work *work, pool_done *done,
             void *payload)
{
    unsigned wanted = options.workers ? options.workers : processors();
    if (wanted == 1 && !options.apart)
        return run_here(count, work, done, payload);
    if (wanted > count)
        wanted = (unsigned)count;
    struct arena *arena = arena_new();
    struct pool pool = {.arena = arena,
                        .options = options,
                        .count = count,
                        .work = work,
                        .done = done,
                        .payload = payload,
                        .items = ARENA_ARRAY(arena, count, uint64_t),
                        .workers = ARENA_ARRAY(arena, wanted, struct worker),
                        .slots = ARENA_ARRAY(arena, count, struct slot)};
    pool.board = shared_memory(arena, sizeof *pool.board + wanted * sizeof pool.board->desks[0]);
    int result = run_apart(&pool, wanted);
    arena_free(arena);
    return result;
}
