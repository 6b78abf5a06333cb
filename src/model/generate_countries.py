#!/usr/bin/env python3
"""Writes the names of countries and territories in many languages, from Unicode CLDR as packed in Babel.

usage: python3 -m venv VENV && VENV/bin/pip install 'Babel>=2.18,<3'
       VENV/bin/python src/model/generate_countries.py > src/model/data/countries.tsv

Columns: code, ISO alpha-3 or empty, English name, names in other languages joined by "|". A name that two territories
share in different languages is left out: it would be read wrongly in one of them. Names and demonyms that CLDR does
not have stand in country_words.tsv, which is written by hand and goes first."""
import unicodedata

from babel import Locale, __version__
from babel.core import get_global

LANGUAGES = """de fr es it pt nl pl ru uk be sv da nb nn fi is cs sk hu ro bg el tr ar fa he hi bn ur ta zh zh_Hant ja ko
id ms vi th lt lv et sl hr bs sr sr_Latn mk sq ka hy az kk uz ky mn ca gl eu ga cy mt sw af am""".split()


def folded(name):
    name = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in name if c.isalnum())


english = Locale("en").territories
codes = sorted(c for c in english if len(c) == 2 and c.isalpha() and c not in ("EA", "EZ", "QO", "XA", "XB", "UN"))
alpha3 = {v[0]: k for k, v in sorted(get_global("territory_aliases").items()) if len(k) == 3 and k.isalpha() and len(v) == 1}
alpha3.update(CD="COD", FR="FRA", DE="DEU", YE="YEM", TL="TLS", MM="MMR", RO="ROU", BY="BLR", ZM="ZMB")

meaning = {}  # folded name -> codes
names = {c: [] for c in codes}
for language in LANGUAGES:
    for code in codes:
        name = Locale.parse(language).territories.get(code)
        if not name or name == code: continue
        meaning.setdefault(folded(name), set()).add(code)
        if name not in names[code]: names[code].append(name)
owner = {folded(english[c]): c for c in codes}

print(f"# code\talpha-3\tname\tnames in other languages; CLDR through Babel {__version__}")
for code in codes:
    seen, kept = {folded(english[code])}, []
    for name in names[code]:
        f = folded(name)
        if f in seen or len(meaning[f]) > 1 or owner.get(f, code) != code: continue
        seen.add(f)
        kept.append(name)
    print(code.lower(), alpha3.get(code, ""), english[code], "|".join(kept), sep="\t")
