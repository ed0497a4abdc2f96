"""What somebody typed for a record → the record that is meant, or which ones it might be."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click

from schemas import KINDS, Key, fields
from scripts.reading.near_words import Words
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import printable

A_KIND = {
    "organisation": "the organisation",
    "people": "a kind of people",
    "data": "a kind of information",
    "purpose": "a purpose",
    "service": "a service",
    "vendor": "a company",
    "office": "an office",
    "recipient": "a recipient",
    "company-kind": "a kind of company",
    "promise": "a promise",
    "source": "a source",
    "source-kind": "a kind of source",
}
"""What a record of each kind is, in a sentence."""
MOST_SUGGESTED = 5
"""How many records are suggested; of more, the others are counted."""


def candidates(registry: Registry, words: str, kinds: Collection[str] = KINDS) -> list[Key]:
    """Every record of these kinds that can be meant: by its id with or without its kind, an older id, or its name."""
    kind, slash, bare = words.partition("/")
    now = registry.renamed
    named = [key for key in (*registry.records, *now) if (key == (kind, bare) if slash else key[1] == words)]
    found = [key for key in dict.fromkeys(now.get(key, key) for key in named) if key[0] in kinds]
    return found or [key for name, key in _names(registry, kinds) if name.casefold() == words.strip().casefold()]


def record(registry: Registry, words: str, kinds: Collection[str] = KINDS) -> Key:
    """The one record that is meant.

    Raises:
        UsageError: there is none or there are several; it says which ones are near.
    """
    found = candidates(registry, words, kinds)
    if len(found) == 1:
        return found[0]
    raise several(words, found) if found else none(registry, words, kinds)


def several(words: str, found: Collection[Key]) -> click.UsageError:
    """What to say if a word is the id of several records."""
    names = " or ".join(f"`{'/'.join(key)}`" for key in found)
    return click.UsageError(f"`{printable(words)}` is the id of {len(found)} records; write {names}")


def none(registry: Registry, words: str, kinds: Collection[str] = KINDS) -> click.UsageError:
    """What to say if no record of these kinds is meant."""
    ending = suggestion(registry, words, kinds)
    if not ending and (others := candidates(registry, words)):
        ending = f"it is {A_KIND[others[0][0]]}"
    if len(kinds) == len(KINDS):
        wanted, otherwise = "record", f"the kinds of records are {', '.join(KINDS)}"
    else:
        wanted, otherwise = " or ".join(kinds), f"look into {either(f'{KINDS[kind].folder}/' for kind in kinds)}"
    return click.UsageError(f"there is no {wanted} `{printable(words)}`; {ending or otherwise}")


def suggestion(registry: Registry, words: str, kinds: Collection[str]) -> str:
    """Ask whether another record is meant: the nearest, or else any whose id or name holds the word."""
    ids = {"/".join(key) if "/" in words else key[1] for key in registry.records if key[0] in kinds}
    names = list(_names(registry, kinds))
    by_name = {name: key[1] for name, key in names}
    wanted = words.strip().casefold()
    if nearest := Words(ids).nearest(words):
        near = [nearest]
    elif nearest := Words(by_name).nearest(words):
        near = [by_name[nearest]]
    else:
        near = sorted({key[1] for name, key in names if wanted and (wanted in key[1] or wanted in name.casefold())})
    return f"did you mean {either(near)}?" if near else ""


def either(words: Iterable[str]) -> str:
    """One of these, as one would type it; of many, the first are named and the others counted."""
    all_ = [f"`{word}`" for word in words]
    rest = [f"one of {len(all_) - MOST_SUGGESTED:,} more"] if len(all_) > MOST_SUGGESTED else []
    *first, last = [*all_[:MOST_SUGGESTED], *rest]
    return f"{', '.join(first)} or {last}" if first else last


def _names(registry: Registry, kinds: Collection[str]) -> list[tuple[str, Key]]:
    """Everything by which people may know a record, in any language."""
    return [(name, key) for key, one in registry.records.items() if key[0] in kinds for _, name in fields.names(one)]
