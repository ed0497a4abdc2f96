"""A new record from a few questions: what its author types, understood and asked again until it fits.

Nothing is written here, so whoever stops half-way leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import click
from pydantic import TypeAdapter, ValidationError

from schemas import KINDS, fields
from schemas.flow import Collected, Flow
from schemas.organisation import Organisation
from schemas.part import Part
from schemas.record import Record, State, Status
from schemas.references import SourceRef
from schemas.service import Service
from schemas.source import Extent, Reading, Source
from schemas.words import ANY, FILL_IN, NOT_STATED, OURS
from scripts.authoring import fix, new_ids, new_record
from scripts.cli import naming
from scripts.correspondence import open_questions
from scripts.correspondence.interpretation import Interpreter
from scripts.correspondence.open_questions import Blank, Writing
from scripts.correspondence.reply import Filled, Piece
from scripts.correspondence.values_in_words import UnusableError, value
from scripts.reading import validation
from scripts.registry.registry import Registry, with_whole_vocabulary
from scripts.words.escapers.terminal_text import printable
from scripts.words.languages import capital

T = TypeVar("T")
MOST_LISTED = 12
"""How many answers are named in a question. More are listed for whoever asks with `?`."""
_HOW = "Enter takes what stands in brackets, Tab completes, ? lists what fits. Ctrl-C stops, and nothing is written."
_DEFAULTS: Mapping[tuple[type[Part], str], str] = {
    (Status, "is"): State.IN_USE,
    (Reading, "extent"): Extent.WHOLE,
    (Service, "page"): NOT_STATED,
}


class _Misunderstood(Exception):  # noqa: N818 - it is no error of the program
    """What was typed does not fit. Says why, with the remedy."""


def ask(registry: Registry, kind: str, id_: str, name: str, today: date) -> dict[Path, str]:
    """Ask for all that a new record needs. The texts of its file, and of what was made for it on the way."""
    click.echo(_HOW)
    return _Asking(registry, today).record(kind, id_, name)


class _Asking:
    """One run of questions."""

    def __init__(self, registry: Registry, today: date) -> None:
        self.today = today
        self.registry = with_whole_vocabulary(registry)
        self.root = Path(registry.documents["organisation", "organisation"].path).parent
        self.made: dict[Path, str] = {}

    def record(self, kind: str, id_: str, name: str) -> dict[Path, str]:
        known: dict[str, Any] = {}
        for key, blank in new_record.least(kind, {}).items():
            said = self._answered(KINDS[kind], key, blank, name)
            known |= {} if said is None else {key: said}
            if key == "name":
                name = said
        self._made(kind, id_, known)
        return self.made

    def _made(self, kind: str, id_: str, known: Mapping[str, Any]) -> None:
        text = new_record.plain(kind, known)
        text = (
            new_record.text(kind, id_, known, self._short_name())
            if FILL_IN in text
            else fix.mend(kind, text, self.registry)
        )
        self.made = {self.root / KINDS[kind].folder / f"{id_}.yml": text, **self.made}

    def _short_name(self) -> str:
        return next((one.short_name for one in self.registry.of(Organisation).values()), OURS)

    # --- one key after the other ---------------------------------------------------------------------

    def _answered(self, part: type[Part], key: str, blank: Any, name: str) -> Any:
        """What is said of a key; None if it waits, as `not-stated` or as a blank for what no line can answer."""
        field = fields.keys(part)[key]
        inner = fields.part_of(field)
        if FILL_IN not in str(blank):
            return None
        if inner is not None:
            return self._answered_in_parts(inner, blank, name)
        if fields.ref_of(field) is SourceRef:
            return self._source(name)
        return self._field(part, key, self._default(part, key, name))

    def _answered_in_parts(self, inner: type[Part], blank: Any, name: str) -> Any:
        if inner is Flow:
            return self._flow(name)
        if isinstance(blank, list) and isinstance(blank[0], dict):
            return [self._answered_in_parts(inner, blank[0], name)]
        if not isinstance(blank, dict):
            return None
        said = {step: self._answered(inner, step, one, name) for step, one in blank.items()}
        return {step: one for step, one in said.items() if one is not None} or None

    def _default(self, part: type[Part], key: str, name: str) -> str | None:
        if key == "name":
            return name
        if (part, key) == (Reading, "date"):
            return self.today.isoformat()
        return self._only_office() if (part, key) == (Service, "offices") else _DEFAULTS.get((part, key))

    def _flow(self, name: str) -> dict[str, Any]:
        """What it receives: one flow, as the first of perhaps many."""
        click.echo(f"Now what {printable(name)} receives: one flow to begin with.")
        service = self._service()
        sender = self._field(Flow, "from")
        is_people = ("people", sender) in self.registry.records
        about = {} if is_people else {"about": self._field(Flow, "about")}
        flow = {
            "service": service,
            "from": sender,
            **about,
            "data": self._field(Flow, "data"),
            "purposes": self._field(Flow, "purposes"),
            "collected": self._field(Flow, "collected", Collected.GIVEN if is_people else Collected.PASSED_ON),
            "evidence": [{"source": self._source(name)}],
        }
        return {"every-service" if service == ANY else service: flow}

    def _only_office(self) -> str:
        offices = list(self.registry.offices)
        return offices[0] if len(offices) == 1 else NOT_STATED

    def _service(self) -> str:
        """The service in which it happens, any of them, or a new one."""

        def understood(text: str) -> str:
            if text == ANY:
                return text
            if id_ := self._known("service", text):
                return id_
            meant = naming.suggestion(self.registry, text, ["service"])
            if " " not in text:
                raise _Misunderstood(f"there is no service `{printable(text)}`; {meant or say_so}")
            ends = f"; {meant}" if meant else "."
            question = f"There is no such service{ends} Make one: “When you {printable(text)}”?"
            if not click.confirm(question, default=not meant):
                raise _Misunderstood(say_so)
            return self._new_service(text)

        say_so = "write its id, `any`, or what people do in a new one, such as `pay a fine`"
        question = (
            "In which service? Its id, `any`, or in a few words what people do in a new one, such as `pay a fine`"
        )
        return self._asked(question, understood, words={ANY: "", **_names(self.registry.services)})

    def _new_service(self, action: str) -> str:
        action = _checked(Service, "action", action)
        id_ = new_ids.free(new_ids.made_of(action), self.registry.services)
        known: dict[str, Any] = {"name": capital(action), "action": action}
        known["summary"] = self._field(Service, "summary", f"You can {action} online.")
        known |= {"status": {"is": State.IN_USE.value}, "page": self._field(Service, "page", NOT_STATED)}
        office = self._only_office()
        several = len(self.registry.offices) > 1
        known["offices"] = self._field(Service, "offices", office) if several else _as_list(office)
        self._made("service", id_, known)
        return id_

    def _source(self, name: str) -> str:
        """What says so: a source that has a record, or the address of a new one."""

        def understood(text: str) -> str:
            if id_ := self._known("source", text):
                return id_
            url = value(Writing.ADDRESS, Piece(text, 1))
            if there := next((one for one, source in self.registry.sources.items() if source.url == url), None):
                return there
            if "." not in text or " " in text:
                meant = naming.suggestion(self.registry, text, ["source"])
                say_so = "write the id of a source, or the address of a page that says it"
                raise _Misunderstood(f"there is no source `{printable(text)}`; {meant or say_so}")
            return self._new_source(_checked(Source, "url", url), name)

        question = "What says so? The id of a source, or the address of a page"
        return self._asked(question, understood, words=_names(self.registry.sources))

    def _new_source(self, url: str, name: str) -> str:
        host = str(urlsplit(url).hostname).removeprefix("www.")
        id_ = new_ids.free(new_ids.made_of(f"{name} page"), self.registry.sources)
        organisations = self.registry.of(Organisation).values()
        own = {domain.host.removeprefix("www.") for one in organisations for domain in one.domains}
        known = {
            "name": f"Page that tells of {name} (on {host})",
            "summary": f"A page that tells of {name}.",
            "is": self._field(Source, "is", "own-page" if host in own else None),
            "url": url,
            "read": {"date": self.today.isoformat(), "extent": self._field(Reading, "extent", Extent.WHOLE)},
        }
        self._made("source", id_, known)
        return id_

    def _known(self, kind: str, text: str) -> str | None:
        found = naming.candidates(self.registry, text, [kind])
        return found[0][1] if len(found) == 1 else None

    # --- one question --------------------------------------------------------------------------------

    def _field(self, part: type[Part], key: str, default: str | None = None) -> Any:
        """What is typed for one field, in the form of records."""
        field = fields.keys(part)[key]
        (blank, *_) = open_questions.blanks(self.registry, field, new_record.about(field))
        labels = {choice.value: choice.label for choice in (*blank.choices, *blank.words)}
        question = new_record.about(field)
        if len(blank.choices) > MOST_LISTED:
            question += " (? lists them)"
        elif blank.choices:
            question += f": {', '.join(choice.value for choice in blank.choices)}"
        if blank.several:
            question += "; with commas between several"

        def understood(text: str) -> Any:
            return _checked(part, key, self._read(blank, text))

        return self._asked(question, understood, default, labels)

    def _read(self, blank: Blank, text: str) -> Any:
        wrong: list[str] = []

        def report(piece: Piece, rule: str, message: str) -> None:
            if blank.names and rule == "unknown-word":
                meant = naming.suggestion(self.registry, piece.text, blank.names)
                ending = meant or "? lists what there is; make a record of what is missing first"
                kinds = " or ".join(naming.A_KIND[kind].removeprefix("a ").removeprefix("an ") for kind in blank.names)
                message = f"there is no {kinds} `{printable(piece.text)}`; {ending}"
            wrong.append(message)

        line = Piece(text, 1)
        try:
            said = Interpreter(self.registry, report).read(blank, [Filled("", 1, 1, by_browser=False, written=[line])])
        except UnusableError as problem:
            report(problem.piece or line, problem.rule, problem.message)
        if wrong:
            raise _Misunderstood("\n".join(wrong))
        return said

    def _asked(
        self,
        question: str,
        understood: Callable[[str], T],
        default: str | None = None,
        words: Mapping[str, str] | Sequence[str] = (),
    ) -> T:
        """Ask until the answer fits."""
        with _completing(list(words)):
            while True:
                text = str(click.prompt(question, default=default or "", show_default=bool(default), type=str)).strip()
                if not text:
                    click.echo(f"  this needs an answer; {'? lists what fits, and ' if words else ''}Ctrl-C stops")
                    continue
                if text == "?" and words:
                    for word in words:
                        label = words[word] if isinstance(words, Mapping) else ""
                        click.echo(f"  {word}" + (f"  {printable(label)}" if label not in {"", word} else ""))
                    continue
                if text == "?":
                    click.echo("  there is no list here; write it in your own words")
                    continue
                try:
                    return understood(text)
                except _Misunderstood as problem:
                    click.echo("".join(f"  {line}\n" for line in str(problem).split("\n")), nl=False)


def _names(records: Mapping[str, Record]) -> dict[str, str]:
    return {id_: record.name for id_, record in records.items()}


def _as_list(office: str) -> list[str] | str:
    return office if office == NOT_STATED else [office]


# --- what was typed ----------------------------------------------------------------------------------


def _checked(part: type[Part], key: str, said: Any) -> Any:
    """A value, if the field takes it."""
    field = fields.keys(part)[key]
    form: Any = field.annotation
    for mark in field.metadata:
        form = Annotated[form, mark]
    try:
        TypeAdapter(form).validate_python(said)
    except ValidationError as problems:
        errors = validation.without_echoes(problems.errors(include_url=False))
        placed = [{**error, "loc": (key, *error["loc"])} for error in errors]
        messages = [validation.explain(part, error)[1] for error in placed]  # type: ignore[arg-type]  # the same keys
        raise _Misunderstood("\n".join(messages)) from None
    return said


@contextmanager
def _completing(words: Sequence[str]) -> Iterator[None]:
    """Let the tabulator complete these words, where the terminal can."""
    try:
        readline: Any = import_module("readline")  # Windows has none, and then nobody knows what is in it
    except ImportError:
        yield
        return

    def completed(beginning: str, number: int) -> str | None:
        bare = beginning.lstrip()
        found = [word for word in words if word.startswith(bare)]
        return f"{beginning[: len(beginning) - len(bare)]}{found[number]}" if number < len(found) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(completed)
    readline.set_completer_delims(",;")
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
