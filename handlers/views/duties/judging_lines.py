"""The days of a document beside its duty: when it was issued and received, and which of the two is to be on time."""

from data.enums import OPEN, JudgedBy
from data.registry.duties.duty_lines import DutyLine
from handlers.locales import _
from handlers.views.base import formatting


def judging_lines(duty: DutyLine) -> list[str]:
    """Return when the document was issued and received, and by which of the days the duty is on time.

    Of an open duty only where it is the less usual one; nothing where both days are the same.
    """
    by_receipt = duty.judged_by is JudgedBy.RECEIVED
    if duty.state in OPEN:
        return (
            [_("(Đúng hạn tính theo ngày gửi đến, không theo ngày văn bản.)")] if by_receipt and duty.due_on else []
        )
    if duty.document_date is None or duty.received_on in (None, duty.document_date):
        return []
    days = {"issued": formatting.plain_day(duty.document_date), "received": formatting.plain_day(duty.received_on)}
    if by_receipt:
        return [_("Ban hành {issued}, nhận {received}; đúng hạn tính theo ngày nhận.", **days)]
    return [_("Ban hành {issued}, nhận {received}; đúng hạn tính theo ngày văn bản.", **days)]
