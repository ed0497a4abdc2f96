"""What the loader makes of text, of hostile bytes, and of files that are no files."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from schemas import FOLDERS
from scripts.reading import validation, yaml_text
from scripts.registry import registry
from tests.conftest import CITY

if TYPE_CHECKING:
    from scripts.reading.findings import Finding

# --- what a text means ---------------------------------------------------------------------------


def value_of(written: str) -> Any:
    """What the loader reads as the value of a key, when it finds nothing to say about it."""
    document, faults = yaml_text.parse("x.yml", f"key: {written}\n".encode())
    assert faults == []
    return document.data["key"]


def faults_of(raw: str | bytes) -> list[tuple[str, int, int]]:
    """The rule, line and column of each fault in a file."""
    _, faults = yaml_text.parse("x.yml", raw.encode() if isinstance(raw, str) else raw)
    return [(fault.rule, fault.position.line, fault.position.column) for fault in faults]


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("plain", "plain"),
        ("two words", "two words"),
        ("0", 0),
        ("7", 7),
        ("-12", -12),
        ("2019", 2019),
        ("123456789012345678", 123456789012345678),
        ("true", True),
        ("false", False),
        ("2026-01-02", "2026-01-02"),
        ("2026-13-45", "2026-13-45"),
        ("2026-01-02T10:00:00Z", "2026-01-02T10:00:00Z"),
        ("1.2.3", "1.2.3"),
        ("555 010-0100", "555 010-0100"),
        ("https://www.example.gov/", "https://www.example.gov/"),
        ("nobody", "nobody"),
        ("onward", "onward"),
        ("zażółć", "zażółć"),
        ("🏛", "🏛"),
        ('"NO"', "NO"),
        ("'010'", "010"),
        ('"12:30"', "12:30"),
        ('""', ""),
        ('"~"', "~"),
        ('"a: b"', "a: b"),
        ("'it''s'", "it's"),
        ('"caf\\u00e9"', "café"),
        ("|\n  first\n  second", "first\nsecond\n"),
        (">-\n  first\n  second", "first second"),
        ("plain # a remark", "plain"),
    ],
)
def test_a_value_has_the_meaning_that_its_author_sees(written: str, meaning: object) -> None:
    """Plain words are text, whole numbers are numbers, dates stay text, and quotes always make text."""
    found = value_of(written)
    assert found == meaning
    assert type(found) is type(meaning)


@pytest.mark.parametrize(
    "written",
    [
        *("y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"),
        *("True", "TRUE", "False", "FALSE", "Null", "NULL"),
        *("010", "0o10", "0x1F", "0b11", "1_000", "+1", "-0", "00", "12:30:45", "22:22", "1:30.5"),
        *("1.10", "1.5", ".5", "1.", "1e5", "6.02e23", ".inf", "-.Inf", ".nan", ".NaN"),
        *("=", "<<", "1" * 19, "9" * 10_000),
    ],
)
def test_a_value_that_yaml_may_take_for_something_else_is_refused(written: str) -> None:
    """Two readers of YAML would not agree on these, so the author must put them in quotes."""
    assert faults_of(f"a: plain\nkey: {written}\n") == [("ambiguous-value", 2, 6)]


@pytest.mark.parametrize(("written", "column"), [("", 1), ("~", 6), ("null", 6), ("# a remark", 1)])
def test_an_empty_value_is_refused(written: str, column: int) -> None:
    """Nothing is not an answer: the place is the value or, if there is none, the key."""
    assert faults_of(f"a: plain\nkey: {written}\n") == [("empty-value", 2, column)]


def test_a_file_may_start_with_a_byte_order_mark_and_have_the_line_ends_of_windows() -> None:
    """Both come from editors, mean nothing, and do not move a column."""
    document, faults = yaml_text.parse("x.yml", b"\xef\xbb\xbfname: a\r\nsummary: b\r\n")
    assert faults == []
    assert document.data == {"name": "a", "summary": "b"}
    assert document.position(("name",)).column == 7
    assert document.position(("summary",)).line == 2


ODD = [
    *range(0x09),
    *(0x0B, 0x0C),
    *range(0x0E, 0x20),
    *range(0x7F, 0xA0),
    *(0xAD, 0x61C, 0xFEFF, 0xFFFE, 0xFFFF),
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]


@pytest.mark.parametrize("number", ODD, ids=lambda number: f"U+{number:04X}")
def test_a_character_that_nobody_sees_is_refused_where_it_stands(number: int) -> None:
    """Reviewers read what is shown. Control, zero-width and direction characters show something else."""
    assert faults_of(f"name: a\nnote: ok{chr(number)}name: evil\n") == [("odd-character", 2, 9)]


@pytest.mark.parametrize(
    "escape", [r"\e", r"\x01", r"\x7f", r"\u202e", r"\u200b", r"\u2028", r"\N", r"\r", r"\ufeff", r"\U000e0041"]
)
def test_a_character_that_nobody_sees_is_refused_as_an_escape_too(escape: str) -> None:
    """In quotes a harmless line of the file can make what the file itself may not hold."""
    assert faults_of(f'name: a\nnote: "ok{escape}ok"\n') == [("odd-character", 2, 7)]


@pytest.mark.parametrize("escape", [r"\n", r"\e", r"\r", r"\u202e"])
def test_a_key_is_one_word_even_with_escapes(escape: str) -> None:
    """A key stands in messages, so it may not make a line of its own in a log."""
    assert faults_of(f'name: a\n"x{escape}::error::": b\n') == [("complex-key", 2, 1)]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("name: a\nname: b\n", ("duplicate-key", 2, 1)),
        ("links: {home: a, home: b}\n", ("duplicate-key", 1, 18)),
        ("name: a\nname: {b: c}\n", ("duplicate-key", 2, 1)),
        ("name: &a b\n", ("anchor", 1, 7)),
        ("name: *a\n", ("anchor", 1, 7)),
        ("name: &a [*a]\n", ("anchor", 1, 7)),
        ("&a name: b\n", ("anchor", 1, 1)),
        ("name: !!str b\n", ("tag", 1, 7)),
        ("name: !include /etc/passwd\n", ("tag", 1, 7)),
        ("name: !!binary aGk=\n", ("tag", 1, 7)),
        ("name: !!python/object/apply:os.system ['id']\n", ("tag", 1, 7)),
        ("!!map {name: b}\n", ("tag", 1, 1)),
        ("%YAML 1.1\n---\nname: b\n", ("yaml-directive", 1, 1)),
        ("%TAG ! tag:example.org,2030:\n---\nname: b\n", ("yaml-directive", 1, 1)),
        ("name: a\n---\nname: b\n", ("several-documents", 2, 1)),
        ("name: a\n...\n---\nname: b\n", ("several-documents", 3, 1)),
        ("? [name]\n: b\n", ("complex-key", 1, 3)),
        ("? {name: a}\n: b\n", ("complex-key", 1, 3)),
        ("[a]: b\n", ("complex-key", 1, 1)),
        ("name: a: b\n", ("yaml-syntax", 1, 8)),
        ("name: a\n\tsummary: b\n", ("yaml-syntax", 2, 1)),
        ("name:\n\tfirst: b\n", ("yaml-syntax", 2, 1)),
        ("name: a\nlinks: [b\nsummary: c\n", ("yaml-syntax", 2, 8)),
        ("name: a\nlinks: {b: c\nsummary: d\n", ("yaml-syntax", 2, 8)),
        ("name: a\nnote: 'b\nsummary: c\n", ("yaml-syntax", 2, 7)),
        ("name: a\nword\n", ("yaml-syntax", 2, 1)),
        ("name: @b\n", ("yaml-syntax", 1, 7)),
        ('name: "\\ud800"\n', ("yaml-syntax", 1, 10)),
        ("", ("not-a-record", 1, 1)),
        ("# only a remark\n", ("not-a-record", 1, 1)),
        ("just text\n", ("not-a-record", 1, 1)),
        ("- a\n", ("not-a-record", 1, 1)),
        ("{}\n", ("not-a-record", 1, 1)),
        ("name: ä".encode("latin-1"), ("encoding", 1, 7)),
        ("name: a\nsummary: ä".encode("latin-1"), ("encoding", 2, 10)),
        ("name: a".encode("utf-16"), ("encoding", 1, 1)),
        (b"name: \xed\xa0\x80", ("encoding", 1, 7)),
        (b"name: a\x00b\n", ("odd-character", 1, 8)),
        ("name: a\n\ufeffsummary: b\n", ("odd-character", 2, 1)),
        (b"x" * (yaml_text.MOST_BYTES + 1), ("file-too-large", 1, 1)),
    ],
)
def test_a_file_that_yaml_readers_disagree_on_is_refused_with_its_place(
    raw: str | bytes, fault: tuple[str, int, int]
) -> None:
    """Each of these is one fault at one place."""
    assert faults_of(raw) == [fault]


def test_a_merge_key_is_a_key_like_any_other() -> None:
    """No part of a file is copied into another part: the schema then does not know the key `<<`."""
    document, _ = yaml_text.parse("x.yml", b"<<: {name: a}\n")
    assert document.data == {"<<": {"name": "a"}}


def test_the_first_of_two_equal_keys_keeps_its_value_and_its_places() -> None:
    """What else is wrong in the first is reported there, not in the second."""
    document, _ = yaml_text.parse("x.yml", b"status: {is: first}\nname: a\nstatus:\n  is: second\n")
    assert document.data["status"] == {"is": "first"}
    assert document.position(("status", "is")).line == 1


def test_a_file_with_too_many_values_is_not_read_to_its_end() -> None:
    """A small file can hold more values than any record needs."""
    text = "name: [" + "a, " * yaml_text.MOST_VALUES + "]\n"
    assert len(text) < yaml_text.MOST_BYTES
    assert [rule for rule, _, _ in faults_of(text)] == ["file-too-large"]


def test_depth_is_counted_for_lists_and_mappings_alike() -> None:
    """The deepest file that is read has 24 levels; one more is refused."""
    deepest = "name: " + "[" * (yaml_text.MOST_DEPTH - 1) + "a" + "]" * (yaml_text.MOST_DEPTH - 1)
    assert faults_of(deepest) == []
    assert faults_of(deepest.replace("[a]", "[{a: b}]")) == [("too-deep", 1, 30)]


# --- what would bring other readers down -----------------------------------------------------------

BOMBS = {
    "25,000 open lists": "'[' * 25_000",
    "100,000 open lists": "'[' * 100_000",
    "a million open lists": "'[' * 1_000_000",
    "open mappings": "'{a: ' * 50_000",
    "open keys": "'? ' * 100_000",
    "dashes": "'- ' * 100_000",
    "indented mappings": "''.join(' ' * n + 'a:\\n' for n in range(600))",
    "aliases that multiply": "'a: &a [x]\\n' + ''.join(f'{chr(98 + n)}: &{chr(98 + n)} [{f\"*{chr(97 + n)},\" * 9}]\\n' for n in range(20))",  # noqa: E501 - one bomb, one line
    "an alias of itself": "'&a [*a]'",
    "an integer without end": "'a: ' + '9' * 250_000",
    "a key without end": "'a' * 250_000 + ': b'",
    "a quote that never closes": "'a: \"' + 'b' * 250_000",
    "escaped line ends": "'\"' + chr(92) + chr(10) * 120_000",
    "equal keys": "'a: b\\n' * 50_000",
    "documents": "'---\\n' * 60_000",
    "colons": "'a:' * 120_000",
    "almost a time": "'a: ' + '1:' * 100_000 + 'x\\nb: no'",
    "almost a number": "'a: ' + '1_' * 100_000 + 'x\\nb: no'",
}
LIMITED = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from scripts.reading import yaml_text
raw = ({bomb}).encode()
start = time.perf_counter()
document, faults = yaml_text.parse("x.yml", raw)
print(time.perf_counter() - start, len(faults))
"""


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_file_made_to_crash_the_reader_is_refused_at_once(bomb: str) -> None:
    """In a process of its own with little time and memory: it ends well, in under a second, with a fault."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(bomb=bomb)],
        cwd=CITY.parent.parent,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    seconds, faults = done.stdout.split()
    assert float(seconds) < 1
    assert int(faults) > 0


# --- files that are no files -------------------------------------------------------------------------


def refused(folder: Path) -> list[tuple[str, str]]:
    """Path and rule of what is refused when the city is read; it is quick, since nothing is opened."""
    start = time.perf_counter()
    _, findings = registry.read(folder)
    assert time.perf_counter() - start < 2
    return [(Path(finding.position.path).relative_to(folder).as_posix(), finding.rule) for finding in findings]


def test_a_link_to_a_file_is_not_followed(folder: Path) -> None:
    """A link could show any file of the machine that builds the site."""
    (folder / "vendors/linked.yml").symlink_to("/etc/passwd")
    assert refused(folder) == [("vendors/linked.yml", "not-a-file")]


def test_a_link_to_nothing_is_refused_like_any_link(folder: Path) -> None:
    """Reading does not stop at a link that leads nowhere."""
    (folder / "vendors/linked.yml").symlink_to("nowhere")
    assert refused(folder) == [("vendors/linked.yml", "not-a-file")]


def test_the_organisation_may_not_be_a_link_either(folder: Path) -> None:
    """The one file outside the folders is looked at in the same way."""
    (folder / "organisation.yml").rename(folder.parent / "elsewhere.yml")
    (folder / "organisation.yml").symlink_to(folder.parent / "elsewhere.yml")
    assert refused(folder) == [("organisation.yml", "not-a-file")]


def test_a_folder_that_leads_out_is_not_entered(folder: Path) -> None:
    """A linked folder is no folder of the registry: the records behind it are not read."""
    (folder / "people").rename(folder.parent / "people")
    (folder / "people").symlink_to(folder.parent / "people")
    read, findings = registry.read(folder)
    assert [finding.rule for finding in findings] == ["stray-file"]
    assert all(read.is_common(("people", id_)) for id_ in read.people)


def test_a_device_behind_a_link_is_not_opened(folder: Path) -> None:
    """`/dev/zero` never ends."""
    (folder / "vendors/zero.yml").symlink_to("/dev/zero")
    assert refused(folder) == [("vendors/zero.yml", "not-a-file")]


def test_a_pipe_is_not_opened(folder: Path) -> None:
    """Opening a pipe waits for a writer who never comes."""
    os.mkfifo(folder / "vendors/pipe.yml")
    assert refused(folder) == [("vendors/pipe.yml", "not-a-file")]


def test_a_folder_named_like_a_record_is_refused(folder: Path) -> None:
    """A name that ends in `.yml` makes no record."""
    (folder / "vendors/folder.yml").mkdir()
    assert refused(folder) == [("vendors/folder.yml", "not-a-file")]


def test_a_large_file_is_not_opened(folder: Path) -> None:
    """300 MB of nothing, which take no room on the disk but would in memory."""
    with (folder / "vendors/large.yml").open("wb") as file:
        file.truncate(300_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(folder) == [("vendors/large.yml", "file-too-large")]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.parametrize(
    "name", ["A.yml", "a b.yml", "a--b.yml", "-a.yml", "con.yml", "nul.yml", "search.yml", "..yml", f"{'a' * 65}.yml"]
)
def test_a_name_that_is_no_id_is_refused(folder: Path, name: str) -> None:
    """The name becomes an address of the site and a file of every system that checks the registry out."""
    (folder / "vendors" / name).write_text("name: a\n")
    assert [rule for _, rule in refused(folder)] == ([] if name.startswith(".") else ["bad-id"])


@pytest.mark.parametrize("name", [b"a\n::error::b.yml", b"a\x1b]0;b.yml", b"\xff.yml", b"\xe2\x80\xae.yml"])
def test_the_name_of_a_refused_file_is_printable(folder: Path, name: bytes) -> None:
    """A name with a line end could pass for a command to the log, and one that is no text could end the printing."""
    Path(os.fsdecode(os.fsencode(folder / "vendors") + b"/" + name)).write_text("name: a\n")
    _, (finding,) = registry.read(folder)
    assert str(finding).isprintable()


def test_notes_and_hidden_files_are_left_alone(folder: Path) -> None:
    """A folder may explain itself in a README, and editors and systems leave files that start with a dot."""
    (folder / "README.md").write_text("Hello.")
    (folder / "vendors/README.md").write_text("Hello.")
    (folder / ".DS_Store").write_text("")
    (folder / "vendors/.gitkeep").write_text("")
    assert refused(folder) == []


def test_a_registry_without_folders_is_read(tmp_path: Path) -> None:
    """An organisation that has just begun has one file."""
    (tmp_path / "organisation.yml").write_bytes((CITY / "organisation.yml").read_bytes())
    read, findings = registry.read(tmp_path)
    assert findings == []
    assert read.organisation.name == "Town of Quillbrook"


def test_two_mistakes_on_one_line_are_two_findings(folder: Path) -> None:
    """A key that is written twice does not hide that another is missing, though both stand on one line."""
    service = folder / "services/browse.yml"
    text = service.read_text(encoding="utf-8").replace("{is: in-use, since: 2009-05}", "{is: in-use, is: paused}")
    service.write_text(text, encoding="utf-8")
    assert sorted(rule for _, rule in refused(folder)) == ["duplicate-key", "missing-key"]


# --- places --------------------------------------------------------------------------------------------

# Letters beyond ASCII too, but none that the loader refuses.
LETTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"], exclude_characters="\u00a0"
)
KEYS = st.text("abcdefghij-_", min_size=1, max_size=8)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        st.text(LETTERS, max_size=12) | st.integers(-999, 999) | st.booleans(),
        lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def dumped(data: Any, *, quote: str | None, brackets: bool) -> str:
    """Data as another program writes it, each text in one style."""

    class Dumper(yaml.SafeDumper):
        pass

    Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, quote))
    return yaml.dump(
        data, Dumper=Dumper, default_flow_style=brackets, allow_unicode=True, sort_keys=False, width=100_000
    )


@given(data=DATA, quote=st.sampled_from([None, "'", '"']), brackets=st.booleans())
def test_every_key_and_value_stands_where_its_place_says(
    data: dict[str, Any], *, quote: str | None, brackets: bool
) -> None:
    """Whatever is written, in lines or in brackets, reading the text at a place gives the thing again."""
    text = dumped(data, quote=quote, brackets=brackets)
    document, faults = yaml_text.parse("x.yml", text.encode())
    assume(not faults)  # other programs write a few texts bare that we refuse, such as 1e5
    assert document.data == data
    lines = text.split("\n")
    for loc, place in document.places.items():
        value = data
        for step in loc:
            value = value[step]  # type: ignore[index]  # a list or a mapping, as the place says
        if place.key is not None:
            written = lines[place.key[0]][place.key[1] :]
            assert written.startswith((f"{loc[-1]}:", f"'{loc[-1]}'", f'"{loc[-1]}"'))
        if not isinstance(value, dict | list):
            assert yaml.safe_load(lines[place.start[0]][place.start[1] : place.end[1]]) == value


@given(data=DATA)
def test_json_means_the_same_to_us(data: dict[str, Any]) -> None:
    """JSON is YAML without guesses: nothing in it is refused, and everything keeps its meaning."""
    document, faults = yaml_text.parse("x.yml", json.dumps(data, ensure_ascii=False).encode())
    assert faults == []
    assert document.data == data


# --- whatever comes ----------------------------------------------------------------------------------

HOSTILE = st.lists(
    st.sampled_from(
        [
            *"[]{}:,-?&*!|>'\"%@`#~=.0123abn \t\n\r\x00\x85\u2028\ufeff\u202e\ud800",
            "<<",
            "---",
            "...",
            "%YAML",
            "!!str",
            ": ",
            "- ",
            "\n  ",
        ]
    ),
    max_size=60,
).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))


@given(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")) | HOSTILE
)
def test_whatever_the_bytes_are_the_answer_is_data_or_faults(raw: bytes) -> None:
    """The loader never raises, and what it says can be printed and points into the file."""
    start = time.perf_counter()
    document, faults = yaml_text.parse("x.yml", raw)
    assert time.perf_counter() - start < 1
    assert document.data or faults
    for fault in faults:
        assert str(fault).isprintable()
        assert 1 <= fault.position.line <= raw.count(b"\n") + raw.count(b"\r") + 2


@given(HOSTILE)
def test_whatever_a_value_is_the_schema_answers_with_findings(raw: bytes) -> None:
    """Reading goes on from the loader to the schema, and that never raises either."""
    document, _ = yaml_text.parse("x.yml", b"name: a\nflows:\n  b:\n    retention: " + raw)
    record, findings = validation.read("vendor", document)
    assert record is None
    assert all(str(finding).isprintable() for finding in findings)


# --- one mistake, one line -----------------------------------------------------------------------------

KEY = re.compile(r"(?<![^ {])[a-z][a-z0-9_-]*(?=:( |$))")
LINES = [
    (path, number)
    for path in sorted(CITY.rglob("*.yml"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
    if KEY.search(line) and not line.lstrip().startswith("#")
]


def findings_of(path: Path, lines: list[str]) -> list[Finding]:
    """What is wrong in one file of the city once its lines are these."""
    kind = FOLDERS.get(path.parent.name, "organisation")
    document, faults = yaml_text.parse("x.yml", "\n".join(lines).encode())
    return faults or validation.read(kind, document)[1]


@pytest.mark.parametrize(
    "path", sorted({path for path, _ in LINES}), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_misspelt_key_is_found_on_its_line(path: Path) -> None:
    """Every key of every file of the city, misspelt one at a time, gives one finding at that very key."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number in [number for other, number in LINES if other == path]:
        for key in KEY.finditer(lines[number]):
            broken = [*lines]
            broken[number] = lines[number][: key.end()] + "!" + lines[number][key.end() :]
            (finding,) = findings_of(path, broken)
            assert (finding.position.line, finding.position.column) == (number + 1, key.start() + 1)
            assert finding.rule in {"unknown-key", "bad-id"}


@pytest.mark.parametrize(
    "path", sorted({path for path, _ in LINES}), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_broken_value_is_found_on_its_line(path: Path) -> None:
    """Every value that stands beside its key, broken one at a time, gives one finding on that line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number in [number for other, number in LINES if other == path]:
        key = KEY.search(lines[number])
        if key is None or key.end() + 1 == len(lines[number]) or "{" in lines[number][: key.start()]:
            continue
        broken = [*lines]
        broken[number] = lines[number][: key.end()] + ": [[broken]]"
        (finding,) = findings_of(path, broken)
        assert finding.position.line == number + 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_each_of_several_conflicts_is_named_once(line_end: str) -> None:
    """All of them at once, and nothing that YAML makes of their signs."""
    conflict = "<<<<<<< HEAD\nname: A\n||||||| 1\nname: C\n=======\nname: B\n>>>>>>> b\n"
    text = f"{conflict}summary: A text.\n{conflict}<<<<<<< HEAD\nx: 1\n{conflict}"
    _, faults = yaml_text.parse("a.yml", text.replace("\n", line_end).encode())
    assert [(fault.rule, fault.position.line) for fault in faults] == [
        ("merge-conflict", 1),
        ("merge-conflict", 9),
        ("merge-conflict", 16),
        ("merge-conflict", 18),
    ]
    assert "`<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`" in faults[0].message


@pytest.mark.parametrize("text", ["name: <<<<<<< a\n", "name: |\n  <<<<<<< a\n  =======\n", "name: ========\n"])
def test_signs_inside_of_a_text_are_no_conflict(text: str) -> None:
    """Git puts them at the beginning of a line."""
    assert yaml_text.parse("a.yml", text.encode())[1] == []
