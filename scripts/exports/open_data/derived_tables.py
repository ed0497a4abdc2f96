"""What we work out ourselves between records: tables that no record writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from schemas import KINDS, Key, fields
from schemas.part import Loc
from schemas.promise import Check, Selector
from schemas.words import is_stated
from scripts.exports.open_data.record_columns import PARTIES, of_rough_date
from scripts.exports.open_data.record_rows import ORGANISATION_COLUMN, address, fact_code
from scripts.exports.open_data.table_columns import DERIVED, Cell, Column, Table, Type
from scripts.exports.open_data.worked_out import Source, flow_of
from scripts.registry import reach, settling
from scripts.registry.certainty import Certainty
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Graph
from scripts.registry.settling import MissingFact, Settlings
from scripts.registry.tree import Tree
from scripts.registry.verdicts import Doubt, Judgement, Subject, Verdict

_ID = Column("id", "Its id.", required=True)


class Derived(NamedTuple):
    """A table that no record writes, and what gives its rows: the cells behind `org`, each with its record."""

    table: Table
    kinds: Collection[str]
    """The kinds of records to which its rows belong."""
    rows: Callable[[Source], Iterator[tuple[Key, tuple[Cell, ...]]]]


def _table(name: str, text: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(name, text, (ORGANISATION_COLUMN, *columns), ("org", *key))


def _flow_people(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    for edge in source.graph.edges.values():
        for people in source.graph.about(edge):
            yield source.registry.party_key(edge.receiver), (edge.id, people, edge.flow.about is not None)


_IN_TREES = {"office": "offices", "data": "data", "purpose": "purposes", "people": "people"}
"""The kinds of records that can be part of another, and what the graph calls their trees."""


def _wholes(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    trees: dict[str, Tree] = {kind: getattr(source.graph, name) for kind, name in _IN_TREES.items()}
    for kind, id_ in source.registry.records:
        if kind in trees:
            for steps, whole in enumerate((id_, *trees[kind].above(id_))):
                yield (kind, id_), (kind, id_, whole, steps)


def _ways(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    for id_, party in source.registry.parties.items():
        for hop in reach.from_party(source.graph, id_).hops:
            yield (party.kind, id_), (id_, hop.edge.id, hop.edge.receiver, hop.depth, hop.certain)


def _unknowns(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    settled = settling.of_promises(source.graph)
    times = {_unknown_id(source, one.fact): one.times for one in settled.most()}
    for unknown in source.registry.unknowns:
        key, loc = unknown.key, unknown.loc
        id_ = address(key, loc)
        asking = source.silences.of(unknown).asking
        yield (
            key,
            (
                id_,
                *key,
                flow_of(unknown) or None,
                fact_code(key[0], loc),
                fields.label(type(source.registry.records[key]), loc),
                _whom_to_ask(source, key),
                str(asking.whom) if asking else None,
                asking.date.isoformat() if asking else None,
                asking.answered.isoformat() if asking and asking.answered else None,
                times.get(id_, 0),
            ),
        )


def _read_whole(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    for unknown in source.registry.unknowns:
        for document in source.silences.of(unknown).documents:
            yield unknown.key, (address(unknown.key, unknown.loc), document)


def _whom_to_ask(source: Source, key: Key) -> str | None:
    if key[0] in PARTIES and source.registry.certainties[key[1]] == Certainty.NAMED:
        return key[1]
    if key[0] == "service" and is_stated(offices := source.registry.services[key[1]].offices):
        return str(offices[0])
    return next(iter(source.graph.offices.roots), None)


def _unknown_id(source: Source, fact: MissingFact) -> str | None:
    """The row of a missing fact; None if it is none: a wider kind of information is stated, or it is our reading."""
    loc: Loc
    match fact.kind:
        case "flow":
            receiver, _, name = fact.id.partition("/")
            key, loc = source.registry.party_key(receiver), ("flows", name, fact.key)
        case "cookie":
            receiver, _, number = fact.id.split("/")
            key = source.registry.party_key(receiver)
            loc = ("cookies", int(number) - 1, fact.key) if number.isdecimal() else ("cookies",)
        case _:
            key, loc = (fact.kind, fact.id), (fact.key,)
    found = address(key, (*loc, "is") if fact.key == "status" else loc)
    return found if found in source.unknown_ids else None


_Judged = tuple[Key, str, Judgement]
"""The record of a promise or of a company, the id of the promise or duty, and what is said of it."""


def _promises(source: Source) -> Iterator[_Judged]:
    for id_, judgement in source.judgements.items():
        yield ("promise", id_), id_, judgement


def _duties(source: Source) -> Iterator[_Judged]:
    for (vendor, name), judgement in source.duties.items():
        yield ("vendor", vendor), address(("vendor", vendor), ("duties", name)), judgement


def _subject(source: Source, subject: Subject) -> tuple[Cell, Cell]:
    """A flow, or a cookie if its row is known."""
    if not isinstance(subject, SetCookie):
        return subject.id, None
    place = ("cookies",) if subject.number is None else ("cookies", subject.number - 1)
    return None, address(source.registry.party_key(subject.receiver), place)


def _findings(source: Source, judged: Iterable[_Judged]) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    until = of_rough_date("", "").cells
    for key, id_, judgement in judged:
        for subject in judgement.against:
            yield key, (id_, *_subject(source, subject), "against", None, *until(None))
        for over in judgement.before:
            yield key, (id_, *_subject(source, over.subject), "against-before", None, *until(over.until))
        for compared in judgement.compared:
            for subject in compared.subjects:
                yield key, (id_, *_subject(source, subject), "compared", compared.fact, *until(None))


def _doubts(source: Source, judged: Iterable[_Judged], settlings: Settlings) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    for key, id_, judgement in judged:
        for doubt in judgement.doubts if judgement.verdict == Verdict.CANNOT_TELL else ():
            for fact in doubt.facts:
                alone = Doubt(doubt.subject, (fact,))
                missing = [_unknown_id(source, one) for one in settlings.missing(alone)] or [None]
                for unknown in dict.fromkeys(missing):
                    yield key, (id_, *_subject(source, doubt.subject), fact, unknown)


def _numbered(found: Iterable[tuple[Key, tuple[Cell, ...]]]) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    """Give each of what is found of one promise or duty its number, behind whose it is."""
    numbers: Counter[Cell] = Counter()
    for key, (id_, *rest) in found:
        numbers[id_] += 1
        yield key, (id_, numbers[id_], *rest)


def _lines(checks: Iterable[tuple[Key, str, Check]]) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    for key, id_, check in checks:
        rule = check.forbid or check.only or check.require
        fits = check.only.allow if check.only else check.require.need if check.require else None
        parts = {"where": rule.where if rule else None, "fits": fits, "unless": rule.unless if rule else None}
        for part, selector in parts.items():
            for line, value in _selected(selector):
                yield key, (id_, part, line, value)


def _selected(selector: Selector | None) -> Iterator[tuple[str, str]]:
    for line, name in fields.attributes(Selector).items() if selector else ():
        values = getattr(selector, name)
        for value in values if isinstance(values, tuple) else [] if values is None else [values]:
            yield line, str(value)


def _checks_of_promises(source: Source) -> Iterator[tuple[Key, str, Check]]:
    for id_, promise in source.registry.promises.items():
        yield ("promise", id_), id_, promise.check


def _checks_of_duties(source: Source) -> Iterator[tuple[Key, str, Check]]:
    for vendor, record in source.registry.vendors.items():
        for name, duty in record.duties.items():
            if duty.check:
                yield ("vendor", vendor), address(("vendor", vendor), ("duties", name)), duty.check


_POSITION = Column("position", "Its number: the first is 1.", Type.NUMBER, required=True)
_SUBJECT = (
    Column("flow_id", "The flow; empty if it is a cookie.", of="flow"),
    Column("cookie_id", "The cookie, or the place where cookies are not stated; empty if it is a flow."),
)


def _judged_tables(
    of: str,
    judged: Callable[[Source], Iterator[_Judged]],
    checks: Callable[[Source], Iterator[tuple[Key, str, Check]]],
    settlings: Callable[[Graph], Settlings],
) -> tuple[Derived, ...]:
    """The tables of what is found when promises, or duties, are held against the records."""
    kinds = ("vendor",) if of == "duty" else (of,)
    owner = Column(f"{of}_id", f"The {of}.", of=of, required=True)
    finding = Column("finding", "What was found.", words=("against", "against-before", "compared"), required=True)
    return (
        Derived(
            _table(
                f"{of}_finding",
                f"What goes against a {of}, what went against it and is over, and what another source was compared on.",
                (f"{of}_id", "position"),
                *(owner, _POSITION, *_SUBJECT, finding),
                Column("fact", "Of what is compared: the fact that the other source states."),
                *of_rough_date("until", "When it ended, if it is over.").columns,
            ),
            kinds,
            lambda source: _numbered(_findings(source, judged(source))),
        ),
        Derived(
            _table(
                f"{of}_doubt",
                f"The facts that leave a {of} open. Filling in one of them helps to tell.",
                (f"{of}_id", "position"),
                *(owner, _POSITION, *_SUBJECT),
                Column("fact", "The fact that is missing, by its key in the record.", required=True),
                Column("unknown_id", _NO_ROW, of="unknown"),
            ),
            kinds,
            lambda source: _numbered(_doubts(source, judged(source), settlings(source.graph))),
        ),
        Derived(
            _table(
                f"{of}_rule",
                f"The rule that decides a {of}: each line that flows must fit, with one value that it may have.",
                (f"{of}_id", "part", "line", "value"),
                owner,
                Column(
                    "part",
                    "`where`: the flows that are looked at. `fits`: what they must be like. `unless`: what is left "
                    "out.",
                    words=("where", "fits", "unless"),
                    required=True,
                ),
                Column(
                    "line", "What of the flow it speaks of.", words=tuple(fields.attributes(Selector)), required=True
                ),
                Column("value", "A value that fits: a word, or the id of a record.", required=True),
            ),
            kinds,
            lambda source: _lines(checks(source)),
        ),
    )


_NO_ROW = (
    "The row of the missing fact. Empty if there is none: the record names a wider kind of information than the rule, "
    "or it is about somebody who is only our reading."
)
TABLES: tuple[Derived, ...] = (
    Derived(
        _table(
            "flow_people",
            "Whose information a flow holds: as the record states, or those who give it.",
            ("flow_id", "people_id"),
            Column("flow_id", "The flow.", of="flow", required=True),
            Column("people_id", "The people.", of="people", required=True),
            Column(
                "stated", "Whether the record states it. Else they are those who give it.", Type.TRUTH, required=True
            ),
        ),
        PARTIES,
        _flow_people,
    ),
    Derived(
        _table(
            "whole",
            "What is part of what, over any number of steps: offices, kinds of information, reasons and people.",
            ("record_kind", "record_id", "whole_id"),
            Column("record_kind", "What kind of record it is.", words=tuple(_IN_TREES), required=True),
            Column("record_id", "The part.", required=True),
            Column("whole_id", "What it is part of: a record of the same kind.", required=True),
            Column("steps", "How many steps it is up: 0 for itself, 1 for the next.", Type.NUMBER, required=True),
        ),
        _IN_TREES,
        _wholes,
    ),
    Derived(
        _table(
            "onward",
            "Where information can go on to from a party, as far as it can be followed. It is no proof that it does.",
            ("party_id", "flow_id"),
            Column("party_id", "Where it starts.", of="party", required=True),
            Column("flow_id", "The flow that is a step on the way.", of="flow", required=True),
            Column("receiver_id", "Whom that step reaches.", of="party", required=True),
            Column("steps", "How many steps it is from the start: 1 for the first.", Type.NUMBER, required=True),
            Column(
                "certain", "Whether each step so far is stated. Else it is only possible.", Type.TRUTH, required=True
            ),
        ),
        PARTIES,
        _ways,
    ),
    Derived(
        _table(
            "unknown",
            "The facts that somebody would ask for and that no source states.",
            ("id",),
            _ID,
            Column("record_kind", "What kind of record it is missing in.", required=True),
            Column("record_id", "The record.", required=True),
            Column("flow_id", "The flow that it is a fact of, if it is one of a flow.", of="flow"),
            Column(
                "fact_code",
                "Which fact it is: a table, and the column for it, or the one that ends with `_state`.",
                required=True,
            ),
            Column("fact", "The same in words.", required=True),
            Column(
                f"{DERIVED}ask_id",
                "Whom to ask: a party that a source names, the office that runs a service, or else the whole "
                "organisation.",
                of="party",
            ),
            Column("asked_id", "Who was last asked. Empty if nobody was.", of="party"),
            Column("asked_on", "The day on which they were asked.", Type.DAY),
            Column(
                "answered_on", "The day on which they answered, and left this open. Empty if they have not.", Type.DAY
            ),
            Column(
                f"{DERIVED}settles",
                "How many of the promises that nobody can tell it would help to settle.",
                Type.NUMBER,
                required=True,
            ),
        ),
        KINDS,
        _unknowns,
    ),
    Derived(
        _table(
            "unknown_read",
            "The organisation's own documents that we read whole, and that do not state a fact.",
            ("unknown_id", "source_id"),
            Column("unknown_id", "The fact.", of="unknown", required=True),
            Column("source_id", "The document.", of="source", required=True),
        ),
        KINDS,
        _read_whole,
    ),
    *_judged_tables("promise", _promises, _checks_of_promises, settling.of_promises),
    *_judged_tables("duty", _duties, _checks_of_duties, settling.of_duties),
)
"""The tables that no record writes."""
