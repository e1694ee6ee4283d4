"""Questions about a plan that is rolled over: does the next year have what was for its year alone?"""

from collections.abc import Sequence

from data.plans.draft import TaskDraft
from data.plans.remarks import Remark
from data.plans.storing.apply import ChangedTasks
from data.plans.waiting.leads import mark_of
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.plans import KeepRest, KeepTask, LeaveRest, LeaveTask, ShowDraft
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting

_TITLE_LETTERS = 400
_DAYS = 4
_CODES = 8


def question(draft_id: int, one_offs: Sequence[TaskDraft[Remark]], left: int) -> Reply:
    """Ask whether the next year has a task, the first of `one_offs`; `left` counts this question."""
    task = one_offs[0]
    days = [formatting.plain_day(deadline.due_on) for deadline in task.deadlines]
    lines = [
        _("Việc này làm trong năm của kế hoạch cũ. Năm sau có làm nữa không?"),
        f"• {task.code} {formatting.shorten(task.title, _TITLE_LETTERS)}",
        _("Thời gian chuyển sang năm sau: {words}", words=task.timeframe),
    ]
    if days:
        lines.append(_("Thời hạn đọc được: {days}.", days=", ".join(days[:_DAYS]) + "…" * (len(days) > _DAYS)))
    taps: list[tuple[Button, ...]] = [
        (
            button(_("Giữ"), KeepTask(draft_id, mark_of(task.code))),
            button(_("Bỏ"), LeaveTask(draft_id, mark_of(task.code))),
        )
    ]
    if len(one_offs) > 1:
        rest = mark_of(" ".join(one.code for one in one_offs))
        taps.append((button(_("Giữ cả {count} việc", count=len(one_offs)), KeepRest(draft_id, rest)),))
        taps.append((button(_("Bỏ cả {count} việc", count=len(one_offs)), LeaveRest(draft_id, rest)),))
    taps.append((button(_("‹ Bản nháp"), ShowDraft(draft_id)),))
    heading = "❓ " + _("Còn {count} câu hỏi", count=left)
    return Reply(heading, "\n".join(lines), tuple(taps), replaces=True)


def comparison_lines(last_number: str, made: ChangedTasks) -> list[str]:
    """Return what becomes of last year's tasks."""
    counts = made.count()
    lines = [
        _(
            "So với KH {number}, không kể năm: giữ nguyên {kept}, đổi {changed}, bỏ {removed}, thêm {added}.",
            number=last_number,
            kept=counts.kept,
            changed=counts.changed,
            removed=counts.removed,
            added=counts.added,
        )
    ]
    lines += [_("Đổi: {codes}", codes=_codes(made.changed))] * bool(made.changed)
    lines += [_("Bỏ: {codes}", codes=_codes(made.removed))] * bool(made.removed)
    return lines + [_("Thêm: {codes}", codes=_codes(made.added))] * bool(made.added)


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(codes[:_CODES]) + "…" * (len(codes) > _CODES)
