"""Group the remarks on a reading by their kind and count them, the worst first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.enums import Kind
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.times.vocabulary import COUNTED_FROM_EVENT
from data.text import fold

_WORST_FIRST = (
    RemarkCode.NO_OWNER,
    RemarkCode.DRAFT_WITHOUT_NUMBER,
    RemarkCode.DRAFT_WITHOUT_DATE,
    RemarkCode.COUNTED_FROM_EVENT,
    RemarkCode.EXTERNAL,
    RemarkCode.CUT_SHORT,
    RemarkCode.PAGES_WITHOUT_TEXT,
    RemarkCode.FORMULA_WITHOUT_VALUE,
    RemarkCode.CELLS_DROPPED,
    RemarkCode.LINE_SKIPPED,
    RemarkCode.HEADING_WITHOUT_TASKS,
    RemarkCode.TIME_UNCERTAIN,
    RemarkCode.AGENCY_UNKNOWN,
    RemarkCode.AGENCY_MISSPELT,
    RemarkCode.AGENCY_AMBIGUOUS,
    RemarkCode.UNCONFIRMED_DEADLINE,
    RemarkCode.TITLE_WITHOUT_YEAR,
    RemarkCode.COLUMNS_UNTOLD,
    RemarkCode.WITHOUT_LINES,
    RemarkCode.COLUMN_DOUBTFUL,
    RemarkCode.COLUMNS_WITHOUT_HEAD,
    RemarkCode.TABLE_LEFT_OUT,
    RemarkCode.TASKS_WITHOUT_TABLE,
    RemarkCode.CELL_EMPTY,
    RemarkCode.DUE_BEFORE_PLAN,
    RemarkCode.RECURRING_BEFORE_PLAN,
    RemarkCode.YEAR_OF_PLAN_TAKEN,
    RemarkCode.NO_NUMBER,
    RemarkCode.NUMBER_REPEATED,
    RemarkCode.ROW_JOINED,
    RemarkCode.HEADER_JOINED,
    RemarkCode.TAKEN_FROM_ABOVE,
    RemarkCode.TAKEN_FROM_HEADING,
    RemarkCode.TAKEN_FROM_STEP,
    RemarkCode.TAKEN_FROM_TITLE,
)
"""What may lose or misread a duty stands before what was only mended; the others come last, in their own order."""
_SIGNATURE = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐ]|Nơi nhận\b")
"""How a line begins that is below every plan and loses no duty: who signs it, and whom it is sent to."""
_RANKS = {
    code: rank for rank, code in enumerate((*_WORST_FIRST, *(one for one in RemarkCode if one not in _WORST_FIRST)))
}


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark with the code of its task, "" where it is of the whole plan."""

    task: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """All remarks of one kind, in the order of the plan."""

    code: RemarkCode
    remarks: tuple[PlacedRemark, ...]


def group_remarks(plan: PlanDraft[Remark]) -> list[RemarkGroup]:
    """Return the remarks on a plan and its tasks by their kinds, the worst kind first."""
    groups: dict[RemarkCode, list[PlacedRemark]] = {}
    for task, remarks in (("", plan.warnings), *((task.code, _remarks_on(task)) for task in plan.tasks)):
        for one in remarks:
            if one.code is RemarkCode.LINE_SKIPPED and _SIGNATURE.match(str(dict(one.values)["skipped"])):
                continue
            groups.setdefault(one.code, []).append(PlacedRemark(task, one))
    ordered = sorted(groups, key=lambda code: _RANKS[code])
    return [RemarkGroup(code, tuple(groups[code])) for code in ordered]


def _remarks_on(task: TaskDraft[Remark]) -> Iterator[Remark]:
    """Yield what is to be looked at in a task; first that it hangs on an event, since nobody is reminded of it.

    The registry does not keep this: it is no doubt about the reading, and is over once a date is entered.
    """
    if task.kind is Kind.EXTERNAL and task.certain and not task.deadlines:
        is_counted = COUNTED_FROM_EVENT.search(fold(task.timeframe))
        yield remark(RemarkCode.COUNTED_FROM_EVENT if is_counted else RemarkCode.EXTERNAL)
    yield from task.warnings
