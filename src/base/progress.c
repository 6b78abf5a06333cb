#include "base/progress.h"

#include "base/buf.h"

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
static void add_grouped(uint64_t v, struct buf *b) {
    char text[COUNT], *p = text + COUNT;
    for (int digit = 0; digit == 0 || v; digit++, v /= 10) {
        if (digit && digit % 3 == 0) *--p = ',';
        *--p = (char)('0' + v % 10);
    }
    buf_add(b, (struct str){p, (size_t)(text + COUNT - p)});
}

void progress_print(const struct progress *p, int64_t elapsed_ms, struct buf *b) {
    uint64_t ms = elapsed_ms > 0 ? (uint64_t)elapsed_ms : 1;
    buf_printf(b, "%s  ", p->verb);
    add_grouped(p->done, b);
    if (p->total) {
        buf_add(b, STR(" of "));
        add_grouped(p->total, b);
    }
    buf_printf(b, " %s  ", p->unit);
    add_grouped(p->done * 1000 / ms, b);
    buf_add(b, STR("/s"));
    if (p->total > p->done && p->done) {
        uint64_t left = (p->total - p->done) * ms / p->done / 1000;
        buf_printf(b, "  %llu:%02llu left", (unsigned long long)(left / 60), (unsigned long long)(left % 60));
    }
}

static void show(const struct progress *p, int64_t elapsed_ms) {
    struct buf b = {0};
    progress_print(p, elapsed_ms, &b);
    /* The escape clears the rest of a longer line. */
    fprintf(stderr, "\r%.*s\x1b[K", (int)b.n, b.p);
    fflush(stderr);
    buf_done(&b);
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
    show(p, now - p->started_ms);
}

void progress_end(struct progress *p) {
    if (!p->on || !p->printed_ms) return;
    fputs("\r\x1b[K", stderr);
    fflush(stderr);
    p->printed_ms = 0;
}
