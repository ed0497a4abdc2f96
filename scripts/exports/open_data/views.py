"""Tables → tables for people who do not join: one row a flow, and one row a company, with names instead of ids.

Each is one statement of SQL over the tables; the same stands in the SQLite file as a view.
"""

from __future__ import annotations

from typing import NamedTuple

from scripts.exports.open_data.record_rows import ORGANISATION_COLUMN
from scripts.exports.open_data.table_columns import Column, Table, Type


class View(NamedTuple):
    """A table that is made from others."""

    table: Table
    sql: str


def _several(what: str, of: str) -> str:
    """Several values in one cell, with a semicolon between them, as lists in the workbook are."""
    value = "replace(replace(value, '\\', '\\\\'), ';', '\\;')"
    return f"(select group_concat({value}, '; ') from (select {what} as value {of}))"


def _rough(date: str, end: str) -> str:
    """A date as exact as it is known, or why it is not known; of a contract that is not known, that."""
    letters = f"case c.{date}_precision when 'year' then 4 when 'month' then 7 else 10 end"
    why = f"nullif(c.{date}_state, 'not-applicable')"
    return f"coalesce(substr(c.{date}_{end}, 1, {letters}), {why}, c.contract_state)"


_DATA = _several(
    "d.name",
    "from flow_data l join data d on d.org = l.org and d.id = l.data_id "
    "where l.org = f.org and l.flow_id = f.id order by l.position",
)
_PURPOSES = _several(
    "d.name",
    "from flow_purpose l join purpose d on d.org = l.org and d.id = l.purpose_id "
    "where l.org = f.org and l.flow_id = f.id order by l.position",
)
_SOURCES = _several(
    "distinct coalesce(o.url, o.name)",
    "from evidence e join source o on o.org = e.org and o.id = e.source_id "
    "where e.org = f.org and e.flow_id = f.id order by e.position",
)
_GOES = "from flow f where f.org = c.org and f.receiver_id = c.id"
_GETS = _several(
    "distinct d.name",
    "from flow f join flow_data l on l.org = f.org and l.flow_id = f.id "
    "join data d on d.org = l.org and d.id = l.data_id "
    "where f.org = c.org and f.receiver_id = c.id order by d.name",
)
_SERVICES = _several(
    "distinct coalesce(v.name, f.service_state)",
    "from flow f left join service v on v.org = f.org and v.id = f.service_id "
    "where f.org = c.org and f.receiver_id = c.id order by 1",
)
_ID = Column("id", "Its id.", required=True)
_PAGE = Column("html_url", "Its place on a page for people.")


def _view(name: str, text: str, sql: str, *columns: Column) -> View:
    return View(Table(name, text, (ORGANISATION_COLUMN, *columns), ("org", "id")), sql)


VIEWS = {
    view.table.name: view
    for view in (
        _view(
            "flow_wide",
            "Each flow in one row: who gives what to whom, why, how sure that is, and the sources.",
            f"""
            select f.org, f.id, coalesce(s.name, p.name) as sender, r.name as receiver, r.kind as receiver_kind,
                r.derived_certainty, coalesce(v.name, f.service_state) as service,
                coalesce({_DATA}, f.data_state) as data, coalesce({_PURPOSES}, f.purposes_state) as purposes,
                coalesce(f.collected, f.collected_state) as collected,
                coalesce(f.choice, f.choice_state) as choice, coalesce(f.retention, f.retention_state) as retention,
                coalesce(f.derived_status, 'not-stated') as derived_status, f.derived_strength, {_SOURCES} as sources,
                f.derived_sentence, f.html_url
            from flow f join party r on r.org = f.org and r.id = f.receiver_id
            left join party s on s.org = f.org and s.id = f.sender_id
            left join people p on p.org = f.org and p.id = f.sender_id
            left join service v on v.org = f.org and v.id = f.service_id
            order by f.org, f.id
            """,
            _ID,
            Column("sender", "Who gives it."),
            Column("receiver", "Who gets it."),
            Column("receiver_kind", "What kind of party that is."),
            Column("derived_certainty", "How sure it is that there is such a party."),
            Column("service", "In which service, or `any`."),
            Column("data", "What information, or why that is not known."),
            Column("purposes", "What for, or why that is not known."),
            Column("collected", "How it gets there, or why that is not known."),
            Column("choice", "Whether people have a choice, or why that is not known."),
            Column("retention", "How long it is kept, or why that is not known."),
            Column("derived_status", "Whether it happens, as far as it, its service and its parties say."),
            Column("derived_strength", "How sure it is who gets what. Empty if no source says so."),
            Column("sources", "What says so, by address or name."),
            Column("derived_sentence", "The same in a sentence."),
            _PAGE,
        ),
        _view(
            "company_wide",
            "Each company in one row: what it gets, in which services, and what is known of its contract. "
            "Flows that are over count too.",
            f"""
            select c.org, c.id, c.name, coalesce(c.legal_name, c.legal_name_state) as legal_name, c.derived_certainty,
                c.derived_standing, coalesce(c.role, c.role_state) as role,
                coalesce(c.links_home, c.links_home_state) as home,
                coalesce({_GETS}, (select 'not-stated' {_GOES} limit 1)) as gets, {_SERVICES} as services,
                (select count(*) {_GOES}) as flows, (select count(*) {_GOES} and f.data_state = 'not-stated')
                as flows_not_stated, {_rough("contract_starts", "first")} as contract_starts,
                {_rough("contract_ends", "last")} as contract_ends,
                c.derived_unknowns_own + c.derived_unknowns_of_flows as derived_unknowns, c.html_url
            from party c where c.kind = 'vendor'
            order by c.org, c.id
            """,
            _ID,
            Column("name", "What people call it.", required=True),
            Column("legal_name", "Its full legal name, or why that is not known."),
            Column("derived_certainty", "How sure it is that there is such a company."),
            Column("derived_standing", "Whether it counts as getting something now."),
            Column("role", "Whose rules it follows, or why that is not known."),
            Column("home", "Its home page, or why that is not known."),
            Column("gets", "What it gets or got, as far as it is stated. Empty if nothing goes to it."),
            Column("services", "In which services, or `any`."),
            Column("flows", "How many flows go to it, those that are over too.", Type.NUMBER),
            Column("flows_not_stated", "Of how many of them it is not stated what goes there.", Type.NUMBER),
            Column("contract_starts", "When its contract starts, as exact as is known, or why that is not known."),
            Column("contract_ends", "When its contract ends, as exact as is known, or why that is not known."),
            Column("derived_unknowns", "How many facts are not stated of it and of its flows.", Type.NUMBER),
            _PAGE,
        ),
        _view(
            "term",
            "Kinds of information, reasons and groups of people in one table.",
            " union all ".join(
                f"select org, '{kind}' as kind, id, name, summary, part_of_id, sensitivity, fideslang_key, dpv_term "
                f"from {kind}"
                for kind in ("data", "purpose", "people")
            )
            + " order by 1, 2, 3",
            Column("kind", "`data`, `purpose` or `people`.", required=True),
            _ID,
            Column("name", "What people call it.", required=True),
            Column("summary", "What it is, in one sentence.", required=True),
            Column("part_of_id", "The wider one of the same kind."),
            Column("sensitivity", "How much harm it can do when others see it."),
            Column("fideslang_key", "The nearest term of fideslang."),
            Column("dpv_term", "The nearest term of DPV."),
        ),
    )
}
"""Each view by its name."""
