"""The instant at which a finished duty was reopened."""

from sqlalchemy import func, select

from data.enums import FINISHED
from data.models import Duty, ProgressEntry
from data.registry.sql.rows import table_of

_DUTY, _AFTER, _FINISHED = table_of(Duty), table_of(ProgressEntry).alias(), table_of(ProgressEntry).alias()
_LAST_FINISHED = (
    select(func.max(_FINISHED.c.version))
    .where(_FINISHED.c.duty_id == _DUTY.c.id, _FINISHED.c.state.in_(FINISHED))
    .correlate(_DUTY)
    .scalar_subquery()
)
REOPENED_AT = (
    select(func.min(_AFTER.c.at))
    .where(_AFTER.c.duty_id == _DUTY.c.id, _AFTER.c.version > _LAST_FINISHED)
    .correlate(_DUTY)
    .scalar_subquery()
)
"""The instant (UTC) at which the last report of an open duty was sent back or taken back; NULL where there was none.
For a query on Duty."""
