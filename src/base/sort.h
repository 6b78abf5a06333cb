/* Sorting plain numbers, without calls for comparing. */
#ifndef CLEW_BASE_SORT_H
#define CLEW_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Ascending. */
void sort_u64(uint64_t *, size_t n);
/* Moves the `most` greatest to the front, in no order. Gives how many that are: n when there are fewer. */
size_t sort_select(uint64_t *, size_t n, size_t most);
/* Moves the `most` greatest to the front, the greatest first; the rest follow in no order. Gives how many that are: n
 * when there are fewer. */
size_t sort_greatest(uint64_t *, size_t n, size_t most);

#endif
