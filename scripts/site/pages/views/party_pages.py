"""The pages of vendors, offices and recipients: what each of them gets, and what it passes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schemas import Key
from schemas.duty import Duty
from schemas.party import Party
from schemas.words import is_any
from scripts import diagrams
from scripts.answers import of_flows, who_gets
from scripts.answers.label import Label
from scripts.answers.of_flows import AnotherWay
from scripts.registry import breaches, duties, grades, reach, settling
from scripts.registry.breaches import Told
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge, Exposure, Graph
from scripts.registry.reach import Reach
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import (
    AboutRecord,
    Answers,
    FlowsShown,
    Section,
    Support,
    about_record,
    answers,
    flows_shown,
    supports,
)
from scripts.site.pages.views.judged import Judged, judged
from scripts.site.pages.views.letters import Letter, LetterWriter
from scripts.site.pages.views.unstated import Unsaid, unstated
from scripts.words import leads
from scripts.words.tenses import NOW, tense_of


class Leak(NamedTuple):
    """What a leak at a party could mean."""

    exposure: Exposure
    told: tuple[Told, ...]
    """Who must be told, as far as the records report laws and rules."""
    stops: tuple[str, ...]
    """The services that could not go on as they are without the party."""


class PartyAnswers(NamedTuple):
    """The answers that pages of vendors, offices and recipients give alike."""

    certainty: Certainty
    """How sure we are that it is there."""
    reasons: tuple[str, ...]
    """Why we think that it is there, if no source says so."""
    gets_none: tuple[str, ...]
    """The kinds that others get in the same services, and that no record says it gets."""
    services: tuple[str, ...]
    purposes: tuple[str, ...]
    without_purpose: int
    """How many of its flows state no purpose."""
    other_ways: tuple[AnotherWay, ...]
    reach: Reach
    """Where information goes from here."""
    gave: Section | None
    """Where it went or will go from here, if it goes nowhere now."""
    whole: str | None
    """The office that it is part of in the end, if that one gives something to others as a whole."""
    leak: Leak
    unstated: tuple[Unsaid, ...]
    letters: tuple[Letter, ...]
    """What asks for that."""
    gets_alone: bool
    """Whether it is at the receiving end of each of its flows."""


class RecipientPage(NamedTuple):
    """What the page of a recipient says."""

    about: AboutRecord
    lead: str
    label: Label
    flows: FlowsShown
    answers: Answers
    party: PartyAnswers


class OfficePage(NamedTuple):
    """What the page of an office says."""

    about: AboutRecord
    lead: str
    label: Label
    flows: FlowsShown
    answers: Answers
    party: PartyAnswers
    children: tuple[str, ...]
    """The offices that are part of it."""


class DutyShown(NamedTuple):
    """A duty that comes with a company's product."""

    duty: Duty
    judged: Judged
    asked: tuple[Support, ...]
    """Where it is asked."""
    seen: tuple[Support, ...]
    """Where it is seen that it is done."""


class VendorPage(NamedTuple):
    """What the page of a company says."""

    about: AboutRecord
    lead: str
    label: Label
    flows: FlowsShown
    answers: Answers
    party: PartyAnswers
    letter: Letter | None
    """What asks about one's own information, or whether it is there at all."""
    duties: tuple[tuple[str, DutyShown], ...]
    """The duties of a company that has not ended, by their names."""
    members: tuple[str, ...]
    """The named companies that seem to belong to this unnamed class."""


def recipient_page(edition: Edition, id_: str) -> RecipientPage:
    """Say of a recipient what its page says."""
    return _party_page(edition, ("recipient", id_))


def office_page(edition: Edition, id_: str) -> OfficePage:
    """Say of an office what its page says."""
    return OfficePage(*_party_page(edition, ("office", id_)), children=tuple(edition.graph.offices.children(id_)))


def vendor_page(edition: Edition, id_: str) -> VendorPage:
    """Say of a company what its page says."""
    key = ("vendor", id_)
    found = _party_page(edition, key)
    naming = edition.registry.named_by.get(key, [])
    return VendorPage(
        *found,
        letter=_letter(edition, key, found.party),
        duties=_duties(edition, id_),
        members=tuple(sorted({reference.key[1] for reference in naming if reference.loc[0] == "belongs_to"})),
    )


def _party_page(edition: Edition, key: Key) -> RecipientPage:
    graph, language, id_ = edition.graph, edition.language, key[1]
    gets, gives = graph.gets(id_), graph.gives(id_)
    own = [edge for edge in gets if edge.receiver == id_]
    every = [*gets, *gives]
    now = graph.told_of(gets)
    return RecipientPage(
        about=about_record(edition, key, own),
        lead=leads.opening_of_party(graph, id_, now, language),
        label=edition.label(key),
        flows=flows_shown(graph, every, graph.told_of(every), diagrams.of_party(graph, id_, language)),
        answers=answers(edition, now),
        party=_party_answers(edition, key, now, gets_alone=not gives and len(own) == len(gets)),
    )


def _party_answers(edition: Edition, key: Key, now: Sequence[Edge], *, gets_alone: bool) -> PartyAnswers:
    graph, id_ = edition.graph, key[1]
    exposure = graph.exposed_by(id_)
    unknowns = edition.unknowns_of(key)
    record = edition.registry.parties[id_]
    certainty = edition.registry.certainties[id_]
    services = tuple(dict.fromkeys(edge.flow.service for edge in now if not is_any(edge.flow.service)))
    unsaid = unstated(edition, unknowns, by="service")
    return PartyAnswers(
        certainty=certainty,
        reasons=_reasons(record) if certainty == Certainty.OUR_READING else (),
        gets_none=_not_known_to_get(edition, id_, now),
        services=services,
        purposes=tuple(of_flows.purposes(now)),
        without_purpose=sum(not edge.purposes for edge in now),
        other_ways=tuple(of_flows.other_ways(edition.registry, now)),
        reach=reach.from_party(graph, id_),
        gave=_gave(graph, id_),
        whole=_whole(graph, id_),
        leak=Leak(exposure, breaches.told(graph, exposure), graph.stops_without(id_)),
        unstated=unsaid,
        letters=LetterWriter(edition, key).about_unsaid(unsaid, services),
        gets_alone=gets_alone,
    )


def _reasons(record: Party) -> tuple[str, ...]:
    """What we conclude from the sources of a record and of its flows, each once."""
    pieces = [*record.evidence, *(piece for flow in record.flows.values() for piece in flow.evidence)]
    return tuple(dict.fromkeys(piece.inferred for piece in pieces if piece.inferred))


def _gave(graph: Graph, id_: str) -> Section | None:
    told = graph.told_of(graph.gives(id_))
    tense = tense_of(graph, told)
    return Section(tense, tuple(told)) if told and tense is not NOW else None


def _whole(graph: Graph, id_: str) -> str | None:
    """What the whole gives no part of it gives, so the page of a part leads to what is said of the whole."""
    whole = next(iter(graph.offices.above(id_)[-1:]), None)
    return whole if whole and graph.current(graph.given_by_name(whole)) else None


def _not_known_to_get(edition: Edition, id_: str, edges: Sequence[Edge]) -> tuple[str, ...]:
    """What others get in the services of a party, and no record says that it gets; none if that is left open."""
    if any(not edge.data for edge in edges):
        return ()
    graph, data = edition.graph, edition.registry.data
    gets = {kind for edge in edges for kind in edge.data}
    services = {str(edge.flow.service) for edge in edges}
    inside = {id_, *graph.offices.below(id_)}
    maybe = {
        kind
        for service in services
        for share in who_gets.in_service(graph, service)
        if share.party in inside
        for kind in share.none
    }
    return tuple(sorted(sorted(maybe - gets), key=lambda kind: grades.harm(data[kind]), reverse=True))


def _letter(edition: Edition, key: Key, party: PartyAnswers) -> Letter | None:
    """The letter about one's own information; about a company without a name only if it is not known to be there.

    Whoever wants to know which company it is finds that among what nobody has said.
    """
    writer = LetterWriter(edition, key)
    edges = edition.graph.told_of(edition.graph.gets(key[1]))
    if party.certainty == Certainty.NAMED:
        return writer.about_me(party.services, edges, tense_of(edition.graph, edges))
    return writer.about_whom(party.services) if party.certainty == Certainty.OUR_READING else None


def _duties(edition: Edition, id_: str) -> tuple[tuple[str, DutyShown], ...]:
    vendor = edition.registry.vendors[id_]
    if vendor.status.ended:
        return ()
    judgements = duties.judge_all(edition.graph)
    return tuple(
        (
            name,
            DutyShown(
                duty,
                judged(
                    edition,
                    judgements[id_, name],
                    settling.of_duties(edition.graph),
                    (str(piece.source) for piece in duty.evidence),
                ),
                supports(edition, duty.evidence),
                supports(edition, duty.done if isinstance(duty.done, tuple) else ()),
            ),
        )
        for name, duty in vendor.duties.items()
    )
