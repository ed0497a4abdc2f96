"""Graph → a verdict for each promise of the policy: kept, broken, or cannot tell.

The logic has three values (Kleene, Introduction to Metamathematics, 1952, § 64): true, false, and None for
what a missing fact leaves open. So stating one more fact can turn "cannot tell" into "kept" or "broken", and
can never turn one of these into the other. A test proves it against every way to complete a registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from schemas.base import ANY, NONE, NOT_STATED, Word
from schemas.flow import Flow
from schemas.promise import Check, Selector, Side
from schemas.record import CheckedRecord, Status
from schemas.time import Duration
from scripts.graph import Edge, Graph
from scripts.tree import Tree

Truth = bool | None
"""True, False, or None if a missing fact leaves it open."""


class Verdict(Word):
    """Whether the records keep a promise, in the order in which readers want to know."""

    BROKEN = "broken", "The records go against it"
    CANNOT_TELL = "cannot-tell", "We cannot tell"
    KEPT = "kept", "Kept, as far as the records say"
    NOT_DECIDABLE = "not-decidable", "Records cannot decide it"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A flow that may or may not go against a promise, and the keys of the facts that stand in the way."""

    edge: Edge
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what it rests on."""

    verdict: Verdict
    looked_at: tuple[Edge, ...] = ()
    """The flows that the promise is about, or may be about."""
    against: tuple[Edge, ...] = ()
    """The flows that break it."""
    doubts: tuple[Doubt, ...] = ()
    """The flows that may break it, or may be the one that is asked for."""


def judge_all(graph: Graph) -> dict[str, Judgement]:
    """The verdict of every promise, by its id."""
    judge = Judge(graph)
    return {id_: judge.judge(promise.check) for id_, promise in graph.registry.promises.items()}


def both(*truths: Truth) -> Truth:
    """Whether all hold: one False settles it, else one None leaves it open."""
    return False if False in truths else None if None in truths else True


def either(*truths: Truth) -> Truth:
    """Whether one holds: one True settles it, else one None leaves it open."""
    return True if True in truths else None if None in truths else False


def negated(truth: Truth) -> Truth:
    """The opposite; what is open stays open."""
    return None if truth is None else not truth


def decisive_key(check: Check) -> str:
    """The key of a flow that a broken promise is most about: what it is used for, what it carries, or how."""
    rule = check.forbid.where if check.forbid else None
    if check.only:
        rule = check.only.allow
    elif check.require:
        rule = check.require.need
    for key, lines in _KEYS.items():
        if rule and any(getattr(rule, line) is not None for line in lines):
            return key
    return "from"


_KEYS = {
    "purposes": ("purposes",),
    "data": ("data", "identifies", "sensitivity"),
    "collected": ("collected",),
    "choice": ("choice",),
    "about": ("people",),
    "retention": ("kept_at_most",),
}


class Judge:
    """Reads promises against the flows of one graph."""

    def __init__(self, graph: Graph) -> None:
        """Take the graph whose flows are looked at."""
        self.graph = graph
        self.registry = graph.registry

    def judge(self, check: Check) -> Judgement:
        """Decide the rule of one promise."""
        if check.not_decidable:
            return Judgement(Verdict.NOT_DECIDABLE)
        if check.require and check.require.where is None:
            return self._one_must_exist(check.require.need)
        return self._none_may_break(check)

    def _one_must_exist(self, need: Selector) -> Judgement:
        answers = {edge: self._fits(edge, need) for edge in self.graph.edges.values()}
        there = tuple(edge for edge, (truth, _) in answers.items() if truth is True)
        doubts = tuple(Doubt(edge, facts) for edge, (truth, facts) in answers.items() if truth is None)
        if there:
            return Judgement(Verdict.KEPT, looked_at=there)
        verdict = Verdict.CANNOT_TELL if doubts else Verdict.BROKEN
        return Judgement(verdict, tuple(doubt.edge for doubt in doubts), doubts=doubts)

    def _none_may_break(self, check: Check) -> Judgement:
        looked_at, against, doubts = [], [], []
        for edge in self.graph.edges.values():
            about, broken, facts = self._breaks(check, edge)
            # To forbid is to speak of every flow that happens; the other rules speak of those they pick.
            if about is not False or (check.forbid and self._in_use(edge) is not False):
                looked_at.append(edge)
            if broken is True:
                against.append(edge)
            elif broken is None:
                doubts.append(Doubt(edge, facts))
        verdict = Verdict.BROKEN if against else Verdict.CANNOT_TELL if doubts else Verdict.KEPT
        return Judgement(verdict, tuple(looked_at), tuple(against), tuple(doubts))

    def _breaks(self, check: Check, edge: Edge) -> tuple[Truth, Truth, tuple[str, ...]]:
        """Whether a promise is about a flow, whether the flow breaks it, and the facts that leave that open."""
        rule = check.forbid or check.only or check.require
        if rule is None or rule.where is None:
            return False, False, ()
        about, facts = self._fits(edge, rule.where)
        if rule.unless is not None:
            exempt, more = self._fits(edge, rule.unless, in_use=False)
            about, facts = both(about, negated(exempt)), (*facts, *more)
        broken = about
        if check.only:
            fits, more = self._fits(edge, check.only.allow, _every, in_use=False)
            broken, facts = both(about, negated(fits)), (*facts, *more)
        elif check.require:
            fits, more = self._fits(edge, check.require.need, in_use=False)
            broken, facts = both(about, negated(fits)), (*facts, *more)
        return about, broken, tuple(dict.fromkeys(facts))

    def _fits(
        self, edge: Edge, chosen: Selector, quantifier: _Quantifier | None = None, *, in_use: bool = True
    ) -> tuple[Truth, tuple[str, ...]]:
        """Whether a flow fits a selector, and the keys of the facts that leave it open."""
        answers: list[tuple[str, Truth]] = [("status", self._in_use(edge))] if in_use else []
        answers += self._answers(chosen, edge, quantifier or _some)
        return both(*(truth for _, truth in answers)), tuple(fact for fact, truth in answers if truth is None)

    # --- one line of a selector after the other ---------------------------------------------------

    def _answers(self, chosen: Selector, edge: Edge, quantifier: _Quantifier) -> list[tuple[str, Truth]]:
        """Ask each group of lines that is filled in; the name is the key of the fact that would settle it."""
        return [*self._about_ends(chosen, edge, quantifier), *self._about_use(chosen, edge, quantifier)]

    def _about_ends(self, chosen: Selector, edge: Edge, quantifier: _Quantifier) -> Iterator[tuple[str, Truth]]:
        """Whose information goes from whom to whom, in which service?"""
        if chosen.people is not None:
            yield "about", self._of_people(edge, self._within(self.graph.people, chosen.people), quantifier)
        if chosen.sender is not None:
            yield "from", self._is_one_of(edge.sender, chosen.sender)
        if chosen.sender_is is not None:
            yield "from", any(self._stands_on(edge.sender, side) for side in chosen.sender_is)
        if chosen.receiver is not None:
            yield "to", self._is_one_of(edge.receiver, chosen.receiver)
        if chosen.receiver_is is not None:
            yield "to", any(self._stands_on(edge.receiver, side) for side in chosen.receiver_is)
        if chosen.service is not None:
            yield "service", edge.flow.service == ANY or edge.flow.service in chosen.service

    def _about_use(self, chosen: Selector, edge: Edge, quantifier: _Quantifier) -> Iterator[tuple[str, Truth]]:
        """Which information, what for, and how?"""
        flow = edge.flow
        if chosen.data is not None or chosen.identifies is not None or chosen.sensitivity is not None:
            yield "data", self._over(self.graph.data, edge.data, self._is_such(chosen), quantifier)
        if chosen.purposes is not None:
            within = self._within(self.graph.purposes, chosen.purposes)
            yield "purposes", self._over(self.graph.purposes, edge.purposes, within, quantifier)
        if chosen.collected is not None:
            yield "collected", None if flow.collected == NOT_STATED else flow.collected in chosen.collected
        if chosen.choice is not None:
            yield "choice", None if flow.choice == NOT_STATED else flow.choice in chosen.choice
        if chosen.kept_at_most is not None:
            yield "retention", self._kept_at_most(flow, chosen.kept_at_most)

    def _in_use(self, edge: Edge) -> Truth:
        """Whether a flow happens: not if it, its service or one of its parties has ended."""
        statuses: list[Status]
        if edge.flow.status is not None:
            statuses = [edge.flow.status]
        else:
            ends: list[CheckedRecord | None] = [
                self.registry.parties.get(edge.receiver),
                self.registry.parties.get(edge.sender),
                self.registry.services.get(edge.flow.service),
            ]
            statuses = [end.status for end in ends if end is not None]
        return both(*(None if status.is_ == NOT_STATED else not status.ended for status in statuses))

    def _kept_at_most(self, flow: Flow, limit: Duration) -> Truth:
        """Whether a flow is never kept longer than this; open if neither it nor its schedule says how long."""
        if flow.retention == NONE:
            return True
        return None if flow.kept_for is None else not flow.kept_for.may_exceed(limit)

    def _of_people(self, edge: Edge, fits: _Test, quantifier: _Quantifier) -> Truth:
        if edge.flow.about == NONE:
            return quantifier([])
        return self._over(self.graph.people, self.graph.about(edge), fits, quantifier)

    def _is_one_of(self, id_: str, chosen: Sequence[str]) -> Truth:
        """Whether a party or a group is one of those chosen, or part of one; open if it only contains one."""
        tree = self.graph.people if id_ in self.registry.people else self.graph.offices
        if set(chosen) & {id_, *tree.above(id_)}:
            return True
        return None if set(chosen) & tree.below(id_) else False

    def _stands_on(self, id_: str, side: Side) -> bool:
        match side:
            case Side.PEOPLE:
                return id_ in self.registry.people
            case Side.THE_ORGANISATION:
                return id_ in self.registry.offices
            case Side.VENDOR:
                return id_ in self.registry.vendors
            case Side.RECIPIENT:
                return id_ in self.registry.recipients
            case Side.ANYONE_ELSE:
                return id_ not in self.registry.offices

    def _is_such(self, chosen: Selector) -> _Test:
        """The test of one narrowest kind of information against the three lines about information."""
        within = self._within(self.graph.data, chosen.data) if chosen.data is not None else None

        def fits(kind: str) -> bool:
            record = self.registry.data[kind]
            return (
                (within is None or within(kind))
                and (chosen.identifies is None or record.identifies in chosen.identifies)
                and (chosen.sensitivity is None or record.sensitivity in chosen.sensitivity)
            )

        return fits

    def _within(self, tree: Tree, chosen: Sequence[str]) -> _Test:
        return lambda id_: bool(set(chosen) & {id_, *tree.above(id_)})

    def _over(self, tree: Tree, words: Sequence[str], fits: _Test, quantifier: _Quantifier) -> Truth:
        """What holds of some words of the vocabulary; open if there are none, since then none are stated."""
        return quantifier([self._over_leaves(tree, word, fits) for word in words]) if words else None

    def _over_leaves(self, tree: Tree, word: str, fits: _Test) -> Truth:
        """What holds of one word: a wide word may mean any of the narrowest below it."""
        answers = {fits(leaf) for leaf in tree.leaves(word)}
        return answers.pop() if len(answers) == 1 else None


_Test = Callable[[str], bool]
_Quantifier = Callable[[Sequence[Truth]], Truth]


def _some(truths: Sequence[Truth]) -> Truth:
    return either(*truths)


def _every(truths: Sequence[Truth]) -> Truth:
    return both(*truths)
