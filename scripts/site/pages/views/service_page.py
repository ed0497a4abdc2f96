"""The page of a service: who gets what when people use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schemas import Key
from schemas.record import Contact
from schemas.service import Service
from schemas.words import ANY, is_stated
from scripts import diagrams
from scripts.answers import of_flows, who_gets
from scripts.answers.label import Label
from scripts.answers.of_flows import Why
from scripts.answers.who_gets import Share
from scripts.registry import receivers
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Unknown
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import (
    AboutRecord,
    Answers,
    FlowsShown,
    about_record,
    answers,
    flows_shown,
)
from scripts.site.pages.views.letters import Letter, LetterWriter
from scripts.site.pages.views.unstated import Unsaid, unstated
from scripts.words import leads, readings


class ServicePage(NamedTuple):
    """What the page of a service says."""

    about: AboutRecord
    lead: str
    label: Label
    flows: FlowsShown
    answers: Answers
    unstated: tuple[Unsaid, ...]
    letters: tuple[Letter, ...]
    """What asks for that."""
    shares: tuple[Share, ...]
    readings: tuple[str, ...]
    """Those who may get something by our reading only."""
    why: tuple[Why, ...]
    passed_on: tuple[Edge, ...]
    """What somebody gives who got it from people."""
    anyway: tuple[str, ...]
    """Who gets something with any service."""
    offices: tuple[tuple[str, Contact], ...]
    """The offices that run it and tell how to reach them."""


def service_page(edition: Edition, id_: str) -> ServicePage:
    """Say of a service what its page says."""
    graph, language = edition.graph, edition.language
    key = ("service", id_)
    record = edition.registry.services[id_]
    edges = [edge for step in graph.steps(id_) for edge in step]
    now = graph.told_of(edges)
    told = receivers.told(graph, now)
    shares = tuple(
        share for share in who_gets.in_service(graph, id_) if not receivers.is_our_reading(graph, share.party)
    )
    unsaid = unstated(edition, _unknowns(edition, key, edges), by="party")
    return ServicePage(
        about=about_record(edition, key, edges),
        lead=leads.opening_of_service(graph, id_, now, language),
        label=edition.label(key),
        flows=flows_shown(graph, edges, now, diagrams.of_service(graph, id_, language)),
        answers=answers(edition, told),
        unstated=unsaid,
        letters=LetterWriter(edition, key).about_unsaid(unsaid),
        shares=shares,
        readings=tuple(readings.of(graph, now)),
        why=tuple(of_flows.why(told)),
        passed_on=tuple(edge for edge in now if edge.sender not in edition.registry.people),
        anyway=() if record.status.ended else _anyway(graph),
        offices=_offices(edition, record),
    )


def _anyway(graph: Graph) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edge.receiver for edge in graph.current(graph.of_service(ANY))))


def _offices(edition: Edition, record: Service) -> tuple[tuple[str, Contact], ...]:
    found = []
    for id_ in record.offices if is_stated(record.offices) else ():
        office = edition.registry.offices.get(id_)
        if office and isinstance(office.contact, Contact):
            found.append((str(id_), office.contact))
    return tuple(found)


def _unknowns(edition: Edition, key: Key, edges: Sequence[Edge]) -> list[Unknown]:
    """What is not stated in a service's record and in its flows, in whosever files those stand."""
    flows = {edge.id for edge in edges}
    return edition.unknowns_of(key) + [
        unknown
        for party in dict.fromkeys(edition.registry.party_key(edge.receiver) for edge in edges)
        for unknown in edition.unknowns_of(party)
        if unknown.loc[0] == "flows" and f"{party[1]}/{unknown.loc[1]}" in flows
    ]
