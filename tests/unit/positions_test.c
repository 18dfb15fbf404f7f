/*
 * The place of every run of text, proved by unique words. A generator writes hard
 * Markdown in which each word occurs once; after reading, every word must be found in
 * the tree, and the bytes its span cuts from the source must be that word.
 */
#include "document/document.h"
#include "hard_pages.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

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
        char *text = hard_page(&g, 1 + seed % 12, line_ends[seed % 3]);
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
            if (hard_roll(&g, 3) == 0)
                buf_puts(&out, hard_word(&g));
            else
                buf_puts(&out, tokens[hard_roll(&g, COUNT_OF(tokens))]);
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
