/* Addresses of the net: e-mail, domain, URL, phone, IP. */
#include "base/embed.h"
#include "model/identifier_check.h"

#include <arpa/inet.h>
#include <string.h>

/* tlds.txt is sorted, one a line behind a comment line: binary search over bytes. */
bool identifier_check_tld(struct str label) {
    struct str table = embed_find(model_data, "tlds.txt");
    size_t low = str_find_byte(table, '\n', 0) + 1, high = table.n;
    while (low < high) {
        size_t start = low + (high - low) / 2;
        while (start > low && table.p[start - 1] != '\n') start--;
        size_t end = str_find_byte(table, '\n', start);
        if (end == SIZE_MAX) end = table.n;
        int order = str_cmp(label, str_cut(table, start, end));
        if (order == 0) return true;
        if (order < 0) high = start;
        else low = end + 1;
    }
    return false;
}

static struct str lower_copy(struct str s, struct arena *a) {
    char *out = arena_new(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) out[i] = ascii_to_lower(s.p[i]);
    return (struct str){out, s.n};
}

/* Letters, digits and inner hyphens, 1 to 63 of them; bytes beyond ASCII stand for letters. */
static bool is_label(struct str s) {
    if (!s.n || s.n > 63 || s.p[0] == '-' || s.p[s.n - 1] == '-') return false;
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_alnum(s.p[i]) && s.p[i] != '-' && (unsigned char)s.p[i] < 0x80) return false;
    return true;
}

bool identifier_check_domain(struct str s, struct arena *a, struct str *norm) {
    struct str low = lower_copy(s, a), last = {NULL, 0};
    if (low.n && low.p[low.n - 1] == '.') low.n--;
    size_t labels = 0;
    if (!low.n || low.n > 253) return false;
    for (struct str rest = low; rest.p; labels++) {
        last = str_split(&rest, '.');
        if (!is_label(last)) return false;
    }
    *norm = low;
    bool foreign = last.n && (unsigned char)last.p[0] >= 0x80; /* "рф": not in the table, which is ASCII */
    return labels >= 2 && (foreign || identifier_check_tld(last));
}

bool identifier_check_email(struct str s, struct arena *a, struct str *norm) {
    static const char allowed[] = "!#$%&'*+-/=?^_`{|}~.";
    struct str domain;
    if (str_starts(s, STR("mailto:"))) s = str_cut(s, 7, s.n);
    size_t at = str_find_byte(s, '@', 0);
    if (at == SIZE_MAX || at == 0 || at > 64) return false;
    for (size_t i = 0; i < at; i++) {
        char c = s.p[i];
        if (!ascii_alnum(c) && (unsigned char)c < 0x80 && !(c && strchr(allowed, c))) return false;
        if (c == '.' && (i == 0 || i + 1 == at || s.p[i + 1] == '.')) return false;
    }
    if (!identifier_check_domain(str_cut(s, at + 1, s.n), a, &domain)) return false;
    *norm = arena_printf(a, "%.*s@%.*s", STR_ARG(str_cut(s, 0, at)), STR_ARG(domain));
    return true;
}

/* The host of "//host:port/..." or "//user@host"; absent when there is none. */
static struct str host_of(struct str rest) {
    size_t end = 0;
    while (end < rest.n && !strchr("/?#", rest.p[end])) end++;
    struct str host = str_cut(rest, 0, end);
    size_t user = str_find_byte(host, '@', 0);
    if (user != SIZE_MAX) host = str_cut(host, user + 1, host.n);
    size_t port = str_find_byte(host, ':', 0);
    if (port != SIZE_MAX && host.n && host.p[0] != '[') host = str_cut(host, 0, port);
    return host;
}

bool identifier_check_url(struct str s, struct arena *a, struct str *norm) {
    struct str low = lower_copy(s, a), unused;
    const char *scheme = str_starts(low, STR("http://"))    ? "http://"
                         : str_starts(low, STR("https://")) ? "https://"
                         : str_starts(low, STR("ftp://"))   ? "ftp://"
                                                            : NULL;
    if (!scheme && !str_starts(low, STR("www."))) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '"' || s.p[i] == '<' || s.p[i] == '>') return false;
    size_t skip = scheme ? strlen(scheme) : 0;
    struct str host = host_of(str_cut(low, skip, low.n));
    if (!identifier_check_domain(host, a, &unused) && !identifier_check_ip(host, a, &unused)) return false;
    size_t host_end = (size_t)(host.p - low.p) + host.n;
    struct str head = str_cut(low, 0, host_end), tail = str_cut(s, host_end, s.n);
    *norm = arena_printf(a, "%s%.*s%.*s%s", scheme ? "" : "http://", STR_ARG(head), STR_ARG(tail), tail.n ? "" : "/");
    return true;
}

bool identifier_check_ip(struct str s, struct arena *a, struct str *norm) {
    char text[INET6_ADDRSTRLEN], out[INET6_ADDRSTRLEN];
    unsigned char bytes[16];
    if (!s.n || s.n >= sizeof text || memchr(s.p, 0, s.n)) return false;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    int family = strchr(text, ':') ? AF_INET6 : AF_INET;
    if (inet_pton(family, text, bytes) != 1 || !inet_ntop(family, bytes, out, sizeof out)) return false;
    *norm = arena_copy(a, str_of(out));
    return true;
}

/* Country calling codes of ITU-T E.164: the first one or two digits are enough to know how long they are, and these
 * are the assigned ones. */
static bool calling_code(struct str digits) {
    static const char codes[] =
        " 1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 "
        "84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 "
        "235 "
        "236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 "
        "264 "
        "265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 "
        "377 "
        "378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 "
        "594 "
        "595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 "
        "808 "
        "850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 971 972 973 974 "
        "975 "
        "976 977 979 992 993 994 995 996 998 ";
    for (size_t n = 1; n <= 3 && n < digits.n; n++) {
        char key[6] = {' '};
        memcpy(key + 1, digits.p, n);
        key[n + 1] = ' ';
        if (strstr(codes, key)) return true;
    }
    return false;
}

/* +49 (0)30 1234-567, 0049 30 1234567: the international form, 8 to 15 digits. "(0)" is not dialled from abroad. */
bool identifier_check_phone(struct str s, struct arena *a, struct str *norm) {
    char digits[16];
    size_t n = 0, i = 0;
    if (str_starts(s, STR("+"))) i = 1;
    else if (str_starts(s, STR("00"))) i = 2;
    else return false;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (str_starts(str_cut(s, i, s.n), STR("(0)"))) i += 2;
        else if (ascii_digit(c)) {
            if (n == 15) return false;
            digits[n++] = c;
        } else if (!c || !strchr(" -./()", c)) return false;
    }
    if (n < 8 || !calling_code((struct str){digits, n})) return false;
    *norm = arena_printf(a, "+%.*s", (int)n, digits);
    return true;
}
