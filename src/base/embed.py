#!/usr/bin/env python3
"""Writes a C file that holds the files of a folder.  usage: embed.py FOLDER NAME OUT.c DEPFILE

The bytes are pulled in by the assembler (.incbin), so megabytes of tables cost no compile time."""
import os, sys

folder, name, out, depfile = sys.argv[1:]
found = [os.path.relpath(os.path.join(d, f), folder) for d, _, names in os.walk(folder) for f in names if not f.startswith('.')]
files = sorted(found)
folders = sorted({os.path.dirname(os.path.abspath(os.path.join(folder, f))) for f in files} | {os.path.abspath(folder)})
lines = ['#include "base/embed.h"', '']
for i, f in enumerate(files):
    path = os.path.abspath(os.path.join(folder, f)).replace('\\', '\\\\').replace('"', '\\"')
    symbol = f'clew_{name}_{i}'
    lines += [f'__asm__(".section .rodata\\n.balign 64\\n{symbol}:\\n.incbin \\"{path}\\"\\n{symbol}_end:\\n.byte 0\\n.previous\\n");',
              f'extern const char {symbol}[] __attribute__((visibility("hidden"))), {symbol}_end[] __attribute__((visibility("hidden")));']
# Sizes are differences of addresses, which no constant initialiser may hold: they are written out.
lines += ['', f'const struct embedded {name}_data[] = {{']
for i, f in enumerate(files):
    size = os.path.getsize(os.path.join(folder, f))
    lines.append(f'    {{STR_INIT("{f}"), {{clew_{name}_{i}, {size}}}}},')
lines += ['    {{0, 0}, {0, 0}},', '};', '']
with open(out, 'w') as o: o.write('\n'.join(lines))
paths = [os.path.abspath(os.path.join(folder, f)) for f in files] + [d for d in folders if os.path.isdir(d)]
with open(depfile, 'w') as o: o.write(out + ': ' + ' '.join(p.replace(' ', '\\ ') for p in paths) + '\n')
