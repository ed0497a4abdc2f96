"""Addresses on the web, as authors write them: links and host names."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

# Letters of other scripts can look like Latin ones, so a host is ASCII (an international name in its `xn--` form).
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"({_LABEL}\.)+{_LABEL}"
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
    if user is not None or port is not None:
        return "leave user names and port numbers out of an address"
    if not re.fullmatch(_HOST, host):
        return "an address needs a full host name, such as `www.example.gov`"
    return None


Url = Annotated[
    str,
    AfterValidator(_url),
    Field(max_length=2000, json_schema_extra={"format": "uri", "pattern": "^https?://"}),
]
"""The address of a page. It starts with `https://` or `http://`."""


LONGEST_HOST = 253  # RFC 1035, section 2.3.4, without the final dot


def _host(text: str) -> str:
    if len(text) > LONGEST_HOST or not re.fullmatch(_HOST, text):
        raise PydanticCustomError(
            "bad_host", "write a host name in lower case without `https://` or a path, such as `pay.example.com`"
        )
    return text


Host = Annotated[str, AfterValidator(_host), Field(json_schema_extra={"pattern": f"^{_HOST}$"})]
"""A host name, such as `pay.example.com`."""
