"""The text of a copy → its lines, each with what is known of it: a heading, text under one, or outside the policy.

In HTML a heading is marked as one. In plain text any line may be one: see `sections`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from lxml import etree

from scripts.observation.policy_drift import fingerprint
from scripts.observation.policy_drift.copies import Copy
from scripts.observation.policy_drift.unreadable import Unreadable, too_large

MOST_LINES = 20_000
"""A long policy has a thousand."""
MOST_HEADINGS = 1_000
"""A long policy has a hundred."""
MOST_IN_LINE = 20_000
"""Letters. A paragraph of a policy has a few thousand."""
MOST_LETTERS = 1_000_000
"""Of all lines together, as `fingerprint.measured` counts them: as many as a thick book has."""
MOST_MARKS = 30
"""Combining marks in a row, as in the Stream-Safe Text Format of Unicode (UAX #15, section 13). No language has more
than a few, and to put some thousands of them in order takes hours."""
MOST_ELEMENTS = 200_000
"""Those that begin, and as many that end."""
MOST_DEPTH = 512
"""As deep as browsers go. The parser looks through all open elements when one ends that is not open."""
PIECE = 10_000
"""How many letters the parser gets at once."""
MOST_IN_HEADING = 200
"""A heading with more letters is none: somebody has marked a paragraph as one."""


@dataclass(frozen=True)
class Line:
    """One line: in HTML, a paragraph, a cell, an entry of a list or a heading."""

    text: str
    is_heading: bool = False
    """Whether it is marked as a heading."""
    alone: bool = False
    """In plain text: whether nothing stands right above or below it."""

    @cached_property
    def words(self) -> str:
        """What of it goes into a fingerprint."""
        return fingerprint.normalised(self.text)

    @cached_property
    def key(self) -> str:
        """By what a heading is known again."""
        return _key(self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """One copy, taken apart."""

    lines: tuple[Line, ...]
    """The lines of the policy itself, as far as can be told."""
    around: tuple[tuple[int, tuple[Line, ...]], ...] = ()
    """In HTML: what stands around it, such as a menu or a footer, each with the number of lines before it."""
    is_html: bool = False


def key(heading: str) -> str:
    """By what a heading is known again: neither its number, nor a colon or the sign of a link behind it, counts."""
    return _key(fingerprint.normalised(heading))


def _key(normalised: str) -> str:
    return normalised.rstrip(":.¶#§🔗 ")


def read(copy: Copy) -> Page:
    """Take a copy apart.

    Raises:
        Unreadable: it is larger than any policy, or written as no text is.
    """
    return _html(copy.text) if copy.is_html else _plain(copy.text)


@dataclass(slots=True)
class _Size:
    """How much has been read so far. What no policy has is refused as soon as it comes."""

    lines: int = 0
    letters: int = 0

    def add(self, line: str) -> None:
        """Count one more line, before anything else is done with it."""
        self.lines += 1
        if self.lines > MOST_LINES:
            raise too_large(MOST_LINES, "lines")
        if len(line) > MOST_IN_LINE:
            message = f"a line of it has more than {MOST_IN_LINE:,} letters, and no paragraph is so long"
            raise Unreadable(f"{message}; save the page again, as text with its line ends or as HTML")
        letters, marks = fingerprint.measured(line)
        if marks > MOST_MARKS:
            message = f"more than {MOST_MARKS} accents or other marks stand on one letter, which no language needs"
            raise Unreadable(f"{message}; look at the page, and take them out of a saved copy")
        self.letters += letters
        if self.letters > MOST_LETTERS:
            raise too_large(MOST_LETTERS, "letters")


def _plain(text: str) -> Page:
    size = _Size()
    lines = [""]
    for line in text.splitlines():
        seen = line and _seen(line)
        if seen:
            size.add(seen)
        lines.append(seen)
    lines.append("")
    return Page(
        tuple(
            Line(line, alone=not (above or below))
            for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
            if line
        )
    )


def _seen(text: str) -> str:
    """A line as people see it: nothing in it that is invisible, no white space but single spaces."""
    if not text.isprintable():
        invisible: dict[str, str | int | None] = {letter: " " for letter in set(text) if not letter.isprintable()}
        invisible.update((letter, "") for letter in invisible if unicodedata.category(letter) == "Cf")
        text = text.translate(str.maketrans(invisible))
    return " ".join(text.split())


# --- HTML ----------------------------------------------------------------------------------------

_UNSEEN = {
    *("script", "style", "template", "noscript", "title", "svg", "math", "iframe", "object", "audio", "video"),
    *("canvas", "select", "datalist", "textarea", "dialog"),
}
"""What holds no text of the page, or only such as a visitor acts on. What is merely hidden counts: it may unfold."""
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em"),
    *("font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "output", "q", "s", "samp", "small"),
    *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
"""What does not end a line."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ROLES = {"navigation", "banner", "contentinfo", "search"}
_OF_THE_PAGE = {"header", "footer", "aside"}
"""These belong to the page if they stand outside its main part, and to that part if they stand in it."""
_MAIN = {"main", "article", "section"}


def _html(text: str) -> Page:
    if text.count("</") > MOST_ELEMENTS:  # the parser does not say of each how it ends
        raise too_large(MOST_ELEMENTS, "elements")
    parser = etree.HTMLParser(target=_Collector(), remove_comments=True, remove_pis=True, huge_tree=True)
    # The parser stops at a fault only when it has read what it was given.
    for start in range(0, max(len(text), 1), PIECE):
        parser.feed(text[start : start + PIECE])
    collected: list[_Collected] = parser.close()
    has_main = any(line.in_main for line in collected)
    inside: list[Line] = []
    around = []
    for (outside, _), stretch in groupby(
        collected, lambda line: (line.part != 0 or (has_main and not line.in_main), line.part)
    ):
        lines = tuple(collected.line for collected in stretch)
        if outside:
            around.append((len(inside), lines))
        else:
            inside += lines
    return Page(tuple(inside), tuple(around), is_html=True)


@dataclass(frozen=True, slots=True)
class _Collected:
    line: Line
    in_main: bool
    part: int
    """Which menu, footer or the like it stands in, counted from 1; 0 if in none."""


@dataclass(slots=True)
class _Open:
    """An element that has not ended yet."""

    tag: str
    unseen: bool
    part: int
    in_main: bool
    sectioned: bool
    """Whether it stands in a part of the page that has headers and footers of its own."""


@dataclass
class _Collector:
    """Collects lines while the parser reads, so that no tree is built: however deep a page is, nothing recurses."""

    collected: list[_Collected] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    stack: list[_Open] = field(
        default_factory=lambda: [_Open("", unseen=False, part=0, in_main=False, sectioned=False)]
    )
    size: _Size = field(default_factory=_Size)
    elements: int = 0
    headings: int = 0
    parts: int = 0
    heading: int = 0
    """How deep the heading stands that is being read; 0 if none is."""
    preformatted: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise too_large(MOST_ELEMENTS, "elements")
        if len(self.stack) > MOST_DEPTH:
            raise too_large(MOST_DEPTH, "elements in each other")
        outer = self.stack[-1]
        if not self.heading and tag not in _INLINE:
            self.end_line()
        elif tag not in _INLINE:
            self.pieces.append(" ")
        role = attributes.get("role", "").lower()
        is_part = tag == "nav" or role in _ROLES or (tag in _OF_THE_PAGE and not outer.sectioned)
        if is_part and not outer.part:
            self.parts += 1
        is_main = tag == "main" or role == "main"
        self.stack.append(
            _Open(
                tag,
                unseen=outer.unseen or tag in _UNSEEN or (tag == "button" and not self._unfolds(attributes)),
                part=outer.part or (self.parts if is_part else 0),
                in_main=outer.in_main or is_main,
                sectioned=outer.sectioned or is_main or tag in _MAIN,
            )
        )
        if tag in _HEADINGS and not self.heading:
            self.heading = len(self.stack)
        self.preformatted += tag == "pre"

    def _unfolds(self, attributes: dict[str, str]) -> bool:
        """Whether the words on a button are those of a heading, or stand over what it shows and hides."""
        return self.heading > 0 or "aria-expanded" in attributes

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.heading:
            if self.heading == len(self.stack):
                self.end_line()
                self.heading = 0
            elif tag not in _INLINE:
                self.pieces.append(" ")
        elif tag not in _INLINE:
            self.end_line()
        self.preformatted -= tag == "pre"
        self.stack.pop()

    def data(self, text: str) -> None:
        """Text goes on."""
        if self.stack[-1].unseen:
            return
        if self.preformatted and not self.heading:
            first, *more = text.splitlines() or [""]
            self.pieces.append(first)
            for line in more:
                self.end_line()
                self.pieces.append(line)
            if text.endswith("\n"):
                self.end_line()
        else:
            self.pieces.append(text)

    def end_line(self) -> None:
        """What was read since the last line makes a line."""
        text = _seen("".join(self.pieces))
        self.pieces.clear()
        if text:
            self.size.add(text)
            here = self.stack[-1]
            is_heading = self.heading > 0 and len(text) <= MOST_IN_HEADING and key(text) != ""
            self.headings += is_heading
            if self.headings > MOST_HEADINGS:
                raise too_large(MOST_HEADINGS, "headings")
            self.collected.append(_Collected(Line(text, is_heading), here.in_main, here.part))

    def close(self) -> Iterable[_Collected]:
        """Everything has been read."""
        self.end_line()
        return self.collected
