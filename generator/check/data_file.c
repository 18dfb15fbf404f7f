/* Files in YAML of the folder `data` beside the rules. */
#include "check/internal.h"

enum { LARGEST_FILE = 1 << 20 };

const struct yml *data_file_parse(struct arena *arena, const char *path, struct findings *faults,
                                  const struct source **source)
{
    struct str text;
    *source = NULL;
    if (file_read(arena, path, LARGEST_FILE, &text) != 0)
        return NULL;
    *source = source_new(arena, path, text);
    uint32_t size = (uint32_t)(*source)->size;
    uint32_t bad = (uint32_t)utf8_check((*source)->text, size);
    if (bad == size)
        return yml_parse(arena, *source, (struct span){0, size}, faults);
    report(faults, *source, (struct span){bad, bad}, MSG_SOURCE_UTF8,
           (unsigned char)(*source)->text[bad]);
    return NULL;
}

int data_file_read(struct arena *arena, const char *folder, const char *name,
                   const struct yml **map, const struct source **source)
{
    const char *path = folder != NULL ? path_join(arena, folder, name) : NULL;
    if (path == NULL || !file_exists(path))
        return 0;
    struct findings *faults = findings_new(arena);
    *map = data_file_parse(arena, path, faults, source);
    if (*map != NULL && (*map)->kind != YML_MAP)
        report(faults, *source, (*map)->span, MSG_PATTERNS_MAP, name);
    return fail_findings(faults) == 0 && *map != NULL ? 1 : -1;
}
