"""Sentences of officers, heads and supervisors, by people who had not seen the grammar.

Judged by hand from plan 175 alone, of which nothing is reported yet. `README.md` says how a row is read.
"""

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.enums import Role
from tests.handlers.questions.corpus.cases import Person

_FOLDER = Path(__file__).parent
_POLITE = frozenset({"help", "unknown", "greeting", "thanks"})
_OF_NO_AGENCY = ("agencies", "who", "people", "me", "remind", "compare", "calendar", *_POLITE, "small_talk")
_OF_ANY_AGENCY = ("card", "when")
"""Intents of which a null agency is not judged: that of whoever leads is right too."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and what must hold of its answer. `slip` is plain, no-accents or typo.

    `harmless`: a question, a condition, a denial or small talk, of which nothing may be proposed.
    """

    person: Person
    today: date
    sentence: str
    slip: str
    kind: str
    intents: frozenset[str]
    expected: dict[str, Any]
    harmless: bool

    def faults(self, answer: dict[str, Any]) -> list[str]:
        """Return the fields of an answer of `ask --json` that are wrong; none for a right one."""
        return [name for name, right in self._checks(answer).items() if not right]

    def _checks(self, answer: dict[str, Any]) -> dict[str, bool]:
        expected = self.expected
        tasks = {item["task"] for item in answer["items"]}
        reported = [one["task"] for one in answer.get("reports", [])]
        agency = expected.get("agency", answer["agency"])
        any_agency = agency is None and answer["intent"] in _OF_ANY_AGENCY
        if answer["intent"] == "pause" and self.person.role is not Role.OFFICER:
            return {"intent": "pause" in self.intents}  # only who is reminded has something to pause, and is told so
        return {
            "intent": answer["intent"] in self.intents,
            "needs_confirmation": expected.get("needs_confirmation", answer["needs_confirmation"])
            == answer["needs_confirmation"],
            "agency": any_agency or answer["agency"] == agency or answer["intent"] in _OF_NO_AGENCY,
            "from": self._is_meant("from", answer),
            "to": self._is_meant("to", answer),
            "task": not expected.get("task") or tasks <= set(expected["task"]),
            "reports": "reports" not in expected or reported == [one["task"] for one in expected["reports"]],
        }

    def _is_meant(self, end: str, answer: dict[str, Any]) -> bool:
        """Return whether an end of the period is right; a comparison tells its days, not the period it names."""
        wanted = self.expected.get(end)
        return wanted is None or answer["intent"] == "compare" or answer[end] == wanted


def rows(half: str) -> list[Row]:
    """Return the rows of a half, "second-writing"."""
    with (_FOLDER / f"{half}.tsv").open(encoding="utf-8") as file:
        return [_row(line) for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _row(line: dict[str, str]) -> Row:
    role, _colon, agency = line["who"].partition(":")
    intents = frozenset(line["intent"].replace("reports", "report_progress").split("|"))
    return Row(
        Person(agency or "snv", Role(role)),
        date.fromisoformat(line["today"]),
        line["sentence"],
        line["slip"],
        line["kind"],
        intents | _POLITE if "small_talk" in intents else intents,
        json.loads(line["expect"]),
        line["note"].startswith(("not an act", "nothing is written")),
    )
