/* For benchmarks: a seeded generator and a stopwatch. */
#ifndef CLEW_BENCH_BENCH_H
#define CLEW_BENCH_BENCH_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* splitmix64 */
static inline uint64_t bench_random(uint64_t *seed) {
    uint64_t z = (*seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline size_t bench_below(uint64_t *seed, size_t n) { return (size_t)(bench_random(seed) % n); }

/* Of this thread's work, so that other programs on the machine count less. */
static inline double bench_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

#endif
