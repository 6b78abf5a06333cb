#include "base/vec.h"

#include "base/arena.h"
#include "base/heap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void *vec_push(struct vec *v) {
    assert(v->size && v->n < VEC_CEILING);
    if (v->n == v->cap) {
        v->cap = v->cap ? v->cap * 2 : 8;
        v->p = heap_grow(v->p, v->cap, v->size);
    }
    void *at = v->p + v->n++ * v->size;
    memset(at, 0, v->size);
    return at;
}

void vec_push_copy(struct vec *v, const void *thing) { memcpy(vec_push(v), thing, v->size); }

void *vec_at(const struct vec *v, size_t i, size_t size) {
    assert(i < v->n && size == v->size);
    return v->p + i * v->size;
}

void vec_pop(struct vec *v) {
    assert(v->n);
    v->n--;
}

void vec_clear(struct vec *v) { v->n = 0; }

/* Bottom-up merge sort: qsort is not stable, and results must not depend on the C library. */
void vec_sort(struct vec *v, int (*cmp)(const void *, const void *)) {
    if (v->n < 2) return;
    size_t size = v->size, n = v->n;
    char *from = v->p, *to = heap_new(n * size), *spare = to;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n, hi = lo + 2 * width < n ? lo + 2 * width : n;
            size_t i = lo, j = mid;
            for (size_t k = lo; k < hi; k++) {
                bool left = i < mid && (j >= hi || cmp(from + i * size, from + j * size) <= 0);
                memcpy(to + k * size, from + (left ? i++ : j++) * size, size);
            }
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != v->p) memcpy(v->p, from, n * size);
    free(spare);
}

void *vec_take(struct vec *v, struct arena *a, size_t *n) {
    void *p = arena_array(a, v->n, v->size);
    if (v->n) memcpy(p, v->p, v->n * v->size);
    *n = v->n;
    vec_done(v);
    return p;
}

void vec_done(struct vec *v) {
    free(v->p);
    *v = (struct vec){.size = v->size};
}
