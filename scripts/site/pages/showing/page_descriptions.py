"""A page in Markdown → the same with what search engines and previews show of it: its first words."""

from __future__ import annotations

import re
from html import escape, unescape

from scripts.words.escapers.front_matter import quoted

LONGEST = 300
"""So many letters are kept. What shows a description shows fewer."""

_FENCE = "---\n"
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_NO_SENTENCE = ("#", "<", "|", "!!!", "- ", "    ", ":", "{", "```", "1. ")
"""How blocks begin that are no paragraph of plain words."""
_LEAD = re.compile(r"\n\{: \.lead \}$")
# What a record says is written with references for all that is Markdown, so what looks like Markdown here is ours.
_ATTRIBUTES = re.compile(r"\{:? [^{}]*\}")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"<[^<>]*>|\*+|`")


def described(page: str, *known: str) -> str:
    """The page with its description in its front matter, behind the lines of it that are known already.

    The theme prints a description into an attribute as it stands, so it is escaped for that. A page that has its
    description, or has no paragraph, gets none.
    """
    front, body = _apart(page)
    lines = [*filter(None, known)]
    if "\ndescription:" not in f"\n{front}" and (words := first_words(body)):
        lines.append(f"description: {quoted(_for_attribute(words))}\n")
    return f"{_FENCE}{front}{''.join(lines)}{_FENCE}{body}" if front or lines else page


def _for_attribute(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _apart(page: str) -> tuple[str, str]:
    """The front matter of a page, without its fences, and the rest."""
    start, fence, rest = page.partition(_FENCE)
    if start.strip() or not fence:
        return "", page
    front, _, body = rest.partition(f"\n{_FENCE}")
    return f"{front}\n", body


def first_words(body: str, longest: int = LONGEST) -> str:
    """The lead of a page, or else its first paragraph below the title, without its markup. So many letters are kept."""
    found = _TITLE.search(body)
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", body[found.end() :] if found else body)]
    lead = next((block for block in blocks if _LEAD.search(block)), "")
    text = lead or next((block for block in blocks if block and not block.startswith(_NO_SENTENCE)), "")
    return _shortened(bare(text), longest)


def title_of(page: str) -> str:
    """The title of a page, without its markup."""
    found = _TITLE.search(page)
    return bare(found[0].removeprefix("# ")) if found else ""


def bare(text: str) -> str:
    """Words in Markdown as readers see them."""
    text = _MARKS.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", text)))
    return " ".join(unescape(text).split())


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    kept, _, _ = text[: longest - 1].rpartition(" ")
    return f"{kept or text[: longest - 1]}…"
