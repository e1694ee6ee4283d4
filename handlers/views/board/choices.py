"""What the filters of a page offer: plans, levels, sections, quarters, states."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.registry.plans.plans import PlanFact
from data.rules.agency_levels import Level
from handlers.base.board.filters import NAMES, STANDINGS, UNDATED, BoardFilter, DutyState
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.overview.levels import level_name

_TITLE_LETTERS = 48
_QUARTERS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name, the words for no condition, its values with their words, and the one that is chosen."""

    key: str
    name: str
    all: str
    options: tuple[tuple[str, str], ...]
    value: str

    @property
    def words(self) -> str:
        """Return what is chosen, in words; "" for no condition."""
        return dict(self.options).get(self.value, "")


def plan_choices(
    chosen: BoardFilter, plans: Iterable[PlanFact], sections: Iterable[tuple[str, str]], *, levels: bool
) -> list[Choice]:
    """Return the filters of figures: by plan where there are several, by section ("I", its title), quarter, and level
    where more than one agency is seen.
    """
    known = list(plans)
    years = sorted({plan.year for plan in known})
    quarters = [
        (f"{year}-Q{quarter}", formatting.quarter_name(quarter, year)) for year in years for quarter in _QUARTERS
    ]
    numbers = [(str(plan.id), plan.number) for plan in known]
    titles = [
        (code, f"{code}. {formatting.shorten(title, _TITLE_LETTERS)}" if title else _("Tổ chức thực hiện"))
        for code, title in sections
    ]
    found = [
        Choice(NAMES["plan_id"], _("Kế hoạch"), _("Các kế hoạch"), tuple(numbers), str(chosen.plan_id or "")),
        Choice(NAMES["level"], _("Cấp"), _("Mọi cấp"), _levels() if levels else (), str(chosen.level or "")),
        Choice(NAMES["section"], _("Lĩnh vực"), _("Mọi lĩnh vực"), tuple(titles), chosen.section),
        Choice(
            NAMES["quarter"],
            _("Quý của mốc hạn"),
            _("Cả năm"),
            (*quarters, (UNDATED, _("Không ghi thời hạn"))),
            chosen.quarter,
        ),
    ]
    return [choice for choice in found if len(choice.options) > 1]


def state_choice(chosen: BoardFilter) -> Choice:
    """Return the filter of lists by state."""
    options = tuple((str(state), state_words(state)) for state in DutyState)
    return Choice(NAMES["state"], _("Tình trạng"), _("Mọi tình trạng"), options, str(chosen.state or ""))


def state_words(state: DutyState) -> str:
    """Return the name of the duties that are in a state: that of the figure which opens their list."""
    if state is DutyState.OPEN:
        return _("Chưa báo hoàn thành")
    if state is DutyState.DONE:
        return _("Đã hoàn thành")
    (found,) = STANDINGS[state]
    return formatting.upper_first(names.standing_name(found))


def _levels() -> tuple[tuple[str, str], ...]:
    return tuple((str(level), level_name(level)) for level in Level)
