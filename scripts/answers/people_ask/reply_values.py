"""What a question that people ask is answered with, and what all replies are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from schemas import Key
from schemas.kinds import Strength
from scripts.answers.label import Label
from scripts.registry import grades, receivers
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge, Graph
from scripts.words import sentences
from scripts.words.languages import Language, Text, message, sort_key

MOST_NAMED = 4
"""How many names a sentence has before it only counts them."""


FLOW = message("A case means: one gives information, and one gets it.")
"""What stands below numbers of flows: pages call them cases."""
WHICH_INFORMATION = message("Which information it gets")
"""What must be known of somebody whose flows do not say what they carry."""
ITS_NAME = message("Its name")
"""What must be known of somebody whom no source names."""


class Line(NamedTuple):
    """One record of a list, and what the reply says of it."""

    about: Key
    said: Text = Text(())
    keys: tuple[Key, ...] = ()
    """The records that it says it of."""
    address: str = ""
    """A page of its own, outside the site."""


class Fold(NamedTuple):
    """A list of records under a title that says how many there are."""

    id: str
    title: Text
    lines: tuple[Line, ...]


class Missing(NamedTuple):
    """What nobody has said, and would settle what is open: one thing, of all of whom it must be known."""

    fact: Text
    about: tuple[Key, ...]
    """First those of whom it would help most to know it."""

    @property
    def number(self) -> int:
        """Of how many it is not known."""
        return len(self.about)


class Reply(NamedTuple):
    """What the records say to a question that people ask."""

    answer: Text
    """The answer in one line, or two."""
    label: Label
    folds: tuple[Fold, ...] = ()
    settles: tuple[Missing, ...] = ()
    """What would settle what is open."""


def folds(*every: Fold) -> tuple[Fold, ...]:
    """Those of some lists in which anything stands."""
    return tuple(fold for fold in every if fold.lines)


def missing(language: Language, *every: tuple[str, Iterable[Key]]) -> tuple[Missing, ...]:
    """What would settle what is open: messages that say what must be known, each with all of whom it must be."""
    found = (Missing(language.say(fact), tuple(about)) for fact, about in every)
    return tuple(one for one in found if one.about)


def flows_now(graph: Graph) -> list[Edge]:
    """The flows that go on, as far as is known, to those of whom a source tells."""
    return graph.worked_out(_flows_now)


def _flows_now(graph: Graph) -> list[Edge]:
    return receivers.told(graph, graph.current(graph.edges.values()))


def holders(graph: Graph) -> list[str]:
    """The companies that get something or got something, as sources say: they may still have it. In their order.

    A class of companies is none of them beside a company that belongs to it, unless it stands for somebody else now.
    """
    vendors = graph.registry.vendors
    found = [id_ for id_ in vendors if graph.gets(id_) and graph.registry.certainties[id_] != Certainty.OUR_READING]
    classes = {str(membership.vendor) for id_ in found for membership in vendors[id_].belongs_to}
    return [id_ for id_ in found if id_ not in classes or id_ in receivers.counted(graph)]


def by_times(graph: Graph, parties: Iterable[str]) -> dict[str, int]:
    """How often each party comes up. Companies first, then by how often, then by name."""
    records, counts = graph.registry.parties, Counter(parties)

    def place(party: str) -> tuple[bool, int, str, str]:
        record = records[party]
        return record.kind != "vendor", -counts[party], sort_key(record.name), party

    return {party: counts[party] for party in sorted(counts, key=place)}


def keys_of(graph: Graph, parties: Iterable[str]) -> tuple[Key, ...]:
    """The keys of some parties, each once."""
    return tuple(graph.registry.party_key(party) for party in dict.fromkeys(parties))


def few(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Records that stand in a row beside their number; none if they are many, since a list below names them all."""
    return keys if len(keys) <= MOST_NAMED else ()


def listed(graph: Graph, parties: Iterable[str], language: Language) -> Text:
    """Name some parties in a sentence, and count the others."""
    return sentences.some_called(graph, parties, MOST_NAMED, language)


def of_each(graph: Graph, counts: Mapping[str, int], words: tuple[str, str], language: Language) -> tuple[Line, ...]:
    """A line for each party, with a message that counts its flows."""
    return tuple(
        Line(graph.registry.party_key(party), language.say_many(*words, count)) for party, count in counts.items()
    )


def with_how_sure(graph: Graph, edges: Sequence[Edge], sentence: Text, language: Language) -> Text:
    """A sentence about some flows, and of how many of them we only conclude that they are so."""
    sure = [grades.of_flow(edge.flow, graph.registry) for edge in edges]
    some = sum(strength in {None, Strength.INFERRED} for strength in sure)
    if not some:
        return sentence
    if some == len(edges):
        return language.say("%(sentence)s This is our own conclusion: no source says so.", sentence=sentence)
    rest = language.say_many(
        "Our own conclusion, which no source says: %(some)s of %(count)s case.",
        "Our own conclusion, which no source says: %(some)s of %(count)s cases.",
        len(edges),
        some=some,
    )
    return joined([sentence, rest], language)


def joined(texts: Sequence[Text], language: Language) -> Text:
    """Sentences one after another."""
    first, *rest = texts
    for text in rest:
        first = language.say("%(one)s %(other)s", one=first, other=text)
    return first
