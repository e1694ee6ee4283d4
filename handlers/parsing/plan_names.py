"""Plans named in words: "kế hoạch 20", "KH 175/KH-UBND", "kế hoạch năm ngoái"; and those that the registry lacks.

Only chosen where the registry has more than one plan. A number with a date behind it, or without the word for a
plan before it, is that of a document: many offices have a document of the same number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.errors import NotFound
from data.registry.plans.plans import PlanFact
from data.text import fold_letterwise, nfc
from data.text.plan_numbers import clean_plan_number, plan_number_key, plan_serial

_WORD = r"(?P<joined>(?:cua|trong|theo|thuoc|o|ve) )?(?:nhiem vu |viec )?(?:ke hoach|kh)"
_NUMBERED = re.compile(
    rf"(?<!\w){_WORD}(?: so)? ?(?P<number>\d{{1,5}}[a-z]?(?: ?/ ?[a-z]+(?: ?- ?[a-z]+)*)?)"
    r"(?![\w/-])(?! ngay ?\d)(?! ?%)"
)
_OF_YEAR = re.compile(
    rf"(?<!\w){_WORD} (?:cua )?nam (?P<year>nay|ngoai|truoc|sau|toi|(?:19|20)\d\d)(?![\w/-])(?! ve (?!ke hoach))"
)
_YEARS = {"nay": 0, "ngoai": -1, "truoc": -1, "sau": 1, "toi": 1}
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_MADE = re.compile(
    r"(?<!\w)(?:xay dung|ban hanh|ky|lap|trinh|du thao|tham muu|gui|nop|phe duyet|soan|lam|ra|viet)"
    r"(?: (?:xong|roi|duoc|dc|cho))? ?$"
)
"""Words behind which a plan is a document that somebody made, not one whose duties are asked about."""
_FOR_A_TIME = re.compile(r" (?:ngay|tuan|nam|gio|thang(?! ?\d))(?!\w)")
"""What follows a number that counts, "kế hoạch 30 ngày"."""


@dataclass(frozen=True, slots=True)
class MissingPlan:
    """A plan that words name and the registry lacks: its number as typed, or its year; `rest` are the other words.

    `joined`: what stands before it is said to be of that plan, "II.3 của kế hoạch 999".
    """

    number: str
    year: int | None
    rest: str
    joined: bool

    def refusal(self, plans: Sequence[PlanFact]) -> NotFound:
        """Return the error that says so, with the plans that there are."""
        if self.year is None:
            return NotFound("plan", self.number, tuple(plan.number for plan in plans))
        return NotFound("plan_year", str(self.year), tuple(f"{plan.number} ({plan.year})" for plan in plans))


def extract_plan(
    words: str, plans: Sequence[PlanFact], today: date, *, of_several: int = 2
) -> tuple[PlanFact | None, str]:
    """Return the plan that `words` name, and the words without its name; None and all words where they name none, or
    not one alone, or where there are fewer plans than `of_several`. "Năm nay" is the year of `today` (Viet Nam).
    """
    said = nfc(words)
    if len(plans) < of_several:
        return None, words
    folded = fold_letterwise(clean_letters(said))
    for match, found in ((_NUMBERED.search(folded), _numbered), (_OF_YEAR.search(folded), _of_year)):
        if match and (plan := found(match, plans, today)):
            rest = f"{said[: match.start()]} {said[match.end() :]}"
            return plan, " ".join(rest.split())
    return None, words


def find_missing_plan(words: str, plans: Sequence[PlanFact], today: date) -> MissingPlan | None:
    """Return the plan that `words` name and that none of `plans` is; None where they name none, or one or more that
    are there, or a document that is made, and where there is no plan at all.
    """
    said = nfc(words)
    folded = fold_letterwise(clean_letters(said))
    match = _NUMBERED.search(folded) or _OF_YEAR.search(folded)
    if not plans or match is None or _MADE.search(folded[: match.start()]):
        return None
    of_number = match.re is _NUMBERED and not _YEAR_ALONE.fullmatch(match["number"])
    if of_number and (_FOR_A_TIME.match(folded, match.end()) or _with_number(match["number"], plans)):
        return None
    year = None if of_number else _year(match["number" if match.re is _NUMBERED else "year"], today)
    if year in {plan.year for plan in plans}:
        return None
    rest = f"{said[: match.start()]} {said[match.end() :]}"
    number = said[match.start("number") : match.end("number")] if of_number else ""
    return MissingPlan(number, year, " ".join(rest.split()), bool(match["joined"]))


def clean_letters(text: str) -> str:
    """Return the text with the dashes and letters of a stored number, at the same places."""
    return "".join(map(_clean_letter, text))


@lru_cache(maxsize=1024)  # more letters than people write with
def _clean_letter(letter: str) -> str:
    return clean_plan_number(letter) or letter


def _numbered(match: re.Match[str], plans: Sequence[PlanFact], _today: date) -> PlanFact | None:
    found = _with_number(match["number"], plans)
    return found[0] if len(found) == 1 else None


def _with_number(number: str, plans: Sequence[PlanFact]) -> list[PlanFact]:
    key = plan_number_key(number)
    found = [plan for plan in plans if plan_number_key(plan.number) == key]
    return found or [plan for plan in plans if plan_serial(plan.number) == key]


def _of_year(match: re.Match[str], plans: Sequence[PlanFact], today: date) -> PlanFact | None:
    found = [plan for plan in plans if plan.year == _year(match["year"], today)]
    return found[0] if len(found) == 1 else None


def _year(said: str, today: date) -> int:
    return int(said) if said.isdigit() else today.year + _YEARS[said]
