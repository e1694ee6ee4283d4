"""Facts of acts in words: what each is called, and its values, for all that shows the audit trail."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from data.enums import DayKind, JudgedBy, Kind, ReportKind, RequestOutcome, Role, State
from data.plans.waiting.answers import Meaning
from data.rules.agency_levels import Level
from data.rules.stages import DAYS_BEFORE, Stage
from handlers.locales import _, marked
from handlers.views.base import formatting, names
from handlers.views.duties.correction_lines import DAYS, KINDS
from handlers.views.overview.levels import level_name

_VALUE_LETTERS = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?([+-]\d{2}:\d{2}|Z)")
_SETTINGS = "settings.start"

_FIELDS: Mapping[str, str] = {
    "account": marked("tài khoản"),
    "active": marked("đang đảm nhiệm"),
    "added": marked("thêm"),
    "address": marked("địa chỉ thư"),
    "affirmed_at": marked("xác nhận còn đảm nhiệm lúc"),
    "agencies": marked("cơ quan"),
    "agency": marked("cơ quan"),
    "agency_id": marked("cơ quan"),
    "aliases": marked("tên gọi khác"),
    "answers": marked("số câu đã trả lời"),
    "approved": marked("đã đồng ý"),
    "asked_until": marked("xin gia hạn đến"),
    "carried_tasks": marked("nhiệm vụ chuyển tiếp"),
    "changed": marked("sửa"),
    "channel": marked("kênh"),
    "channels": marked("kênh"),
    "closed_at": marked("đóng lúc"),
    "code": marked("mã trả về"),
    "completed_on": marked("ngày hoàn thành"),
    "confirmation": marked("cần giám sát xác nhận"),
    "coordinating": marked("phối hợp"),
    "count": marked("số mã"),
    "covered_by": marked("đã có ở việc khác"),
    "created_at": marked("tạo lúc"),
    "created_by_id": marked("người cấp"),
    "day": marked("ngày"),
    "deputy_id": marked("người thay"),
    "digest": marked("gửi bản tin"),
    "document": marked("văn bản"),
    "document_date": marked("ngày văn bản"),
    "document_number": marked("số văn bản"),
    "due_on": marked("hạn"),
    "duties": marked("việc số"),
    "duty": marked("việc số"),
    "exemption_asked": marked("đề nghị không tính"),
    "expires_at": marked("hết hạn"),
    "extended_to": marked("gia hạn đến"),
    "extensions": marked("số lần gia hạn"),
    "file": marked("tệp"),
    "files": marked("số tệp"),
    "first_day": marked("từ ngày"),
    "groups": marked("nhóm"),
    "hour": marked("giờ nhắc"),
    "issued_on": marked("ngày ban hành"),
    "issuer": marked("nơi ban hành"),
    "joined": marked("nhập vào việc đã có"),
    "judged_by": marked("cách tính đúng hạn"),
    "kept": marked("giữ nguyên"),
    "kept_at": marked("bản cũ để ở"),
    "kind": marked("loại"),
    "last_day": marked("đến hết ngày"),
    "lead": marked("chủ trì"),
    "left_out": marked("không nhắc"),
    "made_at": marked("sao lưu lúc"),
    "meaning": marked("hiểu là"),
    "members": marked("cơ quan thuộc nhóm"),
    "moves_officer_id": marked("chuyển cán bộ"),
    "name": marked("tên"),
    "needs_approval": marked("cần quản trị thứ hai"),
    "new": marked("tên mới"),
    "no_document_reason": marked("lý do không có văn bản"),
    "number": marked("số kế hoạch"),
    "officer_id": marked("cán bộ"),
    "officers": marked("cán bộ"),
    "official_code": marked("mã định danh"),
    "on": marked("tính đến"),
    "opened_at": marked("mở lúc"),
    "outcome": marked("quyết định"),
    "owing": marked("cơ quan phải làm"),
    "parent": marked("cơ quan cấp trên"),
    "percent": marked("phần trăm"),
    "period": marked("kỳ báo cáo"),
    "phrases": marked("cách viết"),
    "planned": marked("đã tính đến"),
    "plans": marked("kế hoạch"),
    "province": marked("tỉnh, thành phố"),
    "reason": marked("lý do"),
    "received_on": marked("ngày nhận"),
    "registry": marked("mã kiểm của sổ"),
    "replaces_id": marked("thay cán bộ"),
    "report_closes": marked("ngày chốt số liệu báo cáo"),
    "report_period": marked("kỳ báo cáo"),
    "responsible_id": marked("giao cho"),
    "resumes_on": marked("nhắc lại từ"),
    "revoked": marked("đã thu hồi"),
    "role": marked("vai trò"),
    "rows": marked("dòng nhật ký đã bỏ tên"),
    "schema": marked("phiên bản cơ sở dữ liệu"),
    "self_confirmation": marked("được tự xác nhận"),
    "sentence": marked("câu trong kế hoạch"),
    "sessions": marked("số phiên"),
    "sha256": marked("mã kiểm"),
    "short_name": marked("tên tắt"),
    "spent": marked("đã hết lượt gửi trong tháng"),
    "standing_body": marked("cơ quan thường trực"),
    "state": marked("tình trạng"),
    "successor": marked("cơ quan tiếp nhận"),
    "task": marked("nhiệm vụ"),
    "tasks": marked("nhiệm vụ"),
    "timeframe": marked("thời gian"),
    "times": marked("số lần"),
    "title": marked("tên"),
    "until": marked("đến hết"),
    "vouched": marked("đã xác nhận"),
    "ways": marked("kênh nhận tin"),
    "withdrawn": marked("đã rút"),
    "year": marked("năm"),
}
_FIELDS_OF: Mapping[tuple[str, str], str] = {
    ("agency.change", "kind"): marked("cấp"),
    ("code.wrong", "hour"): marked("từ"),
    ("officer.away", "duties"): marked("việc giao riêng số"),
    ("officer.back", "duties"): marked("việc giao riêng số"),
    ("plan.draft.answer", "kept"): marked("làm tiếp năm sau"),
    ("plan.draft.answer", "tasks"): marked("nhiệm vụ"),
    ("plan.draft.answer", "code"): marked("nhiệm vụ"),
    ("reminder.request", "duties"): marked("nhắc về việc số"),
    ("tap.refused", "hour"): marked("từ"),
}
"""What a fact is called in one act, where it means something else in others."""
_COUNTS: Mapping[str, str] = {
    "added": marked("thêm {count}"),
    "changed": marked("sửa {count}"),
    "removed": marked("rút {count}"),
    "kept": marked("giữ nguyên {count}"),
}
_OFFICERS = frozenset(
    {"officer_id", "deputy_id", "created_by_id", "moves_officer_id", "responsible_id", "replaces_id"}
)
_OUTCOMES: Mapping[str, str] = {
    RequestOutcome.APPROVED: marked("cho vào"),
    RequestOutcome.REFUSED: marked("không cho vào"),
    RequestOutcome.REPLACED: marked("đã xin lại"),
}
_DAYS_OFF: Mapping[str, str] = {DayKind.OFF: marked("nghỉ"), DayKind.WORKED: marked("làm bù")}
_MEANINGS: Mapping[str, str] = {
    Meaning.DUTY: marked("một việc riêng"),
    Meaning.COVERED: marked("đã có trong một nhiệm vụ"),
    Meaning.NONE: marked("không phải việc"),
}
_PERIODS: Mapping[str, str] = {
    ReportKind.FIRST_QUARTER: marked("Quý I"),
    ReportKind.HALF_YEAR: marked("6 tháng đầu năm"),
    ReportKind.THIRD_QUARTER: marked("Quý III"),
    ReportKind.YEAR: marked("cả năm"),
}


def has_name(action: str, key: str) -> bool:
    """Return whether a fact of an act has a name of its own. Settings are called as the handbook calls them."""
    key = key.partition(":")[0]
    return action == _SETTINGS or key in _FIELDS or (action, key) in _FIELDS_OF


def field_name(action: str, key: str) -> str:
    """Return what a fact of an act is called; one that has no name by its key."""
    if action == _SETTINGS:
        return f"NHACVIEC_{key.upper()}"
    key = key.partition(":")[0]  # the date of one deadline bears its number
    if (action, key) in _FIELDS_OF:
        return _(_FIELDS_OF[action, key])
    return _(_FIELDS[key]) if key in _FIELDS else key


def value_text(action: str, key: str, value: Any, known: Mapping[str, str]) -> str:
    """Return a value as it is read; `known` are the names of officers and agencies, as in `AuditLine`."""
    key = key.partition(":")[0]
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return _counts(value)
    told = [_one(action, key, one, known) for one in (value if isinstance(value, list) else [value])]
    return formatting.shorten(", ".join(told), _VALUE_LETTERS)


def _counts(value: Mapping[str, Any]) -> str:
    """Return what a table of counts comes to, without zeros: "thêm 43"; of anything else how many it has."""
    if value.keys() <= _COUNTS.keys():
        told = [_(_COUNTS[name], count=value[name]) for name in _COUNTS if value.get(name)]
        return ", ".join(told) or _("không thay đổi")
    return str(len(value))


def _one(action: str, key: str, value: Any, known: Mapping[str, str]) -> str:
    if key in _OFFICERS or key == "officers":
        return known.get(f"officer:{value}", _("cán bộ số {id}", id=value))
    if key == "agency_id":
        return known.get(f"agency:{value}", _("cơ quan số {id}", id=value))
    if (words := _kind_words(action, key, value)) is not None:
        return words
    return known.get(f"code:{value}", _plain(value)) if isinstance(value, str) else str(value)


def _kind_words(action: str, key: str, value: Any) -> str | None:
    """Return the name of a value that is one of a few; None for what is none of them."""
    say = _SAID.get((action, key)) or _SAID.get(("", key))
    try:
        return say(value) if say else None
    except (KeyError, ValueError):  # of an earlier version, or none of ours
        return None


def _stage(value: str) -> str:
    return _("trước {days} ngày", days=DAYS_BEFORE[Stage(value)])


_SAID: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("", "state"): lambda value: names.state_name(State(value)),
    ("", "role"): lambda value: names.role_name(Role(value)),
    ("", "channel"): names.channel_name,
    ("", "channels"): names.channel_name,
    ("", "ways"): names.channel_name,
    ("", "outcome"): lambda value: _(_OUTCOMES[value]),
    ("", "kind"): lambda value: _(KINDS[Kind(value.split(maxsplit=1)[0])]),
    ("", "judged_by"): lambda value: _(DAYS[JudgedBy(value)]),
    ("", "left_out"): _stage,
    ("", "meaning"): lambda value: _(_MEANINGS[value]),
    ("", "period"): lambda value: _(_PERIODS[value]),
    ("", "report_period"): names.stored_period,
    ("agency.change", "kind"): lambda value: level_name(Level(value)),
    ("days.enter", "kind"): lambda value: _(_DAYS_OFF[value]),
    ("preferences.choose", "hour"): lambda value: f"{value:02}:00",
}


def _plain(value: str) -> str:
    """Return a text as it is read: dates and instants, which the trail keeps as in ISO 8601, as everywhere else."""
    try:
        if _DAY.fullmatch(value):
            return formatting.plain_day(date.fromisoformat(value))
        if _INSTANT.fullmatch(value):
            return formatting.full_moment(datetime.fromisoformat(value))
    except ValueError:  # it only looks like one
        pass
    return value
