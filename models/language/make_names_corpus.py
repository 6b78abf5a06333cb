#!/usr/bin/env python3
"""Brings open corpora into the one form that train-names reads: a JSON object a line with "text" and "mentions".

usage: make_names_corpus.py OUT.jsonl [--uner IOB2 CONLLU]... [--gum FOLDER EXCEPT]... [--gold FOLDER]... [--half N]

--uner  UNER_English-EWT .iob2 with the UD_English-EWT .conllu of the same part, which knows the paragraphs
--gum   folder dep/ of GUM and a file that lists documents to leave out; only genres with an open licence are read
--gold  a folder with docs/*.txt and gold.jsonl (offsets in code points), such as Re-DocRED brought into that form
--half  keep only the documents of the gold folders at even (0) or odd (1) places, to measure on the others"""
import glob, json, os, re, sys

OPEN_GENRES = {'academic', 'bio', 'court', 'interview', 'news', 'speech', 'textbook', 'voyage', 'vlog'}
TITLE = re.compile(r'(?:mr|mrs|ms|miss|dr|prof|professor|president|senator|general|lord|lady|sir|king|queen|judge|governor|captain|'
                   r'representative|speaker|justice|chief|secretary|minister|prime|vice|reverend|father|sister|pope)\.?\s+', re.I)
LINK = {'of', 'the', 'and', '&', '-', '–', "'", "'s", 'for', 'de', 'la', 'du', 'van', 'von', 'in', 'del', 'da', '.', '’', '’s'}

def lay(text, tokens, at):
    """Finds tokens in text from `at`; gives their spans."""
    spans = []
    for token in tokens:
        start = text.find(token, at)
        if start < 0: return None
        at = start + len(token)
        spans.append((start, at))
    return spans

class Document:
    def __init__(self): self.text, self.mentions = '', []
    def sentence(self, text, tokens, names, paragraph):
        """names: (first token, end token, label)"""
        if self.text: self.text += '\n\n' if paragraph else ' '
        base = len(self.text)
        self.text += text
        spans = lay(self.text, tokens, base)
        if spans: self.mentions += [[spans[a][0], spans[b - 1][1], label] for a, b, label in names]

def bio(tags):
    out, start = [], None
    for i, tag in enumerate(tags + ['O']):
        if start is not None and not tag.startswith('I-'):
            out.append((start, i, tags[start][2:]))
            start = None
        if tag.startswith('B-'): start = i
    return [n for n in out if n[2] in ('PER', 'ORG', 'LOC')]

def uner(iob, conllu):
    paragraphs, new = set(), False
    for line in open(conllu, encoding='utf-8'):
        if line.startswith(('# newpar', '# newdoc')): new = True
        if line.startswith('# sent_id') and new:
            paragraphs.add(line.split('=')[1].strip())
            new = False
    document = text = sent = None
    tokens, tags = [], []
    for line in open(iob, encoding='utf-8'):
        if line.startswith('# newdoc'):
            if document: yield document
            document = Document()
        elif line.startswith('# sent_id'): sent = line.split('=')[1].strip()
        elif line.startswith('# text'): text = line.split('=', 1)[1].strip()
        elif line.strip() and not line.startswith('#'):
            cell = line.rstrip('\n').split('\t')
            if cell[0].isdigit():
                tokens.append(cell[1])
                tags.append(cell[2])
        elif not line.strip() and tokens:
            document.sentence(text, tokens, bio(tags), sent in paragraphs)
            tokens, tags = [], []
    if tokens: document.sentence(text, tokens, bio(tags), sent in paragraphs)
    yield document

KIND = {'person': 'PER', 'organization': 'ORG', 'place': 'LOC'}

def entities(rows):
    """(first, end, type, minspan) of one GUM sentence."""
    open_spans, out = [], []
    for i, row in enumerate(rows):
        field = dict(p.split('=', 1) for p in row[9].split('|') if '=' in p).get('Entity', '')
        for opening, body, closing in re.findall(r'(\(?)([^()]+)(\)?)', field):
            part = body.split('-')
            if opening: open_spans.append((part[0], i, part))
            if closing:
                k = next((k for k in range(len(open_spans) - 1, -1, -1) if open_spans[k][0] == part[0]), None)
                if k is not None:
                    _, start, p = open_spans.pop(k)
                    if len(p) > 5: out.append((start, i + 1, p[1], p))
    return out

def gum_names(rows):
    names = []
    for start, end, kind, part in entities(rows):
        if kind not in KIND: continue
        minspan = next((x for x in part[3:] if re.fullmatch(r'[\d,]+', x)), '')
        heads = [start + int(x) - 1 for x in minspan.split(',') if x] if minspan else []
        if not heads or not all(start <= h < end and rows[h][3] == 'PROPN' for h in heads): continue
        a, b = heads[0], heads[-1] + 1
        link = LINK - {'and', '&', 'in', 'the', 'for'} if kind == 'person' else LINK
        while a > start and (rows[a - 1][3] == 'PROPN' or rows[a - 1][1].lower() in link and a - 2 >= start and rows[a - 2][3] == 'PROPN'): a -= 1
        while b < end and (rows[b][3] == 'PROPN' or rows[b][1].lower() in link and any(rows[k][3] == 'PROPN' for k in range(b + 1, min(b + 3, end))) and rows[b][1] != ','): b += 1
        while b > a and rows[b - 1][3] != 'PROPN': b -= 1
        names.append((a, b, KIND[kind]))
    names.sort(key=lambda n: (n[0], -n[1]))
    outer = []
    for n in names:
        if not outer or n[0] >= outer[-1][1]: outer.append(n)
    return outer

def gum(folder, leave_out):
    skip = set(open(leave_out).read().split())
    for path in sorted(glob.glob(f'{folder}/*.conllu')):
        name = os.path.basename(path)[:-7]
        if name.split('_')[1] not in OPEN_GENRES or name in skip: continue
        document, rows, text, paragraph = Document(), [], None, False
        for line in list(open(path, encoding='utf-8')) + ['\n']:
            if line.startswith('# newpar'): paragraph = True
            elif line.startswith('# text ='): text = line.split('=', 1)[1].strip()
            elif line.strip() and not line.startswith('#'):
                cell = line.rstrip('\n').split('\t')
                if cell[0].isdigit(): rows.append(cell)
            elif not line.strip() and rows:
                document.sentence(text, [r[1] for r in rows], gum_names(rows), paragraph)
                rows, paragraph = [], False
        for m in document.mentions: # titles are no part of a name in the other corpora
            while m[2] == 'PER' and (t := TITLE.match(document.text, m[0], m[1])) and t.end() < m[1]: m[0] = t.end()
        yield document

def gold(folder, half):
    for i, line in enumerate(open(f'{folder}/gold.jsonl', encoding='utf-8')):
        row = json.loads(line)
        if half is not None and i % 2 != half: continue
        document = Document()
        document.text = open(f'{folder}/docs/{row["doc"]}.txt', encoding='utf-8', newline='').read()
        document.mentions = [[m['start'], m['end'], m['label']] for m in row['mentions'] if m['label'] in ('PER', 'ORG', 'LOC')]
        yield document

def main():
    arguments, documents, half = sys.argv[2:], [], None
    if '--half' in arguments: half = int(arguments[arguments.index('--half') + 1])
    while arguments:
        option = arguments.pop(0)
        if option == '--uner': documents += uner(arguments.pop(0), arguments.pop(0))
        elif option == '--gum': documents += gum(arguments.pop(0), arguments.pop(0))
        elif option == '--gold': documents += gold(arguments.pop(0), half)
        elif option == '--half': arguments.pop(0)
        else: raise SystemExit(__doc__)
    with open(sys.argv[1], 'w', encoding='utf-8') as out:
        for d in documents: out.write(json.dumps({'text': d.text, 'mentions': d.mentions}, ensure_ascii=False) + '\n')
    print(len(documents), 'documents,', sum(len(d.mentions) for d in documents), 'mentions')

main()
