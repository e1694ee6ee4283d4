"""Head and foot of a periodic report: who writes to whom, in which capacity (Nghị định 30/2020/NĐ-CP, Phụ lục I).

Names, abbreviations and kinds come from the directory of agencies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.exports.document import Letterhead
from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from handlers.views.overview.report.wording import format_day, format_day_in_full, lower_first, period_name
from scheduler.statistics.periodic_report import Report

_PEOPLES_COMMITTEE = "Ủy ban nhân dân"
_UNITS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_COMMITTEE = re.compile(rf"(?:Ủy ban nhân dân|UBND)\s+(?:(?:{_UNITS})\s+)?")
_UNDER_THE_ISSUER = "department"
"""The kind of agency whose superior is the plan's issuer; others have none, or a ministry."""
_UNNAMED = "…"
_A_LINE = 22
"""Bold capitals that stand in a line of the head, about."""

_HEADS = (
    ("Văn phòng", "Chánh Văn phòng"),
    ("Thanh tra", "Chánh Thanh tra"),
    ("Ban Quản lý", "Trưởng ban"),
    ("Ban ", "Trưởng ban"),
    ("Chi cục", "Chi cục trưởng"),
    ("Cục", "Cục trưởng"),
    ("Báo", "Tổng Biên tập"),
    ("Phòng", "Trưởng phòng"),
    ("Viện", "Viện trưởng"),
    ("Trường", "Hiệu trưởng"),
    ("Bộ Chỉ huy", "Chỉ huy trưởng"),
    ("Tỉnh đoàn", "Bí thư"),
    ("Sở", "Giám đốc"),
    ("Công an", "Giám đốc"),
    ("Kho bạc", "Giám đốc"),
    ("Bảo hiểm xã hội", "Giám đốc"),
    ("Ngân hàng", "Giám đốc"),
    ("Đài", "Giám đốc"),
    ("Trung tâm", "Giám đốc"),
    ("Cổng", "Giám đốc"),
)
"""The title of an agency's head, by the beginning of its name."""
_ANY_HEAD = "Thủ trưởng cơ quan"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The author of a report: an agency with its other names, or the plan's issuer (None).

    `above` is the agency above it, of a commune its district; `standing_body` follows the plan for its issuer.
    """

    agency: AgencyFact | None = None
    aliases: Sequence[str] = ()
    above: str = ""
    standing_body: str | None = None


def issuer_name(plan: PlanFact, issuer: Issuer) -> str:
    """Return the name of the body that writes, in full."""
    if issuer.agency is None:
        return plan.issuer
    return _COMMITTEE.sub(lambda said: said[0].replace("UBND", _PEOPLES_COMMITTEE), issuer.agency.name, count=1)


def letterhead(plan: PlanFact, issuer: Issuer) -> Letterhead:
    """Return the head of a report."""
    name = issuer_name(plan, issuer)
    superior = plan.issuer if issuer.agency and issuer.agency.kind == _UNDER_THE_ISSUER else ""
    seat = name if _COMMITTEE.match(name) else plan.issuer
    return Letterhead(_in_lines(superior), _in_lines(name), f"BC-{_symbol(name, issuer)}", _find_place(seat))


def subject(report: Report) -> str:
    """Return what a report is about."""
    title = f"Kết quả thực hiện Kế hoạch {lower_first(report.counted.plans.latest.title)}"
    return f"{title} ({period_name(report.period)})"


def opening(report: Report, issuer: Issuer) -> str:
    """Return the first paragraph: which plan, which period, figures of which day."""
    plan, period = report.counted.plans.latest, report.period
    return (
        f"Thực hiện Kế hoạch số {plan.number} ngày {format_day_in_full(plan.issued_on)} của"
        f" {plan.issuer or _UNNAMED} về {lower_first(plan.title)}, {issuer_name(plan, issuer) or _UNNAMED} báo cáo"
        f" kết quả thực hiện {period_name(period)} (số liệu từ ngày {format_day(period.first)} đến ngày"
        f" {format_day(period.last)}; tình trạng các nhiệm vụ tính đến ngày {format_day(report.counted.today)}) như"
        " sau:"
    )


def closing(report: Report, issuer: Issuer) -> str:
    """Return the last paragraph, which ends the document."""
    plan = report.counted.plans.latest
    name = issuer_name(plan, issuer) or _UNNAMED
    said = f"Trên đây là báo cáo kết quả thực hiện Kế hoạch số {plan.number} {period_name(report.period)}"
    if issuer.agency is None:
        return f"{said} của {name}./."
    to = issuer.above or plan.issuer or _UNNAMED
    through = f" (qua {issuer.standing_body} tổng hợp)" if _goes_through(issuer) else ""
    return f"{said}, {name} kính gửi {to}{through}./."


def recipients(plan: PlanFact, issuer: Issuer) -> Sequence[str]:
    """Return to whom a report goes."""
    if issuer.agency is None:
        ways = ("Bộ Nội vụ", "Thường trực Tỉnh ủy, Thường trực HĐND tỉnh", "Chủ tịch, các Phó Chủ tịch UBND tỉnh")
        return (*ways, "Các sở, ban, ngành; UBND các huyện, thành phố", "Lưu: VT")
    through = [f"{issuer.standing_body} (để tổng hợp)"] if _goes_through(issuer) else []
    return (issuer.above or plan.issuer or _UNNAMED, *through, "Lưu: VT")


def signatory(plan: PlanFact, issuer: Issuer) -> Sequence[str]:
    """Return in which capacity a report is signed, line by line."""
    name = issuer_name(plan, issuer)
    if _COMMITTEE.match(name):
        return (f"TM. {_PEOPLES_COMMITTEE}", "Chủ tịch")
    return (next((title for begins, title in _HEADS if name.startswith(begins)), _ANY_HEAD),)


def _goes_through(issuer: Issuer) -> bool:
    """Tell if a report goes through the body that follows the plan; its own and those of communes do not."""
    body, agency = issuer.standing_body, issuer.agency
    return bool(body and agency and body != agency.name and not issuer.above)


def _symbol(name: str, issuer: Issuer) -> str:
    """Return the abbreviation after the number: that of the directory ("SGDĐT"), else the initials of the name."""
    if issuer.agency is None or _COMMITTEE.match(name):
        return "UBND"
    written = next((alias for alias in issuer.aliases if alias.isalpha() and alias[1:2].isupper()), None)
    return written or "".join(word[0] for word in re.findall(r"\w+", name)).upper()


def _in_lines(name: str) -> str:
    """Return a name too long for a line in two: of a people's committee the unit begins the second, of an agency its
    committee, or the last thing that it is for.
    """
    said = _COMMITTEE.match(name)
    if not said:
        return _divided(name)
    if said[0].strip() in (_PEOPLES_COMMITTEE, "UBND"):
        return name
    return f"{_PEOPLES_COMMITTEE}\n{name[len(_PEOPLES_COMMITTEE) :].strip()}"


def _divided(name: str) -> str:
    """Return the name divided where both lines fit; else as it is, and the program that shows it divides it."""
    if len(name) <= _A_LINE:
        return name
    for second in (_PEOPLES_COMMITTEE, "và "):
        first, space, rest = name.rpartition(f" {second}")
        if space and len(first) <= _A_LINE and len(second + rest) <= _A_LINE:
            return f"{first}\n{second}{rest}"
    return name


def _find_place(committee: str) -> str:
    """Return where a people's committee sits: "Thái Bình" for "Ủy ban nhân dân tỉnh Thái Bình"; else ""."""
    said = _COMMITTEE.match(committee)
    return committee[said.end() :] if said else ""
