"""Read a "Thời gian thực hiện": the kind of time it is and the dates that follow from it.

The rules are those of the plan's own custom: a period is due on its last day, a range at its end, "trước" a day
means the day before it. What stays open is read by the same rules and marked uncertain.
"""

from dataclasses import dataclass
from functools import lru_cache

from data.enums import Kind
from data.plans.draft import DeadlineDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.times import vocabulary
from data.plans.times.leftovers import unread_parts
from data.plans.times.milestones import find_milestones
from data.plans.times.points import find_points
from data.plans.times.rules import Facts, decide
from data.plans.times.searchable_text import make_searchable
from data.text import nfc

LONGEST = 2000
"""Characters; no time is said in more, and a damaged file must not take minutes."""

_NEEDS_CHECK = remark(RemarkCode.NEEDS_CHECK)
_TOO_LONG = (remark(RemarkCode.TIME_TOO_LONG), _NEEDS_CHECK)


@dataclass(frozen=True, slots=True)
class Timeframe:
    """A time as read: `text` in a plan of `year`; `reason` says how and why it was read so."""

    text: str
    year: int
    kind: Kind
    certain: bool
    deadlines: tuple[DeadlineDraft, ...]
    reason: tuple[Remark, ...]


@lru_cache(maxsize=4096)
def read_timeframe(text: str, year: int) -> Timeframe:
    """Read `text` in a plan of `year` (1900-2199). Never raises for what `text` holds."""
    if len(text) > LONGEST:
        return Timeframe(" ".join(nfc(text).split()), year, Kind.EXTERNAL, False, (), _TOO_LONG)
    source = make_searchable(text)
    searched = source.without(vocabulary.DOCUMENT).without(vocabulary.ROUNDS)
    points = find_points(searched.without(vocabulary.ROUND_THE_CLOCK).text)
    reading = decide(Facts(searched, points, find_milestones(searched, points, year), year))
    unread = tuple(
        remark(RemarkCode.PART_UNREAD, part=part) for part in dict.fromkeys(unread_parts(searched, points))
    )
    doubts = (*reading.doubts, *unread)
    check = (_NEEDS_CHECK,) if doubts else ()
    return Timeframe(
        text=source.words,
        year=year,
        kind=reading.kind,
        certain=not doubts,
        deadlines=reading.deadlines,
        reason=(*reading.reason, *doubts, *check),
    )
