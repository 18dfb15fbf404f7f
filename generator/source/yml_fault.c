/*
 * What libyaml says of a text that is no YAML, in words for people who fill in a form:
 * the commonest slips are told from the parser's state and the line, and each has its
 * own advice.
 */
#include "source/internal.h"

#include <string.h>

struct fault {
    const struct source *source;
    const char *problem, *context;
    uint32_t at, from; /* where the problem is, and where its context began */
    struct findings *findings;
};

static bool says(const char *text, const char *part)
{
    return text != NULL && strstr(text, part) != NULL;
}

static void tell(const struct fault *fault, uint32_t at, enum message message)
{
    report(fault->findings, fault->source, (struct span){at, at}, message);
}

/* The character at `at`, in the message. */
static void tell_character(const struct fault *fault, uint32_t at, enum message message)
{
    const struct source *source = fault->source;
    size_t past = at;
    if (at < source->size)
        utf8_next(source->text, source->size, &past);
    report(fault->findings, source, (struct span){at, (uint32_t)past}, message, (int)(past - at),
           source->text + at);
}

/* ---- Lines ------------------------------------------------------------------------- */

static uint32_t line_of(const struct fault *fault, uint32_t at)
{
    return source_place(fault->source, at).line;
}

static uint32_t text_start(const struct fault *fault, uint32_t line)
{
    struct str text = source_line(fault->source, line);
    size_t blanks = 0;
    while (blanks < text.n && text.s[blanks] == ' ')
        blanks++;
    return fault->source->lines[line - 1] + (uint32_t)blanks;
}

/* Does "key: " or a "key:" at its end stand in the text? */
static bool has_key(struct str text)
{
    text = str_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        if (text.s[i] == ':' && (i + 1 == text.n || text.s[i + 1] == ' '))
            return true;
    }
    return false;
}

static bool is_item(const struct fault *fault, uint32_t line)
{
    uint32_t at = text_start(fault, line);
    return at < fault->source->size && fault->source->text[at] == '-';
}

/* ---- Kinds of slips ---------------------------------------------------------------- */

/* A second colon on a line, or a line that is further in than the one above allows. */
static void tell_colon(const struct fault *fault)
{
    uint32_t line = line_of(fault, fault->at);
    uint32_t start = fault->source->lines[line - 1];
    if (has_key((struct str){fault->source->text + start, fault->at - start})) {
        tell(fault, fault->at, MSG_YAML_COLON);
        return;
    }
    uint32_t above = line - 1;
    while (above > 0 && str_trim(source_line(fault->source, above)).n == 0)
        above--;
    if (above > 0 && !has_key(source_line(fault->source, above)) && !is_item(fault, line) &&
        !is_item(fault, above))
        tell(fault, text_start(fault, above), MSG_YAML_NO_COLON);
    else
        tell(fault, text_start(fault, line), MSG_YAML_INDENT);
}

/* A key was expected and something else came. */
static void tell_no_key(const struct fault *fault)
{
    const char *text = fault->source->text;
    uint32_t at = fault->at, start = fault->source->lines[line_of(fault, at) - 1];
    if (at < fault->source->size && text[at] == ':') {
        tell(fault, at, MSG_YAML_NO_COLON);
        return;
    }
    while (at > start && text[at - 1] == ' ')
        at--;
    if (at > start && (text[at - 1] == '"' || text[at - 1] == '\''))
        tell(fault, fault->at, MSG_YAML_BEHIND);
    else
        tell(fault, fault->at, MSG_YAML_INDENT);
}

static void tell_start(const struct fault *fault, uint32_t at)
{
    if (at < fault->source->size && fault->source->text[at] == '\t')
        tell(fault, at, MSG_YAML_TAB);
    else
        tell_character(fault, at, MSG_YAML_START);
}

void yml_report_fault(const struct source *source, struct yml_fault said, struct findings *findings)
{
    const struct fault fault = {source, said.problem, said.context, said.at, said.from, findings};
    const char *problem = said.problem;
    if (says(problem, "tab character"))
        tell(&fault, fault.at, MSG_YAML_TAB);
    else if (says(problem, "cannot start any token"))
        tell_start(&fault, fault.at);
    else if (says(problem, "end of stream") && says(said.context, "quoted scalar"))
        tell(&fault, fault.from, MSG_YAML_QUOTE);
    else if (says(problem, "mapping values are not allowed"))
        tell_colon(&fault);
    else if (says(problem, "expected key"))
        tell_no_key(&fault);
    else if (says(problem, "'-' indicator") || says(problem, "<document start>"))
        tell(&fault, fault.at, MSG_YAML_INDENT);
    else if (says(problem, "could not find expected ':'"))
        tell(&fault, text_start(&fault, line_of(&fault, fault.from)), MSG_YAML_NO_COLON);
    else if (says(problem, "',' or"))
        tell(&fault, fault.from, MSG_YAML_BRACKET);
    else if (says(problem, "alphabetic or numeric") || says(problem, "comment or line break"))
        tell_start(&fault, fault.from);
    else if (says(problem, "unknown escape"))
        tell_character(&fault, fault.at + 1, MSG_YAML_ESCAPE);
    else if (says(problem, "entries are not allowed") || says(problem, "keys are not allowed"))
        tell_start(&fault, fault.at);
    else
        report(findings, source, (struct span){fault.at, fault.at}, MSG_YAML_SYNTAX,
               problem != NULL ? problem : "unreadable");
}
