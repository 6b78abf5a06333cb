/* Any bytes as a model: it is refused or can be walked. */
#include "fuzz.h"
#include "model/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct model *m;
    if (!model_read((struct str){(const char *)bytes, n}, &m, NULL)) return 0;
    for (uint32_t i = 0; i < model_count(m); i++) {
        const struct schema *s = model_schema(m, i);
        FUZZ_CHECK(model_find(m, s->name) == s && schema_is_a(s, s) && s->parents[0] == i);
        for (uint32_t k = 0; k < s->property_count; k++)
            FUZZ_CHECK(schema_property(s, s->properties[k]->name) == s->properties[k]);
        model_suggest_schema(m, s->label);
        schema_suggest_property(s, s->label);
    }
    model_free(m);
    return 0;
}
