/* The words before a number: "Figure 2", "Appendix B". In the languages that the theme has
 * words in (themes/nhs/words); English in any other. */
#include "internal.h"

#include <string.h>
#include <strings.h>

struct label_words {
    const char *lang;
    const char *words[LABEL_COUNT]; /* figure, table, appendix, paragraph, question */
};

static const struct label_words languages[] = {
    {"en", {"Figure", "Table", "Appendix", "Paragraph", "Question"}},
    {"cy", {"Ffigur", "Tabl", "Atodiad", "Paragraff", "Cwestiwn"}},
    {"pl", {"Rysunek", "Tabela", "Załącznik", "Punkt", "Pytanie"}},
    {"ar", {"الشكل", "الجدول", "الملحق", "الفقرة", "السؤال"}},
    {"ur", {"شکل", "جدول", "ضمیمہ", "پیراگراف", "سوال"}},
    {"pa", {"ਚਿੱਤਰ", "ਸਾਰਣੀ", "ਅੰਤਿਕਾ", "ਪੈਰਾ", "ਸਵਾਲ"}},
    {"bn", {"চিত্র", "সারণি", "পরিশিষ্ট", "অনুচ্ছেদ", "প্রশ্ন"}},
    {"gu", {"આકૃતિ", "કોષ્ટક", "પરિશિષ્ટ", "ફકરો", "પ્રશ્ન"}},
    {"zh", {"图", "表", "附录", "段落", "问题"}},
    {"zh-Hant", {"圖", "表", "附錄", "段落", "問題"}},
};

/* Chinese in traditional characters, by its script or by where that is written. */
static bool is_traditional(const char *lang)
{
    static const char *const tags[] = {"zh-Hant", "zh-HK", "zh-MO", "zh-TW", "yue"};
    for (size_t i = 0; i < COUNT_OF(tags); i++) {
        size_t size = strlen(tags[i]);
        if (strncasecmp(lang, tags[i], size) == 0 && (lang[size] == '\0' || lang[size] == '-'))
            return true;
    }
    return false;
}

const char *label_word(const char *lang, enum label label)
{
    struct str wanted = {lang != NULL ? lang : "", lang != NULL ? strcspn(lang, "-") : 0};
    if (lang != NULL && is_traditional(lang))
        wanted = STR("zh-Hant");
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if (str_is(wanted, languages[i].lang))
            return languages[i].words[label];
    return languages[0].words[label];
}
