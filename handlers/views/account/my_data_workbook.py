"""The copy of what is kept of an officer, as a workbook."""

from collections.abc import Iterator
from datetime import date, datetime

from data.registry.people.personal.kept import KeptOfficer, PersonalData
from data.rules.viet_nam_time import VIET_NAM
from handlers.locales import _
from handlers.views.base import names
from handlers.views.base.formatting import plain_day
from handlers.views.overview.audit_words import action_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAME = "du-lieu-cua-toi.xlsx"


def build(data: PersonalData, today: date) -> bytes:
    """Return the workbook: who the person is here, what they recorded, what was recorded of them."""
    from data.exports.spreadsheet import Column, Sheet, build_workbook  # late: what writes workbooks takes its time

    nothing, title = _("Không có gì."), _("Dữ liệu về tôi, ngày {day}", day=plain_day(today))
    facts = [row for one in data.officers for row in _facts(one)]
    changes = (
        (_clock(one.at), one.code, names.change_name(one.change), one.document, one.reason) for one in data.changes
    )
    acts = ((_clock(one.at), action_name(one.action), one.subject, one.channel) for one in data.acts)
    of_changes = (
        (_("Thời điểm"), 18),
        (_("Nhiệm vụ"), 12),
        (_("Nội dung"), 22),
        (_("Văn bản"), 20),
        (_("Lời ghi"), 60),
    )
    of_acts = ((_("Thời điểm"), 18), (_("Nội dung"), 30), (_("Đối tượng"), 40), (_("Kênh"), 14))
    of_facts = ((_("Mục"), 30), (_("Nội dung"), 60))
    return build_workbook(
        title,
        [
            Sheet(name, [Column(*one) for one in columns], rows, nothing, title)
            for name, columns, rows in (
                (_("Tôi là ai"), of_facts, facts),
                (_("Tôi đã ghi"), of_changes, changes),
                (_("Nhật ký"), of_acts, acts),
            )
        ],
    )


def _facts(one: KeptOfficer) -> Iterator[tuple[str, str]]:
    yield _("Họ tên"), one.name
    yield _("Cơ quan"), one.agency_name
    yield _("Vai trò"), names.role_name(one.role) + ("" if one.active else " " + _("(đã thôi)"))
    yield _("Ghi vào sổ"), _day(one.created_at)
    for channel, linked_at, heard_at in one.chats:
        heard = _day(heard_at) if heard_at else "–"
        said = _("{channel}, từ {day}, nhắn gần nhất {heard}", channel=channel, day=_day(linked_at), heard=heard)
        yield _("Chat"), said
    for account in one.accounts:
        yield _("Tài khoản"), account
    if one.hour is not None:
        yield _("Giờ nhắc"), f"{one.hour:02}:00"
    if one.has_calendar:
        yield _("Đường dẫn lịch"), _("có; chỉ giữ dấu băm")


def _clock(instant: datetime) -> datetime:
    return instant.astimezone(VIET_NAM).replace(tzinfo=None)


def _day(instant: datetime) -> str:
    return plain_day(instant.astimezone(VIET_NAM).date())
