"""Agencies by level, as an official document counts them: named where they are few, else by their number.

Two hundred communes that have sent nothing are one number; a level of which all stand alike needs no names either.
"""

from collections.abc import Iterable, Iterator, Sequence

from data.registry.duties.records import DutyRecord
from handlers.views.overview.report.wording import STANDINGS, number, upper_first
from scheduler.statistics.periodic_report import JudgedDuty, Result

_LEVELS = {
    "department": ("sở, ban, ngành", 20),
    "district": ("UBND huyện, thành phố", 10),
    "commune": ("UBND cấp xã", 5),
}
"""The name of each level, and the number of agencies up to which each is named."""
_OTHERS = ("cơ quan khác", 10)
_FEW = 3
"""The number of agencies of a deadline that each get a line of their own."""


def level_of(kind: str) -> str:
    """Return the name of the level of a sort of agencies: "sở, ban, ngành"."""
    return _LEVELS.get(kind, _OTHERS)[0]


LEVELS = (*(name for name, _most in _LEVELS.values()), _OTHERS[0])
"""All levels, in the order in which they are told."""


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
    by_level: dict[str, list[str]] = {}
    for duty in some:
        by_level.setdefault(duty.agency_kind, []).append(duty.agency_short_name)
    kinds = sorted(by_level, key=lambda kind: LEVELS.index(level_of(kind)))
    return "; ".join(_tell_level(kind, by_level[kind], _count_level(every, kind)) for kind in kinds)


def name_agencies(names: Sequence[str], most: int) -> str:
    """Return agencies by name, or their number where they are more than `most`."""
    return ", ".join(names) if len(names) <= most else f"{number(len(names))} cơ quan, đơn vị"


def _tell_level(kind: str, names: Sequence[str], total: int) -> str:
    level, most = _LEVELS.get(kind, _OTHERS)
    if len(names) == total > _FEW:
        return f"cả {number(total)} {level}"
    if len(names) > most:
        return f"{number(len(names))}/{number(total)} {level}"
    return ", ".join(names)


def _count_level(every: Sequence[JudgedDuty], kind: str) -> int:
    return sum(one.duty.agency_kind == kind for one in every)
