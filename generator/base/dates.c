#define _GNU_SOURCE /* gmtime_r, localtime_r */
#include "base.h"

#include <stdlib.h>
#include <time.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static unsigned digits(const char *text, size_t count)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    return number;
}

unsigned date_days_in(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1U : 0U);
}

bool date_is_valid(struct str text)
{
    if (text.n != 10 || text.s[4] != '-' || text.s[7] != '-')
        return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && !is_digit(text.s[i]))
            return false;
    unsigned year = digits(text.s, 4), month = digits(text.s + 5, 2), day = digits(text.s + 8, 2);
    return year > 0 && month > 0 && month <= 12 && day > 0 && day <= date_days_in(year, month);
}

unsigned date_number(struct str date)
{
    unsigned year = digits(date.s, 4) - 1, month = digits(date.s + 5, 2);
    unsigned number = 365 * year + year / 4 - year / 100 + year / 400 + digits(date.s + 8, 2) - 1;
    for (unsigned m = 1; m < month; m++)
        number += date_days_in(year + 1, m);
    return number;
}

const char *const month_names[12] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

bool date_spell(struct buf *buf, struct str date)
{
    struct buf whole = BUF_INIT;
    buf_put_str(&whole, date);
    if (date.n == 4 || date.n == 7)
        buf_puts(&whole, &"-01-01"[date.n == 4 ? 0 : 3]);
    bool valid = whole.n == 10 && date_is_valid((struct str){whole.s, whole.n});
    if (valid && date.n == 10)
        buf_printf(buf, "%u ", digits(whole.s + 8, 2));
    if (valid && date.n >= 7)
        buf_printf(buf, "%s ", month_names[digits(whole.s + 5, 2) - 1]);
    if (valid)
        buf_printf(buf, "%u", digits(whole.s, 4));
    buf_release(&whole);
    return valid;
}

const char *date_today(struct arena *arena)
{
    enum { SHOWN = sizeof "2026-11-24" };
    char *end = NULL, day[SHOWN + 16];
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    bool given = epoch != NULL && epoch[0] != '\0';
    time_t now = given ? (time_t)strtoll(epoch, &end, 10) : time(NULL);
    struct tm parts;
    bool known = (!given || *end == '\0') &&
                 (given ? gmtime_r(&now, &parts) : localtime_r(&now, &parts)) != NULL &&
                 strftime(day, sizeof day, "%Y-%m-%d", &parts) == SHOWN - 1;
    if (known)
        return arena_strdup(arena, day);
    fail(NULL, 0, 0, MSG_DATE_EPOCH, given ? epoch : "the clock");
    return NULL;
}
