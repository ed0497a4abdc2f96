"""What a record may say, and that JSON Schema tells editors the same."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaMode

from schemas import FOLDERS, KINDS, Source, Vendor, fields
from schemas.evidence import Evidence, FlowEvidence
from schemas.flow import Flow, Retention
from schemas.ids import RESERVED_IDS, Id, id_problem
from schemas.part import Part, SomeOf, walk
from schemas.party import Cookie
from schemas.record import Record
from schemas.references import DataRef, Ref
from schemas.text import Name, Text
from schemas.time import Day, Duration, KeptAfter, RoughDate
from schemas.web import Email, Host, Url
from schemas.words import NOT_STATED, OrNotStated, filled
from scripts.reading import validation, yaml_text
from tests.conftest import TESTS

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.part import Loc
    from scripts.registry.registry import Registry

READING: JsonSchemaMode = "validation"
MODELS = pytest.mark.parametrize("model", KINDS.values(), ids=KINDS)


def schema_of(model: type[Part]) -> dict[str, Any]:
    """The JSON Schema of a kind, with the keys as authors write them."""
    return model.model_json_schema(by_alias=True, mode=READING)


def records_below(root: Path) -> list[Path]:
    """Every file of a record below a folder."""
    return sorted(root.glob("*.yml")) + sorted(root.glob("*/*.yml"))


def kind_of(path: Path) -> type[Record]:
    """The kind of a record by its folder."""
    return KINDS[FOLDERS.get(path.parent.name, "organisation")]


def parts(model: type[Part]) -> set[type[Part]]:
    """A model and every part that can stand inside it, at any depth."""
    found: set[type[Part]] = set()
    waiting = [model]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            inside = (fields.part_at(part, (key, step)) for key in fields.keys(part) for step in (0, "a"))
            direct = (fields.part_at(part, (key,)) for key in fields.keys(part))
            waiting += [other for other in (*direct, *inside) if other]
    return found


PARTS = sorted({part for model in KINDS.values() for part in parts(model)}, key=lambda part: part.__name__)


# --- JSON Schema ---------------------------------------------------------------------------------


@MODELS
def test_the_schema_of_a_kind_is_valid(model: type[Record]) -> None:
    """Editors read it as JSON Schema, draft 2020-12."""
    Draft202012Validator.check_schema(schema_of(model))


@cache
def editor(kind: type[Record]) -> Draft202012Validator:
    """What an editor knows of a kind of record: its schema, and what a date is."""
    return Draft202012Validator(schema_of(kind), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_editors_accept_the_records_that_the_check_accepts(records: Path) -> None:
    """Both say yes to each record."""
    refused = []
    for path in records_below(records):
        document, faults = yaml_text.parse(path.as_posix(), path.read_bytes())
        errors = [error.message for error in editor(kind_of(path)).iter_errors(document.data)]
        _, problems = validation.read(kind_of(path).kind, document)
        refused += [(path.as_posix(), errors, faults + problems)] if errors or faults or problems else []
    assert refused == []


MISTAKES = sorted({*TESTS.glob("cases/schema/*/*.yml"), *TESTS.glob("cases/schema/*/*/*.yml")})
# What only the check can see: days of the calendar, models that count their keys, words written otherwise, and what one
# value says against another.
FINER = {
    "answer-na-for-a-text",
    "answer-no-for-a-text",
    "answer-unknown-where-a-text-is-needed",
    "answered-before-asked",
    "contract-that-ends-before-it-starts",
    "date-with-month-13",
    "duration-of-ages",
    "duty-with-two-proofs",
    "flow-named-like-a-yes",
    "flow-twice",
    "flow-with-a-reserved-name",
    "language-that-reads-as-no",
    "not-stated-in-brackets-alone",
    "not-stated-in-brackets-among-others",
    "not-stated-with-capitals",
    "phrase-that-ends-a-sentence",
    "promise-with-an-empty-selector",
    "promise-with-two-checks",
    "reference-of-a-reserved-word",
    "source-read-before-it-was-written",
    "text-of-a-reserved-word",
    "text-of-two-lines",
    "url-with-a-look-alike-letter",
    "url-with-a-space",
    "url-with-a-user",
}


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.relative_to(TESTS).parts[2])
def test_editors_refuse_the_mistakes_that_the_check_refuses(path: Path) -> None:
    """An editor underlines every mistake of the cases, but for those that JSON Schema cannot put in words."""
    document, _ = yaml_text.parse(path.as_posix(), path.read_bytes())
    accepted = editor(kind_of(path)).is_valid(document.data)
    assert accepted == (path.relative_to(TESTS).parts[2] in FINER)


@MODELS
def test_every_key_tells_editors_what_it_is(model: type[Record]) -> None:
    """Whoever holds the pointer over a key in an editor reads a sentence on it."""
    schema = schema_of(model)
    parts_by_name = schema.get("$defs", {})
    for part in [schema, *parts_by_name.values()]:
        for name, field in part.get("properties", {}).items():
            # Pydantic leaves a sentence out where the part that stands there says the same.
            shown = {**parts_by_name.get(field.get("$ref", "").rpartition("/")[2], {}), **field}
            assert shown.get("description", "").endswith((".", ".”", '".')), f"{part['title']}.{name}"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_part_has_a_sentence_of_its_own(part: type[Part]) -> None:
    """The docstring of a part is shown to the public, so it may not be the one of its parent."""
    assert part.__doc__
    assert part.__doc__.split("\n\n")[0].rstrip().endswith((".", '".'))
    assert "__doc__" in vars(part)


# --- strict and frozen ---------------------------------------------------------------------------


def test_all_parts_are_found() -> None:
    """The tests below look at every part of every kind, the deepest too."""
    names = {part.__name__ for part in PARTS}
    assert {"Organisation", "Flow", "Schedule", "Evidence", "Selector", "Statement", "Waiver", "DpvTerm"} <= names


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_no_key_is_a_yes_or_a_no_to_another_program(part: type[Part]) -> None:
    """YAML 1.1, which most programs read, has a truth value for `on` and its like, in keys too."""
    assert all(yaml.safe_load(f"{key}: 1") == {key: 1} for key in fields.keys(part))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_part_knows_no_keys_but_its_own(part: type[Part]) -> None:
    """A misspelt key is refused everywhere: it never vanishes without a word."""
    with pytest.raises(ValidationError) as caught:
        part.model_validate({"misspelt": 1})
    assert ("misspelt",) in [error["loc"] for error in caught.value.errors() if error["type"] == "extra_forbidden"]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_part_cannot_be_changed_after_reading(part: type[Part]) -> None:
    """What was checked is what is published."""
    assert part.model_config.get("frozen")
    empty = part.model_construct()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(empty, next(iter(part.model_fields)), None)


def test_lists_are_kept_as_tuples(city: Registry) -> None:
    """A list inside a frozen record could still be changed."""
    for _, _, value in city.values:
        assert not isinstance(value, list | dict)
    assert isinstance(city.vendors["tillhouse"].kinds, tuple)


def test_a_field_that_may_be_not_stated_has_a_title(city: Registry) -> None:
    """The page of a record says "We found no source that says it" beside the title."""
    for part in PARTS:
        for key, field in fields.keys(part).items():
            if fields.may_be_not_stated(field) and part.__name__ != "Organisation":
                assert field.title, f"{part.__name__}.{key}"
    assert city.organisation.policy != NOT_STATED


@pytest.mark.parametrize("model", [model for model in KINDS.values() if model is not Source], ids=lambda m: m.kind)
def test_every_word_that_an_author_may_write_has_a_label(model: type[Record]) -> None:
    """The public never reads a word of the records as it stands there."""
    for definition in schema_of(model).get("$defs", {}).values():
        for word, label in zip(definition.get("enum", ()), definition.get("enumDescriptions", ()), strict=True):
            assert filled(label)[0].isupper()
            assert label != word


# --- ids and references --------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["a", "7", "real-estate-tax", "form-1040", "a" * 64])
def test_an_id_has_small_letters_digits_and_single_hyphens(word: str) -> None:
    """The name of a file is an id, and so is the name of a flow and of a statement."""
    assert id_problem(word) is None
    assert TypeAdapter(Id).validate_python(word) == word


@pytest.mark.parametrize(
    "word",
    [
        "",
        "A",
        "a_b",
        "a b",
        "a--b",
        "-a",
        "a-",
        "a/b",
        "../x",
        "a\n",
        "é",
        "a.b",
        "a" * 65,
        "con",
        "index",
        "com1",
        "any",
    ],
)
def test_whatever_else_is_no_id(word: str) -> None:
    """It would make an odd address, or the name of a file that some systems do not allow."""
    assert id_problem(word)
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(word)


@given(st.text(max_size=70))
def test_an_id_is_a_safe_name_for_a_file(word: str) -> None:
    """Whatever passes for an id stays in its folder and is the same on every system."""
    if id_problem(word) is None:
        assert word.isascii()
        assert word == word.lower()
        assert not set(word) & set("/\\.:\0\n ")
        assert word not in RESERVED_IDS


def test_a_reference_knows_the_kinds_that_it_may_name(city: Registry) -> None:
    """Rules and pages find references by their type, not by the name of the field."""
    flow = city.vendors["tillhouse"].flows["property-tax"]
    assert isinstance(flow.sender, Ref)
    assert flow.sender.kinds == ("people", "vendor", "office", "recipient")
    assert isinstance(flow.data[0], DataRef)


# --- one mistake is one error --------------------------------------------------------------------


class Example(Part):
    """A part for the tests of a union."""

    model_config = ConfigDict(frozen=True)

    fact: OrNotStated[SomeOf[DataRef]] = Field(title="A fact")
    """A fact."""


@pytest.mark.parametrize("given_value", ["not-statd", [], ["A b", "c"], 7, {"a": 1}, None, True])
def test_a_union_with_not_stated_gives_one_error(given_value: object) -> None:
    """The word stands beside a type: whichever was meant, the author reads one message."""
    with pytest.raises(ValidationError) as caught:
        Example.model_validate({"fact": given_value})
    assert caught.value.error_count() == 1


def test_not_stated_is_a_plain_text_and_a_fact_is_not() -> None:
    """What is unknown is told from what is known by its value alone."""
    assert Example.model_validate({"fact": "not-stated"}).fact == NOT_STATED
    assert Example.model_validate({"fact": ["email-address"]}).fact == ("email-address",)


@pytest.mark.parametrize("word", ["none", "None", "not-stated", "NOT-STATED", "any"])
def test_a_text_is_never_a_word_that_means_something_else(word: str) -> None:
    """A name of "None" is a mistake: the author meant that there is no name."""
    with pytest.raises(ValidationError, match="is not an answer here"):
        TypeAdapter(Text).validate_python(word)


def test_a_text_has_one_line_and_no_space_around_it() -> None:
    """It stands in a table cell, in a heading, in a line of a log."""
    for wrong in ("", "two\nlines", "x" * 1001):
        with pytest.raises(ValidationError):
            TypeAdapter(Text).validate_python(wrong)


# --- time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        (2024, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_rough_date_spans_the_days_that_it_may_mean(written: str | int, first: date, last: date) -> None:
    """A day is a day; a month or a year runs from its first day to its last."""
    rough = TypeAdapter(RoughDate).validate_python(written)
    assert (rough.first_day, rough.last_day) == (first, last)
    assert rough == str(written)


@pytest.mark.parametrize(
    "written",
    [
        "2024-13",
        "2024-02-30",
        "24",
        "2024-2",
        "2024-02-10T00:00",
        "May 2024",
        "\u0662\u0660\u0662\u0664",
        "",
        "0000",
        True,
        99,
        None,
        2024.0,
    ],
)
def test_a_rough_date_is_a_date_of_the_calendar(written: object) -> None:
    """Anything else is refused with the three forms that fit."""
    with pytest.raises(ValidationError, match="write a date that exists"):
        TypeAdapter(RoughDate).validate_python(written)


def test_the_last_year_of_the_calendar_has_an_end_too() -> None:
    """9999 is a date that an author can write, and no code may fail on it."""
    assert RoughDate("9999").last_day == date(9999, 12, 31)


@pytest.mark.parametrize("written", ["2026-11-23", date(2026, 11, 23)], ids=repr)
def test_a_day_is_exact(written: object) -> None:
    """Year, month and day, as text from a record or as a date from code."""
    assert TypeAdapter(Day).validate_python(written) == date(2026, 11, 23)


@pytest.mark.parametrize("written", ["2026-11", "2026-11-31", "23.11.2026", "20261123", 20261123, None], ids=repr)
def test_a_day_has_one_form(written: object) -> None:
    """What could be read in two ways is refused."""
    with pytest.raises(ValidationError, match="write a day that exists"):
        TypeAdapter(Day).validate_python(written)


@pytest.mark.parametrize(
    ("written", "words", "after"),
    [
        ("P1Y", "1 year", date(2025, 2, 28)),
        ("P2Y", "2 years", date(2026, 2, 28)),
        ("P6M", "6 months", date(2024, 8, 29)),
        ("P1Y6M", "1 year and 6 months", date(2025, 8, 29)),
        ("P2W", "2 weeks", date(2024, 3, 14)),
        ("P30D", "30 days", date(2024, 3, 30)),
        ("P1D", "1 day", date(2024, 3, 1)),
    ],
)
def test_a_duration_reads_as_words_and_counts_days_of_the_calendar(written: str, words: str, after: date) -> None:
    """A year after 29 February ends on 28 February."""
    duration = TypeAdapter(Duration).validate_python(written)
    assert f"{duration}" == words
    assert duration.after(date(2024, 2, 29)) == after
    assert duration == written


def test_what_is_kept_after_something_else_is_words_and_a_length() -> None:
    """In the words of whoever says so."""
    for written, first in (
        ("while the account is open, then P18M", "while the account is open"),
        ("until you leave, then nobody calls, then P18M", "until you leave, then nobody calls"),
    ):
        kept = TypeAdapter(Retention).validate_python(written)
        assert isinstance(kept, KeptAfter)
        assert (kept, kept.first, kept.length) == (written, first, "P18M")
    for written in ("while it is open, then", "while it is open, then a year", ", then P1Y", "1, then P1Y", "x" * 200):
        with pytest.raises(ValidationError):
            TypeAdapter(Retention).validate_python(written)


@pytest.mark.parametrize(
    "written",
    ["P", "1Y", "P1", "P1H", "PT1H", "P-1Y", "p1y", "P1M1Y", "P1000Y", "2 years", "P1\u0660Y", "P1Y\n", 2],
    ids=repr,
)
def test_a_duration_has_one_form(written: object) -> None:
    """Hours do not matter here, and the largest unit comes first."""
    with pytest.raises(ValidationError):
        TypeAdapter(Duration).validate_python(written)


@pytest.mark.parametrize(
    ("length", "limit"), [("P366D", "P1Y"), ("P1M", "P30D"), ("P29D", "P1M"), ("P2Y", "P30D")], ids=repr
)
def test_a_length_that_is_longer_by_some_calendar_may_exceed_the_limit(length: str, limit: str) -> None:
    """A month may have 28 days or 31, a year 365 or 366."""
    assert Duration(length).may_exceed(Duration(limit))


@pytest.mark.parametrize(
    ("length", "limit"),
    [("P1Y", "P12M"), ("P12M", "P1Y"), ("P365D", "P1Y"), ("P1M", "P31D"), ("P4W", "P1M"), ("P1Y", "P1Y1D")],
    ids=repr,
)
def test_a_length_that_is_no_longer_by_any_calendar_keeps_to_the_limit(length: str, limit: str) -> None:
    """Twelve months are a year, and four weeks never more than a month."""
    assert not Duration(length).may_exceed(Duration(limit))


# --- the web ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "https://www.example.gov/",
        "https://www.example.gov",
        "http://example.org/a?b=c&d=%20#e",
        "https://xn--bcher-kva.example/",
        "https://a-b.example.org/~x/(y)",
    ],
)
def test_an_address_is_kept_as_it_is_written(written: str) -> None:
    """Nothing is added or changed, so that a reader can compare it with the browser's."""
    assert TypeAdapter(Url).validate_python(written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "data:text/html,x", "vbscript:x"),
        *("//evil.example", "evil.example", "ftp://example.org/", "HTTPS://example.org/", "https:/example.org"),
        *("https://a@b.example/", "https://a:b@c.example/", "https://example.org:8443/", "https://example.org\\@b/"),
        *(
            "https://127.0.0.1/",
            "http://169.254.169.254/latest/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://1.0x1/",
        ),
        *("https://exa mple.org/", " https://", "https://", "https://localhost/", "https://[::1]/"),
        *(
            "https://bücher.example/",
            "https://\u0440\u0430ypal.example/",
            "https://example.org/\u202e",
            "https://example.org/\n",
        ),
        *('https://example.org/"onclick="x', "https://example.org/<script>", "https://example.org/`x`"),
        *("https://example.org/{{ config }}", "https://example.org/a|b", "https://-a.example/", "https://a..example/"),
        "https://example.org/" + "a" * 2000,
    ],
)
def test_an_address_that_could_lead_elsewhere_is_refused(written: str) -> None:
    """What a reader sees must be where the link goes, and nothing in it may break out of a page."""
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(written)


@pytest.mark.parametrize(
    "written", ["example.org", "pay.example.co", "a-1.b-2.example", "xn--bcher-kva.example"], ids=repr
)
def test_a_host_is_a_full_name_in_small_letters(written: str) -> None:
    """It is what a browser shows between `https://` and the next slash."""
    assert TypeAdapter(Host).validate_python(written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("https://example.org", "example.org/", "Example.org", "example", "*.example.org", "*", "'unsafe-inline'"),
        *(
            "a.example; script-src *",
            "a.example\r\nX: y",
            "a.example\n",
            "\u0440\u0430ypal.example",
            "a_b.example",
            ".example.org",
        ),
        *("example.org.", "example.org:443", "a b.example", "-a.example", "a-.example", f"{'a' * 64}.example"),
        ".".join(["a" * 60] * 5),
    ],
)
def test_a_host_that_could_be_more_than_a_host_is_refused(written: str) -> None:
    """Hosts end up in security headers, where a space or a semicolon would add a rule."""
    with pytest.raises(ValidationError):
        TypeAdapter(Host).validate_python(written)


# --- finding things in a record ----------------------------------------------------------------------


def test_walk_lists_everything_under_the_keys_that_authors_write(city: Registry) -> None:
    """The sender of a flow stands under `from`, entries of a list under their position, parts before their values."""
    flow = city.recipients["anyone-who-asks"].flows["counts"]
    assert walk(flow) == [
        ((), flow),
        (("service",), "browse"),
        (("from",), "town"),
        (("about",), "none"),
        (("data", 0), "statistics"),
        (("purposes", 0), "improve-site"),
        (("collected",), "derived"),
        (("choice",), "none"),
        (("retention",), "not-stated"),
        (("evidence", 0), flow.evidence[0]),
        (("evidence", 0, "source"), "seen-by-us"),
    ]


def test_walk_misses_nothing(city: Registry) -> None:
    """For every record: the values that it lists are those of the file, at the places of the file."""
    for key, record in city.records.items():
        document = city.documents[key]
        values = {loc for loc in document.places if not isinstance(at(document.data, loc), dict | list)}
        assert values <= {loc for loc, _ in walk(record)}


def at(data: Any, loc: Loc) -> Any:
    """What stands at a place in plain data."""
    for step in loc:
        data = data[step]
    return data


def test_walk_finds_every_piece_of_evidence(city: Registry) -> None:
    """Evidence stands in records, flows, cookies, contracts and duties; all is found, in the order of the fields."""
    places = [loc for loc, value in walk(city.vendors["tillhouse"]) if isinstance(value, Evidence)]
    assert places == [
        ("flows", "property-tax", "evidence", 0),
        ("flows", "property-tax", "evidence", 1),
        ("flows", "refunds", "evidence", 0),
        ("cookies", 1, "evidence", 0),
        ("contract", "evidence", 0),
        ("duties", "name-it", "evidence", 0),
        ("duties", "name-it", "done", 0),
        ("duties", "delete-receipts", "evidence", 0),
        ("duties", "link-its-terms", "evidence", 0),
    ]


@pytest.mark.parametrize(
    ("loc", "expected"),
    [
        (("legal_name",), "The full legal name"),
        (("status", "since"), "Since when it has been so"),
        (("flows", "property-tax", "retention"), "How long the information is kept"),
        (("flows", "property-tax", "data", 0), "What information it is"),
        (("flows", "property-tax", "authority", "citation"), "The law or contract that allows it"),
        (("cookies", 1, "name"), "The cookie's name"),
        (("contract", "page"), "Where the contract can be read"),
        (("links", "your_data"), "The page to ask about your own information"),
        (("links", "nothing_such"), "Nothing such"),
    ],
)
def test_a_place_has_the_name_that_people_know(loc: Loc, expected: str) -> None:
    """Pages and the list of open questions call a fact by the title of its field."""
    assert fields.label(Vendor, loc) == expected


@pytest.mark.parametrize(
    ("loc", "expected"),
    [
        ((), Vendor),
        (("flows", "property-tax"), Flow),
        (("flows", "value"), Flow),
        (("flows", "value", "evidence", 0), FlowEvidence),
        (("cookies", "value", 0), Cookie),
        (("name",), None),
    ],
)
def test_a_place_knows_its_part(loc: Loc, expected: type[Part] | None) -> None:
    """The branches of a union in an error of pydantic are passed over; a flow may have any name."""
    assert fields.part_at(Vendor, loc) is expected


@pytest.mark.parametrize("written", ["office@example.gov", "a.b+c@mail.example.org", "o'neil_1@x.example"])
def test_an_email_address_stays_as_it_is_written(written: str) -> None:
    """Nothing is added or changed."""
    assert TypeAdapter(Email).validate_python(written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("a@b.example?bcc=c@d.example", "a@b.example&body=x", "a@b.example,c@d.example", "a@b.example c@d.example"),
        *(
            "a@b",
            "@b.example",
            "a@",
            "a%0a@b.example",
            "a@127.0.0.1",
            '"a b"@c.example',
            "mailto:a@b.example",
            "<a@b.example>",
        ),
        *("a@b.example\n", "a@\u0430.example", "A <a@b.example>"),
    ],
)
def test_an_email_address_that_could_carry_orders_is_refused(written: str) -> None:
    """A mail link takes what stands behind it for more readers, a subject or a text."""
    with pytest.raises(ValidationError):
        TypeAdapter(Email).validate_python(written)


@pytest.mark.parametrize("name", ["211", "A", "東京", "Ñ", "¡Sí!"])
def test_a_name_may_be_in_any_alphabet_or_a_number(name: str) -> None:
    """What people call it."""
    assert TypeAdapter(Name).validate_python(name) == name


@pytest.mark.parametrize("name", ["—", "...", "!?", "★", "()", "_", "\u0640\u0640"])
def test_a_name_needs_a_letter_or_a_digit(name: str) -> None:
    """What has neither cannot be said, and a page would have a heading of nothing."""
    with pytest.raises(ValidationError, match="a name has a letter or a digit"):
        TypeAdapter(Name).validate_python(name)
