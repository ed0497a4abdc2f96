"""Starting a record: what `registry new` writes, and that the check names each blank in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from schemas import KINDS, fields
from schemas.words import FILL_IN
from scripts.authoring import new_record
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


def in_use(text: str) -> str:
    """A new record in which all that may be left out is used."""
    return re.sub(r"^# (?=#|[a-z_ ]+:|  )", "", text.partition("# All that follows")[2], flags=re.MULTILINE)


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
def test_a_new_record_has_every_key_of_its_kind_with_its_explanation(kind: str) -> None:
    """What is needed first and in order; the rest as comments."""
    text = new_record.text(kind, "brand-new")
    head, _, tail = text.partition("# All that follows")
    data = yaml_text.parse("x.yml", head.encode())[0].data
    assert list(data) == [key for key, field in fields.keys(KINDS[kind]).items() if field.is_required()]
    for key, field in fields.keys(KINDS[kind]).items():
        part = head if field.is_required() else tail
        above = part[: re.search(rf"^(# )?{key}:", part, flags=re.MULTILINE).start()]  # type: ignore[union-attr]
        words = " ".join(above.replace("#", " ").split())
        assert " ".join(str(field.description).split()) in words


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_be_left_out_can_be_used_as_it_stands(kind: str) -> None:
    """Without its `# `, each optional key is one that the kind has, in a form that can be read."""
    document, faults = yaml_text.parse("x.yml", in_use(new_record.text(kind, "brand-new")).partition("\n")[2].encode())
    assert {fault.rule for fault in faults} <= {"reserved-word"}
    assert set(document.data) == {key for key, field in fields.keys(KINDS[kind]).items() if not field.is_required()}


def test_a_new_record_shows_the_words_that_fit() -> None:
    """Nobody has to look them up."""
    text = new_record.text("vendor", "brand-new")
    assert "#   on-its-own            It has its own rules\n" in text
    assert "#   not-stated            no source says it\nrole: FILL-IN\n" in text


# --- like another --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "other"), TAKEN.items())
def test_a_record_like_another_waits_for_what_is_its_own(folder: Path, kind: str, other: str) -> None:
    """All keys, and the words that can be the same, are copied; the check names the rest."""
    assert start(folder, kind, "brand-new", "--like", other)[0] == 0
    path = folder / KINDS[kind].folder / "brand-new.yml"
    text = path.read_text(encoding="utf-8")
    copied, original = (registry.read(folder)[0].documents[kind, id_].data for id_ in ("brand-new", other))
    assert copied.keys() == original.keys()
    assert copied["name"] == copied["summary"] == FILL_IN
    assert [(finding.position.line, finding.position.column) for finding in check(folder)] == blanks(text)


def test_names_addresses_evidence_and_review_are_not_copied(folder: Path) -> None:
    """They would be false of the new record; what is `not-stated` is so for both."""
    start(folder, "vendor", "brand-new", "--like", "tillhouse")
    data = registry.read(folder)[0].documents["vendor", "brand-new"].data
    assert data["reviewed"] == {"date": FILL_IN, "by": FILL_IN}
    assert data["links"] == {"home": FILL_IN, "privacy": FILL_IN, "terms": "not-stated"}
    assert data["domains"][0] == {"host": FILL_IN, "use": "the page where you pay"}
    assert {entry["source"] for flow in data["flows"].values() for entry in flow["evidence"]} == {FILL_IN}
    assert data["legal_name"] == "not-stated"
    assert data["kinds"] == ["payments"]


# --- wrong use -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("vndor", "a"), "there is no kind `vndor`; did you mean `vendor`?"),
        (("vendor", "PayFast"), "an id has lower-case letters"),
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


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A link that waits under the new name could lead out of the registry."""
    (folder / "vendors" / "brand-new.yml").symlink_to(tmp_path / "outside.yml")
    assert start(folder, "vendor", "brand-new")[0] == 2
    assert not (tmp_path / "outside.yml").exists()
