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

/* PDFs come first: the gate has to know what is wrong with them, and pages state their
 * size. */
static int stage_prints(const struct plan *plan, struct findings *findings, bool *misconfigured)
{
    if (folder_remove(plan->staging) < 0 || folder_make(plan->staging) < 0 ||
        file_write(path_join(plan->arena, plan->staging, MARK), mark_text, sizeof mark_text - 1) <
            0)
        return -1;
    return render_prints(plan, findings, misconfigured);
}

static int stage_pages(const struct plan *plan)
{
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

/* What was found, settled, whether or not all of it could be looked for. */
static void settle(struct plan *plan, struct baseline *baseline, bool printed, bool incomplete,
                   struct findings *findings, struct publish_result *result)
{
    struct document **documents = ARENA_ARRAY(plan->arena, plan->document_count, struct document *);
    memcpy(documents, plan->documents, plan->document_count * sizeof *documents);
    struct gate_run gate = {.checker = plan->checker,
                            .site = plan->site,
                            .documents = documents,
                            .document_count = plan->document_count,
                            .baseline = baseline,
                            .incomplete = incomplete,
                            .printed = printed && plan->options->print && plan->options->easy_read};
    result->fixed = gate_settle(&gate, findings);
}

/* The rules, the PDFs, then the gate. Something that fails stops the build, but what was
 * found is settled all the same, so that it can be read. */
static int check(struct plan *plan, struct findings *findings, struct publish_result *result)
{
    const char *file = plan->options->baseline;
    struct baseline *baseline = file != NULL ? baseline_read(plan->arena, file) : NULL;
    result->misconfigured = file != NULL && baseline == NULL;
    if (result->misconfigured)
        return -1;
    result->checked = plan->page_count;
    result->checker = plan->checker;
    result->documents = plan->documents;
    result->read = plan->read_count;
    bool checked = check_pages(plan, findings) == 0;
    bool shut = gate_is_shut(findings) && !plan->options->draft, misconfigured = !checked;
    bool printed = checked && !shut && stage_prints(plan, findings, &misconfigured) == 0;
    result->misconfigured = misconfigured;
    settle(plan, baseline, printed, !checked || !printed, findings, result);
    result->refused = checked && !plan->options->draft && findings_count(findings, LEVEL_ERROR) > 0;
    return checked && (printed || result->refused) ? 0 : -1;
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
    if (plan_make(&plan, findings) < 0) {
        result->misconfigured = true;
        goto finish;
    }
    if (check(&plan, findings, result) < 0)
        goto finish;
    status = 0;
    if (result->refused)
        goto finish;
    plan.findings = findings;
    if (stage_pages(&plan) < 0 || folder_swap(plan.staging, options->out) < 0) {
        status = -1;
        goto finish;
    }
    result->pages = options->web ? plan.document_count : 0;
    result->prints = plan.job_count;
finish:
    if (status < 0 || result->refused)
        folder_remove(plan.staging);
    return status;
}
