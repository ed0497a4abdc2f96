"""A label → the picture of it that people share: a PNG of 1200 by 630 points, as Open Graph asks for.

Whatever stands on it may be a stranger's text: letters that the font does not have are boxes, what is too long is cut
with `…`, and no text leaves its place.
The same words give the same bytes, on each machine: the font is ours, its letters are set one by one, and of the ways
to pack a picture the one is taken that looks for nothing but runs of the same byte, so no processor finds others.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from math import ceil
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

SIZE = WIDTH, HEIGHT = 1200, 630
MOST_ROWS = 6
"""So many rows have room. Those of a label begin with what matters most."""

_FONTS = Path(__file__).with_name("fonts")
_LONGEST = 400
"""So many letters of a text are looked at: no more have room anywhere."""
_MARGIN = 64
_OVERHANG = 4
"""By so much a letter may reach over its own width."""
_MOST_LETTERS = 2_000
"""So many letters are kept once they are drawn."""
_BAND = 84
"""How high the stripe at the top is."""
_WORDS, _NUMBERS = 470, 930
"""Where the words of a row begin, and where if all are as short as numbers; its head stands before."""
_SHORT = 14
_ROOM = WIDTH - 2 * _MARGIN
_RUNS_OF_BYTES = 3
"""How the picture is packed: `Z_RLE` of zlib."""

_Colour = tuple[int, int, int]
_LEVELS = 5
"""In so many steps the edge of a letter goes from paper to ink. There are three inks, and 16 colours in all."""
_PAPER: _Colour = (252, 252, 250)
_INK: _Colour = (26, 40, 45)
_UNSAID: _Colour = (122, 67, 0)
_DEEP: _Colour = (8, 63, 79)
_INKS: tuple[tuple[_Colour, _Colour], ...] = ((_PAPER, _INK), (_PAPER, _UNSAID), (_DEEP, (255, 255, 255)))
_PLAIN, _OF_UNSAID, _OF_BAND = range(3)
_FULL, _QUIET, _FAINT = 255, 190, 64
"""How strong an ink is: words, what stands beside them, and lines."""

_Box = tuple[int, int, int, int]


class Line(NamedTuple):
    """One row of a card: what it is about, and the answer."""

    head: str
    words: str
    is_unsaid: bool = False
    """Whether the answer is that nobody says it."""


def card(title: str, rows: Sequence[Line], foot: str, *, over: str = "", more: str = "") -> bytes:
    """Draw a card. `over` stands above the title, such as the name of the site.

    `more` says at its foot that there is more, if not all rows have room.
    """
    heads, words, small = _type(27, "Bold"), _type(27), _type(23)
    # Drawn is how much ink lies where. Which ink that is follows from the place.
    image = Image.new("L", SIZE, 0)
    rule = ImageDraw.Draw(image).line
    inks: list[tuple[_Box, int]] = [((0, 0, WIDTH, _BAND), _OF_BAND)]
    _set(image, [_fitting(over, heads, _ROOM)], (_MARGIN, 26), heads)
    y = _set(image, *_title(title, len(rows))) + 18
    cut = _wrapped(f"{more} {foot}", small, _ROOM, most=2)
    last = HEIGHT - 46 - len(cut) * small.height
    shown, words_at = 0, _NUMBERS if all(len(row.words) <= _SHORT for row in rows) else _WORDS
    for row in islice(rows, MOST_ROWS):
        head = _wrapped(row.head, heads, words_at - _MARGIN - 28, most=2)
        said = _wrapped(row.words, words, WIDTH - _MARGIN - words_at, most=2)
        below = y + max(len(head), len(said)) * words.height + 20
        if below > last:
            break
        rule((_MARGIN, y, WIDTH - _MARGIN, y), fill=_FAINT, width=2)
        _set(image, head, (_MARGIN, y + 12), heads)
        _set(image, said, (words_at, y + 12), words)
        if row.is_unsaid:
            inks.append(((words_at, y + 4, WIDTH, below), _OF_UNSAID))
        y = below
        shown += 1
    rule((_MARGIN, last, WIDTH - _MARGIN, last), fill=_QUIET, width=4)
    feet = cut if shown < len(rows) else _wrapped(foot, small, _ROOM, most=2)
    _set(image, feet, (_MARGIN, last + 20), small, _QUIET)
    return _packed(image, inks)


def _title(text: str, rows: int) -> tuple[list[str], tuple[int, int], _Type]:
    """A title as large as has room, with its place. Many rows leave it one line."""
    for size in (56, 48, 42):
        letters = _type(size, "Bold")
        lines = _wrapped(text, letters, _ROOM, most=2 if rows < MOST_ROWS else 1)
        if not lines or not lines[-1].endswith("…"):
            break
    return lines, (_MARGIN, _BAND + 30), letters


class _Type:
    """One weight of the font in one size. A letter is drawn once: that takes longer than all else."""

    def __init__(self, size: int, weight: str) -> None:
        # Without the library that shapes texts, which not every machine has.
        path = _FONTS / f"PublicSans-{weight}.ttf"
        self._font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
        self.height = round(size * 1.24)
        self._letters: dict[str, tuple[Image.Image, float]] = {}

    def length(self, text: str) -> float:
        """How wide a text is."""
        return sum(self._letter(letter)[1] for letter in text)

    def write(self, image: Image.Image, text: str, place: tuple[int, int], ink: int) -> None:
        """Write a text on one line."""
        x, y = float(place[0]), place[1]
        for letter in text:
            drawn, width = self._letter(letter)
            image.paste(ink, (round(x) - _OVERHANG, y), drawn)
            x += width

    def _letter(self, letter: str) -> tuple[Image.Image, float]:
        """A letter as much ink as lies where, with room for what hangs over; and its width."""
        if letter not in self._letters:
            if len(self._letters) == _MOST_LETTERS:
                self._letters.clear()
            width = self._font.getlength(letter)
            drawn = Image.new("L", (ceil(width) + 2 * _OVERHANG, self.height), 0)
            ImageDraw.Draw(drawn).text((_OVERHANG, 0), letter, font=self._font, fill=255)
            self._letters[letter] = drawn, width
        return self._letters[letter]


@cache
def _type(size: int, weight: str = "Regular") -> _Type:
    return _Type(size, weight)


def _set(image: Image.Image, lines: Iterable[str], place: tuple[int, int], letters: _Type, ink: int = _FULL) -> int:
    """Set lines below each other, and return where the next one would stand."""
    x, y = place
    for line in lines:
        letters.write(image, line, (x, y), ink)
        y += letters.height
    return y


# --- lines -------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """The letters that can be shown, on one line: a mark stands in one letter with its base, and none steers."""
    composed = unicodedata.normalize("NFC", text[:_LONGEST])
    return " ".join("".join(letter if letter.isprintable() else " " for letter in composed).split())


def _wrapped(text: str, letters: _Type, room: int, most: int) -> list[str]:
    """The lines of a text. What has no room in the last one is cut."""
    lines = list(islice(_lines(_plain(text), letters, room), most + 1))
    if len(lines) > most or len(text) > _LONGEST:
        lines[most - 1 :] = [_fitting(" ".join(lines[most - 1 :]) + " …", letters, room)]
    return lines


def _lines(text: str, letters: _Type, room: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if letters.length(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while letters.length(line) > room:  # a word that has no room is broken anywhere
            count = _count(line, letters, room)
            yield line[:count]
            line = line[count:]
    if line:
        yield line


def _fitting(text: str, letters: _Type, room: int) -> str:
    """As much of a text as has room on a line."""
    plain = _plain(text)
    if letters.length(plain) <= room:
        return plain
    return f"{plain[: _count(plain, letters, room - letters.length('…'))].rstrip(' ,;…')}…"


def _count(text: str, letters: _Type, room: float) -> int:
    """How many letters of a text have room on a line; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if letters.length(text[:middle]) <= room else (low, middle - 1)
    return low


# --- colours -----------------------------------------------------------------------------------------------


def _palette() -> list[int]:
    steps = (
        round(paper + (ink - paper) * step / (_LEVELS - 1))
        for one, other in _INKS
        for step in range(_LEVELS)
        for paper, ink in zip(one, other, strict=True)
    )
    return list(steps)


_PALETTE = _palette()
_LEVEL = [round(ink * (_LEVELS - 1) / 255) for ink in range(256)]
_LEVELS_OF = [
    [level + number * _LEVELS if level or paper != _PAPER else 0 for level in _LEVEL]
    for number, (paper, _) in enumerate(_INKS)
]


def _packed(image: Image.Image, inks: Iterable[tuple[_Box, int]]) -> bytes:
    """The picture as a file. Each place has the colours of its ink, and all others those of the first."""
    levels = image.point(_LEVELS_OF[_PLAIN])
    for box, ink in inks:
        levels.paste(image.crop(box).point(_LEVELS_OF[ink]), box)
    coloured = Image.frombytes("P", SIZE, levels.tobytes())
    coloured.putpalette(_PALETTE)
    target = io.BytesIO()
    coloured.save(target, "PNG", bits=4, compress_type=_RUNS_OF_BYTES)
    return target.getvalue()
