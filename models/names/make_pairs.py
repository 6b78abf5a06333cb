#!/usr/bin/env python3
"""Makes labelled pairs from CC0 names, for train.py --more.  usage: make_pairs.py DATA CLEW [SEED] > pairs.csv

Negatives: a random name and the name that CLEW (the program, with its present weights) finds nearest to it in a list of
20,000 other random names: what screening strangers brings up (only those that score LEAST_SCORE or more teach
anything; the schema begins with "?" as that of the asked name is not known). Positives: names of the transliteration
pairs in both scripts, and random names after a slip of the pen. The columns are train.py's, and a weight. Random but
seeded."""
import collections, csv, gzip, json, os, random, re, subprocess, sys, tempfile, unicodedata

data, clew = sys.argv[1:3]
rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20)
LISTED, ASKED, CROSS, EASTERN, SLIPS, HITS, LEAST_SCORE = 20000, 3000, 170, 170, 100, 3, .03
KEPT = .22  # share of what is found that is kept
# Weights of a row. Strangers of one script count little: the judged pairs know better what a slip of the pen is.
STRANGER, FOREIGN_STRANGER, SPELLING, EASTERN_SPELLING = .004, .1, .12, .03
LANGUAGES = {'russian': ' ', 'arabic': ' ', 'hebrew': ' ', 'katakana': '・', 'korean': ' ', 'chinese': '·'}
LINES = 'Trading Shipping Energy Group Holding Bank Services Construction Technologies Investment Petroleum Logistics Industries Foundation'.split()
FORMS = 'Ltd LLC JSC GmbH Inc SA OOO Co Limited'.split()


def popular():
    names = collections.defaultdict(lambda: ([], []))
    for i, kind in enumerate(('forenames', 'surnames')):
        for row in csv.DictReader(open(os.path.join(data, 'popular_names', f'common-{kind}-by-country.csv'), encoding='utf-8-sig')):
            both = row['Localized Name'], row['Romanized Name'] or row['Localized Name']
            names[row['Country']][i].append(both)
    return [pair for country, pair in sorted(names.items()) if len(pair[0]) > 4 and len(pair[1]) > 4]


def tokens():
    out = {}
    for language in LANGUAGES:
        out[language] = []
        for line in gzip.open(os.path.join(data, 'xlit_coling2018', f'wd_{language}_64.tsv.gz'), 'rt', encoding='utf-8'):
            latin, foreign, n = line.rstrip('\n').split('\t')
            if int(n) > 2 and len(latin) > 2: out[language].append((foreign.replace(' ', ''), latin))
    return out


def east_asian():
    """By country: surnames, and syllables of forenames, each as (native, romanised)."""
    out = {}
    for country in ('CN', 'TW', 'KR', 'JP'):
        given, family = [], []
        for kind, to in (('forenames', given), ('surnames', family)):
            for row in csv.DictReader(open(os.path.join(data, 'popular_names', f'common-{kind}-by-country.csv'), encoding='utf-8-sig')):
                native, roman = row['Localized Name'], row['Romanized Name']
                if row['Country'] == country and roman and ' ' not in native and (native > '가' or country != 'KR') and not native.isascii(): to.append((native, roman))
        out[country] = (given, family)
    return out


COUNTRIES, TOKENS, EAST = popular(), tokens(), east_asian()
LATIN = [latin for pairs in TOKENS.values() for _, latin in pairs]


def fold(s): return ''.join(c for c in unicodedata.normalize('NFKD', s.casefold()) if c.isalnum() and not unicodedata.combining(c))


def made(words, which, between=' '):
    """A name of (native, Latin) words in one of the scripts, and which words it has: each by what it is in both."""
    return between.join(w[which] for w in words).strip(), [{fold(w[0]), fold(w[1])} for w in words]


def person(native):
    """A random name, in its own script where there is one and `native` says so."""
    which = 0 if native and rng.random() < .5 else 1
    if rng.random() < .4:
        language = rng.choice(list(LANGUAGES))
        words = [rng.choice(TOKENS[language]) for _ in range(rng.choice((2, 2, 3)))]
        return made([(w, latin.title()) for w, latin in words], which, ' ' if which else LANGUAGES[language])
    given, family = rng.choice(COUNTRIES)
    words = [rng.choice(given) for _ in range(rng.choice((1, 1, 1, 2)))] + [rng.choice(family)]
    if rng.random() < .15: words.append(rng.choice(family))
    return made(words if rng.random() < .85 else words[-1:] + words[:-1], which)


def syllables(given):
    """The forenames cut in two: each half of a native name of two letters with its half of the spelling."""
    out = []
    for native, roman in given:
        if len(native) != 2: continue
        cut = roman.split('-') if '-' in roman else re.findall('[^aeiouāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*[aeiouāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+(?:ng?(?![aeiouāáǎàēéěèīíǐìōóǒòūúǔùü]))?', roman.lower())
        if len(cut) == 2: out += zip(native, cut)
    return out


SYLLABLES = {country: syllables(given) for country, (given, _) in EAST.items()}


def eastern(countries=('CN', 'TW', 'KR', 'JP')):
    """The words of a name of East Asia, the family name first."""
    country = rng.choice(countries)
    given, family = EAST[country]
    words = [rng.choice(family)]
    if SYLLABLES[country] and rng.random() < .7:
        two = [rng.choice(SYLLABLES[country]) for _ in range(rng.choice((1, 2, 2, 2)))]
        words.append((''.join(x for x, _ in two), rng.choice(('', '-', ' ')).join(y for _, y in two).title()))
    elif given: words.append(rng.choice(given))
    if rng.random() < .3 and given: words.append(rng.choice(given))
    return words


def eastern_asked():
    words, which = eastern(), 0 if rng.random() < .8 else 1
    return made(words[1:] + words[:1] if rng.random() < .6 else words, which, ' ' if which or rng.random() < .7 else '')


def eastern_listed():
    words = eastern()
    if rng.random() < .4: words[0] = words[0][0], words[0][1].upper()
    if rng.random() < .1: words = words[1:]
    if rng.random() < .2: words = words[1:] + words[:1]
    return made(words, 1)


def listed():
    """A schema, and a name for it."""
    if rng.random() < .1: return 'Person' if rng.random() < .8 else 'Vessel', eastern_listed()
    chance = rng.random()
    if chance < .07: return 'Person', made([('', rng.choice(LATIN).title())], 1)
    if chance < .75: return 'Person', person(rng.random() < .1)
    words = [('', rng.choice(LATIN).title()) for _ in range(rng.choice((1, 1, 2)))] + [('', w) for w in rng.sample(LINES, rng.choice((0, 1, 1, 2)))]
    if chance < .8: return 'Vessel', made(words[:2], 1)
    return 'Company', made(words + ([('', rng.choice(FORMS))] if rng.random() < .7 else []), 1)


def is_latin(s): return max(map(ord, s)) < 0x370


def contained(a, b):
    """Every word of `a` stands in `b`, in whatever script: no two such names of some words are strangers."""
    left = list(b)
    for word in a:
        same = next((w for w in left if (w & word) - {''}), None)
        if same is None: return False
        left.remove(same)
    return len(a) > 1 or len(b) == 1


def slip(name):
    at = [i for i, c in enumerate(name) if c.isalpha() and i > 0]
    i = rng.choice(at)
    how = rng.randrange(4)
    if how == 0: return name[:i] + name[i + 1:]
    if how == 1: return name[:i] + name[i] + name[i:]
    if how == 2 and name[i].isascii(): return name[:i] + rng.choice('aeiourstlnmd') + name[i + 1:]
    return name[:i - 1] + name[i] + name[i - 1] + name[i + 1:]


def negatives(out):
    with tempfile.TemporaryDirectory() as tmp:
        path = lambda name: os.path.join(tmp, name)
        entries = [listed() for _ in range(LISTED)]
        queries = [eastern_asked() if rng.random() < .2 else person(rng.random() < .4) for _ in range(ASKED)]
        for file, head, rows in (('list.csv', ['entity_id', 'schema', 'name'], [[i, schema, name] for i, (schema, (name, _)) in enumerate(entries)]), ('queries.csv', ['name'], [[q] for q, _ in queries])):
            with open(path(file), 'w', newline='', encoding='utf-8') as o: csv.writer(o).writerows([head] + rows)
        subprocess.run([clew, 'index', path('list.csv'), '-o', path('list.idx')], check=True, stdout=subprocess.DEVNULL)
        lines = subprocess.run([clew, 'screen', path('list.idx'), '--queries', path('queries.csv'), '--limit', str(HITS), '--ndjson'], check=True, capture_output=True, encoding='utf-8').stdout.splitlines()
        for (query, words), line in zip(queries, lines):
            for hit in json.loads(line)['results']:
                schema, (_, listed_words) = entries[int(hit['id'])]
                if hit['score'] < LEAST_SCORE or contained(words, listed_words) or contained(listed_words, words): continue
                if rng.random() > KEPT: continue
                out.writerow(['?' + schema, query, hit['name'], 'false', STRANGER if is_latin(query + hit['name']) else FOREIGN_STRANGER])


def positives(out):
    for _ in range(CROSS):
        language = rng.choice(list(LANGUAGES))
        words = rng.sample(TOKENS[language], rng.choice((2, 2, 3)))
        latin = [w.title() for _, w in words]
        if rng.random() < .15: latin = latin[-1:] + latin[:-1]
        out.writerow(['Person', LANGUAGES[language].join(w for w, _ in words), ' '.join(latin), 'true', SPELLING])
    for _ in range(EASTERN):
        words = eastern(('CN', 'TW', 'KR'))
        latin, native = made(words, 1)[0], made(words[1:] + words[:1] if rng.random() < .3 else words, 0, rng.choice(('', ' ')))[0]
        out.writerow(['Person', native, latin, 'true', EASTERN_SPELLING])
    for _ in range(SLIPS):
        name, _ = person(False)
        out.writerow(['Person', name, slip(name), 'true', SPELLING])


out = csv.writer(sys.stdout)
out.writerow(['schema', 'name1', 'name2', 'is_match', 'weight'])
negatives(out)
positives(out)
