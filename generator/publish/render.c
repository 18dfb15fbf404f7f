/*
 * The work that runs on workers. Each task is one page or one PDF; its answer
 * says how it went, so that the parent reports every fault and only then gives up.
 */
#include "publish/internal.h"

#include <string.h>
#include <sys/stat.h>

enum { CPU_SECONDS = 60, LEAFLET_PAGES = 24 };

enum outcome { DONE, FAILED, MISCONFIGURED };

/* What tasks and their answers need; the tasks only read it. */
struct run {
    const struct plan *plan;
    struct findings *findings; /* of PDFs */
    bool failed, misconfigured;
};

static struct pool_options pool_options(const struct plan *plan)
{
    return (struct pool_options){.workers = plan->options->workers, .cpu_seconds = CPU_SECONDS};
}

/* The answer's first number; a crashed worker counts as a failure at `path`. */
static bool succeeded(struct run *run, const struct buf *answer, const char *lost, const char *path,
                      struct str *wire)
{
    if (answer == NULL) {
        fail(path, 0, 0, MSG_WORKER_LOST, lost);
        run->failed = true;
        return false;
    }
    *wire = (struct str){answer->s, answer->n};
    enum outcome outcome = (enum outcome)wire_number(wire);
    run->failed |= outcome != DONE;
    run->misconfigured |= outcome == MISCONFIGURED;
    return true;
}

/* ---- Checking ----------------------------------------------------------------- */

int check_pages(const struct plan *plan, struct findings *findings)
{
    size_t unreadable;
    struct check_run run = {.documents = (const struct document *const *)plan->documents,
                            .collection = plan->collection,
                            .count = plan->document_count,
                            .workers = plan->options->workers};
    return checker_run_pages(plan->checker, &run, findings, &unreadable);
}

/* ---- PDFs ---------------------------------------------------------------------- */

/* A publication's PDF holds all its pages but easy-read ones, which have a leaflet of
 * their own. */
static bool is_printed(const struct document *page)
{
    return strcmp(page->front_matter->kind, "easy-read") != 0;
}

static size_t printed_pages(const struct print_job *job, const struct document **pages)
{
    if (job->leaflet != NULL) {
        pages[0] = job->leaflet;
        return 1;
    }
    size_t count = 0;
    for (size_t i = 0; i < job->publication->page_count; i++) {
        const struct document *page = job->publication->pages[i];
        if (is_printed(page))
            pages[count++] = page;
    }
    return count;
}

/* Sources of more bytes make more than BRIEF_PAGES pages. */
enum { BRIEF_PAGES = 2, BRIEF_SIZE = 12 * 1024 };

static bool may_be_brief(const struct print_job *job)
{
    size_t size = 0;
    if (job->leaflet != NULL)
        return false;
    for (size_t i = 0; i < job->publication->page_count; i++) {
        const struct document *page = job->publication->pages[i];
        size += is_printed(page) ? page->source->size : 0;
    }
    return size <= BRIEF_SIZE;
}

static int print_job_as(const struct plan *plan, const struct print_job *job, bool brief,
                        struct arena *arena, const char *path, struct print_result *printed,
                        struct findings *findings)
{
    *printed = (struct print_result){0};
    const struct document **pages =
        ARENA_ARRAY(arena, job->publication->page_count, const struct document *);
    struct assembly assembly = {.collection = plan->collection,
                                .publication = job->publication,
                                .pages = pages,
                                .page_count = printed_pages(job, pages),
                                .draft = plan->options->draft,
                                .brief = brief};
    xmlDoc *document = document_assemble(arena, &assembly);
    xmlDoc *fo =
        theme_transform(plan->theme, job->leaflet ? THEME_EASY_READ_PRINT : THEME_PRINT, document);
    if (fo == NULL)
        return -1;
    size_t font_count;
    const struct theme_font *fonts = theme_fonts(plan->theme, &font_count);
    const char **folders = ARENA_ARRAY(arena, font_count, const char *);
    /* Pictures are named from the current folder, so the path has none of its own. */
    const char *version = plan->options->pdf;
    struct print_options options = {.path = path_name(job->download.href),
                                    .font_folders = folders,
                                    .drawings_are_known = true,
                                    .findings = findings,
                                    .most_pages = brief ? BRIEF_PAGES : 0,
                                    .pdf_2_0 = version != NULL && strcmp(version, "2.0") == 0};
    options.attachments =
        publish_attachments(arena, pages, assembly.page_count, &options.attachment_count);
    for (size_t i = 0; i < font_count; i++) {
        if (fonts[i].folder != NULL)
            folders[options.font_folder_count++] = fonts[i].folder;
    }
    int result = print_pdf(fo, &options, path, printed);
    xmlFreeDoc(fo);
    return result;
}

/* A document of two pages needs neither cover nor contents: its brief form is kept if that
 * is what it comes to; else what was found in it does not count. */
static int make_pdf(const struct plan *plan, const struct print_job *job, struct arena *arena,
                    const char *path, struct print_result *printed, struct findings **findings)
{
    *findings = findings_new(arena);
    if (may_be_brief(job)) {
        if (print_job_as(plan, job, true, arena, path, printed, *findings) != 0)
            return -1;
        if (printed->pages <= BRIEF_PAGES)
            return 0;
        *findings = findings_new(arena);
    }
    return print_job_as(plan, job, false, arena, path, printed, *findings);
}

static const char *staged_path(const struct plan *plan, struct arena *arena, const char *href)
{
    return path_join(arena, plan->staging, href);
}

static void print_task(size_t index, struct buf *answer, void *payload)
{
    const struct run *run = payload;
    const struct print_job *job = &run->plan->jobs[index];
    struct arena *arena = arena_new();
    const char *path = staged_path(run->plan, arena, job->download.href);
    struct findings *findings = findings_new(arena);
    struct print_result printed = {.is_file_fault = true};
    struct stat status = {0};
    bool made = folder_make(path_folder(arena, path)) == 0 &&
                make_pdf(run->plan, job, arena, path, &printed, &findings) == 0 &&
                stat(path, &status) == 0;
    wire_put_number(answer, made ? DONE : printed.is_file_fault ? FAILED : MISCONFIGURED);
    wire_put_number(answer, status.st_size);
    wire_put_number(answer, printed.pages);
    wire_put_findings(answer, findings);
    arena_free(arena);
}

/* The page of the PDF that a p:source names; what the theme made has none, and is the first
 * page's. */
static const struct document *page_of(const struct print_job *job, const char *path)
{
    for (size_t i = 0; i < job->publication->page_count; i++)
        if (strcmp(job->publication->pages[i]->source->path, path) == 0)
            return job->publication->pages[i];
    return NULL;
}

/* The part of the page that begins there; parts inside a part lie inside its span. */
static struct span part_at(const xmlNode *node, uint32_t offset)
{
    while (node != NULL) {
        struct span span =
            node->type == XML_ELEMENT_NODE ? document_span(node) : (struct span){0, 0};
        if (span.start == offset && span.end > offset)
            return span;
        node = span.start < offset && offset < span.end ? node->children : node->next;
    }
    return (struct span){offset, offset};
}

static void place_findings(struct run *run, const struct print_job *job, struct findings *found)
{
    const struct document *first = job->leaflet ? job->leaflet : job->publication->index;
    for (size_t i = 0; i < found->list.count; i++) {
        struct finding *finding = &found->list.items[i];
        const struct document *page = page_of(job, finding->path);
        struct span span = first->front_matter->title_span;
        if (page != NULL) {
            struct offset_cursor cursor = {.source = page->source};
            span = part_at(xmlDocGetRootElement(page->xml),
                           offset_cursor_move(&cursor, finding->start));
        }
        findings_add(run->findings, page != NULL ? page->source : first->source, span, *finding);
    }
}

static int print_done(size_t index, const struct buf *answer, const char *lost, void *payload)
{
    struct run *run = payload;
    struct print_job *job = &run->plan->jobs[index];
    struct str wire;
    if (succeeded(run, answer, lost, job->publication->index->source->path, &wire)) {
        job->download.bytes = (size_t)wire_number(&wire);
        job->download.pages = (unsigned)wire_number(&wire);
        struct findings *found = findings_new(run->findings->arena);
        wire_findings(&wire, found);
        place_findings(run, job, found);
        if (job->leaflet != NULL && job->download.pages > LEAFLET_PAGES)
            report(run->findings, job->leaflet->source, job->leaflet->front_matter->title_span,
                   MSG_LEAFLET_PAGES, job->download.pages, LEAFLET_PAGES);
    }
    return 0;
}

int render_prints(const struct plan *plan, struct findings *findings, bool *misconfigured)
{
    struct run run = {.plan = plan, .findings = findings};
    int result = pool_run(pool_options(plan), plan->job_count, print_task, print_done, &run);
    *misconfigured = run.misconfigured;
    return result < 0 || run.failed ? -1 : 0;
}

/* ---- Web pages ------------------------------------------------------------------- */

/* The findings of a page, which stand together. */
static const struct finding *findings_of(const struct findings *findings, const char *path,
                                         size_t *count)
{
    size_t low = 0, high = findings->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(findings->list.items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    if (low == findings->list.count)
        return NULL;
    const struct finding *first = &findings->list.items[low];
    while (low + *count < findings->list.count && strcmp(first[*count].path, path) == 0)
        ++*count;
    return first;
}

/* A draft shows in its pages what is still to be done. */
static void highlight(const struct plan *plan, struct arena *arena, struct document *document)
{
    size_t count;
    const struct finding *findings = findings_of(plan->findings, document->source->path, &count);
    if (count > 0)
        document_highlight(document, arena, findings, count);
}

static int make_page(const struct plan *plan, const struct page_job *job, struct arena *arena,
                     struct buf *html)
{
    struct download *downloads = ARENA_ARRAY(arena, plan->job_count, struct download);
    for (size_t i = 0; i < plan->job_count; i++)
        downloads[i] = plan->jobs[i].download;
    const struct document *document = job->document;
    struct assembly assembly = {.collection = plan->collection,
                                .publication = job->publication,
                                .pages = &document,
                                .page_count = 1,
                                .downloads = downloads,
                                .download_count = plan->job_count,
                                .draft = plan->options->draft};
    if (plan->options->draft)
        highlight(plan, arena, job->document);
    xmlDoc *page = theme_transform(plan->theme, THEME_HTML, document_assemble(arena, &assembly));
    if (page == NULL)
        return -1;
    if (strcmp(job->document->href, WEB_NOT_FOUND) == 0)
        web_root_links(plan->site, page);
    theme_serialize_html(page, html);
    xmlFreeDoc(page);
    return 0;
}

static void page_task(size_t index, struct buf *answer, void *payload)
{
    const struct run *run = payload;
    const struct page_job *job = &run->plan->pages[index];
    struct arena *arena = arena_new();
    struct buf html = BUF_INIT;
    bool made = make_page(run->plan, job, arena, &html) == 0 &&
                file_write(staged_path(run->plan, arena, job->document->href), html.s, html.n) == 0;
    wire_put_number(answer, made ? DONE : FAILED);
    buf_release(&html);
    arena_free(arena);
}

static int page_done(size_t index, const struct buf *answer, const char *lost, void *payload)
{
    struct run *run = payload;
    struct str wire;
    succeeded(run, answer, lost, run->plan->pages[index].document->source->path, &wire);
    return 0;
}

int render_pages(const struct plan *plan)
{
    struct run run = {.plan = plan};
    int result = pool_run(pool_options(plan), plan->document_count, page_task, page_done, &run);
    return result < 0 || run.failed ? -1 : 0;
}
