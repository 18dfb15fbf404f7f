#include "check/check.h"
#include "command/command.h"
#include "command/reports.h"
#include "publish/publish.h"

#include <string.h>

/* --only web,pdf,easy-read; without it, all of them. */
static bool choose_variants(const char *only, struct publish_options *options)
{
    if (only == NULL) {
        options->web = options->print = options->easy_read = true;
        return true;
    }
    struct str rest = str_of(only), variant;
    while (str_next(&rest, ',', &variant)) {
        if (str_is(variant, "web")) {
            options->web = true;
        } else if (str_is(variant, "pdf")) {
            options->print = true;
        } else if (str_is(variant, "easy-read")) {
            options->easy_read = true;
        } else {
            fail(NULL, 0, 0, MSG_VARIANT_UNKNOWN, (int)variant.n, variant.s);
            return false;
        }
    }
    return true;
}

static const struct site *open_site(struct invocation *invocation, const char *path)
{
    const char *file = site_path(invocation, path);
    const struct site *site = NULL;
    if (file == NULL)
        fail(NULL, 0, 0, MSG_SITE_MISSING, path ? path : "this folder");
    else if (site_load(invocation->arena, file, &site) < 0)
        return NULL;
    return site;
}

/* On stdout below the findings, unless a program reads those. */
static void print_result(FILE *out, const struct publish_options *options,
                         const struct publish_result *result)
{
    if (result->refused) {
        fprintf(out, "nothing was published: mend the errors above, or use --draft\n");
        return;
    }
    fprintf(out, "published %zu page%s and %zu PDF%s into %s%s\n", result->pages,
            result->pages == 1 ? "" : "s", result->prints, result->prints == 1 ? "" : "s",
            options->out, options->draft ? ", marked as a draft" : "");
}

static int write_reports(struct arena *arena, const struct reports *reports,
                         const struct site *site, const struct findings *findings,
                         const struct publish_result *result, bool compared)
{
    struct report_options how = {.pages = result->checked,
                                 .compared = compared,
                                 .fixed = result->fixed,
                                 .title = site->title,
                                 .incomplete = result->misconfigured};
    if (result->checker != NULL)
        how.today = checker_today(result->checker);
    if (result->checker != NULL && reports_want_levels(reports)) {
        how.levels = levels_new(arena);
        for (size_t i = 0; i < result->read; i++)
            checker_measure(result->checker, result->documents[i], how.levels);
    }
    return reports_write(reports, findings, result->checker, how);
}

enum status command_build(struct invocation *invocation, int argc, char **argv)
{
    struct publish_options options = {.out = PUBLISH_OUT};
    struct reports reports = REPORTS_INIT;
    const char *only = NULL;
    const struct option_row rows[] = {
        {"draft", 0, OPTION_FLAG, NULL, "publish in spite of errors, every page marked DRAFT",
         &options.draft},
        {"only", 0, OPTION_TEXT, "VARIANTS", "of web, pdf, easy-read; with commas", &only},
        {"baseline", 0, OPTION_TEXT, "FILE", "findings that do not count (as in site.yaml)",
         &options.baseline},
        {"output", 'o', OPTION_TEXT, "DIR", "the folder to replace (out)", &options.out},
        {"pdf", 0, OPTION_PDF, "VERSION", "1.7 or 2.0 (as in site.yaml)", &options.pdf},
        {"today", 0, OPTION_DATE, "DATE", "the day that rules take for today", &options.today},
        {"jobs", 'j', OPTION_JOBS, "N", "processes to use (one a processor)", &options.workers},
        REPORT_ROWS(reports),
    };
    enum status status;
    if (!options_parse(invocation, command_find("build"), rows, COUNT_OF(rows), argc, argv,
                       &status))
        return status;
    if (invocation->operand_count > 1) {
        fail(NULL, 0, 0, MSG_OPERANDS, "build", "one folder at most");
        return STATUS_USAGE;
    }
    const char *path = invocation->operand_count > 0 ? invocation->operands[0] : NULL;
    if (path != NULL && !file_exists(path) && !folder_exists(path)) {
        fail(NULL, 0, 0, MSG_FILE_OPEN, path, "there is no such file or folder");
        return STATUS_FILES;
    }
    const struct site *site = open_site(invocation, path);
    if (site == NULL || !choose_variants(only, &options) || !reports_parse(&reports, invocation))
        return STATUS_USAGE;

    struct arena *arena = invocation->arena;
    if (options.baseline == NULL)
        options.baseline = site->baseline;
    if (options.pdf == NULL)
        options.pdf = site->pdf;
    options.filters = rules_folder(arena);
    options.own_filters = own_rules_folder(arena, site);
    options.themes = path_join(arena, data_folder(), "themes");
    struct findings *findings = findings_new(arena);
    struct publish_result result;
    int published = publish(arena, site, &options, findings, &result);

    bool is_reported = published == 0 || findings_count(findings, LEVEL_ERROR) > 0;
    if (is_reported &&
        write_reports(arena, &reports, site, findings, &result, options.baseline != NULL) < 0)
        return STATUS_FILES;
    if (published < 0)
        return result.misconfigured ? STATUS_USAGE : STATUS_FILES;
    if (!invocation->quiet)
        print_result(reports.options.format == REPORT_TEXT ? stdout : stderr, &options, &result);
    return result.refused ? STATUS_FINDINGS : STATUS_CLEAN;
}
