/* Runs a fuzz target over every file of the folders given as arguments: the corpus as a test. An empty or missing
 * folder fails, since then nothing would be tested. */
#include "base/file.h"
#include "fuzz.h"

#include <string.h>

static size_t replay(const char *folder) {
    struct arena a = {0};
    struct vec files = VEC(struct str), unread = VEC(struct str);
    struct err e = {0};
    if (!file_walk(folder, &a, &files, &unread, &e)) fprintf(stderr, "%s: %s\n", folder, e.text);
    size_t n = unread.n ? 0 : files.n;
    for (size_t i = 0; i < n; i++) {
        struct str path = *VEC_AT(&files, struct str, i);
        struct file f;
        if (!file_read(path.p, 0, &f, &e)) {
            fprintf(stderr, "%s: %s\n", path.p, e.text);
            exit(1);
        }
        /* A copy of the exact size, so that a read beyond the end is seen. */
        uint8_t *exact = malloc(f.bytes.n ? f.bytes.n : 1);
        if (!exact) abort();
        memcpy(exact, f.bytes.p, f.bytes.n);
        printf("%s\n", path.p);
        fflush(stdout);
        LLVMFuzzerTestOneInput(exact, f.bytes.n);
        free(exact);
        file_done(&f);
    }
    vec_done(&files);
    vec_done(&unread);
    arena_done(&a);
    return n;
}

int main(int argc, char **argv) {
    size_t files = 0;
    for (int i = 1; i < argc; i++) files += replay(argv[i]);
    printf("%zu files\n", files);
    return files ? 0 : 1;
}
