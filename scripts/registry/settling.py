"""Verdicts → the facts that would settle what cannot be told, with how many promises wait for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.words import is_stated
from scripts.registry import duties, promises
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Graph
from scripts.registry.selecting import Selecting
from scripts.registry.verdicts import Doubt, Judgement, Verdict


@dataclass(frozen=True, slots=True, order=True)
class MissingFact:
    """A fact that no source states."""

    kind: str
    """Of what it is a fact: `flow`, `cookie`, or the kind of a record."""
    id: str
    key: str
    """Its key there, such as `purposes`."""


@dataclass(frozen=True, slots=True)
class Settling:
    """A fact that would help to settle a verdict."""

    fact: MissingFact
    times: int
    """How many verdicts it would help to settle, this one among them."""


def of_promises(graph: Graph) -> Settlings:
    """What would settle which promises of the policy."""
    return graph.worked_out(_of_promises)


def of_duties(graph: Graph) -> Settlings:
    """What would settle which duties that come with the products of vendors."""
    return graph.worked_out(_of_duties)


class Settlings:
    """What would settle which verdicts, of all promises or of all duties."""

    def __init__(self, graph: Graph, judgements: Iterable[Judgement]) -> None:
        """Count for each missing fact how many verdicts wait for it."""
        self._selecting = graph.worked_out(Selecting)
        self._times = Counter(fact for judgement in judgements for fact in self._missing_in(judgement))

    def times(self, doubt: Doubt, key: str) -> int:
        """How many verdicts the fact with this key would help to settle: of several facts, the one that would most."""
        return max((self._times[fact] for fact in self.missing(doubt) if fact.key == key), default=0)

    def of(self, judgement: Judgement) -> tuple[Settling, ...]:
        """What would help to settle one of these verdicts: first what would help to settle most of them."""
        found = (Settling(fact, self._times[fact]) for fact in self._missing_in(judgement))
        return tuple(sorted(found, key=lambda one: (-one.times, one.fact)))

    def most(self) -> tuple[Settling, ...]:
        """What would help to settle any of them: first what would help to settle most."""
        found = (Settling(fact, times) for fact, times in self._times.items())
        return tuple(sorted(found, key=lambda one: (-one.times, one.fact)))

    def _missing_in(self, judgement: Judgement) -> dict[MissingFact, None]:
        if judgement.verdict != Verdict.CANNOT_TELL:
            return {}
        return dict.fromkeys(fact for doubt in judgement.doubts for fact in self.missing(doubt))

    def missing(self, doubt: Doubt) -> Iterable[MissingFact]:
        """The facts that leave a flow or cookie in doubt."""
        subject = doubt.subject
        for key in doubt.facts:
            if key == "status":
                for standing in self._selecting.standing(subject):
                    if not is_stated(standing.status.is_):
                        yield MissingFact(standing.kind, standing.id, key)
            else:
                yield MissingFact("cookie" if isinstance(subject, SetCookie) else "flow", subject.id, key)


def _of_promises(graph: Graph) -> Settlings:
    return Settlings(graph, promises.judge_all(graph).values())


def _of_duties(graph: Graph) -> Settlings:
    return Settlings(graph, duties.judge_all(graph).values())
