"""The sentences of `corpus/`, each with the answer it must get. `corpus/README.md` says how a row is read."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.enums import Role

_FOLDER = Path(__file__).parent

ANYTHING = "*"
"""A cell that is not judged."""

NOTHING = "-"
"""In place of tasks: none may be shown."""

MUTATING = frozenset({"report", "not-report", "snooze", "extend"})
"""Kinds of sentences that tell a statement from a question: none may be misread."""

CONFIRMED = frozenset({"report_progress", "snooze", "extend"})
"""Intents that change something, once the officer has confirmed it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who types: an officer of the agency with this code."""

    agency: str
    role: Role


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and its answer; the fields are the columns."""

    kind: str
    person: Person
    today: date
    sentence: str
    intents: tuple[str, ...]
    agency: str
    first: str
    last: str
    filter: str
    tasks: tuple[str, ...]
    count: int | None
    says: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Two sentences of one chat, `minutes` apart, and the tasks that the second answer is about.

    No task: the answer shows none.
    """

    person: Person
    today: date
    first: str
    minutes: int
    then: str
    tasks: frozenset[str]
    says: str

    def __str__(self) -> str:
        return f"{self.first} → {self.then}, {self.minutes} phút sau"


def cases(part: str) -> tuple[Case, ...]:
    """The corpus of that name, "writing" or "judging", in the order of the file."""
    return tuple(map(_case, _rows(f"{part}.tsv")))


def follow_ups(part: str) -> tuple[FollowUp, ...]:
    """The pairs of that part of the corpus."""
    return tuple(
        FollowUp(
            person=_person(row["person"]),
            today=date.fromisoformat(row["today"]),
            first=row["first"],
            minutes=int(row["minutes"]),
            then=row["then"],
            tasks=frozenset(row["tasks"].split()) - {NOTHING},
            says=row["says"],
        )
        for row in _rows(f"{part}-follow-ups.tsv")
    )


def misread(part: str) -> frozenset[tuple[str, Case]]:
    """The cases of that part that are known to be misread, each with the name of the variant that is."""
    case_of = {(case.person, case.today, case.sentence): case for case in cases(part)}
    return frozenset(
        (row["variant"], case_of[_person(row["person"]), date.fromisoformat(row["today"]), row["sentence"]])
        for row in _rows(_misread(part))
    )


def write_misread(part: str, found: Iterable[tuple[str, Case]]) -> None:
    """Make these the cases of that part that are known to be misread."""
    lines = sorted(
        f"{variant}\t{case.person.agency}:{case.person.role}\t{case.today}\t{case.sentence}"
        for variant, case in found
    )
    text = "\n".join(["variant\tperson\ttoday\tsentence", *lines, ""])
    (_FOLDER / _misread(part)).write_text(text, encoding="utf-8")


def _misread(part: str) -> str:
    return f"{part}-misread.tsv"


def day(cell: str) -> date | None:
    """The date that a cell of a period gives to find items by, judged or not."""
    bare = cell.lstrip("~")
    return date.fromisoformat(bare) if bare not in ("", ANYTHING) else None


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _person(cell: str) -> Person:
    agency, _, role = cell.partition(":")
    return Person(agency, Role(role))


def _case(row: dict[str, str]) -> Case:
    return Case(
        kind=row["kind"],
        person=_person(row["person"]),
        today=date.fromisoformat(row["today"]),
        sentence=row["sentence"],
        intents=tuple(row["intent"].split("|")),
        agency=row["agency"],
        first=row["from"],
        last=row["to"],
        filter=row["filter"],
        tasks=tuple(row["tasks"].split()),
        count=int(row["count"]) if row["count"] else None,
        says=tuple(filter(None, row["says"].split(";"))),
    )
