"""What was written into one blank → the value that a record would hold: words by their labels, names by their ids.

People write as they like. What fits in one way only is understood; everything else is named, with what to do.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import Any

from schemas.words import FILL_IN
from scripts.correspondence import values_in_words
from scripts.correspondence.open_questions import Blank, Writing, letters
from scripts.correspondence.reply import Filled, Piece
from scripts.correspondence.values_in_words import UnusableError, refuse_odd
from scripts.reading.findings import shortened
from scripts.reading.near_words import did_you_mean
from scripts.registry import common_vocabulary
from scripts.registry.registry import Registry
from scripts.words import sentences

MOST_WRITTEN = 4_000
"""How many characters of one answer are read."""
MOST_LINES = 500
"""Of how many lines and boxes one answer may be made."""
_SEPARATOR = re.compile(r"[;,\n]|\band\b", re.IGNORECASE)
MOST_PIECES = 12
"""Of how many pieces a name may be made: names hold commas too. Also of how many lines, where a mail was wrapped."""


class Interpreter:
    """Understands answers in the words of one registry."""

    def __init__(self, registry: Registry, report: Callable[[Piece, str, str], None]) -> None:
        """Take the registry, and what notes a problem: where it is, its name and the message."""
        self.registry, self.report = registry, report

    def read(self, blank: Blank, filled: list[Filled]) -> Any:
        """The value that was written into one blank; it may stand in the form more than once.

        Raises:
            UnusableError: It is not one of the answers that fit, or there are several.
        """
        values: list[tuple[Any, Piece]] = []
        if sum(len(one.written) + sum(len(box.lines) for box in one.boxes) for one in filled) > MOST_LINES:
            raise UnusableError("too-long", f"this answer has more than {MOST_LINES:,} lines; shorten it")
        for one in filled:
            chosen, written = _sorted_out(blank, one)
            values += [(self._chosen(blank, piece), piece) for piece in chosen]
            for passage in _passages(blank, written, by_browser=one.by_browser):
                values += [(value, passage[0]) for value in self._written(blank, passage)]
        plain = [value for value in values if value[0] in {word.value for word in blank.words}]
        if plain and len({value for value, _ in values}) > 1:
            at = plain[0][1]
            raise UnusableError("two-answers", f"`{shortened(at.text)}` cannot stand beside another answer", at)
        if not values:
            return None
        if plain:
            return plain[0][0]
        different = list(dict.fromkeys(value for value, _ in values))
        if blank.several:
            return different
        if len(different) > 1:
            raise UnusableError("two-answers", "here stand two answers; keep one", values[1][1])
        return different[0]

    def _chosen(self, blank: Blank, piece: Piece) -> str:
        value = blank.fitting.value(piece.text)
        if value is None and any((kind, piece.text) in self.registry.records for kind in blank.names):
            return piece.text  # it is not among those that are offered, and has a record all the same
        value = value or _common(blank.names, letters(piece.text))
        if value is None:
            raise UnusableError("unknown-word", self._no_such(blank, piece.text), piece)
        return value

    def _written(self, blank: Blank, passage: list[Piece]) -> list[str]:
        """The values that some lines stand for: names and words by their choices, everything else as it is."""
        first, text = passage[0], joined(passage)
        if len(text) > MOST_WRITTEN:
            raise UnusableError("too-long", f"this is longer than {MOST_WRITTEN:,} characters; shorten it", first)
        one = Piece(" ".join(text.split()), first.line, first.column)
        for piece in passage:
            refuse_odd(piece.text, piece)
        if one.text == FILL_IN:
            raise UnusableError("reserved-word", f"`{FILL_IN}` is a blank in our files; write what is known", one)
        if (value := blank.fitting.value(one.text)) is not None:
            return [value]
        if blank.choices and blank.several:
            return self._names(blank, passage)
        if blank.choices or blank.writing is Writing.NAME:
            return [self._chosen(blank, one)]
        if blank.writing is None:
            raise UnusableError("unknown-word", self._no_such(blank, one.text), one)
        return [values_in_words.value(blank.writing, one)]

    def _names(self, blank: Blank, passage: list[Piece]) -> list[str]:
        """The ids of several names. A name may hold a comma itself: the longest that fits is meant."""
        text = joined(passage, "\n")
        cuts = list(_SEPARATOR.finditer(text))
        starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
        found: list[str] = []
        strange: list[tuple[int, int]] = []
        at = 0
        while at < len(starts):
            value, after = None, at + 1
            for last in range(at, min(at + MOST_PIECES, len(ends))):
                if (longer := blank.fitting.value(text[starts[at] : ends[last]])) is not None:
                    value, after = longer, last + 1
                if last == len(cuts) or not blank.fitting.may_begin_with(text[starts[at] : starts[last + 1]]):
                    break
            value = value or _common(blank.names, letters(text[starts[at] : ends[at]]))
            if value is not None:
                found.append(value)
            elif text[starts[at] : ends[at]].strip(" .\"'"):
                strange.append((starts[at], ends[at]))
            at = after
        for place in strange[:-1]:
            word = _word_at(passage, *place)
            self.report(word, "unknown-word", self._no_such(blank, word.text))
        if strange:
            word = _word_at(passage, *strange[-1])
            raise UnusableError("unknown-word", self._no_such(blank, word.text), word)
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


@lru_cache(maxsize=1_000)
def _common(kinds: tuple[str, ...], word: str) -> str | None:
    """The term of the common vocabulary with these letters: no record names it yet, so no form offers it."""
    ids = (id_ for kind in kinds for id_ in sorted(common_vocabulary.ids(kind)))
    return next((id_ for id_ in ids if letters(id_) == word), None)


def joined(pieces: list[Piece], by: str = " ") -> str:
    """The text of some lines."""
    return by.join(piece.text for piece in pieces)


def _sorted_out(blank: Blank, filled: Filled) -> tuple[list[Piece], list[Piece]]:
    """The labels that were chosen, and what was written. What stands below a whole label was written."""
    chosen, below = [], []
    for box in filled.boxes:
        labels = (joined(box.lines[:count]) for count in range(1, min(len(box.lines), MOST_PIECES) + 1))
        count = next((count for count, label in enumerate(labels, 1) if blank.fitting.value(label) is not None), 1)
        if box.marked:
            chosen.append(Piece(joined(box.lines[:count]), box.lines[0].line, box.lines[0].column))
        below += box.lines[count:]
    return chosen, sorted([*filled.written, *below], key=lambda piece: piece.line)


def _passages(blank: Blank, written: list[Piece], *, by_browser: bool) -> list[list[Piece]]:
    """The lines that belong together. A browser writes each choice onto a line of its own, and a text onto several."""
    passages: list[list[Piece]] = []
    loose: list[Piece] = []
    for piece in written:
        if by_browser and blank.fitting.value(piece.text) is not None:
            passages.append([piece])
        else:
            loose.append(piece)
    return [*passages, loose] if loose else passages


def _word_at(passage: list[Piece], start: int, end: int) -> Piece:
    """A word of some lines that are joined by line ends, with its place."""
    starts = [0, *accumulate(len(piece.text) + 1 for piece in passage)]
    number = bisect(starts, start) - 1
    piece, start, end = passage[number], start - starts[number], end - starts[number]
    word = piece.text[start:end]
    before = len(word) - len(word.lstrip())
    return Piece(" ".join(word.split()), piece.line, piece.column + start + before)
