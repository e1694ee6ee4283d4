"""The list of duties, and rows of duties wherever they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.registry.board.duty_pages import DutyPage
from data.registry.duties.duty_lines import DutyLine
from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.rules.standing import Standing, Urgency, standing, urgency
from handlers.base.board.filters import BoardFilter
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.board.choices import Choice, plan_choices, state_choice, state_words, tell
from handlers.views.board.listed import list_fetched
from handlers.views.board.overview import plans_to, whose
from handlers.views.board.page import render

_TITLE_LETTERS, _ON_PAPER = 110, 1000
"""The most letters of a title: on paper nothing opens that tells the rest."""


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What the page shows: `rows` on each. `agency` is the one that is meant, None for all that may be seen."""

    chosen: BoardFilter
    scope: PlanScope
    duties: DutyPage
    agency: AgencyFact | None
    plans: tuple[PlanFact, ...]
    sections: tuple[tuple[str, str], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in a list. `due` is the date that it goes by, `left` how far that is; `found` how it stands;
    `label` what its date is called, "" where that is its title.
    """

    link: str
    code: str
    title: str
    agency: str
    due: str
    left: str
    state: str
    found: Standing
    document: str
    label: str = ""


def page(look: Look, facts: ListFacts) -> str:
    """Render the page."""
    choices = [*_choices(look, facts), state_choice(facts.chosen)]
    shown = _list_parts(look, facts, _TITLE_LETTERS)
    return render("duty_list.html", look, facts.chosen, subtitle=_subtitle(look, facts), choices=choices, **shown)


def printed(look: Look, facts: ListFacts) -> str:
    """Render all that is chosen for paper, with what was chosen in words."""
    subtitle = " · ".join((_subtitle(look, facts), *tell(_choices(look, facts))))
    return render("duty_print.html", look, facts.chosen, subtitle=subtitle, **_list_parts(look, facts, _ON_PAPER))


def _choices(look: Look, facts: ListFacts) -> list[Choice]:
    levels = look.agency_id is None and facts.agency is None
    return plan_choices(facts.chosen, facts.plans, facts.sections, facts.agency, levels=levels)


def _list_parts(look: Look, facts: ListFacts, letters: int) -> dict[str, object]:
    duties = facts.duties
    return {
        "heading": _heading(facts),
        "of_one": facts.agency is not None,
        "duties": list_fetched(
            duty_rows(duties.lines, look, facts.chosen, letters), duties.total, duties.first, facts.rows
        ),
    }


def duty_rows(
    lines: Iterable[DutyLine], look: Look, chosen: BoardFilter, letters: int = _TITLE_LETTERS
) -> list[DutyRow]:
    """Return the rows of duties, with titles of at most so many letters. Their pages are told what was `chosen`."""
    kept = chosen.kept.query()
    return [_row(line, look, kept, letters) for line in lines]


def _heading(facts: ListFacts) -> str:
    count = facts.duties.total
    state = facts.chosen.state
    return f"{state_words(state)}: {_('{count} việc', count=count)}" if state else _("{count} việc", count=count)


def _subtitle(look: Look, facts: ListFacts) -> str:
    """Return whose duties are listed, of which plans, as of which day."""
    return f"{whose(facts.agency, facts.chosen)} · {plans_to(facts.scope, look.today)}"


def _row(line: DutyLine, look: Look, kept: str, letters: int) -> DutyRow:
    left = ""
    if line.due_on and urgency(line.due_on, line.state, look.today, look.calendar) not in _SETTLED:
        left = formatting.days_left(line.due_on, look.today)
    document = ""
    if line.document_number and line.document_date:
        document = f"{line.document_number}, {formatting.plain_day(line.document_date)}"
    found = standing(line.due_on, line.state, line.completed_on, look.today, look.calendar)
    return DutyRow(
        link=f"{look.root}viec/{line.id}{kept}",
        code=formatting.task_code(line),
        title=formatting.line_title(line.title, line.label, line.kind, letters),
        agency=line.agency_short_name,
        due=formatting.plain_day(line.due_on) or _("không ghi thời hạn"),
        left=left,
        state=names.state_in_figures(line, found),
        found=found,
        document=document,
        label=line.label if line.label != line.title else "",
    )


_SETTLED = {Urgency.DONE, Urgency.WAITING, Urgency.NOT_APPLICABLE, Urgency.NO_DATE}
