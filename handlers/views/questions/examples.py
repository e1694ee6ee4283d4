"""What can be asked in a sentence, and the nearest guesses at one that was not understood."""

from collections.abc import Sequence

from data.registry.duties.duty_lines import DutyLine
from handlers.base.messages import Button, Reply
from handlers.base.query import Intent
from handlers.locales import _, marked

_GUESSES = {
    "list:o:0": marked("📋 Việc còn nợ"),
    "list:v:0": marked("🔴 Việc quá hạn"),
    "list:d:0": marked("✅ Việc đã xong"),
    "list:w:0": marked("⏳ Việc chờ xác nhận"),
    "list:n:0": marked("🔵 Việc không có hạn"),
    "list:c:0": marked("Việc phối hợp"),
    "sum:all": marked("📊 Tổng hợp"),
    "sumv:0": marked("🔴 Việc quá hạn"),
    "sumw:0": marked("⏳ Việc chờ xác nhận"),
    "cmd:tieptheo": marked("Việc tiếp theo"),
    "cmd:nhac": marked("Lịch nhắc của tôi"),
    "cmd:trogiup": marked("Trợ giúp"),
}


def examples(*, overseeing: bool) -> str:
    """Sentences that this role may type, as they are typed."""
    if overseeing:
        return _("“bao nhiêu việc quá hạn”, “việc chờ xác nhận”, “ai chậm nhất”, “Sở Y tế còn nợ gì”")
    return _("“tuần này phải nộp gì”, “quý 2 còn gì”, “II.3 xong rồi”")


BESIDES = (Intent.HELP, Intent.GREETING, Intent.THANKS)
"""What is said of no duty."""


def besides(intent: Intent, *, overseeing: bool) -> Reply:
    """The answer to one of `BESIDES`."""
    buttons = (_buttons(("sum:all" if overseeing else "list:o:0", "cmd:trogiup")),)
    match intent:
        case Intent.GREETING:
            said = _("Chào anh/chị. Anh/chị có thể hỏi: {examples}.", examples=examples(overseeing=overseeing))
            return Reply(body=said, buttons=buttons)
        case Intent.THANKS:
            return Reply(body=_("Rất vui được giúp anh/chị."), buttons=buttons)
    return ways_to_ask(overseeing=overseeing)


def ways_to_undo(last: DutyLine | None) -> Reply:
    """Where a change is taken back; `last` is the duty that the reader changed last, if any."""
    said = _(
        "Trong 15 phút sau khi ghi, anh/chị chạm “Hoàn tác” dưới tin báo đã ghi hoặc trên thẻ nhiệm vụ. Muộn hơn thì "
        "ghi lại bằng “Tiến độ”; việc đã báo xong thì đề nghị giám sát trả lại."
    )
    card = (Button(_("Mở thẻ {code}", code=last.code), f"card:{last.id}"),) if last else ()
    return Reply(body=said, buttons=((*card, *_buttons(("list:o:0",))),))


def ways_to_ask(*, overseeing: bool) -> Reply:
    """What can be asked in a sentence; who oversees asks of the province first."""
    if overseeing:
        said = _(
            "{examples}, “hạn của II.3”, “ai chủ trì II.3”; có dấu hay không dấu đều được.\n"
            "Không nêu cơ quan là hỏi toàn tỉnh.",
            examples=examples(overseeing=True),
        )
        return Reply(_("Có thể hỏi bằng một câu"), said, (_buttons(("sum:all", "cmd:trogiup")),))
    body = _(
        "“tuần này phải nộp gì”, “quý 2 còn gì”, “việc quá hạn”, “bao nhiêu việc chưa xong”, “việc tiếp theo”,\n"
        "“hạn của II.3”, “ai chủ trì II.3”, “II.3 xong rồi”; có dấu hay không dấu đều được."
    )
    return Reply(_("Có thể hỏi bằng một câu"), body, (_buttons(("list:o:0", "cmd:trogiup")),))


def not_understood(guesses: tuple[str, str], *, overseeing: bool) -> Reply:
    """One line, examples, the nearest guesses, named for where there are no buttons: never a list that may be the
    wrong one."""
    first, second = (_(_GUESSES[value]) for value in guesses)
    body = _(
        "Tôi chưa hiểu câu này. Ví dụ: {examples}.\nAnh/chị muốn xem “{first}” hay “{second}”?",
        examples=examples(overseeing=overseeing),
        first=first,
        second=second,
    )
    return Reply(body=body, buttons=(_buttons(guesses),))


def _buttons(values: Sequence[str]) -> tuple[Button, ...]:
    return tuple(Button(_(_GUESSES[value]), value) for value in values)
