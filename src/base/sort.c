#include "base/sort.h"

enum { FEW = 24 };

static void insertion(uint64_t *v, size_t n) {
    for (size_t i = 1; i < n; i++) {
        uint64_t x = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1] > x; k--) v[k] = v[k - 1];
        v[k] = x;
    }
}

static void sift(uint64_t *v, size_t root, size_t n) {
    for (size_t child; (child = 2 * root + 1) < n; root = child) {
        if (child + 1 < n && v[child + 1] > v[child]) child++;
        if (v[root] >= v[child]) return;
        uint64_t x = v[root];
        v[root] = v[child];
        v[child] = x;
    }
}

static void heap_sort(uint64_t *v, size_t n) {
    for (size_t i = n / 2; i-- > 0;) sift(v, i, n);
    while (n > 1) {
        uint64_t x = v[0];
        v[0] = v[--n];
        v[n] = x;
        sift(v, 0, n);
    }
}

static uint64_t middle_of(uint64_t a, uint64_t b, uint64_t c) {
    if (a > b) {
        uint64_t x = a;
        a = b;
        b = x;
    }
    return c < a ? a : c > b ? b : c;
}

/* Splits at a middling value: all in [0, result) are at most as great as all in [result, n); neither part is empty. */
static size_t split(uint64_t *v, size_t n) {
    uint64_t pivot = middle_of(v[0], v[n / 2], v[n - 1]);
    size_t i = 0, j = n - 1;
    for (;;) {
        while (v[i] < pivot) i++;
        while (v[j] > pivot) j--;
        if (i >= j) return i ? i : 1;
        uint64_t x = v[i];
        v[i++] = v[j];
        v[j--] = x;
    }
}

static void sort_to_depth(uint64_t *v, size_t n, unsigned depth) {
    while (n > FEW) {
        if (depth-- == 0) {
            heap_sort(v, n);
            return;
        }
        size_t at = split(v, n);
        if (at < n - at) {
            sort_to_depth(v, at, depth);
            v += at;
            n -= at;
        } else {
            sort_to_depth(v + at, n - at, depth);
            n = at;
        }
    }
    insertion(v, n);
}

static unsigned depth_for(size_t n) { return 2 * (64u - (unsigned)__builtin_clzll(n | 1)); }

void sort_u64(uint64_t *v, size_t n) { sort_to_depth(v, n, depth_for(n)); }

size_t sort_select(uint64_t *v, size_t n, size_t most) {
    if (n <= most) return n;
    /* Complemented, the greatest are the least: parts wholly before or behind the cut are left as they are. */
    for (size_t i = 0; i < n; i++) v[i] = ~v[i];
    size_t from = 0, end = n;
    unsigned depth = depth_for(n);
    while (end - from > FEW && depth-- > 0) {
        size_t at = from + split(v + from, end - from);
        if (at <= most) from = at;
        else end = at;
    }
    sort_to_depth(v + from, end - from, depth_for(end - from));
    for (size_t i = 0; i < n; i++) v[i] = ~v[i];
    return most;
}

size_t sort_greatest(uint64_t *v, size_t n, size_t most) {
    size_t kept = sort_select(v, n, most);
    sort_u64(v, kept);
    for (size_t i = 0; i < kept / 2; i++) {
        uint64_t x = v[i];
        v[i] = v[kept - 1 - i];
        v[kept - 1 - i] = x;
    }
    return kept;
}
