/* Files that a page's front matter puts into its PDF. */
#include "internal.h"

#include <string.h>

/* A PDF's list of files has no folders: the path below the publication's folder, or of a
 * file elsewhere below the site's root, with hyphens for slashes. */
static const char *flat_name(struct arena *arena, const char *folder, const char *path)
{
    size_t size = strlen(folder);
    bool below = strncmp(path, folder, size) == 0 && path[size] == '/';
    char *name = arena_strdup(arena, below ? path + size + 1 : path);
    for (char *c = name; *c != '\0'; c++)
        *c = *c == '/' ? '-' : *c;
    return name;
}

static const char *publication_folder(struct arena *arena, const struct document *document)
{
    return arena_strndup(arena, document->path, strcspn(document->path, "/"));
}

const char *document_attached_name(struct arena *arena, const struct document *document)
{
    return flat_name(arena, publication_folder(arena, document), document->path);
}

/* False after a finding. */
static bool find(struct builder *builder, const struct attachment *wanted,
                 struct document_attachment *found)
{
    const struct document *document = builder->document;
    if (strcmp(wanted->destination, ATTACH_SOURCE) == 0) {
        found->name = document_attached_name(builder->arena, document);
        return true;
    }
    const char *below = destination_below(builder->arena, document, wanted->destination);
    if (builder->site->source != NULL && strncmp(below, "../", 3) == 0) {
        report(builder->findings, builder->source, wanted->span, MSG_ATTACHMENT_OUTSIDE,
               wanted->destination);
        return false;
    }
    found->file =
        destination_file(builder->arena, builder->site, builder->source->path, wanted->destination);
    found->name = flat_name(builder->arena, publication_folder(builder->arena, document), below);
    if (file_exists(found->file))
        return true;
    const char *near = nearest_file(builder->arena, found->file);
    report(builder->findings, builder->source, wanted->span, MSG_ATTACHMENT_MISSING,
           wanted->destination,
           near == NULL ? "" : arena_printf(builder->arena, "; did you mean \"%s\"?", near));
    return false;
}

void find_attachments(struct builder *builder)
{
    struct document *document = builder->document;
    const struct front_matter *matter = document->front_matter;
    struct document_attachment *list =
        ARENA_ARRAY(builder->arena, matter->attachment_count, struct document_attachment);
    for (size_t i = 0; i < matter->attachment_count; i++) {
        struct document_attachment found = {0};
        if (find(builder, &matter->attachments[i], &found))
            list[document->attachment_count++] = found;
    }
    document->attachments = list;
}

void refuse_attachments(const struct document *document, struct findings *findings)
{
    const struct front_matter *matter = document->front_matter;
    for (size_t i = 0; i < matter->attachment_count; i++)
        report(findings, document->source, matter->attachments[i].span, MSG_ATTACHMENT_NO_PDF,
               matter->attachments[i].destination);
}
