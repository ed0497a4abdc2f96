"""What each question of the graph is answered with, as values: the sentences and the JSON are both made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.record import State
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge
from scripts.registry.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Named:
    """A record that an answer names."""

    kind: str
    id: str
    name: str
    certainty: Certainty | None = None
    """How sure we are that it is there; None for a record that is about nobody."""

    @property
    def is_our_reading(self) -> bool:
        """Whether no source tells of it: then it is asked about, and not told."""
        return self.certainty == Certainty.OUR_READING


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the records say to a question."""

    question: ClassVar[str]
    """What the question is called on the command line."""
    flows: tuple[Edge, ...] = ()
    """The flows that the answer rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Someone who gets a kind of information, or may get it."""

    party: Named
    certain: bool
    """Whether flows state it. Otherwise they name a wider kind."""
    state: State | None
    """Whether it is planned, paused or ended; None for what is in use, or is not stated to be anything else."""
    data: tuple[Named, ...]
    """What these flows state of it: that kind and narrower ones if it is certain, else wider ones."""
    services: tuple[Named, ...]
    with_any_service: bool
    """Whether one of these flows belongs to no single service."""
    flows: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoGets(Answer):
    """Who gets a kind of information, in one service or in any."""

    question = "who-gets"
    data: Named
    through: Named | None
    """The service, if the question was about one only."""
    receivers: tuple[Receiver, ...]
    """Those who are certain first, and of them those who get it now; those of whom no source tells last. A party with
    flows of several sorts stands in several places."""
    unsaid: tuple[Edge, ...]
    """Current flows that do not say what they carry: they may carry it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What comes to a party in one service: from all groups of people together, or from one party."""

    senders: tuple[Named, ...]
    receiver: Named
    """The party itself, or a part of it if it is an office."""
    service: Named | None
    """None if it belongs to any service."""
    data: tuple[Named, ...]
    more: bool
    """Whether a flow does not state what it carries."""
    state: State | None
    """Whether it is planned, paused or ended; None for what is in use, or is not stated to be anything else."""
    flows: tuple[Edge, ...]

    @property
    def is_our_reading(self) -> bool:
        """Whether no source tells of somebody at one of its ends: then it is asked, and not told."""
        return any(one.is_our_reading for one in (self.receiver, *self.senders))


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatGets(Answer):
    """What a party gets, and from whom: first what people give, then what others pass on."""

    question = "what-gets"
    party: Named
    received: tuple[Received, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one sender gives one receiver at one point of a service."""

    number: int
    """Counted from 1."""
    sender: Named
    receiver: Named
    data: tuple[Named, ...]
    more: bool
    """Whether a flow does not state what it carries."""
    flows: tuple[Edge, ...]

    @property
    def is_our_reading(self) -> bool:
        """Whether no source tells of somebody at one of its ends: then it is asked, and not told."""
        return self.sender.is_our_reading or self.receiver.is_our_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatHappens(Answer):
    """What happens in a service, step by step."""

    question = "what-happens"
    service: Named
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way that information takes or may take from one party to the next."""

    depth: int
    """0 where it starts, 1 for the first time that it is passed on."""
    sender: Named
    receiver: Named
    certain: bool
    """Whether each step so far is stated."""
    controlled: bool
    """Whether the receiver is the organisation itself, or is stated to work by its rules."""
    services: tuple[Named, ...]
    with_any_service: bool
    flows: tuple[Edge, ...]

    @property
    def is_our_reading(self) -> bool:
        """Whether no source tells of somebody at one of its ends: then it is asked, and not told."""
        return self.sender.is_our_reading or self.receiver.is_our_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereCanItGo(Answer):
    """Where a kind of information can end up, over any number of hops: the nearest first."""

    question = "where-can-it-go"
    data: Named
    ways: tuple[Way, ...]
    unsaid: tuple[Edge, ...]
    """Current flows that do not say what they carry: they may carry it too."""
    beyond: tuple[Edge, ...]
    """Those of them that lead on from somebody who gets it. What goes on from there is not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a source says on who must be told of a leak. It is reported, and not applied."""

    tell: str
    when: str
    """`not-stated` if the source does not say."""
    speaks_of: tuple[Named, ...] | str
    """The kinds of information that it speaks of; `not-stated` if it names none."""
    named: tuple[Named, ...]
    """What of it could come out."""
    may_name: bool
    """Whether it may speak of more that could come out."""
    sources: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IfBreached(Answer):
    """What comes out if a party has a leak: all that it has ever received."""

    question = "if-breached"
    party: Named
    data: tuple[Named, ...]
    unsaid: tuple[Edge, ...]
    """Flows that do not say what they carry: there may be more."""
    people: tuple[Named, ...]
    services: tuple[Named, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Without(Answer):
    """Which services could not go on as they are if a party goes."""

    question = "without"
    party: Named
    services: tuple[Named, ...]
    of: int
    """How many services there are that have not ended."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is not stated."""

    place: str
    """The keys and list positions that lead to it, joined by dots."""
    label: str
    """What people call it."""
    flow: str | None
    """The name of the flow that it is about, in the file of its record."""
    entry: str | None = None
    """What tells it from facts of the same label: the entry of a list or a mapping that it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    """A record with facts that are not stated."""

    record: Named
    facts: tuple[Fact, ...]
    of: int
    """How many facts the record states or says are not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknowns(Answer):
    """Which facts are not stated, of one record or of all."""

    question = "unknowns"
    about: Named | None
    records: tuple[OpenRecord, ...]
    """Those with a fact that is not stated."""
    of_records: int
    of_facts: int

    @property
    def count(self) -> int:
        """How many facts are not stated."""
        return sum(len(record.facts) for record in self.records)


@dataclass(frozen=True, slots=True)
class CookieSet:
    """A cookie of a party."""

    id: str
    """The id of the party and the place in its list, such as `tillhouse/cookies/2`; `not-stated` if it has no list."""
    party: Named
    name: str | None
    """None if that is not stated."""


JudgedSubject = Edge | CookieSet
"""What is held against a promise or a duty."""


@dataclass(frozen=True, slots=True)
class OpenFlow:
    """A flow or cookie that leaves a verdict open, and the keys of the facts that would settle it."""

    flow: JudgedSubject
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverFlow:
    """A flow or cookie that went against something, and is over."""

    flow: JudgedSubject
    until: str | None
    """When it ended, as exact as is known."""


@dataclass(frozen=True, slots=True)
class ComparedFlow:
    """A flow or cookie that is as it should, as far as other sources say so than the one that makes the promise."""

    flow: JudgedSubject
    fact: str
    """The key of the fact that they state."""
    sources: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class SettlingFact:
    """A fact that would help to settle a verdict."""

    kind: str
    """Of what it is a fact: `flow`, `cookie`, or the kind of a record."""
    id: str
    fact: str
    """Its key there."""
    verdicts: int
    """How many verdicts it would help to settle, this one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A promise or a duty with its verdict."""

    id: str
    """The id of the promise; the id of the company and the name of the duty, such as `tillhouse/link-its-terms`."""
    name: str
    """What the promise or the duty says."""
    vendor: Named | None
    """Whose duty it is about; None for a promise."""
    verdict: Verdict
    looked_at: tuple[JudgedSubject, ...]
    """What could go against it."""
    compared: tuple[ComparedFlow, ...]
    """What keeps it, as far as other sources say so."""
    seen_in: tuple[Named, ...]
    """For a duty that needs no flow: the other sources in which it is seen that it is done."""
    against: tuple[JudgedSubject, ...]
    """What goes against it now."""
    before: tuple[OverFlow, ...]
    """What went against it, and is over."""
    doubts: tuple[OpenFlow, ...]
    settled_by: tuple[SettlingFact, ...]
    """What would settle it: first what would help to settle most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises(Answer):
    """Whether the records keep the promises of the policy: those that they go against first."""

    question = "promises"
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties(Answer):
    """Whether is done what comes with using a company's product: what is not done first."""

    question = "duties"
    about: Named | None
    judged: tuple[Judged, ...]
