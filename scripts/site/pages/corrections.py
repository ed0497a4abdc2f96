"""Where a reader's correction goes: to the code host that holds the records, or by mail to whoever answers for them."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from markupsafe import Markup

from schemas import Organisation
from scripts.site.pages.showing.reaching import is_email, mail_to
from scripts.words.escapers import markdown
from scripts.words.languages import Language


def link(organisation: Organisation, page: str, language: Language, words: Markup | None = None) -> Markup:
    """A link that starts a correction of one page's record, with its id filled in; empty if no address is known.

    It says how it does that, unless it has other words.
    """
    about = f"Correction: {page.removesuffix('.md')}"
    if organisation.records_url and (issue := new_issue(organisation.records_url, about)):
        shown = words or markdown.shown(language.say("Suggest a correction"), language.code)
        return markdown.outside(shown, issue)
    email = organisation.contact.email or ""
    if is_email(email):
        subject = f"{organisation.contact.subject}. {about}" if organisation.contact.subject else about
        shown = words or markdown.shown(language.say("Suggest a correction by email"), language.code)
        return Markup("[{}]({})").format(shown, mail_to(email, subject))
    return Markup("")


def new_issue(records_url: str, title: str) -> str | None:
    """The page of a code host that opens an issue with this title; None if its kind of host is not recognised.

    Hosts are told apart by the form of their addresses, so that an organisation's own host works too.
    """
    parts = urlsplit(records_url)
    path = parts.path.strip("/")
    at = f"{parts.scheme}://{parts.netloc}"
    if "/-/" in parts.path or parts.hostname == "gitlab.com":
        project = path.partition("/-/")[0].removesuffix("/-")
        return f"{at}/{project}/-/issues/new?{urlencode({'issue[title]': title})}"
    names = path.split("/")
    if len(names) < 2:  # noqa: PLR2004 - the owner and the name
        return None
    project = "/".join(names[:2])
    if parts.hostname == "codeberg.org" or names[2:3] == ["src"]:
        return f"{at}/{project}/issues/new?{urlencode({'title': title})}"
    if parts.hostname == "github.com" or names[2:3] in (["tree"], ["blob"]):
        return f"{at}/{project}/issues/new?{urlencode({'template': 'record.yml', 'title': title})}"
    return None
