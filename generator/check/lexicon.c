#include "check/internal.h"

#include <string.h>
#include <unicode/uchar.h>

struct lexicon {
    struct arena *arena;
    VEC(struct lexeme) lexemes;
    uint32_t *slots; /* lexeme + 1; 0: empty */
    uint32_t slot_count;
    struct buf folded;
};

static void release(void *handle)
{
    struct lexicon *lexicon = handle;
    vec_release(&lexicon->lexemes);
    buf_release(&lexicon->folded);
    vec_drop((void **)&lexicon->slots);
}

static void make_slots(struct lexicon *lexicon, uint32_t count)
{
    size_t room = 0;
    vec_drop((void **)&lexicon->slots);
    vec_grow((void **)&lexicon->slots, &room, count, sizeof *lexicon->slots);
    memset(lexicon->slots, 0, count * sizeof *lexicon->slots);
    lexicon->slot_count = count;
}

struct lexicon *lexicon_new(struct arena *arena)
{
    struct lexicon *lexicon = ARENA_NEW(arena, struct lexicon);
    lexicon->arena = arena;
    make_slots(lexicon, 8192);
    arena_on_free(arena, release, lexicon);
    return lexicon;
}

static void fold_beyond_ascii(struct buf *folded, struct str word)
{
    enum {
        SOFT_HYPHEN = 0xAD,
        MODIFIER_APOSTROPHE = 0x2BC,
        HYPHEN = 0x2010,
        FIXED_HYPHEN = 0x2011
    };
    enum { CURLY_APOSTROPHE = 0x2019 };
    size_t at = 0;
    buf_clear(folded);
    while (at < word.n) {
        uint32_t c = utf8_next(word.s, word.n, &at);
        if (c == CURLY_APOSTROPHE || c == MODIFIER_APOSTROPHE)
            buf_putc(folded, '\'');
        else if (c == HYPHEN || c == FIXED_HYPHEN)
            buf_putc(folded, '-');
        else if (c != SOFT_HYPHEN)
            buf_put_code_point(folded, (uint32_t)u_tolower((UChar32)c));
    }
}

static void fold(struct buf *folded, struct str word)
{
    buf_clear(folded);
    buf_add(folded, word.s, word.n);
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.s[i];
        if (c >= 0x80) {
            fold_beyond_ascii(folded, word);
            return;
        }
        if (c >= 'A' && c <= 'Z')
            folded->s[i] = (char)(c + ('a' - 'A'));
    }
}

static uint32_t hash_of(struct str text)
{
    uint32_t hash = 0x811C9DC5u;
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.s[i]) * 0x01000193u;
    return hash ^ hash >> 15;
}

/* The slot where the form stands or belongs. */
static uint32_t *find_slot(const struct lexicon *lexicon, struct str text, uint32_t hash)
{
    uint32_t mask = lexicon->slot_count - 1;
    for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
        uint32_t entry = lexicon->slots[slot];
        if (entry == 0)
            return &lexicon->slots[slot];
        const struct lexeme *lexeme = &lexicon->lexemes.items[entry - 1];
        if (lexeme->hash == hash && str_equal(lexeme->text, text))
            return &lexicon->slots[slot];
    }
}

static void grow(struct lexicon *lexicon)
{
    make_slots(lexicon, lexicon->slot_count * 2);
    for (uint32_t i = 0; i < lexicon->lexemes.count; i++) {
        const struct lexeme *lexeme = &lexicon->lexemes.items[i];
        *find_slot(lexicon, lexeme->text, lexeme->hash) = i + 1;
    }
}

static uint8_t count_letters(struct str word)
{
    uint32_t letters = 0;
    size_t at = 0;
    while (at < word.n) {
        uint32_t c = utf8_next(word.s, word.n, &at);
        letters += char_is_letter(c) || (c >= '0' && c <= '9');
    }
    return (uint8_t)(letters < UINT8_MAX ? letters : UINT8_MAX);
}

uint32_t lexicon_intern(struct lexicon *lexicon, struct str word)
{
    fold(&lexicon->folded, word);
    struct str text = {lexicon->folded.s ? lexicon->folded.s : "", lexicon->folded.n};
    uint32_t hash = hash_of(text);
    uint32_t *slot = find_slot(lexicon, text, hash);
    if (*slot != 0)
        return *slot - 1;
    if (lexicon->lexemes.count + 1 > lexicon->slot_count / 2) {
        grow(lexicon);
        slot = find_slot(lexicon, text, hash);
    }
    struct lexeme *lexeme = vec_push(&lexicon->lexemes);
    *lexeme = (struct lexeme){.text = {arena_strndup(lexicon->arena, text.s, text.n), text.n},
                              .hash = hash,
                              .letters = count_letters(text)};
    *slot = (uint32_t)lexicon->lexemes.count;
    return *slot - 1;
}

const struct lexeme *lexicon_lexeme(const struct lexicon *lexicon, uint32_t lexeme)
{
    return &lexicon->lexemes.items[lexeme];
}

unsigned lexicon_syllables(struct lexicon *lexicon, uint32_t index)
{
    struct lexeme *lexeme = &lexicon->lexemes.items[index];
    if (lexeme->syllables == 0) {
        unsigned count = syllables_count(lexeme->text);
        lexeme->syllables = (uint8_t)(count < UINT8_MAX ? count : UINT8_MAX);
    }
    return lexeme->syllables;
}

uint8_t *lexicon_spelling(struct lexicon *lexicon, uint32_t lexeme)
{
    return &lexicon->lexemes.items[lexeme].spelling;
}

bool lexicon_familiar(struct lexicon *lexicon, uint32_t index)
{
    struct lexeme *lexeme = &lexicon->lexemes.items[index];
    if (lexeme->familiar == 0)
        lexeme->familiar = familiar_word(lexeme->text) ? 2 : 1;
    return lexeme->familiar == 2;
}
