#!/usr/bin/env python3
"""Writes the name vocabulary as a C table.  usage: vocabulary.py vocabulary.tsv OUT.c

A row is a folded form and its facts: "limited<TAB>legal=12 group=3 rarity=48". The hash is base/str.c's str_hash."""
import sys

source, out = sys.argv[1:]
FLAGS = {'title': 1, 'particle': 2, 'stop': 4, 'place': 8, 'phrase': 16, 'roman': 32}
U64 = (1 << 64) - 1


def str_hash(b):
    h = 0xcbf29ce484222325
    for c in b: h = ((h ^ c) * 0x100000001b3) & U64
    h = ((h ^ (h >> 30)) * 0xbf58476d1ce4e5b9) & U64
    h = ((h ^ (h >> 27)) * 0x94d049bb133111eb) & U64
    return h ^ (h >> 31)


rows = {}
for line in open(source, encoding='utf-8'):
    if line.startswith('#') or not line.strip(): continue
    form, facts = line.rstrip('\n').split('\t')
    rows[form.encode()] = dict((f.split('=') + ['1'])[:2] for f in facts.split())
for form in list(rows):  # the beginnings of phrases
    words = form.split(b' ')
    for n in range(1, len(words)): rows.setdefault(b' '.join(words[:n]), {})['phrase'] = '1'

size = 1
while size < 2 * len(rows): size *= 2
slots, text, nicks, offset = [None] * size, bytearray(), [0], {}
for form, facts in sorted(rows.items()):
    hash = str_hash(form)
    at = hash & (size - 1)
    while slots[at]: at = (at + 1) & (size - 1)
    flags = sum(bit for name, bit in FLAGS.items() if name in facts)
    groups = 0
    if 'nicks' in facts:
        groups = len(nicks)
        nicks += [int(g) for g in facts['nicks'].split(',')] + [0]
    number = int(facts['number']) + 1 if 'number' in facts else 0
    fields = [len(text), len(form), flags] + [int(facts.get(k, 0)) for k in ('rarity', 'given', 'surname')]
    fields += [hash >> 56] + [int(facts.get(k, 0)) for k in ('legal', 'group', 'term')]
    slots[at] = '{%s}' % ','.join(map(str, fields + [number, groups]))
    text += form
with open(out, 'w') as o:
    o.write('#include "names/vocabulary.h"\nconst uint32_t vocabulary_mask = %d;\nconst struct vocabulary_entry vocabulary_slots[] = {\n' % (size - 1))
    o.write(',\n'.join(s or '{0}' for s in slots))
    o.write('};\nconst uint16_t vocabulary_nicks[] = {%s};\nconst char vocabulary_text[] =\n' % ','.join(map(str, nicks)))
    for at in range(0, len(text), 64): o.write('"%s"\n' % ''.join('\\%03o' % c for c in text[at:at + 64]))
    o.write(';\n')
