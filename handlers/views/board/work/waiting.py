"""The page of what waits for a decision."""

from dataclasses import dataclass

from data.enums import Role
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from data.registry.duties.proofs import ProofFacts
from handlers.base.board.filters import BoardFilter
from handlers.base.board.form import write_duty
from handlers.base.board.look import Look
from handlers.base.board.paging import PAGE
from handlers.base.callback_data.changes import AskReturn, AskReturnOfPage, ConfirmPage, ConfirmReport
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.overview import OfferReminders
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.listed import Listed
from handlers.views.board.page import render
from handlers.views.board.work.said import FIELDS

REPORTS, EXTENSIONS, EXEMPTIONS = PAGE, "gia-han", "khong-tinh"
"""The names of the pages of each kind in the address."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that waits: the entry of it, its files, and whether the reader `decides` on it."""

    duty: DutyLine
    entry: EntryFacts | None
    proofs: tuple[ProofFacts, ...]
    decides: bool


@dataclass(frozen=True, slots=True)
class Slow:
    """An agency with overdue duties. `reminded`: that was asked for today; `unheard`: nobody there gets it so far."""

    agency_id: int
    name: str
    count: int
    reminded: bool
    unheard: bool


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """What waits; None for what the reader does not see. `slow` are agencies that could be reminded."""

    reports: Listed[Reported]
    extensions: Listed[Reply] | None
    exemptions: Listed[Reply] | None
    slow: tuple[Slow, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in words. `seen` is the duty with the version that is shown; the last two are values of buttons."""

    seen: str
    link: str
    about: str
    code: str
    title: str
    agency: str
    due: str
    late: bool
    document: str
    reported: str
    files: tuple[tuple[str, str], ...]
    decides: bool
    confirm: str
    return_: str


def page(look: Look, facts: WaitingFacts, chosen: BoardFilter) -> str:
    """Render the page: all that waits; `chosen` goes along to other pages."""
    kept = chosen.kept.query()
    return render(
        "waiting.html",
        look,
        chosen,
        reports=facts.reports,
        rows=[_row(look, one, kept) for one in facts.reports.rows],
        judges=look.me.role is Role.SUPERVISOR,
        confirm_page=ConfirmPage.key,
        return_page=AskReturnOfPage.key,
        which=FIELDS,
        extensions=facts.extensions,
        exemptions=facts.exemptions,
        slow=[(one, encode(OfferReminders(one.agency_id))) for one in facts.slow],
        kept=kept[1:],
        names={"reports": REPORTS, "extensions": EXTENSIONS, "exemptions": EXEMPTIONS},
    )


def _row(look: Look, one: Reported, kept: str) -> ReportRow:
    duty = one.duty
    return ReportRow(
        seen=write_duty(duty.id, duty.version),
        link=f"{look.root}viec/{duty.id}{kept}",
        about=formatting.code_with_agency(formatting.task_code(duty), duty.agency_short_name),
        code=formatting.task_code(duty),
        title=f"{duty.title}{f' ({duty.label})' if duty.label and duty.label != duty.title else ''}",
        agency=duty.agency_name,
        due=formatting.plain_day(duty.due_on) or _("không ghi thời hạn"),
        late=bool(duty.due_on and duty.received_on and duty.received_on > duty.due_on),
        document=_document(one),
        reported=_reported(one),
        files=tuple(
            (f"{look.root}tep/{proof.id}" if proof.expired_at is None else "", _file_name(proof))
            for proof in one.proofs
        ),
        decides=one.decides,
        confirm=encode(ConfirmReport(duty.id, duty.version)),
        return_=encode(AskReturn(duty.id, duty.version)),
    )


def _document(one: Reported) -> str:
    duty = one.duty
    if duty.document_number and duty.document_date:
        return _("{number} ngày {day}", number=duty.document_number, day=formatting.plain_day(duty.document_date))
    if one.entry and one.entry.no_document_reason:
        return formatting.no_document(one.entry.no_document_reason)
    return _("không có văn bản")


def _reported(one: Reported) -> str:
    if one.entry is None:
        return ""
    return _("{name}, {moment}", name=one.entry.officer_name, moment=formatting.moment(one.entry.at))


def _file_name(proof: ProofFacts) -> str:
    told = f"{formatting.file_name(proof.name)} ({formatting.file_size(proof.size)})"
    return told if proof.expired_at is None else _("{name}, đã hết hạn lưu", name=told)
