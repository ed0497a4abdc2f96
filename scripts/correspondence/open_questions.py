"""Registry → what can be asked about one record: a question for each fact that is not stated, and what fits there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html import unescape
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas import Key, fields
from schemas.flow import Flow
from schemas.part import Loc, Part
from schemas.party import Party
from schemas.record import Record
from schemas.references import Ref
from schemas.source import Source
from schemas.time import Duration, KeptAfter, RoughDate
from schemas.web import Email, Url
from schemas.words import NONE, NOT_STATED, Word, is_any, is_stated, is_there
from scripts.registry.registry import Registry
from scripts.words import sentences
from scripts.words.languages import capital

WE_DO_NOT_KNOW = "We do not know, or we will not say"
"""What people read for `not-stated`."""
COPIES = 3
"""For how many entries of a list, such as cookies, a form has room."""
_FOR_EDITORS = re.compile(r"^Write |`(not-stated|none|visit)`")
"""How a sentence begins, or what it holds, that helps people who write records but not those who fill in forms."""


class Writing(StrEnum):
    """What may be written into a blank by hand."""

    TEXT = "text"
    ADDRESS = "address"
    EMAIL = "email address"
    DATE = "date"
    LENGTH = "length of time"
    KEPT = "keeping time"
    """A length of time, which may begin when something else is over."""
    NAME = "name"
    """The name of something that has a record."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    """What the record says then."""
    label: str
    """What people read."""


@dataclass(frozen=True)
class Blank:
    """One place for an answer, or for one part of it."""

    steps: Loc
    """Where it stands below the fact that is asked for: nowhere, or a part of it, or a part of a new entry."""
    title: str
    help: str
    writing: Writing | None
    """What may be written; nothing if there are only choices."""
    choices: tuple[Choice, ...] = ()
    words: tuple[Choice, ...] = ()
    """Words that say it all alone, such as `none`."""
    several: bool = False
    """Whether more than one answer fits."""
    names: tuple[str, ...] = ()
    """The kinds of records whose names the choices are."""

    @cached_property
    def fitting(self) -> Fitting:
        """The choices and words, to look up what somebody wrote."""
        return Fitting((*self.choices, *self.words))


class Fitting:
    """Answers that can be chosen, prepared once: a reply may hold thousands of words that are looked up in them."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        """Take the answers. Of two that are written alike, the first is meant."""
        self._exact: dict[str, str] = {}
        self._alike: dict[str, set[str]] = defaultdict(set)
        self._beginnings: set[str] = set()
        for choice in choices:
            for written in (choice.value, choice.label):
                self._exact.setdefault(written.casefold(), choice.value)
                plain = letters(written)
                self._alike[plain].add(choice.value)
                self._beginnings.update(plain[:end] for end in range(1, len(plain) + 1))
        self._alike.pop("", None)

    def value(self, text: str) -> str | None:
        """The value that a label, an id or a word stands for; None if it is none of them."""
        plain = _plain(text).strip(" \t\n.\"'“”")
        exact = self._exact.get(plain.casefold())
        if exact is not None:
            return exact
        same = self._alike.get(letters(plain), set())
        return next(iter(same)) if len(same) == 1 else None

    def may_begin_with(self, text: str) -> bool:
        """Whether this could be the beginning of an answer."""
        return letters(_plain(text)) in self._beginnings


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is not stated."""

    key: Key
    loc: Loc
    title: str
    help: str
    known: tuple[str, ...]
    """What is stated right beside it."""
    blanks: tuple[Blank, ...]
    """The first is for the whole answer; the others are for its parts."""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions about one thing: the record itself, or one flow."""

    key: Key
    """In whose file it stands."""
    flow: Flow | None
    questions: tuple[Question, ...]


def about(registry: Registry, key: Key) -> list[Section]:
    """Everything that can be asked about a record: about itself, and about each flow that comes to it or from it.

    For a service, about each flow that belongs to it. About what is only our reading, the organisation is asked: so a
    form about it holds all that would have to be known, and forms about others hold nothing of it.
    """
    of_flows: dict[tuple[Key, str], list[Question]] = {}
    own = []
    for unknown in registry.not_stated:
        if unknown.key != key and registry.is_our_reading(unknown.key):
            continue
        match unknown.loc:
            case ("flows", str(name), *_) if isinstance(party := registry.records[unknown.key], Party):
                if unknown.key == key or _concerns(party.flows[name], key, registry):
                    of_flows.setdefault((unknown.key, name), []).append(_question(registry, unknown.key, unknown.loc))
            case _ if unknown.key == key:
                own.append(_question(registry, key, unknown.loc))
    order = list(fields.keys(type(registry.records[key])))
    own.sort(key=lambda question: order.index(str(question.loc[0])))
    found = [Section(key, None, tuple(own))] if own else []
    for (party_key, name), questions in sorted(of_flows.items(), key=lambda item: item[0][0] != key):
        party = registry.records[party_key]
        assert isinstance(party, Party)  # noqa: S101 - only parties have flows
        found.append(Section(party_key, party.flows[name], tuple(questions)))
    return found


def _concerns(flow: Flow, key: Key, registry: Registry) -> bool:
    return key in {registry.resolve(flow.sender), ("service", str(flow.service))}


def _question(registry: Registry, key: Key, loc: Loc) -> Question:
    model = type(registry.records[key])
    field = fields.field_at(model, loc)
    assert field is not None  # noqa: S101 - a valid record has no other places
    title = fields.label(model, loc)
    first, *parts = blanks(registry, field, title)
    if first.writing and key[0] == "vendor":
        parts = []  # a company keeps things for a time; only public bodies have schedules for it
    return Question(key, loc, title, _help(field), _known(registry, key, loc), (first, *parts))


def blanks(registry: Registry, field: FieldInfo, title: str) -> Iterator[Blank]:
    """The blanks of one field: one for the whole answer, and one for each part if it has parts."""
    yield _blank(registry, field, (), title)
    part = fields.part_of(field)
    if part is None:
        return
    copies: list[Loc] = [(f"+{number}",) for number in range(1, COPIES + 1)] if is_list(field) else [()]
    for steps in copies:
        for name, inner in askable(part).items():
            yield _blank(registry, inner, (*steps, name), inner.title or name)


def askable(part: type[Part]) -> dict[str, FieldInfo]:
    """The facts of a part that people can be asked for: those with a title."""
    return {name: field for name, field in fields.keys(part).items() if field.title}


def is_list(field: FieldInfo) -> bool:
    """Whether the field holds a list."""
    return any(get_origin(kind) is tuple for kind in _kinds(field.annotation))


def _blank(registry: Registry, field: FieldInfo, steps: Loc, title: str) -> Blank:
    ref = fields.ref_of(field) if fields.part_of(field) is None else None
    return Blank(
        steps,
        title,
        _help(field),
        _writing(field),
        _names(registry, ref) if ref else _labels(registry, field),
        _words(field),
        is_list(field) and fields.part_of(field) is None,
        ref.kinds if ref else (),
    )


_FORMS: dict[Any, Writing] = {Url: Writing.ADDRESS, Email: Writing.EMAIL}
"""Texts with a form of their own."""


def _kinds(annotation: Any) -> Iterator[Any]:
    """The types that a field may hold, without `not-stated` and its like."""
    if get_origin(annotation) is Annotated and annotation not in _FORMS:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) is Literal or annotation is type(None):
        return
    elif get_origin(annotation) is tuple or not get_args(annotation) or annotation in _FORMS:
        yield annotation
    else:
        for argument in get_args(annotation):
            yield from _kinds(argument)


def _writing(field: FieldInfo) -> Writing | None:
    kinds = list(_kinds(field.annotation))
    for kind in kinds:
        if kind in _FORMS:
            return _FORMS[kind]
        if not isinstance(kind, type):
            continue
        if issubclass(kind, Duration):
            return Writing.KEPT if KeptAfter in kinds else Writing.LENGTH
        if issubclass(kind, RoughDate):
            return Writing.DATE
        if issubclass(kind, Ref):
            return Writing.NAME
        if kind is str:
            return Writing.TEXT
    return Writing.NAME if fields.ref_of(field) and fields.part_of(field) is None else None


def _labels(registry: Registry, field: FieldInfo) -> tuple[Choice, ...]:
    words: tuple[Word, ...] = fields.words_of(field) if fields.part_of(field) is None else ()
    return tuple(Choice(word.value, sentences.labelled(word, registry.organisation)) for word in words)


def _names(registry: Registry, ref: type[Ref]) -> tuple[Choice, ...]:
    """The records that an answer may name, by their names. Where two have one name, the id tells them apart."""
    named = [
        (id_, record.name)
        for (kind, id_), record in registry.records.items()
        if kind in ref.kinds and not (isinstance(record, Source) and not registry.source_kinds[record.is_].is_binding)
    ]
    plain = [letters(name) for _, name in named]
    count = Counter(plain)
    choices = [
        Choice(id_, name if count[same] == 1 and same else f"{name} ({id_})")
        for (id_, name), same in zip(named, plain, strict=True)
    ]
    return tuple(sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value)))


def _plain(text: str) -> str:
    """A text without what HTML and Markdown put before its signs."""
    return unescape(text).replace("\\", "")


def letters(text: str) -> str:
    """What counts when two names are compared: what a mail program does to signs and line ends must not."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _words(field: FieldInfo) -> tuple[Choice, ...]:
    """The plain words of a field. What they mean there stands in its description: "`none` if it is not kept"."""
    meanings = dict(re.findall(r"`([a-z-]+)` (?:only )?if ([^.;]+)", str(field.description)))
    default = {NOT_STATED: WE_DO_NOT_KNOW, NONE: capital(meanings.get(NONE, "there is none"))}
    words = [word for word in fields.plain_words(field) if not is_any(word)]
    return tuple(
        Choice(word, default.get(word) or capital(meanings.get(word, word)))
        for word in sorted(words, key=lambda word: not is_stated(word))
    )


def _help(field: FieldInfo) -> str:
    """What the field's description says to people who do not write records."""
    said = re.split(r"(?<=[.!?])\s+", " ".join(str(field.description or "").split()))
    return " ".join(sentence for sentence in said if not _FOR_EDITORS.search(sentence)).replace("`", "")


def _known(registry: Registry, key: Key, loc: Loc) -> tuple[str, ...]:
    """What stands beside a fact in its part, in words: which cookie, which contract, in use or not."""
    part = part_of_record(registry.records[key], loc[:-1])
    if isinstance(part, (Record, Flow)) or not isinstance(part, Part):
        return ()
    said = []
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        text = ""
        if isinstance(value, Word):
            text = sentences.labelled(value, registry.organisation)
        elif isinstance(value, Ref) and (target := registry.resolve(value)):
            text = registry.records[target].name
        elif isinstance(value, (Duration, RoughDate, str)) and is_there(value):
            text = f"{value}"
        if text and field.title:
            said.append(f"{field.title}: {text}")
    return tuple(said)


def part_of_record(record: Record, loc: Loc) -> Any:
    """What stands at a place in a record."""
    here: Any = record
    for step in loc:
        if isinstance(here, Part):
            names = {field.alias or name: name for name, field in type(here).model_fields.items()}
            here = getattr(here, names[str(step)])
        else:
            here = here[step]
    return here
