/* Two names, cut at the first line feed, under the kind that the first byte says. Comparing them is symmetric, the
 * pieces add up to the log-odds exactly, the score is a probability that is neither 0 nor 1, and being asked to explain
 * changes nothing. */
#include "fuzz.h"
#include "names/names.h"
#include "text/utf8.h"

enum { LONGEST = 4096 };

static double sum_of(const struct name_match *m) {
    double sum = 0;
    for (size_t i = 0; i < m->piece_count; i++) sum += m->pieces[i].weight;
    return sum;
}

static void check_name(const struct name *n) {
    FUZZ_CHECK(n->count <= NAME_TOKENS);
    for (uint32_t i = 0; i < n->count; i++) {
        const struct name_token *t = &n->tokens[i];
        FUZZ_CHECK(t->folded.n > 0 && t->latin.n > 0);
        FUZZ_CHECK(utf8_valid(t->folded) == t->folded.n && utf8_valid(t->latin) == t->latin.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (n == 0) return 0;
    struct str text = {(const char *)bytes + 1, n - 1 < LONGEST ? n - 1 : LONGEST}, first = str_split(&text, '\n');
    enum name_kind kind = (enum name_kind)(bytes[0] % (NAME_PLACE + 1));
    struct arena arena = {0};
    struct name a, b;
    struct name_match m, reversed, silent;
    name_parse(first, kind, &arena, &a);
    name_parse(text, kind, &arena, &b);
    check_name(&a);
    check_name(&b);
    name_compare(&a, &b, &arena, &m);
    name_compare(&b, &a, &arena, &reversed);
    name_compare(&a, &b, NULL, &silent);
    FUZZ_CHECK(m.logit == reversed.logit && m.score == reversed.score && m.match == reversed.match);
    FUZZ_CHECK(m.logit == silent.logit && silent.pieces == NULL);
    FUZZ_CHECK(sum_of(&m) == m.logit && sum_of(&reversed) == m.logit);
    FUZZ_CHECK(m.score > 0 && m.score < 1);
    for (size_t i = 0; i < m.piece_count; i++) FUZZ_CHECK(m.pieces[i].text.n <= first.n + text.n + 64);
    arena_done(&arena);
    return 0;
}
