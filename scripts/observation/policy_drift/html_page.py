"""A page of HTML → its lines, each with what is known of it.

It is read as it comes, and no tree is built. So what stands further down may decide whether a line counts: a button may
unfold what was hidden. Such lines wait until the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from lxml import etree

from scripts.observation.policy_drift import html_elements
from scripts.observation.policy_drift.html_elements import Attributes, Showing
from scripts.observation.policy_drift.page_lines import ICON, MOST_WORDS, Aside, Line, Page, Size, key, seen
from scripts.observation.policy_drift.unreadable import too_large

MOST_HEADINGS = 1_000
"""A long policy has a hundred."""
MOST_ELEMENTS = 200_000
"""Those that begin, and as many that end."""
MOST_DEPTH = 512
"""As deep as browsers go. The parser looks through all open elements when one ends that is not open."""
PIECE = 10_000
"""How many letters the parser gets at once."""
MOST_IN_PIECES = 1_000_000
"""Letters of one line as they stand in the page, with all white space. The parser may give them one by one."""
MOST_IN_ICON = 50
"""Letters, or elements. An icon has a few, and so has the mark of a note."""
MOST_IN_HEADING = 200
"""A heading with more letters is none: somebody has marked a paragraph as one."""


def read(text: str) -> Page:
    """Take a page apart.

    Raises:
        Unreadable: it is larger than any policy, or written as no text is.
    """
    if text.count("</") > MOST_ELEMENTS:  # the parser does not say of each how it ends
        raise too_large(MOST_ELEMENTS, "elements")
    parser = etree.HTMLParser(target=_Collector(), remove_comments=True, remove_pis=True, huge_tree=True)
    # The parser stops at a fault only when it has read what it was given.
    for start in range(0, max(len(text), 1), PIECE):
        parser.feed(text[start : start + PIECE])
    collected: list[_Collected] = parser.close()
    has_main = any(line.in_main for line in collected)
    inside: list[Line] = []
    around = []
    for (outside, _), stretch in groupby(
        collected, lambda line: (line.part != 0 or (has_main and not line.in_main), line.part)
    ):
        lines = [collected.line for collected in stretch]
        if outside:
            around.append((len(inside), tuple(lines)))
        else:
            inside += lines
    return Page(tuple(_dated(inside)), tuple(around), is_html=True)


_DAY = re.compile(r"\b\d{1,2}\b.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\b\d{1,2}\b")


def _dated(lines: list[Line]) -> list[Line]:
    """The lines, with a day above the title or right below it marked as one: it tells when the page was changed."""
    title = next((at for at, line in enumerate(lines) if line.is_heading), -1)
    for at, line in enumerate(lines[: title + 2]):
        if line.may_be_heading and not line.is_heading and _DAY.search(line.text):
            lines[at] = replace(line, aside=Aside.NOTICE)
    return lines


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text in one element."""

    text: str
    aside: Aside | None = None
    hider: int = 0
    """What hides it, by its number; 0 if nothing does."""
    helps: bool = False
    """Whether it is no word of the line: it stands on a button, or in what a template puts into headings."""


@dataclass(frozen=True, slots=True)
class _Collected:
    line: Line
    in_main: bool
    part: int
    """Which menu, footer or the like it stands in, counted from 1; 0 if in none."""
    pieces: tuple[_Piece, ...] = ()
    """What it is made of, if some of that is hidden."""

    @property
    def hiders(self) -> set[int]:
        """What hides some of its words or all of them."""
        return {piece.hider for piece in self.pieces}

    def seen(self, shown: Sequence[bool]) -> _Collected:
        """The line without what is not shown."""
        if all(shown[piece.hider] for piece in self.pieces):
            return self
        text = _own([replace(piece, helps=piece.helps or not shown[piece.hider]) for piece in self.pieces])
        return replace(self, line=replace(self.line, text=text))


@dataclass(frozen=True, slots=True)
class _Hider:
    """An element that is hidden."""

    id: str
    unfolds: bool
    """Whether it says itself that it does."""
    outer: int
    """The hidden element in which it stands; 0 if in none."""
    within_line: bool = False


@dataclass(slots=True)
class _Open:
    """An element that has not ended yet."""

    tag: str = ""
    ends_line: bool = True
    unseen: bool = False
    quiet: bool = False
    """Whether only screen readers say what stands in it."""
    hider: int = 0
    helps: bool = False
    signs: bool = False
    """Whether screen readers pass over it, as over an icon."""
    aside: Aside | None = None
    part: int = 0
    in_main: bool = False
    sectioned: bool = False
    """Whether it stands in a part of the page that has headers and footers of its own."""
    leads_to_note: bool = False
    start: int = 0
    """How many pieces of the line stood before it."""
    line: int = 0
    """How many lines stood before it."""
    tab: str = ""
    """Its id if it is the title of a panel that stands elsewhere."""


_NOTE = re.compile(r"\s*(?P<open>[\[(]?)(?:\d{1,3}|[*†‡§]{1,3})[\])]?\s*")
"""What leads to a footnote."""
_EMPTY_BRACKETS = re.compile(r"[\[(]\s*[\])]")


@dataclass
class _Collector:
    """Collects lines while the parser reads, so that no tree is built: however deep a page is, nothing recurses."""

    collected: list[_Collected] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=lambda: [_Open()])
    size: Size = field(default_factory=Size)
    hiders: list[_Hider] = field(default_factory=lambda: [_Hider("", unfolds=True, outer=0)])
    controlled: set[str] = field(default_factory=set)
    """The ids of what a visitor can unfold."""
    tabs: dict[str, str] = field(default_factory=dict)
    """The titles of panels, by their ids."""
    elements: int = 0
    headings: int = 0
    parts: int = 0
    lines: int = 0
    letters: int = 0
    """Of the line that is being read."""
    heading: int = 0
    """How deep the heading stands that is being read; 0 if none is."""
    preformatted: int = 0
    raised: bool = False
    """Whether the element that ended last stands above the line."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise too_large(MOST_ELEMENTS, "elements")
        if len(self.stack) > MOST_DEPTH:
            raise too_large(MOST_DEPTH, "elements in each other")
        new = self._opened(tag, attributes)
        if new.ends_line and not self.stack[-1].unseen:
            if self.heading:
                self.pieces.append(_Piece(" "))
            else:
                self.end_line()
        new.start, new.line = len(self.pieces), self.lines
        self.stack.append(new)
        if attributes:
            self.controlled.update(html_elements.controlled(tag, attributes))
        if not self.heading and not new.unseen and html_elements.is_heading(tag, attributes):
            self.heading = len(self.stack)
        self.preformatted += tag == "pre"
        address = html_elements.mail_address(attributes) if attributes else None
        if address:
            self.data(address)
            new.unseen = True
        title = self.tabs.get(attributes.get("aria-labelledby", "")) if attributes else None
        if title and new.ends_line and not self.heading:
            self.pieces.append(_Piece(title, Aside.FURNITURE))
            self.end_line()

    def _opened(self, tag: str, attributes: Attributes) -> _Open:
        outer = self.stack[-1]
        showing = html_elements.showing(tag, attributes)
        unseen = outer.unseen or showing in {Showing.NOBODY, Showing.NO_LONGER}
        is_part = html_elements.is_part(tag, attributes, sectioned=outer.sectioned)
        if is_part and not outer.part:
            self.parts += 1
        says = html_elements.role(attributes) if attributes else ""
        is_main = tag == "main" or says == "main"
        is_button = html_elements.is_button(tag, attributes)
        hider = outer.hider
        if showing is Showing.UNFOLDING and not unseen:
            unfolds = html_elements.is_labelled(attributes) or tag in {"html", "body", "main"}
            within_line = not html_elements.ends_line(tag, attributes)
            self.hiders.append(_Hider(attributes.get("id", ""), unfolds, hider, within_line))
            hider = len(self.hiders) - 1
        return _Open(
            tag,
            ends_line=html_elements.ends_line(tag, attributes),
            unseen=unseen
            or (is_button and not self._has_words(attributes))
            or (self.heading > 0 and "data-nosnippet" in attributes),  # for search engines, no word of the heading
            quiet=outer.quiet or showing is Showing.SCREEN_READERS,
            hider=hider,
            helps=outer.helps or is_button or (self.heading > 0 and html_elements.is_helper(tag, attributes)),
            signs=bool(attributes) and attributes.get("aria-hidden", "").lower() == "true",
            aside=outer.aside or html_elements.aside(tag, attributes),
            part=outer.part or (self.parts if is_part else 0),
            in_main=outer.in_main or is_main,
            sectioned=outer.sectioned or is_main or tag in html_elements.SECTIONING,
            leads_to_note=html_elements.leads_within_page(tag, attributes),
            tab=attributes.get("id", "") if says == "tab" else "",
        )

    def _has_words(self, attributes: Attributes) -> bool:
        """Whether the words on a button are those of a heading, or stand over what it shows and hides."""
        return self.heading > 0 or "aria-expanded" in attributes or html_elements.role(attributes) == "tab"

    def end(self, tag: str) -> None:
        """An element ends."""
        here, outer = self.stack[-1], self.stack[-2]
        within = here.line == self.lines  # else its first line has ended already
        if here.tab and within:
            self.tabs[here.tab] = seen("".join(piece.text for piece in self.pieces[here.start :]))[:MOST_IN_HEADING]
        if self.heading == len(self.stack):
            self.end_line()
            self.heading = 0
        elif here.ends_line and not outer.unseen:
            if self.heading:
                self.pieces.append(_Piece(" "))
            else:
                self.end_line()
        elif within and not outer.unseen:
            self._end_within_line(here, outer)
        self.preformatted -= tag == "pre"
        self.raised = tag == "sup"
        self.stack.pop()

    def _end_within_line(self, element: _Open, outer: _Open) -> None:
        """An element ends that stands within a line. Without a word it is an icon, or only the mark of a note."""
        pieces = self.pieces[element.start :]
        if sum(len(piece.text) for piece in pieces[:MOST_IN_ICON]) > MOST_IN_ICON:
            return
        text = "".join(piece.text for piece in pieces[:MOST_IN_ICON])
        is_icon = not text or (element.signs and not any(letter.isalnum() for letter in text))
        note = _NOTE.fullmatch(text) if element.leads_to_note and not self.heading else None
        if is_icon or (note and (note["open"] or self.raised or outer.tag == "sup")):
            self.pieces[element.start :] = [_Piece(ICON, element.aside)]

    def data(self, text: str) -> None:
        """Text goes on."""
        here = self.stack[-1]
        is_quiet = here.quiet and not (self.heading and self.stack[self.heading - 1].quiet)
        if here.unseen or is_quiet:
            return
        self.letters += len(text)
        if self.letters > MOST_IN_PIECES:
            raise too_large(MOST_IN_PIECES, "letters in a line")
        if self.preformatted and not self.heading:
            first, *more = text.splitlines() or [""]
            self.pieces.append(_Piece(first, here.aside, here.hider))
            for line in more:
                self.end_line()
                self.pieces.append(_Piece(line, here.aside, here.hider))
            if text.endswith("\n"):
                self.end_line()
        else:
            self.pieces.append(_Piece(text, here.aside, here.hider, here.helps))

    def end_line(self) -> None:
        """What was read since the last line makes a line."""
        pieces, self.pieces, self.letters = self.pieces, [], 0
        self.lines += 1
        text = seen("".join(piece.text for piece in pieces))
        if not text:
            return
        self.size.add(text)
        here = self.stack[-1]
        if self.heading and len(text) <= MOST_IN_HEADING and key(text):
            line = _heading(text, pieces, is_quiet=self.stack[self.heading - 1].quiet)
            self.headings += 1
            if self.headings > MOST_HEADINGS:
                raise too_large(MOST_HEADINGS, "headings")
        else:
            text = _own(pieces) or text
            line = Line(text, aside=_aside(text, pieces))
        is_hidden = any(piece.hider for piece in pieces)
        self.collected.append(_Collected(line, here.in_main, here.part, tuple(pieces) if is_hidden else ()))

    def close(self) -> Iterable[_Collected]:
        """Everything has been read."""
        self.end_line()
        return self._unfolded()

    # --- what is hidden ----------------------------------------------------------------------------

    def _unfolded(self) -> list[_Collected]:
        """The lines that a visitor can see, at once or by unfolding them."""
        lines = self._seen_without(self._under_titles(self._seen_without(set())))
        visible, all_ = (sum(len(line.line.text) for line in some if not line.part) for some in (lines, self.collected))
        if 2 * visible < all_:
            # A script shows the page when it has loaded, or one part of it after the other.
            lines = self._seen_without(set(range(len(self.hiders))))
        return [line for line in lines if line.line.text]

    def _under_titles(self, lines: Sequence[_Collected]) -> set[int]:
        """What hides all that stands under a title: it unfolds, whatever the page says."""
        unfolded: set[int] = set()
        parts = [at for at, line in enumerate(lines) if not _stands_between(line.line)]
        above: Line | None = None
        runs = [(is_hidden, list(run)) for is_hidden, run in groupby(parts, lambda at: not lines[at].line.text)]
        for (is_hidden, run), (_, following) in pairwise([*runs, (False, [])]):
            below = lines[following[0]].line if following else None
            headed = any(self.collected[at].line.is_heading for at in run)
            if is_hidden and not headed and above and _is_title(above) and (below is None or _is_title(below)):
                unfolded.update(*(self.collected[at].hiders for at in run))
            above = lines[run[-1]].line
        return unfolded

    def _seen_without(self, unfolded: set[int]) -> list[_Collected]:
        """The lines with the words that are seen once these hidden elements are unfolded too."""
        shown = [True]
        for number, hider in enumerate(self.hiders[1:], start=1):
            unfolds = hider.unfolds or hider.id in self.controlled or (number in unfolded and not hider.within_line)
            shown.append(unfolds and shown[hider.outer])
        return [line.seen(shown) for line in self.collected]


def _stands_between(line: Line) -> bool:
    """Whether a line stands between a section and the next one, and is no title of either."""
    return line.aside is Aside.NOTICE or (line.aside is not None and not line.may_be_heading)


def _is_title(line: Line) -> bool:
    """Whether a visitor may take a line for the title of what stands below it."""
    return not line.is_quiet and (line.is_heading or line.may_be_heading)


# --- lines -----------------------------------------------------------------------------------------


def _heading(text: str, pieces: Sequence[_Piece], *, is_quiet: bool) -> Line:
    """A heading, by its own words. If all of them are a link or a button, these are its own."""
    own = seen(_EMPTY_BRACKETS.sub("", _own(pieces)))
    aside = Aside.NOTICE if _reason(pieces) is Aside.NOTICE else None
    if own == text or not key(own):
        return Line(text, is_heading=True, is_quiet=is_quiet, aside=aside)
    return Line(own, is_heading=True, whole=text, is_quiet=is_quiet, aside=aside)


def _own(pieces: Sequence[_Piece]) -> str:
    """The words of a line that are no others' words."""
    return seen("".join(ICON if piece.helps else piece.text for piece in pieces))


def _reason(pieces: Sequence[_Piece]) -> Aside | None:
    """Why all of these may be no text of the policy, if there is one reason."""
    reasons = {piece.aside for piece in pieces if piece.text.strip(f" \t\r\n{ICON}")}
    return next(iter(reasons)) if len(reasons) == 1 else None


def _aside(text: str, pieces: Sequence[_Piece]) -> Aside | None:
    """Why a line may be no text of the policy, if all of it stands in such elements. A sentence always is."""
    reason = _reason(pieces)
    is_short = len(text.split()) <= MOST_WORDS and not text.endswith((".", "!", ";"))
    return reason if is_short or reason is Aside.NOTICE else None
