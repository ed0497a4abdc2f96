"""What a web site does to a page without changing its words is not reported, and a changed promise always is.

Pages are made at random: the same policy in the clothes of one template or another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schemas.source import Section
from scripts.observation.policy_drift import markdown_copy, page_text, section_changes, sections
from scripts.observation.policy_drift.copies import Copy
from scripts.observation.policy_drift.section_changes import Kind

Policy = dict[str, list[str]]
"""The sentences under each heading."""
Draw = st.DrawFn

POLICY: Policy = {
    "Privacy in Quillbrook": [
        "This page says what the town does with what you tell it.",
        "It was written by the clerk.",
    ],
    "Visits": [
        "Our server writes down the page, the minute and the browser of each visit.",
        "Pawform, a company, counts visits for us.",
        "We keep these notes for 90 days.",
    ],
    "Payments": [
        "Tillhouse takes your card number.",
        "We never see it (nor does the clerk).",
        "Receipts go to you by mail.",
    ],
    "Your rights": ["You may ask what we hold about you; we answer in 30 days.", "Nobody pays for an answer."],
    "Promises": [
        "We do not sell what you tell us.",
        "We tell the police only if a court says so.",
        "We delete old forms.",
    ],
}

# --- clothes ---------------------------------------------------------------------------------------

WORDS = [
    "<b>{}</b>",
    '<a href="/page?utm_source=policy&amp;fbclid=1" rel="noopener">{}</a>',
    '<a href="/page">{}<svg aria-hidden="true"><title>leaves</title><path d="M0 0"/></svg></a>',
    '<a href="/page">{} <i class="fa fa-external-link"></i></a>',
    '{}<span class="visually-hidden"> (opens in a new tab)</span>',
    '{} <span style="position: absolute; clip: rect(0,0,0,0)">new</span>',
    '{}<span style="display:none">, once</span>',
    "{}<script>1</script>",
    "{}<style>p {{ color: red }}</style>",
    '{}<img src="x.png" alt="a lock">',
    '{}<picture><source srcset="x.webp"><img src="x.png" alt=""></picture>',
    "{}<x-icon></x-icon>",
    "<x-term>{}</x-term>",
    "{}<template><p>no</p></template>",
    "<ruby>{}<rp>(</rp><rt>say</rt><rp>)</rp></ruby>",
    "{}<noscript>no</noscript>",
    "{}<!-- said twice -->",
    "{}&#8203;",
    "&#xfeff;{}",
    '<span aria-hidden="true">»</span> {}',
    '{}<span class="material-icons" aria-hidden="true">open_in_new</span>',
    '{}<sup><a href="#note-1">1</a></sup>',
    '{}<a role="doc-noteref" href="#note">[2]</a>',
    "{} ↗&#xfe0f;",
    "<font><font>{}</font></font>",
    "<ins>{}</ins>",
    "<wbr>{}",
    '<button aria-expanded="false">More</button> {}',
]
"""A word. What stands behind it also stands before the comma."""
LETTERS = ["&shy;", "<wbr>", "&#x200c;", "</b><b>", "<!-- -->", "<x-mark></x-mark>"]
"""Between two letters of a word."""
HEADINGS = [
    "<h2>{}</h2>",
    "<H3 class='title'><span>{}</span></H3>",
    '<h2 id="x"><a href="#x">{}</a></h2>',
    "<h2>{} <button>Copy</button></h2>",
    '<h2>{} <a href="#x"><span class="sr-only">Link to this section</span></a></h2>',
    '<h2>{}<a class="headerlink" href="#x">¶</a></h2>',
    '<h2><a href="#x" aria-hidden="true">#</a> {}</h2>',
    '<h2>{} <span>[<a href="/edit?section=1">edit</a>]</span></h2>',
    '<h2><span class="number">3.1</span> {}</h2>',
    "<h2>IV. {}:</h2>",
    '<h2><svg><path d="M0 0"/></svg> {}</h2>',
    '<div role="heading" aria-level="2">{}</div>',
    '<h2><button aria-expanded="true"><span>{}</span><span data-nosnippet>Hide</span></button></h2>',
    "<summary><h2>{}</h2></summary>",
    "<p><strong>{}</strong></p>",
]
PARAGRAPHS = [
    "<p>{}</p>",
    "<div>{}</div>",
    "<ul><li>{}</ul>",
    "<table><tr><td>{}</td></tr></table>",
    "<p>• {}</p>",
    '<span style="display: block">{}</span>',
    "<blockquote><p>{}</p></blockquote>",
    "<x-block><p>{}</p></x-block>",
    '<div class="fade" style="opacity: 0">{}</div>',
]
BODIES = [
    "{}",
    "<div>{}</div>",
    "<section>{}</section>",
    '<div id="panel" hidden>{}</div><a href="#panel" role="button" aria-controls="panel">Show</a>',
    '<div style="display: none;" class="panel">{}</div>',
    '<div hidden="until-found">{}</div>',
    "<details><summary>Show</summary>{}</details>",
    '<div aria-hidden="true">{}</div>',
]
BESIDES = [
    "",
    '<p><a href="#top">Back to top</a></p>',
    '<div class="share-buttons">Share: <a href="https://social.example/">Friends</a></div>',
    '<p class="sr-only">End of this part.</p>',
    "<script>track()</script>",
    "<dialog><h2>Sign in</h2><p>Who are you?</p></dialog>",
    "<div><button>Print</button></div>",
    '<p><a href="#visits">Visits</a></p>',
    "<svg><text>Map</text></svg>",
]
"""Behind the words of a section."""
PASSING = ['<div role="alert">The hall is closed on Monday.</div>', '<div role="status"><p>Saved.</p></div>']
"""The same, and gone when it has passed: what was taken for a part of the policy with it there would miss it."""
PAGES = [
    "<main>{}</main>",
    '<div role="main"><article>{}</article></div>',
    "<body><header><nav><h2>Menu</h2></nav></header><main>{}</main><footer><h2>Offices</h2></footer>",
    '<div role="dialog"><h2>Cookies here</h2><p>Some are needed.</p></div><div>{}</div>',
    '<div id="cookie-banner"><p>Take our cookies?</p></div><div>{}</div>',
    '<a href="#main" class="skip">Skip to the text</a><div id="main">{}</div>',
    '<main><ol class="breadcrumbs"><li><a href="/">Home</a><li>Privacy</ol>{}</main>',
    "<main><p hidden>Thank you for coming.</p>{}</main>",
    "<main><p>Last updated: 3 March 2030</p>{}</main>",
    '<main><h2 class="visually-hidden">Page content</h2>{}</main>',
    '<main><div role="alert"><p>The hall is closed on Monday.</p></div>{}</main>',
    '<main><ul class="language-switcher"><li><a href="/es" hreflang="es">Español</a></ul>{}</main>',
    '<form><main aria-hidden="true" style="display: none">{}</main></form>',
]


@dataclass(frozen=True)
class Removed:
    """A sentence that stands in the page and is no part of the policy any more."""

    heading: str
    number: int
    how: str


STRUCK = [
    "<del>{}</del>",
    "<s>{}</s>",
    "<strike>{}</strike>",
    '<span role="deletion">{}</span>',
    '<span style="text-decoration: line-through">{}</span>',
    '<span class="line-through">{}</span>',
]
HIDDEN = ["<span hidden>{}</span>", '<span style="display:none">{}</span>', '<span class="sr-only">{}</span>']


def split(word: str) -> tuple[str, str]:
    """A word, and the signs behind it."""
    core = word.rstrip(".,;)")
    return core, word[len(core) :]


def sentence_in_html(draw: Draw, sentence: str) -> str:
    """A sentence, some words of which are dressed up."""
    words = [escape(word, quote=False) for word in sentence.split()]
    for at in draw(st.sets(st.integers(0, len(words) - 1), max_size=3)):
        core, signs = map(escape, split(sentence.split()[at]))
        if core.isalnum() and len(core) > 1 and draw(st.booleans()):
            cut = draw(st.integers(1, len(core) - 1))
            words[at] = f"<b>{core[:cut]}{draw(st.sampled_from(LETTERS))}{core[cut:]}</b>{signs}"
        else:
            words[at] = f"{draw(st.sampled_from(WORDS)).format(core)}{signs}"
    return draw(st.sampled_from([" ", "\n      ", "&nbsp;"])).join(words)


def in_html(draw: Draw, policy: Policy, besides: list[str], removed: Removed | None = None) -> str:
    """A page with the policy on it."""
    heading_form, parts = draw(st.sampled_from(HEADINGS)), []
    for heading, sentences in policy.items():
        dressed = [sentence_in_html(draw, sentence) for sentence in sentences]
        body_form = draw(st.sampled_from(BODIES))
        if removed and removed.heading == heading:
            dressed[removed.number] = removed.how.format(dressed[removed.number])
        paragraph = draw(st.sampled_from(PARAGRAPHS))
        several = draw(st.booleans())
        paragraphs = dressed if several else [" ".join(dressed)]
        body = body_form.format("".join(paragraph.format(one) for one in paragraphs))
        parts.append(f"{heading_form.format(escape(heading))}\n{body}\n{draw(st.sampled_from(besides))}")
    return draw(st.sampled_from(PAGES)).format("\n".join(parts))


MARKED = [
    "*{}*",
    "__{}__",
    "[{}](/page)",
    "[{}][there]",
    "{}<!-- x -->",
    "{}![a lock](x.png)",
    "<b>{}</b>",
    "{}&#8203;",
]
HEADINGS_IN_MARKDOWN = ["## {}", "# {} #", "{}\n---", "{}\n======", "**{}**", "### *{}*", "## 3.1 {}", "1\\. **{}**"]


def in_markdown(draw: Draw, policy: Policy, removed: Removed | None = None) -> str:
    """A text in Markdown with the policy in it."""
    heading_form = draw(st.sampled_from(HEADINGS_IN_MARKDOWN))
    blocks = draw(st.sampled_from([[], ["---\ntitle: Privacy\n---"]]))
    for heading, sentences in policy.items():
        dressed = []
        for number, sentence in enumerate(sentences):
            words = sentence.split()
            at = draw(st.integers(0, len(words) - 1))
            core, signs = split(words[at])
            words[at] = f"{draw(st.sampled_from(MARKED)).format(core)}{signs}" if core.isalnum() else words[at]
            text = draw(st.sampled_from([" ", "\n"])).join(words)
            is_removed = removed is not None and (removed.heading, removed.number) == (heading, number)
            dressed.append(f"~~{text}~~" if is_removed else text)
        mark = draw(st.sampled_from(["", "- ", "1. ", "> "]))
        body = ("\n\n" if not mark else "\n").join(
            f"{mark}{one}".replace("\n", f"\n{' ' * len(mark)}") for one in dressed
        )
        blocks += [heading_form.format(heading), body]
    return "\n\n".join([*blocks, "[there]: https://www.example.gov/there"])


def page(draw: Draw, policy: Policy, besides: list[str], removed: Removed | None = None) -> Copy:
    """The policy in clothes, in HTML or Markdown."""
    if (removed is None or removed.how in STRUCK) and draw(st.integers(0, 4)) == 0:
        return Copy("x", markdown_copy.as_html(in_markdown(draw, policy, removed)), is_html=True)
    return Copy("x", in_html(draw, policy, besides, removed), is_html=True)


def found_in(copy: Copy, known: list[Section]) -> tuple[sections.Found, ...]:
    """The sections of a copy."""
    return sections.read([page_text.read(copy)], known, list(POLICY)).sections


@st.composite
def known_and_copies(
    draw: Draw, change: Callable[[Draw, Policy], tuple[Policy, Removed | None]]
) -> tuple[str, str, list[tuple[Kind, str]]]:
    """A page that somebody accepted, another one of the policy after a change, and what is found."""
    before = page(draw, POLICY, BESIDES)
    known = [Section(heading=one.heading, fingerprint=one.fingerprint) for one in found_in(before, [])]
    policy, removed = change(draw, POLICY)
    after = page(draw, policy, BESIDES + PASSING, removed)
    changes = section_changes.compare(known, found_in(after, known))
    return before.text, after.text, [(one.kind, one.heading) for one in changes]


def unchanged(_: Draw, policy: Policy) -> tuple[Policy, None]:
    """The same policy."""
    return policy, None


@given(known_and_copies(unchanged))
def test_other_clothes_are_no_change(case: tuple[str, str, list[tuple[Kind, str]]]) -> None:
    """Whichever a person accepted, and whichever is compared later."""
    before, after, changes = case
    assert changes == [], f"{before}\n\n{after}"


@st.composite
def changed_word(draw: Draw) -> tuple[str, str, list[tuple[Kind, str]]]:
    """As `known_and_copies`, with the heading of the section of which a word was changed."""
    chosen = draw(st.sampled_from(sorted(POLICY)))

    def change(draw: Draw, policy: Policy) -> tuple[Policy, None]:
        sentences = list(policy[chosen])
        at = draw(st.integers(0, len(sentences) - 1))
        words = sentences[at].split()
        number = draw(st.integers(0, len(words) - 1))
        core, signs = split(words[number])
        match draw(st.sampled_from(["drop", "insert", "replace", "swap", "add", "take away", "turn round"])):
            case "drop":
                words[number : number + 1] = []
            case "insert":
                words.insert(number, "not")
            case "replace":
                words[number] = f"{int(core) + 1 if core.isdigit() else 'seldom'}{signs}"
            case "swap":
                other = (number + 1) % len(words)
                assume(words[number] != words[other])
                words[number], words[other] = words[other], words[number]
            case "add":
                sentences.append("We may sell it.")
            case "take away":
                del sentences[at]
                return policy | {chosen: sentences}, None
            case "turn round":
                return policy | {chosen: sentences[::-1]}, None
        sentences[at] = " ".join(words)
        return policy | {chosen: sentences}, None

    before, after, changes = draw(known_and_copies(change))
    return before, after, [*changes, (Kind.CHANGED, chosen)]


@given(changed_word())
def test_a_changed_word_is_found_at_its_section(case: tuple[str, str, list[tuple[Kind, str]]]) -> None:
    """Whatever clothes the page wears now, and nowhere else."""
    before, after, (*changes, expected) = case
    assert changes == [expected], f"{before}\n\n{after}"


@st.composite
def removed_sentence(draw: Draw, ways: list[str]) -> tuple[str, str, list[tuple[Kind, str]]]:
    """As `changed_word`, with a sentence that stands there still and that the policy does not say any more."""
    chosen = draw(st.sampled_from(sorted(POLICY)))

    def change(draw: Draw, policy: Policy) -> tuple[Policy, Removed]:
        return policy, Removed(chosen, draw(st.integers(0, len(policy[chosen]) - 1)), draw(st.sampled_from(ways)))

    before, after, changes = draw(known_and_copies(change))
    return before, after, [*changes, (Kind.CHANGED, chosen)]


@pytest.mark.parametrize("ways", [STRUCK, HIDDEN], ids=["struck", "hidden"])
def test_a_promise_that_is_struck_out_or_hidden_is_found(ways: list[str]) -> None:
    """It is still in the page, and the policy does not make it any more."""

    @given(removed_sentence(ways))
    def found(case: tuple[str, str, list[tuple[Kind, str]]]) -> None:
        before, after, (*changes, expected) = case
        assert changes == [expected], f"{before}\n\n{after}"

    found()
