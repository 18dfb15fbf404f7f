#include "check/built_in.h"

#include <string.h>

static const struct built_in all[] = {
#define BUILT_IN(built_in_id, built_in_kind, built_in_title, built_in_why)                         \
    {.rule = {.id = built_in_id,                                                                   \
              .title = built_in_title,                                                             \
              .why = built_in_why,                                                                 \
              .defaults = {.level = LEVEL_ERROR}},                                                 \
     .kind = BUILT_IN_##built_in_kind},
#include "check/built_in.def"
#undef BUILT_IN
};

const struct built_in *built_in_all(size_t *count)
{
    *count = COUNT_OF(all);
    return all;
}

const struct built_in *built_in_find(struct str id)
{
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        if (str_is(id, all[i].rule.id))
            return &all[i];
    }
    return NULL;
}

enum level built_in_level(const struct built_in *built_in)
{
    enum level level = LEVEL_WARNING;
    size_t count;
    const struct message_text *messages = message_texts(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(messages[i].rule, built_in->rule.id) == 0 && messages[i].level > level)
            level = messages[i].level;
    }
    return level;
}

void built_in_check_settings(const struct checker *checker, struct arena *arena,
                             const struct source *source, const struct yml *rules,
                             struct findings *findings)
{
    for (size_t i = 0; rules != NULL && rules->kind == YML_MAP && i < rules->count; i++) {
        const struct yml_pair *pair = &rules->pairs[i];
        const struct built_in *built_in = built_in_find(pair->key);
        if (built_in == NULL || checker_find(checker, pair->key) != NULL)
            continue;
        struct rule_settings trial = built_in->rule.defaults;
        if (built_in->kind == BUILT_IN_FIXED)
            report(findings, source, pair->key_span, MSG_RULE_FIXED, built_in->rule.id);
        else
            rule_settings_apply(&built_in->rule, arena, source, &pair->value, "", findings, &trial);
    }
}

/* A message's text with an ellipsis for each conversion. */
static void put_format(struct buf *out, const char *format)
{
    for (const char *c = format; *c != '\0'; c++) {
        if (c[0] == '%' && c[1] == '%') {
            buf_putc(out, *c++);
        } else if (c[0] == '%') {
            buf_puts(out, "…");
            c += 1 + strcspn(c + 1, "cdfsuX");
        } else {
            buf_putc(out, *c);
        }
    }
}

void built_in_explain_messages(const struct built_in *built_in, struct buf *out)
{
    size_t count;
    const struct message_text *messages = message_texts(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(messages[i].rule, built_in->rule.id) != 0)
            continue;
        buf_printf(out, "\n  %s: ", level_name(messages[i].level));
        put_format(out, messages[i].format);
        buf_putc(out, '\n');
        if (messages[i].advice != NULL)
            buf_printf(out, "    %s\n", messages[i].advice);
    }
}
