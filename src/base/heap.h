/* malloc that cannot return NULL: when memory is out, one line goes to stderr and the process ends with status 2.
 * Cases are transactional, so nothing acknowledged is lost. Free with free(). */
#ifndef CLEW_BASE_HEAP_H
#define CLEW_BASE_HEAP_H

#include <stddef.h>

void *heap_new(size_t n);                            /* not zeroed */
void *heap_zero(size_t count, size_t size);          /* zeroed, overflow checked */
void *heap_grow(void *p, size_t count, size_t size); /* realloc, overflow checked */

#endif
