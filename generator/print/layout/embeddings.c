/*
 * The formatting characters of UAX #9 that a paragraph's inlines stand for (XSL 1.1,
 * 7.29.6), and those that keep in order what has no letters to say how it runs: in text
 * from right to left, a telephone number with blanks would have its groups turned round,
 * and an address the slash at its end.
 */
#include "print/layout/embeddings.h"

#include <unicode/uchar.h>

enum { LRE = 0x202A, RLE, PDF, LRO, RLO, LRI = 0x2066, RLI, FSI, PDI };

struct maker {
    struct layout_internal *layout;
    const struct embeddings *given;
    struct text_embedding *list;
    size_t count;
};

/* What an edge of an inline stands for; 0: nothing. A footnote's mark is no part of the
 * text around it: after "2030." it must not become a number with that. */
static uint32_t code_of(const struct maker *maker, const struct piece *piece)
{
    const struct fo_tree *tree = maker->layout->tree;
    bool closes = piece->kind == PIECE_CLOSE;
    bool is_rtl = fo_keyword(tree, piece->fo, FO_P_DIRECTION) == FO_K_RTL;
    switch (fo_keyword(tree, piece->fo, FO_P_UNICODE_BIDI)) {
    case FO_K_EMBED:
        return closes ? PDF : is_rtl ? RLE : LRE;
    case FO_K_BIDI_OVERRIDE:
        return closes ? PDF : is_rtl ? RLO : LRO;
    default:
        break;
    }
    bool is_link = piece->fo->type == FO_BASIC_LINK && maker->given->block->is_rtl &&
                   !maker->layout->options.like_fop;
    bool is_apart = is_link || piece->fo->parent->type == FO_FOOTNOTE;
    return !is_apart ? 0 : closes ? PDI : FSI;
}

/* A leader that fills a line parts what it stands between. */
static bool is_separator(const struct maker *maker, const struct piece *piece)
{
    return piece->kind == PIECE_OBJECT && piece->fo->type == FO_LEADER &&
           piece->width_max > piece->width && !maker->layout->options.like_fop;
}

static void add(struct maker *maker, uint32_t offset, uint32_t code)
{
    maker->list[maker->count++] = (struct text_embedding){offset, code};
}

/* The next piece's code from *index on; the index past the end if there is none. */
static struct text_embedding next_of_pieces(const struct maker *maker, size_t *index)
{
    for (; *index < maker->given->piece_count; ++*index) {
        const struct piece *piece = &maker->given->pieces[*index];
        bool is_edge = piece->kind == PIECE_OPEN || piece->kind == PIECE_CLOSE;
        uint32_t code = is_edge                      ? code_of(maker, piece)
                        : is_separator(maker, piece) ? TEXT_SEPARATOR
                                                     : 0;
        if (code)
            return (struct text_embedding){piece->start, code};
    }
    return (struct text_embedding){UINT32_MAX, 0};
}

/* ---- Numbers with blanks --------------------------------------------------------------- */

static bool is_digit(uint32_t code)
{
    return u_isdigit((UChar32)code);
}

static bool is_of_number(uint32_t code)
{
    return is_digit(code) || code == '+' || code == '(' || code == ')' || code == '-' ||
           code == '.' || code == ',' || code == '/' || code == 0x2011 || code == 0x2013;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == 0xA0 || code == 0x2009 || code == 0x202F;
}

/* The end of the groups of digits that begin at the byte, as in "+44 (0)1632 960001"; the
 * byte itself if they are not several, or too few or too many to be a number in groups. */
static size_t number_end(struct str text, size_t start)
{
    enum { FEWEST = 6, LONGEST = 64 };
    size_t end = start, digits = 0, groups = 0;
    int depth = 0;
    bool in_group = false, after_blank = true;
    for (size_t at = start; at < text.n;) {
        uint32_t code = utf8_next(text.s, text.n, &at);
        if (is_blank(code) && !after_blank) {
            after_blank = true;
            in_group = false;
            continue;
        }
        if (!is_of_number(code) || is_blank(code))
            break;
        after_blank = false;
        depth += code == '(' ? 1 : code == ')' ? -1 : 0;
        if (at - start > LONGEST)
            return start;
        if (depth < 0)
            break;
        if (is_digit(code)) {
            digits++;
            groups += in_group ? 0 : 1;
            in_group = true;
        }
        if (depth == 0 && (is_digit(code) || code == ')'))
            end = at;
    }
    return groups > 1 && digits >= FEWEST ? end : start;
}

struct number {
    uint32_t start, end;
};

/* The next number in groups that begins at *at or later and holds no edge of an inline. Edges
 * are looked for from *piece on, which none that starts later has behind it. */
static struct number next_number(const struct maker *maker, size_t *at, size_t *piece)
{
    struct str text = maker->given->text;
    bool after_letter = false;
    while (maker->given->block->is_rtl && !maker->layout->options.like_fop && *at < text.n) {
        size_t start = *at;
        uint32_t code = utf8_next(text.s, text.n, at);
        bool may_begin = !after_letter && (is_digit(code) || code == '+' || code == '(');
        after_letter = u_isalnum((UChar32)code);
        size_t end = may_begin ? number_end(text, start) : start;
        if (end == start)
            continue;
        *at = end;
        struct text_embedding edge = next_of_pieces(maker, piece);
        for (; edge.offset <= start; edge = next_of_pieces(maker, piece))
            ++*piece;
        if (edge.offset >= end)
            return (struct number){(uint32_t)start, (uint32_t)end};
    }
    return (struct number){UINT32_MAX, UINT32_MAX};
}

/* ---- Together -------------------------------------------------------------------------- */

struct text_bidi embeddings_make(struct layout_internal *layout, const struct embeddings *given)
{
    size_t numbers = given->block->is_rtl ? given->text.n / 6 + 1 : 0;
    size_t room = given->piece_count + 4 * numbers;
    struct maker maker = {layout, given, NULL, 0};
    maker.list = ARENA_ARRAY(layout->arena, room, struct text_embedding);
    size_t piece = 0, at = 0, ahead = 0;
    struct number number = next_number(&maker, &at, &ahead);
    for (;;) {
        struct text_embedding edge = next_of_pieces(&maker, &piece);
        while (number.start != UINT32_MAX && number.start < edge.offset) {
            add(&maker, number.start, LRI); /* apart from what is around … */
            add(&maker, number.start, LRO); /* … and Arabic digits, too */
            add(&maker, number.end, PDF);
            add(&maker, number.end, PDI);
            number = next_number(&maker, &at, &ahead);
        }
        if (edge.offset == UINT32_MAX)
            break;
        add(&maker, edge.offset, edge.code);
        piece++;
    }
    return (struct text_bidi){.direction = given->block->is_rtl ? TEXT_RTL : TEXT_LTR,
                              .embeddings = maker.list,
                              .embedding_count = maker.count};
}
