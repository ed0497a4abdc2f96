"""Graph → a verdict for each promise of the policy: kept, broken, or cannot tell.

The logic has three values (Kleene, Introduction to Metamathematics, 1952, § 64): true, false, and None for
what a missing fact leaves open. So stating one more fact can turn "cannot tell" into "kept" or "broken", and
can never turn one of these into the other. A test proves it against every way to complete a registry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from schemas.promise import Check, Selector, Side
from schemas.record import CheckedRecord, State, Status
from schemas.time import Duration
from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import ANY, NONE, Word, is_none, is_stated
from scripts.registry.graph import Edge, Graph
from scripts.registry.tree import Tree

Truth = bool | None
"""True, False, or None if a missing fact leaves it open."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answer to one question about each flow: true, false or open.

    Flows are numbered, and a set of them is one large number with a bit for each. So a promise is held against
    all flows at once: thousands of promises and thousands of flows would be millions of pairs.
    """

    yes: int
    no: int


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
    return graph.worked_out(_judge_all)


def _judge_all(graph: Graph) -> dict[str, Judgement]:
    judge = graph.worked_out(Judge)
    return {id_: judge.judge(promise.check) for id_, promise in graph.registry.promises.items()}


def both(*answers: Answers) -> Answers:
    """Whether all hold: one False settles it, else one None leaves it open."""
    yes, no = -1, 0  # the number in which every bit is set
    for one in answers:
        yes, no = yes & one.yes, no | one.no
    return Answers(yes, no)


def negated(answers: Answers) -> Answers:
    """The opposite; what is open stays open."""
    return Answers(answers.no, answers.yes)


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
        self._edges = tuple(graph.edges.values())
        self._all = (1 << len(self._edges)) - 1

    def judge(self, check: Check) -> Judgement:
        """Decide the rule of one promise."""
        if check.not_decidable:
            return Judgement(Verdict.NOT_DECIDABLE)
        if check.require and check.require.where is None:
            return self._one_must_exist(check.require.need)
        return self._none_may_break(check)

    def _one_must_exist(self, need: Selector) -> Judgement:
        lines = [("status", self._in_use), *self._lines(need)]
        fits = _all_of(lines)
        if fits.yes:
            return Judgement(Verdict.KEPT, looked_at=self._those(fits.yes))
        doubts = self._doubts(fits, lines)
        verdict = Verdict.CANNOT_TELL if doubts else Verdict.BROKEN
        return Judgement(verdict, tuple(doubt.edge for doubt in doubts), doubts=doubts)

    def _none_may_break(self, check: Check) -> Judgement:
        rule = check.forbid or check.only or check.require
        if rule is None or rule.where is None:
            return Judgement(Verdict.KEPT)
        lines = [("status", self._in_use), *self._lines(rule.where)]
        about = _all_of(lines)
        if rule.unless is not None:
            exempt = self._lines(rule.unless)
            about, lines = both(about, negated(_all_of(exempt))), lines + exempt
        broken = about
        must: list[_Line] = []
        if check.only:
            must = self._lines(check.only.allow, every=True)
        elif check.require:
            must = self._lines(check.require.need)
        if must:
            broken, lines = both(about, negated(_all_of(must))), lines + must
        # To forbid is to speak of every flow that happens; the other rules speak of those they pick.
        looked_at = ~about.no | (~self._in_use.no if check.forbid else 0)
        doubts = self._doubts(broken, lines)
        verdict = Verdict.BROKEN if broken.yes else Verdict.CANNOT_TELL if doubts else Verdict.KEPT
        return Judgement(verdict, self._those(looked_at), self._those(broken.yes), doubts)

    def _those(self, flows: int) -> tuple[Edge, ...]:
        """The flows of a set, in their order."""
        return tuple(compress(self._edges, self._bits(flows)))

    def _bits(self, flows: int) -> list[bool]:
        """For each flow, whether it is in a set."""
        return [digit == "1" for digit in reversed(f"{flows & self._all:0{len(self._edges)}b}")]

    def _doubts(self, answers: Answers, lines: Sequence[_Line]) -> tuple[Doubt, ...]:
        """The flows for which it is open, and the facts that leave it open."""
        missing = [(fact, self._bits(~(line.yes | line.no))) for fact, line in lines]
        return tuple(
            Doubt(edge, tuple(dict.fromkeys(fact for fact, is_open in missing if is_open[number])))
            for number, edge in enumerate(self._edges)
            if not (answers.yes | answers.no) >> number & 1
        )

    # --- one line of a selector after the other ---------------------------------------------------

    def _lines(self, chosen: Selector, *, every: bool = False) -> list[_Line]:
        """The answers of all flows to each line that is filled in, with the key of the fact that would settle it.

        Of the words of a flow one must fit, or `every` one.
        """
        return [*self._about_ends(chosen, every=every), *self._about_use(chosen, every=every)]

    def _about_ends(self, chosen: Selector, *, every: bool) -> Iterator[_Line]:
        """Whose information goes from whom to whom, in which service?"""
        if chosen.people is not None:
            is_one = self._over_leaves(self.graph.people, _within(self.graph.people, chosen.people))
            yield "about", _over(self._people, lambda word: every if is_none(word) else is_one(word), every=every)
        if chosen.sender is not None:
            yield "from", _over(self._senders, self._is_one_of(chosen.sender))
        if chosen.sender_is is not None:
            yield "from", _over(self._senders, self._stands_on(chosen.sender_is))
        if chosen.receiver is not None:
            yield "to", _over(self._receivers, self._is_one_of(chosen.receiver))
        if chosen.receiver_is is not None:
            yield "to", _over(self._receivers, self._stands_on(chosen.receiver_is))
        if chosen.service is not None:
            yield "service", _over(self._services, frozenset({ANY, *chosen.service}).__contains__)

    def _about_use(self, chosen: Selector, *, every: bool) -> Iterator[_Line]:
        """Which information, what for, and how?"""
        if chosen.data is not None or chosen.identifies is not None or chosen.sensitivity is not None:
            is_such = self._over_leaves(self.graph.data, self._is_such(chosen))
            yield "data", _over(self._data, is_such, every=every)
        if chosen.purposes is not None:
            is_one = self._over_leaves(self.graph.purposes, _within(self.graph.purposes, chosen.purposes))
            yield "purposes", _over(self._purposes, is_one, every=every)
        if chosen.collected is not None:
            yield "collected", _over(self._collected, frozenset(chosen.collected).__contains__)
        if chosen.choice is not None:
            yield "choice", _over(self._choices, frozenset(chosen.choice).__contains__)
        if (limit := chosen.kept_at_most) is not None:
            yield (
                "retention",
                _over(self._kept, lambda length: is_none(length) or not Duration(length).may_exceed(limit)),
            )

    def _is_one_of(self, ids: Sequence[str]) -> _Answer:
        """Whether a party or a group is one of those chosen, or part of one; open if it only contains one."""
        chosen = frozenset(ids)
        wider = frozenset(wide for id_ in chosen for wide in self._tree(id_).above(id_))

        def is_one(id_: str) -> Truth:
            if not chosen.isdisjoint((id_, *self._tree(id_).above(id_))):
                return True
            return None if id_ in wider else False

        return is_one

    def _tree(self, id_: str) -> Tree:
        return self.graph.people if id_ in self.registry.people else self.graph.offices

    def _stands_on(self, sides: Sequence[Side]) -> _Answer:
        there: dict[Side, Mapping[str, object]] = {
            Side.PEOPLE: self.registry.people,
            Side.THE_ORGANISATION: self.registry.offices,
            Side.VENDOR: self.registry.vendors,
            Side.RECIPIENT: self.registry.recipients,
        }
        chosen = frozenset(sides)
        return lambda id_: any(
            id_ not in self.registry.offices if side == Side.ANYONE_ELSE else id_ in there[side] for side in chosen
        )

    def _is_such(self, chosen: Selector) -> _Test:
        """The test of one narrowest kind of information against the three lines about information."""
        within = _within(self.graph.data, chosen.data) if chosen.data is not None else None
        identifies = frozenset(chosen.identifies or Identifies)
        sensitivity = frozenset(chosen.sensitivity or Sensitivity)

        def fits(kind: str) -> bool:
            record = self.registry.data[kind]
            return (
                (within is None or within(kind))
                and record.identifies in identifies
                and record.sensitivity in sensitivity
            )

        return fits

    def _over_leaves(self, tree: Tree, fits: _Test) -> _Answer:
        """What holds of one word: a wide word may mean any of the narrowest below it."""

        def answer(word: str) -> Truth:
            answers = {fits(leaf) for leaf in tree.leaves(word)}
            return answers.pop() if len(answers) == 1 else None

        return answer

    # --- the flows that state a word --------------------------------------------------------------

    @cached_property
    def _in_use(self) -> Answers:
        """Whether a flow happens: not if it, its service or one of its parties has ended."""
        states = self._stating(lambda edge: [one.is_ if is_stated(one.is_) else None for one in self._statuses(edge)])
        return _over(states, lambda state: state != State.ENDED, every=True)

    def _statuses(self, edge: Edge) -> list[Status]:
        if edge.flow.status is not None:
            return [edge.flow.status]
        ends: list[CheckedRecord | None] = [
            self.registry.parties.get(edge.receiver),
            self.registry.parties.get(edge.sender),
            self.registry.services.get(edge.flow.service),
        ]
        return [end.status for end in ends if end is not None]

    @cached_property
    def _people(self) -> _Words:
        return self._stating(lambda edge: [NONE] if is_none(edge.flow.about) else self.graph.about(edge) or [None])

    @cached_property
    def _senders(self) -> _Words:
        return self._stating(lambda edge: [edge.sender])

    @cached_property
    def _receivers(self) -> _Words:
        return self._stating(lambda edge: [edge.receiver])

    @cached_property
    def _services(self) -> _Words:
        return self._stating(lambda edge: [edge.flow.service])

    @cached_property
    def _data(self) -> _Words:
        return self._stating(lambda edge: edge.data or [None])

    @cached_property
    def _purposes(self) -> _Words:
        return self._stating(lambda edge: edge.purposes or [None])

    @cached_property
    def _collected(self) -> _Words:
        return self._stating(lambda edge: [edge.flow.collected if is_stated(edge.flow.collected) else None])

    @cached_property
    def _choices(self) -> _Words:
        return self._stating(lambda edge: [edge.flow.choice if is_stated(edge.flow.choice) else None])

    @cached_property
    def _kept(self) -> _Words:
        """By the length of time; open if neither the flow nor its schedule says how long."""
        return self._stating(lambda edge: [NONE if is_none(edge.flow.retention) else edge.flow.kept_for])

    def _stating(self, words: Callable[[Edge], Iterable[str | None]]) -> _Words:
        """The flows by each word that they state; those that state none by None."""
        found: dict[str | None, int] = defaultdict(int)
        for number, edge in enumerate(self._edges):
            for word in dict.fromkeys(words(edge)):
                found[word] |= 1 << number
        return found


_Test = Callable[[str], bool]
_Answer = Callable[[str], Truth]
_Line = tuple[str, Answers]
_Words = Mapping[str | None, int]


def _all_of(lines: Iterable[_Line]) -> Answers:
    return both(*(answers for _, answers in lines))


def _within(tree: Tree, ids: Sequence[str]) -> _Test:
    chosen = frozenset(ids)
    return lambda id_: not chosen.isdisjoint((id_, *tree.above(id_)))


def _over(words: _Words, answer: _Answer, *, every: bool = False) -> Answers:
    """What holds of each flow if that holds of its words: of one of them, or of `every` one."""
    found: dict[Truth, int] = {True: 0, False: 0, None: 0}
    for word, flows in words.items():
        found[None if word is None else answer(word)] |= flows
    if every:
        return Answers(found[True] & ~(found[False] | found[None]), found[False])
    return Answers(found[True], found[False] & ~(found[True] | found[None]))
