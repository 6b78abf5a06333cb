/* A thread pool whose results do not depend on scheduling.
 *
 *     struct pool *p = pool_new(0);     // 0: as many threads as cores
 *     pool_run(p, n, work, context);    // calls work(context, i, thread) once for every i < n, in any order
 *     pool_free(p);
 * `work` writes to slot i of the caller's results and nowhere else. `thread` < pool_threads(p) selects per-thread
 * scratch. A pool of one thread runs everything on the caller's; a larger one also uses the caller's, as number 0. One
 * pool_run at a time, not from inside `work`. CLEW_THREADS in the environment overrides 0.
 */
#ifndef CLEW_BASE_POOL_H
#define CLEW_BASE_POOL_H

#include <stddef.h>

struct pool;
struct pool *pool_new(unsigned threads);
unsigned pool_threads(const struct pool *);
void pool_run(struct pool *, size_t n, void (*work)(void *context, size_t i, unsigned thread), void *context);
void pool_free(struct pool *);

#endif
