#!/usr/bin/env python3
"""Writes the top-level domains of the internet, one a line, sorted.

usage: python3 -m venv VENV && VENV/bin/pip install 'tldextract>=5.3,<6'
       VENV/bin/python src/model/generate_tlds.py > src/model/data/tlds.txt

Taken from the copy of the Public Suffix List inside the package, whose rules of one label are the delegated
top-level domains. Non-Latin ones stand in their ASCII (xn--) form."""
from importlib.metadata import version

from tldextract import TLDExtract

extract = TLDExtract(suffix_list_urls=(), cache_dir=None)
tlds = {t.encode("idna").decode() for t in extract.tlds if "." not in t and "*" not in t and "!" not in t}
print("# top-level domains, from the Public Suffix List in tldextract " + version("tldextract"))
print("\n".join(sorted(tlds)))
