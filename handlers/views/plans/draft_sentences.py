"""Questions about the dated sentences in the body of a plan that waits."""

from collections.abc import Sequence

from data.plans.draft import Candidate, TaskDraft
from data.plans.remarks import Remark
from data.plans.waiting.leads import mark_of
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.plans import (
    AcceptSentence,
    AskCovering,
    DismissSentence,
    SentenceCovered,
    ShowDraft,
)
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting

_SENTENCE_LETTERS = 600
_LABEL_LETTERS = 60
_DAYS = 4


def question(draft_id: int, sentence: Candidate, left: int, covering: Sequence[TaskDraft[Remark]]) -> Reply:
    """Ask what a sentence is; `covering` are tasks that may ask for the same, `left` counts this question."""
    days = [formatting.plain_day(deadline.due_on) for deadline in sentence.deadlines]
    more = "…" if len(days) > _DAYS else ""
    place = sentence.source.place or _("đầu văn bản")
    lines = [
        _("Phần lời của kế hoạch (mục {place}) viết:", place=place),
        f"“{formatting.shorten(sentence.text, _SENTENCE_LETTERS)}”",
        _("Thời hạn đọc được: {days}.", days=", ".join(days[:_DAYS]) + more),
        _("Đây có phải một nhiệm vụ phải theo dõi không?"),
    ]
    mark = sentence.mark
    taps: list[tuple[Button, ...]] = [(button(_("Là nhiệm vụ"), AcceptSentence(draft_id, mark)),)]
    for task in covering:
        label = formatting.shorten(_("Đã có ở {code}: {title}", code=task.code, title=task.title), _LABEL_LETTERS)
        taps.append((button(label, SentenceCovered(draft_id, mark, mark_of(task.code))),))
    taps.append((button(_("Đã có ở mục khác"), AskCovering(draft_id, mark)),))
    taps.append((button(_("Không phải nhiệm vụ"), DismissSentence(draft_id, mark)),))
    taps.append((button(_("‹ Bản nháp"), ShowDraft(draft_id)),))
    heading = "❓ " + _("Còn {count} câu hỏi", count=left)
    return Reply(heading, "\n".join(lines), tuple(taps), replaces=True)


def covering_question(sentence: Candidate) -> Reply:
    """Ask for the code of the task that asks for what a sentence does."""
    said = _(
        "“{sentence}” đã có ở nhiệm vụ nào? Anh/chị gõ mã, ví dụ I.5.",
        sentence=formatting.shorten(sentence.text, _SENTENCE_LETTERS),
    )
    return Reply(body=said, buttons=((button(_("Thôi, để sau"), LeaveQuestion()),),))
