#!/usr/bin/env python3
"""Golden cases: an input and its expected output side by side.

usage: golden.py [--accept] CLEW [NAME...]

A case is a folder below tests/golden that holds `cmd`: shell lines run inside a copy of the folder, with `clew` being the
program. What they print on stdout must be `expected`; the exit status of the last line must be what `status` says (0);
stderr must be `errors` where that file exists. NAME selects cases whose path starts with it. --accept rewrites."""
import concurrent.futures, difflib, os, shutil, subprocess, sys, tempfile

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'golden')

def read(path):
    if not os.path.exists(path): return None
    with open(path, encoding='utf-8', errors='surrogateescape', newline='') as f: return f.read()

def write(path, text):
    with open(path, 'w', encoding='utf-8', errors='surrogateescape', newline='') as f: f.write(text)

def run(clew, folder):
    with tempfile.TemporaryDirectory() as temp:
        work, programs = os.path.join(temp, 'case'), os.path.join(temp, 'bin')
        shutil.copytree(folder, work)
        os.mkdir(programs)
        os.symlink(os.path.abspath(clew), os.path.join(programs, 'clew'))
        environment = dict(os.environ, PATH=programs + ':' + os.environ['PATH'], CLEW_NOW='2030-01-01T00:00:00Z', LC_ALL='C.UTF-8',
                           CLEW_EXAMPLES=os.path.join(os.path.dirname(os.path.dirname(root)), 'examples'))
        environment.pop('CLEW_CASE', None)
        done = subprocess.run(['sh', '-c', read(os.path.join(work, 'cmd'))], cwd=work, env=environment, capture_output=True,
                              encoding='utf-8', errors='surrogateescape', timeout=120, stdin=subprocess.DEVNULL)
    return done.stdout, done.stderr, done.returncode

def check(clew, folder, accept):
    """Runs one case; gives None or what differs."""
    out, errors, status = run(clew, folder)
    wants = {'expected': (out, ''), 'errors': (errors, None), 'status': (f'{status}\n', '0\n')}
    differences = []
    for name, (got, default) in wants.items():
        path = os.path.join(folder, name)
        want = read(path)
        if want is None: want = default
        if want is None or got == want: continue
        if accept:
            write(path, got)
            if name == 'status' and got == '0\n': os.remove(path)
            continue
        differences += difflib.unified_diff(want.splitlines(), got.splitlines(), name, 'now', lineterm='', n=2)
    if differences and 'errors' not in os.listdir(folder): differences += ['stderr:'] + errors.splitlines()[:20]
    return '\n'.join(differences[:80]) or None

def main():
    words = [w for w in sys.argv[1:] if w != '--accept']
    accept = '--accept' in sys.argv
    if not words: sys.exit(__doc__)
    cases = sorted(d for d, _, files in os.walk(root) if 'cmd' in files)
    cases = [c for c in cases if words[1:] in ([], ['all']) or any(os.path.relpath(c, root).startswith(n) for n in words[1:])]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda c: check(words[0], c, accept), cases))
    bad = [(c, r) for c, r in zip(cases, results) if r]
    for case, difference in bad: print(f'--- {os.path.relpath(case, root)}\n{difference}')
    print(f'{len(cases) - len(bad)} of {len(cases)} golden cases right')
    sys.exit(bool(bad) or not cases)

if __name__ == '__main__': main()
