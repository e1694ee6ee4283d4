"""When an officer is asked whether they are still in office, and what follows no answer."""

from datetime import UTC, datetime, timedelta

import pytest

from data.enums import AskedBecause
from data.rules.people.reaffirmation import NextStep, Tenure, next_step, why_ask

NOW = datetime(2025, 3, 10, 3, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("affirmed", "heard", "asked", "why"),
    [
        (10, 10, None, None),
        (59.9, 59.9, None, None),
        (60, 60, None, AskedBecause.SILENT),
        (200, 60, None, AskedBecause.SILENT),
        (200, 1, None, None),
        (60, 200, None, AskedBecause.SILENT),  # heard before they said that they are in office
        (200, 100, 40, None),  # asked about this silence already
        (200, 70, 100, AskedBecause.SILENT),  # heard since, and silent again
        (365, 1, None, AskedBecause.YEARLY),
        (364.9, 1, None, None),
        (400, 1, 35, None),  # asked this year
        (800, 1, 365, AskedBecause.YEARLY),
        (800, 700, 366, AskedBecause.YEARLY),
        (-1, -1, None, None),  # by a clock that was ahead
    ],
)
def test_who_is_asked(affirmed: float, heard: float, asked: float | None, why: AskedBecause | None) -> None:
    tenure = Tenure(ago(affirmed), ago(heard), None if asked is None else ago(asked))
    assert why_ask(tenure, NOW) == why


@pytest.mark.parametrize(
    ("asked", "repeated", "step"),
    [
        (13.9, None, None),
        (14, None, NextStep.REPEAT),
        (30, None, NextStep.REPEAT),
        (30, 13.9, None),
        (30, 14, NextStep.REPORT),
    ],
)
def test_a_question_is_repeated_once_and_then_reported(
    asked: float, repeated: float | None, step: NextStep | None
) -> None:
    assert next_step(ago(asked), None if repeated is None else ago(repeated), NOW) == step
