"""Pages of plans that wait: each row as it was read, with the plan's own words, and what is doubtful marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.accepted_files import MAX_BYTES
from data.enums import Kind
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.remarks import Remark, RemarkCode
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.table.columns.kinds import Column
from handlers.base.board.look import Look
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.plans import AskPlanFile, DropDraft
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.listed import Listed
from handlers.views.board.page import render
from handlers.views.duties.correction_lines import KINDS
from handlers.views.plans.remarks import render_remark

ONLY, DOUBTFUL = "chi", "can-xem"
_TIME = frozenset(
    {
        RemarkCode.TIME_UNCERTAIN,
        RemarkCode.TIME_EMPTY,
        RemarkCode.TIME_TOO_LONG,
        RemarkCode.TIME_UNREADABLE,
        RemarkCode.DUE_BEFORE_PLAN,
        RemarkCode.RECURRING_BEFORE_PLAN,
        RemarkCode.RECURRING_WITHOUT_PERIOD,
    }
)
"""Remarks on a time, which name no column."""
_CELLS = (Column.TITLE, Column.LEAD, Column.COORDINATING, Column.TIMEFRAME)
_NAMES = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the plan's `words`, how they were `read`, and sentences on what is doubtful in it."""

    column: Column
    words: str
    read: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A task of a plan that waits. `original` are the words of the file where characters were replaced."""

    code: str
    cells: tuple[Cell, ...]
    original: str

    @property
    def is_doubtful(self) -> bool:
        """Return whether a person should look at it."""
        return any(cell.doubts for cell in self.cells)


def list_page(look: Look, waiting: Sequence[WaitingFacts]) -> str:
    """Render the plans that wait."""
    rows = [(one, formatting.moment(one.created_at), encode(DropDraft(one.id))) for one in waiting]
    return render(
        "office/drafts.html",
        look,
        rows=rows,
        ask_file=encode(AskPlanFile()),
        most=formatting.file_size(MAX_BYTES),
    )


def ended_page(look: Look, facts: WaitingFacts, reply: Reply) -> str:
    """Render what became of a plan, or why it cannot be read."""
    return render("office/draft.html", look, facts=facts, preview=reply, plan=None)


def draft_page(
    look: Look,
    facts: WaitingFacts,
    plan: PlanDraft[Remark],
    preview: Reply,
    rows: Listed[DraftRow],
    *,
    only: bool,
) -> str:
    """Render a plan that waits; `only`: the rows that a person should look at."""
    return render(
        "office/draft.html",
        look,
        facts=facts,
        plan=plan,
        preview=preview,
        listed=rows,
        only=only,
        doubtful=f"{ONLY}={DOUBTFUL}",
        columns=[_column_name(column) for column in _CELLS],
        title=Column.TITLE,
    )


def draft_rows(plan: PlanDraft[Remark]) -> list[DraftRow]:
    """Return the tasks of a plan as rows, in its order."""
    names = {agency.code: agency.short_name for agency in plan.directory.agencies}
    return [_row(task, names) for task in plan.tasks]


def _row(task: TaskDraft[Remark], names: dict[str, str]) -> DraftRow:
    doubts: dict[Column, list[str]] = {}
    for remark in task.warnings:
        doubts.setdefault(_column_of(remark), []).append(render_remark(remark))
    if not task.lead_agencies:
        doubts.setdefault(Column.LEAD, []).append(_("Chưa biết cơ quan nào phải làm."))
    if not task.certain and Column.TIMEFRAME not in doubts:
        doubts[Column.TIMEFRAME] = [_("Chưa chắc về thời hạn: cần đối chiếu với văn bản.")]
    read = {
        Column.TITLE: (task.title, tuple(task.deliverables)),
        Column.LEAD: ("; ".join(task.lead), _agencies(task.lead_agencies, names)),
        Column.COORDINATING: ("; ".join(task.coordinating), _agencies(task.coordinating_agencies, names)),
        Column.TIMEFRAME: (task.timeframe, _times(task)),
    }
    cells = tuple(Cell(column, *read[column], tuple(doubts.get(column, ()))) for column in _CELLS)
    return DraftRow(task.code, cells, task.original)


def _column_of(remark: Remark) -> Column:
    """Return the cell that a remark is about; what is about a whole row stands with its title."""
    if remark.code in _TIME:
        return Column.TIMEFRAME
    told = dict(remark.values).get("column")
    return next((column for column in _CELLS if column == told), Column.TITLE)


def _agencies(codes: Iterable[str], names: dict[str, str]) -> tuple[str, ...]:
    told = [names.get(code, code) for code in codes]
    if len(told) > _NAMES:
        return (_("{count} cơ quan: {names}…", count=len(told), names=", ".join(told[:_NAMES])),)
    return (", ".join(told),) if told else ()


def _times(task: TaskDraft[Remark]) -> tuple[str, ...]:
    if not task.deadlines:
        return (_(KINDS[Kind(task.kind)]) if task.certain else _("chưa đọc được"),)
    return tuple(f"{formatting.plain_day(one.due_on)}" for one in task.deadlines)


def _column_name(column: Column) -> str:
    return {
        Column.TITLE: _("Nhiệm vụ, sản phẩm"),
        Column.LEAD: _("Chủ trì"),
        Column.COORDINATING: _("Phối hợp"),
        Column.TIMEFRAME: _("Thời gian"),
    }[column]
