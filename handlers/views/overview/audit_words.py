"""The words of the audit trail, for /nhatky, the board and `nhacviec audit export`: acts, who did them, facts."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from data.enums import Change, Role, State
from data.registry.office.audit_log import AuditLine
from handlers.locales import _, marked
from handlers.views.base import formatting, names

_VALUE_LETTERS = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?([+-]\d{2}:\d{2}|Z)")

_ACTIONS: Mapping[str, str] = {
    "agency.change": marked("đổi cơ quan"),
    "agency.directory": marked("ghi danh mục cơ quan"),
    "agency.group": marked("đổi nhóm cơ quan"),
    "agency.merge": marked("sáp nhập cơ quan"),
    "audit.export": marked("xuất nhật ký"),
    "backup.make": marked("sao lưu"),
    "backup.restore": marked("khôi phục từ bản sao lưu"),
    "calendar.link": marked("tạo đường dẫn lịch"),
    "calendar.unlink": marked("thu hồi đường dẫn lịch"),
    "channel.resume": marked("cho bot gửi tiếp trong tháng"),
    "chat.link": marked("liên kết chat"),
    "clock.take_back": marked("bỏ mốc ghi ở tương lai"),
    "code.wrong": marked("gõ sai mã"),
    "days.enter": marked("nhập ngày nghỉ"),
    "deadline.add": marked("thêm hạn"),
    "deadline.date": marked("nhập hạn"),
    "deadline.move": marked("đổi hạn"),
    "deadline.withdraw": marked("bỏ hạn"),
    "duty.pass": marked("chuyển nhiệm vụ"),
    "export.make": marked("xuất tệp"),
    "export.send": marked("nhận tệp xuất"),
    "files.expire": marked("xóa tệp hết hạn lưu"),
    "group.ask": marked("lấy mã gửi bản tin vào nhóm"),
    "group.begin": marked("gửi bản tin vào nhóm"),
    "group.end": marked("thôi gửi bản tin vào nhóm"),
    "group.move": marked("chuyển nhóm nhận bản tin"),
    "invitation.approve": marked("đồng ý mã mời"),
    "invitation.contest": marked("gõ lại mã mời đã dùng"),
    "invitation.create": marked("cấp mã mời"),
    "invitation.renew": marked("cấp mã mời khác"),
    "invitation.revoke": marked("thu hồi mã mời"),
    "joining.ask": marked("xin vào"),
    "joining.let_in": marked("cho vào"),
    "joining.turn_away": marked("không cho vào"),
    "joining.revoke": marked("thu hồi tài khoản đã vào"),
    "joining.vouch": marked("xác nhận đúng người"),
    "mail.bounce": marked("thư bị trả lại"),
    "mail.confirm": marked("xác nhận địa chỉ thư"),
    "mail.remove": marked("thôi nhận qua thư"),
    "officer.add": marked("kiêm nhiệm thêm một cơ quan"),
    "officer.affirm": marked("cho biết còn đảm nhiệm"),
    "officer.close": marked("đóng tài khoản cũ"),
    "officer.away": marked("ghi vắng mặt"),
    "officer.back": marked("ghi đã trở lại"),
    "officer.copy": marked("xuất dữ liệu cá nhân"),
    "officer.erase": marked("xóa dữ liệu cá nhân"),
    "officer.rename": marked("đổi họ tên"),
    "officer.speak": marked("chuyển sang cơ quan khác của mình"),
    "officer.transfer": marked("chuyển cơ quan, vai trò"),
    "invitation.move": marked("chuyển mã mời"),
    "officer.leave": marked("ngừng liên kết cán bộ"),
    "officer.move": marked("chuyển cán bộ"),
    "page.codes": marked("cấp mã vào trang làm việc"),
    "page.link": marked("tạo đường dẫn vào trang làm việc"),
    "page.sign_in": marked("vào trang làm việc"),
    "page.sign_out": marked("thoát trang làm việc"),
    "plan.apply": marked("nhập kế hoạch"),
    "plan.close": marked("đóng kế hoạch"),
    "plan.correct": marked("sửa cách đọc"),
    "plan.draft": marked("gửi bản nháp kế hoạch"),
    "plan.draft.again": marked("hỏi lại về bản nháp kế hoạch"),
    "plan.draft.answer": marked("trả lời về bản nháp kế hoạch"),
    "plan.draft.drop": marked("bỏ bản nháp kế hoạch"),
    "plan.reopen": marked("mở lại kế hoạch"),
    "plan.standing_body": marked("đổi cơ quan thường trực"),
    "preferences.choose": marked("đổi cách nhắc"),
    "proof.send": marked("tải văn bản đã gửi"),
    "push.order": marked("đổi thứ tự kênh nhận tin"),
    "registry.upgrade": marked("nâng cấp cơ sở dữ liệu"),
    "reminder.request": marked("yêu cầu nhắc"),
    "registry.copy": marked("chép sổ sang cơ sở dữ liệu khác"),
    "registry.files": marked("đưa tệp vào cơ sở dữ liệu"),
    "settings.start": marked("đổi cài đặt của bot"),
    "snooze": marked("hoãn nhắc"),
    "tap.refused": marked("bị từ chối thao tác"),
    "task.change": marked("đổi nhiệm vụ"),
    "webhook.delete": marked("gỡ webhook"),
    "webhook.set": marked("đặt webhook"),
}

_FIELDS: Mapping[str, str] = {
    "state": marked("tình trạng"),
    "percent": marked("phần trăm"),
    "document_number": marked("số văn bản"),
    "document_date": marked("ngày văn bản"),
    "no_document_reason": marked("lý do không có văn bản"),
    "received_on": marked("ngày nhận"),
    "completed_on": marked("ngày hoàn thành"),
    "extended_to": marked("gia hạn đến"),
    "asked_until": marked("xin gia hạn đến"),
    "extensions": marked("số lần gia hạn"),
    "exemption_asked": marked("đề nghị không tính"),
    "responsible_id": marked("giao cho cán bộ số"),
    "reason": marked("lý do"),
    "due_on": marked("hạn"),
    "document": marked("văn bản"),
    "role": marked("vai trò"),
    "name": marked("tên"),
    "agency": marked("cơ quan"),
    "owing": marked("cơ quan phải làm"),
    "lead": marked("chủ trì"),
    "ways": marked("kênh nhận tin"),
    "address": marked("địa chỉ thư"),
    "times": marked("số lần"),
    "account": marked("tài khoản"),
    "active": marked("đang đảm nhiệm"),
    "affirmed_at": marked("xác nhận còn đảm nhiệm lúc"),
    "approved": marked("đã đồng ý"),
    "channel": marked("kênh"),
    "channels": marked("kênh"),
    "expires_at": marked("hết hạn"),
    "needs_approval": marked("cần quản trị thứ hai"),
    "outcome": marked("quyết định"),
    "deputy_id": marked("người thay số"),
    "duties": marked("nhiệm vụ giao riêng số"),
    "until": marked("đến hết"),
    "officers": marked("cán bộ số"),
    "rows": marked("dòng nhật ký đã bỏ tên"),
    "agency_id": marked("cơ quan số"),
    "officer_id": marked("cán bộ số"),
    "replaces_id": marked("thay cán bộ số"),
    "revoked": marked("đã thu hồi"),
    "vouched": marked("đã xác nhận"),
    "last_day": marked("đến hết ngày"),
    "first_day": marked("từ ngày"),
    "successor": marked("cơ quan tiếp nhận"),
    "members": marked("cơ quan thuộc nhóm"),
    "phrases": marked("cách viết"),
    "added": marked("thêm"),
    "answers": marked("số câu đã trả lời"),
    "carried_tasks": marked("nhiệm vụ chuyển tiếp"),
    "changed": marked("sửa"),
    "closed_at": marked("đóng lúc"),
    "code": marked("mã trả về"),
    "count": marked("số mã"),
    "created_at": marked("tạo lúc"),
    "day": marked("ngày"),
    "digest": marked("gửi bản tin"),
    "file": marked("tệp"),
    "files": marked("số tệp"),
    "joined": marked("nhập vào việc đã có"),
    "hour": marked("giờ nhắc"),
    "kind": marked("loại"),
    "left_out": marked("không nhắc"),
    "resumes_on": marked("nhắc lại từ"),
    "kept": marked("giữ nguyên"),
    "kept_at": marked("bản cũ để ở"),
    "made_at": marked("sao lưu lúc"),
    "opened_at": marked("mở lúc"),
    "planned": marked("đã tính đến"),
    "registry": marked("mã kiểm của sổ"),
    "schema": marked("phiên bản cơ sở dữ liệu"),
    "sessions": marked("số phiên"),
    "sha256": marked("mã kiểm"),
    "spent": marked("đã hết lượt gửi trong tháng"),
    "tasks": marked("nhiệm vụ"),
}


def action_name(action: str) -> str:
    """Return what was done in a few words; an act that has none by its key."""
    group, _dot, change = action.partition(".")
    if group == "progress" and change in set(Change):
        return names.change_name(Change(change))
    return _(_ACTIONS[action]) if action in _ACTIONS else action


def author_name(line: AuditLine) -> str:
    """Return who did it: an officer, a person or account at the shell, a chat that is linked to nobody."""
    if line.person.startswith("os:"):
        return _("tài khoản máy chủ {name}", name=line.person.removeprefix("os:"))
    if line.person:
        return line.person
    if line.actor.startswith("chat:"):
        return _("chat lạ {chat}", chat=line.actor.removeprefix("chat:"))
    return line.actor


def facts_text(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what was changed: "tình trạng: đang làm → đã xong; phần trăm: 40 → 100"."""
    return "; ".join(_fact_text(key, before, after) for key in {**before, **after})


def side_text(facts: Mapping[str, Any]) -> str:
    """Return the facts of one side: "tình trạng: đang làm; phần trăm: 40"."""
    return "; ".join(f"{_field_name(key)}: {_value(key, value)}" for key, value in facts.items())


def _fact_text(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if key not in after:
        return f"{_field_name(key)}: {_value(key, before[key])}"
    if key not in before:
        return f"{_field_name(key)}: {_value(key, after[key])}"
    return f"{_field_name(key)}: {_value(key, before[key])} → {_value(key, after[key])}"


def _field_name(key: str) -> str:
    return _(_FIELDS[key]) if key in _FIELDS else key


def _value(key: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if key == "state" and value in set(State):
        return names.state_name(State(value))
    if key == "role" and value in set(Role):
        return names.role_name(Role(value))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return str(len(value))
    if isinstance(value, list):
        return formatting.shorten(", ".join(map(_plain, value)), _VALUE_LETTERS) or "–"
    return formatting.shorten(_plain(value), _VALUE_LETTERS)


def _plain(value: Any) -> str:
    """Return a value as it is read: dates and instants, which the trail keeps as in ISO 8601, as everywhere else."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return formatting.plain_day(date.fromisoformat(value))
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            return formatting.full_moment(datetime.fromisoformat(value))
    except ValueError:  # it only looks like one
        pass
    return str(value)
