"""A filled form → the records as they would be: each answer checked, with a source and evidence for it.

Nothing here touches the disk. Whatever cannot be used is reported at its line in the form, all of it at once; the rest
is used all the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from schemas import KINDS, Key, fields
from schemas.evidence import FlowFact, fact_of
from schemas.flow import Flow
from schemas.part import Loc, Part
from schemas.text import Text
from schemas.words import NONE, NOT_STATED, is_stated
from scripts.authoring.yaml_values import inline
from scripts.correspondence import open_questions, sending
from scripts.correspondence.insertion import Insertion
from scripts.correspondence.interpretation import Interpreter, joined
from scripts.correspondence.open_questions import Blank, letters
from scripts.correspondence.reply import Filled, Piece, Reply
from scripts.correspondence.reply_addresses import is_of_who
from scripts.correspondence.values_in_words import UnusableError, refuse_odd
from scripts.reading import validation, yaml_text
from scripts.reading.findings import Finding, Position, Severity, shortened
from scripts.reading.near_words import did_you_mean
from scripts.reading.schema_faults import faults_in
from scripts.reading.yaml_text import Document
from scripts.registry import fact_addresses
from scripts.registry.fact_addresses import Found, GoneError
from scripts.registry.registry import Registry
from scripts.words.languages import lowered

MOST_FINDINGS = 100
"""How many things that are wrong in one reply are named. One that has more is not read to its end."""


Fact = tuple[Key, Loc]
"""A record, and a place in it."""


@dataclass(slots=True)
class Proposal:
    """What a filled form says, and what it does to the records."""

    findings: list[Finding] = field(default_factory=list)
    """At most `MOST_FINDINGS`."""
    changed: dict[Key, Document] = field(default_factory=dict)
    """The records with their new texts, the new source among them."""
    answered: int = 0
    open: int = 0
    """Questions to which the answer is that they do not know, or will not say."""
    known: int = 0
    """Answers that the records had already."""
    written: dict[Fact, Piece] = field(default_factory=dict)
    """The facts that were answered in a way that fits, each with its place in the form."""


@dataclass(slots=True)
class _Answer:
    """Everything that was written for one fact."""

    found: Found
    title: str
    parts: dict[tuple[str, ...], list[Filled]] = field(default_factory=dict)

    @property
    def first(self) -> Filled:
        return next(iter(self.parts.values()))[0]


class _Changes:
    """Changes to the texts of records, gathered until all of them are known."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._insertions: dict[Key, Insertion] = {}

    def of(self, key: Key) -> Insertion:
        """The changes to one record."""
        if key not in self._insertions:
            self._insertions[key] = Insertion(self._registry.documents[key], KINDS[key[0]])
        return self._insertions[key]

    def documents(self) -> dict[Key, Document]:
        """The records with their new texts."""
        return {
            key: yaml_text.parse(insertion.document.path, insertion.text().encode())[0]
            for key, insertion in self._insertions.items()
        }


class _EnoughError(Exception):
    """So much is wrong that nobody would read more of it."""


def propose(registry: Registry, path: str, reply: Reply, who: str | None, on: date) -> Proposal:
    """Work out what a filled form changes.

    `who` answered; if that is not given, it stands in the form. `on` is the day of the answer.
    """
    proposal = Proposal()
    with suppress(_EnoughError):
        _Proposing(registry, path, proposal).propose(reply, who, on)
    return proposal


def without(registry: Registry, reply: Reply, facts: Collection[Fact]) -> Reply:
    """The same reply with the blanks about some facts left empty."""

    def is_about(blank: Filled) -> bool:
        try:
            found = fact_addresses.find(registry, blank.address)
        except GoneError:
            return False
        return (found.key, found.loc) in facts

    blanks = [replace(blank, written=[], boxes=[]) if is_about(blank) else blank for blank in reply.blanks]
    return replace(reply, blanks=blanks)


class _Proposing:
    """What is worked out step by step from one form."""

    def __init__(self, registry: Registry, path: str, proposal: Proposal) -> None:
        self.registry, self.path, self.proposal = registry, path, proposal
        self.interpreter = Interpreter(registry, self.report)
        self.known_blanks: dict[int, dict[tuple[str, ...], Blank]] = {}

    def report(self, piece: Piece, rule: str, message: str) -> None:
        """Note why something in the form cannot be used."""
        at = Position(self.path, piece.line, piece.column, max(len(piece.text), 1))
        self.proposal.findings.append(Finding(at, rule, message, Severity.ERROR))
        if len(self.proposal.findings) == MOST_FINDINGS:
            raise _EnoughError

    def propose(self, reply: Reply, who: str | None, on: date) -> None:
        """Take one step after the other. What cannot be used is left out."""
        if not reply.blanks:
            message = "no question of ours is in this file; give the form that `registry questions` wrote, or the mail"
            self.report(Piece("", 1), "not-a-form", message)
            return
        who = who or self.who(reply)
        is_refused = bool(self.proposal.findings)  # who answers is published with each answer
        values = self.values(self.gathered(reply))
        if values and who is None:
            message = "the form does not say who answers; say it with --from, such as --from 'support team'"
            self.report(Piece("", reply.blanks[0].line), "not-answered", message)
        if who is None or is_refused:
            values = {}
        changes = _Changes(self.registry)
        if not is_refused and (values or self.proposal.open or self.proposal.known):
            sending.close(self.registry, reply, on, changes.of)
        if values and who is not None:
            self.proposal.answered = len(values)
            self.proposal.written = {fact: piece for fact, (_, _, piece) in values.items()}
            said = {fact: (value, title) for fact, (value, title, _) in values.items()}
            self.change(changes, said, who, on, fact_addresses.key_of(reply.blanks[0].address))
        self.proposal.changed |= changes.documents()

    # --- which fact is meant -----------------------------------------------------------------------

    def who(self, reply: Reply) -> str | None:
        """Who answered, if the form says so in a way that can be published."""
        blanks = [blank for blank in reply.blanks if is_of_who(blank.address) and blank.written]
        if not blanks:
            return None
        text = joined(blanks[0].written)
        if problem := problem_of_name(text):
            self.report(blanks[0].written[0], "wrong-form", problem)
        return text

    def gathered(self, reply: Reply) -> list[_Answer]:
        """The blanks with something in them, by the fact that they are about."""
        answers: dict[tuple[Key, Loc], _Answer] = {}
        for blank in reply.blanks:
            if is_of_who(blank.address) or not (blank.written or _marked(blank)):
                continue
            at = Piece(blank.address, blank.line, blank.column)
            try:
                found = fact_addresses.find(self.registry, blank.address)
            except GoneError as missing:
                self.report(at, "gone", self._gone(blank.address, str(missing)))
                continue
            model = KINDS[found.key[0]]
            at_fact = fields.field_at(model, found.loc) if found.loc else None
            if at_fact is None or NOT_STATED not in fields.plain_words(at_fact):
                self.report(at, "gone", f"`{shortened(blank.address)}` is no question; leave this line as it was")
                continue
            new = _Answer(found, fields.label(model, found.loc))
            answers.setdefault((found.key, found.loc), new).parts.setdefault(found.rest, []).append(blank)
        return list(answers.values())

    def _gone(self, address: str, missing: str) -> str:
        key = fact_addresses.key_of(address)
        again = "since the form was made it may have been renamed or removed; make a new one with `registry questions`"
        if key in self.registry.records:
            return f"`{'/'.join(key)}` has no `{shortened(missing)}` any more; {again}"
        if key in self.registry.documents:
            return f"`{self.registry.documents[key].path}` cannot be read; run `registry check` first"
        known = [id_ for kind, id_ in self.registry.records if kind == key[0]]
        meant = did_you_mean(key[1], known)
        return f"there is no record `{shortened('/'.join(key))}`; {meant + ' ' if meant else ''}{again}"

    # --- what the answer is --------------------------------------------------------------------------

    def values(self, answers: list[_Answer]) -> dict[Fact, tuple[Any, str, Piece]]:
        """The new value, the title and the place of each fact that was answered in a way that fits."""
        found: dict[Key, dict[Loc, tuple[_Answer, Any]]] = {}
        for answer in answers:
            key, loc = answer.found.key, answer.found.loc
            value = self._value(answer)
            now = _at(self.registry.documents[key].data, loc)
            if value is None:
                continue
            if not is_stated(value):
                self.proposal.open += 1
            elif _same(now, value):
                self.proposal.known += 1
            elif is_stated(now):
                message = (
                    f"the record states `{shortened(inline(now))}` here since, and the form "
                    f"`{shortened(inline(value))}`; if the form is right, change the record by hand"
                )
                self.report(_place(answer.first), "stated-since", message)
            else:
                found.setdefault(key, {})[loc] = (answer, value)
        return {
            (key, loc): (value, answer.title, _place(answer.first))
            for key, said in found.items()
            for loc, (answer, value) in self._fitting(key, said).items()
        }

    def _value(self, answer: _Answer) -> Any:
        """What the record would say; None if there is no answer, or none that can be used."""
        model = KINDS[answer.found.key[0]]
        at = fields.field_at(model, answer.found.loc)
        assert at is not None  # noqa: S101 - else it was not gathered
        blanks = self._blanks(at, answer.title)
        part = fields.part_of(at)
        said: dict[tuple[str, ...], Any] = {}
        usable = True
        for rest, filled in answer.parts.items():
            like = ("+1", *rest[1:]) if rest and re.fullmatch(r"\+[1-9]\d?", rest[0]) else rest
            try:
                value = self.interpreter.read(_part(blanks, like), filled)
            except UnusableError as problem:
                self.report(problem.piece or _place(filled[0]), problem.rule, problem.message)
                usable = False
            else:
                said |= {} if value is None else {rest: value}
        if not usable:
            return None
        whole = said.pop((), None)
        if whole is not None and any(is_stated(value) for value in said.values()):
            self.report(
                _place(answer.first),
                "two-answers",
                f"“{answer.title}” is answered as a whole and in its parts; keep one of the two",
            )
            return None
        if whole is not None or not said or part is None:
            return whole
        if not any(is_stated(value) for value in said.values()):
            return NOT_STATED
        if not open_questions.is_list(at):
            return _filled_up(part, {rest[0]: value for rest, value in said.items()})
        entries: dict[int, dict[str, Any]] = {}
        for rest, value in said.items():
            entries.setdefault(int(rest[0]), {})[rest[1]] = value
        return [_filled_up(part, entries[number]) for number in sorted(entries)]

    def _blanks(self, at: FieldInfo, title: str) -> dict[tuple[str, ...], Blank]:
        """The blanks of a field. They hold long lists of names, so they are made once for each field."""
        if id(at) not in self.known_blanks:
            blanks = open_questions.blanks(self.registry, at, title)
            self.known_blanks[id(at)] = {tuple(map(str, blank.steps)): blank for blank in blanks}
        return self.known_blanks[id(at)]

    def _fitting(self, key: Key, said: dict[Loc, tuple[_Answer, Any]]) -> dict[Loc, tuple[_Answer, Any]]:
        """The answers about one record that it can hold; each fault of the others is reported where it was written."""
        while errors := self._errors(key, said):
            wrong = set()
            for error in errors:
                written = tuple(step for step in error["loc"] if not str(step).startswith("("))
                loc = _nearest(written, said)
                answer, _ = said[loc]
                rule, message = validation.explain(KINDS[key[0]], error)
                if error["type"] == "missing":
                    message = f"“{fields.label(KINDS[key[0]], written)}” must be answered too"
                self.report(_place(answer.parts.get(_blank_of(written[len(loc) :]), [answer.first])[0]), rule, message)
                wrong.add(loc)
            said = {loc: one for loc, one in said.items() if loc not in wrong}
        return said

    def _errors(self, key: Key, said: Mapping[Loc, tuple[_Answer, Any]]) -> list[ErrorDetails]:
        """What is wrong with a record that holds these answers. They may be wrong together only."""
        model = KINDS[key[0]]
        data = deepcopy(self.registry.documents[key].data)
        for loc, (_, value) in said.items():
            needs_evidence = _needs_evidence(model, loc) and isinstance(value, dict)
            _put(data, loc, {**value, "evidence": [{"source": "not-yet"}]} if needs_evidence else value)
        try:
            model.model_validate(data)
        except ValidationError as problems:
            return validation.without_echoes(faults_in(problems)) if said else []
        return []

    # --- what the records become ---------------------------------------------------------------------

    def change(self, changes: _Changes, values: Mapping[Fact, tuple[Any, str]], who: str, on: date, about: Key) -> None:
        """Write the new source, and the answers into the records."""
        name = self.registry.records[about].name if about in self.registry.records else about[1]
        text = _source_text(who, on, name)
        source = self._source_id(about[1], on, text)
        if ("source", source) not in self.registry.documents:
            self.proposal.changed["source", source] = yaml_text.parse(self._path(source), text.encode())[0]
        by_record: dict[Key, list[tuple[Loc, Any, str]]] = defaultdict(list)
        for (key, loc), (value, title) in values.items():
            by_record[key].append((loc, value, lowered(title)))
        for key, answers in by_record.items():
            model, changed = KINDS[key[0]], changes.of(key)
            said: dict[Loc, list[str]] = defaultdict(list)
            for loc, value, title in answers:
                if _needs_evidence(model, loc) and isinstance(value, dict):
                    changed.replace(loc, {**value, "evidence": [_evidence(source, [title])]})
                else:
                    changed.replace(loc, value)
                    said[_part_with_evidence(model, loc)].append(title)
            for loc, titles in said.items():
                piece = _evidence(source, list(dict.fromkeys(titles)), _facts(model, loc, answers))
                changed.append(loc, "evidence", piece)

    def _source_id(self, about: str, on: date, text: str) -> str:
        """The first id that is free, unless this answer has a source already: some of it was taken in before."""
        plain = f"{about[:40].rstrip('-')}-answer-{on.isoformat()}"
        names = [plain, *(f"{plain}-{number}" for number in range(2, 1000))]
        there = self.registry.documents
        return next(name for name in names if ("source", name) not in there or there["source", name].text == text)

    def _path(self, source: str) -> str:
        root = self.registry.documents["organisation", "organisation"].path.rpartition("/")[0]
        return f"{root}/{KINDS['source'].folder}/{source}.yml"


def problem_of_name(who: str) -> str:
    """Say why a text cannot stand in a record for whoever answered; nothing if it can."""
    try:
        refuse_odd(who)
        TypeAdapter(Text).validate_python(f"Answer from {who}")
    except UnusableError as problem:
        return problem.message
    except ValidationError:
        return "write in a few words who answers, such as `support team`"
    return "" if who.strip() else "write who answers, such as `support team`"


# --- pieces of an answer ---------------------------------------------------------------------------


def _marked(blank: Filled) -> bool:
    return any(box.marked or len(box.lines) > 1 for box in blank.boxes)


def _place(blank: Filled) -> Piece:
    """Where something stands in a blank that has anything in it."""
    marked = [box.lines[0] for box in blank.boxes if box.marked]
    return next(iter([*blank.written, *marked]), Piece(blank.address, blank.line, blank.column))


def _part(blanks: dict[tuple[str, ...], Blank], steps: tuple[str, ...]) -> Blank:
    if steps in blanks:
        return blanks[steps]
    known = ", ".join(f"`{'.'.join(steps)}`" for steps in blanks if steps)
    remedy = f"its parts are {known}" if known else "leave this line as it was"
    raise UnusableError("gone", f"this answer has no part `{shortened('.'.join(steps))}`; {remedy}")


def _filled_up(part: type[Part], said: dict[str, Any]) -> dict[str, Any]:
    """The parts of an answer in their order; what was left out is not stated, if it must be known."""
    whole = {}
    for name, at in fields.keys(part).items():
        if name in said:
            whole[name] = said[name]
        elif at.is_required() and fields.may_be_not_stated(at):
            whole[name] = NOT_STATED
    return whole


def _nearest(written: Loc, said: Collection[Loc]) -> Loc:
    """Which of the facts that were answered a fault is about: the one that it is in, or the first one within it."""
    around = (written[:depth] for depth in range(len(written), 0, -1))
    within = (loc for loc in said if loc[: len(written)] == written)
    return next((loc for loc in around if loc in said), None) or next(within, next(iter(said)))


def _blank_of(rest: tuple[Any, ...]) -> tuple[str, ...]:
    """The part of an answer that a place in its value belongs to."""
    if rest and isinstance(rest[0], int):
        return (f"+{rest[0] + 1}", *(str(step) for step in rest[1:2]))
    return tuple(str(step) for step in rest[:1])


# --- values in records -----------------------------------------------------------------------------


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def _same(now: Any, value: Any) -> bool:
    """Whether a record says a value already. A bare year is a number there, and names may stand in any order."""
    if isinstance(now, list) and all(isinstance(one, str) for one in now):
        return isinstance(value, list) and set(now) == set(map(str, value))
    return bool(now == value or str(now) == value)


def _put(data: Any, loc: Loc, value: Any) -> None:
    _at(data, loc[:-1])[loc[-1]] = value


def _needs_evidence(model: type[Part], loc: Loc) -> bool:
    """Whether the part that an answer makes has to name its own sources."""
    part = fields.part_at(model, loc)
    at = fields.keys(part).get("evidence") if part else None
    return at is not None and at.is_required()


def _part_with_evidence(model: type[Part], loc: Loc) -> Loc:
    """The nearest part around a fact that names its sources: a cookie, a contract, a flow, or the record."""
    for depth in range(len(loc) - 1, 0, -1):
        part = fields.part_at(model, loc[:depth])
        if part is not None and _is_part(model, loc[:depth]) and "evidence" in fields.keys(part):
            return loc[:depth]
    return ()


def _is_part(model: type[Part], loc: Loc) -> bool:
    """Whether one part stands at a place, not a list or a mapping of parts."""
    at = fields.field_at(model, loc)
    return at is None or isinstance(loc[-1], int) or not open_questions.is_list(at)


def _evidence(source: str, titles: list[str], facts: Sequence[FlowFact] = ()) -> dict[str, Any]:
    speaks_of = {"for": list(map(str, facts))} if facts else {}
    return {"source": source, "note": f"It answers: {'; '.join(titles)}."} | speaks_of


def _facts(model: type[Part], loc: Loc, answers: Iterable[tuple[Loc, Any, str]]) -> list[FlowFact]:
    """What of the flow at a place was answered. The source is for nothing else of it. None of any other part."""
    if fields.part_at(model, loc) is not Flow:
        return []
    keys = {str(at[len(loc)]) for at, _, _ in answers if at[: len(loc)] == loc}
    answered = {fact_of(key) for key in keys}
    return [fact for fact in FlowFact if fact in answered]


def _source_text(who: str, on: date, name: str) -> str:
    record = {
        "name": f"Answer of {on.isoformat()} from {who}",
        "summary": f"An answer to questions about {name}.",
        "is": "correspondence",
        "url": NONE,
        "dated": on.isoformat(),
        "read": {"date": on.isoformat(), "extent": "whole"},
    }
    return "".join(f"{key}: {inline(value)}\n" for key, value in record.items())


def lines_that_are_not_ours(form: str, outside: list[Piece]) -> Iterator[Piece]:
    """The lines between the blanks that the form did not have: somebody may have written an answer there."""
    ours = letters(unescape(form))
    for piece in outside:
        if letters(unescape(piece.text)) not in ours:
            yield piece
