#define _GNU_SOURCE /* renameat2 */
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_mode(const char *path, mode_t kind)
{
    struct stat status;
    return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == kind;
}

bool file_exists(const char *path)
{
    return has_mode(path, S_IFREG);
}

bool folder_exists(const char *path)
{
    return has_mode(path, S_IFDIR);
}

static int read_all(int handle, const char *path, size_t limit, struct buf *content)
{
    char block[64 << 10];
    for (;;) {
        ssize_t got = read(handle, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(NULL, 0, 0, MSG_FILE_READ, path, strerror(errno));
        if (got == 0)
            return 0;
        if ((size_t)got > limit - content->n)
            return fail(NULL, 0, 0, MSG_FILE_TOO_LARGE, path, limit);
        buf_add(content, block, (size_t)got);
    }
}

int file_read(struct arena *arena, const char *path, size_t limit, struct str *text)
{
    int handle = open(path, O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return fail(NULL, 0, 0, MSG_FILE_OPEN, path, strerror(errno));
    struct buf content = BUF_INIT;
    int result = read_all(handle, path, limit, &content);
    close(handle);
    if (result == 0) {
        text->n = content.n;
        text->s = buf_to_arena(&content, arena);
    }
    buf_release(&content);
    return result;
}

static int write_all(int handle, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(handle, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        bytes += put;
        size -= (size_t)put;
    }
    return 0;
}

static int write_failed(const char *path)
{
    return fail(NULL, 0, 0, MSG_FILE_WRITE, path, strerror(errno));
}

static int make_parent(const char *path)
{
    struct arena *arena = arena_new();
    int result = folder_make(path_folder(arena, path));
    arena_free(arena);
    return result;
}

/* `mode`: of the new file, or 0 for what the process gives. */
static int write_beside(const char *path, const void *bytes, size_t size, mode_t mode)
{
    struct buf beside = BUF_INIT;
    buf_printf(&beside, "%s.%ld.part", path, (long)getpid());
    int result = -1;
    int handle = open(beside.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (handle < 0) {
        write_failed(path);
        goto finish;
    }
    bool written = write_all(handle, bytes, size) == 0 && (mode == 0 || fchmod(handle, mode) == 0);
    bool closed = close(handle) == 0;
    if (written && closed && rename(beside.s, path) == 0)
        result = 0;
    if (result < 0) {
        write_failed(path);
        unlink(beside.s);
    }
finish:
    buf_release(&beside);
    return result;
}

/* Into what is there and must stay: a device or a pipe, such as /dev/null. */
static int write_into(const char *path, const void *bytes, size_t size)
{
    int handle = open(path, O_WRONLY | O_CLOEXEC);
    bool written = handle >= 0 && write_all(handle, bytes, size) == 0;
    int result = written ? 0 : write_failed(path);
    if (handle >= 0)
        close(handle);
    return result;
}

int file_write(const char *path, const void *bytes, size_t size)
{
    struct stat status;
    bool is_there = stat(path, &status) == 0;
    if (is_there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return write_into(path, bytes, size);
    return make_parent(path) < 0 ? -1 : write_beside(path, bytes, size, 0);
}

bool file_is_same(const char *path, const char *other)
{
    struct stat one, two;
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

int file_replace(const char *path, const void *bytes, size_t size)
{
    struct stat status;
    char *real = realpath(path, NULL);
    int result = -1;
    if (real == NULL || stat(real, &status) < 0)
        write_failed(path);
    else
        result = write_beside(real, bytes, size, status.st_mode & 07777);
    free(real);
    return result;
}

int file_copy(const char *from, const char *to)
{
    struct arena *arena = arena_new();
    struct str content;
    int result = file_read(arena, from, SIZE_MAX, &content);
    if (result == 0)
        result = file_write(to, content.s, content.n);
    arena_free(arena);
    return result;
}

bool folder_empty(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno == ENOENT;
    bool empty = true;
    for (struct dirent *entry; empty && (entry = readdir(folder)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty;
}

int folder_make(const char *path)
{
    if (folder_exists(path))
        return 0;
    if (make_parent(path) < 0)
        return -1;
    if (mkdir(path, 0777) < 0 && !(errno == EEXIST && folder_exists(path)))
        return write_failed(path);
    return 0;
}

int folder_remove(const char *path)
{
    struct stat status;
    if (lstat(path, &status) < 0)
        return errno == ENOENT ? 0 : write_failed(path);
    if (!S_ISDIR(status.st_mode))
        return unlink(path) < 0 ? write_failed(path) : 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return fail(NULL, 0, 0, MSG_FOLDER_OPEN, path, strerror(errno));
    int result = 0;
    struct buf inner = BUF_INIT;
    for (struct dirent *entry; result == 0 && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        buf_clear(&inner);
        buf_printf(&inner, "%s/%s", path, entry->d_name);
        result = folder_remove(inner.s);
    }
    buf_release(&inner);
    closedir(folder);
    if (result == 0 && rmdir(path) < 0)
        result = write_failed(path);
    return result;
}

struct listing {
    struct arena *arena;
    const char *root;
    VEC(char *) paths;
};

static int list_into(struct listing *listing, const char *below)
{
    const char *path = *below ? path_join(listing->arena, listing->root, below) : listing->root;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return fail(NULL, 0, 0, MSG_FOLDER_OPEN, path, strerror(errno));
    int result = 0;
    for (struct dirent *entry; result == 0 && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "node_modules") == 0)
            continue;
        char *name = *below ? arena_printf(listing->arena, "%s/%s", below, entry->d_name)
                            : arena_strdup(listing->arena, entry->d_name);
        const char *whole = path_join(listing->arena, listing->root, name);
        if (folder_exists(whole))
            result = list_into(listing, name);
        else if (file_exists(whole))
            *vec_push(&listing->paths) = name;
    }
    closedir(folder);
    return result;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int folder_list(struct arena *arena, const char *folder, struct path_list *list)
{
    struct listing listing = {.arena = arena, .root = folder};
    int result = list_into(&listing, "");
    if (listing.paths.count > 1)
        qsort(listing.paths.items, listing.paths.count, sizeof(char *), compare_paths);
    list->count = listing.paths.count;
    list->paths = ARENA_ARRAY(arena, list->count, char *);
    if (list->count > 0)
        memcpy(list->paths, listing.paths.items, list->count * sizeof(char *));
    vec_release(&listing.paths);
    return result;
}

int folder_swap(const char *staged, const char *target)
{
    if (make_parent(target) < 0)
        return -1;
    if (!folder_exists(target))
        return rename(staged, target) < 0 ? write_failed(target) : 0;
    if (renameat2(AT_FDCWD, staged, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return folder_remove(staged);
    /* File systems that cannot exchange: a reader may see a moment without the folder. */
    struct buf old = BUF_INIT;
    buf_printf(&old, "%s.%ld.old", target, (long)getpid());
    int result = -1;
    if (rename(target, old.s) < 0) {
        write_failed(target);
    } else if (rename(staged, target) < 0) {
        write_failed(target);
        if (rename(old.s, target) < 0)
            write_failed(target);
    } else {
        result = folder_remove(old.s);
    }
    buf_release(&old);
    return result;
}
