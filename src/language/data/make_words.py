#!/usr/bin/env python3
"""Writes words.tsv: common English words in lower case.  usage: make_words.py american-english-small > words.tsv

The list is that of Debian's package wamerican-small (SCOWL, free to copy with its notice); words that it has only with
a capital, possessives and single letters but "a" and "i" are left out."""
import re, sys

words = {w.strip() for w in open(sys.argv[1], encoding='utf-8')}
print('# word, lower case')
for word in sorted(w for w in words if re.fullmatch(r'[a-z]{2,}|[ai]', w)): print(word)
