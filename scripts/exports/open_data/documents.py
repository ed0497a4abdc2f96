"""Rows → the JSON files, as {path: text}."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from schemas import KINDS, ORGANISATION, Key
from scripts.exports.open_data import published_records, record_models
from scripts.exports.open_data.file_models import (
    LICENCE_URL,
    VERSION,
    WORDS,
    About,
    Everything,
    File,
    FlowFile,
    FlowList,
    Index,
    Listed,
    RowFile,
    RowFlowsFile,
    RowList,
    UnknownList,
)
from scripts.exports.open_data.paths import DICTIONARY, ROOT, flow_file, record_file, schema_file
from scripts.exports.open_data.publisher import Publisher
from scripts.exports.open_data.value_models import Published
from scripts.words.escapers.json_text import harmless


class Collection(NamedTuple):
    """The files of one kind of record: one for all, and one for each."""

    title: str
    all: type[File]
    one: type[File]
    with_flows: bool = False


COLLECTIONS: dict[str, Collection] = {
    "service": Collection(
        "Services", RowList[record_models.Service], RowFlowsFile[record_models.Service], with_flows=True
    ),
    "vendor": Collection(
        "Companies", RowList[record_models.Vendor], RowFlowsFile[record_models.Vendor], with_flows=True
    ),
    "office": Collection("Offices", RowList[record_models.Office], RowFlowsFile[record_models.Office], with_flows=True),
    "recipient": Collection(
        "Others who may get information",
        RowList[record_models.Recipient],
        RowFlowsFile[record_models.Recipient],
        with_flows=True,
    ),
    "data": Collection("Kinds of information", RowList[record_models.Data], RowFile[record_models.Data]),
    "purpose": Collection("Reasons", RowList[record_models.Purpose], RowFile[record_models.Purpose]),
    "people": Collection("People", RowList[record_models.People], RowFile[record_models.People]),
    "promise": Collection("Promises, with verdicts", RowList[record_models.Promise], RowFile[record_models.Promise]),
    "source": Collection("Sources", RowList[record_models.Source], RowFile[record_models.Source]),
}
"""The kinds of records that are published, in the order in which people read them."""

ORGANISATION_FILE = RowFile[record_models.Organisation]


class Document(NamedTuple):
    """One file: what it holds, and its text."""

    path: str
    title: str
    media_type: str
    text: str
    rows: int | None = None
    schema: str | None = None


class Documents:
    """Writes the JSON files of one registry."""

    def __init__(self, publisher: Publisher) -> None:
        """Publish every row once; several files hold it."""
        self.publisher = publisher
        self.rows = {key: published_records.row(publisher, key) for key in sorted(publisher.registry.records)}
        self.flows = publisher.flows()
        self.unknowns = publisher.unknowns()

    def of_kind(self, kind: str) -> tuple[record_models.Row, ...]:
        """The rows of one kind, sorted by their ids."""
        return tuple(row for key, row in self.rows.items() if key[0] == kind)

    def lists(self) -> Iterator[Document]:
        """The files that hold all rows of a kind, and the one that holds everything."""
        yield self._everything()
        for kind, collection in COLLECTIONS.items():
            found = self.of_kind(kind)
            path = f"{ROOT}/{KINDS[kind].folder}.json"
            yield self._document(path, collection.all, collection.title, len(found), records=found)
        yield self._document(
            f"{ROOT}/flows.json", FlowList, "Flows: who gives what to whom", len(self.flows), flows=self.flows
        )
        yield self._document(
            f"{ROOT}/unknowns.json",
            UnknownList,
            "Facts that are not stated",
            len(self.unknowns),
            unknowns=self.unknowns,
        )
        organisation = self.rows[ORGANISATION]
        yield self._document(
            record_file(ORGANISATION), ORGANISATION_FILE, "Who publishes this", None, record=organisation
        )

    def singles(self) -> Iterator[Document]:
        """The files of single records and flows. What was renamed is at its old addresses too."""
        for key, row in self.rows.items():
            if key != ORGANISATION:
                collection = COLLECTIONS[key[0]]
                flows = {"flows": self._flows_of(key)} if collection.with_flows else {}
                document = self._document(record_file(key), collection.one, row.name, None, record=row, **flows)
                yield from (document._replace(path=record_file(one)) for one in (key, *self._old[key]))
        for flow in self.flows:
            document = self._document(flow_file(flow.id), FlowFile, f"The flow {flow.id}", None, flow=flow)
            name = flow.id.partition("/")[2]
            parties = dict.fromkeys([flow.to.id, *(id_ for _, id_ in self._old[flow.to.kind, flow.to.id])])
            yield from (document._replace(path=flow_file(f"{id_}/{name}")) for id_ in parties)

    @cached_property
    def _old(self) -> dict[Key, list[Key]]:
        """What records were before."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for old, key in self.publisher.registry.renamed.items():
            found[key].append(old)
        return found

    def index(self, documents: list[Document]) -> Document:
        """The list of these files."""
        listed = tuple(
            Listed(
                url=self.publisher.addresses.of_file(one.path),
                title=one.title,
                media_type=one.media_type,
                rows=one.rows,
                bytes=len(one.text.encode()),
                sha256=hashlib.sha256(one.text.encode()).hexdigest(),
                schema_url=one.schema and self.publisher.addresses.of_file(one.schema),
            )
            for one in documents
        )
        return self._document(f"{ROOT}/index.json", Index, "What there is", len(listed), files=listed)

    def _everything(self) -> Document:
        kinds = {KINDS[kind].folder: self.of_kind(kind) for kind in COLLECTIONS}
        return self._document(
            f"{ROOT}/registry.json",
            Everything,
            "The whole registry",
            len(self.rows) + len(self.flows) + len(self.unknowns),
            organisation=self.rows[ORGANISATION],
            flows=self.flows,
            unknowns=self.unknowns,
            **kinds,
        )

    def _flows_of(self, key: Key) -> tuple[record_models.Flow, ...]:
        return tuple(self.publisher.flow(edge.id) for edge in self.publisher.edges_of(key))

    def _document(self, path: str, model: type[File], title: str, count: int | None, **values: Any) -> Document:
        schema = schema_file(model.__name__)
        file = model(about=self._about(title, schema), **values)
        return Document(path, title, "application/json", as_text(file), count, schema)

    def _about(self, title: str, schema: str) -> About:
        addresses = self.publisher.addresses
        as_of = self.publisher.registry.as_of
        return About(
            version=VERSION,
            title=title,
            publisher=self.publisher.registry.organisation.name,
            as_of=as_of and as_of.isoformat(),
            licence="CC0-1.0",
            licence_url=LICENCE_URL,
            schema_url=addresses.of_file(schema),
            dictionary_url=addresses.of_page(DICTIONARY),
            words=WORDS,
        )


def as_text(file: Published) -> str:
    """A file as JSON: keys in the order of the model, one space for each level, and a line end at the end."""
    return harmless(file.model_dump_json(indent=1)) + "\n"
