"""Plans named in words: "kế hoạch 20", "KH 175/KH-UBND", "kế hoạch năm ngoái".

Only looked for where the registry has more than one plan. A number with a date behind it, or without the word for a
plan before it, is that of a document: many offices have a document of the same number.
"""

import re
from collections.abc import Sequence
from datetime import date

from data.registry.plans.plans import PlanFact
from data.text import fold_letterwise, nfc
from data.text.plan_numbers import clean_plan_number, plan_number_key, plan_serial

_WORD = r"(?:(?:cua|trong|theo|thuoc|o|ve) )?(?:nhiem vu |viec )?(?:ke hoach|kh)"
_NUMBERED = re.compile(
    rf"(?<!\w){_WORD}(?: so)? ?(?P<number>\d{{1,5}}[a-z]?(?: ?/ ?[a-z]+(?: ?- ?[a-z]+)*)?)"
    r"(?![\w/-])(?! ngay ?\d)(?! ?%)"
)
_OF_YEAR = re.compile(rf"(?<!\w){_WORD} (?:cua )?nam (?P<year>nay|ngoai|truoc|sau|toi)(?!\w)")
_YEARS = {"nay": 0, "ngoai": -1, "truoc": -1, "sau": 1, "toi": 1}


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


def clean_letters(text: str) -> str:
    """Return the text with the dashes and letters of a stored number, at the same places."""
    return "".join(clean_plan_number(letter) or letter for letter in text)


def _numbered(match: re.Match[str], plans: Sequence[PlanFact], _today: date) -> PlanFact | None:
    key = plan_number_key(match["number"])
    found = [plan for plan in plans if plan_number_key(plan.number) == key]
    found = found or [plan for plan in plans if plan_serial(plan.number) == key]
    return found[0] if len(found) == 1 else None


def _of_year(match: re.Match[str], plans: Sequence[PlanFact], today: date) -> PlanFact | None:
    found = [plan for plan in plans if plan.year == today.year + _YEARS[match["year"]]]
    return found[0] if len(found) == 1 else None
