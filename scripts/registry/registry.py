"""A folder of YAML files → a registry: its records by kind and id, and every fault in its files."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from schemas import (
    FOLDERS,
    KINDS,
    ORGANISATION,
    CompanyKind,
    Data,
    Key,
    Office,
    Organisation,
    People,
    Promise,
    Purpose,
    Recipient,
    Service,
    Source,
    SourceKind,
    Vendor,
    fields,
)
from schemas.evidence import Evidence
from schemas.flow import Flow
from schemas.part import Loc, walk
from schemas.party import Party
from schemas.record import CheckedRecord, Record, RenamableRecord, Review, State, Status
from schemas.references import Ref
from schemas.web import Address
from schemas.words import NOT_STATED, RESERVED_WORDS
from scripts.reading import folder, validation, yaml_text
from scripts.reading.findings import MOST_IN_A_FILE, Finding, Position
from scripts.reading.salvage import Salvaged, salvage
from scripts.reading.steps_of_work import Watch, unwatched, watched
from scripts.reading.yaml_text import Document
from scripts.registry import certainty, common_vocabulary
from scripts.registry.certainty import Certainty

R = TypeVar("R", bound=Record)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reference:
    """One record naming another."""

    key: Key
    """The record that names the other."""
    loc: Loc
    """Where in it."""
    ref: Ref
    """The id it names, which knows its kinds."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that should be known and is not."""

    key: Key
    loc: Loc


class Written(NamedTuple):
    """What somebody has written, and where."""

    key: Key
    loc: Loc
    text: str


_ADDRESS = re.compile(r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}]")
"""An address in a text, without the mark that ends the sentence."""
_NUMBER = re.compile(r"[@\d]")

_OF_A_NAMED_ONE = frozenset({"legal_name", "links", "contact", "contract", "security"})
"""What only somebody with a name has: before it is said who it is, there is nobody whose these are."""


def is_asked_for(loc: Loc, said: Any) -> bool:
    """Whether somebody would ask for a fact, by its place in a record and what the file of the record says.

    Nobody asks which date a document bears, since when what is in use has been so, what kind of office an office is or
    what a home page is: the first search brings that. Who has checked a record is known to those who keep it. Of a
    class of companies, and of whoever else is without a name, it is asked who that is, and not where it can be reached
    or what its contract says.
    """
    if loc in {("dated",), ("reviewed",), ("is",)} or loc[-2:] == ("links", "home"):
        return False
    if loc[0] in _OF_A_NAMED_ONE and said.get("identity") == NOT_STATED:
        return False
    if loc[-2:] != ("status", "since"):
        return True
    for step in loc[:-1]:
        said = said[step]
    return bool(said.get("is") != State.IN_USE)


@dataclass
class Registry:
    """All valid records of one organisation, and the questions that need nothing but the records.

    Among them are the terms of the common vocabulary that they name.
    """

    records: dict[Key, Record] = field(default_factory=dict)
    documents: dict[Key, Document] = field(default_factory=dict)
    """The file behind each record, valid or not."""
    salvaged: dict[Key, Salvaged] = field(default_factory=dict)
    """What is left of records with mistakes, if enough of them can be read to look for more."""
    is_whole: bool = True
    """Whether every file is a valid record. Else something that is named may be there, and just not be read."""

    def of(self, model: type[R]) -> dict[str, R]:
        """The records of one kind by id, in the order of their ids."""
        return {id_: record for (kind, id_), record in self.records.items() if isinstance(record, model)}

    @cached_property
    def organisation(self) -> Organisation:
        """Who publishes this registry."""
        record = self.records[ORGANISATION]
        assert isinstance(record, Organisation)  # noqa: S101 - reading puts nothing else there
        return record

    @cached_property
    def services(self) -> dict[str, Service]:
        """What people do."""
        return self.of(Service)

    @cached_property
    def vendors(self) -> dict[str, Vendor]:
        """Companies that work for the organisation."""
        return self.of(Vendor)

    @cached_property
    def offices(self) -> dict[str, Office]:
        """The organisation's own parts."""
        return self.of(Office)

    @cached_property
    def recipients(self) -> dict[str, Recipient]:
        """Anyone else who may receive information."""
        return self.of(Recipient)

    @cached_property
    def data(self) -> dict[str, Data]:
        """Kinds of information."""
        return self.of(Data)

    @cached_property
    def purposes(self) -> dict[str, Purpose]:
        """Reasons to use information."""
        return self.of(Purpose)

    @cached_property
    def people(self) -> dict[str, People]:
        """Whose information it is."""
        return self.of(People)

    @cached_property
    def company_kinds(self) -> dict[str, CompanyKind]:
        """Kinds of work that companies do."""
        return self.of(CompanyKind)

    @cached_property
    def source_kinds(self) -> dict[str, SourceKind]:
        """Kinds of documents that claims rest on."""
        return self.of(SourceKind)

    @cached_property
    def promises(self) -> dict[str, Promise]:
        """What the policy commits to."""
        return self.of(Promise)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """What claims rest on."""
        return self.of(Source)

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Whoever can receive information: vendors, offices and recipients."""
        return {**self.vendors, **self.offices, **self.recipients}

    @cached_property
    def flows(self) -> dict[str, tuple[str, Flow]]:
        """Every flow by its id (`tillhouse/property-tax`), with the id of the party that receives it."""
        return {
            f"{receiver}/{name}": (receiver, flow)
            for receiver, party in self.parties.items()
            for name, flow in party.flows.items()
        }

    @cached_property
    def renamed(self) -> dict[Key, Key]:
        """What each record is now that had another id before, or another kind."""
        return {
            old: key
            for key, record in self.records.items()
            if isinstance(record, RenamableRecord)
            for old in old_keys(key, record)
            if old is not None
        }

    @cached_property
    def references(self) -> list[Reference]:
        """Every place where a record names another."""
        return [Reference(key, loc, value) for key, loc, value in self.values if isinstance(value, Ref)]

    @cached_property
    def certainties(self) -> dict[str, Certainty]:
        """How sure we are that each party and each group of people is there, by its id."""
        return {id_: certainty.of(record) for id_, record in (*self.parties.items(), *self.people.items())}

    @cached_property
    def not_stated(self) -> list[Unknown]:
        """Every fact that somebody would ask for and that is written `not-stated`."""
        return [
            Unknown(key, loc)
            for key, loc, value in self.values
            if value == NOT_STATED and type(value) is str and is_asked_for(loc, self.documents[key].data)
        ]

    @cached_property
    def unknowns(self) -> list[Unknown]:
        """Every fact that should be known and is not. Of what is only our reading there is nothing to be known."""
        return [unknown for unknown in self.not_stated if not self.is_our_reading(unknown.key)]

    def is_our_reading(self, key: Key) -> bool:
        """Whether a record is about somebody of whom no source tells."""
        is_party = isinstance(self.records.get(key), (Party, People))
        return is_party and self.certainties[key[1]] == Certainty.OUR_READING

    @cached_property
    def statuses(self) -> list[tuple[Key, Loc, Status]]:
        """Every status of a record or flow, with its place."""
        found: list[tuple[Key, Loc, Status]] = []
        for key, record in self.records.items():
            if isinstance(record, CheckedRecord):
                found.append((key, ("status",), record.status))
            if isinstance(record, Party):
                flows = record.flows.items()
                found += [(key, ("flows", name, "status"), flow.status) for name, flow in flows if flow.status]
        return found

    @cached_property
    def evidence(self) -> list[tuple[Key, Loc, Evidence]]:
        """Every piece of evidence, with its place."""
        return [(key, loc, value) for key, loc, value in self.values if isinstance(value, Evidence)]

    @cached_property
    def as_of(self) -> date | None:
        """The last day on which anybody checked a record or read a source: how fresh all of it is."""
        days = [source.read.date for source in self.sources.values()]
        days += [
            record.reviewed.date
            for record in self.records.values()
            if isinstance(record, CheckedRecord) and isinstance(record.reviewed, Review)
        ]
        return max(days, default=None)

    @cached_property
    def named_by(self) -> dict[Key, list[Reference]]:
        """For each record, who names it."""
        found: dict[Key, list[Reference]] = defaultdict(list)
        for reference in self.references:
            if target := self.resolve(reference.ref):
                found[target].append(reference)
        return found

    @cached_property
    def values(self) -> list[tuple[Key, Loc, object]]:
        """Everything in every record, with its place: parts before what they hold."""
        return [(key, loc, value) for key, record in self.records.items() for loc, value in walk(record)]

    @cached_property
    def texts(self) -> list[Written]:
        """Everything that somebody has written in their own words, and names."""
        keys = frozenset[str]().union(*(fields.keys_of_texts(model) for model in KINDS.values()))
        return [
            Written(key, loc, value)
            for key, loc, value in self.values
            if type(value) is str and _last_key(loc) in keys and value not in RESERVED_WORDS
        ]

    @cached_property
    def texts_with_numbers(self) -> list[Written]:
        """The texts with a digit or an `@`: of those that only tell something there are many more."""
        return [written for written in self.texts if _NUMBER.search(written.text)]

    @cached_property
    def links(self) -> list[Written]:
        """Every address of a page: those that have a place of their own, and then those that stand in texts."""
        found = [Written(key, loc, value) for key, loc, value in self.values if isinstance(value, Address)]
        found += [
            Written(key, loc, address)
            for key, loc, text in self.texts
            if "://" in text
            for address in _ADDRESS.findall(text)
        ]
        return found

    def with_salvaged(self) -> Registry:
        """The same with what is left of records with mistakes, for whoever looks for more mistakes in these."""
        left = {key: salvaged.record for key, salvaged in self.salvaged.items()}
        return Registry(self.records | left, self.documents, self.salvaged, self.is_whole)

    def is_broken(self, key: Key, loc: Loc) -> bool:
        """Whether a place in a record cannot be trusted, because of mistakes there or in what stands there."""
        return key in self.salvaged and self.salvaged[key].is_broken(loc)

    def resolve(self, ref: Ref) -> Key | None:
        """The key of the record that `ref` names, or None if there is none."""
        for kind in ref.kinds:
            if (kind, ref) in self.records:
                return (kind, str(ref))
        return None

    def party_key(self, party: str) -> Key:
        """The key of a vendor, an office or a recipient by its id."""
        return (self.parties[party].kind, party)

    def has_file(self, ref: Ref) -> bool:
        """Whether there is a file with this id, valid or not: one mistake stays one finding."""
        return any((kind, ref) in self.documents for kind in ref.kinds)

    def is_common(self, key: Key) -> bool:
        """Whether a record comes from the common vocabulary."""
        return key in self.documents and common_vocabulary.is_common(self.documents[key])

    @cached_property
    def own_documents(self) -> dict[Key, Document]:
        """The files of the registry itself, without the common terms that it uses."""
        return {key: file for key, file in self.documents.items() if not common_vocabulary.is_common(file)}

    def ids(self, *kinds: str) -> list[str]:
        """The ids that a reference to these kinds can name: of files, the invalid ones too, and of common terms."""
        common = {(kind, id_): None for kind in kinds for id_ in sorted(common_vocabulary.ids(kind))}
        return [id_ for kind, id_ in {**self.documents, **common} if kind in kinds]

    def at(self, key: Key, loc: Loc) -> Position:
        """Where in its file something in a record stands."""
        return self.documents[key].position(loc)


def _last_key(loc: Loc) -> str | int | None:
    """The last key that leads to a place: entries of lists have only a number."""
    return (
        loc[-1]
        if loc and isinstance(loc[-1], str)
        else next((one for one in reversed(loc) if isinstance(one, str)), None)
    )


def old_keys(key: Key, record: RenamableRecord) -> list[Key | None]:
    """What a record was before, as it says in `formerly`; None for a folder that no registry has."""
    found: list[Key | None] = []
    for old in record.formerly:
        folder, slash, id_ = old.rpartition("/")
        kind = FOLDERS.get(folder) if slash else key[0]
        found.append((kind, id_) if kind else None)
    return found


def read(root: Path, watch: Watch = unwatched) -> tuple[Registry, list[Finding]]:
    """Read every file below `root`. Nothing stops at the first fault: all of all files are returned."""
    registry = Registry()
    findings: list[Finding] = []
    for path, key in watched(list(folder.files(root, findings)), "Reading records", watch):
        try:
            raw = path.read_bytes()
        except OSError as error:
            findings.append(folder.unreadable(path, error))
            continue
        document, faults = yaml_text.parse(path.as_posix(), raw)
        registry.documents[key] = document
        if path.name != folder.name_of(key):  # that is reported; when it is mended, the rest will be
            continue
        record, mistakes = validation.read(key[0], document, faults)
        findings += mistakes
        if record:
            registry.records[key] = record
        elif len(mistakes) <= MOST_IN_A_FILE and (left := salvage(key[0], document, faults)):
            registry.salvaged[key] = left
    registry.is_whole = not findings
    add_common_terms(registry)
    return registry, findings


def add_common_terms(registry: Registry) -> None:
    """Add the terms of the common vocabulary that records name, and the wider ones that these stand below."""
    waiting = [*registry.records.values(), *(left.record for left in registry.salvaged.values())]
    while waiting:
        for _, ref in walk(waiting.pop()):
            if not isinstance(ref, Ref) or registry.has_file(ref):
                continue
            for kind in ref.kinds:
                key = (kind, str(ref))
                if ref in common_vocabulary.ids(kind):
                    registry.records[key], registry.documents[key] = common_vocabulary.term(key)
                    waiting.append(registry.records[key])
    registry.records, registry.documents = _in_order(registry.records), _in_order(registry.documents)


def with_whole_vocabulary(registry: Registry) -> Registry:
    """The same with every term of the common vocabulary, for whoever chooses among them."""
    keys = [(kind, id_) for kind in KINDS for id_ in common_vocabulary.ids(kind)]
    terms = {key: common_vocabulary.term(key) for key in keys if key not in registry.documents}
    return Registry(
        _in_order({**registry.records, **{key: term.record for key, term in terms.items()}}),
        _in_order({**registry.documents, **{key: term.document for key, term in terms.items()}}),
    )


def _in_order(found: dict[Key, V]) -> dict[Key, V]:
    """The order of files, wherever they come from: what is made of records follows it."""
    folders = {ORGANISATION[0]: "organisation.yml", **{kind: folder for folder, kind in FOLDERS.items()}}
    return dict(sorted(found.items(), key=lambda item: (folders[item[0][0]], f"{item[0][1]}.yml")))
