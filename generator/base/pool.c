/*
 * Each worker is a child with a pipe in each direction: the parent writes the
 * index of the next item, the child answers with a length and the result. An
 * item is handed out when its worker is free, so uneven pages balance by
 * themselves. Results wait in their slot until all before them are done.
 *
 * The end of a worker's pipe without an answer is a crash or a broken limit:
 * the item it had becomes a NULL result and a new worker takes its place.
 */
#include "base.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IDLE = -1 };

struct worker {
    pid_t pid;
    int to, from;    /* pipe ends of the parent; from is -1 once it has ended */
    long item;       /* what it works on, or IDLE */
    uint64_t wanted; /* length of the answer; known once `header` bytes came */
    size_t header;   /* bytes of `wanted` received */
    struct buf answer;
};

struct slot {
    struct buf result;
    bool done, failed;
};

struct pool {
    struct pool_options options;
    size_t count, next, delivered;
    pool_work *work;
    pool_done *done;
    void *payload;
    struct worker *workers;
    unsigned worker_count;
    struct slot *slots;
};

static bool read_fully(int handle, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = read(handle, at, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

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

static _Noreturn void worker_main(struct pool *pool, int in, int out)
{
    if (pool->options.memory_bytes > 0)
        setrlimit(RLIMIT_AS, &(struct rlimit){pool->options.memory_bytes, RLIM_INFINITY});
    uint64_t item;
    while (read_fully(in, &item, sizeof item)) {
        struct buf result = BUF_INIT;
        limit_cpu(pool->options.cpu_seconds);
        pool->work((size_t)item, &result, pool->payload);
        uint64_t size = result.n;
        bool sent = write_fully(out, &size, sizeof size) && write_fully(out, result.s, result.n);
        buf_release(&result);
        if (!sent)
            break;
    }
    fflush(stderr);
    _exit(0); /* not exit(): the parent's buffers and handlers are not ours to flush */
}

static void close_parent_ends(const struct pool *pool)
{
    for (unsigned i = 0; i < pool->worker_count; i++) {
        if (pool->workers[i].from >= 0) {
            close(pool->workers[i].to);
            close(pool->workers[i].from);
        }
    }
}

static int worker_start(struct pool *pool, struct worker *worker)
{
    int to[2], from[2];
    *worker = (struct worker){.from = -1, .item = IDLE};
    if (pipe(to) < 0)
        return fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
    if (pipe(from) < 0) {
        close(to[0]);
        close(to[1]);
        return fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
    }
    pid_t pid = fork();
    if (pid == 0) {
        close_parent_ends(pool);
        close(to[1]);
        close(from[0]);
        worker_main(pool, to[0], from[1]);
    }
    close(to[0]);
    close(from[1]);
    if (pid < 0) {
        close(to[1]);
        close(from[0]);
        return fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
    }
    worker->pid = pid;
    worker->to = to[1];
    worker->from = from[0];
    return 0;
}

static void worker_end(struct worker *worker)
{
    if (worker->from < 0)
        return;
    close(worker->to);
    close(worker->from);
    worker->from = -1;
    while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    buf_release(&worker->answer);
}

static void give_item(struct pool *pool, struct worker *worker)
{
    uint64_t item = pool->next;
    if (pool->next >= pool->count)
        return;
    worker->item = (long)pool->next++;
    worker->header = 0;
    buf_clear(&worker->answer);
    write_fully(worker->to, &item, sizeof item); /* a dead worker shows on its other pipe */
}

/* Takes what the worker has sent; false at the end of its pipe. */
static bool receive(struct worker *worker)
{
    char block[64 << 10];
    ssize_t got = read(worker->from, block, sizeof block);
    if (got < 0)
        return errno == EINTR;
    if (got == 0)
        return false;
    size_t used = 0, header = sizeof worker->wanted - worker->header;
    if (header > 0) {
        used = (size_t)got < header ? (size_t)got : header;
        memcpy((char *)&worker->wanted + worker->header, block, used);
        worker->header += used;
    }
    buf_add(&worker->answer, block + used, (size_t)got - used);
    return true;
}

static bool answered(const struct worker *worker)
{
    return worker->item != IDLE && worker->header == sizeof worker->wanted &&
           worker->answer.n == worker->wanted;
}

static void finish_item(struct pool *pool, struct worker *worker, bool failed)
{
    struct slot *slot = &pool->slots[worker->item];
    slot->done = true;
    slot->failed = failed;
    if (!failed) {
        slot->result = worker->answer;
        worker->answer = (struct buf)BUF_INIT;
    }
    worker->item = IDLE;
}

static int deliver(struct pool *pool)
{
    while (pool->delivered < pool->count && pool->slots[pool->delivered].done) {
        struct slot *slot = &pool->slots[pool->delivered];
        int result =
            pool->done(pool->delivered, slot->failed ? NULL : &slot->result, pool->payload);
        buf_release(&slot->result);
        pool->delivered++;
        if (result < 0)
            return -1;
    }
    return 0;
}

static int serve_worker(struct pool *pool, struct worker *worker)
{
    if (receive(worker)) {
        if (answered(worker)) {
            finish_item(pool, worker, false);
            give_item(pool, worker);
        }
        return 0;
    }
    if (worker->item != IDLE)
        finish_item(pool, worker, true);
    worker_end(worker);
    if (pool->next >= pool->count)
        return 0;
    if (worker_start(pool, worker) < 0)
        return -1;
    give_item(pool, worker);
    return 0;
}

static int serve_all(struct pool *pool)
{
    struct pollfd *polls = calloc(pool->worker_count, sizeof *polls);
    if (polls == NULL)
        die_no_memory(pool->worker_count * sizeof *polls);
    int result = 0;
    while (result == 0 && pool->delivered < pool->count) {
        for (unsigned i = 0; i < pool->worker_count; i++)
            polls[i] = (struct pollfd){.fd = pool->workers[i].from, .events = POLLIN};
        if (poll(polls, pool->worker_count, -1) < 0 && errno != EINTR)
            result = fail(NULL, 0, 0, MSG_POOL_START, strerror(errno));
        for (unsigned i = 0; result == 0 && i < pool->worker_count; i++) {
            if (polls[i].revents != 0 && pool->workers[i].from >= 0)
                result = serve_worker(pool, &pool->workers[i]);
        }
        if (result == 0)
            result = deliver(pool);
    }
    free(polls);
    return result;
}

static int run_here(size_t count, pool_work *work, pool_done *done, void *payload)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        struct buf text = BUF_INIT;
        work(i, &text, payload);
        result = done(i, &text, payload);
        buf_release(&text);
    }
    return result;
}

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (unsigned)count;
}

int pool_run(struct pool_options options, size_t count, pool_work *work, pool_done *done,
             void *payload)
{
    unsigned wanted = options.workers ? options.workers : processors();
    if (wanted == 1)
        return run_here(count, work, done, payload);
    if (wanted > count)
        wanted = (unsigned)count;

    struct arena *arena = arena_new();
    struct pool pool = {.options = options,
                        .count = count,
                        .work = work,
                        .done = done,
                        .payload = payload,
                        .workers = ARENA_ARRAY(arena, wanted, struct worker),
                        .slots = ARENA_ARRAY(arena, count, struct slot)};
    /* A worker that died must show as an error of write(), not end this process. */
    void (*old_handler)(int) = signal(SIGPIPE, SIG_IGN);
    fflush(stdout);
    fflush(stderr);
    int result = 0;
    for (; result == 0 && pool.worker_count < wanted; pool.worker_count++) {
        result = worker_start(&pool, &pool.workers[pool.worker_count]);
        if (result == 0)
            give_item(&pool, &pool.workers[pool.worker_count]);
    }
    if (result == 0)
        result = serve_all(&pool);
    for (unsigned i = 0; i < pool.worker_count; i++)
        worker_end(&pool.workers[i]);
    for (size_t i = pool.delivered; i < count; i++)
        buf_release(&pool.slots[i].result);
    signal(SIGPIPE, old_handler);
    arena_free(arena);
    return result;
}
