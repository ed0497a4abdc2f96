"""A selector of a promise → for each flow and cookie, whether it fits each line: true, false, or open.

Flows and cookies are numbered, and a set of them is one large number with a bit for each. So a promise is held against
all of them at once: thousands of promises and thousands of flows would be millions of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import NamedTuple, TypeVar

from schemas.evidence import Evidence, FlowFact, fact_of
from schemas.flow import Collected
from schemas.promise import Selector, Side
from schemas.record import State, Status
from schemas.time import Duration, KeptAfter, RoughDate
from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import ANY, NONE, is_none, is_stated
from scripts.registry import cookies
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge, Graph
from scripts.registry.tree import Tree
from scripts.registry.verdicts import Subject

Truth = bool | None
"""True, False, or None if a missing fact leaves it open."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answer to one question about each flow and cookie: true, false or open."""

    yes: int
    no: int


Line = tuple[str, Answers]
"""The key of a fact, and the answer to one question about it."""

COOKIE_LINES = frozenset({"receiver", "receiver_is", "sender_is", "service", "purposes", "collected", "kept_at_most"})
"""The lines that speak of what a cookie has too. It comes from a visitor's device, by itself, to whoever sets it."""

ON_A_VISIT = "visit"
"""How long a cookie lives that ends when the browser is closed."""

_VISITOR = "(visitor)"
"""Whoever has a cookie in the browser. No id has brackets."""


def both(*answers: Answers) -> Answers:
    """Whether all hold: one False settles it, else one None leaves it open."""
    yes, no = -1, 0  # the number in which every bit is set
    for one in answers:
        yes, no = yes & one.yes, no | one.no
    return Answers(yes, no)


def negated(answers: Answers) -> Answers:
    """The opposite; what is open stays open."""
    return Answers(answers.no, answers.yes)


def all_of(lines: Iterable[Line]) -> Answers:
    """Whether all lines hold."""
    return both(*(answers for _, answers in lines))


def speaks_of_cookies(chosen: Selector) -> bool:
    """Whether each of its lines speaks of something that a cookie has."""
    return chosen.model_fields_set <= COOKIE_LINES


class Selecting:
    """All flows and cookies of one graph, and which of them fit what."""

    def __init__(self, graph: Graph) -> None:
        """Number the flows and cookies of a graph."""
        self.graph = graph
        self.registry = graph.registry
        edges = tuple(graph.edges.values())
        self.subjects: tuple[Subject, ...] = (*edges, *cookies.all_set(self.registry))
        self.all = (1 << len(self.subjects)) - 1
        self.flows = (1 << len(edges)) - 1
        self.cookies = self.all & ~self.flows
        self._known_backing: dict[str, _Backed] = {}

    def those(self, chosen: int) -> tuple[Subject, ...]:
        """The flows and cookies of a set, in their order."""
        return tuple(compress(self.subjects, self.bits(chosen)))

    def bits(self, chosen: int) -> list[bool]:
        """For each flow and cookie, whether it is in a set."""
        return [digit == "1" for digit in reversed(f"{chosen & self.all:0{len(self.subjects)}b}")]

    def lines(self, chosen: Selector, *, every: bool = False) -> list[Line]:
        """The answers to each line that is filled in, with the key of the fact that would settle it.

        Of the words of a flow one must fit, or `every` one. No cookie fits if a line speaks of what no cookie has.
        """
        lines = [*self._about_ends(chosen, every=every), *self._about_use(chosen, every=every)]
        if speaks_of_cookies(chosen):
            return lines
        return [(key, Answers(line.yes & self.flows, line.no | self.cookies)) for key, line in lines]

    # --- one line of a selector after the other ---------------------------------------------------

    def _about_ends(self, chosen: Selector, *, every: bool) -> Iterator[Line]:
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
            is_one = frozenset({ANY, *chosen.service}).__contains__
            # A flow belongs to one service. A cookie may be met in one of several, and nobody has said in which.
            all_, some = _over(self._services, is_one, every=True), _over(self._services, is_one)
            yield "service", Answers(all_.yes, some.no)

    def _about_use(self, chosen: Selector, *, every: bool) -> Iterator[Line]:
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
            yield "retention", _over(self._kept, lambda kept: _is_kept_at_most(kept, limit))

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
        there: dict[Side, frozenset[str]] = {
            Side.PEOPLE: frozenset({_VISITOR, *self.registry.people}),
            Side.THE_ORGANISATION: frozenset(self.registry.offices),
            Side.VENDOR: frozenset(self.registry.vendors),
            Side.RECIPIENT: frozenset(self.registry.recipients),
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

    # --- whether it happens -------------------------------------------------------------------------

    @cached_property
    def has_happened(self) -> Answers:
        """Whether it goes on, or has gone on. What is planned has not happened yet."""
        return _over(self._states, lambda state: state != State.PLANNED, every=True)

    @cached_property
    def goes_on(self) -> Answers:
        """Whether it goes on now: what is planned, paused or over does not."""
        return _over(self._states, lambda state: state == State.IN_USE, every=True)

    @cached_property
    def is_over(self) -> int:
        """The flows and cookies that are over, because they, their service or one of their parties has ended."""
        return self._states.get(State.ENDED, 0)

    def ended(self, subject: Subject) -> RoughDate | None:
        """When something that is over ended, as exact as is known. Of several days it is the first."""
        days = [one.status.since for one in self.standing(subject) if one.status.ended]
        return min((day for day in days if isinstance(day, RoughDate)), default=None)

    def standing(self, subject: Subject) -> list[Standing]:
        """What says whether it happens: the flow itself if it says so, else its parties and its service.

        What has ended ends its flows, whatever they say themselves: so it is for the graph (`Graph.state`).
        """
        if isinstance(subject, SetCookie):
            return self._standing_of([subject.receiver])
        around = self._standing_of([subject.receiver, subject.sender, str(subject.flow.service)])
        if subject.flow.status is None:
            return around
        return [Standing("flow", subject.id, subject.flow.status), *(one for one in around if one.status.ended)]

    def _standing_of(self, ids: Iterable[str]) -> list[Standing]:
        records = ((id_, self.registry.parties.get(id_) or self.registry.services.get(id_)) for id_ in ids)
        return [Standing(record.kind, id_, record.status) for id_, record in records if record is not None]

    @cached_property
    def _states(self) -> _Words:
        def states(subject: Subject) -> list[str | None]:
            found = [_state(standing) for standing in self.standing(subject)]
            # Where no source says which cookies a party sets, it may set none.
            return [*found, None] if isinstance(subject, SetCookie) and subject.cookie is None else found

        return self._stating(states, states)

    # --- what rests on which sources ------------------------------------------------------------------

    def resting_on_others(self, fact: str, cited: frozenset[str]) -> int:
        """The flows and cookies for which a source other than those that are cited states a fact.

        What somebody has merely concluded, no source states.
        """
        backed = self._backed(fact)
        left = backed.all
        for source in cited:
            for sources in backed.naming.get(source, ()):
                if sources <= cited:
                    left &= ~backed.by_sources[sources]
        return left

    def other_sources(self, subject: Subject, fact: str, cited: frozenset[str]) -> tuple[str, ...]:
        """The sources other than those that are cited that state a fact of a flow or cookie."""
        return tuple(source for source in _stated_by(subject, fact) if source not in cited)

    def _backed(self, fact: str) -> _Backed:
        if fact not in self._known_backing:
            by_sources: dict[frozenset[str], int] = defaultdict(int)
            for number, subject in enumerate(self.subjects):
                if sources := frozenset(_stated_by(subject, fact)):
                    by_sources[sources] |= 1 << number
            naming: dict[str, list[frozenset[str]]] = defaultdict(list)
            backed = 0
            for sources, chosen in by_sources.items():
                backed |= chosen
                for source in sources:
                    naming[source].append(sources)
            self._known_backing[fact] = _Backed(backed, by_sources, naming)
        return self._known_backing[fact]

    # --- the flows and cookies that state a word ------------------------------------------------------

    @cached_property
    def _people(self) -> _Words:
        return self._stating(lambda edge: [NONE] if is_none(edge.flow.about) else self.graph.about(edge) or [None])

    @cached_property
    def _senders(self) -> _Words:
        return self._stating(lambda edge: [edge.sender], lambda _: [_VISITOR])

    @cached_property
    def _receivers(self) -> _Words:
        return self._stating(lambda edge: [edge.receiver], lambda cookie: [cookie.receiver])

    @cached_property
    def _services(self) -> _Words:
        """A cookie is met in a service in which its party gets something from devices, as far as that is stated."""
        met: dict[str, list[str | None]] = defaultdict(list)
        for edge in self.graph.edges.values():
            may_be_automatic = edge.flow.collected == Collected.AUTOMATIC or not is_stated(edge.flow.collected)
            if may_be_automatic and edge.sender in self.registry.people:
                met[edge.receiver].append(edge.flow.service)
        return self._stating(lambda edge: [edge.flow.service], lambda cookie: met.get(cookie.receiver, [None]))

    @cached_property
    def _data(self) -> _Words:
        return self._stating(lambda edge: edge.data or [None])

    @cached_property
    def _purposes(self) -> _Words:
        def of_cookie(set_: SetCookie) -> Iterable[str | None]:
            return set_.cookie.purposes if set_.cookie and is_stated(set_.cookie.purposes) else [None]

        return self._stating(lambda edge: edge.purposes or [None], of_cookie)

    @cached_property
    def _collected(self) -> _Words:
        return self._stating(
            lambda edge: [edge.flow.collected if is_stated(edge.flow.collected) else None],
            lambda _: [Collected.AUTOMATIC],
        )

    @cached_property
    def _choices(self) -> _Words:
        return self._stating(lambda edge: [edge.flow.choice if is_stated(edge.flow.choice) else None])

    @cached_property
    def _kept(self) -> _Words:
        """By the length of time; open if neither the flow nor its schedule says how long."""

        def of_cookie(set_: SetCookie) -> Iterable[str | None]:
            if set_.cookie is None or not is_stated(set_.cookie.lifetime):
                return [None]
            return [NONE if set_.cookie.lifetime == ON_A_VISIT else set_.cookie.lifetime]

        def of_flow(edge: Edge) -> Iterable[str | None]:
            said = edge.flow.retention
            return [NONE if is_none(said) else said if isinstance(said, KeptAfter) else edge.flow.kept_for]

        return self._stating(of_flow, of_cookie)

    def _stating(self, of_flow: _WordsOf[Edge], of_cookie: _WordsOf[SetCookie] | None = None) -> _Words:
        """The flows and cookies by each word that they state; those that state none by None."""
        found: dict[str | None, int] = defaultdict(int)
        for number, subject in enumerate(self.subjects):
            if isinstance(subject, Edge):
                words = of_flow(subject)
            elif of_cookie is not None:
                words = of_cookie(subject)
            else:
                return found  # cookies come last
            for word in dict.fromkeys(words):
                found[word] |= 1 << number
        return found


class Standing(NamedTuple):
    """What says whether something happens: the flow itself, one of its parties, or its service."""

    kind: str
    """The kind of record; `flow` for the flow itself."""
    id: str
    status: Status


def _state(standing: Standing) -> str | None:
    state = standing.status.is_
    return state if is_stated(state) else None


class _Backed(NamedTuple):
    """The flows and cookies of which sources state one fact."""

    all: int
    by_sources: Mapping[frozenset[str], int]
    """Those that exactly these sources speak of."""
    naming: Mapping[str, Sequence[frozenset[str]]]
    """The sets of sources that each source is in."""


_Test = Callable[[str], bool]
_Answer = Callable[[str], Truth]
_Words = Mapping[str | None, int]
_S = TypeVar("_S", Edge, SetCookie)
_WordsOf = Callable[[_S], Iterable[str | None]]


def _stated_by(subject: Subject, fact: str) -> tuple[str, ...]:
    """The sources that state a fact of a flow or cookie themselves, in the order in which they are named."""
    pieces: Iterable[Evidence]
    if isinstance(subject, Edge):
        is_senders_own = fact == "about" and subject.flow.about is None
        pieces = subject.flow.evidence_for(FlowFact.WHO if is_senders_own else fact_of(fact))
    else:
        pieces = subject.cookie.evidence if subject.cookie is not None else ()
    return tuple(dict.fromkeys(str(piece.source) for piece in pieces if piece.inferred is None))


def _within(tree: Tree, ids: Sequence[str]) -> _Test:
    chosen = frozenset(ids)
    return lambda id_: not chosen.isdisjoint((id_, *tree.above(id_)))


def _is_kept_at_most(kept: str, limit: Duration) -> Truth:
    """Whether what is kept so is kept no longer; open if nobody can tell when the time begins."""
    if KeptAfter.SIGN in kept:
        return False if KeptAfter(kept).length.may_exceed(limit) else None
    return is_none(kept) or not Duration(kept).may_exceed(limit)


def _over(words: _Words, answer: _Answer, *, every: bool = False) -> Answers:
    """What holds of each flow and cookie if that holds of its words: of one of them, or of `every` one."""
    found: dict[Truth, int] = {True: 0, False: 0, None: 0}
    for word, chosen in words.items():
        found[None if word is None else answer(word)] |= chosen
    if every:
        return Answers(found[True] & ~(found[False] | found[None]), found[False])
    return Answers(found[True], found[False] & ~(found[True] | found[None]))
