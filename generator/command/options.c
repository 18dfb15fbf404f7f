#include "command/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_MAX = 32, FIRST_CODE = 256, JOBS_MOST = 256 };

/* The rows of a call: the command's own, then those that every command has. */
struct parser {
    const struct command *command;
    struct option_row rows[ROWS_MAX];
    size_t count;
    struct option longs[ROWS_MAX + 1];
    char shorts[2 * ROWS_MAX + 2];
};

static void parser_init(struct parser *parser)
{
    size_t at = 0;
    parser->shorts[at++] = ':'; /* a missing value is told from an unknown option */
    for (size_t i = 0; i < parser->count; i++) {
        const struct option_row *row = &parser->rows[i];
        bool valued = row->kind != OPTION_FLAG;
        parser->longs[i] = (struct option){row->name, valued ? required_argument : no_argument,
                                           NULL, FIRST_CODE + (int)i};
        if (row->letter != 0) {
            parser->shorts[at++] = row->letter;
            if (valued)
                parser->shorts[at++] = ':';
        }
    }
    parser->longs[parser->count] = (struct option){0};
    parser->shorts[at] = '\0';
}

static void add_rows(struct parser *parser, const struct option_row *rows, size_t count)
{
    if (parser->count + count > ROWS_MAX)
        BUG("a command has more options than the parser has room for");
    if (count > 0)
        memcpy(parser->rows + parser->count, rows, count * sizeof *rows);
    parser->count += count;
}

static const struct option_row *find_row(const struct parser *parser, int code)
{
    for (size_t i = 0; i < parser->count; i++) {
        if (code == FIRST_CODE + (int)i || (code < FIRST_CODE && code == parser->rows[i].letter))
            return &parser->rows[i];
    }
    return NULL;
}

static void print_help(const struct parser *parser)
{
    printf("usage: concordat %s [OPTION…] %s\n\n%s\n\noptions:\n", parser->command->name,
           parser->command->operands, parser->command->summary);
    for (size_t i = 0; i < parser->count; i++) {
        const struct option_row *row = &parser->rows[i];
        char left[64];
        snprintf(left, sizeof left, "%c%c%s--%s%s%s", row->letter ? '-' : ' ',
                 row->letter ? row->letter : ' ', row->letter ? ", " : "  ", row->name,
                 row->argument ? " " : "", row->argument ? row->argument : "");
        printf("  %-24s %s\n", left, row->help);
    }
}

static bool set_value(const struct option_row *row, const char *value)
{
    if (row->kind == OPTION_EACH) {
        struct option_values *values = row->target;
        values->items[values->count++] = value;
        return true;
    }
    if (row->kind == OPTION_FLAG) {
        *(bool *)row->target = true;
        return true;
    }
    if (row->kind == OPTION_DATE && !date_is_valid(str_of(value))) {
        fail(NULL, 0, 0, MSG_OPTION_DATE, row->name, value);
        return false;
    }
    if (row->kind == OPTION_PDF && strcmp(value, "1.7") != 0 && strcmp(value, "2.0") != 0) {
        fail(NULL, 0, 0, MSG_PDF_VERSION, value);
        return false;
    }
    if (row->kind == OPTION_TEXT || row->kind == OPTION_DATE || row->kind == OPTION_PDF) {
        *(const char **)row->target = value;
        return true;
    }
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || value[0] == '-' || number > UINT32_MAX) {
        fail(NULL, 0, 0, MSG_OPTION_NUMBER, row->name, value);
        return false;
    }
    if (row->kind == OPTION_JOBS && (number == 0 || number > JOBS_MOST)) {
        fail(NULL, 0, 0, MSG_OPTION_JOBS, row->name, JOBS_MOST, value);
        return false;
    }
    *(unsigned *)row->target = (unsigned)number;
    return true;
}

static void report_unknown(const struct parser *parser, const char *argument)
{
    const char *names[ROWS_MAX];
    size_t length = strcspn(argument, "=");
    for (size_t i = 0; i < parser->count; i++)
        names[i] = parser->rows[i].name;
    const char *nearest = NULL;
    struct str name = {"", 0};
    if (length > 2 && argument[0] == '-' && argument[1] == '-')
        name = (struct str){argument + 2, length - 2};
    if (name.n > 0)
        nearest = nearest_word(name, names, parser->count);
    if (nearest != NULL && str_is(name, nearest))
        fail(NULL, 0, 0, MSG_OPTION_VALUELESS, (int)length, argument);
    else if (nearest != NULL)
        fail(NULL, 0, 0, MSG_OPTION_UNKNOWN_NEAR, (int)length, argument, nearest);
    else
        fail(NULL, 0, 0, MSG_OPTION_UNKNOWN, (int)length, argument, parser->command->name);
}

/* True when every option was understood. */
static bool read_options(const struct parser *parser, int argc, char **argv)
{
    opterr = 0;
    optind = 1;
    for (;;) {
        int before = optind;
        int code = getopt_long(argc, argv, parser->shorts, parser->longs, NULL);
        if (code < 0)
            return true;
        if (code == ':') {
            fail(NULL, 0, 0, MSG_OPTION_VALUE, argv[optind - 1]);
            return false;
        }
        const struct option_row *row = find_row(parser, code);
        if (code == '?' || row == NULL) {
            report_unknown(parser, argv[optind > before ? optind - 1 : before]);
            return false;
        }
        if (!set_value(row, optarg))
            return false;
    }
}

/* No option stands more often than there are arguments. */
static void make_room(const struct parser *parser, struct arena *arena, int argc)
{
    for (size_t i = 0; i < parser->count; i++) {
        struct option_values *values = parser->rows[i].target;
        if (parser->rows[i].kind == OPTION_EACH)
            *values = (struct option_values){ARENA_ARRAY(arena, (size_t)argc, const char *), 0};
    }
}

static bool decide_color(const char *when, bool *color)
{
    if (strcmp(when, "auto") == 0)
        *color = isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL;
    else if (strcmp(when, "always") == 0 || strcmp(when, "never") == 0)
        *color = when[0] == 'a';
    else
        return fail(NULL, 0, 0, MSG_OPTION_COLOR, when) == 0;
    return true;
}

bool options_parse(struct invocation *invocation, const struct command *command,
                   const struct option_row *rows, size_t row_count, int argc, char **argv,
                   enum status *status)
{
    bool help = false;
    const char *folder = NULL, *color = "auto";
    const struct option_row common[] = {
        {"directory", 'C', OPTION_TEXT, "DIR", "work in this folder", &folder},
        {"site", 0, OPTION_TEXT, "FILE", "the site.yaml to use", &invocation->site},
        {"color", 0, OPTION_TEXT, "WHEN", "auto, always or never", &color},
        {"quiet", 'q', OPTION_FLAG, NULL, "print findings and errors only", &invocation->quiet},
        {"help", 'h', OPTION_FLAG, NULL, "print this help", &help},
    };
    struct parser parser = {.command = command};
    add_rows(&parser, rows, row_count);
    add_rows(&parser, common, COUNT_OF(common));
    parser_init(&parser);
    make_room(&parser, invocation->arena, argc);

    *status = STATUS_USAGE;
    if (!read_options(&parser, argc, argv))
        return false;
    if (help) {
        print_help(&parser);
        *status = STATUS_CLEAN;
        return false;
    }
    if (!decide_color(color, &invocation->color))
        return false;
    if (folder != NULL && chdir(folder) < 0) {
        fail(NULL, 0, 0, MSG_FOLDER_OPEN, folder, strerror(errno));
        return false;
    }
    invocation->operands = (const char **)argv + optind;
    invocation->operand_count = argc - optind;
    return true;
}
