"""Two states of the records → which facts were answered between them, and which are open that were not.

Files are compared, not models: what was written under an older model counts as it did then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas import KINDS, PLACES, Key, fields
from schemas.part import Loc
from schemas.words import is_stated
from scripts.reading import yaml_text
from scripts.reading.yaml_text import Document
from scripts.registry.registry import Registry, is_asked_for

Fact = tuple[Key, Loc]
"""A fact by its record and its place. Entries of a list have no numbers here: they move when one is added."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the facts that are not stated, each with how many there are of it."""

    before: int
    after: int
    answered: Counter[Fact] = field(default_factory=Counter)
    """Not stated before, and stated now."""
    gone: Counter[Fact] = field(default_factory=Counter)
    """Not stated before; the record, the flow or the part is not there any more."""
    new: Counter[Fact] = field(default_factory=Counter)
    """Not stated now, of something that was not in the records before."""
    withdrawn: Counter[Fact] = field(default_factory=Counter)
    """Stated before, and not stated now."""
    unread: tuple[str, ...] = ()
    """The records that have mistakes now, or could not be read before. What they say is not counted."""


def compare(before: Registry, after: Registry) -> Change:
    """What happened to the facts that are not stated, from one state of the records to the other."""
    # An older record may have mistakes by the rules of today, and is read as it stands. One with mistakes now says what
    # nobody meant.
    broken = after.documents.keys() - after.records.keys()
    old, new = _facts(before, after.renamed, broken), _facts(after, {}, broken)
    change = Change(
        sum(open_ for open_, _ in old.values()),
        sum(open_ for open_, _ in new.values()),
        unread=tuple(
            sorted("/".join(key) for key in broken | {key for key, one in before.documents.items() if not one.data})
        ),
    )
    for fact in sorted({*old, *new}, key=lambda fact: (PLACES[fact[0][0]], fact[0][1], fact[1])):
        (open_before, said_before), (open_after, said_after) = old.get(fact, (0, 0)), new.get(fact, (0, 0))
        fewer, said = open_before - open_after, said_after - said_before
        answered, withdrawn = max(0, min(fewer, said)), max(0, min(-fewer, -said))
        for counter, count in (
            (change.answered, answered),
            (change.gone, max(0, fewer) - answered),
            (change.withdrawn, withdrawn),
            (change.new, max(0, -fewer) - withdrawn),
        ):
            if count:
                counter[fact] = count
    return change


def _facts(registry: Registry, renamed: Mapping[Key, Key], broken: Collection[Key]) -> dict[Fact, tuple[int, int]]:
    """For each fact, how often it is not stated, and how often it is. A record goes by the id that it has now.

    What is only our reading has no facts that could be known.
    """
    found: dict[Fact, tuple[int, int]] = {}
    for old, document in registry.documents.items():
        if registry.is_our_reading(old):
            continue
        key = renamed.get(old, old)
        if key in broken:
            continue
        for loc, value in _values(document):
            if not is_asked_for(loc, document.data):
                continue
            fact = (key, tuple(step for step in loc if not isinstance(step, int)))
            open_, said = found.get(fact, (0, 0))
            is_open = not is_stated(value)
            found[fact] = (open_ + is_open, said + (not is_open))
    return found


def _values(document: Document) -> Iterator[tuple[Loc, Any]]:
    """Every value with its place. Of a list of plain values, such as kinds of information, only the list counts."""
    for loc, value in yaml_text.values(document):
        if loc and (not isinstance(loc[-1], int) or isinstance(value, (dict, list))):
            yield loc, value


def label(fact: Fact) -> str:
    """What people call a fact, with the flow that it belongs to."""
    (kind, _), loc = fact
    here: Loc = ()
    for step in loc:
        if fields.field_at(KINDS[kind], (*here, step)) is None and fields.field_at(KINDS[kind], (*here, 0, step)):
            here = (*here, 0)  # any entry of the list
        here = (*here, step)
    name = fields.label(KINDS[kind], here)
    return f"{name} (flow {loc[1]})" if loc[0] == "flows" and len(loc) > 1 else name
