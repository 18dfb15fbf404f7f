/*
 * Loading a rule file: run once for its contract, which is copied into C. Whatever
 * is missing, unknown or of the wrong type is one failure that names the file.
 */
#include "check/built_in.h"
#include "check/host.h"

#include <string.h>

enum { LARGEST_FILE = 1 << 20 };

struct loading {
    struct host *host;
    struct arena *arena;
    struct rule *rule;
    struct str text;
    const char *path;
};

/* ---- Values of the contract -------------------------------------------------------- */

static const char *copy_text(lua_State *L, int index, const char *what)
{
    size_t size = 0;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "%s must be a text", what);
    const char *text = lua_tolstring(L, index, &size);
    if (utf8_check(text, size) < size)
        luaL_error(L, "%s must be UTF-8 without NUL", what);
    return arena_strndup(host_of(L)->arena, text, size);
}

static const char *required_text(lua_State *L, int table, const char *name)
{
    if (lua_getfield(L, table, name) == LUA_TNIL)
        luaL_error(L, "it lacks \"%s\"", name);
    const char *text = copy_text(L, -1, name);
    if (text[0] == '\0')
        luaL_error(L, "\"%s\" is empty", name);
    lua_pop(L, 1);
    return text;
}

static const char *optional_text(lua_State *L, int table, const char *name)
{
    const char *text = NULL;
    if (lua_getfield(L, table, name) != LUA_TNIL)
        text = copy_text(L, -1, name);
    lua_pop(L, 1);
    return text;
}

static enum level parse_level(lua_State *L, const char *name)
{
    enum level level;
    if (!level_parse(str_of(name), &level))
        luaL_error(L, "\"%s\" is no level; off, warning and error are", name);
    return level;
}

static void check_keys(lua_State *L, int table, const char *const *known, size_t count,
                       const char *where)
{
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "%s has a key that is no name", where);
        const char *key = lua_tostring(L, -1);
        bool good = false;
        for (size_t i = 0; i < count; i++)
            good |= strcmp(key, known[i]) == 0;
        const char *nearest = good ? NULL : nearest_word(str_of(key), known, count);
        if (nearest != NULL)
            luaL_error(L, "%s has no \"%s\"; did you mean \"%s\"?", where, key, nearest);
        if (!good)
            luaL_error(L, "%s has no \"%s\"", where, key);
    }
}

/* A list of texts at the top of the stack. */
static const char **copy_list(lua_State *L, size_t *count, const char *what)
{
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_Integer length = luaL_len(L, -1);
    host_charge(L, (size_t)length);
    const char **items = ARENA_ARRAY(host_of(L)->arena, (size_t)length, const char *);
    for (lua_Integer i = 1; i <= length; i++) {
        lua_rawgeti(L, -1, i);
        items[i - 1] = copy_text(L, -1, what);
        lua_pop(L, 1);
    }
    *count = (size_t)length;
    return items;
}

/* ---- Options ----------------------------------------------------------------------- */

/* Keys of a table in ascending order, so that nothing depends on Lua's hashing. */
static const char **sorted_keys(lua_State *L, int table, size_t *count)
{
    *count = 0;
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1))
        ++*count;
    host_charge(L, *count * *count / 8);
    const char **keys = ARENA_ARRAY(host_of(L)->arena, *count, const char *);
    size_t filled = 0;
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "an option must have a name");
        const char *key = copy_text(L, -2, "an option's name");
        size_t at = filled++;
        for (; at > 0 && strcmp(keys[at - 1], key) > 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
    return keys;
}

static struct rule_option read_option(lua_State *L, const char *name)
{
    struct rule_option option = {.name = name};
    switch (lua_type(L, -1)) {
    case LUA_TNUMBER:
        option.type = OPTION_IS_NUMBER;
        option.number = lua_tonumber(L, -1);
        break;
    case LUA_TBOOLEAN:
        option.type = OPTION_IS_FLAG;
        option.flag = lua_toboolean(L, -1);
        break;
    case LUA_TSTRING:
        option.type = OPTION_IS_TEXT;
        option.text = copy_text(L, -1, name);
        break;
    case LUA_TTABLE:
        option.type = OPTION_IS_LIST;
        option.items = copy_list(L, &option.count, name);
        break;
    default:
        luaL_error(L, "option \"%s\" must be a number, a text, true or false, or a list", name);
    }
    return option;
}

/* Options from the table at the top; what stands in `base` keeps its value. */
static struct rule_settings read_options(lua_State *L, const struct rule_settings *base)
{
    struct rule_settings settings = {.level = base ? base->level : LEVEL_ERROR};
    int table = lua_gettop(L);
    size_t count;
    luaL_checktype(L, table, LUA_TTABLE);
    const char **keys = sorted_keys(L, table, &count);
    settings.options =
        ARENA_ARRAY(host_of(L)->arena, base ? base->count : count, struct rule_option);
    if (base != NULL && base->count > 0)
        memcpy(settings.options, base->options, base->count * sizeof *base->options);
    settings.count = base ? base->count : 0;
    for (size_t i = 0; i < count; i++) {
        if (base == NULL && strcmp(keys[i], "kinds") == 0)
            continue;
        if (base == NULL && strcmp(keys[i], "level") == 0)
            luaL_error(L, "\"level\" cannot be an option's name");
        lua_getfield(L, table, keys[i]);
        struct rule_option option = read_option(L, keys[i]);
        lua_pop(L, 1);
        size_t at = 0;
        while (at < settings.count && strcmp(settings.options[at].name, option.name) != 0)
            at++;
        if (at == settings.count && base != NULL)
            luaL_error(L, "there is no option \"%s\"", option.name);
        if (base != NULL && settings.options[at].type != option.type)
            luaL_error(L, "option \"%s\" is of another type here", option.name);
        settings.count += at == settings.count;
        settings.options[at] = option;
    }
    return settings;
}

/* options.kinds: other values for kinds of page. */
static void read_kinds(lua_State *L, struct rule *rule)
{
    int table = lua_gettop(L);
    luaL_checktype(L, table, LUA_TTABLE);
    const char **keys = sorted_keys(L, table, &rule->kind_count);
    rule->kinds = ARENA_ARRAY(host_of(L)->arena, rule->kind_count, struct rule_kind);
    for (size_t i = 0; i < rule->kind_count; i++) {
        lua_getfield(L, table, keys[i]);
        rule->kinds[i].name = keys[i];
        rule->kinds[i].settings = read_options(L, &rule->defaults);
        lua_pop(L, 1);
    }
}

static void read_all_options(lua_State *L, int table, struct rule *rule, enum level level)
{
    rule->defaults.level = level;
    if (lua_getfield(L, table, "options") != LUA_TNIL) {
        rule->defaults = read_options(L, NULL);
        rule->defaults.level = level;
        if (lua_getfield(L, -1, "kinds") != LUA_TNIL)
            read_kinds(L, rule);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* ---- Examples ---------------------------------------------------------------------- */

static struct rule_example read_example(lua_State *L, const struct rule *rule)
{
    static const char *const known[] = {"good", "bad", "options", "finds", "level"};
    struct rule_example example = {.settings = rule->defaults};
    int table = lua_gettop(L);
    luaL_checktype(L, table, LUA_TTABLE);
    check_keys(L, table, known, COUNT_OF(known), "an example");
    const char *good = optional_text(L, table, "good"), *bad = optional_text(L, table, "bad");
    if ((good == NULL) == (bad == NULL))
        luaL_error(L, "an example is either good or bad");
    example.good = good != NULL;
    example.text = good ? good : bad;
    example.configured = lua_getfield(L, table, "options") != LUA_TNIL;
    if (example.configured)
        example.settings = read_options(L, &rule->defaults);
    lua_pop(L, 1);
    if (lua_getfield(L, table, "finds") != LUA_TNIL)
        example.finds = copy_list(L, &example.find_count, "finds");
    lua_pop(L, 1);
    const char *level = optional_text(L, table, "level");
    example.level = level ? parse_level(L, level) : LEVEL_OFF;
    return example;
}

static void read_examples(lua_State *L, int table, struct rule *rule)
{
    bool good = false, bad = false;
    if (lua_getfield(L, table, "examples") == LUA_TFUNCTION)
        lua_call(L, 0, 1);
    if (!lua_istable(L, -1))
        luaL_error(L, "it has no examples; a rule needs a good and a bad one");
    size_t count = (size_t)luaL_len(L, -1);
    host_charge(L, count);
    rule->examples = ARENA_ARRAY(host_of(L)->arena, count, struct rule_example);
    rule->example_count = count;
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        rule->examples[i] = read_example(L, rule);
        good |= rule->examples[i].good;
        bad |= !rule->examples[i].good;
        lua_pop(L, 1);
    }
    if (!good || !bad)
        luaL_error(L, "it has no %s example; a rule needs a good and a bad one",
                   good ? "bad" : "good");
    lua_pop(L, 1);
}

/* ---- The file ---------------------------------------------------------------------- */

/* The id is the file's name, so that a finding leads to its rule. */
static void check_id(lua_State *L, const struct rule *rule)
{
    const char *name = path_name(rule->path);
    size_t size = strlen(name) - strlen(path_extension(rule->path));
    if (strlen(rule->id) != size || strncmp(rule->id, name, size) != 0)
        luaL_error(L, "its id \"%s\" is not the file's name", rule->id);
    const struct built_in *built_in = built_in_find(str_of(rule->id));
    if (built_in != NULL && built_in->kind == BUILT_IN_FIXED)
        luaL_error(L, "the id \"%s\" is kept for what the program itself finds", rule->id);
    for (const char *c = rule->id; *c != '\0'; c++) {
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && *c != '-')
            luaL_error(L, "its id may hold small letters, digits and hyphens");
    }
}

/* What the gate is to know of its findings. */
static void read_gate_fields(lua_State *L, int table, struct rule *rule)
{
    if (lua_getfield(L, table, "supersedes") != LUA_TNIL)
        rule->supersedes = copy_list(L, &rule->supersede_count, "supersedes");
    lua_pop(L, 1);
    const char *baseline = optional_text(L, table, "baseline");
    rule->baseline_draft = baseline != NULL;
    if (baseline != NULL && strcmp(baseline, "draft") != 0)
        luaL_error(L, "\"baseline\" takes \"draft\" only");
}

static struct rule_names read_names(lua_State *L, int table, const char *name)
{
    struct rule_names names = {0};
    if (lua_getfield(L, table, name) != LUA_TNIL) {
        if (!lua_istable(L, -1) || luaL_len(L, -1) == 0)
            luaL_error(L, "\"%s\" must be a list of texts", name);
        names.items = copy_list(L, &names.count, name);
    }
    lua_pop(L, 1);
    return names;
}

static void read_pages(lua_State *L, int table, struct rule *rule)
{
    rule->languages = read_names(L, table, "languages");
    rule->only = read_names(L, table, "only");
    rule->except = read_names(L, table, "except");
    for (size_t i = 0; i < rule->languages.count; i++) {
        if (!language_is_valid(str_of(rule->languages.items[i])))
            luaL_error(L, "\"%s\" is no language tag, such as en or cy", rule->languages.items[i]);
    }
}

static void read_contract(lua_State *L, int table, struct rule *rule)
{
    static const char *const known[] = {"id",    "title",   "level",      "why",      "advice",
                                        "check", "collect", "options",    "examples", "languages",
                                        "only",  "except",  "supersedes", "baseline", "dictionary"};
    if (!lua_istable(L, table))
        luaL_error(L, "the file must return a table");
    check_keys(L, table, known, COUNT_OF(known), "a rule");
    rule->id = required_text(L, table, "id");
    check_id(L, rule);
    rule->title = required_text(L, table, "title");
    rule->why = required_text(L, table, "why");
    rule->advice = optional_text(L, table, "advice");
    lua_getfield(L, table, "dictionary");
    rule->dictionary = lua_toboolean(L, -1);
    lua_pop(L, 1);
    enum level level = parse_level(L, required_text(L, table, "level"));
    if (lua_getfield(L, table, "check") != LUA_TFUNCTION)
        luaL_error(L, "\"check\" must be a function");
    int collect = lua_getfield(L, table, "collect");
    if (collect != LUA_TNIL && collect != LUA_TFUNCTION)
        luaL_error(L, "\"collect\" must be a function");
    rule->collects = collect == LUA_TFUNCTION;
    lua_pop(L, 2);
    read_pages(L, table, rule);
    read_all_options(L, table, rule, level);
    read_gate_fields(L, table, rule);
    read_examples(L, table, rule);
}

static int load_chunk(lua_State *L)
{
    struct loading *loading = lua_touserdata(L, 1);
    /* The name alone, since Lua shortens what is long, and rule_place() looks for it. */
    const char *name = lua_pushfstring(L, "@%s", path_name(loading->path));
    if (luaL_loadbufferx(L, loading->text.s, loading->text.n, name, "t") != LUA_OK)
        return lua_error(L);
    lua_pushvalue(L, -1);
    loading->rule->chunk = luaL_ref(L, LUA_REGISTRYINDEX);
    sandbox_push(loading->host);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    read_contract(L, lua_gettop(L), loading->rule);
    return 0;
}

const char *rule_place(const char *path, const char *error, uint32_t *line)
{
    const char *name = path_name(path), *after = error + strlen(name) + 1;
    *line = 0;
    if (strncmp(error, name, strlen(name)) != 0 || after[-1] != ':')
        return error;
    while (*after >= '0' && *after <= '9')
        *line = *line * 10 + (uint32_t)(*after++ - '0');
    return str_starts(str_of(after), ": ") ? after + 2 : error;
}

static void release_rule(void *handle)
{
    struct rule *rule = handle;
    vec_release(&rule->patterns);
    vec_release(&rule->sets);
    vec_release(&rule->lists);
    vec_release(&rule->instance.noted);
}

struct rule *rule_load(struct host *host, struct arena *arena, const char *path)
{
    struct loading loading = {.host = host, .arena = arena, .path = path};
    if (file_read(arena, path, LARGEST_FILE, &loading.text) != 0)
        return NULL;
    struct rule *rule = ARENA_NEW(arena, struct rule);
    arena_on_free(arena, release_rule, rule);
    rule->path = arena_strdup(arena, path);
    rule->pattern_objects = LUA_NOREF;
    rule->instance.objects = LUA_NOREF;
    loading.rule = rule;
    host->rule = rule;
    host->arena = arena;
    host->loading = true;
    host_begin(host, loading.text.n, loading.text.n);
    const char *error = host_call(host, arena, load_chunk, &loading);
    host->loading = false;
    host->rule = NULL;
    if (error == NULL)
        return rule;
    uint32_t line;
    error = rule_place(path, error, &line);
    fail(path, line, 0, MSG_RULE_LOAD, error);
    return NULL;
}
