/* libfault.so: makes the nth call of one kind fail, to see what a program leaves behind when the disk does.
 *
 *     LD_PRELOAD=.../libfault.so FAULT_CALL=write FAULT_AT=3 FAULT_ERRNO=ENOSPC FAULT_MODE=forever clew add ...
 * FAULT_CALL   open read write fsync rename unlink ftruncate; a kind has all its variants (pwrite, fdatasync, openat
 * ...) FAULT_AT     the first call that fails, from 1; 0 or unset: none does FAULT_ERRNO  EIO (when unset), ENOSPC,
 * EACCES, EINTR, or SHORT: a write or read of half the bytes that succeeds FAULT_MODE   once (when unset) or forever
 * FAULT_COUNT  a file that gets the number of calls of that kind when the process ends, to know where to stop
 * FAULT_PATH   count only files whose path has this in it
 * Calls count on regular files only (open and fsync also on folders), under all threads of a process, so SQLite's are
 * among them; terminals, pipes, sockets, /proc, /sys and /dev are left alone. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))

/* The real functions are looked up at each call: a lookup costs little here and needs no set-up that could come late.
 */
#define REAL(name) ((__typeof__(&name))real(#name))

static atomic_long calls;

static void *real(const char *name) {
    void *p = dlsym(RTLD_NEXT, name);
    if (!p) abort();
    return p;
}

static bool is_kind(const char *kind) {
    const char *wanted = getenv("FAULT_CALL");
    return wanted && strcmp(wanted, kind) == 0;
}

static bool path_counts(const char *path) {
    static const char *const left_alone[] = {"/proc/", "/sys/", "/dev/"};
    for (size_t i = 0; i < sizeof left_alone / sizeof *left_alone; i++)
        if (strncmp(path, left_alone[i], strlen(left_alone[i])) == 0) return false;
    const char *part = getenv("FAULT_PATH");
    return !part || strstr(path, part) != NULL;
}

static bool fd_counts(int fd, bool folders) {
    struct stat st;
    char link[64], path[PATH_MAX];
    if (fstat(fd, &st) != 0 || !(S_ISREG(st.st_mode) || (folders && S_ISDIR(st.st_mode)))) return false;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return true;
    path[n] = 0;
    return path_counts(path);
}

/* Counts one call and says whether it fails. */
static bool strikes(void) {
    const char *at = getenv("FAULT_AT"), *mode = getenv("FAULT_MODE");
    long n = atomic_fetch_add(&calls, 1) + 1, from = at ? strtol(at, NULL, 10) : 0;
    if (from <= 0) return false;
    return mode && strcmp(mode, "forever") == 0 ? n >= from : n == from;
}

static bool is_short(void) {
    const char *name = getenv("FAULT_ERRNO");
    return name && strcmp(name, "SHORT") == 0;
}

static int failure(void) {
    static const struct {
        const char *name;
        int value;
    } known[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EACCES", EACCES}, {"EINTR", EINTR}};
    const char *name = getenv("FAULT_ERRNO");
    errno = EIO;
    for (size_t i = 0; name && i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) errno = known[i].value;
    return -1;
}

__attribute__((destructor)) static void write_count(void) {
    const char *path = getenv("FAULT_COUNT");
    if (!path) return;
    char text[32];
    int n = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
    int fd = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return;
    if (REAL(write)(fd, text, (size_t)n) != n) fputs("libfault: cannot write FAULT_COUNT\n", stderr);
    REAL(close)(fd);
}

static bool fails(const char *kind, int fd, bool folders) {
    return is_kind(kind) && fd_counts(fd, folders) && strikes();
}

static bool fails_path(const char *kind, const char *path) { return is_kind(kind) && path_counts(path) && strikes(); }

static mode_t mode_of(int flags, va_list args) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? (mode_t)va_arg(args, unsigned) : 0;
}

#define OPEN_LIKE(name)                                                                                                \
    EXPORTED int name(const char *path, int flags, ...) {                                                              \
        va_list args;                                                                                                  \
        va_start(args, flags);                                                                                         \
        mode_t mode = mode_of(flags, args);                                                                            \
        va_end(args);                                                                                                  \
        return fails_path("open", path) ? failure() : REAL(name)(path, flags, mode);                                   \
    }
#define OPENAT_LIKE(name)                                                                                              \
    EXPORTED int name(int folder, const char *path, int flags, ...) {                                                  \
        va_list args;                                                                                                  \
        va_start(args, flags);                                                                                         \
        mode_t mode = mode_of(flags, args);                                                                            \
        va_end(args);                                                                                                  \
        return fails_path("open", path) ? failure() : REAL(name)(folder, path, flags, mode);                           \
    }
#define READ_LIKE(name, kind, bytes_type)                                                                              \
    EXPORTED ssize_t name(int fd, bytes_type bytes, size_t n) {                                                        \
        if (!fails(kind, fd, false)) return REAL(name)(fd, bytes, n);                                                  \
        return is_short() ? REAL(name)(fd, bytes, (n + 1) / 2) : failure();                                            \
    }
#define PREAD_LIKE(name, kind, bytes_type, offset_type)                                                                \
    EXPORTED ssize_t name(int fd, bytes_type bytes, size_t n, offset_type at) {                                        \
        if (!fails(kind, fd, false)) return REAL(name)(fd, bytes, n, at);                                              \
        return is_short() ? REAL(name)(fd, bytes, (n + 1) / 2, at) : failure();                                        \
    }
#define READV_LIKE(name, kind)                                                                                         \
    EXPORTED ssize_t name(int fd, const struct iovec *parts, int n) {                                                  \
        return fails(kind, fd, false) ? failure() : REAL(name)(fd, parts, n);                                          \
    }
#define SYNC_LIKE(name)                                                                                                \
    EXPORTED int name(int fd) { return fails("fsync", fd, true) ? failure() : REAL(name)(fd); }
#define RENAME(name, parameters, arguments, path)                                                                      \
    EXPORTED int name parameters { return fails_path("rename", path) ? failure() : REAL(name) arguments; }
#define TRUNCATE_LIKE(name, offset_type)                                                                               \
    EXPORTED int name(int fd, offset_type n) { return fails("ftruncate", fd, false) ? failure() : REAL(name)(fd, n); }

OPEN_LIKE(open)
OPEN_LIKE(open64)
OPENAT_LIKE(openat)
OPENAT_LIKE(openat64)
READ_LIKE(read, "read", void *)
READ_LIKE(write, "write", const void *)
PREAD_LIKE(pread, "read", void *, off_t)
PREAD_LIKE(pread64, "read", void *, off64_t)
PREAD_LIKE(pwrite, "write", const void *, off_t)
PREAD_LIKE(pwrite64, "write", const void *, off64_t)
READV_LIKE(readv, "read")
READV_LIKE(writev, "write")
SYNC_LIKE(fsync)
SYNC_LIKE(fdatasync)
RENAME(rename, (const char *from, const char *to), (from, to), to)
RENAME(renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), to)
TRUNCATE_LIKE(ftruncate, off_t)
TRUNCATE_LIKE(ftruncate64, off64_t)

EXPORTED int unlink(const char *path) { return fails_path("unlink", path) ? failure() : REAL(unlink)(path); }
