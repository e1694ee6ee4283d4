"""The audit trail as a table, the same in the files of the board and at the shell."""

from data.registry.office.audit_log import AuditLine
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.names import channel_name
from handlers.views.overview import audit_words as words
from handlers.views.overview.audit_subjects import subject_text


def columns() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Thời điểm"),
        _("Người thực hiện"),
        _("Cơ quan"),
        _("Kênh"),
        _("Nội dung"),
        _("Đối tượng"),
        _("Trước"),
        _("Sau"),
        _("Thứ tự niêm phong"),
    ]


def cells(line: AuditLine) -> list[str]:
    """Return an act as a row."""
    return [
        formatting.full_moment(line.at),
        words.author_name(line),
        line.agency,
        channel_name(line.channel) if line.channel else "",
        words.action_name(line.action),
        subject_text(line),
        words.side_text(line, line.before),
        words.side_text(line, line.after),
        "" if line.position is None else str(line.position),
    ]
