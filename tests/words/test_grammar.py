"""Grammar: what each language does with words, and what one does that has no grammar of its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from schemas.time import RoughDate
from scripts.site import build
from scripts.words import grammar, languages
from scripts.words.languages import ANY_LANGUAGE, Piece, Text, capital, lowered, may_be_yours


@pytest.mark.parametrize(
    ("language", "name", "inside"),
    [
        ("en", "Email address", "email address"),
        ("en", "IP address", "IP address"),
        ("en", "Social Security number", "Social Security number"),
        ("en", "Name (as on the card)", "name (as on the card)"),
        ("es", "Número del Seguro Social", "número del Seguro Social"),
        ("es", "IP de su aparato", "IP de su aparato"),
        ("eo", "Nomo de Londono", "nomo de Londono"),
        (ANY_LANGUAGE, "Tillhouse", "Tillhouse"),
    ],
)
def test_a_name_keeps_its_first_capital_inside_a_sentence_only_if_it_must(
    language: str, name: str, inside: str
) -> None:
    """English looks for further capitals, other languages at the first word alone; what has no language is a name."""
    assert lowered(Text.of(name, language)) == inside


@pytest.mark.parametrize(
    ("day", "said"),
    [("2028-10-13", "Hasta el 13 de octubre de 2028"), ("2028-10", "Hasta octubre de 2028"), ("2028", "Hasta 2028")],
)
def test_a_day_has_an_article_in_spanish(day: str, said: str) -> None:
    """A month and a year have none."""
    spanish = languages.find("es")
    assert spanish.say("Until %(date)s", date=spanish.rough_date(RoughDate(day))) == said


def test_only_the_first_words_of_a_text_are_bent() -> None:
    """A name in another language that follows stays as it is, and each piece keeps its language."""
    text = Text([Piece("Datos de ", "es"), Piece("Tax Desk", "en")])
    assert lowered(text) == "datos de Tax Desk"
    assert capital(lowered(text)) == text
    assert lowered(text).pieces[1] == ("Tax Desk", "en")  # type: ignore[attr-defined]


def test_some_kinds_of_information_are_not_called_yours() -> None:
    """English has words that "your" cannot stand before."""
    kinds = ("email address", "what you write or send", "any other information", "data about the device")
    assert [kind for kind in kinds if may_be_yours(Text.of(kind, "en"))] == ["email address"]
    assert may_be_yours(Text.of("correo", "es"))


@pytest.mark.parametrize("text", ["", " ", "é", "'t Hooft"])
@pytest.mark.parametrize("code", ["en", "es", "eo"])
def test_no_text_is_too_strange_for_a_grammar(code: str, text: str) -> None:
    """It comes back, changed or not."""
    asked = grammar.of(code)
    assert asked.lowered(text).lower() == asked.capital(text).lower() == text.lower()
    assert asked.contracted("of ", text)[0] == asked.joint("of ", text) == "of "


def test_nothing_but_its_grammar_asks_which_language_it_is() -> None:
    """A language is added by its catalogue and its grammar, and no other file has to know it."""
    codes = set(grammar.GRAMMARS) - {"en"}
    asking = [
        f"{path.relative_to(build.PROJECT)}:{node.lineno}"
        for path in sorted(Path(build.PROJECT, "scripts").rglob("*.py"))
        if path.parent.name != "grammar"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in codes
    ]
    assert asking == []
