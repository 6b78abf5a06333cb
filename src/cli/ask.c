/* who, ties, path, says: questions about someone. They differ in their flags and in how they are shown. */
#include "cli/command.h"
#include "cli/show.h"

#include <stdio.h>
#include <string.h>

#define WHEN                                                                                                           \
    {"as-of", "DATE", "only what held then", 0}, { "known-by", "DATE", "only what was published by then", 0 }
static const struct flag who_flags[] = {WHEN, {"limit", "N", "at most so many rows a part", 'n'}, {0}};
static const struct flag ties_flags[] = {{"kind", "TYPE", "only this kind (contact, payment, ...); may be repeated", 0},
                                         WHEN,
                                         {"min-sources", "N", "at least so many independent origins", 0},
                                         {"limit", "N", "at most so many rows", 'n'},
                                         {0}};
static const struct flag path_flags[] = {
    {"limit", "N", "best so many chains (3)", 'k'},
    WHEN,
    {"kind", "TYPE", "only over this kind; may be repeated", 0},
    {"exclude", "WHAT", "not over this kind of tie, entity or source; may be repeated", 0},
    {"time-respecting", NULL, "each hop at or after the one before", 0},
    {0}};
static const struct flag says_flags[] = {{"about", "NAME", "what others say of NAME", 0},
                                         {"known-by", "DATE", "only what was published by then", 0},
                                         {"limit", "N", "at most so many claims", 'n'},
                                         {0}};

static bool fill(struct run *r, struct clew_question *q) {
    if (run_flag_at(r, "kind", CLEW_FILTERS - 1) || run_flag_at(r, "exclude", CLEW_FILTERS - 1)) {
        run_usage(r, "--kind and --exclude may be given %d times each", CLEW_FILTERS - 1);
        return false;
    }
    q->subjects[0] = r->operand_count ? r->operands[0] : "";
    if (r->operand_count > 1) q->subjects[1] = r->operands[1];
    q->as_of = run_flag(r, "as-of");
    q->known_by = run_flag(r, "known-by");
    q->time_respecting = run_flag(r, "time-respecting") != NULL;
    for (size_t i = 0; i < CLEW_FILTERS - 1; i++) {
        q->only[i] = run_flag_at(r, "kind", i);
        q->exclude[i] = run_flag_at(r, "exclude", i);
    }
    return run_number(r, "limit", 0, &q->limit) && run_number(r, "min-sources", 0, &q->min_sources);
}

static void rule(const char *title, size_t n, struct buf *b) {
    if (n) buf_printf(b, "\n%s\n", title);
}

static void show_facts(const clew_value *list, const char *title, struct buf *b) {
    enum { SHOWN = 25 };
    rule(title, clew_value_count(list), b);
    for (size_t i = 0; i < clew_value_count(list) && i < SHOWN; i++) {
        const clew_value *f = clew_value_at(list, i), *p = clew_value_get(f, "passage");
        buf_printf(b, "  %-18s %s", show_text(f, "prop"), show_text(f, "value"));
        if (clew_value_count(p))
            buf_printf(b, "   [%s, %s, passage %s]", show_text(p, "file"), show_text(p, "address"), show_text(p, "id"));
        buf_add_byte(b, '\n');
    }
    if (clew_value_count(list) > SHOWN)
        buf_printf(b, "  and %zu more; --json shows them\n", clew_value_count(list) - SHOWN);
}

static void show_claims(const struct run *r, const clew_value *list, const char *title, size_t most, struct buf *b) {
    rule(title, clew_value_count(list), b);
    for (size_t i = 0; i < clew_value_count(list) && i < most; i++) show_claim(clew_value_at(list, i), r->width, b);
    if (clew_value_count(list) > most)
        buf_printf(b, "  and %zu more; clew says shows them\n", clew_value_count(list) - most);
}

static void show_identity(const clew_value *list, struct buf *b) {
    rule("IDENTITY IN DOUBT", clew_value_count(list), b);
    for (size_t i = 0; i < clew_value_count(list) && i < 10; i++) {
        const clew_value *j = clew_value_at(list, i), *e = clew_value_get(j, "entity");
        buf_printf(b, "  %s: %s (#%s), score %s: %s\n", show_text(j, "judgement"), show_text(e, "name"),
                   show_text(e, "id"), show_text(j, "score"), show_text(j, "reason"));
    }
}

static void show_listed(const struct run *r, const clew_value *list, struct buf *b) {
    if (!clew_value_count(list)) return;
    rule("NAMED, BY THE LISTS", clew_value_count(list), b);
    for (size_t i = 0; i < clew_value_count(list) && i < 15; i++)
        show_passage(clew_value_at(list, i), "  ", r->width, b);
    if (clew_value_count(list) > 15) buf_printf(b, "  and %zu more; --json shows them\n", clew_value_count(list) - 15);
}

static void show_timeline(const clew_value *list, struct buf *b) {
    rule("TIMELINE", clew_value_count(list), b);
    for (size_t i = 0; i < clew_value_count(list) && i < 40; i++) {
        const clew_value *m = clew_value_at(list, i), *tie = clew_value_get(m, "tie"),
                         *claim = clew_value_get(m, "claim");
        buf_printf(b, "  %-12s ", show_text(m, "date"));
        if (clew_value_count(tie))
            buf_printf(b, "%s: %s → %s", show_text(tie, "type"), show_text(clew_value_get(tie, "from"), "name"),
                       show_text(clew_value_get(tie, "to"), "name"));
        else
            buf_printf(b, "%s: %.100s", show_text(claim, "stance"),
                       show_text(clew_value_at(clew_value_get(claim, "content"), 0), "text"));
        const clew_value *p = clew_value_get(clew_value_count(tie) ? tie : claim, "passage");
        buf_printf(b, "   [%s, passage %s]\n", show_text(p, "file"), show_text(p, "id"));
    }
}

static void who_table(const struct run *r, const clew_value *v, struct buf *b) {
    show_head(v, b);
    show_identity(clew_value_get(v, "identity"), b);
    show_facts(clew_value_get(v, "names"), "NAMES", b);
    show_facts(clew_value_get(v, "identifiers"), "IDENTIFIERS", b);
    show_facts(clew_value_get(v, "facts"), "FACTS", b);
    const clew_value *ties = clew_value_get(v, "ties"), *money = clew_value_get(v, "money");
    rule("TIES", clew_value_count(ties), b);
    for (size_t i = 0; i < clew_value_count(ties) && i < 40; i++) show_tie_row(clew_value_at(ties, i), r->width, b);
    if (clew_value_count(ties) > 40) buf_printf(b, "and %zu more; clew ties shows them\n", clew_value_count(ties) - 40);
    show_claims(r, clew_value_get(v, "claims"), "SAYS", 15, b);
    show_claims(r, clew_value_get(v, "about"), "IS SAID OF THEM", 15, b);
    rule("MONEY", clew_value_count(money), b);
    for (size_t i = 0; i < clew_value_count(money) && i < 25; i++) {
        const clew_value *t = clew_value_at(money, i);
        buf_printf(b, "  %s → %s\n", show_text(clew_value_get(t, "from"), "name"),
                   show_text(clew_value_get(t, "to"), "name"));
        show_evidence(t, "    ", r->width, b);
    }
    show_listed(r, clew_value_get(v, "listed"), b);
    show_timeline(clew_value_get(v, "timeline"), b);
    show_unread(v, b);
}

static void ties_table(const struct run *r, const clew_value *v, struct buf *b) {
    const clew_value *ties = clew_value_get(v, "ties");
    show_head(v, b);
    if (clew_value_count(clew_value_get(v, "other"))) show_head(clew_value_get(v, "other"), b);
    for (size_t i = 0; i < clew_value_count(ties); i++) show_tie_row(clew_value_at(ties, i), r->width, b);
    if (!clew_value_count(ties)) buf_add(b, STR("no tie found\n"));
    show_unread(v, b);
}

static void path_table(const struct run *r, const clew_value *v, struct buf *b) {
    const clew_value *paths = clew_value_get(v, "paths");
    show_head(v, b);
    show_head(clew_value_get(v, "other"), b);
    for (size_t i = 0; i < clew_value_count(paths); i++) {
        const clew_value *p = clew_value_at(paths, i), *hops = clew_value_get(p, "hops");
        buf_printf(b, "%zu. %s hop%s\n", i + 1, show_text(p, "length"), clew_value_count(hops) == 1 ? "" : "s");
        for (size_t h = 0; h < clew_value_count(hops); h++) {
            const clew_value *hop = clew_value_at(hops, h), *evidence = clew_value_get(hop, "evidence");
            buf_printf(b, "  %s — %s\n", show_text(clew_value_get(hop, "from"), "name"),
                       show_text(clew_value_get(hop, "to"), "name"));
            for (size_t k = 0; k < clew_value_count(evidence) && k < 2; k++) {
                const clew_value *t = clew_value_at(evidence, k);
                buf_printf(b, "    %s: %s → %s\n", show_text(t, "type"), show_text(clew_value_get(t, "from"), "name"),
                           show_text(clew_value_get(t, "to"), "name"));
                show_evidence(t, "      ", r->width, b);
            }
        }
    }
    if (!clew_value_count(paths)) buf_add(b, STR("no chain of ties connects them\n"));
    show_unread(v, b);
}

static void says_table(const struct run *r, const clew_value *v, struct buf *b) {
    const clew_value *claims = clew_value_get(v, "claims");
    show_head(v, b);
    for (size_t i = 0; i < clew_value_count(claims); i++) show_claim(clew_value_at(claims, i), r->width, b);
    if (!clew_value_count(claims)) buf_add(b, STR("nothing found\n"));
    show_unread(v, b);
}

static int run_who(struct run *r) {
    struct clew_question q = {.kind = CLEW_WHO};
    return fill(r, &q) ? run_ask(r, &q, "candidates", who_table) : EXIT_ERROR;
}

static int run_ties(struct run *r) {
    struct clew_question q = {.kind = CLEW_TIES};
    return fill(r, &q) ? run_ask(r, &q, "ties", ties_table) : EXIT_ERROR;
}

static int run_path(struct run *r) {
    struct clew_question q = {.kind = CLEW_PATH};
    return fill(r, &q) ? run_ask(r, &q, "paths", path_table) : EXIT_ERROR;
}

static int run_says(struct run *r) {
    const char *about = run_flag(r, "about");
    struct clew_question q = {.kind = about ? CLEW_ABOUT : CLEW_SAYS};
    if (!fill(r, &q)) return EXIT_ERROR;
    if (!about && !r->operand_count) return run_usage(r, "says takes a name, or --about NAME");
    if (about) q.subjects[0] = about;
    return run_ask(r, &q, "claims", says_table);
}

const struct command command_who = {"who",
                                    "who CASE NAME",
                                    "everything the case has on someone, with passages",
                                    "  clew who my.clew \"Ana Example\"\n  clew who my.clew \"#12\" --json",
                                    who_flags,
                                    1,
                                    1,
                                    CASE_READ,
                                    run_who};
const struct command command_ties = {
    "ties",
    "ties CASE A [B] [--kind TYPE] [--as-of DATE] [--min-sources N]",
    "who is tied to A (and B), on whose word",
    "  clew ties my.clew \"Ana Example\"\n  clew ties my.clew \"Ana Example\" --kind payment --known-by 2021\n\n"
    "Kinds: contact payment contract ownership founder office employment membership family associate\n"
    "sanction legal endorsement education travel other",
    ties_flags,
    1,
    2,
    CASE_READ,
    run_ties};
const struct command command_path = {"path",
                                     "path CASE A B [-k N] [--exclude WHAT] [--time-respecting]",
                                     "the best chains of ties between two",
                                     "  clew path my.clew \"Ana Example\" \"Example Ltd\" -k 5",
                                     path_flags,
                                     2,
                                     2,
                                     CASE_READ,
                                     run_path};
const struct command command_says = {"says",
                                     "says CASE A | says CASE --about A",
                                     "claims, denials and refusals: who, when, where",
                                     "  clew says my.clew \"Ana Example\"\n  clew says my.clew --about \"Ana Example\"",
                                     says_flags,
                                     0,
                                     1,
                                     CASE_READ,
                                     run_says};
