"""Who gets one kind of information, and which kinds are worth asking after?"""

from __future__ import annotations

from schemas.words import is_any, is_stated
from scripts.answers import flow_labels
from scripts.answers.people_ask.reply_values import (
    WHICH_INFORMATION,
    Fold,
    Line,
    Reply,
    by_times,
    flows_now,
    folds,
    joined,
    keys_of,
    missing,
    of_each,
    with_how_sure,
)
from scripts.registry import grades, receivers
from scripts.registry.graph import Edge, Graph
from scripts.words import leads
from scripts.words.languages import Language, Text, messages, sort_key

MOST_KINDS = 12
"""How many kinds have a question of their own. The list of all kinds has the others."""


def kinds(graph: Graph) -> tuple[str, ...]:
    """The sensitive kinds that people ask after, at most so many.

    First those of which laws on leaks speak, in their order, then those that most get. A wide kind is none of them,
    unless a flow names that very word.
    """
    registry = graph.registry
    named = {kind for edge in flows_now(graph) for kind in edge.data}
    notices = registry.organisation.breach_notices
    in_law = [
        str(kind)
        for notice in (notices if isinstance(notices, tuple) else ())
        for kind in (notice.data if is_stated(notice.data) else ())
    ]

    def place(id_: str) -> tuple[int, int, tuple[int, int], str]:
        harm = grades.harm(registry.data[id_])
        law = in_law.index(id_) if id_ in in_law else len(in_law)
        return law, -_times(graph, id_), (-harm[0], -harm[1]), sort_key(registry.data[id_].name)

    found = [
        id_
        for id_, kind in registry.data.items()
        if kind.is_sensitive and (id_ in named or (id_ in in_law and not graph.data.children(id_)))
    ]
    return tuple(sorted(found, key=place)[:MOST_KINDS])


def _times(graph: Graph, id_: str) -> int:
    return len(receivers.counted(graph, graph.who_gets(id_).certain))


def reply(graph: Graph, language: Language, id_: str) -> Reply:
    """Answer for one kind of information."""
    who = graph.who_gets(id_)
    now = set(flows_now(graph))
    certain, open_ = ([edge for edge in edges if edge in now] for edges in (who.certain, who.possible))
    silent = by_times(graph, (edge.receiver for edge in open_ if not edge.data))
    return Reply(
        _answer(graph, id_, open_, len(now), language),
        flow_labels.of_data(graph, id_, language),
        folds(_services(certain, graph, language), _perhaps(graph, open_, language)),
        missing(language, (WHICH_INFORMATION, keys_of(graph, silent))),
    )


def _answer(graph: Graph, id_: str, open_: list[Edge], count: int, language: Language) -> Text:
    certain = graph.who_gets(id_).certain
    told = receivers.told(graph, graph.told_of(certain))
    said = with_how_sure(graph, told, leads.opening_of_data(graph, id_, certain, language), language)
    if not open_:
        return said
    rest = language.say_many(
        "In %(some)s of %(count)s case, nobody has said enough to rule out that it goes there.",
        "In %(some)s of %(count)s cases, nobody has said enough to rule out that it goes there.",
        count,
        some=len(open_),
    )
    return joined([said, rest], language)


def _services(edges: list[Edge], graph: Graph, language: Language) -> Fold:
    found: dict[str, dict[str, None]] = {}
    for edge in edges:
        if not is_any(edge.flow.service):
            found.setdefault(str(edge.flow.service), {})[edge.receiver] = None
    lines = tuple(
        Line(("service", id_), keys=tuple(graph.registry.party_key(party) for party in parties))
        for id_, parties in found.items()
    )
    title = language.say_many(
        "The %(count)s service in which somebody gets it",
        "The %(count)s services in which somebody gets it",
        len(lines),
    )
    return Fold("services", title, lines)


def _perhaps(graph: Graph, edges: list[Edge], language: Language) -> Fold:
    counts = by_times(graph, (edge.receiver for edge in edges))
    title = language.say_many(
        "Perhaps %(count)s more: what it gets is not stated exactly",
        "Perhaps %(count)s more: what they get is not stated exactly",
        len(counts),
    )
    return Fold("perhaps", title, of_each(graph, counts, _FLOWS, language))


_FLOWS = messages("%(count)s case", "%(count)s cases")
