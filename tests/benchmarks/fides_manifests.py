"""The facts of the registry as Fides manifests, so that fideslang can be asked about the same mistakes.

A party becomes a system, a flow a privacy declaration for each of its purposes; data, purposes and people become
entries of the taxonomy under their own ids. What Fides has no place for is left out: services, sources, promises,
evidence, reviews, cookies, domains, and whatever is `not-stated`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import yaml

from schemas import Data, Key, Organisation, People, Purpose
from schemas.flow import Authority, Flow
from schemas.part import Loc
from schemas.party import Party
from schemas.record import Record
from schemas.time import Duration
from schemas.words import RESERVED_WORDS
from scripts.reading import yaml_text
from scripts.reading.yaml_text import Document
from scripts.registry.registry import Registry
from tests.benchmarks.mistake_spots import Form, Spot, raw

PARTIES = ("vendor", "office", "recipient")
NEEDED = frozenset({"fides_key", "system_type", "privacy_declarations", "data_categories", "data_use", "type"})
"""The keys that fideslang 3.1.4 asks for. All others may be left out or left empty."""
WORDS = {
    "responsibility": ("Controller", "Processor", "Sub-Processor"),
    "legal_basis_for_processing": (
        *("Consent", "Contract", "Legal obligations", "Vital interests", "Public interest", "Legitimate interests"),
    ),
}
"""The closed lists of fideslang 3.1.4 that have something to say of our records."""
ROLES = {"for-the-organisation": "Processor", "on-its-own": "Controller", "subcontractor": "Sub-Processor"}
BASES = {
    "consent": "Consent",
    "sent-by-you": "Consent",
    "agreement": "Contract",
    "vendor-contract": "Contract",
    "law": "Legal obligations",
    "public-records-law": "Legal obligations",
    "records-schedule": "Legal obligations",
    "legal-demand": "Legal obligations",
    "ordinance": "Legal obligations",
    "vital-interest": "Vital interests",
    "public-duty": "Public interest",
    "public-interest": "Public interest",
    "company-terms": "Legitimate interests",
    "company-reasons": "Legitimate interests",
}
SYSTEM_TYPES = {"vendor": "Third Party", "office": "Department", "recipient": "Recipient"}


class Manifest(NamedTuple):
    """One file for Fides, and where it says what our record says."""

    document: Document
    spots: dict[Loc, Spot]
    """By the place in our record."""


def of(registry: Registry) -> dict[Key, Manifest]:
    """The manifest of each record that Fides has a place for."""
    keys = _Keys(registry)
    found = {}
    for key, record in registry.records.items():
        facts = _Facts()
        match record:
            case Organisation():
                _organisation(facts, record)
            case Data():
                _term(facts, "data_category", keys.of("data", key[1]), record)
            case Purpose():
                _term(facts, "data_use", keys.of("purpose", key[1]), record)
            case People():
                _term(facts, "data_subject", keys.of("people", key[1]), record)
            case Party():
                _system(facts, key, record, keys)
            case _:
                continue
        found[key] = facts.manifest(f"{key[0]}-{key[1]}.yml", keys)
    return found


def spots_of(registry: Registry) -> dict[tuple[Key, Loc], Spot]:
    """The spot of a manifest that says the same as a spot of our record."""
    return {(key, loc): spot for key, manifest in of(registry).items() for loc, spot in manifest.spots.items()}


class _Keys:
    """How records are called in Fides: data and uses by their whole way down the tree, such as `contact.email`."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.ids: dict[str, list[str]] = {kind: [] for kind in (*PARTIES, "people", "data", "purpose")}
        for kind, id_ in registry.records:  # those that are used: of the others, nothing is said here
            if kind in self.ids:
                self.ids[kind].append(self.of(kind, id_))
        self.ids |= {"service": registry.ids("service")}

    def of(self, kind: str, id_: str) -> str:
        terms: dict[str, Any] = {"data": self.registry.data, "purpose": self.registry.purposes}
        wider = terms[kind][id_].part_of if kind in terms else None
        return f"{self.of(kind, wider)}.{id_}" if wider else str(id_)


class _Row(list[Any]):
    """A list on one line, as our records have it."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(_Row, lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, True))  # noqa: FBT003


class _Facts:
    """A manifest in the making."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.same: dict[Loc, Loc] = {}
        """Our places, and those that say the same here."""
        self.kinds: dict[Loc, tuple[str, ...]] = {}

    def say(self, at: Loc, value: Any, ours: Loc | None = None, kinds: tuple[str, ...] = ()) -> None:
        """Write a value, unless it is missing or unknown; say which place of our record says the same."""
        if value is None or str(value) in RESERVED_WORDS:
            return
        here: Any = self.data
        for step, following in pairwise(at):
            if isinstance(step, str):
                here = here.setdefault(step, [] if following == 0 else {})
                continue
            if step == len(here):
                here.append({})
            here = here[step]
        here[at[-1]] = value if isinstance(value, list) else str(value)
        if ours is not None:
            self.note(ours, at, kinds)

    def note(self, ours: Loc, at: Loc, kinds: tuple[str, ...] = ()) -> None:
        """Say which place of our record says the same as one here."""
        self.same[ours] = at
        self.kinds[at] = kinds

    def say_all(self, at: Loc, values: list[str], ours: Loc, kinds: tuple[str, ...] = ()) -> None:
        """Write a list of words, and note which entries say the same."""
        self.say(at, _Row(str(value) for value in values), ours)
        for number in range(len(values)):
            self.note((*ours, number), (*at, number), kinds)

    def manifest(self, name: str, keys: _Keys) -> Manifest:
        """Write the file, and find all that was said in it."""
        text = yaml.dump(self.data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
        document, faults = yaml_text.parse(name, text.encode())
        if faults:
            raise AssertionError(faults)
        return Manifest(document, {ours: self.spot(document, at, keys) for ours, at in self.same.items()})

    def spot(self, document: Document, at: Loc, keys: _Keys) -> Spot:
        part = raw(document.data, at[:-1])
        in_resource = len(at) == 3  # only there fideslang reads a number as a text
        forms = {
            key: Form(
                needed=key in NEEDED,
                may_be_empty=key not in NEEDED,
                reads_numbers=in_resource,
                words=WORDS.get(key, ()),
            )
            for key in (part if isinstance(part, dict) else ())
        }
        key = next(str(step) for step in reversed(at) if isinstance(step, str))
        value = raw(document.data, at)
        words = WORDS.get(key, ()) if isinstance(value, str) else ()
        return Spot(document, at, document.places[at], value, forms, keys.ids, self.kinds[at], words)


def _opening(facts: _Facts, at: Loc, fides_key: str, record: Record) -> None:
    facts.say((*at, "fides_key"), fides_key)
    facts.say((*at, "name"), record.name, ("name",))
    facts.say((*at, "description"), record.summary, ("summary",))


def _organisation(facts: _Facts, record: Organisation) -> None:
    at = ("organization", 0)
    _opening(facts, at, "default_organization", record)
    facts.say((*at, "controller", "name"), record.team, ("team",))
    facts.say((*at, "controller", "phone"), record.contact.phone, ("contact", "phone"))
    facts.say((*at, "controller", "email"), record.contact.email, ("contact", "email"))


def _term(facts: _Facts, resource: str, fides_key: str, record: Data | Purpose | People) -> None:
    at = (resource, 0)
    _opening(facts, at, fides_key, record)
    wider = fides_key.rpartition(".")[0]
    facts.say((*at, "parent_key"), wider or None, ("part_of",), (record.kind,))


def _system(facts: _Facts, key: Key, record: Party, keys: _Keys) -> None:
    at = ("system", 0)
    _opening(facts, at, key[1], record)
    facts.say((*at, "system_type"), SYSTEM_TYPES[key[0]], ("is",))
    facts.say((*at, "legal_name"), record.legal_name, ("legal_name",))
    links: Any = getattr(record, "links", None)
    facts.say((*at, "privacy_policy"), links.privacy, ("links", "privacy"))
    if (role := str(getattr(record, "role", ""))) in ROLES:
        facts.say((*at, "responsibility"), _Row([ROLES[role]]))
        facts.note(("role",), (*at, "responsibility", 0))
    senders = sorted({flow.sender for flow in record.flows.values() if flow.sender not in keys.ids["people"]})
    for number, sender in enumerate(senders):
        facts.say((*at, "ingress", number, "fides_key"), sender)
        facts.say((*at, "ingress", number, "type"), "system")
    facts.data["system"][0]["privacy_declarations"] = []
    facts.note(("flows",), (*at, "privacy_declarations"))
    for name, flow in record.flows.items():
        _declarations(facts, name, flow, keys)


def _declarations(facts: _Facts, name: str, flow: Flow, keys: _Keys) -> None:
    """Write a declaration for each purpose. The first one stands for what all of them repeat."""
    subjects = [str(flow.sender)] if flow.sender in keys.ids["people"] else _listed(flow.about)
    for number, purpose in enumerate(_listed(flow.purposes)):
        at = ("system", 0, "privacy_declarations", len(facts.data["system"][0]["privacy_declarations"]))
        ours: Loc = ("again", number) if number else ()
        flow_at: Loc = (*ours, "flows", name)
        facts.say((*at, "name"), f"{name}-{purpose}" if number else name)
        data = [keys.of("data", ref) for ref in _listed(flow.data)]
        facts.say_all((*at, "data_categories"), data, (*flow_at, "data"), ("data",))
        facts.say((*at, "data_use"), keys.of("purpose", purpose), ("flows", name, "purposes", number), ("purpose",))
        if not number:
            facts.note(("flows", name, "purposes"), (*at, "data_use"), ("purpose",))
        facts.say_all((*at, "data_subjects"), subjects, (*flow_at, "about"), ("people",))
        if flow.sender in keys.ids["people"]:
            facts.note((*flow_at, "from"), (*at, "data_subjects", 0), ("people",))
        else:
            facts.say_all((*at, "ingress"), [flow.sender], (*flow_at, "senders"), PARTIES)
            facts.note((*flow_at, "from"), (*at, "ingress", 0), PARTIES)
        if flow.service not in RESERVED_WORDS:
            facts.say_all((*at, "features"), [flow.service], (*flow_at, "services"))
            facts.note((*flow_at, "service"), (*at, "features", 0))
        if isinstance(flow.authority, Authority):
            basis = (*at, "legal_basis_for_processing")
            facts.say(basis, BASES[flow.authority.basis], (*flow_at, "authority", "basis"))
        if isinstance(flow.retention, Duration):
            facts.say((*at, "retention_period"), flow.retention, (*flow_at, "retention"))


def _listed(refs: object) -> list[str]:
    return [str(ref) for ref in refs] if isinstance(refs, tuple) else []
