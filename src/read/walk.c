/* walk.c - folders to files, in the byte order of their paths. */
#include "read/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"

enum entry_kind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_LINK, ENTRY_OTHER, ENTRY_BROKEN };

struct entry {
    struct kw_str name; /* ends in "/" if a folder: so "a.txt" sorts before "a/b" */
    enum entry_kind kind;
};

/* An open folder: its names, all read at once, because they must be sorted. */
struct level {
    struct level *up;       /* the folder that holds it, or NULL */
    struct kw_arena *arena; /* its names, and this struct */
    KW_VEC(struct entry) entries;
    size_t next;     /* the first one not given yet */
    size_t path_len; /* of walk->path while in this folder, "/" included */
};

struct kw_walk {
    const char *const *inputs; /* borrowed */
    size_t count, next;
    struct level *level; /* the innermost open folder, or NULL */
    struct kw_buf path;  /* of what was given last, with a NUL after it */
    size_t root;         /* path_len of the folder named */
};

enum kw_status kw_walk_open(const char *const *inputs, size_t count, struct kw_walk **out,
                            struct kw_error *err)
{
    struct kw_walk *walk = calloc(1, sizeof *walk);
    if (!walk)
        return kw_nomem(err);
    walk->inputs = inputs;
    walk->count = count;
    *out = walk;
    return KW_OK;
}

static void leave(struct kw_walk *walk)
{
    struct level *up = walk->level->up;
    kw_arena_free(walk->level->arena);
    walk->level = up;
}

void kw_walk_free(struct kw_walk *walk)
{
    if (!walk)
        return;
    while (walk->level)
        leave(walk);
    kw_buf_free(&walk->path);
    free(walk);
}

/* --- one folder -------------------------------------------------------------------- */

static enum entry_kind kind_of(int folder, const char *name)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return ENTRY_BROKEN;
    if (S_ISREG(st.st_mode))
        return ENTRY_FILE;
    if (S_ISDIR(st.st_mode))
        return ENTRY_FOLDER;
    return S_ISLNK(st.st_mode) ? ENTRY_LINK : ENTRY_OTHER;
}

static int by_name(const void *a, const void *b)
{
    return kw_str_cmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* The next name of a folder; NULL at the end, where errno is 0, and when the system
 * refuses. */
static struct dirent *next_name(DIR *folder)
{
    errno = 0;
    return readdir(folder);
}

/* `*code` is an errno when the system refuses: half a folder would look as if the other
 * half were gone. */
static enum kw_status list(struct level *level, DIR *folder, int *code,
                           struct kw_error *err)
{
    struct dirent *d;
    while ((d = next_name(folder)) != NULL) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        enum entry_kind kind = kind_of(dirfd(folder), d->d_name);
        struct entry *entry = KW_PUSH(level->arena, &level->entries);
        struct kw_str name = kw_arena_printf(level->arena, "%s%s", d->d_name,
                                             kind == ENTRY_FOLDER ? "/" : "");
        if (!entry || !name.ptr)
            return kw_nomem(err);
        *entry = (struct entry){name, kind};
    }
    *code = errno;
    if (level->entries.count)
        qsort(level->entries.items, level->entries.count, sizeof(struct entry), by_name);
    return KW_OK;
}

/* Opens the folder at walk->path, which ends in "/". `*code` is an errno when the
 * system refuses. */
static enum kw_status enter(struct kw_walk *walk, int *code, struct kw_error *err)
{
    *code = 0;
    DIR *folder = opendir(walk->path.ptr);
    if (!folder) {
        *code = errno;
        return *code == ENOMEM ? kw_nomem(err) : KW_OK;
    }
    struct kw_arena *arena = kw_arena_new();
    struct level *level = arena ? KW_NEW(arena, 1, struct level) : NULL;
    enum kw_status status = KW_OK;
    if (level) {
        level->arena = arena;
        status = list(level, folder, code, err);
    } else {
        status = kw_nomem(err);
    }
    closedir(folder);
    if (status != KW_OK || *code != 0) {
        kw_arena_free(arena);
        return status;
    }
    level->path_len = walk->path.len;
    level->up = walk->level;
    walk->level = level;
    return KW_OK;
}

/* Makes walk->path = its first `keep` bytes and `name`. */
static enum kw_status set_path(struct kw_walk *walk, size_t keep, struct kw_str name,
                               struct kw_error *err)
{
    walk->path.len = keep;
    kw_buf_add(&walk->path, name);
    kw_buf_byte(&walk->path, '\0');
    if (walk->path.failed)
        return kw_nomem(err);
    walk->path.len--;
    return KW_OK;
}

/* --- one input after another ------------------------------------------------------- */

static const char *why_not(const struct entry *entry)
{
    if (entry->name.ptr[0] == '.')
        return entry->kind == ENTRY_FOLDER ? "hidden folder" : "hidden file";
    if (entry->kind == ENTRY_LINK)
        return "symbolic link: not followed inside a folder";
    if (entry->kind == ENTRY_OTHER)
        return "not a regular file";
    return NULL;
}

/* Gives the next entry of the open folders; *given is false when they are used up. */
static enum kw_status next_entry(struct kw_walk *walk, struct kw_found *found,
                                 bool *given, struct kw_error *err)
{
    while (walk->level) {
        struct level *level = walk->level;
        if (level->next == level->entries.count) {
            leave(walk);
            continue;
        }
        const struct entry *entry = &level->entries.items[level->next++];
        enum kw_status status = set_path(walk, level->path_len, entry->name, err);
        if (status != KW_OK)
            return status;
        *found = (struct kw_found){walk->path.ptr, walk->root, false, why_not(entry), 0};
        if (!found->why && entry->kind == ENTRY_FOLDER) {
            status = enter(walk, &found->error, err);
            if (status != KW_OK)
                return status;
            if (found->error == 0)
                continue;
            found->why = "";
        }
        *given = true;
        return KW_OK;
    }
    *given = false;
    return KW_OK;
}

/* Where the base name of a path begins. */
static size_t base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? (size_t)(slash + 1 - path) : 0;
}

static enum kw_status next_input(struct kw_walk *walk, struct kw_found *found,
                                 bool *given, struct kw_error *err)
{
    const char *input = walk->inputs[walk->next++];
    struct stat st;
    enum kw_status status = set_path(walk, 0, kw_str_of(input), err);
    if (status != KW_OK)
        return status;
    *given = true;
    *found = (struct kw_found){walk->path.ptr, base_of(walk->path.ptr), true, NULL, 0};
    if (strcmp(input, "-") == 0)
        return KW_OK;
    if (stat(input, &st) != 0) {
        found->error = errno;
        found->why = "";
        return KW_OK;
    }
    if (!S_ISDIR(st.st_mode))
        return KW_OK;
    if (walk->path.len && walk->path.ptr[walk->path.len - 1] != '/')
        status = set_path(walk, walk->path.len, KW_STR("/"), err);
    walk->root = walk->path.len;
    found->path = walk->path.ptr;
    if (status == KW_OK)
        status = enter(walk, &found->error, err);
    *given = found->error != 0;
    found->why = "";
    return status;
}

enum kw_status kw_walk_next(struct kw_walk *walk, struct kw_found *found, bool *more,
                            struct kw_error *err)
{
    bool given = false;
    enum kw_status status = next_entry(walk, found, &given, err);
    while (status == KW_OK && !given && walk->next < walk->count) {
        status = next_input(walk, found, &given, err);
        if (status == KW_OK && !given)
            status = next_entry(walk, found, &given, err);
    }
    *more = given;
    return status;
}

/* --- paths as text ----------------------------------------------------------------- */

void kw_path_print(struct kw_buf *buf, struct kw_str path)
{
    for (size_t at = 0, len; at < path.len; at += len) {
        uint32_t code = kw_utf8_decode(path, at, &len);
        if (code >= ' ' && code != UINT32_MAX && !kw_utf8_forbidden(code)) {
            kw_buf_add(buf, kw_str_slice(path, at, at + len));
            continue;
        }
        for (size_t i = 0; i < len; i++)
            kw_buf_printf(buf, "%%%02X", (unsigned)(unsigned char)path.ptr[at + i]);
    }
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool kw_path_parse(struct kw_str text, struct kw_buf *path)
{
    bool any = false;
    for (size_t i = 0; i < text.len; i++) {
        int high = i + 2 < text.len && text.ptr[i] == '%' ? hex(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex(text.ptr[i + 2]) : -1;
        if (low < 0) {
            kw_buf_byte(path, text.ptr[i]);
            continue;
        }
        kw_buf_byte(path, (char)(high * 16 + low));
        any = true;
        i += 2;
    }
    return any;
}
