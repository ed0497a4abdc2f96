"""No remedy for a stray file leads to the loss of a record, whatever somebody or a program has called it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.ids import id_problem
from scripts.reading import stray_files
from tests.conftest import CITY, check

MARKS = st.sampled_from(
    [*(".yml", ".yaml", ".YML", ".txt", ".orig", ".bak", ".swp", ".docx", "~", "#", "."), " (1)", " copy", " - Copy"]
)
NAMES = st.lists(
    st.sampled_from(["acme", "Acme", "a", "é", "_", " ", "-", "İ", "ß"]) | MARKS | st.text(max_size=3)
).map("".join)


@given(name=NAMES, others=st.sets(NAMES | st.just("acme.yml") | st.just("a.yml")))
def test_no_remedy_writes_over_a_record_or_names_no_id(name: str, others: set[str]) -> None:
    """A file is to be renamed only to a name that an id makes, and that is free."""
    others |= {name}
    for message in (
        stray_files.remedy(name, others, is_folder=False),
        stray_files.other_name(name, others),
    ):
        for offered in re.findall(r"(?:a record is a file|rename this to) `(.*?)`", message):
            assert id_problem(offered.removesuffix(".yml")) is None
            assert offered not in others
        if "already" in message:
            assert re.findall(r"`(.*?)` is there already", message)[0] in others


@pytest.mark.parametrize(
    "name",
    [
        *("PayFast.yml", "payfast.YML", "payfast.yaml", "payfast.yml.txt", "Payfast.yaml.TXT", "payfast"),
        *("payfast (1).yml", "payfast(2).yml", "payfast copy.yml", "payfast copy 2.yml", "payfast - Copy.yml"),
        *("payfast - Copy (3).yml", "Copy of payfast.yml", "payfast (copy).yml", "payfast - copia.yml", "páyfast.yml"),
    ],
)
def test_the_name_that_was_meant_is_found(name: str) -> None:
    """As people, browsers and systems write it."""
    assert stray_files.meant_name(name) == "payfast.yml"


@pytest.mark.parametrize("name", ["payfast.yml", "notes.docx", "a.b.yml.zip", ".yml", "ωμέγα.yml", "index.yaml", ""])
def test_no_name_is_made_up(name: str) -> None:
    """What is right already, what is no record, and what no id can be made of."""
    assert stray_files.meant_name(name) is None


@pytest.mark.parametrize("name", ["Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", ".a.yml.swp"])
def test_what_a_system_or_an_open_editor_puts_there_is_ignored(name: str, tmp_path: Path) -> None:
    """It comes again whenever somebody looks, and git leaves most of it out."""
    root = Path(shutil.copytree(CITY, tmp_path / "city"))
    for folder in (root, root / "vendors"):
        (folder / name).write_bytes(b"\0\1")
    assert check(root) == []
