/* report(): a rule's finding becomes one of ours. */
#include "check/host.h"

#include <string.h>

enum { LONGEST_MESSAGE = 500, REPORT_STEPS = 20, FINGERPRINT_WORDS = 200 };
/* Bytes: a longer span has no context; what is shown before and after it. */
enum { CONTEXT_MOST = 800, CONTEXT_AROUND = 300 };

/* ---- Fingerprint ------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.s[i]) * 0x100000001B3u;
    return (hash ^ 0xFF) * 0x100000001B3u; /* 0xFF never stands in UTF-8 */
}

static uint64_t mix_words(uint64_t hash, const struct page *page, uint32_t first, uint32_t past)
{
    if (past > first + FINGERPRINT_WORDS)
        past = first + FINGERPRINT_WORDS;
    for (uint32_t i = first; i < past; i++)
        hash = mix(hash, lexicon_lexeme(page->lexicon, page->words[i].lexeme)->text);
    return mix(hash, STR(""));
}

/* A message without its figures, and without what stands in brackets: they change with
 * the text that they count. */
static uint64_t mix_message(uint64_t hash, const char *message)
{
    bool bracketed = false;
    for (; *message != '\0'; message++) {
        bracketed = *message == '(' || (bracketed && *message != ')');
        if (!bracketed && (*message < '0' || *message > '9'))
            hash = mix(hash, (struct str){message, 1});
    }
    return hash;
}

static uint64_t mix_sentence(uint64_t hash, const struct page *page, uint32_t word)
{
    if (word >= page->word_count || page->words[word].sentence == NONE)
        return hash;
    const struct sentence *sentence = &page->sentences[page->words[word].sentence];
    return mix_words(hash, page, sentence->first_word, sentence->first_word + sentence->word_count);
}

static uint64_t mix_span(uint64_t hash, const struct page *page, struct range range)
{
    uint32_t first = page_word_from(page, range.start), past = page_word_from(page, range.end);
    if (past > first)
        hash = mix_words(hash, page, first, past);
    else
        hash = mix(hash, (struct str){page->text + range.start, range.end - range.start});
    uint32_t last = page->word_count > 0 ? page->word_count - 1 : 0;
    return mix_sentence(hash, page, first < last ? first : last);
}

/* The heading that stands for the whole of a section or page; NULL for all else. */
static const struct flat_node *heading_of(const struct page *page, struct range range)
{
    bool whole = range.node == NULL && range.start == 0 && range.end == page->size;
    uint32_t first = whole ? 0 : NONE;
    if (range.node != NULL && range.node->kind == NODE_SECTION)
        first = (uint32_t)(range.node - page->nodes) + 1;
    for (uint32_t i = first; i < page->node_count; i++) {
        if (page->nodes[i].kind == NODE_TITLE || page->nodes[i].kind == NODE_HEADING)
            return &page->nodes[i];
    }
    return NULL;
}

/* From the rule, the words of the span and those of its sentence: neither line nor
 * path, so that it survives text put in above and a page renamed. What is said of a
 * whole section or page goes by its heading, so that it survives edits inside. */
static const char *fingerprint(const struct host *host, struct range range, const char *message)
{
    const struct page *page = host->page;
    const struct flat_node *heading = heading_of(page, range);
    uint64_t hash = mix(0xCBF29CE484222325u, str_of(host->rule->id));
    if (range.named) { /* of the front matter: where it is does not change with the page */
        hash = mix(mix(hash, range.name), range.said);
    } else if (heading != NULL) {
        hash = mix_words(hash, page, page_word_from(page, heading->start),
                         page_word_from(page, heading->end));
        hash = mix_message(hash, message);
    } else {
        hash = mix_span(hash, page, range);
    }
    return arena_printf(host->findings->arena, "%016llx", (unsigned long long)hash);
}

/* ---- Context ----------------------------------------------------------------------- */

static bool inside_character(const char *byte)
{
    return ((unsigned char)*byte & 0xC0) == 0x80;
}

/* The sentence at the offset; NULL if none is there. */
static const struct sentence *sentence_at(const struct page *page, uint32_t offset)
{
    uint32_t index = page_sentence_from(page, offset + 1);
    const struct sentence *sentence = index > 0 ? &page->sentences[index - 1] : NULL;
    return sentence != NULL && sentence->end > offset ? sentence : NULL;
}

/* The words of a span in their sentences, for reports that show what readers see. Of a
 * range as large as a section nothing: its source line says more. */
static void add_context(const struct host *host, struct range range, struct finding *finding)
{
    const struct page *page = host->page;
    uint32_t start = range.start, end = range.end;
    if (range.named || start >= end || end - start > CONTEXT_MOST)
        return;
    const struct sentence *first = sentence_at(page, start), *last = sentence_at(page, end - 1);
    if (first != NULL)
        start = first->start + CONTEXT_AROUND > start ? first->start : start - CONTEXT_AROUND;
    if (last != NULL)
        end = last->end < end + CONTEXT_AROUND ? last->end : end + CONTEXT_AROUND;
    while (start > 0 && inside_character(page->text + start))
        start--;
    while (end < page->size && inside_character(page->text + end))
        end++;
    finding->context = arena_strndup(page->arena, page->text + start, end - start);
    finding->marked = (struct span){range.start - start, range.end - start};
}

/* ---- What the rule said ------------------------------------------------------------ */

static const char *text_argument(lua_State *L, int index, const char *what)
{
    size_t size = 0;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "report: the %s must be a text", what);
    const char *text = lua_tolstring(L, index, &size);
    if (size > LONGEST_MESSAGE)
        luaL_error(L, "report: the %s is longer than %d bytes", what, LONGEST_MESSAGE);
    if (utf8_check(text, size) < size)
        luaL_error(L, "report: the %s is no UTF-8; was a character cut in two?", what);
    return text;
}

static const char *text_field(lua_State *L, const char *name)
{
    const char *text = NULL;
    if (lua_getfield(L, 3, name) != LUA_TNIL)
        text = text_argument(L, -1, name);
    lua_pop(L, 1); /* the table keeps it */
    return text;
}

/* “give” or “do”, from the list part of the third argument. */
static const char *choices(lua_State *L, struct arena *arena)
{
    enum { MOST = 6 };
    lua_Integer count = luaL_len(L, 3);
    if (count == 0)
        return NULL;
    struct buf text = BUF_INIT;
    buf_puts(&text, "Use ");
    for (lua_Integer i = 1; i <= count && i <= MOST; i++) {
        lua_rawgeti(L, 3, i);
        const char *choice = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
        if (i > 1)
            buf_puts(&text, i == count || i == MOST ? " or " : ", ");
        buf_printf(&text, "\"%.100s\"", choice);
        lua_pop(L, 1);
    }
    buf_putc(&text, '.');
    return buf_to_arena(&text, arena);
}

static void check_fields(lua_State *L)
{
    static const char *const known[] = {"fix", "advice", "level", "certain"};
    lua_pushnil(L);
    while (lua_next(L, 3) != 0) {
        lua_pop(L, 1);
        bool good = lua_type(L, -1) == LUA_TNUMBER;
        for (size_t i = 0; i < COUNT_OF(known) && lua_type(L, -1) == LUA_TSTRING; i++)
            good |= strcmp(lua_tostring(L, -1), known[i]) == 0;
        if (!good)
            luaL_error(L, "report: the third argument is a fix, or a table of fix, "
                          "advice, level, certain");
    }
}

static enum level level_field(lua_State *L, const struct host *host)
{
    enum level level = host->settings->level, own;
    const char *name = text_field(L, "level");
    if (name == NULL)
        return level;
    if (!level_parse(str_of(name), &own) || own == LEVEL_OFF)
        luaL_error(L, "report: \"%s\" is no level; error and warning are", name);
    return own < level ? own : level;
}

/* Does the page, or what the range stands in, speak another language than the rule? */
static bool is_foreign(const struct host *host, struct range range)
{
    const struct rule *rule = host->rule;
    if (rule->languages.count == 0 || range.named)
        return false;
    const char *lang = page_language(host->page, range.node, range.start, range.end);
    return lang != NULL && !names_language(&rule->languages, lang);
}

static bool certain_field(lua_State *L, bool fixed)
{
    lua_getfield(L, 3, "certain");
    bool certain = lua_toboolean(L, -1);
    lua_pop(L, 1);
    if (certain && !fixed)
        luaL_error(L, "report: certain is said of a fix, and there is none");
    return certain;
}

/* report(span, message, more): `more` is the text that replaces the span, or a table
 * { fix =, certain =, advice =, level =, "choice", … }. A level can only soften the rule's. */
int host_report(lua_State *L)
{
    struct host *host = host_of(L);
    lua_settop(L, 3);
    host_charge(L, REPORT_STEPS);
    struct range range = objects_range(L, 1);
    struct finding finding = {.rule = host->rule->id,
                              .level = host->settings->level,
                              .message = text_argument(L, 2, "message"),
                              .advice = host->rule->advice};
    if (lua_istable(L, 3)) {
        check_fields(L);
        finding.level = level_field(L, host);
        finding.fix = text_field(L, "fix");
        finding.certain = certain_field(L, finding.fix != NULL);
        const char *advice = text_field(L, "advice");
        if (advice == NULL)
            advice = choices(L, host->findings->arena);
        if (advice != NULL)
            finding.advice = advice;
    } else if (!lua_isnil(L, 3)) {
        finding.fix = text_argument(L, 3, "fix");
    }
    if (is_foreign(host, range))
        return 0;
    finding.certain = finding.certain && fix_is_safe(host->page, range, finding.fix);
    finding.fingerprint = fingerprint(host, range, finding.message);
    add_context(host, range, &finding);
    findings_add(host->findings, host->page->document->source, range.span, finding);
    return 0;
}
