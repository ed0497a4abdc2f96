"""Lines → the sections of a policy: what stands under each heading, as a fingerprint.

In HTML the headings are marked. In plain text a heading is a line like any other: there, a line that the record
knows as a heading is one. Any other short line that stands alone may be one. It is taken for one only if that makes
the words before it, or those under it, the very words that the record knows: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from schemas.source import Section
from scripts.observation.policy_drift import fingerprint
from scripts.observation.policy_drift.fingerprint import Words
from scripts.observation.policy_drift.page_lines import Aside, Line, Page, key

OPENING = "(before the first heading)"
"""What stands for a heading where a page begins without one."""
MOST_TRIED = 40
"""How many short lines of one section are tried as headings, and how many outside the main part as one heading."""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\s+")
"""A number in front of a heading, which is no part of it if the same heading is known without one."""
MOST_ALONG = 200
"""How many lines under a heading outside the main part are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A section as a copy of the policy has it."""

    heading: str
    """The heading; as the record has it, if it knows it."""
    fingerprint: str
    words: int
    short_lines: tuple[str, ...] = ()
    """Lines in it that may be headings, if its words are not those that the record knows."""

    @property
    def key(self) -> str:
        """By what its heading is known again."""
        return key(self.heading)


@dataclass(frozen=True, slots=True)
class Text:
    """The sections of a policy, in their order."""

    sections: tuple[Found, ...]
    left_out: int
    """How many words stand before the first heading of plain text: they may belong to the page around it."""


def read(pages: Sequence[Page], known: Sequence[Section], named: Sequence[str] = ()) -> Text:
    """The sections of a policy that stands on these pages, one after the other.

    `known` is what the record says of its sections; `named` are headings that it uses without knowing their words.
    """
    return _Reader(pages, known, named).read()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A heading with the lines up to the next one; no heading at the beginning of a page."""

    page: int
    at: int
    """Which line of the page it begins with."""
    heading: Line | None
    lines: Sequence[Line]

    def words(self, known: Collection[str]) -> Words:
        """Its words: those of a known fingerprint, if what stands aside may be left out or not.

        Of words that are not known, a page's furniture is no part, and before the first heading no notice is.
        """
        there = {line.aside for line in self.lines} - {None}
        usual = {Aside.FURNITURE} if self.heading else {*Aside}
        for without in (set[Aside](), {Aside.FURNITURE}, {Aside.NOTICE}, {*Aside}) if there else ():
            words = fingerprint.of(line.words for line in self.lines if line.aside not in without)
            if words.fingerprint in known:
                return words
        return fingerprint.of(line.words for line in self.lines if line.aside not in usual)


_Placed = tuple[tuple[int, int], Found]
"""A section, with its page and the line there."""


class _Reader:
    def __init__(self, pages: Sequence[Page], known: Sequence[Section], named: Sequence[str]) -> None:
        self.headings = {key(heading): heading for heading in (*named, *(section.heading for section in known))}
        self.count = Counter(key(section.heading) for section in known)
        self.count.update(self.headings.keys() - self.count)
        self.fingerprints: dict[str, set[str]] = defaultdict(set)
        for section in known:
            self.fingerprints[key(section.heading)].add(section.fingerprint)
        self.pages = [replace(page, lines=tuple(self._headings_as_known(page.lines))) for page in pages]

    def read(self) -> Text:
        stretches = self._stretches()
        missing = self.count - Counter(stretch.heading.key for stretch in stretches if stretch.heading)
        wanted = {words for heading in missing for words in self.fingerprints[heading]}
        placed: list[_Placed] = []
        left_out = 0
        for stretch in stretches:
            for part in _parts(stretch, self.fingerprints, wanted):
                own = part.heading.key if part.heading else key(OPENING)
                words = part.words(self.fingerprints[own] | wanted)
                if part.heading is not None:
                    name = self.headings.get(part.heading.key) or fingerprint.unmarked(part.heading.text)
                elif words.count and (self.pages[part.page].is_html or key(OPENING) in self.headings):
                    name = OPENING
                else:
                    left_out += words.count
                    continue
                is_known = words.fingerprint in self.fingerprints[key(name)] | wanted
                short = () if is_known else tuple(line.text for line in part.lines if may_be_heading(line))
                placed.append(((part.page, part.at), Found(name, words.fingerprint, words.count, short)))
        placed += self._around(self.count - Counter(section.key for _, section in placed))
        return Text(tuple(section for _, section in sorted(placed, key=lambda one: one[0])), left_out)

    def _headings_as_known(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines, with marked headings worded as the record knows them, if they differ only by a template's words.

        These are the words of links and buttons in them, a number in front without a dot, and headings that only
        screen readers say or that stand in a notice.
        """
        there = {line.key for line in lines if line.is_heading}
        by_name = {_NUMBER.sub("", known): known for known in self.headings if _NUMBER.match(known)}
        for line in lines:
            known = line.key
            if line.is_heading and known not in self.headings:
                known = next(
                    (
                        one
                        for one in (key(line.whole), _NUMBER.sub("", known), by_name.get(known, ""))
                        if one in self.headings
                    ),
                    "",
                )
                known = "" if known in there else known
            if not line.is_heading or known == line.key:
                yield line
            elif known:
                yield replace(line, text=self.headings[known])
            elif line.aside:
                yield replace(line, is_heading=False)
            elif not line.is_quiet:
                yield line

    def _stretches(self) -> list[_Stretch]:
        """The text, cut at each heading that is marked, or else known.

        A known heading may stand in a list of contents too, or as an entry of a table. Of several such lines, those
        are headings that have the known words under them, or else any words; then the first, or if there are no words
        under any, the last: contents come before the text.
        """
        lines = [line for page in self.pages for line in page.lines]
        marked = {line.key for line in lines if line.is_heading}
        chosen = {id(line) for line in lines if line.is_heading or (line.key in self.count and line.key not in marked)}
        alike: dict[str, list[_Stretch]] = defaultdict(list)
        for stretch in self._cut(chosen):
            if stretch.heading and not stretch.heading.is_heading:
                alike[stretch.heading.key].append(stretch)
        for heading, several in alike.items():
            several.sort(key=lambda one: self._rank(heading, one))
            chosen -= {id(stretch.heading) for stretch in several[self.count[heading] :]}
        return list(self._cut(chosen))

    def _rank(self, heading: str, stretch: _Stretch) -> tuple[bool, bool, int, int]:
        sign = 1 if stretch.lines else -1
        known = self.fingerprints[heading]
        is_known = stretch.words(known).fingerprint in known
        return not is_known, not stretch.lines, sign * stretch.page, sign * stretch.at

    def _cut(self, chosen: set[int]) -> Iterator[_Stretch]:
        for number, page in enumerate(self.pages):
            starts = [at for at, line in enumerate(page.lines) if id(line) in chosen]
            yield _Stretch(number, -1, None, page.lines[: starts[0] if starts else None])
            for start, stop in pairwise([*starts, len(page.lines)]):
                yield _Stretch(number, start, page.lines[start], page.lines[start + 1 : stop])

    def _around(self, missing: Counter[str]) -> Iterator[_Placed]:
        """Known sections outside the main part, such as one in a footer."""
        tried: Counter[str] = Counter()
        for number, page in enumerate(self.pages):
            for at, lines in page.around:
                for index, heading in enumerate(lines):
                    if missing[heading.key] > 0 and tried[heading.key] < MOST_TRIED:
                        tried[heading.key] += 1
                        found = self._outside(heading, lines[index + 1 : index + 1 + MOST_ALONG])
                        if found:
                            missing[heading.key] -= 1
                            yield (number, at), found

    def _outside(self, heading: Line, lines: Sequence[Line]) -> Found | None:
        """The section under a line outside the main part, if it has the known words, or at least is marked."""
        words = Words()
        known = None
        for line in (*lines, None):
            if words.fingerprint in self.fingerprints[heading.key]:
                known = Found(self.headings[heading.key], words.fingerprint, words.count)
            if line is None or line.is_heading:
                break
            words.add(line.words)
        if known is None and heading.is_heading:
            return Found(self.headings[heading.key], words.fingerprint, words.count)
        return known


def _parts(stretch: _Stretch, known: Mapping[str, set[str]], wanted: set[str]) -> Iterator[_Stretch]:
    """A stretch, cut further at each short line that must be a heading.

    It must if the words before it are all that the record knows of the section, or if the words under it are those
    of a section whose heading is missing (`wanted`).
    """
    lines = stretch.lines
    own = known[stretch.heading.key if stretch.heading else key(OPENING)]
    short = [at for at, line in enumerate(lines) if may_be_heading(line)][:MOST_TRIED]
    ends = {at: _end(lines, at, short, own if at < 0 else wanted) for at in (-1, *short)}
    starts = [-1]
    while starts[-1] < len(lines):
        following = ends[starts[-1]]
        if following is None:
            following = next((at for at in short if at > starts[-1] and ends[at] is not None), len(lines))
        starts.append(following)
    for start, stop in pairwise(starts):
        heading = stretch.heading if start < 0 else lines[start]
        yield _Stretch(stretch.page, stretch.at + 1 + start, heading, lines[start + 1 : stop])


def _end(lines: Sequence[Line], start: int, short: Sequence[int], wanted: set[str]) -> int | None:
    """Where the section under the line at `start` ends, if its words are then wanted ones; the last such place."""
    ends = {*short, len(lines)}
    best = None
    words = Words()
    for at in range(start + 1, len(lines) + 1):
        if at in ends and (words.count or start < 0) and words.fingerprint in wanted:
            best = at
        if at < len(lines):
            words.add(lines[at].words)
    return best


def may_be_heading(line: Line) -> bool:
    """Whether a line of plain text looks like a heading: it is short, stands alone and is no sentence."""
    return line.alone and line.may_be_heading
