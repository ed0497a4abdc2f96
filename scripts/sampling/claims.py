"""Records → claims: each stated fact that can be held against its sources, with where it stands."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from schemas import Data, Key, People, Purpose, Source
from schemas.evidence import Evidence, FlowFact, fact_of
from schemas.flow import Flow, Schedule
from schemas.part import Loc, Part
from schemas.record import Record
from schemas.references import SourceRef
from schemas.words import NOT_STATED
from scripts.registry.registry import Registry

_NO_FACTS_OF_RECORDS = frozenset(
    {
        # How we know, and what we think of it.
        *("evidence", "check", "reviewed", "checked_by_lot", "waivers", "identity", "read", "url", "sections"),
        # What we call things, and where we put them.
        *("name", "short_name", "team", "action", "translations", "also_called", "formerly", "replaced_by", "part_of"),
        # What the organisation has decided for its registry.
        *("language", "home", "policy", "review_every", "contract_notice", "common_services", "records_url"),
        "published_at",
    }
)
"""The keys of a record under which no fact stands that a source could confirm. All others count, and so do new ones."""
_NO_FACTS_OF_PARTS = frozenset({"evidence", "done", "check", "service", "from", "subject", "section", "kinds"})
"""The same for its parts. The service and the sender of a flow are told with each of its facts."""
_FACTS_OF_SOURCES = frozenset({"dated", "statements"})
"""What a document says of itself. The rest of its record is how we describe it."""
_VOCABULARY = (Data, People, Purpose)
"""Records that say what words mean. They rest on no source."""
_STEP = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One stated fact of a record."""

    key: Key
    loc: Loc
    name: str
    """The same for as long as the fact stands in the records: `vendor/tillhouse#flows.property-tax.data.card-number`.

    What stands in a list goes by what it is, not by its number, which changes when something is put before it.
    """
    part: Part
    """The part of the record in which it stands, such as a flow or its status."""
    value: Any
    evidence: tuple[Evidence, ...]
    """What it rests on."""
    tells_of: tuple[str, ...] = ()
    """Of a flow: its service and its sender, without which its facts say nothing."""

    @property
    def id(self) -> str:
        """Its name and a sign, which changes when it says something else or names other sources."""
        said = [_plain(self.value), self.tells_of, sorted(str(piece.source) for piece in self.evidence)]
        return f"{self.name}~{_sign(json.dumps(said, sort_keys=True))}"


class Claims(NamedTuple):
    """What the records state."""

    with_source: tuple[Claim, ...]
    """Those that can be checked, in the order of the records."""
    without_source: int
    """How many name no source, so that nothing can be held against them."""


def claims(registry: Registry) -> Claims:
    """Every claim of the records.

    What is written `not-stated` is none: it says that nothing was found, and no one source can show that.
    """
    found = [
        claim
        for key, record in registry.records.items()
        if not isinstance(record, _VOCABULARY)
        for claim in _of_record(key, record)
    ]
    with_source = tuple(claim for claim in found if claim.evidence)
    return Claims(with_source, len(found) - len(with_source))


class _Where(NamedTuple):
    """How far the way into a record has come."""

    loc: Loc = ()
    steps: tuple[str, ...] = ()
    """The steps of the name."""
    evidence: tuple[Evidence, ...] = ()
    tells_of: tuple[str, ...] = ()

    def further(self, step: str | int, called: str) -> _Where:
        return self._replace(loc=(*self.loc, step), steps=(*self.steps, called))


def _of_record(key: Key, record: Record) -> Iterator[Claim]:
    for where, part, value in _facts(record, _Where()):
        evidence = where.evidence
        if isinstance(record, Source):  # what a document says rests on the document
            statements = where.steps[1:2] if where.steps[0] == "statements" else ()
            evidence = (Evidence(source=SourceRef(key[1]), statements=statements),)
        name = f"{'/'.join(key)}#{'.'.join(where.steps)}"
        yield Claim(key, where.loc, name, part, value, evidence, where.tells_of)


_Fact = tuple[_Where, Part, Any]
"""A fact: where it stands, in which part, and its value."""


def _facts(part: Part, where: _Where) -> Iterator[_Fact]:
    """The facts of a part. One that has a place for evidence rests on what stands there, and on nothing else."""
    if "evidence" in type(part).model_fields:
        where = where._replace(evidence=part.__dict__["evidence"])
    if isinstance(part, Flow):
        where = where._replace(tells_of=(str(part.service), str(part.sender)))
        if part.data == NOT_STATED:  # that information flows is stated, if nothing else
            yield where._replace(evidence=part.evidence_for(FlowFact.WHO)), part, NOT_STATED
    no_facts = _NO_FACTS_OF_RECORDS if isinstance(part, Record) else _NO_FACTS_OF_PARTS
    for name, field in type(part).model_fields.items():
        key = field.alias or name
        if key not in no_facts and (not isinstance(part, Source) or key in _FACTS_OF_SOURCES):
            here = where.further(key, key)
            if isinstance(part, Flow):  # a source may speak of some of its facts alone
                here = here._replace(evidence=part.evidence_for(fact_of(key)))
            yield from _values(part, part.__dict__[name], here)


def _values(part: Part, value: Any, where: _Where) -> Iterator[_Fact]:
    """The facts in the value of one key."""
    if isinstance(value, Part) and not isinstance(value, Schedule):
        yield from _facts(value, where)
    elif isinstance(value, Mapping):
        for id_, entry in value.items():
            yield from _facts(entry, where.further(id_, id_))
    elif isinstance(value, tuple):
        called = _numbered([_called(entry) for entry in value])
        for number, entry in enumerate(value):
            here = where.further(number, called[number])
            if isinstance(entry, Part) and "evidence" in type(entry).model_fields:
                yield from _facts(entry, here)
            else:  # a host and what is found there are one fact
                yield here, part, entry
    elif value is not None and value != NOT_STATED:
        yield where, part, value


def _called(entry: Any) -> str:
    """What an entry of a list goes by: what stands first in it."""
    first = next(iter(entry.__dict__.values())) if isinstance(entry, Part) else entry
    return str(first) if _STEP.fullmatch(str(first)) else _sign(str(first))


def _numbered(names: list[str]) -> list[str]:
    """The names of the entries of a list. Of those with one name, all but the first get a number."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}+{seen[name]}")
    return found


def _plain(value: Any) -> Any:
    """A value as JSON can hold it. Evidence is told apart from what rests on it."""
    return value.model_dump(mode="json", exclude={"evidence"}) if isinstance(value, Part) else str(value)


def _sign(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
