"""Starting a record: what `registry new` writes, and that the check names each blank in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic.fields import FieldInfo

from schemas import KINDS, fields
from schemas.words import FILL_IN, NOT_STATED
from scripts.authoring import fix, new_record
from scripts.cli.main import main
from scripts.reading import yaml_text
from scripts.registry import registry
from tests.conftest import check

TAKEN = {"vendor": "tillhouse", "office": "town", "recipient": "card-banks", "service": "browse", "data": "health"}
WITHOUT_COMMENTS = re.compile(r"#.*")


def start(root: Path, *words: str) -> tuple[int, str]:
    """Run `registry new`: its exit code and what it prints."""
    done = CliRunner().invoke(main, ["new", "--registry", str(root), *words])
    return done.exit_code, done.output


def blanks(text: str) -> list[tuple[int, int]]:
    """The line and column of each blank that is not in a comment."""
    lines = WITHOUT_COMMENTS.sub("", text).split("\n")
    return [
        (number, match.start() + 1)
        for number, line in enumerate(lines, start=1)
        for match in re.finditer(FILL_IN, line)
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation"])
def test_the_check_names_each_blank_of_a_new_record_and_nothing_else(folder: Path, kind: str) -> None:
    """So its author can work from one message to the next until all is said."""
    code, said = start(folder, kind, "brand-new")
    path = folder / KINDS[kind].folder / "brand-new.yml"
    assert (code, said) == (0, f"{path.as_posix()} written. `registry check` names each blank in it.\n")
    found = [(finding.position.line, finding.position.column) for finding in check(folder)]
    assert found == blanks(path.read_text(encoding="utf-8"))
    assert found
    assert {(finding.position.path, finding.rule) for finding in check(folder)} == {(path.as_posix(), "reserved-word")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_names_every_key_of_its_kind(kind: str) -> None:
    """Those that it needs are there; those that may be left out are named at its end."""
    text = new_record.text(kind, "brand-new")
    model = KINDS[kind]
    for key, field in fields.keys(model).items():
        assert re.search(rf"^{key}:" if field.is_required() else rf"^{key}:|`{key}`", text, flags=re.MULTILINE), key


@pytest.mark.parametrize("kind", KINDS)
def test_below_the_line_nothing_waits_for_an_answer(kind: str) -> None:
    """Who has filled in what stands above it is done."""
    above, line, below = new_record.text(kind, "brand-new").partition(f"#? {new_record.BELOW}")
    assert blanks(above)
    assert not blanks(below)
    assert bool(line) == any(fields.may_be_not_stated(field) for field in required(kind))


def required(kind: str) -> list[FieldInfo]:
    """What a record of a kind must say, without what each one begins with."""
    model = KINDS[kind]
    return [
        field
        for key, field in fields.keys(model).items()
        if field.is_required() and not new_record.is_asked_first(model, key)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_is_read_in_a_minute(kind: str) -> None:
    """A form of two hundred lines is filled in by nobody."""
    lines = new_record.text(kind, "brand-new").splitlines()
    assert len(lines) < 60
    assert max(map(len, lines)) <= new_record.WIDTH


def filled_in(folder: Path) -> Path:
    """A new vendor after its author has answered all that is needed."""
    start(folder, "vendor", "brand-new")
    path = folder / "vendors" / "brand-new.yml"
    text = path.read_text(encoding="utf-8").replace("#? about: [FILL-IN]", "about: [payer]")
    for key, answer in {
        "name": "Brand New",
        "kinds": "[payments]",
        "summary": "It checks cards.",
        "is": "in-use",
        "home": '"https://new.example.org/"',
        "service": "pay-property-tax",
        "from": "tillhouse",
        "data": "[card-number]",
        "purposes": "[take-payment]",
        "collected": "passed-on",
    }.items():
        text = re.sub(rf"^( *{key}: )\[?FILL-IN\]?", rf"\g<1>{answer}", text, flags=re.MULTILINE)
    text = text.replace("source: FILL-IN", "source: tillhouse-privacy").replace(
        "role: not-stated", "role: subcontractor"
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_the_flow_of_a_new_vendor_has_all_that_the_check_asks_for(folder: Path) -> None:
    """Also where it carries what is sensitive, and comes from another company: nothing is missing afterwards."""
    path = filled_in(folder)
    assert [str(finding) for finding in check(folder) if finding.position.path == path.as_posix()] == []


def test_hints_go_once_all_is_answered(folder: Path) -> None:
    """`fix` takes them away, and nothing else; as long as a blank is left they stay."""
    path = filled_in(folder)
    whole = path.read_text(encoding="utf-8")
    read = registry.read(folder)[0]
    mended = fix.mend("vendor", whole, read)
    assert "#" not in mended
    assert yaml_text.parse("x.yml", mended.encode())[0].data == yaml_text.parse("x.yml", whole.encode())[0].data
    assert fix.mend("vendor", mended, read) == mended
    waiting = whole.replace("name: Brand New", "name: FILL-IN")
    assert fix.mend("vendor", waiting, read).count("#?") == waiting.count("#?")
    quoted = mended.replace("summary: It checks cards.", 'summary: "It checks  #? cards."')
    assert fix.mend("vendor", quoted, read) == quoted


def test_a_new_record_shows_the_words_that_fit() -> None:
    """Nobody has to look them up."""
    text = new_record.text("vendor", "brand-new")
    assert "role: not-stated  #? Whose rules it follows: for-the-organisation, on-its-own or subcontractor\n" in text
    assert "is: FILL-IN  #? Whether it is in use: planned, in-use, paused, ended or not-stated\n" in text


# --- like another --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "other"), TAKEN.items())
def test_a_record_like_another_waits_for_what_is_its_own(folder: Path, kind: str, other: str) -> None:
    """It has the keys of the other, but for those that speak of its past; the check names the blanks."""
    assert start(folder, kind, "brand-new", "--like", other)[0] == 0
    path = folder / KINDS[kind].folder / "brand-new.yml"
    text = path.read_text(encoding="utf-8")
    copied, original = (registry.read(folder)[0].documents[kind, id_].data for id_ in ("brand-new", other))
    assert copied.keys() - {"flows"} <= {
        *original,
        *(key for key, at in fields.keys(KINDS[kind]).items() if at.is_required()),
    }
    assert copied["name"] == copied["summary"] == FILL_IN
    assert [(finding.position.line, finding.position.column) for finding in check(folder)] == blanks(text)


def test_only_what_is_meant_by_like_is_copied(folder: Path) -> None:
    """What kind it is, and of each flow where it comes from. All else would be a claim about the new one."""
    start(folder, "vendor", "brand-new", "--like", "tillhouse")
    read = registry.read(folder)[0]
    new, other = (read.documents["vendor", id_].data for id_ in ("brand-new", "tillhouse"))
    assert new["kinds"] == other["kinds"]
    assert new["flows"].keys() == other["flows"].keys()
    of_both = {"service", "from", "about"}
    for name, flow in new["flows"].items():
        assert {key: flow[key] for key in of_both & flow.keys()} == {
            key: other["flows"][name][key] for key in of_both & other["flows"][name].keys()
        }
    kept = {*new["kinds"], *(flow[key] for flow in new["flows"].values() for key in ("service", "from"))}
    assert said(new) <= kept | {"payer", "known"}


def said(value: Any) -> set[str]:
    """All that is stated in a part of a record."""
    if isinstance(value, dict):
        return {text for one in value.values() for text in said(one)}
    if isinstance(value, list):
        return {text for one in value for text in said(one)}
    return set() if value in {FILL_IN, NOT_STATED} else {str(value)}


def test_a_flow_that_is_over_is_not_copied(folder: Path) -> None:
    """It is the past of the other."""
    start(folder, "vendor", "brand-new", "--like", "pawform")
    assert list(registry.read(folder)[0].documents["vendor", "brand-new"].data["flows"]) == ["pet-form"]


# --- wrong use -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("vndor", "a"), "there is no kind `vndor`; did you mean `vendor`?"),
        (("vendor", "Pay/Fast"), "`Pay/Fast` can be neither an id nor a name: an id has lower-case letters"),
        (("vendor", "!?"), "an id has lower-case letters"),
        (("vendor", "index"), "`index` is a reserved word"),
        (("vendor", "../a"), "an id has lower-case letters"),
        (("vendor", "a", "--like", "tilhouse"), "there is no vendor `tilhouse`; did you mean `tillhouse`?"),
        (("vendor", "tillhouse"), "tillhouse.yml cannot be written: it is there already; choose another name"),
        (("organisation", "other"), "a registry has one organisation"),
    ],
)
def test_wrong_use_is_answered_with_what_was_meant(folder: Path, words: tuple[str, ...], answer: str) -> None:
    """Exit code 2, a suggestion, and no file written."""
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    code, said = start(folder, *words)
    assert code == 2
    assert answer in said
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("typed", "id_"), [("Pay Pal", "pay-pal"), ("PayFast", "payfast"), ("Café O'Hara & Co.", "cafe-ohara-co")]
)
def test_a_name_makes_an_id(folder: Path, typed: str, id_: str) -> None:
    """And stands in the record already."""
    assert start(folder, "vendor", typed)[0] == 0
    assert registry.read(folder)[0].documents["vendor", id_].data["name"] == typed


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A link that waits under the new name could lead out of the registry."""
    (folder / "vendors" / "brand-new.yml").symlink_to(tmp_path / "outside.yml")
    assert start(folder, "vendor", "brand-new")[0] == 2
    assert not (tmp_path / "outside.yml").exists()


def test_a_form_speaks_of_the_organisation_by_its_name(folder: Path) -> None:
    """`the organisation` is what nobody calls it."""
    done = CliRunner().invoke(main, ["new", "--registry", str(folder), "vendor", "brand-new"])
    assert done.exit_code == 0, done.output
    text = (folder / "vendors" / "brand-new.yml").read_text(encoding="utf-8")
    assert text.startswith("#? brand-new (vendor). A company outside the Town that works for it")
    assert "the organisation" not in text
