/* What json_read takes, json_write writes so that it is read again as the same; what it refuses has a place. */
#include "base/json.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct json *first, *second;
    struct err e = {0};
    struct buf once = {0}, twice = {0};
    if (json_read((struct str){(const char *)bytes, n}, &a, &first, &e)) {
        json_write(first, n % 3 ? 2 : 0, &once);
        FUZZ_CHECK(json_read(buf_str(&once), &a, &second, &e));
        json_write(second, n % 3 ? 2 : 0, &twice);
        FUZZ_CHECK(str_eq(buf_str(&once), buf_str(&twice)));
    } else {
        FUZZ_CHECK(e.code != ERR_NONE && e.byte >= 0 && (size_t)e.byte <= n);
    }
    buf_done(&once);
    buf_done(&twice);
    arena_done(&a);
    return 0;
}
