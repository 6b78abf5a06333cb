#include "api/engine.h"

#include "base/file.h"
#include "ingest/extract.h"
#include "names/names.h"

bool clew_extract(clew *engine, const struct clew_extract *what, clew_answer **out, struct clew_error *error) {
    struct err e = {0};
    struct file file;
    if (!file_read(what->path, 0, &file, &e)) return engine_error(&e, error);
    clew_answer *a = answer_new();
    struct str doc = arena_copy(&a->arena, str_of(what->path));
    bool ok = extract_bytes(engine->language, engine->model, file.bytes, doc, what->as, &a->arena, &a->value, &e);
    file_done(&file);
    if (!ok) {
        clew_answer_free(a);
        return engine_error(&e, error);
    }
    *out = a;
    return true;
}

bool clew_compare(clew *engine, const struct clew_compare *what, clew_answer **out, struct clew_error *error) {
    (void)engine;
    if (!what->name[0] || !what->name[1]) {
        struct err e;
        err_set(&e, ERR_USAGE, "compare takes two names");
        return engine_error(&e, error);
    }
    clew_answer *answer = answer_new();
    struct arena *a = &answer->arena;
    enum name_kind kind = name_kind_of_schema(str_of(what->schema ? what->schema : "LegalEntity"));
    struct name names[2];
    struct name_facts facts[2];
    for (int i = 0; i < 2; i++) {
        name_parse(str_of(what->name[i]), kind, a, &names[i]);
        facts[i] = (struct name_facts){str_of(what->birth_date[i]), str_of(what->country[i]), str_of(what->gender[i]),
                                       str_of(what->id[i])};
    }
    struct name_match m;
    name_compare_facts(&names[0], &facts[0], &names[1], &facts[1], a, &m);
    struct json *v = answer->value = json_object(a);
    json_set(a, v, "score", json_real(a, m.score, 6));
    json_set_bool(a, v, "match", m.match);
    json_set(a, v, "logit", json_real(a, m.logit, 6));
    struct json *pieces = json_set(a, v, "pieces", json_array(a));
    for (size_t i = 0; i < m.piece_count; i++) {
        struct json *p = json_add(a, pieces, json_object(a));
        json_set_str(a, p, "text", arena_copy(a, m.pieces[i].text));
        json_set(a, p, "weight", json_real(a, m.pieces[i].weight, 6));
    }
    *out = answer;
    return true;
}
