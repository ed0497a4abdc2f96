"""What a copy of a policy is taken apart into: its lines, each with what is known of it. How much of them is read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from scripts.observation.policy_drift import fingerprint
from scripts.observation.policy_drift.unreadable import Unreadable, too_large

MOST_LINES = 20_000
"""A long policy has a thousand."""
MOST_IN_LINE = 20_000
"""Letters. A paragraph of a policy has a few thousand."""
MOST_LETTERS = 1_000_000
"""Of all lines together, as `fingerprint.measured` counts them: as many as a thick book has."""
MOST_MARKS = 30
"""Combining marks in a row, as in the Stream-Safe Text Format of Unicode (UAX #15, section 13). No language has more
than a few, and to put some thousands of them in order takes hours."""
MOST_WORDS = 12
"""A heading is no longer than this, unless it is known or marked."""
ICON = "\ufffc"
"""Stands for what is shown within a line and is no word, such as an icon: Unicode's sign for an object in a text."""


class Aside(Enum):
    """Why a line may be no text of the policy although it stands in the midst of it."""

    FURNITURE = auto()
    """It leads through the page, such as a button that unfolds, a link to another place on it or a path to it."""
    NOTICE = auto()
    """It tells of the page or of the day, such as an alert, or the day on which the page was last changed."""


@dataclass(frozen=True)
class Line:
    """One line: in HTML, a paragraph, a cell, an entry of a list or a heading."""

    text: str
    is_heading: bool = False
    """Whether it is marked as a heading."""
    alone: bool = False
    """In plain text: whether nothing stands right above or below it."""
    aside: Aside | None = None
    """In HTML: why it may be no text of the policy."""
    whole: str = ""
    """Of a heading: its text with the words of links, buttons and the like in it, if it has such besides its own."""
    is_quiet: bool = False
    """Of a heading: whether only screen readers say it. A template may have added it for them."""

    @cached_property
    def words(self) -> str:
        """What of it goes into a fingerprint."""
        return fingerprint.normalised(self.text)

    @cached_property
    def key(self) -> str:
        """By what a heading is known again."""
        return _key(self.words)

    @property
    def may_be_heading(self) -> bool:
        """Whether it looks like a heading: it is short and no sentence."""
        first, last = self.text[:1], self.text[-1:]
        return (
            len(self.text.split()) <= MOST_WORDS
            and first.isalnum()
            and not first.islower()
            and (last.isalnum() or last in ")?’'")
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One copy, taken apart."""

    lines: tuple[Line, ...]
    """The lines of the policy itself, as far as can be told."""
    around: tuple[tuple[int, tuple[Line, ...]], ...] = ()
    """In HTML: what stands around it, such as a menu or a footer, each with the number of lines before it."""
    is_html: bool = False


def key(heading: str) -> str:
    """By what a heading is known again: neither its number, nor a colon or the sign of a link beside it, counts."""
    return _key(fingerprint.normalised(heading))


def _key(normalised: str) -> str:
    return normalised.rstrip(":.¶#§🔗 ").lstrip("¶#§🔗 ")


@dataclass(slots=True)
class Size:
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


# --- what people see of a line ---------------------------------------------------------------------

_LINK_SIGNS = "↗⇗⬈⧉🔗"
"""What templates put behind a link."""
_ICONS = re.compile(f" ?[{ICON}{_LINK_SIGNS}](?: ?[{ICON}{_LINK_SIGNS}])* ?(?P<closing>[,.;:!?)\\]}}…](?!\\w))?")
_STYLES_OF_SIGNS = dict.fromkeys(range(0xFE00, 0xFE10))
"""Unicode's variation selectors: whether a sign is shown as a letter or as a picture."""


def seen(text: str) -> str:
    """A line as people see it: nothing in it that is invisible or an icon, no white space but single spaces."""
    if not text.isprintable():
        invisible: dict[str, str | int | None] = {letter: " " for letter in set(text) if not letter.isprintable()}
        # Letters of a private alphabet are icons: no font but that of the page shows them.
        invisible.update((one, "") for one in invisible if unicodedata.category(one) == "Cf")
        invisible.update((one, ICON) for one in invisible if unicodedata.category(one) == "Co")
        text = text.translate(str.maketrans(invisible))
    if not text.isascii():
        text = _ICONS.sub(_without_icon, " ".join(text.translate(_STYLES_OF_SIGNS).split()))
    return " ".join(text.split())


def _without_icon(found: re.Match[str]) -> str:
    """What stays of icons in a line: a space if one stood beside them, but none before a comma and the like."""
    return found["closing"] or (" " if " " in found[0] else "")
