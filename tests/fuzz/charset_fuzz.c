/* Whatever comes, valid UTF-8 leaves; folding it gives valid UTF-8, and folding that changes nothing. The first byte
 * chooses the declared charset. */
#include "fuzz.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/utf8.h"

static const char *const labels[] = {NULL,      "utf-8", "iso-8859-1", "utf-16le", "shift_jis",   "gb18030",
                                     "euc-kr",  "big5",  "koi8-r",     "utf-7",    "iso-2022-jp", "windows-1256",
                                     "no-such", "hz",    "utf-32be",   "macintosh"};

static void check_index(struct str text, struct arena *a) {
    struct utf8_index x;
    size_t points = 0, next;
    utf8_index_init(&x, text, a);
    for (size_t i = 0; i < text.n; i = next, points++) {
        char out[4];
        FUZZ_CHECK(utf8_index_points(&x, i) == points && utf8_index_byte(&x, points) == i);
        FUZZ_CHECK(utf8_encode(utf8_decode(text, i, &next), out) == next - i);
    }
    FUZZ_CHECK(points == utf8_count(text) && utf8_index_byte(&x, points) == text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct charset_text t;
    const char *label = n ? labels[bytes[0] % (sizeof labels / sizeof *labels)] : NULL;
    charset_decode((struct str){(const char *)bytes + (n > 0), n - (n > 0)}, str_of(label), &a, &t);
    FUZZ_CHECK(t.name && t.text.p && utf8_valid(t.text) == t.text.n);
    FUZZ_CHECK((t.replaced == 0) == (t.first_bad == SIZE_MAX));
    FUZZ_CHECK(t.replaced == 0 || t.first_bad < n);
    check_index(t.text, &a);
    struct str folded = fold_text(t.text, &a), latin = fold_latin(t.text, &a);
    FUZZ_CHECK(utf8_valid(folded) == folded.n && utf8_valid(latin) == latin.n);
    FUZZ_CHECK(str_eq(fold_text(folded, &a), folded));
    FUZZ_CHECK(text_script(t.text)[0]);
    arena_done(&a);
    return 0;
}
