"""Who gets something when people only look, and give nothing themselves?"""

from __future__ import annotations

from schemas.flow import Collected
from schemas.party import Party
from schemas.words import is_any, is_there
from scripts.answers import flow_labels
from scripts.answers.people_ask.reply_values import (
    WHICH_INFORMATION,
    Fold,
    Line,
    Missing,
    Reply,
    by_times,
    flows_now,
    folds,
    joined,
    keys_of,
    listed,
    missing,
    with_how_sure,
)
from scripts.registry.graph import Edge, Graph
from scripts.words import leads
from scripts.words.languages import Language, Text


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from the flows that start without anybody giving anything."""
    edges = without_giving(graph)
    return Reply(
        _answer(graph, edges, language),
        flow_labels.of_edges(graph, edges, language),
        folds(_services(graph, edges, language), _cookies(graph, edges, language)),
        _settles(graph, edges, language),
    )


def without_giving(graph: Graph) -> list[Edge]:
    """The flows from people in services in which they give nothing themselves, and something goes on its own."""
    by_service: dict[str, list[Edge]] = {}
    for edge in flows_now(graph):
        if edge.sender in graph.registry.people:
            by_service.setdefault(str(edge.flow.service), []).append(edge)
    return [edge for group in by_service.values() if _is_looking(group) for edge in group]


def _is_looking(edges: list[Edge]) -> bool:
    ways = {edge.flow.collected for edge in edges}
    return Collected.AUTOMATIC in ways and Collected.GIVEN not in ways


def _answer(graph: Graph, edges: list[Edge], language: Language) -> Text:
    if not edges:
        return language.say(
            "No record says that anyone gets something when you only look. That does not prove that nobody does."
        )
    who = listed(graph, by_times(graph, (edge.receiver for edge in edges)), language)
    said = language.say("When you only look, and give nothing, information still goes to %(who)s.", who=who)
    said = leads.as_of_today(graph, edges, with_how_sure(graph, edges, said, language), language)
    silent = sum(not edge.data for edge in edges)
    if not silent:
        return said
    rest = language.say_many(
        "In %(some)s of %(count)s case, nobody has said which information it is.",
        "In %(some)s of %(count)s cases, nobody has said which information it is.",
        len(edges),
        some=silent,
    )
    return joined([said, rest], language)


def _services(graph: Graph, edges: list[Edge], language: Language) -> Fold:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        if not is_any(edge.flow.service):
            found.setdefault(str(edge.flow.service), []).append(edge)
    lines = tuple(
        Line(("service", id_), keys=tuple(graph.registry.party_key(party) for party in _receivers(group)))
        for id_, group in found.items()
    )
    title = language.say_many(
        "The %(count)s service in which you only look", "The %(count)s services in which you only look", len(lines)
    )
    return Fold("services", title, lines)


def _receivers(edges: list[Edge]) -> dict[str, None]:
    return dict.fromkeys(edge.receiver for edge in edges)


def _cookies(graph: Graph, edges: list[Edge], language: Language) -> Fold:
    """What those who watch save in the browser, as far as is known."""
    lines = []
    for party in _receivers(edges):
        record: Party = graph.registry.parties[party]
        cookies = getattr(record, "cookies", None)
        if not cookies:
            continue
        if is_there(cookies):
            said = language.say_many("%(count)s cookie", "%(count)s cookies", len(cookies))
        else:
            said = language.say("none") if cookies == "none" else language.say("not stated")
        lines.append(Line(graph.registry.party_key(party), said))
    title = language.say("Cookies: who saves something in your browser")
    return Fold("cookies", title, tuple(lines))


def _settles(graph: Graph, edges: list[Edge], language: Language) -> tuple[Missing, ...]:
    silent = by_times(graph, (edge.receiver for edge in edges if not edge.data))
    return missing(language, (WHICH_INFORMATION, keys_of(graph, silent)))
