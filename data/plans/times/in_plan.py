"""Read the time of a task as part of its plan: the year that it takes, and what was never owed."""

from dataclasses import dataclass, replace
from datetime import date

from data.enums import Kind
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.times.timeframe import Timeframe, read_timeframe
from data.plans.times.vocabulary import YEAR_WRITTEN


@dataclass(frozen=True, slots=True)
class PlanTime:
    """The year and the day of issue of a plan.

    `named` is False where the plan does not say for which year it is; `issued_on` is None for a draft without a date.
    """

    year: int
    named: bool
    issued_on: date | None


def read_time(words: str, plan: PlanTime) -> tuple[Timeframe, tuple[Remark, ...]]:
    """Return a time with the remarks on what the plan makes of it.

    A year that neither the words nor the plan name is a guess. A recurring deadline before the plan's own date was
    never owed: it is left out, unless nothing would be left.
    """
    time = read_timeframe(words, plan.year)
    if not plan.named and time.deadlines and not YEAR_WRITTEN.search(time.text):
        doubt = remark(RemarkCode.YEAR_NOT_NAMED, year=plan.year)
        time = replace(time, certain=False, reason=(*time.reason, doubt))
    issued_on = plan.issued_on
    if time.kind is not Kind.RECURRING or issued_on is None:
        return time, ()
    owed = tuple(deadline for deadline in time.deadlines if deadline.due_on >= issued_on)
    gone = len(time.deadlines) - len(owed)
    if not gone or not owed:
        return time, ()
    never = remark(RemarkCode.RECURRING_BEFORE_PLAN, count=gone, issued_on=issued_on)
    return replace(time, deadlines=owed), (never,)
