"""Notifications of what others did: one change for an agency's officers, all waiting decisions for a supervisor."""

from collections.abc import Sequence

from data.enums import Change
from data.registry.duties.duty_lines import DutyLine
from handlers.base.callback_data.changes import AskDocument, ShowRequests
from handlers.base.callback_data.codec import button, encode
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.callback_data.obligations import ShowExemptions
from handlers.base.callback_data.overview import ListReported
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.base.paging import arrange_in_rows
from handlers.views.changes import exemptions, extensions
from handlers.views.duties import history
from handlers.views.duties.duty_card import card_button
from scheduler.change_notices.recheck import ChangeFacts, ReviewFacts

_LINES = 16
"""Rows of one message about all that waits: shared by its lists."""
_TITLE_LETTERS = 80
_NAME_LETTERS = 40
_TURNED_DOWN = (Change.RETURNED, Change.EXTENSION_REFUSED, Change.EXEMPTION_REFUSED, Change.OWED_AGAIN)


def change_notice(facts: ChangeFacts) -> Reply:
    """Render one change of a duty of the reader's agency."""
    duty, entry = facts.duty, facts.entry
    lines = [
        formatting.shorten(duty.title, _TITLE_LETTERS),
        f"{entry.officer_name}: {history.change_text(entry)} ({formatting.moment(entry.at, facts.today)})",
        *history.entry_words(entry),
        _("Cơ quan anh/chị không còn phải thực hiện việc này.")
        if facts.withdrawn
        else _("Bây giờ: {state}.", state=names.state_name(duty.state)),
    ]
    taps = [button(_("Xem {code}", code=formatting.task_code(duty)), ShowDuty(duty.id))]
    if facts.withdrawn:
        taps = [button(_("📋 Nhiệm vụ"), ShowDuties())]
    if entry.change is Change.RETURNED and entry.version == duty.version:
        taps.insert(0, button(_("✅ Đã xong"), AskDocument(duty.id, duty.version)))
    heading = _("🔔 {code} · {agency}", code=formatting.task_code(duty), agency=duty.agency_short_name)
    if entry.change in _TURNED_DOWN:
        heading = _("↩️ {code} · {agency}", code=formatting.task_code(duty), agency=duty.agency_short_name)
    return Reply(
        heading,
        "\n".join(lines),
        (tuple(taps),),
        subject=f"{formatting.task_code(duty)}: {history.change_text(entry)}",
        opens=() if facts.withdrawn else ((0, encode(ShowDuty(duty.id))),),
    )


def review_notice(facts: ReviewFacts) -> Reply:
    """Render what waits for the reader's decision; a single request is shown with the buttons to decide."""
    if len(facts.asked) == 1 and not (facts.reported or facts.exemptions):
        return extensions.request_card(*facts.asked[0], facts.today, facts.calendar, judges=True)
    if len(facts.exemptions) == 1 and not (facts.reported or facts.asked):
        return exemptions.request_card(*facts.exemptions[0], facts.today, judges=True)
    headings, lines, taps = [], [], []
    room = _LINES // max(2, sum(map(bool, (facts.reported, facts.asked, facts.exemptions))))
    if facts.reported:
        headings.append(_("⏳ {count} nhiệm vụ vừa báo xong", count=len(facts.reported)))
        lines += _limit_lines([f"⏳ {_reported_line(duty)}" for duty in facts.reported], room)
        taps.append(button(_("⏳ Chờ xác nhận"), ListReported()))
    if facts.asked:
        headings.append(_("🕓 {count} đề nghị gia hạn", count=len(facts.asked)))
        lines += _limit_lines(
            [
                extensions.request_line(
                    duty, one.asked_until, facts.today, extensions.asked_late(duty, one, facts.calendar)
                )
                for duty, one in facts.asked
            ],
            room,
        )
        taps.append(button(_("🕓 Chờ xem xét gia hạn"), ShowRequests()))
    if facts.exemptions:
        headings.append(_("➖ {count} đề nghị không tính", count=len(facts.exemptions)))
        lines += _limit_lines([exemptions.request_line(duty, one.reason) for duty, one in facts.exemptions], room)
        taps.append(button(_("➖ Chờ xem xét không tính"), ShowExemptions()))
    only = [card_button(facts.reported[0])] if len(facts.reported) == 1 else []
    return Reply(" · ".join(headings), "\n".join(lines), tuple(arrange_in_rows([*only, *taps], 2)))


def _limit_lines(lines: Sequence[str], room: int) -> list[str]:
    more = len(lines) - room
    return [*lines[:room], *([_("… và {count} việc khác", count=more)] if more > 0 else [])]


def _reported_line(duty: DutyLine) -> str:
    proof = formatting.shorten(duty.document_number or _("không có văn bản"), _NAME_LETTERS)
    title = formatting.line_title(duty.title, duty.label, duty.kind, _NAME_LETTERS)
    agency = formatting.shorten(duty.agency_short_name, _NAME_LETTERS)
    return f"{formatting.task_code(duty)}  {agency} · {title} · {proof}"
