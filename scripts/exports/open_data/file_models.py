"""The files of the open data: what each holds, and what stands at the head of every one."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import Field

from scripts.exports.open_data import record_models
from scripts.exports.open_data.record_models import Flow, Row, Unknown
from scripts.exports.open_data.value_models import Address, Published

VERSION: Literal[1] = 1
"""The version of the open data. It changes when a key changes its meaning or goes."""
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"

R = TypeVar("R", bound=Row)


class Words(Published):
    """What the special words in these data mean."""

    not_stated: str = Field(alias="not-stated")
    """No source that we read gives the answer. It is not a no."""
    none: str
    """Somebody looked, and there is none."""
    any: str
    """It holds for every record of its kind."""
    null: str
    """The record does not say it, and it need not."""
    derived: str
    """What we worked out ourselves. All else stands in the records."""


WORDS = Words.model_validate({field.alias or name: field.description for name, field in Words.model_fields.items()})


class About(Published):
    """What stands at the head of every file."""

    version: Literal[1]
    """The version of these data. It changes when a key changes its meaning or goes."""
    title: str
    """What the file holds."""
    publisher: str
    """Whose registry this is."""
    as_of: str | None = Field(json_schema_extra={"format": "date"})
    """The last day on which somebody checked a record or read a source."""
    licence: Literal["CC0-1.0"]
    """The licence, by its SPDX name: you may use these data for anything."""
    licence_url: str
    """The text of the licence."""
    schema_url: Address
    """The JSON Schema of this file."""
    dictionary_url: Address
    """The page that explains every key."""
    words: Words
    """What the special words in these data mean."""


class File(Published):
    """What every file has."""

    about: About
    """What this file is."""


class _NamedAfterItsRow(File, Generic[R]):
    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Name the model of a file after the kind of its rows: `VendorList`."""
        return f"{params[0].__name__}{cls.__name__.removeprefix('Row')}"


class RowFile(_NamedAfterItsRow[R], Generic[R]):
    """One record."""

    record: R
    """The record."""


class RowFlowsFile(_NamedAfterItsRow[R], Generic[R]):
    """One record with its flows."""

    record: R
    """The record."""
    flows: tuple[Flow, ...]
    """The flows that belong to it: to it and from it, or in it."""


class RowList(_NamedAfterItsRow[R], Generic[R]):
    """All records of one kind."""

    records: tuple[R, ...]
    """The records, sorted by their ids."""


class FlowFile(File):
    """One flow."""

    flow: Flow
    """The flow."""


class FlowList(File):
    """All flows."""

    flows: tuple[Flow, ...]
    """The flows, sorted by their ids."""


class UnknownList(File):
    """Every fact that is not stated."""

    unknowns: tuple[Unknown, ...]
    """The facts, in the order of the records and of what stands in them."""


class Everything(File):
    """The whole registry in one file."""

    organisation: record_models.Organisation
    """Who publishes it."""
    services: tuple[record_models.Service, ...]
    """What people do."""
    vendors: tuple[record_models.Vendor, ...]
    """Companies."""
    offices: tuple[record_models.Office, ...]
    """The parts of the organisation."""
    recipients: tuple[record_models.Recipient, ...]
    """Anyone else who may get information."""
    data: tuple[record_models.Data, ...]
    """Kinds of information."""
    purposes: tuple[record_models.Purpose, ...]
    """Reasons to use information."""
    people: tuple[record_models.People, ...]
    """Whose information it is."""
    promises: tuple[record_models.Promise, ...]
    """What the policy commits to, with verdicts."""
    sources: tuple[record_models.Source, ...]
    """What claims rest on."""
    flows: tuple[Flow, ...]
    """Who gives what to whom."""
    unknowns: tuple[Unknown, ...]
    """Every fact that is not stated."""


class Listed(Published):
    """One file in the list of all."""

    url: Address
    """Where it is."""
    title: str
    """What it holds."""
    media_type: str
    """Its form, by its media type."""
    rows: int | None
    """How many rows it has, if it has rows."""
    bytes: int
    """How large it is."""
    sha256: str
    """Its SHA-256 digest, to see whether it has changed."""
    schema_url: Address | None
    """The JSON Schema of the file, if it is JSON."""


class Index(File):
    """What there is. The files of single records and flows are named in the lists."""

    files: tuple[Listed, ...]
    """The files."""
