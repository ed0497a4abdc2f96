"""What may not be published is told from what is public, in texts of any kind."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.rules import (
    Inspection,
    Rule,
    host_slip,
    name_for_role,
    odd_name,
    personal_contact,
    personal_number,
    placeholder,
    private_mailbox,
    secret,
    vocabularies,
)
from tests.conftest import CITY, TODAY, check

KEY = "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc"
"""In two pieces, so that no program that looks for keys finds one here."""


def found(tmp_path: Path, *, note: str = "", page: str = "https://www.example.gov/") -> set[str]:
    """The rules that find something in a service with this note and this page."""
    text = (CITY / "services/browse.yml").read_text(encoding="utf-8").replace("https://www.example.gov/", page)
    if note:
        text += f"note: {note!r}\n" if "'" not in note else f'note: "{note}"\n'
    overlaid(tmp_path, "services/browse.yml", text)
    return {finding.rule for finding in check(tmp_path)}


def overlaid(tmp_path: Path, name: str, text: str) -> None:
    """The small city, with one file written anew."""
    shutil.copytree(CITY, tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "note",
    [
        "Her cell is 314-555-0123.",
        "Her cell is (314)555-0123.",
        "Call 3145550123 at night.",
        "Her number is 3145550123.",
        "314/555-0123 is hers.",
        "Llame al 91 123 45 67.",
        "Tel. 020 7946 0958.",
        "+49 30 1234567 is hers.",
        "Text \uff15\uff15\uff15-\uff11\uff12\uff13-\uff14\uff15\uff16\uff17 to her.",
        "اتصل ب 314-555-0123",
        "bob@example.gov",
        "Bob@EXAMPLE.gov",
        "info@gmail.com",
        "Write to maria dot gonzalez at example dot gov.",
        "Write to mgonzalez [at] example.gov.",
        "Write to mgonzalez(at)example(dot)gov.",
        "Escriba a mgonzalez arroba example punto gov.",
    ],
)
def test_a_contact_of_nobody_public_is_found(tmp_path: Path, note: str) -> None:
    """However it is written."""
    assert found(tmp_path, note=note) == {"personal-contact"}


@pytest.mark.parametrize(
    "note",
    [
        "Call the desk, 555.010.0142, or (555) 010-0142.",
        "CLERK@example.gov reads it, and privacy@tillhouse.example.org.",
        "Call 1-800-555-0100.",
        "Call 911, 311 or 211.",
        "People called 2019-2020 a hard year; since 2026-11-23 they call less.",
        "Section 407.1500, 29 CFR 1614.105, and PO Box 66787, MO 63166-6787.",
        "It costs 1,234,567 dollars; 314 555 people came.",
        "It is at @quillbrook on the network.",
        "Contract no. 3145550123, ISBN 3140464079, parcel 2145550123.",
        "Ask clerk at example dot gov, or privacy (at) tillhouse.example.org.",
        "Look at example.gov, at noon.",
    ],
)
def test_what_is_public_or_no_contact_may_stand_in_a_text(tmp_path: Path, note: str) -> None:
    """Numbers of offices, of law and of money are no person's."""
    assert found(tmp_path, note=note) == set()


def test_a_contact_in_a_record_that_cannot_be_read_is_public_all_the_same(tmp_path: Path) -> None:
    """One mistake is one finding: that record is mended, and nothing else was wrong."""
    overlaid(tmp_path, "offices/tax-desk.yml", "name: Tax Desk\ncontact: {phone: 555 010-0177}\nname: Again\n")
    browse = tmp_path / "services/browse.yml"
    browse.write_text(browse.read_text(encoding="utf-8") + "note: Call 555 010-0177.\n", encoding="utf-8")
    assert "personal-contact" not in {finding.rule for finding in check(tmp_path)}


@pytest.mark.parametrize(
    "note",
    [
        "536-22-8145",
        "SSN: 536 22 8145.",
        "Card 5555-5555-5555-4444.",
        "Card 378282246310005.",
        "IBAN GB29NWBK60161331926819.",
        "Her SSN is 536228145.",
        "The test person, born 1980-04-12, asked.",
        "DOB 04/12/1980.",
        "Her birthday is April 12th, 1980.",
        "Nació el 12 de abril de 1980.",
    ],
)
def test_a_number_that_is_somebodys_is_found(tmp_path: Path, note: str) -> None:
    """Numbers with a sum that is right, and those with the form that only people have."""
    assert found(tmp_path, note=note) - {"personal-contact"} == {"personal-number"}


@pytest.mark.parametrize(
    "note",
    [
        "000-12-3456 and 666-12-3456 are nobody's.",
        "Order 4111111111111112 of 2019.",
        "The mask is XXX-XX-1234.",
        "Case 2012-31341, line 63-508331189.",
        "GB28NWBK60161331926819 has a wrong sum.",
        "The form asks when you were born, by 4/12/2030.",
        "People born before 1960 pay less, and those born in 2026 nothing.",
    ],
)
def test_a_number_that_is_nobodys_may_stand_in_a_text(tmp_path: Path, note: str) -> None:
    """Else every number of a case would need a waiver."""
    assert found(tmp_path, note=note) == set()


@pytest.mark.parametrize(
    "note",
    [
        f"The key is {KEY}.",
        f"({KEY})",
        "Password: hunter2",
        "The PIN is 4711.",
        "api_key=9f8e7d6c5b4a39281706",
        "See https://clerk:hunter22@www.example.gov/visits",
        "See https://www.example.gov/?token=9f8e7d6c5b",
    ],
)
def test_a_secret_in_a_text_is_found(tmp_path: Path, note: str) -> None:
    """By its form, or because the text says what it is."""
    assert found(tmp_path, note=note) == {"secret"}


@pytest.mark.parametrize(
    "note",
    [
        "People give a password and a PIN.",
        "The password is made by the account holder.",
        "Ask for an API key: it is free.",
        "The access token is set by the site.",
        "The file is a709f610-4502-4894-ada0-c6046af2e808.",
        "sk_" + "live_111111111111111111111111",
    ],
)
def test_what_only_speaks_of_secrets_is_none(tmp_path: Path, note: str) -> None:
    """Records are about passwords as a kind of information, too."""
    assert found(tmp_path, note=note) == set()


@pytest.mark.parametrize(
    "page",
    [
        "https://www.example.gov/r?token=9f8e7d6c5b",
        "https://www.example.gov/r?key=9f8e7d6c5b4a39281706",
        "https://www.example.gov/r;jsessionid=1A530637289A03B07199A44E8D531427",
        "https://www.example.gov/f.pdf?sv=2020-08-04&sig=Zm9vYmFyYmF6cXV4MTIz%3D",
    ],
)
def test_a_key_in_a_link_is_found(tmp_path: Path, page: str) -> None:
    """Whoever has the link has what it opens."""
    assert found(tmp_path, page=page) == {"secret"}


@pytest.mark.parametrize(
    "page",
    [
        "https://www.example.gov/topic.cfm?id=204&name=local-government-offices",
        "https://www.example.gov/r?key=services&code=12",
        "https://www.example.gov/r?tokens=12",
        "https://www.example.gov/#key=a-long-heading-of-a-page",
        "https://www.example.gov/a709f610-4502-4894-ada0-c6046af2e808/content",
    ],
)
def test_a_link_to_a_page_has_no_key(tmp_path: Path, page: str) -> None:
    """Numbers of pages are no secrets."""
    assert found(tmp_path, page=page) == set()


def test_no_message_repeats_a_secret_or_a_number(tmp_path: Path) -> None:
    """Logs are public, and stay when the record is mended."""
    overlaid(
        tmp_path,
        "services/browse.yml",
        (CITY / "services/browse.yml").read_text(encoding="utf-8") + f"note: {KEY}\nlead: 536-22-8145 is the number.\n",
    )
    messages = " ".join(finding.message for finding in check(tmp_path))
    assert "looks like" in messages
    assert KEY not in messages
    assert "8145" not in messages


def test_every_form_of_a_key_is_a_pattern() -> None:
    """The list was made for another language: what Python cannot read would be a traceback one day."""
    forms = vocabularies.forms_of_secrets()
    assert len(forms) > 100
    for form in forms:
        re.compile(form.pattern)
        assert form.words
    assert vocabularies.SECRETS.read_text(encoding="utf-8").startswith("# gitleaks")


HOSTILE = (
    "1 " * 500,
    "(555) " * 160,
    "a@" * 500,
    "a." * 500 + "@",
    "@".join("abc" * 100),
    "password is " * 80,
    "A" * 1000,
    "sk" * 500,
    "-----BEGIN" * 100,
    "eyJ" + "a." * 400,
    "?" * 1000,
    "\u202b\u05e9\u05dc\u05d5\u05dd 5555" * 60,
    "\uff11" * 1000,
    "\u0663\u0661\u0664-\u0665\u0665\u0665-\u0660\u0661\u0662\u0663 " * 70,
    "https://" * 120,
    "a dot " * 300,
    "a (at) " * 300,
    "born " * 300,
    "2" * 1000,
)


@pytest.mark.parametrize(
    "rule",
    [
        host_slip.RULE,
        name_for_role.RULE,
        odd_name.RULE,
        personal_contact.RULE,
        personal_number.RULE,
        placeholder.RULE,
        private_mailbox.RULE,
        secret.RULE,
    ],
    ids=lambda rule: rule.id,
)
def test_no_text_holds_a_rule_up(rule: Rule, city: registry.Registry) -> None:
    """Whatever a stranger writes is judged at once, and never ends in a traceback."""
    service = city.services["browse"]
    for text in HOSTILE:
        hostile = service.model_copy(update={"note": text, "name": text, "lead": text})
        changed = replace(city, records=city.records | {("service", "browse"): hostile})
        start = time.process_time()
        list(rule.check(Inspection(changed, Graph(changed), TODAY)))
        assert time.process_time() - start < 0.5
