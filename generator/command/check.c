#include "command/command.h"

#include "check/check.h"
#include "command/reports.h"
#include "publish/publish.h"
#include "theme/theme.h"

#include <string.h>

/* The pages of a run. With a site all of its pages are read, so that references
 * resolve and rules know of other pages; only those that were asked for are checked.
 * Without one, files are read by the worker that checks them. */
struct run {
    struct arena *arena;
    const struct site *site;
    struct checker *checker;
    struct findings *findings; /* of the pages that were asked for, and of the site */
    struct findings *others;   /* of the others: not this run's business */
    VEC(struct document *) documents;
    VEC(struct document *) wanted; /* of the documents, those asked for */
    VEC(const char *) paths;       /* lone files that nobody but their checks will look at */
    bool apart;                    /* without a site files are read by their workers */
    unsigned workers;
    size_t pages;              /* asked for, readable or not */
    const char *baseline_file; /* NULL: none */
    bool lowers;               /* the baseline is made, or written anew */
    struct gate_run gate;
    const char *today;
    size_t fixed; /* findings of the baseline that are gone */
    enum status status;
};

struct check_options {
    const char *today, *baseline, *write_baseline;
    bool fix, diff;
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
    if (run->apart) {
        *vec_push(&run->paths) = path;
        run->pages++;
        return;
    }
    struct document *document = document_read(run->arena, run->site, path, findings);
    run->pages += wanted;
    if (document == NULL) {
        if (wanted && findings->list.count == before)
            worsen(run, STATUS_FILES);
        return;
    }
    *vec_push(&run->documents) = document;
    if (wanted)
        *vec_push(&run->wanted) = document;
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

/* Resolves the references of all pages, since rules collect from all of them; what is
 * found in pages that were not asked for is not this run's business. */
static struct collection *resolve(struct run *run)
{
    size_t next = 0;
    struct collection *collection = collection_new(run->arena, run->site, run->documents.items,
                                                   run->documents.count, run->findings);
    for (size_t i = 0; i < run->documents.count; i++) {
        struct document *document = run->documents.items[i];
        bool wanted = next < run->wanted.count && run->wanted.items[next] == document;
        document_resolve(document, collection, wanted ? run->findings : run->others);
        next += wanted;
    }
    return collection;
}

/* Pictograms come with the theme, which is loaded only for pages that name one. */
static void resolve_pictures(struct run *run)
{
    struct theme *theme = NULL;
    const char *themes = path_join(run->arena, data_folder(), "themes");
    for (size_t i = 0; i < run->wanted.count; i++) {
        struct document *document = run->wanted.items[i];
        publish_check_drawings(document, run->findings);
        if (strstr(document->source->text, "picture:") == NULL)
            continue;
        if (theme == NULL && theme_load(run->arena, themes, run->site, &theme) < 0) {
            worsen(run, STATUS_USAGE);
            return;
        }
        theme_resolve_pictures(theme, document, run->findings);
    }
}

static void check_pages(struct run *run)
{
    size_t unreadable;
    struct check_run pages = {.workers = run->workers, .settle = true};
    if (run->apart) {
        pages.paths = run->paths.items;
        pages.count = run->paths.count;
    } else {
        pages.documents = (const struct document *const *)run->wanted.items;
        pages.count = run->wanted.count;
    }
    if (run->site->source != NULL) {
        pages.collection = resolve(run);
        resolve_pictures(run);
    }
    if (checker_run_pages(run->checker, &pages, run->findings, &unreadable) != 0)
        worsen(run, STATUS_USAGE);
    if (unreadable > 0)
        worsen(run, STATUS_FILES);
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

/* ---- The gate ---------------------------------------------------------------------- */

/* Where the baseline comes from; false after a failure. */
static bool choose_baseline(struct run *run, const struct check_options *options)
{
    const char *given = options->baseline, *written = options->write_baseline;
    if (given != NULL && written != NULL) {
        fail(NULL, 0, 0, MSG_OPTIONS_BOTH, "baseline", "write-baseline");
        return false;
    }
    run->lowers = written != NULL;
    run->baseline_file = written != NULL ? written : given != NULL ? given : run->site->baseline;
    return true;
}

/* One that is to be made is not there yet. */
static bool read_baseline(struct run *run)
{
    run->gate.baseline = NULL;
    if (run->baseline_file == NULL || (run->lowers && !file_exists(run->baseline_file)))
        return true;
    run->gate.baseline = baseline_read(run->arena, run->baseline_file);
    return run->gate.baseline != NULL;
}

static void settle(struct run *run)
{
    run->gate.checker = run->checker;
    run->gate.site = run->site;
    run->gate.documents = run->wanted.items;
    run->gate.document_count = run->wanted.count;
    run->gate.incomplete = run->status != STATUS_CLEAN;
    run->fixed = gate_settle(&run->gate, run->findings);
}

static void write_baseline(struct run *run, bool quiet)
{
    size_t count;
    if (baseline_write(&run->gate, run->findings, run->baseline_file, &count) < 0) {
        worsen(run, run->gate.incomplete ? STATUS_USAGE : STATUS_FILES);
        return;
    }
    run->fixed = 0;
    if (quiet)
        return;
    fprintf(stderr, "%s holds %zu finding%s\n", run->baseline_file, count, count == 1 ? "" : "s");
    if (run->gate.baseline == NULL && findings_count(run->findings, LEVEL_ERROR) > 0)
        fputs(
            "  The errors that are listed cannot be held. A page's placeholders and sign-offs can "
            "while it says `status: draft`.\n",
            stderr);
}

/* Reads the pages and settles what is found; false after a failure that ends the run. */
static bool look(struct run *run, const struct invocation *invocation, enum status loaded)
{
    run->findings = findings_new(run->arena);
    run->others = findings_new(run->arena);
    run->documents.count = run->wanted.count = run->paths.count = run->pages = 0;
    run->status = loaded;
    if (!read_baseline(run)) {
        run->status = STATUS_USAGE;
        return false;
    }
    if (run->site->source != NULL)
        read_folder(run, run->site->root, invocation);
    read_operands(run, invocation);
    if (run->pages == 0) {
        /* A wrong folder in a CI job must not pass as clean. */
        if (run->status == STATUS_CLEAN)
            fail(invocation->operand_count > 0 ? invocation->operands[0] : NULL, 0, 0,
                 MSG_NO_PAGES);
        run->status = STATUS_FILES;
        return false;
    }
    check_pages(run);
    settle(run);
    return true;
}

/* ---- Fixes ------------------------------------------------------------------------- */

static void tell_mended(const char *path, size_t count, void *payload)
{
    const struct invocation *invocation = payload;
    if (!invocation->quiet)
        fprintf(stderr, "%s: %zu mended\n", path, count);
}

static bool print_diff(struct run *run)
{
    struct buf diff = BUF_INIT;
    size_t mended;
    int result = fix_pages(&run->gate, run->findings, (struct fix_options){.diff = &diff}, &mended);
    if (diff.n > 0)
        fwrite(diff.s, 1, diff.n, stdout);
    buf_release(&diff);
    return result == 0;
}

/* Mending one thing may show another, or uncover one that overlapped it: look again, but
 * not for ever, should two rules undo each other's work. */
static bool mend(struct run *run, struct invocation *invocation, enum status loaded)
{
    enum { ROUNDS = 8 };
    struct fix_options options = {.done = tell_mended, .payload = invocation};
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t mended;
        bool written = fix_pages(&run->gate, run->findings, options, &mended) == 0;
        if (mended > 0 && !look(run, invocation, loaded))
            return false;
        if (!written)
            worsen(run, STATUS_FILES);
        if (mended == 0 || !written)
            return true;
    }
    return true;
}

/* ---- The command ------------------------------------------------------------------- */

static struct levels *measure_pages(struct run *run)
{
    struct levels *levels = levels_new(run->arena);
    for (size_t i = 0; i < run->wanted.count; i++)
        checker_measure(run->checker, run->wanted.items[i], levels);
    return levels;
}

/* A rule that fails outranks an error that another one found. */
static enum status finish(struct run *run, const struct reports *reports)
{
    struct report_options options = {.pages = run->pages,
                                     .compared = run->baseline_file != NULL,
                                     .fixed = run->fixed,
                                     .incomplete = run->status != STATUS_CLEAN,
                                     .today = run->today};
    if (run->site->source != NULL)
        options.title = run->site->title;
    if (reports_want_levels(reports))
        options.levels = measure_pages(run);
    if (reports_write(reports, run->findings, run->checker, options) < 0)
        worsen(run, STATUS_FILES);
    if (findings_count(run->findings, LEVEL_ERROR) > 0)
        worsen(run, STATUS_FINDINGS);
    return run->status;
}

static enum status run_check(struct run *run, struct invocation *invocation,
                             const struct check_options *options, const struct reports *reports)
{
    enum status loaded = run->status;
    if (!look(run, invocation, loaded))
        return run->status;
    if (options->diff)
        return print_diff(run) ? loaded : STATUS_FILES;
    if (options->fix && !mend(run, invocation, loaded))
        return run->status;
    if (run->lowers)
        write_baseline(run, invocation->quiet);
    return finish(run, reports);
}

enum status command_check(struct invocation *invocation, int argc, char **argv)
{
    enum status status;
    struct check_options options = {0};
    unsigned workers = 0;
    struct reports reports = REPORTS_INIT;
    const struct option_row rows[] = {
        REPORT_ROWS(reports),
        {"baseline", 0, OPTION_TEXT, "FILE", "findings that do not count (as in site.yaml)",
         &options.baseline},
        {"write-baseline", 0, OPTION_TEXT, "FILE",
         "make a baseline of all findings, or take out of one what is mended",
         &options.write_baseline},
        {"fix", 0, OPTION_FLAG, NULL, "mend what can be mended without a doubt", &options.fix},
        {"diff", 0, OPTION_FLAG, NULL, "print what --fix would change, and change nothing",
         &options.diff},
        {"today", 0, OPTION_DATE, "DATE", "the day that rules take for today", &options.today},
        {"jobs", 'j', OPTION_JOBS, "N", "processes to use (one a processor)", &workers},
    };
    if (!options_parse(invocation, command_find("check"), rows, COUNT_OF(rows), argc, argv,
                       &status))
        return status;
    if (!reports_parse(&reports, invocation))
        return STATUS_USAGE;
    struct run run = {.arena = invocation->arena, .workers = workers, .status = STATUS_CLEAN};
    if (!load_site(&run, invocation) || !choose_baseline(&run, &options))
        return STATUS_USAGE;
    if (checker_new(run.arena, rules_folder(run.arena), own_rules_folder(run.arena, run.site),
                    run.site, &run.checker) != 0)
        worsen(&run, STATUS_USAGE);
    if (run.checker == NULL)
        return STATUS_USAGE;
    if (options.today != NULL)
        checker_set_today(run.checker, options.today);
    run.today = checker_today(run.checker);
    run.apart = run.site->source == NULL && run.baseline_file == NULL && !options.fix &&
                !options.diff && !reports_want_levels(&reports);
    status = run_check(&run, invocation, &options, &reports);
    vec_release(&run.documents);
    vec_release(&run.wanted);
    vec_release(&run.paths);
    return status;
}
