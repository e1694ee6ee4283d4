"""The words of the charts, and the figures again as text for readers who cannot see pictures.

The drawing code is loaded when the first chart is asked for, and draws after the turn (`Attachment.make`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from data.registry.office.agencies import AgencyFact
from data.rules.standing import OWED
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Attachment, Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import back_button
from handlers.views.overview.figures import figures_line, heading, section_name
from scheduler.statistics.burn_up import BurnUp
from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import Overview, Part

_BARS = 11
_MONTHS = range(1, 13)
_PNG = "image/png"


def pictures(counted: Overview, year: BurnUp, agency: AgencyFact | None, *, at: Selection) -> Reply:
    """Render both charts of all agencies, or of one; `at` is the part of the plan to go back to."""
    title = heading(counted.plan, counted.today) + (f"\n{agency.name}" if agency else "")
    files = (
        Attachment("tinh-hinh.png", _PNG, make=standings(counted, agency)),
        Attachment("ca-nam.png", _PNG, make=whole_year(counted, year, agency)),
    )
    return Reply(title, figures_line(counted.whole), ((back_button(ShowSummary(at)),),), files)


def standings(counted: Overview, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Return the function that draws the standing of agencies (for one agency: sections), the worst first."""
    parts = [_with_section_name(part) for part in counted.sections] if agency else _keep_worst(counted.agencies)
    subtitle = (
        _("{agency} · đến {day}", agency=agency.short_name, day=formatting.plain_day(counted.today))
        if agency
        else _("Toàn tỉnh · đến {day}", day=formatting.plain_day(counted.today))
    )

    def draw() -> bytes:
        from data.exports.pictures.bars import Bar, Bars, draw_bars

        rows = [Bar(part.name, _bar_note(part.figures), _standing_counts(part.figures)) for part in parts]
        return draw_bars(Bars(_title(counted), subtitle, _legend(), rows))

    return draw


def whole_year(counted: Overview, year: BurnUp, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Return the function that draws what the plan asks for and what is done, day by day of its year."""
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


def _legend() -> tuple[str, ...]:
    """Return the names of the standings, in the order of the chart's colours."""
    return tuple(formatting.standing_name(found) for found in OWED)


def _standing_counts(of: Figures) -> tuple[int, ...]:
    return tuple(of.of(found) for found in OWED)


def _bar_note(of: Figures) -> str:
    if of.open_overdue:
        return _("quá hạn {overdue}/{total}", overdue=of.open_overdue, total=of.total)
    return _("xong {done}/{total}", done=of.done, total=of.total)


def _with_section_name(part: Part) -> Part:
    return replace(part, name=section_name(part))


def _keep_worst(agencies: tuple[Part, ...]) -> list[Part]:
    """Return the agencies with the most overdue duties, then the most duties; the others are summed up as one."""
    ranked = sorted(agencies, key=lambda part: (-part.figures.open_overdue, -part.figures.total))
    if len(ranked) <= _BARS + 1:
        return ranked
    rest = sum((part.figures for part in ranked[_BARS:]), Figures())
    name = _("Còn lại: {count} cơ quan", count=len(ranked) - _BARS)
    return [*ranked[:_BARS], Part("", name, figures=rest)]
