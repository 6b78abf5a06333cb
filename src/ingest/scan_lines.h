/* Hits of a scan as JSON lines: where, the words as they stand there, who it may be, and the sentence around.
 *
 *     {"doc":"a.txt","start":17,"end":29,"text":"Vera Stolnik","id":"Q7","name":"STOLNIK, Vera","score":0.983210,
 *      "line":3,"sentence":"..."}
 * One line for each entity that bears the name, at most `limit` for one place; "more" on the last of them says how many
 * names of the list are written alike besides. "page", "line" and "address" stand where the document has them.
 */
#ifndef CLEW_INGEST_SCAN_LINES_H
#define CLEW_INGEST_SCAN_LINES_H

#include "base/buf.h"
#include "match/index.h"
#include "match/scan.h"

struct scan_place {
    struct str doc, address; /* address: of a record, or absent */
    uint64_t start, end;     /* code points */
    uint64_t line;           /* from 1; 0: unknown */
    uint32_t page;           /* from 1; 0: none */
};
struct scan_lines;
/* One a thread. index and scan are lent. */
struct scan_lines *scan_lines_new(const struct index *, const struct scan *, unsigned limit);
void scan_lines_free(struct scan_lines *);
/* A new text: what scan_lines_add remembers of the one before is gone. */
void scan_lines_begin(struct scan_lines *);
void scan_lines_add(struct scan_lines *, struct str text, const struct scan_hit *, const struct scan_place *,
                    struct buf *out);

#endif
