"""The words of the charts, and the figures again as text for readers who cannot see pictures.

They are drawn after the turn, by the process that makes files (`Attachment.work`): it alone loads the drawing code.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from data.registry.office.agencies import AgencyFact
from data.rules.agency_levels import Level
from data.rules.standing import OWED
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Attachment, Reply, without_registry
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.base.paging import back_button
from handlers.views.overview.figures import code_in_plan, figures_line, heading, section_name
from handlers.views.overview.levels import level_name
from scheduler.statistics.burn_up import BurnUp
from scheduler.statistics.figures import NONE, Figures
from scheduler.statistics.overview import Overview, Part

_BARS = 11
_MONTHS = range(1, 13)
_PNG = "image/png"


def pictures(counted: Overview, year: BurnUp, agency: AgencyFact | None, *, at: Selection) -> Reply:
    """Render the charts of all agencies, or of one; `at` is the part of the plan to go back to.

    With agencies of one level only there is no chart by level.
    """
    title = heading(counted.plans, counted.today) + (f"\n{agency.name}" if agency else "")
    files = [Attachment("tinh-hinh.png", _PNG, work=without_registry(standings(counted, agency)))]
    if len(counted.levels) > 1:
        files.append(Attachment("theo-cap.png", _PNG, work=without_registry(levels(counted))))
    files.append(Attachment("theo-nhiem-vu.png", _PNG, work=without_registry(tasks(counted, agency))))
    files.append(Attachment("ca-nam.png", _PNG, work=without_registry(whole_year(counted, year, agency))))
    return Reply(title, figures_line(counted.whole), ((back_button(ShowSummary(at)),),), tuple(files))


def standings(counted: Overview, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Return the function that draws the standing of agencies (for one agency: sections), the worst first."""
    if agency:
        return _bars(counted, agency, [_with_section_name(part, counted) for part in counted.sections])
    return _bars(counted, None, _keep_worst(counted.agencies, _rest_of_agencies))


def levels(counted: Overview) -> Callable[[], bytes]:
    """Return the function that draws the standing of departments, districts and communes."""
    return _bars(counted, None, [replace(part, name=level_name(Level(part.key))) for part in counted.levels])


def tasks(counted: Overview, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Return the function that draws the standing of tasks, the worst first."""
    named = [replace(part, name=f"{code_in_plan(counted, part)} {part.name}") for part in counted.tasks]
    return _bars(counted, agency, _keep_worst(named, _rest_of_tasks))


def _bars(counted: Overview, agency: AgencyFact | None, parts: Sequence[Part]) -> Callable[[], bytes]:
    subtitle = (
        _("{agency} · đến {day}", agency=agency.short_name, day=formatting.plain_day(counted.today))
        if agency
        else _("Toàn tỉnh · đến {day}", day=formatting.plain_day(counted.today))
    )
    rows = [(part.name, _bar_note(part.figures), _standing_counts(part.figures)) for part in parts]
    return partial(_draw_bars, title=_title(counted), subtitle=subtitle, legend=_legend(), rows=rows)


def _draw_bars(
    title: str,
    subtitle: str,
    legend: tuple[str, ...],
    rows: Sequence[tuple[str, str, tuple[int, ...]]],
) -> bytes:
    from data.exports.pictures.bars import Bar, Bars, draw_bars

    return draw_bars(Bars(title, subtitle, legend, [Bar(*row) for row in rows]))


def whole_year(counted: Overview, year: BurnUp, agency: AgencyFact | None) -> Callable[[], bytes]:
    """Return the function that draws what the plans ask for and what is done, day by day of their years."""
    figures, today = counted.whole, counted.today
    years = sorted({plan.year for plan in counted.plans.plans})
    months = [(year, month) for year in range(years[0], years[-1] + 1) for month in _MONTHS]
    due = max((count for day, count in year.planned if day <= today), default=0)
    subtitle = _(
        "Đến {day}: đã đến hạn {due}, đã hoàn thành {done}",
        day=formatting.plain_day(today),
        due=due,
        done=figures.done,
    )
    return partial(
        _draw_year,
        title=_title(counted) + (f" · {agency.short_name}" if agency else ""),
        subtitle=subtitle,
        planned_key=_("Theo kế hoạch"),
        done_key=_("Đã hoàn thành"),
        today_key=_("hôm nay {day}", day=today.strftime("%d/%m")),
        months=[_month_name(year, month, of=len(months)) for year, month in months],
        first=date(years[0], 1, 1),
        last=date(years[-1], 12, 31),
        today=today,
        planned=year.planned,
        done=year.done,
    )


def _draw_year(**content: Any) -> bytes:
    from data.exports.pictures.burn_up import BurnUp, draw_burn_up

    return draw_burn_up(BurnUp(**content))


def _month_name(year: int, month: int, *, of: int) -> str:
    """Return the name of a month of an axis with `of` months; of several years only the quarters are named."""
    if of <= len(_MONTHS):
        return _("T{month}", month=month)
    return f"{month}/{year % 100:02d}" if month % 3 == 1 else ""


def _title(counted: Overview) -> str:
    return _("Kế hoạch {plan}", plan=", ".join(counted.plans.numbers))


def _legend() -> tuple[str, ...]:
    """Return the names of the standings, in the order of the chart's colours."""
    return tuple(names.standing_name(found) for found in OWED)


def _standing_counts(of: Figures) -> tuple[int, ...]:
    return tuple(of.of(found) for found in OWED)


def _bar_note(of: Figures) -> str:
    if of.open_overdue:
        return _("quá hạn {overdue}/{total}", overdue=of.open_overdue, total=of.total)
    return _("hoàn thành {done}/{total}", done=of.done, total=of.total)


def _with_section_name(part: Part, counted: Overview) -> Part:
    return replace(part, name=section_name(part, counted))


def _rest_of_agencies(count: int) -> str:
    return _("Còn lại: {count} cơ quan", count=count)


def _rest_of_tasks(count: int) -> str:
    return _("Còn lại: {count} nhiệm vụ", count=count)


def _keep_worst(parts: Sequence[Part], name_rest: Callable[[int], str]) -> list[Part]:
    """Return the parts with the most overdue duties, then the most duties; the others are summed up as one."""
    ranked = sorted(parts, key=lambda part: (-part.figures.open_overdue, -part.figures.total))
    if len(ranked) <= _BARS + 1:
        return ranked
    rest = sum((part.figures for part in ranked[_BARS:]), NONE)
    return [*ranked[:_BARS], Part("", name_rest(len(ranked) - _BARS), figures=rest)]
