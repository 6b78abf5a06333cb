/* A vector: things of one size in a row, on the heap.
 *
 *     struct vec v = VEC(struct token);
 *     struct token *t = vec_push(&v);                // zeroed, valid until the next push
 *     for (size_t i = 0; i < v.n; i++) use(VEC_AT(&v, struct token, i));
 *     vec_done(&v);
 * At most VEC_CEILING things; more is our own mistake (an assert), since readers have ceilings of their own.
 */
#ifndef CLEW_BASE_VEC_H
#define CLEW_BASE_VEC_H

#include <stddef.h>

#define VEC_CEILING ((size_t)1 << 31)
#define VEC(type) ((struct vec){.size = sizeof(type)})
#define VEC_AT(v, type, i) ((type *)vec_at((v), (i), sizeof(type)))

struct arena;
struct vec {
    char *p;
    size_t n, cap, size;
};

void *vec_push(struct vec *);
void vec_push_copy(struct vec *, const void *thing);
/* Asserts that i < n and that size is the vector's. */
void *vec_at(const struct vec *, size_t i, size_t size);
void vec_pop(struct vec *);
void vec_clear(struct vec *);                                        /* keeps the memory */
void vec_sort(struct vec *, int (*cmp)(const void *, const void *)); /* stable */
/* The things moved to an arena as a plain array; the vector is done. *n gets the count. */
void *vec_take(struct vec *, struct arena *, size_t *n);
void vec_done(struct vec *);

#endif
