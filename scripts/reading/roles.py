"""Who is meant by a few words: somebody by name, or a role. And whose mailbox an e-mail address is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_ROLES = frozenset(
    """
    admin administration administrator administrators agency agent analyst answers archive archives archivist
    assessor assistant association attorney auditor billing board bureau chair chief city clerk clerks college
    collector comment comments committee communication communications community company compliance comptroller
    contact contractor controller coordinator council counsel counselor county court customer data department deputy
    dept designer desk developer developers digital director district division editor editors engineer engineers
    enquiries executive feedback finance foia for foundation governance group head hello help helpdesk hostmaster
    hotline hr inc info information inquiries inquiry inspector institute intern it its law lead legal librarian
    librarians library licence license licenses listserv llc ltd mail mailbox maintainer maintainers manager managers
    marketing mayor media members ministry network news newsletter no noreply of office officer officers online
    operations operator outreach owner owners permits permit planner police policy postmaster president press principal
    privacy procurement program programme project protection public purchasing questions reception recorder records
    registrar registry reply report reports request requests research reviewer reviewers sales school secretary
    security service services shop site specialist staff state store support system systems tax taxes team tech
    technical technician technology the town treasurer university unit utilities vendor village volunteer volunteers
    water web webmaster webmasters website work works
    archivo archivos atencion ayuda biblioteca ciudad condado contacto departamento director directora equipo
    escuela oficina prensa privacidad pueblo registros secretaria secretario servicio servicios sitio soporte web
    """.split()  # noqa: SIM905 - a list of so many words is read better without quotes
)
"""Words of roles and of offices, in English and Spanish, without accents."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_WITHIN = frozenset(("al", "bin", "da", "de", "del", "der", "di", "dos", "la", "las", "los", "van", "von", "y"))
"""Small words within names."""
_LONGEST_ABBREVIATION = 4
_FREE_ANYWHERE = frozenset(
    ("gmail", "gmx", "googlemail", "hotmail", "icloud", "outlook", "protonmail", "yahoo", "yandex")
)
_FREE = frozenset(
    """
    126.com 163.com aim.com aol.com att.net bellsouth.net btinternet.com charter.net comcast.net cox.net earthlink.net
    fastmail.com free.fr hey.com hushmail.com laposte.net libero.it live.com mac.com mail.com mail.ru me.com msn.com
    naver.com optonline.net orange.fr pm.me posteo.de proton.me qq.com rediffmail.com rocketmail.com sbcglobal.net
    t-online.de tuta.com tutanota.com verizon.net wanadoo.fr web.de windstream.net ymail.com zoho.com zohomail.com
    """.split()  # noqa: SIM905 - as above
)
"""Where anyone gets a mailbox: names that stand before many endings, and whole hosts."""


def names_of_persons(text: str, others: Collection[str] = ()) -> Iterator[str]:
    """What in a text looks like the name of somebody: two words with capitals or more, none of which tells of a role.

    `others` are words of names that are no persons', such as those of offices and companies, in lower case. A role that
    is written in small letters is never taken for a name.
    """
    if re.fullmatch(r"@\w+", text):
        yield text
        return
    run: list[str] = []
    for word in [*_words_and_breaks(text), ""]:
        if _is_like_a_name(word, others) or (run and word in _WITHIN):
            run.append(word)
            continue
        while run and run[-1] in _WITHIN:
            run.pop()
        if len([one for one in run if one not in _WITHIN]) > 1 and any(len(_plain(one)) > 1 for one in run):
            yield " ".join(run)
        run = []


def _words_and_breaks(text: str) -> Iterator[str]:
    """The words of a text, and an empty one for each sign between them; a comma may stand within a name."""
    end = 0
    for found in _WORD.finditer(text):
        if re.search(r"[^\s,“”\"]", text[end : found.start()]):
            yield ""
        yield found[0]
        end = found.end()


def _is_like_a_name(word: str, others: Collection[str]) -> bool:
    plain = _plain(word)
    is_abbreviation = word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION and not word.endswith(".")
    return word[:1].isupper() and not is_abbreviation and plain not in _ROLES and plain not in others


def _plain(word: str) -> str:
    return word.lower().rstrip(".")


def is_free(host: str) -> bool:
    """Whether anyone gets a mailbox at this host."""
    return host.lower() in _FREE or host.lower().partition(".")[0] in _FREE_ANYWHERE


def is_mailbox_of_a_role(local: str) -> bool:
    """Whether what stands before the `@` names a role: `privacy`, `web-team`, `clerk2`."""
    return any(part in _ROLES for part in re.findall(r"[a-z]+", local.lower()))


def is_mailbox_of_a_person(local: str, others: Collection[str] = ()) -> bool:
    """Whether what stands before the `@` looks like a name: `maria.gonzalez`, `m_gonzalez`."""
    parts = re.fullmatch(r"([a-z]+)[._]([a-z]{2,})\d{0,4}", local.lower())
    return parts is not None and not is_mailbox_of_a_role(local) and not any(part in others for part in parts.groups())
