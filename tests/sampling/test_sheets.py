"""Sheets: drawn, filled in by hand and read back, they say what was found, whatever programs have made of the file."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import markdown as python_markdown
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scripts.cli.main import main
from scripts.reading import validation, yaml_text
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.sampling import csv_sheet, filled_sheet, markdown_sheet, sheet
from scripts.sampling.outcome import Outcome, outcome
from scripts.sampling.sheet import Mark, Sheet
from tests import payloads
from tests.conftest import CITY
from tests.payloads import active, skeleton

READ = registry.read(CITY)[0]
GRAPH = Graph(READ)
COUNT = 6
SHEET = sheet.drawn(GRAPH, COUNT, "spring")
MARKDOWN, CSV = markdown_sheet.written(SHEET), csv_sheet.written(SHEET)
MARKS = [Mark.RIGHT, Mark.WRONG, Mark.RIGHT, Mark.CANNOT_TELL, None, Mark.RIGHT]


def ticked(text: str, marks: list[Mark | None], notes: dict[int, str] | None = None, tick: str = "x") -> str:
    """A Markdown sheet as somebody would fill it in."""
    head, *blocks = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    for number, mark in enumerate(marks):
        if mark:
            blocks[number] = blocks[number].replace(f"[ ] {mark.label}", f"[{tick}] {mark.label}")
        if notes and number in notes:
            blocks[number] = blocks[number].replace("Note:", f"Note: {notes[number]}")
    return head + "".join(blocks)


def filled(text: str, marks: list[Mark | None], notes: dict[int, str] | None = None, separator: str = ",") -> str:
    """A table as somebody would fill it in and save it."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for number, mark in enumerate(marks, 1):
        rows[number][4] = mark.value.replace("-", " ") if mark else ""
        rows[number][5] = (notes or {}).get(number - 1, "")
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


def found(text: str) -> Outcome:
    """What a filled sheet says."""
    return outcome(READ, *filled_sheet.read("sheet", text))


def marks_in(text: str) -> list[Mark | None]:
    """The marks of a sheet in which nothing is at fault."""
    read = found(text)
    assert read.findings == ()
    return [row.mark for row in read.rows]


def run(*words: str) -> Result:
    """Run `registry sample`."""
    return CliRunner().invoke(main, ["sample", *words])


# --- there and back --------------------------------------------------------------------------------

WAYS: dict[str, Callable[[], str]] = {
    "Markdown": lambda: ticked(MARKDOWN, MARKS),
    "Markdown with other ticks": lambda: ticked(MARKDOWN, MARKS, tick="✓"),
    "Markdown with the line ends of Windows": lambda: ticked(MARKDOWN, MARKS).replace("\n", "\r\n"),
    "a table": lambda: filled(CSV, MARKS),
    "a table with the sign of UTF-8": lambda: "\ufeff" + filled(CSV, MARKS),
    "a table with semicolons": lambda: filled(CSV, MARKS, separator=";"),
    "a table with tabulators": lambda: filled(CSV, MARKS, separator="\t"),
    "a table that names its separator": lambda: "sep=;\r\n" + filled(CSV, MARKS, separator=";"),
    "a table with empty rows": lambda: filled(CSV, MARKS) + ",,,,,,\r\n\r\n",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_marks_come_back(way: Callable[[], str]) -> None:
    """However somebody's program has saved the sheet."""
    assert marks_in(way()) == MARKS


@given(st.lists(st.sampled_from([*Mark, None]), min_size=COUNT, max_size=COUNT))
def test_any_marks_come_back(marks: list[Mark | None]) -> None:
    """In both forms, with nothing between them lost or mixed up."""
    assert marks_in(ticked(MARKDOWN, marks)) == marks
    assert marks_in(filled(CSV, marks)) == marks


@pytest.mark.parametrize("word", ["Wrong", "WRONG ", "wrong.", "Falsa", "falsa"])
def test_a_mark_is_understood_in_every_language(word: str) -> None:
    """A sheet may have been drawn in another language than that of whoever marks it."""
    text = filled(CSV, [Mark.WRONG] * COUNT).replace(",wrong,", f",{word},")
    assert found(text).count(Mark.WRONG) == COUNT


@pytest.mark.parametrize(
    "note", ["the page says 2; not 1", 'he said "no", twice', "# not a heading", "- [maybe] it is"]
)
def test_notes_come_back(note: str) -> None:
    """Whatever signs are in them."""
    assert found(ticked(MARKDOWN, MARKS, {1: note})).rows[1].note == note
    assert found(filled(CSV, MARKS, {1: note})).rows[1].note == note


def test_a_note_may_have_many_lines() -> None:
    """It ends where the next claim begins."""
    text = ticked(MARKDOWN, MARKS, {1: "the page says\n\n> two\n\nand not one"})
    assert [row.note for row in found(text).rows] == ["", "the page says > two and not one", "", "", "", ""]


def test_a_sheet_in_spanish_comes_back() -> None:
    """Its words are those of the language in which it was drawn."""
    spanish = sheet.drawn(Graph(with_language(READ)), COUNT, "spring")
    text = markdown_sheet.written(spanish)
    assert "- [ ] No se puede saber" in text
    assert found(text.replace("[ ] Falsa", "[x] Falsa")).count(Mark.WRONG) == COUNT
    table = csv_sheet.written(spanish)
    assert found(table).count(None) == COUNT


def with_language(read: Registry) -> Registry:
    """The small city, as if its records were in Spanish."""
    organisation = read.organisation.model_copy(update={"language": "es"})
    return Registry({**read.records, ("organisation", "organisation"): organisation}, read.documents)


# --- what a sheet shows ----------------------------------------------------------------------------


def test_a_sheet_has_for_each_claim_its_words_its_sources_and_its_place() -> None:
    """Whoever checks it needs nothing else, and whoever mends it goes to the line."""
    for row in SHEET.rows:
        for text in (MARKDOWN, CSV):
            assert row.said.about in text
            assert row.place in text
            assert row.tag in text
            assert all(source.name in text and source.address in text for source in row.said.sources)
    assert "city/vendors/tillhouse.yml:65" in MARKDOWN


def test_a_sheet_says_of_how_many_its_claims_were_drawn() -> None:
    """A rate says little without it."""
    assert f"6 claims are drawn from {SHEET.drawn_from} that name a source, with the seed “spring”." in MARKDOWN
    assert f"{SHEET.without_source} more claims name no source and were left out." in MARKDOWN


def test_a_sheet_asks_for_no_more_claims_than_there_are() -> None:
    """All of them, and the tags say how many that is."""
    everything = sheet.drawn(GRAPH, 100_000, "spring")
    assert len(everything.rows) == everything.drawn_from
    assert marks_in(markdown_sheet.written(everything)) == [None] * everything.drawn_from


def shown(drawn: Sheet) -> html.HtmlElement:
    """A Markdown sheet as a browser gets it."""
    text = python_markdown.markdown(markdown_sheet.written(drawn), extensions=["tables", "fenced_code", "attr_list"])
    return html.fromstring(f"<article>{text}</article>")


def test_payloads_in_every_field_change_no_sheet(hostile: Registry, city: Registry, arrangement: str) -> None:
    """A sheet has the elements that it has with plain words, none acts, and no cell runs."""
    drawn = sheet.drawn(Graph(hostile), 100_000, "spring")
    one, other = shown(drawn), shown(sheet.drawn(Graph(payloads.plain(city, arrangement)), 100_000, "spring"))
    assert active(one) - active(other) == Counter()
    assert Counter(skeleton(one)) == Counter(skeleton(other))
    for row in csv.reader(io.StringIO(csv_sheet.written(drawn).removeprefix("\ufeff"), newline="")):
        assert not any(cell[:1] in set("=+-@") for cell in row)


def without_a_mark(read: Registry) -> None:
    """A sheet that nobody filled in has no mark and no note in it, whatever stands in its records."""
    drawn = sheet.drawn(Graph(read), 100_000, "spring")
    for text in (markdown_sheet.written(drawn), csv_sheet.written(drawn)):
        filled_in = outcome(read, *filled_sheet.read("sheet", text))
        assert filled_in.findings == ()
        assert [(row.mark, row.note) for row in filled_in.rows] == [(None, "")] * drawn.drawn_from


def test_no_payload_passes_for_a_mark(hostile: Registry) -> None:
    """Wherever it stands."""
    without_a_mark(hostile)


@pytest.mark.parametrize("text", ["- [x] Wrong", "right", "## 2. Another", "Note: wrong", f"`{SHEET.rows[0].tag}`"])
def test_no_text_of_a_record_passes_for_a_mark(text: str, city: Registry) -> None:
    """Not even in every field."""
    without_a_mark(payloads.filled(city, lambda _: text))


# --- what does not fit -----------------------------------------------------------------------------


def told(text: str) -> list[str]:
    """What is wrong with a sheet, with the lines."""
    return [f"{finding.position.line}: {finding.rule}: {finding.message}" for finding in found(text).findings]


def line_of(text: str, words: str) -> int:
    """The line on which some words stand first."""
    return text[: text.index(words)].count("\n") + 1


def test_an_unknown_mark_is_said_at_its_line() -> None:
    """It is not counted as anything."""
    text = filled(CSV, MARKS).replace(",wrong,", ",perhaps?,")
    line = line_of(text, SHEET.rows[1].said.says)
    remedy = "write `right`, `wrong` or `cannot tell`, and the rest into the note"
    assert told(text) == [f"{line}: unknown-mark: `perhaps?` is no mark; {remedy}"]
    assert found(text).count(None) == 2


def test_an_unknown_tick_is_said_at_its_line() -> None:
    """A question mark in a box is no answer."""
    text = ticked(MARKDOWN, MARKS).replace("[x] Wrong", "[?] Wrong")
    remedy = "write `right`, `wrong` or `cannot tell`, and the rest into the note"
    assert told(text) == [f"{line_of(text, '[?]')}: unknown-mark: `?` is no mark; {remedy}"]


def test_two_ticks_for_one_claim_are_said() -> None:
    """It cannot be right and wrong."""
    text = ticked(ticked(MARKDOWN, MARKS), [Mark.WRONG])
    assert told(text) == [f"{line_of(text, '[x] Wrong')}: unknown-mark: claim 1 is ticked as 2 things; leave one `x`"]


def without(text: str, number: int) -> str:
    """A Markdown sheet without one of its claims."""
    return "".join(
        block for block in re.split(r"^(?=## )", text, flags=re.MULTILINE) if not block.startswith(f"## {number}.")
    )


def test_a_claim_that_is_missing_is_missed() -> None:
    """Who leaves out what is wrong makes the rate better than it is."""
    assert told(without(ticked(MARKDOWN, MARKS), 2)) == [
        "1: missing-claim: of 6 claims that were drawn, these are missing: `2`; put them back"
    ]
    rows = filled(CSV, MARKS).splitlines(keepends=True)
    assert [fault.partition(": ")[2] for fault in told("".join(rows[:-1]))] == [
        "missing-claim: of 6 claims that were drawn, these are missing: `6`; put them back"
    ]


def test_a_claim_that_stands_there_twice_counts_once() -> None:
    """The first counts, and the second is said."""
    text = ticked(MARKDOWN, MARKS)
    block = re.split(r"^(?=## )", text, flags=re.MULTILINE)[2]
    read = found(text + block)
    assert [finding.rule for finding in read.findings] == ["repeated-claim"]
    assert read.count(Mark.WRONG) == 1


def test_a_claim_of_another_sheet_is_said() -> None:
    """Two sheets in one file have no one rate."""
    other = markdown_sheet.written(sheet.drawn(GRAPH, 3, "autumn"))
    extra = re.split(r"^(?=## )", other, flags=re.MULTILINE)[3].replace("`3/3 ", "`9/3 ")
    assert [finding.rule for finding in found(ticked(MARKDOWN, MARKS) + extra).findings] == ["other-sheet"]


def test_a_row_that_has_lost_its_tag_is_said() -> None:
    """What it marks nobody can know."""
    text = filled(CSV, MARKS).replace(SHEET.rows[5].tag, "?")
    assert {finding.rule for finding in found(text).findings} == {"lost-claim", "missing-claim"}


@pytest.mark.parametrize("text", ["", "hello", "a,b\n1,2\n", "\ufeff", "## 1. x\n", "sep=;\n"])
def test_what_is_no_sheet_is_said(text: str) -> None:
    """With what to do about it."""
    assert "unreadable-sheet" in {finding.rule for finding in found(text).findings}


def test_a_table_with_a_broken_quote_is_said_at_its_line() -> None:
    """The rest of it would be read as one cell."""
    text = filled(CSV, MARKS).replace("wrong,", '"wrong"x,')
    assert "unreadable-sheet" in {finding.rule for finding in found(text).findings}


@given(st.text(), st.integers(0, 2000), st.sampled_from(["Markdown", "table"]))
def test_nothing_that_is_written_into_a_sheet_brings_it_down(noise: str, at: int, form: str) -> None:
    """Any text at any place: the answer is an outcome, and no claim counts twice or as more than one thing."""
    text = ticked(MARKDOWN, MARKS) if form == "Markdown" else filled(CSV, MARKS)
    read = found(text[:at] + noise + text[at:])
    assert len({row.tag.number for row in read.rows}) == len(read.rows)
    assert sum(read.count(mark) for mark in (*Mark, None)) == len(read.rows)


@given(st.text())
def test_no_text_brings_it_down(text: str) -> None:
    """Whatever somebody names as a sheet, it is told what it is not."""
    assert not found(text).is_sound


@pytest.mark.parametrize("sign", [" ", "[", "`", "- [", ">", '"', "x\n", "- `1/1 ", "sep=;\n", ",", "\0"])
def test_no_long_text_brings_it_down(sign: str) -> None:
    """One line without an end, or hundreds of thousands of lines: each is looked at once."""
    assert not found(sign * 300_000).is_sound
    assert found(MARKDOWN + sign * 300_000).count(None) == COUNT
    assert found(CSV + sign * 300_000).count(None) == COUNT


TAGS = st.builds(
    "{}/{} {}~{}".format,
    st.integers(0, 999_999),
    st.integers(0, 999_999),
    st.sampled_from([row.tag.split(" ")[1].split("~")[0] for row in SHEET.rows] + ["vendor/x#y", "../../x#y"]),
    st.text("0123456789abcdef", min_size=8, max_size=8),
)


@given(st.lists(st.tuples(TAGS, st.sampled_from(["right", "wrong", "cannot tell", "", "?"])), max_size=8))
def test_made_up_tags_are_told_from_ours(rows: list[tuple[str, str]]) -> None:
    """A claim that nobody has drawn in this state is at least said to have changed."""
    text = "Right, wrong or cannot tell?,Note,Leave this as it is\n" + "".join(f"{mark},,{tag}\n" for tag, mark in rows)
    read = found(text)
    known = {row.tag.split(" ")[1] for row in sheet.drawn(GRAPH, 100_000, "spring").rows}
    changed = {finding.position.line for finding in read.findings}
    assert all(row.tag.id in known or row.position.line in changed for row in read.rows)


# --- the verb --------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small city in a folder of its own, in which a command is run."""
    shutil.copytree(CITY, tmp_path / "registry")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("unconfined")
class TestTheVerb:
    """What somebody types, and what they get."""

    def test_the_outcome_has_its_denominators(self, copy: Path) -> None:
        """A share of those that were decided, and how many were not."""
        (copy / "sheet.md").write_text(ticked(MARKDOWN, MARKS, {1: "see the page"}), encoding="utf-8")
        done = run("--filled", "sheet.md")
        assert done.exit_code == 0
        mended = SHEET.rows[1].place.replace(CITY.as_posix(), "registry")
        assert done.output.splitlines() == [
            "3 of 4 claims that could be decided are right: 75.0%.",
            "Of 6 claims in all, 1 cannot be told.",
            "1 claim has no mark yet.",
            "",
            "Wrong:",
            (
                f"  {mended}: Pawform: Until February 28, 2027, when you used “Get a pet license”, "
                "Pawform got your email address."
            ),
            "    Note: see the page",
        ]

    def test_a_sheet_is_written_and_read(self, copy: Path) -> None:
        """With any word as a seed, in both forms."""
        for form, name in (("markdown", "sheet.md"), ("csv", "sheet.csv")):
            done = run("6", "--seed", "spring", "--format", form, "--out", name)
            assert (done.exit_code, done.output) == (0, f"{name} written: 6 claims of {SHEET.drawn_from}.\n")
            read = run("--filled", name)
            assert read.exit_code == 0
            assert "6 claims have no mark yet." in read.output
        assert "tests/" not in (copy / "sheet.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_a_table_is_read_as_spreadsheets_save_it(self, copy: Path, encoding: str) -> None:
        """With or without a sign before it, and as what some of them call Unicode."""
        (copy / "sheet.csv").write_bytes(filled(CSV, MARKS, {1: "¿qué?"}, "\t").encode(encoding))
        done = run("--filled", "sheet.csv")
        assert done.exit_code == 0
        assert "Note: ¿qué?" in done.output

    def test_what_is_not_utf_8_is_refused_with_the_remedy(self, copy: Path) -> None:
        """Excel saves in an old code page, unless it is asked for UTF-8."""
        (copy / "sheet.csv").write_bytes(filled(CSV, MARKS, {1: "é"}).encode("cp1252"))
        done = run("--filled", "sheet.csv")
        assert done.exit_code == 2
        assert "is not UTF-8 text; save it as UTF-8; Excel calls that “CSV UTF-8”" in done.output

    def test_a_sheet_that_cannot_be_used_ends_with_1(self, copy: Path) -> None:
        """And nothing is recorded."""
        (copy / "sheet.md").write_text(without(ticked(MARKDOWN, MARKS), 2), encoding="utf-8")
        before = (copy / "registry/organisation.yml").read_bytes()
        done = run("--filled", "sheet.md", "--record", "--by", "town clerk")
        assert done.exit_code == 1
        assert "sheet.md:1:1: error[missing-claim]" in done.output
        assert (copy / "registry/organisation.yml").read_bytes() == before

    def test_a_claim_that_was_mended_counts_as_it_was_drawn(self, copy: Path) -> None:
        """Else the rate would rise to one by mending alone. That it was mended is said."""
        (copy / "sheet.md").write_text(ticked(MARKDOWN, MARKS), encoding="utf-8")
        path = copy / "registry/vendors/pawform.yml"
        text = path.read_text(encoding="utf-8")
        (old,) = re.findall(r"  old-form:\n(?:    .*\n)+", text)
        path.write_text(
            text.replace(old, old.replace("data: [email-address]", "data: [pet-license]")), encoding="utf-8"
        )
        done = run("--filled", "sheet.md")
        assert done.exit_code == 0
        assert "warning[changed-claim] claim 2 is not in the records any more; it counts as it was drawn" in done.output
        assert "3 of 4 claims that could be decided are right: 75.0%." in done.output
        assert "vendor/pawform#flows.old-form.data.email-address is not in the records any more" in done.output

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ([], "say how many claims to draw"),
            (["5"], "say with --seed what the lots depend on"),
            (["5", "--seed", " "], "say with --seed what the lots depend on"),
            (["0", "--seed", "a"], "0 is not in the range"),
            (["5", "--seed", "a", "--record"], "need the filled sheet"),
            (["5", "--seed", "a", "--filled", "sheet.md"], "leave out NUMBER, --seed and --out"),
            (["--filled", "sheet.md", "--record"], "--record and --by WHO go together"),
            (["--filled", "sheet.md", "--by", "me"], "--record and --by WHO go together"),
            (["--filled", "sheet.md", "--record", "--by", "me"], "some claims have no mark yet"),
            (["--filled", "none.md"], "does not exist"),
        ],
    )
    def test_wrong_use_is_told_what_is_missing(self, copy: Path, words: list[str], says: str) -> None:
        """Exit code 2."""
        (copy / "sheet.md").write_text(MARKDOWN, encoding="utf-8")
        done = run(*words)
        assert done.exit_code == 2
        assert says in " ".join(done.output.split())

    def test_the_outcome_is_recorded_in_its_place(self, copy: Path) -> None:
        """The record is as it was but for the new line, valid, and recorded anew the next time."""
        whole = [mark or Mark.WRONG for mark in MARKS]
        (copy / "sheet.md").write_text(ticked(MARKDOWN, list(whole)), encoding="utf-8")
        path = copy / "registry/organisation.yml"
        before = re.sub(r"checked_by_lot: .*\n", "", path.read_text(encoding="utf-8"))
        path.write_text(before, encoding="utf-8")
        words = ("--filled", "sheet.md", "--record", "--by", "town clerk")
        assert run(*words, "--today", "2030-03-01").exit_code == 0
        after = path.read_text(encoding="utf-8")
        line = "checked_by_lot: {date: 2030-03-01, by: town clerk, right: 3, wrong: 2, cannot_tell: 1}\n"
        assert after.replace(line, "") == before
        document, faults = yaml_text.parse("organisation.yml", after.encode())
        assert validation.read("organisation", document, faults)[1] == []
        assert run(*words, "--today", "2030-03-02").exit_code == 0
        assert path.read_text(encoding="utf-8") == after.replace("2030-03-01, by", "2030-03-02, by")

    def test_what_cannot_stand_in_a_record_is_not_recorded(self, copy: Path) -> None:
        """Such as nobody's name."""
        (copy / "sheet.md").write_text(ticked(MARKDOWN, [Mark.RIGHT] * COUNT), encoding="utf-8")
        before = (copy / "registry/organisation.yml").read_bytes()
        done = run("--filled", "sheet.md", "--record", "--by", "not-stated")
        assert done.exit_code == 2
        assert "cannot be recorded" in done.output
        assert (copy / "registry/organisation.yml").read_bytes() == before
