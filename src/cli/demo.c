#include "cli/command.h"

#include "base/arena.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORDS = 16 };

static const struct flag flags[] = {{"keep", NULL, "do not make the case anew when demo.clew is there", 0}, {0}};
static const char folder[] = "clew-demo", case_name[] = "demo.clew";

/* All folders of a path, one after the other. */
static bool make_folders(struct arena *a, struct str path) {
    for (size_t i = 1; i < path.n; i++)
        if (path.p[i] == '/' && mkdir(arena_copy(a, str_cut(path, 0, i)).p, 0755) != 0 &&
            access(arena_copy(a, str_cut(path, 0, i)).p, F_OK) != 0)
            return false;
    return true;
}

static bool write_files(struct arena *a, size_t *count) {
    const char *path, *bytes;
    size_t n;
    struct err e = {0};
    for (size_t i = 0; clew_example(i, &path, &bytes, &n); i++) {
        if (!strchr(path, '/')) continue;
        struct str to = arena_printf(a, "%s/%s", folder, path);
        if (!make_folders(a, to) || !file_write(to.p, (struct str){bytes, n}, &e)) {
            fprintf(stderr, "clew: cannot write %s here; run it in a folder of your own\n", to.p);
            return false;
        }
        ++*count;
    }
    return true;
}

static struct str tour(void) {
    const char *path, *bytes;
    size_t n;
    for (size_t i = 0; clew_example(i, &path, &bytes, &n); i++)
        if (strcmp(path, "tour.tsv") == 0) return (struct str){bytes, n};
    return STR("");
}

/* Words as a shell takes them, double quotes only. */
static int split_words(struct arena *a, struct str line, char *words[WORDS]) {
    int n = 0;
    for (size_t i = 0; i < line.n && n < WORDS - 1;) {
        while (i < line.n && line.p[i] == ' ') i++;
        bool quoted = i < line.n && line.p[i] == '"';
        size_t start = i + quoted, end = str_find_byte(line, quoted ? '"' : ' ', start);
        if (end == SIZE_MAX) end = line.n;
        if (start < line.n) {
            char *word = arena_new(a, end - start + 1);
            memcpy(word, line.p + start, end - start);
            words[n++] = word;
        }
        i = end + quoted;
    }
    words[n] = NULL;
    return n;
}

static int step(struct arena *a, struct str line, int number) {
    struct str title = str_split(&line, '\t'), command = line.p ? str_split(&line, '\t') : STR(""),
               why = line.p ? line : STR("");
    char *words[WORDS];
    printf("\n=== %d. %.*s\n%.*s\n\n$ %.*s\n\n", number, STR_ARG(title), STR_ARG(str_trim(why)), STR_ARG(command));
    fflush(stdout);
    return run_words(split_words(a, command, words), words);
}

static int run(struct run *r) {
    struct arena a = {0};
    size_t files = 0;
    int status = EXIT_FOUND, number = 0;
    bool there = access(case_name, F_OK) == 0, keep = there && run_flag(r, "keep");
    if (!keep) {
        if (there && unlink(case_name) != 0) return run_usage(r, "%s cannot be made anew", case_name);
        if (!write_files(&a, &files)) return arena_done(&a), EXIT_ERROR;
        printf("wrote %zu invented documents to %s/ and read them into %s:\n\n", files, folder, case_name);
        fflush(stdout);
        char *add[] = {"clew", "add", (char *)case_name, (char *)folder, NULL};
        status = run_words(4, add);
    }
    for (struct str rest = tour(); status == EXIT_FOUND && rest.p && !run_stopped;) {
        struct str line = str_split(&rest, '\n');
        if (!line.n || line.p[0] == '#') continue;
        status = step(&a, line, ++number);
    }
    printf("\nAsk on: clew who %s \"NAME\", clew help\n", case_name);
    arena_done(&a);
    return status;
}

const struct command command_demo = {
    "demo", "demo", "make the example case and answer six questions", "  clew demo", flags, 0, 0, CASE_NONE, run};
