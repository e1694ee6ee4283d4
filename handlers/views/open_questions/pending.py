"""What a question that is still open waits for, said below the answer to something else."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data.registry.conversations.dialogues import Question
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.messages import Reply
from handlers.base.proposal import Doubt, Held
from handlers.base.steps import Step
from handlers.locales import _, marked
from handlers.parsing.documents import NO_DOCUMENT
from handlers.views.open_questions import proposals

_WANTED: Mapping[str, str] = {
    Step.DOCUMENT: marked("số và ngày văn bản của {subject}"),
    Step.PERCENT: marked("số phần trăm đã làm của {subject}"),
    Step.NOTE: marked("ghi chú cho {subject}"),
    Step.FILE: marked("tệp của {subject}"),
    Step.DUTY_OF_FILES: marked("mã nhiệm vụ của tệp vừa gửi"),
    Step.RETURN_REASON: marked("lý do trả lại {subject}"),
    Step.EXTENSION: marked("ngày và lý do xin gia hạn {subject}"),
    Step.REFUSAL_REASON: marked("lý do từ chối gia hạn {subject}"),
    Step.TASK_NOTE: marked("ghi chú cho cơ quan chủ trì {subject}"),
    Step.HOUR: marked("giờ nhắc"),
    Step.PAUSE_END: marked("ngày nhắc trở lại"),
    Step.SNOOZE_DAY: marked("ngày nhắc lại {subject}"),
    Step.EXTERNAL_DEADLINE: marked("hạn của {subject} và văn bản định hạn"),
}


def still_open(reply: Reply, question: Question, subject: str) -> Reply:
    """`reply` with one line more: what we still wait for, and how to leave that."""
    held = Held.of(question)
    line = _of_proposal(held, subject) if held else _of_question(question, subject)
    buttons = proposals.taps(held) if held else ((button(_("Thôi, để sau"), LeaveQuestion()),),)
    return replace(reply, body=f"{reply.body}\n\n{line}".lstrip(), buttons=(*reply.buttons, *buttons), replaces=False)


def once_more(question: Question, subject: str) -> Reply:
    """Asks again for what was to be mended."""
    wanted = _wanted(question.step, question.about, subject)
    said = _("Anh/chị gõ lại {wanted}. Chưa có gì được ghi.", wanted=wanted)
    return Reply(body=said, buttons=((button(_("Thôi, để sau"), LeaveQuestion()),),))


def of_several(count: int) -> str:
    """In place of a code."""
    return _("{count} phần việc", count=count)


def _of_question(question: Question, subject: str) -> str:
    wanted = _wanted(question.step, question.about, subject)
    return _("Tôi vẫn chờ {wanted}; muốn dừng thì gõ “thôi”.", wanted=wanted)


def _of_proposal(held: Held, subject: str) -> str:
    if held.doubt is Doubt.ASKED:
        return _(
            "Câu của anh/chị chưa được ghi. Tôi vẫn chờ {wanted}; đúng là {content} thì chạm “{accept}”.",
            wanted=_wanted(held.asked, held.about, subject),
            content=proposals.content(held),
            accept=proposals.accepting(held),
        )
    said = _("Nội dung của {subject} vẫn chờ, chưa được ghi.", subject=subject)
    accept = _("Ghi nhận") if held.doubt is Doubt.NONE else proposals.accepting(held)
    return said + " " + _("Đúng thì chạm “{accept}”; muốn dừng thì gõ “thôi”.", accept=accept)


def _wanted(step: str, about: Mapping[str, Any], subject: str) -> str:
    if step == Step.DOCUMENT and about.get("half") == NO_DOCUMENT:
        return _("lý do không có văn bản của {subject}", subject=subject)
    return _(_WANTED[step], subject=subject)
