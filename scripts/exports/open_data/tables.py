"""All tables: which there are, what each holds, and their rows for one registry.

They follow from the models of the records and from what is worked out. Within a version, nothing is taken away and
what is new comes last: `version_1.txt` keeps the order of what was published before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from schemas import KINDS, Key
from schemas.part import Part
from scripts.exports.open_data import derived_tables, record_columns
from scripts.exports.open_data.further_columns import FURTHER
from scripts.exports.open_data.record_columns import table_of
from scripts.exports.open_data.record_rows import ORGANISATION_COLUMN, Place, lists_in, rows
from scripts.exports.open_data.table_columns import Column, Row, Table
from scripts.exports.open_data.worked_out import Source

PROMISED = Path(__file__).with_name("version_1.txt")
"""Every column that was published, as `table.column: type`, in its order. A test compares it, and can add to it."""

_TEXTS = {
    "organisation": "Who publishes the registry.",
    "party": "Companies, offices and others who can get information.",
    "service": "What people do.",
    "data": "Kinds of information.",
    "purpose": "Reasons to use information.",
    "people": "Groups of people whose information it is.",
    "company_kind": "Kinds of work that companies do.",
    "source_kind": "Kinds of documents that claims rest on.",
    "promise": "What the policy commits to, with verdicts.",
    "source": "What claims rest on.",
    "flow": "Who gives what to whom.",
    "evidence": "Which source each claim rests on.",
    "translation": "What records say in other languages.",
    "former_id": "The ids that records had before.",
    "flow_data": "The kinds of information that a flow states.",
    "flow_purpose": "What a flow states that the information is used for.",
    "flow_about": "Whose information it is, where the record states it.",
    "party_other_name": "Other names of a party.",
    "party_work": "What kinds of work a company does.",
    "party_cookie": "The cookies of a party: small files that it saves in a visitor's browser.",
    "party_cookie_purpose": "What a cookie is for.",
    "party_domain": "The host names that a party runs.",
    "organisation_domain": "The host names that the organisation runs.",
    "organisation_common_service": "The services that most people look for.",
    "asking_fact": "The facts that somebody was asked for.",
    "breach_notice_data": "The kinds of information that a law about leaks speaks of.",
    "duty": "What the terms of a company ask of whoever uses its product.",
    "membership": "Our reading that a named company belongs to a kind of company that a source tells of without names.",
    "evidence_fact": "Of evidence that speaks only of a part of a flow: what it speaks of.",
    "evidence_statement": "The statements of a policy that a claim rests on.",
    "other_way": "Other ways to get the same thing done.",
    "service_more_page": "Further pages of a service.",
    "service_office": "The offices that answer for a service.",
    "source_section": "The sections of a policy, by their headings.",
    "statement": "What a policy states, one thing a row.",
    "statement_kind": "What a statement of a policy does.",
    "waiver": "Permission to break one rule for records, for a reason and for a time.",
    "asking": "Whom we asked for what is not stated, and whether an answer came.",
    "breach_notice": "Laws and rules that say who must be told when information has leaked. We report them.",
}
"""What the tables hold, where no model says it in the words of readers."""


@cache
def definitions() -> Mapping[str, Table]:
    """Every table by its name. The same for every registry."""
    found = {table.name: table for table in (*_of_records(), *(one.table for one in derived_tables.TABLES))}
    promised: dict[str, list[str]] = defaultdict(list)
    for line in PROMISED.read_text(encoding="utf-8").splitlines():
        table, _, column = line.partition(":")[0].partition(".")
        promised[table].append(column)
    order = [name for name in promised if name in found]
    return {
        name: in_order(found[name], promised[name]) for name in (*order, *(one for one in found if one not in promised))
    }


def in_order(table: Table, promised: list[str]) -> Table:
    """A table with its columns in the order in which they were promised; what is new comes last."""

    def place(column: Column) -> int:
        return promised.index(column.name) if column.name in promised else len(promised)

    return table._replace(columns=tuple(sorted(table.columns, key=place)))


def _of_records() -> Iterator[Table]:
    """The tables of records and of their lists. A table of several kinds has the columns of each."""
    columns: dict[str, dict[str, Column]] = defaultdict(dict)
    keys: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for kind, model in KINDS.items():
        table = table_of(kind)
        keys[table], texts[table] = ("org", "id"), ""
        _add(columns[table], (ORGANISATION_COLUMN, Column("id", "Its id.", required=True)))
        if table == "party":
            words = tuple(sorted(record_columns.PARTIES))
            _add(columns[table], (Column("kind", "What kind of party it is.", words=words, required=True),))
        _add(columns[table], record_columns.of_part(model).columns)
        for place in _below(model, table):
            _add(columns[place.table], (*place.head, *place.columns.columns))
            keys[place.table] = ("org", "id") if place.part else ("org", place.head[1].name, "position")
            if place.key == "formerly":
                keys[place.table] = ("org", "record_kind", "record_id", "position")
            texts[place.table] = (place.part.__doc__ or "") if place.part else record_columns.meaning(place.field)
    for name, own in columns.items():
        _add(own, tuple(further.column for further in FURTHER.get(name, ())))
        text = _TEXTS.get(name) or texts[name].partition("\n")[0]
        yield Table(name, text, tuple(own.values()), keys[name])


def _add(known: dict[str, Column], columns: tuple[Column, ...]) -> None:
    """Add columns to those that are known. One that holds several lists of words holds the words of all of them.

    Raises:
        TypeError: two kinds of records have a field of one name for two kinds of things.
    """
    for column in columns:
        before = known.get(column.name, column)
        if (before.type, before.of) != (column.type, column.of):
            raise TypeError(f"{column.name} would hold two kinds of things: give one of the two fields another name")
        words = tuple(dict.fromkeys((*before.words, *column.words))) if before.words and column.words else ()
        known[column.name] = before._replace(words=words)


def _below(model: type[Part], owner: str) -> Iterator[Place]:
    for _, place in lists_in(model, owner):
        yield place
        if place.part is not None:
            yield from _below(place.part, place.table)


class PlainList(NamedTuple):
    """A table whose rows hold one value each. In JSON, its values stand in the row that they belong to, as a list."""

    table: str
    owners: tuple[str, ...]
    """The tables to whose rows they can belong."""
    owner_id: str
    """The column that says to which."""
    value: Column
    key: str
    """What the list is called in JSON: the same as in the records, if that is no word of other languages."""


@cache
def plain_lists() -> Mapping[str, PlainList]:
    """All such tables by their names."""
    found: dict[str, PlainList] = {}
    for kind, model in KINDS.items():
        for place in _below(model, table_of(kind)):
            if place.part is None:
                before = found[place.table].owners if place.table in found else ()
                owners = tuple(dict.fromkeys((*before, place.owner)))
                id_ = "record_id" if place.is_anywhere else place.link.name
                key = "facts" if place.key == "for" else place.key
                found[place.table] = PlainList(place.table, owners, id_, place.columns.columns[0], key)
    return found


@cache
def of_kind(kind: str) -> tuple[str, ...]:
    """The tables of which a record of this kind can have rows in JSON: first its own, then in their order."""
    own = table_of(kind)
    below = {place.table for place in _below(KINDS[kind], own) if place.part is not None}
    derived = {one.table.name for one in derived_tables.TABLES if kind in one.kinds}
    return (own, *(name for name in definitions() if name != own and name in below | derived))


@dataclass(frozen=True)
class Tables:
    """The rows of all tables for one registry, and to which record each belongs."""

    source: Source
    rows: Mapping[str, list[Row]]
    of_record: Mapping[Key, Mapping[str, list[Row]]]


def fill(source: Source) -> Tables:
    """Make every row. Those of records come in the order of the records, as they stand in them."""
    found: dict[str, list[Row]] = {name: [] for name in definitions()}
    of_record: dict[Key, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))

    blank = {name: {column.name: column.blank for column in one.columns} for name, one in definitions().items()}

    def add(table: str, key: Key, row: Row) -> None:
        found[table].append(row)
        of_record[key][table].append(row)

    for key, record in source.registry.records.items():
        for one in rows(source.org, key, record):
            row = blank[one.table] | one.row
            for more in FURTHER.get(one.table, ()):
                row[more.column.name] = more.cell(source, one)
            add(one.table, key, row)
    for derived in derived_tables.TABLES:
        names = [column.name for column in derived.table.columns]
        order = blank[derived.table.name]
        for key, cells in derived.rows(source):
            add(derived.table.name, key, order | dict(zip(names, (source.org, *cells), strict=True)))
    return Tables(source, found, of_record)
