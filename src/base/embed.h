/* Files of a data folder, compiled into the program by src/base/embed.py (see src/meson.build).
 *
 *     extern const struct embedded examples_data[], language_data[];   // ends with an entry whose name is absent
 *     struct str cues = embed_find(language_data, "cues.tsv");
 */
#ifndef CLEW_BASE_EMBED_H
#define CLEW_BASE_EMBED_H

#include "base/str.h"

struct embedded {
    struct str name, bytes;
};
extern const struct embedded examples_data[], language_data[], model_data[], names_data[], store_data[], text_data[],
    weights_data[];
struct str embed_find(const struct embedded *folder, const char *name); /* absent when there is none */

#endif
