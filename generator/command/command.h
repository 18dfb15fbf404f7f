/*
 * command: one file a command; main.c only dispatches. A command states its
 * options as a table, from which parsing, --help and "did you mean" follow.
 */
#ifndef CONCORDAT_COMMAND_H
#define CONCORDAT_COMMAND_H

#include "base/base.h"
#include "source/source.h"

/* Exit statuses (DESIGN.md section 7). */
enum status {
    STATUS_CLEAN = 0,    /* nothing at error level */
    STATUS_FINDINGS = 1, /* an error-level finding */
    STATUS_USAGE = 2,    /* wrong use or configuration */
    STATUS_FILES = 3     /* an input or output that failed */
};

/* What every command has. */
struct invocation {
    struct arena *arena;
    const char *site;      /* --site FILE; NULL: to be found */
    bool quiet, color;     /* color: decided from --color and the terminal */
    const char **operands; /* what is left after the options */
    int operand_count;
};

enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_DATE,
    OPTION_NUMBER,
    OPTION_JOBS,
    OPTION_PDF,
    OPTION_EACH
};

/* The values of an option that may be given several times, in their order; in the
 * invocation's arena. */
struct option_values {
    const char **items;
    size_t count;
};

/* One row of a command's options: "--draft" or "--jobs N", with a letter or 0. */
struct option_row {
    const char *name;
    char letter;
    enum option_kind kind;
    const char *argument; /* how help calls the value; NULL for a flag */
    const char *help;
    void *target; /* bool *, const char ** (PDF too), unsigned * or struct option_values * */
};

struct command {
    const char *name;
    const char *operands; /* "[PATH…]" */
    const char *summary;
    enum status (*run)(struct invocation *invocation, int argc, char **argv);
};

/*
 * Parses argv[1…] with the common options and `rows`; what is left goes into
 * invocation->operands. False when the command is done: *status then says with
 * what (help was printed, or one line about wrong use).
 */
bool options_parse(struct invocation *invocation, const struct command *command,
                   const struct option_row *rows, size_t row_count, int argc, char **argv,
                   enum status *status);

#define COMMAND(name, operands, summary)                                                           \
    enum status command_##name(struct invocation *invocation, int argc, char **argv);
#include "commands.def"
#undef COMMAND

/* The table of commands, ended by a row without a name. */
extern const struct command commands[];
const struct command *command_find(const char *name);

/* The folder of the program's own filters/ and themes/: CONCORDAT_DATA if set,
 * else where it was built from. */
const char *data_folder(void);

/*
 * The site.yaml that governs `path` (NULL: the current folder): what --site says,
 * else the nearest one in a folder above, in the folder itself or in its content/.
 * NULL if there is none, as around a lone file.
 */
const char *site_path(const struct invocation *invocation, const char *path);

/* The folder of the program's rules. */
const char *rules_folder(struct arena *arena);
/* The folder of the site's own rules, filters/ beside its content; NULL if there is
 * none, or if it is the program's. */
const char *own_rules_folder(struct arena *arena, const struct site *site);

/* The rules that hold here, without reading any page; -1 after a failure. */
struct checker;
int load_rules(struct invocation *invocation, struct checker **checker);

#endif
