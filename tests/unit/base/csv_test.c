#include "base/csv.h"
#include "unit.h"

/* Rows as one line each, fields between bars; a damaged row is "! line byte". */
static struct str dump(struct str text, struct csv_dialect d, struct arena *a) {
    struct csv_reader r;
    struct csv_row row;
    struct err e;
    struct buf b = {0};
    int got;
    csv_open(&r, text, d);
    while ((got = csv_next(&r, a, &row, &e)) != 0) {
        if (got < 0) {
            buf_printf(&b, "! %u %d\n", e.line, (int)e.byte);
            continue;
        }
        buf_printf(&b, "%u.%u", row.row, row.line);
        for (size_t i = 0; i < row.n; i++) buf_printf(&b, "|%.*s", STR_ARG(row.fields[i]));
        buf_add(&b, STR("|\n"));
    }
    struct str out = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return out;
}

static void assert_rows(struct str text, const char *want) {
    struct arena a = {0};
    assert_str(dump(text, (struct csv_dialect){',', '"'}, &a), want);
    arena_done(&a);
}

/* The cases of csv-spectrum, with other words. */
static void plain_rows(void **state) {
    (void)state;
    assert_rows(STR("a,b,c\n1,2,3\n"), "1.1|a|b|c|\n2.2|1|2|3|\n");
    assert_rows(STR("a,b,c\r\n1,2,3\r\n"), "1.1|a|b|c|\n2.2|1|2|3|\n");
    assert_rows(STR("a,b\n1,\u02a4\n4,\u6f22"), "1.1|a|b|\n2.2|1|\u02a4|\n3.3|4|\u6f22|\n");
    assert_rows(STR("a,b,c\n1,\"\",\"\"\n,,\n"), "1.1|a|b|c|\n2.2|1|||\n3.3||||\n");
    assert_rows(STR("a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n"), "1.1|a|b|c|\n2.2|1|||\n3.3|2|3|4|\n");
}

static void quoted_fields(void **state) {
    (void)state;
    assert_rows(STR("who,where\nAda,\"Quell, Rd 5\"\n"), "1.1|who|where|\n2.2|Ada|Quell, Rd 5|\n");
    assert_rows(STR("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n"), "1.1|a|b|\n2.2|1|ha \"ha\" ha|\n3.3|3|4|\n");
    assert_rows(STR("k,v\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"c\"\": [1.5, 2]}\"\n"),
                "1.1|k|v|\n2.2|1|{\"type\": \"Point\", \"c\": [1.5, 2]}|\n");
    assert_rows(STR("place,id\n37\u00b036'37.8\"\"N 121\u00b0,7\n\"37\u00b036'37.8\"\"N\",8\n"),
                "1.1|place|id|\n2.2|37\u00b036'37.8\"\"N 121\u00b0|7|\n3.3|37\u00b036'37.8\"N|8|\n");
    assert_rows(STR("\"\"\"\"\n"), "1.1|\"|\n");
}

static void breaks_in_fields_count_lines(void **state) {
    (void)state;
    assert_rows(STR("a,b\n\"one \ntwo\",5\n7,8\n"), "1.1|a|b|\n2.2|one \ntwo|5|\n3.4|7|8|\n");
    assert_rows(STR("a,b\r\n\"one \r\ntwo\",5\r\n7,8\r\n"), "1.1|a|b|\n2.2|one \r\ntwo|5|\n3.4|7|8|\n");
    assert_rows(STR("a,b\n1,\"ha\n\"\"ha\"\"\nha\"\n3,4\n"), "1.1|a|b|\n2.2|1|ha\n\"ha\"\nha|\n3.5|3|4|\n");
}

static void as_they_come(void **state) {
    (void)state;
    assert_rows(STR(""), "");
    assert_rows(STR("\n\r\n\n"), "");
    assert_rows(STR("\xEF\xBB\xBF"
                    "a,b\n1,2"),
                "1.1|a|b|\n2.2|1|2|\n");
    assert_rows(STR("a,b,c\n1\n1,2,3,4,5\n"), "1.1|a|b|c|\n2.2|1|\n3.3|1|2|3|4|5|\n");
    assert_rows(STR("a,b\n\n\n1,2\n\n"), "1.1|a|b|\n2.4|1|2|\n");
    assert_rows(STR("a,b\n1,2\n\x1a"), "1.1|a|b|\n2.2|1|2|\n");
    assert_rows(STR("a,b\r1,2\r"), "1.1|a|b|\n2.2|1|2|\n");
    assert_rows(STR("a,b\n1\r2,3\n"), "1.1|a|b|\n2.2|1\r2|3|\n");
    assert_rows(STR("sep=,\r\na,b\r\n"), "1.2|a|b|\n");
    assert_rows(STR("a,"), "1.1|a||\n");
    assert_rows(STR("a,\"\""), "1.1|a||\n");
    assert_rows(STR("ab\"c,d\" e\n"), "1.1|ab\"c|d\" e|\n");
}

static void quotes_nobody_doubled(void **state) {
    (void)state;
    assert_rows(STR("\"The \"Big\" Co\",2\n"), "1.1|The \"Big\" Co|2|\n");
    assert_rows(STR("\"a\"  ,\"b\" \n\"c\",d\n"), "1.1|a|b|\n2.2|c|d|\n");
    assert_rows(STR("\"a\"x,b\n1,\"2\"\n"), "! 1 0\n2.2|1|2|\n");
}

static void a_quote_that_never_closes(void **state) {
    (void)state;
    assert_rows(STR("a,b\n1,\"x\n3,4\n5,6\n"), "1.1|a|b|\n! 2 6\n3.3|3|4|\n4.4|5|6|\n");
    assert_rows(STR("a,b\n\"x,1\n\"y\nz\",2\n\"v\",3\n"), "1.1|a|b|\n! 2 4\n! 3 9\n4.4|z\"|2|\n5.5|v|3|\n");
    /* From the damage on, fields close on their line. */
    assert_rows(STR("\"x y\n1,\"2\n3\" 4\n5,6\n\"7"), "! 1 0\n! 2 7\n3.3|3\" 4|\n4.4|5|6|\n! 5 19\n");
    assert_rows(STR("\""), "! 1 0\n");
}

static void rows_lie_in_the_text(void **state) {
    (void)state;
    struct str text = STR("a,b\r\n\"1\n2\",3\r\nx");
    struct arena a = {0};
    struct csv_reader r;
    struct csv_row row;
    csv_open(&r, text, (struct csv_dialect){',', '"'});
    assert_int_equal(csv_next(&r, &a, &row, NULL), 1);
    assert_str(str_cut(text, row.start, row.end), "a,b");
    assert_ptr_equal(row.fields[1].p, text.p + 2);
    assert_int_equal(csv_next(&r, &a, &row, NULL), 1);
    assert_str(str_cut(text, row.start, row.end), "\"1\n2\",3");
    assert_int_equal(csv_next(&r, &a, &row, NULL), 1);
    assert_str(str_cut(text, row.start, row.end), "x");
    assert_int_equal(csv_next(&r, &a, &row, NULL), 0);
    assert_int_equal(csv_next(&r, &a, &row, NULL), 0);
    arena_done(&a);
}

static void assert_sniffed(struct str text, char delimiter, char quote) {
    struct csv_dialect d;
    csv_sniff(text, &d);
    assert_int_equal(d.delimiter, delimiter);
    assert_int_equal(d.quote, quote);
}

static void sniffing(void **state) {
    (void)state;
    assert_sniffed(STR("a,b\n1,2\n"), ',', '"');
    assert_sniffed(STR("Name;Betrag\nX;1.234,56\nY;7,00\n"), ';', '"');
    assert_sniffed(STR("Name;Betrag;Ort\n\"A, B\";\"1,5\";C\n"), ';', '"');
    assert_sniffed(STR("a\tb, c\n1\t2\n3\t4, 5, 6\n"), '\t', '"');
    assert_sniffed(STR("a\tb\n1\t\"2\n3\t4\"5\n6\t7\n8\t9\n"), '\t', 0);
    assert_sniffed(STR("a|b|c\n1|2|3\n"), '|', '"');
    assert_sniffed(STR("one\ntwo\n"), ',', '"');
    assert_sniffed(STR(""), ',', '"');
    assert_sniffed(STR("\xEF\xBB\xBFsep=;\na,b;c\n"), ';', '"');
    assert_sniffed(STR("text,n\n\"a; b; c; d\",1\n\"e\",2\n"), ',', '"');
}

static void written_rows_are_read_again(void **state) {
    (void)state;
    struct buf b = {0};
    const struct str fields[] = {STR_INIT("a"),      STR_INIT("b,c"), STR_INIT("d\"e"),
                                 STR_INIT("f\r\ng"), STR_INIT(""),    STR_INIT(" h ")};
    csv_write_row(fields, 6, ',', &b);
    assert_str(buf_str(&b), "a,\"b,c\",\"d\"\"e\",\"f\r\ng\",, h \n");
    assert_rows(buf_str(&b), "1.1|a|b,c|d\"e|f\r\ng|| h |\n");
    buf_clear(&b);
    csv_write_row(&fields[4], 1, ',', &b);
    assert_str(buf_str(&b), "\"\"\n");
    buf_done(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_rows),
        cmocka_unit_test(quoted_fields),
        cmocka_unit_test(breaks_in_fields_count_lines),
        cmocka_unit_test(as_they_come),
        cmocka_unit_test(quotes_nobody_doubled),
        cmocka_unit_test(a_quote_that_never_closes),
        cmocka_unit_test(rows_lie_in_the_text),
        cmocka_unit_test(sniffing),
        cmocka_unit_test(written_rows_are_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
