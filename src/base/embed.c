#include "base/embed.h"

struct str embed_find(const struct embedded *folder, const char *name) {
    for (; folder->name.p; folder++)
        if (str_is(folder->name, name)) return folder->bytes;
    return (struct str){NULL, 0};
}
