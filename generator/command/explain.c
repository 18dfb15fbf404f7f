#include "command/command.h"

#include "check/check.h"

static enum status unknown_rule(struct arena *arena, const struct checker *checker, const char *id)
{
    const char *nearest = checker_nearest_id(checker, arena, str_of(id));
    fail(NULL, 0, 0, MSG_EXPLAIN_UNKNOWN, id,
         nearest ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "");
    return STATUS_USAGE;
}

int load_rules(struct invocation *invocation, struct checker **checker)
{
    const char *path = site_path(invocation, NULL);
    const struct site *site = site_default(invocation->arena);
    *checker = NULL;
    if (path != NULL && site_load(invocation->arena, path, &site) != 0)
        return -1;
    struct arena *arena = invocation->arena;
    return checker_new(arena, rules_folder(arena), own_rules_folder(arena, site), site, checker);
}

enum status command_explain(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    struct checker *checker;
    if (!options_parse(invocation, command_find("explain"), NULL, 0, argc, argv, &status))
        return status;
    if (invocation->operand_count != 1) {
        fail(NULL, 0, 0, MSG_OPERANDS, "explain", "one RULE");
        return STATUS_USAGE;
    }
    if (load_rules(invocation, &checker) != 0)
        return STATUS_USAGE;
    struct buf out = BUF_INIT;
    status = STATUS_CLEAN;
    if (checker_explain(checker, invocation->operands[0], &out))
        fwrite(out.s, 1, out.n, stdout);
    else
        status = unknown_rule(invocation->arena, checker, invocation->operands[0]);
    buf_release(&out);
    return status;
}
