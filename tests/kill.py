#!/usr/bin/env python3
"""Kills `clew add` at random moments and runs it again: the case must hold what an undisturbed run holds.

usage: kill.py CLEW FOLDER [KILLS]

The moments are drawn from a fixed seed over the length of an undisturbed run. After every kill the case must still be
sound (SQLite's own check), and after the last run its dump must be equal, log times apart (CLEW_NOW fixes them). So must the
case that a single thread makes."""
import os, random, signal, sqlite3, subprocess, sys, tempfile, time

clew, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
kills = int(sys.argv[3]) if len(sys.argv) > 3 else 200
environment = dict(os.environ, CLEW_NOW='2030-01-01T00:00:00Z')

def add(case, *flags): return subprocess.Popen([clew, 'add', case, folder, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)

def dump(case):
    """Every row of every table, as text; the full-text index through its own content."""
    with sqlite3.connect(case) as db:
        return [line for line in db.iterdump() if 'passage_text_' not in line]

def sound(case):
    with sqlite3.connect(case) as db: return db.execute('PRAGMA integrity_check').fetchone()[0]

def remove(case):
    for end in ('', '-wal', '-shm'):
        if os.path.exists(case + end): os.remove(case + end)

def main():
    rng, done, rounds = random.Random(1), 0, 0
    with tempfile.TemporaryDirectory() as work:
        whole, torn = os.path.join(work, 'whole.clew'), os.path.join(work, 'torn.clew')
        started = time.monotonic()
        if add(whole).wait() not in (0, 3): sys.exit('the undisturbed run failed')
        length, want = time.monotonic() - started, dump(whole)
        if add(torn, '--threads', '1').wait() not in (0, 3) or dump(torn) != want: sys.exit('one thread makes another case')
        while done < kills:
            remove(torn)
            # Some kills in a row hit one case, then a run goes to the end.
            for _ in range(rng.randint(1, 10)):
                process = add(torn)
                time.sleep(rng.uniform(0, length))
                process.send_signal(signal.SIGKILL)
                process.wait()
                done += 1
                if os.path.exists(torn) and os.path.getsize(torn) and sound(torn) != 'ok': sys.exit(f'damaged after kill {done}: {sound(torn)}')
            if add(torn).wait() not in (0, 3): sys.exit(f'cannot go on after kill {done}')
            if dump(torn) != want:
                have = dump(torn)
                for a, b in zip(want, have):
                    if a != b: print('want', a[:300], '\nhave', b[:300], sep='\n'); break
                sys.exit(f'other content after kill {done}: {len(want)} and {len(have)} rows')
            rounds += 1
    print(f'{done} kills in {rounds} rounds, the same case each time ({len(want)} rows, {length:.2f} s undisturbed)')

if __name__ == '__main__': main()
