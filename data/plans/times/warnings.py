"""Point out what a clerk should look at in the time of one task."""

import re
from collections.abc import Iterator

from data.enums import Kind
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.times.timeframe import Timeframe
from data.plans.times.vocabulary import YEAR

_YEAR = re.compile(YEAR)


def time_warnings(time: Timeframe) -> Iterator[Remark]:
    """Warn of an uncertain reading, of dates before the plan's year, of milestones that share one year."""
    if not time.certain and time.text:
        yield remark(RemarkCode.TIME_UNCERTAIN, timeframe=time.text, reason=time.reason)
    for deadline in time.deadlines:
        if deadline.due_on.year < time.year:
            yield remark(RemarkCode.DUE_BEFORE_PLAN, due_on=deadline.due_on, year=time.year)
        elif time.kind is Kind.MULTIPLE and not _YEAR.search(deadline.label):
            yield remark(RemarkCode.YEAR_OF_PLAN_TAKEN, label=deadline.label, year=deadline.due_on.year)
