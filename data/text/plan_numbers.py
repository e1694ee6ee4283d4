"""The number of a plan, "175/KH-UBND": the one form that is stored, and the one by which plans are looked up.

Offices write it with blanks, en dashes, in any case, and with either of two letters that look like "Đ".
"""

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SIGN = re.compile(" ?([/-]) ?")
_SIMILAR_LETTERS = str.maketrans("Ðð", "Đđ")  # the Icelandic letter, of many keyboards and scanners
_LETTERS_WITHOUT_STROKE = str.maketrans("đ", "d")
_KIND = re.compile(r"^(?:kế hoạch|ke hoach|kh)\b\.? ?(?:số|so)? ?(?=\d)|^(?:số|so) ?(?=\d)", re.IGNORECASE)
_SERIAL = re.compile(r"\d+[a-z]?")


def clean_plan_number(written: str) -> str:
    """Return a number as it is stored and shown: "175/KH-UBND" for "175 / KH – UBND"; letters keep their case."""
    text = unicodedata.normalize("NFC", written).translate(_SIMILAR_LETTERS)
    return _SIGN.sub(r"\1", " ".join(_DASHES.sub("-", text).split()))


def plan_number_key(written: str) -> str:
    """Return what all spellings of a plan's number share, also with "Kế hoạch số" before it."""
    cleaned = _KIND.sub("", clean_plan_number(written))
    return cleaned.casefold().replace(" ", "").translate(_LETTERS_WITHOUT_STROKE)


def plan_serial(number: str) -> str:
    """Return the part of a number before its sign, "175" for "175/KH-UBND"; "" where it does not begin with one."""
    found = _SERIAL.match(plan_number_key(number))
    return found[0] if found else ""
