"""Days that have passed, whose figures a sentence asks for: “tình hình tính đến 31/3”, “số liệu đến hết quý I”."""

import re
from dataclasses import dataclass
from datetime import date

from data.rules.calendar import WorkingCalendar
from data.text import fold_letterwise, nfc
from handlers.questions.dates.time_words import InvalidDate, token_at

_AS_OF = re.compile(r"(?<!\w)(?:tinh den|so lieu den|tai thoi diem|tai ngay)(?: het| cuoi)?(?P<day> ngay)? ")
_JOINING = re.compile(r"[\s,;.?!]+$|^[\s,;.?!]+")


@dataclass(frozen=True, slots=True)
class PastDay:
    """The day whose figures are asked for, and the rest of the sentence."""

    day: date
    rest: str


def find_past_day(sentence: str, today: date, calendar: WorkingCalendar) -> PastDay | None:
    """Return the day that figures are asked as of; of a month or quarter its last, of the present one today.

    None for a sentence that names no such day, and for a day that no calendar has.
    """
    said = " ".join(nfc(sentence).split())
    folded = fold_letterwise(said)
    found = _AS_OF.search(folded)
    if found is None or len(folded) != len(said):
        return None
    starts = (found.start("day") + 1, found.end()) if found["day"] else (found.end(),)
    try:
        token = next((one for at in starts if (one := token_at(folded, at, today, calendar, bare=True))), None)
    except InvalidDate:
        return None
    if token is None or token.period.last is None:
        return None
    last = token.period.last
    day = today if token.period.contains(today) else last
    before, after = _JOINING.sub("", said[: found.start()]), _JOINING.sub("", said[token.end :])
    return PastDay(day, " ".join(filter(None, (before, after))))
