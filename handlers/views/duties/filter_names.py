"""Names of the filters of a list, as its first line says them."""

from handlers.base.list_filters import selected_quarter
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _, marked

_NAMES = {
    Selection(): marked("tất cả"),
    Selection(status=Status.OVERDUE): marked("quá hạn"),
    Selection(status=Status.DONE): marked("đã xong"),
    Selection(status=Status.WAITING): marked("chờ xác nhận"),
    Selection(status=Status.EXEMPTED): marked("không phải thực hiện"),
    Selection(undated=True): marked("không ghi thời hạn"),
}
"""Names of the filters without a value."""


def filter_name(by: Selection) -> str:
    """Return the name of a filter; "" for what is still owed, which is the usual one."""
    if by.codes:
        return by.codes[0]
    if quarter := selected_quarter(by):
        return _("Quý {quarter}", quarter=("I", "II", "III", "IV")[quarter - 1])
    if len(by.months) > 1:
        return _("tháng {first} đến tháng {last}", first=by.months[0], last=by.months[-1])
    if by.months:
        return _("tháng {month}", month=by.months[0])
    if by.sections:
        return _("lĩnh vực {section}", section=by.sections[0])
    if by.keyword:
        return _("có chữ “{words}”", words=by.keyword)
    return _(_NAMES[by]) if by in _NAMES else ""
