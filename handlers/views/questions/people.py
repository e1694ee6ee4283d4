"""Answers about people: who somebody is, who the focal officers are, a pause and a handing over that are offered."""

from collections.abc import Sequence
from datetime import date

from data.enums import Role
from data.registry.duties.duty_lines import DutyLine
from data.registry.office.agencies import AgencyFact
from data.registry.people.assignments import Colleague
from data.registry.people.identities import Identity
from data.registry.people.officers import OfficerLine
from handlers.base.callback_data.account import AskPause, SetPause
from handlers.base.callback_data.changes import AskAssignee, AssignDuty
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.callback_data.overview import ListUnreachable
from handlers.base.callback_data.people import AskName
from handlers.base.command_names import CommandName
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.names import role_name
from handlers.views.base.paging import arrange_in_rows
from handlers.views.questions.rows import ROWS, code_label, title_text

_NAMES = 12
_WORDS = 200  # letters of a sentence that are shown again


def about_me(me: Identity) -> Reply:
    """Render whom the bot takes the asker for; an administrator corrects their own name."""
    is_admin = me.role is Role.ADMIN
    said = [
        _("Anh/chị là {name}.", name=me.name) if me.name else "",
        _("Vai trò: {role}\nCơ quan: {agency}", role=role_name(me.role), agency=me.agency_name),
        _("Họ tên chưa đúng thì chạm “Đổi họ tên”.")
        if is_admin
        else _("Chưa đúng thì anh/chị báo cán bộ quản trị của cơ quan theo dõi kế hoạch."),
    ]
    rename = (button(_("✏️ Đổi họ tên"), AskName(me.officer_id)),) if is_admin else ()
    return Reply(
        _("Hiểu là: anh/chị là ai trong hệ thống này"),
        "\n".join(filter(None, said)),
        ((*rename, button(_("📋 Nhiệm vụ"), ShowDuties())),),
    )


def officers_of(agency: AgencyFact, lines: Sequence[OfficerLine]) -> Reply:
    """Render the officers of an agency whom the reader may know."""
    said = [f"{line.name} · {role_name(line.role)}" for line in lines[:_NAMES]]
    if len(lines) > _NAMES:
        said.append(_("… và {count} người nữa.", count=len(lines) - _NAMES))
    if not lines:
        said.append(_("Cơ quan này chưa có cán bộ đầu mối nào liên kết với bot."))
    said.append(_("Tôi chỉ biết họ tên và vai trò; số điện thoại không lưu ở đây."))
    return Reply(_("Hiểu là: cán bộ đầu mối · {agency}", agency=agency.short_name), "\n".join(said))


def without_officer(agencies: Sequence[AgencyFact]) -> Reply:
    """Render the agencies with unfinished duties whose focal officers cannot be reached, by number and name."""
    names = "; ".join(agency.short_name for agency in agencies[:_NAMES])
    said = [_("{count} cơ quan còn nhiệm vụ chưa hoàn thành mà chưa có cán bộ đầu mối.", count=len(agencies))]
    if len(agencies) > _NAMES:
        names = _("{names} … và {count} cơ quan khác", names=names, count=len(agencies) - _NAMES)
    said += [names] if names else []
    return Reply(
        _("Hiểu là: cơ quan chưa có cán bộ đầu mối · toàn tỉnh"),
        "\n".join(said),
        ((button(_("📋 Danh sách"), ListUnreachable()),),) if agencies else (),
    )


def pause_question(last: date | None, resumes_on: date | None, sentence: str) -> Reply:
    """Ask whether to pause the reminders until the day after `last` on which the office works."""
    settings = button(_("Lịch nhắc của tôi"), RunCommand(CommandName.REMINDERS))
    said = [_typed(sentence)]
    if last is None or resumes_on is None:
        said.append(_("Chưa có gì thay đổi; chạm nút rồi chọn ngày nhắc lại."))
        return Reply(
            _("Anh/chị muốn tạm dừng nhắc?"), "\n".join(said), ((button(_("⏸ Tạm dừng"), AskPause()), settings),)
        )
    said += [
        _("Nhắc lại từ {day}.", day=formatting.full_day(resumes_on)),
        _("Khi tạm dừng, việc còn 1 ngày, đến hạn hoặc quá hạn vẫn được nhắc."),
        _("Chưa có gì thay đổi; chạm để đồng ý."),
    ]
    asked = _("Anh/chị muốn tạm dừng nhắc đến hết {day}?", day=formatting.full_day(last))
    return Reply(asked, "\n".join(said), ((button(_("⏸ Tạm dừng"), SetPause(resumes_on)), settings),))


def hand_over_question(
    rows: Sequence[DutyLine],
    person: str,
    named: Sequence[Colleague],
    colleagues: Sequence[Colleague],
    sentence: str,
    today: date,
) -> Reply:
    """Ask whether to assign a duty to the colleague who is `named`; to whom, if nobody or several are."""
    asked = _("Anh/chị muốn giao {code} cho {person}?", code=formatting.task_code(rows[0]), person=person or _("ai"))
    lines = [_typed(sentence), *(f"{formatting.task_code(row)} · {title_text(row)}" for row in rows[:ROWS])]
    if person and not named:
        lines.append(
            _("Cơ quan không có cán bộ nào tên “{person}” đã liên kết; anh/chị chọn người khác.", person=person)
        )
    elif len(named) > 1:
        lines.append(_("Có {count} cán bộ tên như vậy; anh/chị chọn một người.", count=len(named)))
    lines.append(_("Chưa có gì thay đổi; chạm để đồng ý."))
    return Reply(
        asked,
        "\n".join(lines),
        tuple(arrange_in_rows(_assignee_buttons(rows, named, colleagues, today), 2)),
    )


def _assignee_buttons(
    rows: Sequence[DutyLine], named: Sequence[Colleague], colleagues: Sequence[Colleague], today: date
) -> list[Button]:
    if len(rows) == 1:
        row = rows[0]
        shown = [
            button(f"👤 {formatting.shorten(one.name, 24)}", AssignDuty(row.id, row.version, one.id))
            for one in (named or colleagues)[:_NAMES]
        ]
        return [*shown, button(_("Xem {code}", code=formatting.task_code(row)), ShowDuty(row.id))]
    labels = [code_label(row, rows, today) for row in rows[:ROWS]]
    if len(named) == 1:
        return [
            button(f"👤 {label}", AssignDuty(row.id, row.version, named[0].id))
            for row, label in zip(rows, labels, strict=False)
        ]
    return [button(f"👤 {label}", AskAssignee(row.id)) for row, label in zip(rows, labels, strict=False)]


def _typed(sentence: str) -> str:
    return _("Anh/chị gõ: “{words}”", words=formatting.shorten(sentence, _WORDS))
