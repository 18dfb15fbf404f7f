/*
 * Hard Markdown in which each word occurs once: nested quotes and lists, lazy lines,
 * tables, entities, escapes, tabs, combining characters, code, spans, footnotes.
 */
#include "hard_pages.h"

#include <stdlib.h>
#include <string.h>

struct line {
    char *text;
    bool continues; /* goes on a paragraph: its prefix may be left out */
};

struct block {
    VEC(struct line) lines;
};

uint32_t hard_roll(struct generator *g, uint32_t sides)
{
    g->state = g->state * 1664525U + 1013904223U;
    return (g->state >> 8) % sides;
}

const char *hard_word(struct generator *g)
{
    static const char *const decorations[] = {"", "", "", "é", "日本", "e\xCC\x81", "'s", "-x"};
    const char *end = decorations[hard_roll(g, COUNT_OF(decorations))];
    return arena_printf(g->arena, "w%uq%s", ++g->words, end);
}

static void add_line(struct block *block, char *text, bool continues)
{
    *vec_push(&block->lines) = (struct line){text, continues};
}

static void put_inline(struct generator *g, struct buf *out, unsigned depth, bool in_link)
{
    switch (hard_roll(g, depth > 2 ? 8 : 17)) {
    case 0:
        buf_puts(out, "&amp;&#233;&nbsp;");
        break;
    case 1:
        buf_puts(out, "\\*\\[\\&\\{");
        break;
    case 2:
        buf_printf(out, "`` a`b\\ ``");
        break;
    case 3:
        buf_printf(out, "%s&hellip;%s", hard_word(g), hard_word(g));
        break;
    case 4:
        buf_puts(out, in_link ? "<!-- x -->" : "<http://x.example/&amp;a>");
        break;
    case 5:
        buf_puts(out, in_link ? "&copy" : "http://y.example/a_b(c) foo@bar.example");
        break;
    case 6:
    case 7:
        buf_printf(out, "%s", hard_word(g));
        break;
    case 8:
        buf_printf(out, "*%s ", hard_word(g));
        put_inline(g, out, depth + 1, in_link);
        buf_printf(out, " %s*", hard_word(g));
        break;
    case 9:
        buf_printf(out, "**%s _%s_**", hard_word(g), hard_word(g));
        break;
    case 10:
        buf_printf(out, "~~%s~~", hard_word(g));
        break;
    case 11:
        buf_printf(out, in_link ? "%s" : "[%s \\] *x*](/u(r)l \"t \\\" t\")", hard_word(g));
        break;
    case 12:
        buf_printf(out, in_link ? "%s" : "[%s][ref]", hard_word(g));
        break;
    case 13:
        buf_printf(out, in_link ? "%s" : "[%s *y*]{.k lang=cy}", hard_word(g));
        break;
    case 14:
        buf_printf(out, "![%s](<a b.png> 'q')", hard_word(g));
        break;
    case 15:
        buf_printf(out, "***%s** %s*", hard_word(g), hard_word(g));
        break;
    default:
        buf_printf(out, in_link ? "%s" : "%s[^n]", hard_word(g));
        g->notes++;
    }
}

static char *text_line(struct generator *g)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, hard_word(g));
    for (uint32_t i = hard_roll(g, 4); i > 0; i--) {
        buf_puts(&out, hard_roll(g, 6) == 0 ? " \t " : " ");
        put_inline(g, &out, 0, false);
    }
    buf_printf(&out, " %s", hard_word(g));
    return buf_to_arena(&out, g->arena);
}

static void paragraph(struct generator *g, struct block *block)
{
    uint32_t lines = 1 + hard_roll(g, 4);
    if (hard_roll(g, 6) == 0)
        add_line(block, arena_printf(g->arena, "[r%u]: /u 'title'", g->words), false);
    for (uint32_t i = 0; i < lines; i++) {
        const char *end[] = {"", "", "  ", "\\", "   "};
        const char *last = i + 1 < lines ? end[hard_roll(g, COUNT_OF(end))] : "";
        add_line(block, arena_printf(g->arena, "%s%s", text_line(g), last), i > 0);
    }
}

static void heading(struct generator *g, struct block *block)
{
    if (hard_roll(g, 2) == 0) {
        add_line(block, arena_printf(g->arena, "## %s ##", text_line(g)), false);
        return;
    }
    paragraph(g, block);
    struct line *last = &block->lines.items[block->lines.count - 1];
    last->continues = false;
    add_line(block, arena_strdup(g->arena, hard_roll(g, 2) ? "-----" : "="), false);
    for (size_t i = 0; i < block->lines.count; i++)
        block->lines.items[i].continues = false; /* a lazy line makes no heading */
}

static char *row(struct generator *g, const char *open, const char *close)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, open);
    for (unsigned i = 0; i < 3; i++) {
        buf_printf(&out, "%s %s", i > 0 ? "|" : "", hard_word(g));
        if (hard_roll(g, 3) == 0)
            buf_printf(&out, " \\| *%s \\|* ", hard_word(g));
        if (hard_roll(g, 3) == 0)
            put_inline(g, &out, 2, false);
        buf_putc(&out, ' ');
    }
    buf_puts(&out, close);
    return buf_to_arena(&out, g->arena);
}

static void table(struct generator *g, struct block *block)
{
    if (hard_roll(g, 3) == 0) /* text directly above the header */
        add_line(block, arena_printf(g->arena, "%s \\| %s", hard_word(g), hard_word(g)), false);
    const char *open = hard_roll(g, 2) ? "|" : "", *close = hard_roll(g, 2) ? "|" : "";
    add_line(block, row(g, open, close), false);
    add_line(block, arena_strdup(g->arena, "|---|:-:|--:|"), false);
    for (uint32_t i = hard_roll(g, 3); i > 0; i--)
        add_line(block, row(g, hard_roll(g, 2) ? "|" : "", hard_roll(g, 2) ? "|" : ""), false);
    if (hard_roll(g, 4) == 0)
        add_line(block, arena_printf(g->arena, "Table: %s", text_line(g)), false);
}

static void definition(struct generator *g, struct block *block)
{
    add_line(block, arena_printf(g->arena, "%s", hard_word(g)), false);
    add_line(block, arena_printf(g->arena, ": %s", text_line(g)), false);
    add_line(block, arena_printf(g->arena, "  %s", text_line(g)), true);
}

static void make_block(struct generator *g, struct block *block, unsigned depth);

static void prefix_lines(struct generator *g, struct block *block, const struct block *inner,
                         const char *first, const char *rest)
{
    for (size_t i = 0; i < inner->lines.count; i++) {
        const struct line *line = &inner->lines.items[i];
        bool lazy = line->continues && hard_roll(g, 3) == 0;
        const char *prefix = i == 0 ? first : lazy ? "" : rest;
        add_line(block, arena_printf(g->arena, "%s%s", prefix, line->text), line->continues);
    }
}

static void nested(struct generator *g, struct block *block, unsigned depth)
{
    static const char *const prefixes[][2] = {
        {"> ", "> "},     {">", ">"},       {"- ", "  "},          {"12. ", "    "},
        {"*   ", "    "}, {"-\t", "\t"},    {"- [x] ", "  "},      {">\t", ">\t"},
        {"  - ", "    "}, {"> - ", ">   "}, {"> [!TIP]\n> ", "> "}};
    size_t which = hard_roll(g, COUNT_OF(prefixes));
    struct block inner = {0};
    make_block(g, &inner, depth + 1);
    if (hard_roll(g, 2) == 0) {
        add_line(&inner, arena_strdup(g->arena, ""), false);
        make_block(g, &inner, depth + 1);
    }
    prefix_lines(g, block, &inner, prefixes[which][0], prefixes[which][1]);
    vec_release(&inner.lines);
}

static void container(struct generator *g, struct block *block, unsigned depth)
{
    add_line(block, arena_strdup(g->arena, "::: card {.x title=\"t\"}"), false);
    make_block(g, block, depth + 1);
    add_line(block, arena_strdup(g->arena, ":::"), false);
}

static void make_block(struct generator *g, struct block *block, unsigned depth)
{
    switch (hard_roll(g, depth > 3 ? 5 : 8)) {
    case 0:
    case 1:
        paragraph(g, block);
        break;
    case 2:
        heading(g, block);
        break;
    case 3:
        table(g, block);
        break;
    case 4:
        definition(g, block);
        break;
    case 5:
        container(g, block, depth);
        break;
    default:
        nested(g, block, depth);
    }
}

char *hard_page(struct generator *g, unsigned blocks, const char *line_end)
{
    struct buf out = BUF_INIT;
    struct block block = {0};
    for (unsigned i = 0; i < blocks; i++) {
        make_block(g, &block, 0);
        add_line(&block, arena_strdup(g->arena, ""), false);
    }
    for (size_t i = 0; i < block.lines.count; i++) {
        struct str rest = str_of(block.lines.items[i].text), part;
        if (rest.n == 0)
            buf_puts(&out, line_end);
        while (str_next(&rest, '\n', &part)) {
            buf_put_str(&out, part);
            buf_puts(&out, line_end);
        }
    }
    buf_printf(&out, "%s%s[^n]%s%s[ref]: /u%s%s[^n]: %s%s", line_end, hard_word(g), line_end,
               line_end, line_end, line_end, hard_word(g), line_end);
    vec_release(&block.lines);
    return buf_to_arena(&out, g->arena);
}
