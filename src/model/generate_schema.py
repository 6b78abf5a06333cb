#!/usr/bin/env python3
"""Writes the facts of the FollowTheMoney model as compact JSON.

usage: python3 -m venv VENV && VENV/bin/pip install 'followthemoney>=4.11,<5'
       VENV/bin/python src/model/generate_schema.py > src/model/data/schema.json

Facts only: names, labels, types, inheritance, edges, flags. Descriptions and other texts stay out."""
import json
import sys
from importlib.metadata import version

from followthemoney import model


def of_property(p):
    out = {"label": p.label, "type": p.type.name}
    for flag in ("matchable", "hidden", "stub"):
        if getattr(p, flag): out[flag] = True
    if p.range: out["range"] = p.range.name
    if p.reverse: out["reverse"] = p.reverse.name
    return out


def of_schema(s):
    out = {"label": s.label, "plural": s.plural}
    if s.extends: out["extends"] = sorted(x.name for x in s.extends)
    for flag in ("abstract", "matchable"):
        if getattr(s, flag): out[flag] = True
    if s.edge:
        out["edge"] = {"source": s.edge_source, "target": s.edge_target, "label": s.edge_label, "directed": s.edge_directed}
    if s.featured: out["featured"] = list(s.featured)
    if s.caption: out["caption"] = list(s.caption)
    own = {n: of_property(p) for n, p in sorted(s.properties.items()) if p.schema is s}
    if own: out["properties"] = own
    return out


json.dump(
    {"source": "followthemoney " + version("followthemoney"), "schemata": {s.name: of_schema(s) for s in sorted(model, key=lambda s: s.name)}},
    sys.stdout, ensure_ascii=False, separators=(",", ":"))
print()
