"""A claim → what it says, as the pages say it, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from schemas import KINDS, fields
from schemas.evidence import Evidence
from schemas.flow import Flow, Schedule
from schemas.part import Part
from schemas.references import Ref
from schemas.time import Duration, KeptAfter, RoughDate
from schemas.words import Word, is_any, is_none, is_stated, is_there
from scripts.registry.graph import Edge, Graph
from scripts.sampling.claims import Claim
from scripts.words import leads, sentences
from scripts.words.languages import ENGLISH, Language, lowered, message

_TITLES = {
    "also_known_as": message("Another name"),
    "domains": message("A host name that it runs"),
    "is": message("What it is"),
    "kinds": message("What it does"),
    "more_pages": message("Another page of it"),
    "tell": message("Who must be told when information has leaked"),
    "vendor": message("It seems to be one of these"),
}
"""What the facts of fields that have no title are called here. Texts that are whole sentences need none."""


class CitedSource(NamedTuple):
    """A source of a claim, and what was read there."""

    name: str
    address: str
    """Where it can be read; empty if that is not known."""
    read: str
    """How much of it was read, and when."""
    says: tuple[str, ...]
    """What it says, piece by piece, in our words."""


class SaidClaim(NamedTuple):
    """A claim in words."""

    about: str
    """What it is about: the record, and the thing in it that has a name."""
    says: str
    sources: tuple[CitedSource, ...]


def said(graph: Graph, claim: Claim, language: Language = ENGLISH) -> SaidClaim:
    """Say a claim in the language of the records."""
    speaker = _Speaker(graph, language)
    return SaidClaim(
        speaker.about(claim), speaker.sentence(claim), tuple(speaker.source(piece) for piece in claim.evidence)
    )


class _Speaker:
    """Says claims in one language."""

    def __init__(self, graph: Graph, language: Language) -> None:
        """Take the records and the language."""
        self.graph, self.language = graph, language
        self.registry = graph.registry

    def about(self, claim: Claim) -> str:
        record = self.registry.records[claim.key].name
        first = self._first(claim)
        return f"{record}: {first}" if first else record

    def _first(self, claim: Claim) -> str:
        """What the part of a claim is known by, if it is one of several: the name of a cookie."""
        if not any(isinstance(step, int) for step in claim.loc[1:-1]):
            return ""
        name, value = next(iter(claim.part.__dict__.items()))
        is_itself = claim.loc[-1] == name
        return self._value(value) if is_there(value) and not is_itself else ""

    def sentence(self, claim: Claim) -> str:
        """What a claim says."""
        if claim.loc[0] == "flows":
            edge = self.graph.edges[f"{claim.key[1]}/{claim.loc[1]}"]
            if "data" in claim.loc or claim.value is claim.part.__dict__.get("data"):
                data = (claim.value,) if is_stated(claim.value) else claim.value
                return self._way(replace(edge, flow=edge.flow.model_copy(update={"data": data})))
            return f"{self._way(edge)} {self._fact(claim)}"
        return self._fact(claim)

    def _way(self, edge: Edge) -> str:
        """What a flow carries, from whom to whom and in which service."""
        graph, language = self.graph, self.language
        if edge.sender in self.registry.people:
            (lead,) = leads.leads(graph, [edge], language=language)
            return lead
        what = [lowered(self.registry.data[id_].name) for id_ in edge.data]
        information = language.listed(what) if what else language.say("information that is not stated")
        ends = {
            "sender": sentences.called(graph, edge.sender),
            "receiver": sentences.called(graph, edge.receiver),
            "information": information,
        }
        if is_any(edge.flow.service):
            return language.say("With any service, from %(sender)s to %(receiver)s: %(information)s.", **ends)
        service = self.registry.services[edge.flow.service].name
        return language.say(
            "With the service “%(service)s”, from %(sender)s to %(receiver)s: %(information)s.", service=service, **ends
        )

    def _fact(self, claim: Claim) -> str:
        """A fact under its title."""
        field = fields.field_at(KINDS[claim.key[0]], claim.loc)
        key = next(str(step) for step in reversed(claim.loc) if isinstance(step, str))
        title = (field.title if field else None) or _TITLES.get(key)
        value = self._value(claim.value, claim.part)
        return f"{self.language.say(title)}: {value}" if title else value

    def _value(  # noqa: PLR0911 - a flat list: one case for each type of value
        self, value: Any, part: Part | None = None
    ) -> str:
        language = self.language
        match value:
            case Word():
                return sentences.labelled(value, self.registry.organisation, language)
            case Schedule() | KeptAfter() if isinstance(part, Flow):
                return sentences.kept(part, language)
            case Part():
                stated = [entry for entry in value.__dict__.values() if is_there(entry)]
                return ": ".join(map(self._value, stated))
            case Ref():
                key = self.registry.resolve(value)
                return self.registry.records[key].name if key else value
            case Duration():
                return language.duration(value)
            case RoughDate():
                return language.rough_date(value)
            case "visit":
                return language.say("when you close your browser")
            case _ if is_none(value):
                return language.say("None. This has been checked.")
            case _:
                return str(value)

    def source(self, piece: Evidence) -> CitedSource:
        """What a piece of evidence points to, with what was read there."""
        source, language = self.registry.sources[piece.source], self.language
        extent = sentences.labelled(source.read.extent, self.registry.organisation, language)
        read = language.say("%(extent)s, on %(day)s", extent=extent, day=language.day(source.read.date))
        return CitedSource(
            source.name,
            source.url if is_there(source.url) else "",
            f"{read} ({source.read.copy_})" if source.read.copy_ else read,
            tuple(self._pieces(piece)),
        )

    def _pieces(self, piece: Evidence) -> Iterable[str]:
        statements = self.registry.sources[piece.source].statements
        yield from (f"{name}: {statements[name].says}" for name in piece.statements)
        if piece.note:
            yield piece.note
        if piece.inferred:
            yield self.language.say("We conclude it: %(why)s", why=piece.inferred)
