"""The record of each kind → its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from schemas import ORGANISATION, PLACES, Key
from schemas.duty import Duty
from schemas.office import Office
from schemas.organisation import CheckByLot, Organisation
from schemas.party import Cookie, Domain, Links, Party
from schemas.promise import Check, Promise, Selector
from schemas.recipient import Recipient
from schemas.record import CheckedRecord, Contact, Record, RenamableRecord, Review
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Contract, Vendor
from schemas.vocabulary import Data, DpvTerm, FideslangTerm, People, Purpose, Term
from scripts.exports.open_data import record_models, value_models
from scripts.exports.open_data.publisher import Publisher, status
from scripts.registry import receivers
from scripts.registry.graph import Edge
from scripts.registry.tree import Tree
from scripts.registry.verdicts import Judgement, Subject


def row(publisher: Publisher, key: Key) -> record_models.Row:
    """Publish one record."""
    record = publisher.registry.records[key]
    return _ROWS[record.kind](publisher, key, record)


def _every(publisher: Publisher, key: Key, record: Record) -> dict[str, Any]:
    """What every row has."""
    link = publisher.link(key)
    return {
        "kind": link.kind,
        "id": link.id,
        "name": record.name,
        "summary": record.summary,
        "html_url": link.html_url,
        "json_url": link.json_url,
        "file": "organisation.yml" if key == ORGANISATION else f"{record.folder}/{link.id}.yml",
        "translations": _translations(record),
        "note": record.note,
        **{name: getattr(record, name) for name in ("in_sentences", "lead") if name in type(record).model_fields},
        "evidence": publisher.evidence(record.evidence),
        "waivers": tuple(
            value_models.Waiver(rule=waiver.rule, reason=waiver.reason, by=waiver.by, until=waiver.until.isoformat())
            for waiver in record.waivers
        ),
        "asked": tuple(
            value_models.Asking(
                on=asking.date.isoformat(),
                whom=publisher.link(publisher.registry.party_key(asking.whom)),
                facts=asking.facts,
                answered=asking.answered.isoformat() if asking.answered else None,
            )
            for asking in record.asked
        ),
    }


def _renamable(publisher: Publisher, key: Key, record: RenamableRecord) -> dict[str, Any]:
    """What every row has that is one of many of its kind."""
    return {**_every(publisher, key, record), "formerly": record.formerly}


def _checked(publisher: Publisher, key: Key, record: CheckedRecord) -> dict[str, Any]:
    """What every row has of something that can begin and end."""
    reviewed: Any = record.reviewed
    if isinstance(record.reviewed, Review):
        reviewed = value_models.Review(on=record.reviewed.date.isoformat(), by=record.reviewed.by)
    return {**_renamable(publisher, key, record), "status": status(record.status), "reviewed": reviewed}


def _organisation(publisher: Publisher, key: Key, record: Organisation) -> record_models.Organisation:
    return record_models.Organisation(
        **_every(publisher, key, record),
        short_name=record.short_name,
        team=record.team,
        language=record.language,
        home=record.home,
        published_at=record.published_at,
        policy=publisher.ref(record.policy),
        domains=_domains(record.domains),
        contact=_contact(record.contact),
        review_every=str(record.review_every),
        common_services=publisher.refs(record.common_services),
        records_url=record.records_url,
        contract_notice=_length(record.contract_notice),
        breach_notices=_breach_notices(publisher, record.breach_notices),
        checked_by_lot=_check_by_lot(record.checked_by_lot),
    )


def _check_by_lot(check: CheckByLot | None) -> value_models.CheckByLot | None:
    if check is None:
        return None
    return value_models.CheckByLot(
        date=check.date.isoformat(), by=check.by, right=check.right, wrong=check.wrong, cannot_tell=check.cannot_tell
    )


def _service(publisher: Publisher, key: Key, record: Service) -> record_models.Service:
    edges = publisher.edges_of(key)
    other_ways: Any = record.other_ways
    if isinstance(other_ways, tuple):
        other_ways = tuple(value_models.OtherWay(how=way.how, details=way.details) for way in other_ways)
    return record_models.Service(
        **_checked(publisher, key, record),
        action=record.action,
        page=record.page,
        more_pages=record.more_pages,
        offices=publisher.refs(record.offices),
        other_ways=other_ways,
        fee=record.fee,
        replaced_by=publisher.ref(record.replaced_by),
        derived=record_models.ServiceDerived(
            receivers=publisher.receivers(edges),
            data=_data(publisher, edges),
            flows=len(edges),
            unknowns=publisher.unknown_facts[key] + sum(publisher.unknown_facts[edge.id] for edge in edges),
        ),
    )


def _party(publisher: Publisher, key: Key, record: Party) -> dict[str, Any]:
    """What the rows of companies, offices and recipients have in common."""
    return {
        **_checked(publisher, key, record),
        "also_known_as": record.also_known_as,
        "legal_name": record.legal_name,
        "domains": _domains(record.domains),
        "replaced_by": publisher.ref(record.replaced_by),
    }


def _party_derived(publisher: Publisher, key: Key, record: Party) -> dict[str, Any]:
    graph, id_ = publisher.graph, key[1]
    exposed = graph.exposed_by(id_)
    return {
        "certainty": publisher.registry.certainties[id_],
        "standing": receivers.standing(graph, id_),
        "controlled": graph.is_controlled(id_),
        "data": publisher.links("data", exposed.data),
        "people": publisher.links("people", exposed.people),
        "services": publisher.links("service", exposed.services),
        "flows_in": len(exposed.edges),
        "flows_in_unnamed": len(exposed.unknown),
        "flows_out": len(graph.gives(id_)),
        "unknowns": publisher.unknown_facts[key]
        + sum(publisher.unknown_facts[f"{id_}/{name}"] for name in record.flows),
    }


def _vendor(publisher: Publisher, key: Key, record: Vendor) -> record_models.Vendor:
    named_by = publisher.registry.named_by.get(key, [])
    members = sorted({reference.key[1] for reference in named_by if reference.loc[0] == "belongs_to"})
    return record_models.Vendor(
        **_party(publisher, key, record),
        identity=record.identity,
        kinds=record.kinds,
        role=record.role,
        links=_links(record.links),
        contact=_contact(record.contact),
        cookies=_cookies(publisher, record.cookies),
        contract=_contract(publisher, record.contract),
        security=record.security,
        duties=tuple(_duty(publisher, key[1], name, duty) for name, duty in record.duties.items()),
        belongs_to=tuple(
            value_models.Membership(vendor=publisher.ref(one.vendor), evidence=publisher.evidence(one.evidence))
            for one in record.belongs_to
        ),
        derived=record_models.VendorDerived(
            **_party_derived(publisher, key, record), members=publisher.links("vendor", members)
        ),
    )


def _office(publisher: Publisher, key: Key, record: Office) -> record_models.Office:
    children = sorted(publisher.graph.offices.children(key[1]))
    return record_models.Office(
        **_party(publisher, key, record),
        is_=record.is_,
        part_of=publisher.ref(record.part_of),
        links=_links(record.links),
        contact=_contact(record.contact),
        cookies=_cookies(publisher, record.cookies),
        derived=record_models.OfficeDerived(
            **_party_derived(publisher, key, record), parts=publisher.links("office", children)
        ),
    )


def _recipient(publisher: Publisher, key: Key, record: Recipient) -> record_models.Recipient:
    return record_models.Recipient(
        **_party(publisher, key, record),
        is_=record.is_,
        identity=record.identity,
        links=_links(record.links),
        contact=_contact(record.contact),
        derived=record_models.PartyDerived(**_party_derived(publisher, key, record)),
    )


def _term(publisher: Publisher, key: Key, record: Term) -> dict[str, Any]:
    """What the rows of the vocabulary have in common."""
    fideslang: Any = record.fideslang
    if isinstance(fideslang, FideslangTerm):
        fideslang = value_models.Fideslang(key=fideslang.key, match=fideslang.match)
    dpv: Any = record.dpv
    if isinstance(dpv, DpvTerm):
        dpv = value_models.Dpv(term=dpv.term, iri=dpv.iri, match=dpv.match)
    return {
        **_renamable(publisher, key, record),
        "sensitivity": record.sensitivity,
        "fideslang": fideslang,
        "dpv": dpv,
    }


def _term_derived(publisher: Publisher, key: Key, tree: Tree, edges: Iterable[Edge]) -> dict[str, Any]:
    found = list(edges)
    return {
        "parts": publisher.links(key[0], sorted(tree.children(key[1]))),
        "receivers": publisher.receivers(found),
        "flows": len(found),
        "certainty": publisher.registry.certainties[key[1]] if key[0] == "people" else None,
    }


def _data_row(publisher: Publisher, key: Key, record: Data) -> record_models.Data:
    who = publisher.graph.who_gets(key[1])
    return record_models.Data(
        **_term(publisher, key, record),
        part_of=publisher.ref(record.part_of),
        identifies=record.identifies,
        derived=record_models.DataDerived(
            **_term_derived(publisher, key, publisher.graph.data, who.certain),
            may_receive=len({edge.receiver for edge in who.possible} - {edge.receiver for edge in who.certain}),
        ),
    )


def _purpose(publisher: Publisher, key: Key, record: Purpose) -> record_models.Purpose:
    fits = {key[1], *publisher.graph.purposes.below(key[1])}
    edges = (edge for edge in publisher.graph.edges.values() if not fits.isdisjoint(edge.purposes))
    return record_models.Purpose(
        **_term(publisher, key, record),
        part_of=publisher.ref(record.part_of),
        derived=record_models.TermDerived(**_term_derived(publisher, key, publisher.graph.purposes, edges)),
    )


def _people(publisher: Publisher, key: Key, record: People) -> record_models.People:
    fits = {key[1], *publisher.graph.people.below(key[1])}
    edges = (edge for edge in publisher.graph.edges.values() if not fits.isdisjoint(publisher.graph.about(edge)))
    return record_models.People(
        **_term(publisher, key, record),
        part_of=publisher.ref(record.part_of),
        derived=record_models.TermDerived(**_term_derived(publisher, key, publisher.graph.people, edges)),
    )


def _promise(publisher: Publisher, key: Key, record: Promise) -> record_models.Promise:
    tension = record.tension
    return record_models.Promise(
        **_renamable(publisher, key, record),
        check=_check(publisher, record.check),
        limits=record.limits,
        tension=tension and value_models.Tension(says=tension.says, evidence=publisher.evidence(tension.evidence)),
        derived=_judgement(publisher, publisher.judgements[key[1]]),
    )


def _judgement(publisher: Publisher, judgement: Judgement) -> value_models.Judgement:
    return value_models.Judgement(
        verdict=judgement.verdict,
        looked_at=len(judgement.looked_at),
        against=_flow_links(publisher, [*judgement.against, *(over.subject for over in judgement.before)]),
        compared=_flow_links(publisher, [subject for one in judgement.compared for subject in one.subjects]),
        doubts=tuple(
            value_models.Doubt(flow=publisher.flow_link(doubt.subject.id), facts=doubt.facts)
            for doubt in sorted(judgement.doubts, key=lambda doubt: doubt.subject.id)
            if isinstance(doubt.subject, Edge)
        ),
    )


def _flow_links(publisher: Publisher, subjects: Iterable[Subject]) -> tuple[value_models.FlowLink, ...]:
    """The flows among some subjects, each once. Cookies have no address of their own here."""
    ids = {subject.id for subject in subjects if isinstance(subject, Edge)}
    return tuple(publisher.flow_link(id_) for id_ in sorted(ids))


def _duty(publisher: Publisher, vendor: str, name: str, duty: Duty) -> value_models.Duty:
    judgement = publisher.duties.get((vendor, name))
    done: Any = duty.done
    return value_models.Duty(
        id=name,
        says=duty.says,
        evidence=publisher.evidence(duty.evidence),
        done=publisher.evidence(done) if isinstance(done, tuple) else done,
        check=_check(publisher, duty.check) if duty.check else None,
        derived=_judgement(publisher, judgement) if judgement else None,
    )


def _breach_notices(publisher: Publisher, notices: Any) -> Any:
    if not isinstance(notices, tuple):
        return notices
    return tuple(
        value_models.BreachNotice(
            tell=notice.tell,
            when=notice.when,
            data=publisher.refs(notice.data),
            evidence=publisher.evidence(notice.evidence),
        )
        for notice in notices
    )


def _check(publisher: Publisher, check: Check) -> value_models.Check:
    def selector(chosen: Selector | None) -> value_models.Selector | None:
        if chosen is None:
            return None
        lines = {key: publisher.refs(getattr(chosen, _FIELDS[key])) for key in _FIELDS}
        return value_models.Selector.model_validate(lines | {"kept_at_most": _length(chosen.kept_at_most)})

    rule = check.forbid or check.only or check.require
    fits = check.only.allow if check.only else check.require.need if check.require else None
    return value_models.Check(
        rule="forbid" if check.forbid else "only" if check.only else "require" if check.require else "not-decidable",
        where=selector(rule.where if rule else None),
        fits=selector(fits),
        unless=selector(rule.unless if rule else None),
        why_not=check.not_decidable,
    )


_FIELDS: Mapping[str, str] = {field.alias or name: name for name, field in Selector.model_fields.items()}


def _source(publisher: Publisher, key: Key, record: Source) -> record_models.Source:
    named_by = publisher.registry.named_by.get(key, [])
    cited_by = sorted({reference.key for reference in named_by}, key=lambda one: (PLACES[one[0]], one[1]))
    return record_models.Source(
        **_renamable(publisher, key, record),
        is_=record.is_,
        url=record.url,
        dated=record.dated,
        read=value_models.Reading(on=record.read.date.isoformat(), extent=record.read.extent, copy_=record.read.copy_),
        sections=tuple(
            value_models.Section(heading=section.heading, fingerprint=section.fingerprint)
            for section in record.sections
        ),
        statements=tuple(
            value_models.Statement(
                id=name,
                html_url=publisher.addresses.of_page(f"policy/{key[1]}.md#{name}"),
                section=statement.section,
                kinds=statement.kinds,
                says=statement.says,
            )
            for name, statement in record.statements.items()
        ),
        derived=record_models.SourceDerived(
            strength=record.is_.strength, cited_by=tuple(map(publisher.link, cited_by))
        ),
    )


_ROWS: dict[str, Callable[[Publisher, Key, Any], record_models.Row]] = {
    "organisation": _organisation,
    "service": _service,
    "vendor": _vendor,
    "office": _office,
    "recipient": _recipient,
    "data": _data_row,
    "purpose": _purpose,
    "people": _people,
    "promise": _promise,
    "source": _source,
}


# --- parts of rows ---------------------------------------------------------------------------------------


def _data(publisher: Publisher, edges: Iterable[Edge]) -> tuple[value_models.Link, ...]:
    return publisher.links("data", sorted({kind for edge in edges for kind in edge.data}))


def _domains(domains: Iterable[Domain]) -> tuple[value_models.Domain, ...]:
    return tuple(value_models.Domain(host=domain.host, use=domain.use) for domain in domains)


def _translations(record: Record) -> tuple[dict[str, str], ...]:
    """What a record says in other languages: its row knows in which shape."""
    return tuple({"language": code, **translation.model_dump()} for code, translation in record.translations.items())


def _links(links: Links) -> value_models.Links:
    return value_models.Links(**{name: getattr(links, name) for name in value_models.Links.model_fields})


def _contact(contact: Contact | str | None) -> Any:
    if not isinstance(contact, Contact):
        return contact
    return value_models.Contact(**{name: getattr(contact, name) for name in value_models.Contact.model_fields})


def _cookies(publisher: Publisher, cookies: Any) -> Any:
    if not isinstance(cookies, tuple):
        return cookies
    return tuple(_cookie(publisher, cookie) for cookie in cookies)


def _cookie(publisher: Publisher, cookie: Cookie) -> value_models.Cookie:
    return value_models.Cookie(
        name=cookie.name,
        purposes=publisher.refs(cookie.purposes),
        lifetime=str(cookie.lifetime),
        evidence=publisher.evidence(cookie.evidence),
    )


def _contract(publisher: Publisher, contract: Any) -> Any:
    if not isinstance(contract, Contract):
        return contract
    return value_models.Contract(
        number=contract.number,
        starts=contract.starts,
        ends=contract.ends,
        notice=_length(contract.notice),
        chosen_by=contract.chosen_by,
        page=contract.page,
        evidence=publisher.evidence(contract.evidence),
    )


def _length(length: str | None) -> str | None:
    """A length of time as it is written: where it is shown, it reads as words."""
    return None if length is None else str(length)
