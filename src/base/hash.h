/* SHA-256 and SHA-1 as lower-case hexadecimal, by OpenSSL. */
#ifndef CLEW_BASE_HASH_H
#define CLEW_BASE_HASH_H

#include "base/str.h"

enum { SHA256_HEX = 64, SHA1_HEX = 40 };

/* `hex` gets 64 or 40 characters and a zero. */
void hash_sha256(struct str bytes, char hex[SHA256_HEX + 1]);
void hash_sha1(struct str bytes, char hex[SHA1_HEX + 1]);

#endif
