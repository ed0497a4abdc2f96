"""Addresses that lead to a page by way of somebody else, or that tell the page where a reader comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

_SHORT = frozenset(
    """
    adf.ly aka.ms amzn.to bit.do bit.ly bitly.com bl.ink buff.ly cutt.ly dlvr.it fb.me goo.gl hubs.la hubs.ly is.gd j.mp
    lnk.to lnkd.in ow.ly qr.ae qrco.de rb.gy rebrand.ly s.id shorturl.at snip.ly soo.gd t.co t.ly tiny.cc tinyurl.com
    trib.al v.gd wp.me x.co
    """.split()  # noqa: SIM905 - a list of so many words is read better without quotes
)
"""Hosts that give short names to addresses of others."""
_SEARCH = re.compile(
    r"""https?://(?:www\.)?
        (?: google\.[a-z.]{2,6}/search | bing\.com/search | duckduckgo\.com/(?:html/?)?\?(?:.*&)?q=
        | (?:[a-z.]+\.)?search\.yahoo\.com/search | search\.brave\.com/search | ecosia\.org/search
        | startpage\.com/(?:do|sp)/ | baidu\.com/s\? | yandex\.[a-z.]{2,6}/search | qwant\.com/\?(?:.*&)?q= )""",
    re.VERBOSE,
)
_WRAPPED = re.compile(
    r"""https?://
        (?: [a-z0-9.-]+\.safelinks\.protection\.outlook\.com/ | (?:[a-z0-9-]+\.)*urldefense\.(?:com|proofpoint\.com)/
        | linkprotect\.cudasvc\.com/ | protect[a-z0-9-]*\.mimecast\.com/ | [a-z0-9.-]+\.mimecastprotect\.com/
        | url\.emailprotection\.link/ | clicktime\.symantec\.com/ | secure-web\.cisco\.com/
        | lnks\.gd/ | links(?:-\d)?\.govdelivery\.com/ | [a-z0-9.-]+\.list-manage\.com/track/click
        | r\d+\.rs6\.net/ | [a-z0-9.-]+\.ct\.sendgrid\.net/
        | (?:www\.)?google\.[a-z.]{2,6}/(?:url|amp/|imgres) | (?:www\.)?bing\.com/ck/ | duckduckgo\.com/l/
        | (?:l|lm)\.(?:facebook|instagram)\.com/ | (?:www\.)?facebook\.com/l\.php | out\.reddit\.com/
        | (?:www\.)?linkedin\.com/(?:redir|safety/go) | (?:www\.)?youtube\.com/redirect | slack-redir\.net/
        | webcache\.googleusercontent\.com/ | translate\.google\.[a-z.]{2,6}/ | [a-z0-9-]+\.translate\.goog/ )""",
    re.VERBOSE,
)
"""What mail programs, networks and newsletters put around an address, to see who follows it."""
_INNER = ("url", "u", "q", "a", "uddg", "imgurl")
"""The names under which they give the address along."""
_PARAMETER = re.compile(
    r"""(?<=[?&])
        (?P<name> utm_\w+ | fbclid | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | yclid | ttclid | twclid
        | li_fat_id | igshid | igsh | mc_[ce]id | _hs(?:enc|mi) | __hs\w+ | hsCtaTracking | mkt_tok | vero_(?:conv|id)
        | oly_(?:anon|enc)_id | rb_clickid | s_cid | wickedid | _openstat | _g[al] | srsltid | ref_src | ved | sca_esv
        | trk(?:Campaign)? | sc_(?:campaign|channel|content|medium) )
        = [^&\#]* (?:&|(?=\#)|$)""",
    re.VERBOSE,
)
"""What campaigns, networks and search engines hang on addresses to know who came from where."""


def is_search(address: str) -> bool:
    """Whether an address asks a search engine."""
    return _SEARCH.match(address) is not None


def is_passed_on(address: str) -> bool:
    """Whether whoever runs the host only sends readers on to another page."""
    host, _, rest = address.partition("://")[2].partition("/")
    return _WRAPPED.match(address) is not None or (host.removeprefix("www.") in _SHORT and bool(rest))


def destinations(address: str) -> Iterator[str]:
    """What may be the address to which another one passes on, as far as it stands in it."""
    for name in _INNER:
        yield from parse_qs(urlsplit(address).query).get(name, ())
    yield from (unquote(found[1]) for found in re.finditer(r"/v3/__(https?:.+?)__;", address))


def origins(address: str) -> list[str]:
    """The names of what only tells where a reader comes from."""
    return [found["name"] for found in _PARAMETER.finditer(address)] if "=" in address else []


def without_origins(address: str) -> str:
    """The address without that."""
    place, mark, part = _PARAMETER.sub("", address).partition("#")
    return place.rstrip("?&") + mark + part
