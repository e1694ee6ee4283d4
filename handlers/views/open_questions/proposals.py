"""What would be written, shown before it is: worded as it will stand in the record."""

from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import AnswerInstead, EditProposal, LeaveQuestion, RecordProposal
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.messages import Button, Reply
from handlers.base.proposal import Act, Doubt, Held
from handlers.base.steps import Step
from handlers.locales import _, marked

_CONTENTS = {
    Step.DOCUMENT: marked("lý do không có văn bản"),
    Step.RETURN_REASON: marked("lý do trả lại"),
    Step.REFUSAL_REASON: marked("lý do từ chối gia hạn"),
    Step.EXTENSION: marked("lý do xin gia hạn"),
    Step.NOTE: marked("ghi chú"),
    Step.TASK_NOTE: marked("ghi chú"),
    Step.PERCENT: marked("ghi chú"),
    Step.FILE: marked("chú thích của tệp"),
    Step.EXTERNAL_DEADLINE: marked("văn bản định hạn"),
}
"""What the text would be, by the step that it answers."""

_ACCEPTING = {
    Step.NOTE: marked("Đây là ghi chú"),
    Step.TASK_NOTE: marked("Đây là ghi chú"),
    Step.PERCENT: marked("Đây là ghi chú"),
    Step.FILE: marked("Đây là chú thích"),
    Step.EXTERNAL_DEADLINE: marked("Đây là văn bản định hạn"),
}


def shown(held: Held) -> Reply:
    """What would be written, and how to say that it is right; what could mean something else is asked about."""
    said = _("Tôi sẽ ghi như sau:") + f"\n{held.proposal.said}"
    return Reply(held.proposal.heading, f"{said}\n\n{_asked(held)}", taps(held))


def taps(held: Held) -> tuple[tuple[Button, ...], ...]:
    """The buttons below a proposal."""
    mark = held.mark
    if held.doubt is Doubt.NONE:
        mend = button(_("Sửa"), EditProposal(mark))
        return ((button(_("Ghi nhận"), RecordProposal(mark)), mend, button(_("Thôi"), LeaveQuestion())),)
    accept = button(accepting(held), RecordProposal(mark))
    answer = (button(_("Trả lời câu này"), AnswerInstead(mark)),) if held.doubt is Doubt.ASKING else ()
    return ((accept, *answer), (button(_("Thôi, không ghi"), LeaveQuestion()),))


def accepting(held: Held) -> str:
    """The button that makes doubtful words the content after all."""
    return _(_ACCEPTING[_as(held)]) if _as(held) in _ACCEPTING else _("Đây là lý do")


def content(held: Held) -> str:
    """What the words would be: "lý do trả lại"."""
    return _(_CONTENTS[_as(held)])


def outdated(newer: Held | None) -> Reply:
    """A button of a proposal that is not waiting any more; where there is a `newer` one, it is shown again."""
    said = _("Nút này thuộc một tin trước, không còn dùng được; không có gì được ghi thêm.")
    if newer is None:
        return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))
    now = shown(newer)
    return Reply(body=f"{said}\n\n{now.text}", buttons=now.buttons)


def _as(held: Held) -> Step:
    return Step.FILE if held.proposal.act is Act.ATTACH else held.asked


def _asked(held: Held) -> str:
    match held.doubt:
        case Doubt.STOPPING:
            asked = _("Chưa có gì được ghi. Đây là {content}, hay anh/chị muốn dừng?", content=content(held))
        case Doubt.ASKING | Doubt.ASKED:
            asked = _("Chưa có gì được ghi. Đây là {content}, hay anh/chị muốn hỏi việc khác?", content=content(held))
        case _:
            return _("Chưa có gì được ghi. Đúng thì chạm “Ghi nhận” hoặc gõ “đúng”; cần sửa thì gõ lại.")
    return asked + " " + _("Đúng thì chạm “{accept}” hoặc gõ “đúng”.", accept=accepting(held))
