#include "keys.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *kind_name(enum yml_kind kind)
{
    static const char *const names[] = {"nothing", "a text", "a list", "a map"};
    return names[kind];
}

/* "title: #1 for care" has no value. */
static bool is_before_comment(const struct source *source, uint32_t at)
{
    while (at < source->size && (source->text[at] == ' ' || source->text[at] == '\t'))
        at++;
    return at < source->size && source->text[at] == '#';
}

bool keys_expect(struct key_reader *reader, const struct yml *value, enum yml_kind kind,
                 const char *key)
{
    if (value->kind == kind)
        return true;
    if (value->kind == YML_NULL && is_before_comment(reader->source, value->span.end)) {
        report(reader->findings, reader->source, value->span, MSG_KEY_COMMENT, key);
        return false;
    }
    report(reader->findings, reader->source, value->span, MSG_KEY_KIND, key, kind_name(kind),
           kind_name(value->kind));
    return false;
}

static unsigned digits(const char *text, size_t count)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    return number;
}

bool key_is_word(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (!is_letter(text.s[i]) && !is_digit(text.s[i]) && text.s[i] != '-')
            return false;
    return text.n > 0;
}

static bool is_address(struct str text)
{
    return (str_starts(text, "https://") && text.n > 8) ||
           (str_starts(text, "http://") && text.n > 7);
}

static bool is_number(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (!is_digit(text.s[i]))
            return false;
    return text.n > 0 && text.n <= 4 && text.s[0] != '0';
}

static bool is_choice(const struct key *key, struct str text)
{
    for (size_t i = 0; i < key->choice_count; i++)
        if (str_is(text, key->choices[i]))
            return true;
    return false;
}

/* What a value should have been, or NULL if it is right. */
static const char *wrong(const struct key *key, struct str text)
{
    switch (key->type) {
    case KEY_TEXT:
        return str_trim(text).n > 0 ? NULL : "a text that is not empty";
    case KEY_DATE:
        return date_is_valid(text) ? NULL : "a date of the calendar written YYYY-MM-DD";
    case KEY_LANG:
        return language_is_valid(text) ? NULL : "a language tag such as en-GB or cy";
    case KEY_ADDRESS:
        return is_address(text) ? NULL : "a web address that starts with https://";
    case KEY_WORD:
        return key_is_word(text) ? NULL : "a word of letters, digits and hyphens";
    case KEY_FLAG:
        return str_is(text, "true") || str_is(text, "false") ? NULL : "true or false";
    case KEY_NUMBER:
        return is_number(text) ? NULL : "a whole number from 1 to 9999";
    default:
        return NULL;
    }
}

static void report_choice(struct key_reader *reader, const struct key *key, const struct yml *value)
{
    struct buf known = BUF_INIT;
    for (size_t i = 0; i < key->choice_count; i++)
        buf_printf(&known, "%s%s",
                   i == 0                      ? ""
                   : i + 1 < key->choice_count ? ", "
                                               : " or ",
                   key->choices[i]);
    report(reader->findings, reader->source, value->span, MSG_KEY_VALUE, key->name, known.s,
           value->text.s);
    buf_release(&known);
}

static void store(struct key_reader *reader, const struct key *key, const struct yml *value,
                  void *target)
{
    char *field = (char *)target + key->offset;
    struct str text = str_trim(value->text);
    if (key->type == KEY_FLAG)
        *(bool *)field = str_is(text, "true");
    else if (key->type == KEY_NUMBER)
        *(int *)field = (int)digits(text.s, text.n);
    else
        *(const char **)field = arena_strndup(reader->arena, text.s, text.n);
}

static bool is_blank(const struct yml *value)
{
    return value->kind == YML_NULL || (value->kind == YML_SCALAR && str_trim(value->text).n == 0);
}

static void read_one(struct key_reader *reader, const struct key *key, const struct yml *value,
                     void *target)
{
    if (key->blank && is_blank(value))
        return;
    if (key->type == KEY_READ) {
        key->read(reader, value, target);
    } else if (key->type == KEY_RULES) {
        if (keys_expect(reader, value, YML_MAP, key->name))
            *(const struct yml **)(void *)((char *)target + key->offset) = value;
    } else if (keys_expect(reader, value, YML_SCALAR, key->name)) {
        const char *right = wrong(key, value->text);
        if (right != NULL)
            report(reader->findings, reader->source, value->span, MSG_KEY_VALUE, key->name, right,
                   value->text.s);
        else if (key->type == KEY_CHOICE && !is_choice(key, value->text))
            report_choice(reader, key, value);
        else
            store(reader, key, value, target);
    }
}

static void report_unknown(struct key_reader *reader, const struct yml_pair *pair,
                           const struct key *keys, size_t count, const char *what)
{
    const char **names = ARENA_ARRAY(reader->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = keys[i].name;
    const char *near = nearest_word(pair->key, names, count);
    struct buf hint = BUF_INIT;
    /* { reason: short, and cheap }: the comma ended the text, and a key began */
    bool torn = pair->value.kind == YML_NULL && memchr(pair->key.s, ' ', pair->key.n) != NULL;
    if (near != NULL)
        buf_printf(&hint, "; did you mean \"%s\"?", near);
    else if (torn)
        buf_puts(&hint, "; a text with a comma needs quotes around it");
    for (size_t i = 0; near == NULL && !torn && i < count; i++)
        buf_printf(&hint, "%s%s", i == 0 ? "; known are " : ", ", names[i]);
    report(reader->findings, reader->source, pair->key_span, MSG_KEY_UNKNOWN, pair->key.s, what,
           hint.s);
    buf_release(&hint);
}

void keys_read(struct key_reader *reader, const struct yml *map, const struct key *keys,
               size_t count, void *target, const char *what, bool extra)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct yml_pair *pair = &map->pairs[i];
        const struct key *key = NULL;
        for (size_t k = 0; k < count && key == NULL; k++)
            if (str_is(pair->key, keys[k].name))
                key = &keys[k];
        if (key != NULL)
            read_one(reader, key, &pair->value, target);
        else if (!extra || !str_starts(pair->key, "x-"))
            report_unknown(reader, pair, keys, count, what);
    }
}
