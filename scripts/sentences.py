"""Records → sentences that people read: what is said of a flow, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from schemas import Data, Organisation
from schemas.base import ANY, NONE, NOT_STATED, Word
from schemas.evidence import Evidence
from schemas.flow import Flow, Schedule
from schemas.source import Source, Strength
from schemas.time import Duration
from schemas.vocabulary import Identifies, Sensitivity
from scripts.graph import Edge, Graph

NOT_SAID = "not stated"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def lowered(name: str) -> str:
    """Start a name with a small letter inside a sentence, unless it is a proper name or an abbreviation."""
    words = name.split("(", maxsplit=1)[0].split()
    proper = any(word[0].isupper() and not word.isupper() for word in words[1:])
    proper = proper or any(letter.isupper() for letter in words[0][1:])
    return name if proper else name[0].lower() + name[1:]


MOST_NAMED = 4
"""How many kinds of information a sentence names before it only counts them."""


def your(kinds: Iterable[Data], most: int | None = None) -> str:
    """Say whose information it is: "your name, email address and what you write or send".

    With `most`, only so many kinds are named, and the others are counted.
    """
    kinds = list(kinds)
    shown = kinds[:most] if most and len(kinds) > most + 1 else kinds
    with_your: list[str] = []
    without: list[str] = []
    for kind in shown:
        name = lowered(kind.name)
        words = set(name.lower().split())
        free = kind.identifies == "nobody" or words & {"you", "your"} or name.split()[0] in {"any", "data", "facts"}
        (without if free else with_your).append(name)
    if len(shown) < len(kinds):
        without.append(f"{len(kinds) - len(shown)} more facts")
    return f"your {listed([*with_your, *without])}" if with_your else listed(without)


def labelled(word: Word, organisation: Organisation) -> str:
    """The label of a word, with the organisation's own name for itself."""
    return word.label.replace("The City", capital(organisation.short_name)).replace("the City", organisation.short_name)


def capital(text: str) -> str:
    """Start a sentence."""
    return text[:1].upper() + text[1:]


def kept(flow: Flow) -> str:
    """How long the receiver keeps it, in a few words."""
    match flow.retention:
        case Duration():
            return f"{flow.retention}"
        case Schedule():
            series = "" if flow.retention.series == NOT_STATED else f", {flow.retention.series}"
            length = "" if flow.kept_for is None else f": {flow.kept_for}"
            return f"as the records schedule says{series}{length}"
        case _ if flow.retention == NONE:
            return "not kept"
        case _:
            return NOT_SAID


def strength(evidence: Evidence, sources: dict[str, Source]) -> Strength:
    """How far a piece of evidence carries the claim."""
    return Strength.INFERRED if evidence.inferred else sources[evidence.source].is_.strength


def strongest(pieces: Iterable[Evidence], sources: dict[str, Source]) -> Strength | None:
    """The best evidence that a claim has; None if it has none."""
    ranks = list(Strength)
    return min((strength(piece, sources) for piece in pieces), key=ranks.index, default=None)


def leads(graph: Graph, edges: Sequence[Edge], receiver: str = "") -> list[str]:
    """Say who gets what: one sentence for each service and receiver.

    Only what people themselves give or their devices send: what is passed on stands further down.
    With `receiver`, that is what the sentences call it.
    """
    registry = graph.registry
    return [
        _lead(graph, group, party, receiver or called(graph, party), your(registry.data[id_] for id_ in _kinds(group)))
        for (_, party), group in _from_people(graph, edges).items()
    ]


def opening_of_service(graph: Graph, service: str, edges: Sequence[Edge]) -> str:
    """Open the page of a service: who gets what when people use it, in one sentence."""
    action = graph.registry.services[service].action
    groups = _from_people(graph, edges)
    ranked = sorted(groups.values(), key=lambda group: _weight(graph, group), reverse=True)
    if not ranked:
        return (
            f"When you {action}, information about you goes to {_some(graph, edges)}."
            if edges
            else f"No record says that anyone gets information when you {action}."
        )
    first, *others = ranked
    sentence = _lead(graph, first, first[0].receiver, called(graph, first[0].receiver), _most_of(graph, first))
    match len(others):
        case 0:
            return sentence
        case 1:
            other = others[0][0].receiver
            also = called(graph, other)
            if _is_one(graph, other):
                return f"{sentence} {capital(also)} gets information too."
            return f"{sentence} Information goes to {also} too."
        case _:
            return f"{sentence} {len(others)} others get information too."


def opening_of_party(graph: Graph, party: str, edges: Sequence[Edge]) -> str:
    """Open the page of a vendor, an office or a recipient: what it gets, in one sentence."""
    who = called(graph, party)
    groups = _from_people(graph, edges)
    given = [edge for group in groups.values() for edge in group]
    services = dict.fromkeys(service for service, _ in groups)
    if len(services) == 1:
        return _lead(graph, given, party, who, _most_of(graph, given))
    if services:
        return _in_services(graph, given, party, who, len(services))
    if not edges:
        return f"No record says that anyone gives information to {who}."
    senders = _some(graph, edges, "sender")
    what = _most_of(graph, edges)
    if not what:
        return f"Information goes from {senders} to {who}. Which information is not stated."
    if _is_one(graph, party):
        return f"{capital(who)} gets {what} from {senders}."
    return f"This goes from {senders} to {who}: {what}."


def opening_of_data(graph: Graph, data: str, receivers: Sequence[str]) -> str:
    """Open the page of a kind of information: who gets it, in one sentence."""
    kind = graph.registry.data[data]
    what = "this kind of information" if kind.identifies == "nobody" else your([kind])
    match receivers:
        case []:
            return f"No record says that anyone gets {what}."
        case [one] if _is_one(graph, one):
            return f"{capital(called(graph, one))} gets {what}."
        case [one]:
            return f"This information goes to {called(graph, one)}."
        case _:
            return f"{capital(_all(graph, receivers))} get {what}."


def opening_of_purpose(graph: Graph, receivers: Sequence[str]) -> str:
    """Open the page of a purpose: who uses information for it."""
    if not receivers:
        return "No record says that anyone uses information for this."
    if len(receivers) == 1:
        return f"For this, information goes to {called(graph, receivers[0])}."
    return f"{capital(_all(graph, receivers))} use information for this."


def opening_of_people(graph: Graph, receivers: Sequence[str]) -> str:
    """Open the page of a group of people: who gets information about them."""
    if not receivers:
        return "No record says that anyone gets information about them."
    if len(receivers) == 1:
        return f"Information about them goes to {called(graph, receivers[0])}."
    return f"{capital(_all(graph, receivers))} get information about them."


def called(graph: Graph, party: str) -> str:
    """What a sentence calls whoever stands at one end of a flow."""
    registry = graph.registry
    if party in registry.people:
        return lowered(registry.people[party].name)
    if party in graph.offices.roots:
        return registry.organisation.short_name
    named = registry.recipients.get(party)
    return lowered(named.name) if named and named.identity == NOT_STATED else registry.parties[party].name


def in_words(labels: Iterable[str], most: int) -> str:
    """List the first of some labels in a sentence, and count the others."""
    return _counted([lowered(label) for label in labels], most, "more")


def _from_people(graph: Graph, edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """Flows that people start themselves, by service and receiver."""
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.sender in graph.registry.people:
            groups.setdefault((str(edge.flow.service), edge.receiver), []).append(edge)
    return groups


def _kinds(edges: Iterable[Edge]) -> list[str]:
    return list(dict.fromkeys(data for edge in edges for data in edge.data))


def _lead(graph: Graph, edges: Sequence[Edge], party: str, who: str, what: str) -> str:
    """Say what one receiver gets in one service. Each form is a whole sentence, so that each can be translated."""
    service = str(edges[0].flow.service)
    if service == ANY:
        return _with_any_service(graph, edges, party, who, what)
    action = graph.registry.services[service].action
    whole = all(edge.data for edge in edges)
    if not what:
        return f"When you {action}, information goes to {who}. Which information is not stated."
    if _is_one(graph, party):
        return (
            f"When you {action}, {who} gets {what}."
            if whole
            else f"When you {action}, {who} gets {what}, and more that is not stated."
        )
    return (
        f"When you {action}, this goes to {who}: {what}."
        if whole
        else f"When you {action}, this goes to {who}: {what}, and more that is not stated."
    )


def _with_any_service(graph: Graph, edges: Sequence[Edge], party: str, who: str, what: str) -> str:
    whole = all(edge.data for edge in edges)
    if not what:
        return f"With any service, information goes to {who}. Which information is not stated."
    if _is_one(graph, party):
        return (
            f"With any service, {who} gets {what}."
            if whole
            else f"With any service, {who} gets {what}, and more that is not stated."
        )
    return (
        f"With any service, this goes to {who}: {what}."
        if whole
        else f"With any service, this goes to {who}: {what}, and more that is not stated."
    )


def _in_services(graph: Graph, edges: Sequence[Edge], party: str, who: str, count: int) -> str:
    what = _most_of(graph, edges)
    if not what:
        return f"In {count} services, information goes to {who}. Which information is not stated."
    if _is_one(graph, party):
        return f"In {count} services, {who} gets {what}."
    return f"In {count} services, this goes to {who}: {what}."


def _most_of(graph: Graph, edges: Sequence[Edge]) -> str:
    """Name what flows carry, the most sensitive kinds first, and only count what would make a sentence long."""
    kinds = sorted((graph.registry.data[id_] for id_ in _kinds(edges)), key=harm, reverse=True)
    return your(kinds, MOST_NAMED)


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


def _some(graph: Graph, edges: Iterable[Edge], end: Literal["sender", "receiver"] = "receiver") -> str:
    return _counted(list(dict.fromkeys(called(graph, getattr(edge, end)) for edge in edges)))


def _all(graph: Graph, parties: Iterable[str]) -> str:
    """List parties in a sentence, those that have a name of their own first."""
    return _counted([called(graph, party) for party in sorted(parties, key=lambda party: not _is_one(graph, party))])


def _counted(names: Sequence[str], most: int = 3, rest: str = "others") -> str:
    """List names in a sentence, and only count those that would make it long."""
    return listed(names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} {rest}"])
