#define _GNU_SOURCE /* memmem */
/* Finds waiver comments and reads what they say. */
#include "check/waiver_text.h"

#include <string.h>

struct reader {
    const struct gate_page *page;
    struct waiver_comments *comments;
};

static const struct source *source_of(const struct reader *reader)
{
    return reader->page->document->source;
}

/* ---- Words ------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text with each run of blanks, and the mark of a quote after a line end, as one space. */
static struct str squeezed(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.n + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.n;) {
        bool line = false, blank = false;
        for (; i < text.n && (is_blank(text.s[i]) || (line && text.s[i] == '>')); i++) {
            line |= text.s[i] == '\n' || text.s[i] == '\r';
            blank = true;
        }
        if (blank)
            copy[size++] = ' ';
        if (i < text.n)
            copy[size++] = text.s[i++];
    }
    copy[size] = '\0';
    return str_trim((struct str){copy, size});
}

static const char *kept(struct arena *arena, struct str text)
{
    return arena_strndup(arena, text.s, text.n);
}

/* Splits off what stands behind the last comma; false if there is none. */
static bool split_last(struct str *rest, struct str *last)
{
    size_t at = rest->n;
    while (at > 0 && rest->s[at - 1] != ',')
        at--;
    if (at == 0)
        return false;
    *last = str_trim((struct str){rest->s + at, rest->n - at});
    *rest = str_trim((struct str){rest->s, at - 1});
    return true;
}

/* ---- What a comment says ----------------------------------------------------------- */

static bool lacks(const struct reader *reader, struct span span, const char *what)
{
    report(reader->page->findings, source_of(reader), span, MSG_WAIVER_LACKS, what);
    return false;
}

static bool read_scope(const struct reader *reader, struct span span, struct str word,
                       enum waiver_scope *scope)
{
    static const char *const words[] = {"concordat-ignore", "concordat-ignore-section",
                                        "concordat-ignore-page"};
    struct arena *arena = reader->page->arena;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        *scope = (enum waiver_scope)i;
        if (str_is(word, words[i]))
            return true;
    }
    const char *nearest = nearest_word(word, words, COUNT_OF(words));
    report(reader->page->findings, source_of(reader), span, MSG_WAIVER_WORD, kept(arena, word),
           nearest ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "");
    return false;
}

static bool read_rules(const struct reader *reader, struct str text, struct waiver_comment *comment)
{
    size_t commas = 0;
    for (size_t i = 0; i < text.n; i++)
        commas += text.s[i] == ',';
    comment->rules = ARENA_ARRAY(reader->page->arena, commas + 1, struct str);
    struct str rule;
    while (str_next(&text, ',', &rule)) {
        rule = str_trim(rule);
        if (rule.n > 0)
            comment->rules[comment->rule_count++] = rule;
    }
    return comment->rule_count > 0 || lacks(reader, comment->span, "the name of a rule");
}

/* "reason, owner, until date", from its end, since a reason may hold commas. */
static bool read_promise(const struct reader *reader, struct str text,
                         struct waiver_comment *comment)
{
    struct arena *arena = reader->page->arena;
    struct str whole = text, until = text, owner;
    if (!split_last(&text, &until))
        text = STR("");
    if (!str_starts(until, "until ") && !str_is(until, "until"))
        return lacks(reader, comment->span, "its last day, \"until\" and a date");
    struct str date = str_trim((struct str){until.s + 5, until.n - 5});
    if (!date_is_valid(date)) {
        report(reader->page->findings, source_of(reader), comment->span, MSG_WAIVER_DATE,
               kept(arena, date));
        return false;
    }
    if (!split_last(&text, &owner) || owner.n == 0)
        return lacks(reader, comment->span, text.n > 0 ? "an owner" : "a reason and an owner");
    if (text.n == 0)
        return lacks(reader, comment->span, "a reason");
    comment->waiver = (struct waiver){.text = kept(arena, whole),
                                      .reason = kept(arena, text),
                                      .owner = kept(arena, owner),
                                      .until = kept(arena, date)};
    return true;
}

/* `text` is what stands between the marks of the comment. */
static void read_comment(const struct reader *reader, struct str text, struct span span,
                         bool swallows)
{
    struct waiver_comment comment = {.span = span, .swallows = swallows};
    text = squeezed(reader->page->arena, text);
    size_t size = 0;
    while (size < text.n && text.s[size] != ' ' && text.s[size] != ':')
        size++;
    struct str word = {text.s, size}, rest = {text.s + size, text.n - size};
    if (!read_scope(reader, span, word, &comment.scope))
        return;
    const char *colon = memchr(rest.s, ':', rest.n);
    size_t names = colon != NULL ? (size_t)(colon - rest.s) : rest.n;
    if (!read_rules(reader, (struct str){rest.s, names}, &comment))
        return;
    if (colon == NULL) {
        lacks(reader, span, "a colon, then a reason, an owner and its last day");
        return;
    }
    struct str promise = {colon + 1, rest.n - names - 1};
    if (read_promise(reader, str_trim(promise), &comment))
        *vec_push(&reader->comments->list) = comment;
}

/* ---- Where comments stand ---------------------------------------------------------- */

/* "concordat-", and slips that are meant so. */
static bool is_ours(struct str text)
{
    static const char name[] = "concordat";
    text = str_trim(text);
    for (size_t i = 0; name[i] != '\0'; i++) {
        if (i == text.n || (text.s[i] | 0x20) != name[i])
            return false;
    }
    struct str behind = {text.s + sizeof name - 1, text.n - (sizeof name - 1)};
    return str_starts(behind, "-") || str_starts(behind, "_") || str_starts(behind, " ignore");
}

/* Is there text on the line behind the comment, but for further comments? */
static bool has_text_behind(struct str html, size_t at)
{
    for (; at < html.n && html.s[at] != '\n' && html.s[at] != '\r'; at++) {
        if (html.s[at] == '<')
            return false;
        if (!is_blank(html.s[at]))
            return true;
    }
    return false;
}

/* Offset of `mark` in the text at or after `at`, or the text's size. */
static size_t find(struct str text, size_t at, const char *mark)
{
    const char *found = memmem(text.s + at, text.n - at, mark, strlen(mark));
    return found != NULL ? (size_t)(found - text.s) : text.n;
}

static void read_markup(const struct reader *reader, struct span span)
{
    struct str html = {source_of(reader)->text + span.start, span.end - span.start};
    for (size_t at = find(html, 0, "<!--"); at < html.n; at = find(html, at, "<!--")) {
        size_t start = at + strlen("<!--"), end = find(html, start, "-->");
        size_t past = end < html.n ? end + strlen("-->") : end;
        struct str text = {html.s + start, end - start};
        struct span whole = {span.start + (uint32_t)at, span.start + (uint32_t)past};
        if (end < html.n && is_ours(text)) /* else it has no end, which was reported */
            read_comment(reader, text, whole, has_text_behind(html, past));
        at = past;
    }
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* HTML that a site allows stays in the tree, and a comment with text beside it. */
static void read_tree(const struct reader *reader, const xmlNode *root)
{
    const xmlNode *node = root;
    while (node != NULL) {
        if (is_element(node, "html_block"))
            read_markup(reader, document_span(node));
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != root && node->next == NULL)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
}

void waiver_comments_find(const struct gate_page *page, struct waiver_comments *comments)
{
    struct reader reader = {page, comments};
    /* Most pages have none, and looking costs one pass over their bytes. */
    if (strstr(page->document->source->text, "<!--") == NULL)
        return;
    for (const struct raw_html *raw = page->document->raw_html; raw != NULL; raw = raw->next)
        read_markup(&reader, raw->span);
    read_tree(&reader, xmlDocGetRootElement(page->document->xml));
}
