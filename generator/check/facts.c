#include "check/facts.h"

#include <string.h>

/* All facts that answer one question. */
struct topic {
    struct facts_question question;
    uint32_t hash, first, last;
};

struct facts {
    struct arena *arena;
    VEC(struct fact) list;
    VEC(struct topic) topics;
    uint32_t *slots; /* topic + 1; 0: empty. A power of two, at most half full */
    uint32_t slot_count;
};

static void release(void *handle)
{
    struct facts *facts = handle;
    vec_release(&facts->list);
    vec_release(&facts->topics);
    vec_drop((void **)&facts->slots);
}

struct facts *facts_new(struct arena *arena)
{
    struct facts *facts = ARENA_NEW(arena, struct facts);
    facts->arena = arena;
    arena_on_free(arena, release, facts);
    return facts;
}

/* ---- Topics ------------------------------------------------------------------------ */

static bool has_key(enum facts_scope scope)
{
    return scope != FACTS_OF_NAME;
}

static uint32_t mix(uint32_t hash, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.s[i]) * 0x01000193u;
    return (hash ^ (uint32_t)text.n) * 0x01000193u;
}

static uint32_t hash_of(const struct facts_question *question)
{
    uint32_t hash = 0x811C9DC5u ^ (question->rule * 4 + question->scope);
    if (question->scope != FACTS_OF_SITE)
        hash = mix(hash, str_of(question->publication));
    hash = mix(hash, question->name);
    if (has_key(question->scope))
        hash = mix(hash, question->key);
    return hash ^ hash >> 15;
}

static bool is_same(const struct facts_question *a, const struct facts_question *b)
{
    return a->scope == b->scope && a->rule == b->rule && str_equal(a->name, b->name) &&
           (!has_key(a->scope) || str_equal(a->key, b->key)) &&
           (a->scope == FACTS_OF_SITE || strcmp(a->publication, b->publication) == 0);
}

/* The slot of the topic that answers the question, or the empty one where it belongs. */
static uint32_t *slot_of(const struct facts *facts, const struct facts_question *question,
                         uint32_t hash)
{
    uint32_t at = hash & (facts->slot_count - 1);
    while (facts->slots[at] != 0) {
        const struct topic *topic = &facts->topics.items[facts->slots[at] - 1];
        if (topic->hash == hash && is_same(&topic->question, question))
            break;
        at = (at + 1) & (facts->slot_count - 1);
    }
    return &facts->slots[at];
}

static void make_room(struct facts *facts)
{
    size_t room = 0;
    uint32_t wanted = facts->slot_count > 0 ? facts->slot_count * 2 : 64;
    if (facts->topics.count * 2 < facts->slot_count)
        return;
    vec_drop((void **)&facts->slots);
    vec_grow((void **)&facts->slots, &room, wanted, sizeof *facts->slots);
    memset(facts->slots, 0, wanted * sizeof *facts->slots);
    facts->slot_count = wanted;
    for (uint32_t i = 0; i < facts->topics.count; i++) {
        const struct topic *topic = &facts->topics.items[i];
        *slot_of(facts, &topic->question, topic->hash) = i + 1;
    }
}

static struct str keep(struct facts *facts, struct str text)
{
    return (struct str){arena_strndup(facts->arena, text.s, text.n), text.n};
}

/* Puts the fact at the end of its topic's chain. Question and chain share the texts
 * that the first fact of a topic brought. */
static void file_fact(struct facts *facts, struct facts_question question, uint32_t fact)
{
    uint32_t hash = hash_of(&question);
    make_room(facts);
    uint32_t *slot = slot_of(facts, &question, hash);
    if (*slot == 0) {
        *vec_push(&facts->topics) = (struct topic){question, hash, fact, fact};
        *slot = (uint32_t)facts->topics.count;
        return;
    }
    struct topic *topic = &facts->topics.items[*slot - 1];
    facts->list.items[topic->last].next[question.scope] = fact;
    topic->last = fact;
}

/* ---- Adding ------------------------------------------------------------------------ */

void facts_put(struct buf *wire, struct fact_told fact)
{
    wire_put_number(wire, fact.rule);
    wire_put_number(wire, fact.line);
    wire_put_bytes(wire, fact.name);
    wire_put_bytes(wire, fact.key);
    wire_put_bytes(wire, fact.value);
}

static void add_fact(struct facts *facts, const struct document *document, const char *publication,
                     struct fact_told told)
{
    uint32_t index = (uint32_t)facts->list.count;
    struct str name = keep(facts, told.name), key = keep(facts, told.key);
    *vec_push(&facts->list) = (struct fact){.document = document,
                                            .line = told.line,
                                            .key = key,
                                            .value = keep(facts, told.value),
                                            .next = {NONE, NONE, NONE}};
    for (enum facts_scope scope = 0; scope < FACTS_SCOPE_COUNT; scope++)
        file_fact(facts, (struct facts_question){scope, told.rule, publication, name, key}, index);
}

void facts_add_page(struct facts *facts, const struct document *document, const char *publication,
                    struct str wire)
{
    if (wire.n == 0)
        return;
    publication = arena_strdup(facts->arena, publication);
    while (wire.n > 0) {
        struct fact_told told;
        told.rule = (uint32_t)wire_number(&wire);
        told.line = (uint32_t)wire_number(&wire);
        told.name = wire_bytes(&wire);
        told.key = wire_bytes(&wire);
        told.value = wire_bytes(&wire);
        add_fact(facts, document, publication, told);
    }
}

/* ---- Asking ------------------------------------------------------------------------ */

uint32_t facts_find(const struct facts *facts, struct facts_question question)
{
    if (facts->slot_count == 0)
        return NONE;
    uint32_t slot = *slot_of(facts, &question, hash_of(&question));
    return slot != 0 ? facts->topics.items[slot - 1].first : NONE;
}

const struct fact *facts_at(const struct facts *facts, uint32_t index)
{
    return &facts->list.items[index];
}

size_t facts_count(const struct facts *facts)
{
    return facts->list.count;
}
