/* clew: parses the line, opens what the command needs, runs it. Everything a command is lies in its own file. */
#include "cli/command.h"

#include "base/str.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct flag common_flags[] = {{"json", NULL, "one JSON document", 0},
                                           {"ndjson", NULL, "one JSON object a line", 0},
                                           {"csv", NULL, "comma-separated values", 0},
                                           {"table", NULL, "for people (the default)", 0},
                                           {"lexicons", "FOLDER", "TSV lexicons on top of the built-in ones", 0},
                                           {"model", "FILE", "another FollowTheMoney model (JSON)", 0},
                                           {"threads", "N", "threads to use", 0},
                                           {"help", NULL, "this text", 'h'},
                                           {0}};

static const char intro[] = "clew: who is tied to whom, when, and on whose word\n\n"
                            "  clew demo                     build the example case and answer six questions\n"
                            "  clew add my.clew FOLDER       read documents and records into a case\n"
                            "  clew who my.clew \"A. Name\"    everything the case has on someone\n"
                            "  clew ties my.clew \"A. Name\"   who is tied to them, with passages\n"
                            "  clew says my.clew \"A. Name\"   what they said, denied, would not comment on\n"
                            "  clew path my.clew A B         how two are connected, every hop cited\n\n"
                            "  clew help                     all commands      clew help COMMAND   one of them\n";

static void on_interrupt(int sig) {
    (void)sig;
    if (run_stopped) _exit(EXIT_INTERRUPTED);
    run_stopped = 1;
}

static const struct command *find_command(const char *name) {
    for (const struct command *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0) return *c;
    return NULL;
}

static void print_flags(const struct flag *f, FILE *to) {
    for (; f && f->name; f++) {
        char left[48];
        snprintf(left, sizeof left, "%s--%s%s%s", f->letter ? (char[]){'-', f->letter, ',', ' ', 0} : "", f->name,
                 f->argument ? " " : "", f->argument ? f->argument : "");
        fprintf(to, "  %-24s %s\n", left, f->help);
    }
}

static int help(const struct command *c) {
    if (!c) {
        fputs("usage: clew COMMAND [CASE] ...\n\n", stdout);
        for (const struct command *const *all = commands; *all; all++)
            printf("  %-10s %s\n", (*all)->name, (*all)->summary);
        fputs("\nCASE is a file ending in .clew; leave it out where CLEW_CASE names it or the folder holds just one.\n"
              "Exit status: 0 found, 1 nothing found, 2 error, 3 done in part, 4 case locked or damaged, 130 "
              "interrupted.\n",
              stdout);
        return EXIT_FOUND;
    }
    printf("%s\n\nclew %s: %s\n\nusage: clew %s\n\n", c->examples, c->name, c->summary, c->usage);
    print_flags(c->flags, stdout);
    print_flags(common_flags, stdout);
    return EXIT_FOUND;
}

/* Edit distance with a swap counted as one; both words are short. */
static unsigned distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b);
    unsigned d[32][32];
    if (n > 30 || m > 30) return 99;
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (!i || !j) {
                d[i][j] = (unsigned)(i + j);
                continue;
            }
            unsigned best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

static int unknown_command(const char *name) {
    const char *near = NULL;
    unsigned best = 3;
    for (const struct command *const *c = commands; *c; c++) {
        unsigned d = distance((*c)->name, name);
        if (d < best) best = d, near = (*c)->name;
    }
    fprintf(stderr, "clew: there is no command \"%s\"%s%s%s; clew help lists them\n", name,
            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return EXIT_ERROR;
}

static const struct flag *match_flag(const struct flag *f, const char *word, size_t n, bool letter) {
    for (; f && f->name; f++)
        if (letter ? n == 1 && f->letter == *word : strlen(f->name) == n && strncmp(f->name, word, n) == 0) return f;
    return NULL;
}

/* Takes the flag at argv[*i]; false after printing what is wrong. */
static bool take_flag(struct run *r, int argc, char **argv, int *i) {
    bool letter = argv[*i][1] != '-';
    const char *word = argv[*i] + (letter ? 1 : 2), *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    const struct flag *f = match_flag(r->command->flags, word, n, letter);
    if (!f) f = match_flag(common_flags, word, n, letter);
    if (!f) return run_usage(r, "%s has no option \"%s\"", r->command->name, argv[*i]), false;
    const char *value = equals ? equals + 1 : "";
    if (f->argument && !equals) {
        if (*i + 1 >= argc) return run_usage(r, "--%s takes a value (%s)", f->name, f->argument), false;
        value = argv[++*i];
    }
    if (!f->argument && equals) return run_usage(r, "--%s takes no value", f->name), false;
    if (r->flag_count == FLAG_CEILING) return run_usage(r, "more than %d options", FLAG_CEILING), false;
    r->flags[r->flag_count].flag = f;
    r->flags[r->flag_count++].value = value;
    return true;
}

static bool is_case(const char *path) { return str_ends(str_of(path), STR(".clew")); }

/* The only .clew file of the current folder; false when there is none or several. */
static bool only_case(char *path, size_t size) {
    DIR *d = opendir(".");
    unsigned found = 0;
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (is_case(entry->d_name) && entry->d_name[0] != '.' && ++found == 1)
            snprintf(path, size, "%s", entry->d_name);
    if (d) closedir(d);
    return found == 1;
}

/* Takes the case off the operands, or finds it where help says. */
static bool choose_case(struct run *r) {
    static char found[512];
    if (r->operand_count && is_case(r->operands[0])) {
        r->case_path = r->operands[0];
        r->operands++;
        r->operand_count--;
        return true;
    }
    const char *named = getenv("CLEW_CASE");
    if (named && *named) return r->case_path = named, true;
    if (only_case(found, sizeof found)) return r->case_path = found, true;
    run_usage(r, "which case? Name a file ending in .clew, or set CLEW_CASE");
    return false;
}

static bool choose_format(struct run *r) {
    r->format = run_flag(r, "json")     ? FORMAT_JSON
                : run_flag(r, "ndjson") ? FORMAT_NDJSON
                : run_flag(r, "csv")    ? FORMAT_CSV
                                        : FORMAT_TABLE;
    struct winsize w;
    if (isatty(STDOUT_FILENO)) r->width = ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : 80;
    return true;
}

static int execute(struct run *r) {
    struct clew_error e;
    unsigned threads;
    if (!run_number(r, "threads", 0, &threads)) return EXIT_ERROR;
    if (!clew_open(&(struct clew_options){run_flag(r, "lexicons"), run_flag(r, "model"), threads}, &r->engine, &e))
        return run_error(&e);
    int status;
    if (r->command->needs != CASE_NONE &&
        !clew_case_open(r->engine, r->case_path, r->command->needs == CASE_WRITE ? CLEW_WRITE : CLEW_READ, &r->opened,
                        &e))
        status = run_error(&e);
    else status = r->command->run(r);
    clew_case_close(r->opened);
    clew_close(r->engine);
    return status;
}

static int run_line(const struct command *c, int argc, char **argv) {
    struct run r = {.command = c};
    const char **operands = calloc((size_t)argc + 1, sizeof *operands);
    if (!operands) return EXIT_ERROR;
    int status = EXIT_ERROR;
    bool flags_over = false, ok = true;
    for (int i = 2; ok && i < argc; i++) {
        if (!flags_over && strcmp(argv[i], "--") == 0) flags_over = true;
        else if (!flags_over && argv[i][0] == '-' && argv[i][1]) ok = take_flag(&r, argc, argv, &i);
        else operands[r.operand_count++] = argv[i];
    }
    r.operands = operands;
    if (ok && run_flag(&r, "help")) status = help(c);
    else if (ok && choose_format(&r) && (c->needs == CASE_NONE || choose_case(&r))) {
        if (r.operand_count < c->least || r.operand_count > c->most)
            status = run_usage(&r, "%s takes %s%zu operand%s", c->name, c->most > c->least ? "at least " : "", c->least,
                               c->least == 1 ? "" : "s");
        else status = execute(&r);
    }
    free(operands);
    return status;
}

int run_words(int argc, char **argv) {
    if (argc < 2) return fputs(intro, stdout), EXIT_FOUND;
    if (strcmp(argv[1], "--version") == 0) return puts("clew " CLEW_VERSION), EXIT_FOUND;
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        const struct command *c = argc > 2 ? find_command(argv[2]) : NULL;
        return argc > 2 && !c ? unknown_command(argv[2]) : help(c);
    }
    const struct command *c = find_command(argv[1]);
    return c ? run_line(c, argc, argv) : unknown_command(argv[1]);
}

int main(int argc, char **argv) {
    struct sigaction stop = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &stop, NULL);
    int status = run_words(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("clew: the answer could not be written to the end\n", stderr);
        return EXIT_ERROR;
    }
    return status;
}
