#define PCRE2_CODE_UNIT_WIDTH 8
#include "check/internal.h"

#include <pcre2.h>

enum {
    LONGEST_PATTERN = 10000,
    MATCH_LIMIT = 100000,
    HEAP_LIMIT_KIB = 1024,
    JIT_STACK_FIRST = 32 * 1024,
    JIT_STACK_MOST = 512 * 1024
};

struct pattern {
    pcre2_code *code;
    const char *text;
    bool used;
};

struct matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

static void free_code(void *handle)
{
    pcre2_code_free(handle);
}

static pcre2_code *compile(struct str text, int *number, size_t *offset)
{
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL)
        die_no_memory(0);
    pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.s, text.n, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
                      number, offset, context);
    pcre2_compile_context_free(context);
    return code;
}

struct pattern *pattern_new(struct arena *arena, struct str text, const char **error)
{
    int number = 0;
    size_t offset = 0;
    pcre2_code *code = compile(text, &number, &offset);
    if (code == NULL) {
        PCRE2_UCHAR message[128];
        pcre2_get_error_message(number, message, sizeof message);
        *error = arena_printf(arena, "%s at character %zu of \"%.*s\"", (const char *)message,
                              utf8_length(text.s, offset < text.n ? offset : text.n) + 1,
                              text.n < 200 ? (int)text.n : 200, text.s);
        return NULL;
    }
    struct pattern *pattern = ARENA_NEW(arena, struct pattern);
    pattern->code = code;
    pattern->text = arena_strndup(arena, text.s, text.n);
    arena_on_free(arena, free_code, code);
    return pattern;
}

const char *pattern_text(const struct pattern *pattern)
{
    return pattern->text;
}

static void free_matcher(void *handle)
{
    struct matcher *matcher = handle;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->stack);
}

struct matcher *matcher_new(struct arena *arena)
{
    struct matcher *matcher = ARENA_NEW(arena, struct matcher);
    matcher->data = pcre2_match_data_create(PATTERN_GROUPS, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    matcher->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
    if (matcher->data == NULL || matcher->context == NULL)
        die_no_memory(0);
    pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    if (matcher->stack != NULL)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    arena_on_free(arena, free_matcher, matcher);
    return matcher;
}

int pattern_find(struct pattern *pattern, struct matcher *matcher, struct str text, size_t from,
                 struct pattern_match *match)
{
    /* Machine code at the first use, since most patterns look at what others have found:
     * making it costs three times what reading the pattern does. Without JIT (a machine it
     * does not know) the interpreter does the same. */
    if (!pattern->used)
        pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
    pattern->used = true;
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)text.s, text.n, from, PCRE2_NO_UTF_CHECK,
                            matcher->data, matcher->context);
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    if (found < 0)
        return -1;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);
    match->count = found == 0 ? PATTERN_GROUPS : (size_t)found;
    for (size_t i = 0; i < match->count; i++) {
        match->groups[i].start = offsets[2 * i];
        match->groups[i].end = offsets[2 * i + 1];
    }
    match->start = offsets[0];
    match->end = offsets[1] > offsets[0] ? offsets[1] : offsets[0];
    match->mark = (const char *)pcre2_get_mark(matcher->data);
    return 1;
}
