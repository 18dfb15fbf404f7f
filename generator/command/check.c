#include "command/command.h"

#include "check/check.h"
#include "command/reports.h"

#include <string.h>

/* The pages of a run. With a site all of its pages are read, so that references
 * resolve; only those that were asked for are checked. */
struct run {
    struct arena *arena;
    const struct site *site;
    struct checker *checker;
    struct findings *findings; /* of the pages that were asked for, and of the site */
    struct findings *others;   /* of the others: not this run's business */
    VEC(struct document *) documents;
    VEC(bool) wanted; /* by document */
    size_t pages;     /* asked for, readable or not */
    enum status status;
};

static void worsen(struct run *run, enum status status)
{
    if (run->status < status)
        run->status = status;
}

static void read_page(struct run *run, const char *path, bool wanted)
{
    struct findings *findings = wanted ? run->findings : run->others;
    size_t before = findings->list.count;
    struct document *document = document_read(run->arena, run->site, path, findings);
    run->pages += wanted;
    if (document == NULL) {
        if (wanted && findings->list.count == before)
            worsen(run, STATUS_FILES);
        return;
    }
    *vec_push(&run->documents) = document;
    *vec_push(&run->wanted) = wanted;
}

/* Is `path` one of the operands, or below one that is a folder? */
static bool is_wanted(struct arena *arena, const struct invocation *invocation, const char *path)
{
    const char *plain = path_join(arena, ".", path);
    for (int i = 0; i < invocation->operand_count; i++) {
        const char *operand = path_join(arena, ".", invocation->operands[i]);
        size_t size = strlen(operand);
        if (strcmp(operand, plain) == 0 || strcmp(operand, ".") == 0)
            return true;
        if (strncmp(plain, operand, size) == 0 && plain[size] == '/')
            return true;
    }
    return invocation->operand_count == 0;
}

static void read_folder(struct run *run, const char *folder, const struct invocation *invocation)
{
    struct path_list list;
    if (folder_list(run->arena, folder, &list) != 0) {
        worsen(run, STATUS_FILES);
        return;
    }
    for (size_t i = 0; i < list.count; i++) {
        if (strcmp(path_extension(list.paths[i]), ".md") != 0)
            continue;
        const char *path = path_join(run->arena, folder, list.paths[i]);
        read_page(run, path, invocation == NULL || is_wanted(run->arena, invocation, path));
    }
}

/* Operands outside the site, and all of them where there is none. */
static void read_operands(struct run *run, const struct invocation *invocation)
{
    const char *root = run->site->source != NULL ? path_join(run->arena, ".", run->site->root) : "";
    for (int i = 0; i < invocation->operand_count; i++) {
        const char *operand = invocation->operands[i];
        const char *plain = path_join(run->arena, ".", operand);
        size_t size = strlen(root);
        bool inside = run->site->source != NULL &&
                      (strcmp(root, ".") == 0 ? plain[0] != '/' && strncmp(plain, "..", 2) != 0
                                              : strncmp(plain, root, size) == 0 &&
                                                    (plain[size] == '/' || plain[size] == '\0'));
        bool around = strcmp(plain, ".") == 0 ||
                      (strncmp(root, plain, strlen(plain)) == 0 && root[strlen(plain)] == '/');
        if (!file_exists(operand) && !folder_exists(operand)) {
            fail(NULL, 0, 0, MSG_FILE_OPEN, operand, "there is no such file or folder");
            worsen(run, STATUS_FILES);
        } else if (folder_exists(operand)) {
            if (!inside && !(run->site->source != NULL && around))
                read_folder(run, operand, NULL);
        } else if (!inside || strcmp(path_extension(operand), ".md") != 0) {
            read_page(run, operand, true);
        }
    }
}

/* References of all pages are resolved, since rules collect from all of them. */
static void check_pages(struct run *run)
{
    struct collection *collection = NULL;
    if (run->site->source != NULL)
        collection = collection_new(run->arena, run->site, run->documents.items,
                                    run->documents.count, run->findings);
    for (size_t i = 0; collection != NULL && i < run->documents.count; i++)
        document_resolve(run->documents.items[i], collection,
                         run->wanted.items[i] ? run->findings : run->others);
    if (collection != NULL && checker_collect(run->checker, collection) != 0)
        worsen(run, STATUS_USAGE);
    for (size_t i = 0; i < run->documents.count; i++) {
        if (run->wanted.items[i] &&
            checker_run(run->checker, run->documents.items[i], collection, run->findings) != 0)
            worsen(run, STATUS_USAGE);
    }
}

static bool load_site(struct run *run, const struct invocation *invocation)
{
    const char *path =
        site_path(invocation, invocation->operand_count > 0 ? invocation->operands[0] : NULL);
    run->site = site_default(run->arena);
    if (path == NULL && invocation->operand_count == 0) {
        fail(NULL, 0, 0, MSG_CHECK_NOTHING);
        return false;
    }
    return path == NULL || site_load(run->arena, path, &run->site) == 0;
}

/* A rule that fails outranks an error that another one found. */
static enum status finish(struct run *run, const struct reports *reports)
{
    struct report_options options = {.pages = run->pages,
                                     .incomplete = run->status != STATUS_CLEAN};
    findings_sort(run->findings);
    if (reports_write(reports, run->findings, run->checker, options) < 0)
        worsen(run, STATUS_FILES);
    if (findings_count(run->findings, LEVEL_ERROR) > 0)
        worsen(run, STATUS_FINDINGS);
    vec_release(&run->documents);
    vec_release(&run->wanted);
    return run->status;
}

enum status command_check(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    const char *today = NULL;
    struct reports reports = REPORTS_INIT;
    const struct option_row rows[] = {
        {"format", 0, OPTION_TEXT, "FORMAT", "text, or one of those that --report takes",
         &reports.printed},
        {"report", 0, OPTION_EACH, "FORMAT=FILE",
         "write a report besides: json, sarif, junit, github, gitlab", &reports.files},
        {"limit", 0, OPTION_NUMBER, "N", "list N findings at most, errors first (1000; 0: all)",
         &reports.limit},
        {"all", 0, OPTION_FLAG, NULL, "list what is waived or in the baseline, too", &reports.all},
        {"today", 0, OPTION_DATE, "DATE", "the day that rules take for today", &today},
    };
    if (!options_parse(invocation, command_find("check"), rows, COUNT_OF(rows), argc, argv,
                       &status))
        return status;
    if (!reports_parse(&reports, invocation))
        return STATUS_USAGE;
    struct run run = {.arena = invocation->arena, .status = STATUS_CLEAN};
    run.findings = findings_new(run.arena);
    run.others = findings_new(run.arena);
    if (!load_site(&run, invocation))
        return STATUS_USAGE;
    if (checker_new(run.arena, rules_folder(run.arena), own_rules_folder(run.arena, run.site),
                    run.site, &run.checker) != 0)
        worsen(&run, STATUS_USAGE);
    if (run.checker == NULL)
        return STATUS_USAGE;
    if (today != NULL)
        checker_set_today(run.checker, today);
    if (run.site->source != NULL)
        read_folder(&run, run.site->root, invocation);
    read_operands(&run, invocation);
    if (run.pages == 0 && run.status == STATUS_CLEAN) {
        /* A wrong folder in a CI job must not pass as clean. */
        fail(invocation->operand_count > 0 ? invocation->operands[0] : NULL, 0, 0, MSG_NO_PAGES);
        worsen(&run, STATUS_FILES);
    }
    check_pages(&run);
    return finish(&run, &reports);
}
