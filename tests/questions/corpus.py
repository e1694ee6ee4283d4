"""The sentences of `corpus/`, each with the answer it must get. `corpus/README.md` says how a row is read."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.words import Role

_FOLDER = Path(__file__).parent / "corpus"

ANYTHING = "*"
"""A cell that is not judged."""

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


def cases(part: str) -> tuple[Case, ...]:
    """The corpus of that name, "writing" or "judging", in the order of the file."""
    with (_FOLDER / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def day(cell: str) -> date | None:
    """The date that a cell of a period gives to find items by, judged or not."""
    bare = cell.lstrip("~")
    return date.fromisoformat(bare) if bare not in ("", ANYTHING) else None


def _case(row: dict[str, str]) -> Case:
    agency, _, role = row["person"].partition(":")
    return Case(
        kind=row["kind"],
        person=Person(agency, Role(role)),
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
