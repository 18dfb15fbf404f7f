#include "publish/internal.h"

#include <string.h>

static bool has_page(const struct plan *plan, const char *href)
{
    for (size_t i = 0; i < plan->document_count; i++) {
        if (strcmp(plan->documents[i]->href, href) == 0)
            return true;
    }
    return false;
}

/* Reads every Markdown file below the site's root. */
static int read_documents(struct plan *plan, struct findings *findings)
{
    struct path_list files;
    if (folder_list(plan->arena, plan->site->root, &files) < 0)
        return -1;
    plan->documents = ARENA_ARRAY(plan->arena, files.count + 1, struct document *);
    for (size_t i = 0; i < files.count; i++) {
        if (strcmp(path_extension(files.paths[i]), ".md") != 0)
            continue;
        const char *path = path_join(plan->arena, plan->site->root, files.paths[i]);
        plan->page_count++;
        struct document *document = document_read(plan->arena, plan->site, path, findings);
        if (document != NULL)
            plan->documents[plan->document_count++] = document;
    }
    if (plan->document_count == 0 && findings_count(findings, LEVEL_ERROR) == 0)
        return fail(plan->site->root, 0, 0, MSG_NO_PAGES);
    plan->read_count = plan->document_count;
    if (!has_page(plan, WEB_NOT_FOUND))
        plan->documents[plan->document_count++] = web_not_found_page(plan->arena, plan->site);
    return 0;
}

static struct print_job *add_job(struct plan *plan, const struct publication *publication,
                                 const struct document *leaflet)
{
    struct print_job *job = &plan->jobs[plan->job_count++];
    const struct document *first = leaflet ? leaflet : publication->index;
    job->publication = publication;
    job->leaflet = leaflet;
    job->download.publication = publication->id;
    job->download.title = first->front_matter->title;
    job->download.format = "PDF";
    job->download.variant = leaflet ? "easy-read" : "print";
    job->download.lang = first->front_matter->lang;
    return job;
}

/* "strategy/strategy.pdf" for the whole, "strategy/easy-read.pdf" for a leaflet. */
static const char *job_href(struct plan *plan, const struct print_job *job)
{
    const char *href = job->leaflet ? job->leaflet->href : job->publication->index->href;
    if (job->leaflet == NULL)
        return path_join(plan->arena, path_folder(plan->arena, href),
                         arena_printf(plan->arena, "%s.pdf", job->publication->id));
    size_t stem = strlen(href) - strlen(path_extension(href));
    return arena_printf(plan->arena, "%.*s.pdf", (int)stem, href);
}

static void plan_prints(struct plan *plan)
{
    const struct collection *collection = plan->collection;
    plan->jobs = ARENA_ARRAY(plan->arena, plan->document_count + collection->publication_count,
                             struct print_job);
    for (size_t p = 0; p < collection->publication_count; p++) {
        const struct publication *publication = &collection->publications[p];
        if (strcmp(publication->id, SITE_PUBLICATION) == 0)
            continue; /* the pages around the publications are for the web only */
        if (plan->options->print)
            add_job(plan, publication, NULL);
        for (size_t i = 0; plan->options->easy_read && i < publication->page_count; i++) {
            if (strcmp(publication->pages[i]->front_matter->kind, "easy-read") == 0)
                add_job(plan, publication, publication->pages[i]);
        }
    }
    for (size_t i = 0; i < plan->job_count; i++)
        plan->jobs[i].download.href = job_href(plan, &plan->jobs[i]);
}

static void plan_pages(struct plan *plan)
{
    const struct collection *collection = plan->collection;
    size_t count = 0;
    plan->pages = ARENA_ARRAY(plan->arena, plan->document_count, struct page_job);
    for (size_t p = 0; p < collection->publication_count; p++) {
        const struct publication *publication = &collection->publications[p];
        for (size_t i = 0; i < publication->page_count; i++)
            plan->pages[count++] = (struct page_job){publication, publication->pages[i]};
    }
    if (count != plan->document_count)
        BUG("a page belongs to no publication, or to two");
}

int plan_make(struct plan *plan, struct findings *findings)
{
    if (theme_load(plan->arena, plan->options->themes, plan->site, &plan->theme) < 0 ||
        checker_new(plan->arena, plan->options->filters, plan->options->own_filters, plan->site,
                    &plan->checker) < 0 ||
        read_documents(plan, findings) < 0)
        return -1;
    if (plan->options->today != NULL)
        checker_set_today(plan->checker, plan->options->today);
    plan->collection =
        collection_new(plan->arena, plan->site, plan->documents, plan->document_count, findings);
    for (size_t i = 0; i < plan->document_count; i++) {
        document_resolve(plan->documents[i], plan->collection, findings);
        theme_resolve_pictures(plan->theme, plan->documents[i], findings);
        publish_check_drawings(plan->documents[i], findings);
    }
    plan_pages(plan);
    plan_prints(plan);
    return 0;
}
