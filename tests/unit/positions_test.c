/*
 * The place of every run of text, proved by unique words. A generator writes hard
 * Markdown in which each word occurs once; after reading, every word must be found in
 * the tree, and the bytes its span cuts from the source must be that word.
 */
#include "document/document.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- A generator of Markdown ------------------------------------------------------- */

struct line {
    char *text;
    bool continues; /* goes on a paragraph: its prefix may be left out */
};

struct block {
    VEC(struct line) lines;
};

struct generator {
    struct arena *arena;
    uint32_t state;
    unsigned words; /* written so far */
    unsigned notes;
    struct block definitions; /* of footnotes and links */
};

static uint32_t roll(struct generator *g, uint32_t sides)
{
    g->state = g->state * 1664525U + 1013904223U;
    return (g->state >> 8) % sides;
}

static const char *word(struct generator *g)
{
    static const char *const decorations[] = {"", "", "", "é", "日本", "e\xCC\x81", "'s", "-x"};
    const char *end = decorations[roll(g, COUNT_OF(decorations))];
    return arena_printf(g->arena, "w%uq%s", ++g->words, end);
}

static void add_line(struct block *block, char *text, bool continues)
{
    *vec_push(&block->lines) = (struct line){text, continues};
}

static void put_inline(struct generator *g, struct buf *out, unsigned depth, bool in_link)
{
    switch (roll(g, depth > 2 ? 8 : 17)) {
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
        buf_printf(out, "%s&hellip;%s", word(g), word(g));
        break;
    case 4:
        buf_puts(out, in_link ? "<!-- x -->" : "<http://x.example/&amp;a>");
        break;
    case 5:
        buf_puts(out, in_link ? "&copy" : "http://y.example/a_b(c) foo@bar.example");
        break;
    case 6:
    case 7:
        buf_printf(out, "%s", word(g));
        break;
    case 8:
        buf_printf(out, "*%s ", word(g));
        put_inline(g, out, depth + 1, in_link);
        buf_printf(out, " %s*", word(g));
        break;
    case 9:
        buf_printf(out, "**%s _%s_**", word(g), word(g));
        break;
    case 10:
        buf_printf(out, "~~%s~~", word(g));
        break;
    case 11:
        buf_printf(out, in_link ? "%s" : "[%s \\] *x*](/u(r)l \"t \\\" t\")", word(g));
        break;
    case 12:
        buf_printf(out, in_link ? "%s" : "[%s][ref]", word(g));
        break;
    case 13:
        buf_printf(out, in_link ? "%s" : "[%s *y*]{.k lang=cy}", word(g));
        break;
    case 14:
        buf_printf(out, "![%s](<a b.png> 'q')", word(g));
        break;
    case 15:
        buf_printf(out, "***%s** %s*", word(g), word(g));
        break;
    default:
        buf_printf(out, in_link ? "%s" : "%s[^n]", word(g));
        g->notes++;
    }
}

static char *text_line(struct generator *g)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, word(g));
    for (uint32_t i = roll(g, 4); i > 0; i--) {
        buf_puts(&out, roll(g, 6) == 0 ? " \t " : " ");
        put_inline(g, &out, 0, false);
    }
    buf_printf(&out, " %s", word(g));
    return buf_to_arena(&out, g->arena);
}

static void paragraph(struct generator *g, struct block *block)
{
    uint32_t lines = 1 + roll(g, 4);
    if (roll(g, 6) == 0)
        add_line(block, arena_printf(g->arena, "[r%u]: /u 'title'", g->words), false);
    for (uint32_t i = 0; i < lines; i++) {
        const char *end[] = {"", "", "  ", "\\", "   "};
        const char *last = i + 1 < lines ? end[roll(g, COUNT_OF(end))] : "";
        add_line(block, arena_printf(g->arena, "%s%s", text_line(g), last), i > 0);
    }
}

static void heading(struct generator *g, struct block *block)
{
    if (roll(g, 2) == 0) {
        add_line(block, arena_printf(g->arena, "## %s ##", text_line(g)), false);
        return;
    }
    paragraph(g, block);
    struct line *last = &block->lines.items[block->lines.count - 1];
    last->continues = false;
    add_line(block, arena_strdup(g->arena, roll(g, 2) ? "-----" : "="), false);
    for (size_t i = 0; i < block->lines.count; i++)
        block->lines.items[i].continues = false; /* a lazy line makes no heading */
}

static char *row(struct generator *g, const char *open, const char *close)
{
    struct buf out = BUF_INIT;
    buf_puts(&out, open);
    for (unsigned i = 0; i < 3; i++) {
        buf_printf(&out, "%s %s", i > 0 ? "|" : "", word(g));
        if (roll(g, 3) == 0)
            buf_printf(&out, " \\| *%s \\|* ", word(g));
        if (roll(g, 3) == 0)
            put_inline(g, &out, 2, false);
        buf_putc(&out, ' ');
    }
    buf_puts(&out, close);
    return buf_to_arena(&out, g->arena);
}

static void table(struct generator *g, struct block *block)
{
    if (roll(g, 3) == 0) /* text directly above the header */
        add_line(block, arena_printf(g->arena, "%s \\| %s", word(g), word(g)), false);
    const char *open = roll(g, 2) ? "|" : "", *close = roll(g, 2) ? "|" : "";
    add_line(block, row(g, open, close), false);
    add_line(block, arena_strdup(g->arena, "|---|:-:|--:|"), false);
    for (uint32_t i = roll(g, 3); i > 0; i--)
        add_line(block, row(g, roll(g, 2) ? "|" : "", roll(g, 2) ? "|" : ""), false);
    if (roll(g, 4) == 0)
        add_line(block, arena_printf(g->arena, "Table: %s", text_line(g)), false);
}

static void definition(struct generator *g, struct block *block)
{
    add_line(block, arena_printf(g->arena, "%s", word(g)), false);
    add_line(block, arena_printf(g->arena, ": %s", text_line(g)), false);
    add_line(block, arena_printf(g->arena, "  %s", text_line(g)), true);
}

static void make_block(struct generator *g, struct block *block, unsigned depth);

static void prefix_lines(struct generator *g, struct block *block, const struct block *inner,
                         const char *first, const char *rest)
{
    for (size_t i = 0; i < inner->lines.count; i++) {
        const struct line *line = &inner->lines.items[i];
        bool lazy = line->continues && roll(g, 3) == 0;
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
    size_t which = roll(g, COUNT_OF(prefixes));
    struct block inner = {0};
    make_block(g, &inner, depth + 1);
    if (roll(g, 2) == 0) {
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
    switch (roll(g, depth > 3 ? 5 : 8)) {
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

static char *page(struct generator *g, unsigned blocks, const char *line_end)
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
    buf_printf(&out, "%s%s[^n]%s%s[ref]: /u%s%s[^n]: %s%s", line_end, word(g), line_end, line_end,
               line_end, line_end, word(g), line_end);
    vec_release(&block.lines);
    return buf_to_arena(&out, g->arena);
}

/* ---- The proof -------------------------------------------------------------------------- */

struct proof {
    const struct source *source;
    unsigned words; /* found in texts */
    unsigned rough; /* of them, without an exact place */
    unsigned wrong; /* texts that are not what their span cuts */
    bool *seen;     /* by the word's number */
};

static bool is_text(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->ns != NULL && node->ns->prefix == NULL &&
           strcmp((const char *)node->name, "text") == 0;
}

/* The attribute must say what the span says. */
static void check_sourcepos(struct proof *proof, const xmlNode *node, struct span span)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST "sourcepos");
    struct place start = source_place(proof->source, span.start);
    uint32_t last = span.end > span.start ? span.end - 1 : span.start;
    while (last > span.start && ((unsigned char)proof->source->text[last] & 0xC0) == 0x80)
        last--;
    struct place end = source_place(proof->source, last);
    char expected[64];
    snprintf(expected, sizeof expected, "%u:%u-%u:%u", start.line, start.column, end.line,
             end.column);
    ck_assert_ptr_nonnull(value);
    ck_assert_str_eq((const char *)value, expected);
    xmlFree(value);
}

/* Marks the unique words in a text; how many there are. */
static unsigned see_words(struct proof *proof, const char *text)
{
    unsigned count = 0;
    for (const char *at = strchr(text, 'w'); at != NULL; at = strchr(at + 1, 'w')) {
        char *end;
        unsigned long number = strtoul(at + 1, &end, 10);
        if (end == at + 1 || *end != 'q')
            continue;
        proof->seen[number] = true;
        count++;
    }
    return count;
}

static void check_text(struct proof *proof, const xmlNode *node)
{
    const char *text = (const char *)node->children->content;
    struct span span = document_span(node);
    size_t size = strlen(text);
    bool verbatim = span.end - span.start == size;
    unsigned words = see_words(proof, text);
    check_sourcepos(proof, node, span);
    if (verbatim && memcmp(proof->source->text + span.start, text, size) != 0)
        proof->wrong++;
    proof->words += words;
    proof->rough += verbatim ? 0 : words;
}

/* A tab before a lazy line may make an indented code block of it: its words count as
 * there, without a place of their own. */
static void check_tree(struct proof *proof, const xmlNode *root)
{
    const xmlNode *node = root;
    while (node != NULL) {
        if (is_text(node) && node->children != NULL)
            check_text(proof, node);
        else if (node->type == XML_ELEMENT_NODE && node->children != NULL &&
                 strcmp((const char *)node->name, "code_block") == 0)
            see_words(proof, (const char *)node->children->content);
        if (node->children != NULL && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node != root && node->next == NULL)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
}

static struct proof prove(struct arena *arena, struct str text, unsigned words)
{
    struct findings *findings = findings_new(arena);
    struct document *document =
        document_read_text(arena, site_default(arena), "page.md", text, findings);
    if (document != NULL)
        document_write_places(document);
    struct proof proof = {0};
    if (document == NULL)
        return proof;
    proof.source = document->source;
    proof.seen = ARENA_ARRAY(arena, words + 1, bool);
    check_tree(&proof, xmlDocGetRootElement(document->xml));
    return proof;
}

static unsigned unseen(const struct proof *proof, unsigned words)
{
    unsigned count = 0;
    for (unsigned i = 1; i <= words; i++)
        count += !proof->seen[i];
    return count;
}

static const char *const line_ends[] = {"\n", "\r\n", "\r"};

START_TEST(every_word_of_generated_pages_is_cut_from_its_span)
{
    unsigned words = 0, rough = 0, missing = 0;
    for (uint32_t seed = 1; seed <= 600; seed++) {
        struct arena *arena = arena_new();
        struct generator g = {.arena = arena, .state = seed * 7919U};
        char *text = page(&g, 1 + seed % 12, line_ends[seed % 3]);
        if (seed % 5 == 0)
            text = arena_printf(arena, "\xEF\xBB\xBF%s", text);
        struct proof proof = prove(arena, str_of(text), g.words);
        ck_assert_msg(proof.source != NULL, "seed %u was not read", seed);
        ck_assert_msg(proof.wrong == 0, "seed %u: %u runs of text differ", seed, proof.wrong);
        if (getenv("SHOW_ROUGH") != NULL && (proof.rough > 0 || unseen(&proof, g.words) > 0))
            fprintf(stderr, "seed %u: rough %u missing %u\n%s\n", seed, proof.rough,
                    unseen(&proof, g.words), text);
        words += proof.words;
        rough += proof.rough;
        missing += unseen(&proof, g.words);
        arena_free(arena);
    }
    ck_assert_uint_gt(words, 20000);
    ck_assert_uint_eq(rough, 0);
    ck_assert_msg(missing == 0, "%u of %u words are not in the tree", missing, words);
}
END_TEST

START_TEST(token_soup_never_has_a_wrong_span)
{
    static const char *const tokens[] = {
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "<",
        ">",
        "\n",
        "\n",
        "\n",
        "  \n",
        "\\",
        "\\\n",
        "&amp;",
        "&",
        "|",
        "\n|---|\n",
        "- ",
        "1. ",
        "> ",
        "\t",
        "# ",
        "---",
        "~~",
        "{.a}",
        "]{.b}",
        "{",
        "[^n]",
        "\n[^n]: ",
        ":::",
        "::: card\n",
        ": ",
        "\n: ",
        "[a]: /u\n",
        "](/u)",
        "www.a.example",
        "http://b.example/",
        "é",
        "    ",
        "=",
        "\n===\n",
        "Table: ",
        "Figure: ",
        "> [!NOTE]",
        "[[toc]]",
        "*[AB]: c\n",
        "AB",
        "\\|",
        " ",
        " ",
    };
    unsigned words = 0, rough = 0;
    for (uint32_t seed = 1; seed <= 1500; seed++) {
        struct arena *arena = arena_new();
        struct generator g = {.arena = arena, .state = seed * 104729U};
        struct buf out = BUF_INIT;
        for (unsigned i = 0; i < 120; i++) {
            if (roll(&g, 3) == 0)
                buf_puts(&out, word(&g));
            else
                buf_puts(&out, tokens[roll(&g, COUNT_OF(tokens))]);
        }
        struct proof proof = prove(arena, (struct str){out.s, out.n}, g.words);
        ck_assert_msg(proof.wrong == 0, "seed %u: %u runs of text differ:\n%s", seed, proof.wrong,
                      out.s);
        if (getenv("SHOW_ROUGH") != NULL && proof.rough > 0)
            fprintf(stderr, "seed %u: rough %u\n%s\n--------\n", seed, proof.rough, out.s);
        words += proof.words;
        rough += proof.rough;
        buf_release(&out);
        arena_free(arena);
    }
    ck_assert_uint_gt(words, 30000);
    ck_assert_msg(rough * 1000 <= words, "%u of %u words fell back", rough, words);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("positions");
    TCase *tests = tcase_create("positions");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, every_word_of_generated_pages_is_cut_from_its_span);
    tcase_add_test(tests, token_soup_never_has_a_wrong_span);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
