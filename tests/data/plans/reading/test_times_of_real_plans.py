"""Every expression of the catalogue, which was collected from plans of several provinces, is read as it is meant."""

import csv
from datetime import date
from pathlib import Path

import pytest

from data.plans.times.timeframe import read_timeframe

CATALOGUE = Path(__file__).with_name("time-expressions.tsv")


def _rows() -> list[tuple[str, int, str, list[date]]]:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["expression"],
                int(row["plan_year"]),
                row["kind"],
                [date.fromisoformat(day) for day in (row["due_on"] or "").split(",") if day],
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def test_the_catalogue_is_whole() -> None:
    assert len(_rows()) == 88


@pytest.mark.parametrize(("text", "year", "kind", "dates"), _rows(), ids=lambda value: str(value)[:40])
def test_reads_the_expression(text: str, year: int, kind: str, dates: list[date]) -> None:
    read = read_timeframe(text, year)
    assert (read.kind, [deadline.due_on for deadline in read.deadlines]) == (kind, dates)
