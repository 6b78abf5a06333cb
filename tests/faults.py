#!/usr/bin/env python3
"""Runs `clew add` on a disk that fails: the program must say so, the case stay sound, and the next run finish the work.

usage: faults.py CLEW EXAMPLES LIBFAULT [POINTS]

Every call of one kind on the case (evenly drawn POINTS of them) fails once with EIO, then from there on with ENOSPC.
After each: no signal; status 2 or 4 with one line on stderr, or success with the whole content; SQLite's own check; and
the same command without faults gives the content of an undisturbed run, log included. Then the same for files that are
read: one that cannot be opened is in the ledger with its reason, and read by the next run."""
import os, shutil, sqlite3, subprocess, sys, tempfile

clew, examples, libfault = (os.path.abspath(a) for a in sys.argv[1:4])
points = int(sys.argv[4]) if len(sys.argv) > 4 else 6
inputs = ['agency/2024-10-10-service-dark.txt', 'mail/2024-10-21-wyndt-to-hollmark.eml', 'poll/2025-06-02-odrana.md',
          'press/2024-10-05-skaldir-maintenance.txt', 'records/contracts.csv', 'records/contracts.csv.yml', 'records/donations.csv']

def add(case, fault=None):
    """fault: (call, at, errno, mode, path). Gives status, stderr, and how many such calls there were."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith('FAULT_')}
    environment.update(CLEW_NOW='2030-01-01T00:00:00Z')
    if fault:
        environment.update(zip(('FAULT_CALL', 'FAULT_AT', 'FAULT_ERRNO', 'FAULT_MODE', 'FAULT_PATH'), map(str, fault)))
        environment.update(LD_PRELOAD=libfault, FAULT_COUNT='count')
    done = subprocess.run([clew, 'add', case, 'in'], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
                          encoding='utf-8', errors='replace', timeout=60)
    count = int(open('count').read()) if fault and os.path.exists('count') else 0
    if fault and os.path.exists('count'): os.remove('count')
    return done.returncode, done.stderr, count

def ask(case, query):
    with sqlite3.connect(case) as db: return db.execute(query).fetchall()

def dump(case):
    """Every row of every table, as text; the full-text index through its own content."""
    with sqlite3.connect(case) as db: return [line for line in db.iterdump() if 'passage_text_' not in line]

def content(case):
    """What the case holds, whatever the order in which it came."""
    queries = ['SELECT sha256, name, format, state, reason, records, chars FROM v1_source',
               'SELECT s.sha256, p.address, p.text FROM v1_passage p JOIN v1_source s ON s.id = p.source',
               'SELECT text, speaker_text, cue, stance FROM v1_claim', 'SELECT type, source_name, target_name, text FROM v1_tie',
               'SELECT key, prop, value FROM v1_statement', 'SELECT o.path, s.sha256 FROM occurrence o JOIN source s ON s.id = o.source']
    return [sorted(map(repr, ask(case, q))) for q in queries]

def remove(case):
    for end in ('', '-wal', '-shm', '-journal'):
        if os.path.exists(case + end): os.remove(case + end)

def drawn(count): return sorted({1 + i * (count - 1) // max(1, points - 1) for i in range(points)}) if count > points else range(1, count + 1)

def strike(fault, want):
    """One fault on the case. Gives whether it was noticed."""
    remove('torn.clew')
    status, errors, _ = add('torn.clew', fault)
    if status not in (0, 2, 4): sys.exit(f'{fault}: status {status}: {errors}')
    if status and len(errors.strip().splitlines()) != 1: sys.exit(f'{fault}: not one sentence: {errors!r}')
    if os.path.exists('torn.clew') and os.path.getsize('torn.clew'):
        check = ask('torn.clew', 'PRAGMA integrity_check')[0][0]
        if check != 'ok': sys.exit(f'{fault}: damaged: {check}')
        if not status and dump('torn.clew') != want: sys.exit(f'{fault}: said to be done, but is not')
    elif not status: sys.exit(f'{fault}: said to be done, but there is no case')
    again, errors, _ = add('torn.clew')
    if again != 0: sys.exit(f'{fault}: cannot go on, status {again}: {errors}')
    if dump('torn.clew') != want:
        for a, b in zip(want, dump('torn.clew')):
            if a != b: print('want', a[:300], '\nhave', b[:300], sep='\n'); break
        sys.exit(f'{fault}: other content after the next run')
    return status != 0

def case_faults(want):
    for call in ('write', 'fsync', 'ftruncate', 'open', 'read', 'unlink', 'rename'):
        remove('torn.clew')
        count = add('torn.clew', (call, 0, 'EIO', 'once', 'torn.clew'))[2]
        noticed = runs = 0
        for at in drawn(count):
            for errno, mode in (('EIO', 'once'), ('ENOSPC', 'forever')):
                runs += 1
                hit = strike((call, at, errno, mode, 'torn.clew'), want)
                noticed += hit
                # The control: a first write that fails for good cannot pass unnoticed.
                if call == 'write' and at == 1 and mode == 'forever' and not hit: sys.exit('a full disk was not noticed')
        print(f'{call}: {count} calls, {runs} faults, {noticed} noticed, the same case after each')
        if call in ('write', 'fsync') and not count: sys.exit(f'libfault saw no {call}')

def input_faults(want):
    for call in ('open', 'read'):
        struck = 0
        for name in inputs:
            # The path of a table is in that of its mapping: there both fail; for the mapping alone the table is refused.
            path = 'in/' + name.replace('/', '-')
            remove('torn.clew')
            fault = (call, 1, 'EIO', 'forever', path)
            status, errors, _ = add('torn.clew', fault)
            if status != 3: sys.exit(f'{fault}: status {status}: {errors}')
            refused = ask('torn.clew', "SELECT reason FROM v1_source WHERE state = 'refused'")
            if len(refused) != 1 or 'Input/output error' not in refused[0][0]: sys.exit(f'{fault}: the ledger says {refused}')
            add('torn.clew', fault)
            if len(ask('torn.clew', "SELECT 1 FROM v1_source WHERE state = 'refused'")) != 1: sys.exit(f'{fault}: refused twice')
            status, errors, _ = add('torn.clew')
            if status != 0 or content('torn.clew') != want: sys.exit(f'{fault}: not read by the next run, status {status}: {errors}')
            struck += 1
        print(f'{call} of an input: {struck} faults, each in the ledger, each mended by the next run')

def main():
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        os.mkdir('in')
        for name in inputs: shutil.copy(os.path.join(examples, name), 'in/' + name.replace('/', '-'))
        if add('whole.clew')[0] != 0: sys.exit('the undisturbed run failed')
        case_faults(dump('whole.clew'))
        input_faults(content('whole.clew'))
        os.chdir('/')

if __name__ == '__main__': main()
