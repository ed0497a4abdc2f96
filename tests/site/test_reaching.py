"""A number calls, and an address writes, wherever it stands."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.pages.showing.reaching import reachable
from scripts.site.pages.showing.texts import Texts
from scripts.words.languages import ENGLISH

TEXTS = Texts(ENGLISH)


def links(text: str) -> list[str]:
    """Where the links in a text lead."""
    return re.findall(r"\]\(([^)]*)\)", str(reachable(text, TEXTS)))


LEADS_TO = {
    "555 010-0100": ["tel:5550100100"],
    "(555) 010-0100, by card; who answers is not stated": ["tel:5550100100"],
    "555-010-0100 or 800-010-0199; whether it is the office": ["tel:5550100100", "tel:8000100199"],
    "+44 20 7946 0958": ["tel:+442079460958"],
    "211": ["tel:211"],
    "clerk@example.gov, the clerk's address": ["mailto:clerk@example.gov"],
    "PO Box 66877, Quillbrook, MO 63166-6877": [],
    "Room 109, Monday to Friday from 8 to 5": [],
    "As a report of 2020-04-12 told": [],
}


@pytest.mark.parametrize("text", LEADS_TO)
def test_numbers_and_addresses_are_links_and_nothing_else_is(text: str) -> None:
    """Postal codes, rooms, hours and dates are not called."""
    assert links(text) == LEADS_TO[text]


@given(st.text(max_size=60))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    """Whatever it holds, it is shown as it is written."""
    shown = re.sub(r"\[((?:[^\]])*)\]\((?:tel|mailto):[^)\s]*\)", r"\1", str(reachable(text, TEXTS)))
    assert unescape(shown).split() == unescape(str(TEXTS.show(text))).split()
