"""What we work out ourselves of a record: further columns of the tables of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from schemas.kinds import Strength
from schemas.promise import Check
from schemas.record import State
from scripts.exports.open_data.paths import record_file
from scripts.exports.open_data.record_columns import of_rough_date
from scripts.exports.open_data.record_rows import Written
from scripts.exports.open_data.table_columns import DERIVED, Cell, Column, Type
from scripts.exports.open_data.worked_out import Source
from scripts.registry import grades, receivers
from scripts.registry.addresses import file_of, page_of
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge
from scripts.registry.receivers import Standing
from scripts.registry.verdicts import Judgement, Verdict


class Further(NamedTuple):
    """A column of a table of records that the records do not write themselves."""

    column: Column
    cell: Callable[[Source, Written], Cell]


def _derived(name: str, text: str, cell: Callable[[Source, Written], Cell], **more: Any) -> Further:
    return Further(Column(DERIVED + name, text, **more), cell)


def _edge(source: Source, written: Written) -> Edge:
    return source.graph.edges[str(written.row["id"])]


def _verdict_of(source: Source, written: Written) -> Judgement | None:
    if written.table == "promise":
        return source.judgements[written.key[1]]
    return source.duties.get((written.key[1], str(written.row["name"])))


def _rule_of(check: Check) -> str:
    return "forbid" if check.forbid else "only" if check.only else "require" if check.require else "not-decidable"


_PAGES = (
    Further(
        Column("html_url", "Its page for people.", required=True), lambda s, w: s.addresses.of_page(page_of(w.key))
    ),
    Further(
        Column("json_url", "The same as JSON.", required=True), lambda s, w: s.addresses.of_file(record_file(w.key))
    ),
    Further(
        Column("file", "Its file, below the folder of the records, or of the common vocabulary.", required=True),
        lambda _, w: file_of(w.key),
    ),
)
_RULES = ("forbid", "only", "require", "not-decidable")
_VERDICT = (
    Further(
        Column(
            "rule",
            "The kind of the rule. `forbid`: no flow may be so. `only`: such flows may have nothing but this. "
            "`require`: such flows must have this, or one must exist. `not-decidable`: records cannot decide it. "
            "Empty for a duty without a rule.",
            words=_RULES,
        ),
        lambda _, w: _rule_of(w.value.check) if w.value.check else None,
    ),
    Further(
        Column("why_not", "Why records cannot decide it."),
        lambda _, w: w.value.check.not_decidable if w.value.check else None,
    ),
    _derived(
        "verdict",
        "What the records say of it. It is no legal verdict. Empty for a duty to a company whose work has ended.",
        lambda s, w: str(found.verdict) if (found := _verdict_of(s, w)) else None,
        words=tuple(Verdict),
    ),
    _derived(
        "looked_at",
        "How many flows and cookies it speaks of.",
        lambda s, w: len(found.looked_at) if (found := _verdict_of(s, w)) else None,
        type=Type.NUMBER,
    ),
)
_UNKNOWNS_OWN = _derived(
    "unknowns_own",
    "How many facts are not stated of it, without those of its flows.",
    lambda s, w: s.unknowns_of[w.key],
    type=Type.NUMBER,
)
_PARTY: tuple[Further, ...] = (
    *_PAGES,
    _derived(
        "certainty",
        "How sure it is that there is such a party.",
        lambda s, w: str(s.registry.certainties[w.key[1]]),
        words=tuple(Certainty),
    ),
    _derived(
        "standing",
        "Whether it counts as getting something now.",
        lambda s, w: str(receivers.standing(s.graph, w.key[1])),
        words=tuple(Standing),
    ),
    _derived(
        "controlled",
        "Whether it is the organisation itself, or is stated to work by its rules.",
        lambda s, w: s.graph.is_controlled(w.key[1]),
        type=Type.TRUTH,
    ),
    _derived(
        "flows_in",
        "How many flows lead to it or to a part of it, those that are over too.",
        lambda s, w: len(s.graph.gets(w.key[1])),
        type=Type.NUMBER,
    ),
    _derived(
        "flows_out",
        "How many flows lead from it or from a part of it to others, those that are over too.",
        lambda s, w: len(s.graph.gives(w.key[1])),
        type=Type.NUMBER,
    ),
    _UNKNOWNS_OWN,
    _derived(
        "unknowns_of_flows",
        "How many facts are not stated of the flows to it.",
        lambda s, w: sum(s.unknowns_of[f"{w.key[1]}/{name}"] for name in w.value.flows),
        type=Type.NUMBER,
    ),
)
_TERM = (
    *_PAGES,
    _derived("dpv_iri", "The full address of the DPV term.", lambda _, w: getattr(w.value.dpv, "iri", None)),
    _derived(
        "origin",
        "`common` if it comes from the common vocabulary, which other registries use under the same id. "
        "`refined` if this registry says such a word in its own way, `own` if the word is its own.",
        lambda s, w: "common" if s.registry.is_common(w.key) else "refined" if w.value.refines else "own",
        words=("common", "refined", "own"),
    ),
)


def _since() -> Iterator[Further]:
    """Since when a flow does not happen, as far as it, its service and its parties say."""
    dates = of_rough_date(f"{DERIVED}since", "Since when it is planned, paused or over.")

    def cell(at: int) -> Callable[[Source, Written], Cell]:
        return lambda source, written: dates.cells(source.graph.since(_edge(source, written)))[at]

    for at, column in enumerate(dates.columns):
        yield Further(column, cell(at))


FURTHER: Mapping[str, tuple[Further, ...]] = {
    "organisation": _PAGES,
    "party": _PARTY,
    "service": (
        *_PAGES,
        _UNKNOWNS_OWN,
        _derived(
            "unknowns_of_flows",
            "How many facts are not stated of its flows.",
            lambda s, w: sum(s.unknowns_of[edge.id] for edge in s.graph.of_service(w.key[1])),
            type=Type.NUMBER,
        ),
    ),
    "data": _TERM,
    "purpose": _TERM,
    "people": (
        *_TERM,
        _derived(
            "certainty",
            "How sure it is that there are such people.",
            lambda s, w: str(s.registry.certainties[w.key[1]]),
            words=tuple(Certainty),
        ),
    ),
    "promise": (*_PAGES, *_VERDICT),
    "duty": _VERDICT,
    "company_kind": _TERM,
    "source_kind": _TERM,
    "source": (
        *_PAGES,
        _derived(
            "strength",
            "How far a source of this kind carries what it states.",
            lambda s, w: str(s.registry.source_kinds[w.value.is_].strength),
            words=tuple(Strength),
            required=True,
        ),
    ),
    "statement": (
        Further(
            Column("html_url", "Its place on the page that goes through the policy.", required=True),
            lambda s, w: s.addresses.of_page(f"policy/{w.key[1]}.md#{w.row['name']}"),
        ),
    ),
    "evidence": (
        _derived(
            "strength",
            "How far it carries the claim. `inferred` if we concluded it.",
            lambda s, w: str(grades.strength(w.value, s.registry)),
            words=tuple(Strength),
            required=True,
        ),
    ),
    "flow": (
        Further(
            Column("html_url", "The place on a page where it stands.", required=True),
            lambda s, w: s.addresses.of_flow(_edge(s, w)),
        ),
        _derived(
            "sender_kind",
            "What gives it: `people`, or a kind of party.",
            lambda s, w: s.kind_of(_edge(s, w).sender),
            words=("people", "vendor", "office", "recipient"),
        ),
        _derived(
            "status",
            "Whether it happens, as far as it, its service and its parties say. Empty if that is not stated.",
            lambda s, w: str(state) if (state := s.graph.state(_edge(s, w))) else None,
            words=tuple(State),
        ),
        *_since(),
        _derived(
            "current",
            "Whether it counts as happening now: it is not known to be planned, paused or over.",
            lambda s, w: s.graph.is_current(_edge(s, w)),
            type=Type.TRUTH,
        ),
        _derived(
            "strength",
            "How sure it is who gets what. Empty if no source says so.",
            lambda s, w: str(found) if (found := grades.of_flow(w.value, s.registry)) else None,
            words=tuple(Strength),
        ),
        _derived(
            "unknowns",
            "How many facts are not stated of it.",
            lambda s, w: s.unknowns_of[str(w.row["id"])],
            type=Type.NUMBER,
        ),
        _derived(
            "sentence",
            "The same in a sentence.",
            lambda s, w: s.sentence(_edge(s, w)),
        ),
    ),
}
"""The further columns of each table of records."""
