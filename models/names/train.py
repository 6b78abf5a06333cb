#!/usr/bin/env python3
"""Trains the weights of names/features.h.  usage: train.py FEATURES_PROGRAM PAIRS.csv [--more MADE.csv] [--write weights.c]

PAIRS.csv has schema, name1, name2, is_match. The model is logistic: shared weights plus, for each kind of name, small
deviations, and others for names in two scripts; all are drawn towards the values below, which are judgements and stand
where no pair speaks, and none changes its sign. --more adds pairs of make_pairs.py with weights of their own, to the
training only. Prints what ten folds give, cut by connected components of names so that no name is on both sides. Needs
numpy (python3-numpy); every optimum is sought until it is exact to far more digits than are written, so the bytes are the
same on every machine."""
import argparse, csv, math, subprocess, unicodedata, zlib
import numpy

# The mean of every weight before training, in log-odds for one whole of the feature, and how far it may stray (a
# standard deviation). _W features count nats of rarity.
BEFORE = {
    'PRIOR': (-3, 1), 'EXACT_W': (.12, .02), 'EXACT_FAMILY': (.3, .3), 'SOUND_W': (.22, .1), 'SOUND_N': (-.2, .3), 'EDIT_N': (.3, .6),
    'EDIT_COST': (-.8, .6), 'EDIT_REL': (-1.2, .6), 'EDIT_W': (.2, .1), 'EDIT_SHORT': (-.3, .4), 'EDIT_FAMILY': (-.3, .4), 'EDIT_FAR': (-1, .6),
    'CROSS_N': (.2, .5), 'NICK': (1, .5), 'INITIAL': (.3, .5), 'TERM': (.4, .3), 'LEGAL': (.4, .3),
    'LEGAL_NEAR': (.2, .3), 'NUMBER': (.6, .4), 'JOINED_N': (0, .4), 'JOINED_W': (.22, .1), 'ACRONYM': (1, .6), 'REPEATED': (-.1, .3),
    'CONFLICT_FAMILY': (-2.5, .7), 'CONFLICT_GIVEN': (-2.2, .7), 'CONFLICT_PATRONYMIC': (-2, .7), 'CONFLICT_WORD': (-2.5, .7),
    'CONFLICT_TERM': (-1.5, .6), 'CONFLICT_PLACE': (-2.2, .6), 'CONFLICT_NUMBER': (-2, .8), 'NUMBER_THIN': (-.35, .05), 'CONFLICT_LEGAL': (-.5, .4), 'CONFLICT_INITIAL': (-2, .7),
    'CONFLICT_LIGHT': (-.3, .3), 'CONFLICT_W': (-.1, .1), 'EXTRA_FAMILY': (-.8, .5), 'EXTRA_GIVEN': (-.6, .12), 'EXTRA_PATRONYMIC': (-.2, .3),
    'EXTRA_WORD': (-.7, .4), 'EXTRA_TERM': (-.4, .4), 'EXTRA_PLACE': (-1, .5), 'EXTRA_NUMBER': (-1, .6), 'EXTRA_LEGAL': (-.1, .3),
    'EXTRA_INITIAL': (-.2, .3), 'EXTRA_LIGHT': (-.1, .2), 'EXTRA_W': (-.05, .06), 'INVERTED': (-.3, .4), 'COVER_SMALL': (1.5, .7),
    'COVER_LARGE': (1.5, .7), 'LETTERS': (1.5, .7), 'ONE_WORD': (-.8, .5), 'ONE_OF_MANY': (-1, .5), 'ONE_UNSURE': (-1.5, .7), 'ALL_UNSURE': (-.7, .5), 'ALL_SAME': (1.5, .7), 'SCRIPTS': (0, 1),
    'CROSS_NET': (.25, .15), 'CROSS_LOW': (-.3, .3), 'EDIT_LOW': (-.1, .2), 'EDIT_KNOWN': (-.3, .4), 'EDIT_DENSE': (-1, .5), 'THIN_6': (-.3, .2), 'THIN_12': (-.1, .1),
    'ONE_PERSON': (-1, 1), 'SON_SWAPPED': (-4, .4),
}
FREE = {'PRIOR', 'SOUND_N', 'EDIT_N', 'CROSS_N', 'JOINED_N', 'SCRIPTS'}  # may be for or against
# A kind of names/features.h is a kind of name and whether there are two scripts; deviations of the former stray half as
# far as the shared weights, those of the latter twice as far; but little for what made strangers cannot teach: all of them
# have words left over, were found all the same, and would make such words look harmless.
SCRIPTS_SPREADS = dict.fromkeys(['CONFLICT_WORD', 'EXTRA_WORD', 'EXTRA_TERM', 'COVER_SMALL'], .2)
KINDS, SCRIPTS, KIND_SPREAD, SCRIPTS_SPREAD, WHOLE, UNIT = 3, 3, .5, 2, 16, 4096


def read_pairs(program, path):
    rows = list(csv.DictReader(open(path, encoding='utf-8')))
    clean = lambda s: ' '.join(s.split())
    asked = ''.join(f"{r['schema']}\t{clean(r['name1'])}\t{clean(r['name2'])}\n" for r in rows)
    lines = subprocess.run([program], input=asked, capture_output=True, check=True, encoding='utf-8').stdout.splitlines()
    names = lines[0].split('\t')[1:]
    assert len(lines) == len(rows) + 1 and set(names) == set(BEFORE), set(names) ^ set(BEFORE)
    data = []
    for row, line in zip(rows, lines[1:]):
        kind, *values = map(int, line.split('\t'))
        data.append((kind, [v / WHOLE for v in values], row['is_match'].lower() == 'true', float(row.get('weight') or 1)))
    return rows, names, data


def folds(rows, count):
    """A fold for every row, such that rows with a name in common share one."""
    parent = {}

    def root(x):
        while parent.setdefault(x, x) != x: x = parent[x]
        return x

    key = lambda s: ''.join(c for c in unicodedata.normalize('NFKD', s.casefold()) if c.isalnum())
    for r in rows: parent[root(key(r['name1']))] = root(key(r['name2']))
    return [zlib.crc32(root(key(r['name1'])).encode()) % count for r in rows]


def logistic(x): return 1 / (1 + numpy.exp(-numpy.clip(x, -30, 30)))


def blocks(kind):
    """Which groups of parameters a kind's weights are the sum of: the shared ones, its name's, its scripts'."""
    return [0, 1 + kind % KINDS] + ([KINDS + kind // KINDS] if kind >= KINDS else [])


def newton(mean, spread, free, w, data, n):
    """One step towards the best free parameters; gives how far it went."""
    grad, hess = (mean - w) / spread ** 2, numpy.diag(1 / spread ** 2)
    for kind, (x, match, weight) in data.items():
        p = logistic(x @ weights_of(w, n, kind))
        g, h = x.T @ (weight * (match - p)), (x.T * (weight * p * (1 - p))) @ x
        for i in blocks(kind):
            grad[i * n:i * n + n] += g
            for j in blocks(kind): hess[i * n:i * n + n, j * n:j * n + n] += h
    step = numpy.linalg.solve(hess[numpy.ix_(free, free)], grad[free])
    most = numpy.abs(step).max()
    w[free] += step * min(1, .5 / most)  # short steps: far from the optimum Newton's are wild
    return most


def weights_of(w, n, kind):
    return sum(w[x * n:x * n + n] for x in blocks(kind))


def columns(rows):
    """By kind: the features as a matrix, the labels and the weights of the rows."""
    out = {}
    for kind in sorted({r[0] for r in rows}):
        of = [r for r in rows if r[0] == kind]
        out[kind] = numpy.array([r[1] for r in of]), numpy.array([float(r[2]) for r in of]), numpy.array([r[3] for r in of])
    return out


def fit(names, rows, start=None):
    """The weights of every kind, and the parameters they are made of. Parameters are the shared weights, then the
    deviations; those that would turn a weight's sign are held where it is 0."""
    n, groups = len(names), KINDS + SCRIPTS
    mean, spread = numpy.zeros(n * groups), numpy.zeros(n * groups)
    for g in range(groups):
        for i, f in enumerate(names):
            mean[g * n + i] = 0 if g else BEFORE[f][0]
            spread[g * n + i] = BEFORE[f][1] * (1 if g == 0 else KIND_SPREAD if g <= KINDS else SCRIPTS_SPREADS.get(f, SCRIPTS_SPREAD))
    data, w, held = columns(rows), numpy.array(mean if start is None else start), set()
    while True:
        free = numpy.array([i for i in range(len(w)) if i not in held])
        for _ in range(100):
            if newton(mean, spread, free, w, data, n) < 1e-9: break
        else: raise SystemExit('no optimum found')
        wrong = set()
        for i, f in enumerate(names):
            sign = 0 if f in FREE else 1 if BEFORE[f][0] > 0 else -1
            if w[i] * sign < 0: wrong.update(range(i, len(w), n))
            for g in range(1, groups):
                if (w[i] + w[g * n + i]) * sign < 0: wrong.add(g * n + i)
        wrong -= held
        if not wrong: break
        held |= wrong
        for i in sorted(wrong): w[i] = 0 if i < n or i % n in held else -w[i % n]
    total = [weights_of(w, n, kind) for kind in range(KINDS * SCRIPTS)]
    # Two deviations together may still turn a sign.
    clipped = [[x if f in FREE or x * BEFORE[f][0] > 0 else 0 for f, x in zip(names, t)] for t in total]
    return clipped, w


def probability(weights, row):
    return float(logistic(numpy.dot(weights[row[0]], row[1])))


def figures(scores, labels, threshold):
    tp = sum(s >= threshold and m for s, m in zip(scores, labels))
    said, true = sum(s >= threshold for s in scores), sum(labels)
    pos, neg = [s for s, m in zip(scores, labels) if m], [s for s, m in zip(scores, labels) if not m]
    auc = sum((p > q) + (p == q) / 2 for p in pos for q in neg) / (len(pos) * len(neg))
    return 2 * tp / (said + true), tp / said, tp / true, auc, sum((s - m) ** 2 for s, m in zip(scores, labels)) / len(labels)


def calibration_error(scores, labels):
    """How far the mean score is from the share of matches, in ten bins."""
    bins = [[] for _ in range(10)]
    for s, m in zip(scores, labels): bins[min(9, int(10 * s))].append((s, m))
    return sum(abs(sum(s - m for s, m in b)) for b in bins) / len(labels)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('program')
    p.add_argument('pairs')
    p.add_argument('--more')
    p.add_argument('--write')
    p.add_argument('--show', action='store_true')
    p.add_argument('--folds', type=int, default=10)
    p.add_argument('--threshold', type=float, default=.5)
    a = p.parse_args()
    rows, names, data = read_pairs(a.program, a.pairs)
    more = read_pairs(a.program, a.more)[2] if a.more else []
    fold, labels, scores = folds(rows, a.folds), [d[2] for d in data], [0.0] * len(data)
    final, start = fit(names, data + more)
    for k in range(a.folds):
        weights, _ = fit(names, [d for d, f in zip(data, fold) if f != k] + more, start)
        for i, d in enumerate(data):
            if fold[i] == k: scores[i] = probability(weights, d)
    print('folds: F1 %.3f P %.3f R %.3f AUC %.3f Brier %.3f' % figures(scores, labels, a.threshold), 'ECE %.3f' % calibration_error(scores, labels))
    for t in (.35, .4, .45, .5, .55, .6): print('  at %.2f F1 %.3f P %.3f R %.3f' % (t, *figures(scores, labels, t)[:3]))
    if a.show:
        for s, r, m in sorted(zip(scores, rows, labels), key=lambda x: -abs(x[0] - x[2])):
            if (s >= a.threshold) != m: print('%.3f %s %s | %s %s' % (s, r['schema'][:3], r['name1'], r['name2'], r['is_match']))
    inside = [probability(final, d) for d in data]
    print('all:   F1 %.3f P %.3f R %.3f AUC %.3f Brier %.3f' % figures(inside, labels, a.threshold))
    if a.show:
        for i, f in enumerate(names): print('%-22s' % f, ' '.join('%7.3f' % w[i] for w in final), '  before %.2f' % BEFORE[f][0])
    if a.write:
        with open(a.write, 'w') as o:
            o.write('/* Made by models/names/train.py; see models/names/README.md. */\n#include "names/features.h"\n\n/* clang-format off */\n')
            o.write('const int64_t feature_threshold = %d;\n' % round(65536 * math.log(a.threshold / (1 - a.threshold))))
            o.write('const int32_t feature_weights[FEATURE_KINDS][FEATURE_COUNT] = {\n')
            for w in final: o.write('    {' + ', '.join('[FEATURE_%s] = %d' % (f, round(x * UNIT)) for f, x in zip(names, w)) + '},\n')
            o.write('};\n')


main()
