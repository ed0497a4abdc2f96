"""What is found when a promise or a duty is held against the records: the verdict, and all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.time import RoughDate
from schemas.words import Word
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge

Subject = Edge | SetCookie
"""What is held against a promise: a flow, or a cookie."""


class Verdict(Word):
    """Whether the records keep a promise, in the order in which readers want to know."""

    BROKEN = "broken", "The records go against it"
    BROKEN_BEFORE = "broken-before", "Records of the past go against it"
    CANNOT_TELL = "cannot-tell", "We cannot tell"
    UNCONFIRMED = "unconfirmed", "Only the policy says so"
    KEPT = "kept", "Kept, as far as the records say"
    NOT_DECIDABLE = "not-decidable", "Records cannot decide it"


@dataclass(frozen=True, slots=True)
class Over:
    """Something that went against a promise, and is over."""

    subject: Subject
    until: RoughDate | None
    """When it ended, as exact as is known; None if no source says when."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A flow or cookie that may go against a promise, and the keys of the facts that stand in the way."""

    subject: Subject
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact that keeps a promise, and where another source says so than the one that makes the promise."""

    fact: str
    """The key of the fact, such as `purposes`."""
    subjects: tuple[Subject, ...]
    """The flows and cookies for which such a source states it. Nobody has merely concluded it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what it rests on."""

    verdict: Verdict
    looked_at: tuple[Subject, ...] = ()
    """What could go against it: the flows and cookies that it speaks of, or may speak of."""
    compared: tuple[Compared, ...] = ()
    """What other sources say of it. Without any, it is not kept: its own sentence would be all that says so."""
    against: tuple[Subject, ...] = ()
    """What goes against it now."""
    before: tuple[Over, ...] = ()
    """What went against it, and is over."""
    doubts: tuple[Doubt, ...] = ()
    """What may go against it, or may be what is asked for."""
