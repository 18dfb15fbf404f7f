/* Sentences and words as rules see them. */
#include "check/host.h"

#include <string.h>

static const struct sentence *sentence_at(lua_State *L)
{
    const struct object *object = objects_check(L, 1, OBJECT_SENTENCE);
    return &host_of(L)->page->sentences[object->index];
}

static const struct word *word_at(lua_State *L)
{
    const struct object *object = objects_check(L, 1, OBJECT_WORD);
    return &host_of(L)->page->words[object->index];
}

static int push_text(lua_State *L, uint32_t start, uint32_t end)
{
    host_charge(L, (end - start) / 64);
    lua_pushlstring(L, host_of(L)->page->text + start, end - start);
    return 1;
}

/* A word's Lua string, made once for each lexeme. */
void objects_push_lexeme(lua_State *L, uint32_t lexeme)
{
    struct host *host = host_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->lexeme_strings);
    if (lua_rawgeti(L, -1, (lua_Integer)lexeme + 1) == LUA_TNIL) {
        struct str text = lexicon_lexeme(host->page->lexicon, lexeme)->text;
        lua_pop(L, 1);
        lua_pushlstring(L, text.s, text.n);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, (lua_Integer)lexeme + 1);
    }
    lua_remove(L, -2);
}

/* ---- Sentences --------------------------------------------------------------------- */

static int sentence_text(lua_State *L)
{
    const struct sentence *sentence = sentence_at(L);
    return push_text(L, sentence->start, sentence->end);
}

static int sentence_count(lua_State *L)
{
    lua_pushinteger(L, sentence_at(L)->word_count);
    return 1;
}

static int sentence_block(lua_State *L)
{
    return objects_push_place(L, OBJECT_NODE, sentence_at(L)->node);
}

/* The neighbour in the same block. */
static int push_neighbour(lua_State *L, int step)
{
    const struct page *page = host_of(L)->page;
    const struct sentence *sentence = sentence_at(L);
    uint32_t index = (uint32_t)(sentence - page->sentences) + (uint32_t)step;
    bool there = index < page->sentence_count && page->sentences[index].node == sentence->node;
    return objects_push_place(L, OBJECT_SENTENCE, there ? index : NONE);
}

static int sentence_previous(lua_State *L)
{
    return push_neighbour(L, -1);
}

static int sentence_next(lua_State *L)
{
    return push_neighbour(L, 1);
}

/* Upvalues: next index, past, whether sentences that are no prose count. */
static int next_sentence(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t at = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    uint32_t past = (uint32_t)lua_tointeger(L, lua_upvalueindex(2));
    bool all = lua_toboolean(L, lua_upvalueindex(3));
    uint32_t before = at;
    while (at < past && !all && !page->sentences[at].prose)
        at++;
    host_charge(L, (at - before) / 16);
    if (at >= past)
        return 0;
    lua_pushinteger(L, at + 1);
    lua_replace(L, lua_upvalueindex(1));
    return objects_push_place(L, OBJECT_SENTENCE, at);
}

/* A heading, cell or caption has its sentences only when asked itself. */
static bool is_label(const struct page *page, const struct object *object)
{
    if (object->type != OBJECT_NODE)
        return false;
    enum node_kind kind = page->nodes[object->index].kind;
    return kind == NODE_HEADING || kind == NODE_CELL || kind == NODE_CAPTION || kind == NODE_TERM ||
           kind == NODE_TITLE || kind == NODE_IMAGE;
}

int objects_sentences(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    struct range range = objects_range(L, 1);
    bool all = is_label(page, lua_touserdata(L, 1));
    lua_pushinteger(L, page_sentence_from(page, range.start));
    lua_pushinteger(L, page_sentence_from(page, range.end));
    lua_pushboolean(L, all);
    lua_pushcclosure(L, next_sentence, 3);
    return 1;
}

/* ---- Words ------------------------------------------------------------------------- */

static int word_text(lua_State *L)
{
    const struct word *word = word_at(L);
    return push_text(L, word->start, word->end);
}

static int word_lower(lua_State *L)
{
    objects_push_lexeme(L, word_at(L)->lexeme);
    return 1;
}

static int word_syllables(lua_State *L)
{
    lua_pushinteger(L, page_syllables(host_of(L)->page, word_at(L)));
    return 1;
}

static int word_sentence(lua_State *L)
{
    return objects_push_place(L, OBJECT_SENTENCE, word_at(L)->sentence);
}

/* The neighbour in the same sentence. */
static int push_near(lua_State *L, int step)
{
    const struct page *page = host_of(L)->page;
    const struct word *word = word_at(L);
    uint32_t index = (uint32_t)(word - page->words) + (uint32_t)step;
    bool there = index < page->word_count && page->words[index].sentence == word->sentence;
    return objects_push_place(L, OBJECT_WORD, there ? index : NONE);
}

static int word_previous(lua_State *L)
{
    return push_near(L, -1);
}

static int word_next(lua_State *L)
{
    return push_near(L, 1);
}

static int word_bracketed(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct word *word = word_at(L);
    char before = word->start > 0 ? page->plain[word->start - 1] : ' ';
    char after = page->plain[word->end];
    lua_pushboolean(L, (before == '(' && after == ')') || (before == '[' && after == ']'));
    return 1;
}

/* word:suggestions(): what it may have been meant to be, the likeliest first. */
static int word_suggestions(lua_State *L)
{
    enum { STEPS_A_LETTER = 300 };
    const struct word *word = word_at(L);
    const char *words[SUGGESTIONS];
    host_charge(L, (size_t)STEPS_A_LETTER * (word->end - word->start));
    size_t count = spelling_suggest(host_of(L)->spelling, word->lexeme,
                                    (word->flags & WORD_CAPITAL) != 0, words);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_pushstring(L, words[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* A word and the next as one, "" if the dictionary knows none such. It is asked once for each
 * word of the page, for it takes microseconds: a page in another language has no word it knows. */
static const char *joined_word(struct host *host, const struct word *word)
{
    const struct page *page = host->page;
    const struct word *next = word + 1;
    if (host->joined == NULL)
        host->joined = ARENA_ARRAY(host->arena, page->word_count, const char *);
    const char **joined = &host->joined[word - page->words];
    if (*joined == NULL) {
        *joined = arena_printf(host->arena, "%.*s%.*s", (int)(word->end - word->start),
                               page->text + word->start, (int)(next->end - next->start),
                               page->text + next->start);
        if (!spelling_knows(host->spelling, str_of(*joined)))
            *joined = "";
    }
    return *joined;
}

/* word:joined(): it and the next one as one word, if only a space or a hyphen at a line's
 * end parts them and the dictionary knows it; else nil. */
static int word_joined(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    const struct word *word = word_at(L), *next = word + 1;
    if (!host_of(L)->rule->dictionary)
        return luaL_error(L, "a rule that asks for joined words says dictionary = true");
    if (next == page->words + page->word_count || next->sentence != word->sentence ||
        ((word->flags | next->flags) & ~WORD_CAPITAL) != 0)
        return 0;
    struct str gap = {page->text + word->end, next->start - word->end};
    if (!str_is(gap, " ") && !str_is(gap, "- "))
        return 0;
    host_charge(L, 10);
    const char *joined = joined_word(host_of(L), word);
    if (joined[0] == '\0')
        return 0;
    lua_pushstring(L, joined);
    return 1;
}

static const struct {
    const char *name;
    uint8_t flag;
} word_kinds[] = {{"capital", WORD_CAPITAL}, {"acronym", WORD_ACRONYM}, {"number", WORD_NUMBER},
                  {"address", WORD_ADDRESS}, {"dotted", WORD_DOTTED},   {"camel", WORD_CAMEL}};

/* word:is("acronym") */
static int word_is(lua_State *L)
{
    const struct word *word = word_at(L);
    const char *name = luaL_checkstring(L, 2);
    for (size_t i = 0; i < COUNT_OF(word_kinds); i++) {
        if (strcmp(word_kinds[i].name, name) == 0) {
            lua_pushboolean(L, word->flags & word_kinds[i].flag);
            return 1;
        }
    }
    return luaL_error(L, "there is no kind of word \"%s\"", name);
}

/* Wanted beside the flags of a word: those that the dictionary does not know, and those that
 * repeat the word before. */
enum { WANT_MISSPELT = 0x100, WANT_DOUBLED = 0x200 };

/* Has the word the shape that a dictionary can judge: Latin letters, with one capital at
 * most and that in front? */
static bool is_plain_word(const struct page *page, const struct word *word)
{
    enum { LAST_LATIN = 0x24F };
    size_t at = word->start, letters = 0;
    while (at < word->end) {
        uint32_t c = utf8_next(page->plain, word->end, &at);
        if ((c >= '0' && c <= '9') || (c > LAST_LATIN && char_is_letter(c)))
            return false;
        letters += char_is_letter(c);
        if (letters > 1 && char_is_upper(c))
            return false;
    }
    return letters > 1;
}

static bool is_misspelt(const struct host *host, const struct word *word)
{
    unsigned capital = word->flags & WORD_CAPITAL;
    return word->flags == capital &&
           !spelling_accepts(host->spelling, word->lexeme, capital != 0) &&
           is_plain_word(host->page, word);
}

/* Is it the word before over again, with a space between, in the source too: not the text of
 * a link after its name? Numbers and letters may be. */
static bool is_doubled(const struct page *page, const struct word *word)
{
    if (word == page->words)
        return false;
    const struct word *before = word - 1;
    if (word->lexeme != before->lexeme || word->sentence != before->sentence ||
        (word->flags & ~WORD_CAPITAL) != 0 || word->end - word->start < 2 ||
        word->start != before->end + 1 || page->text[before->end] != ' ')
        return false;
    struct span span = page_span(page, before->start, word->end);
    return span.end - span.start == word->end - before->start;
}

static bool is_wanted(const struct host *host, const struct word *word, unsigned wanted)
{
    if (wanted == WANT_MISSPELT)
        return is_misspelt(host, word);
    if (wanted == WANT_DOUBLED)
        return is_doubled(host->page, word);
    return wanted == 0 || (word->flags & wanted) != 0;
}

/* Upvalues: next index, past, what is wanted (0: any). */
static int next_word(lua_State *L)
{
    const struct host *host = host_of(L);
    uint32_t at = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    uint32_t past = (uint32_t)lua_tointeger(L, lua_upvalueindex(2));
    unsigned wanted = (unsigned)lua_tointeger(L, lua_upvalueindex(3));
    uint32_t before = at;
    while (at < past && !is_wanted(host, &host->page->words[at], wanted))
        at++;
    host_charge(L, (at - before) / (wanted == WANT_MISSPELT ? 2 : 16));
    if (at >= past)
        return 0;
    lua_pushinteger(L, at + 1);
    lua_replace(L, lua_upvalueindex(1));
    return objects_push_place(L, OBJECT_WORD, at);
}

int objects_words(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    struct range range = objects_range(L, 1);
    unsigned wanted = 0;
    if (!lua_isnoneornil(L, 2)) {
        const char *name = luaL_checkstring(L, 2);
        for (size_t i = 0; i < COUNT_OF(word_kinds); i++) {
            if (strcmp(word_kinds[i].name, name) == 0)
                wanted = word_kinds[i].flag;
        }
        if (strcmp(name, "misspelt") == 0)
            wanted = WANT_MISSPELT;
        if (strcmp(name, "doubled") == 0)
            wanted = WANT_DOUBLED;
        if (wanted == WANT_MISSPELT && !host_of(L)->rule->dictionary)
            return luaL_error(L, "a rule that asks for misspelt words says dictionary = true");
        if (wanted == 0)
            return luaL_error(L, "there is no kind of word \"%s\"", name);
    }
    lua_pushinteger(L, page_word_from(page, range.start));
    lua_pushinteger(L, page_word_from(page, range.end));
    lua_pushinteger(L, wanted);
    lua_pushcclosure(L, next_word, 3);
    return 1;
}

static const struct member sentence_members[] = {
    {"text", false, sentence_text},   {"count", false, sentence_count},
    {"block", false, sentence_block}, {"previous", false, sentence_previous},
    {"next", false, sentence_next},   {"words", true, objects_words},
    {"match", true, finders_match},   {"has", true, finders_has},
    {"find", true, finders_find},
};
static const struct member word_members[] = {
    {"text", false, word_text},
    {"lower", false, word_lower},
    {"syllables", false, word_syllables},
    {"sentence", false, word_sentence},
    {"previous", false, word_previous},
    {"next", false, word_next},
    {"bracketed", false, word_bracketed},
    {"is", true, word_is},
    {"suggestions", true, word_suggestions},
    {"joined", true, word_joined},
};

void objects_open_text(lua_State *L)
{
    objects_register(L, OBJECT_SENTENCE, sentence_members, COUNT_OF(sentence_members));
    objects_register(L, OBJECT_WORD, word_members, COUNT_OF(word_members));
}
