"""Agencies by level, as an official document counts them: named where they are few, else by their number.

Two hundred communes that have sent nothing are one number; a level of which all stand alike needs no names either.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from data.registry.duties.records import DutyRecord
from data.rules.agency_levels import Level, level_of
from handlers.views.base.formatting import upper_first
from handlers.views.overview.report.wording import STANDINGS, number
from scheduler.statistics.periodic_report import JudgedDuty, Result

NAMES = {
    Level.DEPARTMENT: "sở, ban, ngành",
    Level.DISTRICT: "UBND huyện, thành phố",
    Level.COMMUNE: "UBND cấp xã",
    Level.OTHER: "cơ quan khác",
}
_NAMED = {Level.DEPARTMENT: 20, Level.DISTRICT: 10, Level.COMMUNE: 5, Level.OTHER: 10}
"""The number of agencies of a level up to which each is named."""
_FEW = 3
"""The number of agencies of a deadline that each get a line of their own."""


def is_told_one_by_one(of: Result) -> bool:
    """Tell if each agency of a deadline is told with its own result."""
    return len(of.duties) <= _FEW


def count_by_standing(of: Result) -> Iterator[str]:
    """Yield a line for each standing: "hoàn thành đúng hạn 3: 3/18 sở, ban, ngành (Sở Y tế, …)"."""
    for found, words in STANDINGS.items():
        if standing := [one for one in of.duties if one.standing is found]:
            agencies = tell_agencies((one.duty for one in standing), of.duties)
            yield f"{upper_first(words)} {number(len(standing))}/{number(len(of.duties))}: {agencies}"


def tell_agencies(some: Iterable[DutyRecord], every: Sequence[JudgedDuty]) -> str:
    """Return some of the agencies that owe a deadline, level by level, against `every` one that owes it."""
    by_level: dict[Level, list[str]] = {}
    for duty in some:
        by_level.setdefault(level_of(duty.agency_kind), []).append(duty.agency_short_name)
    owed = Counter(level_of(one.duty.agency_kind) for one in every)
    return "; ".join(_tell_level(level, by_level[level], owed[level]) for level in Level if level in by_level)


def name_agencies(names: Sequence[str], most: int) -> str:
    """Return agencies by name, or their number where they are more than `most`."""
    return ", ".join(names) if len(names) <= most else f"{number(len(names))} cơ quan, đơn vị"


def _tell_level(level: Level, names: Sequence[str], total: int) -> str:
    if len(names) == total > _FEW:
        return f"cả {number(total)} {NAMES[level]}"
    if len(names) > _NAMED[level]:
        return f"{number(len(names))}/{number(total)} {NAMES[level]}"
    return ", ".join(names)
