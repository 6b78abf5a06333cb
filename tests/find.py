#!/usr/bin/env python3
"""Prints the source files of one kind, one a line, sorted.  usage: find.py library|program|unit|fuzz|bench"""
import glob, os, sys

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
kind = sys.argv[1]
if kind == 'library': found = [f for p in ('c', 'cc') for f in glob.glob(f'src/*/*.{p}', root_dir=root) if not f.startswith('src/cli/')]
elif kind == 'program': found = glob.glob('src/cli/*.c', root_dir=root)
elif kind == 'bench': found = [f for p in ('c', 'cc') for f in glob.glob(f'bench/*_bench.{p}', root_dir=root)]
else: found = glob.glob(f'tests/{kind}/**/*_{"test" if kind == "unit" else kind}.c', root_dir=root, recursive=True)
print('\n'.join(sorted(found)))
