#include "base/pool.h"

#include "base/heap.h"
#include "base/str.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { THREADS_MOST = 256 };

struct worker {
    struct pool *pool;
    unsigned number;
    pthread_t thread;
};

/* The caller of pool_run works too, as number 0; the workers wait for the next `turn`. */
struct pool {
    unsigned threads;
    struct worker *workers; /* threads - 1 of them, numbers from 1 */
    pthread_mutex_t lock;
    pthread_cond_t start, finished;
    unsigned turn, busy;
    bool end;
    void (*work)(void *, size_t, unsigned);
    void *context;
    size_t n;
    atomic_size_t next;
};

static void take_items(struct pool *p, unsigned number) {
    for (size_t i; (i = atomic_fetch_add(&p->next, 1)) < p->n;) p->work(p->context, i, number);
}

static void *run_worker(void *arg) {
    struct worker *w = arg;
    struct pool *p = w->pool;
    pthread_mutex_lock(&p->lock);
    for (unsigned seen = 0;;) {
        while (p->turn == seen && !p->end) pthread_cond_wait(&p->start, &p->lock);
        if (p->end) break;
        seen = p->turn;
        pthread_mutex_unlock(&p->lock);
        take_items(p, w->number);
        pthread_mutex_lock(&p->lock);
        if (--p->busy == 0) pthread_cond_signal(&p->finished);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static unsigned wanted_threads(unsigned asked) {
    uint64_t n = asked;
    if (!n && (!str_to_u64(str_of(getenv("CLEW_THREADS")), &n) || !n)) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        n = cores > 0 ? (uint64_t)cores : 1;
    }
    return n < THREADS_MOST ? (unsigned)n : THREADS_MOST;
}

struct pool *pool_new(unsigned threads) {
    struct pool *p = heap_zero(1, sizeof *p);
    threads = wanted_threads(threads);
    p->workers = heap_zero(threads, sizeof *p->workers);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->start, NULL);
    pthread_cond_init(&p->finished, NULL);
    /* When the system gives fewer threads, the pool is smaller. */
    for (p->threads = 1; p->threads < threads; p->threads++) {
        struct worker *w = &p->workers[p->threads - 1];
        *w = (struct worker){.pool = p, .number = p->threads};
        if (pthread_create(&w->thread, NULL, run_worker, w) != 0) break;
    }
    return p;
}

unsigned pool_threads(const struct pool *p) { return p->threads; }

void pool_run(struct pool *p, size_t n, void (*work)(void *context, size_t i, unsigned thread), void *context) {
    pthread_mutex_lock(&p->lock);
    assert(!p->busy);
    p->work = work;
    p->context = context;
    p->n = n;
    atomic_store(&p->next, 0);
    p->busy = p->threads - 1;
    p->turn++;
    pthread_cond_broadcast(&p->start);
    pthread_mutex_unlock(&p->lock);
    take_items(p, 0);
    pthread_mutex_lock(&p->lock);
    while (p->busy) pthread_cond_wait(&p->finished, &p->lock);
    pthread_mutex_unlock(&p->lock);
}

void pool_free(struct pool *p) {
    if (!p) return;
    pthread_mutex_lock(&p->lock);
    p->end = true;
    pthread_cond_broadcast(&p->start);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 1; i < p->threads; i++) pthread_join(p->workers[i - 1].thread, NULL);
    pthread_cond_destroy(&p->finished);
    pthread_cond_destroy(&p->start);
    pthread_mutex_destroy(&p->lock);
    free(p->workers);
    free(p);
}
