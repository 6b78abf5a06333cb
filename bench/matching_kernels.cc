/* names/lanes.h beside rapidfuzz-cpp on the same made-up strings: its cached scalar distance, and its SIMD batch, which
 * holds the list in classes of at most 8, 16, 32 and 64 letters, each with the lanes that suit it best. Prints a line a
 * row: what, our strings/s, the peer's name, its strings/s, whether all distances were equal. Without RAPIDFUZZ, ours
 * alone. Best of ROUNDS, CPU time of one core. */
#ifdef RAPIDFUZZ
#include <rapidfuzz/distance.hpp>
#endif

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

extern "C" {
#include "made.h"
#include "names/lanes.h"
}
#include "bench.h"

namespace {

enum { ROUNDS = 5, QUERIES = 24 };
using strings = std::vector<std::string>;

std::string lower(struct str s) {
    std::string out(s.p, s.n);
    for (char &c : out) c = ascii_to_lower(c);
    return out;
}

/* First names of entities, folded to lower case, or words of them; of `least` to `most` bytes, Latin ones. */
strings made_strings(size_t count, size_t least, size_t most, bool words) {
    strings out;
    struct arena arena = {};
    for (uint64_t i = 0; out.size() < count; i++) {
        struct made_entity e;
        made_entity(5, i, &arena, &e);
        std::string name = lower(e.names[0]);
        if ((unsigned char)name[0] >= 0xc8) name.clear();
        if (words) name = name.substr(0, name.find(' '));
        if (name.size() >= least && name.size() <= most) out.push_back(name);
        arena_reset(&arena);
    }
    arena_done(&arena);
    return out;
}

strings made_queries(const strings &list) {
    strings out;
    uint64_t seed = 3;
    for (int i = 0; i < QUERIES; i++) {
        std::string q = list[bench_below(&seed, list.size())];
        q[bench_below(&seed, q.size())] = 'e'; /* mostly an edit away from one of the list */
        out.push_back(q);
    }
    return out;
}

struct result {
    double rate;                  /* strings a second */
    std::vector<uint8_t> answers; /* by query, then by string of the list */
};

template <class Work> result best_of(size_t strings, Work work) {
    result r;
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double start = bench_seconds();
        work();
        best = std::min(best, bench_seconds() - start);
    }
    r.rate = (double)strings / best;
    return r;
}

struct str str_from(const std::string &s) {
    return {s.data(), s.size()};
}

result run_lanes(const strings &list, const strings &queries) {
    std::vector<struct str> view;
    for (const auto &s : list) view.push_back(str_from(s));
    lanes_store *store = lanes_store_new(view.data(), view.size());
    size_t slots = lanes_store_slots(store);
    std::vector<uint8_t> got(slots * queries.size());
    result r = best_of(list.size() * queries.size(), [&] {
        for (size_t q = 0; q < queries.size(); q++)
            lanes_names(lanes_level(), store, str_from(queries[q]), got.data() + q * slots);
    });
    r.answers.resize(list.size() * queries.size());
    for (size_t q = 0; q < queries.size(); q++)
        for (size_t i = 0; i < slots; i++)
            if (uint32_t s = lanes_store_string(store, i); s != LANES_NONE)
                r.answers[q * list.size() + s] = got[q * slots + i];
    lanes_store_free(store);
    return r;
}

/* Words that lie anywhere, 64 at a time: what the search in a list's vocabulary asks for. */
enum { BATCH = 64, MOST = 2 };
result run_words(const strings &list, const strings &queries) {
    struct packed {
        unsigned char bytes[LANES_WORD];
    };
    std::vector<packed> words(list.size());
    std::vector<const unsigned char *> at(list.size());
    for (size_t i = 0; i < list.size(); i++) lanes_pack(str_from(list[i]), words[i].bytes), at[i] = words[i].bytes;
    std::vector<uint8_t> got(list.size() * queries.size());
    const enum lanes_level level = lanes_level();
    result r = best_of(list.size() * queries.size(), [&] {
        for (size_t q = 0; q < queries.size(); q++) {
            unsigned char query[LANES_WORD];
            lanes_pack(str_from(queries[q]), query);
            for (size_t i = 0; i + BATCH <= list.size(); i += BATCH)
                lanes_words(level, query, &at[i], BATCH, MOST, got.data() + q * list.size() + i);
        }
    });
    r.answers = got;
    return r;
}

void print_row(const char *what, const result &ours, const char *peer, const result *theirs) {
    if (theirs)
        printf("%s\t%.0f\t%s\t%.0f\t%s\n", what, ours.rate, peer, theirs->rate,
               ours.answers == theirs->answers ? "equal" : "DIFFER");
    else printf("%s\t%.0f\t%s\t0\tnot run\n", what, ours.rate, peer);
}

#ifdef RAPIDFUZZ
result run_scalar(const strings &list, const strings &queries) {
    std::vector<uint8_t> got(list.size() * queries.size());
    result r = best_of(got.size(), [&] {
        for (size_t q = 0; q < queries.size(); q++) {
            rapidfuzz::CachedLevenshtein<char> query(queries[q]);
            for (size_t i = 0; i < list.size(); i++)
                got[q * list.size() + i] = (uint8_t)std::min<size_t>(query.distance(list[i]), LANES_FAR);
        }
    });
    r.answers = got;
    return r;
}

result run_scalar_words(const strings &list, const strings &queries) {
    std::vector<uint8_t> got(list.size() * queries.size());
    result r = best_of(got.size(), [&] {
        for (size_t q = 0; q < queries.size(); q++) {
            rapidfuzz::CachedOSA<char> query(queries[q]);
            for (size_t i = 0; i < list.size(); i++)
                got[q * list.size() + i] = (uint8_t)query.distance(list[i], (size_t)MOST);
        }
    });
    r.answers = got;
    return r;
}

/* The part of the list of more than `least` and at most Longest letters. */
template <int Longest> class batch {
  public:
    batch(const strings &list, size_t least) {
        for (size_t i = 0; i < list.size(); i++)
            if (list[i].size() > least && list[i].size() <= Longest) numbers.push_back(i);
        scorer.reset(new rapidfuzz::experimental::MultiLevenshtein<Longest>(numbers.size()));
        for (size_t i : numbers) scorer->insert(list[i]);
        got.resize(numbers.empty() ? 0 : scorer->result_count());
    }
    void ask(const std::string &query) {
        if (!got.empty()) scorer->distance(got.data(), got.size(), query);
    }
    void answer(uint8_t *out) const {
        for (size_t i = 0; i < numbers.size(); i++) out[numbers[i]] = (uint8_t)std::min<size_t>(got[i], LANES_FAR);
    }

  private:
    std::vector<size_t> numbers, got;
    std::unique_ptr<rapidfuzz::experimental::MultiLevenshtein<Longest>> scorer;
};

result run_batch(const strings &list, const strings &queries) {
    batch<8> a(list, 0);
    batch<16> b(list, 8);
    batch<32> c(list, 16);
    batch<64> d(list, 32);
    std::vector<uint8_t> got(list.size() * queries.size());
    auto ask = [&](const std::string &q) { a.ask(q), b.ask(q), c.ask(q), d.ask(q); };
    result r = best_of(got.size(), [&] {
        for (const auto &q : queries) ask(q);
    });
    for (size_t q = 0; q < queries.size(); q++) {
        ask(queries[q]);
        uint8_t *out = got.data() + q * list.size();
        a.answer(out), b.answer(out), c.answer(out), d.answer(out);
    }
    r.answers = got;
    return r;
}
#endif

void compare(const char *what, size_t count, size_t least, size_t most, bool words) {
    strings list = made_strings(count, least, most, words), queries = made_queries(list);
    result ours = run_lanes(list, queries);
#ifdef RAPIDFUZZ
    result batch = run_batch(list, queries), scalar = run_scalar(list, queries);
    print_row(what, ours, "rapidfuzz SIMD batch", &batch);
    print_row(what, ours, "rapidfuzz cached", &scalar);
#else
    print_row(what, ours, "rapidfuzz SIMD batch", nullptr);
#endif
}

} // namespace

int main() {
    compare("100,000 names of 20 letters", 100000, 20, 20, false);
    compare("100,000 names", 100000, 1, 64, false);
    compare("2,000 names", 2000, 1, 64, false);
    compare("100,000 words of 3 to 8 letters", 100000, 3, 8, true);
    strings list = made_strings(BATCH * 1500, 3, 16, true), queries = made_queries(list);
    result ours = run_words(list, queries);
#ifdef RAPIDFUZZ
    result scalar = run_scalar_words(list, queries);
    print_row("words anywhere, 64 at a time, at most 2 edits", ours, "rapidfuzz cached OSA", &scalar);
#else
    print_row("words anywhere, 64 at a time, at most 2 edits", ours, "rapidfuzz cached OSA", nullptr);
#endif
    return 0;
}
