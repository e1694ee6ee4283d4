"""Replace characters that look like others, or like nothing: blanks, unseen hyphens, letters that look like đ."""

import re
from datetime import date

from data.text import nfc

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SAME = str.maketrans(
    {
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys(_UNSEEN + _DIRECTIONS),
        **dict.fromkeys("ÐƉ", "Đ"),  # Eth and African D, of many keyboards and scanners
        **dict.fromkeys("ðɖ", "đ"),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\uf076", "-"),  # bullets of Symbol and Wingdings
    }
)
_BLANK_TO_BLANK = str.maketrans(dict.fromkeys(_BLANKS, " "))

_TIMESTAMP = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_NO_DAY = re.compile(r"0?0/0?1/1900|1900-01-00(?: 00:00:00)?|3[01]/12/1899|1899-12-3[01](?: 00:00:00)?")
_WHOLE_FLOAT = re.compile(r"(\d{1,6})\.0+")


def clean_characters(text: str) -> str:
    """Return `text` in NFC with plain blanks, without unseen characters, with the letter đ for its doubles.

    Dashes stay, but for those that are hyphens. Line breaks and tabs stay.
    """
    return nfc(text.translate(_SAME))


def is_only_spaced(text: str, cleaned: str) -> bool:
    """Tell if nothing but the kind of its blanks, or its Unicode form, parts a text from the cleaned one."""
    return nfc(text.translate(_BLANK_TO_BLANK)) == cleaned


def clean_number(text: str) -> str:
    """Return the text of a spreadsheet's cell as a person would write it.

    "2024-03-15 00:00:00" is "15/03/2024", "00/01/1900" an empty cell that was formatted as a date, "3.0" is "3".
    """
    stripped = text.strip()
    if _NO_DAY.fullmatch(stripped):
        return ""
    if stamp := _TIMESTAMP.fullmatch(stripped):
        year, month, day = stamp.groups()
        return f"{day}/{month}/{year}"
    if whole := _WHOLE_FLOAT.fullmatch(stripped):
        return whole[1]
    return text


def written_day(day: date, *, month_only: bool) -> str:
    """Return a true date of a spreadsheet as a plan writes it: "15/03/2026", "3/2026" where no day is shown."""
    return f"{day.month}/{day.year}" if month_only else f"{day.day:02}/{day.month:02}/{day.year}"
