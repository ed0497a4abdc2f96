"""Graph → a verdict for each promise of the policy: whether flows and cookies keep it, and what that rests on.

The logic has three values (Kleene, Introduction to Metamathematics, 1952, § 64): true, false, and None for
what a missing fact leaves open. So stating one more fact can turn "cannot tell" into "kept" or "broken", and
can never turn one of these into the other. A test proves it against every way to complete a registry.

Nothing is kept because the sentence that makes a promise says so. It takes a fact that another source states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.evidence import Evidence
from schemas.part import Loc
from schemas.promise import Check, Selector
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Graph
from scripts.registry.selecting import Answers, Line, Selecting, all_of, both, negated, speaks_of_cookies
from scripts.registry.verdicts import Compared, Doubt, Judgement, Over, Subject, Verdict


def judge_all(graph: Graph) -> dict[str, Judgement]:
    """The verdict of every promise, by its id."""
    return graph.worked_out(_judge_all)


def _judge_all(graph: Graph) -> dict[str, Judgement]:
    judge = graph.worked_out(Judge)
    return {id_: judge.judge(promise.check, promise.evidence) for id_, promise in graph.registry.promises.items()}


def decisive_key(check: Check) -> str:
    """The key of a flow that a broken promise is most about: what it is used for, what it carries, or how."""
    rule = check.forbid.where if check.forbid else None
    if check.only:
        rule = check.only.allow
    elif check.require:
        rule = check.require.need
    for key, lines in _KEYS.items():
        if rule and any(getattr(rule, line) is not None for line in lines):
            return key
    return "from"


def place_of(subject: Subject, key: str) -> Loc:
    """Where in the record of its receiver a fact of a flow or cookie stands, by the key of the fact."""
    if isinstance(subject, SetCookie):
        return ("cookies", (subject.number or 1) - 1, OF_COOKIES.get(key, "name"))
    return ("flows", subject.name, key)


_KEYS = {
    "purposes": ("purposes",),
    "data": ("data", "identifies", "sensitivity"),
    "collected": ("collected",),
    "choice": ("choice",),
    "about": ("people",),
    "retention": ("kept_at_most",),
}
OF_COOKIES = {"purposes": "purposes", "retention": "lifetime"}
"""The facts of a flow that a cookie has too, by their keys there."""

_SCOPE = frozenset({"about", "from", "to", "service"})
"""The facts that say of which flows a promise speaks. What it says of them are the others."""


class Judge:
    """Reads promises against the flows and cookies of one graph."""

    def __init__(self, graph: Graph) -> None:
        """Take the graph whose flows are looked at."""
        self.selecting = graph.worked_out(Selecting)

    def judge(self, check: Check, said_by: Iterable[Evidence]) -> Judgement:
        """Decide the rule of one promise, which is made in these sources."""
        cited = frozenset(str(piece.source) for piece in said_by)
        if check.not_decidable:
            return Judgement(Verdict.NOT_DECIDABLE)
        if check.require and check.require.where is None:
            return self._one_must_exist(check.require.need, cited)
        return self._none_may_break(check, cited)

    def _one_must_exist(self, need: Selector, cited: frozenset[str]) -> Judgement:
        """Is there a flow that goes on and is as it says? A cookie is none."""
        lines = self.selecting.lines(need)
        every = [("status", self.selecting.goes_on), *lines]
        fits = all_of([*every, ("", self._flows_only)])
        if fits.yes:
            compared = self._all_stated(lines, fits.yes, cited)
            return Judgement(_kept(compared), self.selecting.those(fits.yes), compared)
        doubts = self._doubts(fits, every)
        verdict = Verdict.CANNOT_TELL if doubts else Verdict.BROKEN
        return Judgement(verdict, tuple(doubt.subject for doubt in doubts), doubts=doubts)

    @property
    def _flows_only(self) -> Answers:
        return Answers(self.selecting.flows, self.selecting.cookies)

    def _none_may_break(self, check: Check, cited: frozenset[str]) -> Judgement:
        selecting, rule = self.selecting, check.forbid or check.only or check.require
        if rule is None or rule.where is None:
            return Judgement(Verdict.UNCONFIRMED)
        where = selecting.lines(rule.where)
        exempt = selecting.lines(rule.unless) if rule.unless is not None else []
        must: list[Line] = []
        if check.only:
            must = selecting.lines(check.only.allow, every=True)
        elif check.require:
            must = selecting.lines(check.require.need)
        happens = ("status", selecting.has_happened)
        spoken_of = Answers(selecting.all, 0) if self._looks_at_cookies(check) else self._flows_only
        about = both(spoken_of, all_of([happens, *where]), negated(all_of(exempt)) if exempt else _ALWAYS)
        broken = both(about, negated(all_of(must))) if must else about
        if must:
            looked_at = ~about.no
        else:
            # To forbid is to speak of every flow between these, whatever it carries and is used for.
            scope = [line for line in where if line[0] in _SCOPE]
            looked_at = ~both(spoken_of, all_of([happens, *scope])).no
            looked_at &= ~all_of(exempt).yes if exempt else -1
        those = selecting.those(looked_at)
        before = broken.yes & selecting.is_over
        against, over = selecting.those(broken.yes & ~before), selecting.those(before)
        doubts = self._doubts(broken, [happens, *where, *exempt, *must])
        ended = tuple(Over(subject, selecting.ended(subject)) for subject in over)
        if against or over:
            verdict = Verdict.BROKEN if against else Verdict.BROKEN_BEFORE
            return Judgement(verdict, those, (), against, ended, doubts)
        if doubts:
            return Judgement(Verdict.CANNOT_TELL, those, doubts=doubts)
        if must:
            compared = self._all_stated(must, looked_at & all_of(where).yes, cited)
        else:
            told = [line for line in where if line[0] not in _SCOPE]
            compared = self._one_stated(told, looked_at & all_of(scope).yes, cited)
        return Judgement(_kept(compared), those, compared)

    @staticmethod
    def _looks_at_cookies(check: Check) -> bool:
        """Whether the rule speaks of nothing but what a cookie has too."""
        rule = check.forbid or check.only or check.require
        where = rule.where if rule is not None else None
        must = check.only.allow if check.only else check.require.need if check.require else None
        return all(one is None or speaks_of_cookies(one) for one in (where, must))

    # --- what is compared ---------------------------------------------------------------------------

    def _all_stated(self, lines: Sequence[Line], chosen: int, cited: frozenset[str]) -> tuple[Compared, ...]:
        """The flows that fit all lines, if another source states each of these facts."""
        keys = list(dict.fromkeys(key for key, _ in lines))
        for key in keys:
            chosen &= self.selecting.resting_on_others(key, cited)
        those = self.selecting.those(chosen)
        return tuple(Compared(key, those) for key in keys) if those else ()

    def _one_stated(self, lines: Sequence[Line], chosen: int, cited: frozenset[str]) -> tuple[Compared, ...]:
        """The flows that do not fit some lines, if another source states the fact that makes them differ."""
        differing: dict[str, int] = {}
        for key, line in lines:
            differing[key] = differing.get(key, 0) | line.no
        found = [
            Compared(key, self.selecting.those(chosen & no & self.selecting.resting_on_others(key, cited)))
            for key, no in differing.items()
        ]
        return tuple(one for one in found if one.subjects)

    def _doubts(self, answers: Answers, lines: Sequence[Line]) -> tuple[Doubt, ...]:
        """The flows and cookies for which it is open, and the facts that leave it open."""
        open_ = ~(answers.yes | answers.no) & self.selecting.all
        if not open_:
            return ()
        missing = [(fact, self.selecting.bits(~(line.yes | line.no))) for fact, line in lines]
        found = []
        for number, (is_open, subject) in enumerate(
            zip(self.selecting.bits(open_), self.selecting.subjects, strict=True)
        ):
            if is_open:
                facts = tuple(dict.fromkeys(fact for fact, left_open in missing if left_open[number]))
                found.append(Doubt(subject, _of_unknown_cookies(subject, facts)))
        return tuple(found)


_ALWAYS = Answers(-1, 0)


def _kept(compared: tuple[Compared, ...]) -> Verdict:
    return Verdict.KEPT if compared else Verdict.UNCONFIRMED


def _of_unknown_cookies(subject: Subject, facts: tuple[str, ...]) -> tuple[str, ...]:
    """Where no source says which cookies a party sets, that is what is missing, and not what they are for."""
    if isinstance(subject, SetCookie) and subject.cookie is None:
        return tuple(dict.fromkeys("cookies" if fact in {"status", *OF_COOKIES} else fact for fact in facts))
    return facts
