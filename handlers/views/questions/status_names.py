"""Names of the states by which duties are selected, as the first line of an answer says them."""

from handlers.base.query import Status
from handlers.locales import _


def status_name(status: Status | None) -> str:
    """Return the name of a state; "" for none."""
    return {
        None: "",
        Status.OPEN: _("chưa xong"),
        Status.OVERDUE: _("quá hạn"),
        Status.IN_TIME: _("chưa đến hạn"),
        Status.DONE: _("đã xong"),
        Status.WAITING: _("chờ xác nhận"),
        Status.UNDATED: _("không ghi thời hạn"),
        Status.CONTINUOUS: _("thường xuyên"),
        Status.NOT_STARTED: _("chưa bắt đầu"),
        Status.IN_PROGRESS: _("đang thực hiện"),
        Status.RETURNED: _("bị trả lại"),
        Status.LATE: _("đã hoàn thành nhưng quá hạn"),
        Status.EXTENSION: _("đang xin gia hạn"),
        Status.EXEMPTED: _("không phải thực hiện"),
        Status.ALL: _("tất cả"),
    }[status]
