#include "base/file.h"

#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 1 << 16, TEMPORARY_NAMES = 100 };

/* Reads to the end: the size that stat gives is a hint, files grow and pipes have none. */
static bool read_all(int fd, size_t hint, size_t ceiling, struct buf *b, struct str path, struct err *e) {
    for (size_t step = hint ? hint + 1 : READ_STEP;; step = READ_STEP) {
        char *at = buf_room(b, step);
        if (!at && b->n < b->ceiling) at = buf_room(b, step = b->ceiling - b->n);
        ssize_t n = at ? read(fd, at, step) : 0;
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_errno(e, "cannot read", path);
        b->n += (size_t)n;
        if (b->n > ceiling) {
            err_set(e, ERR_LIMIT, "larger than %zu bytes", ceiling);
            return err_at(e, (struct place){.file = path, .byte = -1});
        }
        if (n == 0) return true;
    }
}

static bool read_open(int fd, size_t ceiling, struct file *f, struct str path, struct err *e) {
    struct stat st;
    if (fstat(fd, &st) != 0) return err_errno(e, "cannot read", path);
    size_t hint = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
    /* One byte over the ceiling shows that there is more; one behind that is for the zero. */
    struct buf b = {.ceiling = ceiling + 2};
    if (!read_all(fd, hint < ceiling ? hint : ceiling, ceiling, &b, path, e)) {
        buf_done(&b);
        return false;
    }
    *buf_room(&b, 1) = 0;
    *f = (struct file){{b.p, b.n}, b.p};
    return true;
}

bool file_read(const char *path, size_t ceiling, struct file *f, struct err *e) {
    struct str name = str_of(path);
    if (!ceiling || ceiling > FILE_CEILING) ceiling = FILE_CEILING;
    if (str_is(name, "-")) return read_open(STDIN_FILENO, ceiling, f, STR("stdin"), e);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return err_errno(e, "cannot open", name);
    bool ok = read_open(fd, ceiling, f, name, e);
    close(fd);
    return ok;
}

void file_done(struct file *f) {
    free(f->memory);
    *f = (struct file){0};
}

static bool write_all(int fd, struct str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) bytes = str_cut(bytes, (size_t)n, bytes.n);
    }
    return true;
}

/* A name that starts with a dot, so that file_walk passes over what a killed process left behind. */
static int open_beside(struct str path, struct arena *a, struct str *temporary) {
    struct str base = path_base(path), folder = str_cut(path, 0, path.n - base.n);
    for (int i = 0; i < TEMPORARY_NAMES; i++) {
        *temporary = arena_printf(a, "%.*s.%.*s.%ld-%d", STR_ARG(folder), STR_ARG(base), (long)getpid(), i);
        int fd = open(temporary->p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

static bool sync_folder(struct str path, struct arena *a) {
    struct str base = path_base(path), folder = str_cut(path, 0, path.n - base.n);
    int fd = open(folder.n ? arena_copy(a, folder).p : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    /* Some file systems cannot sync a folder and say EINVAL. */
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    int why = errno;
    close(fd);
    errno = why;
    return ok;
}

/* errno of the step that failed survives the clean-up. */
static bool write_beside(struct str path, const struct stat *old, struct str bytes, struct arena *a) {
    struct str temporary;
    int fd = open_beside(path, a, &temporary);
    if (fd < 0) return false;
    bool ok = (!old || fchmod(fd, old->st_mode & 07777) == 0) && write_all(fd, bytes) && fsync(fd) == 0;
    int why = errno;
    if (close(fd) != 0 && ok) ok = false, why = errno;
    if (ok && rename(temporary.p, path.p) != 0) ok = false, why = errno;
    if (!ok) unlink(temporary.p);
    errno = why;
    return ok && sync_folder(path, a);
}

static bool write_through(int fd, struct str bytes) {
    if (fd < 0) return false;
    bool ok = write_all(fd, bytes);
    int why = errno;
    if (fd != STDOUT_FILENO && close(fd) != 0 && ok) ok = false, why = errno;
    errno = why;
    return ok;
}

bool file_write(const char *path, struct str bytes, struct err *e) {
    struct str name = str_of(path);
    struct stat st;
    bool old = stat(path, &st) == 0, ok;
    if (str_is(name, "-")) {
        ok = write_through(STDOUT_FILENO, bytes);
    } else if (old && !S_ISREG(st.st_mode)) {
        ok = write_through(open(path, O_WRONLY | O_CLOEXEC), bytes);
    } else {
        struct arena a = {0};
        ok = write_beside(name, old ? &st : NULL, bytes, &a);
        int why = errno;
        arena_done(&a);
        errno = why;
    }
    return ok || err_errno(e, "cannot write", name);
}

static enum file_kind kind_of(mode_t mode) {
    return S_ISREG(mode) ? FILE_REGULAR : S_ISDIR(mode) ? FILE_FOLDER : FILE_OTHER;
}

enum file_kind file_kind(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 ? kind_of(st.st_mode) : FILE_NONE;
}

/* A symbolic link is FILE_OTHER here. */
static enum file_kind entry_kind(const struct dirent *entry, const char *path) {
    struct stat st;
    if (entry->d_type == DT_REG) return FILE_REGULAR;
    if (entry->d_type == DT_DIR) return FILE_FOLDER;
    if (entry->d_type != DT_UNKNOWN) return FILE_OTHER;
    return lstat(path, &st) == 0 ? kind_of(st.st_mode) : FILE_NONE;
}

static void push_unread(struct str path, const char *why, struct arena *a, struct vec *unread) {
    *(struct str *)vec_push(unread) = arena_printf(a, "%.*s\t%s", STR_ARG(path), why);
}

static void push_errno(struct str folder, struct arena *a, struct vec *unread) {
    char why[128];
    push_unread(folder, strerror_r(errno, why, sizeof why), a, unread);
}

/* Followed, a link could lead in a circle or out of what the user named. */
static const char *why_passed_over(const char *path) {
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode)) return "neither a file nor a folder";
    return stat(path, &st) == 0 ? "a symbolic link, which is not followed; add what it leads to by name"
                                : "a symbolic link that leads nowhere";
}

static void walk_folder(struct str folder, struct arena *a, struct vec *folders, struct vec *out, struct vec *unread) {
    DIR *d = opendir(folder.p);
    if (!d) {
        push_errno(folder, a, unread);
        return;
    }
    const char *slash = str_ends(folder, STR("/")) ? "" : "/";
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(d);
        if (!entry) break;
        if (entry->d_name[0] == '.') continue;
        struct str path = arena_printf(a, "%.*s%s%s", STR_ARG(folder), slash, entry->d_name);
        enum file_kind kind = entry_kind(entry, path.p);
        if (kind == FILE_REGULAR) vec_push_copy(out, &path);
        if (kind == FILE_FOLDER) vec_push_copy(folders, &path);
        if (kind == FILE_OTHER) push_unread(path, why_passed_over(path.p), a, unread);
    }
    if (errno) push_errno(folder, a, unread);
    closedir(d);
}

static int by_bytes(const void *a, const void *b) { return str_cmp(*(const struct str *)a, *(const struct str *)b); }

bool file_walk(const char *path, struct arena *a, struct vec *out, struct vec *unread, struct err *e) {
    struct str top = arena_copy(a, str_of(path));
    struct vec folders = VEC(struct str), found = VEC(struct str);
    enum file_kind kind = file_kind(path);
    if (kind == FILE_NONE) return err_errno(e, "cannot open", top);
    if (kind == FILE_OTHER) {
        err_set(e, ERR_USAGE, "neither a file nor a folder");
        return err_at(e, (struct place){.file = top, .byte = -1});
    }
    vec_push_copy(kind == FILE_FOLDER ? &folders : &found, &top);
    while (folders.n) {
        struct str folder = *VEC_AT(&folders, struct str, folders.n - 1);
        vec_pop(&folders);
        walk_folder(folder, a, &folders, &found, unread);
    }
    vec_sort(&found, by_bytes);
    vec_sort(unread, by_bytes);
    for (size_t i = 0; i < found.n; i++) vec_push_copy(out, vec_at(&found, i, sizeof(struct str)));
    vec_done(&folders);
    vec_done(&found);
    return true;
}

struct str path_base(struct str path) {
    const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL;
    return slash ? str_cut(path, (size_t)(slash - path.p) + 1, path.n) : path;
}

/* A dot in front ("a/.profile") begins a name, not a suffix. */
struct str path_suffix(struct str path) {
    struct str base = path_base(path);
    const char *dot = base.n > 1 ? memrchr(base.p + 1, '.', base.n - 1) : NULL;
    return dot ? str_cut(base, (size_t)(dot - base.p), base.n) : STR("");
}
