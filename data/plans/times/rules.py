"""Which kind of time a text is: the rules in the order in which they are tried, each with the reason it gives.

A reason and its doubts are Vietnamese sentences for the person who checks the reading.
"""

from collections.abc import Callable
from dataclasses import dataclass

from data.plans.draft import DeadlineDraft
from data.plans.times import vocabulary
from data.plans.times.milestones import Milestone, Milestones
from data.plans.times.points import Point
from data.plans.times.recurrence import find_recurrence
from data.plans.times.searchable_text import Folded
from data.words import Kind


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found in `text`; `year` is that of the plan."""

    text: Folded
    points: tuple[Point, ...]
    found: Milestones
    year: int


@dataclass(frozen=True, slots=True)
class Reading:
    """`doubts` is empty where the reading is certain."""

    kind: Kind
    deadlines: tuple[DeadlineDraft, ...]
    reason: str
    doubts: tuple[str, ...] = ()


def decide(facts: Facts) -> Reading:
    """The reading by the first rule that applies; what no rule reads waits for a date from a person."""
    readings = (rule(facts) for rule in _RULES)
    return next(
        (reading for reading in readings if reading),
        Reading(Kind.EXTERNAL, (), "Không đọc được thời hạn trong nội dung này.", ("Chưa ghi được hạn.",)),
    )


def _empty(facts: Facts) -> Reading | None:
    if facts.text.text.strip(" -.,;"):
        return None
    return Reading(Kind.CONTINUOUS, (), "Ô thời gian để trống.", ("Chưa ghi được hạn.",))


def _recurring(facts: Facts) -> Reading | None:
    deadlines = find_recurrence(facts.text, facts.points, facts.found, facts.year)
    exact = [end for end in facts.found.due if not end.point.is_year]
    if not deadlines or (len(deadlines) == 1 and not facts.found.due and _goes_on(facts)):
        return None
    doubts = list(facts.found.doubts)
    if len(deadlines) > len(exact) > 0 and vocabulary.PERIODS["quarter"].search(facts.text.text):
        doubts.append("Mốc ghi riêng được hiểu là báo cáo thay cho quý có mốc đó.")
    return Reading(Kind.RECURRING, deadlines, f"Việc định kỳ: {_listed(deadlines)}.", tuple(doubts))


def _dated(facts: Facts) -> Reading | None:
    due = facts.found.due
    if not due or (all(end.point.is_year for end in due) and _year_says_little(facts)):
        return None
    deadlines = tuple({end.deadline.due_on: end.deadline for end in due if end.deadline}.values())
    kind = Kind.ONCE if len(deadlines) == 1 else Kind.MULTIPLE
    return Reading(kind, deadlines, _why(facts, due, deadlines), (*facts.found.doubts, *_open_ends(facts)))


def _year_says_little(facts: Facts) -> bool:
    """ "Thường xuyên trong năm 2024" and "Theo Kế hoạch năm 2024 của Bộ" are not due on 31 December."""
    text = facts.text.text
    if vocabulary.FOLLOWS_ANOTHER.search(text):
        return not vocabulary.FINISHING.search(text)
    return bool(vocabulary.CONTINUOUS.search(text)) and not vocabulary.FINISHING.search(text)


def _why(facts: Facts, due: tuple[Milestone, ...], deadlines: tuple[DeadlineDraft, ...]) -> str:
    count = "Một mốc hạn" if len(deadlines) == 1 else f"{len(deadlines)} mốc hạn"
    notes = [f"{count}: {_listed(deadlines)}."]
    if any(end.before and not end.point.part for end in due):
        notes.append("“Trước” một ngày hay một kỳ thì hạn là ngày liền trước.")
    if any(not point.year and point.months for point in facts.points):
        notes.append("Mốc không ghi năm lấy năm ghi cùng ô, nếu không có thì lấy năm của kế hoạch.")
    return " ".join(notes)


def _open_ends(facts: Facts) -> tuple[str, ...]:
    text = facts.text.text
    doubts = {
        "Phần việc tiếp theo không có hạn riêng.": vocabulary.OPEN_TAIL,
        "Thời gian ghi không dứt khoát.": vocabulary.VAGUE,
        "Thời gian còn phụ thuộc một sự kiện khác.": vocabulary.CONDITION,
        "Thời gian còn tính từ một sự kiện khác.": vocabulary.COUNTED_FROM_EVENT,
    }
    return tuple(doubt for doubt, pattern in doubts.items() if pattern.search(text))


def _not_in_calendar(facts: Facts) -> Reading | None:
    ends = facts.found.ends
    if not any(end.point.months for end in ends):
        return None
    if facts.found.due:
        return None
    return Reading(Kind.ONCE, (), "Chưa ghi được hạn.", facts.found.doubts)


def _counted(facts: Facts) -> Reading | None:
    if not vocabulary.COUNTED_FROM_EVENT.search(facts.text.text):
        return None
    doubts = ("Có ghi ngày nhưng hạn tính từ ngày đó, chưa tính thay được.",) if facts.points else ()
    return Reading(Kind.EXTERNAL, (), "Hạn tính từ một sự kiện; nhập ngày khi sự kiện đã xảy ra.", doubts)


def _open_start(facts: Facts) -> Reading | None:
    if not facts.found.starts or facts.found.ends:
        return None
    return Reading(Kind.CONTINUOUS, (), "Chỉ nêu thời điểm bắt đầu, không có hạn.")


def _continuous(facts: Facts) -> Reading | None:
    if _goes_on(facts):
        return Reading(Kind.CONTINUOUS, (), "Việc thường xuyên, không có hạn.")
    if vocabulary.TOO_OFTEN.search(facts.text.text):
        doubts = ("Việc lặp hằng ngày hoặc hằng tuần không sinh mốc hạn.",)
        return Reading(Kind.CONTINUOUS, (), "Việc thường xuyên, không có hạn.", doubts)
    return None


def _goes_on(facts: Facts) -> bool:
    return bool(vocabulary.CONTINUOUS.search(facts.text.text))


def _irregular(facts: Facts) -> Reading | None:
    if not vocabulary.REPEATED.search(facts.text.text):
        return None
    return Reading(Kind.RECURRING, (), "Việc định kỳ.", ("Không ghi kỳ nào nên chưa có mốc hạn.",))


def _external(facts: Facts) -> Reading | None:
    if not vocabulary.EXTERNAL.search(facts.text.text):
        return None
    return Reading(Kind.EXTERNAL, (), "Hạn theo văn bản hoặc sự kiện khác; nhập ngày khi đã biết, kèm số văn bản.")


def _listed(deadlines: tuple[DeadlineDraft, ...]) -> str:
    if len(deadlines) > 4:
        first, last = deadlines[0].due_on, deadlines[-1].due_on
        return f"{len(deadlines)} mốc hạn, từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    return "; ".join(f"“{deadline.label}” là ngày {deadline.due_on:%d/%m/%Y}" for deadline in deadlines)


_RULES: tuple[Callable[[Facts], Reading | None], ...] = (
    _empty,
    _recurring,
    _dated,
    _not_in_calendar,
    _counted,
    _open_start,
    _continuous,
    _irregular,
    _external,
)
