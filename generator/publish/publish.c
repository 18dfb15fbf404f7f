#include "publish/internal.h"

#include <string.h>
#include <unistd.h>

static int write_files(const struct plan *plan, const struct web_files *files)
{
    for (size_t i = 0; i < files->list.count; i++) {
        const struct web_file *file = &files->list.items[i];
        const char *to = path_join(plan->arena, plan->staging, file->href);
        if (file_exists(to))
            continue; /* several pages show the same picture */
        if ((file->file ? file_copy(file->file, to) : file_write(to, file->text.s, file->text.n)) <
            0)
            return -1;
    }
    return 0;
}

static int write_site_files(const struct plan *plan)
{
    struct web_files files = {0};
    for (size_t i = 0; i < plan->document_count; i++)
        web_page_files(plan->arena, plan->site, plan->documents[i], &files);
    web_site_files(plan->arena, plan->collection, plan->options->draft, &files);
    int result = write_files(plan, &files);
    vec_release(&files.list);
    return result;
}

static int write_assets(const struct plan *plan)
{
    size_t count;
    const struct theme_asset *assets = theme_assets(plan->theme, &count);
    for (size_t i = 0; i < count; i++) {
        const char *to = path_join(plan->arena, plan->staging, assets[i].href);
        if ((assets[i].file ? file_copy(assets[i].file, to)
                            : file_write(to, assets[i].text.s, assets[i].text.n)) < 0)
            return -1;
    }
    return 0;
}

#define MARK ".concordat"
static const char mark_text[] = "Written by `concordat build`, which replaces this whole folder.\n";

/* A build removes all that was in its folder: only what a build wrote, or what has the
 * name that is kept for it, may be lost. */
static bool may_replace(struct arena *arena, const char *out)
{
    return strcmp(out, PUBLISH_OUT) == 0 || folder_empty(out) || !folder_exists(out) ||
           file_exists(path_join(arena, out, MARK));
}

static int open_staging(const struct plan *plan)
{
    const char *mark = path_join(plan->arena, plan->staging, MARK);
    return folder_remove(plan->staging) < 0 || folder_make(plan->staging) < 0 ||
                   file_write(mark, mark_text, sizeof mark_text - 1) < 0
               ? -1
               : 0;
}

/* PDFs first: pages state their size. */
static int stage(const struct plan *plan)
{
    if (render_prints(plan) < 0)
        return -1;
    if (!plan->options->web)
        return 0;
    if (render_pages(plan) < 0 || write_site_files(plan) < 0 || write_assets(plan) < 0)
        return -1;
    return 0;
}

/* A job's process id keeps two runs apart; the folder is beside out/, so that the
 * swap stays on one file system. */
static const char *staging_path(struct arena *arena, const char *out)
{
    return arena_printf(arena, "%s.%ld.staging", path_join(arena, ".", out), (long)getpid());
}

/* The rules, the lengths of booklets, then the gate. A rule that fails stops the build, but what
 * the others found is settled all the same, so that it can be read. */
static int check(struct plan *plan, struct findings *findings, struct publish_result *result)
{
    const char *file = plan->options->baseline;
    struct baseline *baseline = file != NULL ? baseline_read(plan->arena, file) : NULL;
    if (file != NULL && baseline == NULL)
        return -1;
    int status = check_pages(plan, findings);
    result->unprintable = open_staging(plan) < 0 || render_booklets(plan, findings) < 0;
    struct document **documents = ARENA_ARRAY(plan->arena, plan->document_count, struct document *);
    memcpy(documents, plan->documents, plan->document_count * sizeof *documents);
    struct gate_run gate = {.checker = plan->checker,
                            .site = plan->site,
                            .documents = documents,
                            .document_count = plan->document_count,
                            .baseline = baseline,
                            .printed = plan->options->easy_read && !result->unprintable,
                            .incomplete = status < 0};
    result->checked = plan->page_count;
    result->fixed = gate_settle(&gate, findings);
    return status;
}

int publish(struct arena *arena, const struct site *site, const struct publish_options *options,
            struct findings *findings, struct publish_result *result)
{
    struct plan plan = {.arena = arena,
                        .site = site,
                        .options = options,
                        .staging = staging_path(arena, options->out)};
    *result = (struct publish_result){0};
    int status = -1;
    if (!may_replace(arena, options->out)) {
        result->misconfigured = true;
        return fail(NULL, 0, 0, MSG_OUT_FOREIGN, options->out);
    }
    if (plan_make(&plan, findings) < 0 || check(&plan, findings, result) < 0) {
        result->misconfigured = true;
        goto finish;
    }
    if (findings_count(findings, LEVEL_ERROR) > 0 && !options->draft) {
        result->refused = true;
        status = 0;
        goto finish;
    }
    plan.findings = findings;
    if (result->unprintable || stage(&plan) < 0 || folder_swap(plan.staging, options->out) < 0)
        goto finish;
    result->pages = options->web ? plan.document_count : 0;
    result->documents = plan.job_count;
    status = 0;
finish:
    if (status < 0 || result->refused)
        folder_remove(plan.staging);
    return status;
}
