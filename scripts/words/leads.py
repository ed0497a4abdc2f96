"""The first sentence of a page: who gets what, as a person would say it, and in the tense in which it is so.

A record may have a sentence of its own (`lead`), where the one that is made from its flows would mislead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from schemas.words import is_stated
from scripts.registry import receivers
from scripts.registry.grades import harm, is_our_conclusion
from scripts.registry.graph import Edge, Graph
from scripts.words import readings
from scripts.words.languages import ENGLISH, Language, Text, capital, message, sort_key
from scripts.words.sentences import called, some_called, your
from scripts.words.tenses import NOW, Tense, in_each_tense, tense_of, when_in, when_of

MOST_NAMED = 4
"""How many kinds of information a sentence names before it only counts them."""
MOST_PARTIES = 3
"""The same for those who get it."""


def leads(graph: Graph, edges: Sequence[Edge], receiver: str = "", language: Language = ENGLISH) -> list[str]:
    """Say who gets what: one sentence for each service and receiver, and for what is not current one of its own.

    Only what people themselves give or their devices send: what is passed on stands further down.
    With `receiver`, that is what the sentences call it.
    """
    data = graph.registry.data
    return [
        readings.question(graph, party, group, when_in(graph, service, group, language), language)
        if receivers.is_our_reading(graph, party)
        else as_of_today(
            graph,
            group,
            _lead(
                graph,
                group,
                tense,
                receiver or called(graph, party),
                your((data[id_] for id_ in _kinds(group)), language=language),
                when_in(graph, service, group, language),
                language,
            ),
            language,
        )
        for tense, told in in_each_tense(graph, edges)
        for (service, party), group in _from_people(graph, told).items()
    ]


def opening_of_service(graph: Graph, service: str, edges: Sequence[Edge], language: Language = ENGLISH) -> Text:
    """Open the page of a service with flows of one tense: who gets what when people use it, in one sentence.

    Whether those get something of whom no source tells is asked in another one.
    """
    if lead := graph.registry.services[service].lead:
        return language.known(lead)
    tense = tense_of(graph, edges)
    doubtful = readings.of(graph, edges)
    told = receivers.told(graph, edges)
    if doubtful and not told:
        when = when_in(graph, service, edges, language)
        if len(doubtful) == 1:
            return readings.question(graph, doubtful[0], edges, when, language)
        asked = language.say(tense.asks, when=when, who=readings.who(graph, doubtful, language))
        return language.say("%(question)s No source says so: it is our reading.", question=asked)
    return readings.too(graph, _opening_of_service(graph, service, told, language), tense, doubtful, language)


def _opening_of_service(graph: Graph, service: str, edges: Sequence[Edge], language: Language) -> Text:
    tense = tense_of(graph, edges)
    groups = _from_people(graph, edges)
    ranked = sorted(groups.values(), key=lambda group: _weight(graph, group), reverse=True)
    if not ranked:
        return _without_people(graph, service, edges, language)
    first, *others = ranked
    party = called(graph, first[0].receiver)
    when = when_in(graph, service, first, language)
    sentence = _lead(graph, first, tense, party, _most_of(graph, first, language), when, language)
    match len(others):
        case 0:
            return as_of_today(graph, first, sentence, language)
        case 1:
            other = others[0][0].receiver
            also = called(graph, other)
            if _has_own_name(graph, other):
                more = language.say(tense.gets_too, who=capital(also))
            else:
                more = language.say(tense.goes_too, who=also)
        case count:
            more = language.say_many(*tense.others_too, count)
    rest = [edge for group in others for edge in group]
    if graph.is_open_today([*first, *rest]):  # of all of them it is said once
        both = language.say("%(one)s %(other)s", one=sentence, other=more)
        return as_of_today(graph, [*first, *rest], both, language)
    sentence, more = as_of_today(graph, first, sentence, language), as_of_today(graph, rest, more, language)
    return language.say("%(one)s %(other)s", one=sentence, other=more)


def _without_people(graph: Graph, service: str, edges: Sequence[Edge], language: Language) -> Text:
    """Open the page of a service in which people give nothing themselves, or of which nothing is recorded."""
    if edges:
        who = _some(graph, edges, language)
        sentence = language.say(
            tense_of(graph, edges).about_you, when=when_in(graph, service, edges, language), who=who
        )
        return as_of_today(graph, edges, sentence, language)
    record = graph.registry.services[service]
    if record.status.ended:
        return language.say(
            "No record says that anyone got information with the service “%(service)s”.", service=record.name
        )
    if language.speaks(record.action, "No record says that anyone gets information when you %(action)s."):
        return language.say("No record says that anyone gets information when you %(action)s.", action=record.action)
    return language.say(
        "No record says that anyone gets information with the service “%(service)s”.", service=record.name
    )


def opening_of_party(graph: Graph, party: str, edges: Sequence[Edge], language: Language = ENGLISH) -> str:
    """Open the page of a vendor, an office or a recipient with flows of one tense: what it gets, in one sentence.

    If no source tells of it, that is a question.
    """
    if lead := graph.registry.parties[party].lead:
        return language.known(lead)
    who = called(graph, party)
    tense = tense_of(graph, edges)
    groups = _from_people(graph, edges)
    given = [edge for group in groups.values() for edge in group]
    services = list(dict.fromkeys(service for service, _ in groups))
    what = _most_of(graph, given or edges, language)
    if receivers.is_our_reading(graph, party):
        asked_of = list(dict.fromkeys(str(edge.flow.service) for edge in edges))
        return readings.question(graph, party, edges, _when_with(graph, asked_of, edges, language), language)
    if services:
        when = _when_with(graph, services, given, language)
        return as_of_today(graph, given, _lead(graph, given, tense, who, what, when, language), language)
    if not edges:
        return language.say("No record says that anyone gives information to %(who)s.", who=who)
    senders = _some(graph, edges, language, "sender")
    form = (tense.gets_from if _has_own_name(graph, party) else tense.goes_from) if what else tense.unsaid_from
    when = when_of(graph, edges, language)
    sentence = language.say(form, when=when, who=who, what=what, senders=senders)
    return capital(as_of_today(graph, edges, as_sure(graph, edges, sentence, language), language))


def _when_with(graph: Graph, services: Sequence[str], edges: Sequence[Edge], language: Language) -> Text:
    """Say when it happens: by what people do in the one service, or in how many services."""
    if len(services) == 1:
        return when_in(graph, services[0], edges, language)
    if tense_of(graph, edges) is NOW:
        return language.say_many("In %(count)s service", "In %(count)s services", len(services))
    return language.say_many(
        "%(when)s, in %(count)s service",
        "%(when)s, in %(count)s services",
        len(services),
        when=when_of(graph, edges, language),
    )


def opening_of_data(graph: Graph, data: str, edges: Sequence[Edge], language: Language = ENGLISH) -> Text:
    """Open the page of a kind of information: who gets it, in one sentence; if nobody does now, who did or will."""
    kind = graph.registry.data[data]
    if kind.lead:
        return language.known(kind.lead)
    what = language.say("this kind of information") if kind.identifies == "nobody" else your([kind], language=language)

    def opening(told: Sequence[Edge]) -> Text:
        return _opening_of_data(graph, data, told, language)

    return _with_questions(graph, edges, opening, what, language)


def _opening_of_data(  # noqa: PLR0911 - each is a sentence of its own, so that each can be translated
    graph: Graph, data: str, edges: Sequence[Edge], language: Language
) -> Text:
    kind = graph.registry.data[data]
    nobodys = kind.identifies == "nobody"
    what = your([kind], language=language)
    match _receivers(graph, edges):
        case [] if nobodys:
            nobody = message("No record says that anyone gets this kind of information.")
            not_now = message("No record says that anyone gets this kind of information now.")
            return _nobody(graph, edges, language.say(not_now if edges else nobody), language)
        case []:
            nobody = message("No record says that anyone gets %(what)s.")
            not_now = message("No record says that anyone gets %(what)s now.")
            return _nobody(graph, edges, language.say(not_now if edges else nobody, what=what), language)
        case [one] if not _has_own_name(graph, one):
            return language.say("This information goes to %(who)s.", who=called(graph, one))
        case [one] if nobodys:
            return language.say("%(who)s gets this kind of information.", who=capital(called(graph, one)))
        case [one]:
            return language.say("%(who)s gets %(what)s.", who=capital(called(graph, one)), what=what)
        case several if nobodys:
            return language.say("%(all)s get this kind of information.", all=capital(_all(graph, several, language)))
        case several:
            return language.say("%(all)s get %(what)s.", all=capital(_all(graph, several, language)), what=what)


class _Openings(NamedTuple):
    """The sentences of which one opens the page of a purpose, or of a group of people. All are messages."""

    nobody: str
    not_now: str
    one: str
    several: str


_OF_PURPOSE = _Openings(
    nobody=message("No record says that anyone uses information for this."),
    not_now=message("No record says that anyone uses information for this now."),
    one=message("For this, information goes to %(who)s."),
    several=message("%(all)s use information for this."),
)
_OF_PEOPLE = _Openings(
    nobody=message("No record says that anyone gets information about them."),
    not_now=message("No record says that anyone gets information about them now."),
    one=message("Information about them goes to %(who)s."),
    several=message("%(all)s get information about them."),
)


def opening_of_purpose(graph: Graph, purpose: str, edges: Sequence[Edge], language: Language = ENGLISH) -> Text:
    """Open the page of a purpose: who uses information for it; if nobody does now, who did or will."""
    lead = graph.registry.purposes[purpose].lead
    return language.known(lead) if lead else _opening(_OF_PURPOSE, graph, edges, language)


def opening_of_people(graph: Graph, people: str, edges: Sequence[Edge], language: Language = ENGLISH) -> Text:
    """Open the page of a group of people: who gets information about them; if nobody does now, who did or will."""
    lead = graph.registry.people[people].lead
    return language.known(lead) if lead else _opening(_OF_PEOPLE, graph, edges, language)


def _opening(openings: _Openings, graph: Graph, edges: Sequence[Edge], language: Language) -> Text:
    def opening(told: Sequence[Edge]) -> Text:
        match _receivers(graph, told):
            case []:
                nobody = language.say(openings.not_now if told else openings.nobody)
                return _nobody(graph, told, nobody, language)
            case [one]:
                return language.say(openings.one, who=called(graph, one))
            case several:
                return language.say(openings.several, all=capital(_all(graph, several, language)))

    return _with_questions(graph, edges, opening, language.say("information"), language)


def _with_questions(
    graph: Graph, edges: Sequence[Edge], opening: Callable[[Sequence[Edge]], Text], what: Text, language: Language
) -> Text:
    """Open with what sources tell, and then ask about those of whom none tells; if it is all about them, only ask."""
    told, now = receivers.told(graph, edges), graph.current(edges)
    doubtful = readings.of(graph, now)
    if doubtful and not told:
        return language.say(NOW.asks_what, who=readings.who(graph, doubtful, language), what=what)
    sentence = as_of_today(graph, graph.current(told), opening(told), language)
    return readings.too(graph, sentence, NOW, doubtful, language)


def _receivers(graph: Graph, edges: Iterable[Edge]) -> list[str]:
    """Everyone whom current flows reach, by name."""
    found = {edge.receiver for edge in graph.current(edges)}
    return sorted(found, key=lambda party: (sort_key(graph.registry.parties[party].name), party))


def _nobody(graph: Graph, edges: Sequence[Edge], nobody: Text, language: Language) -> Text:
    """Say that nobody gets it; and if flows that are not current say that somebody did or will, say that."""
    told = graph.told_of(edges)
    if not told:
        return nobody
    at_another_time = language.say(
        tense_of(graph, told).it_goes, when=when_of(graph, told, language), who=_some(graph, told, language)
    )
    return language.say("%(one)s %(other)s", one=nobody, other=at_another_time)


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
    graph: Graph, edges: Sequence[Edge], tense: Tense, who: str, what: str, when: Text, language: Language
) -> Text:
    """Say what one receiver gets in one service. Each form is a whole sentence, so that each can be translated."""
    whole = all(edge.data for edge in edges)
    if not what:
        form = tense.unsaid
    elif _has_own_name(graph, edges[0].receiver):
        form = tense.gets if whole else tense.gets_and_more
    else:
        form = tense.goes if whole else tense.goes_and_more
    return as_sure(graph, edges, language.say(form, when=when, who=who, what=what), language)


def as_sure(graph: Graph, edges: Iterable[Edge], sentence: Text, language: Language) -> Text:
    """A sentence about flows, and that no source says so, if none says of any of them who gets it."""
    if not is_our_conclusion((edge.flow for edge in edges), graph.registry):
        return sentence
    return language.say("%(sentence)s This is our own conclusion: no source says so.", sentence=sentence)


def as_of_today(graph: Graph, edges: Iterable[Edge], sentence: Text, language: Language) -> Text:
    """A sentence about flows, and that it is not stated whether it is so today, if it is stated of none of them."""
    if not graph.is_open_today(edges):
        return sentence
    return language.say("%(sentence)s Whether this is so today is not stated.", sentence=sentence)


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
    parties = dict.fromkeys(str(getattr(edge, end)) for edge in edges)
    told = [party for party in parties if not receivers.is_our_reading(graph, party)]
    return some_called(graph, told or parties, MOST_PARTIES, language)


def _all(graph: Graph, parties: Iterable[str], language: Language) -> Text:
    """List parties in a sentence, those that have a name of their own first."""
    ranked = sorted(parties, key=lambda party: not _has_own_name(graph, party))
    return some_called(graph, ranked, MOST_PARTIES, language)
