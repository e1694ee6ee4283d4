"""Mergers of agencies in words: what is asked before, what will be written, what was."""

from collections.abc import Sequence
from datetime import date

from data.registry.office.agencies import AgencyFact
from data.registry.office.succession.mergers import Merged, Merger
from data.registry.office.succession.passed_duties import Differing, Passed
from data.registry.office.succession.proposals import ProposedMerger
from data.registry.people.officers import OfficerLine
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.directories import MovePeople, RecordMerger, ShowDirectories, TakeState
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.names import state_name

_PEOPLE = 10
_PROPOSED = 10
_SUCCESSORS = 3
_NAME_LETTERS = 60


def merger_question(today: date, proposed: Sequence[ProposedMerger]) -> Reply:
    """Ask which agencies merge into which; what the shipped tables know is proposed."""
    asked = _(
        "Gõ cơ quan kết thúc, vào cơ quan tiếp nhận, ngày đầu tiên cơ quan tiếp nhận làm thay và văn bản quyết định."
        "\nVí dụ: Sở Kế hoạch và Đầu tư vào Sở Tài chính từ {day} theo 12/NQ-HĐND\nNhiều cơ quan kết thúc thì ngăn"
        " bằng dấu chấm phẩy.",
        day=formatting.plain_day(today),
    )
    lines = [asked]
    if proposed:
        lines += ["", _("Theo danh mục năm 2025, {count} cơ quan cũ có nơi tiếp nhận:", count=len(proposed))]
        lines += [_proposal_line(one) for one in proposed[:_PROPOSED]]
    if len(proposed) > _PROPOSED:
        lines.append(_("… và {count} cơ quan nữa.", count=len(proposed) - _PROPOSED))
    return Reply(_heading(), "\n".join(lines), (_leaving(),))


def _proposal_line(one: ProposedMerger) -> str:
    names = [formatting.shorten(each.short_name, _NAME_LETTERS) for each in one.successors[:_SUCCESSORS]]
    into = _(" hoặc ").join(names) + "…" * (len(one.successors) > _SUCCESSORS)
    return _("• {old} vào {into}", old=formatting.shorten(one.old.short_name, _NAME_LETTERS), into=into)


def state_question(one: Differing, old: AgencyFact, owner: AgencyFact, left: int, mark: str) -> Reply:
    """Ask whose state counts for a deadline that both owe."""
    due = _(", hạn {day}", day=formatting.plain_day(one.due_on)) if one.due_on else ""
    states = [
        (old.short_name, f"{state_name(one.old_state)} {one.old_percent}%", "o"),
        (owner.short_name, f"{state_name(one.state)} {one.percent}%", "n"),
    ]
    lines = [
        _("{code} (KH {plan}{due}): hai cơ quan cùng phải làm.", code=one.code, plan=one.plan_number, due=due),
        *(f"• {name}: {state}" for name, state, _of in states),
        _("Sau khi gộp, việc này theo tình trạng của cơ quan nào? Lịch sử của cả hai đều được giữ."),
    ]
    if left > 1:
        lines.append(_("Còn {count} việc phải chọn.", count=left))
    taps = tuple((button(f"{name}: {state}", TakeState(mark, of, one.duty_id)),) for name, state, of in states)
    return Reply(_heading(), "\n".join(lines), (*taps, _leaving()), replaces=True)


def people_question(people: Sequence[OfficerLine], successor: AgencyFact, mark: str) -> Reply:
    """Ask whether the officers go to the successor."""
    lines = [
        _("{count} cán bộ của cơ quan kết thúc: {names}.", count=len(people), names=_names(people)),
        _("Chuyển sang {agency}? Mã mời đang chờ cũng chuyển theo.", agency=successor.name),
    ]
    taps = (
        button(_("Chuyển tất cả"), MovePeople(mark, "m")),
        button(_("Chưa chuyển"), MovePeople(mark, "s")),
    )
    return Reply(_heading(), "\n".join(lines), (taps, _leaving()), replaces=True)


def merger_preview(
    merger: Merger,
    old: Sequence[AgencyFact],
    successor: AgencyFact,
    counts: Passed,
    people: Sequence[OfficerLine],
    mark: str,
) -> Reply:
    """Show a merger as it will be written."""
    lines = [
        _("Tôi sẽ ghi như sau:"),
        _(
            "{old} kết thúc; {agency} tiếp nhận từ {day}, theo {document}.",
            old="; ".join(one.name for one in old),
            agency=successor.name,
            day=formatting.plain_day(merger.first_day),
            document=merger.document,
        ),
        _("• Chuyển sang: {count} việc chưa xong", count=counts.passed),
    ]
    if counts.joined:
        lines.append(_("• Gộp vào việc sẵn có: {count} việc", count=counts.joined))
    if people:
        named = _names(people)
        going, staying = _("• Chuyển theo: {names}", names=named), _("• Chưa chuyển: {names}", names=named)
        lines.append(going if merger.move_officers else staying)
    lines += ["", _("Việc đã xong ở lại với cơ quan đã làm; số liệu các ngày trước không đổi.")]
    lines.append(_("Chưa có gì được ghi, ghi rồi không hoàn tác được. Đúng thì chạm “Ghi sáp nhập”."))
    write = (button(_("Ghi sáp nhập"), RecordMerger(mark)),)
    return Reply(_heading(), "\n".join(lines), (write, _leaving()), replaces=True)


def merger_refused(said: str) -> Reply:
    """Render why a merger cannot be; the question stays open."""
    return Reply(_heading(), said + "\n" + _("Anh/chị gõ lại cả câu."), (_leaving(),))


def merged(done: Merged, *, moved: bool) -> Reply:
    """Render that agencies were merged."""
    said = [
        _(
            "✅ {agency} đã tiếp nhận: {passed} việc chuyển sang, {joined} việc gộp vào việc sẵn có, {officers} cán"
            " bộ.",
            agency=done.successor.name,
            passed=done.passed,
            joined=done.joined,
            officers=done.officers,
        )
    ]
    if not moved:
        said.append(_("Cán bộ của cơ quan kết thúc chưa được chuyển; việc đã chuyển không còn nhắc họ."))
    return Reply(body="\n".join(said), buttons=((button(_("‹ Các danh mục"), ShowDirectories()),),), replaces=True)


def _names(people: Sequence[OfficerLine]) -> str:
    named = ", ".join(one.name for one in people[:_PEOPLE])
    return named + (_(" và {count} người nữa", count=len(people) - _PEOPLE) if len(people) > _PEOPLE else "")


def _leaving() -> tuple[Button, ...]:
    return (button(_("Thôi, để sau"), LeaveQuestion()),)


def _heading() -> str:
    return "🔀 " + _("Sáp nhập cơ quan")
