#include "command/command.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SITE_FILE "site.yaml"

/* site.yaml in the folder itself, or in the content folder beside other things. */
static const char *site_in(struct arena *arena, const char *folder)
{
    const char *const places[] = {SITE_FILE, "content/" SITE_FILE};
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        const char *path = path_join(arena, folder, places[i]);
        if (file_exists(path))
            return path;
    }
    return NULL;
}

/* "content/strategy" → "content" → "." → ".." …, as long as there is a folder above. */
static const char *folder_above(struct arena *arena, const char *folder, unsigned *ups)
{
    enum { HIGHEST = 64 };
    if (strcmp(folder, "/") == 0 || ++*ups > HIGHEST)
        return NULL;
    return path_join(arena, folder, "..");
}

const char *site_path(const struct invocation *invocation, const char *path)
{
    struct arena *arena = invocation->arena;
    if (invocation->site != NULL)
        return invocation->site;
    const char *folder = path == NULL          ? "."
                         : folder_exists(path) ? path_join(arena, ".", path)
                                               : path_folder(arena, path_join(arena, ".", path));
    unsigned ups = 0;
    while (folder != NULL) {
        const char *found = site_in(arena, folder);
        if (found != NULL)
            return found;
        folder = folder_above(arena, folder, &ups);
    }
    return NULL;
}

const char *rules_folder(struct arena *arena)
{
    return path_join(arena, data_folder(), "filters");
}

const char *own_rules_folder(struct arena *arena, const struct site *site)
{
    struct stat own, program;
    const char *folder = path_join(arena, site->root, "../filters");
    if (site->source == NULL || stat(folder, &own) != 0 || !S_ISDIR(own.st_mode))
        return NULL;
    bool same = stat(rules_folder(arena), &program) == 0 && own.st_dev == program.st_dev &&
                own.st_ino == program.st_ino;
    return same ? NULL : folder;
}
