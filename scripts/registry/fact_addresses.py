"""Facts ↔ their addresses: a text that finds the fact again after the record around it has changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations
from typing import Any

from schemas import KINDS, Key, fields
from schemas.part import Loc
from schemas.record import Record
from schemas.words import is_stated
from scripts.registry.registry import Registry

MOST_TOLD = 6
"""How many facts of an entry are tried out; those that can be asked for have three."""
_ENTRY = re.compile(r"(\d{1,4})~([0-9a-f]{6})")


def place_of(registry: Registry, key: Key, loc: Loc) -> str:
    """The address of a fact within its record, such as `flows.property-tax.retention`.

    An entry of a list has no name of its own: a sign of what it says stands beside its number.
    """
    here: Any = registry.documents[key].data
    steps = []
    for step in loc:
        here = here[step]
        steps.append(f"{step}~{sign(here)}" if isinstance(step, int) else str(step))
    return ".".join(steps)


def address_of(key: Key, place: str) -> str:
    """The whole address of what stands at a place in a record."""
    return f"{'/'.join(key)}#{place}"


def sign(entry: Any) -> str:
    """A few letters that stand for what an entry of a list states."""
    return _digest({name: value for name, value in _told(entry).items() if is_stated(value)})


def _told(entry: Any) -> dict[str, Any]:
    """What an entry says of itself, without its sources."""
    said = entry if isinstance(entry, dict) else {"": entry}
    return {name: value for name, value in said.items() if name != "evidence"}


def _is_like(entry: Any, signed: str) -> bool:
    """Whether an entry may be the one with this sign: it states the same, and perhaps more by now."""
    return signed in _signs(json.dumps(list(_told(entry).items())[:MOST_TOLD]))


@lru_cache(maxsize=1_000)
def _signs(told: str) -> frozenset[str]:
    """The signs of an entry that says this, and of one that says a part of it. A reply may ask for them many times."""
    said: list[tuple[str, Any]] = json.loads(told)
    some = chain.from_iterable(combinations(said, count) for count in range(len(said) + 1))
    return frozenset(_digest(dict(facts)) for facts in some)


def _digest(facts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Found:
    """Where an address leads in the records as they are now."""

    key: Key
    loc: Loc
    """The fact: not stated, or stated since."""
    rest: tuple[str, ...]
    """The part of its answer."""


class GoneError(Exception):
    """The records have no such place any more. Says which part is missing."""


def find(registry: Registry, written: str) -> Found:
    """Follow an address. A record that was renamed is found by its old id too.

    Raises:
        GoneError: The record, or the place in it, is not there.
    """
    key, steps = key_of(written), place_in(written).split(".")
    key = registry.renamed.get(key, key)
    if key not in registry.records:
        raise GoneError("/".join(key))
    here: Any = registry.documents[key].data
    loc: Loc = ()
    for number, step in enumerate(steps):
        if not is_stated(here) or (isinstance(here, (str, list)) and not _ENTRY.fullmatch(step)):
            return Found(key, loc, tuple(steps[number:]))
        if isinstance(here, Mapping) and step in here:
            loc, here = (*loc, step), here[step]
        elif isinstance(here, Mapping) and loc and _may_hold(KINDS[key[0]], loc, step):
            return Found(key, loc, tuple(steps[number:]))
        elif isinstance(here, list) and (index := _index(here, step)) is not None:
            loc, here = (*loc, index), here[index]
        else:
            raise GoneError(".".join(steps[: number + 1]))
    return Found(key, loc, ())


def key_of(written: str) -> Key:
    """The record that an address names."""
    kind, _, id_ = written.partition("#")[0].partition("/")
    return (kind, id_)


def place_in(written: str) -> str:
    """The place within its record that an address names."""
    return written.partition("#")[2]


def _may_hold(model: type[Record], loc: Loc, step: str) -> bool:
    part = fields.part_at(model, loc)
    return part is not None and step in fields.keys(part)


def _index(entries: list[Any], step: str) -> int | None:
    """Which entry is meant: the one at the old place if it is the same, else the only one that is."""
    match = _ENTRY.fullmatch(step)
    if match is None:
        return None
    old = int(match[1])
    if old < len(entries) and _is_like(entries[old], match[2]):
        return old
    same = [index for index, entry in enumerate(entries) if _is_like(entry, match[2])]
    return same[0] if len(same) == 1 else None
