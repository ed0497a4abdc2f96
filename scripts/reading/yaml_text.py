"""Text of a YAML file → plain data, with the place of every key and value.

Files come from strangers' pull requests. So this reads the events of libyaml in one loop instead of
`yaml.load`, which lets the last of two equal keys win, reads `no` as False and `010` as 8, and can be
brought down by 25 kB of brackets. Whatever YAML would guess at is refused with the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import yaml

from schemas.part import Loc
from schemas.words import FILL_IN
from scripts.reading import characters, comments, syntax
from scripts.reading.findings import Finding, Position, shortened

MOST_BYTES = 256_000
MOST_DEPTH = 24
MOST_VALUES = 20_000
MOST_ODD_CHARACTERS = 20
"""How many of them are named in one file. A text full of them has one mistake, not thousands."""
MOST_UNMERGED = 20
"""How many places with two versions are named in one file."""

# What YAML 1.1 or 1.2 takes for something else than the text that the author sees.
_LOOK_ALIKE = re.compile(
    r"""(?: y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF | True|TRUE|False|FALSE | Null|NULL
    | [-+]?0[0-9_]+ | [-+]?0[xXoObB][0-9a-fA-F_]+ | [-+]?[0-9]*_[0-9_]*
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)? | [-+]?[0-9]+[eE][-+]?[0-9]+ | \+[0-9]+
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN) | = | << | -?[0-9]{19,} | -0 )""",
    re.VERBOSE,
)
_FIRST_LETTERS = frozenset(["", *"yYnNoOtTfF0123456789+-.=<_~"])
"""What those, and `true`, `false` and integers, begin with."""
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")


class Place(NamedTuple):
    """Where one value stands. Lines and columns count from 0, as libyaml does."""

    key: tuple[int, int] | None
    key_end: tuple[int, int] | None
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(slots=True)
class Document:
    """One file: its path as shown to people, its text, its data, and the place of everything in it."""

    path: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    _places: dict[Loc, Place] | None = field(default=None, repr=False)

    @property
    def places(self) -> dict[Loc, Place]:
        """The place of everything in the file. Most files are never asked, so it is read again on demand."""
        if self._places is None:
            self._places = {}
            with suppress(_Refused):
                _Reader(self.path, self._places).read(self.text.encode())
        return self._places

    def key_position(self, loc: Loc) -> Position:
        """The position of the key under which the value at `loc` stands, or of the value if it has no key."""
        place = self._nearest(loc)
        if place is None:
            return Position(self.path)
        if place.key is None or place.key_end is None:
            return self._stretch(place.start, place.end)
        return self._stretch(place.key, place.key_end)

    def position(self, loc: Loc) -> Position:
        """The position of the value at `loc`; for a block of several lines, of its key."""
        place = self._nearest(loc)
        if place is None:
            return Position(self.path)
        if place.key is not None and place.start[0] != place.key[0]:
            return self.key_position(loc)
        return self._stretch(place.start, place.end)

    def known(self, loc: Loc) -> Loc:
        """The loc without what the file does not have: an error may name a branch of a union between the keys."""
        known: Loc = ()
        for step in loc:
            if (*known, step) in self.places:
                known = (*known, step)
        return known

    def _nearest(self, loc: Loc) -> Place | None:
        return self.places.get(self.known(loc))

    def _stretch(self, start: tuple[int, int], end: tuple[int, int]) -> Position:
        width = max(end[1] - start[1], 1) if end[0] == start[0] else 1
        return Position(self.path, start[0] + 1, start[1] + 1, width)


class _Refused(Exception):  # noqa: N818 - it stops the reading of one file and never leaves this module
    """The file cannot be read any further."""


def too_large(path: str, size: int) -> Finding:
    """The fault of a file that is not worth opening."""
    return Finding(
        Position(path), "file-too-large", f"a record has at most {MOST_BYTES:,} bytes, this has {size:,}; split it"
    )


def parse(path: str, raw: bytes) -> tuple[Document, list[Finding]]:
    """Read one file. Never raises: whatever the bytes are, the answer is a document and its faults.

    Faults that leave the rest readable are collected. If the file is unreadable, the document is empty.
    """
    reader = _Reader(path)
    try:
        reader.read(raw)
    except _Refused:
        reader.document.data = {}
    return reader.document, reader.faults


def values(document: Document) -> Iterator[tuple[Loc, Any]]:
    """Everything that could be read in a document, with its loc. Of two equal keys, only the first is in it."""
    if document.data:
        for loc in document.places:
            if -1 not in loc:  # the sign of the second
                value: Any = document.data
                for step in loc:
                    value = value[step]
                yield loc, value


class _Key(NamedTuple):
    """A key that waits for its value."""

    text: str
    start: tuple[int, int]
    end: yaml.Mark


class _Open(NamedTuple):
    """A list or mapping whose end has not been read yet."""

    container: Any
    loc: Loc
    is_mapping: bool


class _Reader:
    """Reads one file in one pass over its events."""

    def __init__(self, path: str, places: dict[Loc, Place] | None = None) -> None:
        """Take the path to name in faults, and where to note the place of everything, if that is wanted."""
        self.document = Document(path)
        self.places = places
        self.faults: list[Finding] = []
        self.inner: _Open | None = None  # the innermost list or mapping
        self.waiting: _Key | None = None  # the key in it that waits for its value
        self.outer: list[_Open | None] = []  # those around it: a stack instead of recursion, whatever the depth
        self.documents = 0
        self.long_quote: tuple[tuple[int, int], int] | None = None  # the last quoted text that runs over a line end
        self.may_be_cut = False  # whether any line has ` #` in it
        self.is_cut = False  # whether a comment has taken the end of what was read last

    # --- from bytes to events --------------------------------------------------------------------

    def read(self, raw: bytes) -> None:
        """Read the whole file, or raise `_Refused` after noting why."""
        if len(raw) > MOST_BYTES:
            self.faults.append(too_large(self.document.path, len(raw)))
            raise _Refused
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8", "replace")
            at = (before.count("\n"), len(before) - before.rfind("\n") - 1)
            raise self.refused("encoding", at, "this is not UTF-8 text; save the file as UTF-8") from None
        self.document.text = text = text.removeprefix("\ufeff")
        if self.odd_characters(text) or self.unmerged_versions(text):
            raise _Refused
        if fence := syntax.fence(text):
            message = "the record stands in a code fence, as in a chat or a page; delete the lines with its signs"
            raise self.refused("yaml-syntax", fence, message)
        self.may_be_cut = " #" in text
        try:
            self.events(text)
        except yaml.YAMLError as error:
            if self.is_cut:  # what has closed a bracket, or gone on, was taken with it
                raise _Refused from None
            at, message = syntax.explain(error, text, self.long_quote)
            raise self.refused("yaml-syntax", at, message) from None
        if type(self.document.data) is not dict or not self.document.data:
            raise self.refused("not-a-record", (0, 0), "a record is a set of `key: value` lines; start with `name: …`")

    def events(self, text: str) -> None:
        """Let each event do its part."""
        parts = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.start,
            yaml.SequenceStartEvent: self.start,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document_start,
        }
        parser = yaml.CSafeLoader(text)
        for _ in range(MOST_VALUES):
            event: Any = parser.get_event()
            if event is None:
                return
            part = parts.get(type(event))
            self.is_cut = False
            if part is not None:
                mark = event.start_mark
                part(event, (mark.line, mark.column))
        raise self.refused("file-too-large", (0, 0), f"a record has at most {MOST_VALUES:,} keys and values; split it")

    # --- one event each --------------------------------------------------------------------------

    def scalar(self, event: Any, at: tuple[int, int]) -> None:
        """Take a key or a plain value."""
        if event.anchor is not None or event.tag is not None:
            raise self.decorated(event, at)
        text, plain = event.value, event.implicit[0]
        if self.inner is not None and self.inner.is_mapping and self.waiting is None:
            if not plain and (_is_odd(text) or "\n" in text):
                raise self.refused("complex-key", at, "a key is one plain word; write `key: value`")
            self.key(text, at, event.end_mark)
            return
        if not plain and event.style in {"'", '"'} and event.end_mark.line != at[0]:
            self.long_quote = (at, event.end_mark.line)
        if not plain and _is_odd(text):
            self.fault("odd-character", at, "an escape in this text makes an invisible or control character; delete it")
        elif "\t" in text:
            self.fault("odd-character", at, "a tab stands in this text; write a plain space")
        end = event.end_mark
        if text == FILL_IN:
            message = f"`{FILL_IN}` is a blank; write what is known, or delete it if it is not needed"
            self.fault("reserved-word", at, message, end.column - at[1])
        if plain and self.may_be_cut and (taken := comments.taken_from(self.document.text, end.index)):
            self.is_cut = True
            self.fault("cut-text", (end.line, end.column + 1), _cut(taken), len(taken))
            self.add(text, at, (end.line, end.column))
            return
        # Most values are plain words: only these first letters can begin anything else.
        value = self.plain(text, at) if plain and text[:1] in _FIRST_LETTERS else text
        self.add(value, at, (end.line, end.column))

    def start(self, event: Any, at: tuple[int, int]) -> None:
        """Open a list or a mapping."""
        if event.anchor is not None or event.tag is not None:
            raise self.decorated(event, at)
        if self.inner is not None and self.inner.is_mapping and self.waiting is None:
            raise self.refused("complex-key", at, "a key is one plain word; write `key: value`")
        if len(self.outer) >= MOST_DEPTH:
            raise self.refused("too-deep", at, f"this is nested more than {MOST_DEPTH} levels deep; write it flatter")
        is_mapping = type(event) is yaml.MappingStartEvent
        container: Any = {} if is_mapping else []
        loc = self.add(container, at, at)
        self.outer.append(self.inner)
        self.inner = _Open(container, loc, is_mapping)

    def end(self, event: Any, at: tuple[int, int]) -> None:  # noqa: ARG002 - the place of an end is where it ends
        """Close the innermost list or mapping."""
        if self.inner is not None and self.places is not None:
            places, loc = self.places, self.inner.loc
            places[loc] = places[loc]._replace(end=(event.end_mark.line, event.end_mark.column))
        self.inner = self.outer.pop()

    def alias(self, event: Any, at: tuple[int, int]) -> None:  # noqa: ARG002 - every alias is refused
        """Refuse a reference to another part of the file: a few lines of them unfold to gigabytes."""
        message = "`*` refers to another part of the file; write the value out, or quote a text that starts with `*`"
        raise self.refused("anchor", at, message)

    def document_start(self, event: Any, at: tuple[int, int]) -> None:
        """Take the only record of the file."""
        self.documents += 1
        if self.documents > 1:
            message = "a file holds one record; delete the `---` and what follows, or make another file"
            raise self.refused("several-documents", at, message)
        if event.version or event.tags:
            raise self.refused("yaml-directive", at, "`%` lines are not used here; delete them")

    # --- building the data -----------------------------------------------------------------------

    def key(self, text: str, at: tuple[int, int], end: yaml.Mark) -> None:
        """Remember a key until its value comes."""
        self.waiting = _Key(text, at, end)
        if self.inner is not None and text in self.inner.container:
            places = self.document.places if self.places is None else self.places
            first = places[(*self.inner.loc, text)].key
            line = first[0] + 1 if first else 1
            message = f"`{shortened(text)}` is written twice, first on line {line}; keep one"
            self.fault("duplicate-key", at, message, len(text))

    def add(self, value: Any, start: tuple[int, int], end: tuple[int, int]) -> Loc:
        """Put a value where it belongs, note its place if that is wanted, and return its loc."""
        key, self.waiting = self.waiting, None
        loc: Loc = ()
        if self.inner is None:
            self.document.data = value
        elif key is None:
            loc = (*self.inner.loc, len(self.inner.container))
            self.inner.container.append(value)
        else:
            loc = (*self.inner.loc, key.text)
            if key.text in self.inner.container:  # reported as a duplicate; the first one counts, with its places
                loc = (*loc, -1)
            else:
                self.inner.container[key.text] = value
        if self.places is not None:
            key_end = (key.end.line, key.end.column) if key else None
            self.places[loc] = Place(key.start if key else None, key_end, start, end)
        return loc

    def plain(self, text: str, at: tuple[int, int]) -> Any:
        """Give an unquoted scalar its one sure meaning, or refuse to guess."""
        if _INTEGER.fullmatch(text):
            return int(text)
        if text in {"true", "false"}:
            return text == "true"
        key = self.waiting
        if not text and key:
            message = f"`{shortened(key.text)}` has no value; write one, or `not-stated`, or delete the line"
            self.fault("empty-value", key.start, message, len(key.text))
        elif text in {"", "~", "null"}:
            message = "this value is empty; write one, or `not-stated`, or delete the line"
            self.fault("empty-value", at, message, len(text))
        elif _LOOK_ALIKE.fullmatch(text):
            message = f"YAML may not read `{shortened(text)}` as text; put it in quotes"
            self.fault("ambiguous-value", at, message, len(text))
        return text

    # --- saying what is wrong --------------------------------------------------------------------

    def fault(self, rule: str, at: tuple[int, int], message: str, width: int = 1) -> None:
        """Note a fault and read on."""
        self.faults.append(Finding(Position(self.document.path, at[0] + 1, at[1] + 1, max(width, 1)), rule, message))

    def refused(self, rule: str, at: tuple[int, int], message: str) -> _Refused:
        """Note a fault after which nothing can be read; the caller raises what this returns."""
        self.fault(rule, at, message)
        return _Refused()

    def decorated(self, event: Any, at: tuple[int, int]) -> _Refused:
        """Refuse what changes the meaning of a value from elsewhere."""
        if event.anchor is not None:
            message = (
                "`&` names a part of the file for re-use; write the value out where it is needed, "
                "or quote a text that starts with `&`"
            )
            return self.refused("anchor", at, message)
        return self.refused("tag", at, "`!` sets a type; delete it, or quote a text that starts with `!`")

    def odd_characters(self, text: str) -> bool:
        """Note what a reviewer would not see, or not for what it is; says whether there is any."""
        line, start = 0, 0
        for found in islice(characters.odd(text), MOST_ODD_CHARACTERS):
            line += text.count("\n", start, found.start)
            start = found.start
            self.fault("odd-character", (line, start - text.rfind("\n", 0, start) - 1), found.message)
        return bool(self.faults)

    def unmerged_versions(self, text: str) -> bool:
        """Note where git has left two versions; says whether it has. What YAML makes of its signs helps nobody."""
        for at, message in islice(syntax.unmerged(text), MOST_UNMERGED):
            self.fault("merge-conflict", at, message, 7)
        return bool(self.faults)


def _cut(taken: str) -> str:
    remedy = "put the whole text in quotes, or a comment on a line of its own"
    return f"`#` begins a comment, so `{shortened(taken)}` is not read; {remedy}"


def _is_odd(text: str) -> bool:
    # A tab or a carriage return may stand between the values of a file; in a value nobody sees it for what it is.
    return "\r" in text or "\t" in text or any(characters.odd(text))
