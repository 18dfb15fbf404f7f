/*
 * Spelling by Hunspell. Its answers are kept in the lexicon, one for a word as a name or at
 * the start of a sentence ("May") and one in small letters ("may"): a word costs 0.3 µs
 * when it is first met and nothing afterwards.
 */
#include "check/internal.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { LONGEST_WORD = 60, LARGEST_LIST = 1 << 20 };

/* The memo of a lexeme. */
enum { IS_WORD = 1, IS_NAME = 2, KNOW_WORD = 4, KNOW_NAME = 8 };

/* What is suggested for a form; key 0: empty. */
struct advice {
    uint64_t key; /* lexeme + 1, twice, plus 1 for a capital */
    const char *words[SUGGESTIONS];
    size_t count;
};

struct spelling {
    struct arena *arena;
    struct lexicon *lexicon;
    Hunhandle *dictionary;
    bool sought;
    VEC(struct advice) advice; /* by what spelling_suggest was asked, open addressing */
    size_t advised;
};

static void release(void *handle)
{
    struct spelling *spelling = handle;
    vec_release(&spelling->advice);
}

struct spelling *spelling_new(struct arena *arena, struct lexicon *lexicon)
{
    struct spelling *spelling = ARENA_NEW(arena, struct spelling);
    spelling->arena = arena;
    spelling->lexicon = lexicon;
    arena_on_free(arena, release, spelling);
    return spelling;
}

/* ---- The dictionary ---------------------------------------------------------------- */

static void close_dictionary(void *handle)
{
    Hunspell_destroy(handle);
}

static bool open_in(struct spelling *spelling, struct str folder)
{
    struct arena *arena = spelling->arena;
    const char *affixes = arena_printf(arena, "%.*s/en_GB.aff", (int)folder.n, folder.s);
    const char *words = arena_printf(arena, "%.*s/en_GB.dic", (int)folder.n, folder.s);
    if (folder.n == 0 || !file_exists(affixes) || !file_exists(words))
        return false;
    spelling->dictionary = Hunspell_create(affixes, words);
    if (spelling->dictionary == NULL)
        return false;
    arena_on_free(arena, close_dictionary, spelling->dictionary);
    return true;
}

/* In the folders of DICPATH, the name that Hunspell's own program uses, else in the
 * system's. */
bool spelling_ready(struct spelling *spelling)
{
    if (spelling->sought)
        return spelling->dictionary != NULL;
    spelling->sought = true;
    const char *own = getenv("DICPATH");
    struct str folder, rest = own != NULL && own[0] != '\0'
                                  ? str_of(own)
                                  : STR("/usr/local/share/hunspell:/usr/share/hunspell:"
                                        "/usr/share/myspell/dicts:/usr/share/myspell");
    while (str_next(&rest, ':', &folder)) {
        if (open_in(spelling, folder))
            return true;
    }
    return false;
}

bool spelling_knows(struct spelling *spelling, struct str word)
{
    char text[LONGEST_WORD + 1];
    if (!spelling_ready(spelling) || word.n > LONGEST_WORD)
        return true;
    memcpy(text, word.s, word.n);
    text[word.n] = '\0';
    return Hunspell_spell(spelling->dictionary, text) != 0;
}

/* ---- Forms of the lexicon ---------------------------------------------------------- */

/* The form with its first letter as a capital. */
static void capitalise(struct str form, struct buf *out)
{
    size_t at = 0;
    uint32_t first = utf8_next(form.s, form.n, &at);
    buf_put_code_point(out, (uint32_t)u_toupper((UChar32)first));
    buf_put_str(out, (struct str){form.s + at, form.n - at});
}

static bool ask_dictionary(struct spelling *spelling, struct str form, bool capital)
{
    struct buf text = BUF_INIT;
    if (capital)
        capitalise(form, &text);
    else
        buf_put_str(&text, form);
    bool known = spelling_knows(spelling, (struct str){text.s, text.n});
    buf_release(&text);
    return known;
}

static bool accepts_text(struct spelling *spelling, struct str form, bool capital)
{
    return spelling_accepts(spelling, lexicon_intern(spelling->lexicon, form), capital);
}

/* "carer's", "healthwatch-led": known if its parts are. */
static bool accepts_parts(struct spelling *spelling, struct str form, bool capital)
{
    if (str_ends(form, "'s"))
        return form.n > 2 && accepts_text(spelling, (struct str){form.s, form.n - 2}, capital);
    if (memchr(form.s, '-', form.n) == NULL)
        return false;
    struct str part;
    while (str_next(&form, '-', &part)) {
        if (part.n > 0 && !accepts_text(spelling, part, capital) &&
            !accepts_text(spelling, part, false))
            return false;
    }
    return true;
}

bool spelling_accepts(struct spelling *spelling, uint32_t lexeme, bool capital)
{
    unsigned is = capital ? IS_WORD | IS_NAME : IS_WORD;
    unsigned know = capital ? KNOW_NAME : KNOW_WORD;
    unsigned memo = *lexicon_spelling(spelling->lexicon, lexeme);
    if ((memo & is) == 0 && (memo & know) == 0) {
        struct str form = lexicon_lexeme(spelling->lexicon, lexeme)->text;
        bool known =
            ask_dictionary(spelling, form, capital) || accepts_parts(spelling, form, capital);
        memo |= know | (known ? (capital ? IS_NAME : IS_WORD) : 0u);
        *lexicon_spelling(spelling->lexicon, lexeme) = (uint8_t)memo;
    }
    return (memo & is) != 0;
}

/* ---- Added words ------------------------------------------------------------------- */

static void add_word(struct spelling *spelling, struct str word)
{
    size_t at = 0;
    bool capital = char_is_upper(utf8_next(word.s, word.n, &at));
    uint8_t *memo = lexicon_spelling(spelling->lexicon, lexicon_intern(spelling->lexicon, word));
    *memo |= capital ? IS_NAME : IS_WORD;
}

static void add_line(struct spelling *spelling, struct str line)
{
    const char *comment = memchr(line.s, '#', line.n);
    if (comment != NULL)
        line.n = (size_t)(comment - line.s);
    struct str word;
    while (str_next(&line, ' ', &word)) {
        word = str_trim(word);
        if (word.n > 0)
            add_word(spelling, word);
    }
}

int spelling_add_words(struct spelling *spelling, struct arena *arena, const char *path)
{
    struct str text;
    if (!file_exists(path))
        return 0;
    if (file_read(arena, path, LARGEST_LIST, &text) != 0)
        return -1;
    const struct source *source = source_new(arena, path, text);
    uint32_t bad = (uint32_t)utf8_check(source->text, source->size);
    if (bad < source->size) {
        struct place place = source_place(source, bad);
        return fail(path, place.line, place.column, MSG_WORDS_UTF8);
    }
    for (uint32_t line = 1; line <= source->line_count; line++)
        add_line(spelling, source_line(source, line));
    return 0;
}

/* ---- Suggestions ------------------------------------------------------------------- */

static struct advice *find_advice(const struct spelling *spelling, uint64_t key)
{
    size_t mask = spelling->advice.count - 1;
    size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & mask;
    while (spelling->advice.items[slot].key != 0 && spelling->advice.items[slot].key != key)
        slot = (slot + 1) & mask;
    return &spelling->advice.items[slot];
}

static void make_room(struct spelling *spelling)
{
    if (spelling->advised * 2 < spelling->advice.count)
        return;
    struct spelling old = *spelling;
    size_t room = old.advice.count > 0 ? old.advice.count * 2 : 256;
    memset(&spelling->advice, 0, sizeof spelling->advice);
    vec_grow((void **)&spelling->advice.items, &spelling->advice.room, room,
             sizeof *spelling->advice.items);
    memset(spelling->advice.items, 0, room * sizeof *spelling->advice.items);
    spelling->advice.count = room;
    for (size_t i = 0; i < old.advice.count; i++) {
        if (old.advice.items[i].key != 0)
            *find_advice(spelling, old.advice.items[i].key) = old.advice.items[i];
    }
    vec_release(&old.advice);
}

size_t spelling_suggest(struct spelling *spelling, uint32_t lexeme, bool capital,
                        const char *suggestions[SUGGESTIONS])
{
    make_room(spelling);
    uint64_t key = ((uint64_t)lexeme + 1) * 2 + capital;
    struct advice *advice = find_advice(spelling, key);
    if (advice->key == 0) {
        struct str form = lexicon_lexeme(spelling->lexicon, lexeme)->text;
        advice->key = key;
        advice->count = suggest_words(spelling, spelling->arena, form, capital, advice->words);
        spelling->advised++;
    }
    memcpy(suggestions, advice->words, advice->count * sizeof *suggestions);
    return advice->count;
}
