/* An arena: many small allocations that die together.
 *
 * Whoever wants a result passes the arena in which it shall live. Lifetimes in clew: process, case, job, item, request.
 *     struct arena a = {0};
 *     char *name = arena_copy(&a, s).p;
 *     ...
 *     arena_done(&a);
 * An allocation is a pointer bump; arena_reset keeps the newest block, so a loop over items allocates nothing after its
 * first rounds. A failed malloc ends the process (the store is transactional, nothing acknowledged is lost).
 * Not thread-safe: one arena a thread.
 */
#ifndef CLEW_BASE_ARENA_H
#define CLEW_BASE_ARENA_H

#include "base/str.h"

struct arena_block;
struct arena {
    struct arena_block *newest;
    size_t used, cap; /* bytes of the newest block */
    size_t total;     /* bytes handed out since init or reset, for budgets */
};

/* Zeroed, aligned to 16 bytes. n == 0 gives a valid pointer. */
void *arena_new(struct arena *, size_t n);
/* The same, but not zeroed: for bytes that are written at once. */
void *arena_raw(struct arena *, size_t n);
/* Room for `count` things of `size` bytes, checked for overflow, zeroed. */
void *arena_array(struct arena *, size_t count, size_t size);
/* A copy that is also zero-terminated (the zero is not counted in n). */
struct str arena_copy(struct arena *, struct str);
/* printf into the arena; zero-terminated. */
struct str arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *);
void arena_done(struct arena *); /* frees all; the arena can be used again */

#endif
