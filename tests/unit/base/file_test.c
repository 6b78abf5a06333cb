#include "base/file.h"

#include "base/buf.h"
#include "unit.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct scratch {
    struct arena arena;
    struct str folder;
};

static int make_scratch(void **state) {
    struct scratch *s = calloc(1, sizeof *s);
    char name[] = "/tmp/clew-file-test-XXXXXX";
    if (!s || !mkdtemp(name)) return -1;
    s->folder = arena_copy(&s->arena, str_of(name));
    *state = s;
    return 0;
}

static int remove_scratch(void **state) {
    struct scratch *s = *state;
    int rc = system(arena_printf(&s->arena, "chmod -R u+rwx %s && rm -r %s", s->folder.p, s->folder.p).p);
    arena_done(&s->arena);
    free(s);
    return rc;
}

static const char *in(struct scratch *s, const char *name) {
    return arena_printf(&s->arena, "%s/%s", s->folder.p, name).p;
}

static void put(struct scratch *s, const char *name, const char *text) {
    assert_true(file_write(in(s, name), str_of(text), NULL));
}

static void assert_holds(const char *path, const char *text) {
    struct file f;
    struct err e;
    if (!file_read(path, 0, &f, &e)) fail_msg("%s: %s", path, e.text);
    assert_str(f.bytes, text);
    assert_int_equal(f.bytes.p[f.bytes.n], 0);
    file_done(&f);
}

static void written_and_read(void **state) {
    struct scratch *s = *state;
    put(s, "a", "one");
    assert_holds(in(s, "a"), "one");
    assert_int_equal(chmod(in(s, "a"), 0600), 0);
    put(s, "a", "");
    assert_holds(in(s, "a"), "");
    struct stat st;
    assert_int_equal(stat(in(s, "a"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(file_write("/dev/null", STR("x"), NULL));
    assert_int_equal(file_kind("/dev/null"), FILE_OTHER);
    assert_int_equal(file_kind(in(s, "a")), FILE_REGULAR);
    assert_int_equal(file_kind(in(s, "")), FILE_FOLDER);
    assert_int_equal(file_kind(in(s, "none")), FILE_NONE);
}

static void errors_name_the_file(void **state) {
    struct scratch *s = *state;
    struct file f;
    struct err e;
    assert_false(file_read(in(s, "none"), 0, &f, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_string_equal(e.text, "cannot open: No such file or directory");
    assert_string_equal(e.file, in(s, "none"));
    assert_false(file_read(in(s, ""), 0, &f, &e));
    assert_string_equal(e.text, "cannot read: Is a directory");
    assert_false(file_write(in(s, "no/such"), STR("x"), &e));
    assert_string_equal(e.text, "cannot write: No such file or directory");
    put(s, "big", "12345");
    assert_true(file_read(in(s, "big"), 5, &f, &e));
    file_done(&f);
    assert_false(file_read(in(s, "big"), 4, &f, &e));
    assert_int_equal(e.code, ERR_LIMIT);
}

static void walks_in_one_order(void **state) {
    struct scratch *s = *state;
    assert_int_equal(mkdir(in(s, "b"), 0777) | mkdir(in(s, "b/c"), 0777) | mkdir(in(s, ".hidden"), 0777), 0);
    assert_int_equal(symlink("b", in(s, "link")) | symlink("none", in(s, "torn")), 0);
    static const char *const names[] = {"b/c/z", "b.txt", "b/y", "a", "\u00e4", ".dot", ".hidden/x", "B"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) put(s, names[i], "");
    struct vec found = VEC(struct str), unread = VEC(struct str);
    assert_true(file_walk(s->folder.p, &s->arena, &found, &unread, NULL));
    struct buf b = {0};
    for (size_t i = 0; i < found.n; i++) {
        struct str path = *VEC_AT(&found, struct str, i);
        buf_printf(&b, "%s ", path.p + s->folder.n + 1);
    }
    assert_str(buf_str(&b), "B a b.txt b/c/z b/y \u00e4 ");
    assert_int_equal(unread.n, 2);
    assert_str(str_cut(*VEC_AT(&unread, struct str, 0), s->folder.n, SIZE_MAX),
               "/link\ta symbolic link, which is not followed; add what it leads to by name");
    assert_str(str_cut(*VEC_AT(&unread, struct str, 1), s->folder.n, SIZE_MAX),
               "/torn\ta symbolic link that leads nowhere");
    buf_done(&b);
    vec_clear(&found);
    assert_true(file_walk(in(s, "b.txt"), &s->arena, &found, &unread, NULL));
    assert_int_equal(found.n, 1);
    struct err e;
    assert_false(file_walk(in(s, "none"), &s->arena, &found, &unread, &e));
    assert_false(file_walk("/dev/null", &s->arena, &found, &unread, &e));
    assert_int_equal(e.code, ERR_USAGE);
    vec_done(&found);
    vec_done(&unread);
}

static void unreadable_folders_are_told(void **state) {
    struct scratch *s = *state;
    if (geteuid() == 0) skip(); /* root reads everything */
    assert_int_equal(mkdir(in(s, "closed"), 0), 0);
    struct vec found = VEC(struct str), unread = VEC(struct str);
    assert_true(file_walk(s->folder.p, &s->arena, &found, &unread, NULL));
    assert_int_equal(unread.n, 1);
    assert_str(*VEC_AT(&unread, struct str, 0), arena_printf(&s->arena, "%s\tPermission denied", in(s, "closed")).p);
    vec_done(&found);
    vec_done(&unread);
}

static void parts_of_paths(void **state) {
    (void)state;
    assert_str(path_base(STR("a/b.csv")), "b.csv");
    assert_str(path_base(STR("b.csv")), "b.csv");
    assert_str(path_base(STR("a/")), "");
    assert_str(path_suffix(STR("a.d/b.tar.GZ")), ".GZ");
    assert_str(path_suffix(STR("a.d/b")), "");
    assert_str(path_suffix(STR("a/.profile")), "");
    assert_str(path_suffix(STR("")), "");
}

/* Run in a process of its own, under libfault.so: writes "new" over the file and says whether that went well. */
static int write_again(const char *path) {
    struct err e;
    return file_write(path, STR("new"), &e) ? 0 : e.code == ERR_IO ? 1 : 2;
}

static int read_again(const char *path) {
    struct err e;
    struct file f;
    if (!file_read(path, 0, &f, &e)) return e.code == ERR_IO ? 1 : 2;
    int status = str_is(f.bytes, "old") ? 0 : 3;
    file_done(&f);
    return status;
}

/* `mode` is "read" or "write". */
static int run_with_fault(const char *self, const char *mode, const char *path, const char *call, const char *at,
                          const char *error) {
    pid_t child = fork();
    if (child == 0) {
        setenv("LD_PRELOAD", getenv("CLEW_LIBFAULT"), 1);
        setenv("FAULT_CALL", call, 1);
        setenv("FAULT_AT", at, 1);
        setenv("FAULT_ERRNO", error, 1);
        setenv("FAULT_PATH", "clew-file-test", 1);
        execl(self, self, mode, path, (char *)NULL);
        _exit(99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Whatever step fails, the file has the old bytes or the new ones and nothing else lies in the folder. */
static void a_failing_disk(void **state) {
    static const struct {
        const char *call, *at, *error;
        int status;
        const char *holds;
    } faults[] = {
        {"write", "0", "EIO", 0, "new"},
        {"open", "1", "EACCES", 1, "old"},
        {"write", "1", "ENOSPC", 1, "old"},
        {"write", "1", "SHORT", 0, "new"},
        {"write", "2", "EIO", 0, "new"},
        {"write", "1", "EINTR", 0, "new"},
        {"fsync", "1", "EIO", 1, "old"},
        {"rename", "1", "EIO", 1, "old"},
        /* The name is changed already when the folder cannot be synced: the caller hears that it may not last. */
        {"fsync", "2", "EIO", 1, "new"},
        {"open", "2", "EIO", 1, "new"},
    };
    struct scratch *s = *state;
    char self[4096] = {0};
    if (!getenv("CLEW_LIBFAULT")) skip();
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const char *path = in(s, "target");
        put(s, "target", "old");
        int status = run_with_fault(self, "write", path, faults[i].call, faults[i].at, faults[i].error);
        if (status != faults[i].status) fail_msg("%s %s: status %d", faults[i].call, faults[i].at, status);
        assert_holds(path, faults[i].holds);
        assert_int_equal(system(arena_printf(&s->arena, "test \"$(ls -A %s)\" = target", s->folder.p).p), 0);
    }
}

static void a_disk_that_cannot_be_read(void **state) {
    static const struct {
        const char *call, *at, *error;
        int status;
    } faults[] = {
        {"read", "1", "EIO", 1},   {"read", "2", "EIO", 1},    {"read", "1", "EINTR", 0},
        {"read", "1", "SHORT", 0}, {"open", "1", "EACCES", 1},
    };
    struct scratch *s = *state;
    char self[4096] = {0};
    if (!getenv("CLEW_LIBFAULT")) skip();
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    put(s, "target", "old");
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        int status = run_with_fault(self, "read", in(s, "target"), faults[i].call, faults[i].at, faults[i].error);
        if (status != faults[i].status) fail_msg("%s %s: status %d", faults[i].call, faults[i].error, status);
    }
}

int main(int argc, char **argv) {
    if (argc == 3) return strcmp(argv[1], "read") == 0 ? read_again(argv[2]) : write_again(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(written_and_read, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(errors_name_the_file, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(walks_in_one_order, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(unreadable_folders_are_told, make_scratch, remove_scratch),
        cmocka_unit_test(parts_of_paths),
        cmocka_unit_test_setup_teardown(a_failing_disk, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_disk_that_cannot_be_read, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
