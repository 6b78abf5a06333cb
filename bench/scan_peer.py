#!/usr/bin/env python3
"""The Rust aho-corasick (PyPI ahocorasick_rs) over names and text in files, for scan_bench.

usage: scan_peer.py NAMES TEXT HITS
NAMES has a name a line; HITS gets "start end" lines, leftmost longest. Prints seconds to build, seconds to scan (CPU)."""
import sys, time
try: from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind
except ImportError: sys.exit(1)

names, text, hits = sys.argv[1:]
with open(names, 'rb') as f: patterns = sorted(set(f.read().split(b'\n')) - {b''})
with open(text, 'rb') as f: haystack = f.read()
best = None
for kind in (Implementation.ContiguousNFA, Implementation.NoncontiguousNFA):
    start = time.process_time()
    automaton = BytesAhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=kind)
    built = time.process_time()
    found = automaton.find_matches_as_indexes(haystack)
    took = time.process_time() - built
    if best is None or took < best[1]: best = built - start, took
    del automaton
print(*best)
with open(hits, 'w') as f: f.writelines(f'{start} {end}\n' for _, start, end in found)
