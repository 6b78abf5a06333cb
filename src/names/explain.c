#include "names/explain.h"

#include <assert.h>
#include <string.h>

/* What is said of a pair, behind its words; filled up, so that as many bytes as fit are copied at once. */
enum { SAYS_MOST = 24, AROUND_WORDS = SAYS_MOST + 16 };
#define SAYS(text)                                                                                                     \
    { sizeof(text) - 1, text }
static const struct {
    uint8_t length;
    char text[SAYS_MOST];
} says[] = {
    [ALIGN_EXACT] = SAYS(" (same word)"),
    [ALIGN_SOUND] = SAYS(" (same sound)"),
    [ALIGN_EDIT] = SAYS(" letters differ)"),
    [ALIGN_CROSS] = SAYS(" (across scripts)"),
    [ALIGN_NICK] = SAYS(" (nickname)"),
    [ALIGN_INITIAL] = SAYS(" (initial)"),
    [ALIGN_TERM] = SAYS(" (same term)"),
    [ALIGN_LEGAL] = SAYS(" (same legal form)"),
    [ALIGN_LEGAL_NEAR] = SAYS(" (like legal form)"),
    [ALIGN_NUMBER] = SAYS(" (same number)"),
    [ALIGN_JOINED] = SAYS(" (joined)"),
    [ALIGN_ACRONYM] = SAYS(" (abbreviation)"),
    [ALIGN_REPEATED] = SAYS(" (repeated)"),
    [ALIGN_CONFLICT] = SAYS(" (different)"),
    [ALIGN_EXTRA] = SAYS(" (on one side only)"),
};

static struct str words_text(const struct name *n, unsigned from, unsigned count) {
    if (count == 0) return (struct str){0};
    const struct name_token *first = &n->tokens[from], *last = first + count - 1;
    return (struct str){first->written.p, (size_t)(last->written.p + last->written.n - first->written.p)};
}

void explain_init(struct explanation *e, const struct name *a, const struct name *b, const struct align *al,
                  struct arena *arena) {
    *e = (struct explanation){0};
    if (!arena) return;
    uint32_t pairs = al ? al->count : 0;
    size_t bytes = 0;
    for (uint32_t i = 0; i < pairs; i++) {
        const struct align_pair *p = &al->pairs[i];
        bytes += words_text(a, p->a, p->a_count).n + words_text(b, p->b, p->b_count).n + AROUND_WORDS;
    }
    e->cap = pairs + EXPLAIN_REST;
    e->pieces = arena_raw(arena, e->cap * sizeof *e->pieces + bytes);
    e->text = (char *)(e->pieces + e->cap);
}

/* Words are short: two moves that may overlap, instead of a call. */
static inline char *write_str(char *to, struct str s) {
    uint64_t first8, last8;
    uint32_t first4, last4;
    if (s.n >= 8 && s.n <= 16) {
        memcpy(&first8, s.p, 8);
        memcpy(&last8, s.p + s.n - 8, 8);
        memcpy(to, &first8, 8);
        memcpy(to + s.n - 8, &last8, 8);
    } else if (s.n >= 4 && s.n < 8) {
        memcpy(&first4, s.p, 4);
        memcpy(&last4, s.p + s.n - 4, 4);
        memcpy(to, &first4, 4);
        memcpy(to + s.n - 4, &last4, 4);
    } else if (s.n) {
        memcpy(to, s.p, s.n);
    }
    return to + s.n;
}

/* " (2.5" */
static char *write_cost(char *to, unsigned tenths) {
    char digits[8];
    size_t n = 0;
    memcpy(to, " (", 2);
    to += 2;
    for (unsigned whole = tenths / 10; n == 0 || whole; whole /= 10) digits[n++] = (char)('0' + whole % 10);
    while (n) *to++ = digits[--n];
    *to++ = '.';
    *to++ = (char)('0' + tenths % 10);
    return to;
}

struct str explain_pair(struct explanation *e, const struct name *a, const struct name *b, const struct align_pair *p,
                        bool swapped) {
    struct str x = words_text(a, p->a, p->a_count), y = words_text(b, p->b, p->b_count);
    if (p->a_count == 0 || (swapped && p->b_count)) {
        struct str z = x;
        x = y;
        y = z;
    }
    char *to = write_str(e->text, x);
    if (p->a_count && p->b_count) {
        memcpy(to, p->how == ALIGN_CONFLICT ? " / " : " = ", 3);
        to = write_str(to + 3, y);
    }
    if (p->how == ALIGN_EDIT) to = write_cost(to, p->cost);
    memcpy(to, says[p->how].text, SAYS_MOST);
    to += says[p->how].length;
    struct str text = {e->text, (size_t)(to - e->text)};
    e->text = to;
    return text;
}
