"""The draft of a periodic report on a plan: figures by section, what was done, what is overdue, what is coming.

It is an official document (Nghị định 30/2020/NĐ-CP) and so Vietnamese, whatever language the bot speaks. What only a
person can say is left as a line of dots.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from data.enums import ReportKind
from data.exports.document import Letterhead, OfficialDocument, Table
from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.rules.report_periods import ReportPeriod
from data.rules.standing import OWED, Standing
from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import BODY
from scheduler.statistics.periodic_report import JudgedDuty, Report, Result

_DOTS = "…" * 36
_NAMED = 3
"""The number of agencies of a task that each get a line; of more only their standings are counted."""
_LISTED = 40
"""The number of agencies named in one cell; the workbook has all."""

_KINDS = {
    ReportKind.FIRST_QUARTER: "Quý I năm {year}",
    ReportKind.HALF_YEAR: "6 tháng đầu năm {year}",
    ReportKind.THIRD_QUARTER: "Quý III năm {year}",
    ReportKind.YEAR: "năm {year}",
}
_MONTHS_WITH_NOUGHT = 2
_PEOPLES_COMMITTEE = "Ủy ban nhân dân"
_COMMITTEE = re.compile(r"(?:Ủy ban nhân dân|UBND)\s+(?:(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\s+)?")
_UNDER_THE_ISSUER = "department"
"""The kind of agency whose superior is the plan's issuer; others have none, or a ministry."""


def build_document(report: Report, agency: AgencyFact | None, standing_body: str | None) -> bytes:
    """Build the report of the plan's issuer, or of one agency, as a Word file."""
    plan = report.counted.plan
    issuer = agency.name if agency else plan.issuer
    subject = f"Kết quả thực hiện Kế hoạch {_lower_first(plan.title)} ({period_name(report.period)})"
    made = OfficialDocument(_letterhead(plan, agency), "Báo cáo", subject, report.counted.today.year)
    made.say(_opening(report, issuer))
    _add_figures(made, report)
    _add_results(made, report)
    _add_overdue(made, report)
    _add_coming(made, report)
    made.part("V. KIẾN NGHỊ, ĐỀ XUẤT")
    made.say(_DOTS)
    made.close(_recipients(plan, agency, standing_body), _signatory(issuer))
    return made.content()


def period_name(period: ReportPeriod) -> str:
    """Return a period as it stands in a title: "Quý I năm 2024"."""
    return _KINDS[period.kind].format(year=period.year)


def _letterhead(plan: PlanFact, agency: AgencyFact | None) -> Letterhead:
    if agency is None:
        return Letterhead("", plan.issuer, "BC-UBND", _find_place(plan.issuer))
    is_committee = bool(_COMMITTEE.match(agency.name))
    superior = plan.issuer if agency.kind == _UNDER_THE_ISSUER else ""
    symbol = "UBND" if is_committee else agency.code.replace("-", "").upper()
    name = _COMMITTEE.sub(lambda said: said[0].replace("UBND", _PEOPLES_COMMITTEE), agency.name, count=1)
    return Letterhead(superior, name, f"BC-{symbol}", _find_place(agency.name if is_committee else plan.issuer))


def _find_place(committee: str) -> str:
    """Return where a people's committee sits: "Thái Bình" for "Ủy ban nhân dân tỉnh Thái Bình"; else ""."""
    said = _COMMITTEE.match(committee)
    return committee[said.end() :] if said else ""


def _opening(report: Report, issuer: str) -> str:
    plan, period = report.counted.plan, report.period
    return (
        f"Thực hiện Kế hoạch số {plan.number} ngày {_format_day_in_full(plan.issued_on)} của {plan.issuer or '……'} về"
        f" {_lower_first(plan.title)}, {issuer or '……'} báo cáo kết quả thực hiện {period_name(period)}"
        f" (số liệu từ ngày {_format_day(period.first)} đến ngày {_format_day(period.last)}; tình trạng các nhiệm"
        f" vụ tính đến ngày {_format_day(report.counted.today)}), như sau:"
    )


def _add_figures(made: OfficialDocument, report: Report) -> None:
    whole = report.counted.whole
    made.part("I. TÌNH HÌNH CHUNG")
    made.say(_figures_sentence(whole))
    rows = [(_section_name(part.key, part.name), *_figures_cells(part.figures)) for part in report.counted.sections]
    made.table(
        Table(
            (
                "Lĩnh vực",
                "Tổng",
                "Hoàn thành đúng hạn",
                "Hoàn thành quá hạn",
                "Chưa đến hạn",
                "Quá hạn",
                "Không ghi thời hạn",
                "Chờ xác nhận",
                "Không phải thực hiện",
            ),
            (45, 13, 15, 15, 15, 15, 15, 15, 17),
            (*rows, ("Tổng cộng", *_figures_cells(whole))),
            total=True,
        )
    )


def _add_results(made: OfficialDocument, report: Report) -> None:
    made.part("II. KẾT QUẢ THỰC HIỆN THEO LĨNH VỰC")
    if not report.results:
        made.say("Trong kỳ không có nhiệm vụ nào đến hạn hoặc hoàn thành.")
        return
    for number, part in enumerate(report.counted.sections, 1):
        made.chapter(f"{number}. {part.name or 'Tổ chức thực hiện'}")
        made.say(_figures_sentence(part.figures))
        if results := report.results.get(part.key):
            rows = [(one.code, _task_cell(one), _due_cell(one), _result_cell(one)) for one in results]
            made.table(Table(("Mã", "Nhiệm vụ, sản phẩm", "Hạn", "Kết quả"), (15, 70, 24, 56), rows))
        else:
            made.say("Trong kỳ không có nhiệm vụ nào đến hạn hoặc hoàn thành.")


def _add_overdue(made: OfficialDocument, report: Report) -> None:
    made.part("III. NHIỆM VỤ QUÁ HẠN")
    if not report.late:
        made.say("Không có nhiệm vụ nào quá hạn.")
        return
    today = report.counted.today
    rows = [
        (
            one.code,
            _task_cell(one),
            _agencies_cell(one),
            f"{_due_cell(one)}, quá hạn {_days_overdue(one.due_on, today)} ngày",
        )
        for one in report.late
    ]
    made.say(f"{_format_number(report.counted.whole.open_overdue)} nhiệm vụ đã quá hạn mà chưa báo hoàn thành:")
    made.table(Table(("Mã", "Nhiệm vụ, sản phẩm", "Cơ quan", "Hạn"), (15, 62, 60, 28), rows))


def _add_coming(made: OfficialDocument, report: Report) -> None:
    made.part("IV. NHIỆM VỤ TRỌNG TÂM TRONG THỜI GIAN TỚI")
    if not report.coming:
        made.say(_DOTS)
        return
    rows = [(one.code, _task_cell(one), _agencies_cell(one), _due_cell(one)) for one in report.coming]
    made.table(Table(("Mã", "Nhiệm vụ, sản phẩm", "Cơ quan", "Hạn"), (15, 66, 60, 24), rows))


def _task_cell(of: Result) -> str:
    said = f"{of.title}\nSản phẩm: {of.deliverables}" if of.deliverables else of.title
    return f"{said}\n({of.label})" if of.due_on else said


def _result_cell(of: Result) -> str:
    if len(of.duties) <= _NAMED:
        return "\n".join(f"{one.duty.agency_short_name}: {_duty_result(one)}" for one in of.duties)
    return f"{len(of.duties)} cơ quan: " + "; ".join(_count_standings(of))


def _count_standings(of: Result) -> Iterator[str]:
    for found, words in _STANDINGS.items():
        if count := of.count(found):
            yield f"{words} {count}"


_STANDINGS = {
    Standing.DONE_ON_TIME: "hoàn thành đúng hạn",
    Standing.DONE_LATE: "hoàn thành quá hạn",
    Standing.OPEN_IN_TIME: "chưa đến hạn",
    Standing.OPEN_OVERDUE: "quá hạn",
    Standing.NO_DATE: "không ghi thời hạn",
    Standing.WAITING: "chờ xác nhận",
    Standing.NOT_APPLICABLE: "không phải thực hiện",
}


def _duty_result(of: JudgedDuty) -> str:
    """Return how one agency's duty stands, with its document."""
    duty = of.duty
    if duty.completed_on is None or of.standing is Standing.NOT_APPLICABLE:
        return f"{_STANDINGS[of.standing]}, đạt {duty.percent}%" if duty.percent else _STANDINGS[of.standing]
    done = "đã xong" if of.standing is Standing.NO_DATE else _STANDINGS[of.standing]
    if duty.document_number and duty.document_date:
        return f"{done}, văn bản {duty.document_number} ngày {_format_day(duty.document_date)}"
    return f"{done}, không có văn bản: {duty.no_document_reason}" if duty.no_document_reason else done


def _agencies_cell(of: Result) -> str:
    names = [one.duty.agency_short_name for one in of.duties]
    said = "; ".join(names[:_LISTED])
    if len(names) <= _LISTED:
        return said
    return f"{len(names)} cơ quan: {said}; … và {len(names) - _LISTED} cơ quan khác (theo bảng Excel kèm theo)"


def _figures_sentence(of: Figures) -> str:
    """Return the figures as a sentence, without those that are nought."""
    named = [f"{_STANDINGS[found]} {_format_number(of.of(found))}" for found in OWED if of.of(found)]
    said = f"Tổng số {_format_number(of.total)} nhiệm vụ" + (f": {', '.join(named)}." if named else ".")
    if of.not_applicable:
        said += f" Ngoài ra có {_format_number(of.not_applicable)} nhiệm vụ không phải thực hiện."
    return said


def _figures_cells(of: Figures) -> tuple[str, ...]:
    return tuple(map(_format_number, (of.total, *(of.of(found) for found in Standing))))


def _section_name(key: str, name: str) -> str:
    return "Tổ chức thực hiện" if key == BODY else f"{key}. {name}"


def _recipients(plan: PlanFact, agency: AgencyFact | None, standing_body: str | None) -> Sequence[str]:
    if agency is None:
        ways = ("Bộ Nội vụ", "Thường trực Tỉnh ủy, Thường trực HĐND tỉnh", "Chủ tịch, các Phó Chủ tịch UBND tỉnh")
        return (*ways, "Các sở, ban, ngành; UBND các huyện, thành phố", "Lưu: VT")
    through = [f"{standing_body} (để tổng hợp)"] if standing_body and standing_body != agency.name else []
    return (plan.issuer or "……", *through, "Lưu: VT")


def _signatory(issuer: str) -> Sequence[str]:
    if _COMMITTEE.match(issuer):
        return ("TM. Ủy ban nhân dân", "Chủ tịch")
    return ("Giám đốc",) if issuer.startswith("Sở ") else ("Thủ trưởng cơ quan",)


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]


def _format_number(count: int) -> str:
    """Return a number as it is written in Viet Nam: "12.345"."""
    return f"{count:,}".replace(",", ".")


def _days_overdue(due_on: date | None, today: date) -> int:
    return (today - due_on).days if due_on else 0


def _due_cell(of: Result) -> str:
    """Return the written deadline, and beside it the date it was extended to."""
    if of.due_on is None or of.first_due_on is None:
        return _format_day(of.due_on) if of.due_on else "không ghi thời hạn"
    written = _format_day(of.first_due_on)
    return written if of.due_on == of.first_due_on else f"{written}, gia hạn đến {_format_day(of.due_on)}"


def _format_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _format_day_in_full(day: date) -> str:
    """Return "29 tháng 12 năm 2023"; days up to 9 and months 1 and 2 get a nought (Nghị định 30, II.4)."""
    month = f"{day.month:02d}" if day.month <= _MONTHS_WITH_NOUGHT else str(day.month)
    return f"{day:%d} tháng {month} năm {day.year}"
