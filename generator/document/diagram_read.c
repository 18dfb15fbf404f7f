/* The list or table of a c:diagram as boxes, dates or bars, and what is wrong with it. */
#include "diagram.h"
#include "internal.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_LABEL = 240,
    DEEPEST_HIERARCHY = 5,
    MOST_BOXES = 24,
    MOST_SERIES = 4,
    MOST_BARS = 24
};

const char *const diagram_names[DIAGRAM_KINDS] = {"cycle", "steps", "hierarchy", "timeline",
                                                  "bar-chart"};

/* How many items, counted without those inside others. */
static const struct {
    size_t least, most;
    const char *what;
} bounds[DIAGRAM_KINDS] = {
    {2, 12, "a cycle has 2 to 12 items"},
    {2, 12, "steps are 2 to 12 items"},
    {1, 1, "a hierarchy has one item at its top, with all others inside it"},
    {2, 20, "a timeline has 2 to 20 items"},
    {2, 20, "a bar chart has 2 to 20 rows"},
};

struct reading {
    struct arena *arena;
    enum diagram_kind kind;
    diagram_fault *wrong;
    void *payload;
    size_t boxes;
    bool failed;
};

static void fault(struct reading *reading, const xmlNode *node, const char *why)
{
    reading->failed = true;
    if (reading->wrong != NULL)
        reading->wrong(reading->payload, node, why);
}

static xmlNode *first_of(const xmlNode *node)
{
    return first_element((xmlNode *)(uintptr_t)node);
}

/* ---- Labels ------------------------------------------------------------------------- */

/* White space as one blank, none at the ends. */
static char *tidy(struct arena *arena, struct str text)
{
    struct buf out = BUF_INIT;
    text = str_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        bool white = strchr(" \t\r\n", text.s[i]) != NULL;
        if (!white || text.s[i - 1] != ' ')
            buf_putc(&out, white ? ' ' : text.s[i]);
    }
    return buf_to_arena(&out, arena);
}

/* Inlines that a drawing can show: no pictures, no raw HTML. */
static bool is_text_only(const xmlNode *block)
{
    for (xmlNode *node = first_of(block); node != NULL; node = document_next(block, node))
        if (is_element(node, COMMONMARK, "image") || is_element(node, COMMONMARK, "html_inline"))
            return false;
    return true;
}

/* "Listen." and "Listen:" are the same heading. */
static const char *without_stop(struct arena *arena, const char *heading)
{
    struct str text = str_trim(str_of(heading));
    if (text.n > 1 && strchr(".:", text.s[text.n - 1]) != NULL)
        text.n--;
    return tidy(arena, text);
}

/* The part of a text that stands before ": ", which is taken off it; "" if there is none. */
static const char *split_at_colon(struct arena *arena, const char **text)
{
    const char *colon = strstr(*text, ": ");
    if (colon == NULL || colon == *text)
        return "";
    const char *before = tidy(arena, (struct str){*text, (size_t)(colon - *text)});
    *text = tidy(arena, str_of(colon + 2));
    return before;
}

static void read_label(struct reading *reading, const xmlNode *paragraph, struct diagram_item *item)
{
    struct arena *arena = reading->arena;
    const char *all = reading_text(arena, paragraph);
    const xmlNode *first = first_of(paragraph);
    item->heading = "";
    if (is_element(first, COMMONMARK, "strong")) {
        const char *bold = reading_text(arena, first);
        item->heading = without_stop(arena, bold);
        all += strlen(bold);
        all += strspn(all, ":–- ");
    }
    item->text = tidy(arena, str_of(all));
    if (item->heading[0] == '\0' && reading->kind == DIAGRAM_TIMELINE)
        item->heading = split_at_colon(arena, &item->text);
    if (utf8_length(item->heading, strlen(item->heading)) +
            utf8_length(item->text, strlen(item->text)) >
        LONGEST_LABEL)
        fault(reading, paragraph, "no label may have more than 240 characters");
}

/* ---- Lists -------------------------------------------------------------------------- */

static const struct diagram_item *read_items(struct reading *reading, const xmlNode *list,
                                             int depth, size_t *count);

static int deepest(enum diagram_kind kind)
{
    return kind == DIAGRAM_HIERARCHY ? DEEPEST_HIERARCHY : kind == DIAGRAM_TIMELINE ? 2 : 1;
}

static void read_inner_list(struct reading *reading, const xmlNode *list, int depth,
                            struct diagram_item *item)
{
    static const char *const too_deep[DIAGRAM_KINDS] = {
        "a list inside an item is not drawn in a cycle",
        "a list inside an item is not drawn in steps",
        "a hierarchy is no deeper than 5 levels",
        "a timeline has phases with dates in them, and nothing below these",
        "",
    };
    if (!is_element(list, COMMONMARK, "list") || next_element((xmlNode *)(uintptr_t)list) != NULL)
        fault(reading, list, "an item has one short paragraph, and at most a list below it");
    else if (depth >= deepest(reading->kind))
        fault(reading, list, too_deep[reading->kind]);
    else
        item->items = read_items(reading, list, depth + 1, &item->count);
}

static void read_item(struct reading *reading, const xmlNode *node, int depth,
                      struct diagram_item *item)
{
    xmlNode *paragraph = first_of(node);
    *item = (struct diagram_item){.heading = "", .text = "", .node = node};
    if (!is_element(paragraph, COMMONMARK, "paragraph") || !is_text_only(paragraph)) {
        fault(reading, node, "an item begins with a short text, without pictures");
        return;
    }
    read_label(reading, paragraph, item);
    if (item->heading[0] == '\0' && item->text[0] == '\0')
        fault(reading, node, "an item has no text");
    if (next_element(paragraph) != NULL)
        read_inner_list(reading, next_element(paragraph), depth, item);
    else if (reading->kind == DIAGRAM_TIMELINE &&
             (item->heading[0] == '\0' || item->text[0] == '\0'))
        fault(
            reading, node,
            "each item of a timeline has a date, in bold or before a colon, and then what happens");
    if (++reading->boxes == MOST_BOXES + 1)
        fault(reading, node, "no more than 24 items can be drawn legibly");
}

static const struct diagram_item *read_items(struct reading *reading, const xmlNode *list,
                                             int depth, size_t *count)
{
    size_t room = xmlChildElementCount((xmlNode *)(uintptr_t)list), used = 0;
    struct diagram_item *items = ARENA_ARRAY(reading->arena, room, struct diagram_item);
    for (xmlNode *node = first_of(list); node != NULL; node = next_element(node))
        if (reading->boxes <= MOST_BOXES)
            read_item(reading, node, depth, &items[used++]);
    *count = used;
    return items;
}

static void check_hierarchy(struct reading *reading, const xmlNode *list,
                            const struct diagram *diagram)
{
    if (!reading->failed && diagram->count == 1 && diagram->items[0].count == 0)
        fault(reading, list, "a hierarchy needs a list inside its first item");
}

/* ---- Tables ------------------------------------------------------------------------- */

/* "1,260", "£3.5 million", "42%": the first number in a text of which nothing else is one. */
static bool read_number(const char *text, double *value)
{
    char digits[40];
    size_t size = 0;
    text += strcspn(text, "0123456789");
    for (; isdigit((unsigned char)*text) ||
           (strchr(",.", *text) != NULL && *text != '\0' && isdigit((unsigned char)text[1]));
         text++) {
        if (*text == ',')
            continue;
        if (size + 1 == sizeof digits)
            return false;
        digits[size++] = *text;
    }
    digits[size] = '\0';
    char *end = digits;
    *value = size > 0 ? strtod(digits, &end) : 0;
    return size > 0 && *end == '\0' && text[strcspn(text, "0123456789")] == '\0';
}

static bool is_negative(const char *text)
{
    size_t size = strcspn(text, "0123456789");
    for (size_t i = 0; i < size; i++)
        if (text[i] == '-' || strncmp(text + i, "\xE2\x88\x92", 3) == 0)
            return true;
    return false;
}

/* What a table has where there is no number: nothing, signs such as "–" and "*", a code in
 * brackets, "n/a". */
static bool is_missing(const char *text)
{
    static const char *const signs[] = {"–", "—", "−", "…", "†", "‡"};
    size_t size = strlen(text);
    if (strcmp(text, "n/a") == 0 || strcmp(text, "N/A") == 0 ||
        (text[0] == '[' && text[size - 1] == ']'))
        return true;
    while (*text != '\0') {
        size_t length = strspn(text, " -*.:");
        for (size_t i = 0; i < COUNT_OF(signs) && length == 0; i++)
            if (strncmp(text, signs[i], strlen(signs[i])) == 0)
                length = strlen(signs[i]);
        if (length == 0)
            return false;
        text += length;
    }
    return true;
}

static void read_bar(struct reading *reading, const xmlNode *cell, struct diagram_item *bar)
{
    const char *text = tidy(reading->arena, str_of(reading_text(reading->arena, cell)));
    *bar = (struct diagram_item){.node = cell, .heading = "", .text = text};
    if (is_missing(text))
        bar->text = text[0] != '\0' ? text : "–";
    else if (!read_number(text, &bar->value))
        fault(reading, cell, "a bar has one number, such as 1,260 or 42%, or n/a for none");
    else if (is_negative(text))
        bar->value = -bar->value;
}

static void read_row(struct reading *reading, const xmlNode *row, size_t bars,
                     struct diagram_item *item)
{
    const xmlNode *label = first_of(row), *cell = label;
    struct diagram_item *items = ARENA_ARRAY(reading->arena, bars, struct diagram_item);
    *item = (struct diagram_item){
        .node = row,
        .heading = tidy(reading->arena, str_of(reading_text(reading->arena, label))),
        .text = "",
        .items = items,
        .count = bars};
    if (item->heading[0] == '\0')
        fault(reading, row, "a bar has no label");
    else if (!is_text_only(row))
        fault(reading, row, "a bar's label is text, without pictures");
    for (size_t i = 0; i < bars; i++) {
        cell = next_element((xmlNode *)(uintptr_t)cell);
        read_bar(reading, cell, &items[i]);
    }
}

static void read_series(struct reading *reading, const xmlNode *header, struct diagram *diagram)
{
    size_t columns = xmlChildElementCount((xmlNode *)(uintptr_t)header);
    diagram->series = ARENA_ARRAY(reading->arena, columns, const char *);
    for (const xmlNode *cell = next_element(first_of(header)); cell != NULL;
         cell = next_element((xmlNode *)(uintptr_t)cell))
        diagram->series[diagram->series_count++] =
            tidy(reading->arena, str_of(reading_text(reading->arena, cell)));
}

static void read_table(struct reading *reading, const xmlNode *table, struct diagram *diagram)
{
    xmlNode *header = first_of(table);
    size_t columns = header != NULL ? xmlChildElementCount(header) : 0;
    if (columns < 2 || columns > 1 + MOST_SERIES) {
        fault(reading, header != NULL ? header : table,
              "a bar chart has a column for what is counted, and one to four for the numbers");
        return;
    }
    read_series(reading, header, diagram);
    size_t room = xmlChildElementCount((xmlNode *)(uintptr_t)table) - 1;
    struct diagram_item *items = ARENA_ARRAY(reading->arena, room, struct diagram_item);
    bool drawn = false;
    for (xmlNode *row = next_element(header); row != NULL; row = next_element(row)) {
        struct diagram_item *item = &items[diagram->count++];
        read_row(reading, row, columns - 1, item);
        for (size_t i = 0; i < item->count; i++)
            drawn |= item->items[i].value != 0;
    }
    diagram->items = items;
    if (!reading->failed && diagram->count > 0 && !drawn)
        fault(reading, table, "at least one number of a bar chart is not zero");
    if (diagram->count * diagram->series_count > MOST_BARS && diagram->series_count > 1)
        fault(reading, table, "a bar chart has no more than 24 bars");
}

/* ---- All together ------------------------------------------------------------------- */

static bool find_kind(const xmlNode *element, struct arena *arena, enum diagram_kind *kind)
{
    const char *name = attribute_of(arena, element, "kind");
    for (int i = 0; name != NULL && i < DIAGRAM_KINDS; i++) {
        *kind = (enum diagram_kind)i;
        if (strcmp(name, diagram_names[i]) == 0)
            return true;
    }
    return false;
}

const struct diagram *diagram_read(struct arena *arena, const xmlNode *element,
                                   diagram_fault *wrong, void *payload)
{
    struct reading reading = {.arena = arena, .wrong = wrong, .payload = payload};
    if (!find_kind(element, arena, &reading.kind))
        return NULL;
    struct diagram *diagram = ARENA_NEW(arena, struct diagram);
    const char *title = attribute_of(arena, element, "title");
    *diagram = (struct diagram){.kind = reading.kind,
                                .title = title != NULL ? tidy(arena, str_of(title)) : ""};
    bool bars = reading.kind == DIAGRAM_BAR_CHART;
    xmlNode *content = first_of(element);
    if (content == NULL || next_element(content) != NULL ||
        !is_element(content, COMMONMARK, bars ? "table" : "list")) {
        fault(&reading,
              content != NULL && next_element(content) != NULL ? next_element(content) : element,
              bars ? "a bar chart is drawn from one table, and nothing else stands with it"
                   : "it is drawn from one list, and nothing else stands with it");
        return NULL;
    }
    if (bars)
        read_table(&reading, content, diagram);
    else
        diagram->items = read_items(&reading, content, 1, &diagram->count);
    if (!reading.failed &&
        (diagram->count < bounds[reading.kind].least || diagram->count > bounds[reading.kind].most))
        fault(&reading, content, bounds[reading.kind].what);
    if (reading.kind == DIAGRAM_HIERARCHY)
        check_hierarchy(&reading, content, diagram);
    return reading.failed ? NULL : diagram;
}
