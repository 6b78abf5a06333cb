/* What a case knows of each entity, as far as comparing needs it; and two of them compared. For src/match only. */
#ifndef CLEW_MATCH_DOSSIER_H
#define CLEW_MATCH_DOSSIER_H

#include "base/arena.h"
#include "names/names.h"
#include "store/store.h"

enum { DOSSIER_NAMES = 24, DOSSIER_IDS = 16 };

struct dossier {
    int64_t id;
    struct str schema, caption;
    enum name_kind kind;
    /* Of a list or register that gives every entity one number; absent for documents, and for tables, whose ids are
     * made from the names themselves. */
    struct str dataset;
    int64_t document;                 /* source of a document's cluster, 0 for records */
    bool fresh;                       /* has names that no run has compared */
    struct name *names;               /* at most DOSSIER_NAMES, the first ones */
    uint64_t (*name_keys)[NAME_KEYS]; /* hashes of each name's keys, 0 past the last */
    uint32_t name_count;
    struct str *keys; /* of its names, and "id:..." of its identifiers */
    uint32_t key_count;
    struct str birth[4], ids[DOSSIER_IDS]; /* all the list gives; ids as "prop:value" */
    uint32_t birth_count, id_count;
    struct str country, gender;
};
struct dossiers {
    struct arena arena;
    struct dossier *items; /* by id */
    uint32_t count, fresh_count;
};
bool dossiers_load(struct store *, struct dossiers *, struct err *);
void dossiers_done(struct dossiers *);

/* Both may be one kind of thing: no person is a company, no ship a place. */
bool dossier_kinds_fit(const struct dossier *a, const struct dossier *b);
/* Whether comparing makes sense: kinds fit, and not both of one document. */
bool dossier_comparable(const struct dossier *a, const struct dossier *b);

enum verdict_kind { VERDICT_NONE, VERDICT_SAME, VERDICT_CANDIDATE, VERDICT_DIFFERENT };
struct verdict {
    enum verdict_kind kind;
    double score;
    struct str reason; /* in the arena */
};
void dossier_compare(const struct dossier *a, const struct dossier *b, struct arena *, struct verdict *out);

#endif
