"""What the texts of strangers cost: copies of a policy and filled forms that are made to keep a machine busy.

`python -m tests.benchmarks.strangers` gives each of them to the command at growing sizes, up to the largest that is
read, and prints a table. Where one size is twice the one before, what grows with the square of the size grows four
times.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from scripts.correspondence import form, open_questions
from scripts.correspondence.open_questions import Writing
from scripts.correspondence.reply_addresses import END, address
from scripts.observation.policy_drift.fetching import MOST_BYTES as MOST_OF_A_COPY
from scripts.reading.yaml_text import MOST_BYTES as MOST_OF_A_REPLY
from scripts.registry import registry
from scripts.registry.registry import Registry
from tests import filled_in
from tests.benchmarks import launch
from tests.conftest import CITY

Maker = Callable[[int], str]
"""Makes a text of about so many bytes."""
SIZES_OF_COPIES = tuple(MOST_OF_A_COPY >> half for half in (7, 6, 5, 0))
"""Bytes. Of the largest, most are refused long before their end, so they are measured at smaller sizes too."""
SIZES_OF_REPLIES = tuple(MOST_OF_A_REPLY >> half for half in (2, 1, 0))
"""Bytes."""
NOISE = 0.3
"""Seconds. Where less was measured, its growth says nothing."""


def again(piece: str, size: int, start: str = "", end: str = "") -> str:
    """A text in which one piece stands over and over."""
    room = size - len(start.encode()) - len(end.encode())
    return start + piece * (room // len(piece.encode())) + end


def each(piece: Callable[[int], str], size: int, start: str = "", end: str = "") -> str:
    """A text of pieces that are all different: each is made from its number."""
    pieces: list[str] = []
    room = size - len(start.encode()) - len(end.encode())
    while (room := room - len((new := piece(len(pieces))).encode())) >= 0:
        pieces.append(new)
    return f"{start}{''.join(pieces)}{end}"


def repeated(piece: str, start: str = "", end: str = "") -> Maker:
    """What makes a text of one piece."""
    return partial(again, piece, start=start, end=end)


def numbered(piece: Callable[[int], str], start: str = "", end: str = "") -> Maker:
    """What makes a text of pieces that are all different."""
    return partial(each, piece, start=start, end=end)


def copies(heading: str) -> dict[str, Maker]:
    """Copies of a policy whose record knows this heading. Those that start with a `<` or `&` are HTML."""
    marks = "\u0301\u0323"
    return {
        "marks on one letter": repeated(marks, "a"),
        "lines of many marks": repeated(f"a{marks * 15}\n"),
        "marks as entities": repeated("&#769;&#803;", "<p>a"),
        "marks in disguise": repeated("\uff9e\u0301", "a"),
        "letters that become eighteen": repeated("\ufdfa"),
        "lines of letters that become eighteen": repeated(f"{chr(0xFDFA) * 90}\n"),
        "accents": repeated("é\u0301"),
        "letters that nobody sees": repeated("a\u00ad"),
        "letters that are all different": numbered(lambda n: chr(0x10000 + n % 0xF0000)),
        "one word": repeated("x"),
        "one line of words": repeated("word "),
        "one line of brackets": repeated("( "),
        "one line of numbers": repeated("1.1."),
        "lines of numbers": repeated("1. 1. 1. 1. 1.\n"),
        "empty lines": repeated("\n"),
        "short lines": numbered(lambda n: f"Short {n}\n\n"),
        "one heading": repeated(f"{heading}\n\n"),
        "one heading with text": repeated(f"{heading}\n\n{'word ' * 50}\n\n"),
        "short lines and one long line": lambda size: again("Long\n\n", size // 10) + again("x y ", size * 9 // 10),
        "one heading, marked": repeated(f"<h2>{heading}</h2>"),
        "marked headings": numbered(lambda n: f"<h2>Part {n}</h2><p>text"),
        "one heading in a footer": repeated(f"<p>{heading}", "<main>x</main><footer>"),
        "lines in one element": repeated("a\n", "<pre>"),
        "paragraphs in a heading": repeated("<p>x", "<h1>"),
        "deep elements": repeated("<div>"),
        "closings in deep elements": repeated("</span>", "<div>" * 500),
        "closings of nothing": repeated("</p>"),
        "elements": repeated("<br>"),
        "elements across each other": repeated("<b></i>"),
        "cells": repeated("<td>x</table>"),
        "menus": repeated("<p role=navigation>x"),
        "hidden elements": repeated("<p hidden>x</p>", "<main>"),
        "hidden elements between notices": repeated("<p hidden>x<p role=alert>Y", "<main>"),
        "hidden elements in each other": repeated(f"{'<i hidden>' * 250}x{'</i>' * 250}", "<p>"),
        "links to notes": repeated('<a href="#"><sup>1</sup></a>', "<p>"),
        "icons": repeated("<i></i> ", "<p>"),
        "link signs": repeated("↗ ", "<p>"),
        "elements around one line": lambda size: again("x <b>", 3_000, "<p>") + again("x ", size - 3_000),
        "long styles": numbered(lambda n: f"<b style='{'position:fixed;' * 60}{n}'>x</b>"),
        "long names of classes": numbered(lambda n: f"<b class='{'share-list-' * 90}{n}'>x</b>"),
        "many names of classes": repeated(f"<p class='{'toc- ' * 190}'>x"),
        "buttons that unfold": numbered(lambda n: f"<button onclick='f({n},\"a{n}\")' data-a=b{n}>x</button>"),
        "one attribute": repeated("a=1 ", "<p "),
        "attributes": numbered(lambda n: f"a{n} ", "<p "),
        "an attribute without end": repeated("&amp;", "<a b='"),
        "entities": repeated("&amp;"),
        "entities that nobody knows": numbered(lambda n: f"&e{n};"),
        "a tag without end": repeated("x", "<"),
        "openings": repeated("<"),
        "comments": repeated("<!--"),
        "a comment without end": repeated("-", "<!--"),
        "sections of data": repeated("<![CDATA["),
        "a script without end": repeated("<!--<script>", "<script>"),
    }


def replies(read: Registry) -> dict[str, Maker]:
    """Filled forms about the records of one registry."""
    asked = [question for _, question in filled_in.every_question(read)]
    blanks = [(question, blank) for question in asked for blank in question.blanks]
    several = [address(read, *pair) for pair in blanks if pair[1].several and pair[1].names]
    lengths = [
        address(read, *pair)
        for pair in blanks
        if pair[1].writing in {Writing.LENGTH, Writing.KEPT} and not pair[1].steps
    ]
    everywhere = [address(read, *pair) for pair in blanks]
    key = max(read.records, key=lambda one: sum(len(part.questions) for part in open_questions.about(read, one)))
    whole = form.markdown(filled_in.form_about(read, key))
    before, end, after = whole.rpartition(f"[{'/'.join(key)}#{END}]")
    label = next(choice.label for _, blank in blanks if blank.names for choice in blank.choices if " " in choice.label)

    def filled(where: list[str], written: str) -> Callable[[int], str]:
        return lambda number: f"[{where[number % len(where)]}]\n{written.replace('NUMBER', str(number))}\n---\n"

    return {
        "commas": numbered(filled(several, "," * 3_900)),
        "commas in one blank": numbered(filled(several[:1], "," * 3_900)),
        "letters and commas": numbered(filled(several, "a," * 1_950)),
        "words with “and”": numbered(filled(several, "a and " * 650)),
        "a name in pieces": numbered(filled(several, label.replace(" ", ",").lower() * 50 + ",")),
        "beginnings of a name": numbered(filled(several, f"{label.rpartition(' ')[0].replace(' ', ',')}," * 90)),
        "entities and commas": numbered(filled(several, "&amp;," * 650)),
        "strange words": numbered(filled(several, "shoe NUMBER")),
        "lines of strange words": numbered(filled(several, "q\n" * 480)),
        "lines from a browser": numbered(lambda n: f"{several[n % len(several)]}=shoe {n}\n"),
        "amounts": numbered(filled(lengths, "1 year, " * 480)),
        "boxes": repeated("[x] a\n", f"[{several[0]}]\n"),
        "lines below a box": repeated("b\n", f"[{several[0]}]\n- [x] a\n"),
        "lines below an empty box": repeated("b\n", f"[{several[0]}]\n- [ ] a\n"),
        "lines below boxes": numbered(filled(several, f"- [x] a\n{'b' * 9}\n" * 40)),
        "records that are not there": numbered(lambda n: f"[vendor/ab{n}#a]\nx\n"),
        "places that are not there": numbered(lambda n: f"[{'/'.join(key)}#a{n}]\nx\n"),
        "parts that are not there": numbered(lambda n: f"[{lengths[0]}.a{n}]\nx\n"),
        "entries that are not there": numbered(lambda n: f"[{'/'.join(key)}#cookies.{n % 10_000}~{n:06x}.name]\nx\n"),
        "any text in every blank": numbered(filled(everywhere, "NUMBER")),
        "one blank": repeated(f"[{several[0]}]\n"),
        "brackets": repeated("[", f"[{several[0]}]\n"),
        "broken addresses": repeated("[vendor/a\n", f"[{several[0]}]\n"),
        "long broken addresses": numbered(lambda _: f"[vendor/{'a' * 20_000}\n"),
        "spaces": repeated(" ", f"[{several[0]}]\n[", "x"),
        "dashes": repeated("- ", f"[{several[0]}]\n", "x"),
        "stars": repeated("*", f"[{several[0]}]\n"),
        "signs of an answer": repeated("Answer:", f"[{several[0]}]\n"),
        "signs of a mail": repeated("> ", f"[{several[0]}]\n"),
        "one line": repeated("x", f"[{several[0]}]\n"),
        "lines between questions": numbered(lambda n: f"zq{n}\n", before, end + after),
        "pieces of the form between questions": numbered(
            lambda n: f"{' '.join(whole.split())[-(n % 5_000) - 40 :][:40].strip() or 'x'}\n", before, end + after
        ),
    }


class Cost(NamedTuple):
    """Seconds of the processor that one run took in all its processes, and the most memory of any of them."""

    seconds: float
    megabytes: float


def cost(*words: str | Path) -> Cost:
    """Run `registry` once, whatever comes of it."""
    command = [sys.executable, launch.__file__, Path(sys.executable).with_name("registry"), *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    _, processor, megabytes, _ = map(float, done.stdout.split())
    return Cost(processor, megabytes)


def table(title: str, command: list[str | Path], texts: dict[str, Maker], sizes: Sequence[int]) -> None:
    """One line for each text and size. Growth is that of the time beyond the least that the command takes."""
    click.echo(f"\n## {title}\n")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "text"
        file.write_text("x\n", encoding="utf-8")
        least = min(cost(*command, file) for _ in range(3))
        click.echo(f"With a text of one letter the command takes {least.seconds:.2f} s and {least.megabytes:.0f} MB.\n")
        click.echo("| text | size | time of the processor | memory | growth |\n| --- | --- | --- | --- | --- |")
        for name, make in texts.items():
            work = 0.0
            for smaller, size in pairwise((0, *sizes)):
                text = make(size)
                file = Path(folder) / ("text.html" if text.startswith(("<", "&")) else "text.txt")
                file.write_text(text, encoding="utf-8", newline="")
                found = cost(*command, file)
                before, work = work, found.seconds - least.seconds
                growth = f"{work / before:.1f}" if before > NOISE and size // smaller == 2 else ""
                kilobytes = f"{len(text.encode()) / 1000:,.0f} kB"
                click.echo(f"| {name} | {kilobytes} | {found.seconds:.2f} s | {found.megabytes:.0f} MB | {growth} |")


@click.command()
@click.option("--only", default="", metavar="WORD", help="Measure only those with this word in their names.")
def main(only: str) -> None:
    """Measure what hostile texts cost, and print Markdown tables."""
    read, _ = registry.read(CITY)
    policy = read.sources[read.organisation.policy]
    heading = next(section.heading for section in policy.sections)
    for title, words, texts, sizes in (
        ("Copies of a policy", ["policy"], copies(heading), SIZES_OF_COPIES),
        ("Filled forms", ["answer", "--check", "--from", "team"], replies(read), SIZES_OF_REPLIES),
    ):
        chosen = {name: make for name, make in texts.items() if only in name}
        if chosen:
            table(title, [*words, "--registry", CITY], chosen, sizes)


if __name__ == "__main__":
    main()
