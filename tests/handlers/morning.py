"""The morning on which the conversations take place."""

from datetime import UTC, datetime

MORNING = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
"""Monday, 26/02/2024, 08:00 in Viet Nam: II.2 of Sở Tư pháp is overdue, II.3 is due on Thursday."""
