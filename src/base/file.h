/* Files: read whole, written atomically, folders walked in a fixed order. All libc file calls of the engine are here.
 */
#ifndef CLEW_BASE_FILE_H
#define CLEW_BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#define FILE_CEILING ((size_t)2 << 30)

/* The whole of a regular file (or pipe; "-" is stdin), zero-terminated behind its end; up to `ceiling` bytes (0:
 * FILE_CEILING), a larger one is ERR_LIMIT. Free with file_done. */
struct file {
    struct str bytes;
    void *memory; /* private */
};
bool file_read(const char *path, size_t ceiling, struct file *, struct err *);
void file_done(struct file *);

/* Writes beside, fsyncs, renames over `path`, fsyncs the folder: `path` holds the old bytes or the new ones, never a
 * part, and after a failure nothing is left beside it. "-" and what is no regular file (a pipe, /dev/null) is written
 * to. */
bool file_write(const char *path, struct str bytes, struct err *);

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_kind file_kind(const char *path);

/* Every regular file below `path` (or path itself), sorted by the bytes of the path, symbolic links not followed,
 * hidden files and folders left out. Pushes struct str (zero-terminated, in the arena) to `out`. Unreadable folders,
 * links and what else is no file are pushed to `unread` likewise, with the reason appended after a tab. */
bool file_walk(const char *path, struct arena *, struct vec *out, struct vec *unread, struct err *);

struct str path_base(struct str path);   /* "a/b.csv" gives "b.csv" */
struct str path_suffix(struct str path); /* "b.tar.GZ" gives ".GZ" */

#endif
