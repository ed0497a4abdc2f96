"""Who gets the most sensitive facts?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from schemas.words import is_any
from scripts.answers.label import Row, of_groups
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
    listed,
    missing,
)
from scripts.registry import grades
from scripts.registry.graph import Edge, Graph
from scripts.words.languages import Language, Text, capital, messages, sort_key

MOST_ROWS = 5
"""How many stand in the label. The lists have all of them."""

_KINDS = messages("%(count)s sensitive kind", "%(count)s sensitive kinds")
_WHO = messages("%(count)s that gets something sensitive", "All %(count)s that get something sensitive")
_WHERE = messages("%(count)s service in which you give something sensitive", "All %(count)s services, most first")


Kinds = Mapping[str, list[str]]
"""Sensitive kinds of information, the most harmful first, by the id of whoever gets them or where."""


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from the kinds of information that flows name, and how sensitive the vocabulary says that they are."""
    now = flows_now(graph)
    all_kinds = {kind for edge in now for kind in edge.data}
    parties = _most_first(graph, [(edge.receiver, edge) for edge in now])
    services = _most_first(graph, [(str(edge.flow.service), edge) for edge in now if not is_any(edge.flow.service)])
    kinds = {kind for found in parties.values() for kind in found}

    def said(found: list[str]) -> Text:
        return language.say_many(*_KINDS, len(found))

    return Reply(
        _answer(graph, parties, len(kinds), len(all_kinds), language),
        of_groups(
            [
                Row("who", said(found), party=party, keys=tuple(("data", kind) for kind in found))
                for party, found in [*parties.items()][:MOST_ROWS]
            ],
            foot=[language.say("How sensitive a kind is, its own page says, with the reason.")],
        ),
        folds(
            Fold(
                "who",
                language.say_many(*_WHO, len(parties)),
                tuple(
                    Line(graph.registry.party_key(party), said(found), tuple(("data", kind) for kind in found))
                    for party, found in parties.items()
                ),
            ),
            Fold(
                "services",
                language.say_many(*_WHERE, len(services)),
                tuple(
                    Line(("service", id_), said(found), tuple(("data", kind) for kind in found))
                    for id_, found in services.items()
                ),
            ),
        ),
        missing(
            language,
            (WHICH_INFORMATION, keys_of(graph, by_times(graph, (edge.receiver for edge in now if not edge.data)))),
        ),
    )


def _most_first(graph: Graph, edges: Iterable[tuple[str, Edge]]) -> Kinds:
    """Each that has a sensitive kind in its flows, with these kinds. First the one with the most of them."""
    registry = graph.registry
    found: dict[str, set[str]] = defaultdict(set)
    for id_, edge in edges:
        found[id_].update(kind for kind in edge.data if registry.data[kind].is_sensitive)

    def harm(kind: str) -> tuple[int, int, str]:
        first, second = grades.harm(registry.data[kind])
        return -first, -second, sort_key(registry.data[kind].name)

    def place(id_: str) -> tuple[int, str]:
        record = registry.parties.get(id_) or registry.services[id_]
        return -len(found[id_]), sort_key(record.name)

    return {id_: sorted(found[id_], key=harm) for id_ in sorted(found, key=place) if found[id_]}


def _answer(graph: Graph, parties: Kinds, some: int, count: int, language: Language) -> Text:
    if not count:
        return language.say("No record says which information anyone gets. So this register cannot tell.")
    if not parties:
        return language.say_many(
            "As far as the records say, nobody: the only kind of information that somebody gets is not sensitive.",
            "As far as the records say, nobody: none of the %(count)s kinds of information that somebody gets is "
            "sensitive.",
            count,
        )
    most = max(map(len, parties.values()))
    first = [party for party, kinds in parties.items() if len(kinds) == most]
    who = listed(graph, first, language)
    rest = language.say_many(
        "%(who)s gets the most of them: %(most)s.",
        "%(who)s get %(most)s each, more than any other.",
        len(first),
        who=who,
        most=most,
    )
    said = language.say_many(
        "Of %(count)s kind of information that somebody gets, %(some)s is sensitive.",
        "Of %(count)s kinds of information that somebody gets, %(some)s are sensitive.",
        count,
        some=some,
    )
    return joined([said, language.known(capital(rest))], language)
