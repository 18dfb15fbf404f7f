/* Sign-offs: which ones a kind of page needs (site.yaml) and who gave them (front
 * matter). Whether they suffice is for a rule to say. */
#include "keys.h"

#include <string.h>
#include <strings.h>

enum { SIGN_OFF_LIMIT = 50 }; /* on a page, and of a kind */

/* ---- One row ------------------------------------------------------------------------ */

enum sign_off_state sign_off_state(const struct sign_off *row)
{
    if (row != NULL && row->reason != NULL)
        return SIGN_OFF_NOT_APPLICABLE;
    return row != NULL && row->name != NULL && row->date != NULL ? SIGN_OFF_SIGNED : SIGN_OFF_OPEN;
}

static char folded(char c)
{
    if (c == '-' || c == '_')
        return ' ';
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool sign_off_same(const char *view, const char *other)
{
    while (*view != '\0' && folded(*view) == folded(*other)) {
        view++;
        other++;
    }
    return *view == *other;
}

/* ---- Front matter --------------------------------------------------------------------- */

/* A reason without the words that the theme puts before it. */
static const char *reason_of(struct arena *arena, struct str text)
{
    struct str reason = str_trim(text);
    if (reason.n > 8 && strncasecmp(reason.s, "because ", 8) == 0)
        reason = str_trim((struct str){reason.s + 8, reason.n - 8});
    return arena_strndup(arena, reason.s, reason.n);
}

/* Words that fill the place of a reason. */
static bool is_reason(struct str text)
{
    static const char *const fillers[] = {"true", "false", "yes", "no",   "y",    "n",
                                          "x",    "n/a",   "na",  "none", "never"};
    struct str reason = str_trim(text);
    for (size_t i = 0; i < COUNT_OF(fillers); i++)
        if (reason.n == strlen(fillers[i]) && strncasecmp(reason.s, fillers[i], reason.n) == 0)
            return false;
    for (size_t i = 0; i < reason.n; i++)
        if (strchr("-–—.?*_ ", reason.s[i]) == NULL)
            return true;
    return false;
}

static void take_reason(struct key_reader *reader, const struct yml *value, struct str text,
                        struct sign_off *row)
{
    if (is_reason(text))
        row->reason = reason_of(reader->arena, text);
    else
        report(reader->findings, reader->source, value->span, MSG_SIGN_OFF_REASON, value->text.s,
               row->view);
}

static void read_reason(struct key_reader *reader, const struct yml *value, void *target)
{
    if (keys_expect(reader, value, YML_SCALAR, "not-applicable"))
        take_reason(reader, value, value->text, target);
}

#define FIELD(name) .offset = offsetof(struct sign_off, name)
static const struct key row_keys[] = {
    {.name = "name", .type = KEY_TEXT, .blank = true, FIELD(name)},
    {.name = "role", .type = KEY_TEXT, .blank = true, FIELD(role)},
    {.name = "date", .type = KEY_DATE, .blank = true, FIELD(date)},
    {.name = "not-applicable", .type = KEY_READ, .blank = true, .read = read_reason},
};

/* "not applicable, because …": the whole row as one text. False if it is not that. */
static bool read_sentence(struct key_reader *reader, const struct yml *value, struct sign_off *row)
{
    static const char opening[] = "not applicable";
    struct str text = str_trim(value->text);
    size_t size = sizeof opening - 1;
    if (text.n < size || strncasecmp(text.s, opening, size) != 0)
        return false;
    text = (struct str){text.s + size, text.n - size};
    while (text.n > 0 && strchr(" ,:-", text.s[0]) != NULL)
        text = (struct str){text.s + 1, text.n - 1};
    take_reason(reader, value, text, row);
    return true;
}

static void read_row(struct key_reader *reader, const struct yml *value, struct sign_off *row)
{
    if (value->kind == YML_MAP) {
        keys_read(reader, value, row_keys, COUNT_OF(row_keys), row, "a sign-off", false);
        if (row->reason != NULL && (row->name != NULL || row->date != NULL))
            report(reader->findings, reader->source, row->span, MSG_SIGN_OFF_BOTH, row->view);
    } else if (value->kind == YML_LIST) {
        report(reader->findings, reader->source, value->span, MSG_SIGN_OFF_ROW, row->view,
               "a list");
    } else if (value->kind == YML_SCALAR && str_trim(value->text).n > 0 &&
               !read_sentence(reader, value, row)) {
        report(reader->findings, reader->source, value->span, MSG_SIGN_OFF_ROW, row->view,
               arena_printf(reader->arena, "\"%s\"", value->text.s));
    }
}

/* The trimmed name of a view at `span`, or NULL after a finding. */
static const char *read_view(struct key_reader *reader, struct str text, struct span span)
{
    struct str view = str_trim(text);
    if (view.n > 0)
        return arena_strndup(reader->arena, view.s, view.n);
    report(reader->findings, reader->source, span, MSG_SIGN_OFF_NAMELESS);
    return NULL;
}

static bool few_enough(struct key_reader *reader, const struct yml *value)
{
    if (value->count <= SIGN_OFF_LIMIT)
        return true;
    report(reader->findings, reader->source, value->span, MSG_SIGN_OFF_MANY, value->count,
           SIGN_OFF_LIMIT);
    return false;
}

static bool is_given(const struct front_matter *matter, const char *view)
{
    for (size_t i = 0; i < matter->sign_off_count; i++)
        if (sign_off_same(matter->sign_offs[i].view, view))
            return true;
    return false;
}

void sign_offs_read(struct key_reader *reader, const struct yml *value, void *target)
{
    struct front_matter *matter = target;
    if (!keys_expect(reader, value, YML_MAP, "sign-off") || !few_enough(reader, value))
        return;
    struct sign_off *rows = ARENA_ARRAY(reader->arena, value->count, struct sign_off);
    matter->sign_offs = rows;
    for (size_t i = 0; i < value->count; i++) {
        const struct yml_pair *pair = &value->pairs[i];
        struct sign_off row = {.view = read_view(reader, pair->key, pair->key_span),
                               .span = pair->key_span};
        if (row.view != NULL && is_given(matter, row.view)) {
            report(reader->findings, reader->source, row.span, MSG_SIGN_OFF_TWICE, row.view);
        } else if (row.view != NULL) {
            size_t before = reader->findings->list.count;
            read_row(reader, &pair->value, &row);
            row.faulty = reader->findings->list.count > before;
            rows[matter->sign_off_count++] = row;
        }
    }
}

/* ---- site.yaml ------------------------------------------------------------------------- */

/* What the checklists of NHS committee papers ask for. */
static const char *const committee_views[] = {
    "clinical view", "patient view",           "finance", "quality",
    "equality",      "information governance", "legal",   "report owner"};
static const char committee_paper[] = "committee-paper";

static struct sign_off_list committee_list(struct arena *arena)
{
    struct sign_off_list list = {.kind = committee_paper, .count = COUNT_OF(committee_views)};
    list.views = ARENA_ARRAY(arena, list.count, const char *);
    memcpy(list.views, committee_views, sizeof committee_views);
    return list;
}

void sign_off_lists_default(struct arena *arena, struct site *site)
{
    struct sign_off_list *list = ARENA_NEW(arena, struct sign_off_list);
    *list = committee_list(arena);
    site->sign_offs = list;
    site->sign_off_count = 1;
}

static void read_views(struct key_reader *reader, const struct yml *value,
                       struct sign_off_list *list)
{
    list->views = ARENA_ARRAY(reader->arena, value->count, const char *);
    for (size_t i = 0; i < value->count; i++) {
        const struct yml *item = &value->items[i];
        const char *view = keys_expect(reader, item, YML_SCALAR, list->kind)
                               ? read_view(reader, item->text, item->span)
                               : NULL;
        bool twice = false;
        for (size_t k = 0; view != NULL && k < list->count; k++)
            twice |= sign_off_same(list->views[k], view);
        if (twice)
            report(reader->findings, reader->source, item->span, MSG_SIGN_OFF_TWICE, view);
        else if (view != NULL)
            list->views[list->count++] = view;
    }
}

void sign_off_lists_read(struct key_reader *reader, const struct yml *value, void *target)
{
    struct site *site = target;
    if (!keys_expect(reader, value, YML_MAP, "sign-off"))
        return;
    struct sign_off_list *lists =
        ARENA_ARRAY(reader->arena, value->count + 1, struct sign_off_list);
    size_t count = 0;
    bool committee = false;
    for (size_t i = 0; i < value->count; i++) {
        const struct yml_pair *pair = &value->pairs[i];
        lists[count].kind = arena_strndup(reader->arena, pair->key.s, pair->key.n);
        committee |= str_is(pair->key, committee_paper);
        if (!key_is_word(pair->key))
            report(reader->findings, reader->source, pair->key_span, MSG_SIGN_OFF_KIND,
                   pair->key.s);
        else if (keys_expect(reader, &pair->value, YML_LIST, lists[count].kind) &&
                 few_enough(reader, &pair->value))
            read_views(reader, &pair->value, &lists[count++]);
    }
    if (!committee)
        lists[count++] = committee_list(reader->arena);
    site->sign_offs = lists;
    site->sign_off_count = count;
}

const struct sign_off_list *site_sign_offs(const struct site *site, const char *kind)
{
    for (size_t i = 0; i < site->sign_off_count; i++)
        if (strcmp(site->sign_offs[i].kind, kind) == 0 && site->sign_offs[i].count > 0)
            return &site->sign_offs[i];
    return NULL;
}
