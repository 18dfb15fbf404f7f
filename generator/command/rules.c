#include "command/command.h"

#include "check/check.h"

#include <string.h>

static void list_rule(struct rule_summary rule, const char *mark)
{
    printf("%-18s %-8s %s%s\n", rule.id, level_name(rule.level), rule.title, mark);
}

/* Those in Lua, then what our own stages find under an id of its own. */
static void list_rules(const struct checker *checker)
{
    for (size_t i = 0; i < checker_rule_count(checker); i++)
        list_rule(checker_rule(checker, i), "");
    printf("\nFound by the program itself, whatever rules there are:\n");
    for (size_t i = 0; i < checker_built_in_count(); i++) {
        struct rule_summary rule = checker_built_in(checker, i);
        list_rule(rule, rule.fixed ? " (fixed)" : "");
    }
    printf("\nA fixed level is not changed by site.yaml, waivers or a baseline.\n");
}

/* The summary is for a whole and readable set of rules. */
static enum status test_rules(struct checker *checker, bool summary)
{
    struct buf out = BUF_INIT;
    size_t failed = checker_test(checker, &out);
    if (out.n > 0)
        fwrite(out.s, 1, out.n, stdout);
    if (summary)
        printf("%zu rules, %zu examples fail\n", checker_rule_count(checker), failed);
    buf_release(&out);
    return failed > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}

enum status command_rules(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    struct checker *checker;
    if (!options_parse(invocation, command_find("rules"), NULL, 0, argc, argv, &status))
        return status;
    bool test = invocation->operand_count == 1 && strcmp(invocation->operands[0], "test") == 0;
    if (invocation->operand_count > 0 && !test) {
        fail(NULL, 0, 0, MSG_OPERANDS, "rules", "nothing or the word \"test\"");
        return STATUS_USAGE;
    }
    bool loaded = load_rules(invocation, &checker) == 0;
    if (checker == NULL)
        return STATUS_USAGE;
    status = STATUS_CLEAN;
    if (test)
        status = test_rules(checker, loaded && !invocation->quiet);
    else
        list_rules(checker);
    return loaded ? status : STATUS_USAGE;
}
