"""The document of a report, as it was typed in a sentence."""

import re

from data.text.dates import numeric_date, without_names, worded_date
from data.text.document_numbers import PRODUCT_KINDS, SERIAL
from handlers.questions.reading.sentence import Sentence

_DATE = "(?:" + without_names(numeric_date(year=r"\d{2,4}") + "|" + worded_date(year=r"20\d\d")) + ")"
_BEFORE = rf"(?:(?:{PRODUCT_KINDS}|so(?: va)? ky hieu|ky hieu|so hieu|so|cv) ){{0,4}}"
_NUMBER = rf"{SERIAL}/(?=[^\sa-z]*[a-z])\S++"
_DOCUMENT = re.compile(
    rf"(?<!\S){_BEFORE}"
    rf"(?:{_NUMBER}(?: (?:ky |ban hanh )?(?:ngay )?{_DATE})?|(?<=so )\d+ ngay {_DATE})(?!\S)"
)
_NONE = re.compile(r"(?<!\S)khong (?:co |ra |phat hanh )?van ban(?!\S).*")


def extract_document(remaining: Sentence) -> str:
    """Remove the number and date of a document, or why there is none; return them as typed."""
    before = list(remaining.keys)
    if remaining.extract_pattern(_NONE) is None and remaining.extract_pattern(_DOCUMENT) is None:
        return ""
    return remaining.typed(at for at, key in enumerate(remaining.keys) if key != before[at])
