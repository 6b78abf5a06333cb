#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* A text and the claims in it, a line each: speaker|cue|content|labels. Parts of one content are parted by " + ". Of
 * the labels only those that are not the usual ones are told (named, indirect, asserts, fact, not negated). */
struct example {
    const char *text, *claims;
};

static struct str part(struct str text, struct span s) { return str_cut(text, s.start, s.end); }

static struct str print_claim(struct arena *a, struct str text, const struct reading *r, uint32_t i) {
    const struct claim *c = &r->claims[i];
    struct str speaker = part(text, c->speaker), cue = part(text, c->cue), out;
    out = arena_printf(a, "%.*s|%.*s|", STR_ARG(speaker), STR_ARG(cue));
    for (uint32_t p = 0; p < c->content_count; p++) {
        struct str words = part(text, c->content[p]);
        out = arena_printf(a, "%.*s%s%.*s", STR_ARG(out), p ? " + " : "", STR_ARG(words));
    }
    const char *labels[] = {c->speaker_type == SPEAKER_NAMED ? "" : speaker_types[c->speaker_type],
                            c->form == FORM_INDIRECT ? "" : claim_forms[c->form],
                            c->stance == STANCE_ASSERTS ? "" : stances[c->stance],
                            c->modality == MODALITY_FACT ? "" : modalities[c->modality],
                            c->negated ? "negated" : "",
                            c->via == NO_INDEX ? "" : "via"};
    out = arena_printf(a, "%.*s|", STR_ARG(out));
    bool any = false;
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        if (!labels[k][0]) continue;
        out = arena_printf(a, "%.*s%s%s", STR_ARG(out), any ? " " : "", labels[k]);
        any = true;
    }
    return out;
}

static struct str print_claims(struct arena *a, const struct language *l, struct str text) {
    struct reading r;
    language_read(l, text, (struct date){.precision = DATE_NONE}, a, &r);
    struct str out = STR("");
    for (uint32_t i = 0; i < r.claim_count; i++) {
        struct str line = print_claim(a, text, &r, i);
        out = arena_printf(a, "%.*s%s%.*s", STR_ARG(out), i ? "\n" : "", STR_ARG(line));
    }
    return out;
}

static void check(const struct example *examples, size_t n) {
    struct language *l;
    struct err e;
    assert_true(language_open(NULL, &l, &e));
    struct arena a = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        struct str got = print_claims(&a, l, str_of(examples[i].text));
        if (str_is(got, examples[i].claims)) continue;
        wrong++;
        print_message("TEXT     %s\nEXPECTED %s\nGOT      %.*s\n\n", examples[i].text, examples[i].claims,
                      STR_ARG(got));
        arena_reset(&a);
    }
    arena_done(&a);
    language_close(l);
    assert_int_equal(wrong, 0);
}
#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void direct_quotations(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"\"We sold the port,\" Elena Ruiz said.", "Elena Ruiz|said|\"We sold the port,\"|direct"},
        {"Elena Ruiz said, \"We sold the port.\"", "Elena Ruiz|said|\"We sold the port.\"|direct"},
        {"Elena Ruiz said: \"We sold the port.\"", "Elena Ruiz|said|\"We sold the port.\"|direct"},
        {"“We sold the port,” said Elena Ruiz.", "Elena Ruiz|said|“We sold the port,”|direct"},
        {"«We sold the port», said Elena Ruiz.", "Elena Ruiz|said|«We sold the port»|direct"},
        {"„We sold the port“, said Elena Ruiz.", "Elena Ruiz|said|„We sold the port“|direct"},
        {"``We sold the port,'' said Elena Ruiz.", "Elena Ruiz|said|``We sold the port,''|direct"},
        {"‘We sold the port,’ said Elena Ruiz.", "Elena Ruiz|said|‘We sold the port,’|direct"},
        {"\"We sold the port,\" Elena Ruiz said, \"and we would sell it again.\"",
         "Elena Ruiz|said|\"We sold the port,\" + \"and we would sell it again.\"|direct"},
        {"\"We sold the port,\" Elena Ruiz said. \"Nobody asked us why.\"",
         "Elena Ruiz|said|\"We sold the port,\" + \"Nobody asked us why.\"|direct"},
        {"\"Who sold the port?\" Elena Ruiz asked.", "Elena Ruiz|asked|\"Who sold the port?\"|direct asks"},
        {"\"We sold the port,\" said Elena Ruiz, the minister of transport, on Tuesday.",
         "Elena Ruiz, the minister of transport|said|\"We sold the port,\"|direct"},
        {"\"We sold the port. It was a good price,\" Elena Ruiz told reporters.",
         "Elena Ruiz|told|\"We sold the port. It was a good price,\"|direct"},
        {"Elena Ruiz called the sale \"a mistake we all regret\".",
         "Elena Ruiz|called|the sale \"a mistake we all regret\"|mixed"},
        {"Elena Ruiz said the sale was \"a mistake\" and that it would be undone.",
         "Elena Ruiz|said|the sale was \"a mistake\" and that it would be undone|mixed"},
        {"Elena Ruiz smiled. \"We sold the port,\" she said.", "she|said|\"We sold the port,\"|direct"},
        {"\"We sold the port,\" Elena Ruiz said.\n\n\"It was a good price.\"\n\nThe port lies in the north.",
         "Elena Ruiz|said|\"We sold the port,\" + \"It was a good price.\"|direct"},
        {"\"We sold the port,\" Elena Ruiz said.\n\n\"It was a good price.\n\n\"Nobody asked us why.\"",
         "Elena Ruiz|said|\"We sold the port,\" + \"It was a good price. + \"Nobody asked us why.\"|direct"},
        {"\"It was a good price.\" — Elena Ruiz", "Elena Ruiz|—|\"It was a good price.\"|direct"},
        {"Elena Ruiz: \"We sold the port because nobody wanted it.\"",
         "Elena Ruiz||\"We sold the port because nobody wanted it.\"|direct"},
    };
    CHECK(examples);
}

static void reported_speech(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"Elena Ruiz said that the port was sold.", "Elena Ruiz|said|the port was sold|"},
        {"Elena Ruiz said the port was sold.", "Elena Ruiz|said|the port was sold|"},
        {"The port was sold, Elena Ruiz said.", "Elena Ruiz|said|The port was sold|"},
        {"The port, Elena Ruiz said, was sold in May.", "Elena Ruiz|said|The port + was sold in May|"},
        {"The port was sold, said Elena Ruiz.", "Elena Ruiz|said|The port was sold|"},
        {"Elena Ruiz told reporters on Tuesday that the port was sold.", "Elena Ruiz|told|the port was sold|"},
        {"Elena Ruiz told reporters the port was sold.", "Elena Ruiz|told|the port was sold|"},
        {"Elena Ruiz told him that the port was sold.", "Elena Ruiz|told|the port was sold|"},
        {"Elena Ruiz said in a statement that the port was sold.", "Elena Ruiz|said|the port was sold|"},
        {"Elena Ruiz said on Tuesday the port was sold.", "Elena Ruiz|said|the port was sold|"},
        {"According to Elena Ruiz, the port was sold.", "Elena Ruiz|According to|the port was sold|"},
        {"The port was sold, according to Elena Ruiz.", "Elena Ruiz|according to|The port was sold|"},
        {"The port, according to Elena Ruiz, was sold.", "Elena Ruiz|according to|The port + was sold|"},
        {"Elena Ruiz announced the sale of the port.", "Elena Ruiz|announced|the sale of the port|"},
        {"Elena Ruiz praised the sale.", "Elena Ruiz|praised|the sale|"},
        {"Elena Ruiz asked the council to sell the port.", "Elena Ruiz|asked|the council to sell the port|asks"},
        {"Elena Ruiz asked whether the port was sold.", "Elena Ruiz|asked|whether the port was sold|asks"},
        {"Elena Ruiz called for an inquiry.", "Elena Ruiz|called for|an inquiry|asks"},
        {"Elena Ruiz accused the council of selling the port.",
         "Elena Ruiz|accused|the council of selling the port|alleges"},
        {"Elena Ruiz alleged that the council sold the port.", "Elena Ruiz|alleged|the council sold the port|alleges"},
        {"Elena Ruiz said the port was sold, adding that the price was good.",
         "Elena Ruiz|adding|the price was good|\nElena Ruiz|said|the port was sold|"},
        {"Elena Ruiz said the port was sold, but Omar Haddad said the port was closed.",
         "Elena Ruiz|said|the port was sold|\nOmar Haddad|said|the port was closed|"},
        {"Elena Ruiz stood up and said that the port was sold.", "Elena Ruiz|said|the port was sold|"},
        {"When Elena Ruiz said the port was sold, the council laughed.", "Elena Ruiz|said|the port was sold|"},
        {"Omar Haddad, who said the port was sold, left.", "Omar Haddad|said|the port was sold|"},
        {"In May, Omar Haddad, the mayor, said the port was sold.", "Omar Haddad, the mayor|said|the port was sold|"},
        {"As Elena Ruiz said, the port was sold.", "Elena Ruiz|said|the port was sold|"},
        {"Citing safety rules, Elena Ruiz said the port was closed.",
         "Elena Ruiz|Citing|safety rules|\nElena Ruiz|said|the port was closed|"},
        {"Elena Ruiz went on to say that the port was sold.", "Elena Ruiz|say|the port was sold|"},
    };
    CHECK(examples);
}

static void nouns_and_adverbs(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"Elena Ruiz repeated her claim that the port was sold.",
         "Elena Ruiz|repeated|her claim that the port was sold|\nher|claim|the port was sold|alleges via"},
        {"Omar Haddad's claim that the port was sold is false.", "Omar Haddad|claim|the port was sold|alleges"},
        {"The council allegedly sold the port.", "|allegedly|The council allegedly sold the port|unknown alleges"},
        {"The council is said to own the port.", "|said|The council + to own the port|unknown"},
        {"The council was accused of selling the port.", "|accused|The council + of selling the port|unknown alleges"},
        {"The council was accused by Elena Ruiz of selling the port.",
         "Elena Ruiz|accused|The council + of selling the port|alleges"},
        {"There were allegations of fraud at the port.", "|allegations of|fraud at the port|unknown alleges"},
    };
    CHECK(examples);
}

static void stances_of_speakers(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"Elena Ruiz denied the allegations.", "Elena Ruiz|denied|the allegations|denies"},
        {"Elena Ruiz denied that the port was sold.", "Elena Ruiz|denied|the port was sold|denies"},
        {"Elena Ruiz denied having met Omar Haddad.", "Elena Ruiz|denied|having met Omar Haddad|denies"},
        {"Elena Ruiz did not deny that the port was sold.", "Elena Ruiz|deny|the port was sold|"},
        {"Elena Ruiz rejected the claim that the port was sold.",
         "Elena Ruiz|rejected|the claim that the port was sold|denies\n|claim|the port was sold|unknown alleges via"},
        {"Elena Ruiz rejected the offer.", "Elena Ruiz|rejected|the offer|"},
        {"The officers denied them entry.", ""},
        {"Elena Ruiz declined to comment.", "Elena Ruiz|declined to comment|declined to comment|declines"},
        {"Elena Ruiz declined to comment on the sale.", "Elena Ruiz|declined to comment|on the sale|declines"},
        {"Elena Ruiz did not respond to a request for comment.",
         "Elena Ruiz|did not respond|to a request for comment|declines"},
        {"Elena Ruiz could not be reached for comment.", "Elena Ruiz|could not be reached|for comment|declines"},
        {"Elena Ruiz had no comment.", "Elena Ruiz|had no comment|had no comment|declines"},
        {"\"That is not true,\" Elena Ruiz said.", "Elena Ruiz|said|\"That is not true,\"|direct denies"},
        {"Elena Ruiz did not say that the port was sold.", "Elena Ruiz|say|the port was sold|negated"},
        {"Elena Ruiz has not said why the port was sold.", "Elena Ruiz|said|why the port was sold|declines"},
        {"The ministry has not said when the port was sold.", "The ministry|said|when the port was sold|declines"},
        {"Talks were going on about \"parts of the port\".", ""},
        {"\"We urge the council to sell,\" Elena Ruiz said.",
         "Elena Ruiz|said|\"We urge the council to sell,\"|direct asks\nWe|urge|the council to sell|asks via"},
    };
    CHECK(examples);
}

static void modalities_of_content(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"Elena Ruiz promised to sell the port.", "Elena Ruiz|promised|to sell the port|promise"},
        {"Elena Ruiz vowed that the port would stay open.", "Elena Ruiz|vowed|the port would stay open|promise"},
        {"Elena Ruiz said the port will be sold.", "Elena Ruiz|said|the port will be sold|plan"},
        {"Elena Ruiz said the council plans to sell the port.",
         "Elena Ruiz|said|the council plans to sell the port|plan"},
        {"Elena Ruiz said the port may be sold.", "Elena Ruiz|said|the port may be sold|possible"},
        {"Elena Ruiz said the port would be sold if the council agreed.",
         "Elena Ruiz|said|the port would be sold if the council agreed|conditional"},
    };
    CHECK(examples);
}

static void speakers(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"An official familiar with the talks said the port was sold.",
         "An official familiar with the talks|said|the port was sold|anonymous"},
        {"The port was sold, according to four people familiar with the talks.",
         "four people familiar with the talks|according to|The port was sold|anonymous"},
        {"Omar Haddad, a spokesman for the port, called the account \"a harbour tale\".",
         "Omar Haddad, a spokesman for the port|called|the account \"a harbour tale\"|mixed"},
        {"Two witnesses said the port was sold.", "Two witnesses|said|the port was sold|anonymous"},
        {"The port was sold, said an aide, who asked not to be named.",
         "an aide, who asked not to be named|said|The port was sold|anonymous"},
        {"A spokesman for Elena Ruiz said the port was sold.",
         "A spokesman for Elena Ruiz|said|the port was sold|spokesperson"},
        {"The report said the port was sold.", "The report|said|the port was sold|document"},
        {"According to court documents, the port was sold.", "court documents|According to|the port was sold|document"},
        {"The Transport Ministry said the port was sold.", "The Transport Ministry|said|the port was sold|"},
        {"The company said the port was sold.", "The company|said|the port was sold|"},
        {"Omar Haddad and Elena Ruiz said the port was sold.", "Omar Haddad and Elena Ruiz|said|the port was sold|"},
        {"The mayor of Arden, Elena Ruiz, said the port was sold.",
         "The mayor of Arden, Elena Ruiz|said|the port was sold|"},
        {"Elena Ruiz (Green Party) said the port was sold.", "Elena Ruiz (Green Party)|said|the port was sold|"},
        {"Omar Haddad was quoted as saying that the port was sold.", "Omar Haddad|saying|the port was sold|"},
    };
    CHECK(examples);
}

static void chains(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"Omar Haddad wrote that Elena Ruiz had told him the port was sold.",
         "Omar Haddad|wrote|Elena Ruiz had told him the port was sold|\nElena Ruiz|told|the port was sold|via"},
        {"\"She said the port was sold,\" Omar Haddad told the court.",
         "Omar Haddad|told|\"She said the port was sold,\"|direct\nShe|said|the port was sold|via"},
        {"According to the Arden Gazette, Elena Ruiz said the port was sold.",
         "the Arden Gazette|According to|Elena Ruiz said the port was sold|document\nElena Ruiz|said|the port was "
         "sold|via"},
        {"The Arden Gazette, quoting Elena Ruiz, said the port was sold.",
         "The Arden Gazette|said|the port was sold|document\nElena Ruiz|quoting|the port was sold|via"},
        {"The port was sold, the Arden Gazette reported, citing two officials.",
         "the Arden Gazette|reported|The port was sold|document\ntwo officials|citing|The port was sold|anonymous via"},
        {"According to the Arden Gazette, quoting Elena Ruiz, the port was sold.",
         "the Arden Gazette|According to|the port was sold|document\nElena Ruiz|quoting|the port was sold|via"},
        {"Elena Ruiz said the port was sold, citing the weather.",
         "Elena Ruiz|citing|the weather|\nElena Ruiz|said|the port was sold|"},
    };
    CHECK(examples);
}

/* The words behind a nameless source belong to it; so do the verbs that share a subject. */
static void nameless_sources(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"The port was sold, according to four people familiar with the talks.",
         "four people familiar with the talks|according to|The port was sold|anonymous"},
        {"The port was sold, according to two officials briefed on the talks who asked not to be named.",
         "two officials briefed on the talks who asked not to be named|according to|The port was sold|anonymous"},
        {"According to a person with knowledge of the sale, the port was sold.",
         "a person with knowledge of the sale|According to|the port was sold|anonymous"},
        {"According to three people close to the minister, the port was sold.",
         "three people close to the minister|According to|the port was sold|anonymous"},
        {"A person familiar with that conversation told The Arden Gazette that the port was sold.",
         "A person familiar with that conversation|told|the port was sold|anonymous"},
        {"A person briefed on that conversation said the port was sold.",
         "A person briefed on that conversation|said|the port was sold|anonymous"},
        {"The port was sold, according to a person briefed on that conversation.",
         "a person briefed on that conversation|according to|The port was sold|anonymous"},
        {"An employee of the harbour in Arden told The Gazette that the port was sold.",
         "An employee of the harbour in Arden|told|the port was sold|anonymous"},
        {"A man who had heard of the sale said the port was closed.",
         "A man who had heard of the sale|said|the port was closed|anonymous"},
        {"The boats belong to a fisherman in Arden, who said the port was sold.",
         "a fisherman in Arden|said|the port was sold|anonymous"},
        {"A banker in Arden, who did not want to be quoted by name, said the port was sold.",
         "A banker in Arden, who did not want to be quoted by name|said|the port was sold|anonymous"},
        {"A friend of Senator Ruiz said the port was sold.",
         "A friend of Senator Ruiz|said|the port was sold|anonymous"},
        {"Ruiz campaign officials said the port was sold.", "Ruiz campaign officials|said|the port was sold|anonymous"},
        {"Elena Ruiz's office said the port was sold.", "Elena Ruiz's office|said|the port was sold|"},
        {"The list names Elena Ruiz, the Arden media owner, who denied that the port was sold.",
         "Elena Ruiz, the Arden media owner|denied|the port was sold|denies"},
        {"Elena Ruiz, the minister of transport, praised the crew, thanked the council and promised that the port "
         "would "
         "be sold.",
         "Elena Ruiz, the minister of transport|promised|the port would be sold|promise\n"
         "Elena Ruiz, the minister of transport|thanked|the council|\n"
         "Elena Ruiz, the minister of transport|praised|the crew|"},
        {"Omar Haddad, a spokesman for Elena Ruiz, called the report \"a tale\" and denied that the port was sold.",
         "Omar Haddad, a spokesman for Elena Ruiz|denied|the port was sold|denies\n"
         "Omar Haddad, a spokesman for Elena Ruiz|called|the report \"a tale\"|mixed"},
        {"\"We sold the port,\" Elena Ruiz, the minister of transport, told parliament.",
         "Elena Ruiz, the minister of transport|told|\"We sold the port,\"|direct"},
    };
    CHECK(examples);
}

static void promises(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"\"The contract will be published in full, by 31 January,\" Elena Ruiz, the minister of transport, told "
         "parliament.",
         "Elena Ruiz, the minister of transport|told|\"The contract will be published in full, by 31 January,\"|direct "
         "promise"},
        {"\"I will sell every last share,\" said Elena Ruiz, the minister of transport.",
         "Elena Ruiz, the minister of transport|said|\"I will sell every last share,\"|direct promise"},
        {"Elena Ruiz, the minister of transport, said that she would sell the port by May.",
         "Elena Ruiz, the minister of transport|said|she would sell the port by May|promise"},
        {"\"I will be brief,\" said Elena Ruiz, the minister of transport.",
         "Elena Ruiz, the minister of transport|said|\"I will be brief,\"|direct plan"},
        {"\"The port will be sold by May,\" said Omar Haddad, a student.",
         "Omar Haddad, a student|said|\"The port will be sold by May,\"|direct plan"},
        {"\"It will rain by Friday,\" said Elena Ruiz, the minister of transport.",
         "Elena Ruiz, the minister of transport|said|\"It will rain by Friday,\"|direct plan"},
    };
    CHECK(examples);
}

static void rejections_and_refusals(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"Elena Ruiz rejected a call by Omar Haddad, an opposition deputy, to resign.",
         "Elena Ruiz|rejected|a call by Omar Haddad, an opposition deputy, to resign|denies"},
        {"Elena Ruiz rejected calls for an inquiry.", "Elena Ruiz|rejected|calls for an inquiry|denies"},
        {"Elena Ruiz could not answer from memory.",
         "Elena Ruiz|could not answer|could not answer from memory|declines"},
        {"Elena Ruiz did not say who had sold the port.", "Elena Ruiz|say|who had sold the port|declines"},
    };
    CHECK(examples);
}

static void lines(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"RUIZ: We sold the port.\n\nHADDAD: To whom?\n\nRUIZ: To the council. It paid well.\n\nHADDAD: I see.",
         "RUIZ||We sold the port|direct\nHADDAD||To whom|direct\nRUIZ||To the council. It paid well|direct\n"
         "HADDAD||I see|direct"},
        {"Elena Ruiz: port will be sold\n\nThe port lies in the north.", "Elena Ruiz||port will be sold|plan"},
    };
    CHECK(examples);
}

/* What looks like reported speech and is none. */
static void traps(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"The State Department sold the port.", ""},
        {"The council charged a fee.", ""},
        {"The \"free\" port was sold.", ""},
        {"The plan announced on Tuesday was bad.", ""},
        {"According to plan, the port was sold.", ""},
        {"A ship called Aurora left the port.", ""},
        {"He wants to say goodbye.", ""},
        {"Reports and claims filled the room.", ""},
        {"", ""},
        {"\"", ""},
        {"said", ""},
        {"\"\" said.", ""},
    };
    CHECK(examples);
}

/* Hostile text must take linear time: marks and verbs repeated, within seconds. */
static void repeated(const struct language *l, const char *unit) {
    struct arena a = {0};
    size_t n = strlen(unit), count = 200000 / n;
    char *text = arena_new(&a, n * count);
    for (size_t i = 0; i < count; i++) memcpy(text + i * n, unit, n);
    struct reading r;
    clock_t start = clock();
    language_read(l, (struct str){text, n * count}, (struct date){.precision = DATE_NONE}, &a, &r);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > 8) print_message("%s: %.1f s\n", unit, seconds);
    assert_true(seconds < 8);
    arena_done(&a);
}

static void hostile_text_takes_linear_time(void **state) {
    (void)state;
    struct language *l;
    struct err e;
    assert_true(language_open(NULL, &l, &e));
    static const char *const units[] = {
        "\"",        "said ",       "\" said ",   "“a” ",         "he said that ", "according to ",
        "A: \"b\" ", "claim that ", ", said X, ", "(\"he said, ", "\"\n\n",        "and said "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) repeated(l, units[i]);
    language_close(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_quotations),
        cmocka_unit_test(reported_speech),
        cmocka_unit_test(nouns_and_adverbs),
        cmocka_unit_test(stances_of_speakers),
        cmocka_unit_test(modalities_of_content),
        cmocka_unit_test(speakers),
        cmocka_unit_test(nameless_sources),
        cmocka_unit_test(promises),
        cmocka_unit_test(rejections_and_refusals),
        cmocka_unit_test(chains),
        cmocka_unit_test(lines),
        cmocka_unit_test(traps),
        cmocka_unit_test(hostile_text_takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
