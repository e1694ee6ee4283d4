"""A page of /nhatky: the audit trail, the latest act first."""

from collections.abc import Mapping, Sequence
from datetime import date

from data.enums import AuditKind
from data.registry.office.agencies import AgencyFact
from data.registry.office.audit_log import AuditLine
from handlers.base.callback_data.audit import ShowAudit
from handlers.base.callback_data.codec import button
from handlers.base.messages import Button, Reply
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.overview import audit_words
from handlers.views.overview.audit_subjects import subject_text

_LETTERS = 190
_BUTTONS_A_ROW = 3

_KINDS: Mapping[AuditKind, str] = {
    AuditKind.ALL: marked("Tất cả"),
    AuditKind.PROGRESS: marked("Nhiệm vụ"),
    AuditKind.PLANS: marked("Kế hoạch, hạn"),
    AuditKind.PEOPLE: marked("Cán bộ"),
    AuditKind.AGENCIES: marked("Cơ quan"),
    AuditKind.SETTINGS: marked("Cài đặt"),
    AuditKind.HANDED_OUT: marked("Tệp đã xuất"),
    AuditKind.REFUSED: marked("Bị từ chối"),
}


def audit_page(
    lines: Sequence[AuditLine], shown: ShowAudit, agency: AgencyFact | None, today: date, *, has_more: bool
) -> Reply:
    """Render a page of acts, the latest first, with buttons for kinds and pages."""
    parts = [_(_KINDS[shown.kind])]
    parts += [agency.short_name] if agency else []
    parts += [formatting.plain_day(shown.day)] if shown.day else []
    body = [_line(line, today) for line in lines]
    if not lines:
        body = [_("Không có gì được ghi.") if not shown.page else _("Không còn gì trước đó.")]
    kinds = [button(_(_KINDS[kind]), _at(shown, kind=kind)) for kind in AuditKind if kind is not shown.kind]
    taps = [_page_buttons(shown, has_more=has_more), *arrange_in_rows(kinds, _BUTTONS_A_ROW)]
    taps.append(() if shown.day else (button(_("Hôm nay"), _at(shown, day=today)),))
    return Reply(
        "📒 " + _("Nhật ký") + ": " + " · ".join(parts), "\n".join(body), tuple(filter(None, taps)), replaces=True
    )


def kind_name(kind: AuditKind) -> str:
    """Return the name of a kind of acts."""
    return _(_KINDS[kind])


def _line(line: AuditLine, today: date) -> str:
    agency = f" ({line.agency})" if line.agency else ""
    who, what = (
        f"{audit_words.author_name(line)}{agency}",
        f"{audit_words.action_name(line.action)} {subject_text(line)}".rstrip(),
    )
    said = f"{formatting.moment(line.at, today)} · {who}: {what}"
    facts = audit_words.facts_text(line)
    return "• " + formatting.shorten(f"{said}; {facts}" if facts else said, _LETTERS)


def _page_buttons(shown: ShowAudit, *, has_more: bool) -> tuple[Button, ...]:
    newer = [button("‹", _at(shown, page=shown.page - 1))] if shown.page else []
    return (*newer, *([button("›", _at(shown, page=shown.page + 1))] if has_more else []))


def _at(shown: ShowAudit, *, page: int = 0, kind: AuditKind | None = None, day: date | None = None) -> ShowAudit:
    return ShowAudit(page, kind or shown.kind, shown.agency_id, day or shown.day)
