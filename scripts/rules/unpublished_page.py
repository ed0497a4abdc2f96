"""Rule `unpublished-page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from schemas import ORGANISATION, Organisation
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_FOR_TRIALS = re.compile(r"(?:.+-)?(?:staging|stg|uat|preprod)\d*|stage")
"""What a host of the kind is called, anywhere in its name."""
_FOR_TRIALS_AT_HOME = re.compile(r"(?:(?:cms|portal|site|web|www)\d*-?)?(?:dev|test|testing|qa|demo|sandbox)\d*")
"""Other names for it. At somebody else's they may be for all: `dev.` is often where those who write programs read."""
_LOCKED = re.compile(
    r"""[\w.-]+\.sharepoint\.com/.* | onedrive\.live\.com/.* | 1drv\.ms/.*
      | docs\.google\.com/(?:document|spreadsheets|presentation|forms)/(?:u/\d+/)?d/(?!e/)[^/]+/(?:edit|copy)\b.*
      | mail\.google\.com/.* | outlook\.(?:live|office|office365)\.com/.* | [\w.-]+\.zendesk\.com/agent/.*
      | [^/]+/(?:.*/)?(?:wp-admin/.*|node/\d+/edit\b.*) | [^?]+\?(?:.*&)?preview=true\b.*""",
    re.VERBOSE,
)
"""Where people write, store and send what is not published, or not yet."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A link leads to where pages are tried or written, and not to what the public sees.

    Why it matters
        Readers are asked for a password, or see a draft. Such hosts are also less guarded than others, so that a link
        to one helps those who look for a way in.

    How to fix it
        Open the published page, and copy its address from a window in which you are not signed in. If everybody really
        can read it there, add a waiver that says so. A source that was read on such a site keeps its address: that is
        where it was read.

    Wrong
        # services/browse.yml
        page: https://staging.example.gov/

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    organisation = inspection.registry.records.get(ORGANISATION)
    own = [domain.host for domain in organisation.domains] if isinstance(organisation, Organisation) else []
    for key, loc, address in inspection.registry.links:
        host = urlsplit(address).netloc.lower()
        if key[0] != "source" and _is_for_trials(host, own):
            yield Fault(key, loc, f"`{host}` is where pages are tried; write the address that the public uses")
        elif _LOCKED.fullmatch(address.partition("://")[2]):
            yield Fault(key, loc, "this opens only for those who work on it; write the address that the public uses")


def _is_for_trials(host: str, own: list[str]) -> bool:
    *labels, _, _ = host.split(".") if host.count(".") > 1 else ("", "")
    if any(_FOR_TRIALS.fullmatch(label) for label in labels):
        return True
    is_own = any(host.endswith(f".{one.removeprefix('www.')}") for one in own)
    return is_own and any(_FOR_TRIALS_AT_HOME.fullmatch(label) for label in labels)


RULE = Rule(check, Severity.WARNING)
