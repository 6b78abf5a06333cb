/* Names: taken apart, compared, explained.
 *
 *     struct name a, b;
 *     name_parse(STR("PUTIN, Vladimir Vladimirovich"), NAME_PERSON, &arena, &a);
 *     name_parse(STR("Владимир Путин"), NAME_PERSON, &arena, &b);
 *     struct name_match m;
 *     name_compare(&a, &b, &arena, &m);
 *     // m.score is a probability; m.pieces add up to m.logit exactly
 * The comparison is symmetric, order-free and works across scripts.
 */
#ifndef CLEW_NAMES_NAMES_H
#define CLEW_NAMES_NAMES_H

#include "base/arena.h"
#include "base/str.h"
#include "names/edit.h"

struct vocabulary_entry;

/* Which FollowTheMoney schema family a name is compared under. */
enum name_kind { NAME_ANY, NAME_PERSON, NAME_ORGANIZATION, NAME_VESSEL, NAME_PLACE };
enum name_kind name_kind_of_schema(struct str schema); /* "Person", "Company", "Vessel", "LegalEntity", ... */

/* Ceilings: what stands behind them in a name is left out of it. */
enum { NAME_BYTES = 1024, NAME_TOKENS = 24, NAME_TOKEN_BYTES = 48 };

enum name_token_class {
    NAME_GIVEN,
    NAME_FAMILY,
    NAME_PATRONYMIC,
    NAME_PARTICLE,
    NAME_TITLE,
    NAME_LEGAL_FORM,
    NAME_NUMBER,
    NAME_PLACE_WORD,
    NAME_INITIAL,
    NAME_WORD
};
enum { NAME_ARTICLE = 1, NAME_SON, NAME_OF };
struct name_token {
    struct str written, folded, latin; /* as written; text/fold.h's fold_text and fold_latin */
    struct str sound;                  /* names/sound.h: equal for spellings of one sound */
    uint16_t spelt;                    /* names/script.h: cost of its cheapest spelling; 0: no table, or no doubt */
    enum name_token_class class;
    float weight;                         /* rarity, in nats */
    const struct vocabulary_entry *known; /* names/vocabulary.h; NULL when no list has it */

    int32_t mass; /* the weight in sixteenths */

    /* By name_token_prepare, for comparing it often: */
    uint64_t folded_start, sound_start; /* the first eight bytes as a number of their order; zeros behind the end */
    struct edit_word edit;              /* of `latin` */
    uint32_t nicks;                     /* of `known`, for looking at once; 0: none */
    uint16_t term;
    uint8_t particle;                /* particles of one number (NAME_SON) stand for each other; 0: for itself alone */
    bool is_latin;                   /* `folded` is `latin` */
    bool digits, single, patronymic; /* all of it digits; one letter; ends as patronymics do */
    bool prepared;
};
struct name {
    struct str written;
    enum name_kind kind;
    struct name_token *tokens;
    uint32_t count;
    uint32_t comma; /* words before the first comma; 0: there is none */

    int32_t mass, letters;   /* by name_classify: of all words */
    int32_t content_words;   /* how many are neither particle, title nor legal form */
    uint32_t initials;       /* of the words: edit.initial */
    uint32_t heavy, numbers; /* as bits: its content words, and the numbers */
    bool in_latin;           /* at least half of its words */
};
void name_parse(struct str utf8, enum name_kind, struct arena *, struct name *out);

/* name_parse in steps, for those who keep words themselves (match/index.h): the words folded; then, once `latin` and
 * `sound` of every word are set and name_token_know has looked it up, their classes and weights. The cache remembers
 * words beyond ASCII, whose folding is slow; one a thread, and names that were split with it need it; NULL does
 * without. */
struct name_cache;
struct name_cache *name_cache_new(void);
void name_cache_free(struct name_cache *);
void name_cache_trim(struct name_cache *, size_t most); /* forgets all when it remembers more words than that */
/* name_parse with a cache; the name's words live as long as what the cache remembers. */
void name_parse_cached(struct str utf8, enum name_kind, struct name_cache *, struct arena *, struct name *out);
void name_split(struct str utf8, enum name_kind, struct name_cache *, struct arena *, struct name *out);
void name_token_know(struct name_token *); /* sets `known` and `spelt` */
const struct vocabulary_entry *name_token_known(const struct name_token *);
void name_token_prepare(struct name_token *); /* once its texts and `known` are set; else name_classify does it */
void name_classify(struct name *);
/* Gives the words of a name that was put together from known ones their `written`, cut from that of the name. False
 * when they do not come apart alike, as where several words became one. */
bool name_quote(struct name *, struct arena *);

/* A reason with its weight in log-odds; text such as "petrov = petrow (1 letter)". */
struct name_piece {
    struct str text;
    double weight;
};
struct name_match {
    double score;              /* probability that both name one and the same, 0 to 1, never exactly either */
    double logit;              /* log-odds of it: the exact sum of the pieces, which include the prior */
    bool match;                /* score at or above the built-in threshold */
    struct name_piece *pieces; /* NULL when the comparison was not asked to explain */
    size_t piece_count;
};
/* explain: an arena for the pieces, or NULL when only the score is wanted. */
void name_compare(const struct name *a, const struct name *b, struct arena *explain, struct name_match *out);

/* What else may be known of either side; absent strs where unknown. Dates in text form (model/date.h). */
struct name_facts {
    struct str birth_date, country, gender, id;
};
void name_compare_facts(const struct name *a, const struct name_facts *, const struct name *b,
                        const struct name_facts *, struct arena *explain, struct name_match *out);

/* Keys under which names that could match share at least one: rare folded Latin tokens and their sound skeletons. For
 * blocking inside a case; gives at most NAME_KEYS, in the arena. */
enum { NAME_KEYS = 12 };
size_t name_keys(const struct name *, struct arena *, struct str keys[NAME_KEYS]);

#endif
