"""Compares an answer with its row of the corpus, and counts by kind."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import ANYTHING, CONFIRMED, NOTHING, Case
from tests.handlers.questions.corpus.expected import Item

Variant = Callable[[str], str]
"""A sentence as it stands in the corpus → as it was typed."""

_NOT_IN_THE_CONTRACT = frozenset({ANYTHING, "waiting", "undated", "coordinating"})


@dataclass
class Score:
    """How many sentences of each kind were asked, and which were misread, with what was wrong about each.

    `alarming` counts those that change nothing and were answered as if they did; `misled` the misread ones that were
    answered at all, instead of with guesses.
    """

    asked: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarming: int = 0
    misled: int = 0
    misread: dict[Case, str] = field(default_factory=dict, repr=False)

    @property
    def share(self) -> float:
        """Of all sentences, those answered exactly: 0 to 1."""
        return 1 - self.missed.total() / self.asked.total()

    def __str__(self) -> str:
        missed = [f"{kind}: {count} of {self.asked[kind]}" for kind, count in sorted(self.missed.items())]
        whole = f"{self.share:.1%} of {self.asked.total()}, {self.misled} misled"
        return f"{whole}; missed {', '.join(missed) or 'none'}"


def score(asking: Asking, cases: Iterable[Case], variant: Variant = str) -> Score:
    """Asks every sentence once, as `variant` types it."""
    counted = Score()
    for case in cases:
        typed = variant(case.sentence)
        counted.asked[case.kind] += 1
        given = asking.ask(case.person, case.today, typed)
        counted.alarming += given["needs_confirmation"] and not CONFIRMED & set(case.intents)
        if wrong := faults(asking, case, given):
            counted.missed[case.kind] += 1
            counted.misled += given["intent"] != "unknown"
            counted.misread[case] = f"{case.kind} · {typed} · {case.person.agency} · {'; '.join(wrong)}"
    return counted


def faults(asking: Asking, case: Case, given: Document) -> list[str]:
    """What in the answer differs from the corpus, in words."""
    wanted = {"agency": case.agency, "from": case.first, "to": case.last}
    if case.filter not in _NOT_IN_THE_CONTRACT:
        wanted["filter"] = case.filter
    wrong = [
        f"{key} {given[key]} for {want or None}"
        for key, want in wanted.items()
        if not want.startswith((ANYTHING, "~")) and (given[key] or "") != want
    ]
    if ANYTHING not in case.intents and given["intent"] not in case.intents:
        wrong.append(f"intent {given['intent']} for {'|'.join(case.intents)}")
    if given["needs_confirmation"] is not bool(CONFIRMED & set(case.intents)):
        wrong.append(f"needs_confirmation {given['needs_confirmation']}")
    wrong += [f"text without {words!r}" for words in case.says if words not in given["text"]]
    return wrong + _wrong_items(case, given, asking.wanted(case))


def _wrong_items(case: Case, given: Document, wanted: frozenset[Item] | None) -> list[str]:
    if wanted is None:
        return []
    shared = case.filter == "coordinating"
    shown = frozenset((row["task"], None if shared else row["agency"], row["due_on"]) for row in given["items"])
    right = frozenset((task, agency, due.isoformat() if due else None) for task, agency, due in wanted)
    wrong = []
    if shown != right:
        wrong.append(f"items +{_some(shown - right)} -{_some(right - shown)}")
    if given["intent"] == "count" and case.tasks != (NOTHING,) and given["count"] != len(right):
        wrong.append(f"count {given['count']} for {len(right)}")
    return wrong


def _some(rows: frozenset[tuple[str, str | None, str | None]]) -> list[str]:
    return sorted(" ".join(filter(None, row)) for row in rows)[:3]
