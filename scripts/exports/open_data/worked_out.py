"""What we work out ourselves: further columns of the tables of records, and tables that no record writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from schemas import KINDS, Key, fields
from schemas.part import Loc
from schemas.promise import Check, Selector
from schemas.record import State
from schemas.source import Strength
from schemas.words import is_stated
from scripts.answers.answers_in_sentences import received
from scripts.answers.of_graph import Answers
from scripts.exports.open_data.paths import Addresses, record_file
from scripts.exports.open_data.record_columns import PARTIES, of_rough_date
from scripts.exports.open_data.record_rows import ORGANISATION_COLUMN, Written, address, fact_code
from scripts.exports.open_data.table_columns import DERIVED, Cell, Column, Table, Type
from scripts.registry import duties, grades, promises, reach, receivers, settling
from scripts.registry.addresses import file_of, page_of
from scripts.registry.certainty import Certainty
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge, Graph
from scripts.registry.receivers import Standing
from scripts.registry.registry import Registry, Unknown
from scripts.registry.settling import MissingFact, Settlings
from scripts.registry.silence import Silences
from scripts.registry.tree import Tree
from scripts.registry.verdicts import Doubt, Judgement, Subject, Verdict


class Source:
    """A registry with all that is worked out of it."""

    def __init__(self, registry: Registry, graph: Graph) -> None:
        """Take the registry and its graph."""
        self.registry, self.graph = registry, graph
        self.addresses = Addresses(registry)
        self.org = (urlsplit(registry.organisation.home).hostname or "").removeprefix("www.")
        self.judgements = promises.judge_all(graph)
        self.duties = duties.judge_all(graph)
        self._answers = Answers(graph)
        self._edges_by: dict[str, dict[str, list[Edge]]] = {}
        self.sentence = lru_cache(maxsize=None)(self._sentence)

    @cached_property
    def unknown_ids(self) -> frozenset[str]:
        """The ids of all facts that are not stated."""
        return frozenset(address(unknown.key, unknown.loc) for unknown in self.registry.unknowns)

    @cached_property
    def unknowns_of(self) -> Counter[Key | str]:
        """How many facts are not stated of each record itself, and of each flow."""
        return Counter(flow_of(unknown) or unknown.key for unknown in self.registry.unknowns)

    def _sentence(self, edge: Edge) -> str:
        """What a flow is, in a sentence."""
        one = self._answers.received([edge])
        return str(received(one, self.graph, one.receiver))

    def edges_by(self, what: str, id_: str, below: Iterable[str]) -> list[Edge]:
        """The flows with this purpose, or about these people, or with what is part of it."""
        if what not in self._edges_by:
            found: dict[str, list[Edge]] = defaultdict(list)
            for edge in self.graph.edges.values():
                for one in edge.purposes if what == "purposes" else self.graph.about(edge):
                    found[one].append(edge)
            self._edges_by[what] = found
        return [edge for one in (id_, *below) for edge in self._edges_by[what].get(one, ())]

    def citing(self, source: str) -> list[Edge]:
        """The flows that rest on a source."""
        return self._citing.get(source, [])

    @cached_property
    def _citing(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.graph.edges.values():
            for piece in edge.flow.evidence:
                found[piece.source].append(edge)
        return found

    def kind_of(self, id_: str) -> str:
        """What stands at one end of a flow."""
        return "people" if id_ in self.registry.people else self.registry.parties[id_].kind


def flow_of(unknown: Unknown) -> str:
    """The flow that a fact belongs to; empty if it belongs to none."""
    return f"{unknown.key[1]}/{unknown.loc[1]}" if unknown.loc[0] == "flows" else ""


# --- further columns ---------------------------------------------------------------------------------------


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


_PAGES = (
    Further(
        Column("html_url", "Its page for people.", required=True), lambda s, w: s.addresses.of_page(page_of(w.key))
    ),
    Further(
        Column("json_url", "The same as JSON.", required=True), lambda s, w: s.addresses.of_file(record_file(w.key))
    ),
    Further(Column("file", "Its file, below the folder of the records.", required=True), lambda _, w: file_of(w.key)),
)
_RULES = ("forbid", "only", "require", "not-decidable")
_VERDICT = (
    Further(
        Column(
            "rule",
            "The kind of the rule. `forbid`: no flow may be so. `only`: such flows may have nothing but this. "
            "`require`: such flows must have this, or one must exist. `not-decidable`: records cannot decide it. "
            "Empty if there is no rule.",
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
        "What the records say of it. It is no legal verdict. Empty if the company has ended.",
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
    _derived(
        "unknowns_own",
        "How many facts are not stated of it, without those of its flows.",
        lambda s, w: s.unknowns_of[w.key],
        type=Type.NUMBER,
    ),
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
)
FURTHER: Mapping[str, tuple[Further, ...]] = {
    "organisation": _PAGES,
    "party": _PARTY,
    "service": (
        *_PAGES,
        _derived(
            "unknowns_own",
            "How many facts are not stated of it, without those of its flows.",
            lambda s, w: s.unknowns_of[w.key],
            type=Type.NUMBER,
        ),
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
    "source": (
        *_PAGES,
        _derived(
            "strength",
            "How far a source of this kind carries what it states.",
            lambda _, w: str(w.value.is_.strength),
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
            lambda s, w: str(grades.strength(w.value, s.registry.sources)),
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
        _derived(
            "current",
            "Whether it counts as happening now: it is not known to be planned, paused or over.",
            lambda s, w: s.graph.is_current(_edge(s, w)),
            type=Type.TRUTH,
        ),
        _derived(
            "strength",
            "How sure it is who gets what. Empty if no source says so.",
            lambda s, w: str(found) if (found := grades.of_flow(w.value, s.registry.sources)) else None,
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


# --- tables of their own -----------------------------------------------------------------------------------

_ID = Column("id", "Its id.", required=True)


class Derived(NamedTuple):
    """A table that no record writes, and what gives its rows: the cells behind `org`, each with its record."""

    table: Table
    kinds: Collection[str]
    """The kinds of records to which its rows belong."""
    rows: Callable[[Source], Iterator[tuple[Key, tuple[Cell, ...]]]]


def _table(name: str, text: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(name, text, (ORGANISATION_COLUMN, *columns), ("org", *key))


def _rule_of(check: Check) -> str:
    return "forbid" if check.forbid else "only" if check.only else "require" if check.require else "not-decidable"


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
            for steps, whole in enumerate(trees[kind].above(id_), start=1):
                yield (kind, id_), (kind, id_, whole, steps)


def _ways(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    for id_, party in source.registry.parties.items():
        for hop in reach.from_party(source.graph, id_).hops:
            yield (party.kind, id_), (id_, hop.edge.id, hop.edge.receiver, hop.depth, hop.certain)


def _unknowns(source: Source) -> Iterator[tuple[Key, tuple[Cell, ...]]]:
    silences = Silences(source.registry)
    settled = settling.of_promises(source.graph)
    times = {_unknown_id(source, one.fact): one.times for one in settled.most()}
    for unknown in source.registry.unknowns:
        key, loc = unknown.key, unknown.loc
        id_ = address(key, loc)
        asking = silences.of(unknown).asking
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
    silences = Silences(source.registry)
    for unknown in source.registry.unknowns:
        for document in silences.of(unknown).documents:
            yield unknown.key, (address(unknown.key, unknown.loc), document)


def _whom_to_ask(source: Source, key: Key) -> str | None:
    if key[1] in source.registry.parties and key[0] != "people":
        return key[1] if source.registry.certainties[key[1]] == Certainty.NAMED else None
    if key[0] == "service":
        offices = source.registry.services[key[1]].offices
        return str(offices[0]) if is_stated(offices) else None
    return None


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
        for doubt in judgement.doubts:
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
            Column("steps", "How many steps it is up: 1 for the next.", Type.NUMBER, required=True),
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
            Column("fact_code", "Which fact it is: a table and a column.", required=True),
            Column("fact", "The same in words.", required=True),
            Column(
                f"{DERIVED}ask_id",
                "Whom to ask: the party itself, or the office that runs the service. Empty: the organisation.",
                of="party",
            ),
            Column("asked_id", "Who was last asked. Empty if nobody was.", of="party"),
            Column("asked_on", "The day on which they were asked.", Type.DAY),
            Column(
                "answered_on", "The day on which they answered, and left this open. Empty if they have not.", Type.DAY
            ),
            Column(
                f"{DERIVED}settles", "How many promises this fact would help to settle.", Type.NUMBER, required=True
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
