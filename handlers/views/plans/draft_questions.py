"""Questions about a plan that waits, each with buttons."""

from collections.abc import Sequence

from data.plans.draft import PlanDraft, W
from data.plans.waiting.leads import Choice, LeadQuestion
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.plans import AnswerLead, AnswerNewAgency, AnswerNobody, AskLead, ShowDraft
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting

_TASKS = 5
_TITLE_LETTERS = 80
_LABEL_LETTERS = 60
_CHOICES = 6


def lead_question(
    draft_id: int, question: LeadQuestion, left: int, choices: Sequence[Choice], plan: PlanDraft[W]
) -> Reply:
    """Ask who is meant by a name; `choices` are who it may be, `left` counts this question."""
    titles = {task.code: task.title for task in plan.tasks}
    lines = [_asked(question)]
    lines += [f"• {code} {formatting.shorten(titles[code], _TITLE_LETTERS)}" for code in question.tasks[:_TASKS]]
    if len(question.tasks) > _TASKS:
        lines.append(_("… và {count} nhiệm vụ nữa.", count=len(question.tasks) - _TASKS))
    if question.name:
        lines.append(_("Trả lời một lần; kế hoạch sau có tên này tôi không hỏi lại."))
    mark = question.mark
    taps: list[tuple[Button, ...]] = [
        (button(_label(one), AnswerLead(draft_id, mark, one.mark)),) for one in choices[:_CHOICES]
    ]
    taps.append((button(_("Cơ quan khác"), AskLead(draft_id, mark)),))
    if question.name and not question.is_unnamed:
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


def _asked(question: LeadQuestion) -> str:
    if question.is_unnamed:
        return _("Kế hoạch ghi “{name}” mà không nêu tên. Đó là những cơ quan nào?", name=question.name)
    if question.name:
        return _("Trong kế hoạch, “{name}” là cơ quan nào?", name=question.name)
    return _("Nhiệm vụ này không ghi cơ quan chủ trì. Cơ quan nào thực hiện?")


def _label(choice: Choice) -> str:
    """Return what a button says: the name, with the number of agencies where there are several."""
    count = len(choice.codes)
    if count == 1:
        return formatting.shorten(choice.name, _LABEL_LETTERS)
    if not choice.name:
        return _("Cả {count} cơ quan nêu trong câu", count=count)
    name = formatting.shorten(choice.name, _LABEL_LETTERS)
    return _("{name} ({count} cơ quan)", name=name, count=count)
