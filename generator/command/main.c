#include "command/command.h"

#include <stdlib.h>
#include <string.h>

const struct command commands[] = {
#define COMMAND(name, operands, summary) {#name, operands, summary, command_##name},
#include "commands.def"
#undef COMMAND
    {0}};

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}

const char *data_folder(void)
{
    const char *folder = getenv("CONCORDAT_DATA");
    return folder != NULL && folder[0] != '\0' ? folder : CONCORDAT_DATA_DIR;
}

static void print_usage(FILE *to)
{
    fputs("usage: concordat COMMAND [OPTION…] [OPERAND…]\n\ncommands:\n", to);
    for (const struct command *command = commands; command->name != NULL; command++)
        fprintf(to, "  %-8s %s\n", command->name, command->summary);
    fputs("\n`concordat COMMAND --help` says more. `concordat --version` prints the version.\n",
          to);
}

static enum status unknown_command(const char *name)
{
    const char *names[32];
    size_t count = 0;
    for (const struct command *command = commands; command->name != NULL; command++)
        names[count++] = command->name;
    const char *nearest = nearest_word(str_of(name), names, count);
    if (nearest != NULL)
        fail(NULL, 0, 0, MSG_COMMAND_UNKNOWN_NEAR, name, nearest);
    else
        fail(NULL, 0, 0, MSG_COMMAND_UNKNOWN, name);
    return STATUS_USAGE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_usage(stdout);
        return STATUS_CLEAN;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("concordat " CONCORDAT_VERSION);
        return STATUS_CLEAN;
    }
    const struct command *command = command_find(argv[1]);
    if (command == NULL)
        return unknown_command(argv[1]);

    struct invocation invocation = {.arena = arena_new()};
    enum status status = command->run(&invocation, argc - 1, argv + 1);
    arena_free(invocation.arena);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fail(NULL, 0, 0, MSG_FILE_WRITE, "standard output", "it was closed or is full");
        return STATUS_FILES;
    }
    return status;
}
