"""What the filters of a page offer: plans, levels, sections, quarters, states; and what is chosen, in words.

What the address chooses always has a list of its own, if only with that one value: so every condition that counts is
told on the page, and can be taken away there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.rules.agency_levels import Level
from handlers.base.board.filters import NAMES, STANDINGS, UNDATED, BoardFilter, DutyState
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.overview.levels import level_name
from scheduler.statistics.overview import BODY

_TITLE_LETTERS = 48
_QUARTERS = range(1, 5)
_IN_TITLES = frozenset({NAMES["plan_id"], NAMES["agency_id"]})
"""Conditions that the title of a page tells."""


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

    def having(self, words: str) -> "Choice":
        """Return this filter with the chosen value among those that it offers, in `words` where it was not."""
        if not self.value or self.words:
            return self
        return replace(self, options=(*self.options, (self.value, words)))


def plan_choices(
    chosen: BoardFilter,
    plans: Iterable[PlanFact],
    sections: Iterable[tuple[str, str]],
    agency: AgencyFact | None = None,
    *,
    levels: bool,
) -> list[Choice]:
    """Return the filters of figures: by plan where there are several, by section ("I", its title), quarter, and level
    where more than one agency is seen; and whatever else is chosen: the task, the days, the `agency`.
    """
    known = list(plans)
    found = [
        _plans(chosen, known).having(_("kế hoạch số {id}", id=chosen.plan_id)),
        _levels(chosen, offered=levels).having(level_name(chosen.level) if chosen.level else ""),
        _sections(chosen, sections).having(_("Tổ chức thực hiện") if chosen.section == BODY else chosen.section),
        _quarters(chosen, known).having(_period(chosen.quarter)),
        _only(chosen, "task", _("Nhiệm vụ"), _("Mọi nhiệm vụ"), chosen.task),
        _only(chosen, "due", _("Ngày hạn"), _("Mọi ngày"), _days(chosen)),
        _only(chosen, "agency_id", _("Cơ quan"), _("Mọi cơ quan"), agency.name if agency else ""),
    ]
    return [choice for choice in found if choice.value or len(choice.options) > 1]


def tell(choices: Iterable[Choice]) -> list[str]:
    """Return in words what is chosen, but for the plan and the agency, which the title of every page tells."""
    return [f"{one.name}: {one.words}" for one in choices if one.value and one.key not in _IN_TITLES]


def state_choice(chosen: BoardFilter) -> Choice:
    """Return the filter of lists by state."""
    options = tuple((str(state), state_words(state)) for state in DutyState)
    return Choice(NAMES["state"], _("Tình trạng"), _("Mọi tình trạng"), options, str(chosen.state or ""))


def state_words(state: DutyState) -> str:
    """Return the name of the duties that are in a state: that of the figure which opens their list."""
    told = {
        DutyState.OPEN: _("Chưa báo hoàn thành"),
        DutyState.DONE: _("Đã hoàn thành"),
        DutyState.OWED: _("Phải thực hiện"),
    }
    if state in told:
        return told[state]
    (found,) = STANDINGS[state]
    return formatting.upper_first(names.standing_name(found))


def _plans(chosen: BoardFilter, known: Iterable[PlanFact]) -> Choice:
    numbers = tuple((str(plan.id), plan.number) for plan in known)
    return Choice(NAMES["plan_id"], _("Kế hoạch"), _("Các kế hoạch"), numbers, str(chosen.plan_id or ""))


def _levels(chosen: BoardFilter, *, offered: bool) -> Choice:
    options = tuple((str(level), level_name(level)) for level in Level) if offered else ()
    return Choice(NAMES["level"], _("Cấp"), _("Mọi cấp"), options, str(chosen.level or ""))


def _sections(chosen: BoardFilter, sections: Iterable[tuple[str, str]]) -> Choice:
    titles = tuple(
        (code, f"{code}. {formatting.shorten(title, _TITLE_LETTERS)}" if title else _("Tổ chức thực hiện"))
        for code, title in sections
    )
    return Choice(NAMES["section"], _("Lĩnh vực"), _("Mọi lĩnh vực"), titles, chosen.section)


def _quarters(chosen: BoardFilter, known: Iterable[PlanFact]) -> Choice:
    years = sorted({plan.year for plan in known})
    quarters = tuple(
        (f"{year}-Q{quarter}", formatting.quarter_name(quarter, year)) for year in years for quarter in _QUARTERS
    )
    options = (*quarters, (UNDATED, _("Không ghi thời hạn")))
    return Choice(NAMES["quarter"], _("Quý của mốc hạn"), _("Cả năm"), options, chosen.quarter)


def _period(quarter: str) -> str:
    return formatting.period_name("" if quarter == UNDATED else quarter)


def _only(chosen: BoardFilter, field: str, name: str, every: str, words: str) -> Choice:
    """Return a filter that offers nothing but what is chosen."""
    value = dict(chosen.pairs).get(NAMES[field], "")
    return Choice(NAMES[field], name, every, (), value).having(words or value)


def _days(chosen: BoardFilter) -> str:
    if not chosen.due:
        return ""
    first, last = map(formatting.plain_day, chosen.due)
    return first if first == last else _("từ {first} đến {last}", first=first, last=last)
