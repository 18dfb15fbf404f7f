/* A match of a pattern or a phrase as rules see it. */
#include "check/host.h"

static const struct match_object *match_self(lua_State *L)
{
    return (const struct match_object *)objects_check(L, 1, OBJECT_MATCH);
}

static int push_text(lua_State *L, uint32_t start, uint32_t end)
{
    host_charge(L, (end - start) / 64);
    lua_pushlstring(L, host_of(L)->page->text + start, end - start);
    return 1;
}

static int match_text(lua_State *L)
{
    return push_text(L, match_self(L)->start, match_self(L)->end);
}

/* As the author wrote it, with marks and addresses of links. */
static int match_source(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    struct span span = page_span(page, match_self(L)->start, match_self(L)->end);
    host_charge(L, (span.end - span.start) / 64);
    lua_pushlstring(L, page->document->source->text + span.start, span.end - span.start);
    return 1;
}

/* match[0] is all of it, match[1] the first group; nil if it took no part. */
int matches_group(lua_State *L)
{
    const struct match_object *match = match_self(L);
    lua_Integer number = lua_tointeger(L, 2);
    if (number < 0 || number >= (lua_Integer)match->group_count ||
        match->groups[number].start == NONE) {
        lua_pushnil(L);
        return 1;
    }
    return push_text(L, match->groups[number].start, match->groups[number].end);
}

static void put_text_in_table(lua_State *L)
{
    lua_createtable(L, 1, 0);
    lua_insert(L, -2);
    lua_rawseti(L, -2, 1);
}

void matches_complete_row(lua_State *L, const struct yml *value)
{
    if (value != NULL) {
        lua_pop(L, 1);
        fields_push_value(L, value, true);
    }
    if (lua_type(L, -1) == LUA_TSTRING)
        put_text_in_table(L);
}

/* The row of the phrase: as the rule wrote it, or made anew from its file, so that
 * nothing outlives the page. A lone text is { text }. */
static int match_entry(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
    matches_complete_row(L, match_self(L)->row);
    return 1;
}

/* Which of a list's patterns matched, from 1. */
static int match_which(lua_State *L)
{
    lua_pushinteger(L, match_self(L)->object.index);
    return 1;
}

/* The name of the pattern's last (*MARK:name); nil if it has none. */
static int match_mark(lua_State *L)
{
    lua_pushstring(L, match_self(L)->mark);
    return 1;
}

/* ---- Where it stands --------------------------------------------------------------- */

/* The block of text an offset stands in, or what holds it; NONE. */
static uint32_t block_at(lua_State *L, uint32_t offset)
{
    const struct page *page = host_of(L)->page;
    uint32_t found = NONE;
    for (uint32_t node = page_node_at(page, offset); node != NONE;
         node = page->nodes[node].parent) {
        host_charge(L, 1);
        if (offset >= page->nodes[node].end)
            continue;
        found = node;
        if (node_kind_is_block(page->nodes[node].kind))
            break;
    }
    return found;
}

static int match_block(lua_State *L)
{
    return objects_push_place(L, OBJECT_NODE, block_at(L, match_self(L)->start));
}

/* The link it begins in; a reference whose text we made counts. */
static int match_link(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t offset = match_self(L)->start;
    for (uint32_t node = page_node_at(page, offset); node != NONE;
         node = page->nodes[node].parent) {
        enum node_kind kind = page->nodes[node].kind;
        host_charge(L, 1);
        if (node_kind_is_block(kind) && offset < page->nodes[node].end)
            break;
        if ((kind == NODE_LINK || kind == NODE_REF) && offset < page->nodes[node].end)
            return objects_push_place(L, OBJECT_NODE, node);
    }
    lua_pushnil(L);
    return 1;
}

static int match_sentence(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t start = match_self(L)->start;
    uint32_t past = page_sentence_from(page, start + 1);
    if (past == 0 || page->sentences[past - 1].end <= start)
        lua_pushnil(L);
    else
        objects_push(L, OBJECT_SENTENCE, sizeof(struct object), past - 1);
    return 1;
}

/* How many words of its sentence stand before it; 0 outside of sentences. */
static int match_position(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t start = match_self(L)->start;
    uint32_t past = page_sentence_from(page, start + 1);
    uint32_t first = past > 0 ? page->sentences[past - 1].first_word : 0;
    uint32_t word = page_word_from(page, start);
    lua_pushinteger(L, past > 0 && word > first ? word - first : 0);
    return 1;
}

/* Up to CONTEXT bytes of the block's text on either side, whole characters. */
enum { CONTEXT = 80 };

static bool inside_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static int match_before(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t end = match_self(L)->start;
    uint32_t block = block_at(L, end);
    uint32_t start = block != NONE ? page->nodes[block].start : end;
    if (end - start > CONTEXT)
        start = end - CONTEXT;
    while (start < end && inside_character(page->plain[start]))
        start++;
    lua_pushlstring(L, page->plain + start, end - start);
    return 1;
}

static int match_after(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t start = match_self(L)->end;
    uint32_t block = block_at(L, match_self(L)->start);
    uint32_t end = block != NONE ? page->nodes[block].end : start;
    if (end < start)
        end = start;
    if (end - start > CONTEXT)
        end = start + CONTEXT;
    while (end > start && end < page->size && inside_character(page->plain[end]))
        end--;
    lua_pushlstring(L, page->plain + start, end - start);
    return 1;
}

/* Are quotation marks open at `offset`? An apostrophe closes none: a letter follows. */
static bool is_open(const struct page *page, uint32_t start, uint32_t offset)
{
    enum { OPEN_DOUBLE = 0x201C, CLOSE_DOUBLE = 0x201D, OPEN_SINGLE = 0x2018 };
    enum { CLOSE_SINGLE = 0x2019 };
    size_t at = start, straight = 0;
    int doubles = 0, singles = 0;
    while (at < offset) {
        uint32_t c = utf8_next(page->plain, offset, &at);
        size_t next = at;
        straight += c == '"';
        doubles += c == OPEN_DOUBLE;
        singles += c == OPEN_SINGLE;
        if (c == CLOSE_DOUBLE && doubles > 0)
            doubles--;
        if (c == CLOSE_SINGLE && singles > 0 &&
            !(at < page->size && char_is_letter(utf8_next(page->plain, page->size, &next))))
            singles--;
    }
    return straight % 2 == 1 || doubles > 0 || singles > 0;
}

/* How far back a quotation may begin; a bound, so that many matches in one long block
 * stay linear. */
enum { QUOTATION = 2000 };

static uint32_t quotation_start(const struct page *page, uint32_t block, uint32_t offset)
{
    if (offset - block <= QUOTATION)
        return block;
    uint32_t start = offset - QUOTATION;
    while (start < offset && inside_character(page->plain[start]))
        start++;
    return start;
}

/* Does it stand in somebody's words: in quotation marks or a block quote? */
static int match_quoted(lua_State *L)
{
    const struct page *page = host_of(L)->page;
    uint32_t start = match_self(L)->start;
    uint32_t block = block_at(L, start);
    bool quoted = false;
    for (uint32_t node = block; node != NONE && !quoted; node = page->nodes[node].parent) {
        host_charge(L, 1);
        quoted = page->nodes[node].kind == NODE_QUOTE;
    }
    if (!quoted && block != NONE)
        quoted = is_open(page, quotation_start(page, page->nodes[block].start, start), start);
    host_charge(L, QUOTATION / 64);
    lua_pushboolean(L, quoted);
    return 1;
}

static const struct member match_members[] = {
    {"text", false, match_text},         {"source", false, match_source},
    {"entry", false, match_entry},       {"which", false, match_which},
    {"mark", false, match_mark},         {"block", false, match_block},
    {"sentence", false, match_sentence}, {"before", false, match_before},
    {"after", false, match_after},       {"position", false, match_position},
    {"quoted", false, match_quoted},     {"link", false, match_link},
};

void matches_open(lua_State *L)
{
    objects_register(L, OBJECT_MATCH, match_members, COUNT_OF(match_members));
}
