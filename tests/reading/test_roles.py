"""Names of persons are told from roles, and mailboxes of persons from those of offices."""

from __future__ import annotations

import pytest

from scripts.reading import roles

PARTIES = {"quillbrook", "tillhouse"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Gonzalez", "Maria Gonzalez"),
        ("MARIA GONZALEZ", "MARIA GONZALEZ"),
        ("M. Gonzalez", "M. Gonzalez"),
        ("Gonzalez, Maria", "Gonzalez Maria"),
        ("Dr. Gonzalez", "Dr. Gonzalez"),
        ("José Ángel Peña", "José Ángel Peña"),
        ("Maria de la Cruz, web team", "Maria de la Cruz"),
        ("Maria van der Berg", "Maria van der Berg"),
        ("City Clerk Maria Gonzalez", "Maria Gonzalez"),
        ("Pat O'Brien (web team)", "Pat O'Brien"),
        ("@mgonzalez", "@mgonzalez"),
    ],
)
def test_a_name_of_a_person_is_found(text: str, name: str) -> None:
    """Also beside the role."""
    assert list(roles.names_of_persons(text, PARTIES)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "registry editors",
        "maria gonzalez",  # a role in small letters is never taken for a name, so neither is this
        "Town Clerk",
        "Chief Privacy Officer",
        "IT Department",
        "GIS Team",
        "Quillbrook Town Clerk",
        "Tillhouse Support",
        "Office of the Clerk",
        "Secretario del Pueblo",
        "the Web team",
        "李小龙",
        "محمد علي",
        "",
        "X" * 100_000,
        "A " * 50_000,
    ],
)
def test_what_is_no_name_is_no_name(text: str) -> None:
    """Roles, offices and companies are written with capitals too."""
    assert list(roles.names_of_persons(text, PARTIES)) == []


@pytest.mark.parametrize("host", ["gmail.com", "GMail.com", "yahoo.co.uk", "outlook.com", "gmx.de", "comcast.net"])
def test_who_gives_mailboxes_to_anyone_is_known(host: str) -> None:
    """Also in other countries."""
    assert roles.is_free(host)


@pytest.mark.parametrize("host", ["example.gov", "mail.example.gov", "live.example.org", "orange.us", "cox.edu"])
def test_a_host_of_an_office_is_not_free(host: str) -> None:
    """Though its name begins like one."""
    assert not roles.is_free(host)


@pytest.mark.parametrize("local", ["maria.gonzalez", "m_gonzalez", "Jane.Doe2"])
def test_a_mailbox_with_two_names_is_a_persons(local: str) -> None:
    """So most offices name them."""
    assert roles.is_mailbox_of_a_person(local)


@pytest.mark.parametrize("local", ["privacy.office", "web_team", "records", "stlcitypermits", "tillhouse.us", "a.b.c"])
def test_a_mailbox_of_a_role_is_no_persons(local: str) -> None:
    """Words of roles, and of names of companies, tell it apart."""
    assert not roles.is_mailbox_of_a_person(local, PARTIES)
