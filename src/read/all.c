#include "read/read.h"

/* Every format that clew reads. The surest wins; the earlier one when two are equally sure. */
extern const struct reader reader_un, reader_ofac, reader_bods, reader_ftm, reader_statements, reader_mail, reader_html,
    reader_table, reader_article, reader_markdown, reader_data, reader_text;

const struct reader *const all_readers[] = {
    &reader_un,    &reader_ofac,    &reader_bods,     &reader_ftm,  &reader_statements, &reader_mail, &reader_html,
    &reader_table, &reader_article, &reader_markdown, &reader_data, &reader_text,       NULL};
