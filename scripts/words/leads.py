"""The first sentence of a page: who gets what, as a person would say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from schemas.words import is_any, is_stated
from scripts.registry.grades import harm
from scripts.registry.graph import Edge, Graph
from scripts.words.languages import ENGLISH, Language, Text, capital
from scripts.words.sentences import OTHERS, called, some, your

MOST_NAMED = 4
"""How many kinds of information a sentence names before it only counts them."""
MOST_PARTIES = 3
"""The same for those who get it."""


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
            if _has_own_name(graph, other):
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
        when = language.say_many("In %(count)s service", "In %(count)s services", len(services))
        return _lead(graph, given, party, who, what, when, language)
    if not edges:
        return language.say("No record says that anyone gives information to %(who)s.", who=who)
    senders = _some(graph, edges, language, "sender")
    if not what:
        return language.say(
            "Information goes from %(senders)s to %(who)s. Which information is not stated.", senders=senders, who=who
        )
    if _has_own_name(graph, party):
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
        case [one] if not _has_own_name(graph, one):
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


def _when(graph: Graph, service: str, language: Language) -> Text:
    """Open a sentence with what people do; with the name of a service if nobody said that in this language."""
    if is_any(service):
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
    if _has_own_name(graph, party):
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


def _has_own_name(graph: Graph, party: str) -> bool:
    """Whether a party is one body with a name, of which a sentence says that it "gets" something."""
    registry = graph.registry
    return party in registry.offices or (party in registry.vendors and is_stated(registry.vendors[party].identity))


def _some(
    graph: Graph, edges: Iterable[Edge], language: Language, end: Literal["sender", "receiver"] = "receiver"
) -> Text:
    names = dict.fromkeys(called(graph, getattr(edge, end)) for edge in edges)
    return some(list(names), MOST_PARTIES, language, OTHERS)


def _all(graph: Graph, parties: Iterable[str], language: Language) -> Text:
    """List parties in a sentence, those that have a name of their own first."""
    ranked = sorted(parties, key=lambda party: not _has_own_name(graph, party))
    return some([called(graph, party) for party in ranked], MOST_PARTIES, language, OTHERS)
