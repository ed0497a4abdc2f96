"""The sections of a record and those of a copy → what is new, gone, changed, renamed or moved, and what rests on it."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from schemas import Key
from schemas.part import Loc
from schemas.source import Section
from scripts.observation.policy_drift import fingerprint
from scripts.observation.policy_drift.page_lines import key
from scripts.observation.policy_drift.sections import Found
from scripts.registry.registry import Registry

MOST_OF_PLACEHOLDER = 3
"""Words that a page shows until it has loaded, such as "Loading, please wait"."""
_NO_WORDS = fingerprint.of(()).fingerprint
FEWEST_WORDS = 5
"""Two sections with fewer words may well say the same by chance, such as "None."."""


class Kind(StrEnum):
    """What has become of a section."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of one section."""

    kind: Kind
    was: Section | None
    """The section of the record; None if it is new."""
    now: Found | None
    """The section of the copy; None if it is gone."""
    moved: bool = False
    """Whether it stands in another place among its neighbours, whatever else has become of it."""

    @property
    def heading(self) -> str:
        """Its heading, as the record has it if it does."""
        return self.was.heading if self.was else self.now.heading if self.now else ""


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on a section, by way of its statements. All of it must be looked at again if the words changed."""

    statements: tuple[str, ...]
    promises: tuple[str, ...]
    flows: tuple[str, ...]
    """By their ids, such as `tillhouse/property-tax`."""
    others: tuple[Key, ...]
    """Other records that cite a statement: offices, services and so on."""


def compare(known: Sequence[Section], found: Sequence[Found]) -> list[Change]:
    """What has become of each section that is not as it was, in the order of the copy; what is gone comes last."""
    same = pairs(known, found)
    moved = _moved(same)
    changes = []
    for at, now in enumerate(found):
        number = same.get(at)
        was = None if number is None else known[number]
        kind = _kind(was, now)
        if kind or at in moved:
            changes.append(Change(kind or Kind.MOVED, was, now, at in moved))
    left = set(range(len(known))) - set(same.values())
    return changes + [Change(Kind.GONE, known[number], None) for number in sorted(left)]


def missing(known: Sequence[Section], found: Sequence[Found], changes: Sequence[Change]) -> int:
    """How many sections are gone or have lost their words, if that is most of the policy and nothing came instead."""
    with_words = sum(section.fingerprint != _NO_WORDS for section in known)
    lost = sum(_is_lost(change) for change in changes)
    there = sum(section.words > MOST_OF_PLACEHOLDER for section in found)
    return lost if 2 * lost > with_words and 2 * there < with_words else 0


def _is_lost(change: Change) -> bool:
    had_words = change.was is not None and change.was.fingerprint != _NO_WORDS
    return had_words and (
        change.now is None or (change.kind is Kind.CHANGED and change.now.words <= MOST_OF_PLACEHOLDER)
    )


def _kind(was: Section | None, now: Found) -> Kind | None:
    if was is None:
        return Kind.NEW
    if was.fingerprint != now.fingerprint:
        return Kind.CHANGED
    return None if key(was.heading) == now.key else Kind.RENAMED


def pairs(known: Sequence[Section], found: Sequence[Found]) -> dict[int, int]:
    """Which section of the copy is which of the record, by their numbers.

    A heading may stand more than once: those with the same words belong together first. A section with another
    heading is the same one only if it has the words of one that is gone, and nothing else has them. Of too few words,
    it is if it also stands between the same neighbours.
    """
    same = dict(_pairs(known, found))
    placed = {-1: -1, **same, len(found): len(known)}
    left = set(range(len(known))) - set(same.values())
    for at, now in enumerate(found):
        number = placed.get(at - 1, len(known)) + 1
        between = at not in same and number in left and placed.get(at + 1) == number + 1
        if between and known[number].fingerprint == now.fingerprint:
            same[at] = number
    return same


def _pairs(known: Sequence[Section], found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    free = {number: (key(was.heading), was.fingerprint) for number, was in enumerate(known)}
    open_ = {at: (now.key, now.fingerprint) for at, now in enumerate(found)}
    for traits in (2, 1):  # heading and words, then the heading alone
        waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for number, was in free.items():
            waiting[was[:traits]].append(number)
        for at, now in list(open_.items()):
            if numbers := waiting[now[:traits]]:
                number = numbers.popleft()
                yield at, number
                del free[number], open_[at]
    gone = Counter(words for _, words in free.values())
    new = Counter(words for at, (_, words) in open_.items() if found[at].words >= FEWEST_WORDS)
    numbers_of = {words: number for number, (_, words) in free.items()}
    for at, (_, words) in open_.items():
        if new[words] == 1 and gone[words] == 1:
            yield at, numbers_of[words]


def _moved(same: dict[int, int]) -> set[int]:
    """The sections of the copy that stand in another order than before."""
    now, before = [same[at] for at in sorted(same)], sorted(same.values())
    in_order = {
        number
        for block in difflib.SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
        for number in now[block.b : block.b + block.size]
    }
    return {at for at, number in same.items() if number not in in_order}


# --- what rests on it ------------------------------------------------------------------------------


def resting(registry: Registry, source: str, changes: Sequence[Change]) -> list[Rests]:
    """What rests on each section that changed."""
    statements: dict[str, list[str]] = defaultdict(list)
    for name, one in registry.sources[source].statements.items():
        statements[key(one.section)].append(name)
    on_statement: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, piece) in enumerate(registry.evidence):
        for name in piece.statements if piece.source == source else ():
            on_statement[name].append(number)
    # A copy may have one heading a thousand times.
    known: dict[str, Rests] = {}
    for heading in dict.fromkeys(key(change.heading) for change in changes):
        names = statements[heading]
        numbers = sorted({number for name in names for number in on_statement[name]})
        known[heading] = _rests(tuple(names), [registry.evidence[number][:2] for number in numbers])
    return [known[key(change.heading)] for change in changes]


def _rests(statements: tuple[str, ...], places: Sequence[tuple[Key, Loc]]) -> Rests:
    """What rests on statements that are cited at these places in the records."""
    promises: dict[str, None] = {}
    flows: dict[str, None] = {}
    others: dict[Key, None] = {}
    for record, loc in places:
        if loc[0] == "flows":
            flows[f"{record[1]}/{loc[1]}"] = None
        elif record[0] == "promise":
            promises[record[1]] = None
        else:
            others[record] = None
    return Rests(statements, tuple(promises), tuple(flows), tuple(others))
