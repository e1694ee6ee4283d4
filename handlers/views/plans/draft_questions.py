"""Questions about a plan that waits, each with buttons."""

from collections.abc import Sequence

from data.plans.agencies.directory import AgencyEntry
from data.plans.draft import PlanDraft, W
from data.plans.waiting import LeadQuestion, mark_of_agency
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.plans import AnswerLead, AnswerNewAgency, AnswerNobody, AskLead, ShowDraft
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting

_TASKS = 5
_TITLE_LETTERS = 80
_LABEL_LETTERS = 60


def lead_question(
    draft_id: int, question: LeadQuestion, left: int, proposed: Sequence[AgencyEntry], plan: PlanDraft[W]
) -> Reply:
    """Ask who is meant by a name; `proposed` are agencies that it may be, `left` counts this one."""
    titles = {task.code: task.title for task in plan.tasks}
    lines = [
        _("Trong kế hoạch, “{name}” là cơ quan nào?", name=question.name)
        if question.name
        else _("Nhiệm vụ này không ghi cơ quan chủ trì. Cơ quan nào thực hiện?")
    ]
    lines += [f"• {code} {formatting.shorten(titles[code], _TITLE_LETTERS)}" for code in question.tasks[:_TASKS]]
    if len(question.tasks) > _TASKS:
        lines.append(_("… và {count} nhiệm vụ nữa.", count=len(question.tasks) - _TASKS))
    lines.append(_("Trả lời một lần; kế hoạch sau có tên này tôi không hỏi lại."))
    mark = question.mark
    taps: list[tuple[Button, ...]] = [
        (button(formatting.shorten(one.name, _LABEL_LETTERS), AnswerLead(draft_id, mark, mark_of_agency(one.code))),)
        for one in proposed
    ]
    taps.append((button(_("Cơ quan khác"), AskLead(draft_id, mark)),))
    if question.name:
        taps.append((button(_("Là cơ quan mới"), AnswerNewAgency(draft_id, mark)),))
    taps.append((button(_("Không cơ quan nào ở đây"), AnswerNobody(draft_id, mark)),))
    taps.append((button(_("‹ Bản nháp"), ShowDraft(draft_id)),))
    heading = "❓ " + _("Còn {count} câu hỏi", count=left)
    return Reply(heading, "\n".join(lines), tuple(taps), replaces=True)


def name_question(question: LeadQuestion) -> Reply:
    """Ask for the name of the agency to be typed."""
    about = question.name or ", ".join(question.tasks)
    said = _(
        "“{about}” là cơ quan nào? Anh/chị gõ tên cơ quan; nhiều cơ quan thì cách nhau bằng dấu chấm phẩy.",
        about=about,
    )
    return Reply(body=said, buttons=((button(_("Thôi, để sau"), LeaveQuestion()),),))


def head_question() -> Reply:
    """Ask for the number and day of a plan."""
    said = _("Kế hoạch có số và ngày ban hành nào? Anh/chị gõ một dòng, ví dụ: 12/KH-UBND ngày 15/01/2026.")
    return Reply(body=said, buttons=((button(_("Thôi, để sau"), LeaveQuestion()),),))
