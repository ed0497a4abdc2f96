"""Keys that people know from other forms and lists → where records have what is meant by them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from schemas.part import Loc

_SAME: Mapping[str, str] = {
    **dict.fromkeys(("about", "blurb", "description", "details"), "summary"),
    **dict.fromkeys(("category", "categories", "type", "types"), "kinds"),
    **dict.fromkeys(("comment", "comments", "remark", "remarks"), "note"),
    **dict.fromkeys(("company", "label", "title"), "name"),
    **dict.fromkeys(("last_checked", "last_reviewed", "last_updated", "updated"), "reviewed"),
}
"""By another name, the same."""
_IN_LINKS: Mapping[str, str] = {
    **dict.fromkeys(("homepage", "home_page", "site", "url", "webpage", "website"), "home"),
    **dict.fromkeys(("policy", "privacy_policy"), "privacy"),
    **dict.fromkeys(("terms_of_service", "terms_of_use", "tos"), "terms"),
}
_ENDS = {"end", "end_date", "ended", "ends", "stopped", "to", "until"}


def advice(key: str, place: Loc, names: Collection[str]) -> str:
    """What to write instead of a key, as the end of a message; empty if nobody can tell.

    `place` is where its part stands, `names` are the keys that the part may have.
    """
    word = _plain(key)
    if word == "id" and not place:
        return "the name of the file is the id; delete the line"
    if word in _ENDS and place[-1:] == ("status",):
        return "what is over has `is: ended`, and under `since` the day on which it ended"
    if "links" in names and (link := _IN_LINKS.get(word)):
        return f"it belongs under `links`, as `{link}`"
    return f"write it as `{same}`" if (same := same_as(key, names)) else ""


def same_as(key: str, names: Collection[str]) -> str | None:
    """The key of a part that says the same as a foreign one, if there is one."""
    same = _SAME.get(_plain(key))
    return same if same in names else None


def _plain(key: str) -> str:
    return key.lower().replace("-", "_").replace(" ", "_")
