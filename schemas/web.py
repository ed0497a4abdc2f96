"""Addresses, as authors write them: links, host names and e-mail addresses."""

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

# Letters of other scripts can look like Latin ones, so a host is ASCII (an international name in its `xn--` form).
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
# The last part is a name, never a number: `127.0.0.1`, `0x7f.1` and their like are machines, and tell nobody whose.
_HOST = rf"({_LABEL}\.)+([a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})"
_UNSAFE = re.compile(r"[^\x21-\x7e]|[\\<>\"`{}|^]")


class Address(str):
    """An address that has been checked. Text that only looks like one stays text, and never becomes a link."""

    __slots__ = ()


def _url(text: str) -> Address:
    problem = _url_problem(text)
    if problem:
        raise PydanticCustomError("bad_url", "{problem}", {"problem": problem})
    return Address(text)


def _url_problem(text: str) -> str | None:
    if _UNSAFE.search(text):
        return (
            "an address has no spaces, quotes, brackets or letters beyond ASCII; copy it from the browser's address bar"
        )
    try:
        parts = urlsplit(text)
        host, port, user = parts.hostname or "", parts.port, parts.username
    except ValueError:
        return "this address cannot be read; copy it from the browser's address bar"
    if parts.scheme not in {"https", "http"} or not text.startswith(("https://", "http://")):
        return "an address starts with `https://` (or `http://` if the site has nothing better)"
    if not re.fullmatch(_HOST, host):
        return _host_problem(host)
    if user is not None or port is not None:
        return "leave user names and port numbers out of an address"
    return None


def _host_problem(host: str) -> str:
    if host in {"http", "https"}:
        return "`https://` stands there twice; write it once"
    try:
        is_inside = not ip_address(host).is_global
    except ValueError:
        is_inside = bool(re.fullmatch(r"[a-z0-9-]*[a-z][a-z0-9-]*", host))  # one word, such as `localhost`
    if is_inside:
        return "only a network inside knows this host; write the address that the public uses, such as `https://www.example.gov/`"
    return "an address needs a full host name, such as `www.example.gov`"


Url = Annotated[
    str,
    AfterValidator(_url),
    # For editors: a host has a dot, and a letter in its last part. `_url_problem` says the rest.
    Field(
        max_length=2000,
        json_schema_extra={"format": "uri", "pattern": r"^https?://[^/?#]*\.[^./?#]*[A-Za-z][^./?#]*([/?#]|$)"},
    ),
]
"""The address of a page. It starts with `https://` or `http://`."""


LONGEST_HOST = 253  # RFC 1035, section 2.3.4, without the final dot


def _host(text: str) -> str:
    if len(text) > LONGEST_HOST or not re.fullmatch(_HOST, text):
        raise PydanticCustomError(
            "bad_host", "write a host name in lower case without `https://` or a path, such as `pay.example.com`"
        )
    return text


# Before the `@` only what needs no quotes (RFC 5321, section 4.1.2), and nothing that a mail link takes for an order.
_EMAIL = rf"[A-Za-z0-9._+'-]{{1,64}}@{_HOST}"


def _email(text: str) -> str:
    if not re.fullmatch(_EMAIL, text):
        raise PydanticCustomError(
            "bad_email", "write one e-mail address and nothing else, such as `office@example.gov`"
        )
    return text


Email = Annotated[str, AfterValidator(_email), Field(json_schema_extra={"pattern": f"^{_EMAIL}$"})]
"""An e-mail address, such as `office@example.gov`."""
Host = Annotated[str, AfterValidator(_host), Field(json_schema_extra={"pattern": f"^{_HOST}$"})]
"""A host name, such as `pay.example.com`."""
