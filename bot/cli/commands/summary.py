"""`nhacviec summary`: the figures of /tonghop."""

from typing import TYPE_CHECKING

from bot.cli.office import open_office
from bot.cli.options import AgencyOrAll, AsJson, On, PlanOrAll
from bot.cli.output import say, say_json, say_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.statistics.figures import Figures
    from scheduler.statistics.overview import Overview

Row = tuple[str, "Figures"]


def summary(agency: AgencyOrAll = None, plan: PlanOrAll = None, on: On = None, as_json: AsJson = False) -> None:
    """Các con số của các kế hoạch đang theo dõi, hoặc của một kế hoạch: đúng hạn, quá hạn, chưa đến hạn."""
    from bot.cli.json_output.summary import summary_json
    from data.registry.office import agencies
    from handlers.views.base.formatting import full_day
    from handlers.views.overview.figures import changes_since_line
    from scheduler.statistics.as_of import plans_as_of
    from scheduler.statistics.headline import compute_headline
    from scheduler.statistics.overview import count_overview

    with open_office() as office, office.store.read() as session:
        agency_id = agencies.find(session, agency, office.clock.today()).id if agency else None
        calendar = office.calendar(session)
        scope, at = plans_as_of(session, on, office.clock.today(), number=plan)
        counted = count_overview(session, scope, at.day, calendar, agency_id, until=at.until)
        since = compute_headline(session, scope, at.day, calendar, agency_id, until=at.until).since
    if as_json:
        say_json(summary_json(counted, since))
        return
    say(f"Kế hoạch {', '.join(scope.numbers)}, đến {full_day(at.day)}")
    if since:
        say(changes_since_line(since))
    for name, rows in _tables(counted):
        say("")
        _say_figures(name, rows)


def _tables(counted: "Overview") -> "Iterable[tuple[str, Iterable[Row]]]":
    """Yield every table with its heading; the rows of each add up to the first, by tasks beside it."""
    from data.rules.agency_levels import Level
    from handlers.views.base.formatting import period_name
    from handlers.views.overview.figures import lead_name, section_name
    from handlers.views.overview.levels import level_name

    yield "", [("Tất cả", counted.whole), ("Theo nhiệm vụ", counted.by_task)]
    if not counted.plans.only:
        yield "Kế hoạch", ((part.key, part.figures) for part in counted.of_plans)
    yield "Cấp", ((level_name(Level(part.key)), part.figures) for part in counted.levels)
    yield "Quý của mốc hạn", ((period_name(part.key), part.figures) for part in counted.periods)
    yield "Lĩnh vực", ((section_name(part, counted), part.figures) for part in counted.sections)
    yield "Cơ quan chủ trì lĩnh vực", ((lead_name(part), part.figures) for part in counted.leads)
    yield "Cơ quan", ((part.name, part.figures) for part in counted.agencies)


def _say_figures(name: str, rows: "Iterable[Row]") -> None:
    from data.rules.standing import Standing
    from handlers.views.base.names import standing_name

    say_table(
        (name, "Tổng", *(standing_name(found).capitalize() for found in Standing)),
        ((name, of.total, *(of.of(found) for found in Standing)) for name, of in rows),
    )
