"""Which characters no text may hold: told by their properties, in whatever alphabet they hide."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading import characters

EVERY = [chr(number) for number in range(sys.maxunicode + 1)]


def names_of(letters: list[str]) -> list[str]:
    """What Unicode calls some characters."""
    return [f"U+{ord(letter):04X}" for letter in letters]


@pytest.mark.parametrize(
    ("property_", "but"),
    [
        ("Default_Ignorable_Code_Point", ""),
        ("Cc", "\t\n\r"),
        ("Cf", ""),
        ("Cs", ""),
        ("Co", ""),
        ("Cn", ""),
        ("Zs", " "),
        ("Zl", ""),
        ("Zp", ""),
    ],
)
def test_every_character_with_a_property_of_those_that_nobody_sees_is_odd(property_: str, but: str) -> None:
    """All that this version of Unicode has, one by one."""
    having = regex.compile(rf"\p{{{property_}}}").findall("".join(EVERY))
    assert len(having) > len(but)
    assert names_of([one for one in having if one not in but and not any(characters.odd(f"a{one}b"))]) == []


def test_letters_digits_marks_and_signs_are_not_odd() -> None:
    """Of no alphabet: what can be seen may be written. The one exception is a sign that looks like a blank."""
    fine = [one for one in EVERY if unicodedata.category(one)[0] in "LMNPS" and not regex.match(r"\p{DI}", one)]
    assert len(fine) > 100_000
    assert names_of([one for one in fine if any(characters.odd(f"a{one}b"))]) == ["U+2800"]


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("Pay\u00a0It", 3, "the blank U+00A0 is not the space that others type; write a plain space"),
        ("Pay\u3164It", 3, "the invisible or control character U+3164 is not allowed; delete it"),
        ("TapIt\ue000", 5, "the character U+E000 is in no alphabet"),
        ("Za\u0301\u0302\u0303\u0304lgo", 2, "4 marks are piled up on one letter, and at most 3 may be; delete them"),
    ],
)
def test_what_is_odd_is_named_where_it_stands(text: str, at: int, says: str) -> None:
    """With the remedy."""
    (found,) = characters.odd(text)
    assert found.start == at
    assert found.message.startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "Información: 5 € \u2013 “así”, señor…",
        "Sở Giao thông Vận tải",
        "Vie\u0302\u0323t",  # the same letters in pieces
        "ᾅδω",
        "שָׁלוֹם",
        "Служба 311",
        "東京都",
        "नमस्ते",
        "one\r\ntwo\tthree",
    ],
)
def test_what_people_write_in_their_languages_is_fine(text: str) -> None:
    """Also with letters that are made of pieces, and with the line ends of a file."""
    assert list(characters.odd(text)) == []


@given(st.text(max_size=40))
def test_a_text_is_shown_without_what_is_odd_and_else_as_it_is(text: str) -> None:
    """A sign stands in each place, so that nothing closes up."""
    shown = characters.shown(text)
    assert not any(characters.odd(shown))
    assert shown == text or any(characters.odd(text))
