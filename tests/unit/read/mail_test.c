#include "../../read_dump.h"
#include "unit.h"

extern const struct reader reader_mail;

/* What the reader gives, as lines; checks that the table of readers takes the bytes for a mail. */
static void expect(const char *mail, const char *want) {
    struct dump d = {0};
    struct sink sink = dump_sink(&d);
    struct err e = {0};
    assert_ptr_equal(read_recognise(str_of(mail), STR("a.eml")), &reader_mail);
    assert_true(reader_mail.read(&(struct input){.bytes = str_of(mail), .name = STR("a.eml")}, &sink, &e));
    buf_add_byte(&d.out, '\0');
    assert_string_equal(d.out.p, want);
    buf_done(&d.out);
}

static void head_becomes_a_record_with_ties(void **state) {
    (void)state;
    expect(
        "From: =?utf-8?B?0JDQvdC90LAg0J/RgNC+0LHQvdCw0Y8=?= <Anna@Example.org>\r\n"
        "To: \"Sample, Bert\" <bert@example.org>,\r\n\tdesk@example.org\r\n"
        "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?Q?_an_alle?=\r\n"
        "Date: Mon, 3 Feb 2025 11:26:19 +0400\r\n"
        "Message-ID: <1@example.org>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Dear Bert,=20\r\n\r\nthe caf=C3=A9 is =\r\nclosed.\r\n",
        "facts\n  title: Grüße an alle\n  author: Анна Пробная\n  publisher: Анна Пробная\n  date: 2025-02-03\n"
        "record \"head\"\n  said: 2025-02-03\n"
        "  |From: Анна Пробная <Anna@Example.org>\n"
        "  |To: Sample, Bert <bert@example.org>, desk@example.org\n"
        "  |Date: Mon, 3 Feb 2025 11:26:19 +0400\n  |Subject: Grüße an alle\n"
        "  Person mailto:anna@example.org\n    name = Анна Пробная\n    email = Anna@Example.org\n"
        "  Person mailto:bert@example.org\n    name = Bert Sample  <- \"Sample, Bert\"\n    email = bert@example.org\n"
        "  LegalEntity mailto:desk@example.org\n    email = desk@example.org\n"
        "  tie contact mailto:anna@example.org -> mailto:bert@example.org \"From: Анна Пробная <Anna@Example.org>\n"
        "To: Sample, Bert <bert@example.org>\"\n"
        "    role: to\n    topic: Grüße an alle\n    date: 2025-02-03\n"
        "  tie contact mailto:anna@example.org -> mailto:desk@example.org \"From: Анна Пробная <Anna@Example.org>\n"
        "To: Sample, Bert <bert@example.org>, desk@example.org\"\n"
        "    role: to\n    topic: Grüße an alle\n    date: 2025-02-03\n"
        "document, 33 bytes\n  |Dear Bert, \n  |\n  |the café is closed.\n");
}

static void plain_part_is_read_and_attachments_are_named(void **state) {
    (void)state;
    expect("From: ann@example.org\nMIME-Version: 1.0\n"
           "Content-Type: multipart/mixed; boundary=\"out\"\n\npreamble\n"
           "--out\nContent-Type: multipart/alternative; boundary=in\n\n"
           "--in\nContent-Type: text/plain\n\nThe plain words.\n"
           "--in\nContent-Type: text/html\n\n<p>The other words.</p>\n--in--\n"
           "--out\nContent-Type: application/pdf; name=\"list.pdf\"\nContent-Transfer-Encoding: base64\n"
           "Content-Disposition: attachment; filename=\"list.pdf\"\n\nJVBERi0=\n--out--\n",
           "note warning attachment: attachment not read: list.pdf (application/pdf, 5 bytes)\n"
           "facts\n  author: ann@example.org\n  publisher: ann@example.org\n"
           "record \"head\"\n  |From: ann@example.org\n"
           "  LegalEntity mailto:ann@example.org\n    email = ann@example.org\n"
           "document, 16 bytes\n  |The plain words.\n");
}

static void html_is_read_where_there_is_no_plain_part(void **state) {
    (void)state;
    expect("From: ann@example.org\nDate: 3 Feb 2025 11:26:19 +0400\nMIME-Version: 1.0\n"
           "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
           "PHA+Q2Fm6SBhdCBzZXZlbi48L3A+\n",
           "facts\n  author: ann@example.org\n  publisher: ann@example.org\n  date: 2025-02-03\n"
           "record \"head\"\n  said: 2025-02-03\n  |From: ann@example.org\n  |Date: 3 Feb 2025 11:26:19 +0400\n"
           "  LegalEntity mailto:ann@example.org\n    email = ann@example.org\n"
           "document, 15 bytes\n  |Café at seven.\n");
}

static void a_letter_is_no_mail(void **state) {
    (void)state;
    struct str letter = STR("From: here\n\nDear Ann, the date is fixed.\n");
    assert_ptr_not_equal(read_recognise(letter, STR("letter.txt")), &reader_mail);
    struct str memo = STR("Title: Advice\nSource: The Office\nDate: 2024-02-26\n\nTo: Ann\nFrom: Bert\n");
    assert_ptr_not_equal(read_recognise(memo, STR("memo.txt")), &reader_mail);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_becomes_a_record_with_ties),
        cmocka_unit_test(plain_part_is_read_and_attachments_are_named),
        cmocka_unit_test(html_is_read_where_there_is_no_plain_part),
        cmocka_unit_test(a_letter_is_no_mail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
