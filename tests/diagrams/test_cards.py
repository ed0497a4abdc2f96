"""The pictures that people share: nothing on them leaves its place, whatever a record says."""

from __future__ import annotations

import hashlib
import io
import time

import pytest
from PIL import Image

from scripts.diagrams import cards
from scripts.diagrams.cards import Line, card

ROWS = (
    Line("Tillhouse", "card number (sensitive), email address"),
    Line("Kept by the company", "not stated", is_unsaid=True),
)


def opened(content: bytes) -> Image.Image:
    """The picture in a file."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def test_a_card_has_the_size_that_open_graph_asks_for() -> None:
    """And 16 colours at most, so that it is small."""
    content = card("Pay a bill", ROWS, "Last checked", over="Who gets your information")
    image = opened(content)
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(image.getcolors() or ()) <= 16
    assert len(content) < 50_000


def test_the_same_words_are_the_same_bytes_everywhere() -> None:
    """Here and on each other machine: whoever sees another digest has another font or another way to pack."""
    content = card("Pagar una cuenta: ¿quién la recibe?", ROWS, "Última revisión", over="Quién recibe su información")
    assert hashlib.sha256(content).hexdigest() == "45de66e22dca9dd658c7d5462dce132e231f6755701eadb9c7b601520464952a"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "W" * 100_000,
        "word " * 20_000,
        "\u202e\x00\n\t<script>alert(1)</script>",
        "e" + "\u0301" * 5_000,
        "\U0001f600" * 900,
        "Ђорђе",
        "\u4f60\u597d",
        "\ufdfd" * 500,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_no_text_leaves_its_place(text: str) -> None:
    """The margins stay empty, and drawing takes no longer than for any other text."""
    start = time.process_time()
    content = card(text, [Line(text, text, is_unsaid=True)] * 20, text, over=text, more=text)
    assert time.process_time() - start < 1
    image = opened(content).convert("RGB")
    for box in ((0, 90, 56, 630), (1148, 90, 1200, 630), (0, 622, 1200, 630)):
        assert len(image.crop(box).getcolors() or ()) == 1, box


def test_letters_that_the_font_does_not_have_are_seen_to_be_missing() -> None:
    """Each is a box, as wide as any other."""
    assert card("Ђђ", (), "") != card("", (), "")
    assert card("Ђђ", (), "") == card("\u4f60\u597d", (), "")


def test_accents_are_the_same_however_they_are_written() -> None:
    """As one letter, or as a mark behind it."""
    assert card("Teléfono", (), "") == card("Tele\u0301fono", (), "")


def test_what_has_no_room_is_said_to_be_missing() -> None:
    """Only then."""
    few, many = ROWS * 2, ROWS * 10
    assert card("Pay", few, "Checked", more="There is more.") == card("Pay", few, "Checked")
    assert card("Pay", many, "Checked", more="There is more.") != card("Pay", many, "Checked")


def test_what_nobody_says_has_another_colour() -> None:
    """It stands apart from what is known."""
    (row,) = (row for row in ROWS if row.is_unsaid)
    assert card("Pay", [row], "") != card("Pay", [row._replace(is_unsaid=False)], "")


def test_letters_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was drawn before is drawn the same again."""
    before = card("abcdefghijklmnopqrstuvwxyz", ROWS, "")
    monkeypatch.setattr(cards, "_MOST_LETTERS", 5)
    card("".join(map(chr, range(0x400, 0x4F0))), ROWS, "")
    assert card("abcdefghijklmnopqrstuvwxyz", ROWS, "") == before
