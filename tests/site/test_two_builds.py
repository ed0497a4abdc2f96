"""Two commands at once, in one clone: each publishes its own records, and neither writes where the other reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lxml import html

from scripts.site import build
from tests.conftest import CITY

PROGRAM = str(Path(sys.executable).with_name("registry"))
KEPT = ("short_name", "team", "summary", "home", "review_every")
NEEDED = """\
policy: not-stated
domains: [{host: www.example.gov, use: the website}]
contact: {phone: not-stated}
"""


def start(verb: str, records: Path, out: Path) -> subprocess.Popen[str]:
    """Run a verb in the clone, beside whatever runs there."""
    return subprocess.Popen(
        [PROGRAM, verb, "--registry", str(records), "--out", str(out)],
        cwd=build.PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def records_of(folder: Path, name: str) -> Path:
    """The records of an organisation with nothing but a name, so that its site is built soon."""
    lines = (CITY / "organisation.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] in KEPT]
    folder.mkdir()
    text = "\n".join([f"name: {name}", *kept, NEEDED])
    (folder / "organisation.yml").write_text(text, encoding="utf-8")
    return folder


def in_clone() -> dict[str, int]:
    """Whatever lies in the folder with the pages, with the time of its last change."""
    docs = build.PROJECT / "docs"
    return {path.relative_to(docs).as_posix(): path.stat().st_mtime_ns for path in docs.rglob("*")}


def title(site: Path) -> str:
    """Whom a site says that it is about, in its data and on the page of the organisation."""
    page = html.parse(str(site / "about" / "organisation.html")).findtext(".//h1") or ""
    data = (site / "api" / "v1" / "organisation.json").read_text(encoding="utf-8")
    for name in ("Firsttown", "Secondtown"):
        if name in page:
            assert name in data
            return name
    raise AssertionError(page)


def test_two_sites_and_an_export_at_once(tmp_path: Path) -> None:
    """Each is of its own records, whole, and nothing was written into the clone."""
    before = in_clone()
    first, second = records_of(tmp_path / "a", "Firsttown"), records_of(tmp_path / "b", "Secondtown")
    running = [
        start("site", first, tmp_path / "site-a"),
        start("site", second, tmp_path / "site-b"),
        start("export", second, tmp_path / "export"),
    ]
    said = [process.communicate(timeout=600)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert (title(tmp_path / "site-a"), title(tmp_path / "site-b")) == ("Firsttown", "Secondtown")
    exported = tmp_path / "export" / "api" / "v1"
    for path in exported.rglob("*.json"):
        assert path.read_bytes() == (tmp_path / "site-b" / "api" / "v1" / path.relative_to(exported)).read_bytes()
    assert in_clone() == before


def test_two_sites_for_one_place(tmp_path: Path) -> None:
    """Whichever ends last stands there, whole, and neither stumbles over the other."""
    names = ("Firsttown", "Secondtown")
    running = [start("site", records_of(tmp_path / name, name), tmp_path / "out" / "site") for name in names]
    said = [process.communicate(timeout=600)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert title(tmp_path / "out" / "site") in names
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]
