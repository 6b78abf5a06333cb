/* Progress on stderr: "reading  312 of 4,120 files  38/s  1:40 left", after the first second, on a terminal only.
 *
 *     struct progress p;
 *     progress_start(&p, "reading", "files", total);   // total 0: unknown
 *     progress_step(&p, 1);                             // cheap; prints at most 10 times a second
 *     progress_end(&p);                                 // clears the line
 * Not thread-safe: with a pool, the thread that calls pool_run steps.
 */
#ifndef CLEW_BASE_PROGRESS_H
#define CLEW_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *verb, *unit;
    uint64_t total, done;
    int64_t started_ms, printed_ms;
    bool on;
};
void progress_start(struct progress *, const char *verb, const char *unit, uint64_t total);
void progress_step(struct progress *, uint64_t n);
void progress_end(struct progress *);
/* The line as it is after so many milliseconds. */
struct buf;
void progress_print(const struct progress *, int64_t elapsed_ms, struct buf *out);

#endif
