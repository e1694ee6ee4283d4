"""The number by which a line names its plan: only where a code alone could mean a task of another plan."""

from typing import Any

from sqlalchemy import and_, case, func, select

from data.models import Plan
from data.registry.sql.rows import table_of

_PLAN, _ANY = table_of(Plan).c, table_of(Plan).alias("any_plan").c
_DIGITS = "0123456789"

_ACTIVE = select(func.count()).where(_ANY.closed_at.is_(None)).scalar_subquery()
_ALL = select(func.count(_ANY.id)).scalar_subquery()


def _serial(number: Any) -> Any:
    """Return the figures with which a number begins, "175" of "175/KH-UBND"."""
    rest = func.ltrim(number, _DIGITS)
    return func.substr(number, 1, func.length(number) - func.length(rest))


_SERIALS = select(func.count(func.distinct(_serial(_ANY.number)))).scalar_subquery()

TOLD_PLAN = case(
    (and_(_PLAN.closed_at.is_(None), _ACTIVE <= 1), ""),
    (and_(_SERIALS == _ALL, func.length(_serial(_PLAN.number)) > 0), _serial(_PLAN.number)),
    else_=_PLAN.number,
)
"""For statements with the plan: "" where it is the only active one; else its serial, "175", or where two plans share
theirs, the whole number. None of the counts depends on the row, so a database takes each once."""
