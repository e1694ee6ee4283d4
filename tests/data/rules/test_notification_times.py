"""When others hear of a change: at once or together, within office hours."""

from datetime import datetime

import pytest

from data.rules.notification_times import earliest_notice, next_batched_notice
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import morning


@pytest.mark.parametrize(
    ("now", "soon", "later"),
    [
        (morning("2024-03-15", 8), morning("2024-03-15", 8), morning("2024-03-15", 8, 30)),
        (morning("2024-03-15", 8, 29), morning("2024-03-15", 8, 29), morning("2024-03-15", 8, 30)),
        (morning("2024-03-15", 8, 30), morning("2024-03-15", 8, 30), morning("2024-03-15", 9)),
        (morning("2024-03-15", 6, 59), morning("2024-03-15", 7), morning("2024-03-15", 7)),
        (morning("2024-03-15", 7), morning("2024-03-15", 7), morning("2024-03-15", 7, 30)),
        (morning("2024-03-15", 17, 59), morning("2024-03-15", 17, 59), morning("2024-03-18", 7)),
        (morning("2024-03-15", 17, 29), morning("2024-03-15", 17, 29), morning("2024-03-15", 17, 30)),
        (morning("2024-03-15", 18), morning("2024-03-18", 7), morning("2024-03-18", 7)),
        (morning("2024-03-15", 18, 1), morning("2024-03-18", 7), morning("2024-03-18", 7)),
        (morning("2024-03-16", 9), morning("2024-03-18", 7), morning("2024-03-18", 7)),
        (morning("2024-02-07", 23), morning("2024-02-15", 7), morning("2024-02-15", 7)),
    ],
)
def test_nobody_is_told_out_of_hours(now: datetime, soon: datetime, later: datetime) -> None:
    assert (earliest_notice(now, CALENDAR), next_batched_notice(now, CALENDAR)) == (soon, later)
