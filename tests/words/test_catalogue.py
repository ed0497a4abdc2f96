"""Catalogues: what a translator wrote is never lost or said too soon, and what is broken is named with its line."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build
from scripts.words import languages
from scripts.words.languages import catalogue, merging

CODES = languages.translations()


def file(folder: Path, text: str, name: str = "es.po") -> Path:
    """A catalogue with these messages."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


# --- those of this repository ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_no_translation_of_this_repository_is_broken(code: str) -> None:
    """Each keeps what is filled in and its marks, and no message stands there twice: else no site is built."""
    assert languages.find(code).code == code


@pytest.mark.parametrize("code", CODES)
def test_every_message_of_this_repository_is_translated(code: str, tmp_path: Path) -> None:
    """If one is not, this does not fail: whoever mends an English sentence need not know the other languages.

    The summary of the tests then says how many messages wait, and that `make words` writes them down.
    """
    shutil.copy(languages.CATALOGUES / f"{code}.po", tmp_path)
    told = made(tmp_path)
    state = (tmp_path / f"{code}.po").read_text(encoding="utf-8")
    if state != (languages.CATALOGUES / f"{code}.po").read_text(encoding="utf-8"):
        pytest.xfail(f"the code has changed since `make words` ran; now it says: {told}")
    if languages.find(code).waiting:
        pytest.xfail(told)
    assert told.startswith(f"{code}: all messages are translated (")


def made(folder: Path) -> str:
    """Run `make words` on the catalogues of a folder; gives what it says."""
    done = subprocess.run(
        [
            *("make", "--silent", "--old-file=.venv/project", "words"),
            *(f"BIN={Path(sys.executable).parent}", f"CATALOGUES={folder}", f"TEMPLATE={folder}/messages.pot"),
        ],
        cwd=build.PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_a_new_language_begins_as_an_empty_file(tmp_path: Path) -> None:
    """`make words` fills it with every message, and says how many there are to translate."""
    file(tmp_path, "", "bs.po")
    assert "without a translation, 0 marked as `fuzzy`" in made(tmp_path)
    begun = languages.find("bs", tmp_path)
    assert begun.waiting > 0
    assert begun.name == "Bosanski"
    assert begun.gettext("Why?").pieces == (("Why?", "en"),)


# --- what is said -----------------------------------------------------------------------------------------

SOME = """\
msgid "Why?"
msgstr "¿Por qué?"

msgid "Who?"
msgstr ""

#, fuzzy
#| msgid "How long is it?"
msgid "How long?"
msgstr "¿Cuánto mide?"

msgid "%(count)s office of %(city)s"
msgid_plural "%(count)s offices of %(city)s"
msgstr[0] "una oficina de %(city)s"
msgstr[1] "%(count)s oficinas de %(city)s"

msgid "%(count)s more"
msgid_plural "%(count)s more"
msgstr[0] "%(count)s más"
msgstr[1] ""
"""


def test_what_waits_is_said_in_english_and_knows_it(tmp_path: Path) -> None:
    """Also if one form of many is open, and if the code has a message that the catalogue has never heard of."""
    file(tmp_path, SOME)
    spanish = languages.find("es", tmp_path)
    assert spanish.waiting == 3
    assert spanish.gettext("Why?").pieces == (("¿Por qué?", "es"),)
    for message in ("Who?", "How long?", "Nobody has ever said this."):
        assert spanish.gettext(message).pieces == ((message, "en"),)
    assert spanish.say_many("%(count)s more", "%(count)s more", 2).pieces == (("2", ""), (" more", "en"))
    # "De el" is "del" in Spanish, and in the English of a Spanish page it is not.
    town = languages.Text.of("el Pueblo", "es")
    assert spanish.say_many("%(count)s office of %(city)s", "%(count)s offices of %(city)s", 1, city=town) == (
        "una oficina del Pueblo"
    )
    assert spanish.say("Ask %(city)s, made of %(city)s", city=town).pieces == (
        ("Ask ", "en"),
        ("el Pueblo", "es"),
        (", made of ", "en"),
        ("el Pueblo", "es"),
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('msgid "by %(who)s"\nmsgstr "por %(quien)s"\n', 1, "fills in `%(quien)s`, and the English does not: it has"),
        ('\n\nmsgid "by %(who)s"\nmsgstr "por"\n', 3, "leaves out `%(who)s`, which is filled in later; put it where"),
        ('msgid "%(count)s"\nmsgid_plural "%(count)s"\nmsgstr[0] "uno"\nmsgstr[1] "n"\n', 1, "leaves out `%(count)s`"),
        ('msgid "all {name}"\nmsgstr "todo"\n', 1, "leaves out `{name}`"),
        ('msgid "**a** b"\nmsgstr "**a b"\n', 1, "has other marks than the English; write `**` as there"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "stands in line 1 too; keep one of the two"),
        ('msgid "a"\nmsgstr "b\n', 2, "this line is no part of a message; write `msgid` or `msgstr`"),
        ('msgid "a"\nmsgstr "say "b""\n', 2, r"with \" for each quote inside it"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 1, "this line is no part of a message"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 3, "here stands `msgid`, and `msgid_plural` or `msgstr` has to"),
        ('msgstr "c"\n', 1, "here stands `msgstr`, and `msgctxt` or `msgid` has to follow"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "here stands `msgstr`, and `msgctxt` or `msgid` has to follow"),
        ('"b"\n', 1, "this line is no part of a message"),
        ('msgid "a"\n', 1, "this message cannot be read: missing msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\nmsgstr[2] "e"\n', 1, "more translations than"),
    ],
)
def test_a_broken_translation_is_named_with_its_line_and_a_remedy(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    """What is filled in, the marks, and the way in which a file of messages is written."""
    path = file(tmp_path, text)
    with pytest.raises(languages.CatalogueError) as error:
        languages.find("es", tmp_path)
    assert str(error.value).startswith(f"{path}:{line}:1: error[translation] ")
    assert told in str(error.value)


@pytest.mark.parametrize("name", ["xx.po", "en.po", "spanish.po", "pt_BR.po"])
def test_a_catalogue_is_named_after_a_language(tmp_path: Path, name: str) -> None:
    """English needs none, and of others the code is known."""
    file(tmp_path, "", name)
    with pytest.raises(languages.CatalogueError, match="is no such code; name the file after a language"):
        languages.find(name.removesuffix(".po"), tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """Some editors still save in one."""
    (tmp_path / "es.po").write_bytes('msgid "a"\nmsgstr "á"\n'.encode("latin-1"))
    with pytest.raises(languages.CatalogueError, match=r"is not in UTF-8 \(byte 18\); save it in UTF-8"):
        languages.find("es", tmp_path)


def test_only_a_form_for_one_number_may_leave_the_number_out(tmp_path: Path) -> None:
    """In Bosnian, the first form is said of 1, 21 and 31."""
    text = "".join(f'msgstr[{form}] "%(count)s x"\n' for form in (1, 2))
    file(tmp_path, f'msgid "%(count)s a"\nmsgid_plural "%(count)s b"\nmsgstr[0] "jedan"\n{text}', "bs.po")
    with pytest.raises(languages.CatalogueError, match="leaves out"):
        languages.find("bs", tmp_path)


@given(st.text('msgid"%(a)s\\n#~|,fuzzyr[0] \n', max_size=60))
def test_no_file_is_too_strange_to_be_told_what_is_wrong(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """It is read, or somebody hears why not."""
    path = file(tmp_path_factory.getbasetemp(), text)
    told = f"{path}:"
    try:
        catalogue.read(path)
    except languages.CatalogueError as error:
        told = str(error)
    assert told.startswith(f"{path}:")


# --- `make words` -----------------------------------------------------------------------------------------


def template(*messages: str | tuple[str, str]) -> Catalog:
    """What the code says."""
    made = Catalog()
    for message in messages:
        made.add(message)
    return made


def merged(folder: Path, text: str, *messages: str | tuple[str, str]) -> str:
    """A catalogue after `make words`, as its file has it."""
    return merging.text_of(merging.merged(catalogue.parsed(file(folder, text)), template(*messages))).strip()


OLD = 'msgid "Who gets your informaton?"\nmsgstr "¿Quién recibe su información?"\n'


def test_a_mended_english_sentence_keeps_its_translation_which_waits(tmp_path: Path) -> None:
    """With the English that it was made for, so that whoever looks at it sees what has changed."""
    text = merged(tmp_path, OLD, "Who gets your information?")
    assert text.splitlines() == [
        "#, fuzzy",
        '#| msgid "Who gets your informaton?"',
        'msgid "Who gets your information?"',
        'msgstr "¿Quién recibe su información?"',
    ]
    # It stays so, whoever runs it again, and still names the first English after a second mending.
    assert merged(tmp_path, text, "Who gets your information?") == text
    again = merged(tmp_path, text, "Who gets your information now?")
    assert again == text.replace('information?"\nmsgstr', 'information now?"\nmsgstr')
    # Somebody looked at it, and took the mark away.
    seen = merged(tmp_path, text.replace("#, fuzzy\n", ""), "Who gets your information?")
    assert seen == text.partition('informaton?"\n')[2]


def test_a_sentence_that_is_gone_leaves_its_translation_as_a_comment_and_may_come_back(tmp_path: Path) -> None:
    """With what the translator noted about it."""
    gone = merged(tmp_path, f"# as in the law\n{OLD}", "Something else entirely")
    assert gone.splitlines()[3:] == [
        "# as in the law",
        '#~ msgid "Who gets your informaton?"',
        '#~ msgstr "¿Quién recibe su información?"',
    ]
    assert merged(tmp_path, gone, "Who gets your informaton?") == f"# as in the law\n{OLD}".strip()


def test_what_nobody_had_looked_at_is_still_to_be_looked_at_when_it_comes_back(tmp_path: Path) -> None:
    """A translation does not become sure by being away."""
    gone = merged(tmp_path, f"#, fuzzy\n{OLD}", "Something else entirely")
    assert gone.splitlines()[3] == f"# {merging.UNSURE}"
    assert merged(tmp_path, gone, "Who gets your informaton?") == f"#, fuzzy\n{OLD}".strip()


def test_a_sentence_that_becomes_two_forms_keeps_its_translation(tmp_path: Path) -> None:
    """And the other way round, where one form has to be kept elsewhere."""
    one = 'msgid "%(count)s service"\nmsgstr "%(count)s servicio"\n'
    many = merged(tmp_path, one, ("%(count)s service", "%(count)s services"))
    assert many.splitlines()[:2] == ["#, fuzzy, python-format", '#| msgid "%(count)s service"']
    assert many.splitlines()[-2:] == ['msgstr[0] "%(count)s servicio"', 'msgstr[1] ""']
    both = many.replace('msgstr[1] ""', 'msgstr[1] "%(count)s servicios"').replace("fuzzy, ", "")
    back = merged(tmp_path, both, "%(count)s service")
    assert "# formerly: %(count)s servicio / %(count)s servicios" in back
    assert back.endswith('msgstr "%(count)s servicio"')


def test_what_a_program_for_translators_writes_at_the_start_stays(tmp_path: Path) -> None:
    """Such as who the translator is."""
    head = '# Ana translated this.\nmsgid ""\nmsgstr ""\n"Language: es\\n"\n"Last-Translator: Ana\\n"\n\n'
    path = file(tmp_path, head + OLD)
    with (tmp_path / "messages.pot").open("wb") as pot:
        write_po(pot, template("Who gets your informaton?"))
    assert list(merging.main(tmp_path / "messages.pot", tmp_path)) == ["es: all messages are translated (1)"]
    assert path.read_text(encoding="utf-8").strip() == (head + OLD).strip()


WORDS = st.sampled_from(["Who gets it?", "Who gets them?", "Who got it?", "Why?", "%(count)s a", "Quite another thing"])
FORMS = st.lists(st.sampled_from(["", "uno", "dos", "tres"]), min_size=2, max_size=2)
IDS = WORDS | st.tuples(WORDS, WORDS)


@given(
    st.lists(st.tuples(IDS, FORMS, st.booleans())),
    st.lists(st.lists(IDS, max_size=5), min_size=1, max_size=3),
)
def test_nothing_that_a_translator_wrote_is_ever_lost(
    written: list[tuple[str | tuple[str, str], list[str], bool]], versions: list[list[str | tuple[str, str]]]
) -> None:
    """Whatever becomes of the messages, each translation is still in the file; and a second run changes nothing."""
    now = Catalog(locale="es")
    for number, (id_, words, fuzzy) in enumerate(written):
        string = tuple(words) if isinstance(id_, tuple) else words[0]
        flags = {catalogue.FUZZY} if fuzzy else set()
        if id_ not in now and (isinstance(id_, str) or id_[0] not in now):
            now[id_] = Message(id_, string, flags=flags, user_comments=[f"note {number}."] if number % 2 else [])
    wrote = {
        form for message in now if message.id for form in (*catalogue.forms(message.string), *message.user_comments)
    }
    for version in versions:
        said = {message.id: message.string for message in now if message.id and catalogue.is_said(message)}
        now = merging.merged(now, template(*version))
        text = merging.text_of(now)
        assert merging.text_of(merging.merged(again(text), template(*version))) == text
        assert [form for form in wrote if form not in text] == []
        # And nothing is said that was not said before of the same English, or comes back.
        fresh = {message.id: message.string for message in now if message.id and catalogue.is_said(message)}
        assert {id_: string for id_, string in fresh.items() if id_ in said}.items() <= said.items()
        now = again(text)


def again(text: str) -> Catalog:
    """A catalogue as it is read from its file."""
    read = read_po(io.StringIO(text), locale="es")
    for message in [*read, *read.obsolete.values()]:
        catalogue.take_previous(message)
    return read


# --- a site with a broken one ------------------------------------------------------------------------------


def test_a_broken_catalogue_stops_the_site_and_says_where(city: Registry, graph: Graph, tmp_path: Path) -> None:
    """No page is written, and nobody sees a traceback."""
    path = file(tmp_path, 'msgid "by %(who)s"\nmsgstr "por"\n')
    with pytest.raises(build.BuildError, match=re.escape(f"{path}:1:1: error[translation]")):
        build.generate(city, graph, tmp_path / "project", catalogues=tmp_path)
    assert not (tmp_path / "project").exists()
