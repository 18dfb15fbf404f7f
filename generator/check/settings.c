/* What site.yaml and front matter say about a rule. */
#include "check/host.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {"a number", "true or false", "a text", "a list of texts"};

static const char *shown(struct arena *arena, const struct yml *value)
{
    static const char *const kinds[] = {"nothing", "", "a list", "a map"};
    if (value->kind == YML_SCALAR)
        return arena_printf(arena, "\"%.*s\"", (int)(value->text.n < 60 ? value->text.n : 60),
                            value->text.s);
    return kinds[value->kind];
}

static bool parse_number(struct arena *arena, struct str text, double *number)
{
    char *end = NULL;
    const char *copy = arena_strndup(arena, text.s, text.n);
    double value = strtod(copy, &end);
    if (text.n == 0 || *end != '\0')
        return false;
    *number = value;
    return true;
}

static bool parse_flag(struct str text, bool *flag)
{
    bool yes = str_is(text, "true") || str_is(text, "yes");
    if (!yes && !str_is(text, "false") && !str_is(text, "no"))
        return false;
    *flag = yes;
    return true;
}

static bool parse_list(struct arena *arena, const struct yml *value, struct rule_option *option)
{
    if (value->kind != YML_LIST)
        return false;
    const char **items = ARENA_ARRAY(arena, value->count, const char *);
    for (size_t i = 0; i < value->count; i++) {
        if (value->items[i].kind != YML_SCALAR)
            return false;
        items[i] = arena_strndup(arena, value->items[i].text.s, value->items[i].text.n);
    }
    option->items = items;
    option->count = value->count;
    return true;
}

static bool set_option(struct arena *arena, const struct yml *value, struct rule_option *option)
{
    if (option->type == OPTION_IS_LIST)
        return parse_list(arena, value, option);
    if (value->kind != YML_SCALAR)
        return false;
    if (option->type == OPTION_IS_NUMBER)
        return parse_number(arena, value->text, &option->number);
    if (option->type == OPTION_IS_FLAG)
        return parse_flag(value->text, &option->flag);
    option->text = arena_strndup(arena, value->text.s, value->text.n);
    return true;
}

struct applying {
    const struct rule *rule;
    struct arena *arena;
    const struct source *source;
    struct findings *findings;
    struct rule_settings *settings;
};

static bool apply_level(struct applying *to, const struct yml *value)
{
    enum level level;
    if (value->kind != YML_SCALAR || !level_parse(value->text, &level)) {
        report(to->findings, to->source, value->span, MSG_RULE_LEVEL, to->rule->id,
               shown(to->arena, value));
        return false;
    }
    to->settings->level = level;
    return true;
}

static const char *did_you_mean(struct arena *arena, const char *nearest)
{
    return nearest ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "";
}

static bool unknown_option(struct applying *to, const struct yml_pair *pair)
{
    const struct rule_settings *settings = to->settings;
    const char **names = ARENA_ARRAY(to->arena, settings->count + 2, const char *);
    for (size_t i = 0; i < settings->count; i++)
        names[i] = settings->options[i].name;
    names[settings->count] = "level";
    names[settings->count + 1] = "kinds";
    const char *nearest = nearest_word(pair->key, names, settings->count + 2);
    report(to->findings, to->source, pair->key_span, MSG_RULE_OPTION, to->rule->id,
           (int)pair->key.n, pair->key.s, did_you_mean(to->arena, nearest));
    return false;
}

static bool apply_pair(struct applying *to, const struct yml_pair *pair)
{
    if (str_is(pair->key, "level"))
        return apply_level(to, &pair->value);
    for (size_t i = 0; i < to->settings->count; i++) {
        struct rule_option *option = &to->settings->options[i];
        if (!str_is(pair->key, option->name))
            continue;
        if (set_option(to->arena, &pair->value, option))
            return true;
        report(to->findings, to->source, pair->value.span, MSG_RULE_VALUE, option->name,
               to->rule->id, type_names[option->type], shown(to->arena, &pair->value));
        return false;
    }
    return unknown_option(to, pair);
}

static bool apply_map(struct applying *to, const struct yml *map)
{
    bool good = true;
    for (size_t i = 0; i < map->count; i++) {
        if (!str_is(map->pairs[i].key, "kinds"))
            good = apply_pair(to, &map->pairs[i]) && good;
    }
    return good;
}

/* kinds: values for one kind of page. All are checked, the page's own is used. */
static bool apply_kinds(struct applying *to, const struct yml *kinds, const char *kind)
{
    bool good = true;
    if (kinds->kind != YML_MAP) {
        report(to->findings, to->source, kinds->span, MSG_RULE_VALUE, "kinds", to->rule->id,
               "a map from kinds of page to options", shown(to->arena, kinds));
        return false;
    }
    for (size_t i = 0; i < kinds->count; i++) {
        struct rule_settings trial = *to->settings;
        struct applying other = *to;
        bool own = str_is(kinds->pairs[i].key, kind);
        if (!own) {
            trial.options = ARENA_ARRAY(to->arena, trial.count, struct rule_option);
            if (trial.count > 0)
                memcpy(trial.options, to->settings->options, trial.count * sizeof *trial.options);
            other.settings = &trial;
        }
        const struct yml *value = &kinds->pairs[i].value;
        good = (value->kind == YML_MAP ? apply_map(&other, value) : apply_level(&other, value)) &&
               good;
    }
    return good;
}

bool rule_settings_apply(const struct rule *rule, struct arena *arena, const struct source *source,
                         const struct yml *value, const char *kind, struct findings *findings,
                         struct rule_settings *settings)
{
    struct applying to = {rule, arena, source, findings, settings};
    if (value->kind != YML_MAP)
        return apply_level(&to, value);
    bool good = apply_map(&to, value);
    const struct yml *kinds = yml_get(value, "kinds");
    return (kinds == NULL || apply_kinds(&to, kinds, kind)) && good;
}

static struct rule_settings copy_settings(struct arena *arena, const struct rule_settings *from)
{
    struct rule_settings settings = *from;
    settings.options = ARENA_ARRAY(arena, from->count, struct rule_option);
    if (from->count > 0)
        memcpy(settings.options, from->options, from->count * sizeof *from->options);
    return settings;
}

/* What the site says, then what the page says. */
static void apply_all(const struct rule *rule, struct arena *arena, const struct site *site,
                      const struct document *document, struct findings *findings,
                      struct rule_settings *settings)
{
    const char *kind = document->front_matter->kind;
    const struct yml *of_site = yml_get(site->rules, rule->id);
    if (of_site != NULL) /* its faults were told when the checker was made */
        rule_settings_apply(rule, arena, site->source, of_site, kind, findings_new(arena),
                            settings);
    const struct yml *of_page = yml_get(document->front_matter->rules, rule->id);
    if (of_page != NULL)
        rule_settings_apply(rule, arena, document->source, of_page, kind, findings, settings);
}

struct rule_settings rule_settings_for(const struct rule *rule, struct arena *arena,
                                       const struct site *site, const struct document *document,
                                       struct findings *findings)
{
    const struct rule_settings *own = &rule->defaults;
    for (size_t i = 0; i < rule->kind_count; i++) {
        if (strcmp(rule->kinds[i].name, document->front_matter->kind) == 0)
            own = &rule->kinds[i].settings;
    }
    if (yml_get(site->rules, rule->id) == NULL &&
        yml_get(document->front_matter->rules, rule->id) == NULL)
        return *own; /* nobody changes them, so they need not be copied */
    struct rule_settings settings = copy_settings(arena, own);
    apply_all(rule, arena, site, document, findings, &settings);
    return settings;
}

enum level rule_level_for(const struct rule *rule, struct arena *arena, const struct site *site,
                          const struct document *document, enum level own)
{
    if (yml_get(site->rules, rule->id) == NULL &&
        yml_get(document->front_matter->rules, rule->id) == NULL)
        return own;
    struct rule_settings settings = copy_settings(arena, &rule->defaults);
    settings.level = own;
    apply_all(rule, arena, site, document, findings_new(arena), &settings);
    return settings.level;
}
