"""Records → rows of tables: one for the record, and one for each entry of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple, get_origin

from pydantic.fields import FieldInfo

from schemas import KINDS, Key, fields
from schemas.asking import Asking
from schemas.evidence import Evidence
from schemas.flow import Flow
from schemas.part import Loc, Part
from schemas.record import Record, Waiver
from schemas.translation import Translation
from scripts.exports.open_data import record_columns
from scripts.exports.open_data.record_columns import PARTIES, table_of
from scripts.exports.open_data.table_columns import Column, Row, Type

_ANYWHERE: Mapping[type[Part], str] = {
    Evidence: "evidence",
    Waiver: "waiver",
    Asking: "asking",
    Translation: "translation",
}
"""The tables of what can stand in records of several kinds."""
_NAMES = {
    "flows": "flow",
    "duties": "duty",
    "statements": "statement",
    "other_ways": "other_way",
    "breach_notices": "breach_notice",
    "belongs_to": "membership",
    "formerly": "former_id",
}
"""The tables of lists that are known by a name of their own. The rest is named after what it is a list in."""
_SINGULAR = {"also_known_as": "other_name", "for": "fact", "facts": "fact", "party.kinds": "work"}
"""What one entry of a list is called, where that is not the name of the list without its last letter."""
_POSITION = Column("position", "Its place in the list in the record: the first is 1.", Type.NUMBER, required=True)
ORGANISATION_COLUMN = Column(
    "org", "Whose registry this is: the host of its home page, with the path if there is one.", required=True
)


@dataclass(frozen=True)
class Place:
    """Where a list stands in records: the table of what it stands in, and the list itself."""

    owner: str
    key: str
    field: FieldInfo

    @cached_property
    def part(self) -> type[Part] | None:
        """What its entries are; None if they are plain values."""
        return fields.part_of(self.field)

    @cached_property
    def is_mapping(self) -> bool:
        """Whether its entries have names of their own."""
        return get_origin(self.field.annotation) is Mapping

    @cached_property
    def is_anywhere(self) -> bool:
        """Whether it can stand in records of several kinds, in one table for all."""
        return self.key == "formerly" or (self.part is not None and _table_anywhere(self.part) is not None)

    @cached_property
    def table(self) -> str:
        """The table of its entries."""
        if (part := self.part) and (table := _table_anywhere(part)):
            return table
        if self.key == "statements" and self.owner != "source":
            return f"{self.owner}_statement"
        return _NAMES.get(self.key) or f"{self.owner}_{self.one}"

    @cached_property
    def one(self) -> str:
        """What one entry is called."""
        return _SINGULAR.get(f"{self.owner}.{self.key}") or _SINGULAR.get(self.key) or self.key.removesuffix("s")

    @cached_property
    def link(self) -> Column:
        """The column that says what it belongs to."""
        if self.table == "flow":
            return Column("receiver_id", "Who gets it.", of=self.owner, required=True)
        text = f"The row of `{self.owner}` that it belongs to."
        return Column(f"{self.owner}_id", text, of=self.owner, required=True)

    @cached_property
    def columns(self) -> record_columns.Columns:
        """The columns of what an entry says itself."""
        part = self.part
        return record_columns.of_entry(self.one, self.field) if part is None else record_columns.of_part(part)

    @cached_property
    def head(self) -> tuple[Column, ...]:
        """The columns that say which entry of which record it is."""
        found: list[Column] = [ORGANISATION_COLUMN]
        if self.part is not None:
            found.append(Column("id", _ID_OF_FLOW if self.table == "flow" else _ID_OF_ENTRY, required=True))
        found += _IN_ANY_RECORD if self.is_anywhere else [self.link]
        if self.table == "evidence":
            found.append(Column("of_id", "What it is evidence of: a flow, or a place in the record.", required=True))
            found.append(Column("flow_id", "The same if it is a flow.", of="flow"))
        if self.part is not None and self.table == "translation":
            return (*found, Column("language", "The code of the language, such as `es`.", required=True))
        if self.is_mapping:
            return (*found, Column("name", "Its name in the record, which stays the same.", required=True))
        return (*found, _POSITION)


_ID_OF_FLOW = "Its id: who gets it, a slash, and its own name."
_ID_OF_ENTRY = "Its id: the record, and the place in its file. Lists are counted from 0 there."
_IN_ANY_RECORD = [
    Column("record_kind", "What kind of record it stands in, such as `vendor`.", words=tuple(KINDS), required=True),
    Column("record_id", "The record that it stands in.", required=True),
]


def _table_anywhere(part: type[Part]) -> str | None:
    return next((table for kind, table in _ANYWHERE.items() if issubclass(part, kind)), None)


@cache
def lists_in(model: type[Part], owner: str) -> tuple[tuple[Loc, Place], ...]:
    """The lists in a part of a record, and in the parts that it has, each with the keys of what it stands in."""
    found: list[tuple[Loc, Place]] = []
    for key, field in fields.keys(model).items():
        part = fields.part_of(field)
        if record_columns.is_list(field):
            found.append(((), Place(owner, key, field)))
        elif part is not None and not record_columns.is_rule(field):
            found += [((key, *around), place) for around, place in lists_in(part, owner)]
    return tuple(found)


class Written(NamedTuple):
    """A row with the table that it belongs to, and the record and the part of it that it was made from."""

    table: str
    row: Row
    key: Key
    value: Any


def rows(org: str, key: Key, record: Record) -> list[Written]:
    """Every row that a record gives, its own first."""
    (kind, id_), table = key, table_of(key[0])
    own: Row = {"org": org, "id": id_, "kind": kind} if kind in PARTIES else {"org": org, "id": id_}
    found = [Written(table, own | _cells(record_columns.of_part(type(record)), record), key, record)]

    def add(part: Part, owner: str, owner_id: str, loc: Loc, flow: str | None) -> None:
        """What stands in the lists of a part, which is a row of the table `owner`, and may belong to a flow."""
        for around, place in lists_in(type(part), owner):
            inner = _at(part, (*around, place.key))
            if not inner or isinstance(inner, str):
                continue
            head: Row = {"org": org, place.link.name: owner_id}
            if place.is_anywhere:
                head = {"org": org, "record_kind": kind, "record_id": id_}
            if place.table == "evidence":
                head |= {"flow_id": flow, "of_id": flow or address(key, (*loc, *around))}
            for step, entry in inner.items() if place.is_mapping else enumerate(inner):
                number = step if place.is_mapping else step + 1
                row = {**head, **_cells(place.columns, entry), place.head[-1].name: number}
                found.append(Written(place.table, row, key, entry))
                if isinstance(entry, Part):
                    at = (*loc, *around, place.key, step)
                    of_flow = f"{id_}/{step}" if isinstance(entry, Flow) else None
                    row["id"] = entry_id = of_flow or address(key, at)
                    add(entry, place.table, entry_id, at, of_flow or flow)

    add(record, table, id_, (), None)
    return found


def _cells(columns: record_columns.Columns, value: Any) -> Row:
    return dict(zip(columns.names, columns.cells(value), strict=True))


def _at(part: Any, loc: Loc) -> Any:
    """What stands at a place below a part; None if a word stands on the way there."""
    for key in loc:
        if not isinstance(part, Part):
            return None
        part = part.__dict__[fields.attributes(type(part))[str(key)]]
    return part


def address(key: Key, loc: Loc) -> str:
    """What stands at a place in a record, as one id: the record, and a JSON Pointer (RFC 6901) into its file."""
    path = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in loc)
    return f"{key[0]}/{key[1]}#{path}"


@lru_cache(maxsize=10_000)  # most records leave the same facts open
def fact_code(kind: str, loc: Loc) -> str:
    """Which fact stands at a place in a record: a table and a column, such as `flow.retention`."""
    table, model, name = table_of(kind), KINDS[kind], ""
    part: type[Part] | None = model
    steps = iter(loc)
    for step in steps:
        assert part is not None  # noqa: S101 - nothing stands below a plain value
        field = fields.keys(part)[str(step)]
        name = record_columns.name_of(part, str(step), f"{name}_" if name else "")
        place, part = Place(table, str(step), field), fields.part_of(field)
        if record_columns.is_list(field) and next(steps, None) is not None:
            table, name = place.table, ""
    return f"{table}.{name}"
