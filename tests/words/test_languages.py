"""Languages: one catalogue of messages, complete in each language, and no word on a page in another than it says."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import click
import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from schemas import KINDS, ORGANISATION, fields
from schemas.part import Part
from schemas.time import Duration, KeptAfter, RoughDate
from schemas.words import NOT_STATED
from scripts.cli.serve import serve
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, pages, settings
from scripts.words import languages, leads, sentences
from scripts.words.escapers import markdown
from scripts.words.languages import ENGLISH, Language, Piece, Text
from tests import made_up_language
from tests.site.test_pages import EXTENSIONS


@pytest.fixture(scope="session")
def spanish() -> Language:
    """The language of most people here who do not read English."""
    return languages.find("es")


@pytest.fixture(scope="session")
def in_spanish(city: Registry, spanish: Language) -> dict[str, str]:
    """Every page of the small city in Spanish."""
    records = languages.translated(city, languages.find("es"))
    return pages.render(records, Graph(records), language=spanish)


# --- what a language does ----------------------------------------------------------------------------------


def test_spanish_contracts_an_article_that_is_filled_in() -> None:
    """The name of an organisation may begin with an article, and "de el" and "a el" are mistakes."""
    spanish = Language("es", NullTranslations())
    town, city = Text.of("el Pueblo", "es"), Text.of("la Ciudad", "es")
    message = "**%(count)s** [oficina de %(the_city)s](%(address)s)"
    assert "oficina del Pueblo" in spanish.say(message, count=1, the_city=town, address="x")
    assert "oficina de la Ciudad" in spanish.say(message, count=1, the_city=city, address="x")
    assert spanish.say("[Pregunte a %(team)s](#ask).", team=town) == "[Pregunte al Pueblo](#ask)."


@pytest.mark.parametrize(
    ("words", "last", "expected"),
    [
        (("nombre", "correo", "firma"), "and", "nombre, correo y firma"),
        (("nombre", "identidad"), "and", "nombre e identidad"),
        (("nombre", "hielo"), "and", "nombre y hielo"),
        (("uno", "otro"), "or", "uno u otro"),
        (("uno",), "and", "uno"),
        ((), "and", ""),
    ],
)
def test_spanish_joins_words_as_people_do(spanish: Language, words: tuple[str, ...], last: str, expected: str) -> None:
    """The word before the last one depends on how that sounds."""
    assert spanish.listed(words, last=last) == expected


def test_english_joins_words_without_a_comma_before_the_last() -> None:
    """As all sentences of this site do."""
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"


def test_times_are_said_in_the_language_of_the_page(spanish: Language) -> None:
    """Whatever the machine is set to."""
    assert spanish.rough_date(RoughDate("2026-11-23")) == "23 de noviembre de 2026"
    assert spanish.rough_date(RoughDate("2026-11")) == "noviembre de 2026"
    assert spanish.duration(Duration("P1Y6M")) == "1 año y 6 meses"
    assert ENGLISH.duration(Duration("P1Y6M")) == "1 year and 6 months"


def test_a_length_of_time_is_said_even_where_a_library_lacks_the_long_word() -> None:
    """It then writes "30 duration-day"; the short word is known."""
    for code, said in {"bs": "30 dana", "pt": "30 dias", "vi": "30 ngày"}.items():
        assert Language(code, NullTranslations()).duration(Duration("P30D")) == said


def test_a_sentence_about_a_service_without_a_translation_names_it(graph: Graph, spanish: Language) -> None:
    """What people do is a phrase of its own in each language: without one, the name of the service stands in."""
    records = Graph(languages.translated(graph.registry, languages.find("es")))
    said = [
        leads.opening_of_service(
            records, id_, records.current(edge for step in records.steps(id_) for edge in step), spanish
        )
        for id_ in ("browse", "pay-property-tax")
    ]
    assert said[0].startswith("Con el servicio “Look at the website”, ")
    assert said[1].startswith("Cuando usted paga el impuesto sobre la propiedad, Tillhouse recibe esta información: ")


PIECES = st.lists(st.builds(Piece, st.text(max_size=5), st.sampled_from(["", "en", "es"])), max_size=6)


@given(PIECES)
def test_a_text_says_the_same_in_whatever_pieces(pieces: list[Piece]) -> None:
    """Joining neighbours loses no letter, and no two neighbours are of one language."""
    text = Text(pieces)
    assert str(text) == "".join(piece.text for piece in pieces) == "".join(piece.text for piece in text.pieces)
    codes = [piece.language for piece in text.pieces]
    assert all(one != next_ for one, next_ in itertools.pairwise(codes))


# --- every word of every page ------------------------------------------------------------------------------

LATIN = re.compile(r"[A-Za-z]{2,}")


class Strange(NullTranslations):
    """A language that says everything in letters which no record and no code has."""

    def gettext(self, message: str) -> str:
        """The message in wide letters."""
        return made_up_language.wide(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One of two messages in wide letters."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture(scope="session")
def strange(city: Registry) -> dict[str, str]:
    """The pages of the small city in that language. Dates and lists are Greek, which has letters of its own too."""
    language = Language("el", Strange())
    records = languages.translated(city, language)
    return pages.render(records, Graph(records), language=language)


@pytest.fixture(scope="session")
def begun(city: Registry, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the small city in Greek, of which no message is translated yet. Its dates and lists are Greek."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "el.po").touch()
    language = languages.find("el", folder)
    records = languages.translated(city, language)
    return pages.render(records, Graph(records), language=language)


def names_of(registry: Registry) -> list[str]:
    """What is the same in every language: names of companies, hosts, codes of statements and of other vocabularies."""
    hosts = [domain.host for party in registry.parties.values() for domain in party.domains]
    statements = [name for source in registry.sources.values() for name in source.statements]
    addresses = re.findall(
        r"https?://([^\s\"]+)", json.dumps([one.model_dump_json() for one in registry.records.values()])
    )
    addresses = [address.rstrip('\\",}/') for address in addresses]
    terms = registry.records.values()
    return [
        *addresses,
        *(vendor.name for vendor in registry.vendors.values()),
        *(domain.host for domain in registry.organisation.domains),
        *hosts,
        *statements,
        *(name.upper() for name in statements),
        *(getattr(getattr(term, "fideslang", None), "key", "") for term in terms),
        *(getattr(getattr(term, "dpv", None), "term", "") for term in terms),
        *("fideslang", "DPV"),
    ]


def without(text: str, names: list[str]) -> str:
    """A text without these names."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def words_of(page: str) -> Iterator[tuple[str, bool]]:
    """Every stretch of text of a page that no mark says is English, and whether it stands where no mark can be."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    tree = html.fromstring(f"<div>{python_markdown.markdown(body, extensions=EXTENSIONS)}</div>")
    for element in tree.iter():
        parent = element.getparent()
        for text, where in ((element.text, element), (element.tail, parent)):
            if not text or where is None or where.tag == "code":
                continue
            if not any(above.get("lang") == "en" for above in (where, *where.iterancestors())):
                yield text, where.tag in {"title", "desc"}
        for name, value in element.items():
            if name in {"aria-label", "title", "alt"} or (name.startswith("data-") and name not in CODES_IN_DATA):
                yield value, True


CODES_IN_DATA = {"data-flows", "data-list", "data-name", "data-root", "data-search-exclude"}


def test_every_word_that_no_record_says_comes_from_the_catalogue(city: Registry, strange: dict[str, str]) -> None:
    """In a language of strange letters, all other letters on a page are a record's, and say that they are English.

    Where no mark can say so, as in the name of a box in a diagram, there are names of records and nothing else.
    """
    names = names_of(city)
    records = [record.name for record in city.records.values()] + [city.organisation.short_name]
    found = []
    for path, page in strange.items():
        for text, unmarked in words_of(page) if path.endswith(".md") else ():
            rest = without(re.sub(r"\{\w+\}", "", text), [*names, *records] if unmarked else names)
            if LATIN.search(rest):
                found.append(f"{path}: {text.strip()[:80]}")
            assert "<span" not in text, f"{path}: a mark stands where none can be: {text}"
    assert found == []


def test_every_word_that_is_not_translated_says_that_it_is_english(city: Registry, begun: dict[str, str]) -> None:
    """In a sentence around what is filled in, in headings, tables, pictures and the letter, and not in attributes."""
    names = names_of(city)
    found = []
    for path, page in begun.items():
        for text, unmarked in words_of(page) if path.endswith(".md") else ():
            if not unmarked and LATIN.search(without(text, names)):
                found.append(f"{path}: {text.strip()[:80]}")
            assert "<span" not in text, f"{path}: a mark stands where none can be: {text}"
    assert found == []


def test_the_marks_of_another_language_are_all_that_sets_an_untranslated_page_apart(
    city: Registry, begun: dict[str, str]
) -> None:
    """It says the same as the page in English, but for what no record says of the organisation in that language.

    No mark breaks its Markdown. In the front matter, the language of a title stands beside it.
    """
    called = city.organisation.model_copy(
        update={"short_name": "the organisation", "team": "the team of this register"}
    )
    english = Registry({**city.records, ORGANISATION: called}, city.documents)
    path = "promises/no-marketing.md"
    greek = str(markdown.plain(Markup(begun[path])))  # noqa: S704 - one of our own pages
    assert (
        greek.replace("../../api/", "../api/").replace('language: "en"', 'language: ""')
        == pages.render(english, Graph(english))[path]
    )


def test_the_rows_for_the_script_say_what_is_english(city: Registry, strange: dict[str, str]) -> None:
    """The script builds rows of its own; names in another language come with the code of theirs."""
    names = names_of(city)
    for path, text in strange.items():
        if path.startswith("compare/") and path.endswith(".js"):
            for label in json.loads(text.partition("]=")[2].rstrip(";\n"))["texts"]:
                pieces = [[label, ""]] if isinstance(label, str) else label
                unmarked = " ".join(words for words, code in pieces if not code)
                assert not LATIN.search(without(unmarked, names)), f"{path}: {label}"
        elif path.endswith(".js"):
            listed = json.loads(text.partition("]=")[2].rstrip(";\n"))
            shown = [row[0] for row in listed["rows"]] + [
                value[1] for field in listed["fields"] for value in field["values"]
            ]
            for label in [*shown, *(field["label"] for field in listed["fields"])]:
                marked = isinstance(label, list)
                assert (label[1] == "en") if marked else not LATIN.search(without(label, names)), f"{path}: {label}"


def test_every_language_has_the_same_pages(city: Registry, graph: Graph, in_spanish: dict[str, str]) -> None:
    """So that each page leads to the same page in the other language."""
    assert in_spanish.keys() == pages.render(city, graph).keys()


# --- the settings of the site ------------------------------------------------------------------------------


def of_site() -> dict[str, Any]:
    """The settings from which those of each language are made."""
    found: dict[str, Any] = yaml.safe_load((build.PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    return found


def town(city: Registry, code: str) -> Registry:
    """The records of the town in a language."""
    return languages.translated(city, languages.find(code))


def test_each_language_offers_all_others(city: Registry) -> None:
    """By the name that it has for itself, and from where its pages lie in the site."""
    names = {"eo": "Esperanto", "es": "Español"}
    english = settings.english(of_site(), city, names)["extra"]["languages"]
    assert [(other["name"], other["root"]) for other in english] == [("Esperanto", "eo"), ("Español", "es")]
    spanish = settings.translated(
        of_site(), Language("es", NullTranslations()), town(city, "es"), [], {"eo": "Esperanto"}
    )
    offered = spanish["extra"]["languages"]
    assert [(other["name"], other["root"]) for other in offered] == [("English", ".."), ("Esperanto", "../eo")]


def test_settings_that_nobody_has_translated_say_that_they_are_english(city: Registry, tmp_path: Path) -> None:
    """Entries of the menu, the name of the site, the notice, and the words of the page for what is not there."""
    (tmp_path / "bs.po").touch()
    found = settings.translated(of_site(), languages.find("bs", tmp_path), city, ["index.md", "about/index.md"], {})
    (home, about) = found["nav"]
    assert home == {'<span lang="en">Home</span>': "index.md"}
    assert about == {'<span lang="en">About</span>': "about/index.md"}
    extra = found["extra"]
    assert extra["marked_site_name"] == '<span lang="en">Town of Quillbrook&#58; who gets your information</span>'
    assert set(extra["word_languages"].values()) == {"en"}
    assert {"notice", "no_page"} <= extra["word_languages"].keys()
    assert found["theme"]["palette"][0]["toggle"]["name"] == "Use light colors"


@pytest.mark.parametrize(
    ("code", "theme", "direction"), [("es", "es", "ltr"), ("bs", "en", "ltr"), ("ps", "en", "rtl")]
)
def test_a_language_that_the_theme_does_not_know_still_has_pages(
    city: Registry, code: str, theme: str, direction: str
) -> None:
    """They say in which language they are; the few words of the theme's own are English."""
    found = settings.translated(of_site(), Language(code, NullTranslations()), city, [], {})
    assert found["extra"]["language"] == code
    assert (found["theme"]["language"], found["theme"]["direction"]) == (theme, direction)


def test_the_site_has_the_name_of_the_organisation_in_each_language(city: Registry) -> None:
    """And what search engines show of a page says what sentences call it."""
    english = settings.english(of_site(), city, {})
    assert english["site_name"] == "Town of Quillbrook: who gets your information"
    assert "online service of the Town:" in english["extra"]["words"]["description"]
    spanish = settings.translated(of_site(), languages.find("es"), town(city, "es"), [], {})
    assert spanish["site_name"] == "Pueblo de Quillbrook: quién recibe su información"
    assert "servicio en línea del Pueblo:" in spanish["extra"]["words"]["description"]


def test_no_word_of_the_settings_is_about_one_kind_of_organisation() -> None:
    """Any can take them as they are."""
    words = " ".join(settings.words(of_site()))
    assert re.findall(r"(?i)\b(?:city|town|county|library|school|municipal)\w*", words) == []


def test_the_preview_offers_each_language_that_there_is() -> None:
    """English, and those with a catalogue."""
    (option,) = (option for option in serve.params if option.name == "language")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == ["en", *languages.translations()]


def test_what_is_not_stated_is_an_empty_text_in_every_language(graph: Graph, spanish: Language) -> None:
    """So that pages can tell it from an answer."""
    flows = [edge.flow for edge in graph.edges.values() if edge.flow.retention == NOT_STATED]
    assert flows
    assert {sentences.kept(flow, language) for flow in flows for language in (ENGLISH, spanish)} == {""}


def test_what_has_to_be_over_first_stays_in_the_words_of_the_record(graph: Graph, spanish: Language) -> None:
    """A reader of another language hears that it is English."""
    flow = next(iter(graph.edges.values())).flow.model_copy(
        update={"retention": KeptAfter("while it is open, then P1M")}
    )
    assert sentences.kept(flow) == "while it is open, then 1 month"
    said = spanish.known(sentences.kept(flow, spanish))
    assert [(piece.text, piece.language) for piece in said.pieces] == [
        ("while it is open", "en"),
        (", y después 1 mes", "es"),
    ]


def test_every_fact_that_may_be_not_stated_has_a_title() -> None:
    """Its title is a message; a key of a record is none."""
    models: dict[type[Part], None] = {}
    waiting: list[type[Part]] = list(KINDS.values())
    for model in waiting:  # grows while it runs: the parts of parts follow
        models[model] = None
        inner = (fields.part_of(field) for field in fields.keys(model).values())
        waiting += [part for part in inner if part and part not in waiting]
    untitled = [
        f"{model.__name__}.{key}"
        for model in models
        for key, field in fields.keys(model).items()
        if fields.may_be_not_stated(field) and not field.title
    ]
    assert untitled == []


@pytest.mark.parametrize(
    ("code", "said"), [("es", "la organización"), ("eo", made_up_language.wide("the organisation"))]
)
def test_an_organisation_without_words_in_a_language_is_called_so_there(
    city: Registry, tmp_path: Path, code: str, said: str
) -> None:
    """No page says "empresas que the Town no ha nombrado"."""
    town_ = city.organisation.model_copy(update={"translations": {}})
    records = Registry({**city.records, ORGANISATION: town_}, city.documents)
    found = languages.translated(records, languages.find(code, made_up_language.write(tmp_path / "words")))
    assert found.organisation.short_name == said
    assert records.organisation.short_name == "the Town"
