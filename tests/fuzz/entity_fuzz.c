/* Any bytes as an entity: what is read and written reads back as the same line. */
#include "base/vec.h"
#include "fuzz.h"
#include "model/entity.h"

static bool read(struct str line, struct arena *a, struct entity **e) {
    struct json *j;
    struct vec nested = VEC(struct entity *);
    bool ok = json_read(line, a, &j, NULL) && entity_from_json(j, model_default(), a, e, &nested, NULL, NULL, NULL);
    vec_done(&nested);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct entity *e, *again;
    if (read((struct str){(const char *)bytes, n}, &a, &e)) {
        struct buf first = {0}, second = {0};
        entity_write(e, &first);
        FUZZ_CHECK(read(buf_str(&first), &a, &again) && again->count == e->count);
        entity_write(again, &second);
        FUZZ_CHECK(str_eq(buf_str(&first), buf_str(&second)));
        FUZZ_CHECK(entity_caption(e, model_default()).n > 0);
        buf_done(&first);
        buf_done(&second);
    }
    arena_done(&a);
    return 0;
}
