"""Names of states, standings, changes, roles, channels and report periods."""

from collections.abc import Mapping

from data.enums import Change, ReportKind, Role, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.results import read_period_key
from data.rules.report_periods import ReportPeriod
from data.rules.standing import Standing
from handlers.locales import _


def state_name(state: State) -> str:
    """Return the name of a duty's state."""
    return {
        State.NOT_STARTED: _("chưa bắt đầu"),
        State.IN_PROGRESS: _("đang làm"),
        State.REPORTED: _("đã báo hoàn thành, chờ xác nhận"),
        State.DONE: _("đã hoàn thành"),
        State.RETURNED: _("bị trả lại, cần làm tiếp"),
        State.NOT_APPLICABLE: _("không phải thực hiện"),
    }[state]


def progress_text(duty: DutyLine) -> str:
    """Return a duty's state, with its percentage while it is being worked on."""
    said = state_name(duty.state)
    if duty.state is State.IN_PROGRESS:
        return _("{state} {percent}%", state=said, percent=duty.percent)
    if duty.state is State.RETURNED and duty.percent:
        return _("{state} (đã làm {percent}%)", state=said, percent=duty.percent)
    return said


def state_in_figures(duty: DutyLine, found: Standing) -> str:
    """Return a duty's state for who reads it beside figures: a finished one as they count it."""
    if duty.state is not State.DONE:
        return progress_text(duty)
    return standing_name(found) if found in (Standing.DONE_ON_TIME, Standing.DONE_LATE) else _("đã hoàn thành")


def standing_name(found: Standing) -> str:
    """Return the name of a standing of a duty against its deadline."""
    return {
        Standing.DONE_ON_TIME: _("hoàn thành đúng hạn"),
        Standing.DONE_LATE: _("hoàn thành quá hạn"),
        Standing.OPEN_IN_TIME: _("chưa đến hạn"),
        Standing.OPEN_OVERDUE: _("quá hạn"),
        Standing.NO_DATE: _("không ghi thời hạn"),
        Standing.WAITING: _("chờ xác nhận"),
        Standing.NOT_APPLICABLE: _("không phải thực hiện"),
    }[found]


def change_name(change: Change) -> str:
    """Return the name of a kind of entry in a duty's history, in a word or two."""
    return {
        Change.PROGRESS: _("tiến độ"),
        Change.REPORTED: _("báo hoàn thành"),
        Change.CONFIRMED: _("xác nhận"),
        Change.RETURNED: _("trả lại"),
        Change.UNDONE: _("hoàn tác"),
        Change.NOTED: _("ghi chú"),
        Change.ATTACHED: _("gửi văn bản"),
        Change.EXTENSION_ASKED: _("xin gia hạn"),
        Change.EXTENSION_AGREED: _("đồng ý gia hạn"),
        Change.EXTENSION_REFUSED: _("từ chối gia hạn"),
        Change.ASSIGNED: _("giao việc"),
        Change.EXEMPTION_ASKED: _("đề nghị không tính"),
        Change.EXEMPTION_REFUSED: _("từ chối đề nghị"),
        Change.EXEMPTED: _("không phải thực hiện"),
        Change.OWED_AGAIN: _("giao lại"),
        Change.SELF_CONFIRMED: _("tự xác nhận"),
        Change.CORRECTED: _("sửa cách đọc"),
        Change.PASSED: _("tiếp nhận"),
        Change.RESULT: _("kết quả kỳ báo cáo"),
    }[change]


def report_period(period: ReportPeriod) -> str:
    """Return the period of a report, as reports are titled."""
    return _period_title(period.kind, period.year)


def stored_period(key: str | None) -> str:
    """Return the period under which a result is stored, as reports are titled; "" for none."""
    return _period_title(*read_period_key(key)) if key else ""


def _period_title(kind: ReportKind, year: int) -> str:
    return {
        ReportKind.FIRST_QUARTER: _("Quý I năm {year}", year=year),
        ReportKind.HALF_YEAR: _("6 tháng đầu năm {year}", year=year),
        ReportKind.THIRD_QUARTER: _("Quý III năm {year}", year=year),
        ReportKind.YEAR: _("năm {year}", year=year),
    }[kind]


def role_name(role: Role) -> str:
    """Return the name of an officer's role."""
    return {
        Role.OFFICER: _("cán bộ đầu mối"),
        Role.HEAD: _("lãnh đạo cơ quan"),
        Role.SUPERVISOR: _("giám sát"),
        Role.ADMIN: _("quản trị"),
    }[role]


_CHANNELS: Mapping[str, str] = {"telegram": "Telegram", "zalo": "Zalo", "email": "Email"}
"""By the provider in them ("zalo-1")."""


def channel_name(channel: str) -> str:
    """Return the name of a channel: "Zalo 1"."""
    provider, _dash, number = channel.partition("-")
    if provider == "web":
        return _("trang làm việc")
    if provider == "board":
        return _("bảng theo dõi")
    return f"{_CHANNELS.get(provider, provider)} {number}".strip()


def unknown_name() -> str:
    """Return what somebody is called who came in by a code without a name, on a channel that tells none."""
    return _("cán bộ chưa rõ tên")
