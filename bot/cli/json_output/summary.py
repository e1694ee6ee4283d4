"""The JSON of `nhacviec summary`."""

from __future__ import annotations  # so that the facts of this command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, date_json

if TYPE_CHECKING:
    from scheduler.statistics.figures import Figures
    from scheduler.statistics.headline import ChangesSinceMonday
    from scheduler.statistics.overview import Overview


def summary_json(counted: Overview, since: ChangesSinceMonday | None) -> Document:
    """Return the document of `summary --json`: the figures, in whole and by agency, section, quarter and lead.

    `tasks` are the same figures counted by task, which is done when all of its duties are; `levels` those of
    departments, districts and communes. `period` is the quarter of the deadlines, null for what has none; `lead` is
    null for sections that nobody leads. `since` says what moved since Monday; it is null where no plan was there yet
    on the last Monday.
    `plan` is null over several plans, each of which stands in `plans`; a section then names its plan.
    """
    return {
        "plan": counted.plans.only.number if counted.plans.only else None,
        "today": counted.today.isoformat(),
        **_figures(counted.whole),
        "plans": [{"plan": part.key, "title": part.name, **_figures(part.figures)} for part in counted.of_plans],
        "tasks": _figures(counted.by_task),
        "levels": [{"level": part.key, **_figures(part.figures)} for part in counted.levels],
        "agencies": [{"agency": part.key, "name": part.name, **_figures(part.figures)} for part in counted.agencies],
        "sections": [
            {
                **({"plan": part.plan.number} if part.plan else {}),
                "section": part.key,
                "title": part.name,
                **_figures(part.figures),
            }
            for part in counted.sections
        ],
        "periods": [{"period": part.key or None, **_figures(part.figures)} for part in counted.periods],
        "leads": [
            {"lead": part.key if part.sections else None, "sections": list(part.sections), **_figures(part.figures)}
            for part in counted.leads
        ],
        "since": {"monday": date_json(since.monday), "done": since.done, "overdue": since.overdue} if since else None,
    }


def _figures(of: Figures) -> Document:
    """Return the figures; what waits for confirmation is `reported`, `_agreed` counts by the agreed deadlines."""
    return {
        "total": of.total,
        "done_on_time": of.done_on_time,
        "done_late": of.done_late,
        "open_in_time": of.open_in_time,
        "open_overdue": of.open_overdue,
        "no_date": of.no_date,
        "reported": of.waiting,
        "not_applicable": of.not_applicable,
        "percent_done": of.percent_done,
        "percent_on_time": of.percent_on_time,
        "extended": of.extended,
        "done_on_time_agreed": of.done_by_agreed,
        "percent_on_time_agreed": of.percent_by_agreed,
    }
