#include "base/hash.h"

#include <assert.h>
#include <openssl/evp.h>

static void digest(struct str bytes, const EVP_MD *kind, char *hex, unsigned want) {
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    int ok = EVP_Digest(bytes.n ? bytes.p : "", bytes.n, sum, &n, kind, NULL);
    assert(ok == 1 && n * 2 == want); /* fails only where OpenSSL was built or configured without the digest */
    (void)ok;
    for (unsigned i = 0; i < n; i++) {
        hex[2 * i] = "0123456789abcdef"[sum[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
    }
    hex[want] = 0;
}

void hash_sha256(struct str bytes, char hex[SHA256_HEX + 1]) { digest(bytes, EVP_sha256(), hex, SHA256_HEX); }
void hash_sha1(struct str bytes, char hex[SHA1_HEX + 1]) { digest(bytes, EVP_sha1(), hex, SHA1_HEX); }
