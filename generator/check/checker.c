#include "check/built_in.h"
#include "check/facts.h"
#include "check/host.h"

#include <stdlib.h>
#include <string.h>

/* ---- Loading ----------------------------------------------------------------------- */

static void release(void *handle)
{
    struct checker *checker = handle;
    vec_release(&checker->rules);
}

/* A rule of the same id takes the place of the one before. */
static void add_rule(struct checker *checker, struct rule *rule)
{
    for (size_t i = 0; i < checker->rules.count; i++) {
        if (strcmp(checker->rules.items[i]->id, rule->id) == 0) {
            checker->rules.items[i] = rule;
            return;
        }
    }
    *vec_push(&checker->rules) = rule;
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp((*(struct rule *const *)left)->id, (*(struct rule *const *)right)->id);
}

static int load_rules(struct checker *checker, struct arena *arena, const char *folder)
{
    struct path_list list;
    int status = 0;
    if (folder_list(arena, folder, &list) != 0)
        return -1;
    for (size_t i = 0; i < list.count; i++) {
        if (strcmp(path_extension(list.paths[i]), ".lua") != 0)
            continue;
        struct rule *rule =
            rule_load(checker->host, arena, path_join(arena, folder, list.paths[i]));
        if (rule == NULL)
            status = -1;
        else
            add_rule(checker, rule);
    }
    return status;
}

const struct rule *const *checker_rules(const struct checker *checker, size_t *count)
{
    *count = checker->rules.count;
    return (const struct rule *const *)checker->rules.items;
}

const struct rule *checker_find(const struct checker *checker, struct str id)
{
    for (size_t i = 0; i < checker->rules.count; i++)
        if (str_is(id, checker->rules.items[i]->id))
            return checker->rules.items[i];
    return NULL;
}

const char *checker_today(const struct checker *checker)
{
    return checker->host->today;
}

struct lexicon *checker_lexicon(const struct checker *checker)
{
    return checker->lexicon;
}

const char *checker_nearest_id(const struct checker *checker, struct arena *arena, struct str id)
{
    size_t count;
    const struct built_in *built_in = built_in_all(&count);
    const char **ids = ARENA_ARRAY(arena, checker->rules.count + count, const char *);
    for (size_t i = 0; i < checker->rules.count; i++)
        ids[i] = checker->rules.items[i]->id;
    for (size_t i = 0; i < count; i++)
        ids[checker->rules.count + i] = built_in[i].rule.id;
    return nearest_word(id, ids, checker->rules.count + count);
}

/* A key under `rules` that is no rule's id. */
static void report_unknown(const struct checker *checker, struct arena *arena,
                           const struct source *source, const struct yml_pair *pair,
                           struct findings *findings)
{
    const char *nearest = checker_nearest_id(checker, arena, pair->key);
    report(findings, source, pair->key_span, MSG_RULE_UNKNOWN, (int)pair->key.n, pair->key.s,
           nearest ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "");
}

static void check_names(const struct checker *checker, struct arena *arena,
                        const struct source *source, const struct yml *rules,
                        struct findings *findings)
{
    for (size_t i = 0; rules != NULL && rules->kind == YML_MAP && i < rules->count; i++) {
        struct str id = rules->pairs[i].key;
        if (checker_find(checker, id) == NULL && built_in_find(id) == NULL)
            report_unknown(checker, arena, source, &rules->pairs[i], findings);
    }
    built_in_check_settings(checker, arena, source, rules, findings);
}

void checker_report_names(const struct checker *checker, struct arena *arena,
                          const struct document *document, struct findings *findings)
{
    check_names(checker, arena, document->source, document->front_matter->rules, findings);
}

/* Applies the site's settings once, so that their faults come up front. */
static int check_site(const struct checker *checker, struct arena *arena)
{
    const struct site *site = checker->site;
    struct findings *faults = findings_new(arena);
    check_names(checker, arena, site->source, site->rules, faults);
    for (size_t i = 0; i < checker->rules.count; i++) {
        const struct rule *rule = checker->rules.items[i];
        const struct yml *value = yml_get(site->rules, rule->id);
        struct rule_settings trial = rule->defaults;
        trial.options = ARENA_ARRAY(arena, trial.count, struct rule_option);
        if (trial.count > 0)
            memcpy(trial.options, rule->defaults.options, trial.count * sizeof *trial.options);
        if (value != NULL)
            rule_settings_apply(rule, arena, site->source, value, "", faults, &trial);
    }
    return fail_findings(faults);
}

static enum level site_level(const struct checker *checker, const struct rule *rule, enum level own)
{
    enum level level = own;
    const struct yml *value = yml_get(checker->site->rules, rule->id);
    const struct yml *inside = value ? yml_get(value, "level") : NULL;
    if (value != NULL && value->kind == YML_SCALAR)
        level_parse(value->text, &level);
    else if (inside != NULL && inside->kind == YML_SCALAR)
        level_parse(inside->text, &level);
    return level;
}

/* The dictionary and the words that program and site add to it, if a rule that is not
 * off asks for them. */
static int open_dictionary(struct checker *checker, struct arena *arena, const struct site *site)
{
    int status = 0;
    const struct rule *asking = NULL;
    for (size_t i = 0; i < checker->rules.count && asking == NULL; i++) {
        const struct rule *rule = checker->rules.items[i];
        if (rule->dictionary && site_level(checker, rule, rule->defaults.level) != LEVEL_OFF)
            asking = rule;
    }
    if (asking == NULL)
        return 0;
    if (!spelling_ready(checker->spelling))
        return fail(asking->path, 0, 0, MSG_DICTIONARY_NONE, asking->id);
    for (size_t i = 0; i < COUNT_OF(checker->host->data_folders); i++) {
        const char *data = checker->host->data_folders[i];
        if (data != NULL &&
            spelling_add_words(checker->spelling, arena, path_join(arena, data, "words.txt")) != 0)
            status = -1;
    }
    const char *own = path_join(arena, site->root, "dictionary.txt");
    if (site->source != NULL && spelling_add_words(checker->spelling, arena, own) != 0)
        status = -1;
    return status;
}

int checker_new(struct arena *arena, const char *folder, const char *own, const struct site *site,
                struct checker **checker)
{
    *checker = NULL;
    if (!folder_exists(folder))
        return fail(NULL, 0, 0, MSG_RULES_FOLDER, folder);
    struct checker *made = ARENA_NEW(arena, struct checker);
    arena_on_free(arena, release, made);
    made->arena = arena;
    made->site = site;
    made->lexicon = lexicon_new(arena);
    made->spelling = spelling_new(arena, made->lexicon);
    made->host = host_new(arena, phrase_book_new(arena, made->lexicon), made->spelling);
    made->host->data_folders[0] = own != NULL ? path_join(arena, own, "data") : NULL;
    made->host->data_folders[1] = path_join(arena, folder, "data");
    *checker = made;
    int status = load_rules(made, arena, folder);
    if (own != NULL && load_rules(made, arena, own) != 0)
        status = -1;
    if (made->rules.count > 1)
        qsort(made->rules.items, made->rules.count, sizeof(struct rule *), compare_ids);
    for (uint32_t i = 0; i < made->rules.count; i++)
        made->rules.items[i]->number = i;
    made->host->today = date_today(arena);
    if (made->host->today == NULL)
        status = -1;
    if (open_dictionary(made, arena, site) != 0)
        status = -1;
    return check_site(made, arena) != 0 ? -1 : status;
}

void checker_set_today(struct checker *checker, const char *today)
{
    checker->host->today = arena_strdup(checker->arena, today);
}

/* ---- Rules for people -------------------------------------------------------------- */

size_t checker_rule_count(const struct checker *checker)
{
    return checker->rules.count;
}

struct rule_summary checker_rule(const struct checker *checker, size_t index)
{
    const struct rule *rule = checker->rules.items[index];
    enum level level = site_level(checker, rule, rule->defaults.level);
    return (struct rule_summary){rule->id, rule->title, rule->path, level, false};
}

size_t checker_built_in_count(void)
{
    size_t count;
    built_in_all(&count);
    return count;
}

struct rule_summary checker_built_in(const struct checker *checker, size_t index)
{
    size_t count;
    const struct built_in *built_in = &built_in_all(&count)[index];
    const struct rule *rule = &built_in->rule;
    enum level level = site_level(checker, rule, built_in_level(built_in));
    return (struct rule_summary){rule->id, rule->title, NULL, level,
                                 built_in->kind == BUILT_IN_FIXED};
}

static void explain_option(const struct rule_option *option, struct buf *out)
{
    buf_printf(out, "  %s: ", option->name);
    switch (option->type) {
    case OPTION_IS_NUMBER:
        buf_printf(out, "%g", option->number);
        break;
    case OPTION_IS_FLAG:
        buf_puts(out, option->flag ? "true" : "false");
        break;
    case OPTION_IS_TEXT:
        buf_printf(out, "\"%s\"", option->text);
        break;
    case OPTION_IS_LIST:
        buf_putc(out, '[');
        for (size_t i = 0; i < option->count; i++)
            buf_printf(out, "%s\"%s\"", i > 0 ? ", " : "", option->items[i]);
        buf_putc(out, ']');
        break;
    }
    buf_putc(out, '\n');
}

static void explain_options(const struct rule *rule, struct buf *out)
{
    if (rule->defaults.count == 0)
        return;
    buf_puts(out, "\nOptions, to be set under `rules` in site.yaml or a page's front matter:\n");
    for (size_t i = 0; i < rule->defaults.count; i++)
        explain_option(&rule->defaults.options[i], out);
    for (size_t k = 0; k < rule->kind_count; k++) {
        buf_printf(out, "for pages of kind %s:\n", rule->kinds[k].name);
        for (size_t i = 0; i < rule->defaults.count; i++)
            explain_option(&rule->kinds[k].settings.options[i], out);
    }
}

static void explain_example(const struct rule_example *example, struct buf *out)
{
    struct str rest = str_of(example->text), line;
    buf_puts(out, example->good ? "\nGood:\n" : "\nBad:\n");
    while (str_next(&rest, '\n', &line))
        buf_printf(out, "  %.*s\n", (int)line.n, line.s);
}

static void explain_rule(const struct checker *checker, const struct rule *rule, struct buf *out)
{
    buf_printf(out, "%s: %s\n\n%s\n", rule->id, rule->title, rule->why);
    if (rule->advice != NULL)
        buf_printf(out, "%s\n", rule->advice);
    buf_printf(out, "\nLevel: %s\n", level_name(site_level(checker, rule, rule->defaults.level)));
    if (rule->baseline_draft)
        buf_puts(out, "A baseline holds its findings for pages of status draft only.\n");
    explain_options(rule, out);
    for (size_t i = 0; i < rule->example_count; i++)
        explain_example(&rule->examples[i], out);
}

static void explain_built_in(const struct checker *checker, const struct built_in *built_in,
                             bool alone, struct buf *out)
{
    const struct rule *rule = &built_in->rule;
    enum level level = site_level(checker, rule, built_in_level(built_in));
    if (alone)
        buf_printf(out, "%s: %s\n\n%s\n\nLevel: %s%s\n", rule->id, rule->title, rule->why,
                   level_name(level),
                   built_in->kind == BUILT_IN_FIXED ? ", which nothing softens" : "");
    buf_puts(out, alone ? "\nThe program itself finds:\n"
                        : "\nUnder the same id the program itself finds:\n");
    built_in_explain_messages(built_in, out);
}

bool checker_explain(const struct checker *checker, const char *id, struct buf *out)
{
    const struct rule *rule = checker_find(checker, str_of(id));
    const struct built_in *built_in = built_in_find(str_of(id));
    if (rule != NULL)
        explain_rule(checker, rule, out);
    if (built_in != NULL)
        explain_built_in(checker, built_in, rule == NULL, out);
    return rule != NULL || built_in != NULL;
}

/* ---- A rule's own examples --------------------------------------------------------- */

/* The source text a finding covers. */
static struct str cut(const struct source *source, const struct finding *finding)
{
    struct str start = source_line(source, finding->start.line);
    struct str end = source_line(source, finding->end.line);
    size_t from = 0, to = 0;
    for (uint32_t c = 1; c < finding->start.column; c++)
        utf8_next(start.s, start.n, &from);
    for (uint32_t c = 1; c < finding->end.column; c++)
        utf8_next(end.s, end.n, &to);
    return (struct str){start.s + from, (size_t)(end.s + to - (start.s + from))};
}

/* NULL, or what is wrong with the findings. */
static const char *judge(struct arena *arena, const struct rule_example *example,
                         const struct source *source, const struct findings *findings)
{
    size_t count = findings->list.count;
    if (example->good || count == 0) {
        if (example->good == (count == 0))
            return NULL;
        return example->good ? arena_printf(arena, "a good example is found: %s",
                                            findings->list.items[0].message)
                             : "a bad example passes";
    }
    if (example->find_count > 0 && example->find_count != count)
        return arena_printf(arena, "%zu findings, not %zu", count, example->find_count);
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = &findings->list.items[i];
        struct str found = cut(source, finding);
        if (example->find_count > 0 && !str_is(found, example->finds[i]))
            return arena_printf(arena, "it finds \"%.*s\", not \"%s\"", (int)found.n, found.s,
                                example->finds[i]);
        if (example->level != LEVEL_OFF && finding->level != example->level)
            return arena_printf(arena, "\"%.*s\" is found as %s", (int)found.n, found.s,
                                level_name(finding->level));
    }
    return NULL;
}

/* Collects and checks as of a lone page. */
static const char *run_example(struct checker *checker, struct arena *arena, struct rule *rule,
                               const struct document *document,
                               const struct rule_settings *settings, struct findings *findings)
{
    struct host *host = checker->host;
    struct page *page = page_new(arena, checker->lexicon, document);
    struct facts *facts = facts_new(arena);
    struct buf told = BUF_INIT;
    const char *error = NULL;
    if (!rule_applies(rule, document))
        return NULL;
    host_forget_page(host);
    host->publication = document->path;
    if (rule->collects)
        error = run_collect(host, rule, page, settings, &told);
    facts_add_page(facts, document, host->publication, (struct str){told.s, told.n});
    buf_release(&told);
    host->facts = facts;
    if (error == NULL)
        error = run_check(host, rule, page, settings, findings);
    host->facts = NULL;
    host_forget_page(host);
    return error;
}

static const char *test_example(struct checker *checker, struct arena *arena, struct rule *rule,
                                const struct rule_example *example)
{
    struct findings *findings = findings_new(arena), *reading = findings_new(arena);
    const struct site *site = site_default(arena);
    struct document *document =
        document_read_text(arena, site, "example.md", str_of(example->text), reading);
    if (document == NULL)
        return "the example is no page";
    struct rule_settings settings = example->configured
                                        ? example->settings
                                        : rule_settings_for(rule, arena, site, document, reading);
    if (settings.level == LEVEL_OFF)
        settings.level = LEVEL_ERROR;
    const char *error = run_example(checker, arena, rule, document, &settings, findings);
    if (error != NULL)
        return error;
    findings_sort(findings);
    return judge(arena, example, document->source, findings);
}

size_t checker_test(struct checker *checker, struct buf *out)
{
    size_t failed = 0;
    for (size_t i = 0; i < checker->rules.count; i++) {
        struct rule *rule = checker->rules.items[i];
        for (size_t e = 0; e < rule->example_count; e++) {
            struct arena *arena = arena_new();
            const char *fault = test_example(checker, arena, rule, &rule->examples[e]);
            if (fault != NULL)
                buf_printf(out, "%s: example %zu: %s\n", rule->path, e + 1, fault);
            failed += fault != NULL;
            arena_free(arena);
        }
    }
    return failed;
}
