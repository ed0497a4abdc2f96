"""An address → what its server answers. Only public servers are asked, and none of them leads anywhere else."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import requote_uri, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

from scripts.observation.policy_drift.unreadable import Unreadable, too_large
from scripts.reading.findings import shortened

MOST_BYTES = 5_000_000
"""A policy has some ten thousand; a page that a browser saved with its pictures in it has more."""
MOST_WAITING = 10.0
"""How many seconds a server may say nothing."""
MOST_REDIRECTS = 5
MOST_SHOWN = 200
"""How many letters of an address are shown in a message."""
HTML, TEXT, MARKDOWN = "text/html", "text/plain", "text/markdown"
_TYPES = {HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT, MARKDOWN: MARKDOWN}
_PORTS = {"http": 80, "https": 443}


class Answer(NamedTuple):
    """What was read, and what is said of its type and of its letters."""

    raw: bytes
    type_: str | None
    charset: str | None


def ask(url: str, own_url: str, *, private_network: bool) -> Answer:
    """Ask an address. `own_url` is where the record says that the policy stands.

    Addresses that are not public are asked only with `private_network`.

    Raises:
        Unreadable: there is no answer, or one that is no page, or the address is not one to ask.
    """
    session = _Session()
    session.auth = lambda request: request  # else it looks for a name and password that the machine keeps for a host
    session.headers.update({"User-Agent": "registry-policy", "Accept": "text/html, text/plain"})
    session.adapters.clear()
    for scheme in _PORTS:
        session.mount(f"{scheme}://", _Careful(own_url, private_network=private_network))
    try:
        with session:
            for _ in range(MOST_REDIRECTS + 1):
                with session.get(url, stream=True, timeout=MOST_WAITING) as response:
                    further = session.get_redirect_target(response)
                    if further is None:
                        return _read(response)
                    url = redirected(response.url, further, own_url)
    except requests.exceptions.SSLError:
        message = "its server cannot show that it is the right one; open it in a browser, and save the page if it is"
        raise Unreadable(message) from None
    except requests.Timeout:
        raise Unreadable(f"its server said nothing for {MOST_WAITING:.0f} seconds; try again later") from None
    except (requests.exceptions.InvalidSchema, requests.exceptions.InvalidURL, requests.exceptions.MissingSchema):
        raise Unreadable("this is no address of a page; give one that starts with `https://`") from None
    except requests.ConnectionError:
        raise Unreadable("its server cannot be reached; look at the address, or try again later") from None
    except (requests.RequestException, ValueError):
        raise Unreadable("its answer broke off or cannot be read; open it in a browser and save the page") from None
    raise Unreadable(f"it leads on more than {MOST_REDIRECTS} times; give the address where it ends")


def _read(response: requests.Response) -> Answer:
    if response.status_code != requests.codes.ok:
        raise Unreadable(f"its server answered {response.status_code}; open it in a browser, and save the page")
    given, _, parameters = response.headers.get("Content-Type", "").partition(";")
    type_ = given.strip().lower()
    if type_ and type_ not in _TYPES:
        raise Unreadable(f"it is `{type_[:60]}`, not a page; open it, and save its text")
    charset = re.search(r"charset\s*=\s*[\"']?([^\s\"';]{1,40})", parameters, re.IGNORECASE)
    raw = bytearray()
    for piece in response.iter_content(65_536):
        raw += piece
        if len(raw) > MOST_BYTES:
            raise too_large(MOST_BYTES, "bytes")
    return Answer(bytes(raw), _TYPES.get(type_), charset and charset[1])


class _Session(requests.Session):
    """Follows no redirect by itself: the library reads the whole body of each one, even where it may not follow."""

    def resolve_redirects(self, *_: Any, **__: Any) -> Iterator[Any]:  # type: ignore[override]
        """Give none."""
        return iter(())


class _Careful(HTTPAdapter):
    """Looks at each address before it is asked, those of redirects included."""

    def __init__(self, own_url: str, *, private_network: bool) -> None:
        super().__init__()
        self.own_url = own_url
        self.private_network = private_network
        if not private_network:
            self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def send(self, request: requests.PreparedRequest, *arguments: Any, **settings: Any) -> requests.Response:
        """Ask, if the address is a safe one or the record itself knows no safer one on that host."""
        url = request.url or ""
        _refuse_unsafe(url, self.own_url)
        if not self.private_network and select_proxy(url, settings.get("proxies")):
            # The proxy connects, and may know other names: what this machine knows of the name is all there is to see.
            parts = urlsplit(url)
            with suppress(socket.gaierror):
                for address in _addresses(parts.hostname or "", _port(parts)):
                    refuse_private(address)
        return super().send(request, *arguments, **settings)


def redirected(here: str, further: str, own_url: str) -> str:
    """The address to which a redirect leads from another, if that is on the same server.

    Raises:
        Unreadable: it leads to another one, or to no page.
    """
    address = urljoin(here, requote_uri(further))
    shown = shortened(address, MOST_SHOWN)
    old, new = urlsplit(here), urlsplit(address)
    if new.scheme not in _PORTS:
        raise Unreadable(f"it leads to `{shown}`, which is no address of a page; open it in a browser, and save it")
    _refuse_unsafe(address, own_url)
    # From http to https, each at its usual port, a server leads to itself.
    usual = all(_port(parts) == _PORTS[parts.scheme] for parts in (old, new))
    if old.hostname != new.hostname or not (usual or (old.scheme, _port(old)) == (new.scheme, _port(new))):
        raise Unreadable(f"it leads to `{shown}`; give that address yourself if it is the right one")
    return address


def _refuse_unsafe(url: str, own_url: str) -> None:
    parts, own = urlsplit(url), urlsplit(own_url)
    if parts.scheme != "https" and (own.scheme != "http" or parts.hostname != own.hostname):
        message = f"it leads to `{parts.scheme}://{parts.hostname}`, which anybody on the way can change"
        raise Unreadable(f"{message}; give an address that starts with `https://`")


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


# --- addresses that are not public -----------------------------------------------------------------

_WRAPPED = {
    IPv6Network("::ffff:0:0/96"): 0,  # mapped: RFC 4291, 2.5.5.2
    IPv6Network("64:ff9b::/96"): 0,  # translated: RFC 6052, 2.1
    IPv6Network("2002::/16"): 80,  # 6to4: RFC 3056, 2
}
"""The networks of IPv6 whose addresses hold one of IPv4, and how many bits stand behind it. Those of Teredo do too, but
none of them is public (RFC 4380, 2001::/32)."""
_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that has been given out so far: RFC 4291, 2.4, and IANA's list of global unicast addresses."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, by IANA's lists of special addresses (RFC 6890).

    Those of this machine, of its own network, of a provider's inner network, for many at once or for nobody do not.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        for network, behind in _WRAPPED.items():
            if ip in network:
                return is_public(str(IPv4Address(int(ip) >> behind & 0xFFFFFFFF)))
        return ip in _UNICAST and ip.is_global
    return ip.is_global and not ip.is_multicast


def refuse_private(address: str) -> None:
    """See to it that an IP address is public.

    Raises:
        Unreadable: It is not.
    """
    if not is_public(address):
        message = f"its server is at {address}, which is no public address"
        raise Unreadable(f"{message}; if the page is not public yet, add --private-network")


def _addresses(host: str, port: int) -> Iterator[str]:
    """The IP addresses of a host, as this machine knows them."""
    for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        yield str(place[0])


class _Checked(HTTPConnection):
    """A connection to the very IP address that was looked at: a moment later, its name may lead to another one.

    The name still counts for everything else, such as the certificate of the server.
    """

    def _new_conn(self) -> socket.socket:
        fault: OSError = socket.gaierror(f"no address is known of {self.host}")
        for address in _addresses(self.host, self.port or 0):
            refuse_private(address)
            try:
                return create_connection(
                    (address, self.port or 0), self.timeout, self.source_address, self.socket_options
                )
            except OSError as error:
                fault = error
        raise fault


class _CheckedSecure(_Checked, HTTPSConnection):
    """The same with TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _CheckedSecure
