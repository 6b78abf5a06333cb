/* Files through readers and scan: which names of a list stand in them, as JSON lines (ingest/scan_lines.h).
 *
 * Plain text that is valid UTF-8 is scanned where it lies, in parts on all threads; other formats go through their
 * readers, a file a thread: running text, and the records of tables and lists one by one. Lines come in the order of
 * the paths, then of the text, on any number of threads. Positions count code points of the document's text as `clew
 * extract` gives it; in a record, of the record's text.
 */
#ifndef CLEW_INGEST_SCAN_FILES_H
#define CLEW_INGEST_SCAN_FILES_H

#include "base/json.h"
#include "base/pool.h"
#include "match/index.h"
#include "match/scan.h"
#include "model/schema.h"

struct scan_files {
    const struct index *index;
    const struct scan *scan; /* of the index's names; their numbers are its */
    const struct model *model;
    const char *const *paths; /* files, folders, "-" */
    size_t path_count;
    const char *as;                                 /* reader name, or NULL */
    unsigned limit;                                 /* entities for one place */
    const volatile int *stop;                       /* looked at between batches of files; NULL: never */
    bool (*write)(void *context, struct str lines); /* false stops */
    void *context;
};
/* The report, in the arena: {"files","read","partial","unread":[{"path","reason"}],"hits","stopped"}; partial are files
 * of which parts were refused, each with its reason in "unread". false when `write` stopped it. */
bool scan_files_run(const struct scan_files *, struct pool *, struct arena *, struct json **report, struct err *);

#endif
