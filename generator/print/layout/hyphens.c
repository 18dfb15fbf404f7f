/*
 * Hyphenation (XSL 1.1, 7.10): where hyphenate="true", words get soft hyphens before their
 * text is shaped, and all else is as if an author had written these.
 */
#include "print/layout/hyphens.h"

#include <string.h>
#include <unicode/uchar.h>

enum { SHORTEST = 5 }; /* letters of a word worth breaking */

struct walk {
    struct layout_internal *layout;
    struct hyphens *hyphens;
    size_t piece; /* that holds the place */
};

static const struct piece *piece_at(struct walk *walk, uint32_t at)
{
    const struct piece *pieces = walk->hyphens->pieces;
    while (walk->piece < walk->hyphens->piece_count &&
           (pieces[walk->piece].kind != PIECE_TEXT || pieces[walk->piece].end <= at))
        walk->piece++;
    const struct piece *piece =
        walk->piece < walk->hyphens->piece_count ? &pieces[walk->piece] : NULL;
    return piece && piece->start <= at ? piece : NULL;
}

static bool is_hyphenated(const struct walk *walk, const struct piece *piece)
{
    return piece && piece->style->text.lang &&
           fo_keyword(walk->layout->tree, piece->fo, FO_P_HYPHENATE) == FO_K_TRUE;
}

static bool is_letter(uint32_t code)
{
    return u_isalpha((UChar32)code) || u_charType((UChar32)code) == U_NON_SPACING_MARK;
}

static bool is_blank(uint32_t code)
{
    return u_isUWhiteSpace((UChar32)code) || code == 0x200B || code == 0xFFFC;
}

/* The letters of the word [start, end): without what stands around them. Empty if
 * anything else is among them, as in an address, or if they are capitals. */
static struct str letters_of(struct str word, uint32_t *from)
{
    uint32_t first = UINT32_MAX, last = 0;
    size_t count = 0, at = 0;
    bool has_small = false, is_plain = true;
    while (at < word.n) {
        uint32_t start = (uint32_t)at, code = utf8_next(word.s, word.n, &at);
        if (count > 0 && (code == '\'' || code == 0x2019)) /* what follows goes with the word */
            break;
        if (!is_letter(code))
            continue;
        is_plain = is_plain && (first == UINT32_MAX || last == start);
        first = first == UINT32_MAX ? start : first;
        last = (uint32_t)at;
        has_small = has_small || !u_isupper((UChar32)code);
        count++;
    }
    *from = first;
    bool is_word = is_plain && has_small && count >= SHORTEST;
    return is_word ? (struct str){word.s + first, last - first} : (struct str){word.s, 0};
}

static void add_word(struct walk *walk, struct str text, uint32_t start, uint32_t end,
                     uint32_t *breaks)
{
    const struct fo_tree *tree = walk->layout->tree;
    const struct piece *piece = piece_at(walk, start);
    uint32_t from;
    struct str letters = letters_of((struct str){text.s + start, end - start}, &from);
    if (letters.n == 0 || !is_hyphenated(walk, piece))
        return;
    struct hyphen_limits limits = {
        fo_integer(tree, piece->fo, FO_P_HYPHENATION_REMAIN, 2),
        fo_integer(tree, piece->fo, FO_P_HYPHENATION_PUSH, 2),
    };
    uint32_t *offsets = ARENA_ARRAY(walk->layout->arena, letters.n, uint32_t);
    size_t count = text_hyphenate(walk->layout->options.fonts, piece->style->text.lang, letters,
                                  limits, offsets);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = start + from + offsets[i];
        if (is_hyphenated(walk, piece_at(walk, at)))
            breaks[at] = 1;
    }
}

static bool wants_any(const struct walk *walk)
{
    for (size_t i = 0; i < walk->hyphens->piece_count; i++)
        if (walk->hyphens->pieces[i].kind == PIECE_TEXT &&
            is_hyphenated(walk, &walk->hyphens->pieces[i]))
            return true;
    return false;
}

/* Writes the text anew with the soft hyphens; a piece keeps those at its end. */
static void write_hyphens(struct walk *walk, struct buf *text, uint32_t *breaks)
{
    struct buf out = BUF_INIT;
    for (uint32_t at = 0; at <= text->n; at++) {
        if (breaks[at])
            buf_puts(&out, "\xC2\xAD");
        breaks[at] = (uint32_t)out.n; /* from here on: where the byte went */
        if (at < text->n)
            buf_putc(&out, text->s[at]);
    }
    for (size_t i = 0; i < walk->hyphens->piece_count; i++) {
        struct piece *piece = &walk->hyphens->pieces[i];
        piece->start = breaks[piece->start];
        piece->end = breaks[piece->end];
    }
    buf_release(text);
    *text = out;
}

void hyphens_add(struct layout_internal *layout, struct hyphens *hyphens, struct buf *text)
{
    struct walk walk = {layout, hyphens, 0};
    if (layout->options.like_fop || text->n == 0 || !wants_any(&walk))
        return;
    uint32_t *breaks = ARENA_ARRAY(layout->arena, text->n + 1, uint32_t);
    struct str all = {text->s, text->n};
    for (size_t at = 0, start = 0; at <= text->n;) {
        size_t here = at;
        if (at == text->n || is_blank(utf8_next(all.s, all.n, &at))) {
            if (here > start)
                add_word(&walk, all, (uint32_t)start, (uint32_t)here, breaks);
            start = at;
        }
        at += here == text->n;
    }
    write_hyphens(&walk, text, breaks);
}
