"""A comment that was meant as text is told from a comment that was meant as one."""

from __future__ import annotations

import pytest

from scripts.reading import yaml_text


def cut(raw: str) -> list[tuple[int, int]]:
    """The line and column of each comment that takes the end of a text; nothing else may be found."""
    _, faults = yaml_text.parse("x.yml", raw.encode())
    assert {fault.rule for fault in faults} <= {"cut-text"}
    return [(fault.position.line, fault.position.column) for fault in faults]


@pytest.mark.parametrize(
    "line",
    [
        "summary: Pays #1 of the list.",
        "summary: Pays item # 5 of the list.",
        "summary: Press the # key to talk.",
        "summary: Pulse la tecla # para hablar.",
        "summary: Ask for it under #quillbrook",
        "summary: Hashtag #quillbrook",
        "summary: #1 in the town.",
        "details: 12 Main Street, Suite #200",
        "number: 2019 #7",
        "number: QB-2019 #7",
        "name: Läden #3",
        "name: طلب #3",
        "name: Order \uff15 #\uff15 now",
    ],
)
def test_a_text_that_a_comment_cuts_is_found(line: str) -> None:
    """The place is that of the sign behind which nothing is read."""
    assert cut(f"first: one\n{line}\nlast: one\n") == [(2, line.index("#") + 1)]


@pytest.mark.parametrize(
    "line",
    [
        "role: not-stated # nobody has said it yet",
        "role: not-stated #nobody has said it yet",
        "role: not-stated          # nobody has said it yet",
        "name: Card payments # as the page calls them",
        "name: Card payments # 2nd name that the page has",
        "name: Card payments  #as the page calls them",
        "summary: It takes cards. # 3 offices use it",
        "summary: It takes cards. #checked",
        "since: 2019 # 3 sources say so",
        "since: 2019-04-01 # so says the page",
        "page: https://www.example.gov/tax #front",
        "page: https://www.example.gov/tax#5",
        "data: [card-number, money] # both are on the page",
        "contact: {phone: 555 010-0100} # the desk",
        "flow-1: # the name\n  from: payer",
        "flow-1: #the name\n  from: payer",
        "summary: '#1 of the list'",
        'summary: "Pays #1" # of the list',
        "summary: >-\n  Pays\n  bill #1",
        "name: C# and F#",
        "name: a ##",
        "# only a comment",
        "#1",
    ],
)
def test_a_comment_is_no_text(line: str) -> None:
    """Comments behind a value are common, and so are those that somebody wrote in haste."""
    assert cut(f"first: one\n{line}\nlast: one\n") == []


@pytest.mark.parametrize(
    "raw",
    [
        "a: {b: Pays #1 of it}\nc: d\n",
        "a: [Pays #1, it]\n",
        "a: Pays\n  bill #1\n  of it\nb: c\n",
        "{a: Pays #1 of it}",
    ],
)
def test_what_a_comment_takes_along_is_one_mistake(raw: str) -> None:
    """A bracket that closes, or the next line of the text, is gone too: the cause is named, and no echo of it."""
    assert len(cut(raw)) == 1


def test_a_long_comment_is_told_short() -> None:
    """What a stranger writes does not fill the log."""
    _, (fault,) = yaml_text.parse("x.yml", f"a: Pays #1{'x' * 100_000}\n".encode())
    assert len(fault.message) < 200
