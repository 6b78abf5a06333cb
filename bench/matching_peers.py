"""The peers of bench/matching_bench.py that are Python packages; run with the interpreter that has them.

usage: matching_peers.py pairs PAIRS.csv MOST            one JSON line a peer: name, pairs, pairs_s, f1, threshold, or missing
       matching_peers.py screen LIST.csv QUERIES.csv N   rapidfuzz's process.extract: seconds a query, recall
"""
import csv, itertools, json, sys, time


def rapidfuzz_scorer(name):
    from rapidfuzz import fuzz, utils
    scorer = getattr(fuzz, name)
    return lambda schema, a, b: scorer(a, b, processor=utils.default_process) / 100, None


def logic_v2():
    from followthemoney import ValueEntity, model
    from nomenklatura.matching import get_algorithm
    matcher = get_algorithm('logic-v2')
    config = matcher.default_config()

    numbers = itertools.count() # it remembers by id what it has taken apart: every entity needs one of its own

    def entity(schema, name):
        made = ValueEntity(model.get(schema), {'id': f'e{next(numbers)}'})
        made.add('name', name)
        return made
    return lambda schema, a, b: float(matcher.compare(entity(schema, a), entity(schema, b), config).score), 0.70


PEERS = {'rapidfuzz WRatio': lambda: rapidfuzz_scorer('WRatio'),
         'rapidfuzz token_sort_ratio': lambda: rapidfuzz_scorer('token_sort_ratio'), 'nomenklatura logic-v2': logic_v2}


def f1(scores, same, threshold):
    right = sum(s >= threshold and y for s, y in zip(scores, same))
    return 2 * right / max(1, sum(s >= threshold for s in scores) + sum(same))


def pairs(path, most):
    with open(path, encoding='utf-8', newline='') as f: rows = list(csv.DictReader(f))[:most]
    same = [r['is_match'] == 'true' for r in rows]
    for name, make in PEERS.items():
        try:
            score, threshold = make()
            score('Person', 'John Smith', 'Jon Smyth') # loads its data
        except Exception as e: # whatever keeps a peer from running is told in its row
            print(json.dumps({'name': name, 'missing': f'{type(e).__name__}: {e}'[:100]}), flush=True)
            continue
        start = time.process_time()
        scores = [score(r['schema'], r['name1'], r['name2']) for r in rows]
        took = time.process_time() - start
        cut = threshold or max(sorted(set(scores)), key=lambda t: f1(scores, same, t))
        print(json.dumps({'name': name, 'pairs': len(rows), 'pairs_s': len(rows) / took, 'f1': f1(scores, same, cut), 'threshold': cut,
                          'own': threshold is not None}), flush=True)


def screen(listed, queries, most):
    from rapidfuzz import process, utils
    with open(listed, encoding='utf-8', newline='') as f: rows = [(r['entity_id'], utils.default_process(r['name'])) for r in csv.DictReader(f)]
    with open(queries, encoding='utf-8', newline='') as f: asked = [q for q in csv.DictReader(f) if q['entity_id']][:most]
    names, found = [name for _, name in rows], 0
    start = time.process_time()
    for q in asked:
        best = process.extract(utils.default_process(q['name']), names, limit=15)
        found += q['entity_id'] in list(dict.fromkeys(rows[i][0] for _, _, i in best))[:5]
    print(json.dumps({'seconds': (time.process_time() - start) / len(asked), 'recall': found / len(asked), 'queries': len(asked)}))


if sys.argv[1] == 'pairs': pairs(sys.argv[2], int(sys.argv[3]))
else: screen(sys.argv[2], sys.argv[3], int(sys.argv[4]))
