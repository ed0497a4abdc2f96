"""Who has not said a fact that no source states."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scripts.registry import registry
from scripts.registry.registry import Unknown
from scripts.registry.silence import Silences, days_between

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.part import Loc
    from scripts.registry.registry import Registry

CLEARBRIDGE = ("vendor", "clearbridge")


def edit(path: Path, old: str, new: str) -> None:
    """Change a record by hand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def silences(city: Registry) -> Silences:
    """Who has not said what, in the small city."""
    return Silences(city)


def test_only_what_somebody_was_asked_for_is_said_to_be_asked(silences: Silences) -> None:
    """The other facts of the record are not."""
    asked = silences.of(Unknown(CLEARBRIDGE, ("links", "terms"))).asking
    assert asked is not None
    assert (asked.whom, asked.date, asked.answered) == ("clearbridge", date(2030, 2, 1), None)
    assert silences.of(Unknown(CLEARBRIDGE, ("links", "home"))).asking is None


def test_what_was_answered_does_not_wait(silences: Silences) -> None:
    """What they left open is still not stated, and nobody has to answer for it."""
    answered = silences.of(Unknown(CLEARBRIDGE, ("flows", "card-payments", "authority"))).asking
    assert answered is not None
    assert answered.answered == date(2029, 12, 1)
    assert [unknown.loc for unknown, _ in silences.waiting()] == [("links", "terms"), ("cookies",)]


def test_the_last_question_counts(folder: Path) -> None:
    """Whoever is asked again is said to have been asked on the later day, wherever it stands in the list."""
    edit(
        folder / "vendors" / "clearbridge.yml",
        "asked:\n",
        "asked:\n  - {date: 2030-02-20, whom: tillhouse, facts: [cookies]}\n",
    )
    read, _ = registry.read(folder)
    asked = Silences(read).of(Unknown(CLEARBRIDGE, ("cookies",))).asking
    assert asked is not None
    assert asked.date == date(2030, 2, 20)


def test_whoever_has_not_answered_counts_before_whoever_has(folder: Path) -> None:
    """Another one who was asked later, and left it open, answers for themselves only."""
    more = "\n  - {date: 2030-02-20, whom: tillhouse, facts: [cookies], answered: 2030-02-25}"
    facts = "facts: [links.terms, cookies]}"
    edit(folder / "vendors" / "clearbridge.yml", facts, facts + more)
    read, _ = registry.read(folder)
    asked = Silences(read).of(Unknown(CLEARBRIDGE, ("cookies",))).asking
    assert asked is not None
    assert (asked.whom, asked.answered) == ("clearbridge", None)


def test_whoever_was_asked_for_the_whole_was_asked_for_its_parts(folder: Path) -> None:
    """A contract of which a part is known by now still lacks the others, and they were asked for."""
    contract = (
        "contract: {number: C-1, starts: not-stated, ends: none, chosen_by: not-stated, page: not-stated, "
        "evidence: [{source: seen-by-us}]}"
    )
    edit(folder / "vendors" / "clearbridge.yml", "contract: none", contract)
    read, findings = registry.read(folder)
    assert findings == []
    asked = Silences(read).of(Unknown(CLEARBRIDGE, ("contract", "starts"))).asking
    assert asked is not None
    assert asked.answered == date(2029, 12, 1)


@pytest.mark.parametrize(
    ("key", "loc", "documents"),
    [
        (("office", "tax-desk"), ("flows", "tax-receipts", "authority", "citation"), ("town-tax-page",)),
        (("vendor", "tillhouse"), ("legal_name",), ()),
    ],
)
def test_a_document_is_silent_only_if_all_of_it_was_read(
    silences: Silences, key: tuple[str, str], loc: Loc, documents: tuple[str, ...]
) -> None:
    """And if what is known beside the fact rests on it."""
    assert silences.of(Unknown(key, loc)).documents == documents


def test_a_document_of_which_a_part_was_read_is_not_said_to_be_silent(folder: Path) -> None:
    """The rest of it may say the fact."""
    edit(folder / "sources" / "town-tax-page.yml", "extent: whole", "extent: part")
    read, _ = registry.read(folder)
    loc = ("flows", "tax-receipts", "authority", "citation")
    assert Silences(read).of(Unknown(("office", "tax-desk"), loc)).documents == ()


def test_nobody_has_waited_before_they_asked() -> None:
    """Records may have been checked for the last time before somebody was asked."""
    assert days_between(date(2030, 2, 1), date(2030, 3, 1)) == 28
    assert days_between(date(2030, 2, 1), date(2030, 1, 1)) == 0
