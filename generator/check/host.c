#include "check/host.h"

#include <stdlib.h>
#include <string.h>

enum {
    HOOK_INTERVAL = 1000,
    STEPS_ALWAYS = 100000,
    STEPS_A_WORD = 100,
    SECONDS_MOST = 2,
    /* %: a young collection when the heap has grown by so much, a whole one when what is old
     * has. What a page leaves is young; what rules and lists hold is old, and not walked. */
    GC_YOUNG = 20,
    GC_OLD = 100
};
/* Bytes. A block of more than two megabytes would make one comparison or copy
 * cost more than the steps it is charged for. */
#define LIVE_ALWAYS ((size_t)8 << 20)
#define ASKED_ALWAYS ((size_t)16 << 20)
#define BLOCK_MOST ((size_t)2 << 20)

static void *allocate(void *payload, void *block, size_t old_size, size_t size)
{
    struct host *host = payload;
    size_t old = block != NULL ? old_size : 0;
    if (size == 0) {
        host->live -= old;
        return cells_resize(&host->cells, block, old, 0);
    }
    if (size > old) {
        size_t more = size - old;
        if (host->refused || size > BLOCK_MOST + host->page_bytes ||
            more > host->asked_limit - host->asked || host->live + more > host->live_limit) {
            host->refused = true;
            return NULL;
        }
        host->asked += more;
    }
    void *moved = cells_resize(&host->cells, block, old, size);
    if (moved == NULL)
        return NULL; /* never of one that shrinks: libc takes those as they are */
    host->live = host->live - old + size;
    return moved;
}

static void count_steps(lua_State *L, lua_Debug *activation)
{
    (void)activation;
    host_charge(L, HOOK_INTERVAL);
    struct host *host = host_of(L);
    clock_t now = clock();
    if (host->deadline == 0) /* asked for here first: most rules never take so many steps */
        host->deadline = now + SECONDS_MOST * CLOCKS_PER_SEC;
    if (now > host->deadline)
        luaL_error(L, "it took more than %d seconds", SECONDS_MOST);
}

void host_charge(lua_State *L, size_t steps)
{
    struct host *host = host_of(L);
    host->steps -= steps < INT32_MAX ? (int64_t)steps : INT32_MAX;
    if (host->steps < 0)
        luaL_error(L, "it took more steps than a rule may; does it loop for ever?");
}

void host_count(lua_State *L)
{
    lua_sethook(L, count_steps, LUA_MASKCOUNT, HOOK_INTERVAL);
}

static int panic(lua_State *L)
{
    die_bug(__FILE__, __LINE__, lua_tostring(L, -1));
}

static void release_host(void *handle)
{
    struct host *host = handle;
    lua_close(host->L);
    vec_release(&host->phrase_files);
}

static int open_all(lua_State *L)
{
    struct host *host = host_of(L);
    sandbox_open(host);
    objects_open_page(L);
    objects_open_node(L);
    objects_open_text(L);
    finders_open(L);
    matches_open(L);
    stats_open(L);
    terms_open(L);
    facts_open(L);
    fields_open(L);
    lua_newtable(L);
    host->lexeme_strings = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

struct host *host_new(struct arena *arena, struct phrase_book *book, struct spelling *spelling)
{
    struct host *host = ARENA_NEW(arena, struct host);
    host->book = book;
    host->spelling = spelling;
    host->matcher = matcher_new(arena);
    host->live_limit = host->asked_limit = SIZE_MAX / 2;
    host->L = lua_newstate(allocate, host);
    if (host->L == NULL)
        die_no_memory(0);
    arena_on_free(arena, release_host, host);
    lua_gc(host->L, LUA_GCGEN, GC_YOUNG, GC_OLD);
    lua_atpanic(host->L, panic);
    *(struct host **)lua_getextraspace(host->L) = host;
    lua_pushcfunction(host->L, open_all);
    lua_call(host->L, 0, 0);
    return host;
}

void host_forget_page(struct host *host)
{
    host->hits = NULL;
    host->sums = NULL;
    host->joined = NULL;
    host->terms = NULL;
}

void host_begin(struct host *host, size_t words, size_t bytes)
{
    host->steps = STEPS_ALWAYS + (int64_t)words * STEPS_A_WORD;
    host->page_bytes = bytes;
    host->asked = 0;
    host->refused = false;
    host->live_limit = host->live + LIVE_ALWAYS + 8 * bytes;
    host->asked_limit = ASKED_ALWAYS + 32 * bytes;
    host->deadline = 0;
    host->next_pattern = host->next_set = host->next_list = 0;
}

static const char *explain(struct host *host, struct arena *arena)
{
    if (host->refused)
        return "it asked for more memory than a rule may have";
    if (lua_type(host->L, -1) != LUA_TSTRING)
        return "it ended with an error that is no text";
    return arena_strdup(arena, lua_tostring(host->L, -1));
}

const char *host_call(struct host *host, struct arena *arena, lua_CFunction function, void *payload)
{
    const char *error = NULL;
    lua_State *L = host->L;
    host_count(L);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, payload);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK)
        error = explain(host, arena);
    lua_sethook(L, NULL, 0, 0);
    lua_settop(L, 0);
    host->live_limit = host->asked_limit = SIZE_MAX / 2;
    if (error != NULL)
        lua_gc(L, LUA_GCCOLLECT);
    host->refused = false;
    return error;
}
