"""Text of a YAML file → plain data, with the place of every key and value.

Files come from strangers' pull requests. So this reads the events of libyaml in one loop instead of
`yaml.load`, which lets the last of two equal keys win, reads `no` as False and `010` as 8, and can be
brought down by 25 kB of brackets. Whatever YAML would guess at is refused with the remedy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from schemas.base import Loc
from scripts.findings import Finding, Position

MOST_BYTES = 256_000
MOST_DEPTH = 24
MOST_VALUES = 20_000

# Characters that look like nothing, look like a line end to YAML only, or turn the text around
# ("Trojan Source"). Reviewers would not see what the parser reads.
_ODD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# What YAML 1.1 or 1.2 takes for something else than the text that the author sees.
_LOOK_ALIKE = re.compile(
    r"""(?: y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF | True|TRUE|False|FALSE | Null|NULL
    | [-+]?0[0-9_]+ | [-+]?0[xXoObB][0-9a-fA-F_]+ | [-+]?[0-9]*_[0-9_]* | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)? | [-+]?[0-9]+[eE][-+]?[0-9]+ | \+[0-9]+ | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
    | = | << | -?[0-9]{19,} | -0 )""",
    re.VERBOSE,
)
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")


class Place(NamedTuple):
    """Where one value stands. Lines and columns count from 0, as libyaml does."""

    key: tuple[int, int] | None
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(slots=True)
class Document:
    """One file: its path as shown to people, its text, its data, and the place of everything in it."""

    path: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Loc, Place] = field(default_factory=dict)

    def key_position(self, loc: Loc) -> Position:
        """The position of the key under which the value at `loc` stands, or of the value if it has no key."""
        place = self._nearest(loc)
        if place is None:
            return Position(self.path)
        if place.key is None:
            return self._stretch(place.start, place.end)
        return self._stretch(place.key, (place.key[0], place.key[1] + self._key_width(place.key)))

    def position(self, loc: Loc) -> Position:
        """The position of the value at `loc`; for a block of several lines, of its key."""
        place = self._nearest(loc)
        if place is None:
            return Position(self.path)
        if place.key is not None and place.start[0] != place.key[0]:
            return self.key_position(loc)
        return self._stretch(place.start, place.end)

    def _nearest(self, loc: Loc) -> Place | None:
        # A schema error may name a branch of a union between the keys: leave out what the file does not have.
        known: Loc = ()
        for step in loc:
            if (*known, step) in self.places:
                known = (*known, step)
        return self.places.get(known)

    def _stretch(self, start: tuple[int, int], end: tuple[int, int]) -> Position:
        width = max(end[1] - start[1], 1) if end[0] == start[0] else 1
        return Position(self.path, start[0] + 1, start[1] + 1, width)

    def _key_width(self, key: tuple[int, int]) -> int:
        line = self.text.splitlines()[key[0]][key[1] :]
        return len(line.split(":")[0].rstrip()) or 1


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


class _Reader:
    """Reads one file in one pass over its events."""

    def __init__(self, path: str) -> None:
        self.document = Document(path)
        self.faults: list[Finding] = []

    def fault(self, rule: str, at: tuple[int, int], message: str, width: int = 1) -> None:
        self.faults.append(Finding(Position(self.document.path, at[0] + 1, at[1] + 1, max(width, 1)), rule, message))

    def refuse(self, rule: str, at: tuple[int, int], message: str, width: int = 1) -> _Refused:
        self.fault(rule, at, message, width)
        return _Refused()

    def read(self, raw: bytes) -> None:
        if len(raw) > MOST_BYTES:
            self.faults.append(too_large(self.document.path, len(raw)))
            raise _Refused
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8", "replace")
            at = (before.count("\n"), len(before) - before.rfind("\n") - 1)
            raise self.refuse("encoding", at, "this is not UTF-8 text; save the file as UTF-8") from None
        self.document.text = text = text.removeprefix("\ufeff")
        if _ODD_CHARACTER.search(text):
            self.odd_characters(text)
            raise _Refused
        try:
            self.events(text)
        except yaml.YAMLError as error:
            raise self.syntax_error(error) from None

    def odd_characters(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            for match in _ODD_CHARACTER.finditer(line.removesuffix("\r")):
                self.fault(
                    "odd-character",
                    (number, match.start()),
                    f"the invisible or control character U+{ord(match[0]):04X} is not allowed; delete it",
                )

    def syntax_error(self, error: yaml.YAMLError) -> _Refused:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or str(error)
        if "end of stream" in problem or problem.startswith("did not find expected ',' or"):
            # The mistake is where the quote or bracket opens, not where the parser gives up.
            opening = getattr(error, "context_mark", None) or mark
            at = (opening.line, opening.column) if opening else at
            return self.refuse(
                "yaml-syntax",
                at,
                "what opens here is not closed, or a comma is missing in it; check its quotes and brackets",
            )
        lines = self.document.text.split("\n")
        line = lines[at[0]] if at[0] < len(lines) else ""
        if (
            "\t" in line[: len(line) - len(line.lstrip())]
            or "found character that cannot start any token" in problem
            and "\t" in line
        ):
            return self.refuse("yaml-syntax", at, "this line is indented with a tab; use spaces")
        if "mapping values are not allowed" in problem and ": " not in line[: at[1]]:
            return self.refuse(
                "yaml-syntax", at, "this line does not fit the one above; check its indentation, and the colon above"
            )
        if "mapping values are not allowed" in problem:
            return self.refuse(
                "yaml-syntax", at, "a second `: ` on this line; put the text in quotes, or check the indentation"
            )
        if "could not find expected ':'" in problem:
            return self.refuse(
                "yaml-syntax",
                at,
                "here a `key: value` line was expected; add the colon, or indent the text under its key",
            )
        return self.refuse(
            "yaml-syntax", at, f"this is not YAML ({problem}); check quotes, brackets and indentation here"
        )

    def events(self, text: str) -> None:
        """Build the data with a stack of open lists and mappings: no recursion, whatever the depth."""
        places = self.document.places
        stack: list[tuple[Any, Loc]] = []  # (open list or mapping, its loc)
        keys: list[tuple[str, tuple[int, int]] | None] = []  # the key that waits for its value, per open container
        documents = values = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                values += 1
                start = (event.start_mark.line, event.start_mark.column)
                if event.anchor is not None or event.tag is not None:
                    self.decoration(event, start)
                if stack and keys[-1] is None and type(stack[-1][0]) is dict:
                    if _is_odd(event.value) or "\n" in event.value:
                        raise self.refuse("complex-key", start, "a key is one plain word; write `key: value`")
                    keys[-1] = (event.value, start)
                    if event.value in stack[-1][0]:
                        first = places[(*stack[-1][1], event.value)].key or (0, 0)
                        self.fault(
                            "duplicate-key",
                            start,
                            f"`{_shown(event.value)}` is written twice, first on line {first[0] + 1}; keep one",
                            len(event.value),
                        )
                    continue
                end = (event.end_mark.line, event.end_mark.column)
                value: Any = event.value
                if event.implicit[0]:
                    value = self.plain(value, start, keys[-1] if keys else None)
                elif _is_odd(value):
                    self.fault(
                        "odd-character",
                        start,
                        "an escape in this text makes an invisible or control character; delete it",
                    )
                self.add(stack, keys, value, start, end)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                values += 1
                start = (event.start_mark.line, event.start_mark.column)
                if event.anchor is not None or event.tag is not None:
                    self.decoration(event, start)
                if stack and keys[-1] is None and type(stack[-1][0]) is dict:
                    raise self.refuse("complex-key", start, "a key is one plain word; write `key: value`")
                if len(stack) >= MOST_DEPTH:
                    raise self.refuse(
                        "too-deep", start, f"this is nested more than {MOST_DEPTH} levels deep; write it flatter"
                    )
                container: Any = {} if kind is yaml.MappingStartEvent else []
                loc = self.add(stack, keys, container, start, start)
                stack.append((container, loc))
                keys.append(None)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                _, loc = stack.pop()
                keys.pop()
                places[loc] = places[loc]._replace(end=(event.end_mark.line, event.end_mark.column))
            elif kind is yaml.AliasEvent:
                start = (event.start_mark.line, event.start_mark.column)
                raise self.refuse(
                    "anchor",
                    start,
                    "`*` refers to another part of the file; write the value out, or quote a text that starts with `*`",
                )
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                start = (event.start_mark.line, event.start_mark.column)
                if documents > 1:
                    raise self.refuse(
                        "several-documents",
                        start,
                        "a file holds one record; delete the `---` and what follows, or make another file",
                    )
                if event.version or event.tags:
                    raise self.refuse("yaml-directive", start, "`%` lines are not used here; delete them")
            if values > MOST_VALUES:
                at = (event.start_mark.line, event.start_mark.column)
                raise self.refuse("file-too-large", at, f"a record has at most {MOST_VALUES:,} values; split it")
        if type(self.document.data) is not dict or not self.document.data:
            raise self.refuse("not-a-record", (0, 0), "a record is a set of `key: value` lines; start with `name: …`")

    def add(
        self,
        stack: list[tuple[Any, Loc]],
        keys: list[tuple[str, tuple[int, int]] | None],
        value: Any,
        start: tuple[int, int],
        end: tuple[int, int],
    ) -> Loc:
        """Put a value where the stack says, note its place, and return its loc."""
        if not stack:
            self.document.data = value
            loc: Loc = ()
            key = None
        else:
            container, parent = stack[-1]
            if type(container) is list:
                loc, key = (*parent, len(container)), None
                container.append(value)
            else:
                waiting = keys[-1]
                name, key = waiting if waiting else ("", start)
                keys[-1] = None
                loc = (*parent, name)
                if name in container:  # reported as a duplicate; the first one counts
                    loc = (*loc, -1)  # no place of the first one is lost, since no list has this position
                else:
                    container[name] = value
        self.document.places[loc] = Place(key, start, end)
        return loc

    def plain(self, text: str, at: tuple[int, int], key: tuple[str, tuple[int, int]] | None) -> Any:
        """Give an unquoted scalar its one sure meaning, or refuse to guess."""
        if _INTEGER.fullmatch(text):
            return int(text)
        if text in {"", "~", "null"}:
            if key is not None and not text:
                self.fault(
                    "empty-value",
                    key[1],
                    f"`{_shown(key[0])}` has no value; write one, or `not-stated`, or delete the line",
                    len(key[0]),
                )
            else:
                self.fault(
                    "empty-value", at, "this value is empty; write one, or `not-stated`, or delete the line", len(text)
                )
        elif text in {"true", "false"}:
            return text == "true"
        elif _LOOK_ALIKE.fullmatch(text):
            self.fault(
                "ambiguous-value", at, f"YAML may not read `{_shown(text)}` as text; put it in quotes", len(text)
            )
        return text

    def decoration(self, event: Any, at: tuple[int, int]) -> None:
        if event.anchor is not None:
            raise self.refuse(
                "anchor",
                at,
                "`&` names a part of the file for re-use; write the value out where it is needed, or quote a text that starts with `&`",
            )
        raise self.refuse("tag", at, "`!` sets a type; delete it, or quote a text that starts with `!`")


def _is_odd(text: str) -> bool:
    # A carriage return can end a line of the file; in a value it can only come from an escape.
    return "\r" in text or bool(_ODD_CHARACTER.search(text))


def _shown(text: str) -> str:
    """A piece of the file, short enough for a message."""
    return text if len(text) <= 60 else text[:57] + "…"
