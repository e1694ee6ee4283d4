"""The words of the pictures, and the figures again as text for whoever cannot see them.

What draws is loaded when the first picture is asked for, and draws after the turn (`Attachment.make`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from data.registry.office.agencies import AgencyFact
from data.rules.standing import Standing
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Attachment, Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import up
from handlers.views.overview.figures import heading, said, section_name
from scheduler.statistics.burn_up import BurnUp
from scheduler.statistics.figures import Figures, Overview, Part

_BARS = 11
_MONTHS = range(1, 13)
_PNG = "image/png"


def pictures(counted: Overview, year: BurnUp, agency: AgencyFact | None, *, at: Selection) -> Reply:
    """Both pictures of all agencies, or of one; `at` is the part of the plan whose figures are above."""
    title = heading(counted.plan, counted.today) + (f"\n{agency.name}" if agency else "")
    files = (
        Attachment("tinh-hinh.png", _PNG, make=standings(counted, agency)),
        Attachment("ca-nam.png", _PNG, make=whole_year(counted, year, agency)),
    )
    return Reply(title, said(counted.whole), ((up(ShowSummary(at)),),), files)


def standings(counted: Overview, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Draws agencies (of one agency: sections) and how their duties stand; the worst, and the rest together."""
    parts = [_named_section(part) for part in counted.sections] if agency else _worst(counted.agencies)
    subtitle = (
        _("{agency} · đến {day}", agency=agency.short_name, day=formatting.plain_day(counted.today))
        if agency
        else _("Cả tỉnh · đến {day}", day=formatting.plain_day(counted.today))
    )

    def draw() -> bytes:
        from data.exports.pictures.bars import Bar, Bars, draw_bars

        rows = [Bar(part.name, _note(part.figures), _counts(part.figures)) for part in parts]
        return draw_bars(Bars(_title(counted), subtitle, _keys(), rows))

    return draw


def whole_year(counted: Overview, year: BurnUp, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Draws what the plan asks for and what is done, day by day of its year."""
    figures, today, of_year = counted.whole, counted.today, counted.plan.year
    due = max((count for day, count in year.planned if day <= today), default=0)
    subtitle = _(
        "Đến {day}: đã đến hạn {due}, đã xong {done}", day=formatting.plain_day(today), due=due, done=figures.done
    )

    def draw() -> bytes:
        from data.exports.pictures.burn_up import BurnUp, draw_burn_up

        return draw_burn_up(
            BurnUp(
                title=_title(counted) + (f" · {agency.short_name}" if agency else ""),
                subtitle=subtitle,
                planned_key=_("Theo kế hoạch"),
                done_key=_("Đã xong"),
                today_key=_("hôm nay {day}", day=today.strftime("%d/%m")),
                months=[_("T{month}", month=month) for month in _MONTHS],
                first=date(of_year, 1, 1),
                last=date(of_year, 12, 31),
                today=today,
                planned=year.planned,
                done=year.done,
            )
        )

    return draw


def _title(counted: Overview) -> str:
    return _("Kế hoạch {plan}", plan=counted.plan.number)


def _keys() -> tuple[str, str, str, str, str]:
    """In the order of the pictures' paints, which is that of the figures."""
    on_time, late, in_time, overdue, no_date = (formatting.standing_name(found) for found in Standing)
    return on_time, late, in_time, overdue, no_date


def _counts(of: Figures) -> tuple[int, int, int, int, int]:
    return of.done_on_time, of.done_late, of.open_in_time, of.open_overdue, of.no_date


def _note(of: Figures) -> str:
    if of.open_overdue:
        return _("quá hạn {overdue}/{total}", overdue=of.open_overdue, total=of.total)
    return _("xong {done}/{total}", done=of.done, total=of.total)


def _named_section(part: Part) -> Part:
    return replace(part, name=section_name(part))


def _worst(agencies: tuple[Part, ...]) -> list[Part]:
    """The agencies with the most overdue, then the most to do; the others as one."""
    ranked = sorted(agencies, key=lambda part: (-part.figures.open_overdue, -part.figures.total))
    if len(ranked) <= _BARS + 1:
        return ranked
    rest = sum((part.figures for part in ranked[_BARS:]), Figures())
    name = _("Còn lại: {count} cơ quan", count=len(ranked) - _BARS)
    return [*ranked[:_BARS], Part("", name, figures=rest)]
