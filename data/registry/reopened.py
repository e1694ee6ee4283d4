"""Since when a duty is owed again that was finished before."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.models import Duty, ProgressEntry
from data.words import FINISHED

_AFTER, _FINISHED = aliased(ProgressEntry), aliased(ProgressEntry)
_LAST_FINISHED = (
    select(func.max(col(_FINISHED.version)))
    .where(col(_FINISHED.duty_id) == col(Duty.id), col(_FINISHED.state).in_(FINISHED))
    .correlate(Duty)
    .scalar_subquery()
)
REOPENED_AT = (
    select(func.min(col(_AFTER.at)))
    .where(col(_AFTER.duty_id) == col(Duty.id), col(_AFTER.version) > _LAST_FINISHED)
    .correlate(Duty)
    .scalar_subquery()
)
"""The instant (UTC) at which the last report of an open duty was sent back or taken back; NULL where there was none.
For a query on Duty."""
