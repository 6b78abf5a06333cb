#!/usr/bin/env python3
"""Names and screening beside other people's programs, all in one run on the same data; prints one table.

usage: matching_bench.py BUILD
  CLEW_BENCH_NAMES     names in the list that is screened against (1000000)
  CLEW_BENCH_QUERIES   queries asked of clew (20000)
  CLEW_BENCH_PEER      queries asked of rapidfuzz, which takes a second each (24)
  CLEW_DATA            a folder with name_bench/dev.csv: F1 is taken on those labelled pairs, else on made-up ones

The peers (rapidfuzz, nomenklatura) are installed from PyPI into a folder of their own, ~/.cache/clew-bench, once; where
that fails, the rows say so.
"""
import csv, glob, json, os, resource, shutil, statistics, subprocess, sys, tempfile, time

PACKAGES = ['rapidfuzz==3.14.6', 'nomenklatura==4.17.4', 'pyicu==2.17']
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.path.abspath(sys.argv[1])
cache = os.path.join(os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache'), 'clew-bench')
rows = [('what', 'clew', 'peer', 'its figure', 'ratio')]


def number(name, usual): return int(os.environ.get(name) or usual)


def short(v): return f'{v / 1e9:.2f} G' if v >= 1e9 else f'{v / 1e6:.2f} M' if v >= 1e6 else f'{v / 1e3:.1f} k' if v >= 1e4 else f'{v:.0f}'


def quietly(command, **more):
    try: return subprocess.run(command, capture_output=True, text=True, timeout=900, **more)
    except subprocess.TimeoutExpired: return subprocess.CompletedProcess(command, 1, '', 'took too long')


# ---- peers: one virtual environment, and the C++ headers that rapidfuzz's source package carries ----

def peer_python():
    """The interpreter that has the packages, or None; a package that does not install is told by its own row."""
    python = os.path.join(cache, 'venv/bin/python')
    if not os.path.exists(python):
        try: os.makedirs(cache, exist_ok=True)
        except OSError: return None
        if quietly([sys.executable, '-m', 'venv', os.path.join(cache, 'venv')]).returncode: return None
    for package in PACKAGES: quietly([python, '-m', 'pip', 'install', '-q', package]) # asks nobody when it is there
    return python


def rapidfuzz_headers(python):
    """The folder to include from, or None. pip can only fetch a source package by building it: it is stopped right after
    unpacking, by an environment that has no build tools, and what it unpacked is kept."""
    kept = os.path.join(cache, PACKAGES[0])
    if not os.path.exists(kept) and python:
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            bare = os.path.join(folder, 'bare')
            quietly([sys.executable, '-m', 'venv', bare])
            quietly([os.path.join(bare, 'bin/python'), '-m', 'pip', 'download', '-q', '--no-clean', '--no-deps', '--no-build-isolation',
                     '--no-binary', 'rapidfuzz', '-d', folder, PACKAGES[0]], env=dict(os.environ, TMPDIR=folder))
            found = glob.glob(os.path.join(folder, '**/extern/rapidfuzz-cpp'), recursive=True)
            if found: shutil.move(found[0], kept)
    return kept if os.path.exists(kept) else None


# ---- the parts of the table ----

def kernels(headers, folder):
    program = os.path.join(folder, 'kernels')
    peer = ['-DRAPIDFUZZ', '-isystem', headers] if headers else []
    made = quietly([os.environ.get('CXX', 'c++'), '-std=c++17', '-O3', '-march=native', *peer, f'-I{root}/src', f'-I{root}/bench', f'-I{root}/tests/support',
                    f'{root}/bench/matching_kernels.cc', f'{build}/tests/libmade.a', f'{build}/libclew.a', '-lm', '-lpthread', '-o', program])
    if made.returncode:
        rows.append(('edit distances', 'not built', '', made.stderr.strip().split('\n')[0][:60], ''))
        return
    done = quietly([program])
    if done.returncode: sys.exit('the kernels failed')
    for line in done.stdout.splitlines():
        what, ours, peer, theirs, equal = line.split('\t')
        ratio = f'{float(ours) / float(theirs):.1f}, answers {equal}' if float(theirs) else 'no headers of it'
        rows.append((f'distances/s a core, {what}', short(float(ours)), peer, short(float(theirs)) if float(theirs) else '', ratio))


def pairs(python, path, what):
    n, scored, explained, parsed, f1 = quietly([f'{build}/bench/matching_pairs', path]).stdout.split()
    rows.append((f'pairs/s a core, {what}: scored', short(float(scored)), '', '', ''))
    rows.append((f'pairs/s a core, {what}: explained', short(float(explained)), '', '', ''))
    rows.append((f'pairs/s a core, {what}: taken apart, explained', short(float(parsed)), '', '', ''))
    rows.append((f'F1, {what} ({n} pairs)', f'{float(f1):.3f}', '', '', ''))
    lines = quietly([python, f'{root}/bench/matching_peers.py', 'pairs', path, '4000']).stdout.splitlines() if python else []
    for line in lines or ['{"name":"rapidfuzz, nomenklatura","missing":"not installed"}']:
        p = json.loads(line)
        if 'missing' in p:
            rows.append((f'pairs/s, F1, {what}', '', p['name'], p['missing'], ''))
            continue
        rows.append((f'pairs/s a core, {what}: taken apart', short(float(parsed)), p['name'], short(p['pairs_s']), f'{float(parsed) / p["pairs_s"]:.1f}'))
        rows.append((f'F1, {what}', f'{float(f1):.3f}', p['name'], f'{p["f1"]:.3f}', 'its own threshold' if p['own'] else 'the best threshold for these pairs'))


def timed(command, **more):
    """Wall and CPU seconds of a child."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1: sys.exit(f'{command[1]} failed')
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def answers(path):
    with open(path, encoding='utf-8') as f:
        for line in f: yield json.loads(line)


def screening(python, folder, names, queries, most):
    clew, index, out = f'{build}/clew', os.path.join(folder, 'list.idx'), os.path.join(folder, 'hits.ndjson')
    listed, asked = os.path.join(folder, 'list.csv'), os.path.join(folder, 'queries.csv')
    wall, cpu = timed([clew, 'index', listed, '-o', index], stdout=subprocess.DEVNULL)
    what = f'{short(names)} names'
    rows.append((f'index, {what}: seconds', f'{wall:.1f} ({cpu:.1f} of CPU)', '', '', f'{short(names / wall)} names/s'))
    rows.append((f'index, {what}: bytes a name', f'{os.path.getsize(index) / names:.1f}', '', '', ''))
    with open(out, 'w') as f: wall, cpu = timed([clew, 'screen', index, '--queries', asked, '--explain', '--ndjson'], stdout=f)
    with open(asked, encoding='utf-8', newline='') as f: wanted = [q['entity_id'] for q in csv.DictReader(f)]
    us, found, first = [], [], 0
    for want, a in zip(wanted, answers(out)):
        us.append(a['us'])
        ids = [r['id'] for r in a['results']]
        if not want: continue
        found.append(want in ids[:5])
        first += want in ids[:1]
    us.sort()
    there = len(found)
    rows.append((f'screening, {what}: recall of the first; the first five', f'{first / there:.3f}; {sum(found) / there:.3f}', '', '', f'{there} listed of {queries}'))
    rows.append((f'screening, {what}: us a query, median; 99 of 100', f'{statistics.median(us):.0f}; {us[len(us) * 99 // 100]:.0f}', '', '', ''))
    rows.append((f'screening, {what}: explained queries/s, all cores', short(queries / wall), '', '', ''))
    done = quietly([python, f'{root}/bench/matching_peers.py', 'screen', listed, asked, str(most)]) if python else None
    if not done or done.returncode:
        rows.append((f'screening, {what}', '', 'rapidfuzz process.extract', 'not installed' if not done else done.stderr.strip().split('\n')[-1][:60], ''))
        return
    p = json.loads(done.stdout)
    rows.append((f'screening, {what}: queries/s a core', short(queries / cpu), 'rapidfuzz process.extract', f'{1 / p["seconds"]:.2f}', f'{queries / cpu * p["seconds"]:.0f}'))
    rows.append((f'screening, {what}: recall of the first five', f'{statistics.mean(found[:p["queries"]]):.3f}', 'rapidfuzz process.extract', f'{p["recall"]:.3f}',
                 f'the first {p["queries"]} listed'))


def main():
    names, queries, most = number('CLEW_BENCH_NAMES', 1000000), number('CLEW_BENCH_QUERIES', 20000), number('CLEW_BENCH_PEER', 24)
    python = peer_python()
    with tempfile.TemporaryDirectory() as folder:
        kernels(rapidfuzz_headers(python), folder)
        subprocess.run([f'{build}/bench/matching_made', str(names), str(queries), '20000', folder], check=True)
        labelled = os.path.join(os.environ.get('CLEW_DATA', ''), 'name_bench/dev.csv')
        pairs(python, os.path.join(folder, 'pairs.csv'), 'made-up pairs')
        if os.path.exists(labelled): pairs(python, labelled, 'labelled pairs')
        screening(python, folder, names, queries, most)
    widths = [max(len(r[i]) for r in rows) for i in range(5)]
    for r in rows: print('  '.join(c.ljust(w) for c, w in zip(r, widths)).rstrip())


main()
