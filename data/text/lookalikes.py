"""One alphabet for what only looks like it: letters of other alphabets, drawn letters, letters that are not seen."""

import re
import unicodedata
from functools import lru_cache

_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјкмнорстухѕΑΒΕΙΚΜΝΟΡΤΥΧαικνορτυχΛɅᴧⲘⲀⲦⲞⲒՕօսᎷᎪᎢᎬᎩꓟꓮꓔꓳꓲꓬꓴꓰŦŧɱʍӍӎ®©ɑıƗ|@€",
    "ABESIJKMHOPCTYXaeijkmhopctyxsABEIKMNOPTYXaiknoptyxAAaMATOIOouMATEYMATOIYUETtmmMmđcaiIiae",
)
"""Letters of other alphabets, and signs, that look like Latin ones."""
_DRAWN = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|(?:CROSSED )?NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])$"
)
"""Names of letters that are drawn like capitals (ᴍ, 🅼), and are nothing else."""


def in_one_alphabet(text: str) -> str:
    """Return `text` in one alphabet, without what is not seen."""
    composed = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return "".join(map(_latin, composed)) if not composed.isascii() else composed


@lru_cache(maxsize=2048)
def _latin(letter: str) -> str:
    """Return the Latin letter that one looks like; "" for what is not seen.

    A consonant bears no accent in Vietnamese, so one that does only looks like it.
    """
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return ""
    if drawn := _DRAWN.match(unicodedata.name(letter, "")):
        return drawn[1]
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() and base.isalpha() and base not in "AEIOUYaeiouy" else letter
