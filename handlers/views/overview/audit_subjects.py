"""What an act was done to, in words: the trail keeps officers, agencies, drafts and pages by number and name."""

import re
from collections.abc import Callable, Mapping

from data.enums import Role
from data.registry.office.audit_log import AuditLine
from handlers.locales import _, marked
from handlers.views.base import names
from handlers.views.base.not_allowed_sentences import not_allowed_sentence

_REFUSED = frozenset({"tap.refused"})
_FORGED, _AGAIN = "forged", "again"
_PART = re.compile(r"(officer|agency|draft|invitation|request|group|proof|code):(\d+)")
_CHANNELS = frozenset({"chat.link", "officer.speak", "joining.contest", "invitation.contest", "webhook.set"})
_PAGES: Mapping[str, str] = {
    "": marked("Tổng quan"),
    "xu-ly": marked("Chờ xử lý"),
    "co-quan": marked("Cơ quan"),
    "theo-thang": marked("Cơ quan theo tháng của mốc hạn"),
    "nhiem-vu": marked("Nhiệm vụ"),
    "danh-sach": marked("Danh sách việc"),
    "viec": marked("một việc"),
    "treo-tuong": marked("Màn hình treo tường"),
    "ban-nhap": marked("Bản nháp"),
    "can-bo": marked("Cán bộ"),
    "danh-muc": marked("Danh mục"),
    "nhat-ky": marked("Nhật ký"),
    "tep": marked("tệp kèm theo"),
}
"""The pages of the board, by the beginning of their paths."""


def subject_text(line: AuditLine) -> str:
    """Return what an act was done to, as people call it; what they know by its own name as it is kept."""
    if line.action in _REFUSED:
        return _refused(line.subject)
    if line.action in _CHANNELS or line.subject in ("web", "board", "email"):
        return names.channel_name(line.subject)
    if line.action == "code.wrong":
        return {_AGAIN: _("nhiều lần nữa")}.get(line.subject, "")
    if line.action == "preferences.choose":  # the facts tell the rest
        return line.names.get(line.subject.partition(" ")[0], "")
    if f"code:{line.subject}" in line.names:
        return line.names[f"code:{line.subject}"]
    told = _PART.sub(lambda found: _part(found[1], found[2], line.names), line.subject)
    words = [names.role_name(Role(word)) if word in set(Role) else word for word in told.split(" ")]
    return " ".join(_day(word) for word in words)


def _refused(subject: str) -> str:
    """Return what somebody reached for and why it is not theirs: "Nhật ký: Lệnh này dành cho quản trị."."""
    if subject == _FORGED:
        return _("nút không do bot gửi ra")
    if subject == _AGAIN:
        return _("nhiều lần nữa")
    what, _space, action = subject.rpartition(" ")
    why = not_allowed_sentence(action)
    return f"{_place(what)}: {why}" if why else _place(what)


def _place(what: str) -> str:
    """Return the name of a page of the board; a command as it is typed; "một nút" for a button of the chat."""
    if not what.startswith("/"):
        return _("bấm một nút")
    page = re.split(r"[/.]", what[1:])[0]
    return _("trang {name}", name=_(_PAGES[page])) if page in _PAGES else what


def _part(kind: str, number: str, known: Mapping[str, str]) -> str:
    if (name := known.get(f"{kind}:{number}")) is not None:
        return name
    say: Mapping[str, Callable[[], str]] = {
        "officer": lambda: _("cán bộ số {id}", id=number),
        "agency": lambda: _("cơ quan số {id}", id=number),
        "draft": lambda: _("bản nháp {id}", id=number),
        "invitation": lambda: _("mã mời {id}", id=number),
        "request": lambda: _("đề nghị vào {id}", id=number),
        "group": lambda: _("nhóm chat {id}", id=number),
        "proof": lambda: _("tệp {id}", id=number),
        "code": lambda: _("mã {id}", id=number),
    }
    return say[kind]()


def _day(word: str) -> str:
    """Return a date as everywhere else; other words as they are."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return _("không ghi thời hạn") if word == "undated" else word
    year, month, day = word.split("-")
    return f"{day}/{month}/{year}"
