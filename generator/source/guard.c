/*
 * Texts on which cmark-gfm takes quadratic time or memory, refused before it sees
 * them. One linear pass; no text that a person writes comes near these limits.
 */
#include "internal.h"

#include <string.h>

enum {
    MARKER_LIMIT = 64,       /* quote and list marks that begin one line */
    WORD_LIMIT = 4096,       /* bytes without a blank */
    DELIMITER_LIMIT = 20000, /* marks of emphasis without an empty line between */
    RAW_LIMIT = 200,         /* openings of <? and <! on one page */
};

/* Quote and list marks at the start of a line. */
static unsigned leading_markers(struct str line)
{
    unsigned count = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.s[i], next = i + 1 < line.n ? line.s[i + 1] : '\n';
        bool blank = next == ' ' || next == '\t' || next == '\n';
        if (c == '>' || ((c == '-' || c == '+' || c == '*') && blank) ||
            ((c == '.' || c == ')') && blank && i > 0 && line.s[i - 1] >= '0' &&
             line.s[i - 1] <= '9'))
            count++;
        else if (c != ' ' && c != '\t' && !(c >= '0' && c <= '9'))
            break;
    }
    return count;
}

/* Offset of the first word that is too long, or line.n. */
static size_t long_word(struct str line)
{
    size_t start = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.s[i] == ' ' || line.s[i] == '\t')
            start = i + 1;
        else if (i - start >= WORD_LIMIT)
            return start;
    }
    return line.n;
}

struct counts {
    unsigned delimiters; /* since the last empty line */
    unsigned raw;
};

static void count_line(struct str line, struct counts *counts)
{
    if (str_trim(line).n == 0)
        counts->delimiters = 0;
    for (size_t i = 0; i < line.n; i++) {
        counts->delimiters += line.s[i] == '*' || line.s[i] == '_' || line.s[i] == '~';
        counts->raw +=
            line.s[i] == '<' && i + 1 < line.n && (line.s[i + 1] == '?' || line.s[i + 1] == '!');
    }
}

bool guard_text(const struct source *source, struct span body, struct findings *findings)
{
    struct counts counts = {0};
    uint32_t first = source_place(source, body.start).line;
    for (uint32_t number = first; number <= source->line_count; number++) {
        struct str line = source_line(source, number);
        uint32_t start = source->lines[number - 1];
        if (leading_markers(line) > MARKER_LIMIT) {
            report(findings, source, (struct span){start, start}, MSG_MARKDOWN_DEEP, MARKER_LIMIT);
            return false;
        }
        size_t word = long_word(line);
        if (word < line.n) {
            start += (uint32_t)word;
            report(findings, source, (struct span){start, start}, MSG_MARKDOWN_WORD, WORD_LIMIT);
            return false;
        }
        count_line(line, &counts);
        if (counts.delimiters > DELIMITER_LIMIT || counts.raw > RAW_LIMIT) {
            report(findings, source, (struct span){start, start}, MSG_MARKDOWN_HOSTILE,
                   counts.raw > RAW_LIMIT ? "openings of raw HTML" : "marks of emphasis");
            return false;
        }
    }
    return true;
}
