"""The words of the audit trail, for /nhatky, the board and `nhacviec audit export`: acts, who did them, facts."""

from collections.abc import Mapping
from typing import Any

from data.enums import Change
from data.registry.office.audit_log import AuditLine
from handlers.locales import _, marked
from handlers.views.base import names
from handlers.views.overview import audit_fields

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

_WHOLE = frozenset({"settings.start", "plan.apply"})
"""Acts that keep all of something on both sides, whatever of it was changed."""


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


def facts_text(line: AuditLine) -> str:
    """Return what was changed: "tình trạng: đang làm → đã hoàn thành; phần trăm: 40 → 100"."""
    keys = [key for key in {**line.before, **line.after} if not _is_left_out(line, key)]
    return "; ".join(_fact_text(line, key) for key in keys)


def side_text(line: AuditLine, facts: Mapping[str, Any]) -> str:
    """Return the facts of one side of an act: "tình trạng: đang làm; phần trăm: 40"."""
    return "; ".join(
        f"{audit_fields.field_name(line.action, key)}: {audit_fields.value_text(line.action, key, value, line.names)}"
        for key, value in facts.items()
    )


def _is_left_out(line: AuditLine, key: str) -> bool:
    """Return whether a fact is one of many that did not change."""
    same = key in line.before and key in line.after and line.before[key] == line.after[key]
    return same and line.action in _WHOLE


def _fact_text(line: AuditLine, key: str) -> str:
    name = audit_fields.field_name(line.action, key)
    sides = [
        audit_fields.value_text(line.action, key, side[key], line.names)
        for side in (line.before, line.after)
        if key in side
    ]
    told = sides[:1] if line.before.get(key) == line.after.get(key) else sides
    return f"{name}: {' → '.join(told)}"
