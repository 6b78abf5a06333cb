/* A buffer that grows: bytes are appended at the end, up to a ceiling.
 *
 *     struct buf b = {.ceiling = 1 << 20};
 *     buf_add(&b, STR("hello "));
 *     buf_printf(&b, "%d", 7);
 *     struct str s = buf_str(&b);   // lent until the next change
 *     buf_done(&b);
 * Meeting the ceiling sets `full` and drops what would not fit; check it once at the end. A ceiling of 0 means
 * BUF_CEILING.
 */
#ifndef CLEW_BASE_BUF_H
#define CLEW_BASE_BUF_H

#include "base/str.h"

#define BUF_CEILING ((size_t)4 << 30)

struct buf {
    char *p;
    size_t n, cap, ceiling;
    bool full;
};

bool buf_add(struct buf *, struct str);
bool buf_add_byte(struct buf *, char);
bool buf_add_z(struct buf *, const char *zero_terminated);
bool buf_printf(struct buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool buf_add_u64(struct buf *, uint64_t decimal);
/* Room for n more bytes to be written at p + n by the caller, who then adds to n. NULL at the ceiling. */
char *buf_room(struct buf *, size_t n);
struct str buf_str(const struct buf *);
void buf_clear(struct buf *); /* keeps the memory */
void buf_done(struct buf *);

#endif
