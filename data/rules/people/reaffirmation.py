"""When an officer is asked whether they are still in office, and what follows no answer. Pure; instants are UTC.

Asked once, repeated once after two weeks, then administrators are told: nothing is cut by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from data.enums import AskedBecause

EVERY = timedelta(days=365)
SILENT_FOR = timedelta(days=60)
ANSWER_WITHIN = timedelta(days=14)
"""How long an answer is waited for before the question is repeated, and again before administrators are told."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """What is known of an officer: when they joined or last said that they are in office (`affirmed_at`), when their
    chat wrote last (`heard_at`), and when they were last asked; None for never.
    """

    affirmed_at: datetime
    heard_at: datetime
    asked_at: datetime | None


class NextStep(StrEnum):
    """What follows a question without an answer."""

    REPEAT = "repeat"
    REPORT = "report"


def why_ask(tenure: Tenure, now: datetime) -> AskedBecause | None:
    """Return why an officer whom no question waits for is asked at `now`; None if they are not."""
    known = max(tenure.affirmed_at, tenure.heard_at)
    if now - max(tenure.affirmed_at, tenure.asked_at or tenure.affirmed_at) >= EVERY:
        return AskedBecause.YEARLY
    asked_since = tenure.asked_at is not None and tenure.asked_at > known
    return AskedBecause.SILENT if not asked_since and now - known >= SILENT_FOR else None


def next_step(asked_at: datetime, repeated_at: datetime | None, now: datetime) -> NextStep | None:
    """Return what is due at `now` of a question that is open; None while its answer is waited for."""
    if now - (repeated_at or asked_at) < ANSWER_WITHIN:
        return None
    return NextStep.REPORT if repeated_at else NextStep.REPEAT
