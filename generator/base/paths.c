#include "base.h"

#include <string.h>

/* Appends the parts of `path` to the list, resolving "." and "..". */
static size_t add_parts(struct str path, struct str *parts, size_t count, bool absolute)
{
    struct str part;
    while (str_next(&path, '/', &part)) {
        if (part.n == 0 || str_is(part, "."))
            continue;
        bool up = str_is(part, "..");
        if (up && count > 0 && !str_is(parts[count - 1], ".."))
            count--;
        else if (!up || !absolute)
            parts[count++] = part;
    }
    return count;
}

static size_t part_room(const char *path)
{
    size_t room = 1;
    for (; *path; path++)
        room += *path == '/';
    return room;
}

char *path_join(struct arena *arena, const char *folder, const char *name)
{
    if (name[0] == '/')
        folder = "";
    bool absolute = folder[0] == '/' || name[0] == '/';
    struct str *parts = ARENA_ARRAY(arena, part_room(folder) + part_room(name), struct str);
    size_t count = add_parts(str_of(folder), parts, 0, absolute);
    count = add_parts(str_of(name), parts, count, absolute);
    struct buf joined = BUF_INIT;
    if (absolute)
        buf_putc(&joined, '/');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_putc(&joined, '/');
        buf_put_str(&joined, parts[i]);
    }
    if (joined.n == 0)
        buf_putc(&joined, '.');
    return buf_to_arena(&joined, arena);
}

char *path_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return arena_strdup(arena, ".");
    if (slash == path)
        return arena_strdup(arena, "/");
    return arena_strndup(arena, path, (size_t)(slash - path));
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *path_extension(const char *path)
{
    const char *name = path_name(path), *dot = strrchr(name, '.');
    return dot && dot != name ? dot : "";
}

char *path_relative(struct arena *arena, const char *from, const char *to)
{
    size_t common = 0;
    for (size_t i = 0; from[i] && from[i] == to[i]; i++) {
        if (from[i] == '/')
            common = i + 1;
    }
    struct buf relative = BUF_INIT;
    for (const char *c = from + common; *c; c++) {
        if (*c == '/')
            buf_puts(&relative, "../");
    }
    buf_puts(&relative, to + common);
    return buf_to_arena(&relative, arena);
}
