"""What the page on how we know says of the sources that were read, and of the last check by lot."""

from __future__ import annotations

import markdown
import pytest
from lxml import html

from schemas import ORGANISATION
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import render
from scripts.words.languages import ENGLISH, find

PAGE = "about/how-we-know.md"
SAID = {
    "en": "On February 20, 2030, 60 claims were drawn by lot and held against their sources by hand. "
    "They were checked by town clerk. Right: 50 of the 57 that could be decided. Wrong: 7. Could not be decided: 3.",
    "es": "El 20 de febrero de 2030 se sortearon 60 afirmaciones y se compararon a mano con sus fuentes. "
    "Las revisó: town clerk. Correctas: 50 de las 57 que se pudieron decidir. Falsas: 7. No se pudo decidir: 3.",
}
UNSAID = {
    "en": "We do not know. Nobody has drawn claims by lot yet and held them against their sources.",
    "es": "No lo sabemos. Nadie ha sorteado todavía afirmaciones para compararlas con sus fuentes.",
}

READ = {
    "en": "How much of the sources did we read? All of it: 3 of 6. Only the opening part of it: 2 of 6. "
    "Nothing but its address: 1 of 6. What we did not read may well say what is “not stated” here.",
    "es": "¿Cuánto leímos de las fuentes? Todo: 3 de 6. Solo la primera parte: 2 de 6. Solo su dirección: 1 de 6. "
    "En lo que no leímos puede estar lo que aquí “no se ha dicho”.",
}


def page(registry: Registry, code: str) -> str:
    """The words of the page in a language."""
    language = ENGLISH if code == "en" else find(code)
    text = html.fromstring(markdown.markdown(render(registry, Graph(registry), language=language)[PAGE])).text_content()
    return " ".join(text.split())


@pytest.mark.parametrize("code", READ)
def test_it_says_of_how_many_sources_only_a_part_was_read(city: Registry, code: str) -> None:
    """Else "we found no source" sounds as if all of them had been read."""
    assert READ[code] in page(city, code)


@pytest.mark.parametrize("code", SAID)
def test_it_says_what_the_last_check_by_lot_found(city: Registry, code: str) -> None:
    """With the denominator, and how many could not be decided."""
    assert SAID[code] in page(city, code)
    assert UNSAID[code] not in page(city, code)


@pytest.mark.parametrize("code", UNSAID)
def test_it_says_that_no_claims_were_ever_drawn(city: Registry, code: str) -> None:
    """Else readers would take it that somebody knows."""
    organisation = city.organisation.model_copy(update={"checked_by_lot": None})
    unchecked = Registry({**city.records, ORGANISATION: organisation}, city.documents)
    assert UNSAID[code] in page(unchecked, code)
