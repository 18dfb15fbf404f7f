/*
 * The forms of a verb or noun by the rules of English spelling. Lists are expanded, since
 * cutting a text's words back to their stems takes "deliveries" for livers.
 */
#include "check/internal.h"

#include <string.h>

enum { LONGEST = 200 };

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

/* "es" after a hiss, "s" after the rest. */
static const char *s_ending(struct str word)
{
    bool hisses =
        strchr("sxz", word.s[word.n - 1]) != NULL || str_ends(word, "ch") || str_ends(word, "sh");
    return hisses ? "es" : "s";
}

static bool ends_in_consonant_y(struct str word)
{
    return word.n > 1 && word.s[word.n - 1] == 'y' && !is_vowel(word.s[word.n - 2]);
}

/* Does the last consonant double before -ed? Where both ways or none are words, and without
 * a dictionary, both are taken: the wrong one is no word and harms nothing. */
static void doubling(struct spelling *spelling, struct str verb, bool *single, bool *twice)
{
    char last = verb.s[verb.n - 1], before = verb.n > 1 ? verb.s[verb.n - 2] : 'a';
    *single = true;
    *twice = !is_vowel(last) && is_vowel(before) && strchr("wxy", last) == NULL;
    if (!*twice || !spelling_ready(spelling))
        return;
    char form[LONGEST + 4];
    int size = snprintf(form, sizeof form, "%.*sed", (int)verb.n, verb.s);
    bool plain = spelling_knows(spelling, (struct str){form, (size_t)size});
    size = snprintf(form, sizeof form, "%.*s%ced", (int)verb.n, verb.s, last);
    bool doubled = spelling_knows(spelling, (struct str){form, (size_t)size});
    if (plain != doubled) {
        *single = plain;
        *twice = doubled;
    }
}

/* The forms besides the verb itself, parted by blanks. */
static void verb_forms(struct spelling *spelling, struct str verb, struct buf *forms)
{
    int stem = (int)verb.n - 1, all = (int)verb.n;
    const char *s = verb.s;
    if (s[stem] == 'e') {
        bool keeps = str_ends(verb, "ee") || str_ends(verb, "oe") || str_ends(verb, "ye");
        buf_printf(forms, "%.*ss %.*sd %.*sing", all, s, all, s, keeps ? all : stem, s);
    } else if (ends_in_consonant_y(verb)) {
        buf_printf(forms, "%.*sies %.*sied %.*sing", stem, s, stem, s, all, s);
    } else {
        bool single, twice;
        doubling(spelling, verb, &single, &twice);
        buf_printf(forms, "%.*s%s", all, s, s_ending(verb));
        if (single)
            buf_printf(forms, " %.*sed %.*sing", all, s, all, s);
        if (twice)
            buf_printf(forms, " %.*s%ced %.*s%cing", all, s, s[stem], all, s, s[stem]);
    }
}

static void noun_forms(struct str noun, struct buf *forms)
{
    if (ends_in_consonant_y(noun))
        buf_printf(forms, "%.*sies", (int)noun.n - 1, noun.s);
    else
        buf_printf(forms, "%.*s%s", (int)noun.n, noun.s, s_ending(noun));
}

/* Adds `before` + each of the forms + `after`. */
static bool add_forms(struct phrase_book *book, const struct phrase_row *row, struct str before,
                      struct str forms, struct str after)
{
    struct buf form = BUF_INIT;
    struct str one;
    bool good = true;
    while (good && str_next(&forms, ' ', &one)) {
        buf_clear(&form);
        buf_put_str(&form, before);
        buf_put_str(&form, one);
        buf_put_str(&form, after);
        good = phrase_book_add(book, row, (struct str){form.s, form.n});
    }
    buf_release(&form);
    return good;
}

static bool add_verb(struct phrase_book *book, const struct phrase_row *row, struct str verb,
                     struct str after, struct spelling *spelling)
{
    struct buf forms = BUF_INIT;
    buf_printf(&forms, "%.*s ", (int)verb.n, verb.s);
    verb_forms(spelling, verb, &forms);
    bool good = add_forms(book, row, STR(""), (struct str){forms.s, forms.n}, after);
    buf_release(&forms);
    return good;
}

static bool inflect_verb(struct phrase_book *book, const struct phrase_row *row, struct str form,
                         struct spelling *spelling)
{
    const char *blank = memchr(form.s, ' ', form.n);
    struct str verb = {form.s, blank ? (size_t)(blank - form.s) : form.n};
    struct str after = {form.s + verb.n, form.n - verb.n};
    if (verb.n == 0 || !add_verb(book, row, verb, after, spelling))
        return false;
    if (verb.n < 5 || !str_ends(verb, "ise"))
        return true;
    char american[LONGEST];
    memcpy(american, verb.s, verb.n);
    american[verb.n - 2] = 'z';
    return add_verb(book, row, (struct str){american, verb.n}, after, spelling);
}

static bool inflect_noun(struct phrase_book *book, const struct phrase_row *row, struct str form)
{
    size_t start = form.n;
    while (start > 0 && form.s[start - 1] != ' ')
        start--;
    struct str before = {form.s, start}, noun = {form.s + start, form.n - start};
    if (noun.n == 0 || !phrase_book_add(book, row, form))
        return false;
    struct buf forms = BUF_INIT;
    noun_forms(noun, &forms);
    bool good = add_forms(book, row, before, (struct str){forms.s, forms.n}, STR(""));
    buf_release(&forms);
    return good;
}

bool phrase_book_inflect(struct phrase_book *book, const struct phrase_row *row, struct str form,
                         enum phrase_forms forms, struct spelling *spelling)
{
    if (form.n == 0 || form.n > LONGEST)
        return false;
    if (forms == PHRASE_VERB)
        return inflect_verb(book, row, form, spelling);
    if (forms == PHRASE_NOUN)
        return inflect_noun(book, row, form);
    return phrase_book_add(book, row, form);
}
