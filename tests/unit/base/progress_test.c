#include "base/progress.h"

#include "base/buf.h"
#include "unit.h"

#include <pty.h>
#include <unistd.h>

/* Runs on a pseudo terminal in place of stderr and gives what was printed. */
static struct str shown(uint64_t total, uint64_t steps, int64_t seconds, char *text, size_t size) {
    int master, terminal, old = dup(STDERR_FILENO);
    if (openpty(&master, &terminal, NULL, NULL, NULL) != 0) {
        close(old);
        skip(); /* a container without /dev/pts */
    }
    dup2(terminal, STDERR_FILENO);
    struct progress p;
    progress_start(&p, "reading", "files", total);
    p.started_ms -= seconds * 1000;
    progress_step(&p, steps);
    progress_step(&p, 0); /* too early for another line */
    progress_end(&p);
    assert_int_equal(write(terminal, ".", 1), 1); /* the end, also when nothing was shown */
    dup2(old, STDERR_FILENO);
    size_t n = 0;
    while (n == 0 || text[n - 1] != '.') {
        ssize_t more = read(master, text + n, size - n);
        assert_true(more > 0);
        n += (size_t)more;
    }
    close(old);
    close(master);
    close(terminal);
    return (struct str){text, n};
}

static void assert_line(struct progress p, int64_t ms, const char *want) {
    struct buf b = {0};
    progress_print(&p, ms, &b);
    assert_str(buf_str(&b), want);
    buf_done(&b);
}

static void lines(void **state) {
    (void)state;
    struct progress p = {.verb = "reading", .unit = "files", .total = 4120, .done = 312};
    assert_line(p, 10000, "reading  312 of 4,120 files  31/s  2:02 left");
    p.done = 4120;
    assert_line(p, 10000, "reading  4,120 of 4,120 files  412/s");
    p.total = 0;
    p.done = 1234567;
    assert_line(p, 10000, "reading  1,234,567 files  123,456/s");
    p.done = 0;
    assert_line(p, 0, "reading  0 files  0/s");
}

static void a_line_after_the_first_second(void **state) {
    (void)state;
    char text[512];
    struct str line = shown(4120, 312, 10, text, sizeof text);
    assert_true(str_starts(line, STR("\rreading  312 of 4,120 files  31/s  ")));
    assert_true(str_ends(line, STR(" left\x1b[K\r\x1b[K.")));
    assert_str(shown(10, 5, 0, text, sizeof text), ".");
}

static void nothing_beside_a_terminal(void **state) {
    (void)state;
    int ends[2], old = dup(STDERR_FILENO);
    char text[8];
    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    struct progress p;
    progress_start(&p, "reading", "files", 10);
    p.started_ms -= 10000;
    progress_step(&p, 5);
    progress_end(&p);
    dup2(old, STDERR_FILENO);
    close(old);
    close(ends[1]);
    assert_int_equal(read(ends[0], text, sizeof text), 0);
    close(ends[0]);
    assert_int_equal(p.done, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(a_line_after_the_first_second),
        cmocka_unit_test(nothing_beside_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
