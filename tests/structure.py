#!/usr/bin/env python3
"""Holds the house together: floors, headers, and what documents say.

usage: structure.py CLEW SOURCE_ROOT

- no folder of src/ includes one of a higher floor, or another one of its own floor (docs/architecture.md draws them);
- every header compiles on its own;
- every path that a document names exists, and every `clew ...` command in a ```console block prints what the block shows.
"""
import concurrent.futures, glob, os, re, subprocess, sys, tempfile

clew, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
problems = []

def floors():
    """The table of docs/architecture.md: folder -> floor."""
    with open(os.path.join(root, 'docs/architecture.md'), encoding='utf-8') as f: text = f.read()
    found = {}
    for number, cells in re.findall(r'^\| *(\d+) *\|(.*)$', text, re.M):
        for folder in re.findall(r'`src/(\w+)`', cells): found[folder] = int(number)
    return found

def check_floors():
    floor = floors()
    for folder in sorted(d for d in os.listdir(os.path.join(root, 'src')) if os.path.isdir(os.path.join(root, 'src', d))):
        if folder not in floor: problems.append(f'docs/architecture.md does not say on which floor src/{folder} is')
    for path in sorted(glob.glob(os.path.join(root, 'src/*/**/*.[ch]*'), recursive=True)):
        folder = os.path.relpath(path, os.path.join(root, 'src')).split(os.sep)[0]
        with open(path, encoding='utf-8') as f: text = f.read()
        for other in re.findall(r'^#include "(\w+)/', text, re.M):
            if other != folder and floor.get(other, 99) >= floor.get(folder, -1):
                problems.append(f'{os.path.relpath(path, root)} includes {other}/, which is not below it')
        if folder == 'cli':
            for other in re.findall(r'^#include "(\w+)/', text, re.M):
                if other not in ('cli', 'base', 'text'): problems.append(f'{os.path.relpath(path, root)} includes {other}/; programs use clew.h')

def check_header(header):
    flags = subprocess.run(['pkg-config', '--cflags', 'gmime-3.0'], capture_output=True, text=True).stdout.split()
    done = subprocess.run(['cc', '-std=gnu17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', '-x', 'c', *flags,
                           '-I', os.path.join(root, 'src'), '-I', os.path.join(root, 'include'), '-include', header, '/dev/null'],
                          capture_output=True, text=True)
    return None if done.returncode == 0 else f'{os.path.relpath(header, root)} does not compile on its own: {done.stderr[:400]}'

def check_headers():
    headers = sorted(glob.glob(os.path.join(root, 'src/*/**/*.h'), recursive=True)) + [os.path.join(root, 'include/clew.h')]
    with concurrent.futures.ThreadPoolExecutor(2) as pool: problems.extend(p for p in pool.map(check_header, headers) if p)

def documents():
    return sorted(glob.glob(os.path.join(root, '*.md')) + glob.glob(os.path.join(root, 'docs/*.md')) + [os.path.join(root, 'examples/README.md')])

def check_paths(path, text):
    for name in re.findall(r'\]\((?!\w+:)([^)#]+)', text):
        if not os.path.exists(os.path.join(os.path.dirname(path), name)): problems.append(f'{os.path.relpath(path, root)} links to {name}, which does not exist')
    for name in re.findall(r'`((?:src|tests|docs|bench|examples|models|include|\.ci)/[\w./-]+)`', text):
        if 'NAME' in name or 'step-N' in name: continue # a pattern
        if not os.path.exists(os.path.join(root, name.rstrip('/.'))): problems.append(f'{os.path.relpath(path, root)} names {name}, which does not exist')

def console_blocks(text):
    """[(command, lines shown)] of ```console blocks."""
    for block in re.findall(r'^```console\n(.*?)^```', text, re.M | re.S):
        for part in re.split(r'^\$ ', block, flags=re.M)[1:]:
            command, _, shown = part.partition('\n')
            yield command, [line for line in shown.split('\n') if line.strip()]

def check_commands(path, text, folder):
    for command, shown in console_blocks(text):
        if not command.startswith('clew '): continue
        done = subprocess.run(['sh', '-c', command], cwd=folder, capture_output=True, text=True, timeout=120,
                              env=dict(os.environ, PATH=os.path.dirname(clew) + ':' + os.environ['PATH'], CLEW_NOW='2030-01-01T00:00:00Z'))
        lines, at = done.stdout.split('\n'), 0
        for want in shown:
            if want.strip() == '...': continue
            while at < len(lines) and lines[at].rstrip() != want.rstrip(): at += 1
            if at == len(lines):
                problems.append(f'{os.path.relpath(path, root)}: "{command}" does not print "{want.strip()}" (there)')
                break

def check_documents():
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([clew, 'demo'], cwd=folder, capture_output=True, text=True, timeout=300)
        if not os.path.exists(os.path.join(folder, 'demo.clew')): problems.append('clew demo makes no case: ' + done.stderr[-300:])
        for path in documents():
            with open(path, encoding='utf-8') as f: text = f.read()
            check_paths(path, text)
            check_commands(path, text, folder)

def check_help():
    listed = subprocess.run([clew, 'help'], capture_output=True, text=True).stdout
    with open(os.path.join(root, 'src/cli/commands.c'), encoding='utf-8') as f: table = re.findall(r'^ +X\((\w+)\)', f.read(), re.M)
    for name in table:
        done = subprocess.run([clew, 'help', name], capture_output=True, text=True)
        if done.returncode or f'usage: clew {name}' not in done.stdout or f'  {name} ' not in listed: problems.append(f'clew help {name} is not complete')

for check in (check_floors, check_headers, check_documents, check_help): check()
for p in problems: print(p)
print(f'{len(problems)} problems')
sys.exit(bool(problems))
