"""What a rule is: a question to the whole registry that yields faults."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from schemas import Key
from schemas.part import Loc
from schemas.record import CheckedRecord
from scripts.reading.findings import Severity
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry

Message = str | Callable[[], str]
"""What is wrong, and the remedy. If that takes work, it is what makes the message: only so many faults are told."""


class Scope(Enum):
    """What a rule has to know before it can judge."""

    RECORDS = auto()
    """One record, whatever is wrong in others: they may be missing, and what they name may be missing too."""
    SOUND = auto()
    """What is there and leads somewhere: a mistake is in something that stands, so the sound part shows those in it."""
    WHOLE = auto()
    """All records: the mistake is that something is nowhere, and it might stand in one that cannot be read."""


class Fault(NamedTuple):
    """What a rule finds wrong."""

    key: Key
    """The record that is at fault."""
    loc: Loc
    """The place in it."""
    message: Message
    waived_by: Key | None = None
    """The record whose waivers may allow it, if it is another."""


@dataclass(slots=True)
class Inspection:
    """What a rule may look at."""

    registry: Registry
    graph: Graph
    today: date
    """The day that counts as now. It comes from the command line, never from a clock in here."""
    rules: Mapping[str, bool] = field(default_factory=dict)
    """Every rule by its id, and whether a waiver may hold it back."""
    used_waivers: set[tuple[Key, int]] = field(default_factory=set)
    """The waivers that have held back a fault so far: the record and the waiver's place in its list."""
    _waivers: dict[Key, dict[str, int]] = field(default_factory=dict)

    def may_be_over(self, key: Key, record: CheckedRecord) -> bool:
        """Whether something has ended, or may have, since its status cannot be read."""
        return record.status.ended or self.registry.is_broken(key, ("status",))

    def waiver(self, key: Key, rule: str) -> int | None:
        """The place of the first waiver by which a record may break a rule today, or None if there is none."""
        if key not in self._waivers:
            waivers = self.registry.records[key].waivers
            last_first = reversed([(waiver, index) for index, waiver in enumerate(waivers)])
            self._waivers[key] = {waiver.rule: index for waiver, index in last_first if waiver.until >= self.today}
        return self._waivers[key].get(rule)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its module, its id, its page and its test folder share one name; its docstring is its page."""

    check: Callable[[Inspection], Iterator[Fault]]
    severity: Severity
    scope: Scope = Scope.RECORDS
    """What must be sound before it can judge."""
    may_be_waived: bool = True
    """Whether it is about judgement. What everything else rests on is no such thing: without it, pages break."""

    @property
    def id(self) -> str:
        """The rule's name as authors write it in a waiver."""
        return self.check.__module__.rpartition(".")[2].replace("_", "-")

    @property
    def text(self) -> str:
        """The rule's page in Markdown: what it finds, why it matters, how to fix it."""
        return inspect.getdoc(self.check) or ""
