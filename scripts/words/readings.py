"""What no source says and we only conclude: it is asked, never told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.registry import receivers
from scripts.registry.certainty import has_name
from scripts.registry.graph import Edge, Graph
from scripts.words.languages import ENGLISH, Language, Text, message, messages
from scripts.words.sentences import called, some
from scripts.words.tenses import Tense, tense_of

MOST_SOURCES = 3
"""How many sources a question names before it only counts them."""
OTHER_SOURCES = messages("%(count)s other source", "%(count)s other sources")

MARK = message("our reading")
"""What stands behind the name of somebody of whom no source tells."""


def of(graph: Graph, edges: Iterable[Edge]) -> list[str]:
    """Those to whom some flows lead by our reading only."""
    return list(dict.fromkeys(edge.receiver for edge in edges if receivers.is_our_reading(graph, edge.receiver)))


def who(graph: Graph, parties: Sequence[str], language: Language = ENGLISH) -> Text | str:
    """What a question calls those about whom it asks."""
    if len(parties) > 1:
        return language.say_many("any of %(count)s other", "any of %(count)s others", len(parties))
    registry, party = graph.registry, parties[0]
    if has_name(registry.parties[party]):
        return called(graph, party)
    return language.say("a company") if party in registry.vendors else language.say("someone else")


def question(graph: Graph, party: str, edges: Sequence[Edge], when: Text, language: Language = ENGLISH) -> Text:
    """Ask about one party, and say from which sources we read it: "Does a company get information?"."""
    asked = language.say(tense_of(graph, edges).asks, when=when, who=who(graph, [party], language))
    sources = graph.registry.sources
    record = graph.registry.parties[party]
    pieces = record.evidence or tuple(piece for edge in edges for piece in edge.flow.evidence)
    names = [
        language.say("“%(name)s”", name=sources[id_].name) for id_ in dict.fromkeys(piece.source for piece in pieces)
    ]
    if not names:
        return language.say("%(question)s No source says so: it is our reading.", question=asked)
    return language.say(
        "%(question)s We read it from %(sources)s; no source says so.",
        question=asked,
        sources=some(names, MOST_SOURCES, language, OTHER_SOURCES),
    )


def too(graph: Graph, sentence: Text, tense: Tense, parties: Sequence[str], language: Language) -> Text:
    """A sentence about those of whom sources tell, and a question about those of whom none tells, if there are any."""
    if not parties:
        return sentence
    asked = language.say(tense.asks_too, who=who(graph, parties, language))
    return language.say("%(one)s %(other)s", one=sentence, other=asked)
