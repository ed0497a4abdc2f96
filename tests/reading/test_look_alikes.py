"""Names that pass for others: what they look like, and from which alphabets their words are."""

from __future__ import annotations

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading import look_alikes
from scripts.reading.look_alikes import alphabets, skeletons


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("TapIt", "Tapit"),
        ("TapIt", "Tap It"),
        ("TapIt", "Tap-It!"),
        ("TapIt", "Taplt"),  # with a small L
        ("TapIt", "Tap1t"),
        ("TapIt", "T\u0430pIt"),  # with a Cyrillic letter
        ("TapIt", "\u03a4apIt"),  # with a Greek one
        ("TapIt", "\uff34\uff41\uff50\uff29\uff54"),  # in letters as wide as Chinese ones
        ("TapIt", "T\u0301apIt"),
        ("TapIt", "\U0001d413\U0001d41a\U0001d429\U0001d408\U0001d42d"),  # in bold letters of mathematics
        ("TapIt", "TapIt\u2122"),
        ("TapIt", "TapIt\u30fc"),
        ("Modern", "Modem"),
        ("Vision 10", "Vision 1O"),
        ("Карта", "Kap\u0442a"),
    ],
)
def test_names_that_look_the_same_share_a_skeleton(name: str, other: str) -> None:
    """Whichever letters they are made of."""
    assert skeletons(name) & skeletons(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("TapIt", "TapUp"),
        ("Fact 1", "Fact 11"),
        ("Fact 1", "Fact 2"),
        ("Google", "Gogle"),
        ("211", "311"),
        ("水道", "水路"),
    ],
)
def test_names_that_look_different_share_none(name: str, other: str) -> None:
    """One letter is enough to tell two names apart."""
    assert not skeletons(name) & skeletons(other)


@given(st.text(max_size=30))
def test_a_name_looks_like_itself_in_capitals_or_not(name: str) -> None:
    """Whatever it is made of."""
    assert skeletons(name) & skeletons(name.casefold())


def test_the_short_table_says_what_the_long_one_says() -> None:
    """Of what counts in ASCII. Names in Latin letters are looked up in the short one alone."""
    long = look_alikes._all_alike()  # noqa: SLF001 - no other way to ask for all of it
    assert {
        one: other for one, other in long.items() if one.isascii() and (one.isalnum() or other.isalpha())
    } == look_alikes.ALIKE
    assert len(long) > 5_000
    assert all(len(confusables_data[one]) == 1 for one in long)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("T\u0430pIt", ["CYRILLIC", "LATIN"]),
        ("\u0391pple", ["GREEK", "LATIN"]),
        ("Служб\u0061", ["CYRILLIC", "LATIN"]),
        ("Ti\ua781\ua781house", ["LATIN", "PHONETIC"]),
        ("\u1d1billhouse", ["LATIN", "PHONETIC"]),
        ("Información", []),
        ("Служба", []),
        ("東京タワー", []),
        ("한국語", []),
        ("Tiếng", []),
        ("Łódź", []),
        ("ǅ", []),
    ],
)
def test_a_word_of_two_alphabets_is_told(word: str, found: list[str]) -> None:
    """But for languages that write with several."""
    assert alphabets(word) == found
