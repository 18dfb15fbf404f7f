/* Counts and readability scores of a range as rules see them. */
#include "check/host.h"

#include <math.h>

struct stats_object {
    struct object object;
    struct measures measures;
};

static const struct measures *measures_at(lua_State *L)
{
    return &((struct stats_object *)objects_check(L, 1, OBJECT_STATS))->measures;
}

/* nil where the formula has too little to go by. */
static int push_score(lua_State *L, double score)
{
    if (isnan(score))
        lua_pushnil(L);
    else
        lua_pushnumber(L, score);
    return 1;
}

static int push_count(lua_State *L, uint32_t count)
{
    lua_pushinteger(L, count);
    return 1;
}

#define COUNT(name)                                                                                \
    static int stats_##name(lua_State *L)                                                          \
    {                                                                                              \
        return push_count(L, measures_at(L)->name);                                                \
    }
COUNT(words)
COUNT(sentences)
COUNT(syllables)
COUNT(polysyllables)
COUNT(complex)
COUNT(letters)
COUNT(long_words)
COUNT(unfamiliar)

#define SCORE(name)                                                                                \
    static int stats_##name(lua_State *L)                                                          \
    {                                                                                              \
        return push_score(L, measures_##name(measures_at(L)));                                     \
    }
SCORE(flesch)
SCORE(kincaid)
SCORE(fog)
SCORE(smog)
SCORE(coleman_liau)
SCORE(ari)
SCORE(dale_chall)
SCORE(lix)
SCORE(rix)

static int stats_policy(lua_State *L)
{
    measures_at(L);
    lua_pushliteral(L, MEASURE_POLICY);
    return 1;
}

int stats_push(lua_State *L, uint32_t start, uint32_t end)
{
    struct host *host = host_of(L);
    const struct page *page = host->page;
    if (host->sums == NULL) {
        host->sums = measures_sums(host->arena, page);
        host_charge(L, page->word_count / 8);
    }
    struct stats_object *stats =
        (struct stats_object *)objects_push(L, OBJECT_STATS, sizeof(struct stats_object), 0);
    stats->measures = measures_between(host->sums, page_sentence_from(page, start),
                                       page_sentence_from(page, end));
    return 1;
}

static const struct member stats_members[] = {
    {"words", false, stats_words},
    {"sentences", false, stats_sentences},
    {"syllables", false, stats_syllables},
    {"polysyllables", false, stats_polysyllables},
    {"complex", false, stats_complex},
    {"letters", false, stats_letters},
    {"long_words", false, stats_long_words},
    {"unfamiliar", false, stats_unfamiliar},
    {"flesch", false, stats_flesch},
    {"kincaid", false, stats_kincaid},
    {"fog", false, stats_fog},
    {"smog", false, stats_smog},
    {"coleman_liau", false, stats_coleman_liau},
    {"ari", false, stats_ari},
    {"dale_chall", false, stats_dale_chall},
    {"lix", false, stats_lix},
    {"rix", false, stats_rix},
    {"policy", false, stats_policy},
};

void stats_open(lua_State *L)
{
    objects_register(L, OBJECT_STATS, stats_members, COUNT_OF(stats_members));
}
