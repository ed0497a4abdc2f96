"""Mending records: what has one right answer, what has not, and that nothing else changes."""

from __future__ import annotations

import difflib
import random
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from schemas import KINDS, Key, fields
from scripts.authoring.fix import mend
from scripts.cli.main import main
from scripts.reading import validation, yaml_text
from scripts.registry import registry
from tests.conftest import CITY, TESTS

CASES = sorted(path.parent for path in TESTS.glob("fix/*/before.yml"))
READ = registry.read(CITY)[0]
KEYS = sorted(READ.documents)


def mended(written: str, kind: str = "vendor") -> str:
    """A record of the small city after mending."""
    return mend(kind, written, READ)


def line(written: str) -> str:
    """One line of a vendor's record after mending."""
    return mended(f"{written}\n").removesuffix("\n")


def data(text: str) -> object:
    """What the loader reads."""
    return yaml_text.parse("x.yml", text.encode())[0].data


def comments(text: str) -> list[str]:
    """The comments of a record of the small city: no text in it holds a `#`."""
    return sorted(re.findall(r"#.*", text))


# --- what is mended ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """Each folder in `fix/` holds a vendor's record before and after."""
    assert mended((case / "before.yml").read_text(encoding="utf-8")) == (case / "after.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("name: A \t\nsummary: B\n\n\n", "name: A\nsummary: B\n"),
        ("name: A\rsummary: B", "name: A\nsummary: B\n"),
        ("name: A \t\r\nsummary: B", "name: A\r\nsummary: B\r\n"),
        ("nmae: A\r\nsummary: B\r\nidentity: known\n", "name: A\r\nidentity: known\r\nsummary: B\r\n"),
    ],
)
def test_every_line_ends_as_most_of_them_do(written: str, after: str) -> None:
    """Whatever the machine that wrote it: a mended record shows what was mended, not each of its lines."""
    assert mended(written) == after


# --- what has no one right answer ----------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "role: for-an-organization",  # three letters off
        "legal_name: Nona",  # a name, though `none` is near
        "note: in use",  # free text
        "also_known_as: Smith, Jones",  # one name or two?
        "{nmae: A, naem: B}",  # which of them is the name?
        "colour: {nmae: A}",  # what stands under a key that is none
        "replaced_by: xx",  # too short to tell
        "name: [A",  # not readable
        "name: &a A",  # nor this
        "name: \u202eA",  # nor this
    ],
)
def test_what_could_mean_two_things_stays(written: str) -> None:
    """Nothing is guessed: the check names it, and a person decides."""
    assert line(written) == written


def test_a_misspelt_key_does_not_push_out_the_right_one() -> None:
    """If the right key is there too, one of the two has to go, and only the author knows which."""
    written = "name: A\nnmae: B\n"
    assert mended(written) == written


def test_spaces_in_a_text_of_several_lines_stay() -> None:
    """There they are part of what is said."""
    written = "name: A\nnote: |-\n  one  \n  two\n"
    assert mended(written) == written


def test_a_comment_among_braces_keeps_its_neighbour() -> None:
    """Keys are not exchanged there: the comment could belong to either."""
    written = "reviewed: {by: me, # she read it\n  date: 2030-01-01}\n"
    assert mended(written) == written


# --- what holds for every record -----------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS, ids="/".join)
def test_a_sound_record_says_the_same_afterwards(key: Key) -> None:
    """Whatever moves in a record, its data and its comments are the same, and it has the keys in their order."""
    before = READ.documents[key].text
    after = mended(before, key[0])
    assert data(after) == data(before)
    assert comments(after) == comments(before)
    written = data(after)
    assert isinstance(written, dict)
    assert list(written) == [name for name in fields.keys(KINDS[key[0]]) if name in written]


def shuffled(value: object, order: random.Random) -> object:
    """The same data with the keys of every part in any order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(part, order) for part in value] if isinstance(value, list) else value


@given(st.sampled_from(KEYS), st.randoms(use_true_random=False), st.sampled_from([True, False, None]))
def test_any_order_becomes_the_right_one(key: Key, order: random.Random, flow: bool | None) -> None:  # noqa: FBT001
    """However the keys stand, and however the record is written, the order is mended and the data is not touched."""
    before = yaml.safe_dump(shuffled(READ.documents[key].data, order), sort_keys=False, default_flow_style=flow)
    after = mended(before, key[0])
    written = data(after)
    assert isinstance(written, dict)
    assert written == data(before)
    assert list(written) == [name for name in fields.keys(KINDS[key[0]]) if name in written]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A kind, and the text of a record in which some letters were deleted, doubled, swapped or put in."""
    key = draw(st.sampled_from(KEYS))
    text = READ.documents[key].text
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        text = draw(
            st.sampled_from(
                [
                    text[:at] + text[at + 1 :],
                    text[:at] + text[at : at + 1] * 2 + text[at + 1 :],
                    text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
                    text[:at]
                    + draw(st.sampled_from([" ", "\t", "\n", "#", "-", ":", '"', "{", "x", "A", "|"]))
                    + text[at:],
                ]
            )
        )
    return key[0], text


@given(damaged())
def test_mending_twice_is_mending_once(record: tuple[str, str]) -> None:
    """What is mended needs no mending, however damaged the record was."""
    kind, text = record
    once = mended(text, kind)
    assert mended(once, kind) == once


@given(damaged())
def test_mending_makes_nothing_worse(record: tuple[str, str]) -> None:
    """A record that could be read can be read afterwards, with no more faults than before."""
    kind, text = record
    faults = yaml_text.parse("x.yml", text.encode())[1]
    assert len(yaml_text.parse("x.yml", mended(text, kind).encode())[1]) <= len(faults)


@given(damaged())
def test_mending_brings_no_new_mistake(record: tuple[str, str]) -> None:
    """What is wrong in a record that could be read is wrong in it afterwards, or mended: nothing else."""
    kind, text = record
    if data(text):
        assert rules(mended(text, kind), kind) - rules(text, kind) == Counter()


def rules(text: str, kind: str) -> Counter[str]:
    """The rules that a record breaks, each as often as it does."""
    document, faults = yaml_text.parse("x.yml", text.encode())
    return Counter(finding.rule for finding in validation.read(kind, document, faults)[1])


@st.composite
def typed_elsewhere(draw: st.DrawFn) -> tuple[str, str, str]:
    """A kind, a sound record as it should stand, and the same with one mistake of people who copy and paste."""
    key = draw(st.sampled_from(KEYS))
    text = mended(READ.documents[key].text, key[0])
    document, _ = yaml_text.parse("x.yml", text.encode())
    lines = text.split("\n")
    plain = [
        (loc, place.start[0], place.start[1], place.end[1])
        for loc, place in document.places.items()
        if place.start[0] == place.end[0] and place.start[1] < place.end[1]
    ]
    _, line, start, end = draw(st.sampled_from([one for one in plain if lines[one[1]][one[2]] not in "[{\"'"]))
    before, value, after = lines[line][:start], lines[line][start:end], lines[line][end:]
    odd = draw(
        st.sampled_from(
            [
                f"{before}“{value}”{after}",
                f"{before}\u2018{value}\u2019{after}",
                f"{before}'{value}'{after}",
                f"{before}{value.replace(' ', chr(0xA0))}{after}",
                f"{before}\u200b{value}{after}",
                f"{before.removesuffix(' ')}{value}{after}",
                f"{before.replace('- ', chr(0x2013) + ' ')}{value}{after}",
                f"{before}{value}{after}\r",
                f"```yaml\n{lines[line]}" if line == 0 else f"{lines[line]} \t",
            ]
        )
    )
    return key[0], text, "\n".join([*lines[:line], odd, *lines[line + 1 :]])


@given(typed_elsewhere())
def test_a_mistake_is_mended_right_or_left_alone(record: tuple[str, str, str]) -> None:
    """Byte by byte: what was meant stands there, or what was written. What lies around it is as it was."""
    kind, sound, damaged_ = record
    after = mended(damaged_, kind)
    assert after == damaged_ or data(after) in (data(sound), data(damaged_))
    changed = [one for one in difflib.ndiff(damaged_.split("\n"), after.split("\n")) if one[0] in "-+"]
    assert len(changed) <= 3


PIECES = st.sampled_from(
    [
        *(
            "name",
            "status",
            "flows",
            "payer",
            "none",
            "not-stated",
            "unknown",
            "no",
            "n/a",
            "12/24/2025",
            "Dec 24, 2025",
        ),
        *("7 years", ": ", ":", "- ", "-", ", ", "{", "}", "[", "]", "'", '"', "“", "”", "’", "#", " #", "&", "*", "!"),
        *("|", ">", "%", "@", "`", "```", "~~~", "---", "\n", "\n", "\n  ", "\n    ", "\r\n", "\r", "\t", " ", "\\"),
        *(
            "\xa0",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\u2028",
            "\u2013",
            "•",
            "<<<<<<< a",
            "=======",
            ">>>>>>> b",
            "é",
            "\x85",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join), st.sampled_from(sorted(KINDS)))
def test_whatever_is_written_there_is_no_traceback(text: str, kind: str) -> None:
    """Files come from strangers. What cannot be mended stays as it is, and what is mended needs no mending."""
    once = mended(text, kind)
    assert mended(once, kind) == once


# --- on the command line -------------------------------------------------------------------------


def fix(root: Path, *words: str) -> tuple[int, str]:
    """Run `registry fix`: its exit code and what it prints."""
    done = CliRunner().invoke(main, ["fix", "--registry", str(root), *words])
    return done.exit_code, done.output


@pytest.fixture
def misspelt(folder: Path) -> Path:
    """A record of the small city with one mistake that can be mended."""
    path = folder / "data" / "health.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("sensitivity: ", "sensitivty: "), encoding="utf-8")
    return path


def test_the_difference_is_shown_and_written(folder: Path, misspelt: Path) -> None:
    """A person sees what changed, line by line."""
    code, shown = fix(folder, str(misspelt))
    assert code == 0
    assert "-sensitivty: special\n+sensitivity: special\n" in shown
    assert shown.endswith("1 of 1 records mended.\n")
    assert "sensitivity: special" in misspelt.read_text(encoding="utf-8")


def test_a_gate_can_ask_without_changing_anything(folder: Path, misspelt: Path) -> None:
    """With `--check` the exit code says whether something would change."""
    before = misspelt.read_bytes()
    assert fix(folder, "--check", str(misspelt))[0] == 1
    assert misspelt.read_bytes() == before
    fix(folder, str(misspelt))
    assert fix(folder, "--check", str(misspelt)) == (0, "0 of 1 records to be mended.\n")


def test_a_file_that_is_no_record_is_wrong_use(folder: Path, tmp_path: Path) -> None:
    """Nothing outside the registry is ever touched."""
    other = tmp_path / "other.yml"
    other.write_text("nmae: A  \n", encoding="utf-8")
    code, shown = fix(folder, str(other))
    assert code == 2
    assert "does not lie in" in shown
    assert other.read_text(encoding="utf-8") == "nmae: A  \n"


def test_a_difference_cannot_give_commands_to_github(folder: Path) -> None:
    """A line that stays the same starts with a space, which GitHub would pass over."""
    path = folder / "data" / "health.yml"
    path.write_text("sumary: x\nnote: |-\n  ::error::y ##[add-mask]z\nname: A\n", encoding="utf-8")
    shown = fix(folder, "--check", str(path))[1]
    assert "::error::y" in shown
    assert not re.search(r"^\s*::|##\[", shown, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["PawForm.yml", "pawform.yml.txt", "pawform.yaml", "PAWFORM.YML"])
def test_a_file_gets_the_name_of_its_record(folder: Path, name: str) -> None:
    """Whatever a program or a habit has made of it; what names the record leads to it at once."""
    (folder / "vendors" / "pawform.yml").rename(folder / "vendors" / name)
    code, shown = fix(folder, "--check", str(folder / "vendors"))
    assert (code, f"{name} is to be renamed to pawform.yml" in shown) == (1, True)
    assert (folder / "vendors" / name).exists()
    assert f"{name} renamed to pawform.yml" in fix(folder, str(folder / "vendors"))[1]
    assert not registry.read(folder)[1]


def test_no_file_takes_the_place_of_another(folder: Path) -> None:
    """Which of the two is right, only a person knows."""
    (folder / "vendors" / "Pawform.yml.txt").write_text("name: Paw\n", encoding="utf-8")
    before = (folder / "vendors" / "pawform.yml").read_text(encoding="utf-8")
    fix(folder)
    assert (folder / "vendors" / "Pawform.yml.txt").exists()
    assert data((folder / "vendors" / "pawform.yml").read_text(encoding="utf-8")) == data(before)


def test_a_file_from_windows_stays_one(misspelt: Path, folder: Path) -> None:
    """Its line ends and the sign in front of it are as they were: only what is mended has changed."""
    before = b"\xef\xbb\xbf" + misspelt.read_bytes().replace(b"\n", b"\r\n")
    misspelt.write_bytes(before)
    fix(folder, str(misspelt))
    assert misspelt.read_bytes() == before.replace(b"sensitivty", b"sensitivity")
