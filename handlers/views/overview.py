"""/tonghop: the four figures, who is late, and the way down to the card."""

from collections.abc import Mapping, Sequence
from datetime import date

from data.registry.agencies import AgencyFact
from data.registry.duties import DutyLine
from data.registry.plans import PlanFact
from handlers.conversation import Button, Reply
from handlers.locales import _
from handlers.views import words
from scheduler.figures import Figures, Overview, Part

_WORST = 5
_ROWS = 10


def whole(counted: Overview, unheard: int, waiting: int) -> Reply:
    """The province in one message.

    `unheard`: agencies that owe something and that nobody reads reminders for. `waiting`: duties to be confirmed.
    """
    body = [_said(counted.whole)]
    if late := _latest(counted.agencies)[:_WORST]:
        named = " · ".join(f"{part.name} {part.figures.open_overdue}" for part in late)
        body.append(_("Quá hạn nhiều nhất: {agencies}", agencies=named))
    if unheard:
        body.append(_("Chưa có cán bộ nhận nhắc: {count} cơ quan", count=unheard))
    ways = [_ways()]
    if waiting:
        ways.append((Button(_("⏳ Chờ xác nhận ({count})", count=waiting), "sumw:0"),))
    return Reply(_heading(counted), "\n".join(body), tuple(ways), replaces=True)


def of_agency(counted: Overview, agency: AgencyFact, *, own: bool) -> Reply:
    """One agency's figures, and its list."""
    listed = "list:{}:0" if own else "list:{}:0:" + str(agency.id)
    buttons = [
        (Button(_("📋 Còn nợ"), listed.format("o")), Button(_("🔴 Quá hạn"), listed.format("v"))),
        (Button(_("Theo lĩnh vực"), "sums:"),) if own else (Button(_("‹ Tổng hợp"), "sum:all"),),
    ]
    return Reply(f"{_heading(counted)}\n{agency.name}", _said(counted.whole), tuple(buttons), replaces=True)


def by_agency(counted: Overview, ids: Mapping[str, int], page: int) -> Reply:
    """A page of agencies: those with overdue duties first, the most of them on top."""
    ranked = sorted(counted.agencies, key=lambda part: -part.figures.open_overdue)
    pages = [ranked[at : at + _ROWS] for at in range(0, len(ranked), _ROWS)] or [[]]
    page = min(page, len(pages) - 1)
    lines = [f"{part.name}: {_brief(part.figures)}" for part in pages[page]]
    taps = [Button(words.shorten(part.name, 24), f"list:o:0:{ids[part.key]}") for part in pages[page]]
    where = _("Theo cơ quan · trang {page}/{pages}", page=page + 1, pages=len(pages))
    back = (Button(_("‹ Tổng hợp"), "sum:all"), *_turning("suma", page, len(pages)))
    return Reply(_heading(counted), "\n".join([where, "", *lines]), (*_pairs(taps), back), replaces=True)


def overdue(plan: PlanFact, rows: Sequence[DutyLine], today: date, page: int) -> Reply:
    """A page of overdue duties of many agencies, the longest overdue on top."""
    said = [f"🔴 {_whose(row)} · {words.days_left(row.due_on, today)}" for row in rows if row.due_on]
    name = _("Quá hạn: {count}", count=len(rows))
    return _across(plan, today, name, list(zip(rows, said, strict=True)), "sumv", page)


def waiting(plan: PlanFact, rows: Sequence[DutyLine], today: date, page: int) -> Reply:
    """A page of duties reported done, which a supervisor opens to confirm or to send back."""
    name = _("Chờ xác nhận: {count}", count=len(rows))
    return _across(plan, today, name, [(row, f"⏳ {_whose(row)}{_proof(row)}") for row in rows], "sumw", page)


def _whose(row: DutyLine) -> str:
    return f"{row.code}  {row.agency_short_name}"


def _proof(row: DutyLine) -> str:
    return f" · {row.document_number}" if row.document_number else ""


def _across(
    plan: PlanFact, today: date, name: str, rows: Sequence[tuple[DutyLine, str]], verb: str, page: int
) -> Reply:
    """A page of duties of many agencies, each with its line; a button opens its card."""
    pages = [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)] or [[]]
    page = min(page, len(pages) - 1)
    where = _("{list} · trang {page}/{pages}", list=name, page=page + 1, pages=len(pages))
    taps = [
        Button(f"{row.code} {words.shorten(row.agency_short_name, 20)}", f"card:{row.id}")
        for row, _line in pages[page]
    ]
    back = (Button(_("‹ Tổng hợp"), "sum:all"), *_turning(verb, page, len(pages)))
    body = "\n".join([where, "", *(said for _row, said in pages[page])]).rstrip()
    return Reply(_title(plan, today), body, (*_pairs(taps), back), replaces=True)


def by_section(counted: Overview) -> Reply:
    """A line for each section of the plan."""
    lines = [
        f"{part.key}. {part.name or _('Tổ chức thực hiện')}: {_brief(part.figures)}" for part in counted.sections
    ]
    back = ((Button(_("‹ Tổng hợp"), "sum:all"),),)
    return Reply(_heading(counted), "\n".join([_("Theo lĩnh vực"), "", *lines]), back, replaces=True)


def _heading(counted: Overview) -> str:
    return _title(counted.plan, counted.today)


def _title(plan: PlanFact, today: date) -> str:
    return "📊 " + _("KH {plan} · đến {day}", plan=plan.number, day=words.full_day(today))


def _pairs(taps: list[Button]) -> list[tuple[Button, ...]]:
    return [tuple(taps[at : at + 2]) for at in range(0, len(taps), 2)]


def _turning(verb: str, page: int, pages: int) -> tuple[Button, ...]:
    before = (Button("‹", f"{verb}:{page - 1}"),) if page else ()
    after = (Button("›", f"{verb}:{page + 1}"),) if page + 1 < pages else ()
    return before + after


def _said(figures: Figures) -> str:
    return _(
        "Xong đúng hạn {on_time} · xong muộn {late} · trong hạn {open} · quá hạn {overdue} · không hạn {no_date}",
        on_time=figures.done_on_time,
        late=figures.done_late,
        open=figures.open_in_time,
        overdue=figures.open_overdue,
        no_date=figures.no_date,
    )


def _brief(figures: Figures) -> str:
    """✅ done · open · 🔴 overdue · 🔵 without a date; what is nought is left out."""
    done = figures.done_on_time + figures.done_late
    said = [f"✅ {done}/{figures.total}"]
    said += [f"🔴 {figures.open_overdue}"] if figures.open_overdue else []
    said += [f"⚪ {figures.open_in_time}"] if figures.open_in_time else []
    said += [f"🔵 {figures.no_date}"] if figures.no_date else []
    return " · ".join(said)


def _latest(parts: tuple[Part, ...]) -> list[Part]:
    late = [part for part in parts if part.figures.open_overdue]
    return sorted(late, key=lambda part: -part.figures.open_overdue)


def _ways() -> tuple[Button, ...]:
    return (
        Button(_("Theo cơ quan"), "suma:0"),
        Button(_("Theo lĩnh vực"), "sums:"),
        Button(_("Quá hạn"), "sumv:0"),
    )
