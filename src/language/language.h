/* From running text to mentions, claims and ties.
 *
 *     struct language *l;                       // lexicons and models, immutable, shared by threads
 *     language_open(NULL, &l, e);               // built-in tables; or a folder that overrides them
 *     struct reading r;
 *     language_read(l, text, published, &arena, &r);
 *     language_close(l);
 *
 * Layers, each in its own files and each replaceable:
 *   text/token    tokens, sentences, paragraphs
 *   mention       names of people, organisations, places; dates, money, identifiers; clusters within the document
 *   quote         claims: who says what, with which stance
 *   tie           who is tied to whom
 * Lexicons are TSV files in src/language/data, compiled into the program and editable: a user's folder with files of
 * the same names is read on top (a line starting with "-" takes an entry away). Trained models (taggers, parsers) get
 * their place behind `struct language`: a layer asks it for tags and arcs, and works from its rules alone when there
 * are none.
 *
 * Every position is a byte range of the text, half-open; the caller turns them into code points (text/utf8.h).
 * A pure function of text, date and tables: same input, same output, on any thread.
 */
#ifndef CLEW_LANGUAGE_LANGUAGE_H
#define CLEW_LANGUAGE_LANGUAGE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/date.h"
#include "model/money.h"
#include "text/token.h"

#define SPAN_NONE ((struct span){0, 0})
#define NO_INDEX UINT32_MAX

struct span {
    uint32_t start, end; /* bytes; both 0: none */
};

enum mention_label {
    LABEL_PER,
    LABEL_ORG,
    LABEL_LOC,
    LABEL_DATE,
    LABEL_MONEY,
    LABEL_EMAIL,
    LABEL_DOMAIN,
    LABEL_PHONE,
    LABEL_IBAN,
    LABEL_WALLET,
    LABEL_LEI,
    LABEL_IMO,
    LABEL_ID,
    LABEL_REF /* a pronoun or definite description that stands for a cluster: "he", "the minister"; not printed */
};
extern const char *const mention_labels[];

struct mention {
    struct span span;
    enum mention_label label;
    uint32_t first_token, end_token;
    uint32_t entity;    /* number of its cluster, or NO_INDEX (dates, money) */
    struct str norm;    /* normal form: ISO date, amount, identifier; absent for names */
    struct date date;   /* of LABEL_DATE */
    struct money money; /* of LABEL_MONEY */
};

/* The mentions of one person, organisation or place in this document. */
struct cluster {
    struct str name;          /* its fullest form, as written */
    enum mention_label label; /* PER, ORG or LOC */
    uint32_t first_mention;   /* number of its first mention */
    struct str role;          /* "minister of transport" when a title or apposition says so; else absent */
    char gender;              /* 'm', 'f', or 0 */
};

enum speaker_type {
    SPEAKER_NAMED,
    SPEAKER_ANONYMOUS,
    SPEAKER_SPOKESPERSON,
    SPEAKER_DOCUMENT,
    SPEAKER_AUTHOR,
    SPEAKER_UNKNOWN
};
enum claim_form { FORM_DIRECT, FORM_INDIRECT, FORM_MIXED };
enum stance { STANCE_ASSERTS, STANCE_DENIES, STANCE_DECLINES, STANCE_ALLEGES, STANCE_ASKS };
enum modality { MODALITY_FACT, MODALITY_PROMISE, MODALITY_PLAN, MODALITY_POSSIBLE, MODALITY_CONDITIONAL };
extern const char *const speaker_types[], *const claim_forms[], *const stances[], *const modalities[];

struct claim {
    struct span span;     /* speaker, cue and content together */
    struct span *content; /* in text order; at least one, but for STANCE_DECLINES, where it may be the refusal itself */
    uint32_t content_count;
    struct span cue;         /* or SPAN_NONE (a bare quotation) */
    struct span speaker;     /* as written; SPAN_NONE when the text names none */
    uint32_t speaker_entity; /* cluster ("he" resolved), or NO_INDEX */
    enum speaker_type speaker_type;
    enum claim_form form;
    enum stance stance;
    enum modality modality;
    bool negated;            /* "did not say that"; a denial or a refusal is told by stance alone */
    struct date about, said; /* DATE_NONE when the text does not tell */
    uint32_t via;            /* number of the claim this one is nested in, or NO_INDEX */
    const char *rule;        /* static: "quote:inverted-said" */
};

enum tie_type {
    TIE_CONTACT,
    TIE_PAYMENT,
    TIE_CONTRACT,
    TIE_OWNERSHIP,
    TIE_FOUNDER,
    TIE_OFFICE,
    TIE_EMPLOYMENT,
    TIE_MEMBERSHIP,
    TIE_FAMILY,
    TIE_ASSOCIATE,
    TIE_SANCTION,
    TIE_LEGAL,
    TIE_ENDORSEMENT,
    TIE_EDUCATION,
    TIE_TRAVEL,
    TIE_OTHER
};
extern const char *const tie_types[];

struct tie {
    enum tie_type type;
    struct span span; /* the words that say it, both ends and the trigger inside */
    struct span trigger;
    struct span from, to;            /* mention nearest to the trigger, as written; a pronoun is its own text */
    uint32_t from_entity, to_entity; /* clusters */
    struct str role, topic, place;   /* in the arena or lent from the text; absent */
    uint32_t amount;                 /* number of the MONEY mention, or NO_INDEX */
    struct date date;
    bool negated;
    enum modality modality;
    uint32_t claim; /* innermost claim whose content holds it, or NO_INDEX: the author says it */
    char tier;      /* 'A' two named ends on a core pattern; 'B' nominal, appositive, pronoun in sentence; 'C' weaker */
    const char *rule; /* static: "tie:payment.verb" */
};

struct reading {
    struct tokens tokens;
    struct mention *mentions; /* by start; do not overlap, but for LABEL_REF */
    struct cluster *clusters;
    struct claim *claims; /* by start of span; an outer claim before the ones nested in it */
    struct tie *ties;     /* by start of span */
    uint32_t mention_count, cluster_count, claim_count, tie_count;
};

struct language;
/* folder: a user's lexicons, or NULL. */
bool language_open(const char *folder, struct language **, struct err *);
void language_close(struct language *);
/* text: valid UTF-8 below 4 GiB, lent for as long as the reading. published: for "on Tuesday"; may be DATE_NONE. */
void language_read(const struct language *, struct str text, struct date published, struct arena *, struct reading *);
/* Best guess among the languages with tables; "en" when the text is too short to tell. Static. */
const char *language_guess(struct str text);

#endif
