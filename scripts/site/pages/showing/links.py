"""How pages link to each other, and to what all languages share."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from schemas import Key
from scripts.registry.addresses import anchor_of, page_of
from scripts.registry.graph import Edge
from scripts.registry.registry import Registry
from scripts.registry.verdicts import Subject
from scripts.site.pages.showing.page_paths import address_from, built, path_to
from scripts.site.pages.showing.texts import Texts
from scripts.words import readings
from scripts.words.escapers import markdown
from scripts.words.languages import ENGLISH

_COMMA = Markup(", ")


class Links:
    """Makes links to the records of one registry."""

    def __init__(self, registry: Registry, texts: Texts) -> None:
        """Take the registry whose records have pages, and the way in which a page shows a text."""
        self.registry, self.texts = registry, texts
        self._links: dict[tuple[str, Key], Markup] = {}

    def link(self, page: str, kind: str, id_: str) -> Markup:
        """Link to a record by its name."""
        return self.key_link(page, (kind, str(id_)))

    def key_link(self, page: str, key: Key) -> Markup:
        """Link to a record by its name, with a mark if it is only our reading.

        All pages of a folder link alike, so each link is made once a folder.
        """
        folder = page.rpartition("/")[0]
        if (folder, key) not in self._links:
            link = markdown.link(self.texts.show(self.registry.records[key].name), page, page_of(key))
            self._links[folder, key] = self._marked(link) if self.registry.is_our_reading(key) else link
        return self._links[folder, key]

    def _marked(self, link: Markup) -> Markup:
        """A link to somebody of whom no source tells. Wherever it is named, that stands beside it."""
        return Markup('<span class="our-reading">{} ({})</span>').format(link, self.texts.say(readings.MARK))

    def party(self, page: str, id_: str) -> Markup:
        """Link to whoever stands at one end of a flow."""
        if id_ in self.registry.people:
            return self.link(page, "people", id_)
        return self.key_link(page, self.registry.party_key(id_))

    def names(self, page: str, kind: str, ids: Iterable[str]) -> Markup:
        """Link to some records of a kind, with commas between them."""
        return self.keys(page, ((kind, str(id_)) for id_ in ids))

    def keys(self, page: str, keys: Iterable[Key]) -> Markup:
        """Link to some records, with commas between them."""
        return _COMMA.join(self.key_link(page, key) for key in keys)

    def parties(self, page: str, ids: Iterable[str]) -> Markup:
        """Link to all who stand at some ends of flows, with commas between them."""
        return _COMMA.join(self.party(page, id_) for id_ in ids)

    def statement(self, page: str, source: str, name: str) -> Markup:
        """Link to one statement of a policy."""
        if name not in self.registry.sources[source].statements:
            return markdown.literal(name)
        return markdown.link(name, page, f"policy/{source}.md#{name}")

    def to_subject(self, page: str, subject: Subject) -> Markup:
        """The path to the row where a flow stands, or to the table of the cookies of a party."""
        anchor = anchor_of(subject) if isinstance(subject, Edge) else "cookies"
        return path_to(page, f"{page_of(self.registry.party_key(subject.receiver))}#{anchor}")

    def built_page(self, page: str, kind: str, id_: str) -> Markup:
        """The path to the built page of a record, for what is HTML already."""
        return path_to(page, built(page_of((kind, id_))))

    def moved_to(self, page: str, key: Key) -> str:
        """The address of a record's built page, as seen from the built page at its old address."""
        return address_from(page, page_of(key))

    def shared(self, page: str, target: str) -> Markup:
        """The path to what all languages share, such as open data."""
        code = self.texts.language.code
        return path_to(page if code == ENGLISH.code else f"{code}/{page}", target)

    def only_in_english(self, page: str, target: str, words: str) -> Markup:
        """Link to a page that is in English only."""
        if self.texts.language.code == ENGLISH.code:
            return markdown.link(self.texts.show(words), page, target)
        shown = self.texts.show(words)
        return Markup('<a href="{}" hreflang="en">{}</a>').format(self.shared(page, built(target)), shown)
