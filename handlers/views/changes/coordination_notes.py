"""The words around a note from an agency that takes part in a task of others."""

from collections.abc import Sequence

from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskFacts
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowTask
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting

_NAMES = 3


def note_question(task: TaskFacts, deadline_id: int) -> Reply:
    """Ask for the note."""
    asked = _("Gõ điều cần báo cho cơ quan chủ trì, tối đa 500 ký tự. Tiến độ vẫn do cơ quan chủ trì cập nhật.")
    return Reply(
        f"📝 {formatting.task_code(task)} · {formatting.shorten(task.title, 80)}",
        asked,
        ((_back(task, deadline_id),),),
    )


def note_preview(task: TaskFacts, note: str) -> tuple[str, str]:
    """Return the heading and text of the note, as it will stand in the record."""
    return f"📝 {formatting.task_code(task)} · {formatting.shorten(task.title, 80)}", _("Ghi chú: {note}", note=note)


def note_saved(task: TaskFacts, deadline_id: int, owing: Sequence[DutyLine]) -> Reply:
    """Render that the note was saved for the agencies of `owing`."""
    names = ", ".join(duty.agency_short_name for duty in owing[:_NAMES])
    if len(owing) > _NAMES:
        names = _("{names} và {count} cơ quan khác", names=names, count=len(owing) - _NAMES)
    said = _("✅ Đã ghi chú vào {code} cho {agencies}.", code=formatting.task_code(task), agencies=names)
    return Reply(body=said, buttons=((_back(task, deadline_id),),))


def _back(task: TaskFacts, deadline_id: int) -> Button:
    return button(_("‹ Xem {code}", code=formatting.task_code(task)), ShowTask(deadline_id))
