"""How languages speak of somebody in the middle of a sentence: with which article, and what cannot stand without one.

`articles.csv` has a line for each word: its language, and what it is there. To add a language is to add lines.

- `article`: an article for one, as in "works for the Library".
- `other`: what stands in the place of an article and does not fit: of several, of any, of another language.
- `noun`: what needs an article if nothing else stands there.
- `short_name` and `team`: an example of what fits.

In: a code and words. Out: better words.
It must not know: records.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files


def better(language: str, said: str, key: str) -> str:
    """What fits into a sentence, if what is said under a key does not; else empty.

    Of a language without lines nothing is known, and what is said counts as right.
    """
    words = _words().get(language)
    if words is None:
        return ""
    first, _, rest = said.partition(" ")
    if first in words["article"]:
        second, _, name = rest.partition(" ")
        is_doubled = name and second in {*words["article"], *words["other"]}
        return f"with one article, such as `{words[key][0]}`" if is_doubled else ""
    if first.lower() in words["article"] and rest:
        return f"`{first.lower()} {rest}`"
    if (first.lower() in words["other"] and rest) or said.lower() in words["noun"]:
        return f"with the article for one, such as `{words[key][0]}`"
    return ""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    """The words by their language and by what they are there."""
    found: dict[str, dict[str, list[str]]] = {}
    with (files(__package__) / "articles.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["language"], defaultdict(list))[row["use"]].append(row["word"])
    return found
