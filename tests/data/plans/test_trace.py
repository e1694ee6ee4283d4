"""What a plan that is issued again does to its dates can be read for ever."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.models import AuditEntry
from data.plans.draft import PlanDraft
from data.store import Store
from tests.data.plans.drafts import entered, moved, rewritten, without


@pytest.mark.parametrize(
    ("days", "traced"),
    [
        (["2024-04-30"], ["deadline.move: 175/KH-UBND II.3 2024-02-29 → 2024-04-30"]),
        (["2024-02-29", "2024-06-30"], ["deadline.add: 175/KH-UBND II.3 2024-06-30"]),
        ([], ["deadline.move: 175/KH-UBND II.3 2024-02-29 → undated"]),
        (None, ["deadline.withdraw: 175/KH-UBND II.3 2024-02-29"]),
        (["2024-02-29"], []),
    ],
)
def test_a_date_of_an_earlier_reading_stays_in_the_trace(
    planned: Store, draft: PlanDraft[str], days: list[str] | None, traced: list[str]
) -> None:
    again = without(draft, "II.3")
    if days is not None:
        again = rewritten(draft, "II.3", moved(*map(date.fromisoformat, days)))
    entered(planned, again)
    with planned.read() as session:
        entries = session.execute(select(AuditEntry).where(col(AuditEntry.action).startswith("deadline."))).scalars()
        assert [f"{entry.action}: {entry.subject}" for entry in entries] == traced
