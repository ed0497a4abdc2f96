"""Names and texts made at random from the grammars of HTML, Markdown, YAML and Unicode, against check, build and wall.

`make fuzz` runs for ten minutes. Each round writes such texts into every field of the small city that has room for
one, takes back what the check refuses, and publishes the rest in both languages. What is refused must say why; what is
published must look as with plain words: no element more, and nothing that acts.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click
import yaml
from lxml import html
from pydantic import TypeAdapter, ValidationError

from schemas import FOLDERS, KINDS, Key, fields
from schemas.part import Loc, walk
from schemas.text import Text as TextType
from schemas.words import RESERVED_WORDS
from scripts.reading import yaml_text
from scripts.reading.findings import Severity
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.rules import mistakes
from scripts.site import build
from tests import payloads, published
from tests.conftest import CITY, check
from tests.payloads import PAYLOADS, active, skeleton

PIECES = (
    # HTML
    *(
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?",
        "<!doctype",
        "&",
        "&lt;",
        "&#60",
        "&#x3c;",
    ),
    *('"', "'", "`", "=", "&quot;", "&amp;lt;", "&Tab;", "&NewLine;", "&colon;"),
    *("script", "style", "title", "textarea", "noscript", "template", "plaintext", "xmp", "iframe", "svg", "math"),
    *("a", "p", "b", "h1", "img", "link", "meta", "base", "form", "input", "body", "html", "table", "td", "select"),
    *("foreignObject", "mglyph", "annotation-xml", "desc", "tspan", "use", "animate", "set"),
    *(" href=", " src=", " onload=", " onerror=", " style=", " srcdoc=", " id=", " class=", " name=", " http-equiv="),
    *("javascript:", "data:text/html,", "//evil.example", "https://evil.example/", "refresh", "0;url=", "alert(1)"),
    *("md-overlay", "md-search", "__config", "__search", "__drawer", "{}", "\\u003c", "\\x3c"),
    # Markdown
    *("[", "](", ")", "][", "]: ", "![", "**", "__", "~~", "``", "```", "~~~", "# ", "## ", "===", "---", "- ", "1. "),
    *(
        "> ",
        "| ",
        " | --- |",
        "{: ",
        "{: .lead }",
        "{ #id }",
        "}",
        "*[",
        "]:",
        ":   ",
        "!!! ",
        "??? ",
        "--8<--",
        "[^1]",
    ),
    *("<div markdown>", "\\", "\\`", "^^", "==", "++", ":smile:", "{{", "}}", "{%", "%}", "${{", "%(x)s", "%s"),
    # YAML and the logs
    *(
        ": ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "!!python/object:",
        "|",
        ">",
        "%YAML",
        "---",
        "...",
        "# ",
        "'",
        '"',
        ", ",
        "@",
        "~",
    ),
    *("::error::", "##[group]", "::stop-commands::x", "\x1b[2J", "\x9b31m", "\x07"),
    # Unicode
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\u2028", "\x85", "\u3164", "\u2800", "\ufe00", "\U000e0041"),
    *("\ue000", "\U0001fffe", "\u00a0", "\u2003", "\u0301" * 2, "\u0301" * 9, "\u0430", "\u03bf", "\uff1c", "\uff41"),
    *("\u2039", "\u02c2", "\ufe64", "\u0338", "\u212a", "\u0130", "\u00df", "\U0001d400", "\U0001f600", "東京", "ﷺ"),
    # words
    *("x", "Pay", "City", "the", " ", " ", " ", "0", "1", ".", ",", ";", "-", "not-stated", "none"),
)
NOT_FREE = {"host", "email", "section", "heading"}
"""Fields with a form that the fuzzer seldom meets, and names of sections, by which statements are put together."""
MOST_PIECES = 14
KEPT = build.PROJECT / ".cache" / "fuzz"
"""Where the records of a failure stay."""
CHECKS = 20
"""How many registries are only checked for each one that is published too."""


class Text(NamedTuple):
    """A place in a record that holds a text of its author's."""

    key: Key
    loc: Loc


class Failure(click.ClickException):
    """Something acted, or was refused without a reason. The message has the texts."""


def text(chance: random.Random) -> str:
    """A text that might do something."""
    if chance.random() < 0.2:
        return chance.choice([*PAYLOADS.values()])
    return "".join(chance.choices(PIECES, k=chance.randint(1, MOST_PIECES)))


def places(root: Path) -> list[Text]:
    """Every place of a registry that holds a text which its author may choose."""
    read, _ = registry.read(root)
    open_ = {(place.model, place.field) for place in payloads.places() if place.field not in NOT_FREE}
    found = []
    for key, record in read.records.items():
        for loc, value in walk(record):
            if type(value) is not str or value in RESERVED_WORDS or not loc:
                continue
            names = [step for step in loc if isinstance(step, str)]
            parent = fields.part_at(KINDS[key[0]], loc[: loc.index(names[-1])] if names else ())
            name = {field.alias or name: name for name, field in parent.model_fields.items()} if parent else {}
            if parent and (parent, name.get(names[-1])) in open_:
                found.append(Text(key, loc))
    return found


def path_of(root: Path, key: Key) -> Path:
    """The file of a record."""
    folder = {kind: folder for folder, kind in FOLDERS.items()}.get(key[0])
    return root / folder / f"{key[1]}.yml" if folder else root / "organisation.yml"


def _put(data: Any, loc: Loc, value: str) -> None:
    for step in loc[:-1]:
        data = data[step]
    data[loc[-1]] = value


def write(root: Path, texts: dict[Text, str], chance: random.Random) -> None:
    """Make `root` the small city with these texts in it, each quoted as a program would, or as it is."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(CITY, root)
    for key in dict.fromkeys(place.key for place in texts):
        path = path_of(root, key)
        data = yaml_text.parse(path.name, path.read_bytes())[0].data
        for place, new in texts.items():
            if place.key == key:
                _put(data, place.loc, new)
        if chance.random() < 0.5:
            whole = json.dumps(data, ensure_ascii=chance.random() < 0.5)
        else:
            whole = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=9999)
        path.write_bytes(whole.encode("utf-8", "surrogatepass"))


def refused(root: Path, texts: dict[Text, str]) -> set[Text]:
    """The texts that the check refuses, or that stand in files which it refuses.

    Raises:
        Failure: it refuses something without a reason in words, or without a page that explains it.
    """
    known = mistakes.known()
    bad = set()
    for finding in check(root):
        if len(finding.message.split()) < 4 or finding.rule not in known or not finding.message.isprintable():
            raise Failure(f"refused without a reason: {finding!r}")
        if finding.severity == Severity.ERROR:
            bad.add(finding.position.path)
    return {place for place in texts if path_of(root, place.key).as_posix() in bad}


def may_stand(text: str) -> bool:
    """Whether a text may stand in a record by itself."""
    document, faults = yaml_text.parse("x.yml", yaml.safe_dump({"note": text}).encode())
    try:
        TypeAdapter(TextType).validate_python(document.data.get("note"))
    except ValidationError:
        return False
    return not faults


def accepted(root: Path, chance: random.Random, where: list[Text]) -> dict[Text, str]:
    """Write texts into all places, take those back that are refused, and say which stay."""
    texts = {place: text(chance) for place in where}
    write(root, texts, chance)
    refused(root, texts)
    texts = {place: new for place, new in texts.items() if may_stand(new)}
    while texts:
        write(root, texts, chance)
        bad = refused(root, texts)
        if not bad:
            break
        # A file may be refused for one of its texts: half of them go, so that some stay.
        gone = [place for place in bad if chance.random() < 0.5] or [*bad]
        texts = {place: new for place, new in texts.items() if place not in gone}
    return texts


def shape_of(folder: Path) -> dict[str, tuple[Counter[tuple[str, ...]], Counter[str]]]:
    """The elements of each page of a site, and what acts in it."""
    found = {}
    for page in sorted(folder.rglob("*.html")):
        tree = html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot()
        found[page.relative_to(folder).as_posix()] = Counter(skeleton(tree)), active(tree)
    return found


def publish(records: Path, folder: Path) -> Path:
    """Publish a registry, and return the folder of its site.

    Raises:
        Failure: it is refused although the check found nothing.
    """
    read, _ = registry.read(records)
    shutil.rmtree(folder, ignore_errors=True)
    project = published.project(folder / "project")
    build.generate(read, Graph(read), project)
    try:
        build.build(read, folder / "site", project)
    except build.BuildError as error:
        raise Failure(f"the check found nothing, and the build says: {error}") from error
    return folder / "site"


def rounds(folder: Path, seed: int) -> Iterator[tuple[int, int, int]]:
    """Fuzz for ever; give after each round how many texts were tried, were accepted, and were published.

    Raises:
        Failure: see there. The records stay in `folder`.
    """
    chance = random.Random(seed)  # noqa: S311 - it makes test data
    where = places(CITY)
    plain = shape_of(publish(CITY, folder / "plain"))
    while True:
        tried = taken = 0
        for _ in range(CHECKS):
            texts = accepted(folder / "records", chance, where)
            tried, taken = tried + len(where), taken + len(texts)
        found = shape_of(publish(folder / "records", folder / "hostile"))
        for page, (elements, acting) in plain.items():
            if page not in found or found[page] != (elements, acting):
                more = [*(found[page][0] - elements), *(found[page][1] - acting)] if page in found else ["it is gone"]
                less = [*(elements - found[page][0])] if page in found else []
                raise Failure(f"{page}: more {more[:5]}, less {less[:5]}; the texts: {texts}")
        yield tried, taken, len(texts)


@click.command()
@click.option("--minutes", default=10.0, show_default=True, help="For how long.")
@click.option("--seed", default=0, show_default=True, help="The same number gives the same texts.")
def main(*, minutes: float, seed: int) -> None:
    """Write random texts into records, and see that none of them acts on a published page."""
    end = time.monotonic() + 60 * minutes
    total = Counter[str]()
    with TemporaryDirectory() as folder:
        try:
            for number, (tried, taken, shown) in enumerate(rounds(Path(folder), seed), start=1):
                total.update(rounds=1, tried=tried, accepted=taken, published=shown)
                if sys.stderr.isatty():
                    click.echo(f"\r{number} rounds, {total['tried']:,} texts", nl=False, err=True)
                if time.monotonic() > end:
                    break
        except Failure:
            shutil.rmtree(KEPT, ignore_errors=True)
            shutil.copytree(Path(folder) / "records", KEPT)
            click.echo(f"The records that did it: {KEPT.as_posix()}")
            raise
    click.echo(
        f"{total['rounds']} sites in two languages; {total['tried']:,} texts tried, {total['accepted']:,} accepted by "
        f"the check, {total['published']:,} published: no element more, nothing active, no refusal without a reason."
    )


if __name__ == "__main__":
    main()
