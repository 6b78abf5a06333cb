/* Every folder tests/golden/read/FORMAT/CASE holds an `input` (with any suffix) and what FORMAT's reader gives for it,
 * `expected`; `mapping.yml` beside is handed to the reader. CLEW_ACCEPT=1 writes the expectations anew. */
#include "../../read_dump.h"
#include "base/file.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct str root(struct arena *a) {
    struct str here = str_of(__FILE__);
    return arena_printf(a, "%.*s/golden/read", STR_ARG(str_cut(here, 0, str_find(here, STR("/unit/read/"), 0))));
}

static struct str parent(struct str path) {
    size_t n = path.n;
    while (n && path.p[n - 1] != '/') n--;
    return str_cut(path, 0, n ? n - 1 : 0);
}

static void run(struct dump *d, struct str path, struct str format, struct str folder, struct arena *a) {
    struct file file, mapping = {0};
    struct err e = {.byte = -1};
    assert_true(file_read(path.p, 0, &file, &e));
    struct str map = arena_printf(a, "%.*s/mapping.yml", STR_ARG(folder));
    if (file_kind(map.p) == FILE_REGULAR) assert_true(file_read(map.p, 0, &mapping, &e));
    struct input in = {.bytes = file.bytes, .name = path_base(path), .mapping = mapping.bytes};
    const struct reader *r = read_recognise(in.bytes, in.name);
    buf_printf(&d->out, "format %s\n", r ? r->name : "none");
    if (r && !str_is(format, r->name)) buf_printf(&d->out, "(not %.*s)\n", STR_ARG(format));
    struct sink sink = dump_sink(d);
    if (r && !r->read(&in, &sink, &e)) {
        buf_printf(&d->out, "error %s: %s", err_code_name(e.code), e.text);
        if (e.line) buf_printf(&d->out, " [line %u]", e.line);
        buf_add_byte(&d->out, '\n');
    }
    file_done(&file);
    file_done(&mapping);
}

static bool check(struct str path, struct arena *a) {
    struct str folder = parent(path), format = path_base(parent(folder));
    struct dump d = {0};
    struct err e = {.byte = -1};
    run(&d, path, format, folder, a);
    struct str expected_path = arena_printf(a, "%.*s/expected", STR_ARG(folder));
    if (getenv("CLEW_ACCEPT")) assert_true(file_write(expected_path.p, buf_str(&d.out), &e));
    struct file expected = {0};
    bool same = file_read(expected_path.p, 0, &expected, &e) && str_eq(expected.bytes, buf_str(&d.out));
    if (!same) print_message("%.*s differs; it gives now:\n%.*s\n", STR_ARG(folder), STR_ARG(buf_str(&d.out)));
    file_done(&expected);
    buf_done(&d.out);
    return same;
}

static void every_case_reads_as_expected(void **state) {
    (void)state;
    struct arena a = {0};
    struct vec files = VEC(struct str), unread = VEC(struct str);
    struct err e = {.byte = -1};
    assert_true(file_walk(root(&a).p, &a, &files, &unread, &e));
    size_t cases = 0, wrong = 0;
    for (size_t i = 0; i < files.n; i++) {
        struct str path = *VEC_AT(&files, struct str, i);
        if (!str_starts(path_base(path), STR("input"))) continue;
        cases++;
        wrong += !check(path, &a);
    }
    assert_true(cases > 0);
    assert_int_equal(wrong, 0);
    vec_done(&files);
    vec_done(&unread);
    arena_done(&a);
}

/* A sink that wants no more after some calls. */
struct tired {
    unsigned calls, stop;
    bool called_again;
};

static bool tire(struct tired *t, struct err *e) {
    t->called_again |= t->calls >= t->stop;
    return ++t->calls < t->stop || err_set(e, ERR_STOPPED, "enough");
}
static bool tired_facts(void *context, const struct facts *f, struct err *e) { return (void)f, tire(context, e); }
static bool tired_document(void *context, const struct document *d, struct err *e) { return (void)d, tire(context, e); }
static bool tired_record(void *context, const struct record *r, struct err *e) { return (void)r, tire(context, e); }
static void tired_note(void *context, const struct note *n) { (void)context, (void)n; }

static void stop_after(unsigned calls, struct str path, struct str folder, struct arena *a) {
    struct file file, mapping = {0};
    struct tired t = {.stop = calls};
    struct sink sink = {&t, tired_facts, tired_document, tired_record, tired_note};
    struct err e = {.byte = -1};
    assert_true(file_read(path.p, 0, &file, &e));
    struct str map = arena_printf(a, "%.*s/mapping.yml", STR_ARG(folder));
    if (file_kind(map.p) == FILE_REGULAR) assert_true(file_read(map.p, 0, &mapping, &e));
    struct input in = {.bytes = file.bytes, .name = path_base(path), .mapping = mapping.bytes};
    bool ok = read_recognise(in.bytes, in.name)->read(&in, &sink, &e);
    if (t.calls >= calls) assert_true(!ok && e.code == ERR_STOPPED && !t.called_again);
    file_done(&file);
    file_done(&mapping);
}

static void a_sink_that_says_stop_is_obeyed(void **state) {
    (void)state;
    struct arena a = {0};
    struct vec files = VEC(struct str), unread = VEC(struct str);
    struct err e = {.byte = -1};
    assert_true(file_walk(root(&a).p, &a, &files, &unread, &e));
    for (size_t i = 0; i < files.n; i++) {
        struct str path = *VEC_AT(&files, struct str, i);
        if (!str_starts(path_base(path), STR("input"))) continue;
        for (unsigned calls = 1; calls < 4; calls++) stop_after(calls, path, parent(path), &a);
    }
    vec_done(&files);
    vec_done(&unread);
    arena_done(&a);
}

/* Nobody's format: refused by all, so that the caller can say so. */
static void unknown_bytes_have_no_reader(void **state) {
    (void)state;
    assert_null(read_recognise(STR(""), STR("empty.csv")));
    assert_null(read_recognise(STR("%PDF-1.7\n1 0 obj\n"), STR("a.txt")));
    assert_null(read_recognise(STR("PK\x03\x04 zip"), STR("a.csv")));
    assert_null(read_recognise(STR("\x00\x01\x02\x03\x04\x05\x06\x07\x00\x00\x01\x02"), STR("a.txt")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_reads_as_expected),
                                       cmocka_unit_test(a_sink_that_says_stop_is_obeyed),
                                       cmocka_unit_test(unknown_bytes_have_no_reader)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
