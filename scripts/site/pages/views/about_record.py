"""What the page of any record says of it, and the answers that several kinds of pages give alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from schemas import Key
from schemas.evidence import Evidence, FlowEvidence, FlowFact
from schemas.flow import Collected
from schemas.kinds import Strength
from schemas.promise import Promise
from schemas.record import Record, State
from schemas.vocabulary import Mapped
from scripts.answers import of_flows
from scripts.answers.of_flows import HowLong
from scripts.diagrams import Drawing
from scripts.registry import grades
from scripts.registry.addresses import file_of
from scripts.registry.graph import Edge, Graph
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.actions import Actions, actions
from scripts.site.pages.views.further_facts import FurtherFact, further_facts
from scripts.words import sentences
from scripts.words.tenses import Tense, in_each_tense, tense_of


class Support(NamedTuple):
    """Everything on one page that rests on one source in the same way."""

    source: str
    strength: Strength
    statements: tuple[str, ...]
    """The statements of a policy that are cited."""
    notes: tuple[str, ...]
    facts: str
    """What of a flow it is the source for, in words; empty if it is for all of it."""


def supports(edition: Edition, pieces: Iterable[Evidence]) -> tuple[Support, ...]:
    """Gather what rests on the same source, in the order in which sources are first named."""
    found: dict[tuple[str, bool, tuple[FlowFact, ...]], list[Evidence]] = defaultdict(list)
    for piece in pieces:
        facts = (isinstance(piece, FlowEvidence) and piece.for_) or ()
        found[piece.source, piece.inferred is not None, facts].append(piece)
    return tuple(
        Support(
            str(group[0].source),
            grades.strength(group[0], edition.registry),
            tuple(dict.fromkeys(name for piece in group for name in piece.statements)),
            tuple(dict.fromkeys(text for piece in group for text in (piece.note, piece.inferred) if text)),
            _named(facts, edition),
        )
        for (_, _, facts), group in found.items()
    )


def _named(facts: Sequence[FlowFact], edition: Edition) -> str:
    labels = (sentences.labelled(fact, edition.registry.organisation, edition.language) for fact in facts)
    return sentences.in_words(labels, most=len(FlowFact), language=edition.language) if facts else ""


class AboutRecord(NamedTuple):
    """What the page of any record holds."""

    key: Key
    record: Record
    changed: date | None
    """The day on which its file last changed, where that is known."""
    evidence: tuple[Support, ...]
    promises: tuple[tuple[str, Promise], ...]
    """The promises whose rule names it."""
    further: tuple[FurtherFact, ...]
    """What it says, and its page tells in no words of its own."""
    is_common: bool
    """Whether it comes from the common vocabulary."""
    actions: Actions
    """What readers can do from here."""

    @property
    def file(self) -> str:
        """The path of its file below the root of the registry."""
        return file_of(self.key)

    @property
    def refines(self) -> str | None:
        """Why this registry says a word of the common vocabulary in its own way, if it does."""
        return self.record.refines if isinstance(self.record, Mapped) else None


def about_record(edition: Edition, key: Key, edges: Iterable[Edge] = ()) -> AboutRecord:
    """Say of a record what its page says of any, with the evidence of the flows that it speaks of."""
    record = edition.record(key)
    naming = {reference.key[1] for reference in edition.registry.named_by.get(key, []) if reference.key[0] == "promise"}
    return AboutRecord(
        key,
        record,
        edition.changed_on(key),
        supports(edition, [*record.evidence, *(piece for edge in edges for piece in edge.flow.evidence)]),
        tuple((id_, edition.registry.promises[id_]) for id_ in sorted(naming)),
        further_facts(record),
        edition.registry.is_common(key),
        actions(edition, key),
    )


class Section(NamedTuple):
    """Flows that are told in one tense."""

    tense: Tense
    edges: tuple[Edge, ...]

    @property
    def anchor(self) -> str:
        """The name of the section on its page."""
        return "over" if self.tense.state == State.ENDED else str(self.tense.state)


class FlowsShown(NamedTuple):
    """The flows of a page: those of the picture and of all answers, the picture, and those that are told apart."""

    told: tuple[Edge, ...]
    """What happens now. On the page of what is not in use, what is told in its place."""
    tense: Tense
    """The tense in which these are told."""
    others: tuple[Section, ...]
    """What is paused, planned or over besides."""
    drawing: Drawing | None = None


def flows_shown(graph: Graph, edges: Iterable[Edge], told: Iterable[Edge], drawing: Drawing | None) -> FlowsShown:
    """Tell flows that are in the picture from others. A flow between two parts of an office is one flow."""
    first = {edge.id: edge for edge in told}
    others = {edge.id: edge for edge in edges if edge.id not in first}
    return FlowsShown(
        tuple(first.values()),
        tense_of(graph, first.values()),
        tuple(Section(tense, tuple(group)) for tense, group in in_each_tense(graph, others.values())),
        drawing,
    )


class Answers(NamedTuple):
    """The answers that pages of several kinds give alike."""

    collected: tuple[tuple[Collected | None, list[str]], ...]
    """What is collected, by how it gets there. None: that is not stated."""
    silent: tuple[Edge, ...]
    """The flows that do not state what they carry."""
    how_long: tuple[HowLong, ...]
    strengths: tuple[tuple[Strength | None, int], ...]
    """How many flows there are of each strength: how sure it is who gets what. None: no source says it."""
    total: int
    """How many flows these answers speak of."""


def answers(edition: Edition, edges: Sequence[Edge]) -> Answers:
    """Answer from some flows."""
    return Answers(
        tuple(of_flows.collected(edition.registry, edges)),
        tuple(edge for edge in edges if not edge.data),
        tuple(of_flows.how_long(edition.registry, edges, edition.language)),
        tuple(of_flows.strengths(edition.registry, edges)),
        len(edges),
    )
