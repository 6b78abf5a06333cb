/* How fast json_reader turns FollowTheMoney lines into trees, beside a bare simdjson On-Demand walk that visits every
 * value of the same lines and keeps nothing. Prints one line; best of ROUNDS, one core. */
#include <cstdio>
#include <cstdlib>
#include <simdjson.h>

extern "C" {
#include "base/json.h"
}
#include "bench.h"

namespace {

enum { LINES = 20000, ROUNDS = 7 };

void add_name(struct buf *b, uint64_t *seed) {
    static const char *const parts[] = {"Orlen",    "Vasquez",        "Маркова", "Петр", "Lindqvist",
                                        "Holdings", "Trading",        "Ağaoğlu", "محمد", "Nordkap",
                                        "Limited",  "S.\\u00e0 r.l.", "Đorđe",   "Ines"};
    size_t n = 2 + bench_below(seed, 3);
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%s%s", i ? " " : "", parts[bench_below(seed, sizeof parts / sizeof *parts)]);
}

void add_list(struct buf *b, uint64_t *seed, const char *property, size_t most) {
    buf_printf(b, "\"%s\":[", property);
    for (size_t i = 0, n = 1 + bench_below(seed, most); i < n; i++) {
        buf_add_z(b, i ? ",\"" : "\"");
        add_name(b, seed);
        buf_add_byte(b, '"');
    }
    buf_add_z(b, "],");
}

void add_entity(struct buf *b, uint64_t *seed) {
    buf_printf(b, "{\"id\":\"xx-%016llx\",\"schema\":\"%s\",\"properties\":{", (unsigned long long)bench_random(seed),
               bench_below(seed, 2) ? "Person" : "Company");
    add_list(b, seed, "name", 2);
    add_list(b, seed, "alias", 5);
    if (bench_below(seed, 2)) add_list(b, seed, "weakAlias", 3);
    if (bench_below(seed, 3)) add_list(b, seed, "address", 3);
    buf_printf(b, "\"country\":[\"xx\"],\"birthDate\":[\"19%02zu-0%zu\"],\"topics\":[\"sanction\",\"role.pep\"],",
               bench_below(seed, 100), 1 + bench_below(seed, 9));
    buf_printf(b, "\"sourceUrl\":[\"https://list.example.org/entry/%zu\"]},", bench_below(seed, 1000000));
    buf_printf(
        b,
        "\"datasets\":[\"xx_list\"],\"referents\":[],\"first_seen\":\"2023-04-20T10:00:00\",\"target\":true,\"n\":%zu}",
        bench_below(seed, 100000));
}

/* Sums the lengths, so that nothing can be left out by the compiler. */
size_t walk(simdjson::ondemand::value v) {
    size_t sum = 1;
    switch (v.type()) {
    case simdjson::ondemand::json_type::object:
        for (simdjson::ondemand::field field : v.get_object()) {
            sum += std::string_view(field.unescaped_key()).size();
            sum += walk(field.value());
        }
        return sum;
    case simdjson::ondemand::json_type::array:
        for (simdjson::ondemand::value item : v.get_array()) sum += walk(item);
        return sum;
    case simdjson::ondemand::json_type::string: return sum + std::string_view(v.get_string()).size();
    case simdjson::ondemand::json_type::number: return sum + (v.get_double() > 0);
    case simdjson::ondemand::json_type::boolean: return sum + bool(v.get_bool());
    default: return sum;
    }
}

double run_simdjson(char *const *lines, const size_t *sizes, size_t *sum) {
    simdjson::ondemand::parser parser;
    double start = bench_seconds();
    for (size_t i = 0; i < LINES; i++) {
        auto document = parser.iterate(lines[i], sizes[i], sizes[i] + simdjson::SIMDJSON_PADDING);
        *sum += walk(document.get_value());
    }
    return bench_seconds() - start;
}

double run_reader(char *const *lines, const size_t *sizes, size_t *sum) {
    json_reader *r = json_reader_new();
    struct arena a = {};
    double start = bench_seconds();
    for (size_t i = 0; i < LINES; i++) {
        json *tree;
        struct err e;
        if (!json_reader_read(r, {lines[i], sizes[i]}, &a, &tree, &e)) {
            fprintf(stderr, "line %zu: %s\n", i, e.text);
            exit(1);
        }
        *sum += json_count(tree);
        arena_reset(&a);
    }
    double seconds = bench_seconds() - start;
    arena_done(&a);
    json_reader_free(r);
    return seconds;
}

} // namespace

int main() {
    static char *lines[LINES];
    static size_t sizes[LINES];
    uint64_t seed = 7;
    size_t bytes = 0, sum = 0;
    for (size_t i = 0; i < LINES; i++) {
        struct buf b = {};
        add_entity(&b, &seed);
        bytes += sizes[i] = b.n;
        buf_room(&b, simdjson::SIMDJSON_PADDING);
        lines[i] = b.p;
    }
    double ours = 1e9, theirs = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double a = run_reader(lines, sizes, &sum), b = run_simdjson(lines, sizes, &sum);
        if (a < ours) ours = a;
        if (b < theirs) theirs = b;
    }
    double mb = (double)bytes * 1e-6;
    printf("json: %.1f MB in %d lines; json_reader %.0f MB/s, simdjson on-demand walk %.0f MB/s, ratio %.2f (%zu)\n",
           mb, LINES, mb / ours, mb / theirs, theirs / ours, sum % 10);
    for (size_t i = 0; i < LINES; i++) free(lines[i]);
    return 0;
}
