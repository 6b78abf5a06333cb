/* Prints src/text/fold_letters.c, by the ICU that it is built against.  usage: fold_letters > src/text/fold_letters.c
 */
#include "text/fold_letters.h"

#include <stdio.h>

static void print_range(uint32_t from, uint32_t to) {
    enum { A_LINE = 8 };
    for (uint32_t c = from; c < to; c++) {
        char letter[FOLD_LETTER];
        bool fits = fold_letter_of(c, letter);
        if ((c - from) % A_LINE == 0) printf("\n    /* U+%04X */ ", (unsigned)c);
        printf("{");
        if (!fits) printf("FOLD_NOT_HERE");
        for (int i = 0; fits && i < FOLD_LETTER && (i == 0 || letter[i]); i++)
            printf((unsigned char)letter[i] < 0x80 && letter[i] ? "%s'%c'" : "%s'\\x%02x'", i ? ", " : "",
                   (unsigned char)letter[i]);
        printf((c - from) % A_LINE == A_LINE - 1 ? "}," : "}, ");
    }
}

int main(void) {
    printf("/* Made by models/text/fold_letters.c; see text/fold_letters.h. */\n#include \"text/fold_letters.h\"\n\n"
           "/* clang-format off */\nconst char fold_letters[FOLD_LETTERS][FOLD_LETTER] = {");
    print_range(FOLD_FIRST, FOLD_FIRST_END);
    print_range(FOLD_SECOND, FOLD_SECOND_END);
    print_range(FOLD_THIRD, FOLD_THIRD_END);
    printf("\n};\n");
    return 0;
}
