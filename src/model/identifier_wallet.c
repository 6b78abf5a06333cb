/* Addresses of three chains: Bitcoin (base58check, bech32, bech32m), Ethereum (EIP-55), TRON (base58check). */
#include "base/hash.h"
#include "model/identifier_check.h"

#include <string.h>

enum { BASE58_BYTES = 25 };

static void sha256_bytes(struct str s, uint8_t out[32]) {
    char hex[SHA256_HEX + 1];
    hash_sha256(s, hex);
    for (size_t i = 0; i < 32; i++) {
        int high = hex[2 * i] <= '9' ? hex[2 * i] - '0' : hex[2 * i] - 'a' + 10;
        int low = hex[2 * i + 1] <= '9' ? hex[2 * i + 1] - '0' : hex[2 * i + 1] - 'a' + 10;
        out[i] = (uint8_t)(high << 4 | low);
    }
}

/* 25 bytes: version, 20 bytes of hash, the first four bytes of the double SHA-256 of what is before. */
static bool base58check(struct str s, uint8_t *version) {
    static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    uint8_t bytes[BASE58_BYTES] = {0}, digest[32];
    if (s.n < 25 || s.n > 35) return false;
    for (size_t i = 0; i < s.n; i++) {
        size_t digit = str_find_byte(str_of(alphabet), s.p[i], 0);
        if (digit == SIZE_MAX) return false;
        unsigned carry = (unsigned)digit;
        for (size_t k = BASE58_BYTES; k-- > 0;) {
            carry += bytes[k] * 58u;
            bytes[k] = (uint8_t)carry;
            carry >>= 8;
        }
        if (carry) return false;
    }
    /* Each leading "1" is a zero byte, and no other zero byte may lead. */
    size_t ones = 0, zeros = 0;
    while (ones < s.n && s.p[ones] == '1') ones++;
    while (zeros < BASE58_BYTES && bytes[zeros] == 0) zeros++;
    if (ones != zeros) return false;
    sha256_bytes((struct str){(const char *)bytes, 21}, digest);
    sha256_bytes((struct str){(const char *)digest, 32}, digest);
    *version = bytes[0];
    return memcmp(bytes + 21, digest, 4) == 0;
}

/* BIP 173 and 350: five-bit values with a BCH checksum, whose constant is 1 for version 0 and another for later ones.
 */
static uint32_t bech32_step(uint32_t c, uint32_t value) {
    static const uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    uint32_t top = c >> 25;
    c = (c & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < 5; i++)
        if (top >> i & 1) c ^= generator[i];
    return c;
}

static bool segwit(struct str s, struct arena *a, struct str *norm) {
    static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    bool upper = false, lower = false;
    if (s.n < 14 || s.n > 74) return false;
    char *low = arena_new(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        upper = upper || ascii_upper(s.p[i]);
        lower = lower || ascii_lower(s.p[i]);
        low[i] = ascii_to_lower(s.p[i]);
    }
    struct str t = {low, s.n};
    if ((upper && lower) || !str_starts(t, STR("bc1"))) return false;
    uint32_t c = 1;
    c = bech32_step(bech32_step(c, 'b' >> 5), 'c' >> 5);
    c = bech32_step(bech32_step(bech32_step(c, 0), 'b' & 31), 'c' & 31);
    for (size_t i = 3; i < t.n; i++) {
        size_t value = str_find_byte(str_of(alphabet), t.p[i], 0);
        if (value == SIZE_MAX) return false;
        c = bech32_step(c, (uint32_t)value);
    }
    bool version0 = t.p[3] == 'q';
    *norm = t;
    if (version0 && t.n != 42 && t.n != 62) return false;
    return c == (version0 ? 1u : 0x2bc830a3u);
}

bool identifier_check_btc(struct str s, struct arena *a, struct str *norm) {
    uint8_t version;
    if (s.p[0] == 'b' || s.p[0] == 'B') return segwit(s, a, norm);
    *norm = s;
    return base58check(s, &version) && (version == 0x00 || version == 0x05);
}

bool identifier_check_tron(struct str s, struct arena *a, struct str *norm) {
    uint8_t version;
    (void)a;
    *norm = s;
    return s.n == 34 && s.p[0] == 'T' && base58check(s, &version) && version == 0x41;
}

static uint64_t rotate(uint64_t v, unsigned by) { return by ? v << by | v >> (64 - by) : v; }

/* Keccak-f[1600], rotation offsets and constants after the Keccak reference. */
static void keccak_f(uint64_t a[25]) {
    static const uint8_t rotation[24] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                         27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};
    static const uint8_t lane[24] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                     15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
    static const uint64_t constant[24] = {
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
        0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
        0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
        0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
    for (int round = 0; round < 24; round++) {
        uint64_t column[5], row[5];
        for (int x = 0; x < 5; x++) column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        for (int i = 0; i < 25; i++) a[i] ^= column[(i + 4) % 5] ^ rotate(column[(i + 1) % 5], 1);
        uint64_t moving = a[1];
        for (int i = 0; i < 24; i++) {
            uint64_t held = a[lane[i]];
            a[lane[i]] = rotate(moving, rotation[i]);
            moving = held;
        }
        for (int y = 0; y < 25; y += 5) {
            memcpy(row, a + y, sizeof row);
            for (int x = 0; x < 5; x++) a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
        }
        a[0] ^= constant[round];
    }
}

/* Keccak-256 of less than one block, with the padding of before SHA-3. */
static void keccak256(struct str s, uint8_t out[32]) {
    uint8_t block[200] = {0};
    uint64_t state[25] = {0};
    memcpy(block, s.p, s.n);
    block[s.n] = 0x01;
    block[135] |= 0x80;
    for (size_t i = 0; i < 136; i++) state[i / 8] |= (uint64_t)block[i] << 8 * (i % 8);
    keccak_f(state);
    for (size_t i = 0; i < 32; i++) out[i] = (uint8_t)(state[i / 8] >> 8 * (i % 8));
}

/* EIP-55: letters are upper case where the digest of the lower-case address has a high bit. All lower or all upper is
 * an address without a checksum. The normal form has the checksum. */
bool identifier_check_eth(struct str s, struct arena *a, struct str *norm) {
    uint8_t digest[32];
    char lower[40];
    bool has_upper = false, has_lower = false;
    if (s.n != 42 || s.p[0] != '0' || s.p[1] != 'x') return false;
    for (size_t i = 0; i < 40; i++) {
        char c = s.p[i + 2];
        lower[i] = ascii_to_lower(c);
        if (!ascii_digit(c) && !(lower[i] >= 'a' && lower[i] <= 'f')) return false;
        has_upper = has_upper || ascii_upper(c);
        has_lower = has_lower || ascii_lower(c);
    }
    keccak256((struct str){lower, 40}, digest);
    char *out = arena_new(a, 43);
    memcpy(out, "0x", 2);
    for (size_t i = 0; i < 40; i++) {
        bool high = (digest[i / 2] >> (i % 2 ? 0 : 4) & 8) != 0;
        out[i + 2] = high && ascii_lower(lower[i]) ? (char)(lower[i] - 'a' + 'A') : lower[i];
    }
    *norm = (struct str){out, 42};
    return !(has_upper && has_lower) || str_eq(*norm, s);
}
