"""Which facts count as not stated: those that somebody would ask for, of somebody who could be asked."""

from __future__ import annotations

from pathlib import Path

from schemas import Key
from scripts.registry import registry


def open_facts(folder: Path, key: Key) -> set[str]:
    """What is not stated of a record itself."""
    read, _ = registry.read(folder)
    return {".".join(map(str, unknown.loc)) for unknown in read.unknowns if unknown.key == key}


def write(file: Path, old: str, new: str) -> None:
    """Say something else in a record."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_nobody_asks_what_a_first_search_brings(folder: Path) -> None:
    """The home page of a company, and what kind of office an office is. What its terms are is asked."""
    write(folder / "offices/finance.yml", "is: department", "is: not-stated")
    assert open_facts(folder, ("office", "finance")) == {"contact"}
    write(folder / "vendors/tillhouse.yml", 'home: "https://tillhouse.example.org/"', "home: not-stated")
    found = open_facts(folder, ("vendor", "tillhouse"))
    assert "links.terms" in found
    assert "links.home" not in found


def test_of_a_class_of_companies_it_is_asked_which_they_are(folder: Path) -> None:
    """There is no one company whose name, links or contract could be told. Once it has a name, all that is asked."""
    own = {"identity", "role", "cookies", "status.is", "status.since"}
    of_one = {"legal_name", "links.privacy", "links.terms", "contract"}
    counters = ("vendor", "traffic-counters")
    assert {fact for fact in open_facts(folder, counters) if not fact.startswith("flows")} == own
    write(folder / "vendors/traffic-counters.yml", "identity: not-stated", "identity: known")
    named = {fact for fact in open_facts(folder, counters) if not fact.startswith("flows")}
    assert named == own - {"identity"} | of_one
