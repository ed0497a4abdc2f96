"""What search engines and previews show of a page: its first words, without markup and without harm."""

from __future__ import annotations

from html import unescape

import pytest
from mkdocs.utils import meta

from scripts.site.pages.showing.page_descriptions import LONGEST, described, first_words
from scripts.words.escapers import markdown


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Title { #page }\n\nOne.\nTwo.\n\nThree.\n", "One. Two."),
        ('# Title\n\n!!! warning "Over"\n    Since May.\n\nText.\n\nThe lead.\n{: .lead }\n', "The lead."),
        ('# Title\n\n<div class="lede" markdown="1">\n\nThe lead.\n{: .lead }\n\n</div>\n', "The lead."),
        ("# Title\n\nSee [**this**](a/b.md){: .more } and `code`, <b lang='en'>too</b>.\n", "See this and code, too."),
        (f"# Title\n\n{markdown.literal('a * b [c](d) <e> & `f` {g}')}\n", "a * b [c](d) <e> & `f` {g}"),
        ("# Title\n\n- a list\n\n| a | table |\n\n## Only\n", ""),
        ("No title, one paragraph.\n", "No title, one paragraph."),
    ],
)  # fmt: skip
def test_the_first_words_are_a_lead_or_a_paragraph(body: str, words: str) -> None:
    """As readers see them."""
    assert first_words(body) == words


def test_long_first_words_are_cut_between_two_words() -> None:
    """What shows them shows fewer yet."""
    found = first_words("# T\n\n" + "word " * 200)
    assert found.endswith("word…")
    assert len(found) <= LONGEST


@pytest.mark.parametrize("front", ["", "---\nhide: [toc]\n---\n\n"])
def test_a_description_stands_in_the_front_matter_ready_for_an_attribute(front: str) -> None:
    """Whatever it holds, in every script."""
    said = 'He said "<b>": {{ no }} & é 😀'
    page = described(f"{front}# Title\n\n{markdown.literal(said)}\n")
    _, found = meta.get_data(page)
    assert not {'"', "<", ">"} & set(found["description"])
    assert unescape(found["description"]) == said
    assert ("hide" in found) == bool(front)
    assert page.endswith(f"# Title\n\n{markdown.literal(said)}\n")


def test_a_page_that_says_its_description_keeps_it() -> None:
    """It knows better."""
    page = "---\ndescription: Mine\n---\n\n# Title\n\nText.\n"
    assert described(page) == page


def test_a_page_without_a_paragraph_has_none() -> None:
    """The theme says what the site is about instead."""
    assert described("# Title\n\n- list\n") == "# Title\n\n- list\n"
