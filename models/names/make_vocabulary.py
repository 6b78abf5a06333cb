#!/usr/bin/env python3
"""Makes vocabulary.tsv, the table of words that src/names knows.  usage: make_vocabulary.py DATA > vocabulary.tsv

DATA is the folder with popular_names, nicknames, rigour_resources and xlit_coling2018 (see README.md for sources and
licences). words.tsv beside this file is our own. The output depends on these inputs only."""
import collections, csv, gzip, math, os, re, sys, unicodedata

here, data = os.path.dirname(os.path.abspath(__file__)), sys.argv[1]
LETTERS = {'ł': 'l', 'ø': 'o', 'đ': 'd', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'ð': 'd', 'þ': 'th', 'ŋ': 'n', 'ħ': 'h', 'ə': 'a'}
APOSTROPHES = "'’‘ʻʼʽ`´ʿʾ"
# How rare a word of an organisation is, in nats, where no count says so.
TERM_RARITY, PLACE_RARITY, LEGAL_RARITY, STOP_RARITY, NUMBER_RARITY = 2.5, 3.5, 1.0, 0.5, 3.5
LEAST_COUNT = 4  # names seen less often are unknown words: rare


def fold(s):
    s = ''.join(c for c in unicodedata.normalize('NFKD', s) if not unicodedata.combining(c)).casefold()
    s = ''.join(LETTERS.get(c, c) for c in s if c not in APOSTROPHES)
    return ' '.join(re.sub(r'[\W_]+', ' ', s).split())


rows = collections.defaultdict(dict)
legal, groups, terms, nick_groups = {}, {}, {}, []


def number_of(table, key): return table.setdefault(key, len(table) + 1)


def add_legal(form, code, group):
    form = fold(form)
    if not form or len(form.split()) > 6: return
    if len(form) == 1: return
    rows[form].setdefault('legal', number_of(legal, code))
    rows[form].setdefault('group', number_of(groups, group))
    joined = form.replace(' ', '')
    if ' ' in form and max(map(len, form.split())) <= 2 and len(joined) > 1:  # "s r o" is also "sro"
        rows[joined].setdefault('legal', number_of(legal, code))
        rows[joined].setdefault('group', number_of(groups, group))


def own_words():
    for line in open(os.path.join(here, 'words.tsv'), encoding='utf-8'):
        if line.startswith('#'): continue
        kind, value, forms = line.rstrip('\n').split('\t')
        forms = [f for f in map(fold, forms.split('|')) if f]
        if kind == 'legal':
            for f in forms: add_legal(f, *value.split('/'))
        elif kind == 'nick': nick_groups.append(forms)
        else:
            for f in forms:
                if kind in ('title', 'particle', 'stop'): rows[f][kind] = 1
                if kind == 'place': rows[f]['place'] = 1
                if kind in ('place', 'term'): rows[f].setdefault('term', number_of(terms, value))
                if kind == 'number': rows[f]['number'] = value
                if kind == 'number' and re.fullmatch('[ivx]+', f): rows[f]['roman'] = 1


def list_of(path):
    """The lists of a small YAML file: (path of keys, item) pairs; enough for these files, which hold nothing else."""
    keys = []
    for line in open(path, encoding='utf-8'):
        line = re.sub(r'\s+#.*$', '', line.rstrip('\n'))
        if not line.strip() or line.lstrip().startswith('#'): continue
        indent, body = len(line) - len(line.lstrip()), line.strip()
        if body.startswith('- ') and not re.match(r'- \w+:', body):
            yield [k for _, k in keys], body[2:].strip().strip('"\'')
            continue
        start = body.startswith('- ')
        if start: indent, body = indent + 2, body[2:]
        key, _, value = body.partition(':')
        keys = [k for k in keys if k[0] < indent]
        if value.strip(): yield [k for _, k in keys] + ['*' + key if start else key], value.strip().strip('"\'')
        else: keys.append((indent, ('*' if start else '') + key))


def rigour():
    entry = {}

    def flush():
        forms = entry.get('aliases', []) + [entry[k] for k in ('display', 'compare') if k in entry]
        known = [rows[fold(f)] for f in forms if 'legal' in rows.get(fold(f), {})]
        code = known[0]['legal'] if known else None
        name = {n: k for k, n in legal.items()}.get(code) or fold(entry.get('compare') or entry.get('display') or (forms or ['?'])[0])
        group = {n: k for k, n in groups.items()}.get(known[0]['group']) if known else entry.get('generic', name).lower()
        for f in forms: add_legal(f, name, group)

    for path, item in list_of(os.path.join(data, 'rigour_resources', 'org_types.yml')):
        if path[-1].startswith('*'):
            flush()
            entry = {}
        key = path[-1].lstrip('*')
        if key == 'aliases': entry.setdefault('aliases', []).append(item)
        else: entry[key] = item
    flush()
    for path, item in list_of(os.path.join(data, 'rigour_resources', 'symbols.yml')):
        if not path or path[0] != 'org_symbols': continue
        forms = fold(item)
        if not forms or len(forms.split()) > 3: continue
        name = 'symbol ' + path[-1]
        own = rows.get(fold(path[-1]), {}).get('term')
        rows[forms].setdefault('term', own or number_of(terms, name))


def counts():
    """How often a token is a name: the most that one of the transliteration sets counts, and the popular names' ranks."""
    seen = collections.Counter()
    for name in sorted(os.listdir(os.path.join(data, 'xlit_coling2018'))):
        if not name.endswith('_64.tsv.gz'): continue
        once = collections.Counter()
        for line in gzip.open(os.path.join(data, 'xlit_coling2018', name), 'rt', encoding='utf-8'):
            latin, _, n = line.rstrip('\n').split('\t')
            once[fold(latin)] += int(n)
        for k, n in once.items(): seen[k] = max(seen[k], n)
    given, surname = collections.Counter(), collections.Counter()
    for file, table in (('common-forenames-by-country.csv', given), ('common-surnames-by-country.csv', surname)):
        for row in csv.DictReader(open(os.path.join(data, 'popular_names', file), encoding='utf-8-sig')):
            for f in {fold(row['Localized Name']), fold(row['Romanized Name'])}:
                for word in f.split(): table[word] += 1
    for k in set(given) | set(surname): seen[k] = max(seen[k], 60 * (given[k] + surname[k]))
    total = sum(seen.values())
    for k, n in seen.items():
        if n < LEAST_COUNT or not k or ' ' in k or len(k) > 40: continue
        rows[k]['rarity'] = round(16 * min(11, math.log(total / n)))
    for table, key in ((given, 'given'), (surname, 'surname')):
        for k, n in table.items():
            if k and ' ' not in k: rows[k][key] = round(math.log2(1 + n) * 4)


def nicknames():
    group = {}
    for row in csv.DictReader(open(os.path.join(data, 'nicknames', 'names.csv'), encoding='utf-8')):
        group.setdefault(fold(row['name1']), []).append(fold(row['name2']))
    nick_groups.extend([k] + v for k, v in sorted(group.items()))
    for n, forms in enumerate(nick_groups, 1):
        for i, f in enumerate(dict.fromkeys(forms)):
            if f and ' ' not in f: rows[f].setdefault('nicks', []).append(n | (0x8000 if i == 0 else 0))


own_words()
rigour()
counts()
nicknames()
for form, facts in sorted(rows.items()):
    least = [r for key, r in (('term', PLACE_RARITY if 'place' in facts else TERM_RARITY), ('legal', LEGAL_RARITY), ('stop', STOP_RARITY),
                              ('number', NUMBER_RARITY)) if key in facts]
    if least and 'given' not in facts: facts['rarity'] = round(16 * min(least + [facts.get('rarity', 999) / 16]))
    if 'nicks' in facts: facts['nicks'] = ','.join(map(str, facts['nicks']))
    print(form + '\t' + ' '.join(k if k in ('title', 'particle', 'stop', 'place', 'roman') else f'{k}={v}' for k, v in sorted(facts.items())))
