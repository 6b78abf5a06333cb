#!/usr/bin/env python3
"""Makes labelled pairs from CC0 names, for train.py --more.  usage: make_pairs.py DATA CLEW > pairs.csv

Negatives: a random name and the name that CLEW (the program, with its present weights) finds nearest to it in a list of
20,000 other random names: what screening strangers brings up (only those that score LEAST_SCORE or more teach anything). Positives: names of the transliteration pairs in both
scripts, and random names after a slip of the pen. The columns are train.py's, and a weight. Random but seeded."""
import collections, csv, gzip, json, os, random, subprocess, sys, tempfile, unicodedata

data, clew = sys.argv[1:]
rng = random.Random(20)
LISTED, ASKED, CROSS, SLIPS, LEAST_SCORE = 20000, 4000, 400, 200, .2
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


COUNTRIES, TOKENS = popular(), tokens()
LATIN = [latin for pairs in TOKENS.values() for _, latin in pairs]


def person(native):
    """A random name, in its own script where there is one and `native` says so."""
    which = 0 if native and rng.random() < .5 else 1
    if rng.random() < .4:
        language = rng.choice(list(LANGUAGES))
        if native and rng.random() < .5: return LANGUAGES[language].join(rng.choice(TOKENS[language])[0] for _ in range(rng.choice((2, 2, 3))))
        return ' '.join(rng.choice(LATIN).title() for _ in range(rng.choice((2, 2, 3))))
    given, family = rng.choice(COUNTRIES)
    words = [rng.choice(given)[which] for _ in range(rng.choice((1, 1, 1, 2)))] + [rng.choice(family)[which]]
    if rng.random() < .15: words.append(rng.choice(family)[which])
    return ' '.join(words if rng.random() < .85 else words[-1:] + words[:-1])


def listed():
    chance = rng.random()
    if chance < .07: return 'Person', rng.choice(LATIN).title()
    if chance < .75: return 'Person', person(rng.random() < .1)
    words = [rng.choice(LATIN).title() for _ in range(rng.choice((1, 1, 2)))] + rng.sample(LINES, rng.choice((0, 1, 1, 2)))
    if chance < .8: return 'Vessel', ' '.join(words[:2])
    return 'Company', ' '.join(words + ([rng.choice(FORMS)] if rng.random() < .7 else []))


def plain(s): return sorted(''.join(c if c.isalnum() else ' ' for c in unicodedata.normalize('NFKD', s.casefold()) if not unicodedata.combining(c)).split())


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
        entries, queries = [listed() for _ in range(LISTED)], [person(rng.random() < .4) for _ in range(ASKED)]
        for file, head, rows in (('list.csv', ['entity_id', 'schema', 'name'], [[i, *e] for i, e in enumerate(entries)]), ('queries.csv', ['name'], [[q] for q in queries])):
            with open(path(file), 'w', newline='', encoding='utf-8') as o: csv.writer(o).writerows([head] + rows)
        subprocess.run([clew, 'index', path('list.csv'), '-o', path('list.idx')], check=True, stdout=subprocess.DEVNULL)
        lines = subprocess.run([clew, 'screen', path('list.idx'), '--queries', path('queries.csv'), '--limit', '1', '--ndjson'], check=True, capture_output=True, encoding='utf-8').stdout.splitlines()
        for query, line in zip(queries, lines):
            for hit in json.loads(line)['results']:
                if hit['score'] < LEAST_SCORE or plain(query) == plain(hit['name']): continue
                out.writerow([entries[int(hit['id'])][0], query, hit['name'], 'false', .1])


def positives(out):
    for _ in range(CROSS):
        language = rng.choice(list(LANGUAGES))
        words = rng.sample(TOKENS[language], rng.choice((2, 2, 3)))
        latin = [w.title() for _, w in words]
        if rng.random() < .15: latin = latin[-1:] + latin[:-1]
        out.writerow(['Person', LANGUAGES[language].join(w for w, _ in words), ' '.join(latin), 'true', .2])
    for _ in range(SLIPS):
        name = person(False)
        out.writerow(['Person', name, slip(name), 'true', .2])


out = csv.writer(sys.stdout)
out.writerow(['schema', 'name1', 'name2', 'is_match', 'weight'])
negatives(out)
positives(out)
