"""A filled form → the records as they would be: each answer checked, with a source and evidence for it.

Nothing here touches the disk. Whatever cannot be used is reported at its line in the form, all of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schemas import KINDS, fields
from schemas.base import NONE, NOT_STATED, Loc, Part, Text
from scripts import load, records, sentences
from scripts.correspondence import insertion, questions
from scripts.correspondence.questions import ANSWERED_BY, Blank, Found, GoneError, Writing, letters
from scripts.correspondence.reply import Filled, Piece, Reply
from scripts.findings import Finding, Position, Severity, did_you_mean, shortened
from scripts.load import ODD_CHARACTER, Document
from scripts.registry import Key, Registry

MOST_WRITTEN = 4_000
"""How many characters of one answer are read."""
MOST_LINES = 500
"""Of how many lines and boxes one answer may be made."""
_AMOUNTS = re.compile(r"(?:(\d{1,4}) (year|month|week|day)s?(?: ?, ?(?:and )?| and |$))+", re.IGNORECASE | re.ASCII)
_AMOUNT = re.compile(r"(\d{1,4}) (year|month|week|day)", re.ASCII)
_SEPARATOR = re.compile(r"[;,\n]|\band\b", re.IGNORECASE)
MOST_PIECES = 12
"""Of how many pieces a name may be made: names hold commas too."""


@dataclass(slots=True)
class Proposal:
    """What a filled form says, and what it does to the records."""

    findings: list[Finding] = field(default_factory=list)
    changed: dict[Key, Document] = field(default_factory=dict)
    """The records with their new texts, the new source among them."""
    answered: int = 0
    open: int = 0
    """Questions to which the answer is that they do not know, or will not say."""
    known: int = 0
    """Answers that the records had already."""


@dataclass(slots=True)
class _Answer:
    """Everything that was written for one fact."""

    found: Found
    title: str
    parts: dict[tuple[str, ...], list[Filled]] = field(default_factory=dict)

    @property
    def first(self) -> Filled:
        return next(iter(self.parts.values()))[0]


class _UnusableError(Exception):
    """An answer that cannot be used. Says why, with the remedy."""

    def __init__(self, rule: str, message: str, piece: Piece | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.piece = rule, message, piece


def propose(registry: Registry, path: str, reply: Reply, who: str | None, on: date) -> Proposal:
    """Work out what a filled form changes.

    `who` answered; if that is not given, it stands in the form. `on` is the day of the answer.
    """
    proposal = Proposal()
    proposing = _Proposing(registry, path, proposal)
    if not reply.blanks:
        message = "no question of ours is in this file; give the form that `registry questions` wrote, or the mail"
        proposing.report(Piece("", 1), "not-a-form", message)
        return proposal
    who = who or proposing.who(reply)
    values = proposing.values(proposing.gathered(reply))
    if values and who is None:
        message = "the form does not say who answers; say it with --from, such as --from 'support team'"
        proposing.report(Piece("", reply.blanks[0].line), "not-answered", message)
    if proposal.findings or not values or who is None:
        return proposal
    proposal.answered = len(values)
    proposing.change(values, who, on, questions.key_of(reply.blanks[0].address))
    return proposal


class _Proposing:
    """What is worked out step by step from one form."""

    def __init__(self, registry: Registry, path: str, proposal: Proposal) -> None:
        self.registry, self.path, self.proposal = registry, path, proposal

    def report(self, piece: Piece, rule: str, message: str) -> None:
        """Note why something in the form cannot be used."""
        at = Position(self.path, piece.line, piece.column, max(len(piece.text), 1))
        self.proposal.findings.append(Finding(at, rule, message, Severity.ERROR))

    # --- which fact is meant -----------------------------------------------------------------------

    def who(self, reply: Reply) -> str | None:
        """Who answered, if the form says so in a way that can be published."""
        blanks = [blank for blank in reply.blanks if blank.address.endswith(f"#{ANSWERED_BY}") and blank.written]
        if not blanks:
            return None
        text = _joined(blanks[0].written)
        if problem := problem_of_name(text):
            self.report(blanks[0].written[0], "wrong-form", problem)
        return text

    def gathered(self, reply: Reply) -> list[_Answer]:
        """The blanks with something in them, by the fact that they are about."""
        answers: dict[tuple[Key, Loc], _Answer] = {}
        for blank in reply.blanks:
            if blank.address.endswith(f"#{ANSWERED_BY}") or not (blank.written or _marked(blank)):
                continue
            at = Piece(blank.address, blank.line, blank.column)
            try:
                found = questions.find(self.registry, blank.address)
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
        key = questions.key_of(address)
        again = "since the form was made it may have been renamed or removed; make a new one with `registry questions`"
        if key in self.registry.records:
            return f"`{'/'.join(key)}` has no `{shortened(missing)}` any more; {again}"
        if key in self.registry.documents:
            return f"`{self.registry.documents[key].path}` cannot be read; run `registry check` first"
        known = [id_ for kind, id_ in self.registry.records if kind == key[0]]
        meant = did_you_mean(key[1], known)
        return f"there is no record `{shortened('/'.join(key))}`; {meant + ' ' if meant else ''}{again}"

    # --- what the answer is --------------------------------------------------------------------------

    def values(self, answers: list[_Answer]) -> dict[tuple[Key, Loc], tuple[Any, str]]:
        """The new value and the title of each fact that was answered in a way that fits."""
        found = {}
        for answer in answers:
            key, loc = answer.found.key, answer.found.loc
            value = self._value(answer)
            now = _at(self.registry.documents[key].data, loc)
            if value is None:
                continue
            if value == NOT_STATED:
                self.proposal.open += 1
            elif _same(now, value):
                self.proposal.known += 1
            elif now != NOT_STATED:
                message = (
                    f"the record states `{shortened(insertion.inline(now))}` here since, and the form "
                    f"`{shortened(insertion.inline(value))}`; if the form is right, change the record by hand"
                )
                self.report(_place(answer.first), "stated-since", message)
            elif self._fits(answer, value):
                found[key, loc] = (value, answer.title)
        return found

    def _value(self, answer: _Answer) -> Any:
        """What the record would say; None if there is no answer, or none that can be used."""
        model = KINDS[answer.found.key[0]]
        at = fields.field_at(model, answer.found.loc)
        assert at is not None  # noqa: S101 - else it was not gathered
        blanks = {tuple(map(str, blank.steps)): blank for blank in questions.blanks(self.registry, at, answer.title)}
        part = fields.part_of(at)
        said: dict[tuple[str, ...], Any] = {}
        usable = True
        for rest, filled in answer.parts.items():
            like = ("+1", *rest[1:]) if rest and re.fullmatch(r"\+[1-9]\d?", rest[0]) else rest
            try:
                value = self._read(_part(blanks, like), filled)
            except _UnusableError as problem:
                self.report(problem.piece or _place(filled[0]), problem.rule, problem.message)
                usable = False
            else:
                said |= {} if value is None else {rest: value}
        if not usable:
            return None
        whole = said.pop((), None)
        if whole is not None and any(value != NOT_STATED for value in said.values()):
            self.report(
                _place(answer.first),
                "two-answers",
                f"“{answer.title}” is answered as a whole and in its parts; keep one of the two",
            )
            return None
        if whole is not None or not said or part is None:
            return whole
        if all(value == NOT_STATED for value in said.values()):
            return NOT_STATED
        if not questions.is_list(at):
            return _filled_up(part, {rest[0]: value for rest, value in said.items()})
        entries: dict[int, dict[str, Any]] = {}
        for rest, value in said.items():
            entries.setdefault(int(rest[0]), {})[rest[1]] = value
        return [_filled_up(part, entries[number]) for number in sorted(entries)]

    def _read(self, blank: Blank, filled: list[Filled]) -> Any:
        """The value that was written into one blank; it may stand in the form more than once.

        Raises:
            _UnusableError: It is not one of the answers that fit, or there are several.
        """
        values: list[tuple[Any, Piece]] = []
        if sum(len(one.boxes) + len(one.written) for one in filled) > MOST_LINES:
            raise _UnusableError("too-long", f"this answer has more than {MOST_LINES:,} lines; shorten it")
        for one in filled:
            chosen, written = _sorted_out(blank, one)
            values += [(self._chosen(blank, piece), piece) for piece in chosen]
            for passage in _passages(blank, written, by_browser=one.by_browser):
                values += [(value, passage[0]) for value in self._written(blank, passage)]
        plain = [value for value in values if value[0] in {word.value for word in blank.words}]
        if plain and len({value for value, _ in values}) > 1:
            at = plain[0][1]
            raise _UnusableError("two-answers", f"`{shortened(at.text)}` cannot stand beside another answer", at)
        if not values:
            return None
        if plain:
            return plain[0][0]
        different = list(dict.fromkeys(value for value, _ in values))
        if blank.several:
            return different
        if len(different) > 1:
            raise _UnusableError("two-answers", "here stand two answers; keep one", values[1][1])
        return different[0]

    def _chosen(self, blank: Blank, piece: Piece) -> str:
        value = _choice(blank, piece.text)
        if value is None and any((kind, piece.text) in self.registry.records for kind in blank.names):
            return piece.text  # it is not among those that are offered, and has a record all the same
        if value is None:
            raise _UnusableError("unknown-word", self._no_such(blank, piece.text), piece)
        return value

    def _written(self, blank: Blank, passage: list[Piece]) -> list[str]:
        """The values that some lines stand for: names and words by their choices, everything else as it is."""
        first, text = passage[0], _joined(passage)
        if len(text) > MOST_WRITTEN:
            raise _UnusableError("too-long", f"this is longer than {MOST_WRITTEN:,} characters; shorten it", first)
        one = Piece(" ".join(text.split()), first.line, first.column)
        for piece in passage:
            _plain(piece.text, piece)
        if (value := _choice(blank, one.text)) is not None:
            return [value]
        if blank.choices and blank.several:
            return self._names(blank, passage)
        if blank.choices or blank.writing is Writing.NAME:
            return [self._chosen(blank, one)]
        if blank.writing is None:
            raise _UnusableError("unknown-word", self._no_such(blank, one.text), one)
        return [_length(one.text) if blank.writing is Writing.LENGTH else one.text]

    def _names(self, blank: Blank, passage: list[Piece]) -> list[str]:
        """The ids of several names. A name may hold a comma itself: the longest that fits is meant."""
        text = _joined(passage, "\n")
        cuts = list(_SEPARATOR.finditer(text))
        starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
        found: list[str] = []
        strange: list[Piece] = []
        at = 0
        while at < len(starts):
            fitting = (
                (value, last + 1)
                for last in range(min(at + MOST_PIECES, len(ends)) - 1, at - 1, -1)
                if (value := _choice(blank, text[starts[at] : ends[last]])) is not None
            )
            value, after = next(fitting, (None, at + 1))
            if value is not None:
                found.append(value)
            elif text[starts[at] : ends[at]].strip(" .\"'"):
                strange.append(_word_at(passage, starts[at], ends[at]))
            at = after
        for word in strange[1:]:
            self.report(word, "unknown-word", self._no_such(blank, word.text))
        if strange:
            raise _UnusableError("unknown-word", self._no_such(blank, strange[0].text), strange[0])
        return found

    def _no_such(self, blank: Blank, word: str) -> str:
        """Say that an answer does not fit, and what was meant or what to do."""
        shown = shortened(unescape(word))
        labels = {choice.label: choice for choice in (*blank.choices, *blank.words)}
        meant = did_you_mean(shown, labels) or did_you_mean(shown, [choice.value for choice in blank.choices])
        if meant:
            return f"`{shown}` is not an answer to “{blank.title}”; {meant}"
        if blank.names:
            kinds = " or ".join(blank.names)
            return f"no {kinds} is called `{shown}`; add a record with `registry new`, or write the id of one"
        if len(labels) > MOST_PIECES:
            return f"`{shown}` is not an answer to “{blank.title}”; choose one from the form"
        fitting = sentences.listed([f"`{label}`" for label in labels], "or")
        return f"`{shown}` is not an answer to “{blank.title}”; choose {fitting}"

    def _fits(self, answer: _Answer, value: Any) -> bool:
        """Whether the record is valid with this answer; if not, each fault is reported where it was written."""
        key, loc = answer.found.key, answer.found.loc
        model = KINDS[key[0]]
        data = deepcopy(self.registry.documents[key].data)
        if _needs_evidence(model, loc) and isinstance(value, dict):
            value = {**value, "evidence": [{"source": "not-yet"}]}
        _put(data, loc, value)
        try:
            model.model_validate(data)
        except ValidationError as problems:
            errors = records.without_echoes(problems.errors(include_url=False))
        else:
            return True
        for error in errors:
            written = tuple(step for step in error["loc"] if not str(step).startswith("("))
            rest = written[len(loc) :]
            rule, message = records.explain(model, error)
            if error["type"] == "missing":
                message = f"“{fields.label(model, written)}” must be answered too"
            self.report(_place(answer.parts.get(_blank_of(rest), [answer.first])[0]), rule, message)
        return False

    # --- what the records become ---------------------------------------------------------------------

    def change(self, values: dict[tuple[Key, Loc], tuple[Any, str]], who: str, on: date, about: Key) -> None:
        """Write the new source and the new texts."""
        source = self._source_id(about[1], on)
        name = self.registry.records[about].name if about in self.registry.records else about[1]
        path = self._path(source)
        text = _source_text(who, on, name)
        self.proposal.changed["source", source] = load.parse(path, text.encode())[0]
        for key in dict.fromkeys(key for key, _ in values):
            model = KINDS[key[0]]
            old = self.registry.documents[key]
            text = old.text
            said: dict[Loc, list[str]] = {}
            for (other, loc), (value, title) in values.items():
                if other != key:
                    continue
                lowered = sentences.lowered(title)
                if _needs_evidence(model, loc) and isinstance(value, dict):
                    text = insertion.replaced(text, loc, {**value, "evidence": [_evidence(source, [lowered])]})
                else:
                    text = insertion.replaced(text, loc, value)
                    said.setdefault(_part_with_evidence(model, loc), []).append(lowered)
            for loc, titles in said.items():
                text = insertion.with_evidence(text, model, loc, _evidence(source, list(dict.fromkeys(titles))))
            self.proposal.changed[key] = load.parse(old.path, text.encode())[0]

    def _source_id(self, about: str, on: date) -> str:
        plain = f"{about[:40].rstrip('-')}-answer-{on.isoformat()}"
        names = [plain, *(f"{plain}-{number}" for number in range(2, 1000))]
        return next(name for name in names if ("source", name) not in self.registry.documents)

    def _path(self, source: str) -> str:
        root = self.registry.documents["organisation", "organisation"].path.rpartition("/")[0]
        return f"{root}/{KINDS['source'].folder}/{source}.yml"


def problem_of_name(who: str) -> str:
    """Say why a text cannot stand in a record for whoever answered; nothing if it can."""
    try:
        _plain(who)
        TypeAdapter(Text).validate_python(f"Answer from {who}")
    except _UnusableError as problem:
        return problem.message
    except ValidationError:
        return "write in a few words who answers, such as `support team`"
    return "" if who.strip() else "write who answers, such as `support team`"


# --- pieces of an answer ---------------------------------------------------------------------------


def _part(blanks: dict[tuple[str, ...], Blank], steps: tuple[str, ...]) -> Blank:
    if steps in blanks:
        return blanks[steps]
    known = ", ".join(f"`{'.'.join(steps)}`" for steps in blanks if steps)
    remedy = f"its parts are {known}" if known else "leave this line as it was"
    raise _UnusableError("gone", f"this answer has no part `{shortened('.'.join(steps))}`; {remedy}")


def _marked(blank: Filled) -> bool:
    return any(box.marked or len(box.lines) > 1 for box in blank.boxes)


def _joined(pieces: list[Piece], by: str = " ") -> str:
    return by.join(piece.text for piece in pieces)


def _place(blank: Filled) -> Piece:
    """Where something stands in a blank that has anything in it."""
    marked = [box.lines[0] for box in blank.boxes if box.marked]
    return next(iter([*blank.written, *marked]), Piece(blank.address, blank.line, blank.column))


def _sorted_out(blank: Blank, filled: Filled) -> tuple[list[Piece], list[Piece]]:
    """The labels that were chosen, and what was written. What stands below a whole label was written."""
    chosen, below = [], []
    for box in filled.boxes:
        count = next((n for n in range(1, len(box.lines) + 1) if _choice(blank, _joined(box.lines[:n])) is not None), 0)
        if box.marked:
            chosen.append(Piece(_joined(box.lines[: count or 1]), box.lines[0].line, box.lines[0].column))
        below += box.lines[count or 1 :]
    return chosen, sorted([*filled.written, *below], key=lambda piece: piece.line)


def _passages(blank: Blank, written: list[Piece], *, by_browser: bool) -> list[list[Piece]]:
    """The lines that belong together. A browser writes each choice onto a line of its own, and a text onto several."""
    chosen = [piece for piece in written if by_browser and _choice(blank, piece.text) is not None]
    loose = [piece for piece in written if piece not in chosen]
    return [*([piece] for piece in chosen), *([loose] if loose else [])]


def _word_at(passage: list[Piece], start: int, end: int) -> Piece:
    """A word of some lines that are joined by line ends, with its place."""
    for piece in passage:
        if start <= len(piece.text):
            word = piece.text[start:end]
            before = len(word) - len(word.lstrip())
            return Piece(" ".join(word.split()), piece.line, piece.column + start + before)
        start, end = start - len(piece.text) - 1, end - len(piece.text) - 1
    return passage[-1]


def _choice(blank: Blank, text: str) -> str | None:
    """The value that a label, an id or a word stands for; None if it is none of them."""
    plain = unescape(text).replace("\\", "").strip(" \t\n.\"'“”")
    known = (*blank.choices, *blank.words)
    for choice in known:
        if plain.casefold() in {choice.value.casefold(), choice.label.casefold()}:
            return choice.value
    like = letters(plain)
    same = {choice.value for choice in known if like and like in {letters(choice.label), letters(choice.value)}}
    return same.pop() if len(same) == 1 else None


def _plain(text: str, piece: Piece | None = None) -> None:
    if odd := ODD_CHARACTER.search(text):
        message = f"the invisible or control character U+{ord(odd[0]):04X} is not allowed; delete it"
        raise _UnusableError("odd-character", message, piece)


def _length(text: str) -> str:
    """A length of time in the form of records, if it is written in words; else as it is."""
    if not _AMOUNTS.fullmatch(text.rstrip(". ")):
        return text
    amounts = {unit[0].upper(): amount for amount, unit in _AMOUNT.findall(text.lower())}
    return "P" + "".join(f"{int(amounts[unit])}{unit}" for unit in "YMWD" if unit in amounts)


def _filled_up(part: type[Part], said: dict[str, Any]) -> dict[str, Any]:
    """The parts of an answer in their order; what was left out is not stated, if it must be known."""
    whole = {}
    for name, at in fields.keys(part).items():
        if name in said:
            whole[name] = said[name]
        elif at.is_required() and fields.may_be_not_stated(at):
            whole[name] = NOT_STATED
    return whole


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
    return at is None or isinstance(loc[-1], int) or not questions.is_list(at)


def _evidence(source: str, titles: list[str]) -> dict[str, Any]:
    return {"source": source, "note": f"It answers: {'; '.join(titles)}."}


def _source_text(who: str, on: date, name: str) -> str:
    record = {
        "name": f"Answer of {on.isoformat()} from {who}",
        "summary": f"An answer to questions about {name}.",
        "is": "correspondence",
        "url": NONE,
        "dated": on.isoformat(),
        "read": {"on": on.isoformat(), "extent": "whole"},
    }
    return "".join(f"{key}: {insertion.inline(value)}\n" for key, value in record.items())


def lines_that_are_not_ours(form: str, outside: list[Piece]) -> Iterator[Piece]:
    """The lines between the blanks that the form did not have: somebody may have written an answer there."""
    ours = letters(unescape(form))
    for piece in outside:
        if letters(unescape(piece.text)) not in ours:
            yield piece
