"""The pages that lead on to others, in groups: about this register, and for those who build one."""

from __future__ import annotations

from typing import NamedTuple

from scripts.site.pages import menu
from scripts.site.pages.edition import Edition
from scripts.site.pages.menu import Group
from scripts.words.languages import message

_LEADS = {
    menu.ABOUT: message("Who makes this register, how we know what it says, and other ways to look through it."),
    menu.DEVELOPERS: message("For those who write records, use the tool, or want a register of their own."),
}


class WaysPage(NamedTuple):
    """What such a page says."""

    title: str
    lead: str
    groups: tuple[Group, ...]


def ways_page(edition: Edition, page: str) -> WaysPage:
    """Say of a page what it leads on to."""
    return WaysPage(menu.TITLES[page], edition.language.say(_LEADS[page]), menu.GROUPS[page])
