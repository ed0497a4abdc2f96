"""Records → sentences that people read: what is said of a flow, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from schemas import Data, Organisation
from schemas.evidence import Evidence
from schemas.flow import Flow, Schedule
from schemas.source import Source, Strength
from schemas.time import Duration
from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import ANY, NONE, NOT_STATED, Word
from scripts.registry.graph import Edge, Graph
from scripts.words.languages import ENGLISH, Language, Text, capital, lowered, may_be_yours


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as an English sentence does: "a, b and c"."""
    return ENGLISH.listed(words, last=last)


MOST_NAMED = 4
"""How many kinds of information a sentence names before it only counts them."""
MOST_PARTIES = 3
"""The same for those who get it."""


def your(kinds: Iterable[Data], most: int | None = None, *, language: Language = ENGLISH) -> Text:
    """Say whose information it is: "your name, email address and what you write or send".

    With `most`, only so many kinds are named, and the others are counted.
    """
    kinds = list(kinds)
    shown = kinds[:most] if most and len(kinds) > most + 1 else kinds
    with_your: list[str] = []
    without: list[str] = []
    for kind in shown:
        name = lowered(kind.name)
        is_yours = kind.identifies != "nobody" and may_be_yours(name)
        (with_your if is_yours else without).append(name)
    if len(shown) < len(kinds):
        rest = len(kinds) - len(shown)
        without.append(language.say_many("%(count)s more fact", "%(count)s more facts", rest))
    things = language.listed([*with_your, *without])
    return language.say("your %(things)s", things=things) if with_your else things


def labelled(word: Word, organisation: Organisation, language: Language = ENGLISH) -> Text:
    """The label of a word, with the organisation's own name for itself."""
    return language.label(word, organisation.short_name)


def kept(flow: Flow, language: Language = ENGLISH) -> str:
    """How long the receiver keeps it, in a few words; empty if that is not stated."""
    match flow.retention:
        case Duration():
            return language.duration(flow.retention)
        case Schedule():
            schedule = language.say("as the records schedule says")
            if flow.retention.series != NOT_STATED:
                schedule = language.say("%(schedule)s, %(line)s", schedule=schedule, line=flow.retention.series)
            if flow.kept_for is None:
                return schedule
            return language.say("%(schedule)s: %(time)s", schedule=schedule, time=language.duration(flow.kept_for))
        case _ if flow.retention == NONE:
            return language.say("not kept")
        case _:
            return ""


def strength(evidence: Evidence, sources: dict[str, Source]) -> Strength:
    """How far a piece of evidence carries the claim."""
    return Strength.INFERRED if evidence.inferred else sources[evidence.source].is_.strength


def strongest(pieces: Iterable[Evidence], sources: dict[str, Source]) -> Strength | None:
    """The best evidence that a claim has; None if it has none."""
    ranks = list(Strength)
    return min((strength(piece, sources) for piece in pieces), key=ranks.index, default=None)


def leads(graph: Graph, edges: Sequence[Edge], receiver: str = "", language: Language = ENGLISH) -> list[str]:
    """Say who gets what: one sentence for each service and receiver.

    Only what people themselves give or their devices send: what is passed on stands further down.
    With `receiver`, that is what the sentences call it.
    """
    data = graph.registry.data
    return [
        _lead(
            graph,
            group,
            party,
            receiver or called(graph, party),
            your((data[id_] for id_ in _kinds(group)), language=language),
            _when(graph, service, language),
            language,
        )
        for (service, party), group in _from_people(graph, edges).items()
    ]


def opening_of_service(graph: Graph, service: str, edges: Sequence[Edge], language: Language = ENGLISH) -> str:
    """Open the page of a service: who gets what when people use it, in one sentence."""
    when = _when(graph, service, language)
    groups = _from_people(graph, edges)
    ranked = sorted(groups.values(), key=lambda group: _weight(graph, group), reverse=True)
    if not ranked and edges:
        who = _some(graph, edges, language)
        return language.say("%(when)s, information about you goes to %(who)s.", when=when, who=who)
    if not ranked:
        record = graph.registry.services[service]
        if language.speaks(record.action, "No record says that anyone gets information when you %(action)s."):
            return language.say(
                "No record says that anyone gets information when you %(action)s.", action=record.action
            )
        return language.say(
            "No record says that anyone gets information with the service “%(service)s”.", service=record.name
        )
    first, *others = ranked
    party = first[0].receiver
    sentence = _lead(graph, first, party, called(graph, party), _most_of(graph, first, language), when, language)
    match len(others):
        case 0:
            return sentence
        case 1:
            other = others[0][0].receiver
            also = called(graph, other)
            if _is_one(graph, other):
                more = language.say("%(who)s gets information too.", who=capital(also))
            else:
                more = language.say("Information goes to %(who)s too.", who=also)
        case count:
            more = language.say_many(
                "%(count)s other gets information too.", "%(count)s others get information too.", count
            )
    return language.say("%(one)s %(other)s", one=sentence, other=more)


def opening_of_party(graph: Graph, party: str, edges: Sequence[Edge], language: Language = ENGLISH) -> str:
    """Open the page of a vendor, an office or a recipient: what it gets, in one sentence."""
    who = called(graph, party)
    groups = _from_people(graph, edges)
    given = [edge for group in groups.values() for edge in group]
    services = list(dict.fromkeys(service for service, _ in groups))
    what = _most_of(graph, given or edges, language)
    if len(services) == 1:
        return _lead(graph, given, party, who, what, _when(graph, services[0], language), language)
    if services:
        return _in_services(graph, party, given, who, what, len(services), language)
    if not edges:
        return language.say("No record says that anyone gives information to %(who)s.", who=who)
    senders = _some(graph, edges, language, "sender")
    if not what:
        return language.say(
            "Information goes from %(senders)s to %(who)s. Which information is not stated.", senders=senders, who=who
        )
    if _is_one(graph, party):
        return language.say("%(who)s gets %(what)s from %(senders)s.", who=capital(who), what=what, senders=senders)
    return language.say("This goes from %(senders)s to %(who)s: %(what)s.", who=who, what=what, senders=senders)


def opening_of_data(  # noqa: PLR0911 - each is a sentence of its own, so that each can be translated
    graph: Graph, data: str, receivers: Sequence[str], language: Language = ENGLISH
) -> str:
    """Open the page of a kind of information: who gets it, in one sentence."""
    kind = graph.registry.data[data]
    nobodys = kind.identifies == "nobody"
    what = your([kind], language=language)
    match receivers:
        case [] if nobodys:
            return language.say("No record says that anyone gets this kind of information.")
        case []:
            return language.say("No record says that anyone gets %(what)s.", what=what)
        case [one] if not _is_one(graph, one):
            return language.say("This information goes to %(who)s.", who=called(graph, one))
        case [one] if nobodys:
            return language.say("%(who)s gets this kind of information.", who=capital(called(graph, one)))
        case [one]:
            return language.say("%(who)s gets %(what)s.", who=capital(called(graph, one)), what=what)
        case _ if nobodys:
            return language.say("%(all)s get this kind of information.", all=capital(_all(graph, receivers, language)))
        case _:
            return language.say("%(all)s get %(what)s.", all=capital(_all(graph, receivers, language)), what=what)


def opening_of_purpose(graph: Graph, receivers: Sequence[str], language: Language = ENGLISH) -> str:
    """Open the page of a purpose: who uses information for it."""
    if not receivers:
        return language.say("No record says that anyone uses information for this.")
    if len(receivers) == 1:
        return language.say("For this, information goes to %(who)s.", who=called(graph, receivers[0]))
    return language.say("%(all)s use information for this.", all=capital(_all(graph, receivers, language)))


def opening_of_people(graph: Graph, receivers: Sequence[str], language: Language = ENGLISH) -> str:
    """Open the page of a group of people: who gets information about them."""
    if not receivers:
        return language.say("No record says that anyone gets information about them.")
    if len(receivers) == 1:
        return language.say("Information about them goes to %(who)s.", who=called(graph, receivers[0]))
    return language.say("%(all)s get information about them.", all=capital(_all(graph, receivers, language)))


def called(graph: Graph, party: str) -> str:
    """What a sentence calls whoever stands at one end of a flow."""
    registry = graph.registry
    if party in registry.people:
        return lowered(registry.people[party].name)
    if party in graph.offices.roots:
        return registry.organisation.short_name
    named = registry.recipients.get(party)
    return lowered(named.name) if named and named.identity == NOT_STATED else registry.parties[party].name


def in_words(labels: Iterable[str], most: int, language: Language = ENGLISH) -> str:
    """List the first of some labels in a sentence, and count the others."""
    names = [lowered(label) for label in labels]
    if len(names) <= most:
        return language.listed(names)
    rest = language.say_many("%(count)s more", "%(count)s more", len(names) - most + 1)
    return language.listed([*names[: most - 1], rest])


def _when(graph: Graph, service: str, language: Language) -> Text:
    """Open a sentence with what people do; with the name of a service if nobody said that in this language."""
    if service == ANY:
        return language.say("With any service")
    record = graph.registry.services[service]
    if language.speaks(record.action, "When you %(action)s"):
        return language.say("When you %(action)s", action=record.action)
    return language.say("With the service “%(service)s”", service=record.name)


def _from_people(graph: Graph, edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """Flows that people start themselves, by service and receiver."""
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.sender in graph.registry.people:
            groups.setdefault((str(edge.flow.service), edge.receiver), []).append(edge)
    return groups


def _kinds(edges: Iterable[Edge]) -> list[str]:
    return list(dict.fromkeys(data for edge in edges for data in edge.data))


def _lead(  # noqa: PLR0913, PLR0917 - all that a sentence is made of
    graph: Graph, edges: Sequence[Edge], party: str, who: str, what: str, when: Text, language: Language
) -> Text:
    """Say what one receiver gets in one service. Each form is a whole sentence, so that each can be translated."""
    whole = all(edge.data for edge in edges)
    if not what:
        return language.say(
            "%(when)s, information goes to %(who)s. Which information is not stated.", when=when, who=who
        )
    if _is_one(graph, party):
        return (
            language.say("%(when)s, %(who)s gets %(what)s.", when=when, who=who, what=what)
            if whole
            else language.say(
                "%(when)s, %(who)s gets %(what)s, and more that is not stated.", when=when, who=who, what=what
            )
        )
    return (
        language.say("%(when)s, this goes to %(who)s: %(what)s.", when=when, who=who, what=what)
        if whole
        else language.say(
            "%(when)s, this goes to %(who)s: %(what)s, and more that is not stated.", when=when, who=who, what=what
        )
    )


def _in_services(  # noqa: PLR0913, PLR0917 - all that a sentence is made of
    graph: Graph, party: str, edges: Sequence[Edge], who: str, what: str, count: int, language: Language
) -> Text:
    when = language.say_many("In %(count)s service", "In %(count)s services", count)
    if not what:
        return language.say(
            "%(when)s, information goes to %(who)s. Which information is not stated.", when=when, who=who
        )
    whole = all(edge.data for edge in edges)
    if _is_one(graph, party):
        return (
            language.say("%(when)s, %(who)s gets %(what)s.", when=when, who=who, what=what)
            if whole
            else language.say(
                "%(when)s, %(who)s gets %(what)s, and more that is not stated.", when=when, who=who, what=what
            )
        )
    return (
        language.say("%(when)s, this goes to %(who)s: %(what)s.", when=when, who=who, what=what)
        if whole
        else language.say(
            "%(when)s, this goes to %(who)s: %(what)s, and more that is not stated.", when=when, who=who, what=what
        )
    )


def _most_of(graph: Graph, edges: Sequence[Edge], language: Language) -> str:
    """Name what flows carry, the most sensitive kinds first, and only count what would make a sentence long."""
    kinds = sorted((graph.registry.data[id_] for id_ in _kinds(edges)), key=harm, reverse=True)
    return your(kinds, MOST_NAMED, language=language)


def _weight(graph: Graph, edges: Sequence[Edge]) -> tuple[tuple[int, int], int]:
    """Sort last who gets the most sensitive kinds, and of those who get the same, who gets the most."""
    kinds = _kinds(edges)
    return max((harm(graph.registry.data[id_]) for id_ in kinds), default=(-1, 0)), len(kinds)


def harm(kind: Data) -> tuple[int, int]:
    """How much harm a kind of information can do, for sorting: by what it is, and by how far it points to a person."""
    return list(Sensitivity).index(kind.sensitivity), -list(Identifies).index(kind.identifies)


def _is_one(graph: Graph, party: str) -> bool:
    """Whether a party is one body with a name, of which a sentence says that it "gets" something."""
    registry = graph.registry
    return party in registry.offices or (party in registry.vendors and registry.vendors[party].identity != NOT_STATED)


def _some(
    graph: Graph, edges: Iterable[Edge], language: Language, end: Literal["sender", "receiver"] = "receiver"
) -> Text:
    return _counted(list(dict.fromkeys(called(graph, getattr(edge, end)) for edge in edges)), language)


def _all(graph: Graph, parties: Iterable[str], language: Language) -> Text:
    """List parties in a sentence, those that have a name of their own first."""
    ranked = sorted(parties, key=lambda party: not _is_one(graph, party))
    return _counted([called(graph, party) for party in ranked], language)


def _counted(names: Sequence[str], language: Language) -> Text:
    """List names in a sentence, and only count those that would make it long."""
    if len(names) <= MOST_PARTIES:
        return language.listed(names)
    rest = len(names) - MOST_PARTIES + 1
    others = language.say_many("%(count)s other", "%(count)s others", rest)
    return language.listed([*names[: MOST_PARTIES - 1], others])
