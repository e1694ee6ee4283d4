"""Notifications of what others did: one change for an agency's officers, all waiting decisions for a supervisor."""

from collections.abc import Sequence

from data.enums import Change
from data.registry.duties.duty_lines import DutyLine
from handlers.base.callback_data.changes import AskDocument, ShowRequests
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import ListReported
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.changes import extensions
from handlers.views.duties import history
from handlers.views.duties.duty_card import card_button
from scheduler.change_notifications.recheck import ChangeFacts, ReviewFacts

_LINES = 8
_TITLE_LETTERS = 80
_NAME_LETTERS = 40
_TURNED_DOWN = (Change.RETURNED, Change.EXTENSION_REFUSED)


def change_notice(facts: ChangeFacts) -> Reply:
    """Render one change of a duty of the reader's agency."""
    duty, entry = facts.duty, facts.entry
    lines = [
        formatting.shorten(duty.title, _TITLE_LETTERS),
        f"{entry.officer_name}: {history.change_text(entry)} ({formatting.moment(entry.at, facts.today)})",
        *history.entry_words(entry),
        _("Bây giờ: {state}.", state=formatting.state_name(duty.state)),
    ]
    taps = [button(_("Xem {code}", code=duty.code), ShowDuty(duty.id))]
    if entry.change is Change.RETURNED and entry.version == duty.version:
        taps.insert(0, button(_("✅ Đã xong"), AskDocument(duty.id, duty.version)))
    heading = _("🔔 {code} · {agency}", code=duty.code, agency=duty.agency_short_name)
    if entry.change in _TURNED_DOWN:
        heading = _("↩️ {code} · {agency}", code=duty.code, agency=duty.agency_short_name)
    return Reply(heading, "\n".join(lines), (tuple(taps),))


def review_notice(facts: ReviewFacts) -> Reply:
    """Render what waits for the reader's decision; a single request is shown with the buttons to decide."""
    if len(facts.asked) == 1 and not facts.reported:
        return extensions.request_card(*facts.asked[0], facts.today, judges=True)
    headings, lines, taps = [], [], []
    if facts.reported:
        headings.append(_("⏳ {count} nhiệm vụ vừa báo xong", count=len(facts.reported)))
        lines += _limit_lines([f"⏳ {_reported_line(duty)}" for duty in facts.reported])
        taps.append(button(_("⏳ Chờ xác nhận"), ListReported()))
    if facts.asked:
        headings.append(_("🕓 {count} đề nghị gia hạn", count=len(facts.asked)))
        lines += _limit_lines(
            [extensions.request_line(duty, one.asked_until, facts.today) for duty, one in facts.asked]
        )
        taps.append(button(_("🕓 Chờ xem xét gia hạn"), ShowRequests()))
    only = [card_button(facts.reported[0])] if len(facts.reported) == 1 else []
    return Reply(" · ".join(headings), "\n".join(lines), tuple(arrange_in_rows([*only, *taps], 2)))


def _limit_lines(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _LINES
    return [*lines[:_LINES], *([_("… và {count} việc khác", count=more)] if more > 0 else [])]


def _reported_line(duty: DutyLine) -> str:
    proof = formatting.shorten(duty.document_number or _("không có văn bản"), _NAME_LETTERS)
    title = formatting.line_title(duty.title, duty.label, duty.kind, _NAME_LETTERS)
    return f"{duty.code}  {formatting.shorten(duty.agency_short_name, _NAME_LETTERS)} · {title} · {proof}"
