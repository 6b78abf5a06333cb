/* libclew: the public C API. The command line, the server and the Python package use nothing else.
 *
 *     clew *engine;
 *     struct clew_error e;
 *     if (!clew_open(NULL, &engine, &e)) die(e.text);
 *     clew_case *c;
 *     if (!clew_case_open(engine, "my.clew", CLEW_WRITE, &c, &e)) die(e.text);
 *     clew_answer *report, *answer;
 *     const char *paths[] = {"articles/"};
 *     clew_case_add(c, &(struct clew_add){.paths = paths, .path_count = 1}, &report, &e);
 *     clew_case_ask(c, &(struct clew_question){.kind = CLEW_TIES, .subjects = {"Ann Example"}}, &answer, &e);
 *     puts(clew_answer_json(answer, 2));
 *
 * Answers are trees of values, the same that --json prints; they are owned by the caller (clew_answer_free) and stay
 * valid after the case and the engine are closed. Strings are UTF-8, positions are code points, half-open. Functions
 * that can fail return false and fill the error; `e` may be NULL. An engine is immutable after opening and may be
 * shared by threads; a case belongs to one thread at a time. The library prints nothing and opens no socket.
 */
#ifndef CLEW_H
#define CLEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLEW_API __attribute__((visibility("default")))
#define CLEW_VERSION "0.1.0"

typedef struct clew clew;
typedef struct clew_case clew_case;
typedef struct clew_answer clew_answer;
typedef struct clew_value clew_value;

enum clew_code {
    CLEW_OK,
    CLEW_IO,
    CLEW_SYNTAX,
    CLEW_UNSUPPORTED,
    CLEW_LIMIT,
    CLEW_USAGE,
    CLEW_NOT_FOUND,
    CLEW_LOCKED,
    CLEW_DAMAGED,
    CLEW_STOPPED
};
struct clew_error {
    enum clew_code code;
    char text[1024]; /* what, where, why, what to do; one line */
};

/* The engine: lexicons, the FollowTheMoney model. Zero fields mean the built-in ones. */
struct clew_options {
    const char *lexicons; /* folder with TSV files on top of the built-in ones */
    const char *model;    /* FollowTheMoney model as JSON */
    unsigned threads;     /* 0: one a core */
};
CLEW_API bool clew_open(const struct clew_options *, clew **, struct clew_error *);
CLEW_API void clew_close(clew *);

/* One document without a case: {"document":{...},"mentions":[...],"claims":[...],"ties":[...],"notes":[...]} with the
 * objects of `clew extract`; "text" is the document's text. Of record files only notes are given. */
struct clew_extract {
    const char *path; /* "-" is stdin */
    const char *as;   /* reader name, or NULL to recognise the format */
};
CLEW_API bool clew_extract(clew *, const struct clew_extract *, clew_answer **, struct clew_error *);

/* Two names: {"score","match","logit","pieces":[{"text","weight"}]}. Facts may be NULL. */
struct clew_compare {
    const char *name[2], *birth_date[2], *country[2], *gender[2], *id[2];
    const char *schema; /* "Person", "Company", ...; NULL: LegalEntity */
};
CLEW_API bool clew_compare(clew *, const struct clew_compare *, clew_answer **, struct clew_error *);

/* An index of the names of lists: CSV with entity_id, schema, name, FollowTheMoney JSON lines, or any record file. The
 * report: {"names","entities","refused"}; refused are rows and lines that could not be used. */
struct clew_index {
    const char *const *lists;
    size_t list_count;
    const char *output; /* the index to write */
};
CLEW_API bool clew_index(clew *, const struct clew_index *, clew_answer **report, struct clew_error *);

/* Who of a list could these names be? `write` gets finished JSON lines, one a query, in the order of the rows, and
 * returns false to stop. The report: {"asked"}. */
struct clew_screen {
    const char *list;    /* an index, or a list as clew_index takes */
    const char *queries; /* CSV; "-" is stdin */
    const char *column;  /* of the names; NULL: "name", else the first */
    unsigned limit;      /* entities a query; 0: 5 */
    double threshold;    /* scores below are left out */
    bool explain;
    bool (*write)(void *context, const char *lines, size_t n);
    void *context;
};
CLEW_API bool clew_screen(clew *, const struct clew_screen *, clew_answer **report, struct clew_error *);

/* Which names of a list stand in these files? Exactly as listed but for case, accents and the order of a person's
 * names; see match/scan.h for the rules. `write` gets finished JSON lines, in the order of the files and of their text,
 * {"doc","start","end","text","id","name","score","sentence"} and, where there are, "page","line","address","more"; it
 * returns false to stop. The report: {"files","read","partial","unread":[{"path","reason"}],"hits","stopped","names",
 * "left_out","too_long"}: left_out are names that would be found everywhere, too_long those beyond a ceiling. */
struct clew_scan {
    const char *list; /* an index, or a list as clew_index takes */
    const char *const *paths;
    size_t path_count;
    const char *as; /* reader name for all of them, or NULL */
    unsigned limit; /* entities for one place; 0: 20 */
    const volatile int *stop;
    bool (*write)(void *context, const char *lines, size_t n);
    void *context;
};
CLEW_API bool clew_scan(clew *, const struct clew_scan *, clew_answer **report, struct clew_error *);

/* A draft of a FollowTheMoney mapping for a table: {"mapping": "YAML"}. */
CLEW_API bool clew_map_suggest(clew *, const char *path, clew_answer **, struct clew_error *);

enum clew_mode {
    CLEW_READ,  /* must exist */
    CLEW_WRITE, /* is made when there is none; one writer at a time */
};
CLEW_API bool clew_case_open(clew *, const char *path, enum clew_mode, clew_case **, struct clew_error *);
CLEW_API void clew_case_close(clew_case *);

/* Reads what is new below the paths. Resumable and idempotent by content hash; each source is one transaction. The
 * report:
 * {"in","read","partial","refused","known","joined","candidates","different","stopped","sources":[{"path","state",
 * "format","reason","records","passages","claims","ties","notes","note_count"}]}. `stop` is looked at between batches
 * of sources, `progress` is called after each batch; both on the caller's thread. */
struct clew_add {
    const char *const *paths;
    size_t path_count;
    const char *as;        /* reader name for all of them, or NULL */
    const char *mapping;   /* mapping file for tables, or NULL: FILE.yml beside a table FILE */
    const char *publisher; /* on whose word, whatever the files say; NULL: what they say */
    bool dry_run;          /* says what would be read */
    const volatile int *stop;
    void (*progress)(void *context, size_t done, size_t total, const char *path);
    void *context;
};
CLEW_API bool clew_case_add(clew_case *, const struct clew_add *, clew_answer **, struct clew_error *);

enum clew_kind { CLEW_FIND, CLEW_WHO, CLEW_TIES, CLEW_PATH, CLEW_SAYS, CLEW_ABOUT, CLEW_LEDGER, CLEW_CHECK, CLEW_SQL };
enum { CLEW_SUBJECTS = 2, CLEW_FILTERS = 16 };
struct clew_question {
    enum clew_kind kind;
    const char *subjects[CLEW_SUBJECTS]; /* names, entity ids ("#12") or, for FIND and SQL, the words */
    const char *only[CLEW_FILTERS];      /* tie types; NULL-ended */
    const char *exclude[CLEW_FILTERS];   /* PATH: tie types, entity names or source names */
    const char *as_of, *known_by;        /* dates */
    unsigned min_sources;
    unsigned limit; /* 0: the command's own default */
    bool time_respecting;
};
/* The answer's shapes are in docs/answers.md. An answer with "count": 0 is no error. */
CLEW_API bool clew_case_ask(clew_case *, const struct clew_question *, clew_answer **, struct clew_error *);

enum clew_export_format {
    CLEW_FTM,
    CLEW_STATEMENTS,
    CLEW_RESOLVER,
    CLEW_GEXF,
    CLEW_GRAPHML,
    CLEW_CSV,
    CLEW_ANNOTATIONS
};
/* The whole text at once, in answer "text". */
CLEW_API bool clew_case_export(clew_case *, enum clew_export_format, clew_answer **, struct clew_error *);

/* The example investigation that is built in: its files one by one, by path ("velesh/press/...", "tour.tsv"). false
 * past the last. Lent for ever; zero-terminated. */
CLEW_API bool clew_example(size_t i, const char **path, const char **bytes, size_t *length);

/* Values: looking never fails; a missing member or a wrong type gives NULL, 0 or "". */
CLEW_API const clew_value *clew_answer_value(const clew_answer *);
CLEW_API const char *clew_answer_json(clew_answer *, int indent); /* owned by the answer */
CLEW_API void clew_answer_free(clew_answer *);
CLEW_API const clew_value *clew_value_get(const clew_value *object, const char *key);
CLEW_API const clew_value *clew_value_at(const clew_value *array, size_t i);
CLEW_API size_t clew_value_count(const clew_value *);
CLEW_API const char *clew_value_key(const clew_value *object, size_t i); /* "" past the end */
CLEW_API const char *clew_value_text(const clew_value *);                /* of strings and numbers; "" for others */
CLEW_API size_t clew_value_length(const clew_value *);                   /* bytes of that text, which may hold zeros */
CLEW_API int64_t clew_value_int(const clew_value *);
CLEW_API bool clew_value_true(const clew_value *);
/* Compact JSON of any part, owned by the answer it belongs to. */
CLEW_API const char *clew_value_json(clew_answer *, const clew_value *);

#ifdef __cplusplus
}
#endif
#endif
