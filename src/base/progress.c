#include "base/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MS = 1000, BETWEEN_MS = 100, COUNT = 32 };

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* 4120 is "4,120". */
static const char *grouped(uint64_t v, char out[COUNT]) {
    char *p = out + COUNT;
    *--p = 0;
    for (int digit = 0; digit == 0 || v; digit++, v /= 10) {
        if (digit && digit % 3 == 0) *--p = ',';
        *--p = (char)('0' + v % 10);
    }
    return p;
}

static void print(const struct progress *p, int64_t elapsed_ms) {
    char done[COUNT], total[COUNT], rate[COUNT];
    uint64_t ms = elapsed_ms > 0 ? (uint64_t)elapsed_ms : 1;
    fprintf(stderr, "\r%s  %s", p->verb, grouped(p->done, done));
    if (p->total) fprintf(stderr, " of %s", grouped(p->total, total));
    fprintf(stderr, " %s  %s/s", p->unit, grouped(p->done * 1000 / ms, rate));
    if (p->total > p->done && p->done) {
        uint64_t left = (p->total - p->done) * ms / p->done / 1000;
        fprintf(stderr, "  %llu:%02llu left", (unsigned long long)(left / 60), (unsigned long long)(left % 60));
    }
    fputs("\x1b[K", stderr); /* the rest of the line was a longer one */
    fflush(stderr);
}

void progress_start(struct progress *p, const char *verb, const char *unit, uint64_t total) {
    *p = (struct progress){.verb = verb, .unit = unit, .total = total, .on = isatty(STDERR_FILENO) != 0};
    if (p->on) p->started_ms = now_ms();
}

void progress_step(struct progress *p, uint64_t n) {
    p->done += n;
    if (!p->on) return;
    int64_t now = now_ms();
    if (now - p->started_ms < FIRST_MS || now - p->printed_ms < BETWEEN_MS) return;
    p->printed_ms = now;
    print(p, now - p->started_ms);
}

void progress_end(struct progress *p) {
    if (!p->on || !p->printed_ms) return;
    fputs("\r\x1b[K", stderr);
    fflush(stderr);
    p->printed_ms = 0;
}
