#!/usr/bin/env python3
"""Writes person_names.tsv.  usage: make_names.py XLIT_FOLDER FORENAMES.csv SURNAMES.csv > person_names.tsv

XLIT_FOLDER: wd_*_64.tsv.gz and wd_*_16.tsv.gz of NETransliteration-COLING2018 (name words mined from Wikidata, CC0);
FORENAMES, SURNAMES: popular-names-by-country-dataset (CC0). A Wikidata word is kept when two of the language pairs have
it and it is frequent in one or stands in three."""
import collections, csv, glob, gzip, re, sys

folder, forenames, surnames = sys.argv[1:]
languages, frequency = collections.defaultdict(set), collections.Counter()
for path in sorted(glob.glob(f'{folder}/wd_*.tsv.gz')):
    language = path.split('_')[-2]
    for line in gzip.open(path, 'rt', encoding='utf-8'):
        word, _, count = line.rstrip('\n').split('\t')
        languages[word.lower()].add(language)
        frequency[word.lower()] = max(frequency[word.lower()], int(count))
good = re.compile(r"[^\W\d_][^\W\d_'’-]*(['’-][^\W\d_]+)*$")
kept = {w for w, l in languages.items() if len(l) >= 2 and (frequency[w] >= 2 or len(l) >= 3) and len(w) > 1 and good.match(w)}
gender, family = collections.defaultdict(set), set()
for row in csv.DictReader(open(forenames, encoding='utf-8-sig')):
    for name in {row['Localized Name'], row['Romanized Name']}:
        for word in name.split():
            if row['Gender'] in 'MF' and good.match(word) and word.isascii() | (word[0] < '\u0250'): gender[word.lower()].add(row['Gender'])
for row in csv.DictReader(open(surnames, encoding='utf-8-sig')):
    for name in {row['Localized Name'], row['Romanized Name']}:
        if ' ' not in name and good.match(name) and name[0] < '\u0250': family.add(name.lower())
print('# word, lower case\tm, f or b (given name of men, women, both), s (surname), n (either)\tbinary logarithm of its frequency in Wikidata')
for word in sorted(kept | set(gender) | family):
    sexes = ''.join(sorted(gender.get(word, ())))
    kind = {'M': 'm', 'F': 'f', 'FM': 'b'}.get(sexes) or ('s' if word in family else 'n')
    print(word, kind, max(frequency[word], 1).bit_length() - 1, sep='\t')
